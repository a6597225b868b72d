"""Events and stories: articles that report one thing that happened, and the developing matter it belongs to.

Two levels of one mechanism: likeness of words, names and numbers, faded by the distance in days, then average-link
clustering. An event is close in time and wording; a story joins events over weeks. The numbering of articles is by day
and id, never by arrival, and all likenesses are whole numbers: the same pages give the same clusters in any order.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from suyuan.link.clustering import clusters
from suyuan.link.features import day_of
from suyuan.link.likeness import NO_DAY, REACH, Marks, chinese, kept, kept_by_events, marked, own_day
from suyuan.link.neighbours import Edges, Ints, Kernel, neighbours, sums
from suyuan.link.window import Rows, rows_of
from suyuan.model import Article, Event, Story

# Average likeness within an event and between the events of a story, and the days over which it fades. Thresholds
# chosen on ECB+ (one value is best on all three parts), days and the story's threshold on tagged news pages.
# Pairs less alike than the floor are taken as not alike at all.
# How the likeness of two articles of an event fades, and what else speaks against it, is told by their marks.
EVENTS = Kernel(within=REACH, threshold=0.15, floor=0.02)
STORIES = Kernel(sigma=40.0, unknown=0.8, threshold=0.04, floor=0.02)
# Members further than this from an event's middle tell nothing of what story it belongs to.
SPREAD_DAYS = 64


@dataclass(frozen=True, slots=True)
class Clustering:
    """Events as lists of rows, stories as lists of events, and what they rest on: the likeness of rows and of events,
    and of each event its middle day, how many of its rows are counted for its story, and how many of these are in
    Chinese letters."""

    events: list[list[int]]
    stories: list[list[int]]
    alike: Edges
    events_alike: Edges
    middles: list[int]
    sizes: list[int]
    chinese: list[int]


def clustered(rows: Rows, days: Ints, marks: Marks) -> Clustering:
    """Rows, in the order of ``key_of``, to events and stories."""
    alike = neighbours(rows, days, EVENTS, lambda one, others: kept(marks[one], marks[others]))
    events = clusters(len(rows), alike, EVENTS.joins)
    middles = [middle(days[group].tolist()) for group in events]
    told = [[i for i in group if counts(int(days[i]), at)] for group, at in zip(events, middles, strict=True)]
    sizes = [len(group) for group in told]
    written = [chinese(marks[group]) for group in told]
    share = np.array(written, np.float64) / np.array(sizes, np.float64)
    between = neighbours(
        sums(rows, told),
        np.array(middles, np.int64),
        STORIES,
        lambda one, others: kept_by_events(float(share[one]), share[others]),
        np.array(sizes, np.int64),
    )
    stories = clusters(len(events), between, STORIES.joins)
    return Clustering(events, stories, alike, between, middles, sizes, written)


def cluster(articles: Sequence[Article]) -> tuple[list[Event], list[Story]]:
    """Events and stories over all articles that are news (digests, which hold links and no text, belong to none)."""
    news = sorted((a for a in articles if is_news(a)), key=key_of)
    if not news:
        return [], []
    found = clustered(rows_of(news), np.array([day_number(a) for a in news], np.int64), marked(news))
    events = [event([news[i] for i in group]) for group in found.events]
    return events, [story([events[g] for g in group]) for group in found.stories]


def is_news(article: Article) -> bool:
    return not article.links


def key_of(article: Article) -> tuple[str, str]:
    """Articles are numbered by day and id."""
    return (article.published or "9999", article.id)


def day_number(article: Article) -> int:
    return own_day(article) or NO_DAY


def middle(days: Sequence[int]) -> int:
    """The day in the middle of an event's days."""
    known = [day for day in days if day != NO_DAY]
    return (2 * sum(known) + len(known)) // (2 * len(known)) if known else NO_DAY


def counts(day: int, at: int) -> bool:
    """Whether an article of ``day`` tells what story its event belongs to, whose middle is ``at``."""
    return NO_DAY in (day, at) or abs(day - at) <= SPREAD_DAYS


def event(members: Sequence[Article]) -> Event:
    """The record of an event from its articles, sorted by ``key_of``."""
    days = sorted(a.published[:10] for a in members if a.published and day_of(a) is not None)
    when = None
    if days:
        last = datetime.date.fromisoformat(days[-1]) + datetime.timedelta(days=1)
        when = (days[0], last.isoformat())
    first = members[0]
    return Event(cluster_id("event", first.id), tuple(a.id for a in members), when, first.title or _first(first))


def story(events: Sequence[Event]) -> Story:
    """The record of a story from its events, sorted by their first articles."""
    largest = max(events, key=lambda e: len(e.articles))
    articles = tuple(a for e in events for a in e.articles)
    return Story(cluster_id("story", articles[0]), tuple(e.id for e in events), articles, largest.title)


def _first(article: Article) -> str:
    return article.text.split("\n", 1)[0][:60]


def cluster_id(kind: str, first: str) -> str:
    """Named after the first article: stays while later ones join."""
    return hashlib.sha256(f"{kind}:{first}".encode()).hexdigest()[:12]
