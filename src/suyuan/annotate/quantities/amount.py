"""An amount as printed, and what its readers share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from suyuan.annotate.quantities.lexicon import Unit, units
from suyuan.model import QuantityKind, QuantityMod
from suyuan.text.numerals import Numeral

SPACES = re.compile(r"[ \u3000]{0,3}")
SCALE_LETTER = re.compile(r"(?P<k>[kK])|(?P<w>[wW])")


@dataclass(frozen=True, slots=True)
class Amount:
    """``one``: printed 一 and a classifier, which is mostly an article. ``split``: where the classifier begins."""

    start: int
    end: int
    kind: QuantityKind
    value: float
    low: float | None = None
    high: float | None = None
    mod: QuantityMod | None = None
    unit: str | None = None
    of: str | None = None
    one: bool = False
    split: int | None = None
    rule: str = ""


def amount_from(
    numeral: Numeral, pos: int, end: int, kind: QuantityKind, unit: str | None, factor: float = 1.0
) -> Amount:
    def scaled(number: float | None) -> float | None:
        return None if number is None else round(number * factor, 10)

    return Amount(
        pos, end, kind, scaled(numeral.value) or 0.0, scaled(numeral.low), scaled(numeral.high), numeral.mod, unit
    )


def spaced_scale(text: str, numeral: Numeral) -> tuple[Numeral, int] | None:
    """177.1 亿: a space between the number and its scale."""
    match = SPACES.match(text, numeral.end)
    at = match.end() if match else numeral.end
    if at > numeral.end and text[at : at + 1] in ("万", "亿", "兆"):
        factor = {"万": 1e4, "亿": 1e8, "兆": 1e12}[text[at]]
        if text[at + 1 : at + 2] == "亿":
            factor, at = factor * 1e8, at + 1
        return Numeral(numeral.start, at + 1, round(numeral.value * factor, 6), arabic=True), at + 1
    return None


def unit_at(text: str, pos: int) -> tuple[int, Unit] | None:
    at = SPACES.match(text, pos).end()  # type: ignore[union-attr]
    if at >= len(text):
        return None
    for form, unit in units().get(text[at], ()):
        if text.startswith(form, at):
            if at > pos and unit.kind == "count" and not text[pos - 1].isdigit():
                continue
            return at + len(form), unit
    return None
