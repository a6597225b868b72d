"""Word classes of the clause analysis, read from the lists beside the code."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from suyuan.text.fold import fold


@cache
def word_classes(name: str) -> dict[str, frozenset[str]]:
    """The classes of ``data/<name>.txt``: one a line, ``class<TAB>word word …``, words folded."""
    raw = files("suyuan.annotate.syntax").joinpath(f"data/{name}.txt").read_text(encoding="utf-8")
    classes: dict[str, frozenset[str]] = {}
    for line in raw.splitlines():
        if line and not line.startswith("#"):
            label, _, words = line.partition("\t")
            classes[label] = frozenset(fold(word) for word in words.split())
    return classes


@cache
def nouns(kind: str) -> frozenset[str]:
    """Nouns that can head a speaker: ``role``, ``source``, ``group``, ``outlet``, ``report``, ``document``, …"""
    return word_classes("nouns_zh")[kind]


def alternation(words: frozenset[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def longest_suffix(text: str, words: frozenset[str], limit: int = 8) -> str | None:
    """The longest of ``words`` that ``text`` ends with."""
    for size in range(min(limit, len(text)), 0, -1):
        if text[-size:] in words:
            return text[-size:]
    return None
