"""Sentences of two alphabets that tell of one thing: they share no words, but whom and what they name, and figures."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from suyuan.link.told import Told
from suyuan.link.wording import BACKGROUND

# How rare what two sentences share must be, as the sum of logarithms; two names that half a story is about are too few.
EVIDENCE = 9.0
# Cosine over names and figures from which two sentences tell of one thing.
ALIKE = 0.35
# A name that more sentences hold than this finds no partner.
COMMON = 100
_HAN = re.compile("[\u3400-\u9fff]")


def likeness_across(pile: Sequence[Told]) -> dict[tuple[int, int], float]:
    """Pairs of a sentence with Chinese characters and one without, by their numbers in the pile, and how alike."""
    chinese = [bool(_HAN.search(told.words)) for told in pile]
    if all(chinese) or not any(chinese):
        return {}
    held = [_marks(told) for told in pile]
    frequency = Counter(mark for marks in held for mark in marks)
    rare = {mark: math.log((len(pile) + BACKGROUND) / n) for mark, n in frequency.items()}
    holders: dict[str, list[int]] = defaultdict(list)
    for i, marks in enumerate(held):
        for mark in marks:
            if not chinese[i] and frequency[mark] <= COMMON:
                holders[mark].append(i)
    found = {}
    for j, marks in enumerate(held):
        if not chinese[j]:
            continue
        for i in sorted({i for mark in marks for i in holders.get(mark, ())}):
            shared = marks & held[i]
            if len(shared) < 2 or sum(rare[mark] for mark in shared) < EVIDENCE:
                continue
            norms = [math.sqrt(sum(rare[mark] ** 2 for mark in one)) for one in (marks, held[i])]
            value = sum(rare[mark] ** 2 for mark in shared) / (norms[0] * norms[1])
            if value >= ALIKE:
                found[min(i, j), max(i, j)] = value
    return found


def _marks(told: Told) -> frozenset[str]:
    names = {name for name in told.names if re.match(r"Q\d|local:", name)}
    figures = {
        f"{'day' if f.field == 'date' else f.key}={f.low:g}"
        for f in told.figures
        if f.field in ("date", "duration", "amount", "count") and f.low == f.high
    }
    return frozenset(names | figures | {f"day={low:g}" for low in told.days})
