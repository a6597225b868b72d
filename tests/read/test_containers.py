# ruff: noqa: E501 - page texts stand as they lie in a file
"""Each container by an example: what it is told by, and what it gives."""

from __future__ import annotations

import json

import pytest

from suyuan.model import Article, Rejection
from suyuan.read import page_of, read_page

ONE = "云州市长林小雨周五表示，连接云州与海东的大桥将在明年三月通车，届时两地车程将缩短到二十分钟。"
TWO = "她说，工程总投资为七十亿元，目前已经完成九成，剩下的只有桥面铺装和灯光。"
THREE = "海东省交通厅对此表示欢迎，但没有透露收费标准，只说会在通车前公布。"
TITLE = "云州大桥明年三月通车"
URL = "https://news.yunzhou.example/2031/05/09/bridge.html"


def read(text: str, **known: str) -> list[Article]:
    articles, rejections = read_page(page_of(text.encode(), "page.txt", **known))
    assert not rejections, rejections
    return articles


def only(text: str) -> Article:
    [article] = read(text)
    return article


def refused(text: str) -> Rejection:
    articles, [rejection] = read_page(page_of(text.encode(), "page.txt"))
    assert not articles
    return rejection


def lines(article: Article) -> list[str]:
    return article.text.split("\n")


def test_spans_and_reference_of_every_article() -> None:
    article = only(f"# {TITLE}\n\n{ONE}\n\n## 海东的反应\n\n{THREE}\n")
    assert [(block.kind, article.text[block.start : block.end]) for block in article.blocks] == [
        ("title", TITLE),
        ("body", ONE),
        ("heading", "海东的反应"),
        ("body", THREE),
    ]
    assert article.page is not None
    assert (article.page.path, article.page.index, article.page.container) == ("page.txt", 0, "markdown")


def test_raw_html() -> None:
    article = only(
        f"<!doctype html><html><head><title>{TITLE}_云州新闻网</title></head><body><nav><a href=/>首页</a></nav>"
        f"<h1>{TITLE}</h1><div class=content><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div></body></html>"
    )
    assert article.title == TITLE
    assert lines(article)[1:] == [ONE, TWO, THREE]


def test_feed_item_with_epoch_comment() -> None:
    text = (
        f"<!--1936086180000-->\n[{TITLE}]({URL})\n------\n\n<div>09/05/2031 - 16:23</div><p><strong>{ONE}</strong></p>"
        f"<p>{TWO}</p><p>{THREE}</p><br><hr><div>获取更多RSS：<br><a href='https://feedx.net'>https://feedx.net</a></div>\n"
    )
    article = only(text)
    assert (article.title, article.url) == (TITLE, URL)
    assert lines(article) == [TITLE, ONE, TWO, THREE]
    [feed] = [mark for mark in article.dates if mark.kind == "feed"]
    assert (feed.value, feed.zone, feed.evidence) == ("2031-05-09T09:43:00", "UTC", "<!--1936086180000-->")
    [layer] = article.wrappers
    assert (layer.kind, layer.name, layer.url, layer.time) == (
        "feed",
        "feedx",
        "https://feedx.net",
        "2031-05-09T09:43:00Z",
    )
    assert article.published == "2031-05-09"


def test_feed_saver_is_not_named_where_the_item_does_not() -> None:
    [layer] = only(f"<!--1936086180000-->\n[{TITLE}]({URL})\n------\n\n<p>{ONE}</p><p>{TWO}</p>\n").wrappers
    assert (layer.kind, layer.name) == ("feed", None)


def test_several_feed_items_in_one_file() -> None:
    item = "<!--{0}-->\n[{1}](https://a.example/{0})\n------\n\n<p>{2}</p><p>{3}</p>\n\n"
    text = item.format(1936086180000, "大桥通车在即", ONE, TWO) + item.format(1936086190000, "海东表示欢迎", THREE, TWO)
    assert [article.title for article in read(text)] == ["大桥通车在即", "海东表示欢迎"]


