"""Printed dates with their clock and zone: 2024-04-18 16:54, 2024年04月18日, 18/04/2024 - 16:54, Jul 14, 2020 3:05 PM.

Only absolute dates with a year, as datelines, page heads and envelopes print them; times of day and relative days
inside an article are another room's work. A numeric date whose first two numbers could both be months is decided by
``order`` (``dmy`` or ``mdy``), by a twelve-hour clock, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from suyuan.model import Precision
from suyuan.read.syntax import any_of

Order = Literal["ymd", "dmy", "mdy"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1
    )
    for name in names.split()
}  # fmt: skip
_DIGITS = str.maketrans("〇零○Ｏ一二三四五六七八九０１２３４５６７８９：", "00001234567890123456789:")
_MONTH = r"(?P<mon>[A-Za-z]{3,9})\.?"
_CLOCK = (
    r"(?:(?:\s{0,4}[（(]?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][)）]?)?(?:\s{0,4}[,，|·]?\s{0,4}(?:at\s{1,4}|[-–—]\s{0,4}|T|_)?)"
    r"(?P<half>上午|下午|凌晨|早上|晚上|中午|晚间)?\s{0,4}(?P<h>\d{1,2})\s{0,4}[:：时時点點](?:\s{0,4}(?P<mi>\d{2})(?:\s{0,4}[:：分]\s{0,4}(?P<s>\d{2})?(?:\.\d+)?)?)?"
    r"(?:\s{0,4}(?P<ampm>[AaPp]\.?[Mm]\.?)(?![A-Za-z]))?(?:\s{0,4}(?P<zone>Z|UTC|GMT|EST|EDT|PST|PDT|CST|JST|HKT|[+-]\d{2}:?\d{2})(?![\dA-Za-z]))?)?"
)
_NUMERIC = r"(?<![\d./-])(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"
_CHINESE = (
    r"(?:(?P<era>(?:中[华華])?民[国國]\s{0,4})?(?P<cy>\d{2,4}|[〇零○一二三四五六七八九０-９]{4})\s{0,4}年\s{0,4})"
    r"(?P<cm>\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十]{1,2})\s{0,4}月\s{0,4}(?P<cd>\d{1,2}|[０-９]{1,2}|[一二三四五六七八九十廿卅]{1,3})\s{0,4}[日号號]?"
)
_WESTERN = r"(?<![\d./-])(?P<a>\d{1,2})(?P<wsep>[-/.])(?P<b>\d{1,2})(?P=wsep)(?P<wy>\d{4})(?!\d)"
_DAY_MONTH = (
    rf"(?<!\d)(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{1,4}}(?:of\s{{1,4}})?{_MONTH}[,\s-]{{1,4}}(?P<ey>\d{{4}})(?!\d)"
)
_MONTH_DAY = r"\b(?P<mon2>[A-Za-z]{3,9})\.?\s{1,4}(?P<ed2>\d{1,2})(?:st|nd|rd|th)?,?\s{1,4}(?P<ey2>\d{4})(?!\d)"
_ANY = any_of((f"(?:{_NUMERIC}|{_CHINESE}|{_WESTERN}|{_DAY_MONTH}|{_MONTH_DAY}){_CLOCK}",))
_CANDIDATE = re.compile(r"\d{4}|[〇零○一二三四五六七八九]{4}年|民[国國]|[０-９]{4}")
_URL = re.compile(
    r"(?<!\d)(?P<y>19[89]\d|20[0-4]\d)(?P<s>[-/_]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])(?!\d{1,3}(?!\d))"
    r"|(?<!\d)(?P<y2>19[89]\d|20[0-4]\d)(?P<s2>[-/])(?P<m2>[1-9]|1[0-2])(?P=s2)(?P<d2>[1-9]|[12]\d|3[01])(?!\d)"
    r"|/(?P<y3>20[0-4]\d)-?(?P<m3>0[1-9]|1[0-2])/(?P<d3>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<m4>0[1-9]|1[0-2])(?P<d4>0[1-9]|[12]\d|3[01])(?P<y4>20[0-4]\d)(?:\d{6})?(?!\d)"
)
_HOST = re.compile(r"^[a-z]+://[^/]*", re.I)
_DIGITS_IN_URL = re.compile(r"[\d/_-]{6,}")  # where a day may be
_MORNING = ("上午", "凌晨", "早上")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date found at ``start`` to ``end``; ``value`` is ISO 8601 cut to ``precision``."""

    start: int
    end: int
    value: str
    precision: Precision
    zone: str | None = None

    @property
    def day(self) -> str:
        return self.value[:10]


