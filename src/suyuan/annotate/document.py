"""What every annotation stage looks at: one article, its text folded once, its sentences found once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from suyuan.model import Article, Block, Span
from suyuan.text.fold import fold
from suyuan.text.sentences import paragraphs, sentences


@dataclass(frozen=True)
class Document:
    """An article ready for annotation. ``folded`` has the length of ``text``; all spans are valid in both."""

    article: Article

    @property
    def text(self) -> str:
        return self.article.text

    @cached_property
    def folded(self) -> str:
        return fold(self.article.text)

    @cached_property
    def sentences(self) -> list[Span]:
        return sentences(self.text)

    @cached_property
    def paragraphs(self) -> list[Span]:
        return paragraphs(self.text)

    @cached_property
    def published(self) -> datetime.date | None:
        """The day relative times are reckoned from: the publication day, else the nearest thing the page states.

        A republisher's or a feed's day is often the outlet's own or the next; every time expression shows the day it
        was resolved against (``anchor_date``), so a reader sees which.
        """
        kinds = {mark.kind: mark.value for mark in reversed(self.article.dates)}
        stated = (kinds.get(kind) for kind in ("dateline", "updated", "feed", "republished"))
        for value in (self.article.published, *stated):
            try:
                return datetime.date.fromisoformat((value or "")[:10])
            except ValueError:
                continue
        return None

    @property
    def outlet(self) -> str | None:
        return self.article.outlet.name if self.article.outlet else None

    @cached_property
    def title(self) -> Span | None:
        """The span of the title line, where the article has one and its text starts with it."""
        if self.article.title and self.text.startswith(self.article.title):
            return (0, len(self.article.title))
        return None

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.article.blocks

    @cached_property
    def is_english(self) -> bool:
        """Mostly Latin letters; decides which grammar runs first, not what is allowed."""
        sample = self.text[:4000]
        latin = sum("a" <= c <= "z" or "A" <= c <= "Z" for c in sample)
        chinese = sum("\u4e00" <= c <= "\u9fff" for c in sample)
        return latin > 4 * chinese
