"""Reuse kept up to date page by page. Whatever the order of pages, the links are those ``find`` gives for the pile.

A new page can change an old link in one way only: when it makes a shingle commoner by a step (``seeds.STEPS``). The
texts that hold such a shingle are known, and the links among them are judged again; so are they when a page goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.compare import shared_passages
from suyuan.link.reuse.fingerprints import LONG_BIT, Fingerprints, Hashes
from suyuan.link.reuse.judge import reuses_of
from suyuan.link.reuse.pages import Read
from suyuan.link.reuse.postings import (
    Holders,
    MemoryPostings,
    Postings,
    distinct_fingerprints,
    pairs_among,
)
from suyuan.link.reuse.runs import Runs
from suyuan.link.reuse.seeds import COMMON, LONG_COMMON, STEPS, kept_pairs, makes_seeds, promising, worth
from suyuan.link.reuse.streams import Ints, streams
from suyuan.model import Article, Reuse

# Old pairs judged together.
_AT_ONCE = 200


class ReuseIndex:
    """``fetch`` gives back an article added before by its id; without it the index keeps the articles itself. ``text``
    gives its text alone, where that is cheaper: most pages looked at turn out to share nothing.

    After each call ``withdrawn`` holds the pairs (smaller id first) whose links no longer stand.
    """

    def __init__(
        self,
        postings: Postings | None = None,
        fetch: Callable[[str], Article] | None = None,
        text: Callable[[str], str] | None = None,
    ) -> None:
        self._postings = MemoryPostings() if postings is None else postings
        self._kept: dict[str, Article] | None = {} if fetch is None else None
        self._fetch = fetch
        self._text = text or (lambda key: self._article(key).text)
        self.withdrawn: list[tuple[str, str]] = []

    def add(self, article: Article) -> list[Reuse]:
        """Add an article; returns its links and the older links it changed, sorted by their ids.

        An article whose id is here already replaces the one before.
        """
        self.withdrawn = []
        if self._postings.has(article.id):
            self.remove(article.id)
        if self._kept is not None:
            self._kept[article.id] = article
        own = distinct_fingerprints(article.text)
        before = self._postings.holders(own.hashes)
        self._postings.add(article.id, own.hashes, own.places)
        links = self._links_of(article, own, before)
        for link in links:
            self._postings.link(link.a, link.b)
        stale = self._linked(self._crossed(own.hashes, before))
        stale |= self._crossed(own.hashes, before, lost=True)
        return sorted(links + self._judged_again(stale), key=lambda link: (link.a, link.b))

    def remove(self, key: str) -> list[Reuse]:
        """Take an article out with its links; returns the other links that this changed."""
        if not self._postings.has(key):
            return []
        own = distinct_fingerprints(self._text(key))
        partners = self._postings.linked(key)
        self._postings.remove(key, own.hashes, own.places)
        after = self._postings.holders(own.hashes)
        changed = self._judged_again(self._crossed(own.hashes, after))
        self.withdrawn += [(min(key, other), max(key, other)) for other in partners]
        self.withdrawn = sorted(set(self.withdrawn))
        if self._kept is not None:
            del self._kept[key]
        return changed

    def _article(self, key: str) -> Article:
        if self._kept is not None:
            return self._kept[key]
        assert self._fetch is not None
        return self._fetch(key)

    def _links_of(self, article: Article, own: Fingerprints, held: Holders) -> list[Reuse]:
        """The links of one article with all that are here."""
        counts = held.counts + 1
        use = makes_seeds(own.hashes, counts)[held.hash_index]
        index = held.hash_index[use]
        names = [key for key, kept in zip(held.keys, use.tolist(), strict=True) if kept]
        others = sorted(set(names))
        number = {key: i for i, key in enumerate(others)}
        pair = np.array([number[name] for name in names], np.int64)
        values = worth(own.hashes, counts)[index]
        own_place, place = own.places[index], held.places[use]
        order = np.argsort(pair, kind="stable")
        pair, own_place, place, values = pair[order], own_place[order], place[order], values[order]
        keep = np.logical_or(*kept_pairs(pair, own_place, place, values))
        pair, own_place, place, values = pair[keep], own_place[keep], place[keep], values[keep]
        rows, pair = np.unique(pair, return_inverse=True)
        names = [others[row] for row in rows.tolist()]
        texts = streams([article.text, *map(self._text, names)])
        place = place + texts.bounds[pair + 1]
        keep = promising(texts, pair, np.zeros(len(pair), np.int64), pair + 1, own_place, place, values)
        pair, own_place, place, values = pair[keep], own_place[keep], place[keep], values[keep]
        first = np.array([article.id < other for other in names], bool)
        me_first = first[pair] if len(pair) else np.zeros(0, bool)
        zero, numbers = np.zeros(len(names), np.int64), np.arange(1, len(names) + 1)
        pairs = np.stack([np.where(first, zero, numbers), np.where(first, numbers, zero)], axis=1)
        runs = Runs(
            pair,
            np.where(me_first, own_place, place),
            np.where(me_first, place, own_place),
            np.zeros(len(pair), np.int64),
        )
        found = shared_passages(texts, pairs, runs, np.maximum(values, 0).astype(np.float64))
        me = Read(article)
        pages = [Read(self._article(names[row])) for row in found.by_pair()[0]]
        return reuses_of([(me, page) if me.id < page.id else (page, me) for page in pages], found)

    def _linked(self, pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of some pairs that have a link: a seed worth less can only end one."""
        linked = {a: self._postings.linked(a) for a in {a for a, _ in pairs}}
        return {(a, b) for a, b in pairs if b in linked[a]}

    def _crossed(self, hashes: Hashes, held: Holders, lost: bool = False) -> set[tuple[str, str]]:
        """Pairs of texts that share a hash whose number of holders has just passed a step, up or down; with ``lost``
        only the last step, after which the hash makes no seeds."""
        long = hashes >= LONG_BIT
        last = held.counts == np.where(long, LONG_COMMON, COMMON)
        steps = last if lost else last | (~long & np.isin(held.counts, STEPS))
        groups: dict[int, list[str]] = {}
        mine = steps[held.hash_index].tolist()
        for number, key, crossed in zip(held.hash_index.tolist(), held.keys, mine, strict=True):
            if crossed:
                groups.setdefault(number, []).append(key)
        return pairs_among(groups.values())

    def _judged_again(self, pairs: Iterable[tuple[str, str]]) -> list[Reuse]:
        """Judge old pairs anew; those that no longer share passages are withdrawn."""
        ordered = sorted(pairs)
        out = []
        for start in range(0, len(ordered), _AT_ONCE):
            part = ordered[start : start + _AT_ONCE]
            links = self._judged(part)
            for a, b in part:
                link = links.get((a, b))
                if link is not None:
                    self._postings.link(a, b)
                    out.append(link)
                elif b in self._postings.linked(a):
                    self._postings.unlink(a, b)
                    self.withdrawn.append((a, b))
        return out

    def _judged(self, pairs: list[tuple[str, str]]) -> dict[tuple[str, str], Reuse]:
        """The links of some pairs of texts that are here, all at once."""
        keys = sorted({key for pair in pairs for key in pair})
        number = {key: at for at, key in enumerate(keys)}
        found = {key: distinct_fingerprints(self._text(key)) for key in keys}
        table = np.array([[number[a], number[b]] for a, b in pairs], np.int64)
        common = [_in_common(found[a], found[b]) for a, b in pairs]
        row = np.repeat(np.arange(len(pairs)), [len(hashes) for hashes, _, _ in common])
        hashes, in_a, in_b = (np.concatenate(columns) for columns in zip(*common, strict=True))
        each, back = np.unique(hashes, return_inverse=True)
        counts = self._postings.holders(each).counts[back]
        use: NDArray[np.bool_] = makes_seeds(hashes, counts)
        row, values = row[use], worth(hashes, counts)[use]
        texts = streams([self._text(key) for key in keys])
        first, second = table[row, 0], table[row, 1]
        place_a, place_b = in_a[use] + texts.bounds[first], in_b[use] + texts.bounds[second]
        keep = promising(texts, row, first, second, place_a, place_b, values)
        seeds = Runs(row[keep], place_a[keep], place_b[keep], row[keep])
        shared = shared_passages(texts, table, seeds, np.maximum(values[keep], 0).astype(np.float64))
        linked = [pairs[at] for at in shared.by_pair()[0]]
        pages = {key: Read(self._article(key)) for key in sorted({key for pair in linked for key in pair})}
        return {(link.a, link.b): link for link in reuses_of([(pages[a], pages[b]) for a, b in linked], shared)}


def _in_common(a: Fingerprints, b: Fingerprints) -> tuple[Hashes, Ints, Ints]:
    """The hashes two texts share, and where each stands in either."""
    hashes, in_a, in_b = np.intersect1d(a.hashes, b.hashes, assume_unique=True, return_indices=True)
    return hashes, a.places[in_a], b.places[in_b]
