"""Words that patterns need: read out of them, found in one pass, and never missed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.read.finish.data import line_patterns, line_rows
from suyuan.read.finish.signs import KINDS, SIGN, signs_of, wordless
from suyuan.read.syntax import needed

NEEDY = [(kind, pattern) for kind, pattern in line_rows() if kind in SIGN and needed(pattern)]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?:感谢|谢谢).{0,40}", {"感谢", "谢谢"}),
        ("请?(?:扫描|长按)二维码", {"二维码"}),
        (r"\d{1,3}", None),
        ("(?:广告)?", None),
        ("[（(](?:责编|编辑)[:：].+", {"责编", "编辑"}),
    ],
)
def test_the_words_a_pattern_needs(pattern: str, words: set[str] | None) -> None:
    assert needed(pattern) == words


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_whatever_matches_holds_a_needed_word(data: st.DataObject) -> None:
    kind, pattern = data.draw(st.sampled_from(NEEDY))
    if "++" in pattern or "*+" in pattern:
        return  # possessive patterns cannot be generated from
    line = data.draw(st.from_regex(pattern, fullmatch=True).filter(lambda line: "\n" not in line))
    words = needed(pattern)
    assert words and any(word in line for word in words)
    (signs,) = signs_of([line])
    assert signs & SIGN[kind] or wordless(kind).search(line)


@given(st.lists(st.text("感谢请扫描二维码责编辑：转自某报 abyeditng©图𠀀", max_size=30), min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_every_kind_that_matches_has_its_sign(lines: list[str]) -> None:
    for line, signs in zip(lines, signs_of(lines), strict=True):
        for kind in KINDS:
            if line_patterns()[kind].search(line) and kind != "drop":
                assert signs & SIGN[kind], (kind, line)
            if kind == "drop" and line_patterns()[kind].fullmatch(line):
                assert signs & SIGN[kind] or wordless(kind).fullmatch(line), line


def test_the_lines_of_an_article_are_told_apart() -> None:
    signs = signs_of(["渡轮十月开出", "", "本报记者林雨晴", "责任编辑：王明"])
    assert [bool(each & SIGN["glued"]) for each in signs] == [False, False, False, True]
