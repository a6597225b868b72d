"""Pairs of streams with their seeds → aligned passages with their rarity. The one road for a pile and for one page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np

from suyuan.link.reuse.align import LONGEST, Aligned, Floats, align
from suyuan.link.reuse.fingerprints import SHINGLE, WINDOW
from suyuan.link.reuse.runs import Room, Runs
from suyuan.link.reuse.streams import Ints, Streams

# Winnowing keeps two of every WINDOW + 1 shingles, in the mean.
_DENSITY = 2 / (WINDOW + 1)
# Places of a stream looked up together when passages are set against each other.
_STRETCH = 128
# What an edited passage must come to. Fitted on bench/reuse: the value at which one pair in twenty shares no run of 20.
EDITED = 24.5


class Shared(NamedTuple):
    """A passage two streams share: from place to place in each; ``chars`` that agree and their ``weight`` in Han
    characters; ``rarity`` 0..1; its runs, a row each: place in a, place in b, length."""

    a: tuple[int, int]
    b: tuple[int, int]
    chars: int
    weight: float
    rarity: float
    runs: Ints

    @property
    def strength(self) -> float:
        """Length × rarity: what the passage proves."""
        return self.weight * self.rarity


def shared_passages(texts: Streams, pairs: Ints, seeds: Runs, worths: Floats) -> dict[int, list[Shared]]:
    """By row of ``pairs`` (two columns of text numbers), the passages of that pair in order.

    ``seeds`` hold rows of ``pairs`` and places in the texts laid end to end; ``worths`` what each seed is worth.
    """
    first, second = pairs[:, 0], pairs[:, 1]
    room = Room(texts.bounds[first], texts.bounds[first + 1], texts.bounds[second], texts.bounds[second + 1])
    found = align(texts.codes, seeds, room, EDITED / 1.5)
    rarity = _rarities(found, seeds, worths)
    # One long run, or by length × likeness² × rarity: what is much edited must be longer or rarer to count.
    real = (found.longest >= LONGEST) | (found.weight * found.likeness**2 * (0.5 + rarity) >= EDITED)
    found, rarity = found.take(real), rarity[real]
    out: dict[int, list[Shared]] = {}
    for pair, passage in zip(found.pair.tolist(), _shared(found, rarity, room), strict=True):
        out.setdefault(pair, []).append(passage)
    return {pair: _settled(group) for pair, group in out.items()}


def _shared(found: Aligned, rarity: Floats, room: Room) -> Iterator[Shared]:
    pair = found.pair[found.runs.pair]
    runs = np.stack((found.runs.a - room.a_low[pair], found.runs.b - room.b_low[pair], found.runs.length), axis=1)
    first, last = runs[found.first[:-1]], runs[found.first[1:] - 1]
    ends = last[:, :2] + last[:, 2:]
    spans_a = zip(first[:, 0].tolist(), ends[:, 0].tolist(), strict=True)
    spans_b = zip(first[:, 1].tolist(), ends[:, 1].tolist(), strict=True)
    chars = np.diff(np.concatenate(([0], np.cumsum(found.runs.length)))[found.first])
    own_runs = (runs[low:high] for low, high in pairwise(found.first.tolist()))
    return map(Shared, spans_a, spans_b, chars.tolist(), found.weight.tolist(), rarity.tolist(), own_runs)


def _rarities(found: Aligned, seeds: Runs, worths: Floats) -> Floats:
    """Of each passage, what its seeds are worth against the number of fingerprints so long a run has in the mean.

    Shingles too common to be seeds are worth nothing, so a stock phrase between two rare words stays a stock phrase.
    """
    key = (seeds.pair << 40) | seeds.a
    order = np.argsort(key)
    key, total = key[order], np.concatenate(([0.0], np.cumsum(worths[order])))
    runs = found.runs
    start = (found.pair[runs.pair] << 40) | runs.a
    shingles = np.maximum(runs.length - SHINGLE + 1, 0)
    won = total[np.searchsorted(key, start + shingles)] - total[np.searchsorted(key, start)]
    worth = np.bincount(runs.pair, won, len(found.pair))
    expected = np.bincount(runs.pair, shingles, len(found.pair)) * _DENSITY
    rarities: Floats = np.minimum(1.0, worth / np.maximum(expected, 1e-9))
    return rarities


def _settled(group: list[Shared]) -> list[Shared]:
    """Of passages that tell one place of a text twice, the weightiest; in order of place."""
    if len(group) < 2:
        return group
    kept: list[Shared] = []
    # Which kept passages lie in each stretch of a text, so that a pair of thousands of passages stays linear.
    near: dict[tuple[int, int], list[Shared]] = defaultdict(list)
    for passage in sorted(group, key=lambda p: (-p.weight, p.runs.tolist())):
        stretches = [(side, at) for side in (0, 1) for at in _stretches(passage, side)]
        if not any(_crosses(passage, other) for stretch in stretches for other in near[stretch]):
            kept.append(passage)
            for stretch in stretches:
                near[stretch].append(passage)
    return sorted(kept, key=lambda p: p.runs.tolist())


def _stretches(passage: Shared, side: Literal[0, 1]) -> range:
    start, end = passage[side]
    return range(start // _STRETCH, (end - 1) // _STRETCH + 1)


def _crosses(passage: Shared, other: Shared) -> bool:
    """Half of the smaller lies within the larger in a, or in b: one place is told once."""
    sides: tuple[Literal[0, 1], ...] = (0, 1)
    for side in sides:
        (start, end), (low, high) = passage[side], other[side]
        if 2 * (min(end, high) - max(start, low)) > min(end - start, high - low):
            return True
    return False
