"""What kind of reuse: mirror, reprint, excerpt, self-reuse, common source, common quotation, formula, update."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from suyuan.link.reuse.compare import Shared
from suyuan.link.reuse.pages import Read, is_agency
from suyuan.link.reuse.quotes import quoted_share
from suyuan.link.reuse.spans import Change, Spans
from suyuan.link.reuse.streams import Ints
from suyuan.model import Passage, ReuseType, Span
from suyuan.text.fold import fold

# Length × rarity, in Han characters: what is weaker and short is a formula. "…出席并讲话" on twenty pages is one.
FORMULA = 13.0
FORMULA_WEIGHT = 120.0
# From this mean worth of its seeds on, a passage stands on no more than three pages, or nearly so.
ODD = 0.9
# Length × mean worth: up to 64 characters on 9 to 24 pages and 32 on 4 to 8 are a formula, a rare one of 30 is not.
COMMON_WEIGHT = 24.0
TITLES_WEIGHT = 45.0
_CLAUSE_MARK = re.compile(r"[，。；：！？,;:!?“”「」\"\n]|\.(?=\s)")
# Under this mean worth more than eight pages have it; within so many days pages tell of one thing.
MANY = 0.6
NEWS = 10
# Days after which a text that several pages share was not copied but written anew.
OCCASION = 30
# The share of a text that is in the other, from which it is all of it, or most.
WHOLE = 0.85
MOST = 0.5
QUOTED = 0.8
LONG_QUOTE = 240


class Cover(NamedTuple):
    """Which part of each text the passages cover, counted in characters of its stream."""

    a: float
    b: float


def covers_of(shared: Shared, starts: Ints, lengths_a: Ints, lengths_b: Ints) -> list[Cover]:
    """Of each pair, whose passages begin at ``starts`` and whose streams have these lengths."""
    in_a = np.add.reduceat(shared.a_end - shared.a_start, starts) / np.maximum(1, lengths_a)
    in_b = np.add.reduceat(shared.b_end - shared.b_start, starts) / np.maximum(1, lengths_b)
    return list(map(Cover, np.minimum(1.0, in_a).tolist(), np.minimum(1.0, in_b).tolist()))


def may_be_common(shared: Shared) -> NDArray[np.bool_]:
    """Which passages are short enough, and on pages enough, to be stock phrases in spite of their rare words; and the
    short ones that may be titles. They are to be asked one by one."""
    short = shared.weight < FORMULA_WEIGHT
    common: NDArray[np.bool_] = short & ((shared.oddity < ODD) | (shared.weight < TITLES_WEIGHT))
    return common


def is_stock(weight: float, oddity: float, in_a: Span, in_b: Span, a: Read, b: Read) -> bool:
    """Whether a short passage is a stock phrase: titles, or words on so many pages that their length proves nothing.
    A quotation stays one however many print it, and a few pages of the same days have copied a sentence."""
    if weight < TITLES_WEIGHT and _are_titles(a.lower[slice(*in_a)]):
        return True
    if oddity >= ODD or weight * oddity >= COMMON_WEIGHT:
        return False
    apart = _days_apart(a, b)
    if oddity >= MANY and apart is not None and apart <= NEWS:
        return False
    return not is_quotation(weight, in_a, in_b, (), a, b)


def is_said_anew(weight: float, oddity: float, in_a: Span, in_b: Span, a: Read, b: Read) -> bool:
    """Whether words on several pages were written again on another occasion: an indictment has the wording of the one
    half a year before. Copies of one text come within days."""
    apart = _days_apart(a, b) if oddity < ODD else None
    return apart is not None and apart > OCCASION and not is_quotation(weight, in_a, in_b, (), a, b)


def _days_apart(a: Read, b: Read) -> int | None:
    one, two = _day(a.known_by or ""), _day(b.known_by or "")
    return abs(one - two) if one and two else None


@lru_cache(maxsize=1 << 14)
def _day(day: str) -> int:
    """The number of a day, 0 where it is none."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


@cache
def _offices() -> re.Pattern[str]:
    raw = files("suyuan.link.reuse").joinpath("data/offices.txt").read_text(encoding="utf-8")
    words = (fold(line).lower() for line in raw.splitlines() if line and not line.startswith("#"))
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=1 << 14)
def _are_titles(words: str) -> bool:
    """卡兰共和国总统、武装部队总司令甲某: two offices, and no mark that ends a clause."""
    return not _CLAUSE_MARK.search(words) and len(_offices().findall(words)) > 1


def are_formulas(shared: Shared) -> NDArray[np.bool_]:
    """Which passages are stock phrases: short for how common they are. Length × rarity is what a passage proves."""
    formulas: NDArray[np.bool_] = (shared.weight * shared.rarity < FORMULA) & (shared.weight < FORMULA_WEIGHT)
    return formulas


