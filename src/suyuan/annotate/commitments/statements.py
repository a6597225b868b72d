"""Which statement carries a commitment, and where its content begins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from suyuan.model import Span, Statement


class Carriers:
    """The statements of a document, by position of their content."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        pieces = [(start, end, s) for s in statements for start, end in s.content]
        self._pieces = sorted(pieces, key=lambda piece: (piece[0], -piece[1], piece[2].id))
        self._starts = [piece[0] for piece in self._pieces]
        # A later piece of one content continues it (甲，报道说，将访问乙): no clause begins there.
        self._begins = sorted({s.content[0][0] for s in statements if s.content})
        self._cues = sorted((s.cue[0], s.cue[1], s.id) for s in statements if s.cue)

    def over(self, position: int) -> Statement | None:
        """The innermost statement whose content covers the position."""
        best: Statement | None = None
        width = 0
        for start, end, statement in self._pieces[max(0, bisect_right(self._starts, position) - 12) :][:12]:
            if start <= position < end and (best is None or end - start <= width):
                best, width = statement, end - start
        return best

    def content_start(self, low: int, high: int) -> int:
        """The last start of a statement's content in ``[low, high]``, or ``low``."""
        i = bisect_right(self._begins, high) - 1
        return max(low, self._begins[i]) if i >= 0 else low

    def carrier(self, cue: int, action: Span) -> str | None:
        """The id of the statement that carries a commitment: the one over its cue, or the one whose cue it is."""
        over = self.over(cue) or self.over(action[0])
        if over:
            return over.id
        i = bisect_right(self._cues, (cue, 1 << 60, "")) - 1
        return self._cues[i][2] if i >= 0 and self._cues[i][0] <= cue < self._cues[i][1] else None
