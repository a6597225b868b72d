"""Word statistics from the live window, and the vector an article has under them.

How much a word says depends on how rare it is around the article. If "around" were the whole pile, every arrival would
change every vector. So an article is weighed by the months *before* its own, where news that comes in order changes
nothing; and of those months by a sample that the articles' ids choose, so that even a late arrival rarely does. All of
it is a function of the set of articles, not of the order in which they came.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from suyuan.link.features import bags, day_of
from suyuan.model import Article

# Articles of a window that are counted. More tell rare words apart better and change more often.
SAMPLE = 1024
# Shares of words, names and numbers in the likeness of two articles. Chosen on ECB+ (all three parts agree).
SHARES = (0.65, 0.25, 0.1)
# Terms kept of each: enough for a long report, few enough that a pair costs little.
TOP = (150, 60, 40)
# A short text has not the room to say all that it might share, so its likenesses count for more: for twice as much
# between two texts of so many terms or fewer, for hardly more between long ones.
SHORT = 18
# A term that more than this share of the window (and more than a handful of articles) holds joins nothing.
COMMON_SHARE, COMMON_MIN = 0.2, 30
# As if so many articles of other matters stood beside the window: in a dozen pages about one thing, the words that all
# of them hold are what it is about, not what is common. Without effect on a window of thousands.
BACKGROUND = 50
# Weights are whole numbers, 1 being this: sums of products are then exact, whatever their order.
UNIT = 1 << 14
STEPS = 256
# Articles weighed together.
AT_ONCE = 500
_LOOKS = 8

Terms = NDArray[np.uint32]
Counts = NDArray[np.int64]
Term = TypeVar("Term", np.uint32, np.int64)
Month = str  # 2031-05; "" for articles without a day
UNDATED: Month = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse vectors, one a row: the terms of row i are ``terms[starts[i]:starts[i + 1]]``, ascending, and whole-number
    weights beside them (of length ``UNIT`` or, of a short text, up to 1.4 ``UNIT``; or sums of such)."""

    starts: NDArray[np.int64]
    terms: Terms
    weights: Counts

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, i: int) -> tuple[Terms, Counts]:
        part = slice(self.starts[i], self.starts[i + 1])
        return self.terms[part], self.weights[part]


@dataclass(frozen=True)
class Statistics:
    """In how many of ``articles`` each of ``terms`` (ascending) stands."""

    articles: int
    terms: Terms
    counts: Counts

    @cached_property
    def _rare(self) -> NDArray[np.float64]:
        """How rare a term is that so many articles hold; 0 for what is so common that it joins nothing.

        Counts are taken as the nearest power of the root of two, so that one article more seldom changes a weight.
        """
        held, n = _rounded(np.arange(self.articles + 1)), float(_rounded(np.array([self.articles]))[0])
        rare: NDArray[np.float64] = np.log((n + BACKGROUND + 1) / (held + 0.5))
        rare[held > max(COMMON_MIN, COMMON_SHARE * n)] = 0.0
        return rare

    def idf(self, terms: Terms) -> NDArray[np.float64]:
        """How rare terms are."""
        if not len(self.terms):
            return np.full(len(terms), self._rare[0])
        at = np.minimum(sought(self.terms, terms), len(self.terms) - 1)
        return self._rare[np.where(self.terms[at] == terms, self.counts[at], 0)]

    def differing(self, other: Statistics) -> Terms | None:
        """The terms that are not equally rare in both; None where even those are not that no article holds."""
        if self._rare[0] != other._rare[0]:
            return None
        terms = _distinct(np.concatenate([self.terms, other.terms]))
        found: Terms = terms[self.idf(terms) != other.idf(terms)]
        return found


