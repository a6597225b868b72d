"""Frames over a passage that are no statements: an agency's dateline, and hearsay that names nobody.

By our scheme a dateline is never a speaker, and 据悉 is the outlet's own knowledge. Yet both say how a passage reached
us: what stands under 某某社东京4月10日电 hangs on that agency, and after 据悉 the writer vouches for nothing he saw.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from suyuan.annotate.document import Document
from suyuan.annotate.statements.english_words import HEARSAY as ENGLISH_HEARSAY
from suyuan.annotate.statements.words import HEARSAY, LEARNER
from suyuan.annotate.syntax.datelines import dateline
from suyuan.annotate.syntax.words import alternation
from suyuan.model import Frame, Mention, Span, Statement

_MARK = "-–—"
# The longest dateline in brackets at the end of a report.
SIGNED = 60


def frames(doc: Document, mentions: tuple[Mention, ...], statements: tuple[Statement, ...]) -> tuple[Frame, ...]:
    """Datelines and hearsay in the order of the text; hearsay only where no statement has the same cue."""
    found = _datelines(doc, mentions)
    taken = {at for s in statements if s.cue for at in range(*s.cue)}
    for frame in _hearsay(doc):
        if taken.isdisjoint(range(*frame.cue)):
            found.append(frame)
    return tuple(sorted(found, key=lambda f: (f.span, f.kind)))


def _datelines(doc: Document, mentions: tuple[Mention, ...]) -> list[Frame]:
    """One for each report on the page: a later dateline ends what hangs on the earlier."""
    text = doc.folded
    heads = []
    for start, end in doc.sentences:
        head = dateline(text, start, end)
        cue = head.cue or head.agency if head else None
        if head is None or cue is None or head.span[1] >= len(text):
            continue
        opens = start == 0 or text[start - 1] == "\n"
        if opens or (head.agency is not None and head.cue is not None and text[head.cue[0]] == "电"):
            heads.append((head, cue))
    out = []
    for k, (head, cue) in enumerate(heads):
        limit = heads[k + 1][0].span[0] if k + 1 < len(heads) else len(text)
        scope = _trimmed(text, (head.span[1], limit))
        if scope[1] <= scope[0]:
            continue
        name = _name(doc, mentions, head.agency)
        span = _trimmed(text, head.span)
        out.append(Frame("dateline", span, cue, scope, head.agency, name, "dateline" if name else "dateline.own"))
    signed = _signed(doc, mentions, out[-1].span[1] if out else 0)
    return [*out, signed] if signed else out


def _signed(doc: Document, mentions: tuple[Mention, ...], begin: int) -> Frame | None:
    """The dateline in brackets that signs a report at its end: （某某社东京24日综合外电报导）."""
    text = doc.folded
    end = len(text.rstrip())
    start = max(text.rfind("(", begin, end), text.rfind("（", begin, end))
    if start < 0 or end - start > SIGNED or text[end - 1 : end] not in (")", "）"):
        return None
    head = dateline(text, start, end)
    scope = _trimmed(text, (begin, start))
    if head is None or head.agency is None or head.cue is None or head.span[1] < end or scope[1] <= scope[0]:
        return None
    name = _name(doc, mentions, head.agency)
    return Frame("dateline", head.span, head.cue, scope, head.agency, name, "dateline.signed")


def _name(doc: Document, mentions: tuple[Mention, ...], agency: Span | None) -> str | None:
    """The agency's name as printed, or the longer one of the outlet that the names layer found there."""
    if agency is None:
        return None
    known = next((m for m in mentions if m.type == "MEDIA" and m.start <= agency[0] < m.end), None)
    return doc.text[known.start : known.end] if known else doc.text[slice(*agency)]


def _hearsay(doc: Document) -> list[Frame]:
    text = doc.folded
    out = []
    ends = [end for _, end in doc.sentences]
    for match in _pattern(doc.is_english).finditer(text):
        at = bisect_right(ends, match.start())
        stop = ends[at] if at < len(ends) else len(text)
        scope = _trimmed(text, (match.end(), stop))
        if scope[1] > scope[0]:
            learned = match.lastgroup == "learned"
            rule = "hearsay.learned" if learned else "hearsay"
            cue = match.span("learned") if learned else match.span()
            out.append(Frame("hearsay", match.span(), cue, scope, rule=rule))
    return out


@cache
def _pattern(english: bool) -> re.Pattern[str]:
    if english:
        return re.compile(rf"\b(?:{alternation(ENGLISH_HEARSAY)})\b", re.I)
    # 记者了解到，… with nobody between; 记者从某局了解到 names its source and is a statement
    learned = rf"(?:{alternation(LEARNER)})(?:[今昨][天日])?(?:独家)?(?P<learned>获悉|了解到|得知|获知)"
    return re.compile(rf"(?:{alternation(HEARSAY)})|{learned}")


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in "，,：:" + _MARK):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "，,。．.：:" + _MARK):
        end -= 1
    return (start, end)
