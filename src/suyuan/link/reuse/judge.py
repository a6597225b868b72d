"""Two articles and what their streams share → a Reuse record: passages, type, direction, cues."""

from __future__ import annotations

from suyuan.link.reuse.compare import Shared
from suyuan.link.reuse.direction import direction_of
from suyuan.link.reuse.fidelity import judged
from suyuan.link.reuse.kinds import cover_of, kind_of, typed_passages
from suyuan.link.reuse.pages import Read
from suyuan.link.reuse.spans import passage_of
from suyuan.model import Reuse

__all__ = ["Read", "reuse_of"]


def reuse_of(a: Read, b: Read, shared: list[Shared]) -> Reuse:
    """A pure function of the two articles and what they share; ``a`` has the smaller id."""
    passages = [judged(passage_of(part, a.side, b.side), a, b) for part in shared]
    passages = typed_passages(a, b, shared, passages)
    cover = cover_of(a, b, shared)
    kind = kind_of(a, b, passages, cover)
    passages = [_plain(passage, kind) for passage in passages]
    direction, cues = direction_of(a, b, passages, cover, kind)
    chars = sum(sum(n for _, _, n in part.runs) for part in shared)
    return Reuse(a.id, b.id, kind, tuple(passages), chars, direction, cues)


def _plain(passage, kind):  # type: ignore[no-untyped-def]
    """A passage bears a type of its own only where it differs from the pair's."""
    from dataclasses import replace

    return replace(passage, type=None) if passage.type == kind else passage
