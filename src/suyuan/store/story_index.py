"""What clusters articles in the library: bags, windows, postings, likenesses and places, each a table or two.

Everything here is kept as `suyuan.link.stories.clustered` would compute it for all articles at once; nothing decides.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np

from suyuan.link.likeness import NO_DAY
from suyuan.link.neighbours import Floats, Ints, Kernel
from suyuan.link.window import SAMPLE, Counts, Hashed, Month, Statistics, Terms, moved, statistics, window

_WEIGHT_BITS, _DAY_BITS = 15, 22
_NUMBER_BITS = 63 - _WEIGHT_BITS - _DAY_BITS
_MAX_NUMBER = (1 << _NUMBER_BITS) - 1
_BUCKET_SHIFT, _BUCKET_BITS = 7, 16  # 128 days a bucket
_LAST_BUCKET = (1 << _BUCKET_BITS) - 1
_CHUNK = 1024
# Vectors that are kept whole before they are put among the postings together. More make the median article no dearer
# and the one that puts them there so; the rows they have in common are then written once.
FRESH = 256
_PLACE = np.dtype([("event", "<u4"), ("story", "<u4"), ("middle", "<i4"), ("size", "<u4"), ("chinese", "<u4")])
Vector = tuple[Terms, Counts]
Item = TypeVar("Item", int, str)
# What || makes is text to SQLite, whatever its bytes.
_APPEND = (
    "INSERT INTO story_posting VALUES (?, ?)"
    " ON CONFLICT (key) DO UPDATE SET words = CAST(words || excluded.words AS BLOB)"
)
TABLES = (
    *("story_article", "story_month", "story_window", "story_posting", "story_fresh", "story_edge", "story_place"),
    "story_retold",
)


def parts(items: Collection[Item], size: int = 500) -> Iterator[list[Item]]:
    every = list(items)
    for start in range(0, len(every), size):
        yield every[start : start + size]


def marks(items: Sequence[object]) -> str:
    return ",".join("?" * len(items))


def packed(bags: Hashed) -> bytes:
    ends = np.array([*bags.ends, len(bags.terms)], "<u4")
    return ends.tobytes() + bags.terms.astype("<u4").tobytes() + bags.said.astype("<u2").tobytes()


def unpacked(blob: bytes) -> Hashed:
    words, names, every = np.frombuffer(blob, "<u4", 3).tolist()
    terms = np.frombuffer(blob, "<u4", every, 12)
    return Hashed((words, names), terms, np.frombuffer(blob, "<u2", every, 12 + 4 * every))


class Bags:
    """The bags of articles by number, and the statistics of the windows they are weighed by."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._read: dict[int, Hashed] = {}

    def of(self, numbers: Collection[int]) -> dict[int, Hashed]:
        for part in parts([number for number in numbers if number not in self._read]):
            found = self._db.execute(f"SELECT number, bags FROM story_article WHERE number IN ({marks(part)})", part)
            self._read.update((number, unpacked(blob)) for number, blob in found)
        return {number: self._read[number] for number in numbers}

    def one(self, number: int) -> Hashed:
        """Read and not remembered."""
        select = "SELECT bags FROM story_article WHERE number = ?"
        return unpacked(self._db.execute(select, (number,)).fetchone()[0])

    def forget(self) -> None:
        self._read.clear()

    def windows(self) -> dict[Month, tuple[Month, ...]]:
        """The window of each month that holds articles."""
        pile = dict(self._db.execute("SELECT month, articles FROM story_month"))
        return {month: window(month, pile) for month in pile}

    def known(self, months: tuple[Month, ...]) -> Statistics:
        """The statistics of a window as they were last refreshed."""
        row = self._db.execute("SELECT sample, terms, counts FROM story_window WHERE months = ?", (_key(months),))
        sample, terms, counts = row.fetchone()
        return Statistics(
            len(json.loads(sample)), np.frombuffer(terms, "<u4"), np.frombuffer(counts, "<u2").astype(np.int64)
        )

    def refresh(self, months: tuple[Month, ...], gone: Collection[int]) -> bool:
        """Bring the statistics of a window up to date, and say whether that changed them.

        The bags of what is gone are still there."""
        row = self._db.execute("SELECT sample FROM story_window WHERE months = ?", (_key(months),)).fetchone()
        old = set(json.loads(row[0])) if row else set()
        new = set(self._sample(months, gone))
        if row and old == new:
            return False
        if len(old - new) + len(new - old) > len(new) // 4:
            made = statistics(bags.terms for bags in self.of(new).values())
        else:
            came, went = self.of(new - old), self.of(old - new)
            made = moved(self.known(months), (b.terms for b in came.values()), (b.terms for b in went.values()))
        self._db.execute(
            "INSERT OR REPLACE INTO story_window VALUES (?, ?, ?, ?)",
            (
                _key(months),
                json.dumps(sorted(new)),
                made.terms.astype("<u4").tobytes(),
                made.counts.astype("<u2").tobytes(),
            ),
        )
        return True

    def keep(self, windows: Collection[tuple[Month, ...]]) -> None:
        """Drop the windows that no month is weighed by any more."""
        wanted = {_key(months) for months in windows}
        for (key,) in self._db.execute("SELECT months FROM story_window").fetchall():
            if key not in wanted:
                self._db.execute("DELETE FROM story_window WHERE months = ?", (key,))

    def _sample(self, months: tuple[Month, ...], gone: Collection[int]) -> list[int]:
        found: list[tuple[int, str, int]] = []
        for month in months:  # an index serves each month's first
            rows = self._db.execute(
                "SELECT chance, id, number FROM story_article WHERE month = ? ORDER BY chance, id LIMIT ?",
                (month, SAMPLE + len(gone)),
            )
            found += [row for row in rows if row[2] not in gone]
        return [number for _, _, number in sorted(found)[:SAMPLE]]


