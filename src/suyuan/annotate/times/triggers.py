"""Where an expression can begin: a first character, and for common ones the second character too.

Most characters of a text begin nothing; most that could, like 上 or 本, begin nothing with the character they are
followed by. Two look-ups skip both kinds, and the grammar is asked only where something may stand.
"""

from __future__ import annotations

import re

from suyuan.annotate.times.dates import WEAK
from suyuan.annotate.times.lexicon import eras, holidays, vague, words
from suyuan.text.numerals import DIGITS, LARGE_UNITS, SMALL_UNITS, STARTERS, TWENTIES

_NUMERALS = STARTERS + " 　"
#: What the grammar's own patterns begin with, and what must follow there; the words' own beginnings are added.
_PREFIXES = {
    "上": "上下一个周星礼月" + _NUMERALS, "下": "上下一个周星礼月" + _NUMERALS,
    "前": _NUMERALS, "后": _NUMERALS, "头": _NUMERALS, "第": _NUMERALS, "逾": _NUMERALS,
    "过": "去了上" + _NUMERALS, "近": "这的约" + _NUMERALS,
    "本": "周星礼月个财会", "这": "周星礼月个", "今": "周星礼月个", "同": "周星礼", "当": "周星礼",
    "周": "一二三四五六日天末周", "星": "期", "礼": "拜", "连": "续", "未": "来到满", "接": "下近",
    "大": "约概", "不": "到足满超少", "超": "过", "至": "少多", "最": "近多", "此": "前后", "再": "过",
    "之": "前后", "往": "前后", "向": "后", "随": "后", "农": "历", "阴": "历", "旧": "历", "夏": "历",
    "正": "月", "腊": "月", "冬": "月", "将": "近来", "少": "于", "短": "于", "高": "于", "多": "于",
    "差": "不", "公": "元", "西": "元", "早": _NUMERALS, "晚": _NUMERALS, "F": "Y", "Q": "1234", "H": "12",
}  # fmt: skip
#: What may follow a Chinese numeral's first character in a time: another one, a unit, or the mark of a range.
_AFTER_NUMERAL = _NUMERALS + "年月日号天周星礼点时分秒小世季旬个半刻钟载多余来到至-~～—–－度岁晚夜后财"
#: What these begin may go on in too many ways to say.
_FREE = "0123456789数几每约闰"


def _seconds() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {first: set(seconds) for first, seconds in _PREFIXES.items()}
    for char in [*DIGITS, *SMALL_UNITS, *LARGE_UNITS, *TWENTIES, *"半"]:
        table[char] = set(_AFTER_NUMERAL)
    forms = [form for form in words() if form not in WEAK] + [*vague(), *eras(), *holidays()]
    for form in forms:
        if len(form) > 1:
            table.setdefault(form[0], set()).add(form[1])
    return {first: frozenset(seconds) for first, seconds in table.items() if first not in _FREE}


#: First character → what must follow it, where that is known.
SECONDS = _seconds()
FIRST = re.compile(f"[{re.escape(''.join(sorted({*SECONDS, *_FREE})))}]")
