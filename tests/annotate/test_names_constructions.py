"""Names that a fresh reading of news showed to be missed or mistaken. People, firms and sentences are invented."""

from __future__ import annotations

import pytest

from suyuan.annotate import Document, names
from suyuan.model import Article


def read(text: str) -> list[tuple[str, str]]:
    doc = Document(Article("t", text, None, published="2024-05-08"))
    return [(text[m.start : m.end], m.type) for m in names.find(doc)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("网络安全分析师詹姆斯·沙德文表示，这不是动机。", "詹姆斯·沙德文", "PERSON"),
        ("經濟顧問埃爾-埃里迪說，會開放。", "埃爾-埃里迪", "PERSON"),
        ("经理哈里森（Paul Harrison）说，会开放。", "哈里森", "PERSON"),
        ("据英国每日电讯报报导，港口会开放。", "每日电讯报", "MEDIA"),
        ("美国《纽约时报》报道，港口会开放。", "纽约时报", "MEDIA"),
        ("根据《港口管理条例》，港口会开放。", "港口管理条例", "PROGRAM"),
    ],
)
def test_found(text: str, name: str, kind: str) -> None:
    assert (name, kind) in read(text)


def test_a_name_keeps_its_last_character_before_a_verb() -> None:
    assert read("部长刘晓明出访。\n刘晓明说，会开放。") == [("刘晓明", "PERSON"), ("刘晓明", "PERSON")]


def test_a_stock_code_is_no_name() -> None:
    assert ("BT.L", "ORG") not in read("英国电信(BT.L)表示，会开放。")


@pytest.mark.parametrize(
    "name",
    ["Issam Karim", "Phil Chetlund", "Ihtisham Barakat", "Alessandra Gallo", "Institute for Applied Port Research"],
)
def test_english_people_by_what_stands_beside_them(name: str) -> None:
    text = (
        "She met visuals journalist Issam Karim, 37, in the harbour. The Institute for Applied Port Research (IAPR) "
        "measured the water. Harbour News Director Phil Chetlund urged calm. Ihtisham Barakat, the firm's manager of "
        "communications, agreed. Harbour Post Editor-in-Chief Alessandra Gallo did too. IAPR had no comment."
    )
    found = [surface for surface, _ in read(text)]
    assert name in found
    assert found.count("IAPR") == 2
