"""Who held an office on a day: titles by date, from the table of terms (see data/kb.README.md).

A term whose end a table leaves open is known up to the table's date only; after it the answer carries that date.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Term:
    """``since`` and ``until`` are ISO dates, cut as the source gives them; ``as_of`` is set where the end is open."""

    country: str  # ISO 3166 alpha-2
    title: str  # Simplified Chinese, as in 首相, 外长
    holder: str  # entity id
    since: str
    until: str
    as_of: str
    source: str

    def covers(self, day: datetime.date) -> bool:
        text = day.isoformat()
        return (not self.since or self.since <= text) and (not self.until or text < self.until)

    def stale(self, day: datetime.date) -> bool:
        """Is the term's end open, and the day after the table's date?"""
        return not self.until and bool(self.as_of) and day.isoformat() > self.as_of


@cache
def _terms() -> dict[str, list[Term]]:
    raw = files("suyuan.annotate.names").joinpath("data/terms.tsv").read_text(encoding="utf-8")
    by_title: dict[str, list[Term]] = defaultdict(list)
    for line in raw.splitlines():
        if not line.startswith("#"):
            term = Term(*line.split("\t"))
            by_title[term.title].append(term)
    return by_title


def is_office(title: str) -> bool:
    return title in _terms()


def holders(title: str, day: datetime.date, country: str | None = None) -> list[Term]:
    """The terms of an office that cover a day, in any country where none is given; folded title."""
    found = [t for t in _terms().get(title, ()) if t.covers(day) and (country is None or t.country == country)]
    sure = [t for t in found if not t.stale(day)]
    return sure if country is not None and sure else found


def holder(title: str, day: datetime.date, country: str) -> Term | None:
    """The one holder of a country's office on a day; None where nobody or more than one is known."""
    found = {term.holder: term for term in holders(title, day, country)}
    return next(iter(found.values())) if len(found) == 1 else None
