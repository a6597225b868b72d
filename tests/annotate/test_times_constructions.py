"""Constructions of news prose, a few examples each: fiscal and school years, anniversaries, lunar days, speeches."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.annotate.times import find_in_text

DAY = dt.date(2031, 3, 19)  # a Wednesday


def read(text: str) -> list[tuple[str, str | None]]:
    return [(text[item.start : item.end], item.value) for item in find_in_text(text, DAY)]


@pytest.mark.parametrize(
    ("text", "span", "begin", "end"),
    [
        ("2028财年上半年营收", "2028财年上半年", "2028-01-01", "2028-07-01"),
        ("日本2028财年第一季度", "2028财年第一季度", "2028-04-01", "2028-07-01"),
        ("FY2029的预算", "FY2029", "2029-01-01", "2030-01-01"),
        ("公司将于Q3公布", "Q3", "2031-07-01", "2031-10-01"),
        ("2029年H1业绩", "2029年H1", "2029-01-01", "2029-07-01"),
        ("3Q29业绩", "3Q29", "2029-07-01", "2029-10-01"),
        ("令和6年度預算案", "令和6年度", "2024-04-01", "2025-04-01"),
        ("2024年度报告", "2024年度", "2024-01-01", "2025-01-01"),
        ("2028-29学年招生", "2028-29学年", "2028-09-01", "2029-09-01"),
        ("2028/29赛季", "2028/29赛季", "2028-07-01", "2029-07-01"),
        ("香港2028-29财政年度", "2028-29财政年度", "2028-04-01", "2029-04-01"),
        ("113学年度新生", "113学年度", "2024-08-01", "2025-08-01"),
        ("二十一世纪头十年", "二十一世纪头十年", "2000-01-01", "2010-01-01"),
        ("上世纪第三个十年", "上世纪第三个十年", "1920-01-01", "1930-01-01"),
        ("两年前的今天", "两年前的今天", "2029-03-19", "2029-03-20"),
        ("五年前的同一天", "五年前的同一天", "2026-03-19", "2026-03-20"),
        ("三年前的夏天", "三年前的夏天", "2028-06-01", "2028-09-01"),
        ("五年后的10月", "五年后的10月", "2036-10-01", "2036-11-01"),
        ("上个月的今天", "上个月的今天", "2031-02-19", "2031-02-20"),
        ("去冬严寒", "去冬", "2030-12-01", "2031-03-01"),
        ("现在到年底", "现在到年底", "2031-03-19", "2032-01-01"),
        ("昨晚七八点", "昨晚七八点", "2031-03-18T19:00:00", "2031-03-18T21:00:00"),
        ("昨天下午5点多", "昨天下午5点多", "2031-03-18T17:00:00", "2031-03-18T18:00:00"),
        ("晚8时开幕", "晚8时", "2031-03-19T20:00:00", "2031-03-19T21:00:00"),
        ("端午当天", "端午当天", "2030-06-05", "2030-06-06"),
        ("2月3日当晚", "2月3日当晚", "2031-02-03T18:00:00", "2031-02-04T00:00:00"),
        ("增长了两个季度", "两个季度", None, None),
        ("休市五个交易日", "五个交易日", None, None),
    ],
)
def test_constructions(text: str, span: str, begin: str | None, end: str | None) -> None:
    (found,) = find_in_text(text, DAY)
    assert (text[found.start : found.end], found.begin, found.end_exclusive) == (span, begin, end)


@pytest.mark.parametrize(
    "text", ["他开一辆海象Q3来", "H1N1病毒", "代号FY9000号", "最早8点建议", "2024年级", "两个半季度吗", "奖Q3B型"]
)
def test_codes_and_words_that_are_no_times(text: str) -> None:
    assert not [
        item for item in find_in_text(text, DAY) if item.rule and ("quarter" in item.rule or "half" in item.rule)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016年中央提出", ["2016年"]),
        ("去年中国出口", ["去年"]),
        ("今年初步估计", ["今年"]),
        ("今年初的展览", ["今年初"]),
        ("晨报周日报导，政府周一声称", ["周日", "周一"]),
        ("铁匠街10号", []),
        ("神舟十六号升空", []),
        ("市长6号表示", ["6号"]),
        ("晚上7点正式开幕", ["晚上7点"]),
        ("大家下午好。", []),
        ("完工延后一年", ["一年"]),
        ("这一天有雨", []),
        ("一周一歌", []),
        ("判处三年以上十年以下徒刑", ["三年以上十年以下"]),
        ("6月25―26日", ["6月25―26日"]),
        ("4月中下旬", ["4月中下旬"]),
        ("UTC+5:30", []),
        ("She is in her 40s.", []),
        ("It sold three-quarters of the fleet.", []),
    ],
)
def test_where_an_expression_ends(text: str, expected: list[str]) -> None:
    assert [text[item.start : item.end] for item in find_in_text(text, DAY) if not item.vague] == expected


def test_a_weekday_of_last_week_takes_the_date_in_brackets_too() -> None:
    first, second = find_in_text("上星期二（3月18日）", DAY)
    assert first.value == second.value == "2031-03-18"


def test_a_quarter_just_over_is_that_of_this_year_though_the_clause_expects() -> None:
    (found,) = find_in_text("第一季度预计增长", dt.date(2031, 4, 18))
    assert found.value == "2031-Q1"


def test_the_same_year_is_the_year_named_last() -> None:
    text = "他2019年5月就职，同年8月辞职，次月离开，翌年复出。"
    assert read(text) == [("2019年5月", "2019-05"), ("同年8月", "2019-08"), ("次月", "2019-09"), ("翌年", "2020")]


def test_a_stated_day_is_not_moved_by_a_year_named_later() -> None:
    text = "3月4日开工，他2019年提出此事，翌日再议。"
    assert read(text)[-1] == ("翌日", "2031-03-05")


def test_midnight_at_the_end_of_a_day_still_speaks_of_that_day() -> None:
    assert read("截至3月12日24时，较前一日减少") == [("3月12日24时", "2031-03-13T00"), ("前一日", "2031-03-11")]


@pytest.mark.parametrize(
    ("text", "value", "lunar"),
    [
        ("农历2015年十月初一", "2015-11-12", "2015-10-01"),
        ("2028年春节", "2028-01-26", "2028-01-01"),
        ("2020年闰四月廿三", "2020-06-14", "2020-L04-23"),
        ("雍正四年正月初一", None, "1726-01-01"),
        ("二零零四年八月十五", "2004-08-15", None),  # written out in full, it is a date like another
        ("2004年八月十五", "2004-09-28", "2004-08-15"),
    ],
)
def test_a_lunar_day_has_its_printed_reading(text: str, value: str | None, lunar: str | None) -> None:
    (found,) = find_in_text(text, DAY)
    assert (found.value, found.lunar) == (value, lunar)


def test_a_lunar_clock_time_keeps_its_printed_day() -> None:
    (found,) = find_in_text("2015年农历十月初一早上9点", DAY)
    assert (found.value, found.lunar) == ("2015-11-12T09", "2015-10-01")


def test_a_year_beyond_the_almanac_is_no_impossible_day() -> None:
    assert [item.rule for item in find_in_text("雍正四年正月初一，2019年2月30日", DAY)] == [
        "beyond-almanac",
        "no-such-day",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("“我们明天就撤离。”发言人3月15日对记者说。", "2031-03-16"),
        ("发言人周一说：“今晚停火。”", "2031-03-17TEV"),
        ("3月8日，她说：「昨日的會談坦誠。」", "2031-03-07"),
        ("3月3日，他写道：“三天前我在场。”3月18日他再度到访。", "2031-02-28"),
        ('"Tomorrow we leave," the mayor said on March 12.', "2031-03-13"),
    ],
)
def test_a_speech_counts_from_its_day_and_shows_both_readings(text: str, value: str) -> None:
    (found,) = [item for item in find_in_text(text, DAY) if item.anchor == "speech"]
    assert found.value == value
    assert found.value_from_published not in (None, value)


def test_a_name_in_marks_is_no_speech() -> None:
    text = "店名叫“今天”，3月10日开业。"
    assert [item.anchor for item in find_in_text(text, DAY)] == ["published", "published"]


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("Exports rose in the first half of 2029.", "first half of 2029", "2029-H1"),
        ("It fell in the second half of last year.", "second half of last year", "2030-H2"),
        ("It opens in the week of March 24.", "week of March 24", "2031-W13"),
        ("H1 2029 was strong.", "H1 2029", "2029-H1"),
        ("The strike could last 48 hours.", "48 hours", "PT48H"),
    ],
)
def test_english_constructions(text: str, span: str, value: str) -> None:
    assert (span, value) in read(text)


_PIECES = st.sampled_from(
    "FY 2026 26 Q1 H2 3Q25 - 学年 赛季 财年 第三财季 两年前 的 今天 同一天 当天 当晚 端午 现在 到 年底 以前"
    " 或之后 之间 世纪 头十年 七八 点 多 24时 同年 翌年 8月 次月 ， 。 “ ”".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=14))
def test_any_pieces_give_spans_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    at = 0
    for item in find_in_text(text, DAY):
        assert at <= item.start < item.end <= len(text)
        at = item.end


@pytest.mark.parametrize(
    "text",
    [
        "FY26Q1" * 2000,
        "Q1" * 4000,
        "两年前的" * 3000,
        "端午当天当晚" * 2000,
        "2024-25学年" * 1500,
        "现在到" * 4000,
        "晚8时" * 2500,
    ],
)
def test_hostile_repetition_ends(text: str) -> None:
    find_in_text(text, DAY)
