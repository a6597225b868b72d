"""From the fields of a date to the interval of days it means, against an anchor."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from suyuan.annotate.times import almanac
from suyuan.annotate.times.lexicon import Fields, dayparts, holidays
from suyuan.annotate.times.nth import part
from suyuan.model import TimeType

Prefer = Literal["past", "future", "current"]

_DAY = dt.timedelta(days=1)
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: The month a fiscal year begins in, by country word; the year is named after its first day, except for these.
_FISCAL = {"日本": (4, 0), "美国": (10, -1), "联邦": (10, -1), "英国": (4, 0), "印度": (4, 0), "澳大利亚": (7, -1),
           "澳洲": (7, -1), "香港": (4, 0), "加拿大": (4, 0), "新加坡": (4, 0)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative words count from. ``moment`` is None where nothing is known; ``exact`` where the hour is known."""

    moment: dt.datetime | None
    prefer: Prefer = "past"
    stated: dt.date | None = None  # the day the text spoke of last, for 当天 and 翌日
    lean: bool = True  # False where the clause tells what is past: a coming date is then no choice


@dataclass(frozen=True, slots=True)
class Interval:
    """``begin`` to ``end``, half-open. ``whole_days``: print days, not hours."""

    begin: dt.datetime
    end: dt.datetime
    value: str
    type: TimeType = "DATE"
    whole_days: bool = True


class NoDate(ValueError):
    """The fields name no day of the calendar, or nothing says which."""


def resolve(fields: Fields, anchor: Anchor) -> Interval:
    """Raises NoDate."""
    try:
        return _clock(fields, anchor) if {"daypart", "hour"} & fields.keys() else _date(fields, anchor)
    except (OverflowError, ValueError) as error:
        raise NoDate(str(error)) from error


def iso(moment: dt.datetime, whole_days: bool) -> str:
    return moment.date().isoformat() if whole_days else moment.isoformat(timespec="seconds")


# ------------------------------------------------------------------ days and longer


def _date(fields: Fields, anchor: Anchor) -> Interval:
    if "nth_unit" in fields:
        return _nth(fields, anchor)
    if "century" in fields or "century_offset" in fields:
        return _century(fields, anchor)
    if "holiday" in fields:
        return _holiday(fields, anchor)
    if "lunar" in fields:
        return _lunar(fields, anchor)
    if "decade_offset" in fields:
        decade = _today(anchor).year // 10 * 10 + 10 * int(fields["decade_offset"])
        return _years(decade, 10, f"{decade // 10:03d}")
    if "decade" in fields:
        return _decade(int(fields["decade"]), anchor)
    if "fiscal" in fields:
        return _fiscal(fields, anchor)
    if "stated_day" in fields:
        day = _stated(anchor) + int(fields["stated_day"]) * _DAY
        return _days(day, 1)
    if "day_offset" in fields:
        return _day_offset(fields, anchor)
    if "weekday" in fields and "day" not in fields:
        return _weekday(fields, anchor)
    if "week_offset" in fields:
        return _week(fields, anchor)
    if "month" in fields or "month_offset" in fields or "stated_month" in fields:
        return _month(fields, anchor)
    if "day" in fields:
        return _bare_day(int(fields["day"]), anchor)
    if "xun" in fields:
        return _month({**fields, "month_offset": 0}, anchor)
    return _year_part(fields, anchor)


def _nth(fields: Fields, anchor: Anchor) -> Interval:
    """第二周, 最后一天, 前五个月 of the longer time the other fields name."""
    container = {key: value for key, value in fields.items() if key not in ("nth", "first", "nth_unit", "nth_weekday")}
    whole = _date(container, anchor)
    begin, end = part(whole.begin, whole.end, fields)
    if (end - begin).days == 1:
        return _days(begin, 1)
    if fields["nth_unit"] == "week" and "nth" in fields:
        return Interval(begin, end, _week_value(begin))
    return Interval(begin, end, f"{begin.date().isoformat()}/{(end - _DAY).date().isoformat()}")


def _today(anchor: Anchor) -> dt.datetime:
    if anchor.moment is None:
        raise NoDate("no anchor")
    return anchor.moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _stated(anchor: Anchor) -> dt.datetime:
    if anchor.stated is not None:
        return dt.datetime.combine(anchor.stated, dt.time())
    return _today(anchor)


def _days(first: dt.datetime, count: int, value: str | None = None) -> Interval:
    return Interval(first, first + count * _DAY, value or first.date().isoformat())


def _years(first: int, count: int, value: str) -> Interval:
    return Interval(dt.datetime(first, 1, 1), _add_months(dt.datetime(first, 1, 1), 12 * count), value)


