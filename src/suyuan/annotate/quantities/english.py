"""English amounts: $2.2 million, 3.5 billion yen, 12 percent, more than 300 people."""

from __future__ import annotations

import re

from suyuan.model import Quantity, QuantityKind, QuantityMod, Span

_SCALES = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9,
    "m": 1e6,
    "k": 1e3,
    "tn": 1e12,
    "dozen": 12.0,
    "hundred": 100.0,
}
_SIGNS = {"US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "$": "USD", "€": "EUR",
          "£": "GBP", "¥": "JPY", "₩": "KRW"}  # fmt: skip
_CURRENCIES = {"dollar": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "pound": "GBP", "won": "KRW",
               "rouble": "RUB", "ruble": "RUB", "rupee": "INR", "peso": "PHP", "baht": "THB", "ringgit": "MYR",
               "renminbi": "CNY", "franc": "CHF"}  # fmt: skip
_MEASURES = {"kilometers": "km", "kilometres": "km", "km": "km", "miles": "mi", "meters": "m", "metres": "m",
             "feet": "ft", "tons": "t", "tonnes": "t", "kilograms": "kg", "acres": "acre", "hectares": "ha",
             "barrels": "bbl", "megawatts": "MW", "gigawatts": "GW", "degrees": "°", "nanometers": "nm",
             "knots": "kn", "nautical miles": "nmi", "square metres": "m²", "square meters": "m²",
             "square kilometres": "km²", "square kilometers": "km²", "square miles": "mi²", "square feet": "ft²",
             "cubic metres": "m³", "cubic meters": "m³", "degrees Celsius": "°C", "degrees Fahrenheit": "°F",
             "basis points": "bp", "basis point": "bp"}  # fmt: skip
_SMALL = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty".split())}  # fmt: skip
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

_NUMBER = r"\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?(?![\d,]\d)|\d{1,15}(?:\.\d{1,9})?(?!\d|,\d{3})"
_WORD = (
    rf"(?:{'|'.join(_TENS)}|twenty)-(?:one|two|three|four|five|six|seven|eight|nine)|"
    + "|".join(sorted([*_SMALL, *_TENS], key=len, reverse=True))
    + r"|(?:half an?|an?|several)(?=[ -](?:dozen|hundred|thousand|million|billion|trillion)\b)"
)
_NOUN = r"people|men|women|children|members|[a-z]{3,14}(?:s|es|ies)"
_AMOUNT = re.compile(
    rf"(?P<sign>US\$|HK\$|NT\$|[ACS]\$|[$€£¥₩])\s?(?P<signed>{_NUMBER})"
    r"(?:[ -]?(?P<signscale>thousand|million|billion|trillion|bn|tn|m|k)\b)?"
    rf"|(?<![\w$€£¥.,/:-])(?P<number>{_NUMBER}|(?i:{_WORD})\b)"
    r"(?:[ -](?P<scale>thousand|million|billion|trillion|hundred|dozen)\b)?"
    rf"(?:\s?(?P<percent>%(?![0-9A-Fa-f]{{2}})|percent\b|per cent\b|percentage points?\b)"
    rf"|[ -](?P<currency>{'|'.join(_CURRENCIES)})s?\b"
    rf"|\s(?P<measure>{'|'.join(sorted(_MEASURES, key=len, reverse=True))})\b"
    rf"|\s(?:(?P<adjective>[a-z]{{3,12}})\s)?(?P<noun>{_NOUN})\b)"
)
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
#: two-thirds, a third of; one in five people, 1 in 10.
_DIGIT = "two|three|four|five|six|seven|eight|nine"
_SHARE = re.compile(
    rf"(?<![\w-])(?i:(?P<n>{_DIGIT})-(?P<of>thirds|quarters|fifths|sixths|sevenths|eighths|ninths|tenths)"
    r"|(?P<n2>an?|one|two|three|four)[ -](?P<of2>third|quarter|fifth|tenth)s?(?=\sof\b))(?!\w)"
    rf"|(?<![\w-])(?i:(?P<m>one|{_DIGIT})\s(?:in|out of)\s(?P<all>three|four|five|six|seven|eight|nine|ten|twenty)"
    r"|(?P<m2>[1-9])\s(?:in|out of)\s(?P<all2>[1-9]\d{0,2}))"
    r"(?!\w|\s(?:years?|months?|weeks?|days?|hours?|minutes?|decades?)\b|[:.]\d|%)"
)
_MANY = re.compile(
    r"(?<![\w-])(?i:(?P<many>tens of thousands|hundreds of thousands|dozens|scores|hundreds|thousands|millions"
    rf"|billions))\sof\s(?:(?P<adjective>[a-z]{{3,12}})\s)?(?P<noun>{_NOUN})\b"
)
#: He gained about 30 pounds: weight and not money.
_WEIGHING = re.compile(r"\b(?:gain|lost|lose|losing|weigh|shed)[a-z]*\s(?:(?:about|some|nearly|over)\s)?$")
_SHARE_WORDS = (" of ", " in ", "-thirds", "-quarters", "-fifths", "hs ")
_MANY_FROM = {"dozens": 12.0, "scores": 20.0, "hundreds": 100.0, "thousands": 1e3, "tens of thousands": 1e4,
              "hundreds of thousands": 1e5, "millions": 1e6, "billions": 1e9}  # fmt: skip
