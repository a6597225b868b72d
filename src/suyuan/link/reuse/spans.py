"""Passages of streams → passages of texts: spans in code points, and the edits inside them. Many passages at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.compare import Shared
from suyuan.link.reuse.streams import Codes, Ints, Offsets, code_points, fold_points, in_stream, ordered
from suyuan.model import Span

# Marks that belong to the sentence they close or open: a passage that ends at one takes it with it. Straight quotation
# marks may do either and stay outside.
_CLOSING = frozenset("。！？!?；;…”’」』）)]】》.")
_OPENING = frozenset("“‘「『（([【《")
_SPACE = frozenset(char for char in map(chr, range(0x3001)) if char.isspace())
_BEFORE, _AFTER = _OPENING | _SPACE, _CLOSING | _SPACE
# What stands between two neighbours of the stream: nothing, one mark (its code), or this: more than fits in a code.
_MORE = 0xFFFF

Change = tuple[Span, Span]
# Where the passages of a pair lie in both texts, line breaks apart.
Spans = tuple[list[Span], list[Span]]


class Side(NamedTuple):
    """One article's text without its line breaks, so that nothing judged by it depends on where lines end; and that
    text folded and in lower case, of the same length. For each place of its stream the code point it stands at and what
    comes before the next; for each line break taken out, the code point before which it stood."""

    text: str
    at: Offsets
    gaps: Codes
    folded: str
    breaks: list[int]

    def in_article(self, span: Span) -> Span:
        """A stretch of this text as a stretch of the article's."""
        start, end = span
        first = start + bisect_right(self.breaks, start)
        return (first, end + bisect_right(self.breaks, end - 1)) if end > start else (first, first)

    def each_in_article(self, spans: Iterable[Span]) -> list[Span]:
        """As ``in_article``, of several stretches in order."""
        breaks, out, behind = [*self.breaks, len(self.text) + 1], [], 0
        for start, end in spans:
            while breaks[behind] <= start:
                behind += 1
            if end > start and breaks[behind] < end:
                out.append((start + behind, end + bisect_right(breaks, end - 1)))
            else:
                out.append((start + behind, end + behind))
        return out

    def in_text(self, span: Span) -> Span:
        """A stretch of the article's text as a stretch of this one."""
        start, end = [at - bisect_left(range(len(self.breaks)), at, key=lambda n: self.breaks[n] + n) for at in span]
        return start, end


# Between two words of an alphabetic script, their marks among them, a line break is a space; between two digits, or
# beside a Han character, it is nothing.
_PARTS_WORDS = re.compile(r"\n(?:(?<=[!-/:-~À-ჿ‘-”]\n)(?=[!-~À-ჿ‘-”])|(?<=[0-9]\n)(?=[!-/:-~À-ჿ‘-”]))")


def _unbroken(text: str) -> tuple[str, list[int]]:
    """A text without its line breaks, and before which of its places they stood."""
    lines = _PARTS_WORDS.sub(" ", text).split("\n")
    return "".join(lines), list(accumulate(map(len, lines[:-1])))


def sides(texts: Sequence[str]) -> list[Side]:
    """The sides of several articles' texts, in one pass over their characters."""
    unbroken = [_unbroken(text) for text in texts]
    texts = [text for text, _ in unbroken]
    points = code_points("".join(texts))
    bounds = np.cumsum([0, *(len(text) for text in texts)])
    at = np.flatnonzero(in_stream(points))
    folded = fold_points(points)
    gaps = np.zeros(len(at), np.uint16)
    apart = np.diff(at)
    wide = np.flatnonzero(apart > 1)
    marks = np.minimum(points.take(at.take(wide) + 1), _MORE)
    gaps[wide] = np.where(apart.take(wide) == 2, marks, _MORE)
    places = np.searchsorted(at, bounds).tolist()
    out = []
    rows = zip(unbroken, pairwise(bounds.tolist()), pairwise(places), strict=True)
    for (text, breaks), (start, end), (low, high) in rows:
        own = (at[low:high] - start).astype(np.uint16 if end - start < (1 << 16) - 1 else np.uint32)
        out.append(Side(text, own, gaps[low:high].copy(), folded[start:end], breaks))
    return out


