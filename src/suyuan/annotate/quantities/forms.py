"""The forms an amount is printed in, each read at a place of the folded text."""

from __future__ import annotations

import re
from dataclasses import replace

from suyuan.annotate.quantities.amount import SCALE_LETTER, SPACES, Amount, amount_from, spaced_scale, unit_at
from suyuan.annotate.quantities.lexicon import currency_words, signs, units
from suyuan.annotate.quantities.percents import PERCENT, fraction_at, of_hundred, percent_at, slashed_fraction
from suyuan.annotate.times import guard
from suyuan.text.numerals import Numeral, read

_TO = re.compile(r"\s?(?:到|至|-{1,2}|－|~|～|[—―]{1,2}|–)\s?")
_JIAO = re.compile(r"(?:又|零)?\s?(?P<n>[零一二两三四五六七八九\d]{1,2})(?P<unit>角|毛|美分|分|日本銭|钱|銭|仙)")
_MONEY_END = re.compile(r"(?:钱|整|正)")
_HALF = re.compile(r"半(?![数导岛个天年月日夜途决官径场])")
_DEGREES_BEFORE = re.compile(r"(?P<scale>摄氏|华氏)(?:温度)?(?P<below>零下|负)?\s?")
#: Numerals that alone before a classifier are words or parts of names: 千岁市, 百家姓, 零件, 几家.
_AFTER_YEARS = frozenset("起届版期章步级发首年")
_NOT_MONEY = re.compile(r"[二三]元(?=[关结论化对次体素一共体方])")
_ENUMERATION = re.compile(r"[，,、：:是]")
#: 逾百人, 近千名: a bound makes a count of the bare unit.
_ROUND_BEFORE = re.compile(r"[逾近约过超达上]$")
_SPEED_BEFORE = re.compile(r"(?:航速|时速|流速|风速|速度)[^，。；、]{0,5}$")
_SPEED_AFTER = re.compile(r"的?(?:最[高大])?(?:航速|时速|速度|航行|前进)")
_METRES_AND = re.compile(r"(?P<n>\d{1,2}(?![\d.]|\s?[-~至到×xX]|[年月日个人名米台条]))")
#: 第十四届全国人大三次会议: the third session of one, no count of three.
_PEOPLE = "口民士类群质"
#: 十九届四中全会, 十四届全国人大: which one, not how many.
_ASSEMBLY = re.compile(r"[一二三四五六七八九]中全会|全国|人大|政协|中央|全会")
_SESSION_AFTER = re.compile(r"全体会议|会议|全会")
_SESSION = re.compile(r"第[^，。；]{1,4}届[^，。；、]{0,10}$")
_NO_COUNT = frozenset("数几半多百千万亿兆零〇")
_SPLIT_BY_UNIT = re.compile(r"[万亿]")


def amount_at(text: str, pos: int) -> Amount | None:
    """The amount printed at ``pos``, or None."""
    char = text[pos]
    if char == "第":
        return _ordinal(text, pos)
    sign = _sign(text, pos) if char in signs() else None
    if sign:
        return sign
    if char in "百千万佰仟":
        found = of_hundred(text, pos)
        if found:
            return found
    if char in "摄华":
        return _degrees(text, pos)
    if char == "对" and text.startswith("对折", pos):
        return Amount(pos, pos + 2, "percent", 50.0, unit="%", rule="discount")
    negative = (
        char in "-－负" and not (pos and (text[pos - 1].isalnum() or text[pos - 1] in "-－）)"))
    ) or text.startswith("零下", pos)
    start = pos + (2 if text.startswith("零下", pos) else 1) if negative else pos
    if start >= len(text):
        return None
    if char in "半一" and (found := _half(text, pos)):
        return found
    if char == "翻":
        return _doubled(text, pos)
    if negative:
        while start < len(text) and text[start] in " 　":
            start += 1
        found = of_hundred(text, start) or _counted(text, start) if start < len(text) else None
        if found is None or found.kind == "count":
            return None
        return replace(found, start=pos, value=-found.value, low=_minus(found.high), high=_minus(found.low))
    return _counted(text, pos)


def _degrees(text: str, pos: int) -> Amount | None:
    """摄氏37度, 华氏温度98.6度: the scale stands before the number."""
    match = _DEGREES_BEFORE.match(text, pos)
    numeral = read(text, match.end()) if match else None
    unit = unit_at(text, numeral.end) if numeral else None
    if match is None or numeral is None or unit is None or unit[1].name != "°":
        return None
    sign = -1.0 if match["below"] else 1.0
    name = "°C" if match["scale"] == "摄氏" else "°F"
    return Amount(pos, unit[0], "measure", sign * numeral.value, unit=name, rule="measure")


