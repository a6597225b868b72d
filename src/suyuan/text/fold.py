"""One fixed one-character table: Simplified and Traditional are one, and offsets stay.

Folding is used for every comparison, index and query. It never changes the length of a text, so a span found in the
folded text is the span in the printed one, and the printed form is what is shown.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

import numpy as np

# The middle dots of transliterated names, in the four code points that pages use.
_MIDDLE_DOTS = "•‧・･∙"
_PLANE = 0x10000
_LONG = 80  # characters from which a table over the whole text beats one character after the other


@cache
def _table() -> dict[int, int]:
    raw = files("suyuan.text").joinpath("data/fold.json").read_text(encoding="utf-8")
    table = {ord(char): ord(folded) for char, folded in json.loads(raw).items()}
    for first, last in ("０９", "ＡＺ", "ａｚ"):
        table |= {code: code - 0xFEE0 for code in range(ord(first), ord(last) + 1)}
    table |= {ord(dot): ord("·") for dot in _MIDDLE_DOTS}
    table[ord("％")] = ord("%")
    # Characters that stay are in the table too: looking up one that is not costs str.translate an exception.
    return {code: code for code in range(_PLANE)} | table


@cache
def _units() -> tuple[np.ndarray, re.Pattern[str]]:
    """The table over UTF-16 code units, and the characters it cannot serve: those in or folded to another plane."""
    units = np.arange(_PLANE, dtype=np.uint16)
    other = []
    for code, folded in _table().items():
        if code >= _PLANE:
            continue
        if folded >= _PLANE:
            other.append(chr(code))
        else:
            units[code] = folded
    return units, re.compile(f"[\U00010000-\U0010ffff{re.escape(''.join(other))}]")


def fold(text: str) -> str:
    """Fold script variants, full-width letters and digits, and middle dots. ``len(fold(t)) == len(t)``."""
    if text.isascii():
        return text
    if len(text) > _LONG:
        units, other = _units()
        if not other.search(text):
            raw = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
            return str(units[raw].astype("<u2", copy=False).tobytes().decode("utf-16-le", "surrogatepass"))
    return text.translate(_table())
