"""What clusters articles in the library: bags, windows, likenesses and places, each a table or two.

Everything here is kept as `suyuan.link.stories.clustered` would compute it for all articles at once; nothing decides.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

import numpy as np

from suyuan.link.neighbours import Floats, Ints, Kernel
from suyuan.link.window import SAMPLE, Hashed, Month, Statistics, moved, statistics, window

_CHUNK = 1024
_PLACE = np.dtype([("event", "<u4"), ("story", "<u4"), ("middle", "<i4"), ("size", "<u4"), ("chinese", "<u4")])
Item = TypeVar("Item", int, str)
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
        near = self.of(items)
        pairs = sorted({pair for a, others in near.items() for b in others for pair in ((a, b), (b, a))})
        delete = f"DELETE FROM story_edge WHERE level = {self._level} AND a = ? AND b = ?"
        self._db.executemany(delete, pairs)

    def put(self, one: Ints, two: Ints, alike: Ints) -> None:
        """Likenesses of pairs, in the place of those there were of them."""
        a, b, value = np.concatenate([one, two]), np.concatenate([two, one]), np.concatenate([alike, alike])
        order = np.lexsort((b, a))
        rows = zip(a[order].tolist(), b[order].tolist(), value[order].tolist(), strict=True)
        self._db.executemany(f"INSERT OR REPLACE INTO story_edge VALUES ({self._level}, ?, ?, ?)", rows)


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


def alike(products: Floats, day: int, days: Ints, sizes: Ints, kernel: Kernel) -> tuple[Ints, Ints]:
    """The places of what counts, and its likeness, from products that were divided by ``sizes``; as ``neighbours``
    has it."""
    near = np.flatnonzero(products >= kernel.counts * np.maximum(sizes, 1))
    found = kernel.faded(products[near] / sizes[near], day, days[near])
    kept = found >= kernel.counts
    return near[kept], found[kept]
