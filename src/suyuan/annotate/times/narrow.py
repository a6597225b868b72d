"""The narrower reading of 年底, 月初, 90年代末: which part of the interval the modifier means.

The record keeps the whole interval and ``mod`` (a month's end is still that month); a deadline or a calendar may want
the part. Its size is a convention: two months of a year, five days of a month (the seven from the 25th at its end), one
month of a quarter, three years of a decade, twenty of a century.
"""

from __future__ import annotations

import datetime as dt

from suyuan.model import TimeExpression

_DAY = dt.timedelta(days=1)


def narrowed(expression: TimeExpression) -> tuple[dt.date, dt.date] | None:
    """The half-open interval of days that START, MID or END picks out; None where there is nothing to narrow."""
    if expression.mod not in ("START", "MID", "END") or not expression.begin or not expression.end_exclusive:
        return None
    begin = dt.date.fromisoformat(expression.begin[:10])
    end = dt.date.fromisoformat(expression.end_exclusive[:10])
    days = (end - begin).days
    if days <= 31:
        first, last = begin + 5 * _DAY, begin.replace(day=min(25, days))
    elif days <= 92:
        first, last = _later(begin, 1), _later(begin, 2)
    elif days <= 366:
        first, last = _later(begin, 2), _later(begin, 10)
    elif days <= 3653:
        first, last = _later(begin, 36), _later(begin, 84)
    else:
        first, last = _later(begin, 240), _later(begin, 960)
    return {"START": (begin, first), "MID": (first, last), "END": (last, end)}[expression.mod]


def _later(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    return day.replace(year=index // 12, month=index % 12 + 1, day=min(day.day, 28))
