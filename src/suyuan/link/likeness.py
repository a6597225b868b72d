"""Where two articles that are alike in wording speak against being one event: other numbers, other days.

A second quake, a second verdict, a second product is told in the words of the first. What tells them apart is what each
gives in its beginning: 4.4 here and 6.1 there, on Sunday here and on Thursday there. Only silence says nothing: a
conflict needs a value of the kind on both sides and none in common.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suyuan.model import Article
from suyuan.text.fold import fold

# How much of the likeness is left where all numbers, or all days, of the two beginnings differ. Chosen on ECB+.
NUMBERS_DIFFER, DAYS_DIFFER = 0.6, 0.6
# The beginning of an article, and how many values of a kind are taken from it.
BEGINNING = 400
KEPT = 12

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_WEEKDAYS = {name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])|\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")

Agreement = Callable[[int, NDArray[np.int64]], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Marks:
    """What one article gives in its beginning: numbers as printed, days (ordinals; 0 to 6 a day of some week)."""

    numbers: tuple[str, ...]
    days: tuple[int, ...]


def marks(article: Article) -> Marks:
    beginning = fold(article.text[:BEGINNING]).lower()
    numbers = dict.fromkeys(_NUMBER.findall(beginning))
    return Marks(tuple(numbers)[:KEPT], tuple(dict.fromkeys(_days(article, beginning)))[:KEPT])


def _days(article: Article, beginning: str) -> Iterable[int]:
    if article.published and article.annotations:
        for time in article.annotations.times:
            if time.start >= BEGINNING:
                break
            if time.type == "DATE" and time.value and len(time.value) == 10 and not time.vague:
                try:
                    yield datetime.date.fromisoformat(time.value).toordinal()
                except ValueError:
                    continue
    else:
        for match in _WEEKDAY.finditer(beginning):
            yield "一二三四五六日天".index(match[1]) % 7 if match[1] else _WEEKDAYS[match[2]]


def agreement(articles: Sequence[Article]) -> Agreement:
    """The share of their likeness that article j and each of others keep: less where their marks conflict."""
    held = [marks(article) for article in articles]
    numbers = _table([m.numbers for m in held])
    days = _table([m.days for m in held])

    def kept(j: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        factor = np.where(_conflict(numbers, j, others), NUMBERS_DIFFER, 1.0)
        factor *= np.where(_conflict(days, j, others), DAYS_DIFFER, 1.0)
        return factor

    return kept


def _table(values: Sequence[Sequence[object]]) -> NDArray[np.int32]:
    """Values as numbers, a row an article, padded with -1."""
    number: dict[object, int] = {}
    table = np.full((len(values), KEPT), -1, np.int32)
    for row, ones in enumerate(values):
        table[row, : len(ones)] = [number.setdefault(one, len(number)) for one in ones]
    return table


def _conflict(table: NDArray[np.int32], j: int, others: NDArray[np.int64]) -> NDArray[np.bool_]:
    mine = table[j][table[j] >= 0]
    if not len(mine):
        return np.zeros(len(others), np.bool_)
    theirs = table[others]
    result: NDArray[np.bool_] = (theirs[:, 0] >= 0) & ~np.isin(theirs, mine).any(axis=1)
    return result
