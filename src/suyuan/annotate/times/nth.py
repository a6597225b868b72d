"""The nth part of a longer time: 2月第二周, 八月份的第一个周二, 5月的最后一天, 今年前五个月, 第三天."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from suyuan.annotate.times.lexicon import Fields
from suyuan.text.numerals import read

_NUMBER = r"[一二两三四五六七八九十百\d]{1,4}"
_NTH = re.compile(
    rf"(?:第(?P<n>{_NUMBER})|(?P<last>最后一?)|倒数第(?P<back>{_NUMBER}))个?"
    rf"(?:(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])|(?P<week>周(?!年)|星期|礼拜)|(?P<day>天|日)|(?P<month>月(?!球)))"
)
_FIRST = re.compile(
    rf"(?:(?P<first>前|头)|(?P<last>后|最后))(?P<n>{_NUMBER})个?(?:(?P<month>月)|(?P<day>天|日)|(?P<week>周|星期|礼拜))"
)
_DECADES = re.compile(
    r"的?(?:(?:头|前|最初|开头)(?P<first>[一二三四五]?十|[1-5]0)年|最?后(?P<last>[一二三四五]?十|[1-5]0)年"
    r"|第(?P<nth>[一二三四五六七八九十])个十年)"
)
_WEEKDAYS = {char: number for number, char in enumerate("一二三四五六日", 1)} | {"天": 7}
_DAY = dt.timedelta(days=1)


class Nth(NamedTuple):
    end: int
    level: str
    fields: Fields


def nth_at(text: str, pos: int, after: str) -> Nth | None:
    """The ordinal part at ``pos`` of a longer time whose level is ``after``."""
    if after == "century":
        return _decades(text, pos)
    match = _FIRST.match(text, pos)
    if match and after in ("year", "month"):
        number = _number(match["n"])
        unit = match.lastgroup or ""
        if number and (unit != "month" or after == "year"):
            return Nth(match.end(), unit, {"first": number if match["first"] else -number, "nth_unit": unit})
    match = _NTH.match(text, pos)
    if match is None:
        return None
    number = -1 if match["last"] else -(_number(match["back"]) or 0) if match["back"] else _number(match["n"])
    if not number:
        return None
    unit = "weekday" if match["weekday"] else "week" if match["week"] else "day" if match["day"] else "month"
    if unit == "month" and after != "year":
        return None
    fields: Fields = {"nth": number, "nth_unit": unit}
    if match["weekday"]:
        fields["nth_weekday"] = _WEEKDAYS[match["weekday"]]
    return Nth(match.end(), "weekday" if unit == "weekday" else unit, fields)


def _decades(text: str, pos: int) -> Nth | None:
    """二十一世纪|头十年, 上世纪|第三个十年."""
    match = _DECADES.match(text, pos)
    number = _number(match["first"] or match["last"] or match["nth"]) if match else None
    if match is None or not number:
        return None
    key = "nth" if match["nth"] else "first"
    return Nth(match.end(), "decade", {key: -number if match["last"] else number, "nth_unit": "decade"})


def _number(text: str) -> int | None:
    numeral = read(text, 0)
    return numeral.integer if numeral and numeral.end == len(text) else None


def part(begin: dt.datetime, end: dt.datetime, fields: Fields) -> tuple[dt.datetime, dt.datetime]:
    """The part of ``begin`` to ``end`` the fields mean. Raises ValueError where it has no such part."""
    unit = fields["nth_unit"]
    if unit == "decade":
        return _years(begin, end, fields)
    if "first" in fields:
        return _several(begin, end, int(fields["first"]), str(unit))
    number = int(fields["nth"])
    if unit == "day":
        first = begin + (number - 1) * _DAY if number > 0 else end + number * _DAY
        length = _DAY
    elif unit == "month":
        return _months(begin, number - 1 if number > 0 else 12 + number, 1)
    else:
        # A week belongs to the month or year its Monday lies in.
        weekday = int(fields.get("nth_weekday", 1))
        if number > 0:
            first = begin + ((weekday - begin.isoweekday()) % 7 + 7 * (number - 1)) * _DAY
        else:
            first = end - ((end.isoweekday() - weekday - 1) % 7 + 1 + 7 * (-number - 1)) * _DAY
        length = _DAY if unit == "weekday" else 7 * _DAY
    if not begin <= first < end:
        raise ValueError("no such part")
    return first, first + length


def _several(begin: dt.datetime, end: dt.datetime, number: int, unit: str) -> tuple[dt.datetime, dt.datetime]:
    if unit == "month":
        return _months(begin, 0, number) if number > 0 else _months(begin, 12 + number, -number)
    length = abs(number) * (7 if unit == "week" else 1) * _DAY
    return (begin, begin + length) if number > 0 else (end - length, end)


def _years(begin: dt.datetime, end: dt.datetime, fields: Fields) -> tuple[dt.datetime, dt.datetime]:
    if "nth" in fields:
        first = begin.year + 10 * (int(fields["nth"]) - 1)
        return begin.replace(year=first), begin.replace(year=first + 10)
    number = int(fields["first"])
    return (
        (begin, begin.replace(year=begin.year + number)) if number > 0 else (end.replace(year=end.year + number), end)
    )


def _months(begin: dt.datetime, skip: int, count: int) -> tuple[dt.datetime, dt.datetime]:
    if not (skip >= 0 and 0 < count <= 12 and skip + count <= 12):
        raise ValueError("a year has twelve months")
    first = begin.replace(month=1 + skip)
    last = skip + count
    return first, begin.replace(year=begin.year + last // 12, month=last % 12 + 1)