_BOUND = re.compile(
    r"(?:(?P<MORE_THAN>more than|over|at least|exceeding|no fewer than|above)"
    r"|(?P<LESS_THAN>less than|fewer than|under|below|up to|at most)"
    r"|(?P<APPROX>about|around|roughly|approximately|some|nearly|almost|close to))\s(?:the\s)?$",
    re.I,
)
#: Words in -s that a number does not count, and units of time, which are the times' business.
_NOT_COUNTED = frozenset(
    "thousands millions billions years months weeks days hours minutes seconds decades centuries times was has does"
    " this his its is as percents quarters plus versus towards across less unless perhaps always".split()
)

#: Words between a number and a noun that belong to neither: 5 in games, two and others.
_NO_ADJECTIVE = frozenset(
    "the and for from with than that which who whose per after before since until into over under about between among"
    " are was were has had have will would can could did does not but out off its his her their our this these those"
    " one two three four five six seven eight nine ten hundred thousand million billion percent times points".split()
)


def find_english(text: str, taken: list[Span]) -> list[Quantity]:
    """Amounts of a text outside the sorted spans ``taken``, in order."""
    found = [made for match in _AMOUNT.finditer(text) if (made := _quantity(text, match)) is not None]
    if any(word in text for word in _SHARE_WORDS):  # a Chinese page with a few Latin names skips two searches
        found += [_share(text, match) for match in _SHARE.finditer(text)]
        found += [made for match in _MANY.finditer(text) if (made := _many(match)) is not None]
    found.sort(key=lambda item: (item.start, -item.end))
    out: list[Quantity] = []
    nth = 0
    for item in found:
        while nth < len(taken) and taken[nth][1] <= item.start:
            nth += 1
        if (nth < len(taken) and taken[nth][0] < item.end) or (out and item.start < out[-1].end):
            continue
        out.append(item)
    return out


def _share(text: str, match: re.Match[str]) -> Quantity:
    """Two-thirds and one in five, as percentages."""
    part = (match["of"] or match["of2"] or "").lower().rstrip("s")
    upper = _value(match["n"] or match["n2"] or match["m"] or match["m2"])
    lower = float(_PARTS[part]) if part else _value(match["all"] or match["all2"])
    mod, _, _ = _bound(text, match.start(), 0.0)
    return Quantity(
        match.start(), match.end(), "percent", round(100 * upper / lower, 6), None, None, mod, "%", rule="english"
    )


def _no_noun(word: str) -> bool:
    """Whether a word in -s is nothing one counts: previous, serious, times, thousands."""
    return word in _NOT_COUNTED or word.endswith(("ous", "ness", "less"))


def _many(match: re.Match[str]) -> Quantity | None:
    """Thousands of people: 1,000 to 9,999."""
    if _no_noun(match["noun"]) or (match["adjective"] or "") in _NO_ADJECTIVE:
        return None
    low = _MANY_FROM[match["many"].lower()]
    high = 99.0 if low < 100 else low * 10 - 1
    return Quantity(match.start(), match.end(), "count", low, low, high, "APPROX", None, match["noun"], rule="english")


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
        if unit == "GBP" and _WEIGHING.search(text, max(0, match.start() - 22), match.start()):
            kind, unit = "measure", "lb"
    elif match["measure"]:
        kind, unit = "measure", _MEASURES[match["measure"]]
    else:
        if _no_noun(match["noun"]) or match["number"].lower() == "one":
            return None
        if (match["adjective"] or "") in _NO_ADJECTIVE or match["adjective"] in _NOT_COUNTED:
            return None
        if 1900 <= value <= 2100 and match["number"].isdigit():
            return None  # 2016 campaigns
        kind, unit, of = "count", None, match["noun"]
    mod, low, high = _bound(text, match.start(), value)
    return Quantity(match.start(), match.end(), kind, value, low, high, mod, unit, of, rule="english")


def _bound(text: str, start: int, value: float) -> tuple[QuantityMod | None, float | None, float | None]:
    bound = _BOUND.search(text, max(0, start - 18), start)
    mod: QuantityMod | None = bound.lastgroup if bound else None  # type: ignore[assignment]
    return mod, value if mod == "MORE_THAN" else None, value if mod == "LESS_THAN" else None


def _value(printed: str) -> float:
    word = printed.lower()
    if word in ("a", "an") or word.startswith("half "):
        return 0.5 if word[0] == "h" else 1.0
    if word == "several":
        return 3.0
    tens, _, ones = word.partition("-")
    if ones:
        return float(_TENS.get(tens, 20) + _SMALL[ones])
    if word in _SMALL or word in _TENS:
        return float(_SMALL.get(word, _TENS.get(word, 0)))
    return float(printed.replace(",", ""))


def _scale(word: str | None) -> float:
    return _SCALES.get(word or "", 1.0)
