"""What is generated in docs/ is up to date, and records are what their JSON Schemas say."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

from suyuan.model import Article, Block, DateMark, Outlet, PageRef, Wrapper
from suyuan.records import dumps

ROOT = Path(__file__).resolve().parent.parent


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "tools" / "build_docs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(_tool().schemas()))
def test_schema_is_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / "schema" / name).read_text(encoding="utf-8") == _tool().schemas()[name]


def test_command_help_is_up_to_date() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == _tool().commands()


def test_readme_shows_what_the_program_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUYUAN_NAMES", "")
    monkeypatch.setenv("SUYUAN_OUTLETS", "")
    assert (ROOT / "README.md").read_text(encoding="utf-8") == _tool().readme()


def test_readme_names_only_commands_and_files_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = _tool().commands()
    assert all(f"## suyuan {name}\n" in known for name in re.findall(r"^suyuan (\w+)", text, re.MULTILINE))
    assert all((ROOT / link).exists() for link in re.findall(r"\]\(([\w./-]+)\)", text))


def test_every_command_shows_an_example() -> None:
    text = _tool().commands()
    assert text.count("example:") == text.count("\n## suyuan ")


def test_records_validate() -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "article.json").read_text(encoding="utf-8"))
    article = Article(
        "0" * 16,
        "标题\n正文。",
        "标题",
        PageRef("0" * 64, "pages/a.html", None, "html", 0),
        Outlet("潮汐报"),
        dates=(DateMark("published", "2025-05-12", "day", "2025年5月12日"),),
        blocks=(Block("title", 0, 2), Block("body", 3, 6)),
        wrappers=(Wrapper("mirror"),),
    )
    jsonschema.validate(json.loads(dumps(article)), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "x", "text": 3}, schema)
