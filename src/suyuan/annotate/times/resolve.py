"""From the fields of a date to the interval of days it means, against an anchor."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from suyuan.annotate.times import almanac
from suyuan.annotate.times.clocks import clock
from suyuan.annotate.times.intervals import (
    DAY,
    Anchor,
    Interval,
    NoDate,
    add_months,
    choose,
    days,
    monday_of,
    stated_of,
    today_of,
    valid,
    years,
)
from suyuan.annotate.times.lexicon import Fields, holidays
from suyuan.annotate.times.nth import part

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: The month a fiscal year begins in, by country word; the year is named after its first day, except for these.
_FISCAL = {"日本": (4, 0), "美国": (10, -1), "联邦": (10, -1), "英国": (4, 0), "印度": (4, 0), "澳大利亚": (7, -1),
           "澳洲": (7, -1), "香港": (4, 0), "加拿大": (4, 0), "新加坡": (4, 0)}  # fmt: skip


def resolve(fields: Fields, anchor: Anchor) -> Interval:
    """Raises NoDate."""
    try:
        return clock(fields, anchor, _date) if {"daypart", "hour"} & fields.keys() else _date(fields, anchor)
    except (OverflowError, ValueError) as error:
        raise NoDate(str(error)) from error


def _date(fields: Fields, anchor: Anchor) -> Interval:
    if "nth_unit" in fields:
        return _nth(fields, anchor)
    if "century" in fields or "century_offset" in fields:
        return _century(fields, anchor)
    if "holiday" in fields:
        return _holiday(fields, anchor)
    if "lunar" in fields:
        return _lunar(fields, anchor)
    if "whole_week" in fields:
        named = _month({key: value for key, value in fields.items() if key != "whole_week"}, anchor).begin
        monday = monday_of(named)
        return Interval(monday, monday + 7 * DAY, _week_value(monday))
    if "now" in fields:
        return _now(anchor)
    if "decade_offset" in fields:
        decade = today_of(anchor).year // 10 * 10 + 10 * int(fields["decade_offset"])
        return years(decade, 10, f"{decade // 10:03d}")
    if "decade" in fields:
        return _decade(int(fields["decade"]), anchor)
    if "straddle" in fields:
        return _straddling(fields)
    if "fiscal" in fields:
        return _fiscal(fields, anchor)
    if "stated_day" in fields:
        day = stated_of(anchor) + int(fields["stated_day"]) * DAY
        return days(day, 1)
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
    if fields["nth_unit"] == "decade":
        count = end.year - begin.year
        name = f"{begin.year // 10}" if count == 10 else f"{begin.year}/{end.year - 1}"
        return years(begin.year, count, name)
    if (end - begin).days == 1:
        return days(begin, 1)
    if fields["nth_unit"] == "week" and "nth" in fields:
        return Interval(begin, end, _week_value(begin))
    return Interval(begin, end, f"{begin.date().isoformat()}/{(end - DAY).date().isoformat()}")


def _century(fields: Fields, anchor: Anchor) -> Interval:
    if "century" in fields:
        number = int(fields["century"])
    else:
        number = (today_of(anchor).year) // 100 + 1 + int(fields["century_offset"])
    start = (number - 1) * 100 or 1
    if "decade" in fields:
        decade = int(fields["decade"])
        if decade >= 100:
            raise NoDate("a century and a full year")
        return years((number - 1) * 100 + decade, 10, f"{((number - 1) * 100 + decade) // 10}")
    return years(start, 100 if start > 1 else 99, f"{number - 1:02d}")


def _decade(decade: int, anchor: Anchor) -> Interval:
    if decade < 100:
        now = today_of(anchor).year
        decade += 100 * ((now - decade) // 100)
    return years(decade, 10, f"{decade // 10:03d}")


def _year(fields: Fields, anchor: Anchor) -> int | None:
    """The year the fields fix, or None where they leave it open."""
    if "year" in fields:
        return int(fields["year"])
    if "year2" in fields:
        return _full_year(int(fields["year2"]), anchor)
    if "year_offset" in fields:
        return today_of(anchor).year + int(fields["year_offset"])
    if "stated_year" in fields:
        return stated_of(anchor, "year").year + int(fields["stated_year"])
    return None


def _full_year(two: int, anchor: Anchor) -> int:
    now = anchor.moment.year if anchor.moment else 2000 + two
    return max((year for year in (1900 + two, 2000 + two) if year <= now + 10), default=1900 + two)


def _fiscal(fields: Fields, anchor: Anchor) -> Interval:
    month, shift = _FISCAL.get(str(fields["fiscal"]), (1, 0))
    if "year_offset" in fields:  # 上一财年 counts from the fiscal year that today lies in
        today = today_of(anchor)
        year: int | None = today.year - (today.month < month) - shift + int(fields["year_offset"])
    else:
        year = _year(fields, anchor)
    if year is None:
        raise NoDate("a fiscal year without a number")
    first = dt.datetime(year + shift, month, 1)
    skip, months, name = 0, 12, ""
    if "half" in fields:
        skip, months, name = 6 * int(fields["half"]) - 6, 6, f"-H{fields['half']}"
    elif "quarter" in fields:
        skip, months, name = 3 * int(fields["quarter"]) - 3, 3, f"-Q{fields['quarter']}"
    first = add_months(first, skip)
    return Interval(first, add_months(first, months), f"FY{year}{name}")


#: The month in which a year that lies in two calendar years begins: 2024-25学年, 2025-26赛季.
_STRADDLING = {"学": 9, "台学": 8, "赛": 7, "财": 4}


def _straddling(fields: Fields) -> Interval:
    """2024-25学年 runs from September 2024; 2025-26财年 from the month its country's budget does."""
    kind, year = str(fields["straddle"]), int(fields["year"])
    month = _STRADDLING[kind]
    if kind == "财":
        month = _FISCAL.get(str(fields.get("fiscal")), (month, 0))[0]
    first = dt.datetime(year, month, 1)
    return Interval(first, add_months(first, 12), f"{'FY' * (kind == '财')}{year}/{year + 1}")


