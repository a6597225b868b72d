"""What recurs: 每年, 每周一下午八点, 每隔三天, 每年春节."""

from __future__ import annotations

import re

from suyuan.annotate.times.dates import chain
from suyuan.annotate.times.durations import duration_at
from suyuan.annotate.times.lexicon import LEVELS
from suyuan.annotate.times.ranges import range_from
from suyuan.annotate.times.raw import Raw

_EVERY = re.compile(r"每(?P<gap>隔)?(?:逢|到|个|一)?")
_PERIODICAL = re.compile(r"每[日周月](?:[一-鿿]{0,2}[报镜]|新闻|电讯|快讯|邮报)")  # a newspaper's name
_EVERY_UNIT = re.compile(
    r"个?(?:工作日|交易日)的?|周工作日|个?周末|年(?!度)|个?月|周(?!边)|星期|礼拜|天|日|小时|分钟|秒钟?|季度?|半年|夜|晚|早"
)
_PERIODS = {
    "工作日": "P1D",
    "交易日": "P1D",
    "周工作日": "P1W",
    "周末": "P1W",
    "年": "P1Y",
    "月": "P1M",
    "周": "P1W",
    "星期": "P1W",
    "礼拜": "P1W",
    "天": "P1D",
    "日": "P1D",
    "夜": "P1D",
    "晚": "P1D",
    "早": "P1D",
    "小时": "PT1H",
    "分钟": "PT1M",
    "秒": "PT1S",
    "秒钟": "PT1S",
    "季": "P3M",
    "季度": "P3M",
    "半年": "P6M",
}


def every_at(text: str, pos: int) -> Raw | None:
    if text[pos] != "每" or _PERIODICAL.match(text, pos):
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
        end = (range_from(text, following) or following).end
    return Raw(pos, end, "set", reference=reference)
