"""Reuse in a pile: stream in, find all pairs, stream out, in bounded memory."""

from __future__ import annotations

import gc
import pickle  # of our own articles, into our own temporary file: a text may hold what JSON cannot
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

import msgspec
import numpy as np

from suyuan.link.reuse.compare import shared_passages
from suyuan.link.reuse.join import Seeds, seeds_of
from suyuan.link.reuse.judge import reuses_of
from suyuan.link.reuse.pages import KnownOutlets, Read
from suyuan.link.reuse.runs import Runs
from suyuan.link.reuse.spans import sides
from suyuan.link.reuse.spool import Spool
from suyuan.link.reuse.streams import Ints, Streams
from suyuan.model import Annotations, Article, Reuse
from suyuan.records import article_from_record, loads

# One batch of pairs: so many characters of their texts, so many pairs.
_BATCH_CODES = 8_000_000
_READ_KEPT = 2_000


class _Key(msgspec.Struct, gc=False):
    id: str
    text: str


_read_key = msgspec.json.Decoder(_Key).decode
_read_article = msgspec.json.Decoder(Article).decode


def find(articles: Iterable[Article]) -> Iterator[Reuse]:
    """The reuse among articles, sorted by the two ids. Of an article: ``id``, ``text``, and what is known of outlet,
    byline, dates, wrappers, page and address. Where several articles have one id, the first counts."""
    with Spool() as spool:
        seen: set[str] = set()
        for article in articles:
            if article.id not in seen:
                seen.add(article.id)
                spool.add(article.id, article.text, pickle.dumps(_light(article), pickle.HIGHEST_PROTOCOL))
        yield from _found(spool, pickle.loads)


def find_lines(lines: Iterable[bytes]) -> Iterator[Reuse]:
    """As ``find``, from article records, one JSON object a line: only records with reuse are parsed in full.

    Raises msgspec.DecodeError or msgspec.ValidationError for a line that is no record with ``id`` and ``text``.
    """
    with Spool() as spool:
        seen: set[str] = set()
        for line in lines:
            if line.strip():
                key = _read_key(line)
                if key.id not in seen:
                    seen.add(key.id)
                    spool.add(key.id, key.text, line)
        yield from _found(spool, _article)


def _light(article: Article) -> Article:
    """Without annotations but the statements, whose contents are words that a copy must not change, and the names."""
    notes = article.annotations
    if notes is None:
        return article
    return replace(article, annotations=Annotations(notes.mentions, statements=notes.statements))


def warm() -> None:
    """Load the tables that the first article would load."""
    list(find([Article("a", "甲乙丙丁戊己庚辛" * 8), Article("b", "甲乙丙丁戊己庚辛" * 8)]))


def _found(spool: Spool, decode: Callable[[bytes], Article]) -> Iterator[Reuse]:
    spool.finish()
    reader = _Reader(spool, decode)
    for seeds in seeds_of(spool):
        for part in _batches(spool, seeds):
            with _uncollected():
                found = _judged(spool, seeds, part, reader)
            yield from found
            del found
        del seeds
        reader.forget()  # not beside the making of the next seeds


@contextmanager
def _uncollected() -> Iterator[None]:
    """A batch makes hundreds of thousands of small tuples, none in a circle: Python need not look for circles while it
    lasts, some hundredths of a second, nor among what it made when it is over: that joins the old objects unseen."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():  # else the caller has frozen objects of its own, which must stay so
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _judged(spool: Spool, seeds: Seeds, part: slice, reader: _Reader) -> list[Reuse]:
    """The records of a batch of pairs, in the order of their ids."""
    first, second = seeds.a[part], seeds.b[part]
    new = np.concatenate(([True], (first[1:] != first[:-1]) | (second[1:] != second[:-1])))
    rows = np.cumsum(new) - 1
    pairs = np.stack([first[new], second[new]], axis=1).astype(np.int64)
    numbers, local = np.unique(pairs, return_inverse=True)
    local = local.reshape(pairs.shape)
    texts = _load(spool, numbers)
    shift = texts.bounds[:-1] - spool.bounds[numbers]
    place_a = seeds.place_a[part] + shift.take(local[:, 0]).take(rows)
    place_b = seeds.place_b[part] + shift.take(local[:, 1]).take(rows)
    length = np.zeros(len(rows), np.int64)
    worth = seeds.worth[part].astype(np.float64)
    shared = shared_passages(texts, local, Runs(rows, place_a, place_b, length), worth)
    found = pairs[shared.by_pair()[0]]
    pages = reader.read(np.unique(found).tolist())
    return reuses_of([(pages[a], pages[b]) for a, b in found.tolist()], shared)


def _batches(spool: Spool, seeds: Seeds) -> Iterator[slice]:
    """Slices of the seeds that hold whole pairs and whose texts fit in memory."""
    if not len(seeds.a):
        return
    new = (seeds.a[1:] != seeds.a[:-1]) | (seeds.b[1:] != seeds.b[:-1])
    starts = np.concatenate(([0], np.flatnonzero(new) + 1))
    lengths = np.diff(spool.bounds)
    sizes = np.cumsum(lengths[seeds.a[starts]] + lengths[seeds.b[starts]])
    begin = 0
    while begin < len(starts):
        base = sizes[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(sizes, base + _BATCH_CODES, side="right")))
        yield slice(int(starts[begin]), int(starts[end]) if end < len(starts) else len(seeds.a))
        begin = end


def _load(spool: Spool, numbers: Ints) -> Streams:
    bounds = np.concatenate(([0], np.cumsum(spool.bounds[numbers + 1] - spool.bounds[numbers])))
    codes = np.empty(int(bounds[-1]), np.uint16)
    # Texts that were added one after another lie one after another: each row of them is one read.
    first = np.flatnonzero(np.diff(numbers, prepend=-2) != 1)
    edges = pairwise([*bounds[first].tolist(), len(codes)])
    for start, (low, high) in zip(spool.bounds[numbers[first]].tolist(), edges, strict=True):
        spool.read_codes(start, codes[low:high])
    return Streams(codes, bounds)


class _Reader:
    """Articles of the spool, the latest kept: batches in a row share many."""

    def __init__(self, spool: Spool, decode: Callable[[bytes], Article]) -> None:
        self._spool = spool
        self._decode = decode
        self._kept: dict[int, Read] = {}
        self._outlets: KnownOutlets = {}

    def forget(self) -> None:
        self._kept.clear()

    def read(self, numbers: list[int]) -> dict[int, Read]:
        new = [number for number in numbers if number not in self._kept]
        articles = [self._decode(self._spool.record(number)) for number in new]
        pages = {number: self._kept.pop(number) for number in numbers if number in self._kept}
        for number, article, side in zip(new, articles, sides([article.text for article in articles]), strict=True):
            pages[number] = Read(article, side, self._outlets)
        # The ones asked for last stand last, and stay.
        self._kept |= pages
        for number in list(self._kept)[: max(0, len(self._kept) - max(_READ_KEPT, len(pages)))]:
            del self._kept[number]
        return pages


def _article(record: bytes) -> Article:
    try:
        return _read_article(record)
    except msgspec.ValidationError:
        return article_from_record(loads(record))
