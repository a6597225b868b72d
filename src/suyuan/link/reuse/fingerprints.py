"""Winnowed fingerprints of streams (Schleimer, Wilkerson and Aiken, "Winnowing", SIGMOD 2003), many texts at a time.

A shingle is 6 characters of the stream, or 24 where the stream is in an alphabetic script; of every 8 shingles in a
row the one with the smallest hash is a fingerprint. So any passage of 21 Han characters that two texts share gives
both at least two equal fingerprints, wherever it stands in either, and one with a seventh of its characters changed
nearly always gives one. A second, sparse kind has shingles of 64 and
windows of 64: it finds copies of texts so often reprinted that their short shingles are common.

Hashes are arithmetic on the codes alone: the same in every process, on every machine and in any company of texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.streams import ALPHABETIC_BELOW, Streams

Hashes = NDArray[np.uint32]
Places = NDArray[np.int64]

SHINGLE = 6
ALPHABETIC_SHINGLE = 24
WINDOW = 8
LONG_SHINGLE = 64
LONG_WINDOW = 64
# Long shingles live in the upper half of the hashes, short ones in the lower: one table of postings holds both.
LONG_BIT = np.uint32(1 << 31)
_NEVER = np.uint32(0xFFFFFFFF)
_BASE = 0x01000193


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """``places`` are places in the streams laid end to end; fingerprints stand in order of place, short ones first."""

    hashes: Hashes
    places: Places


@cache
def _of_code() -> Hashes:
    """A well-mixed number for every code (the finaliser of MurmurHash3)."""
    return _mix(np.arange(1 << 16, dtype=np.uint32) * np.uint32(0x9E3779B1) + np.uint32(0x7F4A7C15))


def _mix(numbers: Hashes) -> Hashes:
    mixed = numbers ^ (numbers >> np.uint32(16))
    mixed *= np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    return mixed


def _power(exponent: int) -> np.uint32:
    return np.uint32(pow(_BASE, exponent, 1 << 32))


def _joined(hashes: Hashes, step: int) -> Hashes:
    """Hashes of longer shingles: each with the one ``step`` places on; the tail that has none is left out."""
    out = hashes[:-step] * _power(step)
    out += hashes[step:]
    return out


def fingerprints(texts: Streams) -> Fingerprints:
    """The fingerprints of every stream; none crosses a border, and none depends on a neighbour."""
    total = len(texts.codes)
    if total < SHINGLE:
        return Fingerprints(np.zeros(0, np.uint32), np.zeros(0, np.int64))
    hashes = _of_code().take(texts.codes)
    for span in (1, 2):
        hashes = _joined(hashes, span)
    # Two of four that overlap make six.
    short = _padded(_joined(hashes, SHINGLE - 4), total)
    hashes = _joined(hashes, 4)
    _use_long_words(short, texts)
    _bar_borders(short, texts, max(SHINGLE, WINDOW))
    found = [_winnowed(short, WINDOW)]
    kinds = [_mix(short.take(found[0])) & ~LONG_BIT]
    if total >= LONG_SHINGLE:
        for span in (8, 16, 32):
            hashes = _joined(hashes, span)
        long = _padded(hashes, total)
        _bar_borders(long, texts, max(LONG_SHINGLE, LONG_WINDOW))
        found.append(_winnowed(long, LONG_WINDOW))
        kinds.append(_mix(long.take(found[1])) | LONG_BIT)
    return Fingerprints(np.concatenate(kinds), np.concatenate(found))


def _padded(hashes: Hashes, total: int) -> Hashes:
    out = np.full(total, _NEVER, np.uint32)
    # Mixed before winnowing, so that "smallest" is a fair draw and not the smallest first character.
    out[: len(hashes)] = np.minimum(_mix(hashes), _NEVER - np.uint32(1))
    return out


def _use_long_words(short: Hashes, texts: Streams) -> None:
    """Where 24 letters of an alphabetic script follow one another, the shingle is all 24: eight would be a word."""
    letters = texts.codes < ALPHABETIC_BELOW
    if not letters.any():
        return
    start = np.flatnonzero(letters[: max(0, len(letters) - ALPHABETIC_SHINGLE + 1)])
    for step in (7, 15, 23):
        start = start.compress(letters.take(start + step))
    end = texts.bounds[np.searchsorted(texts.bounds, start, side="right")]
    start = start[start + ALPHABETIC_SHINGLE <= end]
    mixed = short[start] * _power(16) + short[start + 8] * _power(8) + short[start + 16]
    short[start] = np.minimum(_mix(mixed), _NEVER - np.uint32(1))


def _bar_borders(hashes: Hashes, texts: Streams, width: int) -> None:
    """No shingle may reach into the next text, and no window may see two: so many places at its end stay without."""
    tails = texts.bounds[1:, None] - np.arange(1, width)
    hashes[np.maximum(tails, 0)[tails >= 0]] = _NEVER


def _winnowed(hashes: Hashes, window: int) -> Places:
    """Places whose hash is the smallest of some window that covers them."""
    edge = np.full(window - 1, _NEVER, np.uint32)
    smallest = np.concatenate((edge, hashes, edge))
    smallest = _sliding(np.minimum, smallest, window)
    smallest = _sliding(np.maximum, smallest, window)
    return np.flatnonzero((smallest == hashes) & (hashes != _NEVER))


def _sliding(choose: np.ufunc, numbers: Hashes, window: int) -> Hashes:
    """The smallest (or largest) of every ``window`` numbers in a row, by doubling."""
    span = 1
    while 2 * span <= window:
        numbers = choose(numbers[:-span], numbers[span:])
        span *= 2
    rest = window - span
    return choose(numbers[:-rest], numbers[rest:]) if rest else numbers
