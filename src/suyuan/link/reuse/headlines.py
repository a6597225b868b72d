"""Two headlines of one text: too short to prove anything, and where the text is one, the first thing a copy changes."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from suyuan.link.reuse.fidelity import judged
from suyuan.link.reuse.pages import Read
from suyuan.model import Passage, Span

# Less alike, they are two headlines, and not one that was changed.
ALIKE = 0.5
_SHORTEST, _LONGEST = 6, 120


def headline(a: Read, b: Read, passages: Sequence[Passage]) -> Passage | None:
    """The headlines of two pages that print one text, where no passage has reached them and they are alike."""
    one, two = _headline(a), _headline(b)
    if one is None or two is None or any(p.a[0] < one[1] or p.b[0] < two[1] for p in passages):
        return None
    left, right = a.lower[slice(*one)], b.lower[slice(*two)]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    likeness = matcher.ratio()
    if likeness < ALIKE:
        return None
    changes = [((i, j), (k, m)) for kind, i, j, k, m in matcher.get_opcodes() if kind != "equal"]
    return Passage(one, two, round(likeness, 4), judged(changes, a, b))


def _headline(page: Read) -> Span | None:
    """What the text begins with, where it is the title."""
    return (0, page.opening) if _SHORTEST <= page.opening <= _LONGEST else None
