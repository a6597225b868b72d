"""Second readings: a country for its people, a side's name for a contested place, a surname by title and date."""

from __future__ import annotations

from functools import cache

from suyuan.annotate.document import Document
from suyuan.annotate.names import metonyms, offices
from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import Entity, KnowledgeBase
from suyuan.text.fold import fold

_PEOPLE = frozenset(("人", "籍", "裔", "佬", "仔", "女子", "男子"))  # 日本|人, 美|籍, 英国|佬; not 中国|人民


def read_again(board: Board, kb: KnowledgeBase, doc: Document) -> None:
    """Mark metonyms, demonyms and sides, and link surnames beside a title to who held the office on the day."""
    for candidate in board:
        if candidate.entity is None:
            if candidate.type == "PERSON":
                _by_office(board, candidate, kb, doc)
        elif candidate.type == "GPE":
            if candidate.entity.source == "country-codes" and _next_word(board, candidate.end) in _PEOPLE:
                candidate.kind = "demonym"
        elif candidate.type == "LOC":
            _side(candidate)
    metonyms.mark(board, kb)


def _next_word(board: Board, position: int) -> str:
    return board.folded[position : board.tokens.ends[position]] if position < len(board.folded) else ""


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
        _by_last_name(board, candidate, kb, doc)
    if doc.published is None:
        return
    for title, country, former in _titles(board, candidate):
        iso2 = country.country if country else None
        held = offices.former if former else offices.holders
        terms = {t.holder: t for t in held(title, doc.published, iso2) if _bears(kb, t, candidate.surface)}
        if len(terms) == 1:
            term = next(iter(terms.values()))
            candidate.entity = kb.entities[term.holder]
            candidate.note = f"{title} ({term.owner}) {'before' if former else 'on'} {doc.published}, {term.source}"
            if not former and term.stale(doc.published):
                candidate.note += f", as of {term.as_of}"
                candidate.confidence = min(candidate.confidence, 0.6)
            return


def _by_last_name(board: Board, candidate: Candidate, kb: KnowledgeBase, doc: Document) -> None:
    """President Biden: one person of our own entries bears this last name and has held an office of this title."""
    if candidate.rule != "title" or " " in candidate.surface or doc.published is None:
        return
    before = board.folded[max(0, candidate.start - 40) : candidate.start].rstrip(" ").lower()
    held = {t.holder for title in offices.english_titles() if before.endswith(title)
            for t in (*offices.holders(title, doc.published), *offices.former(title, doc.published))}  # fmt: skip
    bearers = [e for e in kb.last_names().get(candidate.surface, []) if e.id in held]
    if len(bearers) == 1:
        candidate.entity, candidate.confidence = bearers[0], 0.7
        candidate.note = "title and last name"


def _titles(board: Board, candidate: Candidate) -> list[tuple[str, Entity | None, bool]]:
    """Offices beside a name, with the country before them, and whether they are past: (首相, 日本, False)."""
    out: list[tuple[str, Entity | None, bool]] = []
    folded = board.folded
    for size in range(2, 7):
        start = candidate.start - size
        if start >= 0 and offices.is_office(folded[start : candidate.start]):
            former = folded.endswith(("前", "前任", "已故", "卸任"), 0, start)
            owner = board.ending.get(start - (2 if folded.endswith("前任", 0, start) else 1) if former else start)
            out.append((folded[start : candidate.start], owner.entity if owner else None, former))
        following = folded[candidate.end : candidate.end + size]
        if offices.is_office(following):
            owner = board.ending.get(candidate.start)
            out.append((following, owner.entity if owner else None, False))
    return out


def _bears(kb: KnowledgeBase, term: offices.Term, surface: str) -> bool:
    """Is the surface the whole, the surname or the last part of the holder's name?"""
    entity = kb.entities.get(term.holder)
    if entity is None:
        return False
    name = fold(entity.name)
    return surface == name or name.rsplit("·", 1)[-1] == surface or ("·" not in name and name.startswith(surface))