def test_republished_wiki_page() -> None:
    text = (
        f"###  [:house:返回](README.md)\n---\n\n\n## {TITLE}\n`5/9/2031 6:03 PM UTC ` [轉載自GNews](https://gnews.org/articles/1)\n\n"
        f"【[[zh:云州日报]]2031年0[[zh:5月9日]]讯】（云州日报记者林雨晴综合报导）{ONE}\n\n## 五[[zh:国安]]全会议\n\n{TWO}\n\n责任编辑：周明\n"
    )
    article = only(text)
    assert article.title == TITLE
    assert "[[" not in article.text
    assert "2031年05月9日讯" in article.text
    assert "五国安全会议" in article.text
    republisher, mirror = article.wrappers
    assert (republisher.kind, republisher.name, republisher.url) == (
        "republisher",
        "GNews",
        "https://gnews.org/articles/1",
    )
    assert republisher.time == "2031-05-09T18:03:00Z"
    assert (mirror.kind, mirror.name, mirror.url) == ("mirror", None, None)
    assert ("republished", "2031-05-09T18:03") in [(mark.kind, mark.value) for mark in article.dates]
    assert "返回" not in article.text
    assert "轉載自" not in article.text


def test_wiki_page_of_its_own() -> None:
    article = only(
        f"= {TITLE} =\n\n[[云州市|云州]]{ONE[2:]}\n\n== 反应 ==\n\n{THREE[:4]}[[zh:{THREE[4:8]}]]{THREE[8:]}\n[[周明]][[陈晨]]\n"
    )
    assert ONE in article.text
    assert THREE in article.text


def test_markdown_mirror_of_html_with_tag_litter() -> None:
    text = f"""### {TITLE}
------------------------

#### [首页](https://github.com/someone/mirror/blob/master/README.md) &nbsp;|&nbsp; [目录](https://github.com/someone/mirror/blob/master/index.md)

<div><img src="https://i.example/a.jpg"/>
<div class="caption">
 云州大桥的施工现场。(林小雨摄)
</div></div><hr/>

#### [ 必看视频](http://192.0.2.7:10000/a.html)

<div><p>
 云州市长
 <ok href="https://a.example/tag/1">
  林小雨
 </ok>
 {ONE[7:]}
</p>
<p>
 {TWO}
</p>
</div>
<hr/>
手机上长按下面的链接或二维码，复制后分享：<br/>
https://github.com/someone/mirror/blob/master/pages/1.md <br/>
<a href='https://github.com/someone/mirror/blob/master/pages/1.md'><img src='https://github.com/someone/mirror/blob/master/pages/1.md.png'/></a> <br/>
原文地址（需翻墙访问）：{URL}


------------------------
#### [首页](https://github.com/someone/mirror/blob/master/README.md) &nbsp;|&nbsp; [软件](https://github.com/someone/tool)
"""
    article = only(text)
    assert article.url == URL
    assert lines(article)[0] == TITLE
    assert ONE in article.text
    assert TWO in article.text
    for litter in ("ok", "首页", "必看", "长按", "http", "原文地址"):
        assert litter not in article.text
    [layer] = article.wrappers
    assert (layer.kind, layer.name) == ("mirror", "someone/mirror")
    assert layer.url == "https://github.com/someone/mirror/blob/master/pages/1.md"
    assert ("caption", "云州大桥的施工现场。(林小雨摄)") in [
        (block.kind, article.text[block.start : block.end]) for block in article.blocks
    ]


def test_front_matter_and_web_archive() -> None:
    text = (
        f'---\ntitle: "{TITLE}"\ndate: 2031-05-09\nauthor: 林雨晴\nurl: "https://web.archive.org/web/20310628222110/{URL}"\n'
        f'original_url: "{URL}"\n---\n\n# {TITLE}\n\n{ONE}\n\n{TWO}\n'
    )
    article = only(text)
    assert (article.title, article.url, article.published) == (TITLE, URL, "2031-05-09")
    assert [(each.name, each.role) for each in article.byline] == [("林雨晴", "author")]
    [layer] = article.wrappers
    assert (layer.kind, layer.name, layer.time) == ("mirror", "Internet Archive", "2031-06-28T22:21:10Z")
    assert article.text.count(TITLE) == 1


