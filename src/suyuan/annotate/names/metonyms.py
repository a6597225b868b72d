"""Metonyms: a capital or a seat of government that acts, speaks or is pressed is the government; where somebody is, the place.

A flagged second reading: the mention stays what its name says, ``metonym_for`` holds what is meant.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import Entity, KnowledgeBase
from suyuan.text.fold import fold

_SAYS = (
    "表示|认为|警告|批评|指责|指控|要求|呼吁|敦促|否认|承认|拒绝|希望|担心|担忧|试图|决定|宣布|强调|坚称|声称|称|说|同意|反对|"
    "支持|谴责|抗议|回应|承诺|威胁|考虑|寻求|施压|制裁|不满|坚持|主张|重申|证实|指|打算|计划|拟|欲|不愿|愿意|无意|有意|抨击|"
    "质疑|欢迎|退出|暂停|恢复|叫停|批准|禁止|推动|加大|取消|下令|召回|驱逐"
)
_ADVERBS = "也|则|却|还|又|并|已|已经|曾|正|正在|将|会|再|再次|一再|多次|随后|随即|日前|近日|仍|依然|不会|不|未|没有|周[一二三四五六日]|\\d+日|当天|今天|昨天|昨日|今日"
# What only somebody who acts can do, right after the name.
_ACTS = re.compile(
    f"(?:方面|当局)?(?:{_ADVERBS})*(?:{_SAYS}|对此|对[^，。]{{1,12}}(?:表示|施压|采取|实施)|"
    "(?:与|和|同)[^，。]{2,8}(?:之间|的关系|关系|磋商|谈判|交恶|断交|复交|签署|达成)|"
    "的(?:立场|态度|政策|盟友|回应|反应|要求|支持|不满|压力|反对|意图|战略|外交|军援|承诺|警告))"
    "|方面|当局"
)
# What is done to somebody: 呼吁北京, 向华盛顿施压, 与莫斯科磋商.
_PRESSES = re.compile(
    "(?:呼吁|敦促|要求|警告|指责|批评|指控|迫使|促使|说服|游说|激怒|得罪|取悦|讨好|反对|谴责|抨击|质疑|挑战|疏远|归咎于|寄望于)$"
)
_WITH = re.compile("(?:与|同|和|向|对|跟)$")
_WITH_AFTER = re.compile(
    "(?:方面|当局)?(?:进行|展开|举行|就[^，。]{1,12})?(?:施压|磋商|谈判|协商|抗议|交涉|靠拢|示好|妥协|让步|摊牌|对抗|结盟|断交|复交|建交|的关系|关系|的政策|的态度|求援|求助|表达|提出|采取强硬)"
)
_PLACE_BEFORE = ("在", "于", "抵", "抵达", "前往", "赴", "从", "到", "至", "访问", "飞往", "离开", "来自", "驻", "位于", "往", "返回", "途经")  # fmt: skip
_CARRIES_ON = re.compile("(?:和|与|及|、)")

_SAYS_EN = (
    "said|says|warned|warns|accused|accuses|denied|denies|urged|urges|condemned|vowed|vows|threatened|threatens|insisted|"
    "insists|agreed|agrees|refused|refuses|rejected|rejects|demanded|demands|announced|announces|imposed|imposes|wants|"
    "wanted|fears|hopes|hoped|argued|argues|considers|claimed|claims|pledged|sought|seeks|retaliated|responded|declined|"
    "has|had|would|will|could|is seeking|is considering|was considering"
)
_ACTS_EN = re.compile(f" (?:also |now |then |later |repeatedly |still )?(?:{_SAYS_EN})\\b(?! (?:a|an|the|many|few|more|no) )")
_ACTS_EN_HAS = re.compile(" (?:has|had) (?:a|an|the|many|few|more|no) ")
_PRESSES_EN = re.compile(
    r"\b(?:warned|accused|urged|pressed|pressured|blamed|told|asked|angered|criticised|criticized|condemned|backed|"
    r"persuade|pressure on|pressure from|relations with|ties with|talks with|between|negotiations with|support from) $"
)
_OWNS_EN = re.compile(r"['’]s (?:position|policy|response|claims?|demands?|allies|ally|relations|stance|support|sanctions)\b")
_PLACE_EN = re.compile(r"\b(?:in|at|to|from|near|outside|around|across|through|of) $")


@cache
def _table() -> dict[str, str]:
    raw = files("suyuan.annotate.names").joinpath("data/metonyms.tsv").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in raw.splitlines() if line and not line.startswith("#"))
    return {fold(name): meant for name, meant in pairs}


def mark(board: Board, kb: KnowledgeBase) -> None:
    """Set ``metonym_for`` on the candidates that stand for a government."""
    named = [c for c in board if c.entity is not None and c.type in ("GPE", "ORG", "FACILITY")]
    meant = {id(c): _meant(c) for c in named}
    flagged: set[int] = set()
    for candidate in named:
        if meant[id(candidate)] and _acts(board.folded, candidate):
            flagged.add(id(candidate))
    for left, right in zip(named, named[1:], strict=False):  # 呼吁贝鲁特和特拉维夫, 华盛顿与首尔宣布
        if meant[id(left)] and meant[id(right)] and _CARRIES_ON.fullmatch(board.folded, left.end, right.start):
            if {id(left), id(right)} & flagged:
                flagged |= {id(left), id(right)}
    for candidate in named:
        if id(candidate) in flagged:
            entity = _entity(meant[id(candidate)] or "", kb)
            candidate.metonym_for = entity.id if entity else meant[id(candidate)]


def _meant(candidate: Candidate) -> str | None:
    """Whose name stands for what: a capital for its country, 五角大楼 for the ministry that sits in it."""
    assert candidate.entity is not None
    known = _table().get(fold(candidate.entity.name))
    return known or (candidate.entity.name if candidate.kind == "metonym" else None)


def _entity(meant: str, kb: KnowledgeBase) -> Entity | None:
    return kb.country(meant) or next((s.entity for s in kb.senses.get(fold(meant), ())), None)


def _acts(folded: str, candidate: Candidate) -> bool:
    """华盛顿警告说: the government. 在华盛顿表示: the place where somebody spoke."""
    start, end = candidate.start, candidate.end
    before = folded[max(0, start - 24) : start]
    if candidate.surface.isascii():
        if _PLACE_EN.search(before):
            return False
        own = _ACTS_EN.match(folded, end) and not _ACTS_EN_HAS.match(folded, end)
        return bool(own or _PRESSES_EN.search(before) or _OWNS_EN.match(folded, end))
    if before.endswith(_PLACE_BEFORE):
        return False
    if _PRESSES.search(before[-4:]):
        return True
    if _WITH.search(before):
        return bool(_WITH_AFTER.match(folded, end))
    return bool(_ACTS.match(folded, end))
