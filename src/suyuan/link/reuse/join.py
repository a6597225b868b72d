"""The batch way from postings to seeds: one sorted pass over all fingerprints of a pile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.fingerprints import SHINGLE, Hashes
from suyuan.link.reuse.seeds import LONG_COMMON, SURROUNDINGS, around, kept_pairs, makes_seeds, stands_out, worth
from suyuan.link.reuse.spool import Keys, Spool
from suyuan.link.reuse.streams import Codes, Ints

Places = NDArray[np.uint32]

_SWEEP = 4_000_000
_LONE_AT_ONCE = 200_000
_SEEDS_AT_ONCE = 3_000_000


@dataclass(frozen=True, slots=True)
class Seeds:
    """Sorted by pair. ``a`` and ``b`` are numbers of texts, the smaller id first; places are global."""

    a: Ints
    b: Ints
    place_a: Ints
    place_b: Ints
    worth: NDArray[np.float64]


class _Texts:
    """Which text a place lies in: a table of every 256th place, and a step or two from there."""

    def __init__(self, bounds: Ints) -> None:
        self._ends = bounds[1:].astype(np.uint64)
        grid = np.arange(0, int(bounds[-1]) + 256, 256)
        self._table = np.searchsorted(bounds[1:], grid, side="right").astype(np.int32)

    def of(self, places: Places) -> NDArray[np.int32]:
        texts = self._table[places >> np.uint32(8)]
        behind = np.flatnonzero(self._ends[texts] <= places)
        while behind.size:
            texts[behind] += 1
            behind = behind[self._ends[texts[behind]] <= places[behind]]
        return texts


def seeds_of(spool: Spool) -> Seeds:
    """All seeds of the pile that belong to promising pairs."""
    low_parts, high_parts, worth_parts = [], [], []
    texts = _Texts(spool.bounds)
    for keys in spool.postings():
        hashes, places, counts = _shared(keys, texts)
        use = makes_seeds(hashes, counts)
        hashes, places = hashes[use], places[use]
        values = worth(hashes, counts[use]).astype(np.float16)
        for low, high in _pairs_of_places(hashes, places):
            low_parts.append(places[low])
            high_parts.append(places[high])
            worth_parts.append(values[low])
    low, high, worths = np.concatenate(low_parts), np.concatenate(high_parts), np.concatenate(worth_parts)
    del low_parts, high_parts, worth_parts
    rank = np.empty(len(spool.ids), np.int64)
    rank[sorted(range(len(spool.ids)), key=spool.ids.__getitem__)] = np.arange(len(spool.ids))
    parts = []
    edges = _edges(low, spool.bounds)
    for start, end in zip(edges[:-1], edges[1:], strict=True):
        part = np.flatnonzero((low >= start) & (low < end)) if len(edges) > 2 else slice(None)
        parts.append(_promising(low[part], high[part], worths[part].astype(np.float32), spool, texts, rank))
    return Seeds(*(np.concatenate([getattr(part, name) for part in parts]) for name in Seeds.__slots__))


def _edges(low: Places, bounds: Ints) -> list[int]:
    """Borders of texts that cut the seeds, by their first place, into parts that fit in memory."""
    parts = -(-len(low) // _SEEDS_AT_ONCE)
    if parts < 2:
        return [0, int(bounds[-1]) + 1]
    cuts = np.quantile(low[:: max(1, len(low) // 100_000)], np.arange(1, parts) / parts)
    inner = np.unique(bounds[np.searchsorted(bounds, cuts)]).tolist()
    return [0, *(int(cut) for cut in inner if cut > 0), int(bounds[-1]) + 1]


def _shared(keys: Keys, texts: _Texts) -> tuple[Hashes, Places, Ints]:
    """Postings of hashes that several texts hold, one a text (the first), with the number of texts."""
    hashes = (keys >> np.uint64(32)).astype(np.uint32)
    same = hashes[1:] == hashes[:-1]
    several = np.zeros(len(keys), bool)
    several[1:] |= same
    several[:-1] |= same
    hashes, places = hashes[several], keys[several].astype(np.uint32)
    owners = texts.of(places)
    again = np.zeros(len(hashes), bool)
    again[1:] = (hashes[1:] == hashes[:-1]) & (owners[1:] == owners[:-1])
    hashes, places = hashes[~again], places[~again]
    start = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else np.zeros(0, int)
    sizes = np.diff(np.append(start, len(hashes)))
    return hashes, places, np.repeat(sizes, sizes)


def _pairs_of_places(hashes: Hashes, places: Places) -> Iterator[tuple[Ints, Ints]]:
    """All pairs within a hash, as indices into the postings."""
    left = np.arange(len(hashes))
    for step in range(1, LONG_COMMON):
        left = left[left + step < len(hashes)]
        left = left[hashes[left] == hashes[left + step]]
        yield left, left + step
        if not len(left):
            return


def _promising(
    low: Places, high: Places, worths: NDArray[np.float32], spool: Spool, texts: _Texts, rank: Ints
) -> Seeds:
    first, second = texts.of(low), texts.of(high)
    pairs = (first.astype(np.int64) << 32) | second
    order = np.argsort(pairs)
    pairs = pairs[order]
    keep, few = kept_pairs(pairs, low[order].astype(np.int64), high[order].astype(np.int64), worths[order])
    del pairs
    test = order[few]
    keep[few] = _lone(spool, low[test], high[test], first[test], second[test])
    order = order[keep]
    first, second = first[order], second[order]
    low_, high_ = low[order].astype(np.int64), high[order].astype(np.int64)
    swap = rank[first] > rank[second]
    return Seeds(
        np.where(swap, second, first).astype(np.int64),
        np.where(swap, first, second).astype(np.int64),
        np.where(swap, high_, low_),
        np.where(swap, low_, high_),
        np.maximum(worths[order], 0).astype(np.float64),
    )


def _lone(spool: Spool, low: Places, high: Places, first: NDArray[np.int32], second: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which lone seeds stand in copied passages. Their surroundings are read in two sweeps over the streams."""
    out = np.zeros(len(low), bool)
    for start in range(0, len(low), _LONE_AT_ONCE):
        part = slice(start, start + _LONE_AT_ONCE)
        left = _surroundings(spool, low[part].astype(np.int64), first[part], 0)
        right = _surroundings(spool, high[part].astype(np.int64), second[part], 1)
        out[part] = stands_out(left, right)
    return out


def _surroundings(spool: Spool, places: Ints, texts: NDArray[np.int32], nothing: int) -> Codes:
    out = np.empty((len(places), 2 * SURROUNDINGS), np.uint16)
    order = np.argsort(places)
    ordered = places[order]
    begin = 0
    while begin < len(order):
        base = max(0, int(ordered[begin]) - SURROUNDINGS)
        codes = spool.codes_between(base, base + _SWEEP)
        end = max(begin + 1, int(np.searchsorted(ordered, base + len(codes) - SURROUNDINGS - SHINGLE, side="right")))
        rows = order[begin:end]
        low, high = spool.bounds[texts[rows]] - base, spool.bounds[texts[rows] + 1] - base
        at = places[rows] - base
        out[rows] = around(codes, at, at + SHINGLE, low, high, nothing)
        begin = end
    return out
