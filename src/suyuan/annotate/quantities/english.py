"""English amounts: $2.2 million, 3.5 billion yen, 12 percent, more than 300 people."""

from __future__ import annotations

import re

from suyuan.model import Quantity, QuantityKind, QuantityMod, Span

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "m": 1e6, "k": 1e3}
_SIGNS = {"US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "$": "USD", "€": "EUR",
          "£": "GBP", "¥": "JPY", "₩": "KRW"}  # fmt: skip
_CURRENCIES = {"dollar": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "pound": "GBP", "won": "KRW",
               "rouble": "RUB", "ruble": "RUB", "rupee": "INR", "peso": "PHP", "baht": "THB", "ringgit": "MYR",
               "renminbi": "CNY", "franc": "CHF"}  # fmt: skip
_MEASURES = {"kilometers": "km", "kilometres": "km", "km": "km", "miles": "mi", "meters": "m", "metres": "m",
             "feet": "ft", "tons": "t", "tonnes": "t", "kilograms": "kg", "acres": "acre", "hectares": "ha",
             "barrels": "bbl", "megawatts": "MW", "degrees": "°", "nanometers": "nm"}  # fmt: skip
_SMALL = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty".split())}  # fmt: skip
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

_NUMBER = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?(?![\d,]\d)|\d{1,15}(?:\.\d{1,9})?(?!\d|,\d{3})"
_WORD = "|".join(sorted([*_SMALL, *_TENS], key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<sign>US\$|HK\$|NT\$|[ACS]\$|[$€£¥₩])\s?(?P<signed>{_NUMBER})"
    r"(?:[ -]?(?P<signscale>thousand|million|billion|trillion|bn|m|k)\b)?"
    rf"|(?<![\w$€£¥.,/:-])(?P<number>{_NUMBER}|(?i:{_WORD})\b)"
    r"(?:[ -](?P<scale>thousand|million|billion|trillion|hundred)\b)?"
    rf"(?:\s?(?P<percent>%(?![0-9A-Fa-f]{{2}})|percent\b|per cent\b|percentage points?\b)"
    rf"|[ -](?P<currency>{'|'.join(_CURRENCIES)})s?\b"
    rf"|\s(?P<measure>{'|'.join(_MEASURES)})\b"
    rf"|\s(?P<noun>people|men|women|children|members|[a-z]{{3,14}}(?:s|es|ies))\b)"
)
_BOUND = re.compile(
    r"(?:(?P<MORE_THAN>more than|over|at least|exceeding|no fewer than|above)"
    r"|(?P<LESS_THAN>less than|fewer than|under|below|up to|at most)"
    r"|(?P<APPROX>about|around|roughly|approximately|some|nearly|almost|close to))\s(?:the\s)?$",
    re.I,
)
#: Words in -s that a number does not count, and units of time, which are the times' business.
_NOT_COUNTED = frozenset(
    "years months weeks days hours minutes seconds decades centuries times was has does this his its is as percents"
    " quarters plus versus towards across less unless perhaps always".split()
)


def find_english(text: str, taken: list[Span]) -> list[Quantity]:
    """Amounts of a text outside the sorted spans ``taken``, in order."""
    out: list[Quantity] = []
    nth = 0
    for match in _AMOUNT.finditer(text):
        while nth < len(taken) and taken[nth][1] <= match.start():
            nth += 1
        if nth < len(taken) and taken[nth][0] < match.end():
            continue
        found = _quantity(text, match)
        if found is not None:
            out.append(found)
    return out


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    kind: QuantityKind
    value = _value(match["signed"] or match["number"]) * _scale(match["signscale"] or match["scale"])
    of: str | None = None
    following = text[match.end() : match.end() + 1]
    if "\u4e00" <= following <= "\u9fff" or following in ("%", "％"):
        return None  # $20亿 and its like are the other grammar's
    if match["sign"]:
        kind, unit = "money", _SIGNS[match["sign"]]
    elif match["percent"]:
        kind, unit = "percent", "%"
    elif match["currency"]:
        kind, unit = "money", _CURRENCIES[match["currency"]]
    elif match["measure"]:
        kind, unit = "measure", _MEASURES[match["measure"]]
    else:
        if match["noun"] in _NOT_COUNTED or match["number"].lower() == "one":
            return None
        if 1900 <= value <= 2100 and match["number"].isdigit():
            return None  # 2016 campaigns
        kind, unit, of = "count", None, match["noun"]
    bound = _BOUND.search(text, max(0, match.start() - 18), match.start())
    mod: QuantityMod | None = bound.lastgroup if bound else None  # type: ignore[assignment]
    low = value if mod == "MORE_THAN" else None
    high = value if mod == "LESS_THAN" else None
    return Quantity(match.start(), match.end(), kind, value, low, high, mod, unit, of, rule="english")


def _value(printed: str) -> float:
    word = printed.lower()
    if word in _SMALL or word in _TENS:
        return float(_SMALL.get(word, _TENS.get(word, 0)))
    return float(printed.replace(",", ""))


def _scale(word: str | None) -> float:
    return 100.0 if word == "hundred" else _SCALES.get(word or "", 1.0)
