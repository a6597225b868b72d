"""Postings → seeds → pairs of texts worth aligning.

How common a shingle is decides what it may say. Everything that depends on it does so by fixed steps of the number of
texts that hold it, so that a library can tell exactly which links a new page may change.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.fingerprints import LONG_BIT, SHINGLE, Hashes
from suyuan.link.reuse.streams import Codes, Ints, Streams

# A short shingle on more pages than this makes no seed: offices with names, stock sentences, a site's own words.
COMMON = 24
# A shingle of 64 on more pages than this makes none either: nothing is reprinted so often but boilerplate.
LONG_COMMON = 200
# What a shared short shingle is worth as a sign of copying, by the number of texts that hold it.
STEPS = (3, 8, COMMON)
WORTH = np.array([1.0, 0.75, 0.375, 0.0], np.float32)  # exact in 16 bits
# Two seeds whose offsets differ by no more than this stand for one passage, with a few characters put in or left out.
NEAR = 8
# Seeds of a pair that has no more than this count only where they stand out: where so many of the characters around
# them agree as well. A run of 20 always does.
FEW = 3
SURROUNDINGS = 14
SHIFT = 2
SAME_AROUND = 8


def worth(hashes: Hashes, frequencies: Ints) -> NDArray[np.float32]:
    """What a seed is worth; -1 marks the long ones, which prove length and not rarity."""
    values = WORTH[np.searchsorted(STEPS, frequencies, side="left")]
    return np.where(hashes >= LONG_BIT, np.float32(-1), values)


def makes_seeds(hashes: Hashes, frequencies: Ints) -> NDArray[np.bool_]:
    long = hashes >= LONG_BIT
    return (frequencies > 1) & (frequencies <= np.where(long, LONG_COMMON, COMMON))


def kept_pairs(
    pairs: Ints, a: Ints, b: Ints, worths: NDArray[np.float32]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which seeds belong to pairs worth aligning, and which to pairs of so few seeds that these must stand out.

    Worth aligning is a pair with a long seed, or with several of which two lie near one diagonal. ``pairs`` is sorted.
    """
    if not len(pairs):
        return np.zeros(0, bool), np.zeros(0, bool)
    start = np.concatenate(([True], pairs[1:] != pairs[:-1]))
    group = np.cumsum(start) - 1
    size = np.bincount(group)
    many = size > FEW
    good = np.zeros(len(size), bool)
    good[group[worths < 0]] = True
    several = np.flatnonzero(many[group])
    order = several[np.lexsort(((a - b)[several], group[several]))]
    diagonal, owner = (a - b)[order], group[order]
    close = (owner[1:] == owner[:-1]) & (diagonal[1:] - diagonal[:-1] <= NEAR)
    good[owner[1:][close]] = True
    return good[group], (~many & ~good)[group]


def around(codes: Codes, places: Ints, ends: Ints, low: Ints, high: Ints, nothing: int) -> Codes:
    """The codes before ``places`` and from ``ends`` on, SURROUNDINGS of each, a row a stretch; ``nothing`` beyond the
    borders of the text."""
    before = places[:, None] + np.arange(-SURROUNDINGS, 0)
    after = ends[:, None] + np.arange(SURROUNDINGS)
    index = np.concatenate((before, after), axis=1)
    view = codes.take(index, mode="clip")
    view[(index < low[:, None]) | (index >= high[:, None])] = nothing
    return view


def stands_out(left: Codes, right: Codes) -> NDArray[np.bool_]:
    """Whether a short run stands in a copied passage, by what is ``around`` it in both texts: a copy with one character
    in seven changed agrees before and after it too, if need be shifted by a place or two; a shared phrase does not.
    """
    before, after = np.zeros(len(left), np.int64), np.zeros(len(left), np.int64)
    # Either text may be the one with a character more, so that the answer is the same for (b, a).
    for one, two in ((left, right), (right, left)):
        for shift in range(SHIFT + 1):
            fixed, moved = slice(SURROUNDINGS - SHIFT), slice(shift, SURROUNDINGS - SHIFT + shift)
            same = one[:, :SURROUNDINGS][:, fixed] == two[:, :SURROUNDINGS][:, moved]
            before = np.maximum(before, np.count_nonzero(same, axis=1))
            same = one[:, SURROUNDINGS:][:, fixed] == two[:, SURROUNDINGS:][:, moved]
            after = np.maximum(after, np.count_nonzero(same, axis=1))
    return before + after >= SAME_AROUND


def promising(
    texts: Streams, pairs: Ints, first: Ints, second: Ints, a: Ints, b: Ints, worths: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """Which seeds are worth aligning: those of ``kept_pairs``, and those of few that stand out. ``first`` and
    ``second`` are the numbers of each seed's texts, ``a`` and ``b`` its places in the texts laid end to end."""
    keep, few = kept_pairs(pairs, a, b, worths)
    test = np.flatnonzero(few)
    ours, theirs = a[test], b[test]
    one, two = first[test], second[test]
    left = around(texts.codes, ours, ours + SHINGLE, texts.bounds[one], texts.bounds[one + 1], 0)
    right = around(texts.codes, theirs, theirs + SHINGLE, texts.bounds[two], texts.bounds[two + 1], 1)
    keep[test[stands_out(left, right)]] = True
    return keep
