"""Postings of the reuse index in SQLite: compact blocks for what few articles hold, rows for what many do.

Hashes fall into 2**18 blocks by their top bits. A block is one row: 64-bit words, each the hash's low 14 bits, the
article's number (26 bits) and the place (24 bits). Adding an article appends to as many blocks as it has fingerprints;
nothing else is rewritten. A hash that more articles hold than may ever link them moves out of its block, so that a
site's own words never make a block long.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.postings import Holders, limit_of
from suyuan.link.reuse.seeds import COMMON

Words = NDArray[np.uint64]

_LOW_BITS, _NUMBER_BITS, _PLACE_BITS = 14, 26, 24
_LAST_PLACE = (1 << _PLACE_BITS) - 1
_MAX_NUMBER = (1 << _NUMBER_BITS) - 1

SCHEMA = """
CREATE TABLE IF NOT EXISTS reuse_text (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS reuse_block (block INTEGER PRIMARY KEY, words BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS reuse_common (
    hash INTEGER NOT NULL, number INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (hash, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reuse_common_count (hash INTEGER PRIMARY KEY, count INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS reuse_pair (
    number INTEGER NOT NULL, other INTEGER NOT NULL, PRIMARY KEY (number, other)
) WITHOUT ROWID;
"""
# What || makes is text to SQLite, whatever its bytes.
_APPEND = (
    "INSERT INTO reuse_block VALUES (?, ?)"
    " ON CONFLICT (block) DO UPDATE SET words = CAST(words || excluded.words AS BLOB)"
)


class SqlitePostings:
    """``suyuan.link.reuse.Postings`` over a connection, in the caller's transactions; tables are made where missing.

    Places beyond 16 million characters of one article are kept as the last one: such texts still link, less exactly.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        for statement in SCHEMA.split(";"):
            if statement.strip():
                connection.execute(statement)

    def holders(self, hashes: NDArray[np.uint32]) -> Holders:
        common = self._common_counts(hashes)
        read = [(int(hashes[rows[0]]) >> _LOW_BITS, words) for rows, words in self._read_blocks(hashes)]
        words = np.concatenate([words for _, words in read] or [np.zeros(0, np.uint64)])
        top = np.repeat(np.array([block for block, _ in read], np.int64), [len(words) for _, words in read])
        # The hash of every word of these blocks, and where it stands among those that are asked for.
        whole = (top << _LOW_BITS) | (words >> np.uint64(64 - _LOW_BITS)).astype(np.int64)
        order = np.argsort(hashes, kind="stable")
        asked = hashes[order].astype(np.int64)
        at = np.searchsorted(asked, whole)
        mine = (
            np.flatnonzero((at < len(asked)) & (asked[np.minimum(at, len(asked) - 1)] == whole)) if len(asked) else at
        )
        index = order[at[mine]]
        by_hash = np.argsort(index, kind="stable")
        index, words = index[by_hash], words[mine[by_hash]]
        counts = np.bincount(index, minlength=len(hashes))
        for row, hashed in enumerate(hashes.tolist()):
            if hashed in common:
                counts[row] = common[hashed]
        numbers = ((words >> np.uint64(_PLACE_BITS)) & np.uint64(_MAX_NUMBER)).tolist()
        names = self._ids(set(numbers))
        places = (words & np.uint64(_LAST_PLACE)).astype(np.int64)
        return Holders(counts, index, [names[n] for n in numbers], places)

    def add(self, key: str, hashes: NDArray[np.uint32], places: NDArray[np.int64]) -> None:
        cursor = self._db.execute("INSERT INTO reuse_text (id) VALUES (?)", (key,))
        number = int(cursor.lastrowid or 0)
        if number > _MAX_NUMBER:
            raise OverflowError("more articles than the reuse index can number")
        places = np.minimum(places, _LAST_PLACE)
        common = self._common_counts(hashes)
        is_common = np.array([hashed in common for hashed in hashes.tolist()], bool)
        for hashed, place in zip(hashes[is_common].tolist(), places[is_common].tolist(), strict=True):
            self._db.execute("INSERT INTO reuse_common VALUES (?, ?, ?)", (hashed, number, place))
            self._db.execute("UPDATE reuse_common_count SET count = count + 1 WHERE hash = ?", (hashed,))
        rest, at = hashes[~is_common], places[~is_common]
        words = _packed(rest, number, at)
        self._db.executemany(
            _APPEND,
            [(block, word.tobytes()) for block, word in zip((rest >> _LOW_BITS).tolist(), words, strict=True)],
        )
        self._move_out_common(rest)

    def fill(self, texts: Iterable[tuple[str, NDArray[np.uint32], NDArray[np.int64]]]) -> None:
        """Add many texts to an empty index at once, as after finding the links of a whole pile: far faster than one by
        one, with the same outcome. Raises ValueError where the index is not empty."""
        if self._db.execute("SELECT 1 FROM reuse_text LIMIT 1").fetchone():
            raise ValueError("the reuse index is not empty")
        words, blocks, number = [], [], 0
        for number, (key, hashes, places) in enumerate(texts, 1):
            self._db.execute("INSERT INTO reuse_text VALUES (?, ?)", (number, key))
            words.append(_packed(hashes, number, np.minimum(places, _LAST_PLACE)))
            blocks.append((hashes >> _LOW_BITS).astype(np.uint32))
        if not words:
            return
        every, block = np.concatenate(words), np.concatenate(blocks)
        words, blocks = [], []
        order = np.lexsort((every, block))
        every, block = every[order], block[order]
        starts = np.flatnonzero(np.concatenate(([True], block[1:] != block[:-1])))
        ends = np.append(starts[1:], len(block))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            self._fill_block(int(block[start]), every[start:end])

    def _fill_block(self, block: int, words: Words) -> None:
        """Write a block whose words are in order; what too many texts hold goes where it belongs."""
        low = words >> np.uint64(64 - _LOW_BITS)
        starts = np.flatnonzero(np.concatenate(([True], low[1:] != low[:-1])))
        sizes = np.diff(np.append(starts, len(low)))
        hashes = ((block << _LOW_BITS) | low[starts].astype(np.int64)).astype(np.uint32)
        common = sizes > limit_of(hashes)
        for at in np.flatnonzero(common).tolist():
            self._make_common(int(hashes[at]), words[starts[at] : starts[at] + sizes[at]])
        kept = words[np.repeat(~common, sizes)]
        if len(kept):
            self._db.execute("INSERT INTO reuse_block VALUES (?, ?)", (block, kept.tobytes()))

    def remove(self, key: str, hashes: NDArray[np.uint32], places: NDArray[np.int64]) -> None:
        number = self._number(key)
        if number is None:
            return
        for rows, words in self._read_blocks(hashes):
            kept = words[((words >> np.uint64(_PLACE_BITS)) & np.uint64(_MAX_NUMBER)) != number]
            self._write_block(int(hashes[rows[0]]) >> _LOW_BITS, kept)
        for hashed in self._common_counts(hashes):
            self._db.execute("DELETE FROM reuse_common WHERE hash = ? AND number = ?", (hashed, number))
            self._db.execute("UPDATE reuse_common_count SET count = count - 1 WHERE hash = ?", (hashed,))
            self._move_back(hashed)
        self._db.execute("DELETE FROM reuse_pair WHERE number = ?", (number,))
        self._db.execute("DELETE FROM reuse_pair WHERE other = ?", (number,))
        self._db.execute("DELETE FROM reuse_text WHERE number = ?", (number,))

    def has(self, key: str) -> bool:
        return self._number(key) is not None

    def linked(self, key: str) -> set[str]:
        rows = self._db.execute(
            "SELECT t.id FROM reuse_pair p JOIN reuse_text t ON t.number = p.other"
            " WHERE p.number = (SELECT number FROM reuse_text WHERE id = ?)",
            (key,),
        )
        return {name for (name,) in rows}

    def link(self, a: str, b: str) -> None:
        one, two = self._number(a), self._number(b)
        self._db.executemany("INSERT OR IGNORE INTO reuse_pair VALUES (?, ?)", [(one, two), (two, one)])

    def unlink(self, a: str, b: str) -> None:
        one, two = self._number(a), self._number(b)
        self._db.executemany("DELETE FROM reuse_pair WHERE number = ? AND other = ?", [(one, two), (two, one)])

    def _number(self, key: str) -> int | None:
        row = self._db.execute("SELECT number FROM reuse_text WHERE id = ?", (key,)).fetchone()
        return None if row is None else int(row[0])

    def _ids(self, numbers: set[int]) -> dict[int, str]:
        out: dict[int, str] = {}
        for part in _parts(sorted(numbers)):
            marks = ",".join("?" * len(part))
            out.update(self._db.execute(f"SELECT number, id FROM reuse_text WHERE number IN ({marks})", part))
        return out

    def _common_counts(self, hashes: NDArray[np.uint32]) -> dict[int, int]:
        out: dict[int, int] = {}
        for part in _parts(hashes.tolist()):
            marks = ",".join("?" * len(part))
            out.update(self._db.execute(f"SELECT hash, count FROM reuse_common_count WHERE hash IN ({marks})", part))
        return out

    def _read_blocks(self, hashes: NDArray[np.uint32], longer: int = 0) -> Iterator[tuple[list[int], Words]]:
        """For each block that exists, of more words than ``longer``: the rows of ``hashes`` that fall into it, and its
        words."""
        rows: dict[int, list[int]] = {}
        for row, block in enumerate((hashes >> _LOW_BITS).tolist()):
            rows.setdefault(block, []).append(row)
        for part in _parts(list(rows)):
            marks = ",".join("?" * len(part))
            select = f"SELECT block, words FROM reuse_block WHERE block IN ({marks}) AND length(words) > ?"
            for block, raw in self._db.execute(select, [*part, 8 * longer]).fetchall():
                yield rows[block], np.frombuffer(raw, np.uint64)

    def _write_block(self, block: int, words: Words) -> None:
        if len(words):
            self._db.execute("UPDATE reuse_block SET words = ? WHERE block = ?", (words.tobytes(), block))
        else:
            self._db.execute("DELETE FROM reuse_block WHERE block = ?", (block,))

    def _move_out_common(self, hashes: NDArray[np.uint32]) -> None:
        limits = limit_of(hashes)
        for rows, words in self._read_blocks(hashes, int(limits.min(initial=COMMON))):
            if len(words) <= int(limits[rows].min()):
                continue
            kept = words
            for row in rows:
                low = np.uint64(int(hashes[row]) & ((1 << _LOW_BITS) - 1))
                mine = (kept >> np.uint64(64 - _LOW_BITS)) == low
                if int(np.count_nonzero(mine)) > int(limits[row]):
                    self._make_common(int(hashes[row]), kept[mine])
                    kept = kept[~mine]
            if len(kept) < len(words):
                self._write_block(int(hashes[rows[0]]) >> _LOW_BITS, kept)

    def _make_common(self, hashed: int, words: Words) -> None:
        numbers = ((words >> np.uint64(_PLACE_BITS)) & np.uint64(_MAX_NUMBER)).tolist()
        places = (words & np.uint64(_LAST_PLACE)).tolist()
        rows = [(hashed, number, place) for number, place in zip(numbers, places, strict=True)]
        self._db.executemany("INSERT INTO reuse_common VALUES (?, ?, ?)", rows)
        self._db.execute("INSERT INTO reuse_common_count VALUES (?, ?)", (hashed, len(rows)))

    def _move_back(self, hashed: int) -> None:
        """A common hash that lost holders returns to its block."""
        (count,) = self._db.execute("SELECT count FROM reuse_common_count WHERE hash = ?", (hashed,)).fetchone()
        one = np.array([hashed], np.uint32)
        if count > int(limit_of(one)[0]):
            return
        rows = self._db.execute("SELECT number, place FROM reuse_common WHERE hash = ?", (hashed,)).fetchall()
        words = np.concatenate([_packed(one, number, np.array([place])) for number, place in rows])
        self._db.execute(
            _APPEND,
            (hashed >> _LOW_BITS, words.tobytes()),
        )
        self._db.execute("DELETE FROM reuse_common WHERE hash = ?", (hashed,))
        self._db.execute("DELETE FROM reuse_common_count WHERE hash = ?", (hashed,))


def _packed(hashes: NDArray[np.uint32], number: int, places: NDArray[np.int64]) -> Words:
    low = (hashes & np.uint32((1 << _LOW_BITS) - 1)).astype(np.uint64) << np.uint64(64 - _LOW_BITS)
    return low | np.uint64(number << _PLACE_BITS) | places.astype(np.uint64)


def _parts(items: list[int], size: int = 500) -> Iterator[list[int]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
