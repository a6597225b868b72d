"""Why a statement is one: printable lines for a person."""

from __future__ import annotations

from collections.abc import Iterable

from suyuan.annotate.document import Document
from suyuan.model import Span, Statement


def explain(doc: Document, statements: Iterable[Statement]) -> list[str]:
    """For each statement: rule, cue, speaker and how it was resolved, channel hop by hop, content.

    A nested statement is indented by its depth. The words shown are the page's own.
    """
    lines: list[str] = []
    for statement in statements:
        indent = "  " * (statement.depth - 1)
        lines.append(f"{indent}{statement.id}  {statement.type}  rule {statement.rule}")
        lines.extend(f"{indent}    {line}" for line in _details(doc, statement))
    return lines


def _details(doc: Document, statement: Statement) -> list[str]:
    speaker = statement.speaker
    names = ", ".join(speaker.names) or "nobody named"
    printed = f"“{_words(doc, speaker.span)}”" if speaker.span else "(no subject here)"
    out = [
        f"cue      “{_words(doc, statement.cue)}”" + (" (loaded)" if statement.stance == "loaded" else ""),
        f"speaker  {printed} → {names} [{speaker.type}]" + (f" cluster {speaker.cluster}" if speaker.cluster else ""),
    ]
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


def _words(doc: Document, span: Span | None) -> str:
    return " ".join(doc.text[slice(*span)].split()) if span else ""
