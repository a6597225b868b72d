"""The examples in docs/statements.md are true, every rule is explained, and the files it names exist."""

from __future__ import annotations

import re
from pathlib import Path

from suyuan.annotate import Document, annotate
from suyuan.annotate.statements import explain
from suyuan.annotate.statements.explain import glosses
from suyuan.model import Article

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "statements.md"


def test_the_examples_run() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert len(blocks) == 3
    scope: dict[str, object] = {}
    for code in blocks:
        exec(compile(code, str(PAGE), "exec"), scope)


def test_the_lines_of_explain_are_those_that_are_printed() -> None:
    text = "港务局消息人士周二告诉北湾社，新码头将于秋天启用。"
    article = Article("a", text, published="2024-05-08")
    printed = explain(Document(article), annotate(article).statements)
    (shown,) = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert shown.splitlines() == printed[:5]


def test_every_rule_in_the_code_has_words() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/suyuan/annotate/statements").glob("*.py"))
    named = set(re.findall(r'"((?:zh|en)\.[a-z_]+(?:\.[a-z_]+)*)"', code))
    kinds = {
        f"zh.{kind}" for kind in ("say", "opinion", "announce", "demand", "target", "greet", "tell", "report", "show")
    }
    assert named and {rule.removesuffix(".subjectless") for rule in named} | kinds <= set(glosses())


def test_the_files_named_exist() -> None:
    known = {path.name for path in (ROOT / "src" / "suyuan").rglob("*") if path.is_file()}
    named = set(re.findall(r"`(?:[\w/]+/)?(\w+\.(?:py|tsv|txt))`", PAGE.read_text(encoding="utf-8")))
    assert named - {"statements.py"} <= known
