"""Quotation marks: families, nesting, paragraphs, and marks that do not balance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan.text.quotes import Quotation, quotations


def inner(text: str) -> list[str]:
    return [text[slice(*q.inner)] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说：“明天开工。”", ["明天开工。"]),
        ("「甲」與『乙』", ["甲", "乙"]),
        ("“外‘内’外”", ["外‘内’外", "内"]),
        ("「外『內』外」", ["外『內』外", "內"]),
        ('他说："甲"，又说"乙"。', ["甲", "乙"]),
        ("She said \"yes\" and 'no' twice.", ["yes", "no"]),
        ("It’s the workers’ choice, isn't it?", []),
        ("《海峡日报》与〈短评〉", []),
        ("“甲乙“，他说", ["甲乙"]),  # the opening mark twice
        ("他说：”甲乙”", ["甲乙"]),  # the closing mark twice
        ("“外“内”外”", ["外“内”外", "内"]),
        ("没有“说完", ["说完"]),
        ("多余”的", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_span_includes_the_marks_and_inner_leaves_them_out() -> None:
    (q,) = quotations("说「好」。")
    assert (q.span, q.inner, q.depth, q.closed, q.mark) == ((1, 4), (2, 3), 1, True, "「")


def test_a_quotation_reopened_at_each_paragraph_is_one() -> None:
    text = "市长说：“第一段。\n“第二段。\n“第三段。”"
    (q,) = quotations(text)
    assert q.closed
    assert [text[a:b] for a, b in q.parts] == ["第一段。", "第二段。", "第三段。"]


def test_a_quotation_closed_paragraphs_later_without_reopening() -> None:
    text = "声明说：「第一段。\n第二段。\n第三段。」完"
    (q,) = quotations(text)
    assert q.closed
    assert [text[a:b] for a, b in q.parts] == ["第一段。", "第二段。", "第三段。"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    first, second = quotations("“没有说完\n下一段有“别的”话")
    assert (first.inner, first.closed) == ((1, 5), False)
    assert second.closed


def test_straight_marks_reopened() -> None:
    assert [q.parts for q in quotations('He said: "One.\n"Two."')] == [((10, 14), (16, 20))]


@given(st.text(alphabet="“”‘’「」『』\"'甲a，。：\n ", max_size=60))
def test_any_text(text: str) -> None:
    found = quotations(text)
    for q in found:
        assert 0 <= q.start < q.inner[0] <= q.inner[1] <= q.end <= len(text)
        assert all(a < b for a, b in q.parts)
        assert all(x[1] < y[0] for x, y in zip(q.parts, q.parts[1:], strict=False))
        assert q.depth >= 1
    assert found == quotations(text)


@given(st.text(max_size=80))
def test_any_characters(text: str) -> None:
    assert all(isinstance(q, Quotation) for q in quotations(text))


def test_many_marks_take_linear_time() -> None:
    assert quotations("“" * 20000)
    assert len(quotations("“甲”" * 20000)) == 20000
    assert quotations("”" * 20000) == []
    assert len(quotations("「" * 20000 + "“”" * 20000)) == 20000
    assert quotations("“甲\n" * 20000)
