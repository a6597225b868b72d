"""The example in docs/statements.md is true, and the files it names exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "statements.md"


def test_the_example_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    exec(compile(code, str(PAGE), "exec"), {})


def test_the_files_named_exist() -> None:
    known = {path.name for path in (ROOT / "src" / "suyuan").rglob("*") if path.is_file()}
    named = set(re.findall(r"`(?:[\w/]+/)?(\w+\.(?:py|tsv|txt))`", PAGE.read_text(encoding="utf-8")))
    assert named - {"statements.py"} <= known
