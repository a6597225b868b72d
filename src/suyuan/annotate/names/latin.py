"""Names in Latin letters: runs of capitalised words, looked up whole and in part; with context words in English."""

from __future__ import annotations

import re

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import KnowledgeBase

_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9+][\w’'+&.\-]*|\S")


_FIRM = frozenset("Technologies Technology Inc Corp Corporation Co Ltd Limited LLC Group Holdings Electronics".split())


def find_latin(board: Board, kb: KnowledgeBase, english: bool) -> None:
    """Lay the longest known names that stand as whole words."""
    folded = board.folded
    tokens = [(m.start(), m.end()) for m in re.finditer(r"[A-Za-z0-9À-ÿ+][A-Za-z0-9À-ÿ+’'\-]*\.?", folded)]
    index = 0
    while index < len(tokens):
        start = tokens[index][0]
        step = 1
        for size in range(min(8, len(tokens) - index), 0, -1):
            end = tokens[index + size - 1][1]
            surface = folded[start:end]
            entities = kb.english.get(surface) or kb.english.get(surface.rstrip("."))
            if not entities and size == 1 and surface.isupper() and len(surface) > 3:
                entities = kb.english.get(surface.capitalize())  # SONY, RAPIDUS
            if not entities and surface.endswith(("'s", "’s")):
                surface = surface[:-2]
                entities = kb.english.get(surface)
            if entities and _whole(surface):
                surface = surface if surface in kb.english or surface.isupper() else surface.rstrip(".")
                entity = entities[0] if len(entities) == 1 else None
                stop = start + len(surface)
                while entities[0].type == "ORG" and index + size < len(tokens) and stop + 1 == tokens[index + size][0]:
                    if folded[slice(*tokens[index + size])].rstrip(".") not in _FIRM:
                        break
                    stop, size = tokens[index + size][1], size + 1
                board.lay(
                    Candidate(start, stop, entities[0].type, folded[start:stop], "kb", 0.9, entity=entity)
                )
                step = size
                break
        index += step


def _whole(surface: str) -> bool:
    return len(surface) > 1 and (surface[0].isupper() or surface[0].isdigit() or any(c.isupper() for c in surface))
