"""The strongest discrepancies of the real pages, against verdicts of a reader; the verdicts hold ids and no text."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MANIFEST_SHA256 = "9b28a798b12a537e7c6ae618db93a9b3698821680850c188688c8dccdfed9207"
REAL, LISTED = 15, 20


@pytest.mark.shared
def test_of_the_twenty_strongest_fifteen_are_real(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("SUYUAN_NAMES", "SUYUAN_OUTLETS"):
        monkeypatch.delenv(variable, raising=False)
    manifest = (shared / "pages" / "manifest.jsonl").read_bytes()
    assert hashlib.sha256(manifest).hexdigest() == MANIFEST_SHA256
    bench = _bench()
    articles = bench.pages()
    names, judged = bench.names_of(articles), bench.verdicts()
    found = [bench.verdict_of(record, names, judged) for record in bench.strongest(articles, LISTED)]
    assert len(found) == LISTED
    assert found.count("real") >= REAL, found


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_discrepancies", ROOT / "bench" / "discrepancies.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_discrepancies"] = module
    spec.loader.exec_module(module)
    return module
