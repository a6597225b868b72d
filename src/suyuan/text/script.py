"""Which script a text is in, by proportion."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Literal

Script = Literal["Hans", "Hant", "Latn", "mixed"]


@cache
def _markers() -> tuple[frozenset[str], frozenset[str]]:
    """(only Traditional, only Simplified): the keys of the folding table, and its values that are no keys."""
    raw = files("suyuan.text").joinpath("data/fold.json").read_text(encoding="utf-8")
    table: dict[str, str] = json.loads(raw)
    # Characters that both scripts write (the value of one pair and a word of its own in Traditional).
    shared = set("着了借后里干面台周云松系制复丑斗范谷几郁志准别表出卷冬采克卜签板岳余姜于占朴才伙秋么仿")
    return frozenset(set(table) - shared), frozenset(set(table.values()) - set(table) - shared)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    traditional, simplified = _markers()
    # Only the basic plane: a class with a character beyond it is searched one range at a time.
    classes = ("".join(sorted(char for char in chars if ord(char) < 0x10000)) for chars in (traditional, simplified))
    first, second = (re.compile(f"[{re.escape(chars)}]") for chars in classes)
    return first, second, re.compile("[A-Za-z]")


def script_of(text: str) -> Script | None:
    """``Hans``, ``Hant``, ``mixed`` (each at least a fifth of what tells), ``Latn``, or None where nothing tells."""
    traditional, simplified, latin = _patterns()
    n_trad = len(traditional.findall(text))
    n_simp = len(simplified.findall(text))
    if n_trad + n_simp:
        share = n_trad / (n_trad + n_simp)
        return "Hant" if share > 0.8 else "Hans" if share < 0.2 else "mixed"
    if latin.search(text):
        return "Latn"
    return None
