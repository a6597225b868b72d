"""Pages that hold several articles, each in an element of its own with its own headline and date.

Both are asked for, so that the sections of one article, cards of related stories and comments are not taken for
articles: ``<article><h2>甲地渡轮恢复</h2><time>2031-05-06</time>…</article><article><h2>乙地…``.
"""

from __future__ import annotations

import re

from suyuan.read.datetimes import parse_datetime
from suyuan.read.html.body import prose, says, weight
from suyuan.read.html.lines import Lines

_ITEM = re.compile(
    r"(?<![a-z-])(?:hentry|h-entry|post|entry|article|story|news-?item|list-?item-?article)(?:[-_]?\d+)?(?![a-z-])"
)
MIN_PROSE = 100.0  # of an item, in Chinese characters
OF_PAGE = 0.6  # of the page's prose must be in the items together
SINGLE = 0.75  # one item with more than this is the article, the others are teasers


def articles_apart(page: Lines) -> list[tuple[int, Lines]]:
    """(index of the headline within it, the item's lines) for each article of the page; empty where it holds one."""
    items = _items(page)
    if len(items) < 2:
        return []
    total = sum(prose(line) for line in page.lines)
    found: list[tuple[int, Lines]] = []
    weights: list[float] = []
    for start, end in items:
        lines = page.lines[start:end]
        heavy = sum(prose(line) for line in lines)
        headline = next((at for at, line in enumerate(lines[:5]) if line.level and 4 <= weight(line.text) <= 60), None)
        dated = any(len(line.text) < 100 and parse_datetime(line.text) for line in lines)
        if headline is not None and dated and heavy >= MIN_PROSE:
            found.append((headline, Lines(nodes=page.nodes, lines=lines)))
            weights.append(heavy)
    if len(found) < 2 or sum(weights) < OF_PAGE * total or max(weights) > SINGLE * sum(weights):
        return []
    return found


def _items(page: Lines) -> list[tuple[int, int]]:
    """Spans of lines of the outermost elements that are or are called articles, in order, furniture left out."""
    item: list[int] = [-1] * len(page.nodes)  # the item each node is in
    for index, node in enumerate(page.nodes):
        above = item[node.parent] if index else -1
        if above >= 0 or above == -2:
            item[index] = above
        elif node.names and says("drop", node.names):
            item[index] = -2
        elif node.tag == "article" or (node.names and _ITEM.search(node.names)):
            item[index] = index
    spans: dict[int, tuple[int, int]] = {}
    for at, line in enumerate(page.lines):
        of = item[line.node]
        if of >= 0:
            spans[of] = (spans.get(of, (at, at))[0], at + 1)
    return list(spans.values())
