"""Where two articles that are alike in wording speak against being one event: other days, other numbers.

A second quake, a second verdict, a second product is told in the words of the first. What tells them apart is what each
gives in its beginning: 4.4 here and 6.1 there, on Sunday here and on Thursday there. Only silence says nothing: a
conflict needs a value of the kind on both sides and none in common.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from suyuan.link.features import day_of
from suyuan.model import Article
from suyuan.text.fold import fold

# Days over which likeness fades: between the days two articles were published, and between the days they tell of.
PUBLISHED_SIGMA, TOLD_SIGMA = 1.5, 1.5
TOLD_SHARE = 0.7
# What stays of the likeness where one of the two has no day at all.
UNKNOWN_DAY = 0.8
# What stays of it where all numbers, or the days of the week, of the two beginnings differ. Chosen on ECB+.
NUMBERS_DIFFER, WEEKDAYS_DIFFER = 0.6, 0.6
# What stays of it for two of a series: the bulletins of two days, the first and the second call.
SERIES = 0.3
# What stays of it where the persons of the two beginnings are mostly others: a minister's call and a president's.
PERSONS_DIFFER, PERSONS_SHARED = 0.5, 0.5
# Articles of two languages share no words, only names and numbers: what cannot agree takes nothing from the rest.
OTHER_LANGUAGE = 2.0
# The beginning of an article, and how many numbers are taken from it.
BEGINNING = 400
KEPT = 12
# A report tells of its own day or of one just past; a day further off is background, or a plan.
TOLD_BEFORE, TOLD_AFTER = 4, 1

# A number, and none that is part of a name: G7, 5G; but 85m, 17in.
_NUMBER = re.compile(r"(?<![A-Za-z\d.])(?:\d[\d.,]*\d|\d)(?![A-Z\d])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])|\b(" + "|".join(_WEEKDAYS) + r")\b", re.IGNORECASE)
# What counts in a title that is one of a series: 简报（5月12日）, Day Two of the Summit, 之三.
_COUNTED = re.compile(
    r"\d+|[〇零一二三四五六七八九十百]+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
# A title shorter than this without what it counts is no name of a series.
SERIES_CHARS = 5

Agreement = Callable[[int, NDArray[np.int64]], NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Marks:
    """What one article gives in its beginning: the day it was published and the day it tells of (ordinals), numbers
    as printed, if it has no day the days of the week (0 to 6), and of a title that counts what it leaves without
    the count, and the count."""

    published: int | None
    told: int | None
    numbers: tuple[str, ...]
    weekdays: tuple[int, ...]
    series: tuple[str, str] | None
    persons: tuple[str, ...]
    chinese: bool


def marks(article: Article) -> Marks:
    beginning = fold(article.text[:BEGINNING])
    published = own_day(article)
    told = next((day for day in _named_days(article) if _near(day, published)), published)
    weekdays = () if published is not None else tuple(dict.fromkeys(_weekdays(beginning)))
    return Marks(published, told, _numbers(article, beginning), weekdays, _series(article.title or ""), _persons(article), _is_chinese(beginning))


PL=200
_MEETING = re.compile(r"会谈|会晤|会见|会面|通话|峰会|会议|\b(?:readout|meeting|meets?|call|summit|talks)\b", re.IGNORECASE)
def _persons(article: Article) -> tuple[str, ...]:
    """Who met, where the title speaks of a meeting."""
    title = article.title or ""
    if not _MEETING.search(fold(title)):
        return ()
    found = (m for m in (article.annotations.mentions if article.annotations else ()) if m.start < len(title) + PL)
    return tuple(dict.fromkeys(m.identity or fold(m.name) for m in found if m.type == "PERSON"))[:KEPT]


def _series(title: str) -> tuple[str, str] | None:
    title = fold(title).lower()
    counted = " ".join(_COUNTED.findall(title))
    name = _COUNTED.sub("#", title)
    return (name, counted) if counted and len(name.replace("#", "").strip()) >= SERIES_CHARS else None


def _is_chinese(beginning: str) -> bool:
    return len(_HAN.findall(beginning)) * 4 > len(beginning)


def own_day(article: Article) -> int | None:
    """The day of publication, else the first day on which the page is known to have stood somewhere."""
    if (day := day_of(article)) is not None:
        return day
    days = []
    for date in article.dates:
        try:
            days.append(datetime.date.fromisoformat(date.value[:10]).toordinal())
        except ValueError:
            continue
    return min(days, default=None)


def _near(day: int, published: int | None) -> bool:
    return published is None or published - TOLD_BEFORE <= day <= published + TOLD_AFTER


def _named_days(article: Article) -> Iterator[int]:
    for time in article.annotations.times if article.annotations else ():
        if time.start < BEGINNING and time.type == "DATE" and time.value and len(time.value) == 10 and not time.vague:
            try:
                yield datetime.date.fromisoformat(time.value).toordinal()
            except ValueError:
                continue


def _numbers(article: Article, beginning: str) -> tuple[str, ...]:
    """Numbers that are no part of a name (5G), nor of a date: that one counts as a day, unless the page has none."""
    times = article.annotations.times if article.annotations and own_day(article) is not None else ()
    dated = [(t.start, t.end) for t in times if t.start < BEGINNING]
    found = (m for m in _NUMBER.finditer(beginning) if not any(s <= m.start() < e for s, e in dated))
    return tuple(dict.fromkeys(m.group() for m in found))[:KEPT]


def _weekdays(beginning: str) -> Iterator[int]:
    for match in _WEEKDAY.finditer(beginning):
        yield "一二三四五六日天".index(match[1]) % 7 if match[1] else _WEEKDAYS.index(match[2].lower())


def agreement(articles: Sequence[Article]) -> Agreement:
    """The share of their likeness that article j and each of others keep: less where their marks conflict."""
    held = [marks(article) for article in articles]
    published = np.array([np.nan if m.published is None else m.published for m in held], np.float64)
    told = np.array([np.nan if m.told is None else m.told for m in held], np.float64)
    numbers = _table([m.numbers for m in held])
    weekdays = _table([m.weekdays for m in held])
    persons = _table([m.persons for m in held])
    series = _column([m.series and m.series[0] for m in held])
    counted = _column([m.series for m in held])
    chinese = np.array([m.chinese for m in held], np.bool_)

    def kept(j: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        time = (1 - TOLD_SHARE) * _kernel(published, j, others, PUBLISHED_SIGMA)
        time += TOLD_SHARE * _kernel(told, j, others, TOLD_SIGMA)
        factor = np.where(np.isnan(time), UNKNOWN_DAY, time)
        factor *= np.where(_conflict(numbers, j, others), NUMBERS_DIFFER, 1.0)
        factor *= np.where(_conflict(weekdays, j, others), WEEKDAYS_DIFFER, 1.0)
        factor *= np.where(_others(persons, j, others), PERSONS_DIFFER, 1.0)
        factor *= np.where(chinese[others] != chinese[j], OTHER_LANGUAGE, 1.0)
        if series[j] >= 0:
            factor *= np.where((series[others] == series[j]) & (counted[others] != counted[j]), SERIES, 1.0)
        return factor

    return kept


def _kernel(days: NDArray[np.float64], j: int, others: NDArray[np.int64], sigma: float) -> NDArray[np.float64]:
    apart = (days[others] - days[j]) / sigma
    faded: NDArray[np.float64] = np.exp(-0.5 * apart * apart)
    return faded


def _table(values: Sequence[Sequence[object]]) -> NDArray[np.int32]:
    """Values as numbers, a row an article, padded with -1."""
    number: dict[object, int] = {}
    table = np.full((len(values), KEPT), -1, np.int32)
    for row, ones in enumerate(values):
        table[row, : len(ones)] = [number.setdefault(one, len(number)) for one in ones]
    return table


def _column(values: Sequence[object | None]) -> NDArray[np.int32]:
    number: dict[object, int] = {}
    return np.array([-1 if one is None else number.setdefault(one, len(number)) for one in values], np.int32)


def _others(table: NDArray[np.int32], j: int, others: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether both name two or more, and hardly the same."""
    mine = table[j][table[j] >= 0]
    theirs = table[others]
    known = (theirs >= 0).sum(axis=1)
    shared = np.isin(theirs, mine).sum(axis=1) if len(mine) else known * 0
    result: NDArray[np.bool_] = (min(len(mine), 2) == 2) & (known >= 2) & (
        shared < PERSONS_SHARED * (len(mine) + known - shared)
    )
    return result


def _conflict(table: NDArray[np.int32], j: int, others: NDArray[np.int64]) -> NDArray[np.bool_]:
    mine = table[j][table[j] >= 0]
    if not len(mine):
        return np.zeros(len(others), np.bool_)
    theirs = table[others]
    result: NDArray[np.bool_] = (theirs[:, 0] >= 0) & ~np.isin(theirs, mine).any(axis=1)
    return result
