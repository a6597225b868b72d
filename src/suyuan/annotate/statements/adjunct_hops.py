"""Hops in the words before a cue: 在声明中, 在《某报》撰文, 接受某台采访时, 致信某报, 对某社."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from suyuan.annotate.statements.draft import HopDraft
from suyuan.annotate.syntax.chinese import Layers
from suyuan.annotate.syntax.words import alternation, nouns
from suyuan.model import Span

if TYPE_CHECKING:
    from suyuan.annotate.statements.chinese import Attribution

_TALK = re.compile(r"(?:接受|对|向|在|致信|致函|告诉|给|跟|为|答复|回复|受访)")
_NO_ISSUE = frozenset(
    (
        "计划",
        "法律",
        "战略",
        "数据",
        "消息",
        "调查",
        "资料",
        "统计",
        "规定",
        "研究",
        "说法",
        "合同",
        "协议",
        "决定",
        "视频",
        "影片",
        "画面",
        "名单",
        "规划",
        "预测",
        "评估",
        "条约",
        "法案",
        "草案",
        "书",
    )
)


@cache
def _document() -> re.Pattern[str]:
    words = frozenset(w for w in nouns("document") if w not in _NO_ISSUE)
    return re.compile(f"(?:[\\u4e00-\\u9fff]{{0,4}}?)(?:{alternation(words)})")


@cache
def _carrier() -> re.Pattern[str]:
    """A document that one speaks through: 在…声明中, 发表…声明, 致信, 发布公告."""
    words = alternation(frozenset(w for w in nouns("document") if w not in _NO_ISSUE))
    return re.compile(
        f"(?:在[^，。]{{0,24}}?(?:的|份|封|篇|条|则|项|发布|发表|在)?(?P<a>(?:联合|共同|书面|会议|新闻)?(?:{words}))(?:中|里|上|内)?$"
        f"|(?:发表|发布|发出|公布|通过|透过|以)[^，。]{{0,16}}?(?P<b>(?:联合|共同|书面|会议|新闻)?(?:{words}))"
        f"|致(?P<c>信|函|电)|(?:发|写)(?P<d>信|函))"
    )


def adjunct_hops(text: str, regions: list[Span], layers: Layers, out: Attribution) -> list[HopDraft]:
    """Document before outlet, as the channel is ordered from the speaker outward."""
    documents: list[HopDraft] = []
    outlets: list[HopDraft] = []
    for start, end in regions:
        match = _carrier().search(text[start:end])
        adjunct = any(a.start <= start < a.end for a in out.adjuncts)
        if match and not documents and match.lastgroup and (adjunct or match.lastgroup != "a"):
            a, b = match.span(match.lastgroup)
            documents.append(HopDraft("document", (start + a, start + b)))
        for m in layers.mentions_in(start, end):
            if m.type == "MEDIA" and _TALK.search(text[start : m.start]) and not outlets:
                outlets.append(HopDraft("relay", (m.start, m.end)))
    if out.addressee is not None and not outlets:
        for m in layers.mentions_in(*out.addressee):
            if m.type == "MEDIA":
                outlets.append(HopDraft("relay", (m.start, m.end), out.cue))
                break
    return documents + outlets
