"""The words of the commitment grammar, read once from ``data/`` and folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from suyuan.model import CommitmentStatus
from suyuan.text.fold import fold


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that ties an actor to a future action; ``complement`` says what must follow it (see the data file)."""

    form: str
    status: CommitmentStatus
    complement: str
    negative: bool = False


def _rows(name: str) -> Iterator[list[str]]:
    raw = files("suyuan.annotate.commitments").joinpath(f"data/{name}").read_text(encoding="utf-8")
    for line in raw.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def cues(language: str) -> dict[str, Cue]:
    """form → Cue for ``zh`` or ``en``. Raises ValueError on a status that the model does not know."""
    out: dict[str, Cue] = {}
    for form, status, complement, *note in _rows(f"cues_{language}.tsv"):
        if status not in get_args(CommitmentStatus):
            raise ValueError(f"cues_{language}.tsv: unknown status {status!r} of {form!r}")
        out[fold(form)] = Cue(fold(form), cast(CommitmentStatus, status), complement, "negative" in note)
    return out


@cache
def words(language: str, name: str) -> frozenset[str]:
    """One word class. Raises KeyError where the data file has no such class."""
    return _classes(language)[name]


@cache
def _classes(language: str) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for name, members in _rows(f"words_{language}.tsv"):
        split = members.split("|") if "|" in members else members.split(" ")
        out[name] = out.get(name, frozenset()) | {fold(word.strip()) for word in split if word.strip()}
    return out


def either(forms: Iterable[str]) -> str:
    """An alternation that prefers the longest form."""
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))) + ")"
