"""Two articles and what their streams share → a Reuse record: passages, type, direction, cues. Many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence

from suyuan.link.reuse.compare import Shared
from suyuan.link.reuse.direction import direction_of
from suyuan.link.reuse.fidelity import judged
from suyuan.link.reuse.kinds import MOST, cover_of, is_formula, is_quotation, kind_of
from suyuan.link.reuse.pages import Read
from suyuan.link.reuse.spans import Found, Placed, placed
from suyuan.model import Passage, Reuse, ReuseType


def reuses_of(pairs: Sequence[tuple[Read, Read, list[Shared]]]) -> list[Reuse]:
    """The record of each pair, a pure function of the two articles and what they share; ``a`` has the smaller id."""
    parts = [Found(part, a.side, b.side, not is_formula(part)) for a, b, shared in pairs for part in shared]
    both = zip(parts, placed(parts) if parts else (), strict=True)
    return [_reuse(a, b, [next(both) for _ in shared]) for a, b, shared in pairs]


def _reuse(a: Read, b: Read, parts: list[tuple[Found, Placed]]) -> Reuse:
    cover = cover_of(a, b, [found.shared for found, _ in parts])
    chars = sum([found.shared.chars for found, _ in parts])
    if max(cover) < MOST and not any([found.edits for found, _ in parts]):
        bare = tuple([Passage(place.a, place.b, place.similarity) for _, place in parts])
        return Reuse(a.id, b.id, "formula", bare, chars)
    passages = [_passage(found, place, a, b) for found, place in parts]
    kind = kind_of(a, b, passages, cover)
    own = tuple([_without(passage, kind) for passage in passages])
    direction, cues = direction_of(a, b, passages, cover, kind)
    return Reuse(a.id, b.id, kind, own, chars, direction, cues)


def _passage(found: Found, place: Placed, a: Read, b: Read) -> Passage:
    """One passage with its edits judged and a type of its own, if it has one."""
    if not found.edits:
        return Passage(place.a, place.b, place.similarity, type="formula")
    quotation = is_quotation(found.shared, place.a, place.b, a, b)
    edits = judged(place.changes, a, b) if place.changes else ()
    return Passage(place.a, place.b, place.similarity, edits, "common_quote" if quotation else None)


def _without(passage: Passage, kind: ReuseType) -> Passage:
    """A passage bears a type of its own only where it differs from the pair's."""
    if passage.type != kind:
        return passage
    return Passage(passage.a, passage.b, passage.similarity, passage.edits)
