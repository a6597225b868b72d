"""Durations and what counts from one: 三年, 两年半, 过去三年, 三天前, 两年来, 60日内, 每隔三天."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from suyuan.model import TimeMod
from suyuan.text.numerals import Numeral, read

#: Unit → (letter of an ISO 8601 duration, of its time half or not, seconds).
UNITS = {
    "世纪": ("C", False, 3153600000), "年": ("Y", False, 31536000), "季度": ("Q", False, 7776000),
    "月": ("M", False, 2592000), "周": ("W", False, 604800), "天": ("D", False, 86400),
    "小时": ("H", True, 3600), "刻": ("K", True, 900), "分": ("M", True, 60), "秒": ("S", True, 1),
}  # fmt: skip

#: The next smaller unit, and how many of it.
_CARRY = {
    "世纪": ("年", 100), "年": ("月", 12), "季度": ("月", 3), "月": ("天", 30), "周": ("天", 7),
    "天": ("小时", 24), "小时": ("分", 60), "刻": ("分", 15), "分": ("秒", 60),
}  # fmt: skip

_UNIT = re.compile(
    r"(?P<世纪>个世纪)|(?P<年>个?(?:周年|年头|年度(?!的|报|计)|年|载)(?![代级轮货糕薪检报轻青老长鉴会画]))|(?P<季度>个?季度)|(?P<月>个月|月(?=内))"
    r"|(?P<周>周(?![边刊一二三四五六日末围岁年])|个?星期(?![一二三四五六日天])|个?礼拜(?![一二三四五六日天])|个周(?![边刊围]))"
    r"|(?P<天>天(?![堂然空气才真线际文桥体安])|个?工作日|个?交易日|日(?![本元圆报军方语前益常程落]))"
    r"|(?P<小时>个?(?:小时|钟头|钟))|(?P<刻>刻钟)|(?P<分>分钟|分(?=[半])|分(?=[零〇一二三四五六七八九十\d]{1,3}秒))|(?P<秒>秒钟?)"
)
_HALF_UNIT = re.compile(
    r"半(?:(?P<世纪>个世纪)|(?P<年>年(?!级|代))|(?P<月>个?月)|(?P<周>周|个星期)|(?P<天>天(?!然)|日)|(?P<小时>个?(?:小时|钟头|钟)))"
)
_AFTER_UNIT = re.compile(r"(?P<half>半(?!数|岛|导|途|空))|(?P<more>[多余馀]|有余)")
_NIGHTS = re.compile(r"[一二三四五六七八九十两\d]{1,3}[晚夜](?![间市里总宴色])")
_MINUTES = re.compile(r"(?P<分>分)(?![之别])")
_MONTH = re.compile(r"(?P<月>月)")
_BETWEEN = re.compile(r"[零又]?\s?")

_TO = re.compile(r"\s?(?:到|至|[—―]{1,2}|-{1,2}|－|~|～|–)\s?")
_BOUND_BEFORE = re.compile(
    r"(?P<lt>不到|不足|不满|未满|少于|短于|未到|将近|接近|近)|(?P<gt>超过|逾|多于|高于)|(?P<ge>至少|不少于)|(?P<le>至多|最多|不超过)|(?P<ap>大约|约|大概|差不多)"
)
_BOUND_AFTER = re.compile(r"(?P<ge>\s?(?:及|或)?以上|之久)|(?P<le>\s?(?:及|或)?以下)|(?P<ap>左右|上下|前后)")
_DIGIT = r"[\d零一二三四五六七八九十百两半数几廿卅仨]"
_PAST = re.compile(rf"(?:(?:过去|最近|近|往前|之前|此前)(?:这|的|约)?\s?(?={_DIGIT}|\s)|[前上头](?={_DIGIT}))")
_COMING = re.compile(
    rf"(?:(?:未来|今后|接下来|将来|此后|之后|往后|向后|随后)(?:这|的|约)?\s?(?={_DIGIT})|[后下](?={_DIGIT}))"
)
_COUNTED_DAYS = re.compile(r"(?:连续|为期|长达|历时|共|满|已有|达)$")
_PASSING = re.compile(rf"(?:再过|(?<![超经不通度渡路走越错])过)(?:了|上)?(?={_DIGIT})")
_ONE_HOUR = re.compile(r"(?P<step>[上下])个(?:小时|钟头)")
_AFTER = re.compile(
    r"(?P<since>(?:时间|期间)?(?:以来|来(?![自到说访])))|(?P<within>以内|之内|内(?![阁部地政容外衣战]))"
    r"|(?P<ago>之前|以前|前(?![线锋景往途提后者夕任卫世进言所列]))|(?P<later>之后|以后|过后|后(?![者卫续果勤方院代台备面来]))"
    r"|(?P<time>的?时间)"
)


@dataclass(frozen=True, slots=True)
class Duration:
    """``months`` and ``seconds`` add up to its length. ``direction``: past, coming, ago, later or None."""

    start: int
    end: int
    value: str
    months: float
    seconds: float
    unit: str
    mod: TimeMod | None = None
    direction: str | None = None
    vague: bool = False
    counts: int | None = None  # the number, where there is one unit and it is whole

    def back(self, moment: dt.datetime, sign: int) -> dt.datetime:
        """``moment`` shifted by the duration, ``sign`` -1 into the past. Raises ValueError, OverflowError."""
        whole = int(self.months)
        index = moment.year * 12 + moment.month - 1 + sign * whole
        year, month = index // 12, index % 12 + 1
        day = moment.day
        while True:
            try:
                shifted = moment.replace(year=year, month=month, day=day)
                break
            except ValueError:
                if day < 29:
                    raise
                day -= 1
        rest = self.seconds + (self.months - whole) * 2592000
        return shifted + dt.timedelta(seconds=sign * rest)


@dataclass(slots=True)
class _Amount:
    end: int
    parts: list[tuple[str, float]]
    mod: TimeMod | None
    vague: bool


def duration_at(text: str, pos: int) -> Duration | None:
    """The duration that starts at ``pos``, with bounds and direction words before and after it."""
    at, mod, direction = pos, None, None
    bound = _BOUND_BEFORE.match(text, at)
    if bound:
        at, mod = bound.end(), _bound(bound)
    for pattern, name in ((_PAST, "past"), (_COMING, "coming"), (_PASSING, "later")):
        match = pattern.match(text, at)
        if match and not (bound and text[bound.start()] == "近" and name == "coming"):
            at, direction = match.end(), name
            inner = _BOUND_BEFORE.match(text, at)
            if inner:
                at, mod = inner.end(), _bound(inner)
            break
    hour = _ONE_HOUR.match(text, pos) if direction is None else None
    if hour:  # 上个小时
        way = "past" if hour["step"] == "上" else "coming"
        return _make(pos, hour.end(), _Amount(hour.end(), [("小时", 1.0)], None, False), None, way)
    if bound and text[pos : bound.end()] in ("近", "最近"):
        direction, mod = "past", "APPROX"
    amount = _amount(text, at)
    low: _Amount | None = None
    to = _TO.match(text, amount.end if amount else _number_end(text, at))
    if to and (upper := _amount(text, to.end())) is not None:
        low = amount or _lend_unit(text, at, upper)
        amount = upper if low is not None else None
    if amount is None:
        return None
    mod = mod or amount.mod
    end = amount.end
    after = _BOUND_AFTER.match(text, end)
    if after:
        end, mod = after.end(), mod or _bound(after)
        upper = _ceiling(text, after, low)
        if upper is not None:  # 三年以上十年以下
            made, lower = _make(pos, upper.end, upper, None, None), _make(pos, upper.end, amount, None, None)
            return replace(made, value=f"{lower.value}/{made.value}", counts=None) if made and lower else None
    tail = _AFTER.match(text, end)
    if tail:
        end, direction = _tail(text, tail, direction)
    if _one_day_name(text, pos, at, amount, direction):
        return None
    made = _make(pos, end, amount, mod, direction)
    if made and low is not None:
        lower = _make(pos, end, low, None, None)
        return replace(made, value=f"{lower.value}/{made.value}", counts=None) if lower else None
    return made


_AND_BELOW = re.compile(r"\s?(?:及|或)?以下")
_COMMA = re.compile(r"[，,、]?")


def _ceiling(text: str, after: re.Match[str], low: _Amount | None) -> _Amount | None:
    """The second half of 三年以上十年以下; its ``end`` is that of 以下."""
    if low is not None or after.lastgroup != "ge":
        return None
    upper = _amount(text, _COMMA.match(text, after.end()).end())  # type: ignore[union-attr]
    below = _AND_BELOW.match(text, upper.end) if upper else None
    if upper is None or below is None:
        return None
    upper.end = below.end()
    return upper


def _one_day_name(text: str, pos: int, at: int, amount: _Amount, direction: str | None) -> bool:
    """30日 is a day of the month, not thirty days, unless something counts it: 30日内, 为期三日, 两日, 90日."""
    (unit, number), *more = amount.parts
    if more or unit != "天" or text[amount.end - 1] != "日" or direction or pos < at:
        return False
    if text[amount.end - 2] in "作易":
        return False  # 五个工作日
    return number <= 31 and text[at] not in "两数几" and not _COUNTED_DAYS.search(text, max(0, pos - 3), pos)


def _number_end(text: str, pos: int) -> int:
    numeral = read(text, pos) if pos < len(text) else None
    return numeral.end if numeral else len(text)


def _lend_unit(text: str, pos: int, upper: _Amount) -> _Amount | None:
    """两到三年, 3~6个月: the lower number takes the unit of the upper."""
    numeral = read(text, pos)
    if numeral is None or len(upper.parts) != 1 or not numeral.exact or numeral.value >= upper.parts[0][1]:
        return None
    return _Amount(upper.end, [(upper.parts[0][0], numeral.value)], None, False)


def _tail(text: str, tail: re.Match[str], direction: str | None) -> tuple[int, str | None]:
    name = tail.lastgroup
    if name == "since":
        return tail.end(), "past"
    if name == "within":
        return tail.end(), direction or "coming"
    if name == "ago":
        return (tail.end(), "ago") if direction is None else (tail.start(), direction)
    if name == "later":
        return (tail.end(), "later") if direction is None else (tail.start(), direction)
    if name == "time" and direction is None:
        return tail.start(), None
    return tail.end() if name == "time" else tail.start(), direction


def _bound(match: re.Match[str]) -> TimeMod:
    names: dict[str, TimeMod] = {
        "lt": "LESS_THAN", "gt": "MORE_THAN", "ge": "EQUAL_OR_MORE", "le": "EQUAL_OR_LESS", "ap": "APPROX",
    }  # fmt: skip
    return names[match.lastgroup or "ap"]


def _amount(text: str, pos: int) -> _Amount | None:
    parts: list[tuple[str, float]] = []
    mod: TimeMod | None = None
    vague = False
    at = pos
    while at < len(text):
        half = _HALF_UNIT.match(text, at)
        if half:
            parts.append((half.lastgroup or "", 0.5))
            at = half.end()
        else:
            component = _component(text, at, parts[-1][0] if parts else "")
            if component is None:
                break
            unit, number, end, inexact = component
            if parts and UNITS[unit][2] >= UNITS[parts[-1][0]][2]:
                break
            parts.append((unit, number.value))
            at = end
            vague = vague or (number.low is not None and number.mod == "APPROX")
            mod = mod or inexact
        nights = _NIGHTS.match(text, at) if parts and parts[-1][0] == "天" else None
        if nights:  # 三天两夜
            at = nights.end()
            break
        tail = _AFTER_UNIT.match(text, at)
        if tail and parts:
            at = tail.end()
            if tail["half"]:
                parts.append((parts[-1][0], 0.5))
            else:
                mod = "MORE_THAN"
            break
        following = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
        if following >= len(text) or not (text[following].isdigit() or text[following] in "一二三四五六七八九十两半"):
            break
        if _component(text, following, parts[-1][0]) is None:
            break
        at = following
    return _Amount(at, parts, mod, vague) if parts else None


def _component(text: str, pos: int, after: str = "") -> tuple[str, Numeral, int, TimeMod | None] | None:
    numeral = read(text, pos)
    if numeral is None or numeral.value <= 0 or (text[pos] == "0" and numeral.digits == 2):
        return None  # 07年 is a year
    if numeral.end - pos == 1 and text[pos] in "百千万亿兆":
        return None  # 千年 is an age, not a count of years
    at = numeral.end
    while text.startswith(" ", at):
        at += 1
    inner_half, inner_more = text.startswith("个半", at), text.startswith(("个多", "个余"), at)
    match = _UNIT.match(text, at + 2 if inner_half or inner_more else at)
    if match is None and (inner_half or inner_more) and text[at + 2 : at + 3] == "月":
        match = _MONTH.match(text, at + 2)
    if match is None and after == "小时":
        match = _MINUTES.match(text, at)  # 五小时三十分
    if match is None or match.lastgroup is None:
        return None
    if numeral.digits == 4 and match.lastgroup == "年" and text[match.end() - 1] in "年度":
        return None
    if inner_half:
        numeral = Numeral(numeral.start, numeral.end, numeral.value + 0.5)
    mod: TimeMod | None = "MORE_THAN" if inner_more else numeral.mod
    return match.lastgroup, numeral, match.end(), mod


def _make(start: int, end: int, amount: _Amount, mod: TimeMod | None, direction: str | None) -> Duration | None:
    months = seconds = 0.0
    merged: dict[str, float] = {}
    for unit, number in amount.parts:
        merged[unit] = merged.get(unit, 0.0) + number
        if unit in ("世纪", "年", "季度", "月"):
            months += number * {"世纪": 1200, "年": 12, "季度": 3, "月": 1}[unit]
        else:
            seconds += number * UNITS[unit][2]
    if months > 120000 or seconds > 3e11:
        return None
    unit = amount.parts[-1][0]
    first = amount.parts[0]
    counts = int(first[1]) if len(amount.parts) == 1 and first[1] == int(first[1]) else None
    return Duration(start, end, _value(merged), months, seconds, unit, mod, direction, amount.vague, counts)


def _value(parts: dict[str, float]) -> str:
    """ISO 8601, halves written in the next smaller unit: 两年半 is P2Y6M."""
    date, clock = "", ""
    carry = _CARRY
    amounts = dict(parts)
    for unit in UNITS:
        number = amounts.get(unit, 0.0)
        if unit in ("世纪", "季度", "刻") or (
            number != int(number) and unit in carry and (number * carry[unit][1]) % 1 == 0
        ):
            keep = 0.0 if unit in ("世纪", "季度", "刻") else float(int(number))
            smaller, factor = carry[unit]
            amounts[smaller] = amounts.get(smaller, 0.0) + (number - keep) * factor
            number = keep
        if number:
            letter, is_clock, _ = UNITS[unit]
            printed = f"{number:.10g}{letter}"
            if is_clock:
                clock += printed
            else:
                date += printed
    return "P" + date + ("T" + clock if clock else "")
