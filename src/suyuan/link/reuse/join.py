"""The batch way from postings to seeds: one sorted pass over all fingerprints of a pile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.fingerprints import SHINGLE, Hashes
from suyuan.link.reuse.seeds import LONG_COMMON, SURROUNDINGS, around, kept_pairs, makes_seeds, stands_out, worth
from suyuan.link.reuse.spool import Keys, Spool
from suyuan.link.reuse.streams import Codes, Ints, Windows, ordered, sorting

Places = NDArray[np.uint32]

_SWEEP = 4_000_000
_LONE_AT_ONCE = 100_000
_SEEDS_AT_ONCE = 700_000


@dataclass(frozen=True, slots=True)
class Seeds:
    """Sorted by the ids of their pair. ``a`` and ``b`` number the texts, the smaller id first; places are global."""

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    place_a: Places
    place_b: Places
    worth: NDArray[np.float32]


class _Texts:
    """Which text a place lies in: a table of every 256th place, and a step or two from there."""

    def __init__(self, bounds: Ints) -> None:
        self._ends = bounds[1:].astype(np.uint64)
        grid = np.arange(0, int(bounds[-1]) + 256, 256)
        self._table = np.searchsorted(bounds[1:], grid, side="right").astype(np.int32)

    def of(self, places: Places) -> NDArray[np.int32]:
        texts: NDArray[np.int32] = self._table.take(places >> np.uint32(8))
        behind = np.flatnonzero(self._ends.take(texts) <= places)
        while behind.size:
            texts[behind] += 1
            behind = behind.compress(self._ends.take(texts.take(behind)) <= places.take(behind))
        return texts


@dataclass(frozen=True, slots=True)
class _Raw:
    """Seeds as they come: two global places, what they are worth, and the rank of the smaller id of their texts."""

    low: Places
    high: Places
    worth: NDArray[np.float16]
    rank: NDArray[np.int32]


def seeds_of(spool: Spool) -> Iterator[Seeds]:
    """The seeds of the pile that belong to promising pairs, in parts that hold whole pairs, in the order of ids."""
    texts = _Texts(spool.bounds)
    rank = np.empty(len(spool.ids), np.int32)
    rank[sorted(range(len(spool.ids)), key=spool.ids.__getitem__)] = np.arange(len(spool.ids), dtype=np.int32)
    raw = _raw_seeds(spool, texts, rank)
    edges = _edges(raw.rank)
    for start, end in pairwise(edges):
        part = np.flatnonzero((raw.rank >= start) & (raw.rank < end))
        low, high, worths = raw.low.take(part), raw.high.take(part), raw.worth.take(part).astype(np.float32)
        found = _promising(low, high, worths, spool, texts, rank)
        del part, low, high, worths  # not beside the texts of the pairs, nor beside the next part
        yield found
        del found


def _raw_seeds(spool: Spool, texts: _Texts, rank: NDArray[np.int32]) -> _Raw:
    parts: list[tuple[Places, Places, NDArray[np.float16], NDArray[np.int32]]] = []
    for keys in spool.postings():
        hashes, places, counts = _shared(keys, texts)
        use = np.flatnonzero(makes_seeds(hashes, counts))
        hashes, places = hashes.take(use), places.take(use)
        values = worth(hashes, counts.take(use)).astype(np.float16)
        ranks = rank.take(texts.of(places))
        for low, high in _pairs_of_places(hashes, places):
            both = np.minimum(ranks.take(low), ranks.take(high))
            parts.append((places.take(low), places.take(high), values.take(low), both))
    columns = []
    for column in range(4):
        columns.append(np.concatenate([part[column] for part in parts]))
    return _Raw(*columns)


def _edges(ranks: NDArray[np.int32]) -> list[int]:
    """Ranks that cut the seeds into parts that fit in memory."""
    last = int(ranks.max()) + 1 if len(ranks) else 1
    parts = -(-len(ranks) // _SEEDS_AT_ONCE)
    if parts < 2:
        return [0, last]
    cuts = np.quantile(ranks[:: max(1, len(ranks) // 100_000)], np.arange(1, parts) / parts)
    return [0, *sorted({int(cut) for cut in cuts} - {0, last}), last]


def _shared(keys: Keys, texts: _Texts) -> tuple[Hashes, Places, Ints]:
    """Postings of hashes that several texts hold, one a text (the first), with the number of texts."""
    hashes = (keys >> np.uint64(32)).astype(np.uint32)
    same = hashes[1:] == hashes[:-1]
    several = np.zeros(len(keys), bool)
    several[1:] |= same
    several[:-1] |= same
    kept = np.flatnonzero(several)
    hashes, places = hashes.take(kept), keys.take(kept).astype(np.uint32)
    owners = texts.of(places)
    again = np.zeros(len(hashes), bool)
    again[1:] = (hashes[1:] == hashes[:-1]) & (owners[1:] == owners[:-1])
    kept = np.flatnonzero(~again)
    hashes, places = hashes.take(kept), places.take(kept)
    start = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else np.zeros(0, int)
    sizes = np.diff(np.append(start, len(hashes)))
    return hashes, places, np.repeat(sizes, sizes)


def _pairs_of_places(hashes: Hashes, places: Places) -> Iterator[tuple[Ints, Ints]]:
    """All pairs within a hash, as indices into the postings."""
    left = np.arange(len(hashes))
    for step in range(1, LONG_COMMON):
        left = left[: np.searchsorted(left, len(hashes) - step)]
        left = left.take(np.flatnonzero(hashes.take(left) == hashes.take(left + step)))
        yield left, left + step
        if not len(left):
            return


def _promising(
    low: Places, high: Places, worths: NDArray[np.float32], spool: Spool, texts: _Texts, rank: NDArray[np.int32]
) -> Seeds:
    first, second = texts.of(low), texts.of(high)
    swap = rank.take(first) > rank.take(second)
    first, second = np.where(swap, second, first), np.where(swap, first, second)
    low, high = np.where(swap, high, low), np.where(swap, low, high)
    pairs = (rank.take(first).astype(np.int64) << len(rank).bit_length()) | rank.take(second)
    pairs, order = sorting(pairs, 2 * len(rank).bit_length())
    keep, few = kept_pairs(
        pairs, low.take(order).astype(np.int64), high.take(order).astype(np.int64), worths.take(order)
    )
    del pairs
    lone = np.flatnonzero(few)
    test = order.take(lone)
    keep[lone] = _lone(spool, low.take(test), high.take(test), first.take(test), second.take(test))
    order = order.take(np.flatnonzero(keep))
    worths = np.maximum(worths.take(order), 0)
    return Seeds(first.take(order), second.take(order), low.take(order), high.take(order), worths)


def _lone(
    spool: Spool, low: Places, high: Places, first: NDArray[np.int32], second: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Which lone seeds stand in copied passages. Their surroundings are read in sweeps over the streams."""
    out = np.zeros(len(low), bool)
    for start in range(0, len(low), _LONE_AT_ONCE):
        part = slice(start, start + _LONE_AT_ONCE)
        places = np.concatenate((low[part], high[part])).astype(np.int64)
        both = _surroundings(spool, places, np.concatenate((first[part], second[part])))
        out[part] = stands_out(both[: len(both) // 2], both[len(both) // 2 :])
    return out


def _surroundings(spool: Spool, places: Ints, texts: NDArray[np.int32]) -> Codes:
    """What is around seeds, those of the one side and then those of the other."""
    out, whole = np.empty((len(places), 2 * SURROUNDINGS), np.uint16), f"V{4 * SURROUNDINGS}"
    nothing = (np.arange(len(places)) >= len(places) // 2).astype(np.uint16)
    order = ordered(places)
    in_order = places.take(order)
    begin = 0
    while begin < len(order):
        base = max(0, int(in_order[begin]) - SURROUNDINGS)
        codes = spool.codes_between(base, base + _SWEEP)
        end = max(begin + 1, int(np.searchsorted(in_order, base + len(codes) - SURROUNDINGS - SHINGLE, side="right")))
        rows = order[begin:end]
        owners = texts.take(rows)
        low, high = spool.bounds.take(owners) - base, spool.bounds.take(owners + 1) - base
        at = in_order[begin:end] - base
        found = around(Windows(codes), at, at + SHINGLE, low, high, nothing.take(rows))
        out.view(whole)[rows] = found.view(whole)  # a row as one number
        begin = end
    return out
