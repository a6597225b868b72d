"""Events and stories on invented articles."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from suyuan.link.stories import cluster
from suyuan.model import Article

CABLE = "维兰多与奥斯梅尔签署海缆协定，两国总理在宾达尔会面，海缆将连接两座岛屿，耗资十二亿。"
PATROL = "海湾舰队在北部海域举行联合巡逻，三艘巡逻船参加，邻国外交部表示抗议并召见大使。"
QUAKE = "山城昨夜发生强烈地震，房屋倒塌，救援队连夜赶往灾区搜救被困居民，学校停课三天。"


def _articles() -> list[Article]:
    made = []
    for n, (text, day) in enumerate(
        [(CABLE, "2025-05-12"), (PATROL, "2025-05-13"), (QUAKE, "2025-05-12")] * 3
        + [(CABLE.replace("签署", "批准"), "2025-06-02")]
    ):
        words = f"（{n}号记者稿）"
        made.append(Article(f"a{n:02}", text + words + text[: 20 + n], text[:14], published=day))
    return made


def test_articles_about_one_thing_are_one_event() -> None:
    events, _ = cluster(_articles())
    groups = {frozenset(event.articles) for event in events}
    assert {"a00", "a03", "a06"} in groups and {"a01", "a04", "a07"} in groups and {"a02", "a05", "a08"} in groups


def test_a_later_event_of_the_same_matter_is_another_event_of_one_story() -> None:
    events, stories = cluster(_articles())
    of = {article: event.id for event in events for article in event.articles}
    assert of["a09"] != of["a00"]
    story = next(s for s in stories if "a09" in s.articles)
    assert {of["a09"], of["a00"]} <= set(story.events)
    assert "a02" not in story.articles


def test_events_span_the_days_of_their_articles() -> None:
    events, _ = cluster(_articles()[:1])
    assert events[0].when == ("2025-05-12", "2025-05-13")


@given(st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(shuffle: random.Random) -> None:
    articles = _articles()
    shuffled = articles[:]
    shuffle.shuffle(shuffled)
    assert cluster(shuffled) == cluster(articles)


def test_no_articles_no_stories() -> None:
    assert cluster([]) == ([], [])


def test_articles_without_text_date_or_title_are_alone() -> None:
    events, stories = cluster([Article("a", ""), Article("b", "")])
    assert [e.articles for e in events] == [("a",), ("b",)]
    assert len(stories) == 2
