"""Parts of a day and clock times: 下午3时35分, 晚上12点, 6:03 PM."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from suyuan.annotate.times.intervals import DAY, Anchor, Interval, today_of
from suyuan.annotate.times.lexicon import Fields, dayparts

_FIELDS = frozenset(("daypart", "hour", "hours", "minute", "second", "ampm", "utc"))
_PM_PARTS = {"AF", "DUSK", "EV", "NI", "LATE"}


def clock(fields: Fields, anchor: Anchor, date: Callable[[Fields, Anchor], Interval]) -> Interval:
    """A part of a day or an hour of the day that ``date`` makes of the other fields."""
    rest = {key: value for key, value in fields.items() if key not in _FIELDS}
    named = date(rest, anchor) if rest else None
    day = named.begin if named else today_of(anchor)
    lunar = named.lunar if named else None
    part = str(fields.get("daypart", ""))
    if "hour" not in fields:
        begin_hour, end_hour, code = dayparts()[part]
        begin = day + dt.timedelta(hours=begin_hour)
        return Interval(
            begin, day + dt.timedelta(hours=end_hour), f"{day.date().isoformat()}T{code}", "TIME", False, lunar
        )
    if not rest and not part and anchor.prefer == "future":
        return _coming_hour(fields, anchor)
    hour, day = _hour(int(fields["hour"]), part, str(fields.get("ampm", "")), day)
    return replace(_point(day, hour, fields), lunar=lunar)


def _coming_hour(fields: Fields, anchor: Anchor) -> Interval:
    """三点 in a plan: the next three o'clock, of the morning or the afternoon."""
    assert anchor.moment is not None
    hour, day = _hour(int(fields["hour"]), "", str(fields.get("ampm", "")), today_of(anchor))
    twice = 0 < hour < 12 and "ampm" not in fields
    hours = [hour, hour + 12, hour + 24] if twice else [hour, hour + 24]
    for later in hours:
        reading = _point(day + later // 24 * DAY, later % 24, fields)
        if reading.end > anchor.moment:
            return reading
    return reading


def _point(day: dt.datetime, hour: int, fields: Fields) -> Interval:
    moment = day + dt.timedelta(hours=hour, minutes=int(fields.get("minute", 0)), seconds=int(fields.get("second", 0)))
    value = f"{moment.date().isoformat()}T{moment.hour:02d}"
    length = dt.timedelta(hours=int(fields.get("hours", 1)))
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
        return hour % 12, day + DAY  # 晚上12点 is the midnight that ends the day
    return hour, day