class Placed(NamedTuple):
    """Passages in code points: where each lies in its texts (without line breaks) and in its articles', and by its
    number what differs between its first and its last character, in order."""

    a: list[Span]
    b: list[Span]
    article_a: list[Span]
    article_b: list[Span]
    changes: dict[int, list[Change]]


def placed(shared: Shared, pages: Sequence[tuple[Side, Side]], owner: Ints, judged: NDArray[np.bool_]) -> Placed:
    """The passages in code points. Passage ``i`` is of ``pages[owner[i]]``; only of the ``judged`` ones the changes
    are wanted."""
    texts = _Texts([a for a, _ in pages] + [b for _, b in pages])
    base_a, base_b = texts.base[owner], texts.base[owner + len(pages)]
    pages_of = [pages[page] for page in owner.tolist()]
    in_a = _spans(texts, [a for a, _ in pages_of], base_a + shared.a_start, base_a + shared.a_end)
    in_b = _spans(texts, [b for _, b in pages_of], base_b + shared.b_start, base_b + shared.b_end)
    wanted = np.flatnonzero(judged)
    runs, sizes = shared.runs_of(wanted)
    passage = np.repeat(wanted, sizes)
    runs_a, runs_b = base_a[passage] + runs[:, 0], base_b[passage] + runs[:, 1]
    changes: dict[int, list[Change]] = {}
    rows = _changed(texts, passage, runs_a, runs_b, runs[:, 2])
    for number, start_a, end_a, start_b, end_b in zip(*(row.tolist() for row in rows), strict=True):
        a, b = pages_of[number]
        left, right = a.folded[start_a + 1 : end_a], b.folded[start_b + 1 : end_b]
        if left == right:
            continue
        found = changes.get(number)
        if found is None:
            found = changes[number] = []
        if len(left) <= 1 >= len(right) and not (left.isspace() or right.isspace()):
            found.append(((start_a + 1, end_a), (start_b + 1, end_b)))  # every second change is of one character
        else:
            _note(found, a, b, start_a + 1, end_a, start_b + 1, end_b)
    article_a = texts.in_article(owner, in_a)
    article_b = texts.in_article(owner + len(pages), in_b)
    return Placed(in_a, in_b, article_a, article_b, changes)


def _spans(texts: _Texts, pages: list[Side], starts: Ints, ends: Ints) -> list[Span]:
    """Stretches of streams in code points, with the marks that open before them and close after them."""
    first, last = texts.at.take(starts).tolist(), texts.at.take(ends - 1).tolist()
    spans = []
    for page, start, end in zip(pages, first, last, strict=True):
        text = page.text
        bare = text[start - 1 : start] not in _BEFORE and text[end + 1 : end + 2] not in _AFTER
        spans.append((start, end + 1) if bare else _widened(text, start, end + 1))
    return spans


class _Texts:
    """The sides of a batch end to end, each once; ``base`` is where each of those asked for begins."""

    def __init__(self, asked: Sequence[Side]) -> None:
        number = {key: at for at, key in enumerate(dict.fromkeys(map(id, asked)))}
        rows = np.array([number[id(side)] for side in asked], np.int64)
        each = list({id(side): side for side in asked}.values())
        self.base: Ints = _ends([len(side.at) for side in each]).take(rows)
        self.at: Offsets = np.concatenate([side.at for side in each])
        self.gaps: Codes = np.concatenate([side.gaps for side in each])
        # The line breaks of all texts end to end, and where each text begins, among characters and among the breaks.
        begins, behind = _ends([len(side.text) for side in each]), _ends([len(side.breaks) for side in each])
        self._breaks: Ints = np.concatenate([np.array(side.breaks, np.int64) for side in each])
        self._breaks += np.repeat(begins[:-1], np.diff(behind))
        self._begins, self._behind = begins.take(rows), behind.take(rows)

    def in_article(self, owner: Ints, spans: list[Span]) -> list[Span]:
        """Stretches of the texts, none empty, as stretches of the articles' texts."""
        places = np.array(spans, np.int64)
        inner = places + self._begins.take(owner)[:, None] - (0, 1)
        places += np.searchsorted(self._breaks, inner, side="right") - self._behind.take(owner)[:, None]
        return list(map(tuple, places.tolist()))


