"""Names that many people bear: 李强 is the premier where 总理 or 国务院 stands beside, and a reporter elsewhere.

Two kinds: entries of ours that name words of which one must stand near (`near=` in tools/kb), and Chinese names of two
or three characters that only a table of members of parliaments holds, which want a public office beside them and their
country in the document. One mention so supported stands for all of the document.
"""

from __future__ import annotations

from functools import cache

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import KnowledgeBase, Sense
from suyuan.annotate.names.lexicon import frames, reading_frames, surnames

_BEFORE, _AFTER = 24, 14


def drop(board: Board, candidates: list[Candidate], kb: KnowledgeBase) -> None:
    """Take the senses away from persons whose name alone does not tell who they are."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.type == "PERSON" and any(_borne_by_many(sense) for sense in candidate.senses):
            groups.setdefault(candidate.surface, []).append(candidate)
    for group in groups.values():
        kept = []
        for sense in group[0].senses:
            if not _borne_by_many(sense):
                kept.append(sense)
            elif _supported(board, group, sense, candidates, kb):
                kept.append(sense._replace(ambiguous=False))
            elif sense.ambiguous:
                kept.append(sense)
        if kept != group[0].senses:
            for candidate in group:
                candidate.senses = kept
                candidate.note = "" if kept else "a name that many bear, and nothing beside it says who"


def _borne_by_many(sense: Sense) -> bool:
    return bool(sense.support) or _bare_table_name(sense)


def _bare_table_name(sense: Sense) -> bool:
    entity = sense.entity
    if entity.type != "PERSON" or not entity.source or entity.source.startswith(("suyuan", "user")):
        return False
    one, two = surnames()
    text = sense.text
    return 2 <= len(text) <= 3 and "·" not in text and (text[0] in one or text[:2] in two or _folded_surname(text))


@cache
def _folded_surname(text: str) -> bool:
    from suyuan.text.fold import fold

    one, two = surnames()
    return fold(text)[0] in one or fold(text)[:2] in two


def _supported(
    board: Board, group: list[Candidate], sense: Sense, candidates: list[Candidate], kb: KnowledgeBase
) -> bool:
    if sense.support:
        return any(_near(board, candidate, sense.support) for candidate in group)
    home = {e.id for e in kb.english.get(sense.entity.country, ())} or {
        e.id for e in (kb.country(sense.entity.country),) if e
    }
    seen = any(s.entity.id in home or s.entity.country == sense.entity.country for c in candidates for s in c.senses[:1]
               if c.type in ("GPE", "ORG"))  # fmt: skip
    return seen and any(_office_beside(board, candidate) for candidate in group)


def _near(board: Board, candidate: Candidate, words: tuple[str, ...]) -> bool:
    """One of the words stands near, in the same line, and no private calling right before the name."""
    if _calling(board, candidate.start, before=True) in reading_frames()["private"]:
        return False
    left = board.folded[max(0, candidate.start - _BEFORE) : candidate.start].rpartition("\n")[2]
    right = board.folded[candidate.end : candidate.end + _AFTER].partition("\n")[0]
    return any(word in left or word in right for word in words)


def _office_beside(board: Board, candidate: Candidate) -> bool:
    return (
        _calling(board, candidate.start, before=True) in reading_frames()["public"]
        or _calling(board, candidate.end, before=False) in reading_frames()["public"]
    )


@cache
def _callings() -> frozenset[str]:
    return frames()["title"].union(reading_frames()["private"], reading_frames()["public"])


def _calling(board: Board, position: int, before: bool) -> str:
    """The longest title that ends (or starts) here."""
    known = _callings()
    for size in range(6, 1, -1):
        cut = (position - size, position) if before else (position, position + size)
        if cut[0] >= 0 and board.folded[slice(*cut)] in known:
            return board.folded[slice(*cut)]
    return ""
