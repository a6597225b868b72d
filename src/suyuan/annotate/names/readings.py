"""Second readings: a capital for its government, a side's name for a contested place, a title by date."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from suyuan.annotate.document import Document
from suyuan.annotate.names import offices
from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import Entity, KnowledgeBase
from suyuan.text.fold import fold

# What only somebody who acts can do, right after the city; and what makes it a place all the same.
_ACTS = re.compile(
    "(?:方面|当局)?(?:也|则|还|又|并|已|曾|将|会|再|再次|一再|多次|随后|随即|日前|近日|周[一二三四五六日]|\\d+日|当天|今天|昨天)*"
    "(?:表示|认为|警告|批评|指责|指控|要求|呼吁|敦促|否认|承认|拒绝|希望|担心|担忧|试图|决定|宣布|强调|坚称|声称|称|说|"
    "同意|反对|支持|谴责|抗议|回应|承诺|威胁|考虑|寻求|施压|制裁|不满|对此|对[^，。]{1,12}(?:表示|施压|采取|实施))"
)
_PLACE_BEFORE = (
    "在",
    "于",
    "抵",
    "抵达",
    "前往",
    "赴",
    "从",
    "到",
    "至",
    "访问",
    "飞往",
    "离开",
    "来自",
    "驻",
    "位于",
    "往",
)


@cache
def _metonyms() -> dict[str, str]:
    raw = files("suyuan.annotate.names").joinpath("data/metonyms.tsv").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in raw.splitlines() if line and not line.startswith("#"))
    return {fold(city): country for city, country in pairs}


def read_again(board: Board, kb: KnowledgeBase, doc: Document) -> None:
    """Mark metonyms and sides, and link surnames beside a title to who held the office on the day."""
    for candidate in board:
        if candidate.entity is None:
            if candidate.type == "PERSON":
                _by_office(board, candidate, kb, doc)
        elif candidate.type == "GPE":
            _metonym(board, candidate, kb)
        elif candidate.type == "LOC":
            _side(candidate)


def _metonym(board: Board, candidate: Candidate, kb: KnowledgeBase) -> None:
    """华盛顿警告说: the government. 在华盛顿表示: the place where somebody spoke."""
    assert candidate.entity is not None
    means = _metonyms().get(fold(candidate.entity.name))
    before = board.folded[max(0, candidate.start - 2) : candidate.start]
    if means and _ACTS.match(board.folded, candidate.end) and not before.endswith(_PLACE_BEFORE):
        meant = kb.country(means) or next((s.entity for s in kb.senses.get(fold(means), ())), None)
        candidate.metonym_for = meant.id if meant else means


def _side(candidate: Candidate) -> None:
    """尖阁诸岛, 釣魚臺列嶼, 钓鱼岛: one place; whose name was used is kept."""
    assert candidate.entity is not None
    own = [s for s in candidate.senses if s.entity is candidate.entity and s.region]
    if own and candidate.entity.id in _contested():
        candidate.note = f"contested name: usage of {own[0].region.upper()}"


@cache
def _contested() -> frozenset[str]:
    """Places that two or more sides name apart."""
    from suyuan.annotate.names.lexicon import default_lexicon

    regions: dict[str, set[str]] = {}
    for senses in default_lexicon().kb.senses.values():
        for sense in senses:
            if sense.region and sense.entity.type == "LOC":
                regions.setdefault(sense.entity.id, set()).add(sense.region)
    return frozenset(id_ for id_, sides in regions.items() if len(sides) > 1)


def _by_office(board: Board, candidate: Candidate, kb: KnowledgeBase, doc: Document) -> None:
    """日本首相岸田, 岸田首相: the holder on the day of publication, if the name fits."""
    if candidate.surface.isascii():
        _by_last_name(candidate, kb)
    if doc.published is None:
        return
    for title, country in _titles(board, candidate):
        iso2 = country.country if country else None
        terms = {t.holder: t for t in offices.holders(title, doc.published, iso2) if _bears(kb, t, candidate.surface)}
        if len(terms) == 1:
            term = next(iter(terms.values()))
            candidate.entity = kb.entities[term.holder]
            candidate.note = f"{title} ({term.country}) on {doc.published}, {term.source}"
            if term.stale(doc.published):
                candidate.note += f", as of {term.as_of}"
                candidate.confidence = min(candidate.confidence, 0.6)
            return


def _by_last_name(candidate: Candidate, kb: KnowledgeBase) -> None:
    """President Biden: one person of public affairs among our own entries bears this last name."""
    if candidate.rule == "title" and " " not in candidate.surface:
        bearers = kb.last_names().get(candidate.surface, [])
        if len(bearers) == 1:
            candidate.entity, candidate.confidence = bearers[0], 0.7
            candidate.note = "title and last name"


def _titles(board: Board, candidate: Candidate) -> list[tuple[str, Entity | None]]:
    """Offices beside a name, with the country before them: (首相, 日本)."""
    out: list[tuple[str, Entity | None]] = []
    folded = board.folded
    for size in range(2, 7):
        start = candidate.start - size
        if start >= 0 and offices.is_office(folded[start : candidate.start]):
            owner = board.ending.get(start)
            out.append((folded[start : candidate.start], owner.entity if owner else None))
        following = folded[candidate.end : candidate.end + size]
        if offices.is_office(following):
            owner = board.ending.get(candidate.start)
            out.append((following, owner.entity if owner else None))
    return out


def _bears(kb: KnowledgeBase, term: offices.Term, surface: str) -> bool:
    """Is the surface the whole, the surname or the last part of the holder's name?"""
    entity = kb.entities.get(term.holder)
    if entity is None:
        return False
    name = fold(entity.name)
    return surface == name or name.rsplit("·", 1)[-1] == surface or ("·" not in name and name.startswith(surface))
