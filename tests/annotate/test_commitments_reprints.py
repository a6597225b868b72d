"""Commitments in reprinted news that a blind reading of fifteen pages missed. Sentences and people are invented."""

from __future__ import annotations

import pytest

from suyuan.annotate import Document, commitments, names, quantities, statements, times
from suyuan.model import Article, Commitment


def found(text: str, title: str | None = None) -> tuple[str, tuple[Commitment, ...]]:
    whole = f"{title}\n{text}" if title else text
    doc = Document(Article("t", whole, title, published="2024-05-08"))
    mentions, when = names.find(doc), times.find(doc)
    said = statements.find(doc, mentions, when)
    return whole, commitments.find(doc, mentions, when, quantities.find(doc), said)


def read(text: str, title: str | None = None) -> list[tuple[str, str | None, str]]:
    """Status, actor and action of each commitment."""
    whole, out = found(text, title)
    return [(c.status, whole[slice(*c.actor.span)] if c.actor.span else None, whole[slice(*c.action)]) for c in out]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("韩国政府为维护关系考虑予以配合，但这有风险。", ("considering", "韩国政府", "予以配合")),
        ("欧盟慎重考虑是否配合出口管制。", ("considering", "欧盟", "是否配合出口管制")),
        ("部长李明说，韩国很难全身而退，但将减少企业的损失。", ("will", "韩国", "减少企业的损失")),
        ("北岛政府将会决定采取哪些措施予以回应。", ("will", "北岛政府", "决定采取哪些措施予以回应")),
        ("欧盟正在寻求财政激励措施，港口仍然关闭。", ("seeking", "欧盟", "财政激励措施")),
        ("北岛财政部计划安排3.9万亿元专项债。", ("planned", "北岛财政部", "安排3.9万亿元专项债")),
        ("国家安全顾问周一召集官员开会，准备向总统提出建议。", ("planned", "国家安全顾问", "向总统提出建议")),
        ("该航母打击群预计将部署到南部地区。", ("expected", "该航母打击群", "部署到南部地区")),
        ("马克龙预计在峰会召开前一天，在港口接待来宾。", ("expected", "马克龙", "在港口接待来宾")),
        ("部长李明承认，“最终”英国将不会使用旧设备。", ("will", "英国", "不会使用旧设备")),
        ("工作报告预期，今年赤字率3%，并计划安排3亿元专项债。", ("planned", "工作报告", "安排3亿元专项债")),
    ],
)
def test_constructions(text: str, expected: tuple[str, str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize("text", ["李明称，这项工程十年内都不可能做到。", "北岛政府不可能开放港口。"])
def test_what_is_impossible_is_not_considered(text: str) -> None:
    assert read(text) == []


def test_what_talks_will_be_about() -> None:
    assert len(read("马克龙将在巴黎和陈宁举行会谈，并讨论扩大经济合作。")) == 1


def test_a_day_between_announcing_and_will_is_the_deadline() -> None:
    text, (made,) = found("欧盟宣布6月11日将首度举办三方峰会。")
    assert made.status == "announced"
    assert made.deadline is not None and text[slice(*made.deadline.span)] == "6月11日"


@pytest.mark.parametrize(
    ("text", "actor", "action"),
    [
        ("The candidates will debate in the old town.", "The candidates", "debate in the old town"),
        ("And their campaigns will try to close the port.", "their campaigns", "try to close the port"),
        ("The ministers will meet in Port Halden.", "The ministers", "meet in Port Halden"),
    ],
)
def test_english_plurals_act(text: str, actor: str, action: str) -> None:
    assert read(text) == [("will", actor, action)]


def test_what_may_be_needed_is_advocacy() -> None:
    assert read("马克龙说，西方可能在某个时候有必要采取行动。") == []