def find_datetimes(text: str, order: Order | None = None) -> Iterator[Stamp]:
    """The absolute dates of a text, in order."""
    if not _CANDIDATE.search(text):
        return
    for match in _ANY.finditer(text):
        if day := _day(match, order):
            yield _stamp(match, day)


def parse_datetime(text: str, order: Order | None = None) -> Stamp | None:
    """The first absolute date of a short text such as a header's value."""
    return next(find_datetimes(text[:200], order), None)


def url_day(url: str) -> tuple[str, str] | None:
    """(ISO day, the characters that say so) of an address such as /2024/04/18/… or …-07142020130425."""
    path = _HOST.sub("", url).split("?", 1)[0]
    for run in _DIGITS_IN_URL.finditer(path):
        for match in _URL.finditer(path, run.start(), run.end()):
            for key in ("", "2", "3", "4"):
                if match["y" + key]:
                    day = _valid(int(match["y" + key]), int(match["m" + key]), int(match["d" + key]))
                    if day:
                        return day, match.group().strip("/")
    return None


def _day(match: re.Match[str], order: Order | None) -> str | None:
    if match["y"]:
        return _valid(int(match["y"]), int(match["m"] or 0), int(match["d"] or 0))
    if match["cy"]:
        year = int(match["cy"].translate(_DIGITS))
        if match["era"]:
            year += 1911
        elif year < 100:
            return None
        return _valid(year, _chinese_number(match["cm"] or ""), _chinese_number(match["cd"] or ""))
    if match["wy"]:
        return _western(int(match["a"] or 0), int(match["b"] or 0), int(match["wy"]), match, order)
    month = _MONTHS.get((match["mon"] or match["mon2"] or "").lower())
    if month is None:
        return None
    return _valid(int(match["ey"] or match["ey2"] or 0), month, int(match["ed"] or match["ed2"] or 0))


def _western(a: int, b: int, year: int, match: re.Match[str], order: Order | None) -> str | None:
    """18/04/2024 is a day first, 4/18/2024 a month; 07/06/2020 needs to be told. A.M. and P.M. go with the American
    order, full stops between the numbers with the European."""
    if a > 12:
        order = "dmy"
    elif b > 12 or (order is None and match["ampm"]):
        order = "mdy"
    elif a == b or (order is None and match["wsep"] == "."):
        order = "dmy"
    if order == "dmy":
        return _valid(year, b, a)
    return _valid(year, a, b) if order == "mdy" else None


def _chinese_number(text: str) -> int:
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (int(tens.translate(_DIGITS)) if tens else 1) + (int(ones.translate(_DIGITS)) if ones else 0)
    return int(text.translate(_DIGITS)) if text else 0


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _stamp(match: re.Match[str], day: str) -> Stamp:
    if not match["h"]:
        return Stamp(match.start(), match.end(), day, "day")
    hour, minute, second = int(match["h"]), int(match["mi"] or 0), match["s"]
    late = (match["ampm"] or "").lower().startswith("p") or bool(match["half"] and match["half"] not in _MORNING)
    if late and hour < 12:
        hour += 12
    elif match["ampm"] and not late and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or (second and int(second) > 59):
        return Stamp(match.start(), match.start("h"), day, "day")
    value, precision = f"{day}T{hour:02}", "hour"
    if match["mi"]:
        value, precision = f"{value}:{minute:02}", "minute"
        if second:
            value, precision = f"{value}:{second}", "second"
    zone = match["zone"]
    return Stamp(match.start(), match.end(), value, precision, "UTC" if zone in ("Z", "GMT") else zone)  # type: ignore[arg-type]