def _add_months(moment: dt.datetime, months: int) -> dt.datetime:
    """The same day ``months`` later, cut to the month's length."""
    index = moment.year * 12 + moment.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - _DAY).day if year < 9999 else 28
    return moment.replace(year=year, month=month, day=min(moment.day, last))


def _century(fields: Fields, anchor: Anchor) -> Interval:
    if "century" in fields:
        number = int(fields["century"])
    else:
        number = (_today(anchor).year) // 100 + 1 + int(fields["century_offset"])
    start = (number - 1) * 100 or 1
    if "decade" in fields:
        decade = int(fields["decade"])
        if decade >= 100:
            raise NoDate("a century and a full year")
        return _years((number - 1) * 100 + decade, 10, f"{((number - 1) * 100 + decade) // 10}")
    return _years(start, 100 if start > 1 else 99, f"{number - 1:02d}")


def _decade(decade: int, anchor: Anchor) -> Interval:
    if decade < 100:
        now = _today(anchor).year
        decade += 100 * ((now - decade) // 100)
    return _years(decade, 10, f"{decade // 10:03d}")


def _year(fields: Fields, anchor: Anchor) -> int | None:
    """The year the fields fix, or None where they leave it open."""
    if "year" in fields:
        return int(fields["year"])
    if "year2" in fields:
        return _full_year(int(fields["year2"]), anchor)
    if "year_offset" in fields:
        return _today(anchor).year + int(fields["year_offset"])
    if "stated_year" in fields:
        return _stated(anchor).year + int(fields["stated_year"])
    return None


def _full_year(two: int, anchor: Anchor) -> int:
    now = anchor.moment.year if anchor.moment else 2000 + two
    return max((year for year in (1900 + two, 2000 + two) if year <= now + 10), default=1900 + two)


def _fiscal(fields: Fields, anchor: Anchor) -> Interval:
    year = _year(fields, anchor)
    country = str(fields["fiscal"])
    month, shift = _FISCAL.get(country, (1, 0))
    if year is None:
        raise NoDate("a fiscal year without a number")
    if "year_offset" in fields and (_today(anchor).month < month) != (shift < 0):
        year -= 1 if shift == 0 else -1 if _today(anchor).month >= month else 0
    first = dt.datetime(year + shift, month, 1)
    return Interval(first, _add_months(first, 12), f"FY{year}")


def _year_part(fields: Fields, anchor: Anchor) -> Interval:
    year = _year(fields, anchor)
    if year is not None and not {"half", "quarter", "quarters", "season"} & fields.keys():
        return _years(year, 1, f"{year:04d}")
    if "quarter_offset" in fields:
        today = _today(anchor)
        first = dt.datetime(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        first = _add_months(first, 3 * int(fields["quarter_offset"]))
        return Interval(first, _add_months(first, 3), f"{first.year}-Q{(first.month + 2) // 3}")
    if "half" in fields:
        return _repeating(year, anchor, 6 * int(fields["half"]) - 5, 6, f"H{fields['half']}")
    if "quarters" in fields:
        return _repeating(year, anchor, 1, 3 * int(fields["quarters"]), f"M{3 * int(fields['quarters'])}")
    if "quarter" in fields:
        return _repeating(year, anchor, 3 * int(fields["quarter"]) - 2, 3, f"Q{fields['quarter']}")
    if "season" in fields:
        season = str(fields["season"])
        if season == "SUMMERBREAK":
            return _repeating(year, anchor, 7, 2, "SU")
        return _repeating(year, anchor, _SEASONS[season], 3, season)
    raise NoDate("no year")


def _repeating(year: int | None, anchor: Anchor, month: int, months: int, name: str) -> Interval:
    """A part of a year; without a year the one nearest in the preferred direction."""

    def of(year: int) -> Interval:
        first = dt.datetime(year, month, 1)
        return Interval(first, _add_months(first, months), f"{year:04d}-{name}")

    if year is not None:
        return of(year)
    now = _today(anchor).year
    return _choose([of(now + step) for step in (-1, 0, 1)], anchor)


def _month(fields: Fields, anchor: Anchor) -> Interval:
    year = _year(fields, anchor)
    day = fields.get("day")
    if "month_offset" in fields:
        first = _add_months(_today(anchor).replace(day=1), int(fields["month_offset"]))
        if year is not None:
            first = first.replace(year=year)
        year, month = first.year, first.month
    elif "stated_month" in fields:
        first = _add_months(_stated(anchor).replace(day=1), int(fields["stated_month"]))
        year, month = first.year, first.month
    else:
        month = int(fields["month"])
    xun = fields.get("xun")

    def of(year: int) -> Interval:
        if day is not None:
            return _days(dt.datetime(year, month, int(day)), 1)
        first = dt.datetime(year, month, 1)
        after = _add_months(first, 1)
        if xun is not None:
            begin = first + 10 * (int(xun) - 1) * _DAY
            return Interval(begin, after if xun == 3 else begin + 10 * _DAY, f"{year:04d}-{month:02d}-X{xun}")
        return Interval(first, after, f"{year:04d}-{month:02d}")

    if year is not None:
        return _swapped(fields, anchor, of(year))
    now = _today(anchor).year
    reach = 8 if (month, day) == (2, 29) else 1
    return _choose(_valid(of, range(now - reach, now + reach + 1)), anchor)


def _holiday(fields: Fields, anchor: Anchor) -> Interval:
    """A feast day; a movable one is reckoned by the almanac."""
    holiday = holidays()[str(fields["holiday"])]
    kind, numbers = holiday.kind, holiday.numbers

    def of(year: int) -> Interval:
        if kind == "g":
            day = dt.date(year, *numbers)
        elif kind == "l":
            day = almanac.lunar_day(year, *numbers)
        elif kind == "w":
            day = almanac.nth_weekday(year, *numbers)
        elif kind == "t":
            day = almanac.solar_term(holiday.term or "", year)
        else:
            day = almanac.easter(year, kind == "o") + numbers[0] * _DAY
        return _days(dt.datetime.combine(day, dt.time()), 1)

    year = _year(fields, anchor)
    if year is not None:
        return of(year)
    now = _today(anchor).year
    if anchor.prefer == "current":
        return of(now)
    return _choose(_valid(of, range(now - 1, now + 2)), anchor)


def _lunar(fields: Fields, anchor: Anchor) -> Interval:
    """A month or day of the Chinese calendar."""
    if "month" not in fields:
        return _date({key: value for key, value in fields.items() if key != "lunar"}, anchor)
    month, leap = int(fields["month"]), bool(fields.get("leap"))

    def of(year: int) -> Interval:
        if "day" in fields:
            day = almanac.lunar_day(year, month, int(fields["day"]), leap)
            return _days(dt.datetime.combine(day, dt.time()), 1)
        first, following = almanac.lunar_month(year, month, leap)
        begin, end = (dt.datetime.combine(day, dt.time()) for day in (first, following))
        return Interval(begin, end, f"{first.isoformat()}/{(following - _DAY).isoformat()}")

    year = _year(fields, anchor)
    if year is not None:
        return of(year)
    now = _today(anchor).year
    if anchor.prefer == "current":
        return of(now)
    return _choose(_valid(of, range(now - 2, now + 3)), anchor)


def _swapped(fields: Fields, anchor: Anchor, usual: Interval) -> Interval:
    """03/04/2024 is day first, unless the other order lies within two months of the anchor and this one does not."""
    if "swap" not in fields or anchor.moment is None:
        return usual
    other = _days(dt.datetime(usual.begin.year, usual.begin.day, usual.begin.month), 1)
    away, other_away = (abs((reading.begin - anchor.moment).days) for reading in (usual, other))
    return other if other_away <= 62 < away else usual


def _valid(of: object, values: range) -> list[Interval]:
    out = []
    for value in values:
        try:
            out.append(of(value))  # type: ignore[operator]
        except ValueError:
            continue
    return out


def _bare_day(day: int, anchor: Anchor) -> Interval:
    first = _today(anchor).replace(day=1)

    def of(step: int) -> Interval:
        return _days(_add_months(first, step).replace(day=day), 1)

    return _choose(_valid(of, range(-2, 3)), anchor)


def _day_offset(fields: Fields, anchor: Anchor) -> Interval:
    day = _today(anchor) + int(fields["day_offset"]) * _DAY
    year = _year(fields, anchor)
    if year is not None:
        day = day.replace(year=year)
    return _days(day, 1)


def _monday(day: dt.datetime) -> dt.datetime:
    return day - day.weekday() * _DAY


def _week_value(monday: dt.datetime) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _week(fields: Fields, anchor: Anchor) -> Interval:
    monday = _monday(_today(anchor)) + 7 * int(fields["week_offset"]) * _DAY
    if fields.get("weekend"):
        return Interval(monday + 5 * _DAY, monday + 7 * _DAY, _week_value(monday) + "-WE")
    return Interval(monday, monday + 7 * _DAY, _week_value(monday))


def _weekday(fields: Fields, anchor: Anchor) -> Interval:
    monday = _monday(_today(anchor))
    shift = (int(fields["weekday"]) - 1) * _DAY
    if "week_offset" in fields:
        return _days(monday + 7 * int(fields["week_offset"]) * _DAY + shift, 1)
    return _choose([_days(monday + shift + 7 * step * _DAY, 1) for step in (-1, 0, 1)], anchor, lean=False)


def _choose(readings: list[Interval], anchor: Anchor, lean: bool = True) -> Interval:
    """The reading meant: the nearest that has begun, or that is to come, or the one of the running unit.

    With ``lean``, a coming reading at least three times nearer than the past one wins under ``past``: on 13 March,
    「4月访美」 is next month, for the last April would have been written 去年4月.
    """
    if not readings:
        raise NoDate("no such day")
    today = _today(anchor)
    past = [reading for reading in readings if reading.begin <= today]
    coming = [reading for reading in readings if reading.end > today]
    if anchor.prefer == "future":
        return coming[0] if coming else past[-1]
    if anchor.prefer == "current":
        return min(readings, key=lambda reading: _foreign(reading, today, not lean))
    if not past:
        return coming[0]
    if lean and anchor.lean and coming and coming[0].begin > today:
        if 3 * (coming[0].begin - today) < today - past[-1].begin:
            return coming[0]
    return past[-1]


def _foreign(reading: Interval, today: dt.datetime, weekly: bool) -> tuple[bool, bool, float]:
    """How far a reading is from the running week, month or year."""
    if weekly:
        return (False, _monday(reading.begin) != _monday(today), abs((reading.begin - today).days))
    return (reading.begin.year != today.year, reading.begin.month != today.month, abs((reading.begin - today).days))


# ------------------------------------------------------------------ parts of a day and clock times

_PM_PARTS = {"AF", "DUSK", "EV", "NI", "LATE"}


def _clock(fields: Fields, anchor: Anchor) -> Interval:
    rest = {key: value for key, value in fields.items() if key not in ("daypart", "hour", "minute", "second", "ampm")}
    day = _date(rest, anchor).begin if rest else _today(anchor)
    part = str(fields.get("daypart", ""))
    if "hour" not in fields:
        begin_hour, end_hour, code = dayparts()[part]
        begin = day + dt.timedelta(hours=begin_hour)
        return Interval(begin, day + dt.timedelta(hours=end_hour), f"{day.date().isoformat()}T{code}", "TIME", False)
    if not rest and not part and anchor.prefer == "future":
        return _coming_hour(fields, anchor)
    hour, day = _hour(int(fields["hour"]), part, str(fields.get("ampm", "")), day)
    return _point(day, hour, fields)


def _coming_hour(fields: Fields, anchor: Anchor) -> Interval:
    """三点 in a plan: the next three o'clock, of the morning or the afternoon."""
    assert anchor.moment is not None
    hour, day = _hour(int(fields["hour"]), "", str(fields.get("ampm", "")), _today(anchor))
    twice = 0 < hour < 12 and "ampm" not in fields
    hours = [hour, hour + 12, hour + 24] if twice else [hour, hour + 24]
    for later in hours:
        reading = _point(day + later // 24 * _DAY, later % 24, fields)
        if reading.end > anchor.moment:
            return reading
    return reading


def _point(day: dt.datetime, hour: int, fields: Fields) -> Interval:
    moment = day + dt.timedelta(hours=hour, minutes=int(fields.get("minute", 0)), seconds=int(fields.get("second", 0)))
    value = f"{moment.date().isoformat()}T{moment.hour:02d}"
    length = dt.timedelta(hours=1)
    if "minute" in fields:
        value += f":{moment.minute:02d}"
        length = dt.timedelta(minutes=1)
    if "second" in fields:
        value += f":{moment.second:02d}"
        length = dt.timedelta(seconds=1)
    return Interval(moment, moment + length, value, "TIME", False)


def _hour(hour: int, part: str, ampm: str, day: dt.datetime) -> tuple[int, dt.datetime]:
    if (ampm == "p" and hour < 12) or (ampm == "" and part in _PM_PARTS and 3 < hour < 12):
        return hour + 12, day
    if (ampm == "a" and hour == 12) or (part == "DAWN" and hour == 12):
        return 0, day
    if part == "AF" and hour <= 3:
        return hour + 12, day
    if part == "NOON" and hour <= 6:
        return hour + 12, day
    if part in ("EV", "NI", "LATE") and (hour == 12 or hour <= 3):
        return hour % 12, day + _DAY  # 晚上12点 is the midnight that ends the day
    return hour, day
