"""What each English rule makes of its match; the patterns are in ``english``."""

from __future__ import annotations

import re

from suyuan.annotate.times.durations import Duration
from suyuan.annotate.times.lexicon import Fields, english_words
from suyuan.annotate.times.raw import Raw
from suyuan.model import TimeMod

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_DAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
_UNITS = {"second": "秒", "minute": "分", "hour": "小时", "day": "天", "week": "周", "month": "月", "quarter": "季度",
          "year": "年", "decade": "年", "century": "世纪", "centurie": "世纪"}  # fmt: skip
_SECONDS = {"秒": 1, "分": 60, "小时": 3600, "天": 86400, "周": 604800}
_MONTHS_OF = {"月": 1, "季度": 3, "年": 12, "世纪": 1200}
_ISO = {"秒": "S", "分": "M", "小时": "H", "天": "D", "周": "W", "月": "M", "年": "Y"}
_SMALL = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty".split())}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "EV"}


def _raw(match: re.Match[str], fields: Fields, level: str, mod: TimeMod | None = None, **more: object) -> Raw:
    raw = Raw(match.start(), match.end(), "date", fields, level, mod)
    for name, value in more.items():
        setattr(raw, name, value)
    return raw


def _month_of(match: re.Match[str]) -> int:
    return _MONTHS[match["month"][:3].lower()]


def _edge(match: re.Match[str]) -> TimeMod | None:
    edge = match.groupdict().get("edge") or ""
    if edge in ("early", "the beginning of", "the start of"):
        return "START"
    return "END" if edge in ("late", "the end of") else "MID" if edge else None


def _number(text: str) -> float | None:
    text = text.lower()
    if text[0].isdigit():
        return float(text)
    if text in ("a", "an", "one"):
        return 1.0
    if text.startswith("half"):
        return 0.5
    tens, _, ones = text.partition("-")
    if tens in _TENS and (not ones or ones in _SMALL):
        return float(_TENS[tens] + _SMALL.get(ones, 0))
    return float(_SMALL[text]) if text in _SMALL else None


def full_date_from(match: re.Match[str]) -> Raw:
    """Nov. 8, 2016; November 1-2; 4 July 2020; Tuesday, Nov. 8."""
    groups = match.groupdict()
    fields: Fields = {"month": _month_of(match), "day": int(groups["day"])}
    if groups.get("year"):
        fields["year"] = int(groups["year"])
    raw = _raw(match, fields, "day", _edge(match))
    if groups.get("until"):
        raw.kind, raw.until = "range", {**fields, "day": int(groups["until"])}
    if groups.get("part"):
        raw.fields["daypart"] = _PARTS[groups["part"]]
        raw.level = "daypart"
    return raw


def month_year_from(match: re.Match[str]) -> Raw:
    return _raw(match, {"month": _month_of(match), "year": int(match["year"])}, "month", _edge(match))


def month_alone_from(match: re.Match[str]) -> Raw | None:
    """In March, last August, since May, late October: a month with something that makes it one."""
    fields: Fields = {"month": _month_of(match)}
    begin = match.start("month")
    which = (match["which"] or "").lower()
    if match["edge"]:
        begin = match.start("edge")
    if which in ("last", "next", "this"):
        begin = match.start("which")
        fields[which] = 1
    elif not match["lead"] and not match["edge"] and match["month"] in ("May", "March", "August", "Mar.", "Jan", "Dec"):
        return None
    raw = _raw(match, fields, "month", _edge(match))
    raw.start = begin
    return raw


def numeric_from(match: re.Match[str]) -> Raw | None:
    if match["iso"]:
        year, month, day = (int(match[name]) for name in ("y", "m", "d"))
        return _raw(match, {"year": year, "month": month, "day": day}, "day")
    first, second = int(match["a"]), int(match["b"])
    if not (1 <= first <= 31 and 1 <= second <= 31) or (first > 12 and second > 12):
        return None
    month, day = (second, first) if first > 12 else (first, second)
    return _raw(match, {"year": int(match["y2"]), "month": month, "day": day}, "day")


def weekday_from(match: re.Match[str]) -> Raw:
    fields: Fields = {"weekday": _DAYS[match["weekday"][:3].lower()]}
    which = (match["which"] or "").lower()
    if which in ("last", "next"):
        fields[which] = 1
    elif which == "this":
        fields["week_offset"] = 0
    if match["part"]:
        return _raw(match, {**fields, "daypart": _PARTS[match["part"]]}, "daypart")
    return _raw(match, fields, "weekday")


