"""Quality floors of times and quantities on the shared gold and cases; the digest pins the data measured on."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from suyuan.annotate import quantities, times
from suyuan.annotate.document import Document
from suyuan.model import Annotations
from suyuan.records import article_from_record, to_record

BENCH = Path(__file__).resolve().parents[2] / "bench"
DIGEST = "79f2e4d80d55204a646635c2e82e9dc373c86c1ad58512a8c32b504b317773de"
DATA = (
    "gold/articles.jsonl",
    "gold/annotations.jsonl",
    "cases/times/recognizers_zh_datetime_model.jsonl",
    "cases/times/recognizers_zh_datetime_component.jsonl",
    "cases/times/jionlp_time_parser.jsonl",
    "cases/times/minlp_zh_time.jsonl",
    "cases/times/duckling_zh_time.jsonl",
    "cases/quantities/recognizers_zh_percent.jsonl",
    "cases/quantities/recognizers_zh_money.jsonl",
    "cases/quantities/jionlp_money.jsonl",
)


def load(path: Path) -> ModuleType:
    sys.path.insert(0, str(path.parent))
    try:
        spec = importlib.util.spec_from_file_location("floor_" + path.stem, path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module
    finally:
        sys.path.remove(str(path.parent))


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.shared
def test_the_data_is_what_the_floors_were_measured_on(shared: Path) -> None:
    digest = hashlib.sha256()
    for name in DATA:
        digest.update((shared / name).read_bytes())
    assert digest.hexdigest() == DIGEST


@pytest.mark.shared
@pytest.mark.parametrize("twin", [False, True])
def test_floors_on_the_news_gold(shared: Path, twin: bool) -> None:
    score = load(shared / "gold/score.py")
    wanted = score.load(shared / "gold/annotations.jsonl")
    judge = load(BENCH / "times_judge.py")
    predicted = {}
    for record in records(shared / "gold/articles.jsonl"):
        text = judge.traditional(record["text"]) if twin else record["text"]
        doc = Document(article_from_record({**record, "text": text}))
        found = times.find(doc)
        made = to_record(Annotations(times=found, quantities=quantities.find(doc, found)))
        predicted[record["id"]] = {"id": record["id"], "annotations": made}
    row = score.score_values("times", wanted, predicted, [])
    assert row["exact"]["f1"] >= 0.98 and row["value_accuracy"] >= 0.98
    assert row["traps_hit"].startswith("0 of")
    row = score.score_values("quantities", wanted, predicted, [])
    assert row["exact"]["f1"] >= 0.97 and row["value_accuracy"] >= 0.98


FLOORS = {
    "recognizers_datetime": (0.98, 0.93),
    "recognizers_component": (0.93, 0.91),
    "jionlp_time_parser": (0.88, 0.80),
    "minlp": (0.86, 0.77),
    "duckling": (0.78, 0.65),
    "recognizers_percent": (0.94, 0.95),
    "recognizers_currency": (0.94, 0.92),
    "jionlp_money": (0.95, 0.94),
}


@pytest.mark.shared
@pytest.mark.parametrize("suite", FLOORS)
def test_floors_on_the_peers_suites(shared: Path, suite: str) -> None:
    judge = load(BENCH / "times_judge.py")
    bench = load(BENCH / "times.py")
    if suite in bench.TIME_SUITES:
        file, prefer, keep = bench.TIME_SUITES[suite]
        cases = [case for case in records(shared / f"cases/times/{file}.jsonl") if keep(case)]
        result = judge.suite(cases, bench.ours_time, prefer)
    else:
        file, keep = bench.QUANTITY_SUITES[suite]
        cases = [case for case in records(shared / f"cases/quantities/{file}.jsonl") if keep(case)]
        cases = [case for case in map(judge.without_bare_numbers, cases) if case is not None]
        result = judge.suite(cases, bench.ours_quantity(suite), "future")
    spans, values = FLOORS[suite]
    assert result.f1 >= spans and result.value >= values