@pytest.mark.parametrize(
    "head",
    [
        f"+++\ntitle = '{TITLE}'\ndate = 2031-05-09T08:00:00+08:00\n+++\n",
        f'---\ntitle: {TITLE}\ndate: 2031-05-09\ndescription: "一个没有结束的引号\ntags: [a\n---\n',
    ],
)
def test_front_matter_in_toml_and_broken_yaml(head: str) -> None:
    article = only(f"{head}\n{ONE}\n\n{TWO}\n")
    assert (article.title, article.published) == (TITLE, "2031-05-09")


def test_a_post_that_says_where_it_came_from() -> None:
    head = f"---\ntitle: {TITLE}\ndate: 2031-05-09\n---\n"
    article = only(
        f"{head}\n原文来自微信公众号「林边夜话」：[{TITLE}](http://192.0.2.7:8083/1.html)\n\n---\n\n{ONE}\n\n{TWO}\n"
    )
    assert article.outlet is not None
    assert article.outlet.name == "林边夜话"
    assert article.url is None
    assert [layer.url for layer in article.wrappers] == ["http://192.0.2.7:8083/1.html"]
    assert "原文来自" not in article.text


def test_rfc822_headers() -> None:
    article = only(
        f"Title: {TITLE}\nDate: Fri, 09 May 2031 08:00:00 +0800\nAuthor: 林雨晴\nURL: {URL}\n\n{ONE}\n\n{TWO}\n"
    )
    assert (article.title, article.url, article.published) == (TITLE, URL, "2031-05-09")
    assert lines(article) == [TITLE, ONE, TWO]


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>云州新闻网</title><link>https://news.yunzhou.example/</link><language>zh-CN</language>
<item><title>{0}</title><link>{1}</link><description>short</description><dc:creator>林雨晴</dc:creator>
<content:encoded><![CDATA[<p>{2}</p><p>{3}</p>]]></content:encoded><pubDate>Fri, 09 May 2031 08:00:00 +0800</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>云州新闻网</title><link href="https://news.yunzhou.example/"/>
<entry><title>{0}</title><link rel="alternate" href="{1}"/><author><name>林雨晴</name></author>
<published>2031-05-09T08:00:00+08:00</published><content type="html">&lt;p&gt;{2}&lt;/p&gt;&lt;p&gt;{3}&lt;/p&gt;</content></entry></feed>"""

XHTML = ATOM.replace('type="html"', 'type="xhtml"').replace("&lt;", "<").replace("&gt;", ">")
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>云州新闻网</title><link>https://news.yunzhou.example/</link></channel>
<item><title>{0}</title><link>{1}</link><description>{2} {3}</description><dc:date>2031-05-09T08:00:00+08:00</dc:date><dc:creator>林雨晴</dc:creator></item></rdf:RDF>"""


@pytest.mark.parametrize("feed", [RSS, ATOM, XHTML, RDF])
def test_rss_and_atom(feed: str) -> None:
    article = only(feed.format(TITLE, URL, ONE, TWO))
    assert (article.title, article.url, article.published) == (TITLE, URL, "2031-05-09")
    assert ONE in article.text
    assert TWO in article.text
    assert [(each.name, each.role) for each in article.byline] == [("林雨晴", "author")]
    assert article.outlet is not None
    assert article.outlet.name == "云州新闻网"


