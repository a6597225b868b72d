"""The document as a whole: who is meant by 他, 双方, 该报, 消息人士, and which relay is still in force."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from suyuan.annotate.document import Document
from suyuan.annotate.statements.draft import Draft, HopDraft
from suyuan.annotate.statements.names import NameBook, describe
from suyuan.annotate.statements.nouns import document_name, head_is, is_document, is_outlet, is_vague
from suyuan.annotate.syntax.chinese import Layers
from suyuan.model import Hop, Mention, Speaker

_HE = re.compile(r"^(?:他|她|他本人|她本人|其|对方|其人)$")
_THEY = re.compile(r"^(?:他们|她们|它们|其中一些人|其中.{0,6}人|二人|两人|三人|两者)$")
_PAIR = re.compile(
    r"^(?:双方|两国|两国政府|美日|中美|两国领导人|两位领导人|两国元首|两国外长|三方|三国|各方|双边|两党|两军|两岸)$"
)
_LEADERS = re.compile(r"(?:两位|两国|双方|三位|三国)(?:领导人|领袖|元首|首脑|外长|防长|总理|总统|首相|部长)$")
_DEMONSTRATIVE = re.compile(r"^(?:这|那|该|上述|这[位名些几]|那[位名些]|其中|前述|有关|相关)")
_WE = re.compile(r"^(?:我们|咱们|我方)$")
_I = re.compile(r"^(?:我|本人|您|你)$")


@dataclass(slots=True)
class _Passage:
    """The relays that a speaker's words came through, while they are in force."""

    speaker: Speaker
    hops: list[Hop]
    paragraph: int


