"""Units and clauses: sentences that respect quotation marks, and the pieces between their commas."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from suyuan.annotate.document import Document
from suyuan.model import Span
from suyuan.text.quotes import Quotation

_FINAL = frozenset("。！？!?；;…")
_BREAK = re.compile(r"[，,；;：:。！？!?\n]|——|--|―|—|[（(]")
_GOES_ON = re.compile(r"\.\) [a-z]")  # Ann Lee (D-Mo.) said: the stop belongs to the bracket
_CLOSING = {"（": "）", "(": ")"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence whose quotations are whole. ``kind`` is title, heading, caption or body."""

    start: int
    end: int
    kind: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands between two marks. ``before``/``after`` are the marks (empty at the edges)."""

    start: int
    end: int
    before: str
    after: str


class Marks:
    """The quotations of a text, for questions by position."""

    def __init__(self, found: list[Quotation], sentences: list[Span]) -> None:
        ends = [end for _, end in sentences]
        self.outer: list[Quotation] = []
        self.spans: list[Span] = []
        for q in found:
            if q.depth > 1 or (self.spans and q.start < self.spans[-1][1]):
                continue
            end = q.end
            if not q.closed and len(q.parts) == 1:  # a slip as often as not: do not let it swallow the paragraph
                at = bisect_right(ends, q.start)
                end = min(end, ends[at]) if at < len(ends) else end
            self.outer.append(q)
            self.spans.append((q.start, end))
        self._starts = [start for start, _ in self.spans]
        self._inner: dict[int, list[Quotation]] = {}
        stack: list[Quotation] = []
        for q in found:
            while stack and stack[-1].end <= q.start:
                stack.pop()
            if stack:
                self._inner.setdefault(stack[-1].start, []).append(q)
            stack.append(q)

    def around(self, at: int) -> Quotation | None:
        """The outermost quotation that holds this position strictly inside its marks."""
        i = bisect_right(self._starts, at) - 1
        return self.outer[i] if i >= 0 and self.spans[i][0] < at < self.spans[i][1] else None

    def within(self, start: int, end: int) -> list[Quotation]:
        """The outermost quotations that start inside the range, from left to right."""
        lo, hi = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.outer[lo:hi]

    def inside(self, q: Quotation) -> list[Quotation]:
        """The quotations one level further in."""
        return self._inner.get(q.start, [])


def units(doc: Document, marks: Marks) -> list[Unit]:
    """The sentences of the document, joined where a break falls inside a quotation."""
    paragraphs = doc.paragraphs
    starts = [start for start, _ in paragraphs]
    captions = {block.start for block in doc.blocks if block.kind == "caption"}
    headings = {block.start for block in doc.blocks if block.kind == "heading"}
    out: list[Unit] = []
    begin: int | None = None
    for start, end in doc.sentences:
        begin = start if begin is None else begin
        q = marks.around(end)
        if (q is not None and q.closed) or _GOES_ON.match(doc.text, end - 2):
            continue
        p = bisect_right(starts, begin) - 1
        out.append(Unit(begin, end, _kind(doc, paragraphs[p], captions, headings), p))
        begin = None
    if begin is not None:
        p = bisect_right(starts, begin) - 1
        out.append(Unit(begin, doc.sentences[-1][1], _kind(doc, paragraphs[p], captions, headings), p))
    return out


def _kind(doc: Document, paragraph: Span, captions: set[int], headings: set[int]) -> str:
    start, end = paragraph
    if doc.title is not None and start < doc.title[1]:
        return "title"
    if start in captions:
        return "caption"
    if start in headings:
        return "heading"
    # A short line without a final mark is a subheading: 两国加强合作
    last = doc.text[start:end].rstrip()[-1:]
    return "heading" if end - start <= 40 and last not in '。！？!?.；;”」’』"）):：，,' else "body"


def clauses(text: str, start: int, end: int, quotes: list[Span], spaces: bool = False) -> list[Clause]:
    """Split at commas, colons and stops outside ``quotes`` and brackets. ``spaces``: a space between words is a comma,
    as in headlines (两国会谈　首相访美)."""
    out: list[Clause] = []
    skip = dict(quotes)
    pattern = _BREAK_OR_SPACE if spaces else _BREAK_OR_QUOTE
    at = begin = start
    before = ""
    while True:
        match = pattern.search(text, at, end)
        if match is None:
            break
        mark = match.group()
        if match.start() in skip:
            at = max(skip[match.start()], match.end())
            continue
        if mark in _CLOSING:
            close = text.find(_CLOSING[mark], match.end(), min(end, match.end() + 120))
            if close < 0 and mark == "（":
                close = text.find(")", match.end(), min(end, match.end() + 120))
            at = close + 1 if close >= 0 else match.end()
            continue
        if (
            mark not in _SPLITTING
            or _inside_number(text, match.start(), mark)
            or (mark == " " and not _cjk_around(text, match))
        ):
            at = match.end()
            continue
        out.append(Clause(begin, match.start(), before, mark))
        begin, before, at = match.end(), mark, match.end()
    out.append(Clause(begin, max(begin, end), before, ""))
    return [_trim(text, c) for c in out]


_QUOTE_MARKS = "“‘「『﹁﹃〝«\"＂'＇”’"
_BREAK_OR_QUOTE = re.compile(_BREAK.pattern + f"|[{_QUOTE_MARKS}]")
_BREAK_OR_SPACE = re.compile(_BREAK.pattern + f"|[{_QUOTE_MARKS}]|[ \u3000]+")
_SPLITTING = frozenset(
    ["，", ",", "；", ";", "：", ":", "。", "！", "？", "!", "?", "\n", "——", "--", "―", "—", " ", "\u3000"]
)


def _inside_number(text: str, at: int, mark: str) -> bool:
    return mark in ",:" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _cjk_around(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return bool(before and after) and (
        ("\u3400" <= before <= "\u9fff" and "\u3400" <= after <= "\u9fff") or before in "”」"
    )


def _trim(text: str, clause: Clause) -> Clause:
    start, end = clause.start, clause.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Clause(start, end, clause.before, clause.after)
