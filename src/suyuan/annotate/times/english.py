"""The English grammar: a list of rules over the printed text, resolved by the same calendar as the Chinese one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from suyuan.annotate.times.durations import Duration
from suyuan.annotate.times.grammar import Raw
from suyuan.annotate.times.lexicon import Fields, english_words
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

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
_DAY = r"(?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)?(?!\d|[.,]\d|%|:\d)"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d)"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
_PART = r"(?:[ -](?P<part>morning|afternoon|evening|night)s?(?![a-z]))?"
_NUMBER = (
    r"(?P<number>\d{1,4}(?:\.\d)?|an?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]{3,5})?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|half an?|several|a few|a couple(?: of)?|(?P<manyword>dozens of|hundreds of))"
)
_UNIT = r"(?P<unit>second|minute|hour|day|week|month|quarter|year|decade|centur)(?:ies|y|s)?(?![a-z])"
_EDGE = r"(?:(?P<edge>early|mid|late|the beginning of|the start of|the end of|the middle of)[ -](?:in )?)?"
_CLOCK = r"(?P<hour>1[0-2]|0?\d|2[0-3]|1\d)(?::(?P<minute>[0-5]\d))?\s?(?P<ap>[ap])\.?m\.?(?![a-z])"

Handler = Callable[[re.Match[str]], "Raw | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    make: Handler


def scan_english(text: str) -> list[Raw]:
    """Every expression of an English text, in order; of overlapping ones the earlier, then the longer."""
    lowered = text.replace("’", "'")
    found: list[Raw] = []
    for rule in _rules():
        for match in rule.pattern.finditer(lowered):
            raw = rule.make(match)
            if raw is not None:
                raw.rule = "english:" + rule.name
                found.append(raw)
    found.sort(key=lambda raw: (raw.start, -raw.end))
    out: list[Raw] = []
    for raw in found:
        if not out or raw.start >= out[-1].end:
            out.append(raw)
    return _with_clocks(lowered, out)


_DAY_TO_CLOCK = re.compile(r",?\s(?:at\s)?$|\s?-\s$")
_CLOCK_TO_DAY = re.compile(r"(?:\s(?:GMT|UTC|[ECMP][SD]?T))?,?\s(?:on\s)?$")


def _with_clocks(text: str, found: list[Raw]) -> list[Raw]:
    """Nov. 8, 2016 at 9 p.m. and 9 a.m. Tuesday are one expression each."""
    out: list[Raw] = []
    for raw in found:
        before = out[-1] if out else None
        if before is not None and before.kind == raw.kind == "date" and raw.start - before.end <= 8:
            gap = text[before.end : raw.start]
            forward = raw.level == "clock" and before.level in ("day", "weekday") and _DAY_TO_CLOCK.fullmatch(gap)
            backward = before.level == "clock" and raw.level in ("day", "weekday") and _CLOCK_TO_DAY.fullmatch(gap)
            if forward or backward:
                fields = {**before.fields, **raw.fields}
                out[-1] = Raw(before.start, raw.end, "date", fields, "clock", rule="english:date-clock")
                continue
        out.append(raw)
    return out


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
    if tens in _TENS:
        return float(_TENS[tens] + _SMALL.get(ones, 0))
    return float(_SMALL[text]) if text in _SMALL else None


# ------------------------------------------------------------------ handlers, one a rule


def _full_date(match: re.Match[str]) -> Raw:
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


def _month_year(match: re.Match[str]) -> Raw:
    return _raw(match, {"month": _month_of(match), "year": int(match["year"])}, "month", _edge(match))


def _month_alone(match: re.Match[str]) -> Raw | None:
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


def _numeric(match: re.Match[str]) -> Raw | None:
    if match["iso"]:
        year, month, day = (int(match[name]) for name in ("y", "m", "d"))
        return _raw(match, {"year": year, "month": month, "day": day}, "day")
    first, second = int(match["a"]), int(match["b"])
    if not (1 <= first <= 31 and 1 <= second <= 31) or first > 12 and second > 12:
        return None
    month, day = (second, first) if first > 12 else (first, second)
    return _raw(match, {"year": int(match["y2"]), "month": month, "day": day}, "day")


def _weekday(match: re.Match[str]) -> Raw:
    fields: Fields = {"weekday": _DAYS[match["weekday"][:3].lower()]}
    which = (match["which"] or "").lower()
    if which in ("last", "next"):
        fields[which] = 1
    elif which == "this":
        fields["week_offset"] = 0
    if match["part"]:
        return _raw(match, {**fields, "daypart": _PARTS[match["part"]]}, "daypart")
    return _raw(match, fields, "weekday")


def _word(match: re.Match[str]) -> Raw | None:
    fields = english_words().get(match.group().lower())
    if fields is None or (match.group().isupper() and len(match.group()) > 1):
        return None  # a name in capitals
    if match.group()[0].isupper() and _AFTER_NAME.search(match.string, max(0, match.start() - 20), match.start()):
        return None  # Harbour Today, a station
    return _raw(match, dict(fields), "daypart" if "daypart" in fields else "holiday" if "holiday" in fields else "day")


_AFTER_NAME = re.compile(r"[A-Z][A-Za-z]* $")


def _relative(match: re.Match[str]) -> Raw | None:
    """This week, last month, next year, earlier this month, the end of the year."""
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
    offset = step[match["which"].lower()]
    unit = match["unit"].lower()
    which = match["which"].lower()
    if (which == "past" or which == "last" and match["the"]) and unit in ("week", "month", "year", "decade", "century"):
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


def _year(match: re.Match[str]) -> Raw:
    raw = _raw(match, {"year": int(match["year"])}, "year", _edge(match))
    if match.groupdict().get("until"):
        until = match["until"]
        raw.kind, raw.until = "range", {"year": int(until) if len(until) == 4 else int(match["year"][:2] + until)}
    raw.start = match.start("edge") if match.groupdict().get("edge") else match.start("year")
    return raw


def _decade(match: re.Match[str]) -> Raw:
    raw = _raw(match, {"decade": int(match["decade"])}, "decade", _edge(match))
    raw.start = match.start("edge") if match["edge"] else match.start("decade")
    return raw


def _century(match: re.Match[str]) -> Raw:
    names = {"nineteenth": 19, "twentieth": 20, "twenty-first": 21, "eighteenth": 18, "seventeenth": 17}
    number = int(match["n"]) if match["n"] else names[match["name"].lower()]
    raw = _raw(match, {"century": number}, "century", _edge(match))
    raw.start = match.start("edge") if match["edge"] else match.start("n" if match["n"] else "name")
    return raw


def _quarter(match: re.Match[str]) -> Raw:
    number = int(match["q"]) if match["q"] else _ORDINALS[match["nth"].lower()]
    fields: Fields = {"quarter": number}
    if match["year"]:
        fields["year"] = int(match["year"])
    return _raw(match, fields, "quarter")


def _fiscal(match: re.Match[str]) -> Raw:
    year = match["year"]
    return _raw(match, {"year": int(year) if len(year) == 4 else 2000 + int(year), "fiscal": "美国"}, "year")


def _season(match: re.Match[str]) -> Raw:
    fields: Fields = {"season": _SEASONS[match["season"].lower()]}
    if match["year"]:
        fields["year"] = int(match["year"])
    raw = _raw(match, fields, "season", _edge(match))
    raw.start = match.start("edge") if match["edge"] else match.start("season")
    return raw


def _clock(match: re.Match[str]) -> Raw:
    fields: Fields = {"hour": int(match["hour"]), "ampm": match["ap"].lower()}
    if match["minute"]:
        fields["minute"] = int(match["minute"])
    return _raw(match, fields, "clock")


def _named_hour(match: re.Match[str]) -> Raw:
    hour = 12 if match["word"].lower() == "noon" else 0
    raw = _raw(match, {"hour": hour, "minute": 0}, "clock")
    raw.start = match.start("word")
    return raw


def _duration(match: re.Match[str]) -> Raw | None:
    """Six months, two years ago, the past three weeks, within 60 days, a two-year deal."""
    groups = match.groupdict()
    number = _number(groups["number"])
    vague = number is None
    unit = _UNITS[groups["unit"].lower().rstrip("s")] if groups["unit"].lower() != "centur" else "世纪"
    amount = 2.0 if number is None else number
    if groups["unit"].lower() == "decade":
        amount *= 10
    if groups.get("half"):
        amount += 0.5
    direction, mod = _direction((groups.get("lead") or "").lower(), (groups.get("tail") or "").lower())
    if groups["number"].lower() in ("a", "an") and direction is None and mod is None:
        return None  # a year, a day: mostly no measure of time
    value = _iso(amount, unit)
    months = amount * _MONTHS_OF.get(unit, 0)
    seconds = amount * _SECONDS.get(unit, 0)
    if months > 24000 or seconds > 6e10:
        return None
    duration = Duration(match.start(), match.end(), value, months, seconds, unit, mod, direction, vague)
    return Raw(match.start(), match.end(), "duration", duration=duration, mod=mod)


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


def _every(match: re.Match[str]) -> Raw:
    periods = {"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y", "hour": "PT1H", "quarter": "P3M",
               "weekend": "P1W", "morning": "P1D", "night": "P1D"}  # fmt: skip
    unit = match["unit"].lower()
    return Raw(match.start(), match.end(), "set", reference=periods.get(unit, "P1W"))


def _vague(match: re.Match[str]) -> Raw:
    word = match.group().lower()
    reference = "PRESENT_REF" if word in ("now", "currently", "nowadays", "at present") else "PAST_REF"
    if word in ("soon", "in the future", "in the near future"):
        reference = "FUTURE_REF"
    return Raw(match.start(), match.end(), "vague", reference=reference)


@cache
def _rules() -> tuple[Rule, ...]:
    words = "|".join(re.escape(form.replace("’", "'")) for form in sorted(english_words(), key=len, reverse=True))
    lead = r"(?P<lead>(?i:in|since|by|until|till|from|through|during|before|after|and|to|between|of)\s+)?"
    which = r"(?:(?P<which>(?i:last|next|this))\s+)?"
    number_lead = (
        r"(?:(?P<lead>(?i:(?:(?:in|over|for|during|within)\s+)?(?:the\s+)?(?:past|last|previous|next|coming)|within"
        r"|more than|less than|fewer than|over|under|nearly|almost|at least|up to|about|around|roughly|approximately))\s+)?"
    )
    table: list[tuple[str, str, Handler, int]] = [
        ("date", rf"\b(?:(?:{_WEEKDAY.replace('weekday', 'wd')}),?\s+)?{_EDGE}{_MONTH}\s+{_DAY}(?:\s?[-–]\s?(?P<until>3[01]|[12]?\d)(?!\d))?"
                 rf"(?:,?\s+{_YEAR})?", _full_date, 0),
        ("date-day-first", rf"\b(?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?", _full_date, 0),
        ("month-year", rf"\b{_EDGE}{_MONTH},?\s+(?:of\s+)?{_YEAR}", _month_year, 0),
        ("month", rf"\b{lead}{which}{_EDGE}{_MONTH}(?!\s?\d|\s[Ss]urprise)", _month_alone, 0),
        ("numeric", r"(?<![\d/.-])(?P<iso>(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d))(?!\d)"
                    r"|(?<![\d/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y2>(?:19|20)\d\d)(?![\d/])", _numeric, 0),
        ("weekday", rf"\b{which}{_WEEKDAY}{_PART}", _weekday, 0),
        ("word", rf"\b(?:{words})(?![a-z])", _word, re.I),
        ("relative", rf"\b(?:(?P<part>earlier|later)\s+)?{_EDGE}(?P<the>(?:in|over|during|for|within|of)\s+the\s+)?(?P<which>last|past|previous|this|current|next|coming)\s+"
                     r"(?P<unit>week|month|year|quarter|weekend|decade|century|spring|summer|fall|autumn|winter)(?![a-z])", _relative, re.I),
        ("year", rf"\b(?i:in|since|by|until|through|from|before|after|during|for|of|to|between|and|the|year)\s+{_EDGE}{_YEAR}"
                 r"(?:\s?[-–]\s?(?P<until>(?:19|20)?\d\d)(?!\d))?(?!\s?(?:people|percent|troops|miles|votes|members|feet))", _year, 0),
        ("year-event", rf"(?:(?<=\bthe )|(?<=\bhis )|(?<=\bher )|(?<=\bits )|(?<=\ba )|(?<='s )|(?<=\())(?P<year>19[4-9]\d|20[0-4]\d)(?=[\s),;.]+)(?!\s(?:people|percent|troops|votes))", _year, 0),
        ("decade", rf"\b{_EDGE}(?:the\s+)?'?(?P<decade>(?:1[5-9]|20)\d0|[2-9]0)'?s(?![a-z])", _decade, 0),
        ("century", rf"\b{_EDGE}(?:the\s+)?(?:(?P<n>1\d|2[01])(?:st|th)|(?P<name>nineteenth|twentieth|twenty-first|eighteenth|seventeenth))[ -]century", _century, re.I),
        ("quarter", r"\b(?:Q(?P<q>[1-4])|(?P<nth>first|second|third|fourth)[ -]quarter)(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?", _quarter, re.I),
        ("fiscal", r"\b(?:fiscal(?:\s+year)?|FY)\s?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)", _fiscal, re.I),
        ("season", rf"\b(?:in|during|since|by)\s+{_EDGE}(?:the\s+)?(?P<season>spring|summer|fall|autumn|winter)(?:\s+of)?\s+(?P<year>(?:19|20)\d\d)", _season, re.I),
        ("clock", rf"(?<![\d:.]){_CLOCK}", _clock, re.I),
        ("hour", r"\b(?:at|by|until|around|before|after)\s+(?P<word>noon|midnight)\b", _named_hour, re.I),
        ("duration", rf"\b{number_lead}{_NUMBER}(?:(?P<half> and a half))?[ -]{_UNIT}(?P<half2> and a half)?(?![- ]olds?\b)(?:\s+(?P<tail>ago|from now|hence)\b)?", _duration, re.I),
        ("set", r"\b(?:every|each)\s+(?P<unit>day|week|month|year|hour|quarter|weekend|morning|night)\b", _every, re.I),
        ("vague", r"\b(?:recently|currently|nowadays|now|soon|in recent (?:days|weeks|months|years)|in the (?:near )?future|at present)\b", _vague, re.I),
    ]  # fmt: skip
    return tuple(Rule(name, re.compile(pattern, flags), make) for name, pattern, make, flags in table)


def weekday_of(fields: Fields, moment: dt.datetime) -> Fields:
    """``last``/``next`` before a weekday or month, made exact: last Friday is the latest before today."""
    sign = -1 if "last" in fields else 1 if "next" in fields else 0
    fields = {key: value for key, value in fields.items() if key not in ("last", "next", "this")}
    if not sign:
        return fields
    if "month" in fields:
        month = int(fields["month"])
        year = moment.year + (0 if sign * (month - moment.month) > 0 else sign)
        return {**fields, "year": year}
    gap = (int(fields.pop("weekday")) - moment.isoweekday()) * sign % 7 or 7
    return {**fields, "day_offset": sign * gap}
