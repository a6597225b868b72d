"""How many independent origins a set of articles has, once copies are collapsed: a range, with the tree that shows why.

Certain merges (mirrors, updates, self-reuse, directed reprints) are made for both ends of the range; what is open (an
undirected or partial copy, a source two pages may share) only for the lower. So ``certain`` counts the roots left
when all that may be a copy is one, ``possible`` those left when only the sure copies are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from suyuan.link.reuse.families import NO_COPY, Family, families
from suyuan.model import Article, Origins, Reuse

_ONE_VOICE = frozenset({"mirror", "update", "self_reuse"})


@dataclass(frozen=True, slots=True)
class OriginTree:
    """``origins`` is the range with the roots; ``families`` the trees of copies among the articles; ``alone`` the
    articles that share passages with none of the others."""

    origins: Origins
    families: tuple[Family, ...]
    alone: tuple[str, ...]


def origins(articles: Iterable[Article | str], reuses: Iterable[Reuse]) -> OriginTree:
    """The origins of articles (or their ids) under the links among them; other links are ignored."""
    ids = sorted({article if isinstance(article, str) else article.id for article in articles})
    wanted = set(ids)
    links = [link for link in reuses if link.a in wanted and link.b in wanted and link.type not in NO_COPY]
    trees = families(links)
    sure, open_ = _Groups(ids), _Groups(ids)
    for link in links:
        open_.join(link.a, link.b)
        if link.type in _ONE_VOICE or (link.type in ("reprint", "common_source")):
            sure.join(link.a, link.b)
    roots = {root for tree in trees for root in tree.roots}
    in_tree = {page for tree in trees for page in tree.pages}
    alone = tuple(key for key in ids if key not in in_tree)
    kept = sorted(roots | set(alone))
    return OriginTree(Origins(open_.count, sure.count, tuple(kept)), tuple(trees), alone)


class _Groups:
    """Disjoint sets."""

    def __init__(self, items: Iterable[str]) -> None:
        self._parent = {item: item for item in items}
        self.count = len(self._parent)

    def _root(self, item: str) -> str:
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, one: str, two: str) -> None:
        a, b = sorted((self._root(one), self._root(two)))
        if a != b:
            self._parent[b] = a
            self.count -= 1