def _minus(number: float | None) -> float | None:
    return None if number is None else -number


def _counted(text: str, pos: int) -> Amount | None:
    numeral = read(text, pos)
    if numeral is None:
        return None
    numeral = _give_back(text, pos, numeral)
    ranged = _range(text, pos, numeral)
    if ranged:
        return ranged
    return _with_unit(text, pos, numeral)


def _give_back(text: str, pos: int, numeral: Numeral) -> Numeral:
    """1700亿千瓦时: the 千 belongs to the unit (千瓦时), not to the number."""
    last = numeral.end - 1
    if (
        last > pos
        and text[last] in "千兆百"
        and any(text.startswith(form, last) for form, _ in units().get(text[last], ()))
    ):
        return read(text, pos, stop=last) or numeral
    return numeral


def _with_unit(text: str, pos: int, numeral: Numeral) -> Amount | None:
    for form in (percent_at, fraction_at, slashed_fraction, _money_letters, _plain_unit):
        found = form(text, pos, numeral)
        if found:
            return found
    return _bare(text, pos, numeral)


def _ordinal(text: str, pos: int) -> Amount | None:
    numeral = read(text, pos + 1, decimals=False) if pos + 1 < len(text) else None
    if numeral is None or numeral.integer is None:
        return None
    end = numeral.end
    if _ENUMERATION.match(text, end) and (pos == 0 or not text[pos - 1].isalnum()):
        return None  # 第一，…；第二，…: a list of points
    unit = unit_at(text, end)
    name = None
    if unit and unit[1].kind in ("count", "measure") and guard.stands(text, pos, unit[0], end):
        end, name = unit[0], unit[1].name  # 第二支|队伍, but 第二|支柱
    return Amount(pos, end, "ordinal", numeral.value, unit=name, rule="ordinal")


def _sign(text: str, pos: int) -> Amount | None:
    """$20, ￥300, NT$5,000, 人民币3亿元, 新台币 177.1 亿元."""
    for form, code in signs()[text[pos]]:
        if text.startswith(form, pos):
            start = SPACES.match(text, pos + len(form)).end()  # type: ignore[union-attr]
            numeral = read(text, start) if start < len(text) else None
            if numeral is None or (form.isalpha() and form.isascii() and pos and text[pos - 1].isalnum()):
                return None
            end = numeral.end
            scaled = spaced_scale(text, numeral)
            if scaled:
                numeral, end = scaled
            amount = amount_from(numeral, pos, end, "money", code)
            unit = unit_at(text, end)
            if unit and unit[1].kind == "money":
                amount = _small_change(text, replace(amount, end=unit[0]))
            elif text[start:end] in _NO_COUNT:
                return None  # 人民币百货
            elif form[-1] not in "$＄￥¥€£₩₽" and numeral.digits and numeral.end - numeral.start < 2:
                return None
            return replace(amount, rule="money-sign")
    return None


_BY_HALF = re.compile(r"一半(?![圆径空月])|半数")
_DOUBLED = re.compile(r"翻(?:了|上)?(?:(?P<n>[一两二三四五六123456])番|番)(?![茄薯号人邦])")


def _doubled(text: str, pos: int) -> Amount | None:
    """翻一番 is twice as much, 翻两番 four times."""
    match = _DOUBLED.match(text, pos)
    if match is None:
        return None
    numeral = read(match["n"], 0) if match["n"] else None
    times = int(numeral.value) if numeral else 1
    return Amount(pos, match.end(), "measure", float(2**times), unit="倍", rule="doubling")


def _half(text: str, pos: int) -> Amount | None:
    share = _BY_HALF.match(text, pos)
    if share:
        return Amount(pos, share.end(), "percent", 50.0, unit="%", rule="half")
    if text[pos] != "半":
        return None
    if text.startswith("半折", pos) or text.startswith("半成", pos):
        return (
            Amount(pos, pos + 2, "percent", 5.0, unit="%", rule="tenths")
            if text[pos + 1] == "成"
            else Amount(pos, pos + 2, "percent", 50.0, unit="%", rule="discount")
        )
    unit = unit_at(text, pos + 1)
    if unit and unit[1].kind == "measure" and unit[1].name not in ("岁", "级", "度"):
        return Amount(pos, unit[0], "measure", 0.5, unit=unit[1].name, rule="measure")
    return None


