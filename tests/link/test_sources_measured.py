"""Two questions of origin asked of real pages: the trees of their sources, by ids of pages."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from suyuan.link.sources import Hanging, Source, sources
from suyuan.model import Article
from suyuan.pipeline import annotated
from suyuan.read import read_paths

MANIFEST_SHA256 = "9b28a798b12a537e7c6ae618db93a9b3698821680850c188688c8dccdfed9207"


def _tree(shared: Path, monkeypatch: pytest.MonkeyPatch, *numbers: int) -> dict[str | None, Source]:
    """The sources of some pages of the manifest, whose articles are called by the numbers of their pages."""
    for variable in ("SUYUAN_NAMES", "SUYUAN_OUTLETS"):
        monkeypatch.delenv(variable, raising=False)
    manifest = (shared / "pages" / "manifest.jsonl").read_bytes()
    assert hashlib.sha256(manifest).hexdigest() == MANIFEST_SHA256
    rows = map(json.loads, manifest.decode("utf-8").splitlines())
    paths = {row["id"]: row["path"] for row in rows}
    articles: list[Article] = []
    for number in numbers:
        files = shared / "pages" / "files"
        for reading in read_paths([files / paths[f"R8-{number:04}"]], files):
            articles += [annotated(replace(a, id=str(number))) for a in reading.articles]
    return {source.name: source for source in sources(articles)}


def _pages(source: Source) -> dict[int, Hanging]:
    return {int(page.article): page for page in source.pages}


@pytest.mark.shared
def test_the_alliances_upgrade_hangs_on_the_financial_times_and_kyodo(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = _tree(shared, monkeypatch, 306, 307, 308, 309, 310, 311)
    times, kyodo, yomiuri = (_pages(tree[name]) for name in ("金融时报", "共同社", "读卖新闻"))
    assert set(times) == {306, 309, 310, 311} and times[306].through == ("路透社", "中央社")
    assert set(kyodo) == {307, 309} and kyodo[309].heard == ("多名日美外交消息人士",)
    assert set(yomiuri) == {309, 310}
    assert all(tree[name].certain and tree[name].outlet for name in ("金融时报", "共同社", "读卖新闻"))
    assert 308 in _pages(tree[None]), "a British paper without its name"


@pytest.mark.shared
def test_the_chip_controls_hang_on_bloomberg(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = _tree(shared, monkeypatch, 337, 338, 339, 340, 341, 342)
    bloomberg, reuters = _pages(tree["彭博社"]), _pages(tree["路透社"])
    assert set(bloomberg) == {337, 338, 339, 340, 341, 342} and bloomberg[342].through == ("日本经济新闻",)
    assert set(reuters) == {340, 341} and len(reuters[341].heard) == 1
    assert tree["彭博社"].certain and tree["路透社"].certain
