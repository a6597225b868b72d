# ruff: noqa: E501 - page texts stand as they lie in a file
"""Throw damaged pages at every part of reading, and stop at what must not happen.

    PYTHONPATH=src python tools/fuzz_read.py --seconds 60              # each target in turn
    PYTHONPATH=src python tools/fuzz_read.py --target html --seconds 600

Must not happen: an exception that leaves `read_page` or is caught by its net, more than 5 CPU seconds for a page, memory
that is no small multiple of the page. With atheris (``pip install atheris``, coverage-guided) the search follows the
branches that an input reaches; without it, seeds are mutated blindly. An input that fails is written to ``--out``.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import io
import json
import random
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suyuan.model import Article, Rejection

LIMIT = 5.0  # CPU seconds a page
MEMORY = 96 << 20  # bytes that any page may take, and this many for each of its own:
PER_BYTE = 400
MAX_INPUT = 1 << 16
SENTENCE = "云州市长林小雨周五表示，连接云州与海东的大桥将在明年三月通车。"
MORE = "她补充说，渡轮在那之前照常往来，票价不变。"
_RSS = f'<?xml version="1.0"?><rss version="2.0"><channel><title>云州报</title><item><title>标题</title><description><![CDATA[<p>{SENTENCE}</p>]]></description><pubDate>Fri, 09 May 2031 08:00:00 +0800</pubDate></item></channel></rss>'
_ATOM = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>云州报</title><entry><title>标题</title><updated>2031-05-09T08:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SENTENCE}</p></div></content></entry></feed>'
_PAGE = f'<html lang="zh"><head><meta charset="utf-8"><title>标题_云州报</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"标题","datePublished":"2031-05-09"}}</script></head><body><nav><a href="/">首页</a></nav><h1>标题</h1><p>2031-05-09 08:30 来源：云州报 作者：林小雨</p><figure><img alt="大桥的桥墩在雾里"><figcaption>图为大桥（云州报）</figcaption></figure><p>{SENTENCE}</p><p>{MORE}</p><table><tr><td>一</td><td>2</td></tr></table><p>（责任编辑：王小明）</p></body></html>'
_WARC_BODY = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{_PAGE}".encode()
SEEDS: dict[str, list[str]] = {
    "html": [_PAGE, _PAGE.replace("<p>", "<br>\n\u3000\u3000").replace("utf-8", "gb2312")],
    "feed-xml": [_RSS, _ATOM],
    "json-feed": [json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "报", "items": [{"id": "1", "url": "https://a.example/1", "content_html": f"<p>{SENTENCE}</p>", "authors": [{"name": "林小雨"}]}]})],
    "json": [
        json.dumps([{"title": "标题", "body": SENTENCE, "date": "2031-05-09", "author": ["林小雨"]}], ensure_ascii=False),
        "\n".join(json.dumps({"t": "标题", "text": SENTENCE + MORE, "meta": {"when": 1936086180}}) for _ in range(3)),
        json.dumps({"schema": "suyuan.article/1", "id": "a", "title": "标题", "text": f"标题\n{SENTENCE}", "blocks": [{"kind": "title", "start": 0, "end": 2}, {"kind": "body", "start": 3, "end": 34}]}),
    ],
    "csv": [f'title,date,body\n标题,2031-05-09,"{SENTENCE}"\n', f"a\tb\tc\n标题\t1\t{SENTENCE}{MORE}\n标题\t2\t{SENTENCE}{MORE}\n"],
    "front-matter": [
        f"---\ntitle: 标题\ndate: 2031-05-09\ntags: [a, b]\n---\n\n{SENTENCE}\n\n> {MORE}\n",
        f'+++\ntitle = "标题"\ndate = 2031-05-09\n+++\n{SENTENCE}\n',
    ],
    "feed-item": [f"<!--1936086180000-->\n[标题](https://a.example/1)\n------\n<p>{SENTENCE}</p><img alt='大桥的桥墩在雾里'><p>{MORE}</p>"],
    "republished": [f"###  [:house:返回](README.md)\n---\n\n## 标题\n`5/9/2031 6:03 PM UTC` [轉載自GNews](https://gnews.org/1)\n\n[[zh:云州]]{SENTENCE}"],
    "wiki-page": [f"== 标题 ==\n2031年0[[zh:5月9日]][[zh:云州]]{SENTENCE}'''{MORE}'''<ref>[[a|b]]</ref>{{{{cite}}}}"],
    "markdown-mirror": [f"### 标题\n------\n<div><p>\n{SENTENCE}\n<ok href='x'>\n云州\n</ok></p></div>\n<hr/>\n原文地址：https://a.example/1"],
    "link-digest": ["# 一周\n" + "\n".join(f"* [新闻{n}](https://a.example/{n})" for n in range(10))],
    "bulletin": [f"# 新闻 (20310509)\n\n### 一、大桥\n\n{SENTENCE}\n\n[查看原文](https://a.example/1)\n\n### 二、渡轮\n\n{MORE}\n\n**引用元：** 云州报, 2031-05-09\n\n[查看原文](https://a.example/2)\n"],
    "headers": [
        f"Title: 标题\nDate: Fri, 09 May 2031 08:00:00 +0800\nAuthor: 林小雨\n\n{SENTENCE}",
        f"MIME-Version: 1.0\nSubject: =?utf-8?b?5qCH6aKY?=\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>{SENTENCE}</p>\n--b--\n",
    ],
    "newspaper-page": [f"大桥通车\n\n图：大桥的桥墩在雾里。（受訪者圖片）\n\n【本報訊】{SENTENCE * 2}\n\n◆綜合報道\n\n渡轮照常\n\n{MORE * 3}\n\n（記者林小雨）"],
    "markdown": [f"# 标题\n\n文／林小雨\n\n{SENTENCE}\n\n![大桥的桥墩在雾里](a.jpg)\n\n* 一\n* [二](https://a.example/2)\n\n```\ncode\n```\n"],
    "plain-text": [f"标题\n\n{SENTENCE}\n\n{MORE}\n"],
}  # fmt: skip
TOKENS = (
    "<div>", "</div>", "<p", ">", "<!--", "-->", "<![CDATA[", "]]>", "&#x", "&amp", "[[", "]]", "](", "![", "**", "---", "+++", "\n", "\n\n", "\r\n", "\t", "：",
    "（", "）", "【", "】", "“", "|", "/", "责任编辑：", "记者", "by ", "2031年", "05/06/2031", "http://", "{", "}", '"', "\\u", "\ufeff", "\u3000", "\u00a0", "\x00",
    "𠀀", "İ", "ß", "9" * 30, "null", "0x", "#", "=" * 6, "`", "> ", "1. ",
)  # fmt: skip


def archived() -> list[bytes]:
    page = _PAGE.encode()
    zipped, taped = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/b.html", page)
        archive.writestr("../c.md", "# 标题\n\n" + SENTENCE)
    with tarfile.open(fileobj=taped, mode="w") as tape:
        info = tarfile.TarInfo("a.html")
        info.size = len(page)
        tape.addfile(info, io.BytesIO(page))
    return [zipped.getvalue(), taped.getvalue(), gzip.compress(taped.getvalue()), gzip.compress(page)]


def warcs() -> list[bytes]:
    record = (
        (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-05-09T08:00:00Z\r\n"
            "WARC-Target-URI: https://a.example/1\r\nWARC-Payload-Digest: sha1:A\r\nContent-Type: application/http\r\n"
            f"Content-Length: {len(_WARC_BODY)}\r\n\r\n"
        ).encode()
        + _WARC_BODY
        + b"\r\n\r\n"
    )
    revisit = record.replace(b"response", b"revisit")
    return [record + revisit, gzip.compress(record) + gzip.compress(revisit)]


def seeds_of(target: str) -> list[bytes]:
    if target == "archives":
        return archived()
    if target == "warc":
        return warcs()
    if target == "decode":
        return [
            text.encode(codec, "replace")
            for text in (SENTENCE, "云州の橋は来年三月に開通すると市長が述べた。", "구름주 다리가 내년 3월에 개통된다.")
            for codec in ("utf-8", "gb18030", "big5", "cp932", "euc_jp", "cp949", "utf-16", "utf-16-le", "iso2022_jp")
        ]
    return [seed.encode() for seed in SEEDS[target]]


TARGETS = (*SEEDS, "decode", "archives", "warc")


class Failed(AssertionError):
    """What must not happen has happened."""


def check(target: str, data: bytes) -> None:
    """Read one input; raises Failed where it is not taken as it should be."""
    from suyuan.read import page_of, read_page, read_paths

    found: list[tuple[list[Article], list[Rejection]]]
    start, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        if target in ("archives", "warc"):
            with tempfile.NamedTemporaryFile(suffix=".bin") as file:
                file.write(data)
                file.flush()
                found = [(reading.articles, reading.rejections) for reading in read_paths([file.name], "/")]
        else:
            found = [read_page(page_of(data, "page"))]
    except Exception as error:
        raise Failed(f"{type(error).__name__} left the reader: {error}") from error
    spent = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    if spent > LIMIT:
        raise Failed(f"{spent:.1f} CPU seconds for {len(data)} bytes")
    if grown > MEMORY + PER_BYTE * len(data):
        raise Failed(f"{grown >> 20} MB for {len(data)} bytes")
    for articles, rejections in found:
        for rejection in rejections:
            if "could not be read" in rejection.reason or not rejection.reason:
                raise Failed(rejection.reason)
        for article in articles:
            if any(not 0 <= block.start < block.end <= len(article.text) for block in article.blocks):
                raise Failed("a block outside its text")


def mutated(seeds: list[bytes], dice: random.Random) -> bytes:
    raw = bytearray(dice.choice(seeds))
    for _ in range(dice.randint(1, 6)):
        at = dice.randint(0, len(raw))
        cut = dice.choice((0, 0, 1, 4, 40))
        match dice.randint(0, 4):
            case 0:
                raw[at : at + cut] = dice.choice(TOKENS).encode()
            case 1:
                raw[at : at + cut] = dice.randbytes(dice.randint(0, 6))
            case 2:
                piece = raw[at : at + dice.randint(1, 60)]
                raw[at:at] = piece * min(dice.choice((2, 20, 2000)), MAX_INPUT // (len(piece) or 1))
            case 3:
                other = dice.choice(seeds)
                raw[at:] = other[dice.randint(0, len(other)) :]
            case _:
                raw[at:at] = dice.choice(TOKENS).encode() * dice.choice((2, 50, 3000))
        del raw[MAX_INPUT:]
    return bytes(raw)


def blind(target: str, seconds: float, report: Callable[[bytes, Failed], None]) -> int:
    """Mutate seeds until the CPU time is spent; gives the number of inputs tried."""
    seeds, dice, tried = seeds_of(target), random.Random(f"{target} {time.time_ns()}"), 0
    start = time.process_time()
    while time.process_time() - start < seconds:
        data = mutated(seeds, dice)
        tried += 1
        try:
            check(target, data)
        except Failed as failure:
            report(data, failure)
    return tried


def guided(target: str, seconds: float, report: Callable[[bytes, Failed], None]) -> None:
    """The same, led by coverage. Ends the process."""
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

    with atheris.instrument_imports(include=["suyuan.read"]):
        import suyuan.read  # noqa: F401

    def one(data: bytes) -> None:
        try:
            check(target, data)
        except Failed as failure:
            report(data, failure)
            raise

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds_of(target)):
            (Path(corpus) / str(number)).write_bytes(seed)
        options = [
            f"-artifact_prefix={corpus}/",
            f"-max_total_time={int(seconds)}",
            f"-max_len={MAX_INPUT}",
            "-timeout=30",
            "-rss_limit_mb=4096",
        ]
        atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", corpus], one)
        atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", choices=TARGETS, help="one part of reading alone")
    parser.add_argument("--seconds", type=float, default=30.0, help="for each target")
    parser.add_argument("--blind", action="store_true", help="do without atheris")
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "fuzz_read")
    arguments = parser.parse_args()
    if arguments.target is None:
        command = [sys.executable, __file__, *sys.argv[1:]]
        return max(subprocess.run([*command, "--target", target]).returncode for target in TARGETS)
    failures = 0

    def report(data: bytes, failure: Failed) -> None:
        nonlocal failures
        failures += 1
        arguments.out.mkdir(parents=True, exist_ok=True)
        path = arguments.out / f"{arguments.target}-{failures}-{len(data)}"
        path.write_bytes(data)
        print(f"{arguments.target}: {failure}: {path}", flush=True)

    if importlib.util.find_spec("atheris") and not arguments.blind:
        guided(arguments.target, arguments.seconds, report)
    tried = blind(arguments.target, arguments.seconds, report)
    print(f"{arguments.target:16} {tried:7} inputs, {failures} failures", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