def _money_letters(text: str, pos: int, numeral: Numeral) -> Amount | None:
    """15k元, 30w: the clipped style of pay and price."""
    letter = SCALE_LETTER.match(text, numeral.end)
    if letter is None or not numeral.arabic:
        return None
    unit = unit_at(text, letter.end())
    if unit and unit[1].kind == "money":
        factor = 1000.0 if letter["k"] else 10000.0
        return replace(amount_from(numeral, pos, unit[0], "money", unit[1].name, factor), rule="money")
    return None


def _plain_unit(text: str, pos: int, numeral: Numeral) -> Amount | None:
    scaled = spaced_scale(text, numeral)
    if scaled:
        numeral = scaled[0]
    end = numeral.end
    article = text.startswith("个", end)
    found = unit_at(text, end)
    if found is None:
        return None
    end, unit = found
    printed = text[pos : numeral.end]
    if unit.kind == "count":
        if article and unit.name == "个":
            more = currency_words().get(text[end : end + 2]) if not numeral.exact or numeral.value > 1e6 else None
            if more:
                return replace(amount_from(numeral, pos, end + 2, "money", more), rule="money")
        if numeral.digits == 4 and 1900 <= numeral.value <= 2100 and unit.name in _AFTER_YEARS:
            return None  # 2013起, 2026届
        if numeral.digits > 1 and not numeral.arabic and numeral.exact:
            return None  # 五四杯, 九一八: digits read out are a name, no count
        if unit.name == "大" and (not 2 <= numeral.value <= 10 or not numeral.exact):
            return None
        if numeral.digits > 6 or (numeral.mod and numeral.low is None and printed in ("数", "几")):
            return None
        if printed in _NO_COUNT and not (printed in "百千万" and _ROUND_BEFORE.search(text, max(0, pos - 2), pos)):
            return None
        if unit.name == "次" and _SESSION_AFTER.match(text, end) and _SESSION.search(text, max(0, pos - 18), pos):
            return None
        if unit.name == "节" and (knots := _knots(text, pos, numeral, end)):
            return knots
        if unit.name == "人" and text[end : end + 1] in _PEOPLE and end < len(text):
            return None  # 14亿人口: read as the bare number it is
        if unit.name == "届" and _ASSEMBLY.match(text, end):
            return replace(amount_from(numeral, pos, end, "ordinal", unit.name), rule="ordinal")
        of = "人" if unit.name == "人" else None
        amount = amount_from(numeral, pos, end, "count", unit.name)
        return replace(amount, of=of, one=printed in ("一", "壹"), split=numeral.end, rule="count")
    if unit.kind == "money":
        if _NOT_MONEY.match(text, pos):
            return None
        amount = amount_from(numeral, pos, end, "money", unit.name)
        return replace(_small_change(text, amount), rule="money")
    if unit.name == "°" and not numeral.arabic and printed in ("一", "两", "几", "再", "数"):
        return None
    if printed in _NO_COUNT:
        return None
    amount = amount_from(numeral, pos, end, "measure", unit.name)
    if unit.name == "m" and (tall := _METRES_AND.match(text, end)):  # 1米75, 一米八
        small = read(tall["n"], 0)
        if small is not None and small.positional is not None:
            value = round(amount.value + small.positional / 10 ** len(tall["n"]), 2)
            return replace(amount, end=tall.end(), value=value, rule="measure")
    half = _HALF.match(text, end)
    if half and unit.name not in ("岁", "级"):
        amount = replace(amount, end=half.end(), value=amount.value + 0.5)
    if (unit.name == "°" and numeral.value > 3000) or (unit.name == "级" and numeral.value > 100):
        return None
    return replace(amount, rule="measure")


def _knots(text: str, pos: int, numeral: Numeral, end: int) -> Amount | None:
    """航速12节, 以12节的速度; elsewhere 节 counts classes, carriages and batteries."""
    if not (_SPEED_BEFORE.search(text, max(0, pos - 9), pos) or _SPEED_AFTER.match(text, end)):
        return None
    return replace(amount_from(numeral, pos, end, "measure", "kn"), rule="measure")


