"""Units, currencies and classifiers, read once from ``data/`` and folded."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from suyuan.model import QuantityKind
from suyuan.text.fold import fold


class Unit(NamedTuple):
    kind: QuantityKind
    name: str


def _rows(name: str) -> list[list[str]]:
    raw = files("suyuan.annotate.quantities").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line.split("\t") for line in raw.splitlines() if line and not line.startswith("#")]


@cache
def units() -> dict[str, list[tuple[str, Unit]]]:
    """What may follow a number, by its first character, the longest form first."""
    table: dict[str, Unit] = {}
    for (form,) in _rows("classifiers.txt"):
        table[fold(form)] = Unit("count", fold(form))
    for form, name in _rows("units.tsv"):
        table[fold(form)] = Unit("measure", name)
    for form, code in _rows("currencies.tsv"):
        table[fold(form)] = Unit("money", code)
    out: dict[str, list[tuple[str, Unit]]] = {}
    for form in sorted(table, key=len, reverse=True):
        out.setdefault(form[0], []).append((form, table[form]))
    return out


@cache
def signs() -> dict[str, list[tuple[str, str]]]:
    """Currency signs and words that stand before a number, by their first character, the longest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for form, code in sorted(((fold(form), code) for form, code in _rows("currency_signs.tsv")), key=_by_length):
        table.setdefault(form[0], []).append((form, code))
    return table


def _by_length(row: tuple[str, str]) -> int:
    return -len(row[0])


@cache
def currency_words() -> dict[str, str]:
    return {fold(form): code for form, code in _rows("currencies.tsv")}
