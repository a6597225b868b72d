"""Build src/suyuan/text/data/fold.json: one fixed one-character table, Traditional and variant forms to Simplified;
and script_markers.json: the characters that only one of the two scripts writes.

Run: python tools/build_fold.py   (needs the PyPI package `opencc`, Apache-2.0)

Every character that OpenCC's single-character dictionaries change is passed through the chain Taiwan variants → Hong
Kong variants → Simplified, alone, so that no phrase context can make one character fold in two ways. The result is
closed (folding twice changes nothing). Compatibility ideographs go through NFC first. Left out: what would not be one
character.
"""

import json
import unicodedata
from pathlib import Path

from opencc import OpenCC

OUT = Path(__file__).parent.parent / "src/suyuan/text/data/fold.json"
# Variant pairs that differ between releases of OpenCC's dictionaries; pinned so that the table does not move.
PINNED = {"覆": "复", "瞭": "了", "藉": "借", "彷": "仿", "麼": "么", "麽": "么"}
# 么 is Simplified already; read as a variant of 幺 it would part 什么 from 什麼.
LEFT_OUT = {"么"}


def build() -> dict[str, str]:
    chain = [OpenCC(name) for name in ("tw2s", "hk2s", "t2s")]
    table = {}
    for code in range(0x3400, 0x30000):
        char = chr(code)
        if 0xD800 <= code < 0xE000 or 0xAC00 <= code < 0xD7B0 or char in LEFT_OUT:
            continue
        folded = unicodedata.normalize("NFC", char)
        for converter in chain:
            folded = converter.convert(folded)
        if folded != char and len(folded) == 1:
            table[char] = folded
    table |= PINNED
    while True:
        closed = {char: table.get(folded, folded) for char, folded in table.items()}
        if closed == table:
            return table
        table = closed


# Written in both scripts, in some word of its own: 皇后, 公里, 干涉, 台北, 系统 …
BOTH = set(
    "着了借后里干面台周云松系制复丑斗范谷几郁志准别表出卷冬采克卜签板岳余姜于占朴才伙秋么仿咸向回家致升获历"
    "钟须尽汇当发征折愿胡朱症万与只种术雇布岩托杰群线灶峰床托"
)


def markers(table: dict[str, str]) -> dict[str, str]:
    """Characters whose conversion to the other script changes them, and back leaves them."""
    to_traditional, to_simplified = OpenCC("s2t"), OpenCC("t2s")
    chars = {c for c in {*table, *table.values()} if ord(c) < 0xF900} - BOTH
    return {
        "Hans": "".join(sorted(c for c in chars if to_traditional.convert(c) != c and to_simplified.convert(c) == c)),
        "Hant": "".join(sorted(c for c in chars if to_simplified.convert(c) != c and to_traditional.convert(c) == c)),
    }


if __name__ == "__main__":
    OUT.parent.mkdir(parents=True, exist_ok=True)
    table = build()
    for path, data in ((OUT, table), (OUT.parent / "script_markers.json", markers(table))):
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        path.write_text(text + "\n", encoding="utf-8")
