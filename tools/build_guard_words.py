"""Build the boundary guard's word list from the dictionary of jieba (https://github.com/fxsjy/jieba, MIT licence).

    python tools/build_guard_words.py path/to/jieba/dict.txt

Keeps the words that can meet a time expression or a counted quantity at its edge: ordinary words of two to four
characters with one of the characters such expressions begin or end with, and the single characters that word costs need
to be compared with. A cost is the natural logarithm of the corpus size over the word's frequency, in tenths.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

from suyuan.text.fold import fold

TARGET = Path(__file__).parent.parent / "src/suyuan/annotate/times/data/guard_words.tsv"
#: Characters that stand at an edge of time expressions, classifiers and units.
CLASSIFIERS = TARGET.parents[2] / "quantities/data/classifiers.txt"
EDGES = frozenset(
    "".join(line for line in CLASSIFIERS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    + "年月日号天周星期礼拜时点钟分秒刻上下前后今明昨次翌本这当春夏秋冬初底末中早晚午夜晨旬季世纪代间内来去同旦节"
    "一二三四五六七八九十百千万亿两半几数个位名人家项种条辆架艘枚座度成元角克米里斤吨两倍岁股级届层楼批起场次份"
    "大过近约多余以至到从自再每全整近吨斤米里克度岁倍元股"
)
MIN_FREQUENCY = 40  # of about 60 million; rarer words bend no boundary in news


def main(source: str) -> None:
    rows: dict[str, int] = {}
    total = 0
    for line in Path(source).read_text(encoding="utf-8").splitlines():
        word, frequency = line.split(" ")[:2]
        total += int(frequency)
        word = fold(word)
        rows[word] = rows.get(word, 0) + int(frequency)
    kept = {
        word: count
        for word, count in rows.items()
        if (len(word) == 1 and count >= 300 and "\u4e00" <= word <= "\u9fff")
        or (2 <= len(word) <= 4 and count >= MIN_FREQUENCY and EDGES.intersection(word))
    }
    lines = [f"{word}\t{round(10 * math.log(total / count))}" for word, count in sorted(kept.items())]
    header = "# word, cost; from jieba's dictionary (MIT licence) by tools/build_guard_words.py\n"
    TARGET.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
