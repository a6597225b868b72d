"""What is read out of patterns must hold for all their matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.read.finish.data import line_rows
from suyuan.read.syntax import any_of, beginnings

KNOWN = [pattern for _, pattern in line_rows() if beginnings(pattern) is not None]


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("感谢|谢谢", {"感", "谢"}),
        (r"[（(]?\s*责编", {r"（", r"\(", r"\s", "责"}),
        ("(?:欢迎|请)?关注", {"欢", "请", "关"}),
        (r"(?<=。)^\d{1,3}", {r"\d"}),
        ("[a-c]x", {"a-c"}),
        (".{0,4}出品", None),
        ("[^。]关注", None),
        ("(?:关注)?", None),
        ("", None),
    ],
)
def test_what_a_match_begins_with(pattern: str, first: set[str] | None) -> None:
    assert beginnings(pattern) == first


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_every_match_begins_so(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(KNOWN))
    if "++" in pattern or "*+" in pattern:
        return  # possessive patterns cannot be generated from
    line = data.draw(st.from_regex(pattern, fullmatch=True))
    assert re.match(f"[{''.join(beginnings(pattern) or ())}]", line)


@given(st.text("感谢请扫描二维码责编辑：转自某报 abc]^-\\", max_size=20))
@settings(max_examples=300, deadline=None)
def test_several_patterns_match_where_one_does(text: str) -> None:
    patterns = ["感谢.{0,3}", r"[\]^-]请", "(?:责编|编辑)：", ".转自", r"\\a"]
    places = [found.start() for pattern in patterns if (found := re.search(pattern, text))]
    found = any_of(patterns).search(text)
    assert (found.start() if found else None) == min(places, default=None)
