"""Passages of streams → passages of texts: spans in code points, and the edits inside them. Many passages at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from suyuan.link.reuse.compare import Shared
from suyuan.link.reuse.streams import Codes, Ints, Offsets, code_points, fold_points, in_stream, ordered
from suyuan.model import Span

# Marks that belong to the sentence they close or open: a passage that ends at one takes it with it.
_CLOSING = "。！？!?；;…”’」』）)]】》\"'."
_OPENING = "“‘「『（([【《\"'"
# What stands between two neighbours of the stream: nothing, one mark (its code), or this: more than fits in a code.
_MORE = 0xFFFF

Change = tuple[Span, Span]


class Side(NamedTuple):
    """One text, ready for spans: for each place of its stream the code point it stands at and what comes before the
    next; and the text folded and in lower case, of the same length."""

    text: str
    at: Offsets
    gaps: Codes
    folded: str


def sides(texts: Sequence[str]) -> list[Side]:
    """The sides of several texts, in one pass over their characters."""
    points = code_points("".join(texts))
    bounds = np.cumsum([0, *(len(text) for text in texts)])
    at = np.flatnonzero(in_stream(points))
    folded = fold_points(points)
    gaps = np.zeros(len(at), np.uint16)
    apart = np.diff(at)
    gaps[:-1][apart > 2] = _MORE
    single = np.flatnonzero(apart == 2)
    gaps[single] = np.minimum(points[at[single] + 1], _MORE)
    places = np.searchsorted(at, bounds).tolist()
    out = []
    for text, (start, end), (low, high) in zip(texts, pairwise(bounds.tolist()), pairwise(places), strict=True):
        own = (at[low:high] - start).astype(np.uint16 if end - start < (1 << 16) - 1 else np.uint32)
        out.append(Side(text, own, gaps[low:high].copy(), folded[start:end]))
    return out


class Found(NamedTuple):
    """A shared passage with the two texts it lies in. A passage that proves nothing needs no ``edits``."""

    shared: Shared
    a: Side
    b: Side
    edits: bool


class Placed(NamedTuple):
    """A passage in code points, and what differs between its first and its last character, in order."""

    a: Span
    b: Span
    similarity: float
    changes: list[Change]


def placed(found: Sequence[Found]) -> list[Placed]:
    """The passages in code points."""
    texts = _Texts([part.a for part in found] + [part.b for part in found])
    starts, ends = [[], []], [[], []]
    for side, name in enumerate("ab"):
        base = texts.base[side * len(found) : (side + 1) * len(found)]
        start = np.array([getattr(part.shared, name)[0] for part in found], np.int64)
        end = np.array([getattr(part.shared, name)[1] for part in found], np.int64)
        starts[side] = texts.at[base + start].tolist()
        ends[side] = (texts.at[base + end - 1] + 1).tolist()
    changes = _changes(found, texts)
    out = []
    for number, (shared, a, b, _) in enumerate(found):
        longer = max(shared.a[1] - shared.a[0], shared.b[1] - shared.b[0])
        span_a = _widened(a.text, starts[0][number], ends[0][number])
        span_b = _widened(b.text, starts[1][number], ends[1][number])
        out.append(Placed(span_a, span_b, round(shared.chars / longer, 4), changes.get(number, [])))
    return out


class _Texts:
    """The sides of a batch end to end, each once; ``base`` is where each of those asked for begins."""

    def __init__(self, asked: Sequence[Side]) -> None:
        each = {id(side): side for side in asked}
        bounds = np.cumsum([0, *(len(side.at) for side in each.values())])
        begins = dict(zip(each, bounds.tolist(), strict=False))
        self.base: Ints = np.array([begins[id(side)] for side in asked], np.int64)
        self.at: Ints = np.concatenate([side.at for side in each.values()]).astype(np.int64)
        self.gaps: Codes = np.concatenate([side.gaps for side in each.values()])


def _widened(text: str, start: int, end: int) -> Span:
    """With the marks that open before and close after."""
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return start, end


def _changes(found: Sequence[Found], texts: _Texts) -> dict[int, list[Change]]:
    """By passage, what differs. Between two runs everything does; inside a run only marks and spaces can. White space
    alone is never an edit: line breaks move freely."""
    wanted = [number for number, part in enumerate(found) if part.edits]
    if not wanted:
        return {}
    runs = np.concatenate([found[number].shared.runs for number in wanted])
    owner = np.repeat(wanted, [len(found[number].shared.runs) for number in wanted])
    place_a, place_b = texts.base[owner] + runs[:, 0], texts.base[owner + len(found)] + runs[:, 1]
    last_a, last_b = place_a + runs[:, 2] - 1, place_b + runs[:, 2] - 1
    between = np.flatnonzero(owner[1:] == owner[:-1])
    inside, step = _loose(texts, place_a, place_b, runs[:, 2] - 1)
    owners = np.concatenate((owner[between], owner[inside]))
    before_a = np.concatenate((last_a[between], place_a[inside] + step))
    before_b = np.concatenate((last_b[between], place_b[inside] + step))
    after_a = np.concatenate((place_a[between + 1], place_a[inside] + step + 1))
    after_b = np.concatenate((place_b[between + 1], place_b[inside] + step + 1))
    order = ordered(owners, before_a)
    places = (texts.at[places[order]].tolist() for places in (before_a, after_a, before_b, after_b))
    out: dict[int, list[Change]] = {}
    for number, start_a, end_a, start_b, end_b in zip(owners[order].tolist(), *places, strict=True):
        _, a, b, _ = found[number]
        if a.folded[start_a + 1 : end_a] != b.folded[start_b + 1 : end_b]:
            _note(out.setdefault(number, []), a, b, start_a + 1, end_a, start_b + 1, end_b)
    return out


def _loose(texts: _Texts, place_a: Ints, place_b: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """Where in runs the marks after a character may differ: the run, and how far from its start."""
    ends = np.cumsum(lengths)
    steps = np.arange(int(lengths.sum()))
    gap_a = texts.gaps[steps + np.repeat(place_a - ends + lengths, lengths)]
    gap_b = texts.gaps[steps + np.repeat(place_b - ends + lengths, lengths)]
    loose = np.flatnonzero((gap_a != gap_b) | (gap_a == _MORE))
    run = np.searchsorted(ends, loose, side="right")
    return run, loose - (ends - lengths)[run]


def _note(changes: list[Change], a: Side, b: Side, start_a: int, end_a: int, start_b: int, end_b: int) -> None:
    """Record a difference, shorn of what both sides share at its rims; nothing for white space alone."""
    left, right = a.folded[start_a:end_a], b.folded[start_b:end_b]
    if (not left.strip() and not right.strip()) or left.split() == right.split():
        return
    shorter = min(len(left), len(right))
    head = 0
    while head < shorter and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < shorter - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    span_a, span_b = (start_a + head, end_a - tail), (start_b + head, end_b - tail)
    if " " in left or " " in right or not (left + right).isprintable():
        span_a, span_b = _shorn(a.text, span_a), _shorn(b.text, span_b)
    if span_a[1] - span_a[0] == span_b[1] - span_b[0] > 1:
        changes.extend(_in_place(a, b, span_a, span_b))
    else:
        changes.append((span_a, span_b))


def _shorn(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _in_place(a: Side, b: Side, span_a: Span, span_b: Span) -> list[Change]:
    """Edits of equal length, parted where the two sides agree place by place."""
    changes: list[Change] = []
    offset = span_b[0] - span_a[0]
    start: int | None = None
    for at in range(span_a[0], span_a[1] + 1):
        differs = at < span_a[1] and a.folded[at] != b.folded[at + offset]
        if differs and start is None:
            start = at
        elif not differs and start is not None:
            changes.append(((start, at), (start + offset, at + offset)))
            start = None
    return changes
