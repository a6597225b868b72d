"""Commitments over time: the same pledge in several articles is one entry with its history.

Two commitments are one pledge when an actor is shared, the actions are worded alike and amounts and deadlines do not
exclude each other. The history is the statuses in the order of the articles' days: considered → planned → announced.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from suyuan.link.clustering import average_link
from suyuan.link.features import cosines, vectors
from suyuan.model import Article, Commitment, Quantity
from suyuan.text.fold import fold

_PARTS = re.compile(r"[·‧・•\s]")
_OFFICE = re.compile(r"(?:政府|当局|官方|方面?)$")
# The last month of a quarter (2026-Q1) or half (2025-H2).
_LAST_MONTH = {"Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12", "H1": "06", "H2": "12"}
# Average likeness of the actions of one pledge: the cosine of their words, and what equal amounts and deadlines add.
ALIKE = 0.45
SAME_AMOUNT, SAME_DEADLINE = 0.3, 0.15
# Of the entries with one sum, the last so many are compared across languages.
SAME_SUM = 50
# What such a pair counts: few words of the others' entries can be shared, and some of them give no sum.
SURE = 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One appearance of a pledge."""

    article: Article
    commitment: Commitment

    @property
    def action(self) -> str:
        return self.article.text[slice(*self.commitment.action)]

    @property
    def actors(self) -> tuple[str, ...]:
        span = self.commitment.actor.span
        return self.commitment.actor.names or ((self.article.text[slice(*span)],) if span else ())

    @property
    def deadline(self) -> str | None:
        return self.commitment.deadline.value if self.commitment.deadline else None

    @property
    def amount(self) -> str | None:
        return self.article.text[slice(*self.commitment.amount)] if self.commitment.amount else None


@dataclass(frozen=True, slots=True)
class Pledge:
    """``history`` in the order of days; ``deadline`` and ``status`` are the latest that were stated."""

    id: str
    actors: tuple[str, ...]
    action: str
    status: str
    deadline: str | None
    amount: str | None
    history: tuple[Entry, ...]

    def overdue(self, today: str) -> bool:
        """Whether the deadline's value lies wholly before ``today`` (ISO day). A month is over when the next begins."""
        value = self.deadline or ""
        if not value[:4].isdigit():
            return False
        last = _LAST_MONTH.get(value[5:])  # of a quarter or half
        value = value[:5] + last if last else value
        return value < today[: len(value)]


def ledger(articles: Sequence[Article]) -> list[Pledge]:
    """All pledges, by deadline (those without last), then by first appearance."""
    entries = [
        Entry(article, commitment)
        for article in sorted(articles, key=lambda a: (a.published or "9999", a.id))
        for commitment in (article.annotations.commitments if article.annotations else ())
        if commitment.category == "action"
    ]
    likeness = {
        (i, j): value + _agreement(entries[i], entries[j])
        for (i, j), value in cosines(vectors([entry.action for entry in entries])).items()
        if value >= ALIKE / 4 and _compatible(entries[i], entries[j])
    }
    likeness |= dict.fromkeys(_across(entries), SURE)
    pledges = [_pledge([entries[i] for i in group]) for group in average_link(len(entries), likeness, ALIKE)]
    first_day = {p.id: p.history[0].article.published or "9999" for p in pledges}
    return sorted(pledges, key=lambda p: (p.deadline is None, p.deadline or "", first_day[p.id], p.id))


def _across(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Pairs in two languages, which share no words: the same actor, the same sum, and a deadline that none denies."""
    of_sum: dict[tuple[float, str], list[int]] = defaultdict(list)
    for j, entry in enumerate(entries):
        amount = _quantity(entry)
        if amount is None or amount.kind != "money" or amount.value is None:
            continue
        alike = of_sum[amount.value, amount.unit or ""]
        for i in alike[-SAME_SUM:]:
            other = entries[i]
            agree = (entry.deadline or other.deadline) and _compatible(other, entry)
            if agree and other.action.isascii() != entry.action.isascii():
                yield i, j
        alike.append(j)


def _compatible(a: Entry, b: Entry) -> bool:
    if a.commitment.polarity != b.commitment.polarity:
        return False
    if not _keys(a) & _keys(b):
        return False
    if a.deadline and b.deadline and not (a.deadline.startswith(b.deadline) or b.deadline.startswith(a.deadline)):
        return False
    one, two = _quantity(a), _quantity(b)
    return not (one and two and one.unit == two.unit and one.value != two.value)


def _keys(entry: Entry) -> set[str]:
    """The names an actor may go by: in full, by the last part (约翰逊 of 鲍里斯·约翰逊), a state for its government."""
    keys = set()
    for name in entry.actors:
        folded = fold(name).lower().strip()
        last = _PARTS.split(folded)[-1]
        bare = _OFFICE.sub("", folded)
        keys |= {key for key in (folded, last, bare) if len(key) > 1}
    return keys


def _agreement(a: Entry, b: Entry) -> float:
    """What an equal amount and an equal deadline add to the likeness of two actions."""
    one, two = _quantity(a), _quantity(b)
    amount = SAME_AMOUNT if one and two and one.unit == two.unit and one.value == two.value else 0.0
    return amount + (SAME_DEADLINE if a.deadline and a.deadline == b.deadline else 0.0)


def _quantity(entry: Entry) -> Quantity | None:
    span = entry.commitment.amount
    found = entry.article.annotations.quantities if entry.article.annotations else ()
    return next((q for q in found if span and span[0] <= q.start and q.end <= span[1]), None)


def _pledge(entries: Sequence[Entry]) -> Pledge:
    last = entries[-1]
    key = "|".join(f"{e.article.id}:{e.commitment.action[0]}" for e in entries[:1])
    return Pledge(
        hashlib.sha256(key.encode()).hexdigest()[:12],
        tuple(dict.fromkeys(name for entry in entries for name in entry.actors)),
        max((entry.action for entry in entries), key=len),
        last.commitment.status,
        next((entry.deadline for entry in reversed(entries) if entry.deadline), None),
        next((entry.amount for entry in reversed(entries) if entry.amount), None),
        tuple(entries),
    )
