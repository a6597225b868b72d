"""Pairs of streams with their seeds → aligned passages with their rarity. The one road for a pile and for one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from suyuan.link.reuse.align import Aligned, Run, align
from suyuan.link.reuse.fingerprints import LONG_BIT, SHINGLE, Hashes, fingerprints
from suyuan.link.reuse.runs import Room, Runs
from suyuan.link.reuse.seeds import worth
from suyuan.link.reuse.streams import Ints, Streams

Counts = Callable[[Hashes], Ints]


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage two streams share: runs in places of each stream; ``weight`` in Han characters; ``rarity`` 0..1."""

    runs: list[Run]
    weight: float
    longest: float
    rarity: float

    @property
    def strength(self) -> float:
        """Length × rarity: what the passage proves."""
        return self.weight * self.rarity


def shared_passages(texts: Streams, pairs: Ints, seeds: Runs, counts: Counts) -> dict[int, list[Shared]]:
    """By row of ``pairs`` (two columns of text numbers), the passages of that pair in order.

    ``seeds`` hold rows of ``pairs`` and places in the texts laid end to end; ``counts`` tells how many texts hold each
    of some short hashes.
    """
    first, second = pairs[:, 0], pairs[:, 1]
    room = Room(texts.bounds[first], texts.bounds[first + 1], texts.bounds[second], texts.bounds[second + 1])
    found = fingerprints(texts)
    short = found.hashes < LONG_BIT
    hash_at = np.zeros(len(texts.codes) + SHINGLE, np.uint32)
    hash_at[found.places[short]] = found.hashes[short]
    worth_at = np.ones(len(hash_at))
    worth_at[found.places[short]] = worth(counts(found.hashes[short]))
    out: dict[int, list[Shared]] = {}
    for passage in align(texts.codes, seeds, room):
        base_a, base_b = int(room.a_low[passage.pair]), int(room.b_low[passage.pair])
        runs = [(a - base_a, b - base_b, n) for a, b, n in passage.runs]
        rarity = _rarity(passage, hash_at, worth_at)
        out.setdefault(passage.pair, []).append(Shared(runs, passage.weight, passage.longest, rarity))
    return out


def _rarity(passage: Aligned, hash_at: Hashes, worth_at: np.ndarray) -> float:
    """The mean worth of the shingles that are fingerprints of both texts within the runs."""
    total, number = 0.0, 0
    for a, b, n in passage.runs:
        inside = n - SHINGLE + 1
        if inside < 1:
            continue
        left = hash_at[a : a + inside]
        both = (left == hash_at[b : b + inside]) & (left != 0)
        number += int(np.count_nonzero(both))
        total += float(worth_at[a : a + inside][both].sum())
    return total / number if number else 1.0
