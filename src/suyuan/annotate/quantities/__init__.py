"""Quantities: how much and how many. ``find`` for articles, ``find_in_text`` for plain strings."""

from __future__ import annotations

import re

from suyuan.annotate.document import Document
from suyuan.annotate.quantities.chinese import find_chinese
from suyuan.annotate.quantities.english import find_english
from suyuan.model import Quantity, TimeExpression
from suyuan.text.fold import fold

__all__ = ["find", "find_in_text"]


def find(doc: Document, times: tuple[TimeExpression, ...] = ()) -> tuple[Quantity, ...]:
    """The quantities of an article, in order, none overlapping another or one of ``times``."""
    return _find(doc.folded, times)


def find_in_text(text: str, times: tuple[TimeExpression, ...] = ()) -> tuple[Quantity, ...]:
    """As ``find``, for a string; ``times`` are its time expressions, whose numbers are no quantities."""
    return _find(fold(text), times)


_LATIN = re.compile(r"[A-Za-z]{3}|[$€£]\d")


def _find(folded: str, times: tuple[TimeExpression, ...]) -> tuple[Quantity, ...]:
    """English amounts first where there is Latin writing; the Chinese grammar takes the rest."""
    taken = [(time.start, time.end) for time in times]
    english = find_english(folded, taken) if _LATIN.search(folded) else []
    blocked = sorted([*taken, *((item.start, item.end) for item in english)])
    return tuple(sorted([*english, *find_chinese(folded, blocked)], key=lambda item: item.start))
