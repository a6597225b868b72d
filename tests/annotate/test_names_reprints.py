"""Names in reprinted news that a blind reading of fifteen pages missed. Sentences and people are invented."""

from __future__ import annotations

import pytest

from suyuan.annotate import Document, names
from suyuan.model import Article


def read(text: str) -> list[tuple[str, str]]:
    found = names.find(Document(Article("t", text, None, published="2024-05-08")))
    return [(text[m.start : m.end], m.type) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4艘船台北时间15日航入南边水域。", []),
        ("承诺坚若磐石，友谊坚如磐石。", []),
        ("各方都支持自由开放的印太地区。", [("印太地区", "LOC")]),
        ("各方都支持自由开放的印太。", [("自由开放的印太", "PROGRAM")]),
        ("北岛人向法国海上民兵和伊朗红新月会求助。", [("法国海上民兵", "ORG"), ("伊朗红新月会", "ORG")]),
        ("海牙常设仲裁庭昨天开庭。", [("海牙常设仲裁庭", "ORG")]),
        ("他向总统小马可莫（Ferdo Marcomo Jr）提出建议。", [("小马可莫", "PERSON"), ("Ferdo Marcomo Jr", "PERSON")]),
    ],
)
def test_constructions(text: str, expected: list[tuple[str, str]]) -> None:
    assert [found for found in read(text) if found[0] != "北岛"] == expected


def test_an_airline_is_still_named() -> None:
    assert ("日航", "ORG") in read("日航的班机晚点。")
