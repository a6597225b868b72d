"""The pieces of a Chinese date: 去年, 8月, 上旬, 周六, 下午, 3时35分, each read at a place of the folded text."""

from __future__ import annotations

import re
from functools import cache

from suyuan.annotate.times.lexicon import Fields, by_first, eras, holidays, numbered, words
from suyuan.annotate.times.lunar import LUNAR_CALENDAR, LUNAR_STARTS, lunar_piece
from suyuan.annotate.times.numeric import Piece, numeric_piece
from suyuan.text.numerals import Numeral, read

_WEEKDAYS = {
    char: number
    for number, chars in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天七7"), 1)
    for char in chars
}
_STEP = {"上": -1, "下": 1}
_GREETING = re.compile(r"好(?=[，。！!,、：～~”」』\s]|$)")
_COUNTED_WEEKS = frozenset("一二两三四五六七八九十几数整环围绕")
_WEEK = re.compile(
    r"(?:(?P<step>上{1,4}|下{1,4}|本|这|今|同|当)(?P<one>一?个|一)?)?(?:周|星期|礼拜)"
    r"(?:(?P<end>末)|(?P<day>[一二三四五六日天])(?![个月年周期度分流战世审线级次])|(?=(?P<again>周)[一二三四五六日天]))?"
)
_MONTH_STEP = re.compile(
    r"(?P<step>上{1,4}|下{1,4}|本|这|今)(?:一个|个)?月(?!球|亮|台|饼|份牌)(?P<part>[初中底末]|份)?"
)
_AFTER_HOUR = re.compile(r"(?P<sharp>钟|整|正(?![式在好值是常当确面规中要]))|(?P<half>半)|(?P<quarter>[一二三123])刻")
#: What makes a lone N点 an hour and not a point of view (提出四点建议).
_HOUR_FOLLOWS = re.compile(
    r"钟|整|正|半|许|多|左右|前后|之?前|之?后|以前|以后|[一二三123]刻|到|至|[-~～—－]|$|[，。、；）)\s]"
)
_NOT_A_DAY_NUMBER = re.compile(r"[线楼馆机院门厅店令文井码房车球选种候星舰艇坑桌站台口]|公[告路馆]")
_YEAR_END = re.compile(r"年(?:度(?![过假量日夜]))?")
_ADDRESS = frozenset("街路道巷弄里段衖")  # 铁匠街10号
_NOT_A_YEAR_UNIT = re.compile(r"[级轮制薪检审货糕画兽]")
_HOLIDAY_FOLLOWS = re.compile(r"[”」』]|[节假黄期小长当前后]|$")
#: 八月十五, 1月3至2月10: a day printed without 日, before a mark, a part of the day or the end of a range.
_DAY_WITHOUT_UNIT = re.compile(r"$|[，。、；）)\s”」]|[早晚凌傍上下中](?!国)[上晨午间]?|[至到~～]\s?\d")
_DIGIT_CHARS = frozenset("0123456789零〇一二三四五六七八九十百千万亿第")
#: 今年Q3, 2025年H1.
_CODED = re.compile(r"(?:Q(?P<q>[1-4])(?:季度)?|H(?P<h>[12]))(?![A-Za-z\d])")
#: Before 22时 these make it an hour: 于22时结束, 时间22时.
_HOUR_PRECEDES = frozenset("于在至到自从间、")
_SPACE = re.compile(r"[ \u3000]?")


@cache
def _first_letters() -> dict[str, list[str]]:
    return by_first(words())


@cache
def _first_holidays() -> dict[str, list[str]]:
    return by_first(holidays())


@cache
def _first_eras() -> dict[str, list[str]]:
    return by_first(eras())


