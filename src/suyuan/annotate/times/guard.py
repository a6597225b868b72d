"""The boundary guard: does an ordinary word straddle the edge of what looks like an expression?

登上月球 holds 上月, 首次日本 holds 次日, 今年夏威夷 holds 今年夏. Where a dictionary word crosses an edge, the guard
compares two readings of the neighbourhood by the costs of their words, one with the expression as a word of its own,
and refuses the expression where the other is cheaper. It costs nothing where no word crosses.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_LONGEST = 4
_UNKNOWN = 130  # cost of a character the list does not know
_NUMERAL = 70
_BOND = 30  # a numeral wants a classifier: 三|名|将军 although 名将 is a word
_FRESH = 85  # cost of an expression the list does not know as a word, such as 4月10日

# News writes countries in one character (英明年起停售) and makes words of them (日裔, 美方, 韩企).
_COUNTRIES = "美日中英法德俄韩朝澳菲印加意港台"
_OF_COUNTRIES = "裔籍方媒企商侨资官"
_COUNTRY = 65
# Words elsewhere, but after a numeral a classifier and its noun: 五个人, 三名人员.
_NOT_WORDS = ("个人", "名人", "家人", "位人")


@cache
def _costs() -> dict[str, int]:
    raw = files("suyuan.annotate.times").joinpath("data/guard_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if line and not line.startswith("#"))
    costs = {word: int(cost) for word, cost in rows}
    for pair in _NOT_WORDS:
        costs.pop(pair, None)
    for country in _COUNTRIES:
        costs[country] = min(costs.get(country, _UNKNOWN), _COUNTRY)
        for noun in _OF_COUNTRIES:
            costs.setdefault(country + noun, _FRESH + 15)
    return costs


def stands(folded: str, start: int, end: int, split: int | None = None) -> bool:
    """Whether ``folded[start:end]`` can be read as a unit of its own beside its neighbours.

    ``split``: where its second word begins (第二|支): both are then paid for, so that 第二|支柱 wins over 第二|支|柱.
    """
    costs = _costs()
    left, right = _crossing_left(folded, start, end, costs), _crossing_right(folded, start, end, costs)
    if left == start and right == end:
        return True
    candidate = min(costs.get(folded[start:end], _FRESH), _FRESH + 40)
    if folded[start] == "周" and end - start == 2:
        candidate = min(candidate, _FRESH)  # news names days of the week more often than the list's corpus
    if split is not None and start < split < end:
        candidate = min(costs.get(folded[start:split], _NUMERAL), _FRESH) + costs.get(folded[split:end], _FRESH) - _BOND
    kept = _best(folded, left, start, costs) + candidate + _best(folded, end, right, costs)
    return kept <= _best(folded, left, right, costs, (start, end))


def leans_right(folded: str, start: int, end: int) -> bool:
    """Whether the short word ``folded[start:end]`` is rather the beginning of the next one: 2016年|中央."""
    costs = _costs()
    right = _crossing_right(folded, start, end, costs)
    if right == end:
        return False
    apart = costs.get(folded[start:end], _UNKNOWN) - _BOND + _best(folded, end, right, costs)
    return _best(folded, start, right, costs, (start, end)) < apart


def _crossing_left(text: str, start: int, end: int, costs: dict[str, int]) -> int:
    """The first character of the longest known word that begins before ``start`` and ends after it."""
    for first in range(max(0, start - _LONGEST + 1), start):
        if any(text[first:last] in costs for last in range(start + 1, min(first + _LONGEST, len(text)) + 1)):
            return _widen_left(text, first, costs)
    return start


def _widen_left(text: str, first: int, costs: dict[str, int]) -> int:
    """One more word to the left, so that 萩生田光|一上|月 is weighed with what 一 else belongs to."""
    for begin in range(max(0, first - 2), first):
        if text[begin : first + 1] in costs:
            return begin
    return first


def _crossing_right(text: str, start: int, end: int, costs: dict[str, int]) -> int:
    """The end of the longest known word that begins inside and ends after ``end``, with what it borders on."""
    longest = end
    for first in range(max(start, end - _LONGEST + 1), end):
        for last in range(end + 1, min(first + _LONGEST, len(text)) + 1):
            if text[first:last] in costs:
                longest = max(longest, last)
    if longest > end:
        for last in range(min(longest + 2, len(text)), longest, -1):
            if text[longest - 1 : last] in costs:
                return last
    return longest


def _best(text: str, start: int, end: int, costs: dict[str, int], forbidden: tuple[int, int] | None = None) -> int:
    """The cost of the cheapest segmentation of ``text[start:end]``, ``forbidden`` not being one of its words."""
    best = [0] + [0] * (end - start)
    for last in range(start + 1, end + 1):
        options = []
        for first in range(max(start, last - _LONGEST), last):
            cost = costs.get(text[first:last])
            if cost is None:
                if last - first > 1:
                    continue
                cost = 60 if text[first].isdigit() else _UNKNOWN
            if (first, last) != forbidden:
                options.append(best[first - start] + cost)
        best[last - start] = min(options) if options else 10**6
    return best[end - start]
