"""The English grammar: a list of rules over the printed text, resolved by the same calendar as the Chinese one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from suyuan.annotate.times.english_rules import (
    century_from,
    clock_from,
    decade_from,
    duration_from,
    every_from,
    fiscal_from,
    full_date_from,
    month_alone_from,
    month_year_from,
    named_hour_from,
    numeric_from,
    quarter_from,
    relative_from,
    season_from,
    vague_from,
    weekday_from,
    word_from,
    year_from,
)
from suyuan.annotate.times.lexicon import Fields, english_words
from suyuan.annotate.times.raw import Raw

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
                 rf"(?:,?\s+{_YEAR})?", full_date_from, 0),
        ("date-day-first", rf"\b(?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?", full_date_from, 0),
        ("month-year", rf"\b{_EDGE}{_MONTH},?\s+(?:of\s+)?{_YEAR}", month_year_from, 0),
        ("month", rf"\b{lead}{which}{_EDGE}{_MONTH}(?!\s?\d|\s[Ss]urprise)", month_alone_from, 0),
        ("numeric", r"(?<![\d/.-])(?P<iso>(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d))(?!\d)"
                    r"|(?<![\d/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y2>(?:19|20)\d\d)(?![\d/])", numeric_from, 0),
        ("weekday", rf"\b{which}{_WEEKDAY}{_PART}", weekday_from, 0),
        ("word", rf"\b(?:{words})(?![a-z])", word_from, re.I),
        ("relative", rf"\b(?:(?P<part>earlier|later)\s+)?{_EDGE}(?P<the>(?:in|over|during|for|within|of)\s+the\s+)?(?P<which>last|past|previous|this|current|next|coming)\s+"
                     r"(?P<unit>week|month|year|quarter|weekend|decade|century|spring|summer|fall|autumn|winter)(?![a-z])", relative_from, re.I),
        ("year", rf"\b(?i:in|since|by|until|through|from|before|after|during|for|of|to|between|and|the|year)\s+{_EDGE}{_YEAR}"
                 r"(?:\s?[-–]\s?(?P<until>(?:19|20)?\d\d)(?!\d))?(?!\s?(?:people|percent|troops|miles|votes|members|feet))", year_from, 0),
        ("year-event", r"(?:(?<=\bthe )|(?<=\bhis )|(?<=\bher )|(?<=\bits )|(?<=\ba )|(?<='s )|(?<=\())(?P<year>19[4-9]\d|20[0-4]\d)(?=[\s),;.]+)(?!\s(?:people|percent|troops|votes))", year_from, 0),
        ("decade", rf"\b{_EDGE}(?:the\s+)?'?(?P<decade>(?:1[5-9]|20)\d0|[2-9]0)'?s(?![a-z])", decade_from, 0),
        ("century", rf"\b{_EDGE}(?:the\s+)?(?:(?P<n>1\d|2[01])(?:st|th)|(?P<name>nineteenth|twentieth|twenty-first|eighteenth|seventeenth))[ -]century", century_from, re.I),
        ("quarter", r"\b(?:Q(?P<q>[1-4])|(?P<nth>first|second|third|fourth)[ -]quarter)(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?", quarter_from, re.I),
        ("fiscal", r"\b(?:fiscal(?:\s+year)?|FY)\s?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)", fiscal_from, re.I),
        ("season", rf"\b(?:in|during|since|by)\s+{_EDGE}(?:the\s+)?(?P<season>spring|summer|fall|autumn|winter)(?:\s+of)?\s+(?P<year>(?:19|20)\d\d)", season_from, re.I),
        ("clock", rf"(?<![\d:.]){_CLOCK}", clock_from, re.I),
        ("hour", r"\b(?:at|by|until|around|before|after)\s+(?P<word>noon|midnight)\b", named_hour_from, re.I),
        ("duration", rf"\b{number_lead}{_NUMBER}(?:(?P<half> and a half))?[ -]{_UNIT}(?P<half2> and a half)?(?![- ]olds?\b)(?:\s+(?P<tail>ago|from now|hence)\b)?", duration_from, re.I),
        ("set", r"\b(?:every|each)\s+(?P<unit>day|week|month|year|hour|quarter|weekend|morning|night)\b", every_from, re.I),
        ("vague", r"\b(?:recently|currently|nowadays|now|soon|in recent (?:days|weeks|months|years)|in the (?:near )?future|at present)\b", vague_from, re.I),
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
