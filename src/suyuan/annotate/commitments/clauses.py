"""Sentences cut into comma clauses, with what other layers know of each position."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from suyuan.annotate.document import Document
from suyuan.model import Mention, Quantity, Span, Statement, TimeExpression

# Clause marks of Chinese text; a space between two Chinese characters is one too (headlines have no comma).
# A comma or colon inside a number is none: 2,000亿, 10:30.
_BREAK_ZH = re.compile(
    r"(?:[，；;：。！？!?\n—…]|(?<!\d)[,:]|[,:](?!\d))+|(?<=[\u4e00-\u9fff”」）])[ \u3000]+(?=[\u4e00-\u9fff“「])"
)
_OPAQUE = re.compile(r"[（(][^（()）\n]{0,80}[)）]|【[^【】\n]{0,40}】")
MAX_CLAUSE = 400  # characters; a longer stretch without a mark is no prose (and would cost more than linear time)
_EDGE = "“”‘’「」『』\"' \u3000（）()、·"
_TITLE = re.compile(r"《[^《》\n]{0,60}》")
FILLER = "\ufffc"  # stands for a character inside brackets: no word, no clause mark
NAME_FILLER = "\ufffd"  # stands for a character of a book title: part of a noun phrase


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Spanned)


@dataclass(frozen=True, slots=True)
class Clause:
    """``[start, end)`` without its marks; ``mark`` is the mark that opened it (empty at the sentence's start)."""

    start: int
    end: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The layers beneath, sorted, and the folded text with brackets and book titles blanked out."""

    doc: Document
    text: str
    mentions: Sequence[Mention]
    times: Sequence[TimeExpression]
    quantities: Sequence[Quantity]
    statements: Sequence[Statement]
    _mention_starts: Sequence[int]
    _time_starts: Sequence[int]
    _quantity_starts: Sequence[int]

    @classmethod
    def of(
        cls,
        doc: Document,
        mentions: Sequence[Mention],
        times: Sequence[TimeExpression],
        quantities: Sequence[Quantity],
        statements: Sequence[Statement],
    ) -> Index:
        by_start = sorted(mentions, key=lambda m: (m.start, -m.end))
        when = sorted(times, key=lambda t: (t.start, -t.end))
        much = sorted(quantities, key=lambda q: (q.start, -q.end))
        return cls(
            doc,
            blanked(doc.folded),
            by_start,
            when,
            much,
            statements,
            [m.start for m in by_start],
            [t.start for t in when],
            [q.start for q in much],
        )

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        return _inside(self.mentions, self._mention_starts, start, end)

    def times_in(self, start: int, end: int) -> list[TimeExpression]:
        return _inside(self.times, self._time_starts, start, end)

    def quantities_in(self, start: int, end: int) -> list[Quantity]:
        return _inside(self.quantities, self._quantity_starts, start, end)

    def time_at(self, start: int) -> TimeExpression | None:
        i = bisect_left(self._time_starts, start)
        return self.times[i] if i < len(self.times) and self._time_starts[i] == start else None

    def time_before(self, end: int) -> TimeExpression | None:
        """The time expression that ends exactly here."""
        i = bisect_right(self._time_starts, end - 1) - 1
        return self.times[i] if i >= 0 and self.times[i].end == end else None

    def mention_at(self, start: int) -> Mention | None:
        i = bisect_left(self._mention_starts, start)
        return self.mentions[i] if i < len(self.mentions) and self._mention_starts[i] == start else None

    def mention_over(self, position: int) -> Mention | None:
        """A mention that covers the position and starts before it."""
        i = bisect_left(self._mention_starts, position) - 1
        while i >= 0 and i >= bisect_left(self._mention_starts, position) - 3:
            if self.mentions[i].end > position:
                return self.mentions[i]
            i -= 1
        return None


def blanked(text: str) -> str:
    """The text with brackets and book titles replaced, character by character."""
    text = (
        _OPAQUE.sub(lambda match: FILLER * len(match.group()), text)
        if "（" in text or "(" in text or "【" in text
        else text
    )
    return _TITLE.sub(lambda match: NAME_FILLER * len(match.group()), text) if "《" in text else text


def _inside(items: Sequence[S], starts: Sequence[int], start: int, end: int) -> list[S]:
    lo = bisect_left(starts, start)
    hi = bisect_left(starts, end)
    return [item for item in items[lo:hi] if item.end <= end]


def clauses(text: str, sentence: Span) -> list[Clause]:
    """The comma clauses of one sentence of (blanked, folded) Chinese text, outer quotation marks and spaces off."""
    out: list[Clause] = []
    start, mark = sentence[0], ""
    for match in _BREAK_ZH.finditer(text, *sentence):
        _append(out, text, start, match.start(), mark)
        start, mark = match.end(), match.group()
    _append(out, text, start, sentence[1], mark)
    return out


def _append(out: list[Clause], text: str, start: int, end: int, mark: str) -> None:
    start, end = trim(text, start, end)
    if 0 < end - start <= MAX_CLAUSE:
        out.append(Clause(start, end, mark))


def trim(text: str, start: int, end: int) -> Span:
    """Without quotation marks, spaces and other edge marks on either side."""
    while start < end and (text[start] in _EDGE or text[start] == FILLER):
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end