def word_from(match: re.Match[str]) -> Raw | None:
    fields = english_words().get(match.group().lower())
    if fields is None or (match.group().isupper() and len(match.group()) > 1):
        return None  # a name in capitals
    if match.group()[0].isupper() and _AFTER_NAME.search(match.string, max(0, match.start() - 20), match.start()):
        return None  # Harbour Today, a station
    return _raw(match, dict(fields), "daypart" if "daypart" in fields else "holiday" if "holiday" in fields else "day")


_AFTER_NAME = re.compile(r"[A-Z][A-Za-z]* $")


def relative_from(match: re.Match[str]) -> Raw | None:
    """This week, last month, next year, earlier this month, the end of the year."""
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
    offset = step[match["which"].lower()]
    unit = match["unit"].lower()
    which = match["which"].lower()
    if (which == "past" or (which == "last" and match["the"])) and unit in (
        "week",
        "month",
        "year",
        "decade",
        "century",
    ):
        return _past(match, unit)
    mod = _edge(match)
    if (match["part"] or "").lower() == "earlier":
        mod = "START"
    elif (match["part"] or "").lower() == "later":
        mod = "END"
    keys = {"week": "week_offset", "month": "month_offset", "year": "year_offset", "quarter": "quarter_offset",
            "century": "century_offset"}  # fmt: skip
    if unit == "weekend":
        return _raw(match, {"week_offset": offset, "weekend": 1}, "week", mod)
    if unit == "decade":
        return _raw(match, {"decade_offset": offset}, "decade", mod)
    if unit in _SEASONS:
        season: Fields = {"season": _SEASONS[unit]}
        return _raw(match, season if which == "past" else {**season, "year_offset": offset}, "season", mod)
    return _raw(match, {keys[unit]: offset}, unit, mod)


def _past(match: re.Match[str], unit: str) -> Raw:
    """The past year: the twelve months that end today, not the last calendar year."""
    name = "世纪" if unit == "century" else "年" if unit == "decade" else _UNITS[unit]
    amount = 10.0 if unit == "decade" else 1.0
    months, seconds = amount * _MONTHS_OF.get(name, 0), amount * _SECONDS.get(name, 0)
    start = match.end("the") if match["the"] else match.start()
    duration = Duration(start, match.end(), _iso(amount, name), months, seconds, name, None, "past")
    return Raw(start, match.end(), "duration", duration=duration)


def year_from(match: re.Match[str]) -> Raw:
    raw = _raw(match, {"year": int(match["year"])}, "year", _edge(match))
    if match.groupdict().get("until"):
        until = match["until"]
        raw.kind, raw.until = "range", {"year": int(until) if len(until) == 4 else int(match["year"][:2] + until)}
    raw.start = match.start("edge") if match.groupdict().get("edge") else match.start("year")
    return raw


def decade_from(match: re.Match[str]) -> Raw:
    raw = _raw(match, {"decade": int(match["decade"])}, "decade", _edge(match))
    raw.start = match.start("edge") if match["edge"] else match.start("decade")
    return raw


def century_from(match: re.Match[str]) -> Raw:
    names = {"nineteenth": 19, "twentieth": 20, "twenty-first": 21, "eighteenth": 18, "seventeenth": 17}
    number = int(match["n"]) if match["n"] else names[match["name"].lower()]
    raw = _raw(match, {"century": number}, "century", _edge(match))
    raw.start = match.start("edge") if match["edge"] else match.start("n" if match["n"] else "name")
    return raw


def quarter_from(match: re.Match[str]) -> Raw:
    number = int(match["q"]) if match["q"] else _ORDINALS[match["nth"].lower()]
    fields: Fields = {"quarter": number}
    if match["year"]:
        fields["year"] = int(match["year"])
    return _raw(match, fields, "quarter")


def half_from(match: re.Match[str]) -> Raw:
    """The first half of 2025, the second half of the year, H1 2025."""
    groups = match.groupdict()
    number = groups.get("h") or groups.get("h2") or ("1" if (groups.get("nth") or "").lower() == "first" else "2")
    fields: Fields = {"half": int(number)}
    if groups.get("year"):
        fields["year"] = int(match["year"])
    else:
        fields["year_offset"] = {"last": -1, "next": 1}.get((groups.get("which") or "").lower(), 0)
    return _raw(match, fields, "half")


def week_of_from(match: re.Match[str]) -> Raw:
    """The week of May 18: the week that day lies in."""
    fields: Fields = {"month": _month_of(match), "day": int(match["day"]), "whole_week": 1}
    if match["year"]:
        fields["year"] = int(match["year"])
    return _raw(match, fields, "week")


def fiscal_from(match: re.Match[str]) -> Raw:
    year = match["year"]
    return _raw(match, {"year": int(year) if len(year) == 4 else 2000 + int(year), "fiscal": "美国"}, "year")


