"""Writings counted at once are the writings counted one by one."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.read.draft import Part
from suyuan.read.finish.census import Census
from suyuan.read.finish.layout import lay_out
from suyuan.text.script import script_of

TEXTS = st.text("国國岸说說abZ éñ。，あア한글кя𠀀\u0627 ", max_size=40)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_counts(text: str) -> None:
    counts = Census(text).counts(0, len(text))
    assert counts.letters == len(re.findall("[A-Za-zÀ-ÿ]", text))
    assert counts.han == len(re.findall("[\u3400-\u9fff]", text))
    assert counts.kana == len(re.findall("[あア]", text))
    assert counts.hangul == len(re.findall("[한글]", text))


@given(st.lists(TEXTS, min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_scripts_of_blocks(texts: list[str]) -> None:
    layout = lay_out(None, [Part("body", text) for text in texts], None)
    for block in layout.blocks:
        if block.language not in ("ja", "ko"):
            assert block.script == script_of(layout.text[block.start : block.end])


def test_a_block_in_another_language_is_told() -> None:
    english = "The ferries between the two ports will sail again this year, the minister said."
    layout = lay_out(
        "渡轮复航", [Part("body", "两港之间的渡轮今年复航，部长星期二这样说。"), Part("quote", english)], None
    )
    assert layout.language == "zh"
    assert [block.language for block in layout.blocks] == ["zh", "zh", "en"]
    assert [block.script for block in layout.blocks] == ["Hans", "Hans", "Latn"]