def sought(ascending: Terms, terms: Terms) -> NDArray[np.int64]:
    """Where each of ``terms`` stands among ``ascending`` ones, or would: what `numpy.searchsorted` gives.

    Terms are hashes, so their first half tells nearly where they stand, and one or two looks from there find many
    terms several times faster than halving does.
    """
    at: NDArray[np.int64]
    if len(terms) < 1 << 14:
        at = np.searchsorted(ascending, terms)
        return at
    first = np.searchsorted(ascending, np.arange(1 << 16, dtype=np.uint32) << np.uint32(16))
    at = first[terms >> np.uint32(16)]
    left = np.arange(len(terms))
    for _ in range(_LOOKS):
        left = left[at[left] < len(ascending)]
        left = left[ascending[at[left]] < terms[left]]
        at[left] += 1
    at[left] = np.searchsorted(ascending, terms[left])
    return at


def _rounded(counts: Counts) -> NDArray[np.float64]:
    return np.where(counts > 0, np.exp2(np.rint(2 * np.log2(np.maximum(counts, 1))) / 2), 0.0)


def statistics(held: Iterable[Terms]) -> Statistics:
    """The counts over articles whose terms are given."""
    parts = [_distinct(terms) for terms in held]
    every = np.sort(np.concatenate(parts)) if parts else np.zeros(0, np.uint32)
    starts = _starts(every)
    return Statistics(len(parts), every[starts], np.diff(np.append(starts, len(every))))


def moved(known: Statistics, came: Iterable[Terms], went: Iterable[Terms]) -> Statistics:
    """The counts when articles come and go."""
    held = [(known.terms, known.counts)]
    articles = known.articles
    for by, changed in ((1, came), (-1, went)):
        for terms in changed:
            distinct = _distinct(terms)
            held.append((distinct, np.full(len(distinct), by, np.int64)))
            articles += by
    terms, counts = summed(np.concatenate([t for t, _ in held]), np.concatenate([c for _, c in held]))
    return Statistics(articles, terms[counts > 0], counts[counts > 0])


def _distinct(terms: Terms) -> Terms:
    every = np.sort(terms)
    return every[_starts(every)]


def _starts(ascending: NDArray[Any]) -> NDArray[np.int64]:
    """Where each run of equal values begins."""
    if not len(ascending):
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.concatenate(([True], ascending[1:] != ascending[:-1])))


def month_of(article: Article) -> Month:
    return (article.published or "")[:7] if day_of(article) is not None else UNDATED


def rank(article_id: str) -> int:
    """The place of an article in the order in which a sample takes them: chance, but the same chance always."""
    return int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=7).digest(), "big")


def window(month: Month, pile: Mapping[Month, int]) -> tuple[Month, ...]:
    """The months whose articles weigh the words of those of ``month``; ``pile`` counts the articles of each month.

    They are the months before, as many as hold SAMPLE articles; at the beginning of a library, where there are not so
    many, its own and those that follow as well. Articles without a day are weighed by the whole pile.
    """
    months = sorted(m for m in pile if m != UNDATED)
    if month == UNDATED:
        return (UNDATED, *months)
    at = int(np.searchsorted(np.array(months or [""]), month))
    chosen: list[Month] = []
    held = 0
    for one in [*reversed(months[:at]), *months[at:], UNDATED]:
        if held >= SAMPLE:
            break
        chosen.append(one)
        held += pile.get(one, 0)
    return tuple(sorted(chosen))


def sampled(ids: Iterable[str]) -> tuple[str, ...]:
    """The articles of a window that are counted."""
    return tuple(sorted(ids, key=rank)[:SAMPLE])


@dataclass(frozen=True, slots=True)
class Hashed:
    """The bags of an article, terms as numbers: words are ``terms[:ends[0]]``, names up to ``ends[1]``, numbers after.

    ``said`` is how much each is said, in steps of 1/STEPS.
    """

    ends: tuple[int, int]
    terms: Terms
    said: NDArray[np.uint16]


def hashed(article: Article) -> Hashed:
    terms, said, ends = [], [], []
    for view, bag in enumerate(bags(article)):
        start = zlib.crc32(bytes([view]))
        terms += [zlib.crc32(term.encode("utf-8", "replace"), start) for term in bag]
        said += [min(round(value * STEPS), 0xFFFF) for value in bag.values()]
        ends.append(len(terms))
    return Hashed((ends[0], ends[1]), np.array(terms, np.uint32), np.array(said, np.uint16))


