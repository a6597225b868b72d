"""What disagrees in the news pages of ../shared, the strongest first, each beside the verdict of a reader.

    python bench/discrepancies.py [N] [--words]     # the N strongest (default 20); --words prints the sentences too

Verdicts lie in `tests/link/discrepancy_verdicts.tsv` as ids: field, what is compared where two pages differ in two
things, two pages that give different values, and what a reader of both pages said: ``real`` (they cannot both be
right, or a copy says what its source did not), ``rendering`` (one remark in two translations, one name in two
transliterations: printed differently, no contradiction), ``slip``, ``omission``, ``false``.
A record without a verdict counts as false. What the library itself calls each is printed before the verdict.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from suyuan.link.discrepancies import discrepancies
from suyuan.link.reuse import find
from suyuan.link.stories import cluster
from suyuan.model import Article, Discrepancy
from suyuan.pipeline import annotated
from suyuan.read import read_paths

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT.parent / "shared" / "pages"
VERDICTS = ROOT / "tests" / "link" / "discrepancy_verdicts.tsv"


def pages() -> list[Article]:
    return [
        annotated(article) for reading in read_paths([PAGES / "files"], PAGES / "files") for article in reading.articles
    ]


def strongest(articles: Sequence[Article], n: int) -> list[Discrepancy]:
    events, stories = cluster(articles)
    found = discrepancies({a.id: a for a in articles}, events, stories, find(articles))
    return sorted(found, key=lambda d: (-d.strength, d.field, d.what, d.id))[:n]


def names_of(articles: Iterable[Article]) -> dict[str, str]:
    """Article → the id of its page in the manifest, with the number of the article in a page of several."""
    rows = map(json.loads, (PAGES / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
    by_path = {row["path"]: row["id"] for row in rows}
    out = {}
    for article in articles:
        page = article.page
        if page and page.path:
            out[article.id] = by_path.get(page.path, page.path) + (f".{page.index}" if page.index else "")
    return out


def verdicts() -> list[dict[str, str]]:
    """The rows of judged pairs."""
    lines = [line for line in VERDICTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def verdict_of(record: Discrepancy, names: dict[str, str], judged: Sequence[dict[str, str]]) -> str:
    """The verdict on a record: that of a judged pair of pages which it sets against each other."""
    sides = [{names.get(article, article) for article, _, _ in value.evidence} for value in record.values]
    against = {frozenset((x, y)) for at, one in enumerate(sides) for two in sides[:at] for x in one for y in two}
    for row in judged:
        if (
            row["field"] == record.field
            and frozenset((row["a"], row["b"])) in against
            and row["what"] in ("", record.what)
        ):
            return row["verdict"]
    return "not judged"


def main(n: int, words: bool) -> None:
    articles = pages()
    names, judged = names_of(articles), verdicts()
    by_id = {article.id: article for article in articles}
    counts: Counter[str] = Counter()
    for number, record in enumerate(strongest(articles, n), 1):
        verdict = verdict_of(record, names, judged)
        counts[verdict] += 1
        sides = " | ".join(
            ",".join(dict.fromkeys(names.get(article, article) for article, _, _ in value.evidence))
            for value in record.values
        )
        told = f"{record.field:9} {record.nature:13} {record.origins} origins"
        print(f"{number:3d} {record.strength:.2f} {told}  {verdict:10} {sides}")
        for value in record.values if words else ():
            article, start, end = value.evidence[0]
            print(f"      {value.value}: {by_id[article].text[start:end]}")
    print(", ".join(f"{verdict} {count}" for verdict, count in counts.most_common()))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    main(numbers[0] if numbers else 20, "--words" in sys.argv)
