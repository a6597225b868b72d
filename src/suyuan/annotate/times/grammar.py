"""Pieces put together: dates, ranges of dates, durations and sets, as they stand in the text and not yet resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from suyuan.annotate.times import guard
from suyuan.annotate.times.durations import Duration, duration_at
from suyuan.annotate.times.lexicon import LEVELS, Fields, by_first, eras, holidays, vague, words
from suyuan.annotate.times.nth import nth_at
from suyuan.annotate.times.pieces import Piece, part_after, piece
from suyuan.model import TimeMod
from suyuan.text.numerals import STARTERS, read, skip


@dataclass(slots=True)
class Raw:
    """An expression found and not yet resolved; ``level`` is its finest part."""

    start: int
    end: int
    kind: str  # date, range, duration, set, vague
    fields: Fields = field(default_factory=dict)
    level: str = ""
    mod: TimeMod | None = None
    until: Fields | None = None  # a range: the fields of its end
    until_mod: TimeMod | None = None
    duration: Duration | None = None
    reference: str | None = None
    bare: bool = False
    rule: str = ""


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

_GLUE = re.compile(r"\s{0,2}(?:的|[,，]\s?|\s?[-－–]\s?)?")
_APPROX_AFTER = re.compile(r"(?:的?(?:左右|前后|上下|许(?![多可久诺])))")
_APPROX_BEFORE = re.compile(r"(?:大约|大概|约莫|约)(?:在|是)?")
_TO = re.compile(r"\s?(?:[起时]|开始)?\s?(?:到|至|—{1,2}|-{1,2}|－{1,2}|~|～|–)\s?")
_NUMERIC_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}")
_UNTIL_NOW = re.compile(r"(?:起|开始)?(?:一直)?(?:至今(?![天日年晚])|迄今|到现在|到目前|至目前|至现在)")
_AND = re.compile(r"\s?(?:和|与|跟|及)\s?")
_BETWEEN_AFTER = re.compile(r"之间|间(?![谍接隙])|期间")
_FISCAL = re.compile(
    r"(?P<country>日本|美国|联邦|英国|印度|澳大利亚|澳洲|香港|加拿大|新加坡)?(?:的)?(?:财政?年度?|会计年度)"
)
_FIRST_QUARTERS = re.compile(r"前(?P<n>[一二两三123])个?季度?")
_EVERY = re.compile(r"每(?P<gap>隔)?(?:逢|到|个|一)?")
_EVERY_UNIT = re.compile(
    r"个?(?:工作日|交易日)的?|周工作日|个?周末|年(?!度)|个?月|周(?!边)|星期|礼拜|天|日|小时|分钟|秒钟?|季度?|半年|夜|晚|早"
)
_PERIODS = {"工作日": "P1D", "交易日": "P1D", "周工作日": "P1W", "周末": "P1W", "年": "P1Y", "月": "P1M", "周": "P1W", "星期": "P1W", "礼拜": "P1W", "天": "P1D", "日": "P1D", "夜": "P1D",
            "晚": "P1D", "早": "P1D", "小时": "PT1H", "分钟": "PT1M", "秒": "PT1S", "秒钟": "PT1S", "季": "P3M",
            "季度": "P3M", "半年": "P6M"}  # fmt: skip
_NTH_TIME = re.compile(
    r"连续第?(?=[一二两三四五六七八九十\d])|第(?=[一二三四五六七八九十\d]{1,3}个?(?:天|日|周|月|年))"
)
_WEAK = frozenset(form for form, word in words().items() if word.weak)

#: A date needs one of these characters first; everything else is skipped in one regular expression.
_TRIGGERS = "".join(sorted(
    set(STARTERS) - set("上成") | {form[0] for form in words() if form not in _WEAK} | set(by_first(vague()))
    | set(by_first(eras())) | {form[0] for form in holidays()} | set("上下本这周星礼第每连过未接前近约大不超至最前后此逾长再之往随其农阴旧夏正腊冬闰")
))  # fmt: skip
_TRIGGER = re.compile(f"[{re.escape(_TRIGGERS)}]")
_NUMERAL_START = frozenset(STARTERS) - set("上成")


def scan(text: str) -> list[Raw]:
    """Every expression of a folded text, in order, none overlapping."""
    found: list[Raw] = []
    at = 0
    search = _TRIGGER.search
    while (match := search(text, at)) is not None:
        pos = match.start()
        raw = expression_at(text, pos)
        if raw is not None:
            found.append(raw)
            at = raw.end
        else:
            at = skip(text, pos) if text[pos] in _NUMERAL_START else pos + 1
    return found


def expression_at(text: str, pos: int) -> Raw | None:
    """The longest expression that starts at ``pos`` and whose edges cut no ordinary word."""
    if text[pos].isdigit() and pos and _inside_token(text, pos):
        return None
    candidates = [
        raw
        for raw in (_every(text, pos), _date_or_range(text, pos), _duration(text, pos), _vague(text, pos))
        if raw is not None
    ]
    if candidates and _in_title(text, pos):
        candidates = [raw for raw in candidates if raw.kind != "set" and "day_offset" not in raw.fields]
    candidates.sort(key=lambda raw: raw.end, reverse=True)
    for raw in candidates:
        if raw.kind == "duration" and text[pos] in "前后上下头" and not guard.stands(text, pos, pos + 1):
            continue  # 最后|一年 is no 后一年
        if raw.kind == "set" or guard.stands(text, raw.start, raw.end):
            return raw
    return None


def _in_title(text: str, pos: int) -> bool:
    """Directly after 《: 《每日讯报》 and 《今日晚报》 are names; 《2050年能源战略》 still names a year."""
    return pos > 0 and text[pos - 1] in "《〈"


def _inside_token(text: str, pos: int) -> bool:
    """2024 in A2024 or F-35: a digit after a Latin letter, or after a hyphen that follows one."""
    before = text[pos - 1]
    if before.isascii() and (before.isalnum() or before == "_"):
        return True
    return before in "-.．" and pos > 1 and text[pos - 2].isascii() and text[pos - 2].isalnum()


# ------------------------------------------------------------------ dates


def chain(text: str, pos: int, inherit: str | None = None) -> Raw | None:
    """A date from its pieces, coarse to fine; ``inherit`` is the level a range's first half lends its second."""
    first = piece(text, pos, inherit)
    if first is None or first.level in ("pair", "yearpair"):
        return _pair(pos, first) if first else None
    if text[pos : first.end] in _WEAK:
        return None
    fields, level, end, bare = dict(first.fields), first.level, first.end, first.bare
    mod: TimeMod | None = fields.pop("part", None)  # type: ignore[assignment]
    if level == "part":
        return Raw(pos, end, "date", fields, "month" if "month_offset" in fields else "year", mod)
    while mod is None:
        part = part_after(text, end, level)
        following = _next(text, end, level, fields)
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


