"""Passages of streams → passages of texts: spans in code points, and the edits inside them."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from suyuan.link.reuse.compare import Shared
from suyuan.link.reuse.streams import Offsets, code_points, folded
from suyuan.model import Edit, Passage, Span

# Marks that belong to the sentence they close or open: a passage that ends at one takes it with it.
_CLOSING = "。！？!?；;…”’」』）)]】》\"'."
_OPENING = "“‘「『（([【《\"'"


class Side:
    """One text of a pair, ready for spans."""

    def __init__(self, text: str, offsets: Offsets) -> None:
        self.text = text
        self.at = offsets

    @cached_property
    def folded(self) -> str:
        """The text folded and in lower case, of the same length."""
        return folded(self.text)

    def end_of(self, place: int) -> int:
        """The code point after the character at a place."""
        return int(self.at[place]) + 1


def passage_of(shared: Shared, a: Side, b: Side, edits: bool = True) -> Passage:
    """The passage in code points. A passage that proves nothing needs no edits."""
    runs = shared.runs
    span_a = _widened(a, int(a.at[runs[0][0]]), a.end_of(runs[-1][0] + runs[-1][2] - 1))
    span_b = _widened(b, int(b.at[runs[0][1]]), b.end_of(runs[-1][1] + runs[-1][2] - 1))
    same = sum(n for _, _, n in runs)
    longer = max(runs[-1][0] + runs[-1][2] - runs[0][0], runs[-1][1] + runs[-1][2] - runs[0][1])
    return Passage(span_a, span_b, round(same / longer, 4), tuple(_edits(runs, a, b)) if edits else ())


def _widened(side: Side, start: int, end: int) -> Span:
    """With the marks that open before and close after."""
    text = side.text
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return start, end


def _edits(runs: list[tuple[int, int, int]], a: Side, b: Side) -> list[Edit]:
    """What differs between the first and the last character of the passage, in order.

    Between two runs everything differs; inside a run only marks and spaces can. White space alone is never an edit:
    line breaks move freely.
    """
    edits: list[Edit] = []
    previous: tuple[int, int] | None = None
    for place_a, place_b, length in runs:
        if previous is not None:
            _note(edits, a, b, (previous[0], int(a.at[place_a])), (previous[1], int(b.at[place_b])))
        _edits_inside(edits, a, b, place_a, place_b, length)
        previous = a.end_of(place_a + length - 1), b.end_of(place_b + length - 1)
    return edits


def _edits_inside(edits: list[Edit], a: Side, b: Side, place_a: int, place_b: int, length: int) -> None:
    start_a, end_a = int(a.at[place_a]), a.end_of(place_a + length - 1)
    start_b, end_b = int(b.at[place_b]), b.end_of(place_b + length - 1)
    if a.folded[start_a:end_a] == b.folded[start_b:end_b]:
        return
    at_a, at_b = a.at[place_a : place_a + length], b.at[place_b : place_b + length]
    gap_a, gap_b = at_a[1:] - at_a[:-1], at_b[1:] - at_b[:-1]
    loose = np.flatnonzero((gap_a > 1) | (gap_b > 1))
    # Most gaps are one mark, the same in both.
    alike = (gap_a[loose] == 2) & (gap_b[loose] == 2)
    marks_a = code_points(a.text[start_a:end_a])[at_a[loose[alike]] + 1 - start_a]
    alike[alike] = marks_a == code_points(b.text[start_b:end_b])[at_b[loose[alike]] + 1 - start_b]
    loose = loose[~alike]
    befores = zip(at_a[loose].tolist(), at_b[loose].tolist(), strict=True)
    afters = zip(at_a[loose + 1].tolist(), at_b[loose + 1].tolist(), strict=True)
    for (before_a, before_b), (next_a, next_b) in zip(befores, afters, strict=True):
        _note(edits, a, b, (before_a + 1, next_a), (before_b + 1, next_b))


def _note(edits: list[Edit], a: Side, b: Side, span_a: Span, span_b: Span) -> None:
    """Record a difference, shorn of what both sides share at its rims; nothing for white space alone."""
    (start_a, end_a), (start_b, end_b) = span_a, span_b
    left, right = a.folded[start_a:end_a], b.folded[start_b:end_b]
    if left == right or (not left.strip() and not right.strip()) or left.split() == right.split():
        return
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    span_a, span_b = (start_a + head, end_a - tail), (start_b + head, end_b - tail)
    if " " in left or " " in right or not (left + right).isprintable():
        span_a, span_b = _shorn(a.text, span_a), _shorn(b.text, span_b)
    if span_a[1] - span_a[0] == span_b[1] - span_b[0] > 1:
        edits.extend(_in_place(a, b, span_a, span_b))
    else:
        edits.append(Edit(span_a, span_b))


def _shorn(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _in_place(a: Side, b: Side, span_a: Span, span_b: Span) -> list[Edit]:
    """Edits of equal length, parted where the two sides agree place by place."""
    edits: list[Edit] = []
    offset = span_b[0] - span_a[0]
    start: int | None = None
    for at in range(span_a[0], span_a[1] + 1):
        differs = at < span_a[1] and a.folded[at] != b.folded[at + offset]
        if differs and start is None:
            start = at
        elif not differs and start is not None:
            edits.append(Edit((start, at), (start + offset, at + offset)))
            start = None
    return edits