def piece(text: str, pos: int, after: str | None = None) -> Piece | None:
    """The piece that starts at ``pos``; ``after`` is the level of the piece before it."""
    char = text[pos]
    if char.isdigit() and char.isascii():
        found = numeric_piece(text, pos, after)
        if found:
            return found
    if char in "QH" and after == "year":
        code = _CODED.match(text, pos)
        if code:
            return (
                Piece(code.end(), "quarter", {"quarter": int(code["q"])})
                if code["q"]
                else Piece(code.end(), "half", {"half": int(code["h"])})
            )
    if char in "上下本这今同当周星礼":
        found = _week(text, pos) or _month_step(text, pos)
        if found:
            return found
    feast = _holiday(text, pos, after)
    for form in _first_letters().get(char, ()):
        if text.startswith(form, pos) and not (feast and feast.end > pos + len(form)):
            word = words()[form]
            if word.level == "daypart" and _GREETING.match(text, pos + len(form)):
                return None  # 大家下午好
            return Piece(pos + len(form), word.level, word.fields)
    if feast:
        return feast
    found = _era(text, pos) if char in _first_eras() else None
    if found:
        return found
    found = _lunar(text, pos, after) if char in LUNAR_STARTS else None
    if found:
        return found
    return _counted(text, pos, after)


def _week(text: str, pos: int) -> Piece | None:
    match = _WEEK.match(text, pos)
    if match is None:
        return None
    step, day = match["step"], match["day"]
    if step is None and pos and text[pos] == "周" and text[pos - 1] in _COUNTED_WEEKS:
        return None  # 一周一歌, 环周一圈
    offset = sum(_STEP.get(char, 0) for char in step or "")
    if match["end"]:
        return Piece(match.end(), "week", {"week_offset": offset, "weekend": 1})
    if day is None:
        if match["again"]:  # 下周周六
            day = text[match.end() + 1]
            return Piece(match.end() + 2, "weekday", {"week_offset": offset, "weekday": _WEEKDAYS[day]})
        if step is None or (step in "同当" and not match["one"]):
            return None
        return Piece(match.end(), "week", {"week_offset": offset})
    fields: Fields = {"weekday": _WEEKDAYS[day]}
    if step:
        fields["week_offset"] = offset
    return Piece(match.end(), "weekday", fields)


def _month_step(text: str, pos: int) -> Piece | None:
    match = _MONTH_STEP.match(text, pos)
    if match is None:
        return None
    offset = sum(_STEP.get(char, 0) for char in match["step"])
    end = match.end() if match["part"] == "份" or not match["part"] else match.end() - 1
    return Piece(end, "month", {"month_offset": offset})


_JAPANESE = frozenset(("令和", "平成", "昭和", "大正", "明治"))


def _era(text: str, pos: int) -> Piece | None:
    for form in _first_eras()[text[pos]]:
        if text.startswith(form, pos):
            at = pos + len(form)
            number = 1 if text.startswith("元", at) else None
            end = at + 1
            if number is None:
                numeral = read(text, at, decimals=False)
                if numeral is None or (numeral.positional is None and numeral.integer is None):
                    return None
                number = numeral.integer if numeral.integer is not None else numeral.positional
                end = numeral.end
            if number is not None and text.startswith("年", end):
                fields: Fields = {"year": eras()[form] + number}
                if form in _JAPANESE and text.startswith("度", end + 1):  # 令和6年度, Japan's fiscal year
                    return Piece(end + 2, "year", {**fields, "fiscal": "日本"})
                return Piece(end + 1, "year", fields)
    return None


def _lunar(text: str, pos: int, after: str | None) -> Piece | None:
    """农历 and what it stands before; else a month or day whose name is lunar anyway."""
    calendar = LUNAR_CALENDAR.match(text, pos)
    if calendar is None or calendar.end() >= len(text):
        return lunar_piece(text, pos, after) if calendar is None else None
    inner = piece(text, calendar.end(), after)
    if inner and inner.level in ("year", "month", "holiday", "day"):
        return inner._replace(fields={**inner.fields, "lunar": 1})
    return None


