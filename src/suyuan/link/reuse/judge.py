"""Two articles and what their streams share → a Reuse record."""

from __future__ import annotations

from functools import cached_property

from suyuan.link.reuse.compare import Shared
from suyuan.link.reuse.spans import Side, passage_of
from suyuan.link.reuse.streams import offsets
from suyuan.model import Article, Reuse


class Read:
    """An article with what comparing needs of it, each made once and only when asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def side(self) -> Side:
        return Side(self.article.text, offsets(self.article.text))


def reuse_of(a: Read, b: Read, shared: list[Shared]) -> Reuse:
    passages = tuple(passage_of(part, a.side, b.side) for part in shared)
    chars = sum(p.a[1] - p.a[0] for p in passages)
    return Reuse(a.article.id, b.article.id, "reprint", passages, chars)
