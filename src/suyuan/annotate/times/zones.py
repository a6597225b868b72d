"""The clock a time is told by: 北京时间今晚9点, 当地时间18日, 20:00（GMT+8）, 3 p.m. ET.

The words stand before or behind the expression and stay outside its span. A clock time's value takes the offset on
where one is known; the interval is left in the clock the text names, for nothing says which clock a reader wants.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from suyuan.annotate.times.almanac import nth_weekday
from suyuan.annotate.times.lexicon import rows
from suyuan.text.fold import fold

_LONGEST = 18
_PREFIX_END = frozenset("间刻时区CTZ的，, ）)0123456789")
_SUFFIX_START = re.compile(r"\s?[（(]?\s?(?=[A-Za-z\u4e00-\u9fff])")
_NUMBERS = {char: number for number, char in enumerate("零一二三四五六七八九十")} | {"十一": 11, "十二": 12}
#: Summer time by the month and the Sunday it begins and ends with (-1: the last). The days are those of the rules in
#: force since the first year named; before it the offset is not told.
_SUMMER = {"us": (2007, (3, 2), (11, 1)), "eu": (1996, (3, -1), (10, -1)), "au": (2008, (10, 1), (4, 1))}


class Zone(NamedTuple):
    """``minutes`` ahead of UTC outside summer time; None for a place the text does not name."""

    name: str
    minutes: int | None
    summer: str


@cache
def _zones() -> dict[str, Zone]:
    return {
        fold(form).lower(): Zone(name, None if minutes == "-" else int(minutes), summer)
        for form, name, minutes, summer in rows("zones.tsv")
    }


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = sorted(_zones(), key=len, reverse=True)
    words = "|".join(re.escape(form) for form in forms if not form.isascii())
    names = "|".join(re.escape(form) for form in forms if form.isascii())
    offset = (
        r"(?:UTC|GMT)\s?(?P<sign>[+＋−-])\s?(?P<hours>1[0-4]|0?\d)(?::?(?P<minutes>[0-5]\d))?(?!\d)"
        r"|(?P<side>[东西])(?P<nth>十[一二]|[零一二三四五六七八九十])区(?:时间)?"
    )
    any_form = rf"(?:{offset}|(?P<word>{words})|(?P<name>(?i:{names}))(?![A-Za-z]))"
    return (
        re.compile(rf"(?<![A-Za-z]){any_form}\s?[）)]?(?:的|[，,]\s?|\s)?$"),
        re.compile(any_form),
    )


def zone_beside(text: str, start: int, end: int) -> Zone | None:
    """The zone told right before or right behind ``text[start:end]``."""
    before, behind = _patterns()
    if start and text[start - 1] in _PREFIX_END:
        found = _zone(before.search(text, max(0, start - _LONGEST), start))
        if found:
            return found
    gap = _SUFFIX_START.match(text, end)
    match = behind.match(text, gap.end()) if gap else None
    if match and match["name"] and len(match["name"]) == 2 and text[end - 1] not in ".mM":
        return None  # 上午9时CT检查: two letters are a zone behind a.m. and p.m. only
    return _zone(match)


def zone_inside(text: str) -> Zone | None:
    """The zone a piece of an expression names: the `` ET on `` of 3 p.m. ET on Thursday."""
    return _zone(_patterns()[1].search(text))


def _zone(match: re.Match[str] | None) -> Zone | None:
    if match is None:
        return None
    if match["word"] or match["name"]:
        name = match["word"] or match["name"]
        # An abbreviation is one in capitals only; "Eastern time" and "local time" as they come.
        if match["name"] and len(name) <= 4 and not name.isupper():
            return None
        return _zones()[name.lower()]
    if match["side"]:
        minutes = 60 * _NUMBERS[match["nth"]] * (1 if match["side"] == "东" else -1)
    else:
        minutes = 60 * int(match["hours"]) + int(match["minutes"] or 0)
        minutes = minutes if match["sign"] in "+＋" else -minutes
    return fixed_zone(minutes)


def fixed_zone(minutes: int) -> Zone:
    """UTC+8 and its like, by the minutes ahead."""
    return Zone(_printed(minutes), minutes, "-")


def offset_on(zone: Zone, day: dt.date) -> str | None:
    """``+08:00``; None where it is not known: 当地时间, or years before the present rules of summer time."""
    if zone.minutes is None:
        return None
    if zone.summer == "-":
        return _printed(zone.minutes)
    since, first, last = _SUMMER[zone.summer]
    if day.year < since:
        return None
    begin, end = (nth_weekday(day.year, month, nth, 7) for month, nth in (first, last))
    summer = begin <= day < end if begin < end else not end <= day < begin
    return _printed(zone.minutes + 60 * summer)


def _printed(minutes: int) -> str:
    sign, rest = "-" if minutes < 0 else "+", abs(minutes)
    return f"{sign}{rest // 60:02d}:{rest % 60:02d}"
