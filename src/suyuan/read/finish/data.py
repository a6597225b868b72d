"""The data files of the finishing, folded and compiled once."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from suyuan.read.syntax import any_of
from suyuan.text.fold import fold


@lru_cache(maxsize=16)
def opening(text: str) -> str:
    """The first 60 characters of a paragraph, folded: patterns of datelines, bylines and houses are tried on them."""
    return fold(text[:60])


def rows(name: str) -> list[list[str]]:
    """The rows of a tab-separated data file, comments left out."""
    raw = files("suyuan.read.finish").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line.split("\t") for line in raw.splitlines() if line and not line.startswith("#")]


@cache
def line_rows() -> tuple[tuple[str, str], ...]:
    """(kind of furniture, folded pattern) of every row of lines.tsv, and the line of tool bar words."""
    return (*((what, fold(pattern)) for what, pattern in rows("lines.tsv")), ("drop", _bar()))


@cache
def line_patterns() -> dict[str, re.Pattern[str]]:
    """Kinds of furniture to one pattern each; matched on folded lower-case lines."""
    found: dict[str, list[str]] = {}
    for what, pattern in line_rows():
        found.setdefault(what, []).append(pattern)
    return {what: any_of(patterns) for what, patterns in found.items()}


def _bar() -> str:
    """A line of bar_words.txt alone. Possessive and longest first: 返回首页 is one word or two, and forty of them in a
    row must not be tried in every way."""
    raw = files("suyuan.read.finish").joinpath("data/bar_words.txt").read_text(encoding="utf-8")
    lines = (line for line in raw.splitlines() if not line.startswith("#"))
    words = {fold(word).lower() for line in lines for word in line.split("\t") if word}
    either = "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
    return rf"[\s【\[(（|·]*+(?:(?>{either})[\s|:：·/,，、.。\[\]【】()（）<>«»]*+)++"


@cache
def role_words() -> dict[str, str]:
    """Folded lower-case byline labels to roles."""
    table: dict[str, str] = {}
    for role, words in rows("roles.tsv"):
        for word in words.replace("\\ ", "\0").split():
            table.setdefault(fold(word.replace("\0", " ")).lower().strip("/"), role)
    return table


@cache
def surnames() -> frozenset[str]:
    singles = frozenset(char for row in rows("surnames.txt") for char in fold(row[0]))
    return singles | frozenset(fold(word) for row in rows("compound_surnames.txt") for word in row[0].split())


@cache
def places() -> tuple[str, ...]:
    """Place names of datelines, longest first."""
    found = {fold(word) for row in rows("places.txt") for word in row[0].split()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def any_place() -> re.Pattern[str]:
    """One of `places`."""
    return re.compile("|".join(map(re.escape, places())))


@cache
def words_of(what: str) -> tuple[str, ...]:
    """The words of one row of name_words.tsv, longest first."""
    found = {fold(word) for row in rows("name_words.tsv") if row[0] == what for word in row[1].split()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def triggers() -> frozenset[str]:
    """Words that a whole sentence must hold to be furniture."""
    raw = files("suyuan.read.finish").joinpath("data/triggers.txt").read_text(encoding="utf-8")
    lines = (line.replace("\\ ", "\0") for line in raw.splitlines() if not line.startswith("#"))
    return frozenset(fold(word).replace("\0", " ") for line in lines for word in line.split())
