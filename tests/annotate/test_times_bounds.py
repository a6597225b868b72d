"""Open intervals: what stands before and behind a date opens one end of it."""

from __future__ import annotations

import datetime as dt

import pytest

from suyuan.annotate.times import find_in_text

DAY = dt.date(2031, 3, 19)


@pytest.mark.parametrize(
    ("text", "mod", "begin", "end"),
    [
        ("2010年以前村里没有电", "BEFORE", None, "2010-01-01"),
        ("须在3月5日前交卷", "BEFORE", None, "2031-03-05"),
        ("今晚8点之前入场", "BEFORE", None, "2031-03-19T20:00:00"),
        ("2010年以后出生的人", "AFTER", "2010-01-01", None),
        ("今晚8点以后封路", "AFTER", "2031-03-19T20:00:00", None),
        ("2023年3月以来停产", "ON_OR_AFTER", "2023-03-01", None),
        ("2月12日或之后购票", "ON_OR_AFTER", "2031-02-12", None),
        ("2月12日及以前购票", "ON_OR_BEFORE", None, "2031-02-13"),
        ("The mill closed before 2010.", "BEFORE", None, "2010-01-01"),
        ("Rents have doubled since 2016 in the port.", "ON_OR_AFTER", "2016-01-01", None),
    ],
)
def test_open_intervals(text: str, mod: str, begin: str | None, end: str | None) -> None:
    (found,) = find_in_text(text, DAY)
    assert (found.mod, found.begin, found.end_exclusive) == (mod, begin, end)


@pytest.mark.parametrize(
    ("text", "mod", "begin", "end"),
    [
        ("2037年底前完工", "END", "2037-01-01", "2038-01-01"),  # it has a modifier of its own
        ("5月1日起施行", None, "2031-05-01", "2031-05-02"),  # the day a thing begins
        ("3月5日后复课", None, "2031-03-05", "2031-03-06"),
        ("去年前往海外", None, "2030-01-01", "2031-01-01"),
        ("3月5日前后到达", "APPROX", "2031-03-05", "2031-03-06"),
        ("3月5日前夕", None, "2031-03-05", "2031-03-06"),
        ("A party after the March 5 talks began.", None, "2031-03-05", "2031-03-06"),
    ],
)
def test_what_opens_nothing(text: str, mod: str | None, begin: str, end: str) -> None:
    (found,) = find_in_text(text, DAY)
    assert (found.mod, found.begin, found.end_exclusive) == (mod, begin, end)


def test_the_value_stays_that_of_the_named_time() -> None:
    (found,) = find_in_text("2010年以前", DAY)
    assert (found.value, found.start, found.end) == ("2010", 0, 5)


def test_an_open_time_is_still_what_the_next_one_counts_from() -> None:
    found = find_in_text("2010年以前他在船厂，同年8月退休", DAY)
    assert [item.value for item in found] == ["2010", "2010-08"]
