"""Commitments: quality on the gold articles and characters per CPU second, the layers beneath already annotated.

    python bench/commitments.py [--shared ../shared] [--repeat 20]

Quality is judged by the scorer that lies beside the gold, on the whole pipeline's own layers. Speed counts user and
system time of this process, after one warm-up round. There is no peer to measure: no open package extracts
commitments.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from suyuan.annotate import annotate, commitments
from suyuan.annotate.document import Document
from suyuan.model import Annotations, Article
from suyuan.records import article_from_record, dumps, to_record


def cpu() -> float:
    times = os.times()
    return times.user + times.system


def quality(shared: Path, done: list[tuple[Article, Annotations]]) -> dict[str, object]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for article, annotations in done:
            out.write(dumps({"id": article.id, "annotations": to_record(annotations)}) + "\n")
        out.flush()
        judge = [sys.executable, str(shared / "gold" / "score.py"), out.name, "--layer", "commitments", "--json"]
        answer = subprocess.run(judge, capture_output=True, text=True, check=True).stdout
    report: dict[str, object] = json.loads(answer)["commitments"]
    return report


def speed(done: list[tuple[Article, Annotations]], repeat: int) -> float:
    """Characters per CPU second of `commitments.find`, folding and sentence splitting excluded (done by then)."""
    work = [(Document(article), layers) for article, layers in done]
    for doc, _ in work:
        _ = doc.folded, doc.sentences
    started = 0.0
    for round_number in range(repeat + 1):
        if round_number == 1:
            started = cpu()
        for doc, layers in work:
            commitments.find(doc, layers.mentions, layers.times, layers.quantities, layers.statements)
    return repeat * sum(len(doc.text) for doc, _ in work) / (cpu() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--repeat", type=int, default=20)
    options = parser.parse_args()
    with (options.shared / "gold" / "articles.jsonl").open(encoding="utf-8") as lines:
        articles = [article_from_record(json.loads(line)) for line in lines]
    done = [(article, annotate(article)) for article in articles]
    for field, value in quality(options.shared, done).items():
        print(f"{field:18} {value}")
    for name, chosen in (("chinese", False), ("english", True)):
        part = [pair for pair in done if Document(pair[0]).is_english is chosen]
        print(f"{name + ' speed':18} {speed(part, options.repeat):,.0f} characters per CPU second")


if __name__ == "__main__":
    main()
