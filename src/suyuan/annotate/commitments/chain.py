"""The cue of a commitment in Chinese: adjacent words that tie an actor to a future action (宣布|将, 将|寻求)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from suyuan.annotate.commitments.chinese_words import patterns
from suyuan.annotate.commitments.clauses import FILLER, Clause, Index
from suyuan.annotate.commitments.lexicon import Cue, cues, words
from suyuan.annotate.commitments.parties import can_act
from suyuan.annotate.commitments.walk import WHOLE_FRAME, longer_verb, only_phrase, skip
from suyuan.model import CommitmentStatus

_RESULT = frozenset("到至在为成入出走给于往回")
_QUESTION = re.compile(r"如何|怎样|是否|能否")
_DONE_BEFORE = re.compile(r"(?:已经|已|曾|早已|刚刚?)$")
# A question asked, or a report that the action is said in: 将于何时公布, 将提交的报告中指出.
_INDIRECT = re.compile(
    r"(?!决定|确定|选定)[^，。；]{0,8}(?:何时|何处|何人|谁|哪)|[^，。；]*中(?:说|称|表示|指出|写道)$"
)
_COMPLETED = re.compile(r"[^，。；]{0,8}(?:成功|失败|完毕|胜利|当选|获胜|落选|破产|去世|逝世|病逝|了)")
_LATER_MODAL = re.compile(r"将(?!近|军|来)|(?<![峰国议社协商工学教机晚宴年大委盛])会(?![议谈晤见长员])")
_MARKS = ("“", "‘", "「", "『")
_WISHES = ("望", "欲")
_WEIGHED = ("planned", "considering", "seeking")
_DONE = re.compile(r"已经|已|曾|刚")
# 在甲国宣布制裁之后，… · 甲国宣布制裁后，…: what is announced there is the background of another clause.
_BACKGROUND = re.compile(
    r"(?:就|正|正值|仅|但|而)?(?:在|自|当|自从)[^，。；]*(?:后|之际|时|前|期间|以来|的同时|情况下)"
    r"|(?:就|从|对)[^，。；]*(?:来看|来说|来讲|而言)"
)
_AFTERMATH = ("后", "之际", "时", "以来")


_GETS = frozenset(("寻求", "谋求", "争取"))
_PLAN_NEXT = re.compile(
    r"[^，。；的“”]{0,10}(?:措施|支持|援助|合作|协议|方案|贷款|资金|融资|投资|补贴|许可|授权|豁免)$"
)
_NEEDED = re.compile(r"(?:在[^，。]{1,8})?(?:有必要|有需要|有义务|有责任)")
_OUGHT = frozenset("能可应该得")


@dataclass(frozen=True, slots=True)
class Chain:
    """Adjacent cues: ``[start, end)``, the status they add up to, and whether it is a refusal."""

    start: int
    end: int
    cues: tuple[Cue, ...]
    negative: bool

    @property
    def status(self) -> CommitmentStatus:
        return strongest(self.cues).status


def strongest(chain: tuple[Cue, ...]) -> Cue:
    """将 and 会 give way to any other cue; a forecast (预计将) outranks all; else the first one decides."""
    for cue in chain:
        if cue.status == "expected":
            return cue
    for cue in chain:
        if cue.status != "will":
            return cue
    return chain[0]


def read_chain(index: Index, part: Clause, start: int) -> Chain | None:
    """The cues that begin here, each followed at once (adverbs and times aside) by the next."""
    text = index.text
    found: list[Cue] = []
    position, end, negative = start, start, False
    while len(found) < 4 and (match := patterns().cue.match(text, position, part.end)):
        cue = _cue(index, part, match, first=not found)
        if cue is None:
            break
        later = cue.status in ("announced", "agreed", "pledged") or cue.form == "决定"
        if found and found[0].complement in ("modal", "forecast") and later:
            break  # 将宣布, 可能承诺: the announcing is what will be done
        if found and cue.form == "安排":
            break  # 计划安排贷款: what is planned is to arrange
        if found and cue.form == "将" and found[-1].status in _WEIGHED and found[-1].complement != "modal":
            break  # 考虑将关税提高: the object marker
        found.append(cue)
        negative ^= cue.negative
        end = match.end() if len(cue.form) == match.end() - match.start() else match.start() + len(cue.form)
        if text[end : end + 1] == "着" and end < part.end:
            end += 1  # 期待着访问
        position, denied = skip(index, end, part.end)
        negative ^= denied
    if not found:
        return None
    chain = Chain(start, end, tuple(found), negative ^ _denied(text, part.start, start))
    return chain if _complement(index, part, chain) else None


def _cue(index: Index, part: Clause, match: re.Match[str], first: bool) -> Cue | None:
    """The cue at a match, or None where the characters are part of another word or of a noun phrase."""
    text, form, start = index.text, match.group(), match.start()
    before = text[part.start : start]
    over = index.mention_over(start) or index.mention_at(start)
    if over and over.end > match.start():
        return None
    if form.endswith(("在", "于")) and form not in ("致力于",):
        form = form[:-1] if form[:-1] in cues("zh") else form
    if form[0] == "会" and not _is_modal_hui(text, part, start, match.start() + len(form)):
        return None
    if form[0] == "将" and not _is_future_jiang(index, part, start, match.start() + len(form)):
        return None
    cue = cues("zh")[form]
    if form in ("绝不", "决不") and text[match.end() : match.end() + 1] in _OUGHT:
        return None  # 绝不能辜负信任: what ought not to be, no promise
    if first and patterns().past.search(before):
        return None
    if first and patterns().advocacy.search(before) and cue.status not in ("pledged", "agreed"):
        return None
    if first and cue.complement in ("verb", "topic") and patterns().noun_before.search(before):
        return None
    if _BACKGROUND.fullmatch(text, part.start, part.end):
        return None
    if cue.complement == "topic" and text[match.end() : match.end() + 1] in ("了", "过"):
        return None  # 讨论了如何…: a talk that is over
    if form in _WISHES and not _is_wish(index, part, start, match.end()):
        return None
    if cue.complement not in ("modal", "forecast") and (
        _in_frame(text, part, start)
        or (text.endswith(_AFTERMATH, match.end(), part.end) and text[match.end()] not in "在于")
    ):
        return None
    if cue.complement not in ("modal", "forecast") and patterns().when_saying.match(text, match.end(), part.end):
        return None
    if form == "或" and not can_act(index, (part.start, start)):
        return None
    if form == "可能" and before.endswith("不"):
        return None  # 十年内不可能做到
    return cue


def _is_wish(index: Index, part: Clause, start: int, end: int) -> bool:
    """望 and 欲 as the verbs of headlines (总统望尽快访问乙国), not as parts of 希望, 眺望, 欲望."""
    text = index.text
    if end >= part.end or text[end] in words("zh", "wish_after") or text[start - 1] in words("zh", "wish_before"):
        return False
    position, _ = skip(index, end, part.end)
    ready = patterns().verb.match(text, position) or patterns().preposition.match(text, position)
    return bool(ready) and can_act(index, (part.start, start))


def _in_frame(text: str, part: Clause, start: int) -> bool:
    """在考虑制裁之前: the cue stands inside an adverbial, nobody considers anything yet."""
    before = text[max(part.start, start - 2) : start]
    return (
        before.endswith("在")
        and not before.endswith(("正在", "都在", "也在", "仍在"))
        and text.endswith(("前", "后", "时", "中", "期间", "之际"), start, part.end)
    )


def _is_modal_hui(text: str, part: Clause, start: int, end: int) -> bool:
    if start > part.start and text[start - 1] in words("zh", "hui_before"):
        return False
    if text[start : start + 3] == "会不会" or text[max(part.start, start - 2) : start] == "会不":
        return False
    if text[start:end] != "会":
        return True
    if end >= part.end or text[end] in "，。、；：”」）":
        return False
    if text[end] == "会" and patterns().hui_noun.match(text, end) and not patterns().hui_verb.match(text, end):
        return False  # 律师会|会长: the body and its head
    return bool(patterns().hui_verb.match(text, start)) or not patterns().hui_noun.match(text, start)


def _is_future_jiang(index: Index, part: Clause, start: int, end: int) -> bool:
    """Whether 将 looks ahead: not 将军, not the object marker (不会将贸易与安全挂钩, 将甲国列入名单)."""
    text = index.text
    if text[start:end] != "将":
        return True
    if end >= part.end or text[end] in words("zh", "jiang_after"):
        return False
    if _DONE_BEFORE.search(text, max(part.start, start - 3), start):
        return False
    before = text[start - 1] if start > part.start else ""
    if text[max(part.start, start - 2) : start] == "失败":
        before = ""  # 谈判失败将…: not 败将
    if before in words("zh", "jiang_before") or before in ("能", "可", "应", "须"):
        return False
    if before == "会" and text[max(part.start, start - 2) : start - 1] not in words("zh", "hui_before"):
        return False  # 不会将: the object marker; but 国会将
    if patterns().turned.match(text, end, part.end):
        return False
    position, _ = skip(index, end, part.end)
    if index.mention_at(position) and text[end:position].endswith(("更多", "更")):
        return False  # 将更多企业列入
    if patterns().verb.match(text, position) or patterns().preposition.match(text, position) or position > end:
        return True
    if patterns().cue.match(text, position):
        return True
    if index.mention_at(position) or patterns().disposal.search(text, position, part.end):
        return False
    # An unknown word and, at the end, a verb with its result: 将旧船拖走, 将业务迁往南方. Without one the unknown
    # word is a verb that our list lacks: 将落脚.
    return not any(
        index.text[match.end() : match.end() + 1] in _RESULT or match.end() >= part.end - 1
        for match in patterns().verb.finditer(index.text, position + 2, part.end)
        if match.end() - match.start() > 1
    )


def _complement(index: Index, part: Clause, chain: Chain) -> bool:
    """Whether what follows the chain is something to be done."""
    text, found = index.text, patterns()
    if _NEEDED.match(text, chain.end, part.end):
        return False  # 或有必要停火: advocacy
    first = chain.end + (text[chain.end : chain.end + 1] in _MARKS and chain.end < part.end)
    if found.stative.match(text, first) and not longer_verb(text, first):
        return False
    position, _ = skip(index, chain.end, part.end)
    if {cue.complement for cue in chain.cues} == {"chain"} or text[chain.end : chain.end + 1] == "到":
        return False  # 决定参加 tells of the past, 考虑到 of a reason
    if not all(cue.complement in ("modal", "forecast") for cue in chain.cues) and _DONE.match(text, chain.end):
        return False
    if _INDIRECT.match(text, chain.end, part.end):
        return False
    if chain.cues[-1].status == "announced" and _COMPLETED.match(text, chain.end, part.end):
        return False
    if position >= part.end:
        # The next clause must hold the action (宣布，将扩建港口); 分析师评估，… says, and considers nothing.
        return chain.cues[-1].status != "considering"
    if found.relative.match(text, position) or text[chain.end : chain.end + 1] in "的中":
        return False
    if found.stative.match(text, position) and not longer_verb(text, position):
        return False
    if found.effect.match(text, position):
        return False
    need = {cue.complement for cue in chain.cues}
    tail = text[chain.end : part.end].rstrip(FILLER)
    if "topic" in need and "、" in tail and "是否" in tail[4:]:
        return False  # 讨论预算、税收以及是否扩建: a list of topics
    if "topic" in need and found.topic.search(tail) and not found.plan.search(tail):
        return False
    if need == {"forecast"} and _LATER_MODAL.search(text, chain.end + 2, part.end):
        return False  # 预计新厂也将动工
    if need == {"forecast"}:
        # 预计丙国将让步: the clause inside has its own subject and cue.
        return not (index.mention_at(position) or found.pronoun.match(text, position))
    if need & {"modal", "forecast"} and not need & {"topic"}:
        return True
    if chain.cues[-1].form in _GETS and _PLAN_NEXT.match(text, position, part.end):
        return True  # 正在寻求财政支持措施，…
    if found.verb.match(text, position) or WHOLE_FRAME.fullmatch(text, chain.end, part.end):
        return True  # 希望在审查结束后，推进… : a frame, and the verb in the next clause
    opening = found.preposition.match(text, position)
    if opening and any(m.end() - m.start() > 1 for m in found.verb.finditer(text, opening.end(), part.end)):
        return True  # 希望与乙国合作, not 希望和梦想
    if (
        opening
        and position + 1 < part.end
        and only_phrase(index, position, part.end)
        and opening.group() not in "和与同"
    ):
        return True  # 计划对芯片业，增加补助
    if "topic" in need:
        return bool(found.plan.search(tail) or _QUESTION.search(tail[:24]))
    return False


def _denied(text: str, start: int, position: int) -> bool:
    return bool(re.search(r"(?:不|不再|没有|并不|绝不|从不|决不)$", text[start:position]))
