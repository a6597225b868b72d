"""One fixed one-character table: Simplified and Traditional are one, and offsets stay.

Folding is used for every comparison, index and query. It never changes the length of a text, so a span found in the
folded text is the span in the printed one, and the printed form is what is shown.
"""

from __future__ import annotations

import json
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


_ELSEWHERE = 0xD800  # stands for what the table below cannot serve: characters in or folded to another plane


@cache
def _units() -> np.ndarray:
    """The table over UTF-16 code units."""
    units = np.arange(_PLANE, dtype="<u2")
    for code, folded in _table().items():
        if code < _PLANE:
            units[code] = folded if folded < _PLANE else _ELSEWHERE
    units[_ELSEWHERE:0xE000] = _ELSEWHERE
    return units


@cache
def _lower_units() -> np.ndarray:
    """The same, in lower case. Σ is lower-cased by what stands round it, which no table can."""
    units = _units().copy()
    for code, folded in enumerate(units.tolist()):
        if folded != _ELSEWHERE:
            units[code] = _ELSEWHERE if chr(folded) == "Σ" else ord(_lower(chr(folded)))
    return units


def _lower(text: str) -> str:
    return text.replace("İ", "i").lower()  # the one character that would grow


def _through(text: str, units: np.ndarray) -> str | None:
    """A text by a table; None where a character of it is none of the table's."""
    units = units.take(np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2"))
    folded = str(units.data, "utf-16-le", "surrogatepass")
    return None if chr(_ELSEWHERE) in folded else folded


def fold(text: str) -> str:
    """Fold script variants, full-width letters and digits, and middle dots. ``len(fold(t)) == len(t)``."""
    if text.isascii():
        return text
    if len(text) > _LONG and (folded := _through(text, _units())) is not None:
        return folded
    return text.translate(_table())


def fold_lower(text: str) -> str:
    """A text folded and in lower case, of the same length."""
    if text.isascii():
        return text.lower()
    if len(text) > _LONG and (folded := _through(text, _lower_units())) is not None:
        return folded
    return _lower(text.translate(_table()))
