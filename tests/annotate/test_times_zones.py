"""The clock a time is told by: zone words beside an expression, offsets on its value, the interval as printed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.annotate.times import find_in_text
from suyuan.annotate.times.zones import offset_on, zone_beside
from suyuan.model import TimeExpression

DAY = dt.date(2031, 3, 19)  # a Wednesday; in summer time in America, not yet in Europe


def first(text: str) -> tuple[str, TimeExpression]:
    found = find_in_text(text, DAY)[0]
    return text[found.start : found.end], found


@pytest.mark.parametrize(
    ("text", "span", "zone", "value"),
    [
        ("北京时间今晚9点开赛", "今晚9点", "Asia/Shanghai", "2031-03-19T21+08:00"),
        ("當地時間3月2日晚8時30分", "3月2日晚8時30分", "local", "2031-03-02T20:30"),
        ("当地时间周二，球队抵达", "周二", "local", "2031-03-18"),
        ("格林尼治标准时间10时20分对接", "10时20分", "+00:00", "2031-03-19T10:20+00:00"),
        ("香港時間14日凌晨2時", "14日凌晨2時", "Asia/Hong_Kong", "2031-03-14T02+08:00"),
        ("台北時間下午3点", "下午3点", "Asia/Taipei", "2031-03-19T15+08:00"),
        ("美东时间1月8日上午9时", "1月8日上午9时", "America/New_York", "2031-01-08T09-05:00"),
        ("美国东部时间3月18日上午9时", "3月18日上午9时", "America/New_York", "2031-03-18T09-04:00"),
        ("伦敦时间3月18日上午9时", "3月18日上午9时", "Europe/London", "2031-03-18T09+00:00"),
        ("20:00（北京时间）开始", "20:00", "Asia/Shanghai", "2031-03-19T20:00+08:00"),
        ("20:00（GMT+8）开始", "20:00", "+08:00", "2031-03-19T20:00+08:00"),
        ("东八区时间22时结束", "22时", "+08:00", "2031-03-19T22+08:00"),
        ("UTC+5:30 09:15 开市", "09:15", "+05:30", "2031-03-19T09:15+05:30"),
        ("更新于2031-03-18T08:30:00+08:00。", "2031-03-18T08:30:00+08:00", "+08:00", "2031-03-18T08:30:00+08:00"),
        ("更新于2031-03-18T08:30Z。", "2031-03-18T08:30Z", "+00:00", "2031-03-18T08:30+00:00"),
        ("It ended at 10:30 GMT.", "10:30", "+00:00", "2031-03-19T10:30+00:00"),
        ("It opens at 9 a.m. Eastern time daily.", "9 a.m.", "America/New_York", "2031-03-19T09-04:00"),
        ("It fell at 3 p.m. ET on March 18.", "3 p.m. ET on March 18", "America/New_York", "2031-03-18T15-04:00"),
        ("It fell at 3 p.m. local time on March 18.", "3 p.m. local time on March 18", "local", "2031-03-18T15"),
        ("北京时间今晚7点至9点", "今晚7点至9点", "Asia/Shanghai", "2031-03-19T19+08:00/2031-03-19T21+08:00"),
    ],
)
def test_zones(text: str, span: str, zone: str, value: str) -> None:
    words, found = first(text)
    assert (words, found.zone, found.value) == (span, zone, value)


def test_the_interval_stays_in_the_clock_the_text_names() -> None:
    _, found = first("美东时间1月8日上午9时")
    assert (found.begin, found.end_exclusive) == ("2031-01-08T09:00:00", "2031-01-08T10:00:00")


@pytest.mark.parametrize(
    "text",
    ["今晚9点开赛", "上午9时CT检查", "他说当时时间紧，周二返回", "今年GMT考试", "上午9时utc", "花了两天时间，周三完成"],
)
def test_no_zone(text: str) -> None:
    assert all(found.zone is None for found in find_in_text(text, DAY))


def test_summer_time_goes_by_the_rules_of_the_place() -> None:
    text = "美东时间"
    zone = zone_beside(text + "9时", len(text), len(text) + 2)
    assert zone is not None
    days = [dt.date(2031, 3, 8), dt.date(2031, 3, 9), dt.date(2031, 11, 1), dt.date(2031, 11, 2)]
    assert [offset_on(zone, day) for day in days] == ["-05:00", "-04:00", "-04:00", "-05:00"]
    assert offset_on(zone, dt.date(1990, 7, 1)) is None  # other rules were in force


def test_summer_time_of_the_south_crosses_the_new_year() -> None:
    text = "悉尼时间"
    zone = zone_beside(text + "9时", len(text), len(text) + 2)
    assert zone is not None
    assert [offset_on(zone, dt.date(2031, month, 15)) for month in (1, 7, 12)] == ["+11:00", "+10:00", "+11:00"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "北京时间 当地时间 UTC +8 GMT-14 （ ） 东 八区 今晚9点 20:00 ET 3 p.m. \u0020 on Friday".split(" ")
        ),
        max_size=12,
    )
)
def test_any_pieces_give_a_result(pieces: list[str]) -> None:
    find_in_text("".join(pieces), DAY)


@pytest.mark.parametrize("text", ["北京时间" * 3000, "（UTC+8）" * 3000, "ET on " * 3000, "20:00（" * 3000])
def test_hostile_repetition_ends(text: str) -> None:
    find_in_text(text, DAY)
