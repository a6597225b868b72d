"""Nearest neighbours among sparse unit vectors, each with those before it, in time near-linear in the pile."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from suyuan.link.features import Rows

# Of a common term only the holders that came last are looked at (its live window), and of all neighbours the nearest
# are kept: both bound the cost of one article whatever the size of the pile. Among RECENT articles all are exact.
RECENT = 400
NEIGHBOURS = 120
# A long story's words beyond these weigh next to nothing.
GROUP_TERMS = 400

Fading = Callable[[int, NDArray[np.int64]], NDArray[np.float64]]


def neighbours(rows: Rows, fade: Fading, floor: float) -> dict[tuple[int, int], float]:
    """Faded cosine of every row with the nearest rows before it that reach ``floor``: pairs (i < j).

    ``fade(j, rows)`` gives the factor between 0 and 1 by which the likeness of j and each of the rows counts.
    """
    order = np.argsort(rows.terms, kind="stable")
    row_of = np.repeat(np.arange(len(rows)), np.diff(rows.starts))
    holders, held = row_of[order], rows.weights[order]
    # Where each entry of a row stands in the list of its term's holders, and where that list begins.
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    first = np.searchsorted(rows.terms[order], rows.terms, side="left")
    begin = np.maximum(first, place - RECENT)
    found: dict[tuple[int, int], float] = {}
    for j in range(1, len(rows)):
        mine = slice(rows.starts[j], rows.starts[j + 1])
        lengths = (place[mine] - begin[mine]).astype(np.int64)
        total = int(lengths.sum())
        if not total:
            continue
        at = np.repeat(begin[mine] - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) + np.arange(total)
        others = holders[at]
        low = int(others.min())
        likeness = np.bincount(others - low, held[at] * np.repeat(rows.weights[mine], lengths))
        near = np.flatnonzero(likeness >= floor)
        if not len(near):
            continue
        faded = likeness[near] * fade(j, near + low)
        best = np.argsort(-faded, kind="stable")[:NEIGHBOURS]
        for i, value in zip((near[best] + low).tolist(), faded[best].tolist(), strict=True):
            if value >= floor:
                found[i, j] = value
    return found


def means(rows: Rows, groups: list[list[int]]) -> Rows:
    """The mean of each group of rows: the product of two means is the average likeness of the two groups' rows."""
    starts, terms, weights = [0], [], []
    for group in groups:
        slices = [slice(rows.starts[i], rows.starts[i + 1]) for i in group]
        if len(group) == 1:
            kept, summed = rows.terms[slices[0]], rows.weights[slices[0]]
        else:
            all_terms = np.concatenate([rows.terms[s] for s in slices])
            kept, inverse = np.unique(all_terms, return_inverse=True)
            summed = np.bincount(inverse, np.concatenate([rows.weights[s] for s in slices]), len(kept)) / len(group)
            heaviest = np.sort(np.argsort(-summed, kind="stable")[:GROUP_TERMS])
            kept, summed = kept[heaviest], summed[heaviest]
        terms.append(kept)
        weights.append(summed)
        starts.append(starts[-1] + len(kept))
    return Rows(np.array(starts), np.concatenate(terms), np.concatenate(weights))
