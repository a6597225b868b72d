"""Who holds a term, by time: the products of vectors with all that are near them.

A row of ``story_posting`` is a term in 128 days: 64-bit words, each an article's number (26 bits), its day (22) and
the term's weight in it (15). A vector that comes is kept whole, in one row of ``story_fresh``, until there are
``FRESH`` of them; then all are put into the rows of their terms.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from suyuan.link.likeness import NO_DAY
from suyuan.link.neighbours import Floats, Ints
from suyuan.link.window import Counts, Rows, Terms
from suyuan.store.story_index import marks, parts

_WEIGHT_BITS, _DAY_BITS = 15, 22
_NUMBER_SHIFT = _WEIGHT_BITS + _DAY_BITS
_MAX_NUMBER = (1 << (63 - _NUMBER_SHIFT)) - 1
_BUCKET_SHIFT, _BUCKET_BITS = 7, 16  # 128 days a bucket
_LAST_BUCKET = (1 << _BUCKET_BITS) - 1
# Vectors that are kept whole before they are put among the postings together. More make the median article no dearer
# and the one that puts them there so; the rows they have in common are then written once.
FRESH = 256
# Vectors asked for together, and the days they may lie apart: they share most of the rows that must be read.
_ASKED, _SPAN = 512, 32
# Rows rewritten together.
_REWRITTEN = 50_000
_PART_BITS = 4
Vector = tuple[Terms, Counts]
Dated = tuple[int, Vector]  # with its day
# What || makes is text to SQLite, whatever its bytes.
_APPEND = (
    "INSERT INTO story_posting VALUES (?, ?)"
    " ON CONFLICT (key) DO UPDATE SET words = CAST(words || excluded.words AS BLOB)"
)


@dataclass(frozen=True, slots=True)
class Near:
    """What is near some of the vectors asked for: article ``numbers``, ascending, with their ``days``; and for each of
    these vectors, by its place among those asked for, its product with each article."""

    numbers: Ints
    days: Ints
    products: Iterator[tuple[int, Floats]]


class Postings:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def change(self, went: Mapping[int, Dated], came: Mapping[int, Dated]) -> None:
        """Take vectors, by article number, out and put others in."""
        fresh = "DELETE FROM story_fresh WHERE number = ?"
        listed = {number: one for number, one in went.items() if not self._db.execute(fresh, (number,)).rowcount}
        (held,) = self._db.execute("SELECT count(*) FROM story_fresh").fetchone()
        if held + len(came) < FRESH:
            rows = ((number, day, _whole(vector)) for number, (day, vector) in came.items())
            self._db.executemany("INSERT INTO story_fresh VALUES (?, ?, ?)", rows)
            came = {}
        else:
            came = {number: (day, vector) for number, day, vector in self._fresh()} | dict(came)
            self._db.execute("DELETE FROM story_fresh")
        keys, words = _sorted_words(came)
        if listed:
            keys, words = self._rewrite(listed, keys, words)
        self._db.executemany(_APPEND, _rows(keys, words))

    def _fresh(self) -> list[tuple[int, int, Vector]]:
        rows = self._db.execute("SELECT number, day, vector FROM story_fresh").fetchall()
        return [(number, day, _parted(blob)) for number, day, blob in rows]

    def _rewrite(self, went: Mapping[int, Dated], keys: Ints, words: Ints) -> tuple[Ints, Ints]:
        """Take vectors out of the rows they are in, and put into these what belongs there; the rest is given back."""
        gone = np.zeros(max(went) + 2, np.bool_)
        gone[list(went)] = True
        old = np.unique(np.concatenate([_keys(terms, day) for day, (terms, _) in went.values()]))
        rest = np.ones(len(keys), np.bool_)
        for start in range(0, len(old), _REWRITTEN):
            found, sizes, held = self._read(old[start : start + _REWRITTEN])
            stays = ~gone[np.minimum(held >> _NUMBER_SHIFT, len(gone) - 1)]
            at = np.minimum(np.searchsorted(found, keys), len(found) - 1)
            mine = found[at] == keys
            rest &= ~mine
            rows = np.concatenate([np.repeat(np.arange(len(found)), sizes)[stays], at[mine]])
            order = np.argsort(rows, kind="stable")
            every = np.concatenate([held[stays], words[mine]])[order].tobytes()
            ends = np.cumsum(np.bincount(rows, minlength=len(found))) * 8
            cut = list(zip(found.tolist(), [0, *ends[:-1].tolist()], ends.tolist(), strict=True))
            update = "UPDATE story_posting SET words = ? WHERE key = ?"
            self._db.executemany(update, ((every[a:b], key) for key, a, b in cut if a < b))
            self._db.executemany("DELETE FROM story_posting WHERE key = ?", ((key,) for key, a, b in cut if a == b))
        return keys[rest], words[rest]

    def fill(self, numbers: Ints, days: Ints, rows: Rows) -> None:
        """Put the vectors of articles into an empty table, far faster than ``change``."""
        heads = _heads(numbers, days)
        owner = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.starts))
        for part in range(1 << _PART_BITS):  # by the first bits of the terms: so many at a time are in memory
            mine = np.flatnonzero(rows.terms >> np.uint32(32 - _PART_BITS) == part)
            keys, words = _keys(rows.terms[mine], days[owner[mine]]), heads[owner[mine]] | rows.weights[mine]
            order = np.argsort(keys, kind="stable")
            self._db.executemany("INSERT INTO story_posting VALUES (?, ?)", _rows(keys[order], words[order]))

    def near(self, asked: Sequence[Dated], reach: int) -> Iterator[Near]:
        """What is within ``reach`` days of vectors with their days (and what is a little further), and what has no day;
        of a vector without a day, all that shares a term with it."""
        fresh = self._fresh()
        left = sorted(range(len(asked)), key=lambda i: asked[i][0])
        while left:
            first = asked[left[0]][0]
            last = first if first == NO_DAY else first + _SPAN
            part = [i for i in left[:_ASKED] if asked[i][0] <= last]
            left = left[len(part) :]
            yield self._near([asked[i] for i in part], part, reach, fresh)

    def _near(
        self, asked: Sequence[Dated], places: Sequence[int], reach: int, fresh: list[tuple[int, int, Vector]]
    ) -> Near:
        own = np.concatenate([terms for _, (terms, _) in asked])
        weights = np.concatenate([weights for _, (_, weights) in asked]).astype(np.float64)
        bounds = np.cumsum([0, *(len(terms) for _, (terms, _) in asked)])
        terms, which = np.unique(own, return_inverse=True)
        days = None if asked[0][0] == NO_DAY else (max(NO_DAY + 1, asked[0][0] - reach), asked[-1][0] + reach)
        of, words = self._lists(terms, days, fresh)
        day = (words >> _WEIGHT_BITS) & ((1 << _DAY_BITS) - 1)
        if days is not None:
            inside = (day == NO_DAY) | ((day >= days[0]) & (day <= days[1]))
            of, words, day = of[inside], words[inside], day[inside]
        number = words >> _NUMBER_SHIFT
        days_of = np.full(int(number.max(initial=0)) + 1, -1, np.int64)
        days_of[number] = day
        numbers = np.flatnonzero(days_of >= 0)
        local = np.zeros(len(days_of), np.int64)
        local[numbers] = np.arange(len(numbers))
        held, number = (words & ((1 << _WEIGHT_BITS) - 1)).astype(np.float64), local[number]
        starts = np.searchsorted(of, np.arange(len(terms) + 1))
        sizes = np.diff(starts)

        def products() -> Iterator[tuple[int, Floats]]:
            for place, start, end in zip(places, bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
                mine = which[start:end]
                many = sizes[mine]
                ends = np.cumsum(many)
                at = np.repeat(starts[mine] - ends + many, many) + np.arange(int(many.sum()))
                weighed = held[at] * np.repeat(weights[start:end], many)
                yield place, np.bincount(number[at], weighed, len(numbers)).astype(np.float64)

        return Near(numbers, days_of[numbers], products())

    def _lists(
        self, terms: Terms, days: tuple[int, int] | None, fresh: list[tuple[int, int, Vector]]
    ) -> tuple[Ints, Ints]:
        """The words of terms (ascending, each once), and beside them the places of their terms, which ascend."""
        bases = terms.astype(np.int64) << _BUCKET_BITS
        if days is None:
            found, sizes, words = self._read_all(bases)
        else:
            buckets = np.unique([0, *range(days[0] >> _BUCKET_SHIFT, (days[1] >> _BUCKET_SHIFT) + 1)])
            found, sizes, words = self._read((bases[:, None] | buckets).ravel())
        of = np.repeat(np.searchsorted(terms, (found >> _BUCKET_BITS).astype(terms.dtype)), sizes)
        if not fresh or not len(terms):
            return of, words
        # Few of the terms of what is fresh are asked for: their last bits tell most of them apart at once.
        every = np.concatenate([own for _, _, (own, _) in fresh])
        wanted = np.zeros(1 << 16, np.bool_)
        wanted[terms & 0xFFFF] = True
        picked = np.flatnonzero(wanted[every & 0xFFFF])
        at = np.minimum(np.searchsorted(terms, every[picked]), len(terms) - 1)
        picked, at = picked[terms[at] == every[picked]], at[terms[at] == every[picked]]
        heads = _heads(*(np.array([one[i] for one in fresh], np.int64) for i in (0, 1)))
        owner = np.repeat(np.arange(len(fresh)), [len(own) for _, _, (own, _) in fresh])[picked]
        weights = np.concatenate([weights for _, _, (_, weights) in fresh])[picked]
        of, words = np.concatenate([of, at]), np.concatenate([words, heads[owner] | weights])
        order = np.argsort(of, kind="stable")
        return of[order], words[order]

    def _read(self, keys: Ints) -> tuple[Ints, Ints, Ints]:
        """The rows there are of some, given ascending: their keys, their lengths, and their words one after another."""
        rows: list[tuple[int, bytes]] = []
        for part in parts(keys.tolist()):
            rows += self._db.execute(
                f"SELECT key, words FROM story_posting WHERE key IN ({marks(part)}) ORDER BY key", part
            )
        return _table(rows)

    def _read_all(self, bases: Ints) -> tuple[Ints, Ints, Ints]:
        """All rows of terms, of all times."""
        rows: list[tuple[int, bytes]] = []
        for base in bases.tolist():
            select = "SELECT key, words FROM story_posting WHERE key BETWEEN ? AND ?"
            rows += self._db.execute(select, (base, base | _LAST_BUCKET))
        return _table(rows)


def _table(rows: Sequence[tuple[int, bytes]]) -> tuple[Ints, Ints, Ints]:
    keys = np.array([key for key, _ in rows], np.int64)
    sizes = np.array([len(blob) for _, blob in rows], np.int64) // 8
    return keys, sizes, np.frombuffer(b"".join([blob for _, blob in rows]), np.int64)


def _whole(vector: Vector) -> bytes:
    return vector[0].astype("<u4").tobytes() + vector[1].astype("<u2").tobytes()


def _parted(blob: bytes) -> Vector:
    many = len(blob) // 6
    return np.frombuffer(blob, "<u4", many), np.frombuffer(blob, "<u2", many, 4 * many).astype(np.int64)


def _heads(numbers: Ints, days: Ints) -> Ints:
    """The words of articles without a weight."""
    if len(numbers) and int(numbers.max()) > _MAX_NUMBER:
        raise OverflowError("more articles than the story index can number")
    return numbers << _NUMBER_SHIFT | days << _WEIGHT_BITS


def _keys(terms: Terms, day: int | Ints) -> Ints:
    return (terms.astype(np.int64) << _BUCKET_BITS) | (day >> _BUCKET_SHIFT)


def _sorted_words(vectors: Mapping[int, Dated]) -> tuple[Ints, Ints]:
    """The words of vectors and the keys of their rows, which ascend."""
    if not vectors:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    heads = _heads(np.array(list(vectors), np.int64), np.array([day for day, _ in vectors.values()], np.int64))
    keys = np.concatenate([_keys(terms, day) for day, (terms, _) in vectors.values()])
    words = np.concatenate([head | weights for head, (_, (_, weights)) in zip(heads, vectors.values(), strict=True)])
    order = np.argsort(keys, kind="stable")
    return keys[order], words[order]


def _rows(keys: Ints, words: Ints) -> Iterator[tuple[int, bytes]]:
    """(key, words) of each row."""
    if not len(keys):
        return
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    ends = np.append(starts[1:], len(keys))
    for key, start, end in zip(keys[starts].tolist(), starts.tolist(), ends.tolist(), strict=True):
        yield key, words[start:end].tobytes()
