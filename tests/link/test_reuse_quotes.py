"""What stands between quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan.link.reuse.quotes import is_quoted, quoted_share


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("他说：“码头|不关。”", True),
        ("他说：“码头不关。”|渔民不信。", False),
        ("“甲「乙」丙|丁”", True),
        ("“甲「乙|」丙丁”", True),
        ("“第一段。\n“第|二段。”", True),
        ("“忘了关，" + "甲" * 400 + "|", False),
        ("|“甲”", False),
    ],
)
def test_a_place_is_quoted_while_a_mark_is_open(text: str, quoted: bool) -> None:
    assert is_quoted(text.replace("|", ""), text.index("|")) is quoted


def test_the_share_of_a_span_between_marks() -> None:
    text = "船长说：“今天不开船，明天也不开。”乘客走了。"
    start = text.index("今天")
    assert quoted_share(text, (start, text.index("”"))) == 1
    assert quoted_share(text, (0, start - 1)) == 0
    assert 0.5 < quoted_share(text, (start, len(text))) < 1
    assert quoted_share("“第一段。\n“第二段。”", (1, 10)) == pytest.approx(8 / 9)
    assert quoted_share("甲", (0, 0)) == 0


@given(st.text("“”「」『』甲\n"), st.integers(0, 30), st.integers(0, 30))
def test_any_text(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    assert 0 <= quoted_share(text, (start, end)) <= 1
    assert is_quoted(text, start) in (True, False)
