"""The Chinese grammar: one pass over a folded text, every expression as it stands and not yet resolved."""

from __future__ import annotations

import re
from dataclasses import replace

from suyuan.annotate.times import guard
from suyuan.annotate.times.dates import chain, next_piece
from suyuan.annotate.times.durations import Duration, duration_at
from suyuan.annotate.times.fiscal import special_year
from suyuan.annotate.times.lexicon import LEVELS, Fields, by_first, vague
from suyuan.annotate.times.ranges import from_now, open_range, open_tail, range_from
from suyuan.annotate.times.raw import Raw
from suyuan.annotate.times.sets import every_at
from suyuan.annotate.times.triggers import FIRST, SECONDS
from suyuan.text.numerals import STARTERS, read, skip

_APPROX_AFTER = re.compile(r"(?:的?(?:左右|前后|上下|许(?![多可久诺])))")
_APPROX_BEFORE = re.compile(r"(?:大约|大概|约莫|约)(?:在|是)?")
_NTH_TIME = re.compile(
    r"连续第?(?=[一二两三四五六七八九十\d])|第(?=[一二三四五六七八九十\d]{1,3}个?(?:天|日|周|月|年))"
)
#: A duration begins with a numeral, a bound or a word of direction.
_DURATION_STARTS = frozenset(STARTERS) | set("不未少短将接近超逾长多高历至最大约概差过去前上头后下今此往向之随再连第")
_CODE_STARTS = frozenset("FQH1234")
_NUMERAL_START = frozenset(STARTERS) - set("上成")


def scan(text: str) -> list[Raw]:
    """Every expression of a folded text, in order, none overlapping."""
    found: list[Raw] = []
    at = 0
    for_first, seconds = FIRST.search, SECONDS
    while (match := for_first(text, at)) is not None:
        pos = match.start()
        following = seconds.get(text[pos])
        if following is not None and text[pos + 1 : pos + 2] not in following:
            at = pos + 1
            continue
        raw = expression_at(text, pos)
        if raw is not None:
            found.append(raw)
            at = raw.end
        else:
            at = skip(text, pos) if text[pos] in _NUMERAL_START else pos + 1
    return found


def expression_at(text: str, pos: int) -> Raw | None:
    """The longest expression that starts at ``pos`` and whose edges cut no ordinary word."""
    if (text[pos].isdigit() or text[pos] in _CODE_STARTS) and pos and _inside_token(text, pos):
        return None
    candidates = [
        raw
        for raw in (
            every_at(text, pos),
            _date_or_range(text, pos),
            _duration(text, pos) if text[pos] in _DURATION_STARTS else None,
            _vague(text, pos) or _before_christ(text, pos),
        )
        if raw is not None
    ]
    if candidates and _in_title(text, pos):
        candidates = [raw for raw in candidates if raw.kind != "set" and "day_offset" not in raw.fields]
    candidates.sort(key=lambda raw: raw.end, reverse=True)
    for raw in candidates:
        if raw.kind == "duration" and pos and _no_duration(text, pos, raw):
            continue
        if raw.kind == "set" or guard.stands(text, raw.start, raw.end):
            return raw
    return None


def _no_duration(text: str, pos: int, raw: Raw) -> bool:
    """最后|一年 and 延后|一年 are no 后一年; 这一天 is a day and not a length."""
    before = text[pos - 1]
    if text[pos] in "前后上下头":
        shifted = (text[pos] == "后" and before in "延推押拖挪") or (text[pos] == "前" and before in "提靠")
        return shifted or not guard.stands(text, pos, pos + 1)
    return before in "这那某" and text[pos : raw.end] in ("一天", "一日")


def _in_title(text: str, pos: int) -> bool:
    """Directly after 《: 《每日讯报》 and 《今日晚报》 are names; 《2050年能源战略》 still names a year."""
    return pos > 0 and text[pos - 1] in "《〈"


def _inside_token(text: str, pos: int) -> bool:
    """2024 in A2024 or F-35: a digit after a Latin letter, or after a hyphen that follows one."""
    before = text[pos - 1]
    if before.isascii() and (before.isalnum() or before == "_"):
        return True
    return before in "-.．" and pos > 1 and text[pos - 2].isascii() and text[pos - 2].isalnum()