def season_from(match: re.Match[str]) -> Raw:
    fields: Fields = {"season": _SEASONS[match["season"].lower()]}
    if match["year"]:
        fields["year"] = int(match["year"])
    raw = _raw(match, fields, "season", _edge(match))
    raw.start = match.start("edge") if match["edge"] else match.start("season")
    return raw


def clock_from(match: re.Match[str]) -> Raw:
    fields: Fields = {"hour": int(match["hour"]), "ampm": match["ap"].lower()}
    if match["minute"]:
        fields["minute"] = int(match["minute"])
    return _raw(match, fields, "clock")


def named_hour_from(match: re.Match[str]) -> Raw:
    hour = 12 if match["word"].lower() == "noon" else 0
    raw = _raw(match, {"hour": hour, "minute": 0}, "clock")
    raw.start = match.start("word")
    return raw


def duration_from(match: re.Match[str]) -> Raw | None:
    """Six months, two years ago, the past three weeks, within 60 days, a two-year deal."""
    groups = match.groupdict()
    number = _number(groups["number"])
    vague = number is None
    unit = _UNITS[groups["unit"].lower().rstrip("s")] if groups["unit"].lower() != "centur" else "世纪"
    amount = 2.0 if number is None else number
    if groups["unit"].lower() == "decade":
        amount *= 10
    if groups.get("half") or groups.get("half2"):
        amount += 0.5
    lead, start = (groups.get("lead") or "").lower(), match.start()
    if groups["unit"].lower() == "quarter" and _SHARE.search(match.string, match.start("number"), match.end() + 3):
        return None
    if lead == "last" and _TO_LAST.search(match.string, max(0, start - 8), start):
        lead, start = "", match.start("number")
    direction, mod = _direction(lead, (groups.get("tail") or "").lower())
    if groups["number"].lower() in ("a", "an") and direction is None and mod is None:
        return None  # a year, a day: mostly no measure of time
    value = _iso(amount, unit)
    months = amount * _MONTHS_OF.get(unit, 0)
    seconds = amount * _SECONDS.get(unit, 0)
    if months > 24000 or seconds > 6e10:
        return None
    duration = Duration(start, match.end(), value, months, seconds, unit, mod, direction, vague)
    return Raw(start, match.end(), "duration", duration=duration, mod=mod)


#: The strike could last 48 hours: a verb, not the past 48 hours.
_TO_LAST = re.compile(r"\b(?:could|will|would|may|might|can|to|must|should|not|'ll|'d)\s$", re.I)
#: Three-quarters and a quarter of the town are shares, three quarters in a row a time.
_SHARE = re.compile(r"-quarters?|\bquarters? of", re.I)
_LEADS = re.compile(r"(?P<past>past|last|previous)|(?P<coming>next|coming|within)", re.I)
_BOUNDS = re.compile(
    r"(?P<MORE_THAN>more than|over)|(?P<LESS_THAN>less than|fewer than|under|nearly|almost)|(?P<EQUAL_OR_MORE>at least)"
    r"|(?P<EQUAL_OR_LESS>up to|at most)|(?P<APPROX>about|around|roughly|approximately|some)",
    re.I,
)


def _direction(lead: str, tail: str) -> tuple[str | None, TimeMod | None]:
    way = _LEADS.search(lead)
    bound = _BOUNDS.search(lead) if way is None else None  # "over the past year" bounds nothing
    mod: TimeMod | None = bound.lastgroup if bound else None  # type: ignore[assignment]
    if tail == "ago":
        return "ago", mod
    if tail in ("from now", "hence"):
        return "later", mod
    return (way.lastgroup if way else None), mod


def _iso(amount: float, unit: str) -> str:
    if unit == "世纪":
        amount, unit = amount * 100, "年"
    if unit == "季度":
        amount, unit = amount * 3, "月"
    if amount != int(amount) and unit == "年":
        years, months = int(amount), round((amount - int(amount)) * 12)
        return f"P{years}Y{months}M" if years else f"P{months}M"
    return ("PT" if unit in ("秒", "分", "小时") else "P") + f"{amount:.10g}" + _ISO[unit]


def every_from(match: re.Match[str]) -> Raw:
    periods = {"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y", "hour": "PT1H", "quarter": "P3M",
               "weekend": "P1W", "morning": "P1D", "night": "P1D"}  # fmt: skip
    unit = match["unit"].lower()
    return Raw(match.start(), match.end(), "set", reference=periods.get(unit, "P1W"))


def vague_from(match: re.Match[str]) -> Raw:
    word = match.group().lower()
    reference = "PRESENT_REF" if word in ("now", "currently", "nowadays", "at present") else "PAST_REF"
    if word in ("soon", "in the future", "in the near future"):
        reference = "FUTURE_REF"
    return Raw(match.start(), match.end(), "vague", reference=reference)
