"""By which day an article was out."""

from __future__ import annotations

from suyuan.model import Article

_AFTER = ("republished", "updated", "feed", "crawled")


def known_by(article: Article) -> str | None:
    """The ISO day of publication; where a page gives none, the earliest day by which it had surely been published:
    that on which somebody republished or fetched it. None where nothing tells."""
    return article.published or min((d.value[:10] for d in article.dates if d.kind in _AFTER), default=None)


def day_words(article: Article) -> str:
    """``2025-05-12``, ``by 2025-05-13`` where that is all that is known, ``no date``."""
    if article.published:
        return article.published
    day = known_by(article)
    return f"by {day}" if day else "no date"