def is_quotation(weight: float, in_a: Span, in_b: Span, changes: Sequence[Change], a: Read, b: Read) -> bool:
    """Whether what two pages share is words that both put in quotation marks, what differs between them left out."""
    if weight >= LONG_QUOTE:
        return False
    if not changes:
        return a.quoted(in_a) >= QUOTED and b.quoted(in_b) >= QUOTED
    if not (a.quoted(in_a) and b.quoted(in_b)):
        return False
    sides = ((a.lower, in_a, [change[0] for change in changes]), (b.lower, in_b, [change[1] for change in changes]))
    return all(quoted_share(text, span, apart) >= QUOTED for text, span, apart in sides)


def kind_of(a: Read, b: Read, passages: list[Passage], spans: Spans, cover: Cover) -> ReuseType:
    """The pair's type, from its passages (already typed) and what both pages say of themselves. A pair that shares
    little but formulas is none for this to judge."""
    low, high = min(cover.a, cover.b), max(cover.a, cover.b)
    own = {passage.type for passage in passages}
    same_page = same_address(a, b)
    same_outlet = a.outlet is not None and a.outlet == b.outlet
    if same_page and low < 1.0 and _edited(passages, cover):
        return "update"
    if low >= WHOLE and (same_page or same_outlet):
        return "update" if same_outlet and _later_version(a, b) and _edited(passages, cover) else "mirror"
    if low >= WHOLE and (a.outlet is None or b.outlet is None) and not _reworded(passages, spans):
        return "mirror"
    # A reporter's own old paragraph; a whole text that bears his name in another outlet is a reprint.
    if same_page or same_outlet or (a.people & b.people and low < MOST and high < WHOLE):
        return "self_reuse"
    if high < WHOLE and own <= {"common_quote", "formula"}:
        return "common_quote"
    if common_sources(a, b, spans, low >= MOST):
        return "common_source"
    return "reprint" if low >= MOST or high >= WHOLE else "excerpt"


def common_sources(a: Read, b: Read, spans: Spans, whole: bool = True) -> list[str]:
    """Outlets that are neither page's, which one page gives as its source and the other gives, credits or names in the
    shared passage: an agency's text that both print, or a third paper that both took it from. ``whole``: most of both
    is shared, so that an interview given to a third outlet is that outlet's text."""
    out = []
    in_a = {**a.credited, **a.marked}
    in_b = {**b.credited, **b.marked}
    if any(one.outlet and (two.marks(one.outlet) or two.credits(one.outlet)) for one, two in ((a, b), (b, a))):
        return []
    told = a.told | b.told if whole else frozenset[str]()
    for outlet in sorted(in_a.keys() | in_b.keys() | told):
        if outlet in (a.outlet, b.outlet):
            continue
        strong = (outlet in a.marked) + (outlet in b.marked)
        credited = outlet in in_a and outlet in in_b and (strong or is_agency(outlet))
        named = (strong or outlet in told) and _names_it(a, outlet, spans[0]) and _names_it(b, outlet, spans[1])
        if credited or named:
            out.append(outlet)
    return out


def _names_it(page: Read, outlet: str, spans: list[Span]) -> bool:
    if outlet in page.marked:
        return True
    return any(page.names(outlet, *span) for span in spans)


def same_address(a: Read, b: Read) -> bool:
    """Whether both give one address, its scheme and query apart."""
    left, right = a.article.url, b.article.url
    return bool(left) and _bare(left or "") == _bare(right or "")


def same_piece(a: Read, b: Read) -> bool:
    """One outlet's piece got twice: the same title and time, or a time equal to the minute under a new title."""
    if a.outlet is None or a.outlet != b.outlet or a.date is None or a.date != b.date:
        return False
    return a.article.title == b.article.title or len(a.date.value) >= len("2031-05-02T08:30")


def _bare(url: str) -> str:
    return url.split("://", 1)[-1].split("#")[0].split("?")[0].rstrip("/").removeprefix("www.").lower()


def _edited(passages: list[Passage], cover: Cover) -> bool:
    """More than marks differ: something was put in, left out or rewritten."""
    return min(cover.a, cover.b) < 0.98 or any(edit.kind != "noise" for passage in passages for edit in passage.edits)


def _reworded(passages: list[Passage], spans: Spans) -> bool:
    """More edits than slips of a scan or a converter make: one in a thousand characters, or one of meaning."""
    edits = [edit for passage in passages for edit in passage.edits if edit.kind != "noise"]
    length = sum(end - start for start, end in spans[0])
    return len(edits) * 1000 > length or any(edit.kind == "meaning" for edit in edits)


def _later_version(a: Read, b: Read) -> bool:
    """One of them says it was updated, or it is one piece under another title, or one title at another time."""
    if any(mark.kind == "updated" for page in (a, b) for mark in page.article.dates):
        return True
    if a.article.title != b.article.title:
        return same_piece(a, b)
    if not a.article.title or a.date is None or b.date is None:
        return False
    # 13 May and 13 May, 09:05 are one time, told more and less precisely.
    first, second = sorted((a.date.value, b.date.value), key=len)
    return not second.startswith(first)
