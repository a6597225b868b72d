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


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("（记者林小岚 周大河）港口开放。", "周大河", "PERSON"),
        ("陈宁称，会开放。", "陈宁", "PERSON"),
        ("潮汐智能总裁陈宁出席。", "潮汐智能", "ORG"),
        ("小米创始人出席。", "小米", "ORG"),
        ("上海鹭岚卫星科技有限公司开业。", "上海鹭岚卫星科技有限公司", "ORG"),
        ("欧盟驻港澳办事处没有回应。", "欧盟驻港澳办事处", "ORG"),
        ("“海燕”号驱逐舰离港。", "海燕", "PRODUCT"),
        ("货轮「鸥鸣58」离港。", "鸥鸣58", "PRODUCT"),
        ("长征二十二号丙升空。", "长征二十二号丙", "PRODUCT"),
        ("展出了ZX-77无人机。", "ZX-77", "PRODUCT"),
        ("“潮汐之盾”联合军演开始。", "潮汐之盾", "PROGRAM"),
        ("印度-太平洋繁荣伙伴框架生效。", "印度-太平洋繁荣伙伴框架", "PROGRAM"),
        ("船停在托里斯塔岛以东。", "托里斯塔岛", "LOC"),
        ("他访京三天。", "京", "GPE"),
        ("大陆有关部门回应。", "大陆", "GPE"),
        ("BRP Tide Watcher left port.", "BRP Tide Watcher", "PRODUCT"),
        ("It flew a ZX-77 drone.", "ZX-77", "PRODUCT"),
        ("They met at Harbour Air Base.", "Harbour Air Base", "FACILITY"),
        ("Harbour Council President Jane van der Roe spoke.", "Jane van der Roe", "PERSON"),
        ("The U.S. Navy left.", "U.S. Navy", "ORG"),
        ("HONG KONG (AP) - It rained.", "HONG KONG", "GPE"),
    ],
)
def test_found_by_how_it_is_named(text: str, name: str, kind: str) -> None:
    assert (name, kind) in read(text)


@pytest.mark.parametrize("text", ["新大陆与大陆架。", "某军区组织演练。", "韩先生和高层说好。", "两艘驱逐舰出发。"])
def test_no_names(text: str) -> None:
    assert all(kind == "PERSON" for _, kind in read(text))


def test_a_title_leaves_the_ministry() -> None:
    assert read("美国国防部长访日。") == [("美国", "GPE"), ("日", "GPE")]


def test_countries_of_the_document_by_first_characters() -> None:
    assert [s for s, _ in read("乌克兰与芬兰会谈，乌芬签署备忘录。")] == ["乌克兰", "芬兰", "乌", "芬"]
