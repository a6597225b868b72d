"""The timeline of a story: what happened and what was said, each on its own day and not on the day of the page.

A page of July that repeats what somebody said in May stands, for that sentence, in May: a statement is placed by the
day it names itself, and the statements of one claim by the earliest day that one of them names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from suyuan.link.origins import Said
from suyuan.model import Article, Claim, Event

# What a page tells that was said so many days before is told again; news of yesterday is news.
AGAIN_DAYS = 3
_DATED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|T)")


@dataclass(frozen=True, slots=True)
class Entry:
    """``when`` is an ISO day, month or year, None where it is not known; ``refs`` are articles of an event, or
    statements (``article#statement``) of one thing said, the first told first. ``recycled``: told again on a later day
    than it was said."""

    when: str | None
    kind: Literal["event", "statement"]
    what: str
    refs: tuple[str, ...]
    speaker: str | None = None
    recycled: bool = False


def timeline(articles: Sequence[Article], events: Iterable[Event], claims: Iterable[Claim] = ()) -> list[Entry]:
    """Events on their first days and dated statements on their own, in the order of days; what has no day is last.

    A function of the articles of one story, its events and claims alone.
    """
    inside = {article.id for article in articles}
    entries = [
        Entry(
            event.when[0] if event.when else None, "event", event.title, tuple(a for a in event.articles if a in inside)
        )
        for event in events
    ]
    claim_of = {ref: claim.id for claim in claims for ref in claim.statements}
    groups: dict[str, list[Said]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: (a.published or "9999", a.id)):
        for statement in article.annotations.statements if article.annotations else ():
            one = Said(article, statement)
            groups[claim_of.get(one.id, one.id)].append(one)
    entries += [entry for group in groups.values() if (entry := _said(group)) is not None]
    return sorted(entries, key=lambda e: (e.when is None, e.when or "", e.kind, e.refs))


def _said(group: Sequence[Said]) -> Entry | None:
    """One thing said, on the earliest day that one of its statements names; nothing where none names a day."""
    days = sorted(day for one in group if (day := day_said(one)))
    if not days:
        return None
    first = next(one for one in group if day_said(one) == days[0])
    told = [one.article.published or "" for one in group]
    recycled = any(_later(day, days[0]) for day in told)
    speaker = "、".join(first.statement.speaker.names) or None
    return Entry(days[0], "statement", first.content, tuple(one.id for one in group), speaker, recycled)


def _later(page: str, said: str) -> bool:
    """Whether a page came so much later than the words that it tells of them again."""
    if len(said) < 10 or len(page) < 10:
        return page[: len(said)] > said
    try:
        return (date.fromisoformat(page[:10]) - date.fromisoformat(said)).days >= AGAIN_DAYS
    except ValueError:
        return False


def day_said(one: Said) -> str | None:
    """The day (or month, or year) a statement names as its own."""
    found = _DATED.match(one.statement.time or "")
    return found.group() if found else None
