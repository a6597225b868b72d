"""Pairs of streams with their seeds → aligned passages with their rarity. The one road for a pile and for one page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.align import LONGEST, Aligned, Run, align
from suyuan.link.reuse.fingerprints import SHINGLE, WINDOW
from suyuan.link.reuse.runs import Room, Runs
from suyuan.link.reuse.streams import Ints, Streams

# Winnowing keeps two of every WINDOW + 1 shingles, in the mean.
_DENSITY = 2 / (WINDOW + 1)
# Places of a stream looked up together when passages are set against each other.
_STRETCH = 128
# What an edited passage must come to. Fitted on bench/reuse: the value at which one pair in twenty shares no run of 20.
EDITED = 24.5


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage two streams share: runs in places of each stream; ``weight`` in Han characters; ``rarity`` 0..1."""

    runs: list[Run]
    weight: float
    longest: float
    rarity: float

    @property
    def strength(self) -> float:
        """Length × rarity: what the passage proves."""
        return self.weight * self.rarity


def shared_passages(texts: Streams, pairs: Ints, seeds: Runs, worths: NDArray[np.float64]) -> dict[int, list[Shared]]:
    """By row of ``pairs`` (two columns of text numbers), the passages of that pair in order.

    ``seeds`` hold rows of ``pairs`` and places in the texts laid end to end; ``worths`` what each seed is worth.
    """
    first, second = pairs[:, 0], pairs[:, 1]
    room = Room(texts.bounds[first], texts.bounds[first + 1], texts.bounds[second], texts.bounds[second + 1])
    found = align(texts.codes, seeds, room, EDITED / 1.5)
    out: dict[int, list[Shared]] = {}
    for passage, rarity in zip(found, _rarities(found, seeds, worths), strict=True):
        if not _is_reuse(passage, rarity):
            continue
        base_a, base_b = int(room.a_low[passage.pair]), int(room.b_low[passage.pair])
        runs = [(a - base_a, b - base_b, n) for a, b, n in passage.runs]
        out.setdefault(passage.pair, []).append(Shared(runs, passage.weight, passage.longest, rarity))
    return {pair: _settled(group) for pair, group in out.items()}


def _is_reuse(passage: Aligned, rarity: float) -> bool:
    """One long run, or by length × likeness² × rarity: what is much edited must be longer or rarer to count."""
    if passage.longest >= LONGEST:
        return True
    return passage.weight * passage.likeness**2 * (0.5 + rarity) >= EDITED


def _rarities(passages: list[Aligned], seeds: Runs, worths: NDArray[np.float64]) -> list[float]:
    """Of each passage, what its seeds are worth against the number of fingerprints so long a run has in the mean.

    Shingles too common to be seeds are worth nothing, so a stock phrase between two rare words stays a stock phrase.
    """
    if not passages:
        return []
    key = (seeds.pair << 40) | seeds.a
    order = np.argsort(key)
    key, total = key[order], np.concatenate(([0.0], np.cumsum(worths[order])))
    owner = np.repeat(np.arange(len(passages)), [len(p.runs) for p in passages])
    table = np.array([(p.pair, a, n) for p in passages for a, _, n in p.runs], np.int64)
    start = (table[:, 0] << 40) | table[:, 1]
    shingles = np.maximum(table[:, 2] - SHINGLE + 1, 0)
    won = total[np.searchsorted(key, start + shingles)] - total[np.searchsorted(key, start)]
    worth = np.bincount(owner, won, len(passages))
    expected = np.bincount(owner, shingles, len(passages)) * _DENSITY
    rarities: list[float] = np.minimum(1.0, worth / np.maximum(expected, 1e-9)).tolist()
    return rarities


def _settled(group: list[Shared]) -> list[Shared]:
    """Of passages that tell one place of a text twice, the weightiest; in order of place."""
    if len(group) < 2:
        return group
    kept: list[Shared] = []
    # Which kept passages lie in each stretch of a text, so that a pair of thousands of passages stays linear.
    near: dict[tuple[int, int], list[Shared]] = defaultdict(list)
    for passage in sorted(group, key=lambda p: (-p.weight, p.runs)):
        stretches = [(side, at) for side in (0, 1) for at in _stretches(passage, side)]
        if not any(_crosses(passage, other) for stretch in stretches for other in near[stretch]):
            kept.append(passage)
            for stretch in stretches:
                near[stretch].append(passage)
    return sorted(kept, key=lambda p: p.runs)


def _reach(passage: Shared, side: int) -> tuple[int, int]:
    return passage.runs[0][side], passage.runs[-1][side] + passage.runs[-1][2]


def _stretches(passage: Shared, side: int) -> range:
    start, end = _reach(passage, side)
    return range(start // _STRETCH, (end - 1) // _STRETCH + 1)


def _crosses(passage: Shared, other: Shared) -> bool:
    """Half of the smaller lies within the larger in a, or in b: one place is told once."""
    for side in (0, 1):
        (start, end), (low, high) = _reach(passage, side), _reach(other, side)
        if 2 * (min(end, high) - max(start, low)) > min(end - start, high - low):
            return True
    return False
