"""Why a statement is one, and what a dateline or 据悉 covers: printable lines for a person."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from suyuan.annotate.document import Document
from suyuan.model import Frame, Span, Statement

_ELIDED = ".subjectless"
_SHOWN = 60  # characters of a scope that are shown at each end


def explain(doc: Document, statements: Iterable[Statement]) -> list[str]:
    """For each statement: rule, cue, speaker and how it was resolved, channel hop by hop, content.

    A nested statement is indented by its depth. The words shown are the page's own.
    """
    lines: list[str] = []
    for statement in statements:
        indent = "  " * (statement.depth - 1)
        lines.append(f"{indent}{statement.id}  {statement.type} statement, rule {statement.rule}")
        lines.extend(f"{indent}    {line}" for line in _details(doc, statement))
    return lines


def explain_frames(doc: Document, frames: Iterable[Frame]) -> list[str]:
    """For each dateline and hearsay: rule, the words that show it, what hangs on it."""
    lines: list[str] = []
    for frame in frames:
        lines.append(f"{frame.kind}, rule {frame.rule}")
        lines.append(f"    seen in  {_why(frame.rule)}")
        lines.append(f"    words    “{_words(doc, frame.span)}”" + (f" → {frame.name}" if frame.name else ""))
        start, end = frame.scope
        whole = _words(doc, (start, end))
        shown = whole if end - start <= 2 * _SHOWN else f"{whole[:_SHOWN]} … {whole[-_SHOWN:]}"
        lines.append(f"    covers   {shown}")
    return lines


def _details(doc: Document, statement: Statement) -> list[str]:
    speaker = statement.speaker
    names = ", ".join(speaker.names) or "nobody named"
    printed = f"“{_words(doc, speaker.span)}”" if speaker.span else "(no subject here)"
    cue = f"“{_words(doc, statement.cue)}”" if statement.cue else "(none of its own)"
    out = [
        f"seen in  {_why(statement.rule)}",
        f"cue      {cue}" + (" (loaded)" if statement.stance == "loaded" else ""),
        f"speaker  {printed} → {names} [{speaker.type}]" + (f" cluster {speaker.cluster}" if speaker.cluster else ""),
    ]
    out.extend(f"again    the text says that it is the source of {earlier}" for earlier in statement.same_as)
    for hop in statement.channel:
        seen = "still in force" if hop.implicit else f"“{_words(doc, hop.span)}”"
        by = f", by “{_words(doc, hop.relay_cue)}”" if hop.relay_cue else ""
        issuer = f", issued by {hop.issuer}" if hop.issuer else ""
        out.append(f"through  {hop.name} [{hop.role}] {seen}{by}{issuer}")
    if statement.time:
        out.append(f"time     {statement.time}")
    if statement.occasion:
        out.append(f"occasion “{_words(doc, statement.occasion)}”")
    if statement.addressee:
        out.append(f"to       “{_words(doc, statement.addressee)}”")
    out.append("content  " + " … ".join(_words(doc, span) for span in statement.content))
    return out


def _why(rule: str | None) -> str:
    """The rule in words: ``zh.tell<zh.report`` is the telling, passed on by the report."""
    parts = []
    for name in (rule or "").split("<"):
        elided = name.endswith(_ELIDED)
        words = glosses().get(name.removesuffix(_ELIDED), "an unnamed pattern")
        parts.append(words + ("; its subject stands in an earlier clause" if elided else ""))
    return " — passed on by ".join(parts)


@cache
def glosses() -> dict[str, str]:
    """What each rule saw, by rule."""
    raw = files("suyuan.annotate.statements").joinpath("data/rules.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def _words(doc: Document, span: Span | None) -> str:
    return " ".join(doc.text[slice(*span)].split()) if span else ""
