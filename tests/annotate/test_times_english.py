"""English time expressions, behind the same interface."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.annotate.times import find_in_text

DAY = dt.date(2031, 3, 19)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "span", "begin", "end"),
    [
        ("The mayor spoke on Monday.", "Monday", "2031-03-17", "2031-03-18"),
        ("The port will reopen on Monday.", "Monday", "2031-03-24", "2031-03-25"),
        ("She said Wednesday the talks failed.", "Wednesday", "2031-03-19", "2031-03-20"),
        ("It opened on May 6, 2029, to cheers.", "May 6, 2029", "2029-05-06", "2029-05-07"),
        ("It opened on 6 May 2029 to cheers.", "6 May 2029", "2029-05-06", "2029-05-07"),
        ("The vote on Nov. 8 was close.", "Nov. 8", "2030-11-08", "2030-11-09"),
        ("The November 1-2 meeting ended.", "November 1-2", "2030-11-01", "2030-11-03"),
        ("Prices rose in February.", "February", "2031-02-01", "2031-03-01"),
        ("They met last August.", "last August", "2030-08-01", "2030-09-01"),
        ("Built in the early 1990s, it fell.", "early 1990s", "1990-01-01", "2000-01-01"),
        ("He left in 2024.", "2024", "2024-01-01", "2025-01-01"),
        ("They met yesterday.", "yesterday", "2031-03-18", "2031-03-19"),
        ("They met last week.", "last week", "2031-03-10", "2031-03-17"),
        ("They meet next month.", "next month", "2031-04-01", "2031-05-01"),
        ("Sales in the third quarter of 2029 fell.", "third quarter of 2029", "2029-07-01", "2029-10-01"),
        ("The budget for fiscal 2029 passed.", "fiscal 2029", "2028-10-01", "2029-10-01"),
        ("Two years ago it burned.", "Two years ago", "2029-01-01", "2030-01-01"),
        ("The 21st century began.", "21st century", "2000-01-01", "2100-01-01"),
    ],
)
def test_english_dates(text: str, span: str, begin: str, end: str) -> None:
    found = {text[item.start : item.end]: item for item in find_in_text(text, DAY)}
    assert span in found, found
    assert (found[span].begin, found[span].end_exclusive) == (begin, end)


@pytest.mark.parametrize(
    ("text", "value", "begin"),
    [
        ("It took six months.", "P6M", None),
        ("over the past three years", "P3Y", "2028-03-19"),
        ("within 60 days", "P60D", "2031-03-19"),
        ("in the past year", "P1Y", "2030-03-19"),
        ("a 90-minute talk", "PT90M", None),
    ],
)
def test_english_durations(text: str, value: str, begin: str | None) -> None:
    (found,) = find_in_text(text, DAY)
    assert (found.type, found.value, found.begin) == ("DURATION", value, begin)


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("on Tuesday night", "2031-03-18T18:00:00"),
        ("May 6, 2029 at 9:30 p.m.", "2029-05-06T21:30:00"),
        ("at 9 a.m. Monday", "2031-03-17T09:00:00"),
        ("3/30/2029 6:03 PM", "2029-03-30T18:03:00"),
    ],
)
def test_english_times_of_day(text: str, begin: str) -> None:
    (found,) = find_in_text(text, DAY)
    assert (found.type, found.begin) == ("TIME", begin)


@pytest.mark.parametrize(
    "text",
    [
        "She may march on.",
        "a 63-year-old man",
        "the HARBOUR TODAY network",
        "He watched Harbour Today.",
        "Flight 2024A",
    ],
)
def test_english_traps(text: str) -> None:
    assert find_in_text(text, DAY) == ()


def test_an_english_quotation_counts_from_the_day_of_the_speech() -> None:
    text = "The mayor spoke at the port on March 10.\n“We will remember today for as long as we live here,” she said."
    found = {text[item.start : item.end]: item for item in find_in_text(text, DAY)}
    assert (found["today"].begin, found["today"].anchor) == ("2031-03-10", "speech")
    assert found["today"].value_from_published == "2031-03-19"


def test_an_english_date_inside_a_chinese_text() -> None:
    text = "港口公告称 Closed until June 5, 2029 for repairs，昨天生效"
    assert [item.begin for item in find_in_text(text, DAY)] == ["2029-06-05", "2031-03-18"]


_WORDS = st.sampled_from(
    (
        "in on May March 3 2024 last next the past two years ago early 1990s p.m. 9 : 30 Monday night today - ,"
        " every week Q3 fiscal"
    ).split()
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_WORDS, max_size=25))
def test_any_words_give_ordered_spans(words: list[str]) -> None:
    text = " ".join(words)
    found = find_in_text(text, DAY)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(item.begin is None or item.end_exclusive is None or item.begin <= item.end_exclusive for item in found)
