"""Exact runs between two streams: grown from seeds, and followed across edits. All pairs of a batch at once.

Places are places in one array of codes in which the streams of the batch lie end to end, so a run is three numbers:
where it starts in the one text, where in the other, how long it is.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.fingerprints import SHINGLE
from suyuan.link.reuse.streams import Codes, Ints, Windows, ordered

# After an edit the two texts have found each other again when three characters agree within this many places, or two
# behind one of the smallest steps: a character exchanged, put in or left out.
RESYNC_WITHIN = 10
RESYNC_RUN = 3
# Following a copy through edits ends when it has lost this many characters more than it has won.
LOST = 10


class Runs(NamedTuple):
    """``pair`` says which pair of texts (or which gap, or which end) a run belongs to."""

    pair: Ints
    a: Ints
    b: Ints
    length: Ints

    def take(self, index: NDArray[np.bool_] | Ints) -> Runs:
        rows = np.flatnonzero(index) if index.dtype == bool else index
        return Runs(*(column.take(rows) for column in self))


class Room(NamedTuple):
    """The borders of both texts of every pair: ``a_low <= a < a_high`` and so for b."""

    a_low: Ints
    a_high: Ints
    b_low: Ints
    b_high: Ints


def joined(parts: list[Runs]) -> Runs:
    return Runs(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def reach(text: Windows, i: Ints, j: Ints, room: Ints, step: int) -> Ints:
    """How many codes agree one after another from (i, j), walking by ``step`` (1 or -1), at most ``room``."""
    total = np.zeros(len(i), np.int64)
    active = np.flatnonzero(room > 0)
    width = 16
    while active.size:
        done = total.take(active)
        walked = step * done
        won = text.alike(i.take(active) + walked, j.take(active) + walked, width, step)
        won = np.minimum(won, room.take(active) - done)
        total[active] += won
        active = active.compress(won == width)
        width = min(width * 4, Windows.MARGIN)
    return total


def _walk(text: Windows, starts: Ints, width: int, step: int) -> Codes:
    """The codes met in ``width`` steps from each start."""
    return text.at(starts, width) if step > 0 else text.at(starts - width + 1, width)[:, ::-1]


def exact_runs(text: Windows, seeds: Runs, room: Room) -> Runs:
    """Maximal exact runs through the seeds, each once, sorted by pair, then place. ``room`` has a row a pair."""
    differ = text.at(seeds.a, SHINGLE).view("<u4") ^ text.at(seeds.b, SHINGLE).view("<u4")
    seeds = seeds.take((differ[:, 0] | differ[:, 1] | differ[:, 2]) == 0)
    if not len(seeds.a):
        return seeds
    seeds = seeds.take(ordered(seeds.pair, seeds.a - seeds.b, seeds.a))
    diagonal = seeds.a - seeds.b
    # Seeds that touch on one diagonal are one run already; the first of each stands for all.
    first = np.ones(len(diagonal), bool)
    first[1:] = (
        (seeds.pair[1:] != seeds.pair[:-1]) | (diagonal[1:] != diagonal[:-1]) | (seeds.a[1:] - seeds.a[:-1] > SHINGLE)
    )
    start = np.flatnonzero(first)
    last = np.append(start[1:], len(first)) - 1
    pair, a, b = seeds.pair.take(start), seeds.a.take(start), seeds.b.take(start)
    length = seeds.a.take(last) + SHINGLE - a
    right_room = np.minimum(room.a_high.take(pair) - a, room.b_high.take(pair) - b) - length
    length += reach(text, a + length, b + length, right_room, 1)
    left_room = np.minimum(a - room.a_low.take(pair), b - room.b_low.take(pair))
    back = reach(text, a - 1, b - 1, left_room, -1)
    runs = Runs(pair, a - back, b - back, length + back)
    fresh = np.ones(len(runs.a), bool)
    fresh[1:] = (runs.pair[1:] != runs.pair[:-1]) | (runs.a[1:] != runs.a[:-1]) | (runs.b[1:] != runs.b[:-1])
    runs = runs.take(fresh)
    return runs.take(ordered(runs.pair, runs.a, runs.b))


def _resync_order() -> tuple[Ints, Ints]:
    """Steps (in a, in b) over an edit, the smallest first, equal lengths before unequal."""
    steps = [(da, db) for da in range(RESYNC_WITHIN) for db in range(RESYNC_WITHIN)]
    steps.sort(key=lambda step: (max(step), abs(step[0] - step[1]), step))
    return np.array([s[0] for s in steps]), np.array([s[1] for s in steps])


_STEP_A, _STEP_B = _resync_order()
_STEPS = _STEP_A * RESYNC_WITHIN + _STEP_B
_SMALL = 3
_TWO_CODES = np.uint64(0xFFFFFFFF)


def _resync(
    text: Windows, i: Ints, j: Ints, room_a: Ints, room_b: Ints, step: int
) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Over the edit at (i, j): how far in a and b to the nearest three codes that agree, and whether there are any."""
    left, right = _grams(text, i, room_a, step, 1 << 62), _grams(text, j, room_b, step, 1 << 63)
    same = (left[:, None] == right[None]).reshape(RESYNC_WITHIN**2, len(i))
    found = same.any(axis=0)
    best = np.zeros(len(i), np.int64)
    rows = np.flatnonzero(found)
    best[rows] = same.T[rows[:, None], _STEPS].argmax(axis=1)
    # Two that agree will do behind a change of one character: at the end of a paragraph there may be no third.
    for number in range(_SMALL, 0, -1):
        a, b = _STEP_A[number], _STEP_B[number]
        agrees = ((left[a] ^ right[b]) & _TWO_CODES == 0) & (room_a >= a + 2) & (room_b >= b + 2)
        agrees &= ~found | (best > number)
        best[agrees] = number
        found |= agrees
    return _STEP_A.take(best), _STEP_B.take(best), found


