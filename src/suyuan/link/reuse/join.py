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
_LONE_AT_ONCE = 400_000


@dataclass(frozen=True, slots=True)
class Seeds:
    """Sorted by pair. ``a`` and ``b`` are numbers of texts, the smaller id first; places are global."""

    a: Ints
    b: Ints
    place_a: Ints
    place_b: Ints
    worth: NDArray[np.float64]


def seeds_of(spool: Spool) -> Seeds:
    """All seeds of the pile that belong to promising pairs."""
    low_parts, high_parts, worth_parts = [], [], []
    for keys in spool.postings():
        hashes, places, counts = _shared(keys, spool.bounds)
        use = makes_seeds(hashes, counts)
        hashes, places = hashes[use], places[use]
        values = worth(hashes, counts[use])
        for low, high in _pairs_of_places(hashes, places):
            low_parts.append(places[low])
            high_parts.append(places[high])
            worth_parts.append(values[low])
    return _promising(np.concatenate(low_parts), np.concatenate(high_parts), np.concatenate(worth_parts), spool)


def _shared(keys: Keys, bounds: Ints) -> tuple[Hashes, NDArray[np.uint32], Ints]:
    """Postings of hashes that several texts hold, one a text (the first), with the number of texts."""
    hashes = (keys >> np.uint64(32)).astype(np.uint32)
    same = hashes[1:] == hashes[:-1]
    several = np.zeros(len(keys), bool)
    several[1:] |= same
    several[:-1] |= same
    hashes, places = hashes[several], keys[several].astype(np.uint32)
    texts = np.searchsorted(bounds, places, side="right")
    again = np.zeros(len(hashes), bool)
    again[1:] = (hashes[1:] == hashes[:-1]) & (texts[1:] == texts[:-1])
    hashes, places = hashes[~again], places[~again]
    start = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else np.zeros(0, int)
    sizes = np.diff(np.append(start, len(hashes)))
    return hashes, places, np.repeat(sizes, sizes)


def _pairs_of_places(hashes: Hashes, places: NDArray[np.uint32]) -> Iterator[tuple[Ints, Ints]]:
    """All pairs within a hash, as indices into the postings."""
    left = np.arange(len(hashes))
    for step in range(1, LONG_COMMON):
        left = left[left + step < len(hashes)]
        left = left[hashes[left] == hashes[left + step]]
        yield left, left + step
        if not len(left):
            return


def _promising(low: NDArray[np.uint32], high: NDArray[np.uint32], worths: NDArray[np.float32], spool: Spool) -> Seeds:
    rank = np.empty(len(spool.ids), np.int64)
    rank[sorted(range(len(spool.ids)), key=spool.ids.__getitem__)] = np.arange(len(spool.ids))
    first = np.searchsorted(spool.bounds, low, side="right") - 1
    second = np.searchsorted(spool.bounds, high, side="right") - 1
    pairs = (first << 32) | second
    order = np.argsort(pairs)
    pairs = pairs[order]
    keep, few = kept_pairs(pairs, low[order].astype(np.int64), high[order].astype(np.int64), worths[order])
    test = np.flatnonzero(few)
    keep[test[_lone(spool, low[order[test]], high[order[test]], first[order[test]], second[order[test]])]] = True
    order = order[keep]
    first, second = first[order], second[order]
    low_, high_ = low[order].astype(np.int64), high[order].astype(np.int64)
    swap = rank[first] > rank[second]
    return Seeds(
        np.where(swap, second, first),
        np.where(swap, first, second),
        np.where(swap, high_, low_),
        np.where(swap, low_, high_),
        np.maximum(worths[order], 0).astype(np.float64),
    )


def _lone(spool: Spool, low: Places, high: Places, first: Ints, second: Ints) -> NDArray[np.bool_]:
    """Which lone seeds stand in copied passages. Their surroundings are read in two sweeps over the streams."""
    out = np.zeros(len(low), bool)
    for start in range(0, len(low), _LONE_AT_ONCE):
        part = slice(start, start + _LONE_AT_ONCE)
        left = _surroundings(spool, low[part].astype(np.int64), first[part], 0)
        right = _surroundings(spool, high[part].astype(np.int64), second[part], 1)
        out[part] = stands_out(left, right)
    return out


def _surroundings(spool: Spool, places: Ints, texts: Ints, nothing: int) -> Codes:
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
