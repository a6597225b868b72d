"""The example in docs/reading-html.md is true."""

from __future__ import annotations

import re
from pathlib import Path

DOC = Path(__file__).resolve().parents[2] / "docs" / "reading-html.md"


def test_the_example_runs() -> None:
    examples = re.findall(r"```python\n(.*?)```", DOC.read_text(encoding="utf-8"), re.S)
    assert examples
    for example in examples:
        exec(compile(example, str(DOC), "exec"), {})
