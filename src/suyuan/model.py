"""The nouns of Suyuan: frozen records with no behaviour beyond their own invariants.

Every ``Span`` is ``(start, end)``: Unicode code points, half-open, into ``Article.text`` of the article it speaks of,
so that ``text[start:end]`` is the evidence. Unknown is ``None`` or empty, never a guess. The JSON form of each record
is documented in ``docs/records.md`` and ``docs/schema/``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]

# ------------------------------------------------------------------ pages and articles

BlockKind = Literal["title", "heading", "lead", "body", "quote", "list", "caption"]
BylineRole = Literal[
    "reporter", "author", "editor", "photographer", "translator", "correspondent", "source", "reviewer", "unknown"
]
DateKind = Literal["published", "updated", "dateline", "republished", "feed", "crawled"]
Precision = Literal["year", "month", "day", "hour", "minute", "second"]
WrapperKind = Literal["mirror", "republisher", "feed", "aggregator"]
Script = Literal["Hans", "Hant", "Latn", "mixed"]


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes at a place. ``path`` is relative to the root the caller chose; ``url`` is where they were got, if known."""

    data: bytes
    sha256: str
    path: str | None = None
    url: str | None = None
    charset: str | None = None  # declared from outside, e.g. by HTTP
    content_type: str | None = None
    fetched: str | None = None  # ISO 8601, when the bytes were got, e.g. WARC-Date

    @property
    def place(self) -> str:
        """Where the bytes lay: the half of a page's identity that is not its content."""
        return "#".join(part for part in (self.path, self.url) if part)


@dataclass(frozen=True, slots=True)
class PageRef:
    """Which page an article came from. ``index`` counts articles within the page, from 0."""

    sha256: str = ""
    path: str | None = None
    url: str | None = None
    container: str | None = None
    index: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    start: int
    end: int
    language: str | None = None
    script: Script | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published the article. ``id`` is an id of the table of outlets; ``evidence`` the words that say so."""

    name: str
    id: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Byline:
    name: str
    role: BylineRole
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class DateMark:
    """``value`` is ISO 8601 cut to ``precision`` (``2024-04-18T16:54``); ``zone`` an offset or name the page gives."""

    kind: DateKind
    value: str
    precision: Precision
    evidence: str | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A layer between the outlet and us, innermost (nearest the outlet) first."""

    kind: WrapperKind
    name: str | None = None
    url: str | None = None
    time: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a digest: an index of links is kept as links, not as text."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A page (or one member of it) that gave no article, with the reason."""

    path: str | None
    reason: str
    url: str | None = None


# ------------------------------------------------------------------ annotations

