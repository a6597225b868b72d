"""Words that are no speaker: what makes a future of the cue, what only stands before a report."""

from __future__ import annotations

import pytest

from suyuan.model import Article, Statement
from suyuan.pipeline import annotated


def statements(text: str) -> tuple[Statement, ...]:
    annotations = annotated(Article("x", text, published="2031-05-12")).annotations
    assert annotations
    return annotations.statements


@pytest.mark.parametrize("text", ["此外可能会确认推进合作，并扩大巡逻。", "此外或會確認推進合作，並擴大巡邏。"])
def test_what_may_be_said_is_said_by_nobody_called_may(text: str) -> None:
    assert not statements(text)


def test_a_demand_that_may_come_is_the_reporters_telling() -> None:
    (said,) = statements("海务部周一报道说，塔尔宾政府可能会要求渔船停航。")
    assert said.speaker.names == ("海务部",)


def test_related_reports_are_a_report_and_not_a_name() -> None:
    found = statements("另据潮汐社引述相关报道称，维兰多港口不会关闭。")
    assert found and all(name != "相关" for said in found for name in said.speaker.names)
