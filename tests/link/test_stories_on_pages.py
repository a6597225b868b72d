"""Stories and events of real pages: floors a little under the measured figures, and pairs that must stay apart."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from suyuan.link.stories import cluster
from suyuan.model import Article
from suyuan.pipeline import annotated
from suyuan.read import read_paths

pytestmark = pytest.mark.shared

ROOT = Path(__file__).resolve().parent.parent.parent
TAGS_SHA256 = "6a0a5fe8e7309bea30abce910c1cbdb33df08ad4f6d3a931d81086fec2d8f12b"
LABELS_SHA256 = "3a60a70f06c78ccc8846b11f3cf59f505810c886f2aef9caf5b8dbf89020b18c"
SOHU_SHA256 = "066147e79e4c80cb01b006500c12fe25ad43599545dd12a1ad820371ebf1485f"


@dataclass(frozen=True)
class Found:
    """Articles, the pages they came from, and of each page its event and its story."""

    articles: list[Article]
    page_of: dict[str, str]
    event: dict[str, str]
    story: dict[str, str]
    bench: ModuleType


@pytest.fixture(scope="module")
def found(shared: Path) -> Found:
    bench = _bench("stories")
    articles = bench.page_articles()
    return _found(articles, bench.pages_of(articles), bench)


def _found(articles: list[Article], named: dict[str, str], bench: ModuleType) -> Found:
    events, stories = cluster(articles)
    return Found(
        articles,
        named,
        {named[a]: event.id for event in events for a in event.articles if a in named},
        {named[a]: story.id for story in stories for a in story.articles if a in named},
        bench,
    )


def _bench(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{name}", ROOT / "bench" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[f"bench_{name}"] = module
    spec.loader.exec_module(module)
    return module


def _tags(shared: Path) -> dict[str, str]:
    data = (shared / "pages" / "events.jsonl").read_bytes()
    assert hashlib.sha256(data).hexdigest() == TAGS_SHA256
    rows = [json.loads(line) for line in data.decode("utf-8").splitlines()]
    return {page: row["event"] for row in reversed(rows) if row.get("what") for page in row["docs"]}


def test_stories_and_events_of_the_tagged_pages(found: Found, shared: Path) -> None:
    tags = _tags(shared)
    bcubed = found.bench.judge().bcubed
    assert bcubed(tags, found.story)[2] >= 0.93
    assert bcubed(tags, found.event)[0] >= 0.99


def test_events_inside_three_stories(found: Found) -> None:
    assert hashlib.sha256(found.bench.LABELS.read_bytes()).hexdigest() == LABELS_SHA256
    assert found.bench.judge().bcubed(found.bench.labelled_events(), found.event)[2] >= 0.88


def test_a_permission_in_january_and_a_ban_in_july_are_two_matters(found: Found, shared: Path) -> None:
    tags = _tags(shared)
    january = [page for page, tag in tags.items() if tag == "uk_huawei_allowed_2020_01"]
    july = [page for page, tag in tags.items() if tag == "uk_huawei_5g_2020_07"]
    for clusters in (found.event, found.story):
        assert not {clusters[page] for page in january} & {clusters[page] for page in july}


def test_one_man_met_two_others_on_two_days(found: Found, shared: Path) -> None:
    # The national security adviser received him at the White House, the secretary of defence at the Pentagon.
    (seed,) = (a for a in _seeds(shared) if a.page and a.page.path and "/004_" in f"/{a.page.path}")
    both = _found([*found.articles, seed], {**found.page_of, seed.id: "seed"}, found.bench)
    assert both.event["R8-0313"] != both.event["seed"]
    assert both.story["R8-0313"] == both.story["seed"]


def _seeds(shared: Path) -> list[Article]:
    return [annotated(a) for reading in read_paths([shared / "seeds"]) for a in reading.articles]


@pytest.mark.parametrize(
    "pages",
    [
        ("R8-0280", "R8-0468", "R8-0470"),  # two leaders met before a summit
        ("R8-0281", "R8-0472"),  # the first day of that summit, the statement it made
        ("R8-0318", "R8-0317", "R8-0459"),  # another summit is announced
    ],
)
def test_the_white_house_in_english_and_reports_in_chinese_tell_of_one_event(
    found: Found, pages: tuple[str, ...]
) -> None:
    text = {found.page_of[a.id]: a.text for a in found.articles if a.id in found.page_of}
    assert {"，" in text[page] for page in pages} == {True, False}
    assert len({found.event[page] for page in pages}) == 1


def test_a_summit_announced_in_chinese_and_held_in_english_is_one_story(found: Found, shared: Path) -> None:
    tags = _tags(shared)
    summit, upgrade = (
        {found.story[page] for page, tag in tags.items() if tag == name and page in found.story}
        for name in ("us_japan_ph_trilateral_2024_04", "us_japan_alliance_upgrade_2024_03")
    )
    assert len({found.story[page] for page in ("R8-0318", "R8-0459", "R8-0460", "R8-0457", "R8-0463")}) == 1
    assert not summit & upgrade


def test_three_calls_before_three_days_of_a_summit_are_three_events(found: Found) -> None:
    assert len({found.event[page] for page in ("R8-0465", "R8-0466", "R8-0467")}) == 3


def test_a_round_up_of_many_matters_is_in_no_event_with_one_of_them(found: Found) -> None:
    # A morning briefing, a talk show.
    for page in ("R8-0086", "R8-0320"):
        assert sum(event == found.event[page] for event in found.event.values()) == 1


def test_link_digests_are_in_no_story(found: Found) -> None:
    digests = {found.page_of[a.id] for a in found.articles if a.links}
    assert digests and not digests & (found.event.keys() | found.story.keys())


def test_same_topic_or_not_sohu(shared: Path) -> None:
    path = shared / "bench" / "stories" / "sohu2021_A_samples.jsonl"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == SOHU_SHA256
    first, *dealt = _bench("story_pairs").report(path, shuffles=5)
    assert first >= 0.795
    assert sum(dealt) / len(dealt) >= 0.795