def _holiday(text: str, pos: int, after: str | None) -> Piece | None:
    for form in _first_holidays().get(text[pos], ()):
        if not text.startswith(form, pos):
            continue
        end = pos + len(form)
        if holidays()[form].weak and not _HOLIDAY_FOLLOWS.match(text, end):
            continue
        if (
            form[0] in "一二三四五六七八九十"
            and after == "year"
            and text[pos - 2 : pos - 1] in "零〇一二三四五六七八九"
        ):
            continue  # 二零零四年八月十五: a date written out, not the feast
        if text[pos - 1 : pos] in _DIGIT_CHARS and form[0] in "一二三四五六七八九十":
            continue
        return Piece(end, "holiday", {"holiday": form})
    return None


def _counted(text: str, pos: int, after: str | None) -> Piece | None:
    """A numeral and what it numbers: 2024年, 十二月, 10日, 8时, 80年代, 21世纪, 第一季度."""
    ordinal = text[pos] == "第"
    numeral = read(text, pos + ordinal, decimals=False)
    if numeral is None:
        return None
    at = _SPACE.match(text, numeral.end).end()  # type: ignore[union-attr]
    unit = text[at : at + 1]
    number = numeral.positional if numeral.positional is not None and numeral.digits else numeral.integer
    if after == "month" and number is not None and 1 <= number <= 31 and _DAY_WITHOUT_UNIT.match(text, numeral.end):
        return Piece(numeral.end, "day", {"day": number})
    if unit in "点时" and unit and numeral.low is not None:
        return _rough_hour(text, at, numeral, after)
    if number is None or not unit:
        return None
    if unit == "季" or (ordinal and text.startswith("个季", at)):  # 两个季度 is a length
        at += unit == "个"
        if 1 <= number <= 4 and not numeral.mod:
            return Piece(at + (2 if text.startswith("季度", at) else 1), "quarter", {"quarter": number})
        return None
    if ordinal:
        return None
    if unit == "年":
        return _year(text, pos, at, numeral, number)
    if text.startswith("世纪", at) and 1 <= number <= 30:
        return Piece(at + 2, "century", {"century": number})
    if unit == "月" and 1 <= number <= 12 and not (numeral.arabic and numeral.digits > 2):
        return Piece(at + (2 if text.startswith("月份", at) else 1), "month", {"month": number})
    if (
        unit in "日号"
        and 1 <= number <= 31
        and text[numeral.end - 1] != "两"
        and not (numeral.arabic and numeral.digits > 2)
    ):
        if (
            unit == "号"
            and after != "month"
            and (_NOT_A_DAY_NUMBER.match(text, at + 1) or text[pos - 1 : pos] in _ADDRESS or _is_numbered(text, pos))
        ):
            return None
        return Piece(at + 1, "day", {"day": number}, bare=after is None)
    if unit in "点时" and 0 <= number <= 24 and text[pos] not in "几数":
        return _hour(text, pos, at, number, after)
    return None


def _is_numbered(text: str, pos: int) -> bool:
    """神舟|十六号: the number of a thing."""
    return any(text[pos - length : pos] in numbered() for length in (2, 3, 4) if pos >= length)


_MORE_OR_LESS = re.compile(r"多钟?")


def _rough_hour(text: str, at: int, numeral: Numeral, after: str | None) -> Piece | None:
    """晚上七八点: from seven till the end of the hour of eight."""
    if after is None or numeral.low is None or numeral.high is None or numeral.end - numeral.start != 2:
        return None
    if numeral.high > 12 or numeral.high != numeral.low + 1:
        return None
    end = at + 1 + text.startswith("钟", at + 1)
    return Piece(end, "clock", {"hour": int(numeral.low), "hours": 2, "part": "APPROX"})


def _year(text: str, pos: int, at: int, numeral: Numeral, number: int) -> Piece | None:
    if text.startswith("年代", at):
        if number % 10 == 0 and (number < 100 or 1000 <= number <= 2990):
            return Piece(at + 2, "decade", {"decade": number})
        return None
    if _NOT_A_YEAR_UNIT.match(text, at + 1):
        return None
    if 1000 <= number <= 2999 and (numeral.digits == 4 or (not numeral.digits and text[pos] not in "千仟")):
        return Piece(_YEAR_END.match(text, at).end(), "year", {"year": number})  # type: ignore[union-attr]
    if numeral.digits == 3 and (text[pos - 1 : pos] in "在于自从" or not numeral.arabic):
        return Piece(at + 1, "year", {"year": number}, bare=True)
    if numeral.digits == 2:
        # 08年, 零八年, 九七年 are years by their writing; 15年 is one only before a finer part (15年3月).
        written = text[pos] in "0零〇" or not numeral.arabic or number >= 80
        return Piece(at + 1, "year", {"year2": number}, bare=not written)
    return None


