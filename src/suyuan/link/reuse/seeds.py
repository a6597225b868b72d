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
WORTH = np.array([1.0, 0.7, 0.4, 0.0], np.float32)
# Two seeds whose offsets differ by no more than this stand for one passage, with a few characters put in or left out.
NEAR = 8
# A seed that is alone in its pair counts where it is rare and this many of the characters around it agree as well.
SURROUNDINGS = 14
SHIFT = 2
SAME_AROUND = 10


def worth(hashes: Hashes, frequencies: Ints) -> NDArray[np.float32]:
    """What a seed is worth; -1 marks the long ones, which prove length and not rarity."""
    values = WORTH[np.searchsorted(STEPS, frequencies, side="left")]
    return np.where(hashes >= LONG_BIT, np.float32(-1), values)


def makes_seeds(hashes: Hashes, frequencies: Ints) -> NDArray[np.bool_]:
    long = hashes >= LONG_BIT
    return (frequencies > 1) & (frequencies <= np.where(long, LONG_COMMON, COMMON))


def kept_pairs(pairs: Ints, a: Ints, b: Ints, long: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which seeds belong to a pair with two seeds near one diagonal, or with a long one. ``pairs`` is sorted."""
    if not len(pairs):
        return np.zeros(0, bool)
    start = np.concatenate(([True], pairs[1:] != pairs[:-1]))
    group = np.cumsum(start) - 1
    good = np.zeros(group[-1] + 1, bool)
    good[group[long]] = True
    order = np.lexsort((a - b, group))
    diagonal = (a - b)[order]
    close = (group[order][1:] == group[order][:-1]) & (diagonal[1:] - diagonal[:-1] <= NEAR)
    good[group[order][1:][close]] = True
    return good[group]


def windows(codes: Codes, places: Ints, low: Ints, high: Ints, nothing: int) -> Codes:
    """The codes around seeds, a row each, SURROUNDINGS on both sides; ``nothing`` beyond the borders of the text."""
    index = places[:, None] + np.arange(-SURROUNDINGS, SHINGLE + SURROUNDINGS)
    view = codes.take(index, mode="clip")
    view[(index < low[:, None]) | (index >= high[:, None])] = nothing
    return view


def stands_out(left: Codes, right: Codes) -> NDArray[np.bool_]:
    """Whether a lone seed stands in a copied passage, by what surrounds it in both texts: a copy with one character in
    seven changed agrees before and after the seed too, if need be shifted by a place or two; a shared phrase does not.
    """
    before, after = np.zeros(len(left), np.int64), np.zeros(len(left), np.int64)
    end = SURROUNDINGS + SHINGLE
    for shift in range(-SHIFT, SHIFT + 1):
        same = left[:, SHIFT:-SHIFT] == right[:, SHIFT + shift : right.shape[1] - SHIFT + shift]
        before = np.maximum(before, np.count_nonzero(same[:, : SURROUNDINGS - SHIFT], axis=1))
        after = np.maximum(after, np.count_nonzero(same[:, end - SHIFT :], axis=1))
    return before + after >= SAME_AROUND


def promising(
    texts: Streams, pairs: Ints, first: Ints, second: Ints, a: Ints, b: Ints, worths: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """Which seeds are worth aligning: those of ``kept_pairs``, and rare ones that stand out. ``first`` and ``second``
    are the numbers of each seed's texts, ``a`` and ``b`` its places in the texts laid end to end."""
    keep = kept_pairs(pairs, a, b, worths < 0)
    rare = np.flatnonzero(~keep & (worths == 1))
    left = windows(texts.codes, a[rare], texts.bounds[first[rare]], texts.bounds[first[rare] + 1], 0)
    right = windows(texts.codes, b[rare], texts.bounds[second[rare]], texts.bounds[second[rare] + 1], 1)
    keep[rare[stands_out(left, right)]] = True
    return keep
