"""Which script a text is in, by proportion."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Literal

Script = Literal["Hans", "Hant", "Latn", "mixed"]


@cache
def markers() -> tuple[frozenset[str], frozenset[str]]:
    """(only Traditional, only Simplified), from data/script_markers.json."""
    raw = files("suyuan.text").joinpath("data/script_markers.json").read_text(encoding="utf-8")
    markers: dict[str, str] = json.loads(raw)
    return frozenset(markers["Hant"]), frozenset(markers["Hans"])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    # Only the basic plane: a class with a character beyond it is searched one range at a time.
    classes = ("".join(sorted(char for char in chars if ord(char) < 0x10000)) for chars in markers())
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
