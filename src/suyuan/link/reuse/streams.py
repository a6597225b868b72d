"""Texts as streams: the letters, Han characters and digits of a text, folded to one script and one case.

Line breaks, spaces and punctuation are not in the stream, so that moving them moves nothing. A stream is an array of
16-bit codes; ``offsets`` lead from a place in the stream back to the code point of the text.

Here and in the steps that follow, columns are read by ``column.take(places)`` and not by ``column[places]``, and by the
places where a mask holds and not by the mask: the same numbers, three times as fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from suyuan.text.fold import fold

Codes = NDArray[np.uint16]
Ints = NDArray[np.int64]
Offsets = NDArray[np.uint16] | NDArray[np.uint32]

# Below this code point lie the alphabetic scripts (Latin, Greek, Cyrillic, Arabic, Thai ...), one letter of which says
# about a third of what one Han character or Hangul syllable says.
ALPHABETIC_BELOW = 0x1100
LETTER_WEIGHT = 1 / 3


@cache
def _table() -> Codes:
    """Code point → stream code; 0 is "not in the stream". Code points beyond 16 bits are wrapped into them."""
    table = np.zeros(0x110000, np.uint16)
    last = 0x323B0  # the end of the assigned ideographs
    chars = "".join(chr(code) if not 0xD800 <= code < 0xE000 else " " for code in range(last))
    folded = fold(chars)
    for code, char in enumerate(folded):
        if char.isalnum():
            lower = char.lower()
            table[code] = (ord(lower[0]) & 0xFFFF) or 1
    return table


@cache
def _folds() -> NDArray[np.uint32]:
    """Code point → folded code point in lower case, where that is one code point."""
    table = np.arange(0x110000, dtype=np.uint32)
    for first, last in ((0, 0xD800), (0xE000, 0x32400)):
        chars = fold("".join(map(chr, range(first, last))))
        table[first:last] = [ord(low) if len(low := char.lower()) == 1 else ord(char) for char in chars]
    return table


def fold_points(points: NDArray[np.uint32]) -> str:
    """Folded as by ``suyuan.text.fold.fold`` and in lower case, of the same length; fast on whole articles."""
    return str(_folds().take(points).data, "utf-32-le", "surrogatepass")


def in_stream(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which code points are letters, Han characters or digits."""
    inside: NDArray[np.bool_] = _table().take(points) != 0
    return inside


@cache
def _weights() -> NDArray[np.float32]:
    weights = np.ones(0x10000, np.float32)
    weights[:ALPHABETIC_BELOW] = LETTER_WEIGHT
    return weights


def weigh(codes: Codes) -> NDArray[np.float32]:
    """How much each place of a stream says, in Han characters."""
    return _weights().take(codes)


@dataclass(frozen=True, slots=True)
class Streams:
    """Several streams end to end: stream ``i`` is ``codes[bounds[i]:bounds[i + 1]]``."""

    codes: Codes
    bounds: Ints

    def part(self, index: int) -> Codes:
        return self.codes[self.bounds[index] : self.bounds[index + 1]]


class Windows:
    """Stretches of equal length of an array of codes, read many at a time; zeros stand beyond its ends.

    A stretch is read as one wide number, not code by code: some twenty times as fast as indexing every code.
    """

    MARGIN = 512

    def __init__(self, codes: Codes) -> None:
        self._padded = np.zeros(len(codes) + 2 * self.MARGIN, "<u2")
        self._padded[self.MARGIN : self.MARGIN + len(codes)] = codes

    def at(self, starts: Ints, width: int) -> Codes:
        """A row of ``width`` codes from each start, -MARGIN <= start <= len(codes), width <= MARGIN."""
        wide = np.ndarray((len(self._padded) - width + 1,), f"V{2 * width}", self._padded, strides=(2,))
        return wide[starts + self.MARGIN].view("<u2").reshape(-1, width)

    def alike(self, i: Ints, j: Ints, width: int, step: int) -> Ints:
        """How many codes agree one after another from (i, j), walking by ``step`` (1 or -1): at most ``width``, which
        is a multiple of four. Four codes are compared as one number."""
        back = 0 if step > 0 else width - 1
        differ = self.at(i - back, width).view("<u8") ^ self.at(j - back, width).view("<u8")
        if step < 0:
            differ = differ[:, ::-1]
        block = (differ != 0).argmax(axis=1)
        last = differ[np.arange(len(i)), block]
        # In the first block that differs, the codes that agree before it: low ones first, or high ones when backward.
        shifts = (48, 32, 16) if step > 0 else (16, 32, 48)
        inside = [(last << np.uint64(n) if step > 0 else last >> np.uint64(64 - n)) == 0 for n in shifts]
        same = 4 * block + inside[0] + inside[1] + inside[2]
        return np.where(last == 0, width, same)


def ordered(*columns: Ints) -> Ints:
    """Indices that sort by the first column, then the next; rows equal in all columns in any order.

    Columns that fit together in 63 bits are sorted as one number, four times as fast as one after another.
    """
    if not len(columns[0]):
        return np.zeros(0, np.int64)
    lows = [int(column.min()) for column in columns]
    bits = [int(column.max() - low).bit_length() for column, low in zip(columns, lows, strict=True)]
    if sum(bits) > 63:
        return np.lexsort(columns[::-1])
    key = columns[0] - lows[0]
    for column, low, width in zip(columns[1:], lows[1:], bits[1:], strict=True):
        key <<= width
        key |= column - low
    return sorting(key, sum(bits))[1]


def sorting(key: Ints, bits: int) -> tuple[Ints, Ints]:
    """A key of so many bits, which is spent, in order, and the indices that sort it.

    Where there is room, each row's number is put behind its key and the numbers themselves are sorted, several times as
    fast as sorting indices.
    """
    rows = (len(key) - 1).bit_length()
    if bits + rows > 63:
        order = np.argsort(key)
        return key.take(order), order
    key <<= rows
    key |= np.arange(len(key))
    key.sort()
    order = key & ((1 << rows) - 1)
    key >>= rows
    return key, order


def code_points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def streams(texts: Sequence[str]) -> Streams:
    """The streams of several texts in one pass over their characters."""
    codes = _table().take(code_points("".join(texts)))
    kept = np.flatnonzero(codes != 0)
    ends = np.cumsum([0, *(len(text) for text in texts)])
    return Streams(codes.take(kept), np.searchsorted(kept, ends))