def _grams(text: Windows, places: Ints, room: Ints, step: int, nothing: int) -> NDArray[np.uint64]:
    """Three codes in a row as one number, met on walking from each place: a row for each of the first steps, a column a
    place, so that comparisons run along the places. Beyond the borders stands a number that equals no other's."""
    walk = np.ascontiguousarray(_walk(text, places, RESYNC_WITHIN + RESYNC_RUN - 1, step).T).astype(np.uint64)
    grams: NDArray[np.uint64] = walk[1:-1] << np.uint64(16)
    grams |= walk[:-2]
    walk <<= np.uint64(32)
    grams |= walk[2:]
    rim = np.flatnonzero(room < RESYNC_WITHIN + RESYNC_RUN - 1)
    beyond = np.arange(RESYNC_WITHIN)[:, None] + RESYNC_RUN > room[rim]
    grams[:, rim] = np.where(beyond, grams[:, rim] | np.uint64(nothing), grams[:, rim])
    return grams


def follow(text: Windows, a: Ints, b: Ints, room_a: Ints, room_b: Ints, step: int, anchored: bool) -> Runs:
    """Runs met when walking on from (a, b) across edits; ``pair`` of the result is the index of the start.

    ``anchored``: both ends of the stretch are known to correspond (a gap between two runs), so every run counts.
    Otherwise the walk is kept up to where it had won most, as in the X-drop extension of Zhang et al. (2000).
    """
    parts: list[Runs] = []
    scores: list[Ints] = []
    index = np.arange(len(a))
    i, j, room_a, room_b = a.copy(), b.copy(), room_a.copy(), room_b.copy()
    score = np.zeros(len(a), np.int64)
    best = np.zeros(len(a), np.int64)
    while index.size:
        da, db, found = _resync(text, i, j, room_a, room_b, step)
        on = np.flatnonzero(found)
        index, i, j, room_a, room_b, da, db = (x.take(on) for x in (index, i, j, room_a, room_b, da, db))
        i, j, room_a, room_b = i + step * da, j + step * db, room_a - da, room_b - db
        won = reach(text, i, j, np.minimum(room_a, room_b), step)
        scored = score.take(index) + won - 2 * np.maximum(da, db)
        score[index] = scored
        start_a, start_b = (i, j) if step > 0 else (i - won + 1, j - won + 1)
        parts.append(Runs(index, start_a, start_b, won))
        scores.append(scored)
        i, j, room_a, room_b = i + step * won, j + step * won, room_a - won, room_b - won
        top = np.maximum(best.take(index), scored)
        best[index] = top
        if not anchored:
            on = np.flatnonzero(scored > top - LOST)
            index, i, j, room_a, room_b = (x.take(on) for x in (index, i, j, room_a, room_b))
    if not parts:
        none = np.zeros(0, np.int64)
        return Runs(none, none, none, none)
    runs, at = joined(parts), np.concatenate(scores)
    if anchored:
        return runs
    return _up_to_best(runs, at, best)


def _up_to_best(runs: Runs, scores: Ints, best: Ints) -> Runs:
    """Of each walk, the runs up to the one where its score was highest (and above nothing)."""
    round_of = np.arange(len(scores))
    top = (scores == best[runs.pair]) & (scores > 0)
    last = np.full(len(best), -1, np.int64)
    np.maximum.at(last, runs.pair[top], round_of[top])
    return runs.take(round_of <= last[runs.pair])
