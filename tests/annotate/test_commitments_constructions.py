"""Constructions that a fresh reading of Chinese news showed to be missed. Sentences, people and events are invented."""

from __future__ import annotations

import pytest

from suyuan.annotate import Document, annotate, commitments, names, quantities, statements, times
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


def due(text: str, published: str = "2025-06-11") -> list[tuple[str, str | None]]:
    found = annotate(Article("t", text, published=published)).commitments
    return [(text[slice(*c.deadline.span)], c.deadline.value) for c in found if c.deadline]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政府将在大选之前公布名单。", ("在大选之前", None)),
        ("公司计划在审查结束后签署协议。", ("在审查结束后", None)),
        ("双方同意，待谈判完成后将启动合作。", ("待谈判完成后", None)),
        ("公司计划最快于今年四季度递交招股书。", ("今年四季度", "2025-Q4")),
        ("The company will halve its debt by the end of 2026.", ("the end of 2026", "2026-12-31")),
        ("The ministry plans to open the port by March.", ("March", "2026-03")),
    ],
)
def test_deadlines(text: str, expected: tuple[str, str | None]) -> None:
    assert due(text) == [expected]


def test_what_ought_not_to_be_is_no_promise() -> None:
    assert read("我们绝不能辜负民众的信任。") == []


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        ("〔记者林远／港城报导〕北岛政府将扩建港口。", "北岛政府", "扩建港口"),
        ("乌兰群岛拟与邻国升级经贸关系。", "乌兰群岛", "与邻国升级经贸关系"),
        ("发言人李明强调，事故出于老化，将对散布谣言者提出告诉。", "发言人李明", "对散布谣言者提出告诉"),
        ("政府计划在2026年前建成码头，并将成立工作组。", "政府", "成立工作组"),
    ],
)
def test_who_will_do_it(text: str, who: str, what: str) -> None:
    assert [(actor, action) for _, actor, action in read(text)][-1] == (who, what)


def test_explain_says_who_what_and_why() -> None:
    article = Article("t", "北岛政府承诺在2027年底前向维兰多移交三艘巡逻艇。", published="2025-05-12")
    doc = Document(article)
    lines = commitments.explain(doc, annotate(article).commitments)
    assert lines[0].startswith("commitment, pledged (promised), rule zh:承诺")
    assert any("“2027年底前” → 2027-12-31" in line for line in lines)
    assert any("with     “维兰多”" in line for line in lines)
