"""English colons: ``Minister: …`` in a headline, and a signature before a quotation (Ann Lee, harbour master: “…”)."""

from __future__ import annotations

import re

from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.statements.english import EnglishReader
from suyuan.annotate.syntax.segments import Unit
from suyuan.text.quotes import quotations

# A page's own label before a headline's colon, and a signature before a quotation (Ann Lee, harbour master: “…”)
_LABEL = re.compile(
    r"(?:Exclusive|Breaking|Update(?:d)?|Analysis|Opinion|Explainer|Factbox|Timeline|Live|Watch|Video|Photos|Review"
    r"|Column|Interview|Report|Special Report|Insight|Focus|Corrected|Commentary|Editorial|Fact Check"
    r"|World|Business)(?: \d+)?",
    re.I,
)
_SIGNED = re.compile(r"[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]*|of|the|and|for))+(?:, [\w’'. -]{3,50})?$")
_QUOTED = re.compile(r"[“\"][^“”\"]{8,}[”\"][.\s]*$")


# UPDATE 2-Velando denies …: how agencies number their versions
_VERSION = re.compile(r"(?:UPDATE|WRAPUP|REFILE|CORRECTED|EXCLUSIVE|ANALYSIS|FACTBOX|INSIGHT)\s?\d{0,2}\s?-\s?")


def after_label(reader: EnglishReader, unit: Unit) -> int:
    """Where the words of a headline begin that an agency has numbered."""
    match = _VERSION.match(reader.text, unit.start, unit.end) if unit.kind == "title" else None
    return match.end() if match else unit.start


def headline(reader: EnglishReader, unit: Unit) -> list[Draft] | None:
    """``X: …`` in an English headline."""
    body = unit.kind != "title"
    match = re.match(r"([A-Z][\w’'.,\- ]{1,60}):\s(.+)$", reader.text[unit.start : unit.end], re.S)
    if not match or any(a < unit.start + match.end(1) for a, _, _ in reader.cues_within(unit.start, unit.end)):
        return None
    if body and not (_SIGNED.match(match.group(1)) and _QUOTED.match(match.group(2))):
        return None
    if not body and (_LABEL.fullmatch(match.group(1)) or reader.cues_within(unit.start, unit.end)):
        return None
    (a, b), (c, d), at = match.span(1), match.span(2), unit.start
    colon, speaker, content = (at + b, at + b + 1), (at + a, at + b), [(at + c, at + d)]
    rule = "en.caption.colon" if body else "en.headline.colon"
    if body:
        quotes = [q for q in quotations(reader.text[at + c : at + d]) if q.depth == 1]
        content = [(at + c + x, at + c + y) for x, y in quotes[0].parts] if quotes else content
    return [
        Draft(
            rule,
            colon,
            "colon",
            speaker,
            content,
            (unit.start, unit.end),
            unit.paragraph,
            unit.kind,
            "direct" if body else "indirect",
        )
    ]
