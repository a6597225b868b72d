"""Families of copies: for each group of pages joined by reuse, the cheapest tree that says who had it from whom.

The tree is a minimum-cost arborescence (Chu and Liu 1965; Edmonds 1967) under a virtual root: every page has one source
or is an origin. A directed link costs little that way and much the other way, an undirected one costs the same both
ways, and to be an origin costs more than any link one may believe.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from suyuan.link.reuse.witnesses import nearest
from suyuan.model import Reuse

_ROOT = ""
# To stand as an origin costs more than to have a doubtful source, less than to have a denied one.
_ORIGIN = 1.0
_AGAINST = 2.0
_OPEN = 0.8
# A page that shares a hidden source with another needs no page as its source.
_SHARED_ORIGIN = 0.3
# What it costs a source to have nothing of a page's words.
_FAR = 6.0
NO_COPY = frozenset({"formula", "common_quote"})


@dataclass(frozen=True, slots=True)
class Derivation:
    """``page`` had ``chars`` characters from ``source``. ``sure``: the direction rests on cues and not on the tree."""

    page: str
    source: str
    type: str
    chars: int
    sure: bool


@dataclass(frozen=True, slots=True)
class Family:
    """``pages`` in order of id; ``roots`` had it from none of the others; a page is in ``derived`` at most once."""

    pages: tuple[str, ...]
    roots: tuple[str, ...]
    derived: tuple[Derivation, ...]


def families(reuses: Iterable[Reuse]) -> list[Family]:
    """The families of some links, sorted by their first page. Formulas and shared quotations make no family."""
    links = sorted((link for link in reuses if link.type not in NO_COPY), key=lambda link: (link.a, link.b))
    groups = _groups(links)
    by_group: dict[str, list[Reuse]] = defaultdict(list)
    for link in links:
        by_group[groups[link.a]].append(link)
    return [_family(group) for _, group in sorted(by_group.items())]


def _groups(links: list[Reuse]) -> dict[str, str]:
    """Page → the smallest id of its connected group."""
    parent: dict[str, str] = {}

    def find(page: str) -> str:
        parent.setdefault(page, page)
        while parent[page] != page:
            parent[page] = parent[parent[page]]
            page = parent[page]
        return page

    for link in links:
        first, second = sorted((find(link.a), find(link.b)))
        parent[second] = first
    return {page: find(page) for page in list(parent)}


def _family(links: list[Reuse]) -> Family:
    pages = sorted({page for link in links for page in (link.a, link.b)})
    # Where one of two that share a source is believed to have it from a page that is here, the source is not hidden.
    copies = {link.a if link.direction == "a<-b" else link.b for link in links if link.direction}
    shared = [{link.a, link.b} for link in links if link.type == "common_source"]
    sharing = {page for pair in shared if not pair & copies for page in pair}
    costs = {page: {_ROOT: _SHARED_ORIGIN if page in sharing else _ORIGIN} for page in pages}
    by_pair = {(link.a, link.b): link for link in links if link.type != "common_source"}
    close = {key: _closeness(link) for key, link in by_pair.items()}
    closest: dict[str, float] = defaultdict(lambda: 1.0)
    for (a, b), value in close.items():
        closest[a], closest[b] = max(closest[a], value), max(closest[b], value)
    for (a, b), link in by_pair.items():
        to_a, to_b = _prices(link)
        # Of two possible sources, the one nearer in its words: what both changed alike came through it.
        costs[a][b] = to_a + _FAR * (1 - close[a, b] / closest[a])
        costs[b][a] = to_b + _FAR * (1 - close[a, b] / closest[b])
    source = arborescence(costs)
    _through_nearer(source, by_pair)
    derived = []
    for page in pages:
        if source[page] != _ROOT:
            link = by_pair[min(page, source[page]), max(page, source[page])]
            sure = link.direction == ("a<-b" if page == link.a else "b<-a")
            derived.append(Derivation(page, source[page], link.type, link.chars, sure))
    roots = tuple(page for page in pages if source[page] == _ROOT)
    return Family(tuple(pages), roots, tuple(derived))


def _through_nearer(source: dict[str, str], links: dict[tuple[str, str], Reuse]) -> None:
    """Of a page that is believed to be a copy of several, hang it where its words come from: below the source whose
    own changes it has."""
    believed: dict[str, list[str]] = defaultdict(list)
    for link in links.values():
        if link.direction is not None:
            copy, giver = (link.a, link.b) if link.direction == "a<-b" else (link.b, link.a)
            believed[copy].append(giver)
    for page in sorted(source):
        rivals = [rival for rival in believed[page] if not _is_below(rival, page, source)]
        if source[page] in rivals and len(rivals) > 1:
            source[page] = nearest(page, source[page], sorted(rivals), links)


def _is_below(page: str, other: str, source: dict[str, str]) -> bool:
    while page != _ROOT:
        if page == other:
            return True
        page = source[page]
    return False


def _prices(link: Reuse) -> tuple[float, float]:
    """What it costs that a had it from b, and b from a."""
    if link.direction is None:
        return _leaning(link, _OPEN, _OPEN)
    along = (1 - _belief(link)) * _OPEN
    return (along, _AGAINST) if link.direction == "a<-b" else (_AGAINST, along)


def _closeness(link: Reuse) -> float:
    """Characters in common, less those that were edited."""
    edits = sum(max(e.a[1] - e.a[0], e.b[1] - e.b[0]) for p in link.passages for e in p.edits if e.kind != "noise")
    return max(1.0, link.chars - 2.0 * edits)


def _belief(link: Reuse) -> float:
    doubt = 1.0
    for cue in {cue.cue: cue for cue in link.cues if cue.points == link.direction}.values():
        doubt *= 1 - (cue.weight or 0)
    return 1 - doubt


def _leaning(link: Reuse, to_a: float, to_b: float) -> tuple[float, float]:
    """Cues too weak or too divided to direct a link still tip the tree."""
    lean = sum((cue.weight or 0) * (1 if cue.points == "a<-b" else -1) for cue in link.cues if cue.points)
    lean = max(-0.1, min(0.1, lean / 10))
    return to_a - lean, to_b + lean


def arborescence(costs: dict[str, dict[str, float]]) -> dict[str, str]:
    """For each page its source (``""``: the virtual root) in the tree of least total cost.

    ``costs[page][source]``. Ties go to the smaller source id, so the tree depends on the links alone.
    """
    choice = {page: min((cost, source) for source, cost in sources.items())[1] for page, sources in costs.items()}
    cycle = _cycle(choice)
    if not cycle:
        return choice
    inside = set(cycle)
    name = "\x00".join(sorted(inside))  # the contracted cycle, a name no page bears
    smaller: dict[str, dict[str, float]] = {name: {}}
    entered: dict[str, tuple[str, str]] = {}
    left: dict[str, str] = {}
    for page, sources in costs.items():
        if page in inside:
            base = sources[choice[page]]
            for source, cost in sources.items():
                if source not in inside and cost - base < smaller[name].get(source, float("inf")):
                    smaller[name][source] = cost - base
                    entered[source] = (page, source)
        else:
            row: dict[str, float] = {}
            for source, cost in sources.items():
                if source not in inside:
                    row[source] = cost
                elif cost < row.get(name, float("inf")):
                    row[name] = cost
                    left[page] = source
            smaller[page] = row
    solved = arborescence(smaller)
    opened, source = entered[solved[name]]
    tree = {page: choice[page] for page in inside}
    tree[opened] = source
    for page, chosen in solved.items():
        if page != name:
            tree[page] = left[page] if chosen == name else chosen
    return tree


def _cycle(choice: dict[str, str]) -> list[str]:
    """A cycle of the choices, or nothing."""
    state: dict[str, int] = {}
    for start in choice:
        path = []
        page = start
        while page in choice and state.get(page, 0) == 0:
            state[page] = 1
            path.append(page)
            page = choice[page]
        if state.get(page) == 1:
            return path[path.index(page) :]
        for done in path:
            state[done] = 2
    return []
