"""Chinese: from the clauses of one unit to draft statements.

A unit is read from left to right, as the eye does. A clause with a cue whose subject can speak opens a statement, and
what follows is its content until the unit ends or the reporter takes the floor again (并称 …, ；乙则说 …). What is said
inside the content is looked at afterwards, one level deeper.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from suyuan.annotate.statements.attribution import Attribution
from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.statements.frames import FrameReader
from suyuan.annotate.statements.nouns import is_outlet
from suyuan.annotate.statements.quotation import classify
from suyuan.annotate.statements.words import ATTITUDE, EVIDENT, SIBLING
from suyuan.annotate.syntax.chinese import speaks, topic
from suyuan.annotate.syntax.segments import Clause, Unit, clauses
from suyuan.text.quotes import Quotation

# 对此不予置评: no content, no statement.
_DECLINED = re.compile(
    r"(?:不予|拒绝|不愿|不会|不便|暂不|不作|不做|无可|不对.{1,30})(?:进一步)?(?:置评|评论|回应|奉告|透露|回答)$"
)
_PRONOUN = re.compile(r"(?:他|她|它|他们|她们|其|双方|两人|该[\u4e00-\u9fff]{1,6}|这[位名]?[\u4e00-\u9fff]{1,5})$")
_CONTRAST = re.compile(r"(?:而|但|不过|然而|但是|另外|此外|同时|另一方面|至于|则)")
_OWN_MIND = re.compile(r"希望|期待|打算|愿意|认为|相信|担心|计划")
# 值班人员称不了解情况，随即挂断电话: what the speaker then does is told by the reporter
_LEAVES = re.compile(r"，(?:随即|随后|旋即|之后|便|就|并)(?:挂断|挂线|挂上|离开|离去|转身|匆匆|结束通话)")
_STRESSES = frozenset(("强调", "重申", "申明", "肯定", "突出"))
_STRESSED = re.compile(
    r"[^，。；：“]{2,24}?(?:重要性|必要性|紧迫性|重要意义|意义|立场|决心|承诺|原则|意愿|价值|作用|支持|责任|主权|权利)(?=[，\s])"
)
_MEANS = re.compile(
    r"，(?:此举|这一举措|这一举动|这项举措|这一决定)(?:暗示|意味|可能|令|使|引发|被|显示|凸显|无疑|势必|是)"
)
_ASIDE = re.compile(r"(?:使用|用的是|暗示|指的是|没有|并未|但未|未|引用|引述|借用)")
_GREETS_ON = re.compile(r"，(?:并|也|还|亦)?(?:赞同|赞成|赞赏|支持|感谢|祝愿|欢迎|祝贺|高度评价|积极评价|期待|愿)")
_SOMEBODY = re.compile(r"(?:[一两二三四五几数多]|另一?)[名位个]")
_ACTS_ON = frozenset({"target", "greet", "demand", "short"})
_SHORT = 16  # characters of an addressee
_NEAR = 120  # characters of a content in which the subject of 并相信 is looked for
_FINAL = "。！？；，,;!?…"


class Reader(FrameReader):
    """Reads the units of one document."""

    def read(
        self,
        unit: Unit,
        start: int,
        end: int,
        quotes: list[Quotation],
        depth: int = 1,
        before: Quotation | None = None,
    ) -> list[Draft]:
        """The statements made directly in the range, in order.

        ``quotes`` are its outermost quotations, ``before`` a quotation right before it that nobody has been given yet.
        """
        spaces = unit.kind in ("title", "heading") and depth == 1
        spans = [(q.start, min(q.end, end)) for q in quotes]
        parts = clauses(self.text, start, end, spans, spaces)
        out: list[Draft] = []
        held: Draft | None = None
        attributed = self.attributions(parts, spans, unit.kind in ("title", "heading", "caption"))
        if attributed and attributed[-1].rule == "zh.according.after":
            attributed = attributed[-1:]  # what is said before it is nested in it
        for found in attributed:
            if held is not None:
                # 甲表示惊讶，乙则形容 …: an attitude in one word has no more to say
                done = held.rule.startswith("zh.attitude") and found.speaker is not None
                if not done and not self._takes_floor(found, held, parts[found.clause]):
                    continue
                self._close(held, found.starts)
            draft = self._draft(found, unit, depth, end)
            if held is None and found.elided and found.speaker is None and found.kind != "say":
                continue  # nobody to take the subject from
            if held is not None:
                self._inherit(draft, held)
            out.append(draft)
            held = draft
        if held is not None:
            self._close(held, end)
        if out:
            self._quote_first(out[0], unit, start, quotes, before)
        starts = [q.start for q in quotes]
        out = [d for d in out if d.content and not self._declines(d) and not (depth == 1 and self._own_voice(d))]
        for draft in out:
            if draft.type != "direct":
                lo, hi = draft.content[0][0], draft.content[-1][1]
                classify(self.text, draft, quotes[bisect_left(starts, lo) : bisect_left(starts, hi)])
        return out

    def _draft(self, found: Attribution, unit: Unit, depth: int, end: int) -> Draft:
        draft = Draft(
            found.rule,
            found.cue,
            found.kind,
            found.speaker,
            list(found.target) or [(found.content_start, end)],
            (unit.start, unit.end),
            unit.paragraph,
            unit.kind,
            depth=depth,
            loaded=found.loaded,
            hops=list(found.hops),
            addressee=found.addressee,
        )
        draft.elided = found.elided
        draft.closed = bool(found.target)
        draft.head = found.head
        for adjunct in found.adjuncts:
            if adjunct.kind == "time" and draft.when is None:
                draft.when = (adjunct.start, adjunct.end)
            elif adjunct.kind == "place" and draft.occasion is None:
                draft.occasion = (adjunct.start, adjunct.end)
            elif adjunct.kind == "object" and draft.addressee is None and self.text[adjunct.start] in "对向":
                draft.addressee = (adjunct.start + 1, adjunct.end)
        return draft

    def _inherit(self, draft: Draft, held: Draft) -> None:
        """并称 …: what stands before it is what was said, so that its subject is the speaker before."""
        if held.cue_kind == "noone" and draft.speaker is not None:
            return  # 网传港口关闭，厂方驳斥，强调 …: not he whom nobody names
        if draft.elided:
            draft.shares_subject, draft.speaker = held, held.speaker
        pronoun = draft.speaker is not None and self.text[slice(*draft.speaker)] in ("他", "她", "他们", "她们", "其")
        if not draft.hops and (draft.elided or pronoun):
            draft.hops = list(held.hops)

    def _declines(self, draft: Draft) -> bool:
        return bool(_DECLINED.search(self.text, draft.content[0][0], draft.content[-1][1]))

    def _own_voice(self, draft: Draft) -> bool:
        """我认为 outside quotation marks is the article itself."""
        return self.words(draft.speaker) in ("我", "我们", "咱们", "你", "您", "你们")

    # ------------------------------------------------------------- the floor

    def _takes_floor(self, found: Attribution, held: Draft, part: Clause) -> bool:
        """Does the reporter speak again, or is this still what was said?"""
        if held.cue_kind == "noone" and found.speaker is not None and part.before in ("，", ","):
            return found.kind in ("say", "tell", "target", "demand", "announce")
        if held.kind != "body" and part.before in (" ", "\u3000", "；", ";"):
            return found.speaker is not None
        before = self.text[part.start : found.cue[0]]
        if found.elided:
            if found.kind == "opinion" and _OWN_MIND.search(
                self.text, max(held.content[0][0], part.start - _NEAR), part.start
            ):
                return False  # 甲说，乙希望开放，并相信 …: it is 乙 who believes
            if self._own_attitude(found, held, part):
                return False
            if self.words(found.cue) in EVIDENT and not SIBLING.search(before.strip()):
                return False  # 部长说，甲国不断挑衅，表明其用心 …: what was said shows it
            acts = held.cue_kind in _ACTS_ON or self._stressed(held, part)
            if found.kind in _ACTS_ON and acts and not before.strip():
                return True  # 甲狠批乙监管不力，促请丙介入: one act of speech after another
            return found.kind in ("say", "short", "tell") or bool(SIBLING.search(before.strip()))
        if found.speaker is None or found.starts <= self.skip_mark(held.content[0][0], part.end):
            return False  # right after the cue: what is reported is somebody's telling
        phrase = self.text[slice(*found.speaker)]
        if found.kind in ("demand", "target") and phrase in ("他", "她") and held.cue_kind in ("say", "tell"):
            return True  # 甲表示，措施有害，她敦促各方克制
        if found.kind in ("say", "tell", "short") and _PRONOUN.fullmatch(phrase) and part.before in "，,；;":
            # 甲说“…”，他称 …: after a quotation or contrast the pronoun is the reporter's; 他们 is often the content's
            after_quote = part.start > 1 and self.text[part.start - 2] in '”」』"'
            contrast = bool(_CONTRAST.match(before)) or part.before in "；;"
            return after_quote or contrast or (found.kind == "say" and not before.startswith("他们"))
        if part.before in ("；", ";", "。", "！", "？"):
            outlet = found.kind == "short" and is_outlet(phrase, found.speaker, self.layers)
            return outlet or found.kind not in ("weak", "short", "headline")
        # 甲承认有损失，一名消息人士向某台证实 …: who speaks to an outlet speaks for himself
        if found.kind in ("say", "tell") and _SOMEBODY.match(phrase) and any(h.role == "relay" for h in found.hops):
            return True
        # 甲指责乙的做法，丙当天表示 …: what is attacked is no clause that could go on
        contrast = bool(_CONTRAST.match(before)) or before.rstrip("曾也还已").endswith("则")
        return found.kind in ("say", "tell") and (contrast or held.cue_kind == "target")

    def _stressed(self, held: Draft, part: Clause) -> bool:
        """甲强调团结的重要性，呼吁 …: what is stressed is a noun phrase and done with."""
        start = self.skip_mark(held.content[0][0], part.start)
        match = _STRESSED.match(self.text, start, part.start) if self.words(held.cue) in _STRESSES else None
        return match is not None and match.end() + 1 >= part.start

    def _own_attitude(self, found: Attribution, held: Draft, part: Clause) -> bool:
        """甲说，中方注意到报道，对此表示关切: the attitude is that of the content's own subject."""
        attitude = ATTITUDE.match(self.text, found.content_start, part.end)
        if attitude is None or attitude.end() != part.end or part.before not in ("，", ","):
            return False
        start = self.skip_mark(held.content[0][0], part.start)
        own = topic(self.text, start, part.start, self.layers)
        return own is not None and own[0] == start and speaks(self.words(own))

    # ------------------------------------------------------------- contents

    def _close(self, draft: Draft, end: int) -> None:
        """The content runs to ``end``, without the marks at both sides."""
        if draft.closed:
            return
        start = self.skip_mark(draft.content[0][0], end)
        leaves = _LEAVES.search(self.text, start, end)
        stop = self.trim_end(start, leaves.start() if leaves else end)
        stop = self._after_noun(draft, start, stop)
        if draft.cue_kind == "demand":  # 总统下令关闭港口，此举可能激怒邻国: what it means is the reporter's
            means = _MEANS.search(self.text, start, stop)
            stop = means.start() if means else stop
        if draft.cue_kind == "greet":  # 甲祝贺大会召开，赞同乙的主张，表示 …
            again = _GREETS_ON.search(self.text, start, stop)
            stop = again.start() if again else stop
        draft.content = [(start, stop)] if stop > start else []
        if draft.head is not None:
            draft.content.insert(0, draft.head)
        draft.closed = True

    def _after_noun(self, draft: Draft, start: int, stop: int) -> int:
        """强调团结的重要性，外界则 …: a noun phrase is all that is stressed, where somebody else or an act follows."""
        noun = _STRESSED.match(self.text, start, stop) if self.words(draft.cue) in _STRESSES else None
        if noun is None:
            return stop
        after = self.skip_mark(noun.end(), stop)
        own = topic(self.text, after, stop, self.layers)
        acts = any(c.start <= after + 2 and c.kind in _ACTS_ON for c in self.cues.within(after, after + 3))
        return noun.end() if acts or (own is not None and own[0] == after) else stop

    def trim_end(self, start: int, end: int) -> int:
        """``end`` without final marks and white space."""
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in _FINAL):
            end -= 1
        return end

    def _quote_first(
        self, first: Draft, unit: Unit, start: int, quotes: list[Quotation], before: Quotation | None
    ) -> None:
        """“…”，他说。 “…。”他说。 and “…”，他说，“…”: content before the cue, whole or in part."""
        if first.cue is None or first.rule.startswith(("zh.target", "zh.attitude", "zh.nobody")):
            return
        begin = (first.speaker if first.speaker is not None and not first.elided else first.cue)[0]
        begin = min([begin, *(h.span[0] for h in first.hops if h.span is not None and h.role == "relay")])
        lead = [q for q in quotes if q.end <= begin]
        if lead:
            gap = self.text[lead[-1].end : begin]
            opened = not self.text[start : lead[0].start].strip("，, ")
        else:
            gap, opened = self.text[start:begin], before is not None
            lead = [before] if before is not None else []
        if not opened or not re.fullmatch(r"[，,。\s]{0,3}[^，,。]{0,14}", gap):
            return
        after = [q for q in quotes if q.start >= first.cue[1]]
        tail = first.content[0] if first.content else None
        if first.cue_kind == "tell" and not after and tail is not None and tail[1] - tail[0] <= _SHORT:
            first.addressee, tail = first.addressee or tail, None  # “…。”他告诉议会。
        if tail is not None and not after and _ASIDE.match(self.text, self.skip_mark(tail[0], tail[1])):
            tail = None  # “…，”外交部说，使用了标准措辞。
        if tail is not None and not (after and after[0].start == tail[0] and after[0].end >= tail[1]):
            return
        first.content = [p for q in lead for p in q.parts] + (list(after[0].parts) if tail else [])
        first.type = "direct"
        first.rule = "zh.quote_first"
