"""A date from its pieces, coarse to fine: 去年|8月|10日|下午|3时."""

from __future__ import annotations

import re

from suyuan.annotate.times import guard
from suyuan.annotate.times.fiscal import fiscal_at, fiscal_part
from suyuan.annotate.times.lexicon import Fields, words
from suyuan.annotate.times.nth import nth_at
from suyuan.annotate.times.numeric import Piece
from suyuan.annotate.times.pieces import part_after, piece
from suyuan.annotate.times.raw import Raw
from suyuan.model import TimeMod

#: What may follow a piece directly, by level.
_FOLLOWERS = {
    "century": ("decade",),
    "decade": (),
    "year": ("half", "quarter", "season", "month", "part", "day", "holiday", "weekday"),
    "half": (), "quarter": (), "season": (), "part": (), "xun": (),
    "month": ("xun", "day", "week", "holiday"),
    "week": ("weekday", "daypart"),
    "holiday": ("daypart", "clock"),
    "day": ("weekday", "daypart", "clock"),
    "weekday": ("daypart", "clock", "month", "day"),
    "daypart": ("clock",),
    "clock": (),
}  # fmt: skip
_GLUE = re.compile(r"\s{0,2}(?:的|大?约|[,，]\s?|\s?[-－–]\s?)?")
_THAT_DAY = re.compile(r"当(?:[天日](?!的?[地元])|(?P<night>[晚夜]))")
WEAK = frozenset(form for form, word in words().items() if word.weak)


def chain(text: str, pos: int, inherit: str | None = None) -> Raw | None:
    """A date from its pieces, coarse to fine; ``inherit`` is the level a range's first half lends its second."""
    first = piece(text, pos, inherit)
    if first is None or first.level in ("pair", "yearpair"):
        return _pair(pos, first) if first else None
    if text[pos : first.end] in WEAK and not _early_hour(text, first):
        return None
    fields, level, end, bare = dict(first.fields), first.level, first.end, first.bare
    mod: TimeMod | None = fields.pop("part", None)  # type: ignore[assignment]
    if level == "part":
        return Raw(pos, end, "date", fields, "month" if "month_offset" in fields else "year", mod)
    while mod is None:
        part = _part(text, end, level)
        following = next_piece(text, end, level, fields)
        if following is None:
            fiscal = fiscal_at(text, end, fields) if level == "year" or "year" in fields else None
            if fiscal:
                end, level = fiscal_part(text, fiscal, fields)
            elif part:
                end, mod = part  # type: ignore[assignment]
                bare = False
            break
        fields |= following.fields
        level, end, bare = following.level, following.end, False
        if "part" in fields:
            mod = fields.pop("part")  # type: ignore[assignment]
    return Raw(pos, end, "date", fields, level, mod, bare=bare)


def _part(text: str, end: int, level: str) -> tuple[int, str] | None:
    """初, 中 or 底 behind the pieces, unless it belongs to the next word: 去年|中国, 今年|初步, 去年|底层."""
    part = part_after(text, end, level)
    return None if part and guard.leans_right(text, end, part[0]) else part


def _pair(pos: int, first: Piece) -> Raw:
    begin, end = int(first.fields["from"]), int(first.fields["to"])
    key, level = ("year_offset", "year") if first.level == "yearpair" else ("day_offset", "day")
    return Raw(pos, first.end, "range", {key: begin}, level, until={key: end})


def next_piece(text: str, end: int, level: str, fields: Fields) -> Piece | None:
    """The next piece after ``end``, if the grammar lets it follow."""
    allowed = _FOLLOWERS.get(level, ())
    if not allowed or end >= len(text):
        return None
    that = _THAT_DAY.match(text, end) if level in ("day", "holiday") else None
    if that:  # 端午当天, 5月3日当晚
        return Piece(that.end(), "daypart", {"daypart": "EV"}) if that["night"] else Piece(that.end(), level, {})
    glue = _GLUE.match(text, end)
    for at in (end, glue.end() if glue else end):
        if at >= len(text) or (at > end and not _may_join(text, end, at, level)):
            continue
        following = piece(text, at, level)
        ordinal = nth_at(text, at, level) if level in ("century", "year", "month", "week") else None
        if ordinal:
            return Piece(ordinal.end, ordinal.level, ordinal.fields)
        if following and following.level == "part":
            following = following._replace(fields={"part": following.fields["part"]})
        if following is None or following.level not in allowed or fields.keys() & following.fields.keys() - {"lunar"}:
            continue
        if level == "weekday" and following.level in ("month", "day") and at == end and text[at] not in "0123456789":
            continue
        if at > end and text[end:at].strip() in (",", "，") and following.level not in ("weekday", "month", "day"):
            continue
        if level == "day" and following.level == "weekday" and "day_offset" in fields:
            continue
        if level == "year" and following.level in ("day", "weekday") and "day_offset" not in following.fields:
            continue
        if text[at : following.end] in WEAK and not guard.stands(text, at, following.end):
            continue
        return following
    return None


_CLOCK_DIGITS = re.compile(r"\d{1,2}[:：]\d\d")


def _may_join(text: str, start: int, end: int, level: str) -> bool:
    glue = text[start:end]
    mark = glue.strip()
    if mark in (",", "，"):
        return level in ("day", "weekday")
    if mark in ("约", "大约"):
        return level == "daypart"
    if mark in ("-", "－", "–"):
        return level == "day" and (glue.startswith(" ") or _CLOCK_DIGITS.match(text, end) is not None)
    return "\n" not in glue


def _early_hour(text: str, first: Piece) -> bool:
    """早八点, 晚8时: the short words stand before an hour too."""
    if first.level != "daypart" or first.end >= len(text):
        return False
    following = piece(text, first.end, "daypart")
    return following is not None and following.level == "clock"