def test_a_feed_on_another_host_is_a_layer() -> None:
    feed = RSS.replace("https://news.yunzhou.example/<", "https://rsshub.app/yunzhou<")
    [layer] = only(feed.format(TITLE, URL, ONE, TWO)).wrappers
    assert (layer.kind, layer.name) == ("feed", "RSSHub")


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "云州新闻网",
        "home_page_url": "https://news.yunzhou.example/",
        "items": [{"id": URL, "url": URL, "title": TITLE, "content_html": f"<p>{ONE}</p><p>{TWO}</p>",
                   "date_published": "2031-05-09T08:00:00+08:00", "authors": [{"name": "林雨晴"}]}],
    }  # fmt: skip
    article = only(json.dumps(feed, ensure_ascii=False))
    assert (article.title, article.url, article.published) == (TITLE, URL, "2031-05-09")
    assert lines(article) == [TITLE, ONE, TWO]


RECORD = {"headline": TITLE, "article_body": f"{ONE}\n{TWO}", "pub_date": "2031-05-09", "link": URL, "记者": "林雨晴"}


@pytest.mark.parametrize(
    "dump",
    [
        [RECORD],
        RECORD,
        {"status": "ok", "data": {"articles": [RECORD, RECORD | {"headline": THREE}]}},
        {"hits": {"hits": [{"_source": RECORD}, {"_source": RECORD}]}},
    ],
)
def test_json_dumps(dump: object) -> None:
    article = read(json.dumps(dump, ensure_ascii=False))[0]
    assert (article.title, article.url, article.published) == (TITLE, URL, "2031-05-09")
    assert lines(article) == [TITLE, ONE, TWO]


def test_json_lines_with_a_broken_line() -> None:
    line = json.dumps(RECORD, ensure_ascii=False)
    assert len(read(f"{line}\n{{broken\n{line}\n")) == 2


def test_unknown_names_are_told_by_their_values() -> None:
    record = {"f1": TITLE, "f2": f"{ONE}{TWO}", "f3": URL, "f4": "2031-05-09 08:00"}
    article = only(json.dumps([record], ensure_ascii=False))
    assert (article.title, article.url, article.published) == (TITLE, URL, "2031-05-09")


def test_list_items_with_a_summary_only_are_incomplete() -> None:
    items = [{"title": TITLE, "link": "/story/20310509-1", "summary": ONE[:30] + "..."}]
    article = only(json.dumps(items, ensure_ascii=False))
    assert article.incomplete
    assert article.url is None or article.url.startswith("http") or article.url.startswith("/story")


def test_our_own_records_are_read_back() -> None:
    first = only(f"# {TITLE}\n\n{ONE}\n\n{TWO}\n")
    record = {
        "schema": "suyuan.article/1", "id": "x", "title": first.title, "text": first.text,
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in first.blocks],
        "dates": [{"kind": "published", "value": "2031-05-09", "precision": "day"}],
    }  # fmt: skip
    again = only(json.dumps(record, ensure_ascii=False))
    assert (again.text, again.title, again.published) == (first.text, first.title, "2031-05-09")


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv(delimiter: str) -> None:
    rows = [
        ["title", "date", "body"],
        [TITLE, "2031-05-09", f'"{ONE}\n\t　　{TWO}"'],
        ["海东的回应", "2031-05-10", f'"{THREE}"'],
    ]
    articles = read("\n".join(delimiter.join(row) for row in rows))
    assert [(article.title, article.published) for article in articles] == [
        (TITLE, "2031-05-09"),
        ("海东的回应", "2031-05-10"),
    ]
    assert lines(articles[0]) == [TITLE, ONE, TWO]


def test_csv_without_a_header() -> None:
    rows = [[f"大桥消息之{number}号", "2031-05-09", f'"{ONE}{TWO}{THREE}"'] for number in range(4)]
    articles = read("\n".join(",".join(row) for row in rows))
    assert len(articles) == 4
    assert articles[1].title == "大桥消息之1号"


