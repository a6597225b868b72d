"""Source chains as trees, and trees as drawings: who said it on the left, the page that reached us on the right."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from suyuan.model import Chain, ChainNode
from suyuan.text.fold import fold

_BOX_W, _BOX_H, _MARGIN = 154, 50, 2  # drawing units, equal to CSS pixels
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


def draw(roots: Sequence[Node], down: bool = False) -> Drawing:
    """Place the nodes, each step further from the speaker, each end of a chain beside the last.

    The way leads from left to right, or, ``down`` a narrow screen, from top to bottom.
    """
    step, beside = (_BOX_H + 28, _BOX_W + 10) if down else (_BOX_W + 34, _BOX_H + 22)
    boxes: list[Box] = []
    edges: list[str] = []
    ends = 0

    def place(node: Node, depth: int) -> float:
        """Draw a node behind its children and say how far beside the first end it stands."""
        nonlocal ends
        offsets = [place(child, depth + 1) for child in node.children] if depth < _DEEPEST else []
        if offsets:
            across = (offsets[0] + offsets[-1]) / 2
        else:
            across, ends = float(ends * beside), ends + 1
        x, y = (across, float(depth * step)) if down else (float(depth * step), across)
        boxes.append(Box(node, x + _MARGIN, y + _MARGIN, _lines(node.name or "unknown")))
        edges.extend(_edge(depth * step + _MARGIN, across + _MARGIN, step, to + _MARGIN, down) for to in offsets)
        return across

    for root in roots:
        place(root, 0)
    return Drawing(
        width=max((box.x for box in boxes), default=0.0) + _BOX_W + _MARGIN,
        height=max((box.y for box in boxes), default=0.0) + _BOX_H + _MARGIN,
        box_width=_BOX_W,
        box_height=_BOX_H,
        boxes=tuple(sorted(boxes, key=lambda box: (box.x, box.y))),
        edges=tuple(edges),
    )


def _edge(along: float, across: float, step: float, to: float, down: bool) -> str:
    """The curve from a node to a child one step on. Both places are those of their upper left corners."""
    thick, wide = (_BOX_H, _BOX_W) if down else (_BOX_W, _BOX_H)
    start, end = along + thick, along + step - 5
    middle = (start + along + step) / 2
    points = ((start, across + wide / 2), (middle, across + wide / 2), (middle, to + wide / 2), (end, to + wide / 2))
    p = [f"{b:g} {a:g}" if down else f"{a:g} {b:g}" for a, b in points]
    return f"M{p[0]} C{p[1]} {p[2]} {p[3]}"


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
