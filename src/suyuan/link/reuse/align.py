"""Seeds → aligned passages, in places of streams: runs chained over their gaps, gaps filled, ends followed outward."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.chains import chained, monotone
from suyuan.link.reuse.runs import Room, Runs, exact_runs, follow, joined
from suyuan.link.reuse.seeds import around, stands_out
from suyuan.link.reuse.streams import Codes, Ints, Windows, weigh

# One run that says as much as 20 Han characters (60 letters) is reuse by itself.
LONGEST = 19.5
# A gap between two runs in which there is room for another.
_ROOM = 3

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Aligned:
    """What may be passages. Passage ``i`` is of the pair ``pair[i]``, and its runs, in order, are ``runs`` from
    ``first[i]`` up to ``first[i + 1]``; ``weight`` is how much its runs say, in Han characters, ``longest`` the
    longest of them."""

    runs: Runs
    first: Ints
    pair: Ints
    weight: Floats
    longest: Floats

    def take(self, index: NDArray[np.bool_]) -> Aligned:
        sizes = np.diff(self.first)
        runs = self.runs.take(np.repeat(index, sizes))
        first = np.concatenate(([0], np.cumsum(sizes[index])))
        number = np.repeat(np.arange(len(first) - 1), sizes[index])
        runs = Runs(number, *runs[1:])
        return Aligned(runs, first, self.pair[index], self.weight[index], self.longest[index])

    @property
    def likeness(self) -> Floats:
        """The share of characters in runs, of the longer side."""
        first, last = self.first[:-1], self.first[1:] - 1
        reach_a = self.runs.a[last] + self.runs.length[last] - self.runs.a[first]
        reach_b = self.runs.b[last] + self.runs.length[last] - self.runs.b[first]
        same = np.add.reduceat(self.runs.length, first) if len(first) else first
        likeness: Floats = same / np.maximum(reach_a, reach_b)
        return likeness


def align(codes: Codes, seeds: Runs, room: Room, least: float) -> Aligned:
    """What may be passages, of all pairs of a batch: those with one long run, or ``least`` in all their runs."""
    text = Windows(codes)
    runs = exact_runs(text, seeds, room) if len(seeds.a) else seeds
    runs = _hopeful(text, runs, _weights(codes, runs.a, runs.length), room)
    if not len(runs.a):
        none, nothing = np.zeros(0, np.int64), np.zeros(0)
        return Aligned(runs, np.zeros(1, np.int64), none, nothing, nothing)
    runs, pair = chained(runs)
    runs = monotone(joined([runs, _in_gaps(text, runs), *_beyond_ends(text, runs, pair, room)]))
    weights = _weights(codes, runs.a, runs.length)
    first = np.flatnonzero(np.concatenate(([True], runs.pair[1:] != runs.pair[:-1])))
    totals, longest = np.add.reduceat(weights, first), np.maximum.reduceat(weights, first)
    found = Aligned(runs, np.append(first, len(runs.a)), pair, totals, longest)
    return found.take((longest >= LONGEST) | (totals >= least))


def _weights(codes: Codes, starts: Ints, lengths: Ints) -> Floats:
    """What stretches of a stream say, in Han characters."""
    if not len(starts):
        return np.zeros(0)
    first = np.cumsum(lengths) - lengths
    index = np.arange(int(lengths.sum())) + np.repeat(starts - first, lengths)
    weights: Floats = np.add.reduceat(weigh(codes.take(index)), first, dtype=np.float64)
    return weights


def _hopeful(text: Windows, runs: Runs, weights: Floats, room: Room) -> Runs:
    """Without the pairs whose runs together are too short, unless one stands out among what surrounds it."""
    pairs = len(room.a_low)
    strong = np.bincount(runs.pair, weights, pairs) >= LONGEST
    weak = runs.take(~strong.take(runs.pair))
    left = around(text, weak.a, weak.a + weak.length, room.a_low[weak.pair], room.a_high[weak.pair], 0)
    right = around(text, weak.b, weak.b + weak.length, room.b_low[weak.pair], room.b_high[weak.pair], 1)
    strong[weak.pair[stands_out(left, right)]] = True
    return runs.take(strong.take(runs.pair))


def _in_gaps(text: Windows, runs: Runs) -> Runs:
    """Between two runs of a chain, the shorter runs that no seed marked."""
    end_a, end_b = (runs.a + runs.length)[:-1], (runs.b + runs.length)[:-1]
    gap_a, gap_b = runs.a[1:] - end_a, runs.b[1:] - end_b
    gaps = np.flatnonzero((runs.pair[1:] == runs.pair[:-1]) & (np.minimum(gap_a, gap_b) > _ROOM))
    found = follow(text, end_a[gaps], end_b[gaps], gap_a[gaps], gap_b[gaps], 1, anchored=True)
    return Runs(runs.pair[gaps[found.pair]], *found[1:])


def _beyond_ends(text: Windows, runs: Runs, pair: Ints, room: Room) -> tuple[Runs, Runs]:
    """Before the first run of each chain and behind its last, the runs met on following the copy across its edits.
    ``runs`` stand in the order of their chains."""
    first = np.flatnonzero(np.concatenate(([True], runs.pair[1:] != runs.pair[:-1])))
    last = np.append(first[1:], len(runs.a)) - 1
    end_a, end_b = (runs.a + runs.length)[last], (runs.b + runs.length)[last]
    right = follow(text, end_a, end_b, room.a_high[pair] - end_a, room.b_high[pair] - end_b, 1, anchored=False)
    start_a, start_b = runs.a[first] - 1, runs.b[first] - 1
    room_a, room_b = start_a + 1 - room.a_low[pair], start_b + 1 - room.b_low[pair]
    left = follow(text, start_a, start_b, room_a, room_b, -1, anchored=False)
    return right, left
