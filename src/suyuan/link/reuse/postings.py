"""What an index of reuse keeps between pages: who holds which fingerprint where, and which texts are linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from suyuan.link.reuse.fingerprints import LONG_BIT, Fingerprints, Hashes, fingerprints
from suyuan.link.reuse.seeds import COMMON, LONG_COMMON
from suyuan.link.reuse.streams import Ints, streams


@dataclass(frozen=True, slots=True)
class Holders:
    """Who holds some hashes: ``counts[i]`` texts hold ``hashes[i]``; of those that are not common, each holder is a
    row: the index of the hash, the text's id, the place in its stream."""

    counts: Ints
    hash_index: Ints
    keys: list[str]
    places: Ints


class Postings(Protocol):
    """Storage for an index. Ids are articles' ids; hashes of one text are distinct. ``suyuan.store`` has one on
    SQLite; ``MemoryPostings`` serves tests and small piles."""

    def holders(self, hashes: Hashes) -> Holders:
        """Who holds these hashes; the holders of a hash that more than ``limit_of`` texts hold may be left out."""

    def add(self, key: str, hashes: Hashes, places: Ints) -> None:
        """Remember a text's fingerprints."""

    def remove(self, key: str, hashes: Hashes, places: Ints) -> None:
        """Forget a text, given the fingerprints it was added with, and its links."""

    def has(self, key: str) -> bool:
        """Whether the text is here."""

    def linked(self, key: str) -> set[str]:
        """The texts it shares passages with."""

    def link(self, a: str, b: str) -> None:
        """Remember that two texts share passages."""

    def unlink(self, a: str, b: str) -> None:
        """Forget it."""


def limit_of(hashes: Hashes) -> Ints:
    """The number of texts above which each hash is common."""
    return np.where(hashes >= LONG_BIT, LONG_COMMON, COMMON)


def distinct_fingerprints(text: str) -> Fingerprints:
    """The fingerprints of a text in the order of their hashes, each hash once, where it first stands."""
    found = fingerprints(streams([text]))
    order = np.lexsort((found.places, found.hashes))
    hashes, places = found.hashes[order], found.places[order]
    first = np.concatenate(([True], hashes[1:] != hashes[:-1])) if len(hashes) else np.zeros(0, bool)
    return Fingerprints(hashes[first], places[first])


class MemoryPostings:
    """Postings in dictionaries."""

    def __init__(self) -> None:
        self._held: dict[int, dict[str, int]] = {}
        self._links: dict[str, set[str]] = {}

    def holders(self, hashes: Hashes) -> Holders:
        limits = limit_of(hashes).tolist()
        counts: list[int] = []
        index: list[int] = []
        keys: list[str] = []
        places: list[int] = []
        for number, (hashed, limit) in enumerate(zip(hashes.tolist(), limits, strict=True)):
            held = self._held.get(hashed, {})
            counts.append(len(held))
            if len(held) <= limit:
                index += [number] * len(held)
                keys += held.keys()
                places += held.values()
        return Holders(np.array(counts, np.int64), np.array(index, np.int64), keys, np.array(places, np.int64))

    def add(self, key: str, hashes: Hashes, places: Ints) -> None:
        self._links[key] = set()
        for hashed, place in zip(hashes.tolist(), places.tolist(), strict=True):
            self._held.setdefault(hashed, {})[key] = place

    def remove(self, key: str, hashes: Hashes, places: Ints) -> None:
        for other in self._links.pop(key, set()):
            self._links[other].discard(key)
        for hashed in hashes.tolist():
            held = self._held[hashed]
            del held[key]
            if not held:
                del self._held[hashed]

    def has(self, key: str) -> bool:
        return key in self._links

    def linked(self, key: str) -> set[str]:
        return set(self._links.get(key, ()))

    def link(self, a: str, b: str) -> None:
        self._links[a].add(b)
        self._links[b].add(a)

    def unlink(self, a: str, b: str) -> None:
        self._links[a].discard(b)
        self._links[b].discard(a)


def pairs_among(groups: Iterable[list[str]]) -> set[tuple[str, str]]:
    """All pairs within each group, the smaller id first."""
    out: set[tuple[str, str]] = set()
    for group in {tuple(sorted(group)) for group in groups}:
        out.update((a, b) for i, a in enumerate(group) for b in group[i + 1 :])
    return out
