from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan.text.fold import fold
from suyuan.text.numerals import Numeral, read


def whole(text: str) -> Numeral:
    numeral = read(fold(text), 0)
    assert numeral is not None and numeral.end == len(text), text
    return numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("12", 12),
        ("1,234.5", 1234.5),
        ("３５", 35),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("两百", 200),
        ("一百零五", 105),
        ("一百二十", 120),
        ("一百二", 120),
        ("一万二", 12000),
        ("二千零一", 2001),
        ("廿三", 23),
        ("壹仟玖佰", 1900),
        ("肆佰叁拾萬", 4_300_000),
        ("3万5000", 35000),
        ("3万5000亿", 3.5e12),
        ("1.2亿", 1.2e8),
        ("9.7亿", 970_000_000),
        ("四十九兆九千五百九十二億", 49_959_200_000_000),
        ("三点五", 3.5),
        ("3千万亿", 3e15),
        ("六十四万零一百四十三", 640143),
    ],
)
def test_exact_numerals(text: str, value: float) -> None:
    assert whole(text).value == value
    assert whole(text).exact


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("70多", 70, 71, 79),
        ("十几", 10, 11, 19),
        ("十多", 10, 11, 19),
        ("数千", 1000, 1000, 9999),
        ("几十", 10, 10, 99),
        ("数十亿", 1e9, 1e9, 9_999_999_999),
        ("300多亿", 3e10, 30_000_000_001, 39_999_999_999),
        ("上百", 100, 100, None),
        ("2000余", 2000, 2001, 2999),
        ("七八百", 700, 700, 800),
        ("八九亿", 8e8, 8e8, 9e8),
        ("三五", 3, 3, 5),
        ("二三十", 20, 20, 30),
        ("几", 2, 2, 9),
    ],
)
def test_inexact_numerals_keep_the_printed_value_and_its_bounds(
    text: str, value: float, low: float, high: float | None
) -> None:
    numeral = whole(text)
    assert (numeral.value, numeral.low, numeral.high) == (value, low, high)
    assert not numeral.exact


@pytest.mark.parametrize(
    ("text", "digits", "positional"),
    [("2024", 4, 2024), ("二〇二四", 4, 2024), ("08", 2, 8), ("三五", 2, 35), ("零六", 2, 6)],
)
def test_digit_by_digit_writing_is_kept_for_years(text: str, digits: int, positional: int) -> None:
    numeral = whole(text)
    assert (numeral.digits, numeral.positional) == (digits, positional)


def test_a_numeral_ends_where_the_next_thing_begins() -> None:
    assert read("三点半", 0) == read("三", 0)
    assert read("21，22", 0, decimals=False).end == 2  # type: ignore[union-attr]
    assert read("七十百", 0).value == 70  # type: ignore[union-attr]
    assert read("共23种", 1).value == 23  # type: ignore[union-attr]
    assert read("近", 0) is None
    assert read("十几年", 0).end == 2  # type: ignore[union-attr]


@given(st.text(alphabet="0123456789,.零一二三十百千万亿兆两几数多余半点廿上成", max_size=60), st.integers(0, 60))
def test_any_numeral_characters_give_a_result(text: str, pos: int) -> None:
    numeral = read(text, min(pos, len(text)))
    if numeral is not None:
        assert numeral.start < numeral.end <= len(text)
        assert numeral.low is None or numeral.high is None or numeral.low <= numeral.high


@given(st.integers(0, 10**12))
def test_arabic_writing_is_read_back(number: int) -> None:
    assert whole(str(number)).value == number
    assert whole(f"{number:,}").value == number


@pytest.mark.parametrize("text", ["9" * 10000, "亿" * 10000, "一" * 10000, "1," * 5000, "几" * 5000])
def test_hostile_runs_do_not_hang_or_raise(text: str) -> None:
    read(text, 0)


def test_a_financial_digit_alone_is_a_word() -> None:
    assert read("陆站", 0) is None and read("伍先生", 0) is None
    five, sixty = read("伍元", 0), read("陆拾元", 0)
    assert five is not None and five.value == 5
    assert sixty is not None and sixty.value == 60
