"""The cue lexicon: words that tie content to a speaker, with class and stance, found in one pass."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick

from suyuan.text.fold import fold

# What a verb of a class marked "c" may take after it to form one cue: 补充说, 警告称, 分析指出.
_TAILS = ("说", "称", "道", "指出", "表示", "指", "到", "说道")


@dataclass(frozen=True, slots=True)
class CueWord:
    """``kind`` is the class of the lexicon; ``compound`` is set where a second verb of saying is part of the cue."""

    start: int
    end: int
    kind: str
    loaded: bool
    compound: bool = False


@cache
def _entries() -> dict[str, tuple[str, bool, bool]]:
    raw = files("suyuan.annotate.statements").joinpath("data/cues_zh.tsv").read_text(encoding="utf-8")
    table: dict[str, tuple[str, bool, bool]] = {}
    compounds: dict[str, tuple[str, bool, bool]] = {}
    for line in raw.splitlines():
        if not line or line.startswith("#"):
            continue
        word, kind, stance, compound = (line.split("\t") + ["", ""])[:4]
        word = fold(word)
        table[word] = (kind, stance == "loaded", False)
        if compound == "c":
            for tail in _TAILS:
                becomes = "report" if kind == "report" else "say"
                compounds[word + tail] = (becomes, stance == "loaded", True)
    return compounds | table


@cache
def _automaton() -> Any:
    automaton = ahocorasick.Automaton()
    for word, entry in _entries().items():
        automaton.add_word(word, (len(word), *entry))
    automaton.make_automaton()
    return automaton


class Cues:
    """The cues of a folded text in order, traps left out."""

    def __init__(self, folded: str) -> None:
        self.words: list[CueWord] = []
        for last, (size, kind, loaded, compound) in _automaton().iter_long(folded):
            if kind != "trap":
                self.words.append(CueWord(last - size + 1, last + 1, kind, loaded, compound))
        self._starts = [w.start for w in self.words]

    def within(self, start: int, end: int) -> list[CueWord]:
        return self.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
