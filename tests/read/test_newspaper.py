# ruff: noqa: E501 - page texts stand as they lie in a file
"""Newspaper pages: articles in jumbled order separated, put together and given their captions, by general cues."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan.model import Article
from suyuan.read import page_of, read_page
from suyuan.read.layout import classify, is_headline, read_layout

BRIDGE_LEAD = "連接雲州與海東的跨海大橋昨日完成最後一段橋面合龍，市長林小雨出席儀式時表示，大橋將在明年三月通車，屆時兩地車程縮短到二十分鐘。"
BRIDGE_1 = "大橋總長三十公里，工程由雲州與海東共同出資，總投資七十億元。林小雨說，橋面鋪裝將在年底前完成，燈光與監控系統隨後安裝。"
BRIDGE_2 = "大橋收費標準仍未公布。雲州交通局官員透露，兩地正在商討對貨車實行優惠，預計通車前一個月公布方案。"
FISH_1 = "海東省漁業廳公布，今年秋季漁獲量比去年減少三成，主要原因是近海水溫偏高，鯖魚和魷魚向北遷移，漁民出海天數也隨之減少。"
FISH_2 = "漁業廳建議漁民改捕深海魚種，並提供低息貸款更換漁具。漁會代表認為貸款額度不足，要求省政府直接補貼燃油，雙方將於下周再談。"
OPERA_1 = "雲州歌劇院新劇《漁歌》下月首演，導演周明說，劇本取材自海邊小鎮三代人的故事，音樂融合了漁民號子與管弦樂，排練已經進行半年。"
OPERA_2 = "首演門票在三小時內售罄，歌劇院決定加演兩場。周明表示，明年初劇組將到海東巡演，也希望帶到更遠的城市。"

JUMBLED = f"""
{BRIDGE_1}

收費標準仍未公布

{BRIDGE_2}

◆綜合報道

{BRIDGE_LEAD}

合龍儀式冒雨舉行 兩地民眾到場見證

跨海大橋明年三月通車

◆市長林小雨出席跨海大橋橋面合龍儀式。資料圖片

秋季漁獲減三成 漁民盼補貼

{FISH_1}

{FISH_2}

◆綜合報道

新劇《漁歌》下月首演

{OPERA_1}

劇組明年巡

演將到海東等地，{OPERA_2}

◆漁民出海捕撈鯖魚和魷魚。資料圖片

◆綜合報道
"""


def read(text: str) -> list[Article]:
    articles, rejections = read_page(page_of(text.encode(), "page.txt"))
    assert not rejections
    return articles


def body(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind != "title"]


def test_articles_are_separated_and_joined_across_the_page() -> None:
    articles = read(JUMBLED)
    assert [article.title for article in articles] == [
        "跨海大橋明年三月通車",
        "秋季漁獲減三成 漁民盼補貼",
        "新劇《漁歌》下月首演",
    ]
    bridge = body(articles[0])
    assert bridge[:4] == ["合龍儀式冒雨舉行 兩地民眾到場見證", BRIDGE_LEAD, BRIDGE_1, "收費標準仍未公布"]
    assert BRIDGE_2 in bridge
    assert body(articles[1])[:2] == [FISH_1, FISH_2]


def test_captions_go_where_place_and_words_agree_and_else_nowhere() -> None:
    bridge, fish, opera = read(JUMBLED)
    assert "◆市長林小雨出席跨海大橋橋面合龍儀式。資料圖片" in body(bridge)
    stray = "◆漁民出海捕撈鯖魚和魷魚。資料圖片"
    assert all(stray not in article.text for article in (bridge, fish, opera))
    assert any(stray in warning for warning in fish.warnings)
    assert any(stray in warning for warning in opera.warnings)


def test_restarting_leads_divide_a_page_without_end_marks() -> None:
    text = f"大橋明年通車\n\n【本報訊】{BRIDGE_LEAD}\n\n{BRIDGE_1}\n\n秋季漁獲減少\n\n【本報訊】{FISH_1}\n\n{FISH_2}\n\n新劇下月首演\n\n【本報訊】{OPERA_1}\n"
    assert [article.title for article in read(text)] == ["大橋明年通車", "秋季漁獲減少", "新劇下月首演"]


def test_one_article_with_sub_headings_stays_one() -> None:
    text = f"大橋明年通車\n\n{BRIDGE_LEAD}\n\n收費標準未定\n\n{BRIDGE_2}\n\n工程進度\n\n{BRIDGE_1}\n\n（記者林雨晴）\n"
    [article] = read(text)
    assert article.title == "大橋明年通車"


def test_a_paragraph_cut_by_a_column_is_joined() -> None:
    layout = read_layout("任由風浪影響工程進度，反\n\n映出前期勘察不足。\n")
    assert [(line.kind, line.text) for line in layout] == [("body", "任由風浪影響工程進度，反映出前期勘察不足。")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("◆綜合報道", "end"),
        ("（本報記者 林雨晴）", "end"),
        ("本报综合报道", "end"),
        ("（完）", "end"),
        ("◆大橋夜景。網上圖片", "caption"),
        ("圖為大橋施工現場。", "caption"),
        ("大橋明年三月通車", "headline"),
        ("市長：「一定能按時完成」", "headline"),
        ("大橋將在明年三月通車。", "body"),
        ("他說，", "body"),
        ("2031", "body"),
    ],
)
def test_lines_are_told_by_their_shape(line: str, kind: str) -> None:
    assert classify(line).kind == kind


@given(st.lists(st.sampled_from([*JUMBLED.split("\n"), "", "◆", "（完）", "【本報訊】"]), max_size=40))
def test_any_order_of_lines_gives_articles_without_loss_or_exception(lines: list[str]) -> None:
    articles, _ = read_page(page_of("\n\n".join(lines).encode(), "page.txt"))
    for article in articles:
        assert all(article.text[block.start : block.end] for block in article.blocks)


@given(st.text(max_size=60))
def test_any_line_has_a_shape(line: str) -> None:
    is_headline(line) if line else None
    if line.strip():
        classify(line.strip())


def test_bylines_under_headlines_open_articles() -> None:
    text = f"大橋明年通車\n\n本報記者 林雨晴\n\n{BRIDGE_LEAD}\n\n{BRIDGE_1}\n\n秋季漁獲減少\n\n本報記者 周明\n\n{FISH_1}\n\n{FISH_2}\n\n新劇下月首演\n\n本報記者 陳晨\n\n{OPERA_1}\n"
    articles = read(text)
    assert [article.title for article in articles] == ["大橋明年通車", "秋季漁獲減少", "新劇下月首演"]
    assert [[each.name for each in article.byline] for article in articles] == [["林雨晴"], ["周明"], ["陳晨"]]
    assert all("本報記者" not in article.text for article in articles)


def test_taiwan_leads_open_articles() -> None:
    text = f"大橋明年通車\n\n〔記者林雨晴／雲州報導〕{BRIDGE_LEAD}\n\n{BRIDGE_1}\n\n秋季漁獲減少\n\n〔記者周明／海東報導〕{FISH_1}\n\n{FISH_2}\n"
    assert [article.title for article in read(text)] == ["大橋明年通車", "秋季漁獲減少"]
