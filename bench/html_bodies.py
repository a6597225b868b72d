"""HTML bodies side by side: 4-gram F1 and pages per CPU second on the reading bench, from bytes, in one run.

    PYTHONPATH=src python bench/html_bodies.py [--shared ../shared]

CPU seconds are user and system time of this process, warm, decoding and parsing included, loading excluded. A peer that
cannot be imported is "not installed". Peers read bytes where they take them, else text decoded by our own decoder.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from suyuan.model import Page
from suyuan.read import page_of, read_page
from suyuan.read.decode import decode

Extract = Callable[[bytes], str]


def suyuan(data: bytes) -> str:
    page: Page = page_of(data, "page.html")
    articles, _ = read_page(page)
    article = max(articles, key=lambda each: len(each.text), default=None)
    if article is None:
        return ""
    return "\n".join(article.text[block.start : block.end] for block in article.blocks if block.kind != "title")


def trafilatura(data: bytes) -> str:
    import trafilatura as peer

    return peer.extract(data, include_comments=False) or ""


def trafilatura_precise(data: bytes) -> str:
    import trafilatura as peer

    return peer.extract(decode(data).text, include_comments=False, favor_precision=True) or ""


def readability(data: bytes) -> str:
    from lxml import html
    from readability import Document

    summary = Document(decode(data).text).summary()
    return str(html.fromstring(summary).text_content()) if summary.strip() else ""


def newspaper(data: bytes) -> str:
    from newspaper import Article

    article = Article("http://bay.example/", language="zh")
    article.download(input_html=decode(data).text)
    article.parse()
    return str(article.text)


def resiliparse(data: bytes) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(decode(data).text, main_content=True))


def gne(data: bytes) -> str:
    from gne import GeneralNewsExtractor

    return str(GeneralNewsExtractor().extract(decode(data).text)["content"])


PEERS: dict[str, tuple[str, Extract]] = {
    "suyuan (bytes)": ("suyuan", suyuan),
    "trafilatura (bytes)": ("trafilatura", trafilatura),
    "trafilatura, precision": ("trafilatura", trafilatura_precise),
    "readability-lxml": ("readability", readability),
    "newspaper4k": ("newspaper", newspaper),
    "resiliparse": ("resiliparse", resiliparse),
    "gne": ("gne", gne),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parent.parent.parent / "shared")
    folder = parser.parse_args().shared / "bench" / "reading"
    spec = importlib.util.spec_from_file_location("reading_score", folder / "score.py")
    assert spec and spec.loader
    judge: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = [(folder / record["path"]).read_bytes() for record in gold]
    print(f"{'':26}{'F1':>7}{'P':>7}{'R':>7}{'pages/CPU s':>13}")
    for name, (module, extract) in PEERS.items():
        if importlib.util.find_spec(module) is None:
            print(f"{name:26}  not installed")
            continue
        precision, recall, rate = measure(extract, pages, [judge.grams(record["text"]) for record in gold], judge.grams)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
        print(f"{name:26}{f1:7.3f}{precision:7.3f}{recall:7.3f}{rate:13.0f}")


def measure(extract: Extract, pages: list[bytes], gold: list[Any], grams: Any) -> tuple[float, float, float]:
    """(mean precision, mean recall, pages per CPU second); a page that a reader fails on counts as empty."""
    texts = [attempt(extract, data) for data in pages]  # warms up
    began = time.process_time()
    for data in pages:
        attempt(extract, data)
    rate = len(pages) / max(time.process_time() - began, 1e-9)
    precisions, recalls = [], []
    for wanted, text in zip(gold, texts, strict=True):
        found = grams(text)
        both = sum((wanted & found).values())
        if found:
            precisions.append(both / sum(found.values()))
        recalls.append(both / sum(wanted.values()))
    return statistics.mean(precisions or [0]), statistics.mean(recalls), rate


def attempt(extract: Extract, data: bytes) -> str:
    try:
        return extract(data)
    except Exception:
        return ""


if __name__ == "__main__":
    main()
