"""Source chains as trees, and trees as drawings: who said it on the left, the page that reached us on the right."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from suyuan.model import Chain, ChainNode
from suyuan.text.fold import fold

_BOX_W, _BOX_H, _MARGIN, _INDENT, _ARC, _TIP = 154, 50, 2, 24, 30, 5  # drawing units, equal to CSS pixels
_DEEPEST = 60  # steps; nested speech could go on for ever
_LABEL_EM = (9.0, 10.4)  # how many full-width characters fit on the line of a box, and on each of two smaller lines


@dataclass(slots=True)
class Node:
    """One station of the way. ``refs`` are the statements (``article#statement``) whose chains end here."""

    name: str | None
    role: str
    implicit: bool = False
    refs: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Box:
    """A node where it is drawn. ``x``, ``y`` is the upper left corner; ``lines`` its label, broken to fit."""

    node: Node
    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    box_width: float
    box_height: float
    boxes: tuple[Box, ...]
    edges: tuple[str, ...]  # SVG path data, along the chains
    copies: tuple[str, ...] = ()  # SVG path data, from the page that was copied to the one that copied it


def merge(chains: Sequence[Chain], same_source: Callable[[str], str]) -> list[Node]:
    """One tree for each different speaker. Chains that begin alike share their beginning.

    Names are compared folded. Nodes without a name are never one, and neither are speakers of different
    ``same_source(ref)``: "an official" of two reports need not be one person.
    """
    roots: list[Node] = []
    places: dict[tuple[str, ...], Node] = {}
    for chain in sorted(chains, key=lambda chain: chain.statement):
        path: tuple[str, ...] = (same_source(chain.statement),)
        siblings = roots
        for number, station in enumerate(chain.nodes):
            path = (*path, _identity(station, chain.statement, number))
            node = places.get(path)
            if node is None:
                node = places[path] = Node(station.name, station.role, station.implicit)
                siblings.append(node)
            node.implicit = node.implicit and station.implicit
            siblings = node.children
            if number == len(chain.nodes) - 1:
                node.refs.append(chain.statement)
    return roots


def _identity(station: ChainNode, ref: str, number: int) -> str:
    name = fold(station.name).lower() if station.name else f"{ref}/{number}"
    return f"{station.role}|{name}"


def draw(roots: Sequence[Node], narrow: bool = False, copied: Mapping[str, str] | None = None) -> Drawing:
    """Place the nodes and draw the ways between them.

    A wide drawing leads from left to right, each end of a chain below the last; a ``narrow`` one is indented like a
    list, one node a line. ``copied`` says which article took its words from which other; where both have a place, an
    arc on their right shows it.
    """
    boxes = _indented(roots) if narrow else _in_columns(roots)
    at = {id(box.node): box for box in boxes}
    pairs = [(box, at[id(child)]) for box in boxes for child in box.node.children if id(child) in at]
    held = {ref.rpartition("#")[0]: box for box in boxes for ref in box.node.refs}
    arcs = tuple(
        _arc(held[giver], held[taker])
        for taker, giver in (copied or {}).items()
        if taker in held and giver in held and held[taker] is not held[giver]
    )
    return Drawing(
        width=max((box.x for box in boxes), default=0.0) + _BOX_W + _MARGIN + (_ARC if arcs else 0),
        height=max((box.y for box in boxes), default=0.0) + _BOX_H + _MARGIN,
        box_width=_BOX_W,
        box_height=_BOX_H,
        boxes=tuple(boxes),
        edges=tuple(_elbow(*pair) if narrow else _curve(*pair) for pair in pairs),
        copies=arcs,
    )


def _in_columns(roots: Sequence[Node]) -> list[Box]:
    """A column for each step away from the speaker, a row for each end of a chain, a node in the middle of its own."""
    boxes: list[Box] = []
    ends = 0

    def place(node: Node, depth: int) -> float:
        nonlocal ends
        rows = [place(child, depth + 1) for child in node.children] if depth < _DEEPEST else []
        if rows:
            y = (rows[0] + rows[-1]) / 2
        else:
            y, ends = float(_MARGIN + ends * (_BOX_H + 22)), ends + 1
        boxes.append(_box(node, float(_MARGIN + depth * (_BOX_W + 34)), y))
        return y

    for root in roots:
        place(root, 0)
    return sorted(boxes, key=lambda box: (box.x, box.y))


def _indented(roots: Sequence[Node]) -> list[Box]:
    """One node a line, each a little to the right of the one it comes from."""
    boxes: list[Box] = []

    def place(node: Node, depth: int) -> None:
        boxes.append(_box(node, float(_MARGIN + depth * _INDENT), float(_MARGIN + len(boxes) * (_BOX_H + 14))))
        for child in node.children if depth < _DEEPEST else ():
            place(child, depth + 1)

    for root in roots:
        place(root, 0)
    return boxes


def _box(node: Node, x: float, y: float) -> Box:
    return Box(node, x, y, _lines(node.name or "unknown"))


def _curve(parent: Box, child: Box) -> str:
    x1, y1, x2, y2 = parent.x + _BOX_W, parent.y + _BOX_H / 2, child.x - _TIP, child.y + _BOX_H / 2
    middle = (x1 + child.x) / 2
    return f"M{x1:g} {y1:g} C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}"


def _elbow(parent: Box, child: Box) -> str:
    x, y = parent.x + _INDENT / 2, child.y + _BOX_H / 2
    return f"M{x:g} {parent.y + _BOX_H:g} V{y - 6:g} Q{x:g} {y:g} {x + 4:g} {y:g} H{child.x - _TIP + 2:g}"


def _arc(giver: Box, taker: Box) -> str:
    x1, y1, x2, y2 = giver.x + _BOX_W, giver.y + _BOX_H / 2 + 8, taker.x + _BOX_W + _TIP, taker.y + _BOX_H / 2 + 8
    right = max(x1, x2) + _ARC
    return f"M{x1:g} {y1:g} C{right:g} {y1:g} {right:g} {y2:g} {x2:g} {y2:g}"


def _lines(label: str) -> tuple[str, ...]:
    """A label on one line where it fits, else on two smaller ones, cut with … where it is longer still."""
    label = " ".join(label.split())
    if _width(label) <= _LABEL_EM[0]:
        return (label,)
    first = _fitting(label, _LABEL_EM[1])
    second = label[len(first) :].strip()
    if _width(second) > _LABEL_EM[1]:
        second = _fitting(second, _LABEL_EM[1] - 1).rstrip() + "…"
    return (first.strip(), second)


def _width(text: str) -> float:
    """About how wide a text is, in full-width characters."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WF" else 0.58 for char in text)


def _fitting(text: str, width: float) -> str:
    """As much of a text as fits, broken at a space where there is one to break at."""
    end = len(text)
    while _width(text[:end]) > width:
        end -= 1
    space = text.rfind(" ", 0, end + 1)
    return text[:space] if end < len(text) and space > 0 else text[:end]