def test_link_digest_is_kept_as_links() -> None:
    items = "\n".join(
        f"* [第{number}条新闻｜云州新闻网](https://news.yunzhou.example/{number})" for number in range(12)
    )
    article = only(f"---\ntitle: 一周剪报\nlayout: post\n---\n\n大桥通车在即\n\n## 大桥\n{items}\n")
    assert article.title == "一周剪报"
    assert len(article.links) == 12
    assert article.links[0].url == "https://news.yunzhou.example/0"
    assert "第3条" not in article.text


BULLETIN = """# 《云州新闻》 (20310509)

## 新闻摘要

1.大桥通车；

2.海东欢迎；

## 详细新闻

### {0}

<p>{1}</p><p>{2}</p>

[查看原文](https://tv.yunzhou.example/1.html)

### 海东表示欢迎

<p>{3}</p><p>{2}</p>

[查看原文](https://tv.yunzhou.example/2.html)

---

(更新时间戳: 1936086180000)
"""


def test_daily_bulletin() -> None:
    articles = read(BULLETIN.format(TITLE, ONE, TWO, THREE))
    assert [article.title for article in articles] == [TITLE, "海东表示欢迎"]
    assert [article.url for article in articles] == [f"https://tv.yunzhou.example/{n}.html" for n in (1, 2)]
    assert {article.published for article in articles} == {"2031-05-09"}
    assert lines(articles[0]) == [TITLE, ONE, TWO]
    assert len({article.id for article in articles}) == 2


def test_round_up_compiled_from_other_outlets() -> None:
    items = "\n".join(
        f"### 第{number}のニュース\n\n{ONE}{TWO}\n\n**引用元**: Yunzhou Daily, 2031年5月9日  \n**リンク**: https://a.example/{number}\n\n---\n"
        for number in range(4)
    )
    articles = read(
        f"# 毎日ニュース(2031年5月9日)\n\nお届けします。\n\n---\n\n{items}\n## 今日の天気\n\n### 予報\n\n晴れでしょう。{ONE}\n"
    )
    assert len(articles) == 4
    assert articles[0].outlet is not None
    assert articles[0].outlet.name == "Yunzhou Daily"
    assert [(layer.kind, layer.name) for layer in articles[0].wrappers] == [("aggregator", "毎日ニュース")]
    assert any("left out" in warning for warning in articles[0].warnings)
    assert "引用元" not in articles[0].text


def test_plain_text() -> None:
    article = only(f"{TITLE}\n\n{ONE}\n\n{TWO}\n\n{THREE}\n")
    assert article.title == TITLE
    assert lines(article) == [TITLE, ONE, TWO, THREE]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  \n\n", "empty"),
        ("[]", "empty list"),
        ('{"a": 1}', "without the fields"),
        ("<rss><channel><title>x</title></channel></rss>", "without items"),
        ("<html><body><nav><a href=/a>首页</a> <a href=/b>新闻</a></nav></body></html>", "no article"),
        ("你好", "words"),
        ("title,date\n", "table"),
    ],
)
def test_pages_without_an_article_say_why(text: str, reason: str) -> None:
    assert reason in refused(text).reason


def test_a_third_party_container_comes_by_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    from suyuan.read import containers
    from suyuan.read.draft import Draft, Part, Source

    class Telegram:
        name = "telegram-export"

        def sniff(self, source: Source) -> float:
            return 1.0 if source.text.startswith("TG1\n") else 0.0

        def read(self, source: Source):  # type: ignore[no-untyped-def]
            yield Draft(title=TITLE, parts=[Part("body", line) for line in source.text.splitlines()[1:]])

    class Entry:
        name = "telegram"

        def load(self) -> type[Telegram]:
            return Telegram

    monkeypatch.setattr(containers, "entry_points", lambda group: [Entry()] if group == "suyuan.containers" else [])
    containers.registered.cache_clear()
    try:
        article = only(f"TG1\n{ONE}\n{TWO}\n")
        assert article.page is not None
        assert article.page.container == "telegram-export"
    finally:
        containers.registered.cache_clear()


