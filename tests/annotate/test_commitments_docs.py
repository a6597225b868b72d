"""The example in docs/commitments.md is true."""

from __future__ import annotations

import re
from pathlib import Path

from suyuan.annotate.commitments.lexicon import cues
from suyuan.text.fold import fold

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commitments.md"


def test_the_example_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    exec(compile(code, str(PAGE), "exec"), {})


def test_the_table_of_statuses_agrees_with_the_word_lists() -> None:
    rows = re.findall(r"^\| (\w+) \| ([^|]+) \| ([^|]+) \|$", PAGE.read_text(encoding="utf-8"), re.M)
    table = {status: chinese.split(":")[0].split() for status, chinese, _ in rows if status != "status"}
    for form, cue in cues("zh").items():
        if form in {fold(word) for words in table.values() for word in words}:
            assert form in table[cue.status]
    assert set(table) >= {cue.status for cue in cues("zh").values()}
