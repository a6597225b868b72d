"""Events and stories: articles that report one thing that happened, and the developing matter it belongs to.

Two levels of one mechanism: likeness of words, names and numbers, faded by the distance in days, then average-link
clustering. An event is close in time and wording; a story joins events over weeks. The numbering of articles is by day
and id, never by arrival, so the same pages give the same clusters in any order.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from suyuan.link.clustering import average_link
from suyuan.link.features import day_of, features
from suyuan.link.likeness import agreement, own_day
from suyuan.link.neighbours import Fading, means, neighbours
from suyuan.model import Article, Event, Story

# Average likeness within an event and between the events of a story, and the days over which it fades. Thresholds
# chosen on ECB+ (one value is best on all three parts), days and the story's threshold on tagged news pages.
EVENT_SIGMA_DAYS, EVENT_THRESHOLD = 4.0, 0.14
STORY_SIGMA_DAYS, STORY_THRESHOLD = 40.0, 0.04
# Pairs less alike than this share of the threshold are taken as not alike at all.
FLOOR = 0.15
# Two articles of which one has no date: as if this many sigmas apart.
EVENT_UNKNOWN_SIGMAS, STORY_UNKNOWN_SIGMAS = 1.08, 0.8


def cluster(articles: Sequence[Article]) -> tuple[list[Event], list[Story]]:
    """Events and stories over all articles that are news (digests, which hold links and no text, belong to none)."""
    news = sorted((a for a in articles if not a.links), key=lambda a: (a.published or "9999", a.id))
    if not news:
        return [], []
    rows = features(news)
    days = np.array([np.nan if (day := own_day(a)) is None else day for a in news], np.float64)
    alike = neighbours(rows, agreement(news), FLOOR * EVENT_THRESHOLD)
    groups = average_link(len(news), alike, EVENT_THRESHOLD)
    middles = np.array([_middle(days[group]) for group in groups])
    alike = neighbours(
        means(rows, groups), _fading(middles, STORY_SIGMA_DAYS, STORY_UNKNOWN_SIGMAS), FLOOR * STORY_THRESHOLD
    )
    events = [_event([news[i] for i in group]) for group in groups]
    return events, [_story([events[g] for g in group]) for group in average_link(len(groups), alike, STORY_THRESHOLD)]


def _fading(days: NDArray[np.float64], sigma: float, unknown: float) -> Fading:
    def fade(j: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        apart = np.abs(days[others] - days[j]) / sigma
        apart = np.where(np.isnan(apart), unknown, apart)
        faded: NDArray[np.float64] = np.exp(-0.5 * apart * apart)
        return faded

    return fade


def _middle(days: NDArray[np.float64]) -> float:
    known = days[~np.isnan(days)]
    return float(known.mean()) if len(known) else float("nan")


def _event(members: Sequence[Article]) -> Event:
    days = sorted(a.published[:10] for a in members if a.published and day_of(a) is not None)
    when = None
    if days:
        last = datetime.date.fromisoformat(days[-1]) + datetime.timedelta(days=1)
        when = (days[0], last.isoformat())
    return Event(
        _id("event", members[0].id), tuple(a.id for a in members), when, members[0].title or _first(members[0])
    )


def _story(events: Sequence[Event]) -> Story:
    largest = max(events, key=lambda e: len(e.articles))
    articles = tuple(a for e in events for a in e.articles)
    return Story(_id("story", articles[0]), tuple(e.id for e in events), articles, largest.title)


def _first(article: Article) -> str:
    return article.text.split("\n", 1)[0][:60]


def _id(kind: str, first: str) -> str:
    """Named after the first article: stays while later ones join."""
    return hashlib.sha256(f"{kind}:{first}".encode()).hexdigest()[:12]
