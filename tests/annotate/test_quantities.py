"""Quantities: examples by kind, bounds, what is none, then what any text must give."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.annotate import quantities, times
from suyuan.annotate.document import Document
from suyuan.annotate.quantities import find_in_text
from suyuan.annotate.times import find_in_text as find_times
from suyuan.model import Article, Quantity

DAY = dt.date(2031, 3, 19)


def found_in(text: str) -> tuple[Quantity, ...]:
    return find_in_text(text, find_times(text, DAY))


def one(text: str) -> Quantity:
    found = found_in(text)
    assert len(found) == 1, [text[item.start : item.end] for item in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("投资60亿美元建厂", "60亿美元", 6e9, "USD"),
        ("補助4700億日圓", "4700億日圓", 4.7e11, "JPY"),
        ("高达3万亿日元", "3万亿日元", 3e12, "JPY"),
        ("提供1.6兆日圓", "1.6兆日圓", 1.6e12, "JPY"),
        ("3万5000亿韩元", "3万5000亿韩元", 3.5e12, "KRW"),
        ("票价五元三毛", "五元三毛", 5.3, "CNY"),
        ("花了123元1角1分", "123元1角1分", 123.11, "CNY"),
        ("新台币 177.1 亿元", "新台币 177.1 亿元", 1.771e10, "TWD"),
        ("售价$20起", "$20", 20, "USD"),
        ("NT$5,000一张", "NT$5,000", 5000, "TWD"),
        ("8亿元人民币", "8亿元人民币", 8e8, "CNY"),
        ("三万元欧元", "三万元欧元", 30000, "EUR"),
        ("１０欧元", "１０欧元", 10, "EUR"),
    ],
)
def test_money(text: str, span: str, value: float, unit: str) -> None:
    found = one(text)
    assert (text[found.start : found.end], found.kind, found.value, found.unit) == (span, "money", value, unit)


def test_a_conversion_in_brackets_belongs_to_the_amount_before_it() -> None:
    first, second = found_in("双方出资约9亿美元（约70.2亿港元）")
    assert first.converted == (7.02e9, "HKD") and first.mod == "APPROX"
    assert (second.value, second.unit, second.converted) == (7.02e9, "HKD", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("增至2%", 2),
        ("下降２.５％", 2.5),
        ("百分之三十五", 35),
        ("千分之一", 0.1),
        ("三成", 30),
        ("八成半", 85),
        ("七五折", 75),
        ("三分之二", 66.666667),
        ("上升12个百分点", 12),
        ("百 分 之 五", 5),
        ("六 点 五 成", 65),
        ("－3%", -3),
        ("百分之1,123", 1123),
        ("半数居民", 50),
        ("砍掉一半", 50),
        ("1/3的人口", 33.333333),
        ("2/3多数通过", 66.666667),
    ],
)
def test_percentages(text: str, value: float) -> None:
    found = one(text)
    assert (found.kind, found.value, found.unit) == ("percent", value, "%")


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "mod"),
    [
        ("宣布60多项成果", 60, 61, 69, "MORE_THAN"),
        ("雇用数千人", 1000, 1000, 9999, "APPROX"),
        ("死亡人数242人", 242, None, None, None),
        ("來了數10人", 10, 10, 99, "APPROX"),
        ("十多名工人", 10, 11, 19, "MORE_THAN"),
        ("上百辆汽车", 100, 100, None, "MORE_THAN"),
        ("超过120名学生", 120, 120, None, "MORE_THAN"),
        ("不到300人", 300, None, 300, "LESS_THAN"),
        ("约40艘渔船", 40, None, None, "APPROX"),
        ("50%以上", 50, 50, None, "MORE_THAN"),
        ("10%左右", 10, None, None, "APPROX"),
        ("3至5人", 3, 3, 5, None),
        ("两到三万港元", 20000, 20000, 30000, None),
        ("1万-5万元", 10000, 10000, 50000, None),
        ("近二百万加拿大人", 2_000_000, None, 2_000_000, "APPROX"),
        ("300多亿美元", 3e10, 30_000_000_001, 39_999_999_999, "MORE_THAN"),
        ("逾百人到场", 100, 100, None, "MORE_THAN"),
        ("近千名工人", 1000, None, 1000, "APPROX"),
        ("增加了一倍多", 1, 1, None, "MORE_THAN"),
        ("墙高三米多", 3, 3, None, "MORE_THAN"),
    ],
)
def test_bounds(text: str, value: float, low: float | None, high: float | None, mod: str | None) -> None:
    found = one(text)
    assert (found.value, found.low, found.high, found.mod) == (value, low, high, mod)


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("两名宇航员", "count", 2, "名"),
        ("37种商品", "count", 37, "种"),
        ("两大主题", "count", 2, "大"),
        ("我们二人", "count", 2, "人"),
        ("第五条规定", "ordinal", 5, "条"),
        ("第四代战机", "ordinal", 4, "代"),
        ("列全省第三", "ordinal", 3, None),
        ("作为第二支柱", "ordinal", 2, None),
        ("2纳米芯片", "measure", 2, "nm"),
        ("85岁高龄", "measure", 85, "岁"),
        ("零下20摄氏度", "measure", -20, "°C"),
        ("246万亩", "measure", 2.46e6, "亩"),
        ("1700亿千瓦时", "measure", 1.7e11, "kWh"),
        ("三斤半", "measure", 3.5, "斤"),
        ("半公斤", "measure", 0.5, "kg"),
        ("身高1米75", "measure", 1.75, "m"),
        ("以12节航速驶离", "measure", 12, "kn"),
        ("航速达到18节", "measure", 18, "kn"),
        ("挂起12节车厢", "count", 12, "节"),
        ("产量翻了一番", "measure", 2, "倍"),
        ("产量翻两番", "measure", 4, "倍"),
        ("点亮百余盏灯", "count", 100, "盏"),
        ("往返增开五班", "count", 5, "班"),
    ],
)
def test_counts_ordinals_and_measures(text: str, kind: str, value: float, unit: str | None) -> None:
    found = one(text)
    assert (found.kind, found.value, found.unit) == (kind, value, unit)


def test_the_thing_counted_is_named() -> None:
    assert one("拆除26个社区中心").of == "社区中心"
    assert one("两个有待回答的问题").of == "问题"
    assert one("造成36人受伤").of == "人"


@pytest.mark.parametrize(
    "text",
    [
        "2+2会谈",
        "G7峰会",
        "代号F-35",
        "5G网络",
        "三星将军",
        "一带一路",
        "十八大以来",
        "千岁市长",
        "零件供应",
        "2026届毕业生",
        "八国联军",
        "二元关系",
        "伙伴四伙伴",
        "这是一个城市",
        "一家公司",
        "订单A202107211321",
        "2029年5月6日",
        "两年后",
        "搜索?q=30%25",
        "十分重要",
        "千万别去",
        "3/4凌晨",
        "人民币百货",
        "翻番茄",
        "五四杯",
        "2024首届论坛",
        "千万级人口",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert found_in(text) == (), [text[item.start : item.end] for item in found_in(text)]


def test_one_and_a_classifier_counts_only_where_something_sets_it_off() -> None:
    assert found_in("她是一名工程师") == ()
    assert one("其中一名将留任").value == 1


def test_quantities_keep_clear_of_times() -> None:
    text = "2029年投资10亿美元，22个月建成，雇用300人"
    assert [text[item.start : item.end] for item in found_in(text)] == ["10亿美元", "300人"]


def test_find_reads_the_article() -> None:
    doc = Document(Article("a", "2029年，工厂雇用数千人。", published="2031-03-19"))
    (found,) = quantities.find(doc, times.find(doc))
    assert (found.value, found.of) == (1000, "人")


@pytest.mark.parametrize(
    ("simple", "traditional"), [("约7亿美元", "約7億美元"), ("两个国家", "兩個國家"), ("百分之三点五", "百分之三點五")]
)
def test_traditional_writing_gives_the_same(simple: str, traditional: str) -> None:
    assert found_in(simple) == found_in(traditional)


_PIECES = st.sampled_from(
    (
        "约 近 超过 不到 第 一 两 三 十 百 千 万 亿 兆 多 余 几 数 半 12 1,000 3.5 . - 至 到 个 名 人 大 成 折 % 百分之"
        " 元 美元 角 分 $ 港币 公里 度 ° k w （ ） 的 以上 左右 国 2031年"
    ).split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=30))
def test_any_pieces_give_ordered_spans_within_bounds(pieces: list[str]) -> None:
    text = "".join(pieces)
    taken = find_times(text, DAY)
    found = find_in_text(text, taken)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for item in found:
        assert 0 <= item.start < item.end <= len(text)
        assert item.low is None or item.high is None or item.low <= item.high
        assert not any(time.start < item.end and item.start < time.end for time in taken)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_a_result(text: str) -> None:
    assert found_in(text) == found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 20000,
        "亿" * 20000,
        "一" * 9000,
        "$" * 9000,
        "第" * 9000,
        "3-" * 5000,
        "百分之" * 3000,
        "1元" * 5000,
        "1万(" * 3000,
        "约" * 9000,
        "人民币" * 3000,
        "二 " * 4000,
        "1,000," * 3000,
        "几" * 9000,
    ],
)
def test_hostile_repetition_ends(text: str) -> None:
    found_in(text)


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit", "mod"),
    [
        ("It cost $2.2 million.", "money", 2.2e6, "USD", None),
        ("about €3.5bn in aid", "money", 3.5e9, "EUR", "APPROX"),
        ("up to 600 billion yen", "money", 6e11, "JPY", "LESS_THAN"),
        ("rose 12.5 percent", "percent", 12.5, "%", None),
        ("more than 1,300 people", "count", 1300, None, "MORE_THAN"),
        ("three officials left", "count", 3, None, None),
        ("42,000 square metres of floor", "measure", 42000, "m²", None),
        ("some 40 miles away", "measure", 40, "mi", "APPROX"),
        ("raised by 25 basis points", "measure", 25, "bp", None),
        ("two dozen jobs went", "count", 24, None, None),
        ("half a million homes", "count", 5e5, None, None),
        ("twenty-five sailors", "count", 25, None, None),
        ("46 new cases", "count", 46, None, None),
        ("thousands of people", "count", 1000, None, "APPROX"),
        ("nearly two-thirds", "percent", 66.666667, "%", "APPROX"),
        ("a quarter of the town", "percent", 25, "%", None),
        ("one in five said so", "percent", 20, "%", None),
        ("Two out of three agreed", "percent", 66.666667, "%", None),
    ],
)
def test_english_amounts(text: str, kind: str, value: float, unit: str | None, mod: str | None) -> None:
    found = one(text)
    assert (found.kind, found.value, found.unit, found.mod) == (kind, value, unit, mod)


@pytest.mark.parametrize(
    "text",
    [
        "in 2016 campaigns",
        "six months",
        "the G7",
        "Route 66",
        "F-35 jets",
        "one officials",
        "two in three days",
        "1 in 2024 races",
    ],
)
def test_english_numbers_that_are_no_amounts(text: str) -> None:
    assert found_in(text) == ()
