"""Numerals printed with spaces between their characters (近 三 年, 百 分 之 五): read without them, told with them.

The grammars read a text in which such spaces are left out; ``Spaced.out`` gives the printed place of what they found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMERAL = "零〇一二两三四五六七八九十百千万亿半几数点分之个成折%年月日号天周时近第"
_GAP = re.compile(rf"(?<=[{_NUMERAL}])[ 　]{{1,4}}(?=[{_NUMERAL}])")
_GAP_DIGIT = re.compile(
    r"(?<=[之点])[ 　]{1,4}(?=\d)|(?<=\d)[ 　]{1,4}(?=[点成折][^一-鿿]|[点成折]$|[点]\s?[一二三四五六七八九])"
)


@dataclass(frozen=True, slots=True)
class Spaced:
    """``text`` without the spaces inside numerals; ``kept`` the offset each of its characters was printed at."""

    text: str
    kept: list[int] | None

    def out(self, start: int, end: int) -> tuple[int, int]:
        """The printed span of ``text[start:end]``."""
        return (start, end) if self.kept is None else (self.kept[start], self.kept[end - 1] + 1)


def close_up(text: str) -> Spaced:
    """``text`` with the spaces inside numerals left out; nothing is copied where there are none."""
    gaps = [match.span() for match in _GAP.finditer(text)] + [match.span() for match in _GAP_DIGIT.finditer(text)]
    if not gaps:
        return Spaced(text, None)
    dropped = {place for start, end in gaps for place in range(start, end)}
    kept = [place for place in range(len(text)) if place not in dropped]
    return Spaced("".join(text[place] for place in kept), kept)
