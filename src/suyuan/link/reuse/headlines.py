"""Two headlines of one text: too short to prove anything, and where the text is one, the first thing a copy changes."""

from __future__ import annotations

from difflib import SequenceMatcher

from suyuan.link.reuse.fidelity import judged
from suyuan.link.reuse.pages import Read
from suyuan.link.reuse.spans import Spans
from suyuan.model import Passage, Span

# Less alike, they are two headlines, and not one that was changed.
ALIKE = 0.5
_SHORTEST, _LONGEST = 6, 120


def headline(a: Read, b: Read, spans: Spans) -> tuple[Passage, Span, Span] | None:
    """The headlines of two pages that print one text, where no passage has reached them and they are alike; and where
    they lie in both texts without line breaks."""
    one, two = _headline(a), _headline(b)
    if one is None or two is None or any(s[0] < one[1] for s in spans[0]) or any(s[0] < two[1] for s in spans[1]):
        return None
    matcher = SequenceMatcher(None, a.lower[slice(*one)], b.lower[slice(*two)], autojunk=False)
    likeness = matcher.ratio()
    if likeness < ALIKE:
        return None
    changes = [((i, j), (k, m)) for kind, i, j, k, m in matcher.get_opcodes() if kind != "equal"]
    edits = judged(changes, a, b)
    return Passage(a.side.in_article(one), b.side.in_article(two), round(likeness, 4), edits), one, two


def _headline(page: Read) -> Span | None:
    """The beginning of the text, where it is the title."""
    return (0, page.lead) if _SHORTEST <= page.lead <= _LONGEST else None
