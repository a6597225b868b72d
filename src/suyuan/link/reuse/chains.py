"""Runs that follow one another in both texts, chained into what may be one passage."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.runs import Runs, joined
from suyuan.link.reuse.streams import Ints, ordered

# Runs no further apart than this in both texts belong to one passage.
GAP = 48
# A short run joins a chain only near its diagonal: a name that both texts repeat is no part of the copy.
DRIFT = 12
SURE_RUN = 12
# How many of the latest chains of a pair a run may join.
_OPEN = 6

Run = tuple[int, int, int]


def chained(runs: Runs) -> tuple[Runs, Ints]:
    """Runs of one pair (sorted by pair, a, b) that follow one another, each with the nearest before it: the runs with
    ``pair`` now the number of their chain, cut where they overlap, and the pair of each chain."""
    joins = _may_join(runs)
    alone = np.flatnonzero(~joins)
    owners = [runs.pair[alone]]
    parts = [Runs(np.arange(len(alone)), runs.a[alone], runs.b[alone], runs.length[alone])]
    rest = runs.take(joins)
    rows = list(zip(*(column.tolist() for column in rest[1:]), strict=True))
    starts = np.flatnonzero(np.diff(rest.pair, prepend=-1))
    found = [_chains(rows[low:high]) for low, high in pairwise([*starts.tolist(), len(rows)])]
    chains = [chain for group in found for chain in group]
    if chains:
        table = np.array([run for chain in chains for run in chain], np.int64)
        lengths = [len(chain) for chain in chains]
        number = np.repeat(np.arange(len(chains)), lengths) + len(alone)
        parts.append(Runs(number, table[:, 0], table[:, 1], table[:, 2]))
        owners.append(np.repeat(rest.pair[starts], [len(group) for group in found]))
    return joined(parts), np.concatenate(owners)


def _may_join(runs: Runs) -> NDArray[np.bool_]:
    """Runs of pairs in which any run may follow another. Most pairs share one phrase, or two far apart."""
    pairs, size = np.unique(runs.pair, return_counts=True)
    crowded = size > _OPEN + 1
    for lag in range(1, _OPEN + 1):
        same = np.flatnonzero(runs.pair[lag:] == runs.pair[:-lag])
        gap_a = runs.a[same + lag] - runs.a[same] - runs.length[same]
        gap_b = runs.b[same + lag] - runs.b[same] - runs.length[same]
        near = (np.minimum(gap_a, gap_b) >= -SURE_RUN) & (np.maximum(gap_a, gap_b) <= GAP)
        crowded[np.searchsorted(pairs, runs.pair[same[near]])] = True
    return np.repeat(crowded, size)


def _chains(runs: list[Run]) -> list[list[Run]]:
    """The chains of one pair."""
    chains = [[runs[0]]]
    for a, b, length in runs[1:]:
        best, best_cost = None, GAP + 1
        for chain in reversed(chains[-_OPEN:]):
            last_a, last_b, last_length = chain[-1]
            gap_a, gap_b = a - last_a - last_length, b - last_b - last_length
            cost, least = (gap_a, gap_b) if gap_a > gap_b else (gap_b, gap_a)
            if cost >= best_cost or least < -SURE_RUN or a <= last_a or b <= last_b:
                continue
            if cost - least > DRIFT and (length < SURE_RUN or last_length < SURE_RUN):
                continue
            best, best_cost = chain, cost
        if best is None:
            chains.append([(a, b, length)])
        else:
            _append(best, a, b, length)
    return chains


def _append(chain: list[Run], a: int, b: int, length: int) -> None:
    """Add a run, cut where it overlaps the one before."""
    last_a, last_b, last_length = chain[-1]
    over = max(last_a + last_length - a, last_b + last_length - b, 0)
    if length > over:
        chain.append((a + over, b + over, length - over))


def monotone(runs: Runs) -> Runs:
    """Runs in order of their chain (``pair``), none reaching into the next in either text, none touching it in both."""
    runs = runs.take(ordered(runs.pair, runs.a, runs.b, runs.length))
    end_a, end_b = runs.a + runs.length, runs.b + runs.length
    same = runs.pair[1:] == runs.pair[:-1]
    over = same & ((end_a[:-1] > runs.a[1:]) | (end_b[:-1] > runs.b[1:]))
    if over.any():
        tangled = np.isin(runs.pair, np.unique(runs.pair[1:][over]))
        plain = monotone(runs.take(~tangled))
        parts = [plain, *_disentangled(runs.take(tangled))]
        both = joined(parts)
        return both.take(ordered(both.pair, both.a))
    touches = same & (end_a[:-1] == runs.a[1:]) & (end_b[:-1] == runs.b[1:])
    if not touches.any():
        return runs
    start = np.flatnonzero(np.concatenate(([True], ~touches)))
    return Runs(runs.pair[start], runs.a[start], runs.b[start], np.add.reduceat(runs.length, start))


def _disentangled(runs: Runs) -> list[Runs]:
    """Each run cut by the reach of those before it in its chain."""
    out: list[tuple[int, int, int, int]] = []
    for chain, a, b, length in zip(*(column.tolist() for column in runs), strict=True):
        if out and out[-1][0] == chain:
            _, last_a, last_b, last_length = out[-1]
            over = max(last_a + last_length - a, last_b + last_length - b, 0)
            a, b, length = a + over, b + over, length - over
            if length <= 0:
                continue
            if over == 0 and last_a + last_length == a and last_b + last_length == b:
                out[-1] = (chain, last_a, last_b, last_length + length)
                continue
        out.append((chain, a, b, length))
    return [Runs(*np.array(out, np.int64).T)]