def vectors(held: Sequence[Hashed], known: Statistics) -> Rows:
    """For each article its terms, ascending, and their weights: words, names and numbers by their shares.

    A row depends on its article and the statistics alone, whatever is weighed beside it: all sums run inside one row
    and in one order.
    """
    if not held:
        return Rows(np.zeros(1, np.int64), np.zeros(0, np.uint32), np.zeros(0, np.int64))
    cuts = np.array([(0, *one.ends, len(one.terms)) for one in held], np.int64)
    part = np.repeat(np.arange(3 * len(held)), np.diff(cuts, axis=1).ravel())
    terms = np.concatenate([one.terms for one in held])
    weighed = np.concatenate([one.said for one in held]) * known.idf(terms)
    part, terms, weighed = part[weighed > 0], terms[weighed > 0], weighed[weighed > 0]
    # The heaviest of each part, of equal ones those that come first.
    order = np.lexsort((-weighed, part))
    part = part[order]
    starts = np.searchsorted(part, np.arange(3 * len(held)))
    heavy = np.arange(len(part)) - starts[part] < np.array(TOP)[part % 3]
    part, chosen = part[heavy], order[heavy]
    terms, weighed = terms[chosen], weighed[chosen]
    lengths = np.sqrt(np.bincount(part, weighed * weighed, 3 * len(held)))
    # What an article has none of takes nothing from the rest.
    present = np.where(lengths.reshape(-1, 3) > 0, SHARES, 0.0)
    room = np.bincount(part // 3, minlength=len(held))[:, None]
    scale = np.sqrt(present / np.maximum(present.sum(axis=1, keepdims=True), min(SHARES))) * UNIT
    scale = (scale * np.sqrt(1 + SHORT / np.maximum(room, SHORT))).ravel()
    weights = np.rint(weighed / lengths[part] * scale[part]).astype(np.int64)
    key, weights = summed((part[weights > 0] // 3) << 32 | terms[weights > 0], weights[weights > 0])
    return Rows(np.searchsorted(key >> 32, np.arange(len(held) + 1)), (key & 0xFFFFFFFF).astype(np.uint32), weights)


def weighed(held: Iterable[Hashed], known: Statistics) -> Iterator[tuple[Terms, Counts]]:
    """The row of each article, as ``vectors`` has it, some articles at a time."""
    stream = iter(held)
    while part := list(islice(stream, AT_ONCE)):
        rows = vectors(part, known)
        yield from (rows.row(i) for i in range(len(part)))


def summed(terms: NDArray[Term], weights: Counts) -> tuple[NDArray[Term], Counts]:
    """Terms ascending, the weights of equal ones added."""
    order = np.argsort(terms, kind="stable")
    terms = terms[order]
    starts = _starts(terms)
    return terms[starts], np.add.reduceat(weights[order], starts) if len(starts) else weights


def joined(vectors: Iterable[tuple[Terms, Counts]]) -> Rows:
    """Vectors as rows."""
    held = list(vectors)
    starts = np.cumsum([0, *(len(terms) for terms, _ in held)])
    if not held:
        return Rows(starts, np.zeros(0, np.uint32), np.zeros(0, np.int64))
    return Rows(starts, np.concatenate([t for t, _ in held]), np.concatenate([w for _, w in held]))


def rows_of(articles: Sequence[Article]) -> Rows:
    """The vector of each article of a pile, weighed by its window."""
    held = [hashed(article) for article in articles]
    months: dict[Month, list[str]] = {}
    for article in articles:
        months.setdefault(month_of(article), []).append(article.id)
    pile = {month: len(ids) for month, ids in months.items()}
    at = {article.id: number for number, article in enumerate(articles)}
    known: dict[tuple[Month, ...], Statistics] = {}
    for chosen in {window(month, pile) for month in pile}:
        sample = sampled(key for month in chosen for key in months.get(month, ()))
        known[chosen] = statistics([held[at[key]].terms for key in sample])
    made: dict[str, tuple[Terms, Counts]] = {}
    for month, ids in months.items():
        made.update(zip(ids, weighed((held[at[key]] for key in ids), known[window(month, pile)]), strict=True))
    return joined(made[article.id] for article in articles)
