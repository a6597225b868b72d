"""Printed dates in every order; sentences are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan.read.datetimes import Order, find_datetimes, parse_datetime, url_day


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2031-05-06", "2031-05-06", "day"),
        ("2031-05-06T08:30:15Z", "2031-05-06T08:30:15", "second"),
        ("发布时间：2031/5/6 8:30", "2031-05-06T08:30", "minute"),
        ("2031年05月06日 星期二 08:30", "2031-05-06T08:30", "minute"),
        ("２０３１年５月６日", "2031-05-06", "day"),
        ("二〇三一年五月六日", "2031-05-06", "day"),
        ("民国一二〇年5月6日", None, None),
        ("中華民國120年5月6日", "2031-05-06", "day"),
        ("Tue, 06 May 2031 08:30:15 GMT", "2031-05-06T08:30:15", "second"),
        ("May 6, 2031 at 3:05 PM", "2031-05-06T15:05", "minute"),
        ("18/04/2031 - 16:54", "2031-04-18T16:54", "minute"),
        ("5/16/2031 6:03 PM UTC", "2031-05-16T18:03", "minute"),
        ("5/6/2031 6:03 PM", "2031-05-06T18:03", "minute"),
        ("06.05.2031", "2031-05-06", "day"),
        ("06/05/2031 10:39", None, None),
        ("2031年5月6日下午3点05分", "2031-05-06T15:05", "minute"),
        ("2031-13-40", None, None),
        ("电话 2031-0506", None, None),
    ],
)
def test_printed_dates(text: str, value: str | None, precision: str | None) -> None:
    stamp = parse_datetime(text)
    assert (stamp.value if stamp else None) == value
    assert (stamp.precision if stamp else None) == precision


@pytest.mark.parametrize(("order", "day"), [("dmy", "2031-05-06"), ("mdy", "2031-06-05")])
def test_the_outlets_order_decides_an_ambiguous_date(order: Order, day: str) -> None:
    stamp = parse_datetime("06/05/2031 - 10:39", order)
    assert stamp is not None and stamp.day == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2031/05/06/x.html", "2031-05-06"),
        ("https://a.example/20310506-x", "2031-05-06"),
        ("https://a.example/story/ab-05062031072929.html", "2031-05-06"),
        ("https://a.example/2031-5-6/1", "2031-05-06"),
        ("https://a.example/n12345678.htm", None),
        ("https://20310506.example/x", None),
    ],
)
def test_dates_of_addresses(url: str, day: str | None) -> None:
    found = url_day(url)
    assert (found[0] if found else None) == day


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    for stamp in find_datetimes(text):
        assert 0 <= stamp.start < stamp.end <= len(text)
    url_day(text)
