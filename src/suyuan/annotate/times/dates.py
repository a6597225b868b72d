"""A date from its pieces, coarse to fine: 去年|8月|10日|下午|3时."""

from __future__ import annotations

import re

from suyuan.annotate.times import guard
from suyuan.annotate.times.lexicon import Fields, words
from suyuan.annotate.times.nth import nth_at
from suyuan.annotate.times.numeric import Piece
from suyuan.annotate.times.pieces import part_after, piece
from suyuan.annotate.times.raw import Raw
from suyuan.model import TimeMod
from suyuan.text.numerals import read

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
_COUNTRIES = "日本|美国|联邦|英国|印度|澳大利亚|澳洲|香港|加拿大|新加坡"
_FISCAL_COUNTRY = re.compile(_COUNTRIES)
_FISCAL = re.compile(rf"(?P<country>{_COUNTRIES})?(?:的)?(?:财政?年度?|会计年度)")
_FISCAL_STEP = re.compile(r"(?P<step>本|上|下)一?个?(?=财政?年度?|会计年度)")
_FIRST_QUARTERS = re.compile(r"前(?P<n>[一二两三123])个?季度?")
WEAK = frozenset(form for form, word in words().items() if word.weak)


def chain(text: str, pos: int, inherit: str | None = None) -> Raw | None:
    """A date from its pieces, coarse to fine; ``inherit`` is the level a range's first half lends its second."""
    first = piece(text, pos, inherit)
    if first is None or first.level in ("pair", "yearpair"):
        return _pair(pos, first) if first else None
    if text[pos : first.end] in WEAK:
        return None
    fields, level, end, bare = dict(first.fields), first.level, first.end, first.bare
    mod: TimeMod | None = fields.pop("part", None)  # type: ignore[assignment]
    if level == "part":
        return Raw(pos, end, "date", fields, "month" if "month_offset" in fields else "year", mod)
    while mod is None:
        part = part_after(text, end, level)
        following = next_piece(text, end, level, fields)
        if following is None:
            fiscal = _fiscal(text, end, fields) if level == "year" or "year" in fields else None
            if fiscal:
                end = fiscal
            elif part:
                end, mod = part  # type: ignore[assignment]
                bare = False
            break
        fields |= following.fields
        level, end, bare = following.level, following.end, False
        if "part" in fields:
            mod = fields.pop("part")  # type: ignore[assignment]
    return Raw(pos, end, "date", fields, level, mod, bare=bare)


def _pair(pos: int, first: Piece) -> Raw:
    begin, end = int(first.fields["from"]), int(first.fields["to"])
    key, level = ("year_offset", "year") if first.level == "yearpair" else ("day_offset", "day")
    return Raw(pos, first.end, "range", {key: begin}, level, until={key: end})


def next_piece(text: str, end: int, level: str, fields: Fields) -> Piece | None:
    """The next piece after ``end``, if the grammar lets it follow."""
    allowed = _FOLLOWERS.get(level, ())
    if not allowed or end >= len(text):
        return None
    glue = _GLUE.match(text, end)
    for at in (end, glue.end() if glue else end):
        if at >= len(text) or (at > end and not _may_join(text[end:at], level)):
            continue
        following = piece(text, at, level)
        ordinal = nth_at(text, at, level) if level in ("year", "month", "week") else None
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


def _may_join(glue: str, level: str) -> bool:
    mark = glue.strip()
    if mark in (",", "，"):
        return level in ("day", "weekday")
    if mark in ("约", "大约"):
        return level == "daypart"
    if mark in ("-", "－", "–"):
        return level == "day" and glue.startswith(" ")
    return "\n" not in glue


def _fiscal(text: str, end: int, fields: Fields) -> int | None:
    match = _FISCAL.match(text, end)
    if match is None:
        return None
    fields["fiscal"] = match["country"] or _country_before(text, end)
    return match.end()


def _country_before(text: str, end: int) -> str:
    """日本政府2024财年的预算: the country named last before a fiscal year that names none."""
    found = _FISCAL_COUNTRY.findall(text, max(0, end - 60), end)
    return found[-1] if found else "?"


def fiscal_number(text: str, pos: int) -> Raw | None:
    """2027日本财年, 2023财年: a year without 年, and the country's fiscal year after it."""
    step = _FISCAL_STEP.match(text, pos)
    if step:
        stepped: Fields = {"year_offset": {"上": -1, "下": 1}.get(step["step"], 0)}
        end = _fiscal(text, step.end(), stepped)
        return Raw(pos, end, "date", stepped, "year") if end else None
    numeral = read(text, pos, decimals=False)
    if numeral is None or numeral.digits != 4 or numeral.positional is None:
        return None
    fields: Fields = {"year": numeral.positional}
    end = _fiscal(text, numeral.end, fields)
    return Raw(pos, end, "date", fields, "year") if end else None


def first_quarters(text: str, pos: int) -> Raw | None:
    """前三季度, 今年前三季度."""
    first = piece(text, pos) if text[pos] != "前" else None
    at = first.end if first and first.level == "year" else pos
    match = _FIRST_QUARTERS.match(text, at)
    if match is None or (first is not None and first.level != "year"):
        return None
    number = {"一": 1, "二": 2, "两": 2, "三": 3}.get(match["n"]) or int(match["n"])
    fields: Fields = {**(first.fields if first else {}), "quarters": number}
    return Raw(pos, match.end(), "date", fields, "quarter")