def _ends(lengths: list[int]) -> Ints:
    """Where each of several things laid end to end begins, and the last ends."""
    return np.cumsum([0, *lengths])


def _widened(text: str, start: int, end: int) -> Span:
    """With the marks that open before and close after, be there white space between them or not."""
    at = start
    while at > 0 and (text[at - 1] in _OPENING or text[at - 1].isspace()):
        at -= 1
        if text[at] in _OPENING:
            start = at
    at = end
    while at < len(text) and (text[at] in _CLOSING or text[at].isspace()):
        at += 1
        if text[at - 1] in _CLOSING:
            end = at
    return start, end


def _changed(texts: _Texts, owner: Ints, place_a: Ints, place_b: Ints, lengths: Ints) -> list[Ints]:
    """Where runs may differ: the passage; the last character before and the first behind in a; so in b. In order.

    Between two runs everything differs; inside a run only marks and spaces can. White space alone is never an edit:
    line breaks move freely."""
    last_a, last_b = place_a + lengths - 1, place_b + lengths - 1
    between = np.flatnonzero(owner[1:] == owner[:-1])
    inside, step = _loose(texts, place_a, place_b, lengths - 1)
    owners = np.concatenate((owner[between], owner[inside]))
    before_a = np.concatenate((last_a[between], place_a[inside] + step))
    before_b = np.concatenate((last_b[between], place_b[inside] + step))
    after_a = np.concatenate((place_a[between + 1], place_a[inside] + step + 1))
    after_b = np.concatenate((place_b[between + 1], place_b[inside] + step + 1))
    order = ordered(owners, before_a)
    return [
        owners.take(order),
        *(texts.at.take(places.take(order)).astype(np.int64) for places in (before_a, after_a, before_b, after_b)),
    ]


def _loose(texts: _Texts, place_a: Ints, place_b: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """Where in runs the marks after a character may differ: the run, and how far from its start."""
    ends = np.cumsum(lengths)
    steps = np.arange(int(lengths.sum()))
    gap_a = texts.gaps.take(steps + np.repeat(place_a - ends + lengths, lengths))
    gap_b = texts.gaps.take(steps + np.repeat(place_b - ends + lengths, lengths))
    loose = np.flatnonzero((gap_a != gap_b) | (gap_a == _MORE))
    run = np.searchsorted(ends, loose, side="right")
    return run, loose - (ends - lengths).take(run)


def _note(changes: list[Change], a: Side, b: Side, start_a: int, end_a: int, start_b: int, end_b: int) -> None:
    """Record a difference, shorn of what both sides share at its rims; white space is no part of it."""
    left, at_a = _without_space(a.folded, start_a, end_a)
    right, at_b = _without_space(b.folded, start_b, end_b)
    if left == right:
        return
    shorter = min(len(left), len(right))
    head = 0
    while head < shorter and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < shorter - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    last_a, last_b = len(left) - tail, len(right) - tail
    if last_a - head != last_b - head or last_a - head < 2:
        changes.append((_stretch(at_a, head, last_a, end_a), _stretch(at_b, head, last_b, end_b)))
        return
    # Changes of equal length are parted where the two sides agree place by place.
    start: int | None = None
    for place in range(head, last_a + 1):
        differs = place < last_a and left[place] != right[place]
        if differs and start is None:
            start = place
        elif not differs and start is not None:
            changes.append((_stretch(at_a, start, place, end_a), _stretch(at_b, start, place, end_b)))
            start = None


def _without_space(text: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """A stretch of a text without its white space, and where each character of it stands."""
    words = text[start:end]
    if words.isalnum() or not words:
        return words, range(start, end)
    bare = "".join(words.split())
    if len(bare) == len(words):
        return words, range(start, end)
    return bare, [at for at in range(start, end) if not text[at].isspace()]


def _stretch(at: Sequence[int], first: int, last: int, end: int) -> Span:
    if first < last:
        return at[first], at[last - 1] + 1
    # Nothing: where the next character stands.
    place = at[first] if first < len(at) else end
    return place, place
