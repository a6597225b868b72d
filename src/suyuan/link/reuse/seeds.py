"""Postings → seeds → pairs of texts worth aligning.

How common a shingle is decides what it may say. Everything that depends on it does so by fixed steps of the number of
texts that hold it, so that a library can tell exactly which links a new page may change.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.fingerprints import LONG_BIT, SHINGLE, Hashes
from suyuan.link.reuse.streams import Codes, Ints, Streams, Windows, ordered

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
    size = np.diff(np.append(np.flatnonzero(start), len(pairs)))
    many = size > FEW
    good = np.zeros(len(size), bool)
    good[group.take(np.flatnonzero(worths < 0))] = True
    several = np.flatnonzero(many.take(group))
    diagonal, owner = (a - b).take(several), group.take(several)
    order = ordered(owner, diagonal)
    diagonal, owner = diagonal.take(order), owner.take(order)
    close = (owner[1:] == owner[:-1]) & (diagonal[1:] - diagonal[:-1] <= NEAR)
    good[owner[1:].take(np.flatnonzero(close))] = True
    return good.take(group), (~many & ~good).take(group)


def around(text: Windows, places: Ints, ends: Ints, low: Ints, high: Ints, nothing: Codes | int) -> Codes:
    """The codes before ``places`` and from ``ends`` on, SURROUNDINGS of each, a row a stretch; ``nothing`` beyond the
    borders of the text, a code other than that of the stretches to compare with."""
    view = np.empty((len(places), 2 * SURROUNDINGS), np.uint16)
    view[:, :SURROUNDINGS] = text.at(places - SURROUNDINGS, SURROUNDINGS)
    view[:, SURROUNDINGS:] = text.at(ends, SURROUNDINGS)
    before, after = np.arange(SURROUNDINGS, 0, -1), np.arange(SURROUNDINGS)
    rim = np.flatnonzero((places - low < SURROUNDINGS) | (high - ends < SURROUNDINGS))
    beyond = np.concatenate((before > (places - low)[rim, None], after >= (high - ends)[rim, None]), axis=1)
    filler = np.broadcast_to(np.asarray(nothing, np.uint16), len(places))[rim, None]
    view[rim] = np.where(beyond, filler, view[rim])
    return view


def stands_out(left: Codes, right: Codes) -> NDArray[np.bool_]:
    """Whether a short run stands in a copied passage, by what is ``around`` it in both texts: a copy with one character
    in seven changed agrees before and after it too, if need be shifted by a place or two; a shared phrase does not.
    """
    # A row a place, so that the comparisons run over all stretches at once.
    one, two = np.ascontiguousarray(left.T), np.ascontiguousarray(right.T)
    before, after = np.zeros(len(left), np.uint8), np.zeros(len(left), np.uint8)
    # Either text may be the one with a character more, so that the answer is the same for (b, a).
    for shift in range(-SHIFT, SHIFT + 1):
        if shift < 0:
            one, two = two, one
        width, by = SURROUNDINGS - SHIFT, abs(shift)
        for best, start in ((before, 0), (after, SURROUNDINGS)):
            same = one[start : start + width] == two[start + by : start + by + width]
            np.maximum(best, np.add.reduce(same.view(np.uint8), axis=0, dtype=np.uint8), out=best)
        if shift < 0:
            one, two = two, one
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
    text = Windows(texts.codes)
    left = around(text, ours, ours + SHINGLE, texts.bounds[one], texts.bounds[one + 1], 0)
    right = around(text, theirs, theirs + SHINGLE, texts.bounds[two], texts.bounds[two + 1], 1)
    keep[test[stands_out(left, right)]] = True
    return keep
