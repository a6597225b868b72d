"""Pairs of streams with their seeds → aligned passages with their rarity. The one road for a pile and for one page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from suyuan.link.reuse.align import LONGEST, Aligned, Floats, align
from suyuan.link.reuse.fingerprints import SHINGLE, WINDOW
from suyuan.link.reuse.runs import Room, Runs
from suyuan.link.reuse.streams import Ints, Streams, ordered

# Winnowing keeps two of every WINDOW + 1 shingles, in the mean.
_DENSITY = 2 / (WINDOW + 1)
# Places of a stream looked up together when passages are set against each other.
_STRETCH = 128
# What an edited passage must come to. Fitted on bench/reuse: here one pair in twenty-five shares no run of 20.
EDITED = 25.5

_Reach = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """The passages that pairs of streams share, sorted by pair (a row of the pairs asked for) and place in a.

    Passage ``i`` lies from ``a_start[i]`` to ``a_end[i]`` in the one stream, so in the other; ``chars`` of it agree, of
    ``weight`` Han characters, with a ``rarity`` of 0..1 by how many seeds it has and how rare they are, and an
    ``oddity`` of 0..1 by what one of them is worth (1: on no more than three pages). Its runs, a row each (place in a,
    place in b, length), are ``runs`` from ``first[i]`` up to ``first[i + 1]``.
    """

    pair: Ints
    a_start: Ints
    a_end: Ints
    b_start: Ints
    b_end: Ints
    chars: Ints
    weight: Floats
    rarity: Floats
    oddity: Floats
    runs: Ints
    first: Ints

    def by_pair(self) -> tuple[list[int], list[tuple[int, int]]]:
        """The pairs that share anything, and from which to which passage each does."""
        starts = np.flatnonzero(np.diff(self.pair, prepend=-1))
        return self.pair[starts].tolist(), list(pairwise([*starts.tolist(), len(self.pair)]))

    def runs_of(self, passages: Ints) -> tuple[Ints, Ints]:
        """The runs of some passages, and how many each has."""
        sizes = np.diff(self.first)[passages]
        behind = np.cumsum(sizes)
        places = np.arange(int(sizes.sum())) + np.repeat(self.first[passages] - behind + sizes, sizes)
        return self.runs.take(places, axis=0), sizes


def shared_passages(texts: Streams, pairs: Ints, seeds: Runs, worths: Floats) -> Shared:
    """What each row of ``pairs`` (two columns of text numbers) shares.

    ``seeds`` hold rows of ``pairs`` and places in the texts laid end to end; ``worths`` what each seed is worth.
    """
    first, second = pairs[:, 0], pairs[:, 1]
    room = Room(texts.bounds[first], texts.bounds[first + 1], texts.bounds[second], texts.bounds[second + 1])
    found = align(texts.codes, seeds, room, EDITED / 1.5)
    rarity, oddity = _rarities(found, seeds, worths)
    # One long run, or by length × likeness² × rarity: what is much edited must be longer or rarer to count.
    real = (found.longest >= LONGEST) | (found.weight * found.likeness**2 * (0.5 + rarity) >= EDITED)
    return _settled(_in_streams(found.take(real), rarity[real], oddity[real], room))


def _in_streams(found: Aligned, rarity: Floats, oddity: Floats, room: Room) -> Shared:
    """Passages in places of their own two streams."""
    pair = found.pair[found.runs.pair]
    runs = np.stack((found.runs.a - room.a_low[pair], found.runs.b - room.b_low[pair], found.runs.length), axis=1)
    start, last = runs[found.first[:-1]], runs[found.first[1:] - 1]
    end = last[:, :2] + last[:, 2:]
    chars = np.diff(np.concatenate(([0], np.cumsum(found.runs.length)))[found.first])
    a_start, b_start, a_end, b_end = start[:, 0], start[:, 1], end[:, 0], end[:, 1]
    return Shared(found.pair, a_start, a_end, b_start, b_end, chars, found.weight, rarity, oddity, runs, found.first)


def _rarities(found: Aligned, seeds: Runs, worths: Floats) -> tuple[Floats, Floats]:
    """Of each passage, what its seeds are worth against the number of fingerprints so long a run has in the mean, and
    what one of its seeds is worth in the mean.

    Shingles too common to be seeds are worth nothing, so a stock phrase between two rare words stays a stock phrase.
    """
    key = (seeds.pair << 40) | seeds.a
    order = ordered(seeds.pair, seeds.a)
    worths = worths.take(order)
    key, total = key.take(order), np.concatenate(([0.0], np.cumsum(worths)))
    short = np.concatenate(([0], np.cumsum(worths > 0)))  # the long ones prove length, and are worth nothing
    runs = found.runs
    start = (found.pair[runs.pair] << 40) | runs.a
    shingles = np.maximum(runs.length - SHINGLE + 1, 0)
    first, last = np.searchsorted(key, start), np.searchsorted(key, start + shingles)
    worth = np.bincount(runs.pair, total.take(last) - total.take(first), len(found.pair))
    number = np.bincount(runs.pair, short.take(last) - short.take(first), len(found.pair))
    expected = np.bincount(runs.pair, shingles, len(found.pair)) * _DENSITY
    return np.minimum(1.0, worth / np.maximum(expected, 1e-9)), worth / np.maximum(number, 1)


def _settled(found: Shared) -> Shared:
    """Of passages that tell one place of a text twice, the weightiest; in order of place."""
    order = ordered(found.pair, found.a_start, found.b_start)
    crowded = np.zeros(len(order), bool)
    for start, end in ((found.a_start, found.a_end), (found.b_start, found.b_end)):
        by_place = ordered(found.pair, start)
        pair, low, high = found.pair[by_place], start[by_place], end[by_place]
        crowded[by_place[1:][(pair[1:] == pair[:-1]) & (low[1:] < high[:-1])]] = True
    # Where no passage begins within the one before it, in either text, none crosses another.
    doubtful = np.isin(found.pair, np.unique(found.pair[crowded]))
    kept = ~doubtful
    for group in _groups(found.pair, order[doubtful[order]]):
        kept[_weightiest(found, group)] = True
    order = order[kept[order]]
    runs, sizes = found.runs_of(order)
    first = np.concatenate(([0], np.cumsum(sizes)))
    pair, chars = found.pair[order], found.chars[order]
    a_start, a_end = found.a_start[order], found.a_end[order]
    b_start, b_end = found.b_start[order], found.b_end[order]
    weight, rarity, oddity = (column[order] for column in (found.weight, found.rarity, found.oddity))
    return Shared(pair, a_start, a_end, b_start, b_end, chars, weight, rarity, oddity, runs, first)


def _groups(pair: Ints, passages: Ints) -> list[list[int]]:
    """Passages by their pair."""
    starts = np.flatnonzero(np.diff(pair[passages], prepend=-1)).tolist()
    numbers = passages.tolist()
    return [numbers[low:high] for low, high in pairwise([*starts, len(numbers)])]


def _weightiest(found: Shared, group: list[int]) -> list[int]:
    """Of the passages of one pair those that cross no weightier one."""
    kept: list[int] = []
    reach: dict[int, tuple[_Reach, _Reach]] = {}
    # Which kept passages lie in each stretch of a text, so that a pair of thousands of passages stays linear.
    near: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number in group:
        ends = (found.a_start[number], found.a_end[number]), (found.b_start[number], found.b_end[number])
        reach[number] = (int(ends[0][0]), int(ends[0][1])), (int(ends[1][0]), int(ends[1][1]))

    def rank(number: int) -> tuple[float, list[list[int]]]:
        return -float(found.weight[number]), found.runs[found.first[number] : found.first[number + 1]].tolist()

    for number in sorted(group, key=rank):
        stretches = [(side, at) for side, ends in enumerate(reach[number]) for at in _stretches(ends)]
        if not any(_crosses(reach[number], reach[other]) for stretch in stretches for other in near[stretch]):
            kept.append(number)
            for stretch in stretches:
                near[stretch].append(number)
    return kept


def _stretches(ends: _Reach) -> range:
    return range(ends[0] // _STRETCH, (ends[1] - 1) // _STRETCH + 1)


def _crosses(one: tuple[_Reach, _Reach], other: tuple[_Reach, _Reach]) -> bool:
    """Half of the smaller lies within the larger in a, or in b: one place is told once."""
    for (start, end), (low, high) in zip(one, other, strict=True):
        if 2 * (min(end, high) - max(start, low)) > min(end - start, high - low):
            return True
    return False
