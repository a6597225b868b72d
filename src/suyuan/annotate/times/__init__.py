"""Times: what day is meant. One entry point for articles (``find``) and one for plain strings (``find_in_text``)."""

from __future__ import annotations

import datetime as dt

from suyuan.annotate.document import Document
from suyuan.annotate.times.assemble import find_all
from suyuan.annotate.times.intervals import Prefer
from suyuan.annotate.times.narrow import narrowed
from suyuan.model import TimeExpression
from suyuan.text.fold import fold

__all__ = ["Prefer", "find", "find_in_text", "narrowed"]


def find(doc: Document, prefer: Prefer = "past") -> tuple[TimeExpression, ...]:
    """The time expressions of an article, in order, none overlapping another.

    Relative ones count from the day of publication, or inside a quoted speech from the day of the speech where the
    text says when that was. ``prefer`` decides where a bare 3月 or 周六 points: the nearest past (news), the nearest
    future (plans) or the running year, month or week.
    """
    moment = dt.datetime.combine(doc.published, dt.time()) if doc.published else None
    return find_all(doc.folded, moment, prefer, doc.is_english)


def find_in_text(
    text: str, anchor: dt.date | dt.datetime | None = None, prefer: Prefer = "past"
) -> tuple[TimeExpression, ...]:
    """As ``find``, for a string and the day (or moment) it was written."""
    if anchor is not None and not isinstance(anchor, dt.datetime):
        anchor = dt.datetime.combine(anchor, dt.time())
    return find_all(fold(text), anchor, prefer, _is_english(text))


def _is_english(text: str) -> bool:
    sample = text[:4000]
    latin = sum("a" <= char <= "z" or "A" <= char <= "Z" for char in sample)
    return latin > 4 * sum("\u4e00" <= char <= "\u9fff" for char in sample)
