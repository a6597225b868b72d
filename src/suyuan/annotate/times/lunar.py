"""Months and days by their names in the Chinese calendar: 正月, 腊月, 闰四月, 初五, 廿三, 大年初二."""

from __future__ import annotations

import re

from suyuan.annotate.times.lexicon import Fields
from suyuan.annotate.times.numeric import Piece
from suyuan.text.numerals import read

LUNAR_STARTS = frozenset("农阴旧夏正腊冬闰初廿卅大年一二三四五六七八九十")
LUNAR_CALENDAR = re.compile(r"(?:农历|阴历|旧历|夏历)的?")
_MONTH = re.compile(
    r"(?P<name>正月|腊月|冬月)|闰(?P<leap>[一二三四五六七八九十\d]{1,2})月|(?P<plain>[一二三四五六七八九十]{1,2})月(?=初[一二三四五六七八九十\d])"
)
_DAY = re.compile(
    r"初(?P<first>[一二三四五六七八九十]|10|[1-9](?!\d))(?![中年])|(?P<score>廿[一二三四五六七八九]?|卅)(?![日号年月多])"
    r"|大年初(?P<new>[一二三四五六七八九十])|年初(?P<old>[二三四五六七八九十])(?!季|次|级|中|期|步)"
)
_NAMES = {"正月": 1, "冬月": 11, "腊月": 12}


def lunar_piece(text: str, pos: int, after: str | None) -> Piece | None:
    """The lunar month or day that starts at ``pos``; ``after`` is the level of the piece before it."""
    match = _MONTH.match(text, pos)
    if match:
        month = _NAMES.get(match["name"] or "") or _small(match["leap"] or match["plain"])
        if month is None or not 1 <= month <= 12:
            return None
        fields: Fields = {"month": month, "lunar": 1}
        if match["leap"]:
            fields["leap"] = 1
        return Piece(match.end(), "month", fields)
    match = _DAY.match(text, pos)
    if match and (after == "month" or match["new"] or (match["old"] and after is None)):
        day = _small(match["first"] or match["score"] or match["new"] or match["old"])
        if day is not None and 1 <= day <= 30:
            return Piece(match.end(), "day", {"day": day, "lunar": 1, **({} if after == "month" else {"month": 1})})
    return None


def _small(text: str | None) -> int | None:
    numeral = read(text, 0) if text else None
    return numeral.integer if numeral else None
