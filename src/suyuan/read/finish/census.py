"""Which characters of a text are of which writing: looked up once for an article, counted for each of its blocks."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from suyuan.text.script import Script, markers

# What a character tells, as bits of one byte. The first two are of the basic plane alone, as in `suyuan.text.script`.
_HANT, _HANS, _LATIN, _HAN, _KANA, _HANGUL, _CYRILLIC, _ARABIC = (1 << bit for bit in range(8))
_RANGES = (
    (_LATIN, "A", "Z"),
    (_LATIN, "a", "z"),
    (_LATIN, "À", "ÿ"),
    (_HAN, "\u3400", "\u9fff"),
    (_KANA, "\u3041", "\u309f"),
    (_KANA, "\u30a1", "\u30fa"),
    (_HANGUL, "\uac00", "\ud7a3"),
    (_CYRILLIC, "\u0400", "\u04ff"),
    (_ARABIC, "\u0600", "\u06ff"),
)


class Counts(NamedTuple):
    """How many characters of a stretch are of each writing."""

    letters: int = 0  # Latin ones
    han: int = 0
    kana: int = 0
    hangul: int = 0
    cyrillic: int = 0
    arabic: int = 0


@cache
def _bits() -> npt.NDArray[np.uint8]:
    table = np.zeros(0x110000, dtype=np.uint8)
    for bit, first, last in _RANGES:
        table[ord(first) : ord(last) + 1] |= bit
    for bit, chars in zip((_HANT, _HANS), markers(), strict=True):
        table[[ord(char) for char in chars if ord(char) < 0x10000]] |= bit
    return table


@cache
def _of_bits() -> npt.NDArray[np.int64]:
    """For each of the 256 combinations of bits, which of the writings of `Counts` it holds."""
    return np.array([[(combined >> bit) & 1 for bit in range(2, 8)] for combined in range(256)], dtype=np.int64)


_HALF = (1 << 32) - 1


@cache
def _of_scripts() -> npt.NDArray[np.int64]:
    """For each combination of bits, one in the lower half of a number for `_HANT`, in the upper half for `_HANS`."""
    return np.array([bool(bits & _HANT) + (bool(bits & _HANS) << 32) for bits in range(256)], dtype=np.int64)


class Census:
    """The writings of a text's characters, by position."""

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        self._bits = _bits().take(codes)
        self._present = int(np.bitwise_or.reduce(self._bits))
        self.highest = chr(np.maximum.reduce(codes, initial=0))  # no character of the text is beyond this one

    def counts(self, start: int, end: int) -> Counts:
        return Counts(*(np.bincount(self._bits[start:end], minlength=256) @ _of_bits()).tolist())

    def any_kana_or_hangul(self) -> bool:
        return bool(self._present & (_KANA | _HANGUL))

    def scripts(self, starts: list[int]) -> list[Script | None]:
        """The script of each stretch from one of the ascending starts to the next; None where no character tells."""
        if not starts:
            return []
        both = np.add.reduceat(_of_scripts().take(self._bits), starts).tolist()
        return [_script(told & _HALF, told >> 32) for told in both]


def _script(hant: int, hans: int) -> Script | None:
    if not hant + hans:
        return None
    share = hant / (hant + hans)
    return "Hant" if share > 0.8 else "Hans" if share < 0.2 else "mixed"