def _next(text: str, end: int, level: str, fields: Fields) -> Piece | None:
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
        if text[at : following.end] in _WEAK and not guard.stands(text, at, following.end):
            continue
        return following
    return None


def _may_join(glue: str, level: str) -> bool:
    mark = glue.strip()
    if mark in (",", "，"):
        return level in ("day", "weekday")
    if mark in ("-", "－", "–"):
        return level == "day" and glue.startswith(" ")
    return "\n" not in glue


def _fiscal(text: str, end: int, fields: Fields) -> int | None:
    match = _FISCAL.match(text, end)
    if match is None:
        return None
    fields["fiscal"] = match["country"] or "?"
    return match.end()


def _date_or_range(text: str, pos: int) -> Raw | None:
    approx = _APPROX_BEFORE.match(text, pos)
    start = approx.end() if approx else pos
    if start >= len(text):
        return None
    raw = _fiscal_number(text, start) or _quarters(text, start) or chain(text, start) or _open_range(text, start)
    if raw is None:
        return None
    if approx:
        if raw.level not in ("clock", "daypart"):
            return None
        raw.start, raw.mod = pos, "APPROX"
    raw = raw if raw.kind == "range" else _open_tail(text, raw) or _range(text, raw) or raw
    if raw.bare and raw.kind == "date" and not _bare_may_stand(text, raw):
        return None
    shifted = _shifted(text, raw) if raw.kind == "date" and raw.level == "day" and not approx else None
    if shifted:
        return shifted
    after = _APPROX_AFTER.match(text, raw.end)
    if after and raw.mod is None:
        raw.end, raw.mod = after.end(), "APPROX"
    return raw


def _shifted(text: str, raw: Raw) -> Raw | None:
    """2月13号3天后, 开幕日3月1日的两周前: counted from a day just named."""
    at = raw.end + text.startswith("的", raw.end)
    if at >= len(text) or text[at] not in _NUMERAL_START:
        return None
    duration = duration_at(text, at)
    if duration is None or duration.direction not in ("ago", "later") or duration.vague:
        return None
    return Raw(raw.start, duration.end, "duration", raw.fields, duration=duration, mod=duration.mod, rule="shifted")


def _fiscal_number(text: str, pos: int) -> Raw | None:
    """2027日本财年, 2023财年: a year without 年, and the country's fiscal year after it."""
    numeral = read(text, pos, decimals=False)
    if numeral is None or numeral.digits != 4 or numeral.positional is None:
        return None
    fields: Fields = {"year": numeral.positional}
    end = _fiscal(text, numeral.end, fields)
    return Raw(pos, end, "date", fields, "year") if end else None


def _quarters(text: str, pos: int) -> Raw | None:
    """前三季度, 今年前三季度."""
    first = piece(text, pos) if text[pos] != "前" else None
    at = first.end if first and first.level == "year" else pos
    match = _FIRST_QUARTERS.match(text, at)
    if match is None or (first is not None and first.level != "year"):
        return None
    number = {"一": 1, "二": 2, "两": 2, "三": 3}.get(match["n"]) or int(match["n"])
    fields: Fields = {**(first.fields if first else {}), "quarters": number}
    return Raw(pos, match.end(), "date", fields, "quarter")


def _open_range(text: str, pos: int) -> Raw | None:
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


