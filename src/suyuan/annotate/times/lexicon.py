"""The time words, read once from ``data/`` and folded."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from suyuan.text.fold import fold

Value = int | str
Fields = dict[str, Value]

#: From coarse to fine. A date is written in this order, each part at most once.
LEVELS = {
    name: rank
    for rank, name in enumerate(
        ("century", "decade", "year", "half", "quarter", "season", "month", "part", "xun", "week", "holiday", "day",
         "weekday", "daypart", "clock")
    )
}  # fmt: skip


class Word(NamedTuple):
    level: str
    fields: Fields
    weak: bool = False  # 晚, 夏, 黎明: only after a coarser piece


class Holiday(NamedTuple):
    """``kind`` as the table's head says; ``weak`` names are also numbers or weather."""

    kind: str
    numbers: tuple[int, ...]
    term: str | None
    weak: bool


class Daypart(NamedTuple):
    begin: int
    end: int
    code: str


def rows(name: str) -> list[list[str]]:
    raw = files("suyuan.annotate.times").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line.split("\t") for line in raw.splitlines() if line and not line.startswith("#")]


def _fields(text: str) -> Fields:
    pairs = (pair.split("=") for pair in text.split())
    return {key: int(value) if value.lstrip("-").isdigit() else value for key, value in pairs}


@cache
def words() -> dict[str, Word]:
    table = rows("words.tsv")
    return {fold(form.rstrip("*")): Word(level, _fields(fields), form[-1] == "*") for form, level, fields in table}


@cache
def english_words() -> dict[str, Fields]:
    return {form.replace("’", "'"): _fields(fields) for form, fields in rows("english.tsv")}


@cache
def vague() -> dict[str, str]:
    return {fold(form): reference for form, reference in rows("vague.tsv")}


@cache
def numbered() -> frozenset[str]:
    """Names before a number and 号 that make it no day: 神舟, 嫦娥."""
    return frozenset(fold(form) for (form,) in rows("numbered.txt"))


@cache
def eras() -> dict[str, int]:
    return {fold(form): int(base) for form, base in rows("eras.tsv")}


@cache
def dayparts() -> dict[str, Daypart]:
    return {name: Daypart(int(begin), int(end), code) for name, begin, end, code in rows("dayparts.tsv")}


@cache
def holidays() -> dict[str, Holiday]:
    out = {}
    for form, rule in rows("holidays.tsv"):
        kind, *numbers = rule.split()
        weak = form[-1] == "*" or form in ("五一", "十一", "六一", "新年")
        term = numbers[0] if kind == "t" else None
        out[fold(form.rstrip("*"))] = Holiday(kind, tuple(int(n) for n in numbers if term is None), term, weak)
    return out


def by_first(forms: dict[str, Holiday] | dict[str, Word] | dict[str, str] | dict[str, int]) -> dict[str, list[str]]:
    """Forms by their first character, the longest first."""
    table: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        table.setdefault(form[0], []).append(form)
    return table
