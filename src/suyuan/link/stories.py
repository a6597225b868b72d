"""Events and stories: articles that report one thing that happened, and the developing matter it belongs to.

Two levels of one mechanism: similarity of words and names, faded by the distance in days, then average-link
clustering. An event is close in time and wording; a story joins events over weeks. The numbering of articles is by day
and id, never by arrival, so the same pages give the same clusters in any order.
"""

from __future__ import annotations

import datetime
import hashlib
import math
from collections.abc import Sequence

from suyuan.link.clustering import average_link
from suyuan.link.features import Features, cosines, features
from suyuan.model import Article, Event, Story

# Likeness of words counts in full where half of the names agree, less where they differ, more where all agree (two
# earthquakes are told in the same words); the fading is over days. Fitted on tagged news pages and ECB+ train.
NAME_SHARE = 0.2
EVENT_SIGMA_DAYS, EVENT_THRESHOLD = 4.0, 0.1
STORY_SIGMA_DAYS, STORY_THRESHOLD = 60.0, 0.04
# Two articles of which one has no date: as if this many sigmas apart.
UNKNOWN_DAY_SIGMAS = 0.8


def cluster(articles: Sequence[Article]) -> tuple[list[Event], list[Story]]:
    """Events and stories over all articles that are news (digests, which hold links and no text, belong to none)."""
    news = sorted((a for a in articles if not a.links), key=lambda a: (a.published or "9999", a.id))
    if not news:
        return [], []
    feats = features(news)
    likeness = similarities(feats)
    groups = average_link(len(news), _faded(feats, likeness, EVENT_SIGMA_DAYS), EVENT_THRESHOLD)
    stories = average_link(len(groups), _between(groups, _faded(feats, likeness, STORY_SIGMA_DAYS)), STORY_THRESHOLD)
    events = [_event([news[i] for i in group]) for group in groups]
    return events, [_story([events[g] for g in story]) for story in stories]


def similarities(feats: Sequence[Features]) -> dict[tuple[int, int], float]:
    words = cosines([f.terms for f in feats])
    names = cosines([f.names for f in feats])
    return {
        (i, j): value * (1 - NAME_SHARE + 2 * NAME_SHARE * names.get((i, j), 0.0))
        if feats[i].names and feats[j].names
        else value
        for (i, j), value in words.items()
    }


def _faded(
    feats: Sequence[Features], likeness: dict[tuple[int, int], float], sigma: float
) -> dict[tuple[int, int], float]:
    faded = {}
    for (i, j), value in likeness.items():
        a, b = feats[i].day, feats[j].day
        distance = abs(a - b) / sigma if a is not None and b is not None else UNKNOWN_DAY_SIGMAS
        faded[i, j] = value * math.exp(-0.5 * distance * distance)
    return faded


def _between(groups: Sequence[Sequence[int]], likeness: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Average similarity of every two groups."""
    of = {i: g for g, group in enumerate(groups) for i in group}
    totals: dict[tuple[int, int], float] = {}
    for (i, j), value in likeness.items():
        a, b = sorted((of[i], of[j]))
        if a != b:
            totals[a, b] = totals.get((a, b), 0.0) + value
    return {(a, b): total / (len(groups[a]) * len(groups[b])) for (a, b), total in totals.items()}


def _event(members: Sequence[Article]) -> Event:
    days = sorted(a.published[:10] for a in members if a.published)
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
