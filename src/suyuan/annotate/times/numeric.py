"""Dates and clock times in digits: 2024-04-18, 20240418, 18/04/2024, 09:42, 6:03 PM."""

from __future__ import annotations

import re
from typing import NamedTuple

from suyuan.annotate.times.lexicon import Fields

_YMD = re.compile(
    r"(?P<y>\d{4})(?:(?P<s>[-/.．])(?P<m>\d{1,2})[-/.．](?P<d>\d{1,2})(?!\d|[.．]\d)"
    r"|\s(?P<m2>\d{2})\s(?P<d2>\d{2})(?!\d)|(?P<m3>[01]\d)(?P<d3>[0-3]\d)(?![\dA-Za-z]))"
)
_ISO = re.compile(
    r"(?P<y>[12]\d{3})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])T(?P<h>[01]\d|2[0-3]):(?P<mi>[0-5]\d)"
    r"(?::(?P<s>[0-5]\d)(?:\.\d{1,9})?)?(?:(?P<z>Z)|(?P<sign>[+-])(?P<zh>[01]\d):?(?P<zm>[0-5]\d))?(?![\dA-Za-z])"
)
_YM = re.compile(r"(?P<y>(?:19|20)\d{2})[-/.](?P<m>0[1-9]|1[0-2])(?![\d./]|-(?!(?:19|20)\d\d))")
_DMY = re.compile(r"(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})(?![\d./-])")
_SLASHED = re.compile(r"(?P<m>1[0-2]|0?[1-9])/(?P<d>[12]\d|3[01]|0?[1-9])(?![\d/%.])")
_DASHED = re.compile(r"(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?![\d-])")
_CLOCK = re.compile(
    r"(?P<h>[01]?\d|2[0-4])[:：](?P<mi>[0-5]\d)(?:[:：](?P<s>[0-5]\d))?(?!\d)"
    r"(?:\s?(?P<ap>[AaPp])\.?\s?[Mm]?\.?(?![A-Za-z]))?"
)
_CLOCK_12 = re.compile(r"(?P<h>1[0-2]|0?\d)\s?(?P<ap>[AaPp])\.?[Mm]\.?(?![A-Za-z])")


class Piece(NamedTuple):
    """``level`` is a name of ``lexicon.LEVELS``; ``bare`` pieces (点 without a day or part of day) need support."""

    end: int
    level: str
    fields: Fields
    bare: bool = False


def numeric_piece(text: str, pos: int, after: str | None) -> Piece | None:
    """2024-04-18, 20240418, 18/04/2024, 09:42, 6:03 PM."""
    if pos and (text[pos - 1].isdigit() or (text[pos - 1] in ".．/" and pos > 1 and text[pos - 2].isdigit())):
        return None
    if pos > 3 and text[pos - 1] in "+＋-−" and text[pos - 4 : pos - 1] in ("UTC", "GMT"):
        return None  # UTC+5:30 is no half past five
    match = _ISO.match(text, pos) if after is None else None
    if match:
        return _iso_moment(match)
    match = _YMD.match(text, pos)
    if match and after is None:
        year = int(match["y"])
        month, day = int(match["m"] or match["m2"] or match["m3"]), int(match["d"] or match["d2"] or match["d3"])
        plausible = 1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2999
        joined = match["m3"] is not None and (
            pos > 0 and ((text[pos - 1].isascii() and text[pos - 1].isalpha()) or text[pos - 1] in "-_#")
        )
        if plausible and not joined and not (match["m3"] and not 1900 <= year <= 2100):
            return Piece(match.end(), "day", {"year": year, "month": month, "day": day})
    match = _DMY.match(text, pos)
    if match and after is None:
        return _day_month_year(match)
    match = _YM.match(text, pos)
    if match and after is None:
        return Piece(match.end(), "month", {"year": int(match["y"]), "month": int(match["m"])})
    match = _CLOCK.match(text, pos)
    if match:
        return _clock(match)
    match = _CLOCK_12.match(text, pos)
    if match:
        return _clock(match)
    match = _SLASHED.match(text, pos) or _DASHED.match(text, pos)
    if match and after in (None, "year") and (match.start() == 0 or text[pos - 1] in "（(【\n"):
        end = match.end()
        if text[end : end + 1] in ("", " ", "）", ")", "】", "\n", "号", "日"):
            return Piece(
                end + (text[end : end + 1] in ("号", "日")),
                "day",
                {"month": int(match["m"]), "day": int(match["d"])},
                True,
            )
    return None


def _day_month_year(match: re.Match[str]) -> Piece | None:
    first, second, year = int(match["a"]), int(match["b"]), match["y"]
    if len(year) == 2:
        # 12-11-10 starts with a two-digit year; 05/05/89 ends with one. Neither is news style.
        if match["s"] == "-" and 1 <= second <= 12 and 1 <= int(year) <= 31:
            return Piece(match.end(), "day", {"year2": first, "month": second, "day": int(year)}, True)
        if match["s"] != "/":
            return None
    key = "year" if len(year) == 4 else "year2"
    if first > 12 and second <= 12 and first <= 31:
        return Piece(match.end(), "day", {key: int(year), "month": second, "day": first})
    if second > 12 and first <= 12 and second <= 31:
        return Piece(match.end(), "day", {key: int(year), "month": first, "day": second})
    if 1 <= first <= 12 and 1 <= second <= 12:
        return Piece(match.end(), "day", {key: int(year), "month": second, "day": first, "swap": 1})
    return None


def _iso_moment(match: re.Match[str]) -> Piece:
    """2024-04-18T16:54:00+08:00, as machines print it; ``utc`` is the offset in minutes."""
    names = {"y": "year", "m": "month", "d": "day", "h": "hour", "mi": "minute", "s": "second"}
    fields: Fields = {name: int(match[key]) for key, name in names.items() if match[key]}
    if match["z"] or match["sign"]:
        minutes = 60 * int(match["zh"] or 0) + int(match["zm"] or 0)
        fields["utc"] = -minutes if match["sign"] == "-" else minutes
    return Piece(match.end(), "clock", fields)


def _clock(match: re.Match[str]) -> Piece:
    groups = match.groupdict()
    fields: Fields = {"hour": int(groups["h"])}
    if groups.get("mi"):
        fields["minute"] = int(groups["mi"])
    if groups.get("s"):
        fields["second"] = int(groups["s"])
    if groups.get("ap"):
        fields["ampm"] = groups["ap"].lower()
    return Piece(match.end(), "clock", fields)
