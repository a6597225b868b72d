"""Intervals of days and the anchor they are reckoned from; which of several readings is meant."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from suyuan.model import TimeType

Prefer = Literal["past", "future", "current"]
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stated:
    """What the text named last: a day, for 当天 and 翌日; a month or day, for 同月; any of a year or less, for 同年."""

    day: dt.date | None = None
    month: dt.date | None = None
    year: dt.date | None = None


NOTHING_STATED = Stated()


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative words count from. ``moment`` is None where nothing is known."""

    moment: dt.datetime | None
    prefer: Prefer = "past"
    stated: Stated = NOTHING_STATED
    lean: bool = True  # False where the clause tells what is past: a coming date is then no choice


@dataclass(frozen=True, slots=True)
class Interval:
    """``begin`` to ``end``, half-open. ``whole_days``: print days, not hours."""

    begin: dt.datetime
    end: dt.datetime
    value: str
    type: TimeType = "DATE"
    whole_days: bool = True
    lunar: str | None = None  # the day as the Chinese calendar prints it


class NoDate(ValueError):
    """The fields name no day of the calendar, or nothing says which."""


def iso(moment: dt.datetime, whole_days: bool) -> str:
    return moment.date().isoformat() if whole_days else moment.isoformat(timespec="seconds")


def today_of(anchor: Anchor) -> dt.datetime:
    if anchor.moment is None:
        raise NoDate("no anchor")
    return anchor.moment.replace(hour=0, minute=0, second=0, microsecond=0)


def stated_of(anchor: Anchor, unit: Literal["day", "month", "year"] = "day") -> dt.datetime:
    named: dt.date | None = getattr(anchor.stated, unit)
    return dt.datetime.combine(named, dt.time()) if named is not None else today_of(anchor)


def days(first: dt.datetime, count: int, value: str | None = None) -> Interval:
    return Interval(first, first + count * DAY, value or first.date().isoformat())


def years(first: int, count: int, value: str) -> Interval:
    return Interval(dt.datetime(first, 1, 1), add_months(dt.datetime(first, 1, 1), 12 * count), value)


def add_months(moment: dt.datetime, months: int) -> dt.datetime:
    """The same day ``months`` later, cut to the month's length."""
    index = moment.year * 12 + moment.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - DAY).day if year < 9999 else 28
    return moment.replace(year=year, month=month, day=min(moment.day, last))


def valid(of: object, values: range) -> list[Interval]:
    out = []
    for value in values:
        try:
            out.append(of(value))  # type: ignore[operator]
        except ValueError:
            continue
    return out


def monday_of(day: dt.datetime) -> dt.datetime:
    return day - day.weekday() * DAY


def choose(readings: list[Interval], anchor: Anchor, lean: bool = True) -> Interval:
    """The reading meant: the nearest that has begun, or that is to come, or the one of the running unit.

    With ``lean``, a coming reading at least three times nearer than the past one wins under ``past``: on 13 March,
    「4月访美」 is next month, for the last April would have been written 去年4月.
    """
    if not readings:
        raise NoDate("no such day")
    today = today_of(anchor)
    past = [reading for reading in readings if reading.begin <= today]
    coming = [reading for reading in readings if reading.end > today]
    if anchor.prefer == "future":
        return coming[0] if coming else past[-1]
    if anchor.prefer == "current":
        return min(readings, key=lambda reading: _foreign(reading, today, not lean))
    if not past:
        return coming[0]
    leaning = lean and anchor.lean and bool(coming) and coming[0].begin > today
    if leaning and 3 * (coming[0].begin - today) < today - past[-1].begin:
        return coming[0]
    return past[-1]


def _foreign(reading: Interval, today: dt.datetime, weekly: bool) -> tuple[bool, bool, float]:
    """How far a reading is from the running week, month or year."""
    if weekly:
        return (False, monday_of(reading.begin) != monday_of(today), abs((reading.begin - today).days))
    return (reading.begin.year != today.year, reading.begin.month != today.month, abs((reading.begin - today).days))
