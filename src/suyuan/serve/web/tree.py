"""Source chains as trees, and trees as drawings: who said it on the left, the page that reached us on the right."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from suyuan.model import Chain, ChainNode
from suyuan.text.fold import fold

_COLUMN, _ROW, _BOX_W, _BOX_H, _MARGIN = 188, 72, 154, 50, 8  # drawing units, equal to CSS pixels
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
    edges: tuple[str, ...]  # SVG path data


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


def draw(roots: Sequence[Node]) -> Drawing:
    """Place the nodes: a column for each step away from the speaker, a row for each end of a chain."""
    boxes: list[Box] = []
    edges: list[str] = []
    rows = 0

    def place(node: Node, depth: int) -> Box:
        nonlocal rows
        children = [place(child, depth + 1) for child in node.children]
        if children:
            y = (children[0].y + children[-1].y) / 2
        else:
            y = float(_MARGIN + rows * _ROW)
            rows += 1
        box = Box(node, float(_MARGIN + depth * _COLUMN), y, _lines(node.name or "unknown"))
        boxes.append(box)
        edges.extend(_edge(box, child) for child in children)
        return box

    for root in roots:
        place(root, 0)
    depth = max((box.x for box in boxes), default=0.0)
    return Drawing(
        width=depth + _BOX_W + _MARGIN,
        height=float(2 * _MARGIN + max(rows - 1, 0) * _ROW + _BOX_H),
        box_width=_BOX_W,
        box_height=_BOX_H,
        boxes=tuple(sorted(boxes, key=lambda box: (box.x, box.y))),
        edges=tuple(edges),
    )


def _edge(parent: Box, child: Box) -> str:
    x1, y1 = parent.x + _BOX_W, parent.y + _BOX_H / 2
    x2, y2 = child.x, child.y + _BOX_H / 2
    middle = (x1 + x2) / 2
    return f"M{x1:g} {y1:g} C{middle:g} {y1:g} {middle:g} {y2:g} {x2 - 5:g} {y2:g}"


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
