# ruff: noqa: E501 - page texts stand as they lie in a file
"""Hostile pages: no exception leaves `read_page`, no page hangs, no entity or address is ever followed."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suyuan.model import Article
from suyuan.read import page_of, read_page, read_paths

SENTENCE = "云州市长林小雨周五表示，连接云州与海东的大桥将在明年三月通车。"
LIMIT = 5.0

SEEDS = [
    f"<!--1936086180000-->\n[标题](https://a.example/1)\n------\n<p>{SENTENCE}</p>",
    f"###  [:house:返回](README.md)\n---\n\n## 标题\n`5/9/2031 6:03 PM UTC` [轉載自GNews](https://gnews.org/1)\n\n[[zh:云州]]{SENTENCE}",
    f"### 标题\n------\n<div><p>\n{SENTENCE}\n<ok href='x'>\n云州\n</ok></p></div>\n<hr/>\n原文地址：https://a.example/1",
    f"---\ntitle: 标题\ndate: 2031-05-09\n---\n\n{SENTENCE}\n\n> {SENTENCE}\n",
    f"Title: 标题\nDate: Fri, 09 May 2031 08:00:00 +0800\n\n{SENTENCE}",
    f'<?xml version="1.0"?><rss version="2.0"><channel><item><title>标题</title><description>{SENTENCE}</description></item></channel></rss>',
    json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "content_text": SENTENCE}]}),
    json.dumps([{"title": "标题", "body": SENTENCE, "date": "2031-05-09"}], ensure_ascii=False),
    f'title,date,body\n标题,2031-05-09,"{SENTENCE}"\n',
    "# 一周\n" + "\n".join(f"* [新闻{n}](https://a.example/{n})" for n in range(10)),
    f"# 新闻 (20310509)\n\n### 一\n\n{SENTENCE}\n\n[查看原文](https://a.example/1)\n\n### 二\n\n{SENTENCE}\n\n[查看原文](https://a.example/2)\n",
    f"标题一\n\n{SENTENCE * 2}\n\n◆綜合報道\n\n标题二\n\n{SENTENCE * 2}\n\n◆綜合報道",
    f"<html><head><title>标题</title></head><body><h1>标题</h1><p>{SENTENCE}</p><p>{SENTENCE}</p></body></html>",
    f"标题\n\n{SENTENCE}\n",
]


def check(data: bytes) -> list[Article]:
    start = time.process_time()
    articles, rejections = read_page(page_of(data, "page"))
    assert time.process_time() - start < LIMIT
    assert articles or rejections
    for rejection in rejections:
        assert rejection.reason
        assert "could not be read" not in rejection.reason, rejection.reason  # the net under our own defects
    for article in articles:
        for block in article.blocks:
            assert 0 <= block.start < block.end <= len(article.text)
    return articles


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_mutated_pages_of_every_container(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(SEEDS)).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw)))
        cut = data.draw(st.integers(0, 12))
        raw[at : at + cut] = data.draw(
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from(
                    [b"<", b">", b"[", b"](", b"---\n", b"\n\n", b"&#0;", b'"', b"{", b"]]>", b"\x00", b"<!--"]
                ),
            )
        )
    check(bytes(raw))


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes(data: bytes) -> None:
    check(data)


@given(st.lists(st.sampled_from([*SEEDS, "\n", "---\n", "# ", "<div>", "{", "["]), max_size=4))
@settings(max_examples=80, deadline=None)
def test_containers_glued_together(pieces: list[str]) -> None:
    check("".join(pieces).encode())


DEEP = 100_000
HOSTILE = {
    "html nested": "<html><body>" + "<div>" * DEEP + SENTENCE * 4,
    "inline nested": "<html><body>" + "<b>" * DEEP + SENTENCE * 4,
    "json nested": "[" * DEEP,
    "json objects nested": '{"a":' * DEEP,
    "json in a list": '[{"a":' + "[" * DEEP,
    "yaml nested": "---\ntitle: " + "[" * 19_000 + f"\n---\n\n{SENTENCE * 3}",
    "yaml aliases": "---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\ntitle: *d\n---\n\n" + SENTENCE * 3,
    "front matters": "---\ntitle: a\n---\n" * 20_000,
    "feed comments": "<!--1936086180000-->\n" * 50_000,
    "feed items": "<!--1936086180000-->\n[a](https://a.example/b)\n------\n" * 20_000,
    "brackets": "[" * 200_000,
    "half links": "# x\n" + "[a](http://" * 50_000,
    "links in links": "# x\n\n" + "[" * 5000 + "a" + "](b)" * 5000,
    "wiki brackets": "# x\n\n" + "[[zh:" * 50_000,
    "quotes": "> " * 100_000,
    "lists": "* a\n  " * 50_000,
    "headings": "# a\n" * 100_000,
    "labels": "# a\n\n" + "原文地址：" * 50_000,
    "empty lines": "\n" * 500_000 + SENTENCE,
    "commas": "title,body\n" + "," * 1_000_000,
    "open quotation": 'title,body\n"' + SENTENCE * 20_000,
    "headers": "Title: a\n" * 50_000,
    "newspaper": f"标题\n\n{SENTENCE * 3}\n\n◆綜合報道\n\n" * 1500,
    "captions": f"标题\n\n{SENTENCE * 3}\n\n◆綜合報道\n\n" * 3 + "◆大橋夜景。資料圖片\n\n" * 5000,
    "xml entities": "<?xml version='1.0'?><!DOCTYPE rss [" + "<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "]><rss><channel><item><title>&a11;</title><description>&a11;</description></item></channel></rss>",
    "xml nested": "<rss><channel>" + "<item>" * DEEP,
    "html entities": "<html><body><p>" + "&amp;" * 200_000,
    "html attributes": "<html><body><p " + "a=b " * 200_000 + f">{SENTENCE}",
    "tables": "<html><body>" + "<table><tr><td>" * 30_000 + SENTENCE,
    "unclosed comment": "<html><body><!--" + SENTENCE * 50_000,
    "spaces": "# a\n\n" + " " * 1_000_000 + "b",
    "stars": "# a\n\n" + "*" * 300_000,
    "scripts": "<html><body>" + "<script>abc = {" * 50_000,
    "closed scripts": "<html><body>" + "<script>abc = {</script>" * 50_000,
    "script data nested": "<html><body><script>abc = " + '{"a":' * DEEP + "</script>",
    "flight rows": "<html><body>" + '<script>self.__next_f.push([1,"\\n1:Tfffff,a"])</script>' * 30_000,
    "surrogate escapes": "# a\n\n" + "&#xD800;&#x110000;&#99999999999;" * 5000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages(name: str) -> None:
    check(HOSTILE[name].encode())


def test_external_entities_are_not_fetched(tmp_path) -> None:  # type: ignore[no-untyped-def]
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容" * 10, encoding="utf-8")
    feed = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss><channel><item><title>标题</title>'
        f"<description>{SENTENCE}&x;{SENTENCE}</description></item></channel></rss>"
    )
    assert all("机密" not in article.text for article in check(feed.encode()))


def test_a_line_of_fifty_megabytes_is_refused_in_time() -> None:
    start = time.process_time()
    articles, [rejection] = read_page(page_of(b"a" * 50_000_000, "page"))
    assert not articles
    assert "characters" in rejection.reason
    assert time.process_time() - start < LIMIT


def test_text_is_valid_unicode() -> None:
    for article in check(HOSTILE["surrogate escapes"].encode()):
        article.text.encode("utf-8")


# ------------------------------------------------------------------ found by tools/fuzz_read.py


def test_a_letter_whose_small_form_is_longer() -> None:
    check(("* ÿ," + "İ" * 40 + ":  c/version/1.t©e: }\n63a5  , ").encode())
    text = f"{SENTENCE}（责任编辑：{'İ' * 60}）"
    (article,) = check(f"标题\n\n{SENTENCE}\n\n{text}\n".encode())
    assert article.text.endswith("通车。") or article.text.endswith("）")


def test_a_member_without_a_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pile.zip", "w") as archive:
        archive.writestr("a.md", f"# 标题\n\n{SENTENCE}\n")
    raw = (tmp_path / "pile.zip").read_bytes()
    at = raw.rindex(b"PK\x01\x02")  # the directory's entry: its name gets no characters
    (tmp_path / "pile.zip").write_bytes(raw[: at + 28] + b"\0\0" + raw[at + 30 :])
    readings = list(read_paths([tmp_path / "pile.zip"], tmp_path))
    assert readings and all(each.articles or each.rejections for each in readings)


def test_a_record_of_wrong_length_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{SENTENCE}</p>".encode()
    record = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(body) - 9}\r\n\r\n".encode() + body + b"\r\n\r\n"
    (tmp_path / "a.warc").write_bytes(record)
    reasons = [
        rejection.reason for each in read_paths([tmp_path / "a.warc"], tmp_path) for rejection in each.rejections
    ]
    assert any("damaged WARC" in reason for reason in reasons)
    assert capfd.readouterr() == ("", "")
