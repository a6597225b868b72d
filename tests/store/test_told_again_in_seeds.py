"""The five seed pages: one remark to an agency, of May 2023, which a page of the next spring takes over."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from pathlib import Path

import pytest

from suyuan import ingest, questions
from suyuan.link.retelling import retold
from suyuan.link.timeline import timeline
from suyuan.model import Article, Claim, Event
from suyuan.store import Library

SHA256 = "43429ed8893820bd95d2f73b40b1c7735b7d7c802a0d544f2f505ba8808d3e00"


@pytest.fixture(scope="module")
def library(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    seeds = sorted((shared / "seeds").glob("*.txt"))
    assert hashlib.sha256(b"".join(seed.read_bytes() for seed in seeds)).hexdigest() == SHA256
    opened = Library.open(tmp_path_factory.mktemp("seeds") / "l.db")
    ingest.add(opened, seeds, "serial")
    return opened


def _remark(articles: list[Article]) -> list[tuple[str, ...]]:
    """The statements of each page by what an anonymous Japanese official told the agency."""
    return [
        tuple(f"{a.id}#{s.id}" for s in a.annotations.statements if "日本官员" in s.speaker.names)
        for a in sorted(articles, key=lambda a: a.published or "9999")
        if a.annotations and any("日本官员" in s.speaker.names for s in a.annotations.statements)
    ]


@pytest.mark.shared
def test_the_officials_remark_is_one_utterance_of_may_2023_with_one_origin(library: Library) -> None:
    first, again = _remark(list(library.articles()))
    found = [c for c in library.links("claim") if isinstance(c, Claim) and set(c.statements) & {*first, *again}]
    assert sorted(sorted(c.statements) for c in found) == sorted(
        sorted(pair) for pair in zip(first, again, strict=True)
    )
    assert all((c.origins.certain, c.origins.possible, c.origins.roots) == (1, 1, ("路透社",)) for c in found)
    (told,) = library.stories()
    events = [e for e in library.links("event") if isinstance(e, Event)]
    entries = [e for e in timeline(list(library.articles(told.articles)), events, found) if set(e.refs) & {*first}]
    assert len(entries) == len(first) and all((e.when or "").startswith("2023-05") and e.recycled for e in entries)


@pytest.mark.shared
def test_it_is_one_utterance_also_where_every_page_is_a_story(library: Library) -> None:
    articles = list(library.articles())
    alone = {article.id: article.id for article in articles}
    first, again = _remark(articles)
    found = retold({article.id: article for article in articles}, alone, library.copies())
    assert sorted(sorted(c.statements) for c in found) == sorted(
        sorted(pair) for pair in zip(first, again, strict=True)
    )
    assert all((c.origins.certain, c.origins.possible, c.origins.roots) == (1, 1, ("路透社",)) for c in found)


@pytest.mark.shared
def test_trace_shows_where_else_it_is_told(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    first, again = _remark(list(library.articles()))
    questions.trace(Namespace(query=again[0], limit=20, json=False, library=library.path))
    assert f"also in {first[0]}  2023-05-26" in capsys.readouterr().out
