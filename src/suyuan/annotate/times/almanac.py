"""The calendar behind dates that move: the Chinese lunisolar calendar, solar terms, Easter, nth weekdays.

New moons follow Meeus, *Astronomical Algorithms* (2nd ed.), chapter 49, the sun's longitude chapter 25 (good to about
0.01°, a quarter of an hour); days are those of Beijing time. The rules of the Chinese calendar are those of the
national standard GB/T 33661-2017: the eleventh month holds the winter solstice, and the first month without a major
term in a year of thirteen months is its leap month. Reckoned for 1850 to 2150.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from math import floor, radians, sin

FIRST_YEAR, LAST_YEAR = 1850, 2150
_J2000 = 2451545.0
_BEIJING = 8 / 24
_DELTA_T = 65 / 86400  # seconds between uniform and universal time, near enough for these centuries

_TERMS = (
    "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露",
    "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至", "小寒", "大寒", "立春", "雨水", "惊蛰",
)  # fmt: skip


def _sun_longitude(jd: float) -> float:
    """Apparent longitude of the sun in degrees."""
    t = (jd - _J2000) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    m = radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    center = (1.914602 - 0.004817 * t) * sin(m) + (0.019993 - 0.000101 * t) * sin(2 * m) + 0.000289 * sin(3 * m)
    node = radians(125.04 - 1934.136 * t)
    return (mean + center - 0.00569 - 0.00478 * sin(node)) % 360


def _new_moon(k: int) -> float:
    """Julian day of the new moon number ``k`` since that of 6 January 2000."""
    t = k / 1236.85
    jd = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    e = 1 - 0.002516 * t
    m = radians(2.5534 + 29.10535670 * k)
    mm = radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    f = radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    node = radians(124.7746 - 1.56375588 * k)
    jd += (
        -0.40720 * sin(mm) + 0.17241 * e * sin(m) + 0.01608 * sin(2 * mm) + 0.01039 * sin(2 * f)
        + 0.00739 * e * sin(mm - m) - 0.00514 * e * sin(mm + m) + 0.00208 * e * e * sin(2 * m)
        - 0.00111 * sin(mm - 2 * f) - 0.00057 * sin(mm + 2 * f) + 0.00056 * e * sin(2 * mm + m)
        - 0.00042 * sin(3 * mm) + 0.00042 * e * sin(m + 2 * f) + 0.00038 * e * sin(m - 2 * f)
        - 0.00024 * e * sin(2 * mm - m) - 0.00017 * sin(node) - 0.00007 * sin(mm + 2 * m)
    )  # fmt: skip
    jd += 0.000325 * sin(radians(299.77 + 0.107408 * k)) + 0.000165 * sin(radians(251.88 + 0.016321 * k))
    return jd - _DELTA_T


def _day(jd: float) -> dt.date:
    """The day in Beijing on which ``jd`` falls."""
    return dt.date.fromordinal(floor(jd + _BEIJING + 0.5) - 1721425)


def _julian(day: dt.date) -> float:
    return day.toordinal() + 1721424.5


@lru_cache(maxsize=256)
def _term_day(year: int, degrees: int) -> dt.date:
    """The day of ``year`` on which the sun reaches ``degrees``."""
    guess = _julian(dt.date(year, 3, 20)) + ((degrees + 75) % 360 - 75) * 365.2422 / 360
    for _ in range(6):
        gap = (degrees - _sun_longitude(guess) + 180) % 360 - 180
        guess += gap * 365.2422 / 360
    day = _day(guess - _DELTA_T)
    return day if day.year == year else _term_day_near(year, degrees, guess)


def _term_day_near(year: int, degrees: int, guess: float) -> dt.date:
    guess += 365.2422 if _day(guess).year < year else -365.2422
    for _ in range(6):
        guess += ((degrees - _sun_longitude(guess) + 180) % 360 - 180) * 365.2422 / 360
    return _day(guess - _DELTA_T)


def solar_term(name: str, year: int) -> dt.date:
    """The day of a solar term in a Gregorian year. Raises ValueError."""
    _check(year)
    return _term_day(year, 15 * _TERMS.index(name))


def terms() -> tuple[str, ...]:
    return _TERMS


def _check(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the almanac is reckoned for {FIRST_YEAR} to {LAST_YEAR}")


@lru_cache(maxsize=64)
def _months_from_solstice(year: int) -> list[tuple[dt.date, int, bool]]:
    """(first day, number, leap) of the lunar months from the eleventh of ``year - 1`` to the tenth of ``year``."""
    first, last = _term_day(year - 1, 270), _term_day(year, 270)
    k = round((_julian(first) - 2451550.1) / 29.530588861) - 2
    moons = [_day(_new_moon(k + step)) for step in range(18)]
    begin = max(index for index, moon in enumerate(moons) if moon <= first)
    end = max(index for index, moon in enumerate(moons) if moon <= last)
    major = {_term_day(y, 30 * step) for y in (year - 1, year) for step in range(12)}
    out: list[tuple[dt.date, int, bool]] = []
    number, leap_due = 11, end - begin == 13
    for index in range(begin, end):
        has_major = any(moons[index] <= day < moons[index + 1] for day in major)
        leap = leap_due and not has_major and index > begin
        if leap:
            leap_due = False
        elif index > begin:
            number = number % 12 + 1
        out.append((moons[index], number, leap))
    return out


def lunar_month(year: int, month: int, leap: bool = False) -> tuple[dt.date, dt.date]:
    """First day of a lunar month and of the next one. ``year`` is named by the Gregorian year of its first month.

    Raises ValueError where the year has no such (leap) month.
    """
    _check(year)
    months = _months_from_solstice(year) + _months_from_solstice(year + 1) + _months_from_solstice(year + 2)[:1]
    start = next(index for index, (_, number, is_leap) in enumerate(months) if number == 1 and not is_leap)
    for index in range(start, len(months) - 1):
        first, number, is_leap = months[index]
        if number == 1 and not is_leap and index > start:
            break
        if (number, is_leap) == (month, leap):
            return first, months[index + 1][0]
    raise ValueError("no such lunar month")


def lunar_day(year: int, month: int, day: int, leap: bool = False) -> dt.date:
    """Raises ValueError."""
    first, following = lunar_month(year, month, leap)
    if not 1 <= day <= (following - first).days:
        if (month, day) == (12, 30):  # 大年三十 is the last day of the year also where the month has 29
            return following - dt.timedelta(days=1)
        raise ValueError("no such lunar day")
    return first + dt.timedelta(days=day - 1)


def easter(year: int, orthodox: bool = False) -> dt.date:
    """Easter Sunday (Gregorian computus; Meeus, chapter 8), or the Orthodox one."""
    if orthodox:
        d = (19 * (year % 19) + 15) % 30
        e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
        julian = dt.date(year, (d + e + 114) // 31, (d + e + 114) % 31 + 1)
        return julian + dt.timedelta(days=year // 100 - year // 400 - 2)
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    offset = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * offset) // 451
    return dt.date(year, (h + offset - 7 * m + 114) // 31, (h + offset - 7 * m + 114) % 31 + 1)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> dt.date:
    """The ``nth`` (from 1; -1 is the last) ``weekday`` (Monday is 1) of a month. Raises ValueError."""
    if nth < 0:
        last = (dt.date(year + month // 12, month % 12 + 1, 1)) - dt.timedelta(days=1)
        return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))
    first = dt.date(year, month, 1)
    return (first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))).replace(month=month)
