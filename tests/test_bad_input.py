"""Hostile and broken input at the front door: `suyuan add` names the page and the reason, and reads the rest."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from suyuan import ingest
from suyuan.cli import main
from suyuan.demo import EXAMPLES
from suyuan.store import Library

GOOD = "01-chaosheng.html"
NEWS = "海湾两国外交部长周一在港城会谈后发表声明，表示将继续就渔业问题保持沟通，并决定下月举行第二轮谈判。" * 6
ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<rss version="2.0"><channel><title>&m;&x;</title><item><title>&m;</title>'
    "<description>&x;</description></item></channel></rss>"
)


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    shutil.copy(EXAMPLES / "pages" / GOOD, pages)
    return pages


def _add(pile: Path) -> tuple[dict[str, str], dict[str, int]]:
    """Reasons of the rejections by file name, and articles by file name."""
    with Library.open(pile.parent / "l.db") as library:
        report = ingest.add(library, [pile], "inline")
        counts: dict[str, int] = {}
        for article in library.articles():
            assert article.page and article.page.path
            name = Path(article.page.path).name
            counts[name] = counts.get(name, 0) + 1
        assert counts[GOOD] == 1  # the rest is read
        assert ingest.add(library, [pile], "inline").pages == 0  # and is known the second time
    return {Path(r.path or "").name: r.reason for r in report.rejections}, counts


@pytest.mark.parametrize(
    "name, data",
    [
        ("empty.html", b""),
        ("blank.txt", b" \n\t\r\n" * 50),
        ("binary.txt", bytes(range(256)) * 64),
        ("image.md", b"\x89PNG\r\n\x1a\n" + os.urandom(0) + bytes(range(255, 0, -1)) * 40),
        (
            "navigation.html",
            b"<html><body><ul>" + b'<li><a href="/a">\xe9\xa6\x96\xe9\xa1\xb5</a></li>' * 60 + b"</ul></body></html>",
        ),
        ("long-line.txt", b"\xe5\x85\xac" * (50 * 2**20 // 3)),
    ],
)
def test_what_holds_no_article_is_rejected_with_a_reason(pile: Path, name: str, data: bytes) -> None:
    (pile / name).write_bytes(data)
    reasons, _ = _add(pile)
    assert list(reasons) == [name] and len(reasons[name]) > 4


@pytest.mark.parametrize("charset", ["gb18030", "big5"])
def test_old_charsets_need_no_declaration(pile: Path, charset: str) -> None:
    text = f"<html><head><title>两国会谈</title></head><body><h1>两国会谈</h1><p>{NEWS}</p></body></html>"
    if charset == "big5":
        text = text.translate(
            str.maketrans("两国会谈湾长周发声这续业问题决举轮间", "兩國會談灣長週發聲這續業問題決舉輪間")
        )
        text = text.encode("big5", "ignore").decode("big5")
    (pile / "old.html").write_bytes(text.encode(charset))
    reasons, counts = _add(pile)
    assert reasons == {} and counts["old.html"] == 1


def test_invalid_utf8_is_read_with_a_warning(pile: Path) -> None:
    (pile / "torn.html").write_bytes(
        f"<html><meta charset=utf-8><h1>两国会谈</h1><p>{NEWS}</p>".encode() + b"<p>\xe6\xb5</p>\xff"
    )
    _, counts = _add(pile)
    assert counts["torn.html"] == 1


def test_html_nested_a_hundred_thousand_deep(pile: Path) -> None:
    (pile / "deep.html").write_bytes(b"<div>" * 100_000 + NEWS.encode() + b"</div>" * 100_000)
    started = time.process_time()
    _add(pile)
    assert time.process_time() - started < 60  # a bound against hanging, not a measure of speed


def test_an_entity_bomb_neither_explodes_nor_opens_a_file(pile: Path) -> None:
    (pile / "bomb.xml").write_text(ENTITY_BOMB, encoding="utf-8")
    _add(pile)
    with Library.open(pile.parent / "l.db") as library:
        assert all("root:" not in a.text and len(a.text) < 100_000 for a in library.articles())


def test_a_file_that_vanishes_while_being_read(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pile / "gone.html").write_text(NEWS, encoding="utf-8")
    really = os.open

    def vanish(path: os.PathLike[str] | str, *args: int, **named: int) -> int:
        if os.fspath(path).endswith("gone.html") and os.path.exists(path):  # noqa: PTH110
            os.unlink(path)  # noqa: PTH108
        return really(path, *args, **named)

    monkeypatch.setattr(os, "open", vanish)
    reasons, _ = _add(pile)
    assert "vanished" in reasons["gone.html"]


def _command(pile: Path, *more: str) -> list[str]:
    library = str(pile.parent / "l.db")
    return [sys.executable, "-m", "suyuan.cli", "add", "--runner", "inline", "--library", library, str(pile), *more]


def test_a_full_disk_is_said_and_leaves_a_whole_library(pile: Path) -> None:
    for page in (EXAMPLES / "pages").iterdir():
        shutil.copy(page, pile)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    full = subprocess.run(_command(pile), capture_output=True, text=True, preexec_fn=little_room)
    assert full.returncode != 0 and "Traceback" not in full.stderr and "l.db" in full.stderr
    check = sqlite3.connect(pile.parent / "l.db")
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()
    assert subprocess.run(_command(pile), capture_output=True).returncode in (0, 1)
    with Library.open(pile.parent / "l.db") as library:
        assert library.counts()["pages"] == len(list(pile.iterdir()))


def test_interrupted_it_says_how_to_go_on(pile: Path) -> None:
    for page in (EXAMPLES / "pages").iterdir():
        shutil.copy(page, pile)
    child = subprocess.Popen(_command(pile), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    library = pile.parent / "l.db"
    for _ in range(1200):
        if library.exists() or child.poll() is not None:
            break
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=120)
    assert child.returncode in (0, 130) and "Traceback" not in errors
    if child.returncode == 130:
        assert "again to go on" in errors
    assert main(["add", "--library", str(library), str(pile)]) in (0, 1)
