"""Which figures exclude each other, and of what kind of figure more is asked than that two sentences are alike.

A later report of progress is no contradiction of an earlier one, a tally of the evening none of one at noon, and what
two men say is theirs: here the times and the speakers are looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from suyuan.link.features import day_of
from suyuan.link.places import exclude
from suyuan.link.sentence import Figure
from suyuan.link.told import Told
from suyuan.model import Span
from suyuan.text.fold import fold

# A day that is further off is another occasion; a number so many times as large counts something else.
OCCASION_DAYS, RATIO = 4, 5.0
# In sentences so much alike, of pages of one day, a day may lie further off.
SAME_SENTENCE, SAME_SENTENCE_DAYS = 0.5, 15
# Tallies and shares move: reports further apart in days than this tell of a later state, unless one copies the other.
# A sum of money that is promised stays for a while.
TALLY_DAYS, MONEY_DAYS = 0, 5
# Money and measures differ by rounding; below this ratio two values are one.
ROUNDING, ROUND_YEARS = 0.02, 0.1
# Reports of a deadline that is not set yet are of one moment only for so many days; an office is held for longer.
DEADLINE_DAYS, OFFICE_DAYS = 7, 30
# Who is still undecided so many days after a decision was reported contradicts it.
STAGE_DAYS = 3
# Statuses told of days further apart than this are of two occasions: the visit of this week, that of years ago.
STATUS_DAYS = 30
# What counts heads.
_HEADS = re.compile(r"count:")
_ROUND = 10
TERMS = frozenset({"deadline", "duration"})


def compatible(a: Figure, b: Figure) -> bool:
    """Whether two figures of one key may both hold."""
    if a.field == "place":
        return not exclude(a.surface, b.surface)
    slack = 0.0
    if a.key.startswith("money"):
        slack = ROUNDING * max(abs(a.low), abs(b.low))
    elif a.field == "duration" and (a.low % 10 == 0 or b.low % 10 == 0):
        slack = ROUND_YEARS * max(a.low, b.low)  # 60年来, 64年来
    return a.low <= b.high + slack and b.low <= a.high + slack


def one_size(a: Figure, b: Figure, alike: float = 0.0) -> bool:
    """Whether two figures may be of one thing by their size; days may lie further apart in sentences ``alike``."""
    if a.field == "date":
        return abs(a.low - b.low) <= (SAME_SENTENCE_DAYS if alike >= SAME_SENTENCE else OCCASION_DAYS)
    if a.field not in ("count", "amount", "duration"):
        return True
    low, high = sorted((abs(a.low), abs(b.low)))
    return low > 0 and high / low <= RATIO


@dataclass(frozen=True, slots=True)
class Moment:
    """Two sentences as reports of one moment."""

    one: Told
    two: Told
    copies: bool

    @property
    def apart(self) -> int:
        """Days between two articles; 0 where one of them has no day."""
        return abs(self._later())

    def _later(self) -> int:
        a, b = day_of(self.one.article), day_of(self.two.article)
        return b - a if a is not None and b is not None else 0

    def same(self, a: Figure, b: Figure) -> bool:
        """Whether two reports tell of the same state of things, so that a difference is one of report and not of
        time."""
        if a.field == "date":
            # Each page tells of its own day: two days of a series, or one word read from two pages.
            own_day = self.apart and a.offset == b.offset and abs(a.offset or 0) <= 1
            return not own_day and fold(a.surface) != fold(b.surface)
        if a.field == "rank":
            return self.apart <= OFFICE_DAYS
        if a.field == "place":
            return self._one_time(OCCASION_DAYS)
        if a.key == "stage":
            return self._not_progress(a, b)
        if a.field == "status":
            return self.apart <= STATUS_DAYS and self._one_time(STATUS_DAYS, a.when, b.when)
        if a.field == "deadline":
            return self.copies or self.apart <= DEADLINE_DAYS
        if a.basis and b.basis and a.basis != b.basis:
            return False
        if self.copies:
            return True
        if self.one.spans and self.two.spans:
            # 第一季度, 第二季度: each figure has its own time.
            whens = (*(a.when or self.one.spans), *(b.when or self.two.spans))
            long = any(last - first > OCCASION_DAYS for first, last in whens)
            if not self._one_time(0 if long else OCCASION_DAYS, a.when, b.when):
                return False
        if _HEADS.match(a.key) and not self._one_count(a, b):
            return False
        return self.apart <= (MONEY_DAYS if a.key.startswith("money") else TALLY_DAYS)

    def _one_count(self, a: Figure, b: Figure) -> bool:
        """Not counted at two hours, not risen from one to the other, not the count of a place that the other report
        does not name (三省45人失踪, 潮东省19人失踪)."""
        if self.one.hours and self.two.hours and not self.one.hours & self.two.hours:
            return False
        if a.grown or b.grown:
            return False
        return not (_elsewhere(a, self.two) or _elsewhere(b, self.one))

    def _one_time(self, days: int, a: tuple[Span, ...] = (), b: tuple[Span, ...] = ()) -> bool:
        """Whether what the clauses (else the sentences) tell lies within so many days: both name days that meet, or
        the one that is named lies so near to the day of the other's page."""
        spans, others = a or self.one.spans, b or self.two.spans
        if not spans or not others:
            own = day_of((self.two if spans else self.one).article)
            if own is None or not (spans or others):
                return True
            spans, others = spans or others, ((own, own),)
        return any(low <= last + days and first <= high + days for low, high in spans for first, last in others)

    def _not_progress(self, a: Figure, b: Figure) -> bool:
        """An undecided matter that was reported as decided before, or on the day; not one that is decided later."""
        gap = self._later()
        if a.shown == "undecided":
            return -STAGE_DAYS <= gap <= 0
        if b.shown == "undecided":
            return 0 <= gap <= STAGE_DAYS
        return abs(gap) <= 1


def _elsewhere(figure: Figure, other: Told) -> bool:
    """Whether a count is that of a place which the other article never names."""
    if not figure.near:
        return False
    notes = other.article.annotations
    known = {m.identity or fold(m.name).lower() for m in (notes.mentions if notes else ())}
    return not figure.near & known


def one_speaker(a: Figure, b: Figure) -> bool:
    """Whether two figures are told by one: nobody in particular, or a name that both share."""
    if not a.said or not b.said:
        return "?" not in a.said | b.said
    return any(_alike(x, y) for x in a.said for y in b.said)


def _alike(x: str, y: str) -> bool:
    return x != "?" and (x in y or y in x or len(set(x) & set(y)) >= 2)
