"""Titles that stand for their holder: 日本首相, the prime minister. Who that was on the day of publication.

A title is no name and makes no mention; this is a layer of its own (`OfficeTitle`). The owner is the country or body
beside the title, else the only one that the document gives this office. A holder whom the document itself names with
the title comes first, then the table of terms (`offices`); unknown has a reason.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from suyuan.annotate.document import Document
from suyuan.annotate.names import offices
from suyuan.annotate.names.kb import KnowledgeBase
from suyuan.annotate.names.lexicon import default_lexicon, either
from suyuan.model import Mention, OfficeTitle
from suyuan.text.fold import fold

_TALKS = re.compile("会谈|会晤|会议|对话")  # 外长|会谈 is an event; 与外长|会谈 has somebody to talk with
_TALKS_WITH = re.compile("[与同和跟向]")
_BETWEEN = re.compile("(?:的|现任|新任|时任|前任?|代理|代|副|候任|当选|已故)?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_YEAR_EN = re.compile(r"\b(?:in|since|until|of) ((?:19|20)\d\d)\b")

FORMER = "not the holder of the day"
NO_OWNER = "the country is not given"
TWO_OWNERS = "the document gives this office to several countries"
OTHER_TIME = "the sentence speaks of another year"
NO_DATE = "the day of publication is not known"
NOT_IN_TABLE = "no term of this office is known for the day"
SEVERAL = "the tables name several holders for the day"


@dataclass
class _Seen:
    """What the document has told so far: office → owners, and (office, owner) → the person it names with the title."""

    owners: dict[str, set[str]] = field(default_factory=dict)
    holders: dict[tuple[str, str], Mention] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Title:
    start: int
    end: int
    words: str  # folded Chinese, or lower-case English
    owner: Mention | None
    person: Mention | None
    former: bool
    english: bool

    @property
    def whole(self) -> tuple[int, int]:
        if self.owner is None:
            return self.start, self.end
        return min(self.start, self.owner.start), max(self.end, self.owner.end)


def find(doc: Document, mentions: Iterable[Mention]) -> tuple[OfficeTitle, ...]:
    """The titles without a name of a document, sorted; never raises; linear in the text's length."""
    marks = sorted(mentions, key=lambda m: m.start)
    found = sorted((*_chinese(doc, marks), *_english(doc, marks)), key=lambda t: t.start)
    kb = default_lexicon().kb
    seen = _Seen()
    for title in found:
        _learn(title, seen, kb)
    return tuple(
        _resolve(title, doc, seen, kb)
        for title in found
        if title.person is None and (title.owner is None or offices.has(_key(title.owner, kb)))
    )


def explain(text: str, found: Iterable[OfficeTitle]) -> Iterator[str]:
    """One line a title: who is meant, on which ground, or why that is not known."""
    for title in found:
        if title.name is None:
            yield f"{text[title.start : title.end]} → nobody: {title.reason}"
            continue
        term = "named in the document" if title.source == "document" else f"from {title.since}, {title.source}"
        known = f", known up to {title.as_of}" if title.as_of else ""
        yield f"{text[title.start : title.end]} → {title.name} ({term}{known})"


class _Around(NamedTuple):
    """What stands right before or after a title that means no holder, or another than that of the day."""

    no_holder: re.Pattern[str]
    no_holder_en: re.Pattern[str]
    former: re.Pattern[str]
    former_en: re.Pattern[str]


@cache
def _around() -> _Around:
    return _Around(
        re.compile(either("no_holder")),
        re.compile(f"s\\b|{either('no_holder_en')}"),
        re.compile(f"{either('former')}$"),
        re.compile(f"\\b{either('former_en')}[ -]$"),
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    chinese = {t for office in offices.table() for t in office.titles}
    english = {t for office in offices.table() for t in office.english}

    def longest_first(words: set[str]) -> str:
        return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))

    latin = re.compile(rf"\b(?:{longest_first(english)})(?![\w-])", re.IGNORECASE)
    return re.compile(longest_first(chinese)), latin


def _chinese(doc: Document, marks: list[Mention]) -> Iterator[_Title]:
    folded = doc.folded
    starts, ends = [m.start for m in marks], [m.end for m in marks]
    for match in _patterns()[0].finditer(folded):
        start, end = match.span()
        i = bisect.bisect_right(starts, start)
        if (i and marks[i - 1].end > start) or (i < len(marks) and marks[i].start < end):
            continue  # 首相官邸, 总统府: part of a name
        before = folded[max(0, start - 4) : start]
        j = bisect.bisect_right(ends, start) - 1
        owner = marks[j] if j >= 0 and _BETWEEN.fullmatch(folded, ends[j], start) else None
        person = owner if owner and owner.type == "PERSON" and owner.end == start else None  # 岸田|首相
        if i < len(marks) and marks[i].type == "PERSON" and marks[i].start == end:
            person = marks[i]
        if person is None and _around().no_holder.match(folded, end):
            continue
        if person is None and _TALKS.match(folded, end) and not _TALKS_WITH.search(folded, max(0, start - 10), start):
            continue
        if owner is not None and owner.type not in ("GPE", "ORG"):
            owner = None
        yield _Title(start, end, match[0], owner, person, bool(_around().former.search(before)), False)