def _now(anchor: Anchor) -> Interval:
    """从现在到年底 begins at the moment where it is known, else with the day."""
    today = today_of(anchor)
    if anchor.moment is None or anchor.moment == today:
        return days(today, 1)
    return Interval(anchor.moment, anchor.moment + dt.timedelta(seconds=1), "PRESENT_REF", "TIME", False)


def _year_part(fields: Fields, anchor: Anchor) -> Interval:
    year = _year(fields, anchor)
    if year is not None and not {"half", "quarter", "quarters", "season"} & fields.keys():
        return years(year, 1, f"{year:04d}")
    if "quarter_offset" in fields:
        today = today_of(anchor)
        first = dt.datetime(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        first = add_months(first, 3 * int(fields["quarter_offset"]))
        return Interval(first, add_months(first, 3), f"{first.year}-Q{(first.month + 2) // 3}")
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
        return Interval(first, add_months(first, months), f"{year:04d}-{name}")

    if year is not None:
        return of(year)
    today = today_of(anchor)
    if anchor.prefer == "past":
        # 下半年 and 四季度 belong to the running year, unless it has hardly begun or the clause tells what is past.
        this = of(today.year)
        earlier = this.begin > today and (today.month <= 2 or not anchor.lean)
        return of(today.year - 1) if earlier else this
    if anchor.prefer == "future":  # 二季度预计 in July is the one just over; in December the coming one
        this = of(today.year)
        return this if this.end + 45 * DAY > today else of(today.year + 1)
    return choose([of(today.year + step) for step in (-1, 0, 1)], anchor)


def _month(fields: Fields, anchor: Anchor) -> Interval:
    year = _year(fields, anchor)
    day = fields.get("day")
    if "month_offset" in fields:
        first = add_months(today_of(anchor).replace(day=1), int(fields["month_offset"]))
        if year is not None:
            first = first.replace(year=year)
        year, month = first.year, first.month
    elif "stated_month" in fields:
        first = add_months(stated_of(anchor, "month").replace(day=1), int(fields["stated_month"]))
        year, month = first.year, first.month
    else:
        month = int(fields["month"])
    xun = fields.get("xun")

    def of(year: int) -> Interval:
        if day is not None:
            return days(dt.datetime(year, month, int(day)), 1)
        first = dt.datetime(year, month, 1)
        after = add_months(first, 1)
        if xun is not None:
            last = int(fields.get("until_xun", xun))
            begin, end = (first + 10 * number * DAY for number in (int(xun) - 1, last))
            name = f"{year:04d}-{month:02d}-X{xun}"
            if last != xun:
                name += f"/{year:04d}-{month:02d}-X{last}"
            return Interval(begin, after if last == 3 else end, name)
        return Interval(first, after, f"{year:04d}-{month:02d}")

    if year is not None:
        return _swapped(fields, anchor, of(year))
    now = today_of(anchor).year
    reach = 8 if (month, day) == (2, 29) else 1
    return choose(valid(of, range(now - reach, now + reach + 1)), anchor)


def _holiday(fields: Fields, anchor: Anchor) -> Interval:
    """A feast day; a movable one is reckoned by the almanac."""
    holiday = holidays()[str(fields["holiday"])]
    kind, numbers = holiday.kind, holiday.numbers

    def of(year: int) -> Interval:
        if kind == "g":
            day = dt.date(year, *numbers)
        elif kind == "l":
            day = almanac.lunar_day(year, numbers[0], numbers[1])
        elif kind == "w":
            day = almanac.nth_weekday(year, *numbers)
        elif kind == "t":
            day = almanac.solar_term(holiday.term or "", year)
        else:
            day = almanac.easter(year, kind == "o") + numbers[0] * DAY
        printed = lunar_day(year, numbers[0], numbers[1]) if kind == "l" else None
        return replace(days(dt.datetime.combine(day, dt.time()), 1), lunar=printed)

    year = _year(fields, anchor)
    if year is not None:
        return of(year)
    now = today_of(anchor).year
    if anchor.prefer == "current":
        return of(now)
    return choose(valid(of, range(now - 1, now + 2)), anchor)


def _lunar(fields: Fields, anchor: Anchor) -> Interval:
    """A month or day of the Chinese calendar."""
    if "month" not in fields:
        return _date({key: value for key, value in fields.items() if key != "lunar"}, anchor)
    month, leap = int(fields["month"]), bool(fields.get("leap"))

    def of(year: int) -> Interval:
        if "day" in fields:
            number = int(fields["day"])
            day = almanac.lunar_day(year, month, number, leap)
            return replace(days(dt.datetime.combine(day, dt.time()), 1), lunar=lunar_day(year, month, number, leap))
        first, following = almanac.lunar_month(year, month, leap)
        begin, end = (dt.datetime.combine(day, dt.time()) for day in (first, following))
        return Interval(begin, end, f"{first.isoformat()}/{(following - DAY).isoformat()}")

    year = _year(fields, anchor)
    if year is not None:
        return of(year)
    now = today_of(anchor).year
    if anchor.prefer == "current":
        return of(now)
    return choose(valid(of, range(now - 2, now + 3)), anchor)


def lunar_day(year: int, month: int, day: int, leap: bool = False) -> str:
    """A day as the Chinese calendar prints it: 2015-10-01, 2020-L04-23 in a leap fourth month."""
    return f"{year:04d}-{'L' * leap}{month:02d}-{day:02d}"


def lunar_printed(fields: Fields) -> str | None:
    """The printed day of the Chinese calendar where no almanac tells its Gregorian one: 雍正四年正月初一."""
    year = int(fields["year"]) if "year" in fields else None
    holiday = holidays().get(str(fields.get("holiday")))
    month, day = fields.get("month"), fields.get("day")
    if holiday is not None:
        month, day = holiday.numbers if holiday.kind == "l" else (None, None)
    elif "lunar" not in fields:
        return None
    if year is None or month is None or day is None or not (1 <= int(month) <= 12 and 1 <= int(day) <= 30):
        return None
    if almanac.FIRST_YEAR <= year <= almanac.LAST_YEAR:
        return None  # the almanac knows the year: it has no such day
    return lunar_day(year, int(month), int(day), bool(fields.get("leap")))


def _swapped(fields: Fields, anchor: Anchor, usual: Interval) -> Interval:
    """03/04/2024 is day first, unless the other order lies within two months of the anchor and this one does not."""
    if "swap" not in fields or anchor.moment is None:
        return usual
    other = days(dt.datetime(usual.begin.year, usual.begin.day, usual.begin.month), 1)
    away, other_away = (abs((reading.begin - anchor.moment).days) for reading in (usual, other))
    return other if other_away <= 62 < away else usual


def _bare_day(day: int, anchor: Anchor) -> Interval:
    first = today_of(anchor).replace(day=1)

    def of(step: int) -> Interval:
        return days(add_months(first, step).replace(day=day), 1)

    return choose(valid(of, range(-2, 3)), anchor)


def _day_offset(fields: Fields, anchor: Anchor) -> Interval:
    day = today_of(anchor) + int(fields["day_offset"]) * DAY
    if "month_offset" in fields:  # 上个月的今天
        day = add_months(day, int(fields["month_offset"]))
    year = _year(fields, anchor)
    if year is not None:
        day = day.replace(year=year)
    return days(day, 1)


def _week_value(monday: dt.datetime) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _week(fields: Fields, anchor: Anchor) -> Interval:
    monday = monday_of(today_of(anchor)) + 7 * int(fields["week_offset"]) * DAY
    if fields.get("weekend"):
        return Interval(monday + 5 * DAY, monday + 7 * DAY, _week_value(monday) + "-WE")
    return Interval(monday, monday + 7 * DAY, _week_value(monday))


def _weekday(fields: Fields, anchor: Anchor) -> Interval:
    monday = monday_of(today_of(anchor))
    shift = (int(fields["weekday"]) - 1) * DAY
    if "week_offset" in fields:
        return days(monday + 7 * int(fields["week_offset"]) * DAY + shift, 1)
    return choose([days(monday + shift + 7 * step * DAY, 1) for step in (-1, 0, 1)], anchor, lean=False)
