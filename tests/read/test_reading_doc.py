"""The examples of docs/reading.md are true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from suyuan.read import archives, containers, page_of
from suyuan.read.draft import Source

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
CODE = re.findall(r"```python\n(.*?)```", TEXT, re.S)


def test_the_first_example_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    exec(CODE[0], {})
    assert capsys.readouterr().out.strip() == CODE[0].rpartition("# ")[2].strip()


def test_the_container_of_the_example_works() -> None:
    names: dict[str, Any] = {}
    exec(CODE[1], names)
    container = names["TelegramExport"]()
    source = Source(page_of(b""), "TG1\n标题\n第一段。\n")
    assert container.sniff(source) == 1.0
    [draft] = container.read(source)
    assert (draft.title, [part.text for part in draft.parts]) == ("标题", ["第一段。"])


def test_every_built_in_container_is_described() -> None:
    table = TEXT.partition("## Containers")[2].partition("###")[0]
    assert {container.name for container in containers.BUILT_IN} == {
        name for row in re.findall(r"^\| (`.*?) \|", table, re.M) for name in re.findall(r"`([a-z-]+)`", row)
    }


def test_the_bounds_are_those_of_the_code() -> None:
    bounds = TEXT.partition("## Bounds")[2]
    assert f"{archives.MAX_ENTRIES:,}" in bounds
    assert f"depth ({archives.MAX_DEPTH})" in bounds
    assert f"{archives.MAX_EXPANDED >> 30} GB" in bounds
    assert f"{archives.MAX_PAGE >> 20} MB" in bounds
    assert f"{archives.MAX_RATIO} times" in bounds
