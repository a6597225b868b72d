"""Whose text a portal prints, and which bylines of other newsrooms are understood."""

from __future__ import annotations

import pytest

from suyuan.model import Article
from suyuan.read import page_of, read_page
from suyuan.read.finish.byline import bracketed, read_byline

BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "云州市长林小雨周五表示，连接云州与海东的跨海大桥将在明年三月通车，届时两地的车程会缩短到二十分钟。",
        "她说，桥面铺装已经完成，余下的工作是灯光和收费系统，工程的总造价没有超出三年前的预算。",
        "海东港务局此前表示，桥墩的最后一批钢梁已于上月运抵，渡轮在大桥通车后仍会保留两条航线。",
    )
)


def read(head: str, title: str = "", tail: str = "", body: str = BODY) -> Article:
    data = (
        f"<html><head><meta charset='utf-8'><title>跨海大桥明年三月通车{title}</title></head><body>"
        f"<h1>跨海大桥明年三月通车</h1>{head}<div class='article'>{body}{tail}</div></body></html>"
    )
    articles, _ = read_page(page_of(data.encode(), path="page.html"))
    assert len(articles) == 1
    return articles[0]


def outlet(article: Article) -> str | None:
    return article.outlet.name if article.outlet else None


@pytest.mark.parametrize(
    "head",
    [
        "<div>2031-05-09 10:20:00 来源: 人民日报 <a>举报</a></div>",
        "<div>2031年05月09日 10:20 人民日报</div>",
        "<div>原创 人民日报 2031-05-09 10:20:00</div>",
    ],
)
def test_a_portal_carries_what_its_source_line_names(head: str) -> None:
    article = read(head, "_新浪新闻")
    assert outlet(article) == "人民日报" and article.published == "2031-05-09"
    assert [(layer.kind, layer.name) for layer in article.wrappers] == [("republisher", "新浪")]


def test_an_unknown_site_carries_a_source_that_no_table_knows() -> None:
    assert outlet(read("<div>2031-05-09 10:20 来源：云州晚报</div>")) == "云州晚报"
    assert outlet(read("<div>2031-05-09 10:20 来源：云州晚报作者：林小雨</div>")) == "云州晚报"


def test_a_newspaper_stays_the_outlet_of_what_it_takes_from_an_agency() -> None:
    article = read("<div>2031-05-09 10:20 来源：新华社</div>", "_人民日报")
    assert outlet(article) == "人民日报" and not article.wrappers
    assert ("新华社", "source") in [(each.name, each.role) for each in article.byline]


@pytest.mark.parametrize("words", ["本站原创", "网络综合", "新浪科技", "互联网"])
def test_sources_that_name_nobody_else(words: str) -> None:
    assert outlet(read(f"<div>2031-05-09 10:20 来源：{words}</div>", "_新浪新闻")) == "新浪"


def test_a_site_that_no_table_knows_by_the_end_of_its_title() -> None:
    assert outlet(read("<div>2031-05-09 10:20</div>", "_云州生活网")) == "云州生活网"
    assert outlet(read("<div>2031-05-09 10:20</div>", "_国内要闻")) is None


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("责任编辑：林小雨_AB12345", [("林小雨", "editor")]),
        ("[责任编辑：林小雨 PK155]", [("林小雨", "editor")]),
        ("责任编辑：HN666", []),
        ("By Jane de la Roe", [("Jane de la Roe", "author")]),
        ("By Jane Roe, and Ann Poe, CNN", [("Jane Roe", "author"), ("Ann Poe", "author")]),
        ("-- By Jane Roe Follow @roe", [("Jane Roe", "author")]),
        ("編集委員 林原克二", [("林原克二", "author")]),
        ("作者：海东在线记者 林小雨", [("林小雨", "author")]),
        ("林小雨/人民日报", [("林小雨", "author"), ("人民日报", "source")]),
        ("林小雨/陈牧（综合报导）", [("林小雨", "reporter"), ("陈牧", "reporter")]),
        ("人民日报编辑 林小雨", [("林小雨", "editor")]),
        ("图：云州港提供", []),
        ("来源于：云州晚报", [("云州晚报", "source")]),
    ],
)  # fmt: skip
def test_lines_of_makers(line: str, people: list[tuple[str, str]]) -> None:
    assert [(each.name, each.role) for each in read_byline(line).byline] == people


def test_names_behind_a_dispatch_line_and_behind_the_last_sentence() -> None:
    first = "云州晚报讯（林小雨）跨海大桥将在明年三月通车。"
    assert [(each.name, each.role) for each in bracketed(first, 0, 120)] == [("林小雨", "reporter")]
    last = "渡轮会保留两条航线。（陈牧）"
    assert [(each.name, each.role) for each in bracketed(last, 0, len(last))] == [("陈牧", "author")]
    aside = "这句话出自他的老师（陈牧）"
    assert bracketed(aside, 0, len(aside)) == []