def _english(doc: Document, marks: list[Mention]) -> Iterator[_Title]:
    text = doc.text
    starts, ends = [m.start for m in marks], [m.end for m in marks]
    for match in _patterns()[1].finditer(text):
        start, end = match.span()
        i = bisect.bisect_right(starts, start)
        if (i and marks[i - 1].end > start) or (i < len(marks) and marks[i].start < end):
            continue
        j = bisect.bisect_right(ends, start) - 1
        owner = marks[j] if j >= 0 and text[ends[j] : start] in (" ", "'s ", "’s ") else None
        person = (
            marks[i] if i < len(marks) and marks[i].type == "PERSON" and text[end : starts[i]] in (" ", ", ") else None
        )
        after = next((m for m in marks[i : i + 1] if text[end : m.start] in (" of ", " of the ")), None)
        if owner is None and after is not None and after.type in ("GPE", "ORG"):
            owner = after
        if person is None and _around().no_holder_en.match(text, end):
            continue
        if owner is not None and owner.type not in ("GPE", "ORG"):
            owner = None
        before = text[max(0, (min(owner.start, start) if owner else start) - 12) : start]
        plain = owner is None and not re.search(r"\b[Tt]he (?:\w+ )?$", before)
        if person is None and plain:
            continue  # "elected president", "as prime minister"
        former = bool(
            _around().former_en.search(before)
            or (owner and _around().former_en.search(text[max(0, owner.start - 12) : owner.start]))
        )
        yield _Title(start, end, match[0].lower(), owner, person, former, True)


def _key(mention: Mention | None, kb: KnowledgeBase) -> str | None:
    """The owner as the table of terms writes it: ISO code of a country, canonical name of a body."""
    entity = kb.entities.get(mention.identity or "") if mention else None
    if entity is None:
        return None
    return (
        entity.country if entity.source.startswith("country-codes") else entity.name if entity.type == "ORG" else None
    )


def _learn(title: _Title, seen: _Seen, kb: KnowledgeBase) -> None:
    owner = _key(title.owner, kb)
    office = offices.office_of(title.words, owner)
    if office is None or title.former:
        return
    if owner is not None:
        seen.owners.setdefault(office, set()).add(owner)
        if title.person is not None and title.owner is not title.person:
            seen.holders.setdefault((office, owner), title.person)


def _resolve(title: _Title, doc: Document, seen: _Seen, kb: KnowledgeBase) -> OfficeTitle:
    start, end = title.whole
    owner = _key(title.owner, kb)
    office = offices.office_of(title.words, owner) or title.words
    given = seen.owners.get(office, set())
    reason = FORMER if title.former else OTHER_TIME if _another_year(title, doc) else ""
    if owner is None and title.owner is None and not reason:
        owner = next(iter(given)) if len(given) == 1 else None if given else offices.owner_of(title.words)
        reason = "" if owner else TWO_OWNERS if given else NO_OWNER
    elif owner is None and not reason:
        reason = NOT_IN_TABLE
    owned = kb.country(owner) if owner and len(owner) == 2 else None
    owned = owned or next((s.entity for s in kb.senses.get(fold(owner or ""), ()) if s.entity.name == owner), None)
    whose = owned.id if owned else title.owner.identity if title.owner else None
    printed = doc.text[title.start : title.end]
    day = doc.published.isoformat() if doc.published else None
    bare = OfficeTitle(start, end, printed, office, whose, day=day)
    if reason or owner is None:
        return replace(bare, reason=reason or NO_OWNER)
    named = seen.holders.get((office, owner))
    if named is not None:
        return replace(bare, holder=named.identity, name=named.name, source="document")
    if doc.published is None:
        return replace(bare, reason=NO_DATE)
    terms = {t.holder: t for t in offices.holders(title.words, doc.published, owner)}
    if len(terms) != 1:
        return replace(bare, reason=SEVERAL if terms else NOT_IN_TABLE)
    term = next(iter(terms.values()))
    entity = kb.entities.get(term.holder)
    if entity is None:
        return replace(bare, reason=NOT_IN_TABLE)
    return replace(
        bare, holder=entity.id, name=entity.name, since=term.since or None, until=term.until or None,
        as_of=term.as_of if term.stale(doc.published) else None, source=term.source,
    )  # fmt: skip


def _another_year(title: _Title, doc: Document) -> bool:
    """1972年，日本首相访华: the sentence's own year, before the title, is not the article's."""
    if doc.published is None:
        return False
    i = bisect.bisect_right([s for s, _ in doc.sentences], title.start) - 1
    begin = max(doc.sentences[i][0] if i >= 0 else 0, title.start - 60)
    before = doc.folded[begin : title.start]
    years = (_YEAR_EN if title.english else _YEAR).findall(before)
    return bool(years) and int(years[-1]) != doc.published.year
