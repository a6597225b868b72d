"""The bundled example gives what its README promises: `examples/expected.json` against what the floors find."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from suyuan import ingest
from suyuan.demo import EXAMPLES
from suyuan.model import Article, Discrepancy
from suyuan.store import Library
from suyuan.text.fold import fold

EXPECTED: dict[str, Any] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    patch = pytest.MonkeyPatch()
    patch.setenv("SUYUAN_NAMES", str(EXAMPLES / "names.csv"))
    patch.setenv("SUYUAN_OUTLETS", str(EXAMPLES / "outlets.tsv"))
    with Library.open(tmp_path_factory.mktemp("example") / "l.db") as library:
        ingest.add(library, [EXAMPLES / "pages"], "inline", root=EXAMPLES)
        yield library
    patch.undo()


@pytest.fixture(scope="module")
def by_page(library: Library) -> dict[str, list[Article]]:
    pages: dict[str, list[Article]] = {}
    for article in library.articles():
        assert article.page and article.page.path
        pages.setdefault(Path(article.page.path).name, []).append(article)
    return {name: sorted(found, key=lambda a: a.page.index if a.page else 0) for name, found in pages.items()}


@pytest.mark.parametrize("name", sorted(EXPECTED["pages"]))
def test_page(name: str, by_page: dict[str, list[Article]]) -> None:
    wanted = EXPECTED["pages"][name]["articles"]
    found = by_page[name]
    assert sorted(fold(a.title or "") for a in found) == sorted(fold(w["title"]) for w in wanted)
    for want in wanted:
        (article,) = [a for a in found if fold(a.title or "") == fold(want["title"])]
        outlets = {want["outlet"], *want.get("outlet_also", [])}
        assert (article.outlet.name if article.outlet else None) in outlets
        assert article.published == want["published"]
        assert {(b.name, b.role) for b in article.byline} == {(b["name"], b["role"]) for b in want["byline"]}
        assert [(w.kind, w.name) for w in article.wrappers] == [(w["kind"], w["name"]) for w in want["wrappers"]]
        if want.get("script"):
            assert article.script == want["script"]
