"""What kind of reuse: mirror, reprint, excerpt, self-reuse, common source, common quotation, formula, update."""

from __future__ import annotations

from dataclasses import dataclass, replace

from suyuan.link.reuse.compare import Shared
from suyuan.link.reuse.pages import Read, is_agency
from suyuan.model import Passage, ReuseType, Span

# Length × rarity, in Han characters: what is weaker and short is a formula. "…出席并讲话" on twenty pages is one.
FORMULA = 13.0
FORMULA_WEIGHT = 120.0
# The share of a text that is in the other, from which it is all of it, or most.
WHOLE = 0.85
MOST = 0.5
QUOTED = 0.8
LONG_QUOTE = 240
_MARKS = {"“": "”", "「": "」", "『": "』", "«": "»"}


@dataclass(frozen=True, slots=True)
class Cover:
    """Which part of each text the passages cover, counted in characters of its stream."""

    a: float
    b: float


def cover_of(a: Read, b: Read, shared: list[Shared]) -> Cover:
    in_a = sum(part.runs[-1][0] + part.runs[-1][2] - part.runs[0][0] for part in shared)
    in_b = sum(part.runs[-1][1] + part.runs[-1][2] - part.runs[0][1] for part in shared)
    return Cover(min(1.0, in_a / max(1, len(a.side.at))), min(1.0, in_b / max(1, len(b.side.at))))


def typed_passages(a: Read, b: Read, shared: list[Shared], passages: list[Passage]) -> list[Passage]:
    """Each passage by itself: a formula, a quotation, or plain reuse (no type of its own)."""
    out = []
    for part, passage in zip(shared, passages, strict=True):
        kind: ReuseType | None = None
        if part.strength < FORMULA and part.weight < FORMULA_WEIGHT:
            kind = "formula"
        elif part.weight < LONG_QUOTE and in_quotation(a, passage.a) and in_quotation(b, passage.b):
            kind = "common_quote"
        out.append(replace(passage, type=kind))
    return out


def kind_of(a: Read, b: Read, passages: list[Passage], cover: Cover) -> ReuseType:
    """The pair's type, from its passages (already typed) and what both pages say of themselves."""
    low, high = min(cover.a, cover.b), max(cover.a, cover.b)
    own = {passage.type for passage in passages}
    if high < MOST and own == {"formula"}:
        return "formula"
    same_page = _same_address(a, b)
    same_outlet = a.outlet is not None and a.outlet == b.outlet
    if same_page and low < 1.0 and _edited(passages, cover):
        return "update"
    if low >= WHOLE and (same_page or same_outlet or a.outlet is None or b.outlet is None):
        return "update" if same_outlet and _later_version(a, b) and _edited(passages, cover) else "mirror"
    if same_page or same_outlet or (a.people & b.people):
        return "self_reuse"
    if high < MOST and own <= {"common_quote", "formula"}:
        return "common_quote"
    if common_sources(a, b):
        return "common_source"
    return "reprint" if low >= MOST or high >= WHOLE else "excerpt"


def common_sources(a: Read, b: Read) -> list[str]:
    """Agencies that both pages credit and neither is, where neither page marks the other as its source."""
    if (a.outlet and a.outlet in b.marked) or (b.outlet and b.outlet in a.marked):
        return []
    if (a.outlet and a.outlet in b.credited) or (b.outlet and b.outlet in a.credited):
        return []
    in_a, in_b = {**a.credited, **a.marked}, {**b.credited, **b.marked}
    both = (in_a.keys() & in_b.keys()) - {a.outlet, b.outlet}
    return sorted(outlet for outlet in both if is_agency(outlet) or (outlet in a.marked and outlet in b.marked))


def in_quotation(page: Read, span: Span) -> bool:
    """Whether most of a span stands between quotation marks of its paragraph."""
    text = page.article.text
    start = text.rfind("\n", 0, span[0]) + 1
    inside = 0
    closing: str | None = None
    for at in range(start, span[1]):
        char = text[at]
        if char == "\n":
            closing = None
        elif closing is None and char in _MARKS:
            closing = _MARKS[char]
        elif char == closing:
            closing = None
        elif closing is not None and at >= span[0]:
            inside += 1
    return inside >= QUOTED * max(1, span[1] - span[0])


def _same_address(a: Read, b: Read) -> bool:
    left, right = a.article.url, b.article.url
    return bool(left) and _bare(left or "") == _bare(right or "")


def _bare(url: str) -> str:
    return url.split("://", 1)[-1].split("#")[0].split("?")[0].rstrip("/").removeprefix("www.").lower()


def _edited(passages: list[Passage], cover: Cover) -> bool:
    """More than marks differ: something was put in, left out or rewritten."""
    return min(cover.a, cover.b) < 0.98 or any(edit.kind != "noise" for passage in passages for edit in passage.edits)


def _later_version(a: Read, b: Read) -> bool:
    """One of them says it was updated, or both carry one title and different times."""
    if any(mark.kind == "updated" for page in (a, b) for mark in page.article.dates):
        return True
    return bool(a.article.title) and a.article.title == b.article.title and bool(a.date and b.date) and a.date != b.date
