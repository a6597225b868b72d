"""Why a commitment is one: printable lines for a person."""

from __future__ import annotations

from collections.abc import Iterable

from suyuan.annotate.document import Document
from suyuan.model import Commitment, Party, Span

_MEANING = {
    "pledged": "promised",
    "agreed": "agreed with others",
    "announced": "announced",
    "will": "said to be going to happen",
    "planned": "planned",
    "considering": "being considered",
    "seeking": "wished or sought",
    "expected": "expected by a third party",
}


def explain(doc: Document, commitments: Iterable[Commitment]) -> list[str]:
    """For each commitment: status and the cue words that made it, who, what, to whom, how much, by when."""
    lines: list[str] = []
    for commitment in commitments:
        denied = ", that it will not be done" if commitment.polarity == "negative" else ""
        lines.append(f"commitment, {commitment.status} ({_MEANING[commitment.status]}{denied}), rule {commitment.rule}")
        lines.extend(f"    {line}" for line in _details(doc, commitment))
    return lines


def _details(doc: Document, commitment: Commitment) -> list[str]:
    out = [f"seen in  {_why(commitment.rule)}", f"who      {_party(doc, commitment.actor)}"]
    out.append(f"what     {_words(doc, commitment.action)}" + (" (a visit or meeting)" if _visit(commitment) else ""))
    if commitment.counterpart:
        out.append(f"with     {_party(doc, commitment.counterpart)}")
    if commitment.amount:
        out.append(f"much     “{_words(doc, commitment.amount)}”")
    if commitment.deadline:
        due = commitment.deadline.value or "no date"
        out.append(f"due      “{_words(doc, commitment.deadline.span)}” → {due}")
    if commitment.condition:
        out.append(f"if       “{_words(doc, commitment.condition)}”")
    if commitment.statement:
        out.append(f"said in  {commitment.statement}")
    return out


def _why(rule: str | None) -> str:
    """``zh:宣布+将:elided`` → the words 宣布 and 将; the actor stands elsewhere."""
    _, _, rest = (rule or "").partition(":")
    words, _, note = rest.partition(":")
    if words == "noun":
        return "a promise or an agreement in a noun phrase"
    if words == "headline":
        return "a headline's name and infinitive: X to …"
    seen = " and ".join(f"“{word}”" for word in words.split("+"))
    return f"the words {seen}" + ("; the actor stands in an earlier clause" if note == "elided" else "")


def _visit(commitment: Commitment) -> bool:
    return commitment.category == "schedule"


def _party(doc: Document, party: Party) -> str:
    printed = f"“{_words(doc, party.span)}”" if party.span else "(not here)"
    return f"{printed} → {', '.join(party.names) or 'nobody named'}"


def _words(doc: Document, span: Span) -> str:
    return " ".join(doc.text[slice(*span)].split())
