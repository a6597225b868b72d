"""Percentages and their like: 2%, 百分之三, 三成半, 七五折, 三分之二, 12个百分点."""

from __future__ import annotations

import re
from dataclasses import replace

from suyuan.annotate.quantities.amount import SCALE_LETTER, Amount, amount_from
from suyuan.text.numerals import DIGITS, Numeral, read

_OF_HUNDRED = re.compile(r"(?P<base>[百佰]|[千仟]|万万|万)\s?分\s?之\s?")
PERCENT = re.compile(r"\s?[%％﹪](?![0-9A-Fa-f]{2})|\s{0,4}个?\s?百\s?分\s?[点點](?!之)")
_PERMILLE = re.compile(r"\s?‰")
_TENTHS = re.compile(
    r"\s?(?P<unit>成|折)(?P<half>半|[一二三四五六七八九](?![个成折]))?(?![员立功为长熟果年人本效型就绩都交分因品败])"
)
_FRACTION = re.compile(r"分之(?=[一二三四五六七八九十百千\d])")


def of_hundred(text: str, pos: int) -> Amount | None:
    match = _OF_HUNDRED.match(text, pos)
    if match is None or match.end() >= len(text):
        return None
    at = match.end()
    sign = -1.0 if text[at] in "-－负" else 1.0
    numeral = read(text, at + (sign < 0)) if at + (sign < 0) < len(text) else None
    if numeral is None:  # 仟分之贰: the digit of a cheque, which alone is mostly another word
        digit = DIGITS.get(text[at]) if at < len(text) else None
        numeral = Numeral(at, at + 1, float(digit)) if digit is not None else None
    if numeral is None:
        return None
    factor = {"百": 1.0, "佰": 1.0, "千": 0.1, "仟": 0.1, "万": 0.01, "万万": 1e-6}[match["base"]] * sign
    end = numeral.end
    letter = SCALE_LETTER.match(text, end)
    if letter and numeral.arabic:
        factor, end = factor * (1000 if letter["k"] else 10000), end + 1
    return replace(amount_from(numeral, pos, end, "percent", "%", factor), rule="percent-of")


def percent_at(text: str, pos: int, numeral: Numeral) -> Amount | None:
    end = numeral.end
    factor = 1.0
    letter = SCALE_LETTER.match(text, end)
    if letter and numeral.arabic:
        factor, end = 1000.0 if letter["k"] else 10000.0, end + 1
    match = PERCENT.match(text, end)
    if match:
        return replace(amount_from(numeral, pos, match.end(), "percent", "%", factor), rule="percent")
    match = _PERMILLE.match(text, end)
    if match:
        return replace(amount_from(numeral, pos, match.end(), "percent", "%", 0.1), rule="percent")
    match = _TENTHS.match(text, numeral.end)
    if match is None:
        return None
    discount = match["unit"] == "折"
    value = numeral.value
    if discount and numeral.positional is not None and 10 <= numeral.positional <= 99 and numeral.digits == 2:
        value = numeral.positional / 10  # 七五折
    if not 0 < value <= 10 or (discount and value == 10) or (numeral.mod and not numeral.low):
        return None
    if match["half"]:
        small = read(match["half"], 0) if match["half"] != "半" else None
        value += small.value / 10 if small else 0.5
    low, high = (numeral.low, numeral.high) if not discount else (None, None)
    return Amount(
        pos, match.end(), "percent", round(value * 10, 10), low and low * 10, high and high * 10,
        numeral.mod if low else None, "%", rule="tenths",
    )  # fmt: skip


def fraction_at(text: str, pos: int, numeral: Numeral) -> Amount | None:
    """三分之二, 十分之一."""
    match = _FRACTION.match(text, numeral.end)
    if match is None or numeral.integer is None or numeral.integer < 2:
        return None
    upper = read(text, match.end(), decimals=False)
    if upper is None or upper.integer is None:
        return None
    return Amount(pos, upper.end, "percent", round(100 * upper.value / numeral.value, 6), unit="%", rule="fraction")


_SLASHED = re.compile(r"/(?P<n>\d{1,2})(?=的|多数|以上|以下|左右|强|席)")


def slashed_fraction(text: str, pos: int, numeral: Numeral) -> Amount | None:
    """1/3的人, 2/3多数; 3/4 alone may be a day."""
    match = _SLASHED.match(text, numeral.end) if text.startswith("/", numeral.end) else None
    upper = numeral.integer
    if match is None or upper is None or not 0 < upper < int(match["n"]) or numeral.end - pos > 2:
        return None
    return Amount(pos, match.end(), "percent", round(100 * upper / int(match["n"]), 6), unit="%", rule="fraction")
