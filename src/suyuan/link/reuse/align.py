"""Seeds → aligned passages, in places of streams: runs chained over their gaps, gaps filled, ends followed outward."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.runs import Room, Runs, exact_runs, follow, joined
from suyuan.link.reuse.seeds import around, stands_out
from suyuan.link.reuse.streams import Codes, weigh

# Runs no further apart than this in both texts belong to one passage.
GAP = 48
# A short run joins a chain only near its diagonal: a name that both texts repeat is no part of the copy.
DRIFT = 12
SURE_RUN = 12
# One run that says as much as 20 Han characters (60 letters) is reuse by itself.
LONGEST = 19.5

Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A passage: its runs in order (place in a, place in b, length), and how much its runs say, in Han characters."""

    pair: int
    runs: list[Run]
    weight: float
    longest: float

    @property
    def likeness(self) -> float:
        """The share of characters in runs, of the longer side."""
        (a, b, _), (last_a, last_b, n) = self.runs[0], self.runs[-1]
        return sum(run[2] for run in self.runs) / max(last_a + n - a, last_b + n - b)


def align(codes: Codes, seeds: Runs, room: Room, least: float) -> list[Aligned]:
    """What may be passages, of all pairs of a batch: those with one long run, or ``least`` in all their runs."""
    if not len(seeds.a):
        return []
    runs = exact_runs(codes, seeds, room)
    weights = _weights(codes, runs.a, runs.length)
    runs = _hopeful(codes, runs, weights, room)
    chains = _chains(runs)
    if not chains:
        return []
    pairs = np.array([chain[0][3] for chain in chains])
    plain = [[run[:3] for run in chain] for chain in chains]
    _fill_gaps(codes, plain)
    _follow_ends(codes, plain, pairs, room)
    ordered = [_monotone(chain) for chain in plain]
    flat = np.array([run for chain in ordered for run in chain], np.int64)
    each = _weights(codes, flat[:, 0], flat[:, 2])
    first = np.cumsum([0, *(len(chain) for chain in ordered)])[:-1]
    totals, longest = np.add.reduceat(each, first), np.maximum.reduceat(each, first)
    hopeful = np.flatnonzero((longest >= LONGEST) | (totals >= least)).tolist()
    return [Aligned(int(pairs[at]), ordered[at], float(totals[at]), float(longest[at])) for at in hopeful]


def _weights(codes: Codes, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """What stretches of a stream say, in Han characters."""
    total = int(lengths.sum())
    ends = np.cumsum(lengths)
    index = np.arange(total) + np.repeat(starts - ends + lengths, lengths)
    owner = np.repeat(np.arange(len(starts)), lengths)
    weights: NDArray[np.float64] = np.bincount(owner, weigh(codes[index]), len(starts)).astype(np.float64)
    return weights


def _hopeful(codes: Codes, runs: Runs, weights: NDArray[np.float64], room: Room) -> Runs:
    """Without the pairs whose runs together are too short, unless one stands out among what surrounds it."""
    pairs = len(room.a_low)
    strong = np.bincount(runs.pair, weights, pairs) >= LONGEST
    weak = runs.take(~strong[runs.pair])
    left = around(codes, weak.a, weak.a + weak.length, room.a_low[weak.pair], room.a_high[weak.pair], 0)
    right = around(codes, weak.b, weak.b + weak.length, room.b_low[weak.pair], room.b_high[weak.pair], 1)
    strong[weak.pair[stands_out(left, right)]] = True
    return runs.take(strong[runs.pair])


def _chains(runs: Runs) -> list[list[tuple[int, int, int, int]]]:
    """Runs (a, b, length, pair) of one pair that follow one another in both texts, each with the nearest before it."""
    done: list[list[tuple[int, int, int, int]]] = []
    open_chains: list[list[tuple[int, int, int, int]]] = []
    current = -1
    columns = (column.tolist() for column in runs)
    for pair, a, b, length in zip(*columns, strict=True):
        if pair != current:
            done += open_chains
            open_chains, current = [[(a, b, length, pair)]], pair
            continue
        best, best_cost = None, GAP + 1
        for chain in reversed(open_chains[-6:]):
            last_a, last_b, last_length, _ = chain[-1]
            gap_a, gap_b = a - last_a - last_length, b - last_b - last_length
            if min(gap_a, gap_b) < -SURE_RUN or max(gap_a, gap_b) > GAP or a <= last_a or b <= last_b:
                continue
            drift = abs(gap_a - gap_b)
            if drift > DRIFT and min(length, last_length) < SURE_RUN:
                continue
            if max(gap_a, gap_b) < best_cost:
                best, best_cost = chain, max(gap_a, gap_b)
        if best is None:
            open_chains.append([(a, b, length, pair)])
        else:
            _append(best, (a, b, length, pair))
    return done + open_chains


def _append(chain: list[tuple[int, int, int, int]], run: tuple[int, int, int, int]) -> None:
    """Add a run, cut where it overlaps the one before."""
    a, b, length, pair = run
    last_a, last_b, last_length, _ = chain[-1]
    over = max(last_a + last_length - a, last_b + last_length - b, 0)
    if length > over:
        chain.append((a + over, b + over, length - over, pair))


def _monotone(chain: list[Run]) -> list[Run]:
    """Runs in order, none reaching into the next in either text."""
    if len(chain) == 1:
        return chain
    out: list[Run] = []
    for a, b, length in sorted(chain):
        if out:
            last_a, last_b, last_length = out[-1]
            over = max(last_a + last_length - a, last_b + last_length - b, 0)
            a, b, length = a + over, b + over, length - over
            if length <= 0:
                continue
            if over == 0 and last_a + last_length == a and last_b + last_length == b:
                out[-1] = (last_a, last_b, last_length + length)
                continue
        out.append((a, b, length))
    return out


def _fill_gaps(codes: Codes, chains: list[list[Run]]) -> None:
    """Between two runs of a chain, the shorter runs that no seed marked."""
    owners: list[int] = []
    starts: list[tuple[int, int, int, int]] = []
    for number, chain in enumerate(chains):
        for (a, b, length), (next_a, next_b, _) in pairwise(chain):
            gap_a, gap_b = next_a - a - length, next_b - b - length
            if min(gap_a, gap_b) > 3:
                owners.append(number)
                starts.append((a + length, b + length, gap_a, gap_b))
    if not starts:
        return
    table = np.array(starts, np.int64)
    found = follow(codes, table[:, 0], table[:, 1], table[:, 2], table[:, 3], 1, anchored=True)
    for gap, a, b, length in zip(*(column.tolist() for column in found), strict=True):
        chains[owners[gap]].append((a, b, length))


def _follow_ends(codes: Codes, chains: list[list[Run]], pairs: NDArray[np.int64], room: Room) -> None:
    first = np.array([min(chain) for chain in chains], np.int64)
    last = np.array([max(chain) for chain in chains], np.int64)
    end_a, end_b = last[:, 0] + last[:, 2], last[:, 1] + last[:, 2]
    right = follow(codes, end_a, end_b, room.a_high[pairs] - end_a, room.b_high[pairs] - end_b, 1, anchored=False)
    start_a, start_b = first[:, 0] - 1, first[:, 1] - 1
    left = follow(
        codes, start_a, start_b, start_a + 1 - room.a_low[pairs], start_b + 1 - room.b_low[pairs], -1, anchored=False
    )
    for number, a, b, length in zip(*(column.tolist() for column in joined([right, left])), strict=True):
        chains[number].append((a, b, length))
