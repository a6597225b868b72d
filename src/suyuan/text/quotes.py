"""Quotations as spans: what stands between quotation marks, in any of the families pages use.

Curly “ ” ‘ ’, corner 「 」 『 』 (and their vertical forms), 〝 〞, « » and the straight marks are read alike, and so
is the typewriter's double mark made of two single ones. 《 》 and 〈 〉 mark titles, not speech, and are left alone.
Marks on real pages are often unbalanced: the scan repairs what has one plausible reading and reports the rest as
``closed=False``. Linear in the text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from suyuan.model import Span
from suyuan.text.sentences import paragraphs

# Opening mark → closing mark. The straight marks open and close alike and are decided by their neighbours.
_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "﹁": "﹂", "﹃": "﹄", "〝": "〞", "«": "»"}
_OPENER = {close: mark for mark, close in _PAIRS.items()} | {"〟": "〝"}
_STRAIGHT = frozenset(('"', "＂", "'", "＇", "''"))
_SINGLE = frozenset("‘'＇")  # marks that are apostrophes too: an unclosed one is no quotation
_MARKS = frozenset(_PAIRS) | frozenset(_OPENER) | _STRAIGHT
_LEADS_IN = frozenset("：:，,、（(—-《〈[【")  # what may stand before an opening mark
_TRAILS = frozenset("，,。.！!？?；;：:、）)》〉]】…—")  # what may stand after a closing one
# A quotation left open runs on over so many paragraphs that do not reopen it, where a later one closes it.
_PATIENCE = 8


@dataclass(frozen=True, slots=True)
class Quotation:
    """``start``/``end`` include the marks; ``inner`` leaves them out. ``depth`` is 1 for an outermost quotation.

    ``parts`` are the inner spans paragraph by paragraph: a quotation over several paragraphs reopens its mark at each
    and closes once. ``closed`` is false where no closing mark was found: the quotation then ends with its paragraph.
    """

    start: int
    end: int
    inner: Span
    depth: int
    closed: bool
    parts: tuple[Span, ...]
    mark: str  # the opening mark

    @property
    def span(self) -> Span:
        return (self.start, self.end)


@dataclass(slots=True)
class _Open:
    """A quotation whose end is not yet known. ``since`` is where its part in the present paragraph begins."""

    mark: str
    start: int
    since: int
    depth: int
    parts: list[Span] = field(default_factory=list)


def quotations(text: str) -> list[Quotation]:
    """All quotations in order of their start, the outer before the inner. Offsets are code points of ``text``."""
    scan = _Scan(text)
    for begin, end in paragraphs(text):
        scan.paragraph(begin, end)
    scan.give_up()
    return sorted(scan.done, key=lambda q: (q.start, -q.end))


class _Scan:
    """One pass over the text: a stack within the paragraph, and at most one quotation pending across paragraphs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.done: list[Quotation] = []
        self.stack: list[_Open] = []
        self.open_marks: Counter[str] = Counter()  # what the stack holds
        self.pending: _Open | None = None
        self.waited = 0

    def paragraph(self, begin: int, end: int) -> None:
        skip = self._resume(begin, end)
        for i in range(skip, end):
            mark = self.text[i]
            if i < skip or mark not in _MARKS:
                continue
            if mark == "'" and self.text.startswith("''", i):
                mark, skip = "''", i + 2
            self._mark(mark, i, begin, end)
        self._end_paragraph(end)

    def _resume(self, begin: int, end: int) -> int:
        """Reopen the pending quotation where this paragraph starts with its opening mark; where to scan from."""
        if self.pending is None:
            return begin
        at = begin
        while at < end and self.text[at].isspace():
            at += 1
        if at < end and self.text.startswith(self.pending.mark, at):
            at += len(self.pending.mark)
            self.pending.since = at
            self._push(self.pending)
            self.pending, self.waited = None, 0
            return at
        return begin

    def _mark(self, mark: str, i: int, begin: int, end: int) -> None:
        before = self.text[i - 1] if i > begin else ""
        after = self.text[i + len(mark)] if i + len(mark) < end else ""
        if mark in ("'", "’", "＇", "''") and _letter(before) and _letter(after):
            return  # an apostrophe
        if mark in _STRAIGHT:
            self._straight(mark, i, before, after)
        elif mark in _PAIRS:
            # “甲乙“ with the opening mark twice: the second one is written where a closing mark belongs.
            if self._is_open(mark) and (not after or after in _TRAILS) and not (not before or before in _LEADS_IN):
                self._close(mark, i)
            else:
                self._open(mark, i)
        else:
            opener = _OPENER[mark]
            if self._is_open(opener):
                self._close(opener, i)
            elif self._closes_pending(opener):
                self._finish_pending(i)
            elif mark != "’" and after and before in _LEADS_IN and before and after not in _TRAILS:
                self._open(opener, i)  # 他说：”甲乙”: a closing mark where an opening one belongs

    def _straight(self, mark: str, i: int, before: str, after: str) -> None:
        opens = (not before or before.isspace() or before in _LEADS_IN) and bool(after) and not after.isspace()
        closes = not after or after.isspace() or after in _TRAILS
        if self._is_open(mark):
            if opens and not closes and before.isspace() and _letter(after):
                self._forget(mark)  # He said "a b c. "Next …: the first was never closed
                self._open(mark, i)
            elif not opens or closes or mark not in _SINGLE:
                self._close(mark, i)
        elif opens or not (closes or mark in _SINGLE):
            self._open(mark, i)

    def _open(self, mark: str, i: int) -> None:
        self._push(_Open(mark, i, i + len(mark), len(self.stack) + 1))

    def _push(self, q: _Open) -> None:
        self.stack.append(q)
        self.open_marks[q.mark] += 1

    def _pop(self) -> _Open:
        q = self.stack.pop()
        self.open_marks[q.mark] -= 1
        return q

    def _is_open(self, mark: str) -> bool:
        return self.open_marks[mark] > 0

    def _forget(self, mark: str) -> None:
        while self.stack and self._pop().mark != mark:
            pass

    def _close(self, mark: str, i: int) -> None:
        """Close the innermost quotation of this mark, and what was left open inside it."""
        while self.stack:
            top = self._pop()
            if top.mark == mark:
                self._emit(top, i, i + len(mark), closed=True)
                return
            self._emit(top, i, i, closed=False)

    def _emit(self, q: _Open, inner_end: int, end: int, closed: bool) -> None:
        if not closed and q.mark in _SINGLE:
            return
        if inner_end > q.since:
            q.parts.append((q.since, inner_end))
        if q.parts:
            inner = (q.start + len(q.mark), q.parts[-1][1])
            self.done.append(Quotation(q.start, max(end, inner[1]), inner, q.depth, closed, tuple(q.parts), q.mark))

    def _closes_pending(self, opener: str) -> bool:
        return not self.stack and self.pending is not None and self.pending.mark == opener

    def _finish_pending(self, i: int) -> None:
        """The closing mark came paragraphs later, without a mark reopened on the way."""
        q = self.pending
        assert q is not None
        start = q.parts[-1][1]
        for begin, end in paragraphs(self.text[start:i]):
            q.parts.append((start + begin, start + end))
        q.since = i
        self._emit(q, i, i + 1, closed=True)
        self.pending, self.waited = None, 0

    def _end_paragraph(self, end: int) -> None:
        """What is still open here: the outermost may run on, the rest ends with the paragraph."""
        for q in reversed(self.stack[1:]):
            self._emit(q, end, end, closed=False)
        if not self.stack:
            if self.pending is not None:
                self.waited += 1
                if self.waited > _PATIENCE:
                    self.give_up()
            return
        first = self.stack[0]
        self.stack.clear()
        self.open_marks.clear()
        self.give_up()
        if end > first.since and first.mark not in _SINGLE:
            first.parts.append((first.since, end))
            first.since = end
            self.pending, self.waited = first, 0

    def give_up(self) -> None:
        """Nobody closed the pending quotation: it ends where its last paragraph did."""
        if self.pending is not None:
            q, self.pending, self.waited = self.pending, None, 0
            self._emit(q, q.since, q.since, closed=False)


def _letter(char: str) -> bool:
    return bool(char) and char.isalnum() and not ("\u3400" <= char <= "\u9fff")
