"""Chinese: from the clauses of one unit to draft statements.

A unit is read from left to right, as the eye does. A clause with a cue whose subject can speak opens a statement, and
what follows is its content until the unit ends or the reporter takes the floor again (并称 …, ；乙则说 …). What is said
inside the content is looked at afterwards, one level deeper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from suyuan.annotate.statements.draft import Draft, HopDraft
from suyuan.annotate.statements.lexicon import Cues, CueWord
from suyuan.annotate.statements.nouns import is_document, is_outlet
from suyuan.annotate.syntax.chinese import (
    Adjunct,
    Layers,
    Subject,
    name_run,
    person_shape,
    speaks,
    split_subject,
    topic,
)
from suyuan.annotate.syntax.segments import Clause, Marks, Unit, clauses
from suyuan.model import Span
from suyuan.text.quotes import Quotation

_PRECISE = frozenset({"say", "opinion", "announce", "tell", "report", "show"})
_NOT_YET = re.compile(
    r"(?:将|将会|会|拟|可能|或|有望|准备|计划|打算|预定|预计|即将|定于|不|未|没|没有|无法|尚未|并未|不愿|不肯|拒绝|拒|不予|不得|不能|不会|难以|可|可以|应|应该|必须|须|需|需要|想|要|被|所|予以|的|值得|为了|避免|防止|希望|期待|寻求|力求|争取|旨在|试图|考虑|同意|决定|尚待|有待|等待|需|能|敢|难|请)$"
)
_ATTITUDE = re.compile(
    r"(?:强烈|坚决|严重|极大|高度|深切|诚挚|衷心|热烈|由衷|十分|非常|特别|极为|深表|深感|完全|明确|最)?(?:的)?"
    r"(欢迎|关切|关注|谴责|担忧|担心|忧虑|遗憾|支持|反对|赞同|赞赏|感谢|歉意|道歉|哀悼|慰问|祝贺|不满|抗议|愤慨|愤怒|震惊|失望|怀疑|质疑|理解|同情|敬意|乐观|悲观|满意|肯定|异议|同意|惊讶|尊重|钦佩|信心)"
)
_FRAME = re.compile(
    r"(?:另|又|也|还|而|但|不过|此外|另外|同时)?[，,]?(?P<frame>据|根据|依据|按照|按|依照)(?![说悉了传守点此])"
)
_DECLINED = re.compile(
    r"(?:不予|拒绝|不愿|不会|不便|暂不|不作|不做|无可|不对.{1,30})(?:进一步)?(?:置评|评论|回应|奉告|透露|回答)$"
)
_SIBLING = re.compile(
    r"(?:并|又|还|也|亦|同时|另|另外|此外|且|而且|并且|再|更|随后|接着|之后|然后|进而|最后|但|但也|不过|却|则|补充|再次|还|甚至|继而|并再次|同时也|同时还|也都|一边|一面|均|都|强烈|严厉|明确|特别|反复|公开|坚决|并且也|并也|亦都)+$"
)
_PRONOUN = re.compile(r"(?:他|她|它|他们|她们|其|双方|两人|该[\u4e00-\u9fff]{1,6}|这[位名]?[\u4e00-\u9fff]{1,5})$")
_CONTRAST = re.compile(r"(?:而|但|不过|然而|但是|另外|此外|同时|另一方面|至于|则)")
_NOUN_OR_WHEN = re.compile(
    r"(?:的|者|性|率|书|会(?!在|对|继|有|让)|令|权|费|员|家|人士|中心|时|后|之后|之时|期间|以来|之际|以后|之?前(?=$|，))"
)
_IMPERSONAL = frozenset(("预计", "预料", "预期", "估计", "料"))  # without a subject of its own: the writer's
_TOPIC = frozenset(("谈到", "谈及", "提到", "提及", "讲到", "说到"))
_WHILE = re.compile(r"[^，“]{1,24}时(?:$|再|又|还|也|都|则|就|多)")  # 谈到预算时再次…: an adjunct of what follows
_NOUNLIKE = frozenset({"demand", "target", "announce", "weak", "opinion", "greet"})
# 作出承诺, 遭到批评, 引发抗议: here the cue is a noun, the object of another verb.
_GOVERNED = re.compile(
    r"(?:做出|作出|遵守|履行|违背|兑现|获得|得到|受到|遭到|遭|面临|引发|引起|招致|接受|听取|无视|不顾|收到|符合|达成|一项|这一|该|此|有)$"
)
_THIS = re.compile(r"^(?:这|此|那|这些|那些|此举|这一点|这也|这|对此|其)$")


@dataclass(slots=True)
class Attribution:
    """A clause that ties content to a speaker."""

    cue: Span
    kind: str
    rule: str
    speaker: Span | None
    content_start: int
    clause: int  # index of the clause
    loaded: bool = False
    hops: list[HopDraft] = field(default_factory=list)
    addressee: Span | None = None
    adjuncts: tuple[Adjunct, ...] = ()
    target: list[Span] = field(default_factory=list)  # whole content, where it is not what follows
    subject_clause: int | None = None
    starts: int = 0  # where the reporter's words begin


class Reader:
    """Reads units of one document. ``text`` is the folded text; all offsets are the document's."""

    def __init__(self, text: str, marks: Marks, cues: Cues, layers: Layers) -> None:
        self.text = text
        self.marks = marks
        self.cues = cues
        self.layers = layers

    # ------------------------------------------------------------- one range

    def read(
        self, unit: Unit, start: int, end: int, quotes: list[Quotation], depth: int = 1, kind: str | None = None
    ) -> list[Draft]:
        """The statements made directly in the range, in order; ``quotes`` are its outermost quotations."""
        spaces = unit.kind in ("title", "heading") and depth == 1
        spans = [self._quote_span(q, end) for q in quotes]
        parts = clauses(self.text, start, end, spans, spaces)
        found = self._attributions(parts, spans, unit, depth)
        out: list[Draft] = []
        open_draft: Draft | None = None
        for attribution in found:
            first = parts[attribution.clause]
            if open_draft is not None and not self._takes_floor(attribution, open_draft, first, parts, spans):
                continue
            if open_draft is not None:
                self._close(open_draft, attribution.starts, spans, end)
            draft = self._draft(attribution, unit, depth, end)
            if draft.elided and open_draft is not None:
                # 并称 …: what stands before it is what was said, so that the subject is the speaker's own
                draft.shares_subject = open_draft
                draft.speaker = open_draft.speaker
            if open_draft is not None and not draft.hops and (draft.elided or self._is_pronoun(draft.speaker)):
                draft.hops = list(open_draft.hops)
            out.append(draft)
            open_draft = draft
            if attribution.target:
                draft.content = list(attribution.target)
                draft.rule = attribution.rule
        if open_draft is not None:
            self._close(open_draft, end, spans, end)
        self._quote_first(out, parts, quotes, spans, unit)
        out = [d for d in out if d.content and not self._declines(d)]
        for draft in out:
            self._type(draft, spans)
        return out

    def _is_pronoun(self, span: Span | None) -> bool:
        return span is not None and self.text[slice(*span)] in ("他", "她", "他们", "她们", "其")

    def _declines(self, draft: Draft) -> bool:
        """对此不予置评: no content, no statement."""
        return bool(_DECLINED.search(self.text, draft.content[0][0], draft.content[-1][1]))

    def _quote_span(self, q: Quotation, end: int) -> Span:
        return (q.start, min(q.end, end))

    # ------------------------------------------------------------- clauses to attributions

    def _attributions(self, parts: list[Clause], quotes: list[Span], unit: Unit, depth: int) -> list[Attribution]:
        out: list[Attribution] = []
        for k, part in enumerate(parts):
            if part.end <= part.start:
                continue
            frame = _FRAME.match(self.text, part.start, part.end)
            found = self._frame(parts, k, frame, quotes, unit) if frame else None
            if found is None:
                found = self._clause(parts, k, part.start, quotes, unit, depth)
            if found is not None:
                out.append(found)
        return out

    def _visible(self, start: int, end: int, quotes: list[Span]) -> list[CueWord]:
        return [
            c
            for c in self.cues.within(start, end)
            if c.end <= end and not any(a < c.start < b for a, b in quotes) and not self._bracketed(c, start)
        ]

    def _bracketed(self, cue: CueWord, start: int) -> bool:
        opened = max(self.text.rfind("（", start, cue.start), self.text.rfind("(", start, cue.start))
        closed = max(self.text.rfind("）", start, cue.start), self.text.rfind(")", start, cue.start))
        return opened > closed or self.layers.mention_over(cue.start) is not None or self._titled(cue, start)

    def _titled(self, cue: CueWord, start: int) -> bool:
        return self.text.rfind("《", start, cue.start) > self.text.rfind("》", start, cue.start)

    def _clause(
        self, parts: list[Clause], k: int, begin: int, quotes: list[Span], unit: Unit, depth: int
    ) -> Attribution | None:
        """The first cue of the clause that is a predicate of saying with a subject that can speak."""
        part = parts[k]
        words = self._visible(begin, part.end, quotes)
        for n, word in enumerate(words):
            if word.kind in ("noun", "naming", "attitude"):
                continue
            if word.kind != "relay" and any(self._leads_to(word, later) for later in words[n + 1 :]):
                continue
            if word.kind == "relay":
                relay = self._relay(parts, k, begin, word, words[n + 1 :], unit)
                if relay is not None:
                    return relay
                continue
            if word.kind == "noone":
                return self._noone(parts, k, word)
            found = self._predicate(parts, k, begin, word, quotes, unit, depth)
            if found is not None:
                return found
        return None

    def _leads_to(self, word: CueWord, later: CueWord) -> bool:
        """The earlier cue stands in an adjunct or relative clause of the later: 回应提问时表示, 宣布辞职的部长说."""
        if later.kind not in _PRECISE:
            return False
        between = self.text[word.end : later.start]
        return bool(re.search(r"(?:时|后|之际|期间|的[^的，]{1,15}|中|上|并|和|及|而)$", between)) or (
            not between and word.kind in ("weak", "demand", "opinion", "target", "announce")
        )

    def _predicate(
        self, parts: list[Clause], k: int, begin: int, word: CueWord, quotes: list[Span], unit: Unit, depth: int
    ) -> Attribution | None:
        part = parts[k]
        before = self.text[begin : word.start]
        after = self.text[word.end : part.end]
        headline = unit.kind in ("title", "heading", "caption")
        if word.kind == "headline" and not headline:
            return None
        if not self._may_follow(word, after, part):
            return None
        word, subject = self._split_report(word, begin)
        subject = self._with_list(subject, parts, k)
        if _NOT_YET.search(before) and not before.endswith(("表示将", "不可")):
            return None
        span, subject_clause = subject.span, None
        if span is not None:
            if _THIS.match(self.text[span[0] : span[1]]):
                return None
            if not self._plausible(span, word, part, after, headline):
                return None
        else:
            if not self._may_elide(parts, k, word, before, after) or self.text[word.start : word.end] in _IMPERSONAL:
                return None
            span, subject_clause = self._earlier_subject(parts, k)
            # 曾表示支持的委员甲申请了 …: without a subject before it, the cue heads a relative clause
            if span is None and (word.kind != "say" or re.search(r"的[\u3400-\u9fff]{2}", after)):
                return None
            if (
                span is not None
                and subject_clause is not None
                and word.kind in ("demand", "opinion", "greet", "target")
                and not self._plausible(span, word, part, after, headline)
            ):
                return None
        return self._attribution(parts, k, begin, word, subject, span, subject_clause)

    def _with_list(self, subject: Subject, parts: list[Clause], k: int) -> Subject:
        """甲国，乙国等国: a list of names that the page sets with commas."""
        span = subject.span
        if span is None or not re.search(r"等(?:国|多国|地|公司|企业|方)?$", self.text[slice(*span)]):
            return subject
        start = span[0]
        for part in reversed(parts[:k]):
            mention = self.layers.mention_at(part.start)
            if mention is None or mention.end != part.end:
                break
            start = part.start
        return Subject((start, span[1]), subject.adjuncts)

    def _split_report(self, word: CueWord, begin: int) -> tuple[CueWord, Subject]:
        """报道称: 报道 is the speaker where no other subject stands before it, else part of the cue."""
        subject = split_subject(self.text, begin, word.start, self.layers)
        own = word.compound and self.text.startswith(("报道", "报导"), word.start)
        if own and (subject.span is None or self.text[word.start - 1] in "的该此篇"):
            # 这篇未具名的报导称: the report with what stands before it
            span = (subject.span[0] if subject.span else word.start, word.start + 2)
            return CueWord(span[1], word.end, "say", word.loaded), Subject(span, subject.adjuncts)
        return word, subject

    def _may_follow(self, word: CueWord, after: str, part: Clause) -> bool:
        rest = after.lstrip("了过著着到")
        if _NOUN_OR_WHEN.match(rest) and not after.startswith("了"):
            return False
        if word.kind in ("demand", "target", "greet") and after.startswith("到"):
            return False
        if word.kind in ("greet", "headline") and rest == "":
            return False
        if self.text[word.start : word.end] in _TOPIC and _WHILE.match(after):
            return False
        if word.kind in _NOUNLIKE and _GOVERNED.search(self.text, max(part.start, word.start - 4), word.start):
            return False
        if word.kind == "weak" or word.kind == "report":
            # 介绍，… and 报道，…: only with what is said after a mark or a quotation
            return (
                (rest == "" and part.after in "，,：:" and part.after != "")
                or rest[:1] in "“「"
                or (word.kind == "report" and rest != "")
            )
        if rest == "" and part.after in ("。", "；", ";", "", "！", "？", "\n"):
            return True  # quote first: “…”，他说。
        if (
            word.kind in ("demand", "target", "greet", "opinion", "announce")
            and rest == ""
            and part.after not in "，,：:"
        ):
            return False
        return True

    def _plausible(self, span: Span, word: CueWord, part: Clause, after: str, headline: bool) -> bool:
        phrase = self.text[span[0] : span[1]]
        size = len(phrase)
        if size > 60:
            return False
        if (
            size == 1
            and not any(m.start == span[0] for m in self.layers.mentions_in(*span))
            and phrase not in "他她我您"
        ):
            return False
        named = person_shape(phrase) is not None or any(
            m.end == span[1] or self._only_brackets(m.end, span[1]) for m in self.layers.mentions_in(*span)
        )
        able = named or speaks(phrase)
        if word.kind == "show":
            return is_document(phrase) or phrase.endswith(("》", "条", "款")) or (named and after == "")
        if word.kind == "report":
            return is_outlet(phrase, span, self.layers) or able
        if word.kind in ("say", "tell"):
            return able or size <= 12 or after == ""
        if word.kind == "short":
            return able and size <= 30
        if word.kind == "headline":
            return able and size <= 14
        if word.kind == "opinion" and is_document(phrase):
            return True
        return able

    def _only_brackets(self, start: int, end: int) -> bool:
        return self.text[start : start + 1] in ("（", "(", "》", "”", "」") and self.text[end - 1] in "）)》”」"

    def _may_elide(self, parts: list[Clause], k: int, word: CueWord, before: str, after: str) -> bool:
        """并称, 又指, or a bare 表示： after a clause of the same subject."""
        stripped = before.strip()
        linked = not stripped or bool(_SIBLING.search(stripped)) or len(stripped) <= 30
        if word.kind in ("say", "tell"):
            return linked
        if word.kind in ("short",):
            return (bool(stripped) and bool(_SIBLING.search(stripped))) or after == ""
        return bool(_SIBLING.search(stripped)) or (
            word.kind in ("demand", "target", "greet", "announce", "opinion") and not stripped and k > 0
        )

    def _earlier_subject(self, parts: list[Clause], k: int) -> tuple[Span | None, int | None]:
        for j in range(k - 1, -1, -1):
            if parts[j].before in "。！？" and parts[j].before and j < k - 1 and parts[j + 1].before in "。！？":
                break
            span = topic(self.text, parts[j].start, parts[j].end, self.layers)
            if span is not None and (
                speaks(self.text[span[0] : span[1]]) or any(m.end <= span[1] for m in self.layers.mentions_in(*span))
            ):
                return span, j
        return None, None

    def _attribution(
        self,
        parts: list[Clause],
        k: int,
        begin: int,
        word: CueWord,
        subject: Subject,
        span: Span | None,
        subject_clause: int | None,
    ) -> Attribution:
        part = parts[k]
        cue_end = word.end
        if self.text[cue_end : cue_end + 1] in ("了", "过") and word.kind not in ("tell",):
            pass
        out = Attribution(
            (word.start, word.end),
            word.kind,
            f"zh.{word.kind}",
            span if subject_clause is None else span,
            self._skip_aspect(cue_end, part.end),
            k,
            loaded=word.loaded,
            adjuncts=subject.adjuncts,
            subject_clause=subject_clause,
            starts=begin,
        )
        if subject.span is None:
            out.rule += ".subjectless"
        if word.kind == "tell":
            self._addressee_after(out, parts, k)
        if word.kind in ("target", "greet"):
            self._target(out, parts, k, subject)
        if word.kind == "say" and self.text[word.start : word.end] in ("表示", "表达"):
            self._attitude(out, parts, k, subject)
        self._hops(out, parts, k, subject_clause)
        return out

    def _skip_aspect(self, at: int, end: int) -> int:
        while at < end and self.text[at] in "了过":
            at += 1
        return at

    # ------------------------------------------------------------- special contents

    def _addressee_after(self, out: Attribution, parts: list[Clause], k: int) -> None:
        part = parts[k]
        at = out.content_start
        mention = self.layers.mention_at(at)
        if part.end - at <= 40 and part.after in ("，", ",", "：", ":"):
            out.addressee = (at, part.end)
            out.content_start = part.end
            return
        run = name_run(self.text, at, part.end, self.layers)
        if run > at:
            out.addressee = (at, run)
        elif mention is None:
            match = re.compile(r"[^，：“]{0,12}?(?:记者们?|媒体|本报|本台|本社)").match(self.text, at, part.end)
            if match:
                out.addressee = match.span()
        if out.addressee:
            out.content_start = out.addressee[1]

    def _target(self, out: Attribution, parts: list[Clause], k: int, subject: Subject) -> None:
        """针对X进行了抨击: the target stands before the cue."""
        part = parts[k]
        if part.end > out.content_start:
            return
        for adjunct in subject.adjuncts:
            if adjunct.kind == "object":
                start = adjunct.start + (2 if self.text.startswith(("针对", "对于"), adjunct.start) else 1)
                match = re.compile(r"(.*?)(?:进行|作出|做出|提出|予以|加以|给予|发出|表示|表达)").match(
                    self.text, start, adjunct.end
                )
                stop = match.end(1) if match else adjunct.end
                if stop > start:
                    out.target = [(start, stop)]
                    out.rule = "zh.target.before"

    def _attitude(self, out: Attribution, parts: list[Clause], k: int, subject: Subject) -> None:
        """对X表示关切: the content is in two pieces, 对X and 关切."""
        part = parts[k]
        match = _ATTITUDE.match(self.text, out.content_start, part.end)
        if match is None:
            return
        objects = [a for a in subject.adjuncts if a.kind == "object" and self.text.startswith("对", a.start)]
        if match.end() == part.end and objects:
            stop = out.cue[0]
            for adjunct in reversed(subject.adjuncts):
                if adjunct.end == stop and adjunct.kind in ("adverb", "time"):
                    stop = adjunct.start
            out.target = [(objects[0].start, stop), (out.content_start, match.end())]
            out.rule = "zh.attitude"

    def _noone(self, parts: list[Clause], k: int, word: CueWord) -> Attribution | None:
        """据称, 据报: said by nobody in particular; before the clause or inside it."""
        part = parts[k]
        start = self._skip_mark(word.end, part.end)
        out = Attribution((word.start, word.end), "noone", "zh.nobody", None, start, k, starts=part.start)
        if word.start > part.start and part.end > word.end:
            out.target = [(part.start, word.start)]
            out.content_start = word.end
            out.rule = "zh.nobody.inside"
        return out

    def _skip_mark(self, at: int, end: int) -> int:
        while at < end and (self.text[at].isspace() or self.text[at] in "，,：:"):
            at += 1
        return at

    # ------------------------------------------------------------- frames

    def _frame(
        self, parts: list[Clause], k: int, frame: re.Match[str], quotes: list[Span], unit: Unit
    ) -> Attribution | None:
        """据甲报道, 根据乙的数据, 据甲援引乙报道."""
        part = parts[k]
        begin = frame.end()
        word_span = frame.span("frame")
        if begin >= part.end:
            return None
        words = self._visible(begin, part.end, quotes)
        for n, word in enumerate(words):
            if word.kind == "relay":
                return self._relay(parts, k, begin, word, words[n + 1 :], unit)
        words = [w for w in words if w.kind not in ("naming", "attitude")]
        for word in words:
            if word.kind == "headline":
                continue
            stop = word.start - (self.text[word.start - 1] == "的")
            subject = split_subject(self.text, begin, stop, self.layers)
            rest = self.text[word.end : part.end]
            if subject.span is None and word.kind in ("report",):  # 据报道
                out = Attribution((word.start, word.end), "noone", "zh.nobody", None, part.end, k, starts=part.start)
                return out if not rest else None
            if subject.span is None:
                continue
            nominal = self.text[subject.span[1] - 1] == "的" or self.text[word.start - 1] == "的"
            if rest and not nominal and word.kind in _PRECISE and part.after not in ("，", ","):
                # 据甲说他们…: content without a mark
                out = self._attribution(parts, k, begin, word, subject, subject.span, None)
                out.rule = "zh.according.verb"
                return out
            if rest in ("", "的消息", "消息", "的报道", "的说法", "的话") or (
                rest and part.after in ("，", ",") and len(rest) <= 4
            ):
                span = self._strip_tail(subject.span)
                out = Attribution(
                    (word.start, word.end),
                    word.kind,
                    "zh.according.verb",
                    span,
                    part.end,
                    k,
                    starts=part.start,
                    adjuncts=subject.adjuncts,
                    loaded=word.loaded,
                )
                self._hops(out, parts, k, None)
                return out
        if part.after not in ("，", ","):
            return None
        return self._nominal_frame(parts, k, begin, word_span)

    def _nominal_frame(self, parts: list[Clause], k: int, begin: int, cue: Span) -> Attribution | None:
        """根据某院的数据，…: the frame word is the cue, the noun phrase the speaker."""
        part = parts[k]
        phrase = self.text[begin : part.end]
        from suyuan.annotate.syntax.words import longest_suffix, nouns

        if len(phrase) > 50 or longest_suffix(phrase, nouns("dataword")) is None:
            return None
        return Attribution(cue, "show", "zh.according.noun", (begin, part.end), part.end, k, starts=part.start)

    def _strip_tail(self, span: Span) -> Span:
        start, end = span
        while end > start and self.text[end - 1] in "的 ":
            end -= 1
        return (start, end)

    def _relay(
        self, parts: list[Clause], k: int, begin: int, word: CueWord, later: list[CueWord], unit: Unit
    ) -> Attribution | None:
        """甲引述乙（的话）称 …, 报道援引乙表示 …: 乙 speaks, 甲 relays."""
        part = parts[k]
        if _NOT_YET.search(self.text[begin : word.start]):
            return None
        subject = split_subject(self.text, begin, word.start, self.layers)
        relayer, _ = (subject.span, None) if subject.span else self._earlier_subject(parts, k)
        source_end, own = part.end, None
        for cue in later:
            if cue.kind in ("say", "report", "opinion", "announce", "short", "show", "demand") and cue.start > word.end:
                if _NOT_YET.search(self.text[word.end : cue.start]) and self.text[cue.start - 1] != "的":
                    continue
                source_end, own = cue.start, cue
                break
        source_subject = split_subject(self.text, word.end, source_end, self.layers)
        span = source_subject.span
        if span is None:
            return None
        span = self._trim_source(span)
        if span is None or span[1] - span[0] > 60:
            return None
        cue = (word.start, word.end)
        relay_cue: Span = (word.start, word.end)
        content = part.end
        if own is not None:
            content = self._skip_aspect(own.end, part.end)
            if own.kind == "report":
                relay_cue = (own.start, own.end)
            else:
                cue = (own.start, own.end)
        out = Attribution(
            cue,
            "say",
            "zh.relay",
            span,
            content,
            k,
            starts=part.start,
            adjuncts=(*subject.adjuncts, *source_subject.adjuncts),
            loaded=bool(own and own.loaded),
        )
        if relayer is not None:
            out.hops.append(HopDraft("relay", self._strip_tail(relayer), relay_cue))
        return out

    def _trim_source(self, span: Span) -> Span | None:
        start, end = span
        match = re.compile(
            r"(?:的)?(?:话|消息|说法|表述|言论|观点|报道|报导|分析|内容|谈话|讲话|证词|评论|信息|讯息|情报)$"
        ).search(self.text[start:end])
        if match and match.start() > 0:
            end = start + match.start()
        start = next((i for i in range(start, end) if self.text[i] not in "了，, "), end)
        return (start, end) if end > start else None

    # ------------------------------------------------------------- hops

    def _hops(self, out: Attribution, parts: list[Clause], k: int, subject_clause: int | None) -> None:
        """Documents and outlets that the adjuncts and the addressee bring in."""
        from suyuan.annotate.statements.adjunct_hops import adjunct_hops

        lead = [(parts[j].start, parts[j].end) for j in range(subject_clause, k)] if subject_clause is not None else []
        regions = [(a.start, a.end) for a in out.adjuncts if a.kind in ("place", "object", "lead", "with")]
        if out.speaker is not None:
            lead = [(max(out.speaker[1], a), b) for a, b in lead]
        out.hops.extend(adjunct_hops(self.text, [*lead, *regions], self.layers, out))

    # ------------------------------------------------------------- the floor

    def _takes_floor(self, a: Attribution, held: Draft, part: Clause, parts: list[Clause], quotes: list[Span]) -> bool:
        """Does the reporter speak again, or is this still what was said?"""
        if held.kind != "body" and part.before in (" ", "\u3000", "；", ";"):
            return a.speaker is not None
        before = self.text[part.start : a.cue[0]]
        if a.rule.endswith(".subjectless"):
            if a.kind in ("say", "short", "tell"):
                return True
            return bool(_SIBLING.search(before.strip()))
        if a.speaker is None:
            return False
        phrase = self.text[a.speaker[0] : a.speaker[1]]
        if a.kind in ("say", "tell", "short") and _PRONOUN.fullmatch(phrase) and part.before in ("，", ",", "；", ";"):
            after_quote = any(b in (part.start - 1, part.start) for _, b in quotes)
            return (
                after_quote
                or bool(_CONTRAST.match(before))
                or part.before in "；;"
                or held.type == "x"
                or (a.kind == "say" and not before.startswith("他们"))
            )
        if part.before in ("；", ";", "。", "！", "？"):
            return a.kind in ("say", "tell", "opinion", "announce", "demand")
        return a.kind in ("say", "tell") and bool(_CONTRAST.match(before) or before.rstrip("曾也还已").endswith("则"))

    def _draft(self, a: Attribution, unit: Unit, depth: int, end: int) -> Draft:
        draft = Draft(
            a.rule,
            a.cue,
            a.kind,
            a.speaker,
            [],
            (unit.start, unit.end),
            unit.paragraph,
            unit.kind,
            depth=depth,
            loaded=a.loaded,
            hops=list(a.hops),
            addressee=a.addressee,
        )
        draft.elided = a.rule.endswith(".subjectless")
        draft.content = [(a.content_start, end)]
        for adjunct in a.adjuncts:
            if adjunct.kind == "time" and draft.when is None:
                draft.when = (adjunct.start, adjunct.end)
            elif adjunct.kind == "place" and draft.occasion is None:
                draft.occasion = (adjunct.start, adjunct.end)
            elif adjunct.kind == "object" and draft.addressee is None and self.text[adjunct.start] in "对向":
                draft.addressee = (adjunct.start + 1, adjunct.end)
        return draft

    # ------------------------------------------------------------- contents

    def _close(self, draft: Draft, end: int, quotes: list[Span], limit: int) -> None:
        """The content runs to ``end``; trim marks at both sides."""
        if draft.rule in ("zh.target.before", "zh.attitude") or len(draft.content) != 1:
            return
        head: list[Span] = []
        start = draft.content[0][0]
        if draft.rule == "zh.nobody.inside":
            head = []
        start = self._skip_mark(start, end)
        stop = self.trim_end(start, end, quotes)
        draft.content = [*head, (start, stop)] if stop > start else []

    def trim_end(self, start: int, end: int, quotes: list[Span]) -> int:
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in "。！？；，,;!?…"):
            end -= 1
        return end

    def _quote_first(
        self, drafts: list[Draft], parts: list[Clause], quotes: list[Quotation], spans: list[Span], unit: Unit
    ) -> None:
        """“…”，他说。 and “…”，他说，“…”: the content before the cue."""
        if not drafts:
            return
        first = drafts[0]
        lead = [(q, s) for q, s in zip(quotes, spans, strict=True) if s[1] <= (first.speaker or first.cue or (0, 0))[0]]
        if not lead or first.cue is None or first.rule.startswith(("zh.target", "zh.attitude", "zh.nobody")):
            return
        q, s = lead[-1]
        between = self.text[s[1] : (first.speaker or first.cue)[0]]
        if lead[0][1][0] > unit.start + 1 or not re.fullmatch(r"[，,。\s]{0,3}[^，]{0,12}", between):
            return
        tail = first.content[0] if first.content else None
        if tail is None or self._wholly_quoted(tail, spans):
            first.content = [p for x, _ in lead for p in x.parts] + ([self._inner(tail, quotes)] if tail else [])
            first.type = "direct"
            first.rule = "zh.quote_first"

    def _inner(self, span: Span, quotes: list[Quotation]) -> Span:
        return next((q.inner for q in quotes if q.start == span[0]), span)

    def _wholly_quoted(self, span: Span, quotes: list[Span]) -> bool:
        return any(a == span[0] and self.trim_end(a, b, []) >= span[1] - 1 and b >= span[1] for a, b in quotes)

    def _type(self, draft: Draft, quotes: list[Span]) -> None:
        from suyuan.annotate.statements.quotation import classify

        if draft.type != "direct":
            classify(self, draft, quotes)
