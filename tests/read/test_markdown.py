"""Markdown in the wild: no character of the text lost, no mark-up left."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan.read.assembly import Envelope, join_lines, parts_of
from suyuan.read.markdown import blocks, inline, links, unwiki, words_outside_links


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("2031年0[[zh:5月9日]]", "2031年05月9日"),
        ("五[[zh:国安]]全会议", "五国安全会议"),
        ("[[云州市|云州]]市长", "云州市长"),
        ("[[zh:外[[zh:交]]部]]说", "外交部说"),
        ("[云州](https://a.example/b_(c)) 与 [海东](<https://x.example/y z>)", "云州 与 海东"),
        ("**市长**说，~~昨天~~*今天*到访", "市长说，昨天今天到访"),
        ("![图](a.png)正文", "正文"),
        ("R&amp;D 部门\\#", "R&D 部门#"),
        ("3 * 4 * 5 = 60", "3 * 4 * 5 = 60"),
        ("snake_case_name", "snake_case_name"),
        ("数据[1](见注)", "数据1"),
        ("<https://a.example/b>", "https://a.example/b"),
    ],
)
def test_inline(raw: str, seen: str) -> None:
    assert inline(raw).replace("<", "").replace(">", "") == seen


def test_blocks_of_a_mixed_page() -> None:
    text = (
        "### 标题\n-----\n\n> 引文一\n> 引文二\n\n* 甲\n* 乙\n\n1. 丙\n\n<div>\n<p>段落</p>\n</div>\n\n正文\n======\n"
    )
    assert [(block.kind, block.level) for block in blocks(text)] == [
        ("heading", 3),
        ("rule", 0),
        ("quote", 0),
        ("list", 0),
        ("list", 0),
        ("list", 0),
        ("html", 0),
        ("heading", 1),
    ]


def test_a_short_rule_under_a_line_is_no_heading() -> None:
    """记者：某某 over --- is a byline over a rule in many Jekyll posts."""
    assert [block.kind for block in blocks("记者：林小雨\n---\n\n正文。")] == ["text", "rule", "text"]


def test_links_and_what_is_outside_them() -> None:
    bar = "[首页](https://a.example) &nbsp;|&nbsp; [目录](https://b.example)"
    assert links(bar) == [("首页", "https://a.example"), ("目录", "https://b.example")]
    assert words_outside_links(bar) == ""


def test_hard_wrapped_english_is_one_paragraph() -> None:
    wrapped = [
        "The governor of Yunzhou met her counterpart on Friday in the old town hall,",
        "where the two signed a memorandum on ferries, fish and a bridge that neither",
        "side expects to be finished.",
    ]
    assert len(join_lines(wrapped)) == 1
    assert join_lines(["Hotel Yunzhou", "Yunzhou, Haidong", "", "6:02 P.M."])[:2] == [
        "Hotel Yunzhou",
        "Yunzhou, Haidong",
    ]


def test_chinese_lines_are_paragraphs() -> None:
    lines = ["云州市长周五表示，大桥将在明年通车。", "海东省省长对此表示欢迎，但没有给出日期。"]
    assert join_lines(lines) == lines


def test_images_leave_captions_and_nothing_else() -> None:
    text = "![云州大桥的施工现场](https://i.example/a.jpg)\n\n![](b.jpg)\n\n![IMG_0012.JPG](c.jpg)\n\n市长说大桥很好。"
    found = [(part.kind, part.text) for part in parts_of(text, Envelope())]
    assert found == [("caption", "云州大桥的施工现场"), ("body", "市长说大桥很好。")]


def test_words_on_the_line_of_an_image_are_its_caption() -> None:
    parts = parts_of("![](https://i.example/a.jpg)云州大桥（图片来自网络）\n市长说大桥很好。", Envelope())
    assert [(part.kind, part.text) for part in parts] == [
        ("caption", "云州大桥（图片来自网络）"),
        ("body", "市长说大桥很好。"),
    ]


@given(st.text(alphabet="[]()!*_`<>#-=\\|~ \n0ab中。&:/h.", max_size=300))
def test_any_text_gives_blocks_and_parts(text: str) -> None:
    for block in blocks(text):
        inline(block.raw)
        links(block.raw)
    parts = parts_of(text, Envelope())
    assert all("\n" not in part.text and part.text.strip() for part in parts)


@given(st.text(alphabet="中文ab[]:zh|", max_size=80))
def test_unwiki_loses_no_character_outside_markup(text: str) -> None:
    assert [char for char in unwiki(text) if char in "中文"] == [
        char for char in text if char in "中文"
    ] or "|" in text  # [[page|words]] drops the page's name


@pytest.mark.parametrize(
    "bad", ["[" * 40_000, "![" * 20_000, "[a](" * 20_000, "*" * 50_000, "`" * 50_000, "<a " * 20_000]
)
def test_hostile_markup_takes_linear_time(bad: str) -> None:
    start = time.process_time()
    for block in blocks(bad):
        inline(block.raw)
        words_outside_links(block.raw)
    assert time.process_time() - start < 5