def _key(months: tuple[Month, ...]) -> str:
    return ",".join(months)


class Postings:
    """Who holds a term, by time: the products of a vector with all that are near it.

    A vector that comes is kept whole, in one row, until there are ``FRESH`` of them; then all are put into the rows of
    their terms.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def change(self, went: Mapping[int, tuple[int, Vector]], came: Mapping[int, tuple[int, Vector]]) -> None:
        """Take vectors (by number, with their days) out and put others in."""
        drop = [
            (_keys(terms, day), number)
            for number, (day, (terms, _)) in went.items()
            if not self._db.execute("DELETE FROM story_fresh WHERE number = ?", (number,)).rowcount
        ]
        if drop:
            keys = np.concatenate([keys for keys, _ in drop])
            numbers = np.repeat([number for _, number in drop], [len(keys) for keys, _ in drop])
            order = np.argsort(keys, kind="stable")
            self._drop(keys[order], numbers[order])
        (held,) = self._db.execute("SELECT count(*) FROM story_fresh").fetchone()
        if held + len(came) < FRESH:
            rows = ((number, day, _whole(vector)) for number, (day, vector) in came.items())
            self._db.executemany("INSERT INTO story_fresh VALUES (?, ?, ?)", rows)
            return
        every = {number: (day, vector) for number, day, vector in self._fresh()} | dict(came)
        self._db.execute("DELETE FROM story_fresh")
        self._db.executemany(_APPEND, ((key, words.tobytes()) for key, words in _sorted_words(every)))

    def _fresh(self) -> list[tuple[int, int, Vector]]:
        rows = self._db.execute("SELECT number, day, vector FROM story_fresh").fetchall()
        return [(number, day, _parted(blob)) for number, day, blob in rows]

    def _drop(self, keys: Ints, numbers: Ints) -> None:
        """Take each number out of the row of the key beside it; keys ascend."""
        wanted = sorted(set(keys.tolist()))
        for part in parts(wanted):
            select = f"SELECT key, words FROM story_posting WHERE key IN ({marks(part)}) ORDER BY key"
            found = self._db.execute(select, part).fetchall()
            sizes = [len(blob) // 8 for _, blob in found]
            words = np.frombuffer(b"".join(blob for _, blob in found), np.int64)
            mine = slice(*np.searchsorted(keys, [part[0], part[-1] + 1]).tolist())
            # A row and a number in one number, to look all of them up at once.
            held = np.repeat(np.arange(len(found)), sizes) << _NUMBER_BITS | words >> (_WEIGHT_BITS + _DAY_BITS)
            rows = np.searchsorted([key for key, _ in found], keys[mine])
            kept = ~np.isin(held, rows << _NUMBER_BITS | numbers[mine])
            ends = np.cumsum(sizes)
            for (key, _), start, end in zip(found, [0, *ends[:-1].tolist()], ends.tolist(), strict=True):
                left = words[start:end][kept[start:end]]
                if len(left):
                    self._db.execute("UPDATE story_posting SET words = ? WHERE key = ?", (left.tobytes(), key))
                else:
                    self._db.execute("DELETE FROM story_posting WHERE key = ?", (key,))

    def fill(self, vectors: Mapping[int, tuple[int, Vector]]) -> None:
        """Put vectors into an empty table, far faster than ``change``."""
        rows = ((key, words.tobytes()) for key, words in _sorted_words(vectors))
        self._db.executemany("INSERT INTO story_posting VALUES (?, ?)", rows)

    def products(self, vector: Vector, day: int, reach: int, most: int) -> tuple[Floats, Ints]:
        """For each number up to ``most``: the product with the vector, and the day, of those within ``reach`` days."""
        terms, weights = vector
        weight_of = dict(zip(terms.tolist(), weights.tolist(), strict=True))
        blobs: list[bytes] = []
        by: list[int] = []
        for sql, values in self._reads(terms, day, reach):
            for key, blob in self._db.execute(sql, values):
                blobs.append(blob)
                by.append(weight_of[key >> _BUCKET_BITS])
        words = np.frombuffer(b"".join(blobs), np.int64)
        numbers = words >> (_WEIGHT_BITS + _DAY_BITS)
        weighed = (words & ((1 << _WEIGHT_BITS) - 1)) * np.repeat(by, [len(blob) // 8 for blob in blobs])
        days = np.zeros(most + 1, np.int64)
        days[numbers] = (words >> _WEIGHT_BITS) & ((1 << _DAY_BITS) - 1)
        products: Floats = np.bincount(numbers, weighed, most + 1).astype(np.float64)
        fresh = self._fresh()
        if fresh and len(terms):
            own = np.concatenate([terms for _, _, (terms, _) in fresh])
            weighs = np.concatenate([weights for _, _, (_, weights) in fresh])
            at = np.minimum(np.searchsorted(terms, own), len(terms) - 1)
            weighs *= np.where(terms[at] == own, weights[at], 0)
            numbers = np.repeat([number for number, _, _ in fresh], [len(terms) for _, _, (terms, _) in fresh])
            products += np.bincount(numbers, weighs, most + 1)
            days[[number for number, _, _ in fresh]] = [its_day for _, its_day, _ in fresh]
        return products, days

    @staticmethod
    def _reads(terms: Terms, day: int, reach: int) -> Iterator[tuple[str, list[int]]]:
        bases = (terms.astype(np.int64) << _BUCKET_BITS).tolist()
        select = "SELECT key, words FROM story_posting WHERE key"
        if day == NO_DAY:
            for base in bases:
                yield f"{select} BETWEEN ? AND ?", [base, base | _LAST_BUCKET]
            return
        low, high = max(NO_DAY, day - reach) >> _BUCKET_SHIFT, (day + reach) >> _BUCKET_SHIFT
        buckets = sorted({0, *range(low, high + 1)})
        for part in parts([base | bucket for base in bases for bucket in buckets]):
            yield f"{select} IN ({marks(part)})", part


def _whole(vector: Vector) -> bytes:
    return vector[0].astype("<u4").tobytes() + vector[1].astype("<u2").tobytes()


def _parted(blob: bytes) -> Vector:
    many = len(blob) // 6
    return np.frombuffer(blob, "<u4", many), np.frombuffer(blob, "<u2", many, 4 * many).astype(np.int64)


def _keys(terms: Terms, day: int) -> Ints:
    return (terms.astype(np.int64) << _BUCKET_BITS) | (day >> _BUCKET_SHIFT)


def _sorted_words(vectors: Mapping[int, tuple[int, Vector]]) -> Iterator[tuple[int, Ints]]:
    """(key, words) of each row that these vectors are in."""
    if not vectors:
        return
    if max(vectors) > _MAX_NUMBER:
        raise OverflowError("more articles than the story index can number")
    keys = np.concatenate([_keys(terms, day) for day, (terms, _) in vectors.values()])
    words = np.concatenate(
        [
            (number << (_WEIGHT_BITS + _DAY_BITS)) | (day << _WEIGHT_BITS) | w
            for number, (day, (_, w)) in vectors.items()
        ]
    )
    order = np.argsort(keys, kind="stable")
    keys, words = keys[order], words[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
    ends = np.append(starts[1:], len(keys))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        yield int(keys[start]), words[start:end]


class Edges:
    """Likenesses of articles (level 0) or of events, by the number of their first article (level 1)."""

    def __init__(self, connection: sqlite3.Connection, level: int) -> None:
        self._db, self._level = connection, level

    def of(self, items: Collection[int]) -> dict[int, dict[int, int]]:
        found: dict[int, dict[int, int]] = {item: {} for item in items}
        for part in parts(items):
            rows = self._db.execute(
                f"SELECT a, b, alike FROM story_edge WHERE level = {self._level} AND a IN ({marks(part)})", part
            )
            for a, b, alike in rows:
                found[a][b] = alike
        return found

    def drop(self, items: Collection[int]) -> None:
        for item, near in self.of(items).items():
            self._db.execute("DELETE FROM story_edge WHERE level = ? AND a = ?", (self._level, item))
            self._db.executemany(
                "DELETE FROM story_edge WHERE level = ? AND a = ? AND b = ?", ((self._level, b, item) for b in near)
            )

    def put(self, item: int, near: Iterable[tuple[int, int]]) -> None:
        """The likenesses of an item to others."""
        rows = [row for b, alike in near for row in ((self._level, item, b, alike), (self._level, b, item, alike))]
        self._db.executemany("INSERT OR REPLACE INTO story_edge VALUES (?, ?, ?, ?)", sorted(rows))

    def fill(self, one: Ints, two: Ints, alike: Ints) -> None:
        """All likenesses, none being there."""
        a, b, value = np.concatenate([one, two]), np.concatenate([two, one]), np.concatenate([alike, alike])
        order = np.lexsort((b, a))
        rows = zip(a[order].tolist(), b[order].tolist(), value[order].tolist(), strict=True)
        insert = f"INSERT INTO story_edge VALUES ({self._level}, ?, ?, ?)"
        self._db.executemany(insert, rows)


class Places:
    """For each number: ``event``, the first article of its event; and of an event, at the number of its first article,
    ``story``, the first event of its story, ``middle``, its day, ``size``, how many of its articles are counted, and
    ``chinese``, how many of these are in Chinese letters."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._held = dict(connection.execute("SELECT chunk, places FROM story_place"))
        every = np.zeros((max(self._held, default=-1) + 1) * _CHUNK, _PLACE)
        for chunk, blob in self._held.items():
            every[chunk * _CHUNK : (chunk + 1) * _CHUNK] = np.frombuffer(blob, _PLACE)
        columns = (every[name].astype(np.int64) for name in _PLACE.names or ())
        self.event, self.story, self.middle, self.size, self.chinese = columns

    def __len__(self) -> int:
        return len(self.event)

    def reach(self, number: int) -> None:
        """Make room for numbers up to this one."""
        more = np.zeros(max(0, (number // _CHUNK + 1) * _CHUNK - len(self)), np.int64)
        if len(more):
            columns = (self.event, self.story, self.middle, self.size, self.chinese)
            longer = (np.concatenate([column, more]) for column in columns)
            self.event, self.story, self.middle, self.size, self.chinese = longer

    def save(self) -> None:
        every = np.zeros(len(self), _PLACE)
        for name in _PLACE.names or ():
            every[name] = getattr(self, name)
        for chunk in range(len(self) // _CHUNK):
            blob = every[chunk * _CHUNK : (chunk + 1) * _CHUNK].tobytes()
            if self._held.get(chunk) != blob:
                self._db.execute("INSERT OR REPLACE INTO story_place VALUES (?, ?)", (chunk, blob))
                self._held[chunk] = blob

    def events_of(self, articles: Collection[int]) -> dict[int, tuple[int, ...]]:
        """The events, as the numbers of their articles, of the articles that are in one."""
        return _groups(self.event, articles)

    def stories_of(self, events: Collection[int]) -> dict[int, tuple[int, ...]]:
        """The stories, as the first articles of their events, of the events that are in one."""
        return _groups(self.story, events)

    def story_of(self, number: int) -> int:
        """The first event of the story that an article is in."""
        return int(self.story[self.event[number]])


def _groups(column: Ints, items: Collection[int]) -> dict[int, tuple[int, ...]]:
    first = {item: int(column[item]) for item in items if item < len(column) and column[item]}
    groups: dict[int, list[int]] = {key: [] for key in set(first.values())}
    if groups:
        for member in np.flatnonzero(np.isin(column, list(groups))).tolist():
            groups[int(column[member])].append(member)
    return {item: tuple(groups[key]) for item, key in first.items()}


def alike(products: Floats, day: int, days: Ints, sizes: Ints, kernel: Kernel) -> list[tuple[int, int]]:
    """(number, likeness) of what counts, from products that were divided by ``sizes``; as ``neighbours`` has it."""
    near = np.flatnonzero(products >= kernel.counts * np.maximum(sizes, 1))
    found = kernel.faded(products[near] / sizes[near], day, days[near])
    kept = found >= kernel.counts
    return list(zip(near[kept].tolist(), found[kept].tolist(), strict=True))
