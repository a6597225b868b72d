"""Where the article stands among a page's lines.

Three steps. Parts that their names or their links call furniture (navigation, related stories, comments) are set aside,
unless most of the page's prose is in them. The article's container is found by walking down from the root into
whichever child still holds most of the prose, so an article in sibling blocks stays whole. Inside it the run of lines
with the largest sum counts as the article: prose adds its length, links and loose scraps take away (maximal scoring
subsequence, after A. Finn, N. Kushmerick and B. Smyth, "Fact or fiction", 2001).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from suyuan.read.html.lines import FIGURE, LIST, TABLE, Line, Lines

# Tuned on the pages of the reading bench (see docs/reading-html.md): the shares are flat between .55 and .75.
DESCEND = 0.62  # of the prose must be in one child to walk into it
PROTECTED = 0.45  # of the page's prose: furniture by name, but the article all the same
LEFT = 0.15  # of the prose must be left when furniture is set aside
CARDS = 4  # alike side by side make a list of cards
CARD_PROSE = 3  # lines of prose in one card at most
LATIN = 0.4  # of a Chinese character is what a Latin letter says

_PUNCTUATION = re.compile(r"[。，、；：！？」”…]|[,.;:!?](?=\s|$|[\"”’)])")
_ENOUGH_MARKS = 2  # of punctuation make a line prose beyond doubt
_FINAL = re.compile(r"[。！？!?…；.][”’」』）)\]\"'＂]*$")
_FURNITURE_TAGS = frozenset(("nav", "footer", "aside"))


@cache
def name_cues() -> dict[str, re.Pattern[str]]:
    """What mark-up's names say a node holds: ``drop``, ``body``, ``caption``, … to a pattern."""
    raw = files("suyuan.read.html").joinpath("data/names.tsv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for row in raw.splitlines():
        if row and not row.startswith("#"):
            what, pattern = row.split("\t")
            found.setdefault(what, []).append(pattern)
    return {what: re.compile("|".join(patterns)) for what, patterns in found.items()}


@lru_cache(maxsize=20_000)
def says(what: str, names: str) -> bool:
    """Do these names (class, id, itemprop of an element) call it ``what``?"""
    return bool(name_cues()[what].search(names))


def weight(text: str) -> float:
    """How much a text says, in Chinese characters."""
    if text.isascii():
        return LATIN * len(text)
    wide = (len(text.encode("utf-8", "replace")) - len(text)) / 2
    return wide + LATIN * max(0.0, len(text) - wide)


def prose(line: Line) -> float:
    """The weight of a line that reads as running text; 0 for scraps, menus and links."""
    size = len(line.text)
    if size < 9 or line.alt or line.level or line.links > 0.5 * size:
        return 0.0
    heavy = weight(line.text)
    if heavy < 12:
        return 0.0
    marks = sum(1 for _ in islice(_PUNCTUATION.finditer(line.text), _ENOUGH_MARKS))
    if not marks:
        return 0.0 if heavy < 60 else 0.3 * heavy
    if heavy < 25 and not _FINAL.search(line.text):
        return 0.3 * heavy
    return heavy * (1 - line.links / size) * (0.5 + 0.5 * marks / _ENOUGH_MARKS)


@dataclass(slots=True)
class Body:
    """Indices into the page's lines: the article is ``start`` to ``end`` (half-open), less ``dropped``."""

    start: int
    end: int
    container: int
    dropped: set[int]
    furniture: set[int]  # nodes


def find_body(page: Lines) -> Body | None:
    """The article's lines, or None where the page has no prose."""
    scores = [prose(line) for line in page.lines]
    sums = _sums(page, scores)
    total = sums[0]
    if total <= 0:
        return None
    dropped = _furniture(page, sums, total, _cards(page, scores))
    kept = [0.0 if page.lines[i].node in dropped else score for i, score in enumerate(scores)]
    if sum(kept) < LEFT * total:
        dropped, kept = set(), scores
    sums = _sums(page, kept)
    container = _container(page, sums)
    inside = _inside(page, container)
    out = {i for i, line in enumerate(page.lines) if line.node in dropped or not inside[line.node]}
    start, end = _best_run(page, kept, out)
    return Body(start, end, container, out, dropped) if end > start else None


def _sums(page: Lines, scores: list[float]) -> list[float]:
    """Each node's prose with all below it. Parents come before their children in the list of nodes."""
    sums = [0.0] * len(page.nodes)
    for line, score in zip(page.lines, scores, strict=True):
        sums[line.node] += score
    for index in range(len(sums) - 1, 0, -1):
        sums[page.nodes[index].parent] += sums[index]
    return sums


def _cards(page: Lines, scores: list[float]) -> set[int]:
    """Nodes that repeat side by side, each a scrap of prose with a link: cards of other stories, readers' comments.

    An article's own paragraphs and sections have no link to themselves: ``<div><h3><a>…</a></h3><p>…</p></div>`` four
    times over is a list, ``<div><p>…</p></div>`` four times over is an article.
    """
    said, linked = [0] * len(page.nodes), [0] * len(page.nodes)
    for line, score in zip(page.lines, scores, strict=True):
        said[line.node] += score > 0
        linked[line.node] += line.links > 0.8 * len(line.text)
    groups: dict[tuple[int, str, str], list[int]] = {}
    for index in range(len(page.nodes) - 1, 0, -1):
        node = page.nodes[index]
        said[node.parent] += said[index]
        linked[node.parent] += linked[index]
        if linked[index] and 1 <= said[index] <= CARD_PROSE:
            groups.setdefault((node.parent, node.tag, node.names), []).append(index)
    return {index for group in groups.values() if len(group) >= CARDS for index in group}


def _furniture(page: Lines, sums: list[float], total: float, cards: set[int]) -> set[int]:
    """Nodes set aside, with all below them."""
    out: set[int] = set()
    for index, node in enumerate(page.nodes):
        if (
            (index and node.parent in out)
            or index in cards
            or (
                sums[index] < PROTECTED * total
                and (node.hidden or node.tag in _FURNITURE_TAGS or (node.names and says("drop", node.names)))
            )
        ):
            out.add(index)
    return out


def _container(page: Lines, sums: list[float]) -> int:
    best: dict[int, int] = {}
    for index in range(1, len(sums)):
        parent = page.nodes[index].parent
        if parent not in best or sums[index] > sums[best[parent]]:
            best[parent] = index
    here = 0
    while here in best:
        child = best[here]
        node = page.nodes[child]
        share = DESCEND
        if node.names and says("body", node.names):
            share = PROTECTED
        if sums[child] < share * sums[here] or sums[child] <= 0:
            break
        # A paragraph is no container: its short sisters belong to the article too. Nor is a list among sentences.
        if node.tag in ("p", "li", "dd", "dt", "blockquote", "h1", "h2", "h3", "h4") or (
            (node.leaf or node.tag in ("ul", "ol")) and sums[child] < 0.95 * sums[here]
        ):
            break
        here = child
    return here


def _inside(page: Lines, container: int) -> list[bool]:
    inside = [False] * len(page.nodes)
    inside[container] = True
    for index in range(container + 1, len(inside)):
        inside[index] = inside[page.nodes[index].parent]
    return inside


def _cost(line: Line) -> float:
    """What a line that is no prose takes from the run it stands in."""
    if line.alt:
        return 0.0
    size = len(line.text)
    if line.links > 0.6 * size:
        return 6.0 + 0.6 * min(size, 40)
    if line.level or line.bold:
        return 1.0
    if line.context & (TABLE | LIST | FIGURE):
        return 0.6
    return 2.0 if size < 12 else 1.0


def _best_run(page: Lines, scores: list[float], out: set[int]) -> tuple[int, int]:
    best = (0.0, 0, 0)
    run, start = 0.0, 0
    for index, line in enumerate(page.lines):
        if index in out:
            continue
        if run == 0.0:
            start = index
        run += scores[index] or -_cost(line)
        if run <= 0:
            run = 0.0
        elif run > best[0]:
            best = (run, start, index + 1)
    return best[1], best[2]
