"""What docs/names.md shows is what the library does."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from suyuan.annotate import Document, annotate
from suyuan.annotate.names import find
from suyuan.model import Article

ROOT = Path(__file__).resolve().parents[2]


def _tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_hard_sentences_are_up_to_date() -> None:
    tool = _tool("names_doc")
    text = tool.PAGE.read_text(encoding="utf-8")
    assert tool.page(text) == text
    assert len(tool.SENTENCES) == 10


def test_first_example() -> None:
    doc = Document(Article(id="1", text="岸田首相将于周三访美。", published="2024-04-01"))
    got = [(m.start, m.end, m.type, m.name) for m in find(doc)]
    assert f"# {got}" in (ROOT / "docs/names.md").read_text(encoding="utf-8")


def test_renderings_have_one_entity_set() -> None:
    for triple in _tool("renderings").renderings(200):
        sets = {
            tuple(sorted(m.identity or m.name for m in find(Document(Article(id="", text=text))))) for text in triple
        }
        assert len(sets) == 1, triple


def test_titles_example() -> None:
    article = Article(id="1", text="日本首相将访美。首相随后访韩，前首相没有同行。", published="2024-03-15")
    got = [(t.title, t.name or t.reason) for t in annotate(article).offices]
    assert f"# {got}" in (ROOT / "docs/names.md").read_text(encoding="utf-8")
