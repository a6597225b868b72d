"""Statements: who said what, through whom.

The steps, in the order a reader's eye takes them: marks (quotations, units, clauses), cues (the lexicon), clause
analysis (subject, adjuncts, predicate), frames (据…报道, 引述…), nesting, then the document as a whole: who is meant,
which relay is still in force. Each statement names the rule that made it.
"""

from __future__ import annotations

from suyuan.annotate.document import Document
from suyuan.annotate.statements import (
    discourse,
    english,
    english_discourse,
    english_headline,
    english_nesting,
    english_when,
    identity,
)
from suyuan.annotate.statements.carried import carry
from suyuan.annotate.statements.chinese import Reader
from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.statements.explain import explain, explain_frames
from suyuan.annotate.statements.framing import frames
from suyuan.annotate.statements.headline import headline
from suyuan.annotate.statements.lexicon import Cues
from suyuan.annotate.statements.nesting import collapse, nested
from suyuan.annotate.statements.people import complete
from suyuan.annotate.syntax.chinese import Layers
from suyuan.annotate.syntax.datelines import after_dateline
from suyuan.annotate.syntax.segments import Marks, Unit, units
from suyuan.model import Mention, Statement, TimeExpression
from suyuan.text.quotes import Quotation, quotations

__all__ = ["explain", "explain_frames", "find", "frames"]


def find(
    doc: Document, mentions: tuple[Mention, ...] = (), times: tuple[TimeExpression, ...] = ()
) -> tuple[Statement, ...]:
    """The attributed utterances of a document, in reading order, nested ones after what holds them."""
    marks = Marks(quotations(doc.text), doc.sentences)
    if doc.is_english:
        layers = Layers(mentions, times)
        return identity.freeze(doc, layers, _english(doc, marks, layers))
    cues = Cues(doc.folded)
    layers = Layers(complete(doc, mentions, cues), times)
    reader = Reader(doc.folded, marks, cues, layers)
    drafts: list[Draft] = []
    free: Quotation | None = None  # a quotation at the end of the unit before that nobody has been given
    sentences = units(doc, marks)
    owner = sentences[0] if sentences else Unit(0, 0, "body", 0)  # the sentence of ``free``
    for unit in sentences:
        before = free if free is not None and not doc.text[free.end : unit.start].strip(" \u3000") else None
        found = _read(reader, unit, before)
        if free is not None and not any(free.parts[0] in d.content for d in found):
            drafts.extend(_quotation_alone(doc.folded, owner, free, drafts))
        drafts.extend(found)
        free = _free_quotation(doc.folded, unit, marks.within(unit.start, unit.end), found)
        owner = unit
    if free is not None:
        drafts.extend(_quotation_alone(doc.folded, owner, free, drafts))
    discourse.resolve(doc, layers, marks, drafts)
    carry(sentences, drafts)
    return identity.freeze(doc, layers, drafts)


def _english(doc: Document, marks: Marks, layers: Layers) -> list[Draft]:
    reader = english.EnglishReader(doc.folded, layers)
    drafts: list[Draft] = []
    free: Quotation | None = None
    sentences = units(doc, marks)
    for unit in sentences:
        if free is not None and doc.text[free.end : unit.start].strip(" "):
            free = None
        quotes = marks.within(unit.start, unit.end)
        found = english_headline.headline(reader, unit)
        if found is None:
            start = english_headline.after_label(reader, unit)
            found = reader.read(unit, quotes, free, (after_dateline(doc.folded, start, unit.end), unit.end))
        outer = [d for d in drafts[-3:] if d.depth == 1]
        if not found and english_nesting.continues(reader, unit, quotes, outer[-1] if outer else None):
            free = None
            more = [part for q in quotes for part in q.parts]
            drafts.extend(english_nesting.nested(reader, marks, unit, outer[-1], more))
            continue
        for draft in found:
            drafts.append(draft)
            drafts.extend(english_nesting.nested(reader, marks, unit, draft))
        free = _free_quotation(doc.folded, unit, quotes, found)
    english_when.date(doc.folded, layers, drafts)
    english_discourse.resolve(doc, layers, drafts)
    carry(sentences, drafts)
    return drafts


def _read(reader: Reader, unit: Unit, before: Quotation | None) -> list[Draft]:
    found = headline(reader, unit)
    if found is None:
        opens = unit.start == 0 or "\n" in reader.text[max(0, unit.start - 3) : unit.start]
        start = after_dateline(reader.text, unit.start, unit.end) if opens else unit.start
        found = reader.read(unit, start, unit.end, reader.marks.within(start, unit.end), before=before)
    out: list[Draft] = []
    for draft in found:
        draft = collapse(reader, unit, draft)
        out.append(draft)
        out.extend(nested(reader, unit, draft))
    return out


def _quotation_alone(text: str, unit: Unit, q: Quotation, drafts: list[Draft]) -> list[Draft]:
    """A paragraph that is a quotation and nothing else, after 某某说: the speaker before goes on."""
    last = next((d for d in reversed(drafts) if d.depth == 1), None)
    words = text[slice(*q.inner)]
    if unit.kind != "body" or last is None or last.kind != "body" or len(words) < 8 or words[-1] not in "。！？!?…":
        return []
    if unit.paragraph == last.paragraph and last.type == "direct" and unit.start - last.unit[1] <= 2:
        last.content.extend(q.parts)  # “甲。”他说。“乙。”
        last.unit = (last.unit[0], unit.end)
        return []
    if unit.paragraph - last.paragraph != 1 or last.cue_kind in ("noone", "show"):
        return []
    span = (unit.start, unit.end)
    return [Draft("zh.quote_alone", None, "say", None, list(q.parts), span, unit.paragraph, type="direct", elided=True)]


def _free_quotation(text: str, unit: Unit, quotes: list[Quotation], found: list[Draft]) -> Quotation | None:
    """“…。” that ends a unit without a statement: the sentence after it may say whose it is."""
    if found or not quotes or text[quotes[-1].end : unit.end].strip() or quotes[-1].start > unit.start + 2:
        return None
    return quotes[-1]
