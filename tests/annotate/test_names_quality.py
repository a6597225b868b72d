"""Floors of quality on the gold and on UNER Chinese GSD, a little under what was measured; digests pin the data."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from suyuan.annotate.document import Document
from suyuan.annotate.names import find
from suyuan.model import Article

pytestmark = pytest.mark.shared
ROOT = Path(__file__).resolve().parents[2]
UNER = "bench/names/uner-GSDSIMP/zh_gsdsimp-ud-test.iob2"
DIGESTS = {
    "gold/annotations.jsonl": "1ea487e8f8fe322274a48fd0877489718afd4cbd66decd363c8dc7657dafc0ab",
    "gold/articles.jsonl": "c517b567957135d4fa3c505b35291ea69bebf31840ada476419b4b9acbe48443",
    UNER: "f1d8faa790d914fe01a24627874c8e7fad9c40b54742f5aefab5ba3f7c8edede",
}


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_{path.stem}_by_path", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", DIGESTS)
def test_data_is_what_was_measured(shared: Path, name: str) -> None:
    assert hashlib.sha256((shared / name).read_bytes()).hexdigest() == DIGESTS[name]


def test_gold_mentions(shared: Path) -> None:
    score = _module(shared / "gold/score.py")
    predicted = {}
    for line in (shared / "gold/articles.jsonl").read_text(encoding="utf-8").splitlines():
        r = json.loads(line)
        doc = Document(Article(id=r["id"], text=r["text"], title=r.get("title"), published=r.get("published")))
        marks = [{"start": m.start, "end": m.end, "type": m.type, "entity": m.entity} for m in find(doc)]
        predicted[r["id"]] = {"annotations": {"mentions": marks}}
    result = score.score_mentions(score.load(shared / "gold/annotations.jsonl"), predicted, [])
    assert result["strict"]["f1"] >= 0.97
    assert result["linked"] >= 0.98
    assert result["wrong_ids"] == 0


@pytest.mark.parametrize("reader", ["model_alone", "ours_as_uner"])
def test_uner(shared: Path, reader: str) -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    bench = _module(ROOT / "bench/names.py")
    sentences = list(bench.uner_sentences(shared / UNER))
    read = getattr(bench, reader)
    assert float(bench.f1([(gold, read(text)) for text, gold in sentences]).split()[-1]) >= 0.675
