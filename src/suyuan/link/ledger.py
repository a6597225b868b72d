"""Commitments over time: the same pledge in several articles is one entry with its history.

Two commitments are one pledge when an actor is shared, the actions are worded alike and amounts and deadlines do not
exclude each other. The history is the statuses in the order of the articles' days: considered → planned → announced.
A deadline that a later article moves belongs to the history, where all else is told in nearly the same words.
"""

from __future__ import annotations

import calendar
import datetime
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from suyuan.link.clustering import average_link
from suyuan.link.days import known_by
from suyuan.link.features import cosines, vectors
from suyuan.model import Article, Commitment, Quantity
from suyuan.text.fold import fold

_PARTS = re.compile(r"[·‧・•\s]")
_OFFICE = re.compile(r"(?:政府|当局|官方|方面?)$")
_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|W(\d\d)|(\d\d)(?:-(\d\d)|-X([123]))?))?(?:T|$)")
# Average likeness of the actions of one pledge: the cosine of their words, and what equal amounts and deadlines add.
ALIKE = 0.45
SAME_AMOUNT, SAME_DEADLINE = 0.3, 0.15
# What is asked of the words where only a part of the actor's name is shared (科尔蒙 and 科尔蒙首相), or where a later
# article gives another deadline: a plan put off is told in the words of the plan.
NEARLY = 0.6
# "We" of two pages are the same people only where one page is the other's copy.
COPIED = 0.95
PRONOUNS = frozenset("we us i he she they it 我们 咱们 他们 她们 它们 双方 两国 各方 各国 大家 自己 本人".split())
MOVED = 0.75
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

    @property
    def due(self) -> str | None:
        """The last day of the deadline, None where it is no date."""
        return last_day(self.deadline)

    def overdue(self, today: str) -> bool:
        """Whether the deadline lies wholly before ``today`` (ISO day). A month is over when the next begins."""
        return (self.due or today) < today


def last_day(value: str | None) -> str | None:
    """The last day of a TIMEX3 date cut to a year, month, quarter, half, week, third of a month or day: 2027 is due on
    2027-12-31, 2020-07-X2 (its middle third) on 2020-07-20."""
    match = _PERIOD.match(value or "")
    if not match:
        return None
    year, quarter, half, week, month, day, third = (int(group) if group else 0 for group in match.groups())
    try:
        if week:
            return datetime.date.fromisocalendar(year, week, 7).isoformat()
        month = month or quarter * 3 or half * 6 or 12
        end = calendar.monthrange(year, month)[1]
        return datetime.date(year, month, day or (third * 10 if third in (1, 2) else end)).isoformat()
    except (ValueError, OverflowError):
        return None


def ledger(articles: Sequence[Article]) -> list[Pledge]:
    """All pledges, by deadline (those without last), then by first appearance."""
    entries = [
        Entry(article, commitment)
        for article in sorted(articles, key=lambda a: (known_by(a) or "9999", a.id))
        for commitment in (article.annotations.commitments if article.annotations else ())
        if commitment.category == "action"
    ]
    names = _Actors(entries)
    likeness = {
        (i, j): value + _agreement(entries[i], entries[j])
        for (i, j), value in cosines(vectors([entry.action for entry in entries])).items()
        if value >= ALIKE / 4 and names.same(i, j, value) and _compatible(entries[i], entries[j], value)
    }
    likeness |= dict.fromkeys(_across(entries, names), SURE)
    pledges = [_pledge([entries[i] for i in group]) for group in average_link(len(entries), likeness, ALIKE)]
    first_day = {p.id: known_by(p.history[0].article) or "9999" for p in pledges}
    return sorted(pledges, key=lambda p: (p.deadline is None, p.due or p.deadline or "", first_day[p.id], p.id))


def _across(entries: Sequence[Entry], names: _Actors) -> Iterator[tuple[int, int]]:
    """Pairs in two languages, which share no words: the same actor, the same sum, and a deadline that none denies."""
    of_sum: dict[tuple[float, str], list[int]] = defaultdict(list)
    for j, entry in enumerate(entries):
        amount = _quantity(entry)
        if amount is None or amount.kind != "money" or amount.value is None:
            continue
        alike = of_sum[amount.value, amount.unit or ""]
        for i in alike[-SAME_SUM:]:
            other = entries[i]
            agree = (entry.deadline or other.deadline) and names.same(i, j, 0) and _compatible(other, entry, 0)
            if agree and other.action.isascii() != entry.action.isascii():
                yield i, j
        alike.append(j)


