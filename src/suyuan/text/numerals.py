"""Numerals of Chinese and Arabic writing, read at a place of a folded text, with the bounds they print.

``read`` knows digits (1,234.5), Chinese numerals (一百二十, 二〇二四, 廿三, 壹仟), mixtures (3万5000, 1.2亿) and
inexact ones (数千, 几十, 十几, 70多, 三五): the value is what is printed, ``low`` and ``high`` what it can mean. Linear
in the length of the numeral.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

NumeralMod = Literal["MORE_THAN", "APPROX"]

DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇○", "一壹弌", "二贰两俩弍", "三叁参仨弎", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
SMALL_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE_UNITS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "兆": 10**12}
TWENTIES = {"廿": 20, "卅": 30, "卌": 40}

# The digits and units of cheques, which in prose are mostly other words when they stand alone.
_FINANCIAL = frozenset("壹贰叁参肆伍陆柒捌玖拾佰仟")
_AFTER_FINANCIAL = frozenset("元圆角分整")

_HAN = "".join(DIGITS) + "".join(SMALL_UNITS) + "".join(LARGE_UNITS) + "".join(TWENTIES)
#: Characters a numeral can begin with.
STARTERS = "0123456789" + _HAN + "数几半上成"

# An Arabic number, with thousands separators only where every group has three digits.
_ARABIC = r"\d{1,3}(?:[,，]\d{3}){1,8}(?!\d)(?:[.．]\d{1,12}(?!\d))?|\d{1,24}(?!\d)(?:[.．]\d{1,12}(?!\d))?"
_ABSURD = 1e24
_STARTS = frozenset(STARTERS)
_LONGEST = 24  # characters of a numeral that is read again when the whole makes no sense
_UNITS = "".join(SMALL_UNITS) + "".join(LARGE_UNITS)
_NUMERAL = re.compile(
    # 人数242人 counts 242; 数10人 is written for 数十人.
    rf"(?P<vague>几|(?<![人总户次件指])数(?!\d)|数(?=10{{1,4}}(?!\d))|上(?=[百千万亿])|成(?=[百千万亿]))?"
    rf"(?P<body>(?:{_ARABIC}|[{_HAN}])(?:{_ARABIC}|[{_HAN}]){{0,40}})?"
    rf"(?P<point>[点點](?=[{''.join(DIGITS)}\d])(?:[{''.join(DIGITS)}]+|\d+)(?![{''.join(SMALL_UNITS)}]|\d|分))?"
    rf"(?P<more>[多余馀]|几|来(?=[个名位家岁年天人次万亿]))?"
    rf"(?P<tail>[{''.join(LARGE_UNITS)}]{{1,3}})?"
)
_RUN = re.compile(rf"[{_HAN}\d]+")
_TOKEN = re.compile(rf"{_ARABIC}|[{_HAN}]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """``[start, end)`` of a numeral. ``digits``: how many digits were printed where it is written digit by digit
    (2024, 二〇二四, 08), else 0. ``positional`` is the digit-by-digit reading of 三五 (35), whose value is 3 to 5."""

    start: int
    end: int
    value: float
    low: float | None = None
    high: float | None = None
    mod: NumeralMod | None = None
    digits: int = 0
    positional: int | None = None
    arabic: bool = False

    @property
    def exact(self) -> bool:
        return self.mod is None and self.low is None

    @property
    def integer(self) -> int | None:
        """The value where it is an exact whole number."""
        return int(self.value) if self.exact and self.value == int(self.value) else None


@lru_cache(maxsize=128)  # the grammars ask for the numeral at a place several times in a row
def read(text: str, pos: int, decimals: bool = True, stop: int | None = None) -> Numeral | None:
    """The longest numeral that starts at ``pos`` of a folded text and ends by ``stop``.

    ``decimals=False`` reads 三点五 as 三 alone.
    """
    if pos >= len(text) or text[pos] not in _STARTS:
        return None
    match = _NUMERAL.match(text, pos, len(text) if stop is None else stop)
    if match is None or match.end() == pos or not (match["vague"] or match["body"]):
        return None
    vague, body, point, more, tail = match.group("vague", "body", "point", "more", "tail")
    if not body:
        return _vague_alone(match)
    end = match.end()
    if body in _FINANCIAL and not (vague or more or tail) and text[end : end + 1] not in _AFTER_FINANCIAL:
        return None  # 登陆站, 伍先生: a financial digit counts beside others of its kind or before money
    if not decimals and point:
        point, more, tail, end = None, None, None, match.end("body")
    if tail and not more and not point:  # only reached when the body already took its units
        end = match.end("body")
        tail = None
    evaluated = _evaluate(body)
    if evaluated is None:
        return _shorter(text, pos, decimals, pos + len(vague or ""), body)
    value, step, shape = evaluated
    if not value < _ABSURD:
        return None
    if point:
        value += _fraction(point[1:])
        step = 0
    scale = 1.0
    for unit in tail or "":
        scale *= LARGE_UNITS[unit]
    low = high = None
    mod: NumeralMod | None = None
    if vague in ("数", "几"):
        # 数千 is 1,000 to 9,999; 几十万 100,000 to 999,999.
        low, mod = value * scale, "APPROX"
        high = max(low, value * scale * 10 - 1)
    elif vague:
        low, mod = value * scale, "MORE_THAN"  # 上百: at least
    elif more == "来":
        mod = "APPROX"
    elif more:
        low, high, mod = value * scale + 1, (value + step) * scale - 1, "MORE_THAN"
        if step * scale <= 1:
            low, high = value * scale, (value + max(step, 1)) * scale
    elif shape.pair:
        low, high, mod = shape.pair[0] * scale, shape.pair[1] * scale, "APPROX"
        value = shape.pair[0]
    return Numeral(
        pos,
        end,
        round(value * scale, 6),
        low,
        high,
        mod,
        0 if vague or more or tail or point else shape.digits,
        shape.positional,
        body[0] in "0123456789",
    )


def skip(text: str, pos: int) -> int:
    """Where to go on after the numeral character at ``pos`` began nothing: behind its numeral, or behind the whole
    run where that is too long to be a numeral (so that hostile runs cost linear time)."""
    run = _RUN.match(text, pos)
    if run is not None and run.end() - pos > _LONGEST:
        return run.end()
    numeral = read(text, pos)
    return max(pos + 1, numeral.end if numeral else 0)


def _shorter(text: str, pos: int, decimals: bool, begin: int, body: str) -> Numeral | None:
    """The longest beginning of ``body`` that is one numeral: 七十 of 七十百."""
    for length in range(min(len(body), _LONGEST) - 1, 0, -1):
        if _evaluate(body[:length]) is not None:
            return read(text, pos, decimals, begin + length)
    return None


def _vague_alone(match: re.Match[str]) -> Numeral | None:
    """几 before a classifier (几个): two to nine. 数 alone needs one too; the caller sees to it."""
    if match["vague"] in ("数", "几") and not match["point"] and not match["more"]:
        start = match.start()
        scale = 1
        for unit in match["tail"] or "":
            scale *= LARGE_UNITS[unit]
        low, high = (2, 9) if scale == 1 else (scale, scale * 10 - 1)
        return Numeral(start, match.end(), low, low, high, "APPROX")
    return None


@dataclass(frozen=True, slots=True)
class _Shape:
    digits: int = 0
    positional: int | None = None
    pair: tuple[float, float] | None = None


def _fraction(digits: str) -> float:
    plain = "".join(str(DIGITS.get(char, char)) for char in digits)
    return float("0." + plain) if plain.isascii() and plain.isdigit() else 0.0


def _evaluate(body: str) -> tuple[float, float, _Shape] | None:
    """(value, step of its last place, shape). None where the characters do not make one numeral."""
    tokens = _TOKEN.findall(body)
    if len(tokens) > 1 and tokens[-1] == "两":
        return None  # 三十两: the last 两 is the weight, for 两 never ends a number
    if len(tokens) == 1 and tokens[0][0].isdigit():
        return _arabic(tokens[0])
    if all(token in DIGITS for token in tokens):
        return _digit_by_digit(tokens)
    total = section = 0.0
    number: float | None = None
    pair: tuple[float, float] | None = None
    unit = step = 1.0
    zero = arabic = False
    for token in tokens:
        if token in DIGITS or token[0].isdigit() or token in TWENTIES:
            digit = DIGITS.get(token)
            value = (
                float(TWENTIES.get(token, 0))
                if digit is None and not token[0].isdigit()
                else (float(digit) if digit is not None else _plain(token))
            )
            if number is not None and (token[0].isdigit() or arabic):
                return None  # 5000一张: the numeral ends before 一
            if number is not None:
                if token in TWENTIES or not _adjacent(number, value):
                    if not (zero or number == 0) and number < 20:
                        return None
                    number += value
                else:  # 七八百: seven to eight hundred
                    pair = (number, value)
                continue
            zero = zero or value == 0
            number, arabic = value, token[0].isdigit()
            step = _place(token) if token[0].isdigit() else 1.0
            continue
        if token in SMALL_UNITS:
            size = SMALL_UNITS[token]
            if number is None and section and size >= unit:
                return None  # 七十百: no numeral goes up again
            section += (1.0 if number is None else number) * size
            if pair:
                pair = (pair[0] * size, pair[1] * size)
            step = unit = float(size)
        else:
            size = LARGE_UNITS[token]
            inner = section + (number or 0.0)
            if inner == 0 and total == 0:
                inner = 1.0
            if inner == 0:
                total *= size
            elif total and total < size:  # 3万5000亿: the larger unit takes all before it
                total = (total + inner) * size
            else:
                total += inner * size
            if pair:
                pair = (pair[0] * size, pair[1] * size)
            section, step, unit = 0.0, float(size) * (step if step >= 1 and inner >= 10 else 1.0), float(size)
        number, zero = None, False
    if number is not None:
        if pair and pair[0] == number:
            pair = (total + section + pair[0], total + section + pair[1])
        elif unit > 10 and not zero and number < 10 and tokens[-1] in DIGITS and tokens[-2] in _UNITS:
            number *= unit / 10  # 一万二 is 12,000
            step = unit / 10
        else:
            step = 1.0 if tokens[-1] in DIGITS else step
        section += number
    return total + section, step, _Shape(pair=pair)


def _adjacent(first: float, second: float) -> bool:
    """两三, 七八, and 三五: neighbours that make a rough count."""
    return 0 < first < 10 and (second == first + 1 or (first, second) == (3, 5))


def _plain(token: str) -> float:
    return float(token.replace(",", "").replace("，", "").replace("．", "."))


def _place(token: str) -> float:
    """The value of the last non-zero place of an Arabic numeral: 1900 → 100, 25 → 1, 1.5 → 0."""
    if "." in token or "．" in token:
        return 0.0
    plain = token.replace(",", "").replace("，", "")
    stripped = plain.rstrip("0")
    return 10.0 ** min(len(plain) - len(stripped), 15) if stripped else 1.0


def _arabic(token: str) -> tuple[float, float, _Shape] | None:
    if len(token) > 40:
        return None  # no count is written so; a serial number
    whole = token.isdigit()
    return _plain(token), _place(token), _Shape(len(token) if whole else 0, int(token) if whole else None)


def _digit_by_digit(tokens: list[str]) -> tuple[float, float, _Shape] | None:
    if len(tokens) > 20:
        return None
    positional = int("".join(str(DIGITS[token]) for token in tokens))
    if len(tokens) == 1:
        return float(positional), 1.0, _Shape(1, positional)
    first, second = DIGITS[tokens[0]], DIGITS[tokens[1]]
    if len(tokens) == 2 and _adjacent(first, second):
        return float(first), 1.0, _Shape(2, positional, (float(first), float(second)))
    return float(positional), 1.0, _Shape(len(tokens), positional)
