"""The sources that readers of real pages found cited are found: a floor a little under the figure measured."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DIGEST = "a81640bb470fd3f481846d938a1fa2ca406a6e0b749d7a17d2dc748c5623eadb"


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("_cited_by_path", ROOT / "bench/cited.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
def test_most_cited_sources_are_found(shared: Path) -> None:
    assert hashlib.sha256((shared / "pages/gold_meta.jsonl").read_bytes()).hexdigest() == DIGEST
    found = list(bench().cited(shared))
    missing = [(page, source) for page, source, there in found if not there]
    assert len(missing) <= 0.15 * len(found), missing
