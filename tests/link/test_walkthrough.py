"""The commands of docs/walkthrough.md print every line that stands under them (in either script)."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from suyuan.cli import main
from suyuan.demo import EXAMPLES
from suyuan.text.fold import fold

DOC = Path(__file__).resolve().parent.parent.parent / "docs" / "walkthrough.md"


def test_the_walk_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SUYUAN_NAMES", str(EXAMPLES / "names.csv"))
    monkeypatch.setenv("SUYUAN_OUTLETS", str(EXAMPLES / "outlets.tsv"))
    monkeypatch.setenv("SUYUAN_LIBRARY", str(tmp_path / "walk.db"))
    blocks = re.findall(r"```console\n\$ (.+)\n((?:.+\n)*)```", DOC.read_text(encoding="utf-8"))
    assert len(blocks) == 9
    story = ""
    for command, printed in blocks:
        words = shlex.split(command)
        if words[0] == "export":
            continue
        words = [{"STORY": story, "examples/pages": str(EXAMPLES / "pages")}.get(word, word) for word in words[1:]]
        assert main(words) == 0, command
        out = capsys.readouterr().out
        for line in printed.splitlines():
            assert fold(line) in fold(out), (command, line)
        if words == ["stories"]:
            story = out.split()[0]
