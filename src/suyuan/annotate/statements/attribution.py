"""One clause that ties content to a speaker, and what every step of reading clauses needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from suyuan.annotate.statements.draft import HopDraft
from suyuan.annotate.statements.lexicon import Cues, CueWord
from suyuan.annotate.syntax.chinese import Adjunct, Layers, speaks, topic
from suyuan.annotate.syntax.segments import Clause, Marks
from suyuan.model import Span


@dataclass(slots=True)
class Attribution:
    """A clause that ties content to a speaker."""

    cue: Span
    kind: str
    rule: str
    speaker: Span | None
    content_start: int
    clause: int  # index of the clause
    loaded: bool = False
    hops: list[HopDraft] = field(default_factory=list)
    addressee: Span | None = None
    adjuncts: tuple[Adjunct, ...] = ()
    target: list[Span] = field(default_factory=list)  # whole content, where it is not what follows
    subject_clause: int | None = None
    starts: int = 0  # where the reporter's words begin


class CueReader:
    """The folded text with its marks, cues and layers; all offsets are the document's."""

    def __init__(self, text: str, marks: Marks, cues: Cues, layers: Layers) -> None:
        self.text = text
        self.marks = marks
        self.cues = cues
        self.layers = layers

    def _visible(self, start: int, end: int, quotes: list[Span]) -> list[CueWord]:
        return [
            c
            for c in self.cues.within(start, end)
            if c.end <= end and not any(a < c.start < b for a, b in quotes) and not self._bracketed(c, start)
        ]

    def _bracketed(self, cue: CueWord, start: int) -> bool:
        opened = max(self.text.rfind("（", start, cue.start), self.text.rfind("(", start, cue.start))
        closed = max(self.text.rfind("）", start, cue.start), self.text.rfind(")", start, cue.start))
        return opened > closed or self.layers.mention_over(cue.start) is not None or self._titled(cue, start)

    def _titled(self, cue: CueWord, start: int) -> bool:
        return self.text.rfind("《", start, cue.start) > self.text.rfind("》", start, cue.start)

    def _skip_aspect(self, at: int, end: int) -> int:
        while at < end and self.text[at] in "了过":
            at += 1
        return at

    def _skip_mark(self, at: int, end: int) -> int:
        while at < end and (self.text[at].isspace() or self.text[at] in "，,：:"):
            at += 1
        return at

    def _strip_tail(self, span: Span) -> Span:
        start, end = span
        while end > start and self.text[end - 1] in "的 ":
            end -= 1
        return (start, end)

    def _earlier_subject(self, parts: list[Clause], k: int) -> tuple[Span | None, int | None]:
        for j in range(k - 1, -1, -1):
            if parts[j].before in "。！？" and parts[j].before and j < k - 1 and parts[j + 1].before in "。！？":
                break
            span = topic(self.text, parts[j].start, parts[j].end, self.layers)
            if span is not None and (
                speaks(self.text[span[0] : span[1]]) or any(m.end <= span[1] for m in self.layers.mentions_in(*span))
            ):
                return span, j
        return None, None