def test_a_picture_s_words_and_the_tail_of_a_carried_page() -> None:
    picture = "<p><img src='a.jpg'></p><p>雨后的跨海大桥。通讯员 何青 摄</p>"
    tail = "<p>（原题为《大桥的“最后一根梁”》）</p>"
    tail += "<p>本文经授权转载自云州晚报，原文标题为“大桥通车在即”</p><p>责任编辑：周启明</p><p>渡轮票价上调。</p>"
    article = read("<div>2031-05-09 10:20</div>", body=BODY[: BODY.index("</p>") + 4] + picture + BODY, tail=tail)
    captions = [article.text[block.start : block.end] for block in article.blocks if block.kind == "caption"]
    assert captions == ["雨后的跨海大桥。通讯员 何青 摄"]
    assert not any(words in article.text for words in ("原题", "授权", "责任编辑"))
    assert ("周启明", "editor") in [(each.name, each.role) for each in article.byline]


def test_the_day_an_agency_signs_off_with() -> None:
    text = "（中央社記者林小雨台北9日電）跨海大橋將在明年三月通車，市長今天表示，渡輪仍會保留兩條航線。\n\n"
    text += "港務局說，最後一批鋼樑已於上月運抵，工程沒有延誤。（編輯：周啟明）1200509"
    articles, _ = read_page(page_of(text.encode(), path="a.txt"))
    assert articles[0].published == "2031-05-09"
    other, _ = read_page(page_of(text.replace("9日", "7日").encode(), path="a.txt"))
    assert other[0].published is None  # the digits say another day than the dateline


def test_a_labelled_date_beats_the_date_of_another_story() -> None:
    head = "<div>上一篇：渡轮票价五年未变--2031年1月9日</div><div>渡轮 2031-02-01</div>"
    head += "<div>发布时间：2031-05-09 10:20</div>"
    assert read(head).published == "2031-05-09"


def test_a_headline_that_the_site_cut_is_whole_where_the_original_is_printed() -> None:
    data = (
        "<html><head><title>定了！跨海大桥明年三月通车，渡轮保...</title></head><body><h1>定了！跨海大桥明年三月通车，渡轮保...</h1>"
        f"<div>本文原标题：《定了！跨海大桥明年三月通车，渡轮保留两线》</div><div>{BODY}</div></body></html>"
    )
    articles, _ = read_page(page_of(data.encode(), path="page.html"))
    assert articles[0].title == "定了！跨海大桥明年三月通车，渡轮保留两线"


def test_a_line_that_comes_back_and_a_sentence_behind_a_list() -> None:
    gallery = "<div>大桥通车前的最后几天里的工地</div>" * 5
    items = "".join(
        f"<li>第{n}条路线：从云州出发，经过海东，最后回到港口，全程需要半个小时。</li>" for n in "一二三四五六七八"
    )
    article = read("<div>2031-05-09 10:20</div>", body=f"{gallery}{BODY}<ul>{items}</ul><p>这些路线明年开放。</p>")
    assert "最后几天里的工地" not in article.text
    assert article.text.endswith("这些路线明年开放。")


def test_a_field_whose_label_is_hidden_is_seen() -> None:
    picture = (
        "<div class='field field-name-image-source field-label-hidden'><img src='a.jpg'>"
        "<a href='/a'>图：雨后的跨海大桥</a></div>"
    )
    article = read("<div>2031-05-09 10:20</div>", body=BODY[: BODY.index("</p>") + 4] + picture + BODY)
    assert "图：雨后的跨海大桥" in [
        article.text[each.start : each.end] for each in article.blocks if each.kind == "caption"
    ]


def test_an_english_page_copied_with_its_banner() -> None:
    text = (
        "Make us your home page\n\nFerries return to the two harbors after ten years\n\n"
        "BAY CITY (AP) — The ferries between the two harbors will return in October, the minister said on Tuesday.\n\n"
        "Advertisement\n\nThe first boats are due after ten years of repairs, she added, when all piers are ready.\n"
    )
    articles, _ = read_page(page_of(text.encode(), path="a.txt"))
    assert articles[0].title == "Ferries return to the two harbors after ten years"
    assert articles[0].outlet and articles[0].outlet.id == "ap"
    assert "Advertisement" not in articles[0].text and "home page" not in articles[0].text


def test_the_text_under_an_image_that_repeats_its_alternative_text_is_its_caption() -> None:
    words = "云州港的工人在雨中检查跨海大桥的最后一根钢梁。"
    picture = f"<table><tr><td><img alt='{words}' src='a.jpg'><br>{words}</td></tr></table>"
    article = read("<div>2031-05-09 10:20</div>", body=BODY[: BODY.index("</p>") + 4] + picture + BODY)
    kinds = [each.kind for each in article.blocks if article.text[each.start : each.end] == words]
    assert kinds == ["caption"]


@pytest.mark.parametrize("line", ["本文转载自云岬夜谈", "（转自云岬夜谈）", "摘自《云岬夜谈》"])
def test_who_is_republished_is_kept_though_the_line_goes(line: str) -> None:
    article = read("", tail=f"<p>{line}</p>")
    assert line not in article.text
    assert [(each.name, each.role) for each in article.byline] == [("云岬夜谈", "source")]


@pytest.mark.parametrize("line", ["本文转载自网络", "图片来源：云岬夜谈", "未经授权不得转载"])
def test_lines_that_republish_nobody(line: str) -> None:
    assert not any(each.role == "source" for each in read("", tail=f"<p>{line}</p>").byline)
