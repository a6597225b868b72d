"""Times and quantities, measured: our news gold, the peers' own test suites, speed; peers side by side in one run.

    python bench/times.py                      # every table; peers where they can be imported
    python bench/times.py --no-peers           # ours alone
    python bench/times.py --misses jionlp_time_parser [--only ours]   # each remaining miss of one suite

Reads ``../shared`` (gold, cases). Peers (bench only):
``pip install recognizers-text-suite "emoji<1.7" jionlp dateparser``;
the Traditional twin uses ``opencc-python-reimplemented`` character by character, or the inverse of the folding table.
How values are compared is told in ``times_judge.py``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import times_judge as judge
import times_peers as peers
from suyuan.annotate import quantities, times
from suyuan.annotate.document import Document
from suyuan.model import Annotations
from suyuan.records import article_from_record, to_record

SHARED = Path(__file__).resolve().parents[2] / "shared"

#: Suite → (file, which way a bare date points in it, filter on its records).
TIME_SUITES: dict[str, tuple[str, times.Prefer, Callable[[dict[str, Any]], bool]]] = {
    "recognizers_datetime": ("recognizers_zh_datetime_model", "future", lambda case: case["python_supported"]),
    "recognizers_component": ("recognizers_zh_datetime_component", "future", lambda case: case["python_supported"]),
    "jionlp_time_parser": ("jionlp_time_parser", "current", lambda case: True),
    "jionlp_time_extractor": ("jionlp_time_extractor", "current", lambda case: True),
    "minlp": ("minlp_zh_time", "future", lambda case: True),
    "duckling": ("duckling_zh_time", "future", lambda case: True),
}
QUANTITY_SUITES: dict[str, tuple[str, Callable[[dict[str, Any]], bool]]] = {
    "recognizers_percent": ("recognizers_zh_percent", lambda case: case["python_supported"]),
    "recognizers_currency": ("recognizers_zh_money", lambda case: case["python_supported"]),
    "jionlp_money": ("jionlp_money", lambda case: True),
    "recognizers_dimension": ("recognizers_zh_dimension", lambda case: case["python_supported"]),
    "recognizers_temperature": ("recognizers_zh_temperature", lambda case: case["python_supported"]),
    "recognizers_age": ("recognizers_zh_age", lambda case: case["python_supported"]),
    "recognizers_ordinal": ("recognizers_zh_ordinal", lambda case: case["python_supported"]),
    "duckling_quantity": ("duckling_zh_quantity", lambda case: True),
}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# ------------------------------------------------------------------ the gold


def gold_judge() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", SHARED / "gold/score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold(twin: bool) -> None:
    score = gold_judge()
    wanted = {record["id"]: record for record in lines(SHARED / "gold/annotations.jsonl")}
    predicted = {}
    for record in lines(SHARED / "gold/articles.jsonl"):
        if twin:
            record = {**record, "text": judge.traditional(record["text"])}
        article = article_from_record(record)
        doc = Document(article)
        found = times.find(doc)
        amounts = quantities.find(doc, found)
        made = to_record(Annotations(times=found, quantities=amounts))
        predicted[article.id] = {"id": article.id, "annotations": made}
    for layer in ("times", "quantities"):
        row = score.score_values(layer, wanted, predicted, [])
        traps = f"  traps hit {row['traps_hit']}" if "traps_hit" in row else ""
        name = f"gold {layer}" + (" (Traditional twin)" if twin else "")
        print(f"{name:44s} exact F1 {row['exact']['f1']:.3f}  value {row['value_accuracy']:.3f}{traps}")


def gold_peers() -> None:
    """The peers on the times of the gold."""
    score = gold_judge()
    wanted = {record["id"]: record for record in lines(SHARED / "gold/annotations.jsonl")}
    articles = lines(SHARED / "gold/articles.jsonl")
    for name, run in peers.time_peers().items():
        if run is None:
            print(f"{name:44s} not installed")
            continue
        predicted = {}
        start, chars = time.process_time(), 0
        for record in articles:
            if "times" not in wanted[record["id"]]["layers"]:
                continue
            chars += len(record["text"])
            found = run(record["text"], record["published"], "past")
            spans = [judge.as_gold(item) for item in found]
            predicted[record["id"]] = {"id": record["id"], "annotations": {"times": spans}}
        speed = chars / (time.process_time() - start)
        some = {key: record for key, record in wanted.items() if key in predicted}
        row = score.score_values("times", some, predicted, [])
        print(
            f"gold times, {name:32s} exact F1 {row['exact']['f1']:.3f}  value {row['value_accuracy']:.3f}"
            f"  traps hit {row['traps_hit']}  {speed:,.0f} characters per CPU second"
        )


# ------------------------------------------------------------------ the suites


def ours_time(text: str, anchor: str | None, prefer: times.Prefer) -> list[judge.Found]:
    return [judge.found_time(item, narrow=True) for item in times.find_in_text(text, judge.moment(anchor), prefer)]


def ours_quantity(suite: str) -> Callable[[str, str | None, times.Prefer], list[judge.Found]]:
    """Ours, kept to the kind of amount the suite asks for: the others in a text are not its subject."""
    kind = {"percent": "percent", "currency": "money", "money": "money", "ordinal": "ordinal"}.get(suite.split("_")[-1])

    def run(text: str, anchor: str | None, prefer: times.Prefer) -> list[judge.Found]:
        found = times.find_in_text(text, judge.moment("2024-01-01"), prefer)
        amounts = quantities.find_in_text(text, found)
        wanted = {kind} if kind else {"measure", "count"}
        return [judge.found_quantity(item) for item in amounts if item.kind in wanted]

    return run


def time_suites(only: str | None, misses: str | None, with_peers: bool, twin: bool = False) -> None:
    recognizers: dict[str, list[judge.Result]] = {}
    for name, (file, prefer, keep) in TIME_SUITES.items():
        if misses and misses != name:
            continue
        cases = [case for case in lines(SHARED / f"cases/times/{file}.jsonl") if keep(case)]
        runners: dict[str, Any] = {"ours": ours_time}
        if with_peers:
            runners |= peers.time_peers()
        for runner, run in runners.items():
            if only and only != runner:
                continue
            label = f"{name} ({len(cases)}), {runner}" + (" (Traditional twin)" if twin else "")
            if run is None:
                print(f"{label:44s} not installed")
                continue
            result = judge.suite(cases, run, prefer, twin, verbose=bool(misses))
            print(f"{label:44s} exact F1 {result.f1:.3f}  value {result.value:.3f}")
            if name.startswith("recognizers"):
                recognizers.setdefault(runner, []).append(result)
    for runner, results in recognizers.items():
        whole = judge.pooled(results)
        label = f"recognizers, all of them, {runner}" + (" (Traditional twin)" if twin else "")
        print(f"{label:44s} exact F1 {whole.f1:.3f}  value {whole.value:.3f}")


def quantity_suites(only: str | None, misses: str | None, with_peers: bool) -> None:
    for name, (file, keep) in QUANTITY_SUITES.items():
        if misses and misses != name:
            continue
        cases = [case for case in lines(SHARED / f"cases/quantities/{file}.jsonl") if keep(case)]
        cases = [case for case in map(judge.without_bare_numbers, cases) if case is not None]
        runners: dict[str, Any] = {"ours": ours_quantity(name)}
        if with_peers:
            runners |= peers.quantity_peers(name)
        for runner, run in runners.items():
            if only and only != runner:
                continue
            label = f"{name} ({len(cases)}), {runner}"
            if run is None:
                print(f"{label:44s} not installed")
                continue
            result = judge.suite(cases, run, "future", verbose=bool(misses))
            print(f"{label:44s} exact F1 {result.f1:.3f}  value {result.value:.3f}")


# ------------------------------------------------------------------ speed


def speed() -> None:
    articles = [article_from_record(record) for record in lines(SHARED / "gold/articles.jsonl")]
    run(articles)
    chars = sum(len(article.text) for article in articles)
    start = time.process_time()
    for _ in range(5):
        run(articles)
    print(f"both layers: {5 * chars / (time.process_time() - start):,.0f} characters per CPU second")
    paragraph = "".join(article.text.replace("\n", "") for article in articles)
    for size in (10_000, 100_000, 1_000_000):
        text = (paragraph * (size // len(paragraph) + 1))[:size]
        start = time.process_time()
        found = times.find_in_text(text, judge.moment("2024-04-10"))
        quantities.find_in_text(text, found)
        seconds = time.process_time() - start
        print(f"one paragraph of {size:>9,} characters: {size / seconds:,.0f} per CPU second")


def run(articles: list[Any]) -> None:
    for article in articles:
        doc = Document(article)
        quantities.find(doc, times.find(doc))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--misses", metavar="SUITE", help="print each miss of one suite")
    parser.add_argument("--only", metavar="SYSTEM", help="ours, or the name of one peer")
    args = parser.parse_args()
    if args.misses:
        time_suites(args.only or "ours", args.misses, True)
        quantity_suites(args.only or "ours", args.misses, True)
        return
    gold(twin=False)
    gold(twin=True)
    if not args.no_peers:
        gold_peers()
    time_suites(args.only, None, not args.no_peers)
    time_suites("ours", None, False, twin=True)
    quantity_suites(args.only, None, not args.no_peers)
    speed()


if __name__ == "__main__":
    main()
