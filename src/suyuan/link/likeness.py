"""Where two articles that are alike in wording speak against being one event: other days, numbers, persons.

A second quake, a second verdict, a second visit is told in the words of the first. What tells them apart is what each
gives in its beginning: 4.4 here and 6.1 there, on Sunday here and on Thursday there. Only silence says nothing: a
conflict needs a value of the kind on both sides and none in common.

What an article gives is a row of whole numbers, its marks; how much of their likeness two articles keep is a function
of their two rows alone.
"""

from __future__ import annotations

import csv
import datetime
import math
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from suyuan.link.features import day_of
from suyuan.model import Article
from suyuan.text.fold import fold

# The day of what has none.
NO_DAY = 0
# Days over which likeness fades: between the days two articles were published, and between the days they tell of.
PUBLISHED_SIGMA, TOLD_SIGMA = 1.5, 1.5
# How much the second counts: a report of the day after tells of the same day.
TOLD_SHARE = 0.7
# A report tells of its own day or of one just past; a day further off is background, or a plan.
TOLD_BEFORE, TOLD_AFTER = 4, 1
# Articles published further apart in days than this are about two events.
REACH = 10
# What stays of the likeness where one of the two has no day at all.
UNKNOWN_DAY = 0.93
# What stays of it where all numbers, or the days of the week, of the two beginnings differ. Chosen on ECB+.
NUMBERS_DIFFER, WEEKDAYS_DIFFER = 0.6, 0.6
# What stays of it for two of a series: the bulletins of two days, the first and the second call.
SERIES = 0.3
# What stays of it for two items of one page: who printed both held them for two.
SAME_PAGE = 0.6
# What stays of it for two meetings where of all who met less than this share met at both.
PERSONS_DIFFER, PERSONS_SHARED = 0.5, 0.5
# Articles in two alphabets share no words, only names and numbers: what cannot agree takes nothing from the rest. That
# holds for events too, as far as their articles are in two alphabets.
OTHER_LANGUAGE = 2.5
# The beginning of an article, the part of it that says who met, and how many values are taken from it.
BEGINNING, WHO_MET = 400, 200
KEPT = 12
# A title shorter than this without what it counts is no name of a series.
SERIES_CHARS = 5

Marks = NDArray[np.int32]  # a row an article, or one such row
Factors = NDArray[np.float64]
# The columns: the day of publication, the day told of, the days of the week as bits, whether it is written in Chinese
# (or Japanese) letters, the name of a series and the count in it, the page; then numbers, then persons. 0 where none.
_PUBLISHED, _TOLD, _WEEKDAYS, _WRITING, _SERIES, _COUNT, _PAGE = range(7)
_NUMBERS, _PERSONS = slice(7, 7 + KEPT), slice(7 + KEPT, 7 + 2 * KEPT)
WIDTH = 7 + 2 * KEPT

# A number, and none that is part of a name: G7, 5G; but 85m, 17in.
_NUMBER = re.compile(r"(?<![A-Za-z\d.])(?:\d[\d.,]*\d|\d)(?![A-Z\d])")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])|\b(" + "|".join(_DAYS) + r")\b", re.IGNORECASE)
_HAN = re.compile(r"[\u3041-\u30fe\u3400-\u9fff]")


