"""Metonyms: a capital or seat of government that acts, speaks or is pressed is the government, else the place.

A flagged second reading: the mention stays what its name says, ``metonym_for`` holds what is meant.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import Entity, KnowledgeBase
from suyuan.annotate.names.lexicon import either, reading_frames
from suyuan.text.fold import fold

_WITH = re.compile("[与同和向对跟]$")
_CARRIES_ON = re.compile("[和与及、]")


class _Patterns(NamedTuple):
    acts: re.Pattern[str]  # after the name
    presses: re.Pattern[str]  # before it: 呼吁北京
    with_after: re.Pattern[str]  # after 与 and the name: 与莫斯科磋商
    acts_en: re.Pattern[str]
    has_en: re.Pattern[str]  # Tokyo has a new tower
    presses_en: re.Pattern[str]
    owns_en: re.Pattern[str]
    place_en: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    relation = "[与和同][^，。]{2,8}(?:之间|的关系|关系|磋商|谈判|交恶|断交|复交|签署|达成)"
    towards = "对此|对[^，。]{1,12}(?:表示|施压|采取|实施)"
    adverbs = f"(?:{either('adverb')}|周[一二三四五六日]|\\d+日)*"
    return _Patterns(
        re.compile(f"(?:方面|当局)?{adverbs}(?:{either('acts')}|{towards}|{relation}|的{either('owned')})|方面|当局"),
        re.compile(f"{either('presses')}$"),
        re.compile(f"(?:方面|当局)?(?:进行|展开|举行|就[^，。]{{1,12}})?{either('with_after')}"),
        re.compile(f" (?:also |now |then |later |repeatedly |still )?{either('acts_en')}\\b"),
        re.compile(" (?:has|had) (?:a|an|the|many|few|more|no) "),
        re.compile(f"\\b{either('presses_en')} $"),
        re.compile(f"['’]s {either('owned_en')}\\b"),
        re.compile(f"\\b{either('place_before_en')} $"),
    )


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
    for left, right in pairwise(named):  # 呼吁贝鲁特和特拉维夫, 华盛顿与首尔宣布
        joined = meant[id(left)] and meant[id(right)] and _CARRIES_ON.fullmatch(board.folded, left.end, right.start)
        if joined and {id(left), id(right)} & flagged:
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
    before, patterns = folded[max(0, start - 24) : start], _patterns()
    if candidate.surface.isascii():
        if patterns.place_en.search(before):
            return False
        acts = patterns.acts_en.match(folded, end) and not patterns.has_en.match(folded, end)
        return bool(acts or patterns.presses_en.search(before) or patterns.owns_en.match(folded, end))
    if before.endswith(reading_frames()["place_before"]):
        return False
    if patterns.presses.search(before[-4:]):
        return True
    if _WITH.search(before):
        return bool(patterns.with_after.match(folded, end))
    return bool(patterns.acts.match(folded, end))
