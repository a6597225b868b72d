"""One clause that ties content to a speaker, and what every step of reading clauses needs."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from suyuan.annotate.statements.draft import HopDraft
from suyuan.annotate.statements.lexicon import Cues, CueWord
from suyuan.annotate.syntax.chinese import Adjunct, Layers, speaks, topic
from suyuan.annotate.syntax.segments import Clause, Marks
from suyuan.model import Span

_CUES = 12  # cues of one clause that are looked at
_CLAUSES_BACK = 8  # clauses over which a subject is carried


@dataclass(slots=True)
class Attribution:
    """A clause that ties content to a speaker."""

    cue: Span
    kind: str  # class of the cue
    rule: str
    speaker: Span | None
    content_start: int
    clause: int  # index of the clause
    starts: int = 0  # where the reporter's words begin
    loaded: bool = False
    hops: list[HopDraft] = field(default_factory=list)
    addressee: Span | None = None
    adjuncts: tuple[Adjunct, ...] = ()
    target: list[Span] = field(default_factory=list)  # the whole content, where it is not what follows
    head: Span | None = None  # a first piece of content, before the cue
    elided: bool = False  # no subject in its clause


@dataclass(frozen=True, slots=True)
class Site:
    """Where in a unit we are: clause ``k`` of ``parts``, read from ``begin``; ``quotes`` are closed to the eye."""

    parts: list[Clause]
    k: int
    begin: int
    quotes: list[Span]
    headline: bool

    @property
    def part(self) -> Clause:
        return self.parts[self.k]


def _within(spans: list[Span], at: int) -> bool:
    """Is the position strictly inside one of the spans (in order, apart)?"""
    i = bisect_left(spans, (at,)) - 1
    return i >= 0 and spans[i][0] < at < spans[i][1]


class CueReader:
    """The folded text with its marks, cues and layers; all offsets are the document's."""

    def __init__(self, text: str, marks: Marks, cues: Cues, layers: Layers) -> None:
        self.text = text
        self.marks = marks
        self.cues = cues
        self.layers = layers

    def words(self, span: Span | None) -> str:
        return self.text[slice(*span)] if span else ""

    def visible(self, start: int, end: int, quotes: list[Span]) -> list[CueWord]:
        """The cues of a clause that stand outside quotations, brackets and titles; the first few decide."""
        found = [c for c in self.cues.within(start, end) if c.end <= end and not _within(quotes, c.start)]
        return [c for c in found[: 2 * _CUES] if not self._enclosed(c.start, start)][:_CUES]

    def _enclosed(self, at: int, start: int) -> bool:
        """In brackets, in a title, or inside a name (促进会 in a body's name)."""
        if self.layers.mention_over(at) is not None:
            return True
        text = self.text
        opened = max(text.rfind("（", start, at), text.rfind("(", start, at))
        closed = max(text.rfind("）", start, at), text.rfind(")", start, at))
        return opened > closed or text.rfind("《", start, at) > text.rfind("》", start, at)

    def skip_aspect(self, at: int, end: int) -> int:
        """Past 了 and 过."""
        while at < end and self.text[at] in "了过":
            at += 1
        return at

    def skip_mark(self, at: int, end: int) -> int:
        """Past the comma or colon after a cue."""
        while at < end and (self.text[at].isspace() or self.text[at] in "，,：:"):
            at += 1
        return at

    def strip_tail(self, span: Span) -> Span:
        """Without a 的 at the end."""
        start, end = span
        while end > start and self.text[end - 1] in "的 ":
            end -= 1
        return (start, end)

    def earlier_subject(self, parts: list[Clause], k: int) -> tuple[Span | None, int | None]:
        """The subject of the nearest clause before that has one, and the index of that clause."""
        for j in range(k - 1, max(-1, k - 1 - _CLAUSES_BACK), -1):
            span = topic(self.text, parts[j].start, parts[j].end, self.layers)
            named = span is not None and any(m.end <= span[1] for m in self.layers.mentions_in(*span))
            if span is not None and (named or speaks(self.words(span))):
                return span, j
        return None, None
