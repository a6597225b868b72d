"""What stands between quotation marks, wherever lines are broken."""

from __future__ import annotations

import re

from suyuan.model import Span

_MARKS = {"“": "”", "「": "」", "『": "』", "«": "»"}
_ANY = re.compile("[" + "".join(_MARKS) + "".join(_MARKS.values()) + "]")
# A mark that is not closed within so many characters was left open by mistake.
_REACH = 300


def is_quoted(text: str, place: int) -> bool:
    """Whether a mark opened shortly before a place is not yet closed there, be others closed between: “甲「乙」丙”."""
    before = text[max(0, place - _REACH) : place]
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in _MARKS.items())


def quoted_share(text: str, span: Span) -> float:
    """How much of a span stands between marks. A quotation of several paragraphs opens anew with each of them."""
    start, end = span
    inside = 0
    opened: int | None = None
    opening = closing = ""
    for match in _ANY.finditer(text, max(0, start - _REACH), end):
        char, at = match.group(), match.start()
        if opened is None:
            if char in _MARKS:
                opened, opening, closing = at + 1, char, _MARKS[char]
        elif char in (opening, closing):
            inside += max(0, at - max(opened, start))
            opened = at + 1 if char == opening else None
    if opened is not None:
        inside += end - max(opened, start)
    return inside / max(1, end - start)