def _hour(text: str, pos: int, at: int, number: int, after: str | None) -> Piece | None:
    unit, end = text[at], at + 1
    supported = after is not None
    fields: Fields = {"hour": number}
    match = _AFTER_HOUR.match(text, end)
    if match and not (match["sharp"] == "正" and not supported):
        end = match.end()
        if match["half"]:
            fields["minute"] = 30
        elif match["quarter"]:
            fields["minute"] = 15 * _WEEKDAYS[match["quarter"]]
        return Piece(end, "clock", fields)
    more = _MORE_OR_LESS.match(text, end) if unit == "点" and (supported or text.startswith("多钟", end)) else None
    if more:  # 下午5点多
        return Piece(more.end(), "clock", {**fields, "part": "APPROX"})
    minute = read(text, end, decimals=False) if end < len(text) else None
    value = minute.positional if minute and minute.digits else minute.integer if minute else None
    if minute and value is not None and 0 <= value <= 59 and (minute.end - end <= 3):
        closed = text.startswith("分", minute.end) and not text.startswith("分钟", minute.end)
        if closed or (unit == "点" and (minute.end - end >= 2 or supported) and not text.startswith("点", minute.end)):
            end = minute.end + closed
            fields["minute"] = value
            return _second(text, end, fields)
    if not supported:
        if (number in (1, 2) and not text[pos].isdigit()) or text[pos:at] in ("一", "两", "几"):
            return None  # 这一点, 一时, 两点: not an hour without a day or a part of day
        told = unit == "时" and text[pos - 1 : pos] in _HOUR_PRECEDES
        if not (told or _HOUR_FOLLOWS.match(text, end)) or (unit == "时" and not text[pos].isdigit()):
            return None
    return Piece(end, "clock", fields, bare=not supported)


def _second(text: str, end: int, fields: Fields) -> Piece:
    numeral = read(text, end, decimals=False) if end < len(text) else None
    if numeral and text.startswith("秒", numeral.end):
        value = numeral.positional if numeral.digits else numeral.integer
        if value is not None and 0 <= value <= 59:
            fields["second"] = value
            return Piece(numeral.end + 1, "clock", fields)
    return Piece(end, "clock", fields)


_PART_WORDS = {
    "year": {"年初": "START", "初": "START", "伊始": "START", "年底": "END", "底": "END", "年末": "END", "末": "END",
             "年尾": "END", "年中": "MID", "中期": "MID", "中": "MID", "岁末": "END"},
    "month": {"初": "START", "底": "END", "末": "END", "中": "MID", "月初": "START", "月底": "END", "月末": "END",
              "月中": "MID", "尾": "END"},
    "quarter": {"初": "START", "末": "END", "底": "END"},
    "decade": {"初期": "START", "初": "START", "前期": "START", "中期": "MID", "中叶": "MID", "中": "MID",
               "末期": "END", "末": "END", "后期": "END", "晚期": "END"},
    "century": {"初期": "START", "初": "START", "上半叶": "START", "前半叶": "START", "中期": "MID", "中叶": "MID",
                "末期": "END", "末": "END", "下半叶": "END", "后半叶": "END", "后期": "END"},
}  # fmt: skip


def part_after(text: str, pos: int, level: str) -> tuple[int, str] | None:
    """初, 底, 中叶… after a year, month, quarter, decade or century: (end, mod)."""
    table = _PART_WORDS.get(level)
    if table is None or pos >= len(text):
        return None
    for form, mod in table.items():
        if text.startswith(form, pos):
            return pos + len(form), mod
    return None
