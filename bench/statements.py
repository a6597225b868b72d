"""Statements: quality on the gold articles, CEC and PolNeAR, twins in both scripts, and characters per CPU second.

    python bench/statements.py [--shared ../shared] [--repeat 5]

Quality is judged by the scorers that lie beside the data. Names and times are annotated first and do not count
towards the speed; folding and sentence splitting do.

CEC counts datelines (中新网…电) as utterances and 据了解 as a cue. By our scheme those are no statements but frames
(`annotations.frames`): for CEC the frames are put beside the statements, a dateline's agency as the speaker and its
scope as the content. A second line shows the statements alone on what is left of the gold without such cues.

There is no peer to run: no open package reads indirect speech or relays, in Chinese or in English.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from suyuan.annotate import Document, names, statements, times
from suyuan.model import Annotations, Article, Mention, Speaker, Statement, TimeExpression
from suyuan.records import article_from_record, dumps, to_record
from suyuan.text.fold import fold

Layers = tuple[Article, tuple[Mention, ...], tuple[TimeExpression, ...]]
_OURS_NOT = (
    "电",
    "讯",
    "消息",
    "信息",
    "了解",
)  # cues of CEC that are datelines or the outlet itself


def cpu() -> float:
    spent = os.times()
    return spent.user + spent.system


def load(path: Path) -> list[Layers]:
    out = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            article = article_from_record(json.loads(line))
            doc = Document(article)
            out.append((article, names.find(doc), times.find(doc)))
    return out


def predict(work: list[Layers]) -> list[tuple[str, tuple[Statement, ...]]]:
    return [(article.id, statements.find(Document(article), found, when)) for article, found, when in work]


def with_frames(work: list[Layers]) -> list[tuple[str, tuple[Statement, ...]]]:
    """Statements and, as CEC counts them, frames: cue, the agency as speaker, the scope as content."""
    out = []
    for article, found, when in work:
        doc = Document(article)
        said = statements.find(doc, found, when)
        framed = [
            Statement(f"f-{n}", "indirect", (f.scope,), f.cue, Speaker(f.source))
            for n, f in enumerate(statements.frames(doc, found, said))
        ]
        out.append((article.id, (*framed, *said)))
    return out


def judge(scorer: Path, predicted: list[tuple[str, tuple[Statement, ...]]], *arguments: str) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for identifier, found in predicted:
            record = {"id": identifier, "annotations": to_record(Annotations(statements=found))}
            out.write(dumps(record) + "\n")
        out.flush()
        command = [sys.executable, str(scorer), out.name, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def without_datelines(articles: Path, gold: Path) -> str:
    """The CEC gold without the cues that our scheme leaves to datelines and to the outlet itself."""
    text = {r["id"]: r["text"] for r in map(json.loads, articles.read_text(encoding="utf-8").splitlines())}
    lines = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        printed = text[record["id"]]
        kept = [s for s in record["statements"] if "".join(printed[a:b] for a, b in s["cue"]) not in _OURS_NOT]
        lines.append(json.dumps({**record, "statements": kept}, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def twins(work: list[Layers]) -> tuple[int, int]:
    """Articles whose character-by-character Simplified rendering gives the same statements, of how many."""
    same = 0
    for article, found, when in work:
        outlet = replace(article.outlet, name=fold(article.outlet.name)) if article.outlet else None
        title = fold(article.title) if article.title else None
        twin = replace(article, text=fold(article.text), title=title, outlet=outlet)
        folded = tuple(replace(m, name=fold(m.name)) for m in found)
        a = statements.find(Document(article), found, when)
        b = statements.find(Document(twin), folded, when)
        same += fold(dumps(to_record(Annotations(statements=a)))) == fold(dumps(to_record(Annotations(statements=b))))
    return same, len(work)


def speed(work: list[Layers], repeat: int) -> float:
    predict(work)
    started = cpu()
    for _ in range(repeat):
        predict(work)
    return repeat * sum(len(article.text) for article, _, _ in work) / (cpu() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    gold, bench = options.shared / "gold", options.shared / "bench" / "statements"

    work = load(gold / "articles.jsonl")
    print(judge(gold / "score.py", predict(work), "--layer", "statements"))
    same, total = twins(work)
    print(f"twins                            {same} of {total} articles identical")
    print(f"speed, gold                      {speed(work, options.repeat):,.0f} characters per CPU second")
    for name in ("cec", "polnear"):
        articles, answers = bench / f"{name}_articles.jsonl", bench / f"{name}_gold.jsonl"
        layers = load(articles)
        found = predict(layers)
        shown = with_frames(layers) if name == "cec" else found
        print(f"{name:32s} {judge(bench / 'score.py', shown, str(answers)).strip()}")
        if name == "cec":
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as kept:
                kept.write(without_datelines(articles, answers))
                kept.flush()
                print(f"{'cec, statements without frames':32s} {judge(bench / 'score.py', found, kept.name).strip()}")
        print(f"{'speed, ' + name:32s} {speed(layers, options.repeat):,.0f} characters per CPU second")


if __name__ == "__main__":
    main()
