"""Unnamed sources that the text points back to, and nothing more. Sentences, people and outlets are invented."""

from __future__ import annotations

import pytest

from suyuan.annotate import Document, names, statements, times
from suyuan.model import Article, Statement
from suyuan.text.fold import fold


def read(text: str) -> tuple[Statement, ...]:
    doc = Document(Article("t", text, published="2024-05-08"))
    return statements.find(doc, names.find(doc), times.find(doc))


@pytest.mark.parametrize(
    "text",
    [
        "一名港务局官员说，码头会开放。\n这位官员还说，桥会修好。",
        "一名港務局官員說，碼頭會開放。\n該官員還說，橋會修好。",
        "两名知情人士透露，谈判已经开始。\n上述知情人士说，合同没有签。",
        "一名外交官表示，协议不足以解决问题。\n同一位外交官说，作用很小。",
        "A harbour official said the pier would open. The official said the bridge was safe.",
        "Three people familiar with the matter said the port was for sale. Two of the people said it was early.",
    ],
)
def test_a_pointer_ties_to_the_statement_that_brought_the_source(text: str) -> None:
    first, second = read(text)
    assert first.same_as == () and second.same_as == (first.id,)
    assert first.speaker.cluster == second.speaker.cluster is not None
    twin = read(fold(text))
    assert [s.same_as for s in twin] == [(), (twin[0].id,)]


@pytest.mark.parametrize(
    "text",
    [
        "一名官员说，码头会开放。\n另一名官员说，桥会修好。",
        "北湾社引述一名官员的话说，码头会开放。\n潮汐社引述一名官员的话说，桥会修好。",
        "多名人士说，码头会开放。\n其中一名人士说，桥会修好。",
        "部长李明说，码头会开放。\n这位部长说，桥会修好。",
        "An official said the pier would open. Another official said the bridge was safe.",
    ],
)
def test_wording_alone_ties_nothing(text: str) -> None:
    assert [s.same_as for s in read(text)] == [(), ()]


def test_the_third_mention_points_to_the_first() -> None:
    found = read("一名官员说，码头会开放。\n这名官员说，桥会修好。\n该官员还说，船已经到了。")
    assert [s.same_as for s in found] == [(), (found[0].id,), (found[0].id,)]


def test_explain_says_so() -> None:
    doc = Document(Article("t", "一名官员说，码头会开放。\n这位官员还说，桥会修好。"))
    found = statements.find(doc, names.find(doc))
    assert any(found[0].id in line and "the source of" in line for line in statements.explain(doc, found))
