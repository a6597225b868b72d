"""Words, names and context words in one Aho-Corasick automaton, and the word lists that the grammars use."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import ahocorasick

from suyuan import user_tables
from suyuan.annotate.names.kb import KnowledgeBase, known, uncollected
from suyuan.text.fold import fold

_TOTAL = 60_000_000  # running words behind data/words.tsv
UNKNOWN = 16.0  # cost of a character that is no word (negative log probability, as all costs here)
# Costs of a name by its length, as if it were a word of middling frequency; longer is surer.
_NAME_COST = {1: 14.0, 2: 8.8, 3: 7.5, 4: 6.5}
_AMBIGUOUS = 4.5
_COUNTRY = 6.0
_HINTS = frozenset(("ns", "nt", "nz", "nrt", "nrfg"))  # tags of words that are names: known, but no veto


def _read(name: str) -> str:
    return files("suyuan.annotate.names").joinpath(f"data/{name}").read_text(encoding="utf-8")


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _read(name).splitlines() if line and not line.startswith("#")]


def words_of(name: str) -> list[str]:
    """All words of a list file, comments left out; a line without spaces is a run of characters."""
    out: list[str] = []
    for line in _read(name).splitlines():
        if line and not line.startswith("#"):
            out.extend(line.split() if " " in line else line)
    return [fold(word) for word in out]


@dataclass(frozen=True)
class Frames:
    """The classes of data/frames.tsv as sets, and regular expressions made of them."""

    classes: dict[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.classes[name]

    @staticmethod
    def alternation(words: frozenset[str] | set[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def frames() -> Frames:
    classes: dict[str, frozenset[str]] = {}
    for name, words in _rows("frames.tsv"):
        if name == "organ":
            alone, _, rest = words.partition(" | ")
            classes["organ_alone"] = frozenset(map(fold, alone.split()))
            words = f"{alone} {rest}"
        classes[name] = frozenset(map(fold, words.split()))
    return Frames(classes)


@cache
def reading_frames() -> dict[str, tuple[str, ...]]:
    """The classes of data/reading_frames.tsv, Chinese ones folded, longer words first."""
    raw = (line.split("\t") for line in _read("reading_frames.tsv").splitlines() if line and not line.startswith("#"))
    return {name: tuple(sorted(map(fold, words.split("|")), key=lambda w: (-len(w), w))) for name, words in raw}


def either(name: str) -> str:
    """A class of data/reading_frames.tsv as alternatives of a regular expression."""
    return "(?:" + "|".join(map(re.escape, reading_frames()[name])) + ")"


@cache
def english_frames() -> dict[str, frozenset[str]]:
    """The classes of data/english_frames.tsv."""
    return {
        name: frozenset(words.split("|") if "|" in words else words.split())
        for name, words in _rows("english_frames.tsv")
    }


@dataclass(frozen=True)
class CountryChar:
    char: str
    iso2: str
    strength: str  # strong, medium, weak

    @property
    def strong(self) -> bool:
        return self.strength == "strong"


@cache
def country_chars() -> dict[str, CountryChar]:
    return {char: CountryChar(char, iso2, strength) for char, iso2, strength in _rows("country_chars.tsv")}


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """(one character, two characters), Chinese and Korean."""
    words = words_of("surnames.txt")
    return frozenset(w for w in words if len(w) == 1), frozenset(w for w in words if len(w) == 2)


@cache
def ja_surnames() -> frozenset[str]:
    return frozenset(words_of("ja_surnames.txt"))


@cache
def transliteration() -> str:
    return "".join(sorted(set(words_of("transliteration.txt"))))


@dataclass
class Lexicon:
    """``automaton`` yields (length, cost) for words and names; ``single`` the cost of one-character words."""

    kb: KnowledgeBase
    automaton: ahocorasick.Automaton = field(default_factory=ahocorasick.Automaton)
    single: dict[str, float] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    tags: dict[str, str] = field(default_factory=dict)  # part of speech of a word, nr ns nt nz for a hint of a name


@uncollected()
def build(kb: KnowledgeBase) -> Lexicon:
    lexicon = Lexicon(kb)
    costs: dict[str, float] = {}
    log_total = math.log(_TOTAL)
    words: set[str] = set()
    for word, count, tag in _rows("words.tsv"):
        cost = log_total - math.log(int(count))
        lexicon.tags[word] = tag
        if len(word) == 1:
            lexicon.single[word] = cost
        else:
            costs[word] = cost
            if tag not in _HINTS and (tag != "nr" or int(count) >= 100):
                words.add(word)
    for word in words_of("compounds.txt"):
        costs[word] = min(costs.get(word, 99.0), 8.5 if len(word) < 4 else 5.5)
        words.add(word)
    lexicon.words = frozenset(words)
    for name in (
        "title",
        "organ",
        "org_suffix",
        "media_suffix",
        "facility_suffix",
        "program_suffix",
        "media_edition",
        "cue",
        "stop",
        "trade",
        "corporate_title",
    ):
        for word in frames()[name]:
            if len(word) > 1:
                costs[word] = min(costs.get(word, 99.0), 9.0 if len(word) == 2 else 8.0)
    for surface, senses in kb.senses.items():
        cost = _NAME_COST.get(len(surface), 6.0)
        if all(sense.ambiguous for sense in senses):
            cost += _AMBIGUOUS
        elif len(surface) == 2 and surface[1] == "国" and senses[0].entity.source == "country-codes":
            cost = _COUNTRY  # 中国|籍, not 中|国籍
        costs[surface] = min(costs.get(surface, 99.0), cost)
    add = lexicon.automaton.add_word
    for surface, cost in costs.items():
        add(surface, (len(surface), cost))
    lexicon.automaton.make_automaton()
    return lexicon


@user_tables.cached
def default_lexicon() -> Lexicon:
    """The lexicon over the shipped knowledge base and the user's own names and outlets (``suyuan.user_tables``)."""
    return build(known(user_tables.paths(user_tables.NAMES), user_tables.paths(user_tables.OUTLETS)))
