from __future__ import annotations

import html
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from suyuan.model import Annotations, Article, Block, Mention, Speaker, Statement, TimeExpression
from suyuan.serve.web.marks import Mark, article_marks, render
from suyuan.serve.web.render import blocks_html


class Nesting(HTMLParser):
    """Reads rendered HTML: its text, and whether every tag closes where it should and no link is inside a link."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.in_badge = False
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "a" or "a" not in self.open
        self.open.append(tag)
        self.in_badge |= ("class", "badge") in attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.in_badge = False

    def handle_data(self, data: str) -> None:
        if not self.in_badge:
            self.text += data


def test_marks_nest() -> None:
    text = "甲说乙丙丁"
    shown = render(text, [Mark(2, 5, "statement"), Mark(3, 4, "time", href="/t")])
    assert shown == (
        '甲说<span class="m statement">乙<a class="m time" href="/t" hx-get="/t" hx-target="#evidence">丙</a>丁</span>'
    )


def test_crossing_marks_are_continued() -> None:
    shown = str(render("一二三四", [Mark(0, 3, "statement", anchor="s"), Mark(2, 4, "time")]))
    assert shown.count('id="s"') == 1
    assert shown == (
        '<span class="m statement" id="s">一二<span class="m time">三</span></span>'
        '<span class="m time continued">四</span>'
    )


def test_a_link_inside_a_link_is_a_plain_mark() -> None:
    shown = str(render("一二三", [Mark(0, 3, "mention", href="/m"), Mark(1, 2, "time", href="/t")]))
    assert shown.count("<a ") == 1 and '<span class="m time">' in shown


def test_text_and_attributes_are_escaped() -> None:
    shown = str(render("<b>&\"'", [Mark(0, 3, "time", 'x" onclick="', href='/"><script>', title="<i>", anchor='a"b')]))
    assert "<b>" not in shown and "<script>" not in shown and 'onclick="' not in shown and "<i>" not in shown
    assert Nesting(shown).text == "<b>&\"'"


def test_marks_outside_the_text_are_left_out() -> None:
    assert render("一二", [Mark(5, 9, "time"), Mark(1, 1, "time"), Mark(2, 0, "time")]) == "一二"
    assert render("一二三四", [Mark(0, 4, "time")], 1, 3) == '<span class="m time continued">二三</span>'


@given(
    st.text(st.sampled_from("甲乙<>&\"'\n a"), max_size=30),
    st.lists(
        st.tuples(
            st.integers(-3, 35),
            st.integers(-3, 35),
            st.sampled_from(["statement", "time", "mention", "at", "commitment"]),
            st.sampled_from([None, "/x"]),
            st.sampled_from([None, "1"]),
        ),
        max_size=8,
    ),
)
def test_any_marks_give_the_text_back_in_order(text: str, spans: list[tuple[int, int, str, str | None, str | None]]):
    marks = [Mark(max(0, a), b, layer, href=href, badge=badge) for a, b, layer, href, badge in spans]
    shown = str(render(text, marks))
    assert Nesting(shown).text == text
    covered = {i for mark in marks for i in range(mark.start, min(mark.end, len(text)))}
    assert bool(covered) == ("<span" in shown or "<a" in shown)


def test_every_annotation_leads_to_its_evidence() -> None:
    found = Annotations(
        mentions=(Mention(0, 1, "PERSON", "甲"),),
        times=(TimeExpression(1, 2, "DATE"),),
        statements=(Statement("s", "direct", ((2, 3), (4, 5)), (1, 2), Speaker((0, 1), ("甲",), "named")),),
    )
    links = [mark.href for mark in article_marks("a/b", found) if mark.href]
    assert links == [f"/articles/a/b/evidence/{layer}/0" for layer in ("mention", "time", "statement")]
    assert html.escape("<") == "&lt;"


def test_a_mark_over_two_blocks_is_continued_and_named_once() -> None:
    article = Article(
        "a",
        "标题\n一段\n二段",
        blocks=(Block("title", 0, 2), Block("body", 3, 5), Block("body", 6, 8)),
        annotations=Annotations(statements=(Statement("s", "direct", ((2, 8),), None, Speaker()),)),
    )
    title, first, second = (str(html) for _, html in blocks_html(article, (4, 7)))
    assert title == "标题"
    assert first.count('id="text-s"') == 1 and first.count("badge") == 1 and first.count('id="at"') == 1
    assert "id=" not in second and "badge" not in second and "continued" in second
