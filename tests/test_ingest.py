"""Pages into a library: idempotent, resumable, the same in any order."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from suyuan import ingest
from suyuan.store import Library, reuse, stories

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def _some(folder: Path, n: int = 5) -> Path:
    target = folder / "pages"
    target.mkdir()
    for page in sorted((EXAMPLES / "pages").iterdir())[:n]:
        shutil.copy(page, target)
    return target


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    pages = _some(tmp_path)
    with Library.open(tmp_path / "l.db") as library:
        first = ingest.add(library, [pages], "inline")
        before = list(library.dump())
        second = ingest.add(library, [pages], "inline")
        assert (first.pages, first.known, second.pages, second.known) == (5, 0, 0, 5)
        assert list(library.dump()) == before


def test_the_same_pages_in_another_order_give_the_same_library(tmp_path: Path) -> None:
    pages = sorted(_some(tmp_path).iterdir())
    dumps = []
    for name, order in (("a", pages), ("b", pages[::-1])):
        with Library.open(tmp_path / f"{name}.db") as library:
            for page in order:
                ingest.add(library, [page], "inline")
            dumps.append(list(library.dump()))
    assert dumps[0] == dumps[1]


def test_page_by_page_is_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = _some(tmp_path, 15)
    with Library.open(tmp_path / "whole.db") as whole, Library.open(tmp_path / "grown.db") as grown:
        ingest.add(whole, [pages], "inline")
        monkeypatch.setattr(reuse, "BATCH_PAYS", 0)
        monkeypatch.setattr(stories, "BATCH_PAYS", 0)
        for page in sorted(pages.iterdir(), reverse=True):
            ingest.add(grown, [page], "inline")
        assert whole.counts()["reuse"] > 5
        assert list(grown.dump()) == list(whole.dump())


def test_page_paths_are_relative_to_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = _some(tmp_path, 1)
    with Library.open(tmp_path / "l.db") as library:
        ingest.add(library, [pages], "inline")
        monkeypatch.chdir(pages)
        assert ingest.add(library, [Path()], "inline").known == 1
        assert next(library.pages()).path == f"pages/{next(pages.iterdir()).name}"


def test_a_bad_page_is_reported_and_remembered(tmp_path: Path) -> None:
    pages = _some(tmp_path, 2)
    (pages / "empty.html").write_bytes(b"")
    (pages / "binary.txt").write_bytes(bytes(range(256)) * 20)
    with Library.open(tmp_path / "l.db") as library:
        report = ingest.add(library, [pages], "inline")
        assert {Path(r.path or "").name for r in report.rejections} == {"empty.html", "binary.txt"}
        assert all(r.reason for r in report.rejections)
        assert ingest.add(library, [pages], "inline").known == 4


def test_killed_in_the_middle_the_library_is_whole_and_the_next_run_finishes(tmp_path: Path) -> None:
    pages = _some(tmp_path, 15)
    program = [
        sys.executable,
        "-m",
        "suyuan.cli",
        "add",
        "--runner",
        "inline",
        "--library",
        str(tmp_path / "l.db"),
        str(pages),
    ]
    child = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(1200):  # until it has written something, whatever that takes
        time.sleep(0.05)
        if child.poll() is not None or _count(tmp_path / "l.db") >= 2:
            break
    if child.poll() is None:
        os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert subprocess.run(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode in (0, 1)
    with Library.open(tmp_path / "l.db") as library, Library.open(tmp_path / "whole.db") as whole:
        ingest.add(whole, [pages], "inline")
        assert list(library.dump()) == list(whole.dump())


def _count(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        with Library.open(path, create=False) as library:
            return library.counts()["pages"]
    except Exception:
        return 0
