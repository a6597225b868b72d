"""Quantities: how much and how many. ``find`` for articles, ``find_in_text`` for plain strings."""

from __future__ import annotations

from suyuan.annotate.document import Document
from suyuan.annotate.quantities.chinese import find_chinese
from suyuan.model import Quantity, TimeExpression
from suyuan.text.fold import fold

__all__ = ["find", "find_in_text"]


def find(doc: Document, times: tuple[TimeExpression, ...] = ()) -> tuple[Quantity, ...]:
    """The quantities of an article, in order, none overlapping another or one of ``times``."""
    return find_chinese(doc.folded, [(time.start, time.end) for time in times])


def find_in_text(text: str, times: tuple[TimeExpression, ...] = ()) -> tuple[Quantity, ...]:
    """As ``find``, for a string; ``times`` are its time expressions, whose numbers are no quantities."""
    return find_chinese(fold(text), [(time.start, time.end) for time in times])
