"""The document as a whole: who is meant by 他, 双方, 该报, 消息人士, and which relay is still in force."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from suyuan.annotate.document import Document
from suyuan.annotate.statements.draft import Draft, HopDraft
from suyuan.annotate.statements.names import NameBook, describe
from suyuan.annotate.statements.nouns import document_name, head_is, is_document, is_outlet, is_vague
from suyuan.annotate.statements.words import SIDE
from suyuan.annotate.syntax.chinese import Layers, bare, firm_shape, speaks, topic
from suyuan.annotate.syntax.segments import Marks
from suyuan.model import Hop, Span, Speaker
from suyuan.text.fold import fold

_HE = re.compile(r"^(?:他|她|他本人|她本人|其|对方|其人|此人)$")
_THEY = re.compile(r"^(?:他们|她们|它们|二人|两人|三人|两者)$")
_PAIR = re.compile(r"^(?:双方|两国|两国政府|三方|三国|各方|双边|两党|两军|两岸)(?:领导人|领袖|元首|外长|代表)?$")
_LEADERS = re.compile(r"(?:两位|两国|双方)(?:领导人|领袖|元首|首脑|总理|总统|首相)$")
_POINTER = re.compile(r"^(?:这|那|该|同一|上述|其中|前述|有关|相关)")
# 这位官员, 该消息人士, 上述知情人士, 同一位外交官: the source before, as the text says; 其中一名 is one of several
_SAME_SOURCE = re.compile(r"^(?:这|那|该|上述|前述|同一|此)")
_WE = re.compile(r"^(?:我们|咱们|我方)$")
_I = re.compile(r"^(?:我|本人)$")
_YOU = re.compile(r"^(?:您|你|你们)$")
# 日媒, 美媒: an outlet of a country, no outlet's name.
_GENERIC = re.compile(r"^(?:.{1,4}媒|外国?媒体?|当地媒体|媒体|传媒|官媒|党媒|.{0,4}(?:媒体|传媒))$")
_SEVERAL = re.compile(r"[美日中俄英法德韩朝印菲台港澳乌以伊欧加]{2,}|多|各")  # 英美传媒: more than one
# A short phrase that no table and no list of nouns knows is more often a person's name than a body's.
_UNKNOWN_NAME = re.compile(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,6}(?:·[\u3400-\u9fff]{1,6})+|[A-Z][a-z]+(?: [A-Z][a-z]+)?"
)
# 该协会, 这家机构
_THAT_BODY = re.compile(r"(?:该|这[家个]|这一|上述|此)(?P<noun>[\u3400-\u9fff]{1,6})")
_LISTED = re.compile(r"[（(][A-Z]{0,6}[:：.]?\s?\d{4,6}(?:[.\s]?[A-Z]{1,3})?[)）]$")  # 北湾汽车（600001.SH）
_THIS_OUTLET = frozenset(("该报", "该社", "该台", "该网", "该网站", "该媒体", "该刊", "该杂志"))
_JOINED = re.compile(r"[和与及、]")
_NEAR = 300  # characters before a pronoun in which its subject is looked for
_SOURCES = 40  # unnamed sources that are remembered
_REPORTING_REACH = 3  # paragraphs over which 报道 still points to the outlet that reported


@dataclass(slots=True)
class _Passage:
    """A source and the relays its words came through, while they are in force."""

    speaker: Speaker
    hops: list[Hop]
    paragraph: int
    draft: Draft


@dataclass
class Discourse:
    doc: Document
    layers: Layers
    book: NameBook
    person: Speaker | None = None  # the last named person who spoke
    plural: Speaker | None = None
    last: Speaker | None = None
    sources: list[_Passage] = field(default_factory=list)
    clusters: Counter[str] = field(default_factory=Counter)
    passage: _Passage | None = None
    reporter: tuple[str, int] | None = None  # the outlet that last reported, and where
    outlet: str | None = None  # the last outlet in any part
    documents: list[str] = field(default_factory=list)  # names of documents that spoke or were spoken through

    def resolve(self, draft: Draft) -> None:
        for hop in draft.hops:
            self._hop(hop, draft)
        draft.resolved = self._speaker(draft)
        draft.channel = self._channel(draft, draft.resolved)
        self._remember(draft, draft.resolved)

    # ------------------------------------------------------------- relays

    def _hop(self, hop: HopDraft, draft: Draft) -> None:
        if hop.span is None or hop.name is not None:
            return
        phrase = self.doc.folded[slice(*hop.span)]
        person = self.book.persons_of(hop.span) if hop.role == "relay" else []
        if person and not is_outlet(phrase, hop.span, self.layers):
            hop.name, hop.role = person[0], "source"  # 甲引述病人说: a person who passes it on
        elif hop.role == "document":
            hop.name = self.book.printed(hop.span, document_name(phrase))
            self.documents.append(hop.name)
        else:
            hop.name = self._outlet_name(hop.span, draft.paragraph)

    def _outlet_name(self, span: Span, paragraph: int) -> str:
        phrase = self.doc.folded[slice(*span)]
        name = self.book.outlet(span)
        if name is None and (head_is(phrase, "report") or bare(phrase) in _THIS_OUTLET):
            at = bisect_left(self.doc.sentences, (span[0] + 1,)) - 1
            here = self.layers.mentions_in(max(self.doc.sentences[at][0], span[0] - _NEAR), span[0]) if at >= 0 else []
            printed = [m for m in here if m.type == "MEDIA"]
            if printed:  # 《某报》刊载专访，报道说 …
                return self.book.full(printed[-1])
            near = self.reporter is not None and paragraph - self.reporter[1] <= _REPORTING_REACH
            name = self.reporter[0] if near and self.reporter else self.outlet
        return (name or self.book.printed(span, bare(phrase))).strip('《》“”「」" ')

    # ------------------------------------------------------------- who

    def _speaker(self, draft: Draft) -> Speaker:
        if draft.cue_kind == "noone":
            return Speaker(None, (), "unspecified")
        shared = draft.shares_subject
        if shared is not None and shared.resolved is not None and shared.speaker == draft.speaker:
            return shared.resolved
        if draft.speaker is None:
            back = self.last
            return replace(back, span=None) if back else Speaker(None, (), "unspecified")
        phrase = self.doc.folded[slice(*draft.speaker)].strip("“”「」\"' ")
        known = self._reference(draft, phrase)
        if known is not None:
            return replace(known, span=draft.speaker)
        return self._by_head(draft, draft.speaker, phrase)

    def _by_head(self, draft: Draft, span: Span, phrase: str) -> Speaker:
        """Type and names from the names in the phrase and its head noun."""
        if is_vague(phrase):
            pointed = self.doc.folded[max(0, span[0] - 1) : span[0]] == "有" or phrase in ("消息", "传闻", "传言")
            return Speaker(span, () if pointed else (self.book.printed(span, phrase),), "unspecified")
        if re.fullmatch(r"(?:有)?一[篇则份](?:报道|报导|文章|消息)", phrase):
            return Speaker(span, (), "unspecified")
        reports = draft.cue_kind == "report" and bare(phrase).endswith(("报", "社", "台", "网", "刊"))
        if reports or is_outlet(phrase, span, self.layers):
            joint = self.book.outlets(span) if re.search(r"[和与及、]", phrase) else ()
            return Speaker(span, joint or (self._outlet_name(span, draft.paragraph),), "outlet")
        persons = self.book.persons_of(span) or self.book.joined(span)
        if persons:
            return Speaker(span, tuple(persons), "named")
        stop = span[0] + len(bare(self.doc.folded[slice(*span)]))
        ended = any(
            m.end == stop and m.type in ("ORG", "GPE") and not is_document(self.doc.folded[m.start : m.end])
            for m in self.layers.mentions_in(*span)
        )
        if not ended and (head_is(phrase, "dataword") or is_document(phrase)):
            return self._document(span, phrase)
        title = None if _POINTER.match(phrase) else self.book.person_of_title(span)
        if title is not None:
            return Speaker(span, (title,), "named")
        if not ended and (head_is(phrase, "source") or head_is(phrase, "role")) and not self._body_of_men(phrase):
            return self._anonymous(draft, span, phrase)
        side = SIDE.fullmatch(phrase)
        if side is not None:
            body = self.book.side(side.group("of"), span[0])
            return Speaker(span, (body or phrase,), "collective")
        if _LISTED.search(phrase) or firm_shape(phrase) or self._of_a_country(span, phrase):
            return Speaker(span, self.book.collective(span), "collective")
        that = _THAT_BODY.fullmatch(phrase)
        if that is not None:
            body = self.book.that_body(that.group("noun"), span[0])
            return Speaker(span, (body,) if body else self.book.collective(span), "collective")
        if not ended and _UNKNOWN_NAME.fullmatch(bare(phrase)) and not speaks(phrase):
            return Speaker(span, (self.book.printed(span, bare(phrase)),), "named")
        names = self.book.collective(span)
        last = self.last.names if self.last is not None and self.last.type == "collective" else ()
        if len(names) == len(last) == 1 and 2 < len(names[0]) < len(last[0]) and last[0].endswith(names[0]):
            names = last  # 北岛外交部宣布 …。外交部补充说
        return Speaker(span, names, "collective")

    def _of_a_country(self, span: Span, phrase: str) -> bool:
        """台电: a short unknown name that begins with the one character of a country is a firm's or a body's."""
        first = self.layers.mention_at(span[0])
        return first is not None and first.type == "GPE" and first.end == span[0] + 1 and 2 <= len(phrase) <= 4

    def _body_of_men(self, phrase: str) -> bool:
        """两国的外长和防长, 议员们: office holders together are a body."""
        return phrase.endswith("们") or bool(re.search(r"[和与及][\u3400-\u9fff]{2,4}$", phrase))

    def _document(self, span: Span, phrase: str) -> Speaker:
        media = [m for m in self.layers.mentions_in(*span) if m.type == "MEDIA"]
        if (
            media
            and head_is(phrase, "dataword")
            and phrase[media[-1].end - span[0] :].strip("》”」的 ") in ("消息", "报道", "报导", "说法")
        ):
            return Speaker(span, (self.book.full(media[-1]),), "outlet")
        owned = re.search(r"的?(?:数据|资料|统计|民调|统计数据)$", bare(phrase))
        if owned and owned.start() > 1 and "》" not in phrase:
            return Speaker(span, self.book.owner(span), "collective")
        name = self.book.printed(span, document_name(phrase))
        if len(name) <= 2 or phrase.startswith(("该", "这", "此")):  # 声明还说, after 联合声明
            name = next((d for d in reversed(self.documents) if fold(d).endswith(fold(name))), name)
        self.documents.append(name)
        return Speaker(span, (name,), "document")

    def _reference(self, draft: Draft, phrase: str) -> Speaker | None:
        """Pronouns and definite descriptions."""
        outer = draft.parent.resolved if draft.parent else None
        if _I.match(phrase):
            return outer
        if _WE.match(phrase):
            pair = self.book.pair()
            return Speaker(None, pair, "collective") if pair else outer
        if _YOU.match(phrase):
            return Speaker(None, (), "unspecified")
        if _HE.match(phrase):
            return self._subject_before(draft) or self._he() or Speaker(None, (), "unspecified")
        if _THEY.match(phrase):
            bodies = self._bodies_before(draft) or self.plural
            if phrase == "它们":  # things and bodies, nobody's pronoun
                return bodies if bodies and bodies.type == "collective" else Speaker(None, (), "unspecified")
            one = self.last is not None and self.last.type == "named" and len(self.last.names) == 1
            return bodies or (None if one else self.last) or Speaker(None, (), "unspecified")
        if _LEADERS.search(phrase):
            leaders = self.book.leaders()
            return Speaker(None, leaders, "named") if leaders else None
        if _PAIR.match(phrase):
            pair = self.book.pair()
            return Speaker(None, pair, "collective") if pair else None
        return None

    def _he(self) -> Speaker | None:
        """The last person who spoke: a source without a name where it spoke last."""
        if self.last is not None and self.last.type == "anonymous":
            return self.last
        return self.person

    def _bodies_before(self, draft: Draft) -> Speaker | None:
        """他们 after 甲国政府和乙国希望 …: the joined subject of the sentence before."""
        before = bisect_left(self.doc.sentences, (draft.unit[0],)) - 1
        if before < 0 or "\n" in self.doc.text[self.doc.sentences[before][0] : draft.unit[0]]:
            return None
        start, end = self.doc.sentences[before]
        at = start
        for cut in [*(i for i in range(start, end) if self.doc.text[i] in "，,"), end][:6]:
            span = topic(self.doc.folded, at, cut, self.layers)
            names = (
                self.book.collective(span) if span and re.search(r"[和与及、]", self.doc.folded[slice(*span)]) else ()
            )
            if len(names) > 1:
                return Speaker(None, names, "collective")
            at = cut + 1
        return None

    def _subject_before(self, draft: Draft) -> Speaker | None:
        """The person who is the subject of an earlier clause of the sentence, or of the sentence before it."""
        assert draft.speaker is not None
        text, at = self.doc.folded, draft.speaker[0]
        begin = text.rfind("\n", 0, draft.unit[0]) + 1
        before = bisect_left(self.doc.sentences, (draft.unit[0],)) - 1
        start = self.doc.sentences[before][0] if before >= 0 else draft.unit[0]
        start = max(start if start >= begin else draft.unit[0], at - _NEAR)
        cuts = [start, *(i + 1 for i in range(start, at) if text[i] in "，。；！？"), at]
        for a, b in reversed([(a, b) for a, b in pairwise(cuts) if b - a > 2][:8]):
            person = self.book.person_in_topic(a, b)
            if person is not None:
                return Speaker(None, (person,), "named")
        return None

    # ------------------------------------------------------------- sources without a name

    def _anonymous(self, draft: Draft, span: Span, phrase: str) -> Speaker:
        description = describe(bare(phrase))
        for passage in reversed(self.sources[-_SOURCES:]):
            if self._retold(passage, description, phrase, draft):
                if _SAME_SOURCE.match(phrase):
                    draft.told_again = passage.draft.told_again or passage.draft
                return Speaker(span, passage.speaker.names, "anonymous", passage.speaker.cluster)
        name = self.book.printed(span, description)
        if _POINTER.match(phrase) and not phrase.startswith("其中"):
            name = self.book.antecedent(description, span[0]) or name
        relay = next((h.name for h in draft.hops if h.role == "relay"), None) or self.doc.outlet or ""
        day = (self.doc.article.published or "")[:10]
        cluster = f"{name}（{relay}{day}）" if relay or day else name
        self.clusters[cluster] += 1
        if self.clusters[cluster] > 1:  # another source of the same description: 一名官员 …, 另一名官员 …
            cluster += f"#{self.clusters[cluster]}"
        return Speaker(span, (name,), "anonymous", cluster)

    def _retold(self, passage: _Passage, description: str, phrase: str, draft: Draft) -> bool:
        """The same source by an explicit re-telling: a definite description that the earlier one fits, in one report.

        Wording alone never joins two sources: 消息人士 of one agency and 消息人士 of another stay apart.
        """
        earlier = fold(passage.speaker.names[0]) if passage.speaker.names else ""
        relays = [h.name for h in draft.hops if h.role == "relay" and not h.implicit]
        held = [h.name for h in passage.hops if h.role == "relay"]
        pointed = _POINTER.match(phrase) is not None
        if relays and held and relays[0] not in held:
            return False
        if relays and not held and not pointed:
            return False
        if pointed:
            official = description == "官员" and earlier.endswith("官")  # 一位外交官 … 这位官员
            return official or description[-2:] == earlier[-2:] or description in ("人", "人士", "一些人")
        return earlier.endswith(description) and not re.match(r"(?:另|一[位名]|两[位名]|多[位名]|几[位名])", phrase)

    # ------------------------------------------------------------- through whom

    def _channel(self, draft: Draft, speaker: Speaker) -> list[Hop]:
        hops: list[Hop] = []
        for h in self._each(draft.hops):
            if not h.name or h.name in speaker.names or h.name == self.doc.outlet or h.name in [x.name for x in hops]:
                continue
            issuer = speaker.names[0] if h.role == "document" and speaker.names else h.issuer
            hops.append(Hop(h.name, h.role, h.span, h.relay_cue, issuer, h.implicit))  # type: ignore[arg-type]
        if draft.depth > 1 or hops or speaker.type == "outlet":
            return hops
        return self._in_force(draft, speaker)

    def _each(self, hops: list[HopDraft]) -> Iterator[HopDraft]:
        """综合甲社和乙社报道: one hop for each of the outlets that a phrase joins."""
        for h in hops:
            names = self.book.outlets(h.span) if h.span and h.role == "relay" and _JOINED.search(self._words(h)) else ()
            yield from (replace(h, name=name) for name in names) if names else (h,)

    def _words(self, hop: HopDraft) -> str:
        return self.doc.folded[slice(*hop.span)] if hop.span else ""

    def _in_force(self, draft: Draft, speaker: Speaker) -> list[Hop]:
        """A relay not repeated here still holds for the same source while no paragraph breaks the passage."""
        held: _Passage | None = None
        if speaker.type == "anonymous":
            held = next((p for p in reversed(self.sources[-_SOURCES:]) if p.speaker.cluster == speaker.cluster), None)
            if held is None and self._another(draft):
                held = self.sources[-1]
        elif (
            self.passage is not None
            and self.passage.speaker.names == speaker.names
            and self.passage.paragraph == draft.paragraph
        ):
            held = self.passage
        return [Hop(h.name, h.role, None, None, h.issuer, True) for h in held.hops] if held else []

    def _another(self, draft: Draft) -> bool:
        """另一位知情人士 right after a source that a relay brought: one more source of the same report."""
        last = self.sources[-1] if self.sources else None
        if last is None or draft.speaker is None or self.doc.folded[draft.speaker[0]] != "另":
            return False
        return draft.paragraph - last.paragraph <= 1

    def _remember(self, draft: Draft, speaker: Speaker) -> None:
        for h in draft.channel:
            if h.role == "relay" and not h.implicit:
                self.outlet = h.name  # the one nearest the speaker is the one whose report is told
                if h.relay_cue is not None and self.doc.folded[slice(*h.relay_cue)] not in ("告诉", "对", "向"):
                    self.reporter = (h.name, draft.paragraph)
                break
        if speaker.type == "outlet" and speaker.names:
            self.outlet, self.reporter = speaker.names[0], (speaker.names[0], draft.paragraph)
        if draft.depth > 1:
            return
        if speaker.type == "named" and len(speaker.names) == 1:
            self.person = speaker
        if speaker.type == "anonymous":
            self.sources.append(_Passage(speaker, list(draft.channel), draft.paragraph, draft))
        if speaker.type in ("anonymous", "collective") or len(speaker.names) > 1:
            self.plural = speaker
        self.passage = _Passage(speaker, list(draft.channel), draft.paragraph, draft)
        if speaker.names:
            self.last = speaker


def resolve(doc: Document, layers: Layers, marks: Marks, drafts: list[Draft]) -> None:
    """Fill ``resolved`` and ``channel`` of every draft, in reading order."""
    state = Discourse(doc, layers, NameBook(doc, layers, marks, drafts))
    for draft in drafts:
        state.resolve(draft)
    _name_headline_outlet(drafts)


def _name_headline_outlet(drafts: list[Draft]) -> None:
    """某媒：… in a headline is the outlet that the first statement of the body names."""
    body = next((d for d in drafts if d.kind == "body" and d.resolved is not None), None)
    if body is None or body.resolved is None:
        return
    relays = [h.name for h in body.channel if h.role == "relay"]
    name = (
        body.resolved.names[0]
        if body.resolved.type == "outlet" and body.resolved.names
        else relays[0]
        if relays
        else None
    )
    for draft in drafts:
        speaker = draft.resolved
        if (
            draft.kind == "title"
            and speaker
            and speaker.type == "outlet"
            and name
            and _GENERIC.match("".join(speaker.names))
            and not _SEVERAL.match(fold("".join(speaker.names)))
        ):
            draft.resolved = replace(speaker, names=(name,))
