# ruff: noqa: E501 - page texts stand as they lie in a file
"""Files, directories, archives and WARCs: everything that can be read is, the rest is a rejection with its reason."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from suyuan.model import Page, Rejection
from suyuan.read import archives, article_id, page_of, pages, read_page, read_paths
from suyuan.read.archives import safe_name

BODY = (
    "云州市长林小雨周五表示，连接云州与海东的大桥将在明年三月通车，届时两地车程将缩短到二十分钟。"
    "她说，工程总投资为七十亿元，目前已经完成九成。海东省交通厅对此表示欢迎，但没有透露收费标准。"
)
POST = f"---\ntitle: 云州大桥明年通车\ndate: 2031-05-09\n---\n\n{BODY}\n\n{BODY[::-1]}。\n"


def texts(*paths: Path, root: Path) -> list[tuple[str | None, int, list[str]]]:
    return [
        (
            reading.page.path if reading.page else None,
            len(reading.articles),
            [each.reason for each in reading.rejections],
        )
        for reading in read_paths(paths, root)
    ]


def test_directories_are_sorted_and_paths_relative(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.md").write_text(POST, encoding="utf-8")
    (tmp_path / "a.md").write_text(POST, encoding="utf-8")
    (tmp_path / ".hidden").write_text(POST, encoding="utf-8")
    assert texts(tmp_path, root=tmp_path) == [("a.md", 1, []), ("b/two.md", 1, [])]


def test_ids_come_from_bytes_and_place(tmp_path: Path) -> None:
    here, there = page_of(POST.encode(), "a.md"), page_of(POST.encode(), "b.md")
    assert article_id(here, 0) != article_id(there, 0) != article_id(there, 1)
    assert article_id(here, 0) == article_id(page_of(POST.encode(), "a.md"), 0)
    assert len(article_id(here, 0)) == 16


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_compressed_files_are_one_page_of_the_bytes_as_they_lay(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    packed = pack(POST.encode())
    (tmp_path / "a.md.packed").write_bytes(packed)
    [page] = pages([tmp_path / "a.md.packed"], tmp_path)
    assert isinstance(page, Page)
    assert page.data == packed
    articles, rejections = read_page(page)
    assert (len(articles), rejections) == (1, [])


def test_zip_and_tar_and_what_lies_in_them(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep/page.md", POST)
    with zipfile.ZipFile(tmp_path / "pile.zip", "w") as archive:
        archive.writestr("b/inner.zip", inner.getvalue())
        archive.writestr("a.md", POST)
        archive.writestr("../../etc/passwd", POST)
        archive.writestr("empty.md", "")
    with tarfile.open(tmp_path / "pile.tar.gz", "w:gz") as tape:
        info = tarfile.TarInfo("x/page.md")
        info.size = len(POST.encode())
        tape.addfile(info, io.BytesIO(POST.encode()))
        link = tarfile.TarInfo("evil")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tape.addfile(link)
        tape.addfile(tarfile.TarInfo("/absolute.md"), io.BytesIO())
    found = texts(tmp_path, root=tmp_path)
    assert ("pile.zip!/a.md", 1, []) in found
    assert ("pile.zip!/b/inner.zip!/deep/page.md", 1, []) in found
    assert ("pile.tar.gz!/x/page.md", 1, []) in found
    reasons = [reason for _, _, each in found for reason in each]
    assert sorted(reasons) == [
        "a link or device, not a file",
        "a path that leaves its archive",
        "a path that leaves its archive",
        "an empty file",
    ]


def test_wrong_endings_do_no_harm(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "page.html", "w") as archive:
        archive.writestr("a", POST)
    (tmp_path / "post.zip").write_text(POST, encoding="utf-8")
    assert texts(tmp_path, root=tmp_path) == [("page.html!/a", 1, []), ("post.zip", 1, [])]


def test_zip_bombs_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * (40 * 1024 * 1024))
        archive.writestr("a.md", POST)
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"0" * (40 * 1024 * 1024)))
    found = texts(tmp_path, root=tmp_path)
    assert [reason for _, _, each in found for reason in each if "bomb" in reason] != []
    assert ("bomb.zip!/a.md", 1, []) in found
    assert all(not count for path, count, _ in found if path == "bomb.gz")


def test_archives_in_archives_end(tmp_path: Path) -> None:
    data = POST.encode()
    for _ in range(archives.MAX_DEPTH + 3):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w") as archive:
            archive.writestr("a", data)
        data = outer.getvalue()
    (tmp_path / "matryoshka.zip").write_bytes(data)
    [(path, count, [reason])] = texts(tmp_path, root=tmp_path)
    assert (path, count) == (None, 0)
    assert "deep" in reason


def test_many_entries_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("suyuan.read.sources.Budget", lambda: archives.Budget(entries=3))
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(10):
            archive.writestr(f"{number}.md", POST)
    found = texts(tmp_path, root=tmp_path)
    assert sum(count for _, count, _ in found) == 3
    assert "entries" in found[-1][2][0]


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_bytes(b" \n")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04" + b"\x01" * 300)
    (tmp_path / "broken.gz").write_bytes(gzip.compress(POST.encode())[:20])
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.md").write_text(POST, encoding="utf-8")
    found = texts(tmp_path, tmp_path / "missing.md", root=tmp_path)
    assert ("a.md", 1, []) in found
    reasons = " | ".join(reason for _, _, each in found for reason in each)
    for word in ("empty", "damaged", "does not exist", "not followed", "not a regular file"):
        assert word in reasons
    assert sum(count for _, count, _ in found) == 1


def test_a_file_that_vanishes_while_the_pile_is_read(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text(POST, encoding="utf-8")
    reading = read_paths([tmp_path], tmp_path)
    assert len(next(reading).articles) == 1
    (tmp_path / "b.md").unlink()
    rest = list(reading)
    assert [len(each.articles) for each in rest] == [0, 1]
    assert "vanished" in rest[0].rejections[0].reason


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xfe.md"
    with open(name, "wb") as stream:  # noqa: PTH123 - a Path cannot be made of every name the system allows
        stream.write(POST.encode())
    [(path, count, _)] = texts(tmp_path, root=tmp_path)
    assert count == 1
    assert path is not None
    assert path.encode("utf-8")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b.html", "a/b.html"),
        ("../x", None),
        ("/etc/x", None),
        ("a/../../x", None),
        ("a\\..\\..\\x", None),
        ("C:/x", None),
    ],
)
def test_safe_names(name: str, safe: str | None) -> None:
    assert safe_name(name) == safe


# ------------------------------------------------------------------ WARC

PAGE = f"<html><head><title>云州大桥明年通车</title></head><body><h1>云州大桥明年通车</h1><p>{BODY}</p><p>{BODY}</p></body></html>"


def warc(path: Path, packed: bool) -> None:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)

        def add(url: str, body: bytes, kind: str = "response", status: str = "200 OK", **http: str) -> None:
            headers = [
                ("Content-Type", "text/html; charset=gb2312"),
                *((k.replace("_", "-"), v) for k, v in http.items()),
            ]
            record = writer.create_warc_record(
                url,
                kind,
                payload=io.BytesIO(body),
                http_headers=StatusAndHeaders(status, headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2031-05-09T08:00:00Z"},
            )
            writer.write_record(record)

        data = PAGE.encode("gb18030")
        add("https://news.example/bridge", data)
        add("https://news.example/packed", gzip.compress(data), Content_Encoding="gzip")
        add("https://news.example/chunked", b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data), Transfer_Encoding="chunked")
        add("https://news.example/gone", b"not here", status="404 Not Found")
        digest = writer.create_warc_record(
            "https://news.example/bridge", "response", payload=io.BytesIO(data),
            http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=gb2312")], protocol="HTTP/1.1"),
        ).rec_headers.get_header("WARC-Payload-Digest")  # fmt: skip
        writer.write_record(
            writer.create_revisit_record(
                "https://news.example/again", digest, "https://news.example/bridge", "2031-05-09T08:00:00Z",
                http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=gb2312")], protocol="HTTP/1.1"),
            )
        )  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_warc(tmp_path: Path, packed: bool) -> None:
    warc(tmp_path / "crawl.warc", packed)
    read = list(read_paths([tmp_path / "crawl.warc"], tmp_path))
    urls = [reading.page.url for reading in read if reading.page and reading.articles]
    assert urls[:3] == [f"https://news.example/{name}" for name in ("bridge", "packed", "chunked")]
    for reading in read[:3]:
        assert reading.page is not None
        assert BODY in reading.articles[0].text
        assert reading.articles[0].page is not None
        assert reading.articles[0].page.url == reading.page.url
        assert ("crawled", "2031-05-09T08:00:00") in [(mark.kind, mark.value) for mark in reading.articles[0].dates]
    assert next(each.rejections[0].reason for each in read if each.rejections) == "HTTP status 404"
    assert "https://news.example/again" in urls


def test_a_broken_warc_is_read_up_to_the_damage(tmp_path: Path) -> None:
    warc(tmp_path / "crawl.warc", False)
    data = (tmp_path / "crawl.warc").read_bytes()
    (tmp_path / "cut.warc").write_bytes(data[: len(data) // 2] + b"\xff" * 200)
    read = list(read_paths([tmp_path / "cut.warc"], tmp_path))
    assert read[0].articles


def test_iterating_pages_gives_rejections_in_place(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(POST, encoding="utf-8")
    found = list(pages([tmp_path / "a.md", tmp_path / "none"], tmp_path))
    assert isinstance(found[0], Page)
    assert isinstance(found[1], Rejection)
