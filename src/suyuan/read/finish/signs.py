"""What a line could be, before any pattern is tried: most hold no word that furniture or a byline cannot do without.

Every pattern of ``lines.tsv`` needs certain words: ``(?:感谢|谢谢).{0,40}`` matches nothing without one of the two.
They are read out of the patterns themselves, and all lines of an article are searched for all of them in one pass; a
pattern is tried only on a line that holds a word of its kind. The idea is that of the prefilters of R. Cox, "Regular
expression matching with a trigram index", 2012; the pass itself hashes pairs, after R. M. Karp and M. O. Rabin,
"Efficient randomized pattern-matching algorithms", 1987.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from suyuan.read.decode import EVERYDAY
from suyuan.read.finish.data import line_rows, role_words, triggers
from suyuan.read.syntax import any_of, needed
from suyuan.text.fold import fold

KINDS = ("drop", "stop", "solicit", "promo", "paywall", "credit", "reporting", "glued", "staff", "picture")
SIGN = {kind: 1 << at for at, kind in enumerate(KINDS)}
SUSPICIOUS = 1 << len(KINDS)  # a word that a whole sentence must hold to be furniture
BYLINE = 1 << len(KINDS) + 1  # a word that comes before names
_MANY = 60
REPORTER_WORDS = ("记者", "实习生", "通讯员", "特派员", "特约撰稿人", "撰稿人", "기자")


@cache
def wordless(kind: str) -> re.Pattern[str]:
    """The patterns of a kind that need no word, in one; one that never matches where all need some."""
    return any_of([pattern for what, pattern in line_rows() if what == kind and not _telling(pattern)] or [r"(?!)"])


@cache
def _telling(pattern: str) -> frozenset[str]:
    """The needed words, unless they are too many to tell anything: the words of tool bars are every other character."""
    words = needed(pattern) or frozenset()
    return words if len(words) < _MANY else frozenset()


class _Finder:
    """Finds words in a text by their rarest four neighbouring characters, or two or one where they are shorter: all
    neighbours are hashed at once, and only where the hash is that of a word's is looked closer."""

    def __init__(self, masks: dict[str, int]) -> None:
        self.known = {width: np.zeros(1 << 16, dtype=bool) for width in _WIDTHS}
        self.holding: dict[str, list[tuple[str, int, int]]] = {}  # neighbours → (word, where in it, mask)
        for word, mask in sorted(masks.items()):
            width = max(width for width in _WIDTHS if width <= len(word))
            places = range(len(word) - width + 1)
            at = max(places, key=lambda at: (_rarity(word[at : at + width]), -at))
            self.known[width][_hashes(word[at : at + width])[width]] = True
            self.holding.setdefault(word[at : at + width], []).append((word, at, mask))

    def __call__(self, text: str) -> Iterator[tuple[int, int]]:
        """(a place in a word, the word's mask), in no order."""
        holding = self.holding
        for width, hashes in _hashes(text).items():
            for at in self.known[width].take(hashes).nonzero()[0].tolist():
                for word, inside, mask in holding.get(text[at : at + width], ()):
                    # A place before the text's start counts from its end, where too little is left for the word.
                    if text.startswith(word, at - inside):
                        yield at, mask


_WIDTHS = (1, 2, 4)


def _hashes(text: str) -> dict[int, npt.NDArray[np.uint16]]:
    """For each width a number for each run of that many neighbours in a text."""
    one = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint16)
    two = one[:-1] * np.uint16(31) + one[1:]
    four = two[:-2] * np.uint16(31) + two[2:]
    return dict(zip(_WIDTHS, (one, two, four), strict=True))


_COMMON = " etaoinshrdlcumfpgwybvkxjqz"


def _rarity(pair: str) -> int:
    """How rare two characters are: letters as in English, then everyday Chinese characters, then all others."""
    return sum(_COMMON.find(char) if char in _COMMON else 40 if char in EVERYDAY else 80 for char in pair)


@cache
def _finder() -> _Finder:
    masks: dict[str, int] = {}
    for word, sign in _words():
        masks[word] = masks.get(word, 0) | sign
    return _Finder(masks)


def _words() -> Iterator[tuple[str, int]]:
    for kind, pattern in line_rows():
        if kind in SIGN:
            for word in _telling(pattern):
                yield word, SIGN[kind]
    for word in triggers():
        yield word, SUSPICIOUS
    for word in (*role_words(), *REPORTER_WORDS):
        # A label of one character tells by what follows it: see `suyuan.read.finish.byline`.
        if len(word) > 1:
            yield fold(word).split()[0], BYLINE


@cache
def _every_line() -> int:
    """What any line could be, word or no word; ``drop`` has a pattern of its own for these, `wordless`."""
    kinds = {kind for kind, pattern in line_rows() if kind in SIGN and kind != "drop" and not _telling(pattern)}
    return sum(SIGN[kind] for kind in kinds)


def signs_of(keys: list[str]) -> list[int]:
    """The signs of each of an article's lines, which are folded and in lower case."""
    signs = [_every_line()] * len(keys)
    starts = list(accumulate((len(key) + 1 for key in keys), initial=0))
    for place, mask in _finder()("\n".join(keys)):
        signs[bisect_right(starts, place) - 1] |= mask
    return signs
