"""Constructions that a fresh reading of Chinese news showed to be missed. Sentences, people and events are invented."""

from __future__ import annotations

import pytest

from suyuan.annotate import Document, commitments, names, quantities, statements, times
from suyuan.model import Article


def read(text: str, title: str | None = None) -> list[tuple[str, str | None, str]]:
    """Status, actor and action of each commitment."""
    whole = f"{title}\n{text}" if title else text
    doc = Document(Article("t", whole, title, published="2024-05-08"))
    mentions, when = names.find(doc), times.find(doc)
    said = statements.find(doc, mentions, when)
    found = commitments.find(doc, mentions, when, quantities.find(doc), said)
    return [(c.status, whole[slice(*c.actor.span)] if c.actor.span else None, whole[slice(*c.action)]) for c in found]


def test_a_condition_keeps_the_actor_before_it() -> None:
    assert read("欧盟打算开始谈判，如果谈判失败，会进一步反制。")[-1] == ("will", "欧盟", "进一步反制")
    assert read("欧盟正敲定措施的细节。如果谈判失败，会进一步反制。") == [("will", "欧盟", "进一步反制")]


def test_a_condition_in_a_headline_has_no_comma() -> None:
    assert ("will", "陈宁", "进一步反制") in read("港口在南边。", "陈宁称愿与欧盟谈判　倘谈判失败将进一步反制")
    assert read("倘欧盟将反制，港口就关闭。") == []


def test_a_comma_inside_a_number_ends_no_clause() -> None:
    found = read("总统李明希望在9月6日讨论结束后，启动规模2,500亿美元的造船方案。")
    assert found == [("seeking", "总统李明", "启动规模2,500亿美元的造船方案")]


@pytest.mark.parametrize(("title", "actor"), [("李明望尽快对商品征关税", "李明"), ("美以欲猛烈轰炸港口设施", "美以")])
def test_wishes_of_headlines(title: str, actor: str) -> None:
    assert [(status, who) for status, who, _ in read("港口在南边。", title)] == [("seeking", actor)]


@pytest.mark.parametrize(
    "text",
    [
        "与会者还讨论了如何对付走私者的计划。",
        "李明在山上眺望扩建中的港口。",
        "李明的购买欲推动了消费。",
        "如果你们关闭港口，美国将“承担后果”。",
        "从美国可能或不可能关闭港口来看，一切没有改变。",
    ],
)
def test_none(text: str) -> None:
    assert read(text) == []


def test_instrument_before_the_action() -> None:
    assert read("美国将透过部长级讨论，于今年内汇整报告。") == [("will", "美国", "透过部长级讨论，于今年内汇整报告")]


def test_agreeing_with_something_ends_the_action() -> None:
    assert read("欧盟同意将共同巡航，同时也赞成让渔民参加的想法。")[0][2] == "共同巡航"


def test_what_will_be_decided_is_not_decided_yet() -> None:
    assert read("首相陈宁将决定是否设下更严格的限制。") == [("will", "首相陈宁", "决定是否设下更严格的限制")]


@pytest.mark.parametrize(
    "text", ["香港律師會會長陳寧表示，不評論事件。", "首相陈宁讨论预算问题、税收以及美国是否扩建港口。"]
)
def test_no_modal_and_no_topic(text: str) -> None:
    assert read(text) == []