def _small_change(text: str, amount: Amount) -> Amount:
    """元 goes on in 角 and 分: 五元三毛, 123元1角1分, 两美元又三美分; and 八块五."""
    value, end = amount.value, amount.end
    for _ in range(2):
        match = _JIAO.match(text, end)
        if match is None:
            break
        small = read(match["n"], 0)
        if small is None:
            break
        value += small.value * (0.1 if match["unit"] in "角毛" else 0.01)
        end = match.end()
    if end == amount.end and text[end - 1] == "块" and end < len(text):
        digit = read(text, end, decimals=False)
        if digit and digit.digits == 1 and unit_at(text, digit.end) is None and digit.value > 0:
            value, end = value + digit.value / 10, digit.end
    tail = _MONEY_END.match(text, end)
    if tail and text[end - 1] in "元圆块角毛分":
        end = tail.end()
    code = amount.unit
    for width in (3, 2):  # 三万元欧元, 8亿元人民币
        other = currency_words().get(text[end : end + width])
        if other and text[end - 1] in "元圆":
            end, code = end + width, other
            break
    return replace(amount, value=round(value, 6), end=end, unit=code)


def _bare(text: str, pos: int, numeral: Numeral) -> Amount | None:
    """近二百万加拿大人: a round number in 万 or 亿 right before a noun counts what the noun names."""
    printed = text[pos : numeral.end]
    following = text[numeral.end : numeral.end + 1]
    if numeral.value < 10000 or not _SPLIT_BY_UNIT.search(printed) or not "\u4e00" <= following <= "\u9fff":
        return None
    if following in "分之里年月日点时元一" or len(printed) < 2 or printed[0] in "万亿千百":
        return None
    return replace(amount_from(numeral, pos, numeral.end, "count", None), rule="count-bare")


def _range(text: str, pos: int, first: Numeral) -> Amount | None:
    """1万-5万元, 两到三万港元, 3至5人, 从8500到3万港元."""
    start, end = first.end, first.end
    unit = unit_at(text, end)
    letter = SCALE_LETTER.match(text, end)
    factor = 1.0
    if letter and first.arabic:
        factor, end = (1000.0 if letter["k"] else 10000.0), letter.end()
    percent = PERCENT.match(text, end)
    if percent:
        end = percent.end()
    elif unit:
        end = unit[0]
    if text.startswith("(含)", end) or text.startswith("（含）", end):
        end += 3
    to = _TO.match(text, end)
    if to is None or to.end() >= len(text) or not first.exact:
        return None
    second = read(text, to.end())
    if second is None or not second.exact:
        return None
    whole = _with_unit(text, to.end(), second) if not letter else _letters(text, to.end(), second)
    if whole is None or whole.kind == "ordinal" or (unit and unit[1].kind != whole.kind and not percent):
        return None
    if bool(percent) and whole.kind != "percent":
        return None
    low = first.value * factor
    if end == start:  # the first number shares the scale of the second: 两到三万 is 20,000 to 30,000
        low *= _shared_scale(text, pos, first, second, whole.value)
    if low > whole.value:
        return None
    high = whole.value
    return replace(whole, start=pos, value=low, low=low, high=high, mod=None, one=False, rule=whole.rule + "-range")


def _letters(text: str, pos: int, numeral: Numeral) -> Amount | None:
    letter = SCALE_LETTER.match(text, numeral.end)
    if letter is None:
        return None
    end = letter.end()
    unit = unit_at(text, end)
    if unit and unit[1].kind == "money":
        end = unit[0]
    return amount_from(
        numeral,
        pos,
        end,
        "money",
        unit[1].name if unit and unit[1].kind == "money" else "CNY",
        1000.0 if letter["k"] else 1e4,
    )


def _shared_scale(text: str, pos: int, first: Numeral, second: Numeral, high: float) -> float:
    """The factor the second number lends the first, when the first is printed without a scale of its own."""
    printed = text[second.start : second.end]
    own = text[pos : first.end]
    scale = 1.0
    for unit, size in (("亿", 1e8), ("兆", 1e12), ("万", 1e4)):
        if printed.endswith(unit) and not own.endswith(unit):
            scale *= size
            printed = printed[:-1]
    for unit, size in (("千", 1e3), ("仟", 1e3), ("百", 1e2), ("十", 10.0)):
        if printed.endswith(unit) and first.value < 10 and len(own) == 1:
            scale *= size
            break
    if high != second.value and second.value:
        scale *= high / second.value if scale == 1.0 else 1.0
    return scale if first.value * scale < high else 1.0
