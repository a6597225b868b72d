"""One fixed one-character table: Simplified and Traditional are one, and offsets stay.

Folding is used for every comparison, index and query. It never changes the length of a text, so a span found in the
folded text is the span in the printed one, and the printed form is what is shown.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

# The middle dots of transliterated names, in the four code points that pages use.
_MIDDLE_DOTS = "•‧・･∙"


@cache
def _table() -> dict[int, str]:
    raw = files("suyuan.text").joinpath("data/fold.json").read_text(encoding="utf-8")
    table = {ord(char): folded for char, folded in json.loads(raw).items()}
    for first, last in ("０９", "ＡＺ", "ａｚ"):
        table |= {code: chr(code - 0xFEE0) for code in range(ord(first), ord(last) + 1)}
    table |= {ord(dot): "·" for dot in _MIDDLE_DOTS}
    table[ord("％")] = "%"
    return table


def fold(text: str) -> str:
    """Fold script variants, full-width letters and digits, and middle dots. ``len(fold(t)) == len(t)``."""
    return text if text.isascii() else text.translate(_table())