@cache
def _words(kind: str) -> str:
    """The words of a kind, as the alternatives of a pattern."""
    lines = files("suyuan.link").joinpath("data/marks.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    words = next(row["words"] for row in rows if row["kind"] == kind).split("｜")
    return "|".join(fold(word) if _HAN.match(word) else rf"\b{word}\b" for word in words)


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(r"\d+|[〇零一二三四五六七八九十百]+|" + _words("count"), re.IGNORECASE)


@cache
def _meeting() -> re.Pattern[str]:
    return re.compile(_words("meeting"), re.IGNORECASE)


# ------------------------------------------------------------------ what an article gives


def marked(articles: Sequence[Article]) -> Marks:
    """The marks of articles, a row each."""
    return np.array([marks(article) for article in articles], np.int32).reshape(len(articles), WIDTH)


def marks(article: Article) -> Marks:
    """What an article gives in its title and beginning: ``WIDTH`` whole numbers."""
    beginning = fold(article.text[:BEGINNING])
    published = own_day(article)
    told = next((day for day in _named_days(article) if _near(day, published)), published)
    row = np.zeros(WIDTH, np.int32)
    row[_PUBLISHED], row[_TOLD] = published or NO_DAY, told or NO_DAY
    if published is None:
        row[_WEEKDAYS] = sum(1 << day for day in set(_weekdays(beginning)))
    row[_WRITING] = len(_HAN.findall(beginning)) * 4 > len(beginning)
    row[_SERIES], row[_COUNT] = _series(fold(article.title or "").lower())
    row[_PAGE] = _hashed(f"{article.page.sha256} {article.page.path or article.page.url}") if article.page else 0
    row[_NUMBERS] = _filled(_numbers(article, beginning, published))
    row[_PERSONS] = _filled(_who_met(article))
    return row


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


def _numbers(article: Article, beginning: str, published: int | None) -> Iterator[str]:
    """Numbers as printed. That of a date is told by its day, unless the page has none that would say the year."""
    times = article.annotations.times if article.annotations and published is not None else ()
    dated = [(t.start, t.end) for t in times if t.start < BEGINNING]
    for match in _NUMBER.finditer(beginning):
        if not any(start <= match.start() < end for start, end in dated):
            yield match.group()


def _weekdays(beginning: str) -> Iterator[int]:
    for match in _WEEKDAY.finditer(beginning):
        yield min("一二三四五六日天".index(match[1]), 6) if match[1] else _DAYS.index(match[2].lower())


def _series(title: str) -> tuple[int, int]:
    """The name of the series a title belongs to, and the count: 海湾简报（5月12日）, Day Two of the Summit."""
    counted = " ".join(_counted().findall(title))
    name = _counted().sub("#", title)
    if not counted or len(name.replace("#", "").strip()) < SERIES_CHARS:
        return 0, 0
    return _hashed(name), _hashed(counted)


def _who_met(article: Article) -> Iterator[str]:
    title = article.title or ""
    if not _meeting().search(fold(title)):
        return
    for mention in article.annotations.mentions if article.annotations else ():
        if mention.type == "PERSON" and mention.start < len(title) + WHO_MET:
            yield mention.identity or fold(mention.name)


def _filled(values: Iterable[str]) -> list[int]:
    kept = [_hashed(value) for value in list(dict.fromkeys(values))[:KEPT]]
    return kept + [0] * (KEPT - len(kept))


def _hashed(text: str) -> int:
    """1 to 2**31: never 0."""
    return zlib.crc32(text.encode("utf-8", "replace")) % 0x7FFFFFFF + 1


# ------------------------------------------------------------------ what two articles keep


def kept(one: Marks, others: Marks) -> Factors:
    """The share of their likeness that an article and each of others keep: less where their marks conflict."""
    factor = _days_agree(one, others)
    factor[_differ(one[_NUMBERS], others[:, _NUMBERS])] *= NUMBERS_DIFFER
    weekdays = others[:, _WEEKDAYS]
    factor[(weekdays != 0) & (one[_WEEKDAYS] != 0) & (weekdays & one[_WEEKDAYS] == 0)] *= WEEKDAYS_DIFFER
    factor[others[:, _WRITING] != one[_WRITING]] *= OTHER_LANGUAGE
    if one[_PAGE]:
        factor[others[:, _PAGE] == one[_PAGE]] *= SAME_PAGE
    if one[_SERIES]:
        factor[(others[:, _SERIES] == one[_SERIES]) & (others[:, _COUNT] != one[_COUNT])] *= SERIES
    factor[_others_met(one[_PERSONS], others[:, _PERSONS])] *= PERSONS_DIFFER
    return factor


def chinese(marks: Marks) -> int:
    """How many of some articles are written in Chinese (or Japanese) letters."""
    return int(marks[:, _WRITING].sum())


def kept_by_events(one: float, others: Factors) -> Factors:
    """What becomes of the likeness of an event to others, of whose articles such a share is in Chinese letters."""
    differ = one * (1 - others) + others * (1 - one)
    factors: Factors = 1 + (OTHER_LANGUAGE - 1) * differ
    return factors


@cache
def _fading(sigma: float) -> Factors:
    """By days apart, as a table, so that equal days give equal numbers on every machine and however many at once."""
    last = TOLD_BEFORE + TOLD_AFTER + REACH
    return np.array([math.exp(-0.5 * (days / sigma) ** 2) for days in range(last + 1)] + [0.0])


def _days_agree(one: Marks, others: Marks) -> Factors:
    by = []
    for column, sigma in ((_PUBLISHED, PUBLISHED_SIGMA), (_TOLD, TOLD_SIGMA)):
        table = _fading(sigma)
        apart = np.minimum(np.abs(others[:, column].astype(np.int64) - int(one[column])), len(table) - 1)
        by.append(table[apart])
    agree: Factors = (1 - TOLD_SHARE) * by[0] + TOLD_SHARE * by[1]
    agree[(others[:, _TOLD] == NO_DAY) | (one[_TOLD] == NO_DAY)] = UNKNOWN_DAY
    return agree


def _shared(one: Marks, others: Marks) -> NDArray[np.int64]:
    mine = one[one != 0]
    shared: NDArray[np.int64] = np.isin(others, mine).sum(axis=1)
    return shared


def _differ(one: Marks, others: Marks) -> NDArray[np.bool_]:
    if not one[0]:
        return np.zeros(len(others), np.bool_)
    result: NDArray[np.bool_] = (others[:, 0] != 0) & (_shared(one, others) == 0)
    return result


def _others_met(one: Marks, others: Marks) -> NDArray[np.bool_]:
    """Whether both name two or more, and few are the same."""
    mine = int((one != 0).sum())
    if mine < 2:
        return np.zeros(len(others), np.bool_)
    theirs = (others != 0).sum(axis=1)
    shared = _shared(one, others)
    result: NDArray[np.bool_] = (theirs >= 2) & (shared < PERSONS_SHARED * (mine + theirs - shared))
    return result
