"""Pages that share passages, in the order to tell of them: by families of copies, each from its origins down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from suyuan.link.origins import copies_among, origins
from suyuan.link.reuse.families import NO_COPY, Derivation, Family
from suyuan.model import Origins, Reuse


@dataclass(frozen=True, slots=True)
class Row:
    """A page of a family: ``depth`` steps below an origin, had from ``source``; ``link`` is what shows it.

    ``sure``: the direction rests on what the pages say, and is not only the likeliest tree.
    """

    page: str
    depth: int
    source: str | None
    sure: bool
    link: Reuse | None


@dataclass(frozen=True, slots=True)
class CopyFamily:
    """``rows`` from each origin down to its copies; ``others`` the links between pages that are not in the tree;
    ``origins`` how many independent origins are left."""

    rows: tuple[Row, ...]
    others: tuple[Reuse, ...]
    origins: Origins

    @property
    def links(self) -> list[Reuse]:
        """All links of the family, those of the tree first."""
        return [*(row.link for row in self.rows if row.link), *self.others]


def grouped(reuses: Iterable[Reuse]) -> tuple[list[CopyFamily], list[Reuse]]:
    """The families of copies, the most shared first, and the links that make none: shared quotations, then formulas."""
    reuses = list(reuses)
    copied = copies_among(reuses)
    by_pair = {(link.a, link.b): link for link in reuses if link.type not in NO_COPY}
    members: dict[str, list[Reuse]] = defaultdict(list)
    for (a, _), link in by_pair.items():
        members[copied.all[a]].append(link)
    found = []
    for links in members.values():
        pages = {page for link in links for page in (link.a, link.b)}
        told = origins(pages, copied)
        rows = tuple(row for tree in told.families for row in _rows(tree, by_pair))
        shown = {(row.link.a, row.link.b) for row in rows if row.link}
        others = tuple(link for link in links if (link.a, link.b) not in shown)
        found.append(CopyFamily(rows, others, told.origins))
    found.sort(key=lambda family: (-max(link.chars for link in family.links), family.rows[0].page))
    apart = [link for link in reuses if link.type in NO_COPY]
    return found, sorted(apart, key=lambda link: (link.type == "formula", -link.chars, link.a, link.b))


def related(article: str, copies: Callable[[str], Iterable[Reuse]]) -> list[Reuse]:
    """The links of an article and of every page of its family: whose copy a copy is, its own links do not say."""
    found: dict[tuple[str, str, str], Reuse] = {}
    queue, seen = [article], {article}
    while queue:
        key = queue.pop()
        for link in copies(key):
            if link.type not in NO_COPY or key == article:
                found[link.a, link.b, link.type] = link
            for page in {link.a, link.b} - seen if link.type not in NO_COPY else ():
                seen.add(page)
                queue.append(page)
    return [found[key] for key in sorted(found)]


def _rows(tree: Family, links: dict[tuple[str, str], Reuse]) -> Iterator[Row]:
    below: dict[str, list[Derivation]] = defaultdict(list)
    for each in tree.derived:
        below[each.source].append(each)
    stack: list[tuple[str, int, Derivation | None]] = [(root, 0, None) for root in reversed(tree.roots)]
    while stack:
        page, depth, derived = stack.pop()
        if derived is None:
            yield Row(page, depth, None, True, None)
        else:
            link = links[min(page, derived.source), max(page, derived.source)]
            yield Row(page, depth, derived.source, derived.sure, link)
        stack += [(child.page, depth + 1, child) for child in reversed(below[page])]