MentionType = Literal["PERSON", "ORG", "GPE", "LOC", "FACILITY", "MEDIA", "PROGRAM", "PRODUCT"]
NameKind = Literal["full", "short", "abbr", "demonym", "metonym"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeMod = Literal[
    "START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER",
]  # fmt: skip
Anchor = Literal["published", "speech", "stated"]
QuantityKind = Literal["money", "percent", "count", "ordinal", "measure"]
QuantityMod = Literal["MORE_THAN", "LESS_THAN", "APPROX"]
StatementType = Literal["direct", "indirect", "mixed"]
Stance = Literal["neutral", "loaded"]
SpeakerType = Literal["named", "anonymous", "collective", "document", "outlet", "unspecified"]
HopRole = Literal["relay", "document", "source"]
FrameKind = Literal["dateline", "hearsay"]
CommitmentStatus = Literal["pledged", "agreed", "announced", "will", "planned", "considering", "seeking", "expected"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. ``entity`` is a Wikidata id, or None. ``local`` is an id of our own or of the user's tables
    (``local:…``), the same in every document; where there is none either, it groups the mentions of one thing inside
    this document."""

    start: int
    end: int
    type: MentionType
    name: str  # the canonical name: the table's, or the fullest form the document gives
    entity: str | None = None
    metonym_for: str | None = None  # entity or name meant by a metonym (华盛顿 for the US government)
    local: str | None = None
    rule: str | None = None  # what made it: "kb", "country-run", "crf", "in-document", ...
    confidence: float | None = None
    note: str | None = None  # e.g. the as_of of an office table, a reason for not linking, sides of a contested name
    kind: NameKind | None = None  # how it names, where that is not in full: 美方, 中情局, 老美, American, 五角大楼

    @property
    def identity(self) -> str | None:
        """What the name means in any document: the Wikidata id, else the id in our tables, else None."""
        return self.entity or (self.local if self.local and self.local.startswith("local:") else None)


@dataclass(frozen=True, slots=True)
class OfficeTitle:
    """A title that stands for its holder, with no name beside it: 日本首相, the prime minister. ``start``/``end`` hold
    the owner where it is adjacent. ``holder`` is who held the office on ``day``; where that is unknown, ``reason`` says
    why. ``as_of``: the term is open and known up to that date only, which lies before ``day``."""

    start: int
    end: int
    title: str  # as printed, without the owner
    office: str  # a key of the table of offices: head-of-government, foreign-minister, ...
    owner: str | None = None  # entity or local id of the country or body
    holder: str | None = None  # entity or local id
    name: str | None = None  # the holder's canonical name, or the name this document gives
    day: str | None = None  # the day of publication
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    source: str | None = None  # table of the term, or "document"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """``begin``/``end_exclusive`` is the half-open interval meant (ISO 8601, no ``begin`` before a date and no
    ``end_exclusive`` since one), in the clock of ``zone``; ``value`` a TIMEX3 value."""

    start: int
    end: int
    type: TimeType
    value: str | None = None
    begin: str | None = None
    end_exclusive: str | None = None
    mod: TimeMod | None = None
    anchor: Anchor = "published"
    anchor_date: str | None = None
    value_from_published: str | None = None  # the other reading, where the anchor is the day of a speech
    vague: bool = False  # 目前, 近年: kept for readers, not for arithmetic
    rule: str | None = None
    zone: str | None = None  # of the clock the text names: an IANA name, an offset (+08:00), or local (当地时间)
    lunar: str | None = None  # the day printed in the Chinese calendar, YYYY-MM-DD; MM is L04 for a leap fourth month


@dataclass(frozen=True, slots=True)
class Quantity:
    """``value`` is the printed numeral, ``low``/``high`` its bounds, ``unit`` an ISO 4217 code, ``%`` or the unit's
    name, ``of`` the thing counted."""

    start: int
    end: int
    kind: QuantityKind
    value: float | None = None
    low: float | None = None
    high: float | None = None
    mod: QuantityMod | None = None
    unit: str | None = None
    of: str | None = None
    converted: tuple[float, str] | None = None  # the parenthesised conversion: (value, unit)
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is meant. ``span`` is the maximal noun phrase in the statement's own sentence, or ``None`` when elided."""

    span: Span | None = None
    names: tuple[str, ...] = ()
    type: SpeakerType = "unspecified"
    cluster: str | None = None  # anonymous sources only; equal only by explicit re-telling


@dataclass(frozen=True, slots=True)
class Hop:
    """One relay between the speaker and the article. ``implicit``: not in this sentence, still in force."""

    name: str
    role: HopRole = "relay"
    span: Span | None = None
    relay_cue: Span | None = None
    issuer: str | None = None
    implicit: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """An attributed utterance; see docs/statements.md."""

    id: str
    type: StatementType
    content: tuple[Span, ...]
    cue: Span | None
    speaker: Speaker
    depth: int = 1
    parent: str | None = None
    carried: tuple[Span, ...] = ()
    stance: Stance = "neutral"
    channel: tuple[Hop, ...] = ()  # from the speaker outward
    addressee: Span | None = None
    time: str | None = None
    occasion: Span | None = None
    same_as: tuple[str, ...] = ()
    rule: str | None = None  # the pattern that made it


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands over a passage without being anybody's statement: an agency's dateline, or hearsay (据悉).

    ``scope`` is the text that hangs on it: from a dateline to the next one or the end, from hearsay to the end of its
    sentence. ``source`` are the words that name who reports, ``name`` that name; both None for the outlet itself.
    """

    kind: FrameKind
    span: Span
    cue: Span
    scope: Span
    source: Span | None = None
    name: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    span: Span | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    span: Span
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    actor: Party
    action: Span
    status: CommitmentStatus
    counterpart: Party | None = None
    amount: Span | None = None
    deadline: Deadline | None = None
    condition: Span | None = None
    polarity: Literal["negative"] | None = None
    category: Literal["action", "schedule"] = "action"
    statement: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Annotations:
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    frames: tuple[Frame, ...] = ()
    offices: tuple[OfficeTitle, ...] = ()  # titles without a name, and who held them


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of news recovered from a page. ``text`` is the title, then headings, lead, body and captions in reading
    order, one block a line."""

    id: str
    text: str
    title: str | None = None
    page: PageRef | None = None
    outlet: Outlet | None = None
    byline: tuple[Byline, ...] = ()
    dates: tuple[DateMark, ...] = ()
    published: str | None = None  # ISO day
    url: str | None = None
    language: str | None = None
    script: Script | None = None
    blocks: tuple[Block, ...] = ()
    wrappers: tuple[Wrapper, ...] = ()
    links: tuple[Link, ...] = ()
    incomplete: bool = False
    warnings: tuple[str, ...] = ()
    annotations: Annotations | None = None
    schema: str = "suyuan.article/1"


# ------------------------------------------------------------------ links between articles

DiscrepancyField = Literal[
    "date", "deadline", "duration", "count", "amount", "name", "status", "place", "rank", "wording", "speaker"
]
DiscrepancyNature = Literal["contradiction", "alteration", "slip", "omission", "rendering"]

ReuseType = Literal["mirror", "reprint", "excerpt", "self_reuse", "common_source", "common_quote", "formula", "update"]
Direction = Literal["a<-b", "b<-a"]
NodeRole = Literal["speaker", "relay", "document", "source", "outlet", "republisher", "aggregator", "mirror", "feed"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One piece of evidence for a direction: ``points`` says which way, ``weight`` how strongly (0..1)."""

    cue: str
    value: str
    points: Direction | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A difference inside an aligned passage; equal-length folding differences are not edits."""

    a: Span
    b: Span
    kind: Literal["noise", "style", "meaning"] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    a: Span
    b: Span
    similarity: float
    edits: tuple[Edit, ...] = ()
    type: ReuseType | None = None  # where one passage of a pair differs from the pair's type


@dataclass(frozen=True, slots=True)
class Reuse:
    """Passages two articles share. ``a < b`` by id; ``a<-b`` reads "a took it from b"."""

    a: str
    b: str
    type: ReuseType
    passages: tuple[Passage, ...]
    chars: int
    direction: Direction | None = None
    cues: tuple[Cue, ...] = ()
    kind: Literal["reuse"] = "reuse"


@dataclass(frozen=True, slots=True)
class Origins:
    """Independent origins as a range, with the roots left."""

    certain: int
    possible: int
    roots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements in several articles that say the same thing; a statement is ``article#statement``."""

    id: str
    statements: tuple[str, ...]
    origins: Origins
    variants: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    kind: Literal["claim"] = "claim"


@dataclass(frozen=True, slots=True)
class Event:
    """``when`` is the half-open interval of days it spans."""

    id: str
    articles: tuple[str, ...]
    when: tuple[str, str] | None
    title: str
    kind: Literal["event"] = "event"


@dataclass(frozen=True, slots=True)
class Story:
    id: str
    events: tuple[str, ...]
    articles: tuple[str, ...]
    title: str = ""
    kind: Literal["story"] = "story"


@dataclass(frozen=True, slots=True)
class ChainNode:
    name: str | None
    role: NodeRole
    implicit: bool = False
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Speaker → relays → outlet → wrapper layers, for one statement (``article#statement``)."""

    statement: str
    nodes: tuple[ChainNode, ...]
    kind: Literal["chain"] = "chain"


@dataclass(frozen=True, slots=True)
class DiscrepancyValue:
    value: str
    evidence: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """``strength`` 0..1 is how surely the values tell of one thing, times how much they differ; ``origins`` how many
    families of copies the evidence comes from: 1 where all of it shares an origin, 0 where that was not looked at.
    ``nature``: a *contradiction* cannot be right on both sides; an *alteration* is what a copy made of its source, an
    *omission* what it left out; a *slip* is a misprint or a wrong unit; a *rendering* is one thing in two translations
    or spellings."""

    of: Literal["event", "claim"]
    id: str
    field: DiscrepancyField
    values: tuple[DiscrepancyValue, ...]
    what: str = ""
    strength: float = 0.0
    origins: int = 0
    nature: DiscrepancyNature = "contradiction"
    kind: Literal["discrepancy"] = "discrepancy"


@dataclass(frozen=True, slots=True)
class NamingForm:
    form: str
    count: int
    in_quotation: int = 0


@dataclass(frozen=True, slots=True)
class Naming:
    """What one outlet calls one thing; ``in_quotation`` counts the uses inside words it quotes. ``what`` tells whether
    ``entity`` is an entity, a deed or thing that words are chosen for, or the loaded words an outlet uses."""

    entity: str
    outlet: str | None
    forms: tuple[NamingForm, ...] = field(default_factory=tuple)
    what: Literal["entity", "term", "loaded"] = "entity"
    kind: Literal["naming"] = "naming"


LinkRecord = Reuse | Claim | Event | Story | Chain | Discrepancy | Naming
