"""The finishing: drafts to articles. Outlets that exist are only named; what they are said to print is made up."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.model import Article, DateMark, Page, Wrapper
from suyuan.read.draft import Draft, Hint, Part, Source
from suyuan.read.finish import finish
from suyuan.read.finish.signs import SUSPICIOUS, signs_of
from suyuan.read.lines import clean_line
from suyuan.text.fold import fold

FIRST = "青沙国外长贺兰星期二在海湾城对记者说，两国将在年底以前恢复渡轮航线，具体日期还要由双方的港务局商定。"
SECOND = "他表示，第一批船只会在十月抵达，届时码头的三个泊位都将完成翻修，旅客可以直接走到火车站。"
THIRD = "港务局没有回答票价是否上涨的问题，只说方案正在研究，预计在下个月的例会上公布。"
SOURCE = Source(Page(b"", "0" * 64, "a.md"), "")


def read(*lines: str | Part, title: str | None = "渡轮航线年底恢复", **more: object) -> Article:
    draft = Draft(title=title, parts=[line if isinstance(line, Part) else Part("body", line) for line in lines])
    for name, value in more.items():
        setattr(draft, name, value)
    article = finish(draft, SOURCE, 0, "id")
    assert article is not None
    return article


def kept(article: Article) -> list[str]:
    return article.text.split("\n")[1 if article.title else 0 :]


# ------------------------------------------------------------------ text and blocks


def test_text_is_title_then_blocks_with_exact_offsets() -> None:
    article = read(FIRST, Part("heading", "票价未定"), SECOND, Part("caption", "渡轮正在靠岸。"), THIRD)
    assert article.text == "\n".join(("渡轮航线年底恢复", FIRST, "票价未定", SECOND, "渡轮正在靠岸。", THIRD))
    assert [block.kind for block in article.blocks] == ["title", "body", "heading", "body", "caption", "body"]
    assert [article.text[block.start : block.end] for block in article.blocks] == article.text.split("\n")
    assert (article.language, article.script) == ("zh", "Hans")


def test_a_title_printed_again_is_dropped() -> None:
    assert kept(read("渡轮航线 年底恢复", FIRST, SECOND)) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "line",
    [
        "分享到：微信 微博 QQ空间",
        "【字号：大 中 小】【打印】【关闭】",
        "您的位置：首页 > 国际",
        "阅读量：1234",
        "上一篇：苹果丰收",
        "广告",
        "ADVERTISEMENT",
        "点击查看大图",
        "https://bay.example/1.html",
        "關鍵詞：渡輪",
        "图片来源：海湾图片社",
        "------",
    ],
)
def test_furniture_between_paragraphs_goes(line: str) -> None:
    assert kept(read(FIRST, line, SECOND, THIRD)) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    [
        "相关阅读：",
        "延伸閱讀",
        "推荐阅读",
        "免责声明：本站转载此文仅为传递信息。",
        "Related stories",
        "猜你喜欢",
        "更多精彩",
    ],
)
def test_the_article_ends_at_a_tail_marker(line: str) -> None:
    assert kept(read(FIRST, SECOND, THIRD, line, "苹果今年丰收", "葡萄今年减产")) == [FIRST, SECOND, THIRD]


def test_related_links_in_the_middle_do_not_end_it() -> None:
    article = read(FIRST, "相关阅读：", Part("list", "苹果今年丰收", "links"), SECOND, THIRD, THIRD)
    assert kept(article) == [FIRST, SECOND, THIRD, THIRD]


@pytest.mark.parametrize("tail", ["（责任编辑：林舟）", "责任编辑：林舟#", "（編輯：林舟）"])
def test_an_editor_glued_to_the_last_paragraph_is_cut_and_read(tail: str) -> None:
    article = read(FIRST, SECOND, THIRD + tail)
    assert kept(article)[-1] == THIRD
    assert [(each.name, each.role) for each in article.byline] == [("林舟", "editor")]


def test_solicitations_go_whatever_their_length() -> None:
    long = "【诚征会员】" + "涓滴成海，" * 12 + "每年只需一份订阅费用。"
    assert kept(read(FIRST, SECOND, THIRD, long)) == [FIRST, SECOND, THIRD]
    assert kept(read(FIRST, SECOND, THIRD, "请订阅我们的电子报，或在Facebook追踪我们")) == [FIRST, SECOND, THIRD]


def test_a_paragraph_that_speaks_of_subscriptions_stays() -> None:
    sentence = (
        "这家报纸的总编辑说，去年订阅电子报的读者增加了三成，公司因此打算在海湾城再开一间编辑部，明年春天开始招人。"
    )
    assert sentence in kept(read(FIRST, sentence, SECOND))


@pytest.mark.parametrize(
    "line", ["登录后继续阅读全文", "Subscribe to continue reading", "この記事は有料記事です。残り812文字"]
)
def test_a_paywall_cut_is_incomplete(line: str) -> None:
    article = read(FIRST, SECOND, line)
    assert article.incomplete and kept(article) == [FIRST, SECOND]


def test_headlines_glued_to_the_end_go() -> None:
    glued = "海湾城：苹果丰收　果农发愁葡萄减产　价格上涨：商贩乐观渡轮将至　旅馆客满"
    assert kept(read(FIRST, SECOND, THIRD, FIRST, glued))[-1] == FIRST


@pytest.mark.parametrize(
    "line", ["图为海湾城码头。（海湾社）", "▲海湾城码头一景", "旅客在码头排队。（林舟摄）", "码头夜景。資料圖片"]
)
def test_captions_known_by_opening_or_credit(line: str) -> None:
    article = read(FIRST, line, SECOND)
    assert [b.kind for b in article.blocks if article.text[b.start : b.end] == line] == ["caption"]


@pytest.mark.parametrize(
    ("end", "sources"),
    [
        ("（美联社）", ["美联社"]),
        ("（路透社、法新社）", ["路透社", "法新社"]),
        (" (AFP/Reuters)", ["AFP", "Reuters"]),
        ("（完）", []),
    ],
)
def test_an_agencys_credit_behind_the_last_sentence_is_its_source(end: str, sources: list[str]) -> None:
    article = read(FIRST, SECOND, THIRD + end)
    assert [each.name for each in article.byline if each.role == "source"] == sources
    assert article.blocks[-1].kind == "body"
    assert kept(article)[-1] == (THIRD if sources else THIRD + end)


def test_alternative_text_that_repeats_a_caption_goes() -> None:
    article = read(
        FIRST,
        Part("caption", "海湾城码头，渡轮正在靠岸", "alt"),
        Part("caption", "海湾城码头，渡轮正在靠岸。（林舟摄）"),
        SECOND,
    )
    assert [b.kind for b in article.blocks].count("caption") == 1


def test_nothing_left_is_no_article() -> None:
    assert finish(Draft(title="首页", parts=[Part("body", "分享到"), Part("body", "广告")]), SOURCE, 0, "id") is None


# ------------------------------------------------------------------ bylines


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("责任编辑：林舟", {("林舟", "editor")}),
        ("文/林舟", {("林舟", "author")}),
        ("作者：海边的猫", {("海边的猫", "author")}),
        ("编译 林舟；审校 高岚", {("林舟", "translator"), ("高岚", "reviewer")}),
        ("记者 林舟", {("林舟", "reporter")}),
        ("通讯员：林舟", {("林舟", "correspondent")}),
        ("摄影/林舟", {("林舟", "photographer")}),
        (
            "林舟/高岚（路透社、法新社等）",
            {("林舟", "author"), ("高岚", "author"), ("路透社", "source"), ("法新社", "source")},
        ),
        (
            "某某电台记者林舟巴黎报导 责编：高岚 网编：星野",
            {("林舟", "reporter"), ("高岚", "editor"), ("星野", "editor")},
        ),
        ("来源：新华社 责编：林舟", {("新华社", "source"), ("林舟", "editor")}),
    ],
)
def test_bylines_at_the_end(line: str, expected: set[tuple[str, str]]) -> None:
    article = read(FIRST, SECOND, THIRD, line)
    assert {(each.name, each.role) for each in article.byline} == expected
    assert kept(article)[-1] == THIRD


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("【大纪元2031年05月06日讯】（大纪元记者林舟综合报导）", {("林舟", "reporter")}),
        ("（中央社記者林舟台北11日電）", {("林舟", "reporter")}),
        ("〔記者林舟、高嵐／台北報導〕", {("林舟", "reporter"), ("高嵐", "reporter")}),
        ("本报讯（实习记者 林舟 高岚）", {("林舟", "reporter"), ("高岚", "reporter")}),
        ("【ソウル＝林舟太郎】", {("林舟太郎", "reporter")}),
    ],
)
def test_reporters_in_datelines_which_stay(start: str, expected: set[tuple[str, str]]) -> None:
    article = read(start + FIRST, SECOND)
    assert {(each.name, each.role) for each in article.byline} == expected
    assert start in article.text


@pytest.mark.parametrize("line", ["By Jane Roe and John Doe", "By Jane Roe, John Doe"])
def test_english_bylines(line: str) -> None:
    article = read(
        Part("body", line, "head"), "The ferry line will open again before the end of the year, the minister said. " * 3
    )
    assert [each.name for each in article.byline] == ["Jane Roe", "John Doe"]


def test_the_reporter_at_work_in_a_sentence_is_no_byline() -> None:
    assert read(FIRST, "昨日，记者来到码头，看到工人正在铺设木板。", SECOND).byline == ()
    assert read("记者从港务局获悉，渡轮航线将在年底恢复。", FIRST, SECOND).byline == ()


def test_outlets_are_no_persons() -> None:
    article = read(FIRST, SECOND, "作者：新华社", "记者 本报综合")
    assert not [each for each in article.byline if each.role in ("author", "reporter")]


def test_an_editor_is_never_an_author() -> None:
    article = read(FIRST, SECOND, "责任编辑：林舟", hints=[Hint("author", "林舟", "meta author")])
    assert [(each.name, each.role) for each in article.byline] == [("林舟", "editor")]


# ------------------------------------------------------------------ dates and outlets


def test_a_dateline_gives_outlet_and_day_over_the_address() -> None:
    article = read("【大紀元2031年05月06日訊】" + FIRST, SECOND, url="https://www.epochtimes.com/gb/31/5/5/n1.htm")
    assert article.outlet is not None and article.outlet.id == "epochtimes"
    assert article.published == "2031-05-06"
    assert article.dates[0].kind == "dateline"


def test_the_outlet_decides_day_first_or_month_first() -> None:
    french = read("06/05/2031 - 10:39", FIRST, SECOND, url="https://www.rfi.fr/cn/x")
    american = read("06/05/2031 10:39", FIRST, SECOND, url="https://www.voachinese.com/a/x")
    assert (french.published, american.published) == ("2031-05-06", "2031-06-05")
    assert "10:39" not in french.text


def test_an_ambiguous_date_without_an_order_is_unknown() -> None:
    assert read("06/05/2031 10:39", FIRST, SECOND).published is None


def test_an_ambiguous_date_is_decided_by_the_feeds_day() -> None:
    feed = DateMark("feed", "2031-05-07T00:10", "minute", "<!--1-->", "UTC")
    assert read("06/05/2031 10:39", FIRST, SECOND, dates=[feed]).published == "2031-05-06"


def test_republication_is_no_publication_but_dates_an_agencys_day() -> None:
    again = DateMark("republished", "2031-05-07T02:00", "minute", "5/7/2031 2:00 AM", "UTC")
    assert read(FIRST, SECOND, dates=[again]).published is None
    article = read(FIRST, SECOND + "（中央社海灣城6日綜合外電報導）", dates=[again])
    assert article.published == "2031-05-06"


def test_updates_are_no_publication() -> None:
    article = read(Part("body", "更新时间：2031-05-08 10:00", "head"), FIRST, SECOND)
    assert article.published is None and [mark.kind for mark in article.dates] == ["updated"]


def test_the_pages_local_day_beats_utc_metadata() -> None:
    meta = DateMark("published", "2031-05-05T23:10:00", "second", "meta", "UTC")
    article = read(Part("body", "2031-05-06 07:10", "head"), FIRST, SECOND, dates=[meta])
    assert article.published == "2031-05-06"


@pytest.mark.parametrize(
    ("draft", "outlet"),
    [
        ({"url": "https://www.dw.com/zh/a-1"}, "dw"),
        ({"title": "渡轮航线年底恢复 | 国际 | 三立新闻网 SETN.COM"}, "setn"),
        ({"hints": [Hint("outlet", "聯合早報", "og:site_name", 0.6)]}, "zaobao"),
        ({}, None),
    ],
)
def test_outlets(draft: dict[str, object], outlet: str | None) -> None:
    article = read(FIRST, SECOND, **draft)  # type: ignore[arg-type]
    assert (article.outlet.id if article.outlet else None) == outlet


def test_house_style_names_an_outlet_and_an_agency_only_for_want_of_better() -> None:
    assert (found := read("（德国之声中文网）" + FIRST, SECOND).outlet) and found.id == "dw"
    agency = "新华社海湾城5月6日电　" + FIRST
    assert (found := read(agency, SECOND).outlet) and found.id == "xinhua"
    assert (found := read(agency, SECOND, url="http://world.people.com.cn/n1/x.html").outlet) and found.id == "people"


def test_wrappers_and_warnings_pass_through() -> None:
    layer = Wrapper("republisher", "某站", None, None, "轉載自某站")
    article = read(FIRST, SECOND, wrappers=[layer], warnings=["a", "a"])
    assert article.wrappers == (layer,) and article.warnings == ("a",)


# ------------------------------------------------------------------ properties


@given(st.lists(st.text(max_size=120), max_size=12), st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_draft_gives_exact_blocks(lines: list[str], title: str) -> None:
    draft = Draft(title=title, parts=[Part("body", " ".join(line.split("\n"))) for line in lines])
    article = finish(draft, SOURCE, 0, "id")
    if article is not None:
        for block in article.blocks:
            assert 0 <= block.start < block.end <= len(article.text)
            assert "\n" not in article.text[block.start : block.end]
        assert "\n".join(article.text[b.start : b.end] for b in article.blocks) == article.text


def test_both_scripts_give_the_same_article() -> None:
    simplified = read(
        "【大纪元2031年05月06日讯】（大纪元记者林舟综合报导）" + FIRST, SECOND, "责任编辑：高岚", "延伸阅读", "别的消息"
    )
    traditional = read(
        "【大紀元2031年05月06日訊】（大紀元記者林舟綜合報導）" + FIRST, SECOND, "責任編輯：高嵐", "延伸閱讀", "別的消息"
    )
    assert simplified.published == traditional.published
    assert [b.kind for b in simplified.blocks] == [b.kind for b in traditional.blocks]
    assert [(b.start, b.end) for b in simplified.blocks] == [(b.start, b.end) for b in traditional.blocks]
    assert [each.role for each in simplified.byline] == [each.role for each in traditional.byline]


# ------------------------------------------------------------------ sentences that are furniture


@pytest.mark.parametrize(
    "line",
    [
        "声明：本网转载此文的目的在于传递更多信息，并不代表本网赞同其观点，也不对其真实性负责。",
        "欢迎关注我们的微信公众号，每天清晨把最要紧的海湾消息送到您的手机上，绝不错过任何一班渡轮。",
        "本文仅代表作者个人观点，不代表本网立场，如有侵权请与我们联系，我们将在第一时间处理。",
        "Subscribe to our newsletter to receive the most important ferry news of the bay every morning.",
        "请支持独立媒体，您的捐款将让我们的记者继续留在码头，把每一班渡轮的消息及时告诉所有的读者。",
    ],
)
def test_appeals_and_disclaimers_that_are_whole_sentences(line: str) -> None:
    assert signs_of([fold(line).lower()])[0] & SUSPICIOUS
    assert kept(read(FIRST, SECOND, THIRD, line)) == [FIRST, SECOND, THIRD]


# ------------------------------------------------------------------ hostile lines


@pytest.mark.parametrize(
    "line",
    [
        "返回首页推荐给朋友" * 20 + "z",
        "分享" * 80 + "。。z",
        "（" * 150,
        "作者：" * 50,
        "记者" * 80,
        "2031年" + " " * 150 + "5月",
        "【" * 140 + "】",
    ],
)
def test_lines_that_could_be_matched_in_many_ways(line: str) -> None:
    began = time.process_time()
    read(line, FIRST, line, SECOND, line)
    assert time.process_time() - began < 1


def test_white_space_without_end() -> None:
    began = time.process_time()
    for run in ("\n" * 300_000, " \n" * 150_000, " " * 300_000, "\u00a0\n" * 100_000):
        assert clean_line("a" + run + "b") == "a b"
        assert clean_line("外" + run + "长") == ("外长" if "\n" in run else "外 长")
    assert time.process_time() - began < 2


# ------------------------------------------------------------------ what pages append


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("渡轮航线年底恢复 | 国际 | 新华网", "渡轮航线年底恢复"),
        ("渡轮航线年底恢复 - 路透社", "渡轮航线年底恢复"),
        ("渡轮航线年底恢复 | 国际 | 无人知晓报", "渡轮航线年底恢复 | 国际 | 无人知晓报"),
        ("贺兰 | 渡轮航线年底恢复 | 新华网", "贺兰 | 渡轮航线年底恢复"),
        ("海湾 | 新华社", "海湾 | 新华社"),
    ],
)
def test_only_a_known_outlet_behind_a_headline_goes(printed: str, title: str) -> None:
    assert read(FIRST, SECOND, title=printed).title == title


def test_the_outlet_behind_the_headline_is_kept_as_the_outlet() -> None:
    outlet = read(FIRST, SECOND, title="渡轮航线年底恢复 | 国际 | 法新社").outlet
    assert outlet is not None and outlet.name == "法新社"


def test_the_name_of_a_platform_is_no_outlet() -> None:
    hint = Hint("outlet", "微信公众平台", "meta og:site_name", 0.6)
    assert read(FIRST, SECOND, hints=[hint]).outlet is None


@pytest.mark.parametrize(
    "tail", ["（本文获《潮汐周刊》授权转载）", "本文经作者授权转载，原题《渡轮》。", "(此文由潮汐社授权发布)"]
)
def test_a_licence_glued_to_the_end_goes(tail: str) -> None:
    assert kept(read(FIRST, SECOND, THIRD + tail)) == [FIRST, SECOND, THIRD]


def test_a_place_in_a_paragraph_of_its_own_joins_the_first_paragraph() -> None:
    assert kept(read("海湾城 —", FIRST, SECOND)) == [f"海湾城 — {FIRST}", SECOND]
    assert kept(read(FIRST, "不过——", SECOND)) == [FIRST, "不过——", SECOND]


def test_a_caption_gives_up_whose_picture_it_is() -> None:
    caption = Part("caption", "渡轮正在靠岸 图像来源: 贺兰/潮汐社")
    assert kept(read(FIRST, caption, SECOND))[1] == "渡轮正在靠岸"
    bracketed = Part("caption", "渡轮正在靠岸（图片来源：潮汐社）")
    assert kept(read(FIRST, bracketed, SECOND))[1] == bracketed.text


def test_an_image_with_a_caption_needs_no_alternative_text() -> None:
    alt, caption = Part("caption", "一艘渡轮在海面上", "alt"), Part("caption", "首班渡轮驶离海湾码头。")
    assert kept(read(FIRST, alt, caption, SECOND)) == [FIRST, caption.text, SECOND]
    assert kept(read(FIRST, alt, SECOND)) == [FIRST, alt.text, SECOND]


def test_a_place_behind_a_slash_is_nobody() -> None:
    byline = read(f"〔记者林雨晴／云州报导〕{FIRST}", SECOND).byline
    assert [each.name for each in byline] == ["林雨晴"]


def test_an_update_before_its_clock() -> None:
    article = read(Part("body", "Updated 8:30 AM GMT+8, May 6, 2031", "head"), FIRST, SECOND)
    assert [(mark.kind, mark.value[:10]) for mark in article.dates] == [("updated", "2031-05-06")]
    assert article.published is None