def _compatible(a: Entry, b: Entry, likeness: float) -> bool:
    if a.commitment.polarity != b.commitment.polarity or _contrary(a.action, b.action):
        return False
    if _exclude(a.deadline, b.deadline) and (likeness < MOVED or not _later(a.article, b.article)):
        return False
    one, two = _quantity(a), _quantity(b)
    return not (one and two and one.unit == two.unit and one.value != two.value)


def _exclude(one: str | None, two: str | None) -> bool:
    return bool(one and two and not (one.startswith(two) or two.startswith(one)))


def _later(one: Article, two: Article) -> bool:
    """Whether one of two articles came on a later day than the other."""
    days = {(known_by(one) or "")[:10], (known_by(two) or "")[:10]}
    return len(days) == 2 and "" not in days


def _contrary(one: str, two: str) -> bool:
    """Whether one action holds a word and the other its contrary: 允许港方参与, 禁止港方参与."""
    first, second = _poles(one), _poles(two)
    return any((pair, not side) in second and (pair, not side) not in first for pair, side in first - second)


def _poles(action: str) -> frozenset[tuple[int, bool]]:
    """(row of the table, which side of it) of every word in an action that has a contrary."""
    pattern, poles = _contraries()
    return frozenset(pole for found in pattern.finditer(fold(action).lower()) for pole in poles[found.group()])


@cache
def _contraries() -> tuple[re.Pattern[str], dict[str, list[tuple[int, bool]]]]:
    lines = files("suyuan.link").joinpath("data/contraries.tsv").read_text(encoding="utf-8").splitlines()
    poles: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for row, line in enumerate(line for line in lines if line and not line.startswith("#")):
        for side, words in enumerate(line.split("\t")):
            for word in words.split("｜"):
                poles[fold(word)].append((row, side == 1))
    longest = sorted(poles, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(w)}" if w.isascii() else re.escape(w) for w in longest)), poles


class _Actors:
    """Who commits, under every name an actor may go by."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        identities: dict[str, dict[str, str]] = {}
        for entry in entries:
            if entry.article.id not in identities:
                identities[entry.article.id] = _identities(entry.article)
        self.keys = [_keys(entry, identities[entry.article.id]) for entry in entries]

    def same(self, i: int, j: int, likeness: float) -> bool:
        """Whether two entries share an actor; where the actions are nearly alike, a part of the name is enough."""
        shared = self.keys[i] & self.keys[j]
        if shared:
            return bool(shared - PRONOUNS) or likeness >= COPIED
        return likeness >= NEARLY and any(a in b or b in a for a in self.keys[i] for b in self.keys[j])


def _identities(article: Article) -> dict[str, str]:
    """What each linked name of an article means, by its folded form."""
    out: dict[str, str] = {}
    for mention in article.annotations.mentions if article.annotations else ():
        known = mention.identity or mention.metonym_for
        if known:
            for name in (mention.name, article.text[mention.start : mention.end]):
                out.setdefault(fold(name).lower(), known)
    return out


def _keys(entry: Entry, identities: dict[str, str]) -> set[str]:
    """The names an actor may go by: in full, by the last part (科尔蒙 of 莱娜·科尔蒙), a state for its government, and
    what they mean."""
    keys = set()
    for name in entry.actors:
        folded = fold(name).lower().strip()
        last = _PARTS.split(folded)[-1]
        bare = _OFFICE.sub("", folded)
        keys |= {key for key in (folded, last, bare) if len(key) > 1}
        keys |= {identities[key] for key in (folded, bare) if key in identities}
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
        _amount(entries),
        tuple(entries),
    )


def _amount(entries: Sequence[Entry]) -> str | None:
    """The latest sum, else the latest amount of anything: two quays for 300 million are first of all 300 million."""
    stated = [entry for entry in reversed(entries) if entry.amount]
    money = (entry for entry in stated if (found := _quantity(entry)) and found.kind == "money")
    return next(money, stated[0]).amount if stated else None
