"""The address of a story that is no more leads to the one that took its articles, and says so."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from suyuan import ingest
from suyuan.cli import main
from suyuan.model import Article, Outlet, Page
from suyuan.serve.web.app import app
from suyuan.store import Library

TEXT = "维兰多与奥斯梅尔签署海缆协定\n两国总理在宾达尔会面，海缆将连接两座岛屿，耗资十二亿。"


def _add(library: Library, key: str, day: str) -> None:
    page = Page(key.encode(), hashlib.sha256(key.encode()).hexdigest(), path=f"{key}.html")
    article = Article(key, TEXT, title=TEXT.split("\n")[0], published=day, outlet=Outlet(f"{key}报"))
    library.add_page(page, [article])
    ingest.relink(library)


@pytest.fixture
def renamed(tmp_path: Path) -> tuple[Path, str, str]:
    """A library, the id its story had and the one it has since an earlier report came."""
    path = tmp_path / "l.db"
    with Library.open(path) as library:
        _add(library, "later", "2031-05-12")
        (old,) = library.stories()
        _add(library, "earlier", "2031-05-11")
        (new,) = library.stories()
    assert old.id != new.id
    return path, old.id, new.id


def test_the_commands_answer_with_the_heir_and_say_so(
    renamed: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path, old, new = renamed
    for command in ("story", "compare"):
        assert main([command, old, "--library", str(path)]) == 0
        printed = capsys.readouterr()
        assert new in printed.out and f"story {old} is no more: its articles are in {new}" in printed.err
    assert main(["story", old, "--library", str(path), "--json"]) == 0
    assert {"id": new, "succeeds": old, "others": []}.items() <= json.loads(capsys.readouterr().out).items()
    assert main(["story", new, "--library", str(path), "--json"]) == 0
    printed = capsys.readouterr()
    assert "succeeds" not in json.loads(printed.out) and not printed.err


def test_the_page_of_an_old_address_shows_the_heir_and_says_so(renamed: tuple[Path, str, str]) -> None:
    path, old, new = renamed
    with TestClient(app(path), base_url="http://127.0.0.1") as client:
        for page in ("", "/compare"):
            shown = client.get(f"/stories/{old}{page}")
            assert shown.status_code == 200 and "is no more" in shown.text and old in shown.text
            assert "is no more" not in client.get(f"/stories/{new}{page}").text
        assert client.get(f"/api/stories/{old}").json()["succeeds"] == old
        assert client.get("/stories/0123456789ab").status_code == 404
