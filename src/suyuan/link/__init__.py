"""Many articles → reuse, claims, events, stories, chains, discrepancies, naming."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import suyuan.link.reuse as reuse
from suyuan.link.chains import chains
from suyuan.link.claims import claims
from suyuan.link.discrepancies import discrepancies
from suyuan.link.naming import naming
from suyuan.link.stories import cluster
from suyuan.model import Article, LinkRecord, Reuse

LinkKind = Literal["reuse", "event", "story", "claim", "chain", "discrepancy", "naming"]
KINDS: tuple[LinkKind, ...] = ("reuse", "event", "story", "claim", "chain", "discrepancy", "naming")

__all__ = ["KINDS", "LinkKind", "link", "link_records"]


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
    """All links but reuse itself, which is found apart (`suyuan.link.reuse`) because it is incremental."""
    reuses = tuple(reuses)
    events, stories = cluster(articles)
    yield from events
    yield from stories
    yield from claims(articles, reuses)
    for article in articles:
        yield from chains(article)
    yield from discrepancies({article.id: article for article in articles}, events, stories, reuses)
    yield from naming(articles)
