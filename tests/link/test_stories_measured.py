"""Floors on the bundled example and on data that is not part of the repository, a little under the measured figures."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from suyuan.link.claims import Said, claims
from suyuan.link.discrepancies import discrepancies
from suyuan.link.reuse import find
from suyuan.link.stories import cluster
from suyuan.model import Article, Discrepancy, Event, Story
from suyuan.pipeline import annotated
from suyuan.read import read_paths
from suyuan.store import Library

ROOT = Path(__file__).resolve().parent.parent.parent
ECB_SHA256 = {
    "Train": "ad29093ea7140913a479b9f3c676fc13ee48c11f25c3a8fffb622de35ba79aff",
    "Dev": "fe62dc942bdd7030cf5de7143245901b003927d48316f2a1a3a0d9b44c8d3fb0",
    "Test": "ed4d52e50529091bfd3beb06b3c17619b23449bb1a40d8c7ee3a7e599966c056",
}
SEEDS_SHA256 = "43429ed8893820bd95d2f73b40b1c7735b7d7c802a0d544f2f505ba8808d3e00"


def _pages(example_library: Library, ids: list[str]) -> set[str]:
    articles = example_library.articles(set(ids))
    return {Path(a.page.path).name for a in articles if a.page and a.page.path}


def test_example_what_the_cable_costs_differs(example_library: Library) -> None:
    found = [d for d in example_library.links("discrepancy") if isinstance(d, Discrepancy) and d.field == "amount"]
    (costs,) = [d for d in found if any("9亿" in v.value for v in d.values)]
    by_value = {v.value: _pages(example_library, [e[0] for e in v.evidence]) for v in costs.values}
    assert by_value["9亿美元"] == {"09-tatong.xml"}
    assert "08-yuanyang.txt" in by_value["12亿美元"]


def test_example_a_copy_changed_how_often_the_boats_came(example_library: Library) -> None:
    counts = [d for d in example_library.links("discrepancy") if isinstance(d, Discrepancy) and d.field == "count"]
    assert any({v.value for v in d.values} >= {"12次", "20次"} for d in counts)


def test_example_english_joins_the_story_told_in_chinese(example_library: Library) -> None:
    stories = [s for s in example_library.links("story") if isinstance(s, Story)]
    together = max(stories, key=lambda s: len(s.articles))
    assert {"13-courier.html", "01-chaosheng.html", "04-nanjiao.html"} <= _pages(
        example_library, list(together.articles)
    )


def test_example_english_tells_of_the_event_told_in_chinese(example_library: Library) -> None:
    events = [e for e in example_library.links("event") if isinstance(e, Event)]
    assert any({"13-courier.html", "01-chaosheng.html"} <= _pages(example_library, list(e.articles)) for e in events)


@pytest.fixture(scope="module")
def seeds(shared: Path) -> list[Article]:
    folder = shared / "seeds"
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sorted(folder.iterdir()))).hexdigest()
    assert digest == SEEDS_SHA256
    return [annotated(a) for reading in read_paths([folder]) for a in reading.articles]


@pytest.mark.shared
def test_seeds_one_utterance_of_one_anonymous_official_in_two_articles(seeds: list[Article]) -> None:
    said = {one.id: one for a in seeds if a.annotations for s in a.annotations.statements for one in [Said(a, s)]}
    found = [c for c in claims(seeds, find(seeds)) if c.origins.roots == ("路透社",)]
    utterances = [[said[i] for i in c.statements] for c in found]
    dated = [u for u in utterances if any(one.statement.time == "2023-05" for one in u)]
    ((one, two),) = dated
    assert one.statement.speaker.type == two.statement.speaker.type == "anonymous"
    # Where the statement has no date of its own, the page's day stands for it.
    assert {(o.statement.time or o.article.published or "")[:7] for o in (one, two)} == {"2023-05"}
    assert all(c.origins.certain == c.origins.possible == 1 for c in found)


@pytest.mark.shared
def test_seeds_kind_and_first_day_of_the_visit_differ(seeds: list[Article]) -> None:
    events, stories = cluster(seeds)
    found = {d.what: {v.value for v in d.values} for d in discrepancies({a.id: a for a in seeds}, events, stories)}
    assert found["status:visit"] == {"国事访问", "正式访问"}
    assert found["day:visit"] == {"2024-04-09", "2024-04-10"}


@pytest.mark.shared
@pytest.mark.parametrize(("split", "floor"), [("Train", 0.895), ("Dev", 0.93), ("Test", 0.93)])
def test_ecb_events(shared: Path, split: str, floor: float) -> None:
    data = (shared / "bench" / "stories" / "ecbplus_tokens" / f"{split}.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == ECB_SHA256[split]
    bench = _bench()
    articles, gold = bench.ecb_articles(split)
    events, _ = cluster(articles)
    _, _, f = bench.judge().bcubed(gold, {a: event.id for event in events for a in event.articles})
    assert f >= floor


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_stories", ROOT / "bench" / "stories.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_stories"] = module
    spec.loader.exec_module(module)
    return module