def test_headings_that_are_links_are_items() -> None:
    items = "\n".join(f"### [第{n}条大桥消息](https://a.example/{n})\n\n{ONE}{TWO}\n" for n in range(3))
    articles = read(f"# 早报\n\n{items}")
    assert [article.url for article in articles] == [f"https://a.example/{n}" for n in range(3)]
    assert articles[1].title == "第1条大桥消息"


def test_a_page_saved_by_a_browser() -> None:
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></body></html>"
    encoded = "".join(f"={byte:02X}" for byte in page.encode())
    wrapped = "=\r\n".join(encoded[at : at + 72] for at in range(0, len(encoded), 72))
    text = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nSubject: x\r\nDate: Fri, 9 May 2031 08:00:00 +0800\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{wrapped}\r\n--b--\r\n"
    )
    article = only(text)
    assert (article.title, article.url) == (TITLE, URL)
    assert lines(article)[1:] == [ONE, TWO, THREE]


def test_a_broken_plug_in_is_reported_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from suyuan.read import containers

    class Entry:
        name = "broken"

        def load(self) -> None:
            raise ImportError("no such module")

    monkeypatch.setattr(containers, "entry_points", lambda group: [Entry()])
    containers.registered.cache_clear()
    try:
        with pytest.warns(UserWarning, match="broken"):
            assert only(f"# {TITLE}\n\n{ONE}\n\n{TWO}\n").title == TITLE
    finally:
        containers.registered.cache_clear()


LONG = "".join(f"第{number}天，{ONE}{TWO}{THREE}" for number in range(3))


@pytest.mark.parametrize(
    "script",
    [
        "<script id='__NEXT_DATA__' type='application/json'>"
        + json.dumps({"props": {"a": [{"content": f"<p>{LONG}</p><p>{ONE}</p>"}]}})
        + "</script>",
        "<script>window.__INITIAL_STATE__ = " + json.dumps({"article": {"body": f"{LONG}\n{ONE}"}}) + ";</script>",
        "".join(
            "<script>self.__next_f.push(" + json.dumps([1, piece]) + ")</script>"
            for piece in (
                f'1:"$x"\n2:T{len(f"<p>{LONG}</p>".encode()):x},<p>{LONG[:50]}',
                f'{LONG[50:]}</p>3:["$","div"]\n',
            )
        ),
    ],
)
def test_an_article_that_scripts_would_draw(script: str) -> None:
    article = only(
        f"<!doctype html><html><head><title>{TITLE}</title></head><body><div id=root></div>{script}</body></html>"
    )
    assert article.title == TITLE
    assert LONG in article.text
    assert "$" not in article.text


def test_a_brief_with_numbered_items_and_plain_credits() -> None:
    text = f"# 早报 2031-05-09\n\n## 一、{TITLE}\n\n{ONE}{TWO}\n\n来源：海东日报\n\n## 二、海东省的回应\n\n{THREE}\n\n来源：云州晚报\n"
    articles = read(text)
    assert [article.title for article in articles] == [TITLE, "海东省的回应"]
    assert [article.outlet and article.outlet.name for article in articles] == ["海东日报", "云州晚报"]
    assert {article.published for article in articles} == {"2031-05-09"}
    assert lines(articles[0]) == [TITLE, ONE + TWO]


def test_field_names_with_a_prefix_and_a_source() -> None:
    record = {
        "news_title": TITLE,
        "news_content": f"{ONE}{TWO}",
        "news_time": "2031-05-09 08:00:00",
        "source": "海东日报",
    }
    article = only(json.dumps(record, ensure_ascii=False))
    assert (article.title, article.published) == (TITLE, "2031-05-09")
    assert article.outlet is not None
    assert article.outlet.name == "海东日报"


def test_text_that_begins_with_a_bracket_is_not_json() -> None:
    assert ONE in only(f"[2031-05-09 08:00] 海东日报：{ONE}\n[2031-05-09 09:00] 海东日报：{TWO}\n").text
