"""Pages of many outlets and makers, read as a reader would."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from varied_pages import CASES, Case

from suyuan.model import Article
from suyuan.read import decoded, page_of, read_paths
from suyuan.read.containers import BUILT_IN
from suyuan.read.draft import ReadError


def read(data: bytes, folder: Path, name: str) -> list[Article]:
    (folder / name).write_bytes(data)
    readings = list(read_paths([folder / name], folder))
    assert not [rejection for reading in readings for rejection in reading.rejections]
    return [article for reading in readings for article in reading.articles]


@pytest.mark.parametrize("name", CASES)
def test_pages_as_outlets_print_them(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    articles = read(case.data, tmp_path, case.path)
    assert len(articles) == case.articles
    article = articles[0]
    assert article.title == case.title
    assert article.published == case.published
    assert (article.outlet.name if article.outlet else None) == case.outlet
    people: dict[str, tuple[str, ...]] = {}
    for each in article.byline:
        people[each.role] = (*people.get(each.role, ()), each.name)
    assert people == case.people
    body, captions = blocks(article)
    assert (body[0], body[-1]) == (case.first, case.last)
    assert tuple(captions) == case.captions


def blocks(article: Article) -> tuple[list[str], list[str]]:
    texts = [(block.kind, article.text[block.start : block.end]) for block in article.blocks]
    return [text for kind, text in texts if kind not in ("title", "caption")], [
        text for kind, text in texts if kind == "caption"
    ]


@pytest.mark.parametrize("name", ["portal", "hugo", "rss", "wiki", "csv", "newspaper"])
def test_a_wrong_ending_and_a_wrapping_change_nothing(name: str, tmp_path: Path) -> None:
    case: Case = CASES[name]
    with zipfile.ZipFile(tmp_path / "pile.zip", "w") as archive:
        archive.writestr("deep/page.exe", gzip.compress(case.data))
    plain = read(case.data, tmp_path, "page.txt")
    wrapped = [a for reading in read_paths([tmp_path / "pile.zip"], tmp_path) for a in reading.articles]
    assert [each.text for each in plain] == [each.text for each in wrapped]
    assert plain[0].title == case.title


def test_no_container_is_surer_than_it_says() -> None:
    """`choose` does not ask one that another is surer than already."""
    for case in CASES.values():
        try:
            source = decoded(page_of(case.data))
        except ReadError:
            continue
        for container in BUILT_IN:
            assert container.sniff(source) <= getattr(container, "most", 1.0), container.name
