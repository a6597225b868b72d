"""English word lists of the statement reader, read from data."""

from __future__ import annotations

import re
from importlib.resources import files


def _lists() -> dict[str, frozenset[str]]:
    raw = files("suyuan.annotate.statements").joinpath("data/words_en.txt").read_text(encoding="utf-8")
    out: dict[str, frozenset[str]] = {}
    for line in raw.splitlines():
        if line and not line.startswith("#"):
            label, _, words = line.partition("\t")
            out[label] = frozenset(w.replace("~", " ") for w in words.split())
    return out


def _any(words: frozenset[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


_WORDS = _lists()
STOP = _WORDS["stop"]
OFFICE = _WORDS["office"] | frozenset(w.capitalize() for w in _WORDS["office"])
BODY_TAIL = re.compile(rf"\b(?:{_any(_WORDS['body'])})$")
SOURCE = re.compile(rf"\b(?:{_any(_WORDS['source'])})\b", re.I)
DOCUMENT = re.compile(rf"\b(?:{_any(_WORDS['document'])})\b", re.I)
DOCUMENT_HEAD = re.compile(rf"\b(?:{_any(_WORDS['document'])})$", re.I)
OUTLET = re.compile(rf"(?:\b(?:{_any(_WORDS['outlet'])})(?:’s|'s)?$)")
