"""Pieces that several pages share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from suyuan.model import Article, Statement
from suyuan.store import Library, Summary, Utterance

PER_PAGE = 20
LISTED = 200  # the most of anything on one page

Data = dict[str, Any]


def by_day(library: Library, ids: Iterable[str]) -> list[Summary]:
    """Articles by day (those without a day last), then id."""
    found = [summary for key in ids if (summary := library.summary(key))]
    return sorted(found, key=lambda summary: (summary.published is None, summary.published or "", summary.id))


def utterance(article: Article, statement: Statement, summary: Summary) -> Utterance:
    content = " … ".join(article.text[start:end] for start, end in statement.content)
    return Utterance(f"{article.id}#{statement.id}", summary, statement, content)


def excerpt(text: str, start: int, end: int, around: int = 36) -> Data:
    """The words of a span between some of what stands before and after it on its own line."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    before, after = max(line, start - around), min(stop, end + around)
    return {
        "before": ("…" if before > line else "") + text[before:start],
        "words": text[start:end],
        "after": text[end:after] + ("…" if after < stop else ""),
    }
