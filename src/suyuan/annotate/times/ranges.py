"""Ranges: 4月9～14日, 2017年8月至11月, 1985到89年, 2019年至今, 和…之间."""

from __future__ import annotations

import re
from dataclasses import replace

from suyuan.annotate.times.dates import chain
from suyuan.annotate.times.lexicon import LEVELS, Fields
from suyuan.annotate.times.pieces import piece
from suyuan.annotate.times.raw import Raw
from suyuan.text.numerals import read

_TO = re.compile(r"\s?(?:[起时]|开始)?\s?(?:到|至|[—―]{1,2}|-{1,2}|－{1,2}|~|～|–)\s?")
_NUMERIC_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}")
_UNTIL_NOW = re.compile(r"(?:起|开始)?(?:一直)?(?:至今(?![天日年晚])|迄今|到现在|到目前|至目前|至现在)")
_AND = re.compile(r"\s?(?:和|与|跟|及)\s?")
_BETWEEN_AFTER = re.compile(r"之间|间(?![谍接隙])|期间")


def open_range(text: str, pos: int) -> Raw | None:
    """4～14日, 1985到89年, 五到六点: the first number takes its unit from the second."""
    numeral = read(text, pos, decimals=False)
    if numeral is None or numeral.mod or (numeral.integer is None and numeral.positional is None):
        return None
    to = _TO.match(text, numeral.end)
    if to is None or to.end() >= len(text):
        return None
    second = piece(text, to.end(), "month")
    if second is None or second.level not in ("day", "month", "year", "clock", "decade"):
        return None
    number = numeral.positional if numeral.digits else numeral.integer
    if number is None or (second.level == "clock" and not 0 <= number <= 24):
        return None
    key = {"day": "day", "month": "month", "year": "year", "clock": "hour", "decade": "decade"}[second.level]
    if (key not in second.fields and second.level != "year") or (second.level == "year" and numeral.digits != 4):
        return None
    if (second.level == "day" and set(second.fields) != {"day"}) or (second.level == "day" and not 1 <= number <= 31):
        return None
    return Raw(pos, numeral.end, "date", {key: number}, second.level)


def open_tail(text: str, first: Raw) -> Raw | None:
    """4月9～14日, 下午3到6点: the open range hangs on what comes before it."""
    if first.level not in ("year", "month", "day", "daypart") or first.mod or first.end >= len(text):
        return None
    inner = open_range(text, first.end)
    if inner is None or LEVELS[inner.level] <= LEVELS[first.level] or inner.fields.keys() & first.fields.keys():
        return None
    inner = range_from(text, inner)
    if inner is None or inner.until is None:
        return None
    return replace(
        inner, start=first.start, fields={**first.fields, **inner.fields}, until=_inherit(first.fields, inner.until)
    )


def range_from(text: str, first: Raw) -> Raw | None:
    """``first`` and 至, 到, ～, 和…之间 and a second date that takes from the first what it does not say."""
    now = _UNTIL_NOW.match(text, first.end)
    if now and first.level not in ("clock", "daypart"):  # 2019年至今
        return replace(first, end=now.end(), kind="range", until={"day_offset": 0}, bare=False)
    to = _TO.match(text, first.end)
    both = _AND.match(text, first.end) if to is None else None
    match = to or both
    if match is None or match.end() >= len(text):
        return None
    numeric = _NUMERIC_DATE.match(text, match.end())
    second = chain(text, match.end(), None if numeric else first.level)
    if second is None or second.kind != "date":
        return None
    if both and not _BETWEEN_AFTER.match(text, second.end):
        return None
    if LEVELS.get(second.level, 0) < LEVELS.get(first.level, 0) and second.level not in ("year", "month", "day"):
        return None
    until = _inherit(first.fields, second.fields)
    end = second.end
    between = _BETWEEN_AFTER.match(text, second.end)
    if between and (both or between.group() == "之间"):
        end = between.end()
    return replace(first, end=end, kind="range", until=until, until_mod=second.mod, level=second.level, bare=False)


def from_now(text: str, start: int, end: int) -> Raw | None:
    """现在到年底, 目前至6月30日: from the moment of writing."""
    to = _TO.match(text, end)
    second = chain(text, to.end(), "day") if to and to.end() < len(text) else None
    if second is None or second.kind != "date":
        return None
    return Raw(start, second.end, "range", {"now": 1}, second.level, until=second.fields, until_mod=second.mod)


_SCALE = ("century", "decade", "year", "month", "day", "daypart", "hour")
_ALIASES = {
    "century_offset": "century", "year2": "year", "year_offset": "year", "stated_year": "year",
    "month_offset": "month", "stated_month": "month", "day_offset": "day", "stated_day": "day",
    "weekday": "day", "week_offset": "month", "half": "month", "quarter": "month", "season": "month",
}  # fmt: skip


def _inherit(first: Fields, second: Fields) -> Fields:
    """What is coarser than the second half's coarsest field comes from the first: 4月9～14日, 2017年8月至11月."""
    ranks = [_SCALE.index(_ALIASES.get(key, key)) for key in second if _ALIASES.get(key, key) in _SCALE]
    if not ranks or any(key.endswith("_offset") or key.startswith("stated") for key in second):
        return second
    coarsest = min(ranks)
    lent = {
        key: value
        for key, value in first.items()
        if _ALIASES.get(key, key) in _SCALE and _SCALE.index(_ALIASES.get(key, key)) < coarsest
    }
    return {**lent, **second}