def _date_or_range(text: str, pos: int) -> Raw | None:
    approx = _APPROX_BEFORE.match(text, pos) if text[pos] in "大约" else None
    start = approx.end() if approx else pos
    if start >= len(text):
        return None
    raw = special_year(text, start) or chain(text, start) or open_range(text, start)
    if raw is None:
        return None
    if approx:
        if raw.level not in ("clock", "daypart"):
            return None
        raw.start, raw.mod = pos, "APPROX"
    raw = raw if raw.kind == "range" else open_tail(text, raw) or range_from(text, raw) or raw
    if raw.bare and raw.kind == "date" and not _bare_may_stand(text, raw):
        return None
    shifted = _shifted(text, raw) if raw.kind == "date" and raw.level == "day" and not approx else None
    if shifted:
        return shifted
    after = _APPROX_AFTER.match(text, raw.end)
    if after and (raw.mod is None or approx):
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


def _duration(text: str, pos: int) -> Raw | None:
    nth = _NTH_TIME.match(text, pos)
    if nth:
        return _nth_time(text, pos, nth.end())
    found = duration_at(text, pos)
    if found is None:
        return None
    return _years_ago(text, found) or Raw(pos, found.end, "duration", duration=found, mod=found.mod)


def _years_ago(text: str, found: Duration) -> Raw | None:
    """两年前的今天, 五年后的3月, 三年前的夏天: the year lies away, the rest says which part of it."""
    if found.direction not in ("ago", "later") or found.unit != "年" or not found.counts or found.mod or found.vague:
        return None
    if not text.startswith("的", found.end) or found.end + 1 >= len(text):
        return None
    away: Fields = {"year_offset": found.counts if found.direction == "later" else -found.counts}
    same = _SAME_DAY.match(text, found.end + 1)
    if same:
        return Raw(found.start, same.end(), "date", {**away, "day_offset": 0}, "day")
    inner = chain(text, found.end + 1)
    if inner is None or inner.kind != "date" or LEVELS[inner.level] < LEVELS["half"]:
        return None
    # 两年前的周二: which Tuesday is not said.
    if inner.fields.keys() & _NO_ANNIVERSARY or inner.fields.get("day_offset", 0):
        return None
    return Raw(found.start, inner.end, "date", {**away, **inner.fields}, inner.level, inner.mod)


_SAME_DAY = re.compile(r"(?:同一天|这一天|同日|今日)(?![的之]?[报闻])")
_NO_ANNIVERSARY = {
    "year",
    "year2",
    "year_offset",
    "stated_year",
    "stated_day",
    "stated_month",
    "month_offset",
    "week_offset",
    "weekday",
}


def _nth_time(text: str, pos: int, at: int) -> Raw | None:
    """连续第三天 is a stretch of three days; 第三天 the third day from the one the text stated."""
    inner = duration_at(text, at)
    if inner is None or inner.counts is None:
        return None
    if text.startswith("连续", pos):
        return Raw(pos, inner.end, "duration", duration=replace(inner, start=pos), rule="nth")
    if inner.unit != "天" or inner.direction or inner.mod:
        return None
    if inner.counts > 3:  # 第33天: how long it has lasted, not which day it is
        return Raw(pos, inner.end, "duration", duration=replace(inner, start=pos), rule="nth")
    fields: Fields = {"stated_day": inner.counts - 1}
    end, level = inner.end, "day"
    following = next_piece(text, end, "day", fields)
    while following:
        fields |= following.fields
        end, level = following.end, following.level
        following = next_piece(text, end, level, fields)
    return Raw(pos, end, "date", fields, level)


_VAGUE = by_first(vague())
_NOUN_BEFORE = re.compile(r"[的向着对个是]$")


_BEFORE_CHRIST = re.compile(r"[公西]元前(?=[\d零〇一二三四五六七八九十百千])")


def _before_christ(text: str, pos: int) -> Raw | None:
    """公元前221年: a year this calendar cannot hold; named, without an interval."""
    match = _BEFORE_CHRIST.match(text, pos)
    numeral = read(text, match.end(), decimals=False) if match else None
    number = (numeral.positional or numeral.integer) if numeral else None
    if numeral is None or number is None or number > 9999 or not text.startswith("年", numeral.end):
        return None
    return Raw(pos, numeral.end + 1, "fixed", reference=f"BC{number:04d}")


def _vague(text: str, pos: int) -> Raw | None:
    if text[pos] in "未将" and _NOUN_BEFORE.search(text, max(0, pos - 1), pos):
        return None  # 国家的未来, 面向未来: a thing, not a time
    for form in _VAGUE.get(text[pos], ()):
        if text.startswith(form, pos):
            reference = vague()[form]
            since = from_now(text, pos, pos + len(form)) if reference == "PRESENT_REF" else None
            return since or Raw(pos, pos + len(form), "vague", reference=reference)
    return None
