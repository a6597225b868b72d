"""Likeness of sparse vectors that are near in time: exact, in whole numbers, a function of the pair alone."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from suyuan.link.likeness import NO_DAY, Factors
from suyuan.link.window import UNIT, Counts, Rows, Terms, summed

# Likenesses are whole numbers, 1 being this.
ONE = UNIT * UNIT
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Small = NDArray[np.int32]
# Entries looked up together.
_SOUGHT = 1 << 20
# Pairs i < j and how alike they are, as three columns.
Edges = tuple[Ints, Ints, Ints]
# What a row and others keep of their likeness.
Keep = Callable[[int, Ints], Factors]


@dataclass(frozen=True)
class Kernel:
    """How likeness fades with the days between two things, which likeness joins, and which is too small to count.

    With ``within``, it does not fade up to so many days, and nothing is alike beyond."""

    threshold: float
    floor: float
    sigma: float = math.inf
    unknown: float = 0.0  # in sigmas: how far apart two things count of which one has no day
    within: int | None = None

    @cached_property
    def joins(self) -> int:
        return math.ceil(self.threshold * ONE)

    @cached_property
    def counts(self) -> int:
        return math.ceil(self.floor * ONE)

    @cached_property
    def reach(self) -> int:
        """The days beyond which even equal things are not alike."""
        if self.within is not None:
            return self.within
        return math.floor(self.sigma * math.sqrt(-2 * math.log(self.floor)))

    @cached_property
    def _factors(self) -> Floats:
        known = [math.exp(-0.5 * (apart / self.sigma) ** 2) for apart in range(self.reach + 1)]
        return np.array([*known, 0.0, math.exp(-0.5 * self.unknown**2)])

    def faded(self, products: Floats, day: int, others: Ints) -> Ints:
        """The likeness of a thing of ``day`` to others, from the products of their vectors."""
        if day == NO_DAY:
            at = np.full(len(others), self.reach + 2)
        else:
            at = np.where(others == NO_DAY, self.reach + 2, np.minimum(np.abs(others - day), self.reach + 1))
        alike: Ints = np.floor(products * self._factors[at]).astype(np.int64)
        return alike


def told_apart(alike: Ints, keep: Factors) -> Ints:
    """As much of a likeness as is kept."""
    left: Ints = np.floor(alike * keep).astype(np.int64)
    return left


def neighbours(rows: Rows, days: Ints, kernel: Kernel, keep: Keep, sizes: Ints | None = None) -> Edges:
    """Every pair (i < j) of rows whose likeness counts, and as much of it as they keep.

    With ``sizes``, rows are sums over so many members and the likeness is the average over the members' pairs.
    """
    n = len(rows)
    # Rows in the order of days, those without one last, so that what is near in time is near in every list.
    order = np.argsort(np.where(days == NO_DAY, np.iinfo(np.int64).max, days), kind="stable")
    days, sizes = days[order], (np.ones(n, np.int64) if sizes is None else sizes)[order]
    lengths = np.diff(rows.starts)[order]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    terms, weights = (np.concatenate([column[rows.starts[i] : rows.starts[i + 1]] for i in order.tolist()])
                      for column in (rows.terms, rows.weights))  # fmt: skip
    first = np.searchsorted(days[days != NO_DAY], days - kernel.reach) * (days != NO_DAY)
    holders, held, place, begin = _lists(terms, weights, starts, first)
    found: list[tuple[Ints, Ints, Ints]] = []
    for j in range(1, n):
        mine = slice(starts[j], starts[j + 1])
        counts = (place[mine] - begin[mine]).astype(np.int64)
        total = int(counts.sum())
        if not total:
            continue
        at = np.repeat(begin[mine] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts) + np.arange(total)
        low = int(first[j])
        products = np.bincount(holders[at] - low, held[at] * np.repeat(weights[mine].astype(np.float64), counts))
        least = kernel.counts * int(sizes[j])
        near = np.flatnonzero(products >= least)
        alike = kernel.faded(products[near] / (sizes[j] * sizes[near + low]), int(days[j]), days[near + low])
        near, alike = near[alike >= kernel.counts], alike[alike >= kernel.counts]
        alike = told_apart(alike, keep(int(order[j]), order[near + low]))
        counted = alike >= kernel.counts
        found.append((near[counted] + low, np.full(int(counted.sum()), j), alike[counted]))
    if not found:
        none = np.zeros(0, np.int64)
        return none, none, none
    one, two, alike = (np.concatenate(parts) for parts in zip(*found, strict=True))
    a, b = order[one], order[two]
    return np.minimum(a, b), np.maximum(a, b), alike


def _lists(terms: Terms, weights: Counts, starts: Ints, first: Ints) -> tuple[Small, Small, Small, Small]:
    """The lists of the terms' holders, one after the other, with their weights; and for each entry of the rows its
    place in these, and where in its list those begin that are near before it.

    Of a hundred thousand rows they are millions of entries, so each column is of four bytes and none is kept longer
    than it serves.
    """
    n = len(starts) - 1
    row_of = np.repeat(np.arange(n, dtype=np.int32), np.diff(starts))
    by_term = np.argsort(terms, kind="stable")
    holders, held = row_of[by_term], weights[by_term].astype(np.int32)
    place = np.empty(len(terms), np.int32)
    place[by_term] = np.arange(len(terms), dtype=np.int32)
    key = terms[by_term].astype(np.int64)
    del by_term
    key *= n
    key += holders
    begin = np.empty(len(terms), np.int32)
    for start in range(0, len(terms), _SOUGHT):
        part = slice(start, start + _SOUGHT)
        begin[part] = np.searchsorted(key, terms[part].astype(np.int64) * n + first[row_of[part]])
    return holders, held, place, begin


def sums(rows: Rows, groups: Sequence[Sequence[int]]) -> Rows:
    """The sum of each group of rows."""
    made: list[tuple[Terms, Counts]] = []
    for group in groups:
        held = [rows.row(i) for i in group]
        made.append(
            held[0]
            if len(held) == 1
            else summed(np.concatenate([t for t, _ in held]), np.concatenate([w for _, w in held]))
        )
    starts = np.cumsum([0, *(len(terms) for terms, _ in made)])
    if not made:
        return rows
    return Rows(starts, np.concatenate([t for t, _ in made]), np.concatenate([w for _, w in made]))
