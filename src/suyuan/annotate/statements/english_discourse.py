"""Who is meant in an English document, and through whom it came."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from suyuan.annotate.document import Document
from suyuan.annotate.statements.draft import Draft, HopDraft
from suyuan.annotate.statements.english_names import EnglishBook
from suyuan.annotate.statements.english_words import DOCUMENT, FIRM, OFFICE, OUTLET, PERSON, SOURCE, THING
from suyuan.annotate.syntax.chinese import Layers
from suyuan.model import Hop, Span, Speaker

_SPOKES = re.compile(r"\bspokes(?:man|woman|person|people|persons|men)\b", re.I)
_TWO = re.compile(r"^(?:both|the two|the)\s(?:leaders|presidents|ministers|sides|men|women)$|^both$", re.I)
_OWNED = re.compile(r"(?:an?\s|the\s)?([A-Z]\w+(?:\s[A-Z]\w+)*)\s(?:data|database|poll|survey|figures)")
_DATA_FROM = re.compile(
    r"(?:the\s|official\s|latest\s)*(?:data|figures|statistics|numbers|estimates|research)\s"
    r"(?:from|by|compiled by|released by|provided by)\s(?:the\s)?"
    r"((?:[\w’'-]+\s){0,4}?[A-Z][\w.&’'-]*(?:\s[A-Z&][\w.&’'-]*){0,5})"
)
# Its leader, Ann Lee: the name stands in apposition to the office
_APPOSED = re.compile(
    rf"(?i:its|their|his|her|the)\s(?:[\w’'-]+\s){{0,4}}(?:{'|'.join(sorted(OFFICE))})(?:\s(?:for|of|to|at)\s[^,]{{2,40}})?,\s"
    r"(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,3})(?:,|$)"
)
# the same official, one of the people, the two sources
_AGAIN = re.compile(
    r"(?:(?:the|this|that|these|those|both|one of the|two of the|three of the|some of the|another of the)\s)"
    r"(?:(?:same|two|three|senior|former|second)\s)*(?P<noun>sources?|officials?|persons?|people|diplomats?|executives?|aides?"
    r"|insiders?|lawmakers?|traders?|advis[eo]rs?|employees?|managers?)$",
    re.I,
)
_SOURCES = 40  # sources without a name that are remembered
_PRONOUNS = frozenset({"he", "she", "it", "they"})


def bare(phrase: str) -> str:
    """Without articles and counts."""
    return re.sub(
        r"^(?:(?:of|a|an|the|one|two|three|four|five|several|some|many|both|other|another|this|that|these|those|unnamed|anonymous|state-run|state-owned|official)\s)+",
        "",
        phrase,
        flags=re.I,
    ).strip()


def _document_head(phrase: str) -> str:
    """the agency’s report into the fire → report: a document is named by its head noun."""
    head = re.split(r"\s(?:into|on|about|of|by|from|for|to)\s", phrase)[0]
    return re.sub(r"^.*[’']s\s", "", head) or phrase


def _core(phrase: str) -> str:
    """The head of a noun phrase, without appositions and relative clauses."""
    return re.split(r",\s(?!Jr)|\swho\s|\sat\s|\sin\s(?!chief|\d)|\s\(", phrase)[0].strip(" ,")


def _singular(noun: str) -> str:
    return "person" if noun == "people" else noun.removesuffix("s")


@dataclass
class EnglishDiscourse:
    doc: Document
    layers: Layers
    book: EnglishBook
    person: Speaker | None = None
    last: Speaker | None = None
    plural: Speaker | None = None
    sources: list[Speaker] = field(default_factory=list)  # those without a name, the last one last
    introduced: dict[str, Draft] = field(default_factory=dict)  # by cluster, the statement that brought the source
    held: list[Hop] = field(default_factory=list)
    held_by: Speaker | None = None

    def resolve(self, draft: Draft) -> None:
        speaker = self._speaker(draft)
        draft.resolved = speaker
        if speaker.cluster is not None:
            first = self.introduced.setdefault(speaker.cluster, draft)
            phrase = self.doc.folded[slice(*draft.speaker)] if draft.speaker else ""
            draft.told_again = first if first is not draft and _AGAIN.match(_core(phrase)) else None
        hops: list[Hop] = []
        for h in draft.hops:
            assert h.span is not None
            name = self._hop_name(h)
            issuer = speaker.names[0] if h.role == "document" and speaker.names else None
            hops.append(Hop(name.lower() if h.role == "document" else name, h.role, h.span, h.relay_cue, issuer))  # type: ignore[arg-type]
        if not hops and self.held_by is not None and speaker.names == self.held_by.names and self._pronoun(draft):
            hops = [replace(h, span=None, relay_cue=None, implicit=True) for h in self.held if h.role == "relay"]
        draft.channel = hops
        if hops:
            self.held, self.held_by = hops, speaker
        elif self.held_by is not None and speaker.names != self.held_by.names:
            self.held_by = None
        self._remember(speaker)

    def _hop_name(self, hop: HopDraft) -> str:
        """the daily Hirvil → Hirvil; Velando's Tideline newspaper → Tideline; a document by its head noun."""
        assert hop.span is not None
        printed = self.doc.text[slice(*hop.span)]
        if hop.role == "document":
            return _document_head(bare(printed))
        media = [m for m in self.layers.mentions_in(*hop.span) if m.type == "MEDIA"]
        if media:
            return self.doc.text[media[-1].start : media[-1].end]
        name = re.sub(r"^(?:[A-Z]\w+[’']s\s|(?:[Tt]he|[Aa]n?)\s(?=[a-z]))(?:[a-z-]+\s)*", "", printed)
        return re.sub(r"\s(?:newspaper|daily|news agency|magazine|website)$", "", name) or printed

    def _remember(self, speaker: Speaker) -> None:
        if speaker.names:
            self.last = speaker
            if speaker.type == "named" and len(speaker.names) == 1:
                self.person = speaker
            if len(speaker.names) > 1 or speaker.type in ("anonymous", "collective"):
                self.plural = speaker

    def _pronoun(self, draft: Draft) -> bool:
        return draft.speaker is not None and self.doc.folded[slice(*draft.speaker)].lower() in _PRONOUNS

    def _speaker(self, draft: Draft) -> Speaker:
        shared = draft.shares_subject
        if shared is not None and shared.resolved is not None:
            return shared.resolved
        if draft.speaker is None:
            return Speaker(None, (), "unspecified")
        phrase = self.doc.folded[slice(*draft.speaker)].strip()
        if phrase.lower() in _PRONOUNS:
            back = self._pronoun_target(draft, phrase.lower())
            return replace(back, span=draft.speaker) if back else Speaker(draft.speaker, (), "unspecified")
        return self._by_head(draft.speaker, phrase)

    def _pronoun_target(self, draft: Draft, pronoun: str) -> Speaker | None:
        if pronoun == "they":
            return self.plural or self.last
        if pronoun == "it":
            return self.last
        if self.last is not None and self.last.type == "anonymous" and not self.last.names[0].endswith("s"):
            return self.last  # A doctor said …. “…,” he said.
        subject = self._subject_before(draft)
        # “…,” she said after a spokesperson without a name: the body that spoke
        if subject is None and self.last is not None and self.last.type == "collective" and self.held_by is self.last:
            return self.last
        return subject or self.person or self.last

    def _subject_before(self, draft: Draft) -> Speaker | None:
        """The person that begins the sentence before, or this one."""
        begin = self.doc.text.rfind("\n", 0, draft.unit[0]) + 1
        earlier = [s for s in self.doc.sentences if begin <= s[0] < draft.unit[0]][-1:]
        for start, end in [draft.unit, *earlier]:
            stop = min(end, draft.speaker[0]) if draft.speaker and start <= draft.speaker[0] else end
            words = re.match(
                r"(?:(?:But|And|Although|While|However,|Meanwhile,|When)\s)?((?:[A-Z][\w.’'-]*,?\s?){1,7})",
                self.doc.text[start:stop],
            )
            if words:
                core = re.split(r",\s(?!Jr)", words.group(1).strip())[0].rstrip(",. ")
                at = start + words.start(1)
                person = self.book.person((at, at + len(core)), core) or self.book.alone(
                    core, self.doc.text[start:stop]
                )
                if person:
                    return Speaker(None, (person,), "named")
        return None

    def _by_head(self, span: Span, phrase: str) -> Speaker:
        core = _core(phrase)
        if _TWO.match(core):
            leaders = self.book.leaders()
            return Speaker(span, leaders or (core,), "named" if leaders else "collective")
        if _SPOKES.search(core):
            return self._spokesperson(span, core)
        back = self._told_again(span, core)
        if back is not None:
            return back
        firm = FIRM.match(core)
        if firm:
            return Speaker(span, (self.book.spelled(firm.group("name")),), "collective")
        apposed = _APPOSED.match(phrase)
        person = self.book.full(apposed.group("name")) if apposed else self.book.person(span, core)
        person = person or self.book.alone(core, phrase) or self.book.holder(core)
        if person:
            return Speaker(span, (person,), "named")
        media = [m for m in self.layers.mentions_in(*span) if m.type == "MEDIA"]
        if media and media[-1].end >= span[0] + len(core) - 12:
            return Speaker(span, (self.doc.text[media[-1].start : media[-1].end],), "outlet")
        if OUTLET.search(core):
            return Speaker(span, (bare(core),), "outlet")
        if SOURCE.search(core):
            return self._anonymous(span, phrase)
        if self._somebody(core):
            return self._anonymous(span, phrase)
        if DOCUMENT.search(core):
            owner = _OWNED.match(core) or _DATA_FROM.match(phrase)
            if owner:
                firm = FIRM.match(owner.group(1))
                return Speaker(span, (firm.group("name") if firm else owner.group(1),), "collective")
            return Speaker(span, (_document_head(bare(core)),), "document")
        if re.match(r"the\s", core, re.I) and self.person is not None and bare(core).split()[-1] in OFFICE:
            return replace(self.person, span=span)
        name = self.book.spelled(bare(core))
        if name.islower():
            name = self.book.body_of(name, span[0])
        if name.islower() and re.match(r"(?:the|that)\s", core, re.I):
            name = self.book.firm_before(name, span[0]) or name
        return Speaker(span, (name,), "collective")

    def _anonymous(self, span: Span, phrase: str) -> Speaker:
        """A source without a name: its description with where it belongs, without the veil."""
        name = bare(re.split(r",\s|\swho\s|\s\(", phrase)[0].strip(" ,"))
        cluster = f"{name} ({self.doc.outlet or ''} {self.doc.article.published or ''})"
        speaker = Speaker(span, (name,), "anonymous", cluster)
        self.sources = [s for s in self.sources if s.cluster != cluster][-_SOURCES:] + [speaker]
        return speaker

    def _somebody(self, core: str) -> bool:
        """A doctor at the hospital: a person who is only described."""
        match = re.match(
            r"(?:an?|one|another|two|three|several|some)\s(?P<noun>(?:[a-z’'-]+\s)*?[a-z’'-]+)$", core, re.I
        )
        noun = re.split(r"\s(?:into|of|on|about|for|from|by|to|with)\s", match.group("noun"))[0] if match else ""
        head = noun.split()[-1] if noun else ""
        return bool(head) and head not in THING and (head in OFFICE or PERSON.search(head) is not None)

    def _told_again(self, span: Span, core: str) -> Speaker | None:
        """the official, one of the people, both sources: a source without a name that the text points back to."""
        match = _AGAIN.match(core)
        if match is None:
            return None
        noun = _singular(match.group("noun").lower())
        for earlier in reversed(self.sources):
            words = {_singular(w.strip(",").lower()) for w in earlier.names[0].split()}
            if noun in words or noun in ("person", "source"):
                return replace(earlier, span=span)
        return None

    def _spokesperson(self, span: Span, core: str) -> Speaker:
        """A spokesperson without a name, on the record: the body speaks."""
        person = self.book.person(span, core)
        if person:
            return Speaker(span, (person,), "named")
        match = re.search(r"spokes\w+\s(?:for|of|at|with)\s(?:the\s)?(.+)$", core)
        if match:
            body = re.sub(r"^[A-Z]\w+(?:’s|'s)\s(?=[A-Z])", "", match.group(1).strip())
            return Speaker(span, (body,), "collective")
        match = re.match(r"(?:(?:A|An|The|a|an|the)\s)?(.+?)\s(?:chief\s)?spokes", core)
        if match and re.match(r"the\s", core, re.I) and match.group(1).islower() and self.person is not None:
            return replace(self.person, span=span)
        if match:
            return Speaker(span, (re.sub(r"(?:’s|'s)$", "", match.group(1)),), "collective")
        name = bare(core)
        return Speaker(span, (name,), "anonymous", name)


def resolve(doc: Document, layers: Layers, drafts: list[Draft]) -> None:
    """Fill ``resolved`` and ``channel``, in reading order."""
    state = EnglishDiscourse(doc, layers, EnglishBook(doc, layers))
    for draft in drafts:
        state.resolve(draft)
