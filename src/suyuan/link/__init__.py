"""Many articles → reuse, claims, events, stories, chains, discrepancies, naming."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import suyuan.link.reuse as reuse
from suyuan.link.chains import chains
from suyuan.link.claims import claims
from suyuan.link.discrepancies import discrepancies
from suyuan.link.naming import naming
from suyuan.link.retelling import retold
from suyuan.link.stories import cluster
from suyuan.model import Article, Claim, Discrepancy, Event, LinkRecord, Reuse, Story

LinkKind = Literal["reuse", "event", "story", "claim", "chain", "discrepancy", "naming"]
KINDS: tuple[LinkKind, ...] = ("reuse", "event", "story", "claim", "chain", "discrepancy", "naming")

__all__ = ["KINDS", "LinkKind", "link", "link_records", "link_story"]


def link_records(articles: Iterable[Article], only: LinkKind | None = None) -> Iterator[LinkRecord]:
    """Links between the articles of a pile, of one kind or all. Reuse alone is a stream: it keeps no annotations."""
    if only == "reuse":
        yield from reuse.find(articles)
        return
    pile = sorted(articles, key=lambda a: a.id)
    if only == "chain":
        for article in pile:
            yield from chains(article)
        return
    reuses = list(reuse.find(pile))
    if only is None:
        yield from reuses
    yield from (record for record in link(pile, reuses) if only in (None, record.kind))


def link(articles: Sequence[Article], reuses: Iterable[Reuse]) -> Iterator[LinkRecord]:
    """All links but reuse itself, which is found apart (`suyuan.link.reuse`)."""
    events, stories = cluster(articles)
    yield from events
    yield from stories
    by_id = {article.id: article for article in articles}
    event_of = {event.id: event for event in events}
    story_of = {article: story.id for story in stories for article in story.articles}
    shared: dict[str, list[Reuse]] = defaultdict(list)
    reuses = sorted(reuses, key=lambda one: (one.a, one.b, one.type))
    for one in reuses:
        if (inside := story_of.get(one.a)) is not None and inside == story_of.get(one.b):
            shared[inside].append(one)
    for story in stories:
        members = [by_id[key] for key in story.articles]
        yield from link_story(members, [event_of[key] for key in story.events], story, shared[story.id])
    yield from retold(by_id, story_of, reuses)
    for article in articles:
        yield from chains(article)
    yield from naming(articles)


def link_story(
    articles: Sequence[Article], events: Sequence[Event], story: Story, reuses: Sequence[Reuse]
) -> Iterator[Claim | Discrepancy]:
    """What is found inside one story, from its articles, its events and who of them shares passages with whom.

    A function of these alone, so that a story is linked again only when one of them changed.
    """
    if len(articles) < 2:
        return
    reuses = sorted(reuses, key=lambda one: (one.a, one.b, one.type))
    yield from claims(articles, reuses)
    yield from discrepancies({article.id: article for article in articles}, events, [story], reuses)
