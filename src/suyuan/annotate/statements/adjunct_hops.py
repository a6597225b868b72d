"""Hops in the words before a cue: 在声明中, 在《某报》撰文, 接受某台采访时, 致信某报, 对某社."""

from __future__ import annotations

import re
from functools import cache

from suyuan.annotate.statements.attribution import Attribution
from suyuan.annotate.statements.draft import HopDraft
from suyuan.annotate.statements.nouns import outlet_shape
from suyuan.annotate.syntax.chinese import Layers
from suyuan.annotate.syntax.words import alternation, nouns
from suyuan.model import Span

_TALK = re.compile(r"(?:接受|对|向|在|致信|致函|告诉|给|跟|为|答复|回复|受访)")

# 接受某社采访时, 对某报记者
_INTERVIEW = re.compile(
    r"(?:接受|受|在(?!接受|受))(?:了)?(?P<outlet>[“「《]?[^，。《》“”的]{2,14}[》”」]?)(?:记者)?的?(?:电话|独家|书面|视频)?(?:采访|专访|访问|访谈)"
    r"|(?:对|向|告诉)(?P<to>[“「《]?[^，。《》“”的]{2,14}[》”」]?)记者"
)
# 向《某某01》透露: what stands in title marks after 向 or 接受 is an outlet, known or not
_TO_TITLED = re.compile(r"(?:对|向|接受|告诉|回复|答复|致信|致函|给)[^，。《》]{0,8}?《(?P<outlet>[^《》]{2,16})》")


@cache
def _in_document() -> re.Pattern[str]:
    """在一份声明中, 在联合公报里."""
    words = alternation(nouns("carrier"))
    return re.compile(
        f"在[^，。]{{0,24}}?(?:的|份|封|篇|条|则|项|发布|发表|在)?"
        f"(?P<name>(?:联合|共同|书面|会议|新闻)?(?:{words}))(?:中|里|上|内)?$"
    )


@cache
def _by_document() -> re.Pattern[str]:
    """发表联合声明, 透过公报, 致信."""
    words = (
        alternation(nouns("carrier") - {"信"})
        + "|(?<![微电短诚音相通自迷威确坚守轻亲])信(?![息任用心号仰奉赖托贷誉徒])"
    )
    return re.compile(
        f"(?:(?:发表|发布|发出|公布|通过|透过|以)[^，。]{{0,16}}?(?P<name>(?:联合|共同|书面|会议|新闻)?(?:{words}))"
        "|(?P<notice>公告|通报|声明|通告|文告|公报)$|致(?P<post>信|函|电)|(?:发|写)(?P<letter>信|函))"
    )


def adjunct_hops(text: str, lead: list[Span], adjuncts: list[Span], layers: Layers, out: Attribution) -> list[HopDraft]:
    """Documents before outlets, as the channel is ordered from the speaker outward.

    ``lead`` are the rest of the subject's own clause and those after it; only there may a document be put out.
    """
    documents: list[HopDraft] = []
    outlets: list[HopDraft] = []
    for start, end in [*lead, *adjuncts]:
        match = _by_document().search(text[start:end])
        if match is None and (start, end) in adjuncts:
            match = _in_document().search(text[start:end])
        if match is not None and match.lastgroup and not documents:
            a, b = match.span(match.lastgroup)
            documents.append(HopDraft("document", (start + a, start + b)))
        interview = _INTERVIEW.search(text[start:end])
        if interview and not outlets:
            a, b = interview.span(interview.lastgroup or 0)
            if outlet_shape(text[start + a : start + b]):
                outlets.append(HopDraft("relay", (start + a, start + b)))
        titled = _TO_TITLED.search(text[start:end])
        if titled and not outlets:
            outlets.append(HopDraft("relay", (start + titled.start("outlet"), start + titled.end("outlet"))))
        for m in layers.mentions_in(start, end):
            if m.type == "MEDIA" and not outlets and _TALK.search(text[start : m.start]):
                outlets.append(HopDraft("relay", (m.start, m.end)))
    if out.addressee is not None and not outlets:
        media = [m for m in layers.mentions_in(*out.addressee) if m.type == "MEDIA"]
        outlets.extend(HopDraft("relay", (m.start, m.end), out.cue) for m in media[:1])
        if not media and outlet_shape(text[slice(*out.addressee)]):
            outlets.append(HopDraft("relay", out.addressee, out.cue))
    return documents + outlets