@dataclass
class Discourse:
    doc: Document
    layers: Layers
    book: NameBook
    person: Speaker | None = None  # last named person who spoke
    plural: Speaker | None = None
    anonymous: list[_Passage] = field(default_factory=list)
    passage: _Passage | None = None
    outlet: str | None = None  # last outlet named as a relay or speaker
    document: tuple[str, str | None] | None = None
    pair: tuple[str, ...] = ()
    last: Speaker | None = None

    # ------------------------------------------------------------- one statement

    def resolve(self, draft: Draft) -> None:
        text = self.doc.folded
        for hop in draft.hops:
            self._hop(hop, draft)
        speaker = self._speaker(draft)
        draft.resolved = speaker
        draft.channel = self._channel(draft, speaker)
        self._remember(draft, speaker)
        _ = text

    def _hop(self, hop: HopDraft, draft: Draft) -> None:
        if hop.span is None or hop.name is not None:
            return
        phrase = self.doc.folded[slice(*hop.span)]
        if hop.role == "document":
            hop.name = self._printed(hop.span, document_name(phrase))
        elif head_is(phrase, "report") and not self._media(hop.span):
            hop.name = self.outlet or self._upcoming_outlet(hop.span[0]) or self._printed(hop.span, phrase)
        else:
            hop.name = self._media(hop.span) or self.book.outlet_alias(phrase) or self._printed(hop.span, phrase)

    def _media(self, span: tuple[int, int]) -> str | None:
        found = [m for m in self.layers.mentions_in(*span) if m.type == "MEDIA"]
        return self.book.full(found[-1]) if found else self.book.printed_outlet(span)

    def _upcoming_outlet(self, at: int) -> str | None:
        return None

    def _printed(self, span: tuple[int, int], folded: str) -> str:
        at = self.doc.folded.rfind(folded, *span)
        return self.doc.text[at : at + len(folded)] if at >= 0 else folded

    # ------------------------------------------------------------- who

    def _speaker(self, draft: Draft) -> Speaker:
        span = draft.speaker
        shown = None if draft.elided and draft.shares_subject is None and span is None else span
        if draft.cue_kind == "noone":
            return Speaker(None, (), "unspecified")
        if (
            draft.shares_subject is not None
            and draft.shares_subject.resolved is not None
            and draft.shares_subject.speaker == span
        ):
            return draft.shares_subject.resolved
        if span is None:
            back = self.last
            return Speaker(None, back.names, back.type, back.cluster) if back else Speaker(None, (), "unspecified")
        phrase = self.doc.folded[slice(*span)]
        return self._named(draft, span, phrase, shown)

    def _named(self, draft: Draft, span: tuple[int, int], phrase: str, shown: tuple[int, int] | None) -> Speaker:
        bare = phrase.strip("“”「」\"'《》 ")
        if is_vague(bare):
            return Speaker(shown, (), "unspecified")
        reference = self._reference(draft, span, bare)
        if reference is not None:
            return Speaker(shown, reference.names, reference.type, reference.cluster)
        if is_outlet(phrase, span, self.layers):
            return self._outlet(span, bare, shown)
        mentions = [
            m for m in self.layers.mentions_in(*span) if m.type in ("PERSON", "ORG", "GPE", "MEDIA", "LOC", "FACILITY")
        ]
        persons = self.book.persons_at_end(span)
        if persons:
            return Speaker(shown, tuple(persons), "named")
        if is_document(phrase) or (mentions and mentions[-1].end < span[1] and head_is(bare, "dataword")):
            return self._document(span, bare, shown, mentions)
        title = self.book.person_of_title(span)
        if title is not None and not _DEMONSTRATIVE.match(bare):
            return Speaker(shown, (title,), "named")
        if head_is(bare, "source") or head_is(bare, "role"):
            return self._anonymous(draft, span, bare, shown)
        return Speaker(shown, self.book.collective(span, bare), "collective")

    def _reference(self, draft: Draft, span: tuple[int, int], bare: str) -> Speaker | None:
        """Pronouns and definite descriptions."""
        if _I.match(bare):
            outer = draft.parent.resolved if draft.parent else None
            return outer if bare in ("我", "本人") else None
        if _WE.match(bare):
            pair = self.book.pair()
            return Speaker(None, pair, "collective") if pair else (draft.parent.resolved if draft.parent else None)
        if _HE.match(bare):
            return self._subject_before(draft, span[0]) or self.person or self.last
        if _THEY.match(bare):
            return self._subject_before(draft, span[0], plural=True) or self.plural or self.last
        if _LEADERS.search(bare):
            leaders = self.book.leaders()
            return Speaker(None, leaders, "named") if leaders else None
        if _PAIR.match(bare):
            pair = self.book.pair()
            return Speaker(None, pair, "collective") if pair else None
        return None

    def _subject_before(self, draft: Draft, at: int, plural: bool = False) -> Speaker | None:
        """The subject of an earlier clause of the sentence, or of the sentence before in the paragraph."""
        start = max(draft.unit[0], self._last_end(draft, at))
        for lo, hi in self._clauses_before(start, at):
            persons = self.book.persons_in_topic(lo, hi)
            if persons and not plural:
                return Speaker(None, (persons[0],), "named")
        return None

    def _last_end(self, draft: Draft, at: int) -> int:
        return draft.unit[0]

    def _clauses_before(self, start: int, at: int) -> list[tuple[int, int]]:
        text = self.doc.folded
        begin = text.rfind("\n", 0, start) + 1
        previous = (
            max((s for s, e in self.doc.sentences if begin <= s < start), default=start) if start > begin else start
        )
        cuts = [previous, *(i + 1 for i in range(previous, at) if text[i] in "，。；！？"), at]
        return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if b - a > 2][:6][::-1]

    def _outlet(self, span: tuple[int, int], bare: str, shown: tuple[int, int] | None) -> Speaker:
        name = self._media(span)
        if name is None and head_is(bare, "report"):
            name = self.outlet
        if name is None:
            name = self.book.outlet_alias(bare) or self._printed(span, bare)
        return Speaker(shown, (name,), "outlet")

    def _document(
        self, span: tuple[int, int], bare: str, shown: tuple[int, int] | None, mentions: list[Mention]
    ) -> Speaker:
        if (
            mentions
            and head_is(bare, "dataword")
            and bare.endswith(("数据", "资料", "统计", "民调", "调查", "预测", "估计"))
            and "的" in bare
        ):
            return Speaker(
                shown,
                self.book.collective((span[0], mentions[-1].end), self.doc.folded[span[0] : mentions[-1].end]),
                "collective",
            )
        return Speaker(shown, (self._printed(span, document_name(bare)),), "document")

    def _anonymous(self, draft: Draft, span: tuple[int, int], bare: str, shown: tuple[int, int] | None) -> Speaker:
        description = describe(bare)
        for passage in reversed(self.anonymous):
            if self._retold(passage, description, bare, draft):
                return Speaker(shown, passage.speaker.names, "anonymous", passage.speaker.cluster)
        relay = next((h.name for h in draft.hops if h.role == "relay"), None) or self.doc.outlet or ""
        day = self.doc.article.published or ""
        return Speaker(shown, (self._undo(span, description),), "anonymous", f"{description}（{relay}{day[:10]}）")

    def _undo(self, span: tuple[int, int], folded: str) -> str:
        found = self.doc.folded.find(folded, *span)
        return self.doc.text[found : found + len(folded)] if found >= 0 else folded

    def _retold(self, passage: _Passage, description: str, bare: str, draft: Draft) -> bool:
        """The same source by an explicit re-telling: a definite description that an earlier one of this report fits."""
        earlier = passage.speaker.names[0] if passage.speaker.names else ""
        relays = [h for h in draft.hops if h.role == "relay" and h.span is not None]
        if relays and passage.hops and relays[0].name not in [h.name for h in passage.hops]:
            return False
        if relays and not passage.hops and not _DEMONSTRATIVE.match(bare):
            return False
        if _DEMONSTRATIVE.match(bare):
            head = describe(bare)
            return head[-2:] == earlier[-2:] or head in ("人", "人士", "些人", "一些人")
        return earlier.endswith(description) and not re.match(r"(?:另|一[位名]|两[位名]|多[位名]|几[位名])", bare)

    # ------------------------------------------------------------- through whom

    def _channel(self, draft: Draft, speaker: Speaker) -> list[Hop]:
        hops = [Hop(h.name or "", h.role, h.span, h.relay_cue, h.issuer, h.implicit) for h in draft.hops if h.name]  # type: ignore[arg-type]
        hops = [
            h for k, h in enumerate(hops) if h.name not in speaker.names and h.name not in [x.name for x in hops[:k]]
        ]
        if speaker.names and draft.depth == 1:
            hops = [
                h
                if h.role != "document" or h.issuer
                else Hop(h.name, h.role, h.span, h.relay_cue, speaker.names[0], h.implicit)
                for h in hops
            ]
        own = self.doc.outlet
        hops = [h for h in hops if h.name != own]
        if draft.depth > 1 or hops or speaker.type == "outlet":
            return hops
        return self._in_force(draft, speaker)

    def _in_force(self, draft: Draft, speaker: Speaker) -> list[Hop]:
        """A relay not repeated here still holds for the same source while no paragraph breaks the passage."""
        held: _Passage | None = None
        if speaker.type == "anonymous":
            held = next((p for p in reversed(self.anonymous) if p.speaker.cluster == speaker.cluster), None)
        elif (
            self.passage is not None
            and self.passage.speaker.names == speaker.names
            and self.passage.paragraph == draft.paragraph
        ):
            held = self.passage
        if held is None or not held.hops:
            return []
        return [Hop(h.name, h.role, None, None, h.issuer, True) for h in held.hops]

    def _remember(self, draft: Draft, speaker: Speaker) -> None:
        for h in draft.channel:
            if h.role == "relay" and not h.implicit:
                self.outlet = h.name
        if speaker.type == "outlet" and speaker.names:
            self.outlet = speaker.names[0]
        if draft.depth > 1:
            return
        if speaker.type == "named" and len(speaker.names) == 1:
            self.person = speaker
        if speaker.type == "anonymous":
            self.anonymous.append(_Passage(speaker, list(draft.channel), draft.paragraph))
            self.plural = speaker
        if speaker.type == "collective" or len(speaker.names) > 1:
            self.plural = speaker
        self.passage = _Passage(speaker, list(draft.channel), draft.paragraph)
        if speaker.names:
            self.last = speaker


def resolve(doc: Document, layers: Layers, drafts: list[Draft]) -> None:
    """Fill ``resolved`` and ``channel`` of every draft, in reading order."""
    state = Discourse(doc, layers, NameBook(doc, layers, drafts))
    for draft in drafts:
        state.resolve(draft)
