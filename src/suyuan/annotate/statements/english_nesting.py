"""English speech inside speech, and quotations that go on after their attribution."""

from __future__ import annotations

import re
from itertools import pairwise

from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.statements.english import EnglishReader
from suyuan.annotate.syntax.segments import Marks, Unit
from suyuan.model import Span
from suyuan.text.quotes import Quotation
from suyuan.text.sentences import sentences

_DEEPEST = 4
_SPEECH = frozenset({"say", "tell", "report", "quote", "according"})
_PRESENT_OWN = re.compile(r"(?:I|we|We)$")
_PAST = re.compile(r"\w+ed$|said$|told$|wrote$")
_FREE = re.compile(r"[\s.]*$")


def nested(
    reader: EnglishReader, marks: Marks, unit: Unit, draft: Draft, pieces: list[Span] | None = None
) -> list[Draft]:
    """The statements inside the content, or some pieces of it, each with ``draft`` (or one of them) as parent."""
    if draft.depth >= _DEEPEST:
        return []
    out: list[Draft] = []
    for start, end in draft.content if pieces is None else pieces:
        if not reader.cues_within(start, end):
            continue
        holder = marks.around(start) if draft.type == "direct" else None
        quotes = [q for q in (marks.inside(holder) if holder else marks.within(start, end)) if start <= q.start < end]
        for a, b in sentences(reader.text[start:end]):
            for found in reader.read(unit, quotes, within=(a + start, b + start), depth=draft.depth + 1):
                if _is_nested(reader, found):
                    found.parent = draft
                    out.append(found)
                    out.extend(nested(reader, marks, unit, found))
    return out


def _is_nested(reader: EnglishReader, found: Draft) -> bool:
    """Another speaker or another occasion; I say, we urge are acts of the present speech."""
    if found.speaker is None or found.cue is None or found.cue_kind not in _SPEECH:
        return False
    phrase = reader.text[slice(*found.speaker)]
    cue = reader.text[slice(*found.cue)]
    return not _PRESENT_OWN.match(phrase) or _PAST.match(cue) is not None


def continues(reader: EnglishReader, unit: Unit, quotes: list[Quotation], last: Draft | None) -> bool:
    """“A,” X said. “B.”: a sentence that is a quotation and nothing else goes on with what X said before it."""
    if last is None or last.type != "direct" or last.paragraph != unit.paragraph or not quotes:
        return False
    alone = quotes[0].start <= unit.start + 1 and _FREE.fullmatch(reader.text, quotes[-1].end, unit.end) is not None
    gaps = all(not reader.text[a.end : b.start].strip() for a, b in pairwise(quotes))
    if not alone or not gaps or unit.start - last.unit[1] > 2:
        return False
    last.content.extend(part for q in quotes for part in q.parts)
    last.unit = (last.unit[0], unit.end)
    return True
