"""Sentences and paragraphs as spans. A line break ends a sentence; quotation marks close with it."""

from __future__ import annotations

import re

from suyuan.model import Span

# A run of final marks with the closing marks that belong to it; an ASCII full stop only before white space, so that
# 3.5 and U.S. inside a sentence survive.
_END = re.compile(r"(?:[。！？!?；;…]+|\.(?=[\s”’\"')\]]|$))[”’」』）)\]\"']*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|vs|Jr|Sr|No|Inc|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)$"
)


def paragraphs(text: str) -> list[Span]:
    """The non-empty lines of a text, without their line breaks."""
    out: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            out.append((start, start + len(line)))
        start += len(line) + 1
    return out


def sentences(text: str, semicolons: bool = False) -> list[Span]:
    """Sentence spans in order, final marks included, outer white space not; ``semicolons`` also ends one at ；"""
    out: list[Span] = []
    for begin, end in paragraphs(text):
        start = begin
        for match in _END.finditer(text, begin, end):
            mark = match.group()[0]
            if mark in "；;" and not semicolons:
                continue
            if mark == "." and _ABBREVIATION.search(text, max(start, match.start() - 12), match.start()):
                continue
            _append(out, text, start, match.end())
            start = match.end()
        _append(out, text, start, end)
    return out


def _append(out: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        out.append((start, end))
