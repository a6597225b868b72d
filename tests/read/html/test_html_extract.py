"""Whole pages and fragments to drafts. Every page here is made up."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.read.draft import Draft
from suyuan.read.html import extract, extract_all, parts
from suyuan.read.html.lines import MAX_DEPTH, bounded, read_lines

FIRST = "青沙国外长贺兰星期二在海湾城对记者说，两国将在年底以前恢复渡轮航线，具体日期还要由双方的港务局商定。"
SECOND = "他表示，第一批船只会在十月抵达，届时码头的三个泊位都将完成翻修，旅客可以直接走到火车站。"
THIRD = "港务局没有回答票价是否上涨的问题，只说方案正在研究，预计在下个月的例会上公布。"
MENU = "".join(f'<li><a href="/{n}">频道{n}</a></li>' for n in range(20))


def page(body: str, title: str = "渡轮航线年底恢复_海湾新闻网", head: str = "") -> str:
    foot = "<div>版权所有 海湾网络</div>"
    return f"<html><head><title>{title}</title>{head}</head><body><ul>{MENU}</ul>{body}{foot}</body></html>"


def text_of(draft: Draft) -> str:
    return "\n".join(part.text for part in draft.parts if part.role not in ("head", "foot", "links", "alt"))


ARTICLE = f"<h1>渡轮航线年底恢复</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def test_body_without_navigation() -> None:
    draft = extract(page(f"<div>{ARTICLE}</div>"))
    assert draft.title == "渡轮航线年底恢复"
    assert text_of(draft) == "\n".join((FIRST, SECOND, THIRD))


def test_article_in_sibling_blocks_stays_whole() -> None:
    blocks = "".join(f"<div class='block'><p>{text}</p></div>" for text in (FIRST, SECOND, THIRD, FIRST[::-1] + "。"))
    draft = extract(page(f"<div>{blocks}</div>"))
    assert FIRST in text_of(draft) and THIRD in text_of(draft) and FIRST[::-1] in text_of(draft)


@pytest.mark.parametrize("name", ["related-news", "share-bar", "comment-list", "sidebar", "footer"])
def test_furniture_known_by_name_is_left_out(name: str) -> None:
    draft = extract(
        page(f"<div>{ARTICLE}<div class='{name}'><p>另有一则与此无关的消息，说的是山区的苹果今年丰收。</p></div></div>")
    )
    assert "苹果" not in text_of(draft)


def test_furniture_by_name_that_holds_the_article_is_the_article() -> None:
    assert SECOND in text_of(extract(page(f"<div class='main sidebar-left share'>{ARTICLE}</div>")))


def test_lines_broken_by_br_in_one_cell() -> None:
    draft = extract(page(f"<table><tr><td>　　{FIRST}<br><br>　　{SECOND}<br><br>　　{THIRD}</td></tr></table>"))
    assert text_of(draft).split("\n") == [FIRST, SECOND, THIRD]


def test_hard_wrapped_text_is_joined() -> None:
    whole = FIRST + SECOND + THIRD + SECOND + FIRST
    wrapped = "<br>".join(whole[at : at + 30] for at in range(0, len(whole), 30))
    draft = extract(page(f"<div class='text'>{wrapped}</div>"))
    assert text_of(draft) == whole


def test_heading_quote_list_caption_and_lead_are_typed() -> None:
    draft = extract(
        page(
            f"<article><h1>渡轮航线年底恢复</h1><p class='standfirst'>{THIRD}</p><figure><img src='a.jpg'>"
            f"<figcaption>海湾城码头，一艘渡轮正在靠岸。</figcaption></figure><p>{FIRST}</p><h2>票价未定</h2><p>{SECOND}</p>"
            f"<blockquote>{SECOND}</blockquote><ul><li>第一，翻修三个泊位；</li><li>第二，增开两班火车。</li></ul><p>{FIRST}</p></article>"
        )
    )
    kinds = {part.text: part.kind for part in draft.parts}
    assert kinds["票价未定"] == "heading"
    assert kinds["海湾城码头，一艘渡轮正在靠岸。"] == "caption"
    assert kinds["第一，翻修三个泊位；"] == "list"
    assert kinds[THIRD] == "lead"
    assert [part.kind for part in draft.parts if part.text == SECOND] == ["body", "quote"]


def test_layout_white_space_inside_a_sentence_is_nothing() -> None:
    found = parts("<p>\n 外长\n <b>\n  贺兰\n </b>\n 说，\n <i>Ferry One</i> 会在十月抵达。</p>")
    assert [part.text for part in found] == ["外长贺兰说，Ferry One 会在十月抵达。"]


def test_head_metadata_become_hints_and_dates() -> None:
    head = (
        '<meta property="og:site_name" content="海湾日报"><meta name="author" content="林舟">'
        '<meta property="article:published_time" content="2031-05-06T08:30:00+08:00">'
        '<link rel="canonical" href="https://bay.example/2031/05/06/1.html">'
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"渡轮航线年底恢复",'
        '"author":[{"name":"林舟"}],'
        '"dateModified":"2031-05-06T10:00:00Z","publisher":{"name":"海湾日报"}}</script>'
    )
    draft = extract(page(ARTICLE, head=head))
    hints = {(hint.field, hint.value) for hint in draft.hints}
    assert {("author", "林舟"), ("outlet", "海湾日报"), ("canonical", "https://bay.example/2031/05/06/1.html")} <= hints
    dates = {(mark.kind, mark.value, mark.zone) for mark in draft.dates}
    assert dates == {("published", "2031-05-06T08:30:00", "+08:00"), ("updated", "2031-05-06T10:00:00", "UTC")}


def test_lines_round_the_article_are_evidence_not_text() -> None:
    draft = extract(
        page(
            "<h1>渡轮航线年底恢复</h1><div>2031年05月06日 08:30 来源：海湾日报</div>"
            f"<div>{ARTICLE}</div><div>责任编辑：林舟</div>"
        )
    )
    assert "来源" not in text_of(draft) and "责任编辑" not in text_of(draft)
    assert any("来源：海湾日报" in part.text for part in draft.parts if part.role == "head")
    assert any("责任编辑：林舟" in part.text for part in draft.parts if part.role == "foot")


def test_title_of_a_page_whose_title_element_greets() -> None:
    body = f"<td><b>渡轮航线恢复</b><p>{FIRST}渡轮航线恢复。</p><p>{SECOND}</p></td>"
    assert extract(page(f"<table><tr>{body}</tr></table>", title="欢迎光临")).title == "渡轮航线恢复"


@pytest.mark.parametrize(
    "html", ["", " ", "<", "<p", "\0", "<html></html>", page(""), "<!--", "&#xD800;", "\ud800<p>a"]
)
def test_pages_without_an_article(html: str) -> None:
    assert text_of(extract(html)) == "" or len(text_of(extract(html))) < 40


@given(st.text(alphabet="<>/pdivabr &;=\"'中文，。0x#\n", max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_string_gives_a_draft(html: str) -> None:
    extract(html)
    for part in parts(html):
        assert part.text and "\n" not in part.text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + FIRST + "</div>" * 100_000,
        "<div>" * 50_000 + "</b>" * 50_000 + FIRST,
        "<p " + 'a="b" ' * 100_000 + ">" + FIRST,
        "<p class='" + "x" * 5_000_000 + "'>" + FIRST,
        "&amp;" * 500_000 + FIRST,
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><p>&b;' + FIRST,
        "<table><tr><td>" * 20_000 + FIRST,
        "<a>" * 50_000 + FIRST,
        "<br>" * 300_000 + FIRST,
    ],
    ids=["deep", "unmatched", "attributes", "long-attribute", "entities", "entity-bomb", "tables", "links", "breaks"],
)
def test_hostile_pages_take_bounded_time(html: str) -> None:
    began = time.process_time()
    extract(html)
    assert time.process_time() - began < 5


def test_depth_is_bounded_and_text_kept() -> None:
    flat = bounded("<div>" * 2_000 + "字" + "</div>" * 2_000)
    assert "字" in flat and flat.count("<div>") <= MAX_DEPTH + 1
    assert len(read_lines("<div>" * 9_000 + "字").nodes) < 1_000


def item(title: str, day: str, *texts: str) -> str:
    return f"<article><h2>{title}</h2><time>{day}</time>{''.join(f'<p>{text}</p>' for text in texts)}</article>"


def test_several_articles_with_headline_and_date_each() -> None:
    html = page(
        item("渡轮航线年底恢复", "2031-05-06", FIRST, SECOND, THIRD)
        + item("港务局公布新票价", "2031-05-05", THIRD, SECOND, FIRST)
    )
    drafts = extract_all(html)
    assert [draft.title for draft in drafts] == ["渡轮航线年底恢复", "港务局公布新票价"]
    assert [text_of(draft).split("\n")[0] for draft in drafts] == [FIRST, THIRD]
    assert all(any(part.role == "head" and "2031-05-0" in part.text for part in draft.parts) for draft in drafts)


def test_sections_of_one_article_are_one_article() -> None:
    sections = "".join(
        f"<section class='part'><h2>第{n}节</h2><p>{FIRST}</p><p>{SECOND}</p></section>" for n in "一二三"
    )
    assert len(extract_all(page(f"<h1>渡轮航线年底恢复</h1>{sections}"))) == 1


def test_an_article_with_teasers_is_one_article() -> None:
    teasers = item("苹果丰收", "2031-05-04", FIRST) + item("葡萄减产", "2031-05-03", SECOND)
    main = item("渡轮航线年底恢复", "2031-05-06", *(FIRST, SECOND, THIRD) * 6)
    drafts = extract_all(page(main + teasers))
    assert len(drafts) == 1 and drafts[0].title == "渡轮航线年底恢复"


def test_a_page_drawn_by_script_is_read_from_its_structured_data() -> None:
    data = '{"@type":"NewsArticle","headline":"渡轮航线年底恢复","articleBody":"' + FIRST + "\\n" + SECOND + '"}'
    draft = extract(f'<html><body><div id="app"></div><script type="application/ld+json">{data}</script></body></html>')
    assert draft.title == "渡轮航线年底恢复" and text_of(draft).split("\n") == [FIRST, SECOND]


def test_cards_of_other_stories_without_telling_names_are_left_out() -> None:
    cards = "".join(
        f"<div><h3><a href='/{n}'>另一则消息的标题之{n}</a></h3>"
        f"<p>山区的苹果今年第{n}次丰收，果农十分高兴，价格却上涨了。</p></div>"
        for n in range(8)
    )
    assert text_of(extract(page(f"<div><div>{ARTICLE}</div><div>{cards}</div></div>"))) == "\n".join(
        (FIRST, SECOND, THIRD)
    )
    assert "苹果" not in text_of(extract(page(f"<div>{ARTICLE}{cards}</div>")))


def test_readers_comments_without_telling_names_are_left_out() -> None:
    said = "".join(
        f"<div><b>读者{n}</b><p>渡轮恢复以后，我就可以回家看父母了，希望票价不要太贵，谢谢。</p>"
        "<a href='#'>回复</a></div>"
        for n in range(9)
    )
    assert "希望票价" not in text_of(extract(page(f"<div>{ARTICLE}</div><div>{said}</div>")))


def test_readings_over_words_stand_in_brackets() -> None:
    found = parts(
        "<p><ruby>貝<rt>ベイ</rt></ruby>大臣と<ruby>蘭<rp>（</rp><rt>ラン</rt><rp>）</rp></ruby>大臣が会談した。</p>"
    )
    assert [part.text for part in found] == ["貝（ベイ）大臣と蘭（ラン）大臣が会談した。"]


# ------------------------------------------------------------------ who published, who wrote

POST = """<html><head><meta property="og:site_name" content="微信公众平台"></head><body><h1>海湾渡轮明年复航</h1>
<div><span>林雨晴</span> <span><a id="js_name">潮汐夜话</a></span> <em>2031-05-06 08:30</em></div><div id="js_content">
<p>两港之间的渡轮将在今年秋天恢复航行，海湾市长周二在码头对记者说。</p>
<p>他补充说，三座码头修好之后，首批渡轮将在十月开出，票价不变。</p></div></body></html>"""


def test_the_account_of_a_platform_is_the_outlet() -> None:
    outlets = [hint.value for hint in extract(POST, "https://mp.weixin.qq.com/s/abc").hints if hint.field == "outlet"]
    assert "潮汐夜话" in outlets
    elsewhere = extract(POST, "https://tide.example/1")
    assert "潮汐夜话" not in [hint.value for hint in elsewhere.hints]


def test_a_byline_told_by_its_element() -> None:
    page = POST.replace("<div><span>林雨晴", '<ul class="author"><li><a href="/a">林雨晴</a></li></ul><div><span>')
    assert ("author", "林雨晴") in [(hint.field, hint.value) for hint in extract(page).hints]


def test_a_paragraph_in_a_caption_is_a_caption() -> None:
    page = POST.replace("<p>他", '<div class="img-caption"><p>首班渡轮驶离海湾码头。</p></div><p>他')
    kinds = {part.text: part.kind for part in extract(page).parts}
    assert kinds["首班渡轮驶离海湾码头。"] == "caption"
    assert kinds["他补充说，三座码头修好之后，首批渡轮将在十月开出，票价不变。"] == "body"


def test_a_standfirst_above_the_body_is_the_lead() -> None:
    lead = "两座海港之间停了十年的渡轮，终于要在今年秋天恢复航行。"
    page = POST.replace('<div id="js_content">', f'<div class="teaser-text">{lead}</div><div id="js_content">')
    assert next(part.kind for part in extract(page).parts if part.text == lead) == "lead"
