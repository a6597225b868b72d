"""Two articles and what their streams share → a Reuse record: passages, type, direction, cues."""

from __future__ import annotations

from suyuan.link.reuse.compare import Shared
from suyuan.link.reuse.direction import direction_of
from suyuan.link.reuse.fidelity import judged
from suyuan.link.reuse.kinds import cover_of, is_formula, is_quotation, kind_of
from suyuan.link.reuse.pages import Read
from suyuan.link.reuse.spans import passage_of
from suyuan.model import Passage, Reuse, ReuseType


def reuse_of(a: Read, b: Read, shared: list[Shared]) -> Reuse:
    """A pure function of the two articles and what they share; ``a`` has the smaller id."""
    passages = [_passage(part, a, b) for part in shared]
    cover = cover_of(a, b, shared)
    kind = kind_of(a, b, passages, cover)
    chars = sum(n for part in shared for _, _, n in part.runs)
    own = tuple(_without(passage, kind) for passage in passages)
    if kind == "formula":
        return Reuse(a.id, b.id, kind, own, chars)
    direction, cues = direction_of(a, b, passages, cover, kind)
    return Reuse(a.id, b.id, kind, own, chars, direction, cues)


def _passage(shared: Shared, a: Read, b: Read) -> Passage:
    """One passage with its edits judged and a type of its own, if it has one."""
    if is_formula(shared):
        bare = passage_of(shared, a.side, b.side, edits=False)
        return Passage(bare.a, bare.b, bare.similarity, type="formula")
    passage = judged(passage_of(shared, a.side, b.side), a, b)
    if is_quotation(shared, passage, a, b):
        return Passage(passage.a, passage.b, passage.similarity, passage.edits, "common_quote")
    return passage


def _without(passage: Passage, kind: ReuseType) -> Passage:
    """A passage bears a type of its own only where it differs from the pair's."""
    if passage.type != kind:
        return passage
    return Passage(passage.a, passage.b, passage.similarity, passage.edits)