def _open_tail(text: str, first: Raw) -> Raw | None:
    """4月9～14日, 下午3到6点: the open range hangs on what comes before it."""
    if first.level not in ("year", "month", "day", "daypart") or first.mod or first.end >= len(text):
        return None
    inner = _open_range(text, first.end)
    if inner is None or LEVELS[inner.level] <= LEVELS[first.level] or inner.fields.keys() & first.fields.keys():
        return None
    inner = _range(text, inner)
    if inner is None or inner.until is None:
        return None
    return replace(
        inner, start=first.start, fields={**first.fields, **inner.fields}, until=_inherit(first.fields, inner.until)
    )


def _range(text: str, first: Raw) -> Raw | None:
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
    if both:
        end = _BETWEEN_AFTER.match(text, second.end).end()  # type: ignore[union-attr]
    return replace(first, end=end, kind="range", until=until, until_mod=second.mod, level=second.level, bare=False)


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


_DAY_COUNT_AFTER = re.compile(r"[之以]?[内后前](?!往)|以来|间|之久|游|元|币|圆|币|行")
_DAY_COUNT_BEFORE = re.compile(r"(?:连续|为期|长达|历时|近|约|超过|不到|不足|共|满|已有|逾|余|达)$")


def _bare_may_stand(text: str, raw: Raw) -> bool:
    """30日 is a day of a month, unless its neighbours make it a count of days (30日内, 为期3日)."""
    if raw.level == "day" and raw.end - raw.start <= 4 and text[raw.end - 1] == "日":
        if _DAY_COUNT_AFTER.match(text, raw.end) or _DAY_COUNT_BEFORE.search(text, max(0, raw.start - 3), raw.start):
            return False
        return text[raw.start : raw.end] != "一日"
    if raw.level == "year":
        return raw.fields.get("year") is not None
    return True


# ------------------------------------------------------------------ durations, sets, vague words


def _duration(text: str, pos: int) -> Raw | None:
    nth = _NTH_TIME.match(text, pos)
    if nth:
        return _nth_time(text, pos, nth.end())
    found = duration_at(text, pos)
    if found is None:
        return None
    return Raw(pos, found.end, "duration", duration=found, mod=found.mod)


def _nth_time(text: str, pos: int, at: int) -> Raw | None:
    """连续第三天 is a stretch of three days; 第三天 the third day from the one the text stated."""
    inner = duration_at(text, at)
    if inner is None or inner.counts is None:
        return None
    if text.startswith("连续", pos):
        return Raw(pos, inner.end, "duration", duration=replace(inner, start=pos), rule="nth")
    if inner.unit != "天" or inner.direction or inner.mod:
        return None
    fields: Fields = {"stated_day": inner.counts - 1}
    end, level = inner.end, "day"
    following = _next(text, end, "day", fields)
    while following:
        fields |= following.fields
        end, level = following.end, following.level
        following = _next(text, end, level, fields)
    return Raw(pos, end, "date", fields, level)


def _every(text: str, pos: int) -> Raw | None:
    if text[pos] != "每":
        return None
    match = _EVERY.match(text, pos)
    at = match.end() if match else pos + 1
    if at >= len(text):
        return None
    inner = chain(text, at)
    if (
        inner
        and (inner.level in ("weekday", "month", "day") or "weekday" in inner.fields)
        and inner.kind == "date"
        and not (inner.fields.keys() & {"year", "day_offset", "year_offset", "month_offset"})
    ):
        if inner.level == "weekday":
            return Raw(pos, inner.end, "set", inner.fields, reference="P1W")
        if inner.level in ("daypart", "clock") and "weekday" in inner.fields:
            return Raw(pos, inner.end, "set", inner.fields, reference="P1W")
        return Raw(pos, inner.end, "set", inner.fields, reference="P1Y" if "month" in inner.fields else "P1M")
    counted = duration_at(text, at)
    if counted and counted.direction is None and counted.mod is None:
        return Raw(pos, counted.end, "set", reference=counted.value)
    if inner and inner.level == "holiday":
        return Raw(pos, inner.end, "set", inner.fields, reference="P1Y")
    unit = _EVERY_UNIT.match(text, at)
    if unit is None or (match is not None and match["gap"]):
        return None
    reference = _PERIODS[unit.group().lstrip("个").rstrip("的")]
    end = unit.end()
    following = chain(text, end) if end < len(text) else None
    if following and (
        LEVELS[following.level] >= LEVELS["daypart"]
        or (
            reference in ("P1Y", "P1M")
            and not (following.fields.keys() & {"year", "day_offset", "year_offset", "month_offset"})
        )
    ):
        end = (_range(text, following) or following).end
    return Raw(pos, end, "set", reference=reference)


_VAGUE = by_first(vague())


_NOUN_BEFORE = re.compile(r"[的向着对个是]$")


def _vague(text: str, pos: int) -> Raw | None:
    if text[pos] in "未将" and _NOUN_BEFORE.search(text, max(0, pos - 1), pos):
        return None  # 国家的未来, 面向未来: a thing, not a time
    for form in _VAGUE.get(text[pos], ()):
        if text.startswith(form, pos):
            return Raw(pos, pos + len(form), "vague", reference=vague()[form])
    return None
