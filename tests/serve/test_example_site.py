"""The bundled example through the whole house, then every page near the front of its site."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from urllib.parse import unquote, urldefrag

from fastapi.testclient import TestClient
from test_pages import HERE, Page

from suyuan import demo
from suyuan.serve.web import app
from suyuan.store import Library

PAGES = 250


def test_the_example_site_holds_together(tmp_path: Path) -> None:
    with Library.open(tmp_path / "demo.db") as library:
        demo.build(library)
        assert library.counts()["articles"] > 10
    queue = deque(["/", "/stories", "/copies", "/statements", "/commitments", "/trace?q=联合巡逻", "/search?q=海缆"])
    seen: dict[str, set[str]] = {}
    with TestClient(app(tmp_path / "demo.db"), base_url=HERE) as client:
        while queue and len(seen) < PAGES:
            path, fragment = urldefrag(unquote(queue.popleft()))
            if path not in seen:
                answer = client.get(path)
                assert answer.status_code == 200, path
                page = Page(answer.text) if "html" in answer.headers["content-type"] else None
                seen[path] = page.ids if page else set()
                links = page.links if page else []
                queue += [path + link if link.startswith("#") else link for link in links if link[0] in "/#"]
            assert not fragment or fragment in seen[path], f"{path} has no {fragment}"
    assert len(seen) == PAGES
