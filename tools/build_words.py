"""Build src/suyuan/annotate/names/data/words.tsv: common words with frequencies, so that a name is not cut out of one.

Run: PYTHONPATH=src python tools/build_words.py   (needs the PyPI package `jieba`, MIT, for its dict.txt)

Kept: words of two or more characters seen at least 60 times, single characters, and, as hints, words that the source's
own tagging takes for names. Left out: words that hold a country's full name, and those that the grammar of
one-character countries reads as two units (访美, 中日, 美方).
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from suyuan.text.fold import fold

DATA = Path(__file__).parent.parent / "src/suyuan/annotate/names/data"
COUNTRIES = Path(__file__).parent / "kb/countries.tsv"
CHARS = "美日中英法德俄韩朝澳菲印加意荷台港欧以伊乌越泰华苏"
FRAME = re.compile(
    rf"(?:[访驻对赴抵涉援反亲侨旅离仇在来抗联][{CHARS}])|[{CHARS}](?:方|军|籍|裔|资|商|企|媒|舰|使|侨|制|币)|[{CHARS}]{{2,4}}"
)
CITY_FRAME = re.compile(r"[访抵赴进返离驻][京沪]")  # a city named by one character
LONG_FRAME = re.compile(rf"[访驻赴涉][{CHARS}]")
# Ordinary words that look like such a frame.
KEPT = set(
    "中意 来意 对中 来日 加以 反以 在以 意中 以来 中以 日以 来朝 对以 以中 港币 在意 美意 以德 印制 德制 英制 华裔 "
    "华侨 华商 台币 中华 在朝".split()
)
# Words that the source tags as names (nr person, ns place, nt body, nz other) are kept as hints for the model only.
NAME_HINTS = {"nr": 20, "nrt": 20, "nrfg": 20, "ns": 8, "nt": 8, "nz": 20}


def keep(word: str, count: int, tag: str, full_names: set[str]) -> bool:
    if not re.fullmatch(r"[\u3400-\u9fff]+", word):
        return False
    if len(word) == 1:
        return count >= 100
    if count < NAME_HINTS.get(tag, 60):
        return False
    if len(word) > 2 and (word.endswith("地区") or LONG_FRAME.match(word)):
        return False
    if CITY_FRAME.match(word):
        return False
    if any(name in word for name in full_names):
        return False
    return not FRAME.fullmatch(word) or word in KEPT


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dict", type=Path, help="jieba's dict.txt (default: the installed package's)")
    path = parser.parse_args().dict
    if path is None:
        import jieba

        path = Path(jieba.__file__).parent / "dict.txt"
    full_names = {
        fold(name.split(";")[0])
        for line in COUNTRIES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
        for name in line.split("\t")[1].split("|") if len(name.split(";")[0]) >= 2 and "ambig" not in name
    }  # fmt: skip
    counts: dict[str, tuple[int, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        folded = fold(word)
        if keep(folded, int(count), tag, full_names):
            counts[folded] = max(counts.get(folded, (0, "")), (int(count), tag))
    header = "# word, count, tag: from jieba's dict.txt (MIT, © Sun Junyi), filtered by tools/build_words.py\n"
    body = "".join(f"{word}\t{counts[word][0]}\t{counts[word][1]}\n" for word in sorted(counts))
    (DATA / "words.tsv").write_text(header + body, encoding="utf-8")
    print(len(counts), "words")


if __name__ == "__main__":
    main()
