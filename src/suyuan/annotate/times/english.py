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
    half_from,
    month_alone_from,
    month_year_from,
    named_hour_from,
    numeric_from,
    quarter_from,
    relative_from,
    season_from,
    vague_from,
    week_of_from,
    weekday_from,
    word_from,
    year_from,
)
from suyuan.annotate.times.lexicon import Fields, english_words, rows
from suyuan.annotate.times.raw import Raw
from suyuan.annotate.times.zones import zone_inside

Handler = Callable[[re.Match[str]], "Raw | None"]
_PART = re.compile(r"<<([A-Z]+)>>")


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
_CLOCK_TO_DAY = re.compile(r"(?:\s(?:GMT|UTC|[ECMP][SD]?T|[A-Z]?[a-z]{4,9}(?:\stime)?))?,?\s(?:on\s)?$")


def _with_clocks(text: str, found: list[Raw]) -> list[Raw]:
    """Nov. 8, 2016 at 9 p.m. and 9 a.m. Tuesday are one expression each."""
    out: list[Raw] = []
    for raw in found:
        before = out[-1] if out else None
        if before is not None and before.kind == raw.kind == "date" and raw.start - before.end <= 20:
            gap = text[before.end : raw.start]
            forward = raw.level == "clock" and before.level in ("day", "weekday") and _DAY_TO_CLOCK.fullmatch(gap)
            backward = before.level == "clock" and raw.level in ("day", "weekday") and _CLOCK_TO_DAY.fullmatch(gap)
            zone = zone_inside(gap)
            told = zone or len(gap.replace("on", "").strip(" ,-")) <= 2  # 3 p.m. meeting Thursday is two
            if (forward or backward) and told:
                made = Raw(before.start, raw.end, "date", {**before.fields, **raw.fields}, "clock")
                made.rule, made.zone = "english:date-clock", zone or before.zone or raw.zone
                out[-1] = made
                continue
        out.append(raw)
    return out


_HANDLERS: dict[str, Handler] = {
    "date": full_date_from,
    "date-day-first": full_date_from,
    "month-year": month_year_from,
    "month": month_alone_from,
    "numeric": numeric_from,
    "weekday": weekday_from,
    "word": word_from,
    "relative": relative_from,
    "year": year_from,
    "year-event": year_from,
    "decade": decade_from,
    "century": century_from,
    "quarter": quarter_from,
    "half": half_from,
    "half-code": half_from,
    "week-of": week_of_from,
    "fiscal": fiscal_from,
    "season": season_from,
    "clock": clock_from,
    "hour": named_hour_from,
    "duration": duration_from,
    "set": every_from,
    "vague": vague_from,
}


@cache
def _rules() -> tuple[Rule, ...]:
    """The rules of ``data/english_rules.tsv``: ``<<NAME>>`` stands for a part of that name, WORDS for the word list."""
    words = "|".join(re.escape(form) for form in sorted(english_words(), key=len, reverse=True))
    parts = {"WORDS": words}
    out: list[Rule] = []
    for name, flags, pattern in rows("english_rules.tsv"):
        if flags == "part":
            parts[name] = pattern
            continue
        whole = _PART.sub(lambda match: parts[match[1]], pattern)
        out.append(Rule(name, re.compile(whole, re.I if flags == "i" else 0), _HANDLERS[name]))
    return tuple(out)


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
