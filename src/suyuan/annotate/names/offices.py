"""Who held an office on a day, from the table of terms (see data/kb.README.md). Titles of one office are one here.

A term whose end a table leaves open is known up to the table's date only; after it the answer carries that date. A
later term of the same office ends an open one, whichever table either comes from.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from suyuan.text.fold import fold

ANY = "*"


@dataclass(frozen=True, slots=True)
class Term:
    """``since`` and ``until`` are ISO dates, cut as the source gives them; ``as_of`` is set where the end is open."""

    owner: str  # ISO 3166 alpha-2 of a country, or the canonical name of a body
    title: str  # Simplified Chinese, as in 首相, 外长
    holder: str  # entity id
    since: str
    until: str
    as_of: str
    source: str

    def covers(self, day: datetime.date) -> bool:
        """Surely: a beginning of which only the year is known covers nothing of that year."""
        text = day.isoformat()
        return (not self.since or self.since + "-99-99"[len(self.since) - 4 :] <= text) and (
            not self.until or text < self.until
        )

    def overlaps(self, other: Term) -> bool:
        return self.since <= (other.until or "9") and other.since <= (self.until or "9")

    def stale(self, day: datetime.date) -> bool:
        """Is the term's end open, and the day after the table's date?"""
        return not self.until and bool(self.as_of) and day.isoformat() > self.as_of


@dataclass(frozen=True, slots=True)
class Office:
    """One line of data/offices.tsv. ``owners`` empty: any country."""

    key: str
    owners: frozenset[str]
    titles: tuple[str, ...]
    english: tuple[str, ...]


def _lines(name: str) -> Iterable[list[str]]:
    raw = files("suyuan.annotate.names").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return (line.split("\t") for line in raw.splitlines() if line and not line.startswith("#"))


@cache
def table() -> tuple[Office, ...]:
    return tuple(
        Office(
            key,
            frozenset() if owners == ANY else frozenset(owners.split()),
            tuple(fold(title) for title in titles.split()),
            tuple(filter(None, english.split("|"))),
        )
        for key, owners, titles, english in _lines("offices.tsv")
    )


@cache
def _by_title() -> dict[str, tuple[Office, ...]]:
    out: dict[str, list[Office]] = defaultdict(list)
    for office in table():
        for title in (*office.titles, *office.english):
            out[title].append(office)
    return {title: tuple(found) for title, found in out.items()}


def office_of(title: str, owner: str | None = None) -> str | None:
    """The office that a title (folded Chinese, or lower-case English) names under an owner, if there is just one."""
    fits = [o for o in _by_title().get(title, ()) if owner is None or not o.owners or owner in o.owners]
    own = {office.key for office in fits if owner in office.owners} or {office.key for office in fits}
    return own.pop() if len(own) == 1 else None


def _known(title: str, owner: str | None) -> list[Term]:
    """Every term that the title may speak of, under one owner or any."""
    keys = {office_of(title, owner)} if owner else {office.key for office in _by_title().get(title, ())}
    return [t for key in sorted(filter(None, keys)) for t in _terms().get(key, ()) if owner is None or t.owner == owner]


def has(owner: str | None) -> bool:
    """Is this a country, or a body that has an office of the table?"""
    return owner is not None and (len(owner) == 2 or any(owner in office.owners for office in table()))


def owner_of(title: str) -> str | None:
    """The one country that has an office of this title (国务卿, 防卫大臣, 特首), or None."""
    owners = [office.owners for office in _by_title().get(title, ())]
    return next(iter(owners[0])) if len(owners) == 1 and len(owners[0]) == 1 else None


def is_office(title: str) -> bool:
    return title in _by_title()


@cache
def _terms() -> dict[str, list[Term]]:
    """Office → its terms, in order; open ones of a table closed by the next holder's beginning."""
    by_office: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for cells in _lines("terms.tsv"):
        term = Term(*cells)
        key = office_of(fold(term.title), term.owner)
        if key:
            by_office[key, term.owner].append(term)
    out: dict[str, list[Term]] = defaultdict(list)
    for (key, _), terms in by_office.items():
        own = [t for t in terms if t.source == "suyuan"]
        rest = (t for t in terms if not any(t.holder == o.holder and t.overlaps(o) for o in own))
        unique = {(t.holder, t.since): t for t in (*rest, *own)}
        ordered = sorted(unique.values(), key=lambda t: (t.since, t.until, t.holder))
        out[key].extend(_closed(ordered))
    return out


def _closed(ordered: list[Term]) -> Iterable[Term]:
    """A table that stopped in 2022 leaves open what another one shows to have ended."""
    for term in ordered:
        if not term.until and term.since:
            later = next((t.since for t in ordered if t.since > term.since and t.holder != term.holder), "")
            yield replace(term, until=later, as_of="" if later else term.as_of)
        else:
            yield term


def holders(title: str, day: datetime.date, owner: str | None = None) -> list[Term]:
    """The terms of an office that cover a day, under any owner where none is given; folded title.

    Terms whose end is known come alone where there are any: an open one of an old table says less.
    """
    found = [t for t in _known(title, owner) if t.covers(day)]
    sure = [t for t in found if not t.stale(day)]
    return sure if owner is not None and sure else found


def former(title: str, day: datetime.date, owner: str | None = None) -> list[Term]:
    """The terms of an office that had ended by a day."""
    text = day.isoformat()
    return [t for t in _known(title, owner) if t.until and t.until <= text]


@cache
def english_titles() -> tuple[str, ...]:
    return tuple(dict.fromkeys(title for office in table() for title in office.english))


def holder(title: str, day: datetime.date, owner: str) -> Term | None:
    """The one holder of a country's office on a day; None where nobody or more than one is known."""
    found = {term.holder: term for term in holders(title, day, owner)}
    return next(iter(found.values())) if len(found) == 1 else None
