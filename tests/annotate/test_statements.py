"""Statements: who said what, through whom. All sentences, people and outlets are invented."""

from __future__ import annotations

from suyuan.annotate import Document, statements
from suyuan.model import Article, Mention, Statement


def read(text: str, mentions: tuple[Mention, ...] = (), title: str | None = None) -> tuple[Statement, ...]:
    return statements.find(Document(Article("t", text, title)), mentions)


def media(text: str, name: str) -> Mention:
    at = text.index(name)
    return Mention(at, at + len(name), "MEDIA", name)


def test_a_source_told_an_agency_and_the_agency_stays_in_force() -> None:
    text = "港务局消息人士周二告诉北湾社，新码头将于秋天启用。\n消息人士说，工程已经完成八成。"
    first, second = read(text, (media(text, "北湾社"),))
    assert first.speaker.type == second.speaker.type == "anonymous"
    assert [h.name for h in first.channel] == ["北湾社"]
    assert [(h.name, h.implicit) for h in second.channel] == [("北湾社", True)]
    assert first.speaker.cluster == second.speaker.cluster
    assert text[slice(*second.content[0])] == "工程已经完成八成"
