"""The timeline of a story: what happened and what was said, each on its own day and not on the day of the page.

A page of July that repeats what somebody said in May stands, for that sentence, in May: a statement is placed by the
day it names itself, and the statements of one claim by the earliest day that one of them names. Where none names a day,
words that a page of July takes over from one of May were said by the day of that first page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from suyuan.link.days import known_by
from suyuan.link.features import bag
from suyuan.link.origins import Said, one_passage
from suyuan.model import Article, Claim, Event
from suyuan.text.fold import fold

# What a page tells that was said so many days before is told again; news of yesterday is news.
AGAIN_DAYS = 3
_NUMBER = re.compile(r"\d[\d.,]*")
_DATED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|T)")


@dataclass(frozen=True, slots=True)
class Entry:
    """``when`` is an ISO day, month or year, None where it is not known; ``refs`` are articles of an event, or
    statements (``article#statement``) of one thing said, the first told first. ``recycled``: told again on a later day
    than it was said. ``by``: the day by which an event was surely out, where its pages give none of their own."""

    when: str | None
    kind: Literal["event", "statement"]
    what: str
    refs: tuple[str, ...]
    speaker: str | None = None
    recycled: bool = False
    by: str | None = None


def timeline(
    articles: Sequence[Article],
    events: Iterable[Event],
    claims: Iterable[Claim] = (),
    elsewhere: Iterable[Article] = (),
) -> list[Entry]:
    """Events on their first days and dated statements on their own, in the order of days; what has no day is last.

    A function of the articles of one story, its events and claims, and of the articles ``elsewhere`` in other stories
    that make the same claims.
    """
    inside = {article.id: article for article in articles}
    entries = [_event(event, [inside[a] for a in event.articles if a in inside]) for event in events]
    claim_of = said_together(claims)
    groups: dict[str, list[Said]] = defaultdict(list)
    others = [article for article in elsewhere if article.id not in inside]
    for article in sorted([*articles, *others], key=lambda a: (known_by(a) or "9999", a.id)):
        for statement in article.annotations.statements if article.annotations else ():
            one = Said(article, statement)
            groups[claim_of.get(one.id, one.id)].append(one)
    told = (part for group in groups.values() for part in _sayings(group))
    entries += [
        entry
        for group in told
        if any(one.article.id in inside for one in group) and (entry := _said(group)) is not None
    ]
    return sorted(entries, key=lambda e: (not (e.when or e.by), e.when or e.by or "", e.kind, e.refs))


def _event(event: Event, articles: Sequence[Article]) -> Entry:
    by = min((day for article in articles if (day := known_by(article))), default=None)
    when = event.when[0] if event.when else None
    return Entry(when, "event", event.title, tuple(a.id for a in articles), by=None if when else by)


def said_together(claims: Iterable[Claim]) -> dict[str, str]:
    """Statement → one name for all it is said together with: claims inside a story and over stories may share it."""
    name: dict[str, str] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        met = {name[ref] for ref in claim.statements if ref in name}
        one = min(met, default=claim.id)
        if met - {one}:
            name = {ref: one if other in met else other for ref, other in name.items()}
        name.update(dict.fromkeys(claim.statements, one))
    return name


def _sayings(group: Sequence[Said]) -> Iterator[list[Said]]:
    """The statements of one claim, apart where somebody says again later what a page had told before: what was said on
    the 6th cannot have been printed on the 1st."""
    rest = list(group)
    while rest:
        days = sorted(day for one in rest if (day := day_said(one)))
        before = [one for one in rest if days and _out_before(one, days[0])]
        yield [one for one in rest if one not in before]
        if len(before) == len(rest):
            return
        rest = before


def _out_before(one: Said, day: str) -> bool:
    page = (one.article.published or "")[:10]
    return len(page) == 10 and len(day) == 10 and page < day and day_said(one) is None


def _said(group: Sequence[Said]) -> Entry | None:
    """One thing said, on the earliest day that one of its statements names or, where it is told again, on that of the
    first page; nothing where neither tells a day."""
    days = sorted(day for one in group if (day := day_said(one)))
    if days:
        first = next(one for one in group if day_said(one) == days[0])
    elif again := _taken_over(group):
        first = group[0]
        days, group = [again], [one for one in group if _same_words(group[0], one)]
    else:
        return None
    told = [one.article.published or "" for one in group]
    recycled = any(is_later(day, days[0]) for day in told)
    speaker = "、".join(first.statement.speaker.names) or None
    return Entry(days[0], "statement", first.content, tuple(one.id for one in group), speaker, recycled)


def _taken_over(group: Sequence[Said]) -> str | None:
    """The day of the first page, where another tells its words again much later; two people use one formula."""
    day = (group[0].article.published or "")[:10]
    later = (one for one in group[1:] if is_later(one.article.published or "", day))
    return day if day and any(_same_words(group[0], one) and _one_speaker(group[0], one) for one in later) else None


def _one_speaker(one: Said, two: Said) -> bool:
    """Whether one may have said both: 与会者 of two meetings did not, nor a minister and the crowd."""
    first, second = ({fold(n).lower() for n in said.statement.speaker.names} for said in (one, two))
    return not (first and second) or any(a in b or b in a for a in first for b in second)


def _same_words(one: Said, two: Said) -> bool:
    """Whether two contents are one wording, and no number of one stands against another's: grants are announced in the
    words of the grant before."""
    numbers, others = (set(_NUMBER.findall(said.content)) for said in (one, two))
    return (numbers <= others or others <= numbers) and one_passage(
        frozenset(bag(one.content)), frozenset(bag(two.content))
    )


def is_later(page: str, said: str) -> bool:
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
