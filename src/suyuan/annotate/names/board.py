"""The board on which the grammars lay down what they found: candidates that do not overlap, found again by position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from suyuan.annotate.names.kb import Entity, Sense
from suyuan.annotate.names.segment import Tokens
from suyuan.model import MentionType, NameKind


@dataclass(slots=True)
class Candidate:
    """A mention in the making. ``surface`` is folded; ``senses`` what the knowledge base knows under it."""

    start: int
    end: int
    type: MentionType
    surface: str
    rule: str
    confidence: float = 0.9
    senses: list[Sense] = field(default_factory=list)
    entity: Entity | None = None
    head: str = ""  # the fullest form in this document, folded, where this is a shorter one
    note: str = ""
    metonym_for: str | None = None
    kind: NameKind | None = None


@dataclass
class Board:
    """``folded`` and its tokens, with the candidates laid so far; a later, longer one replaces what it covers."""

    folded: str
    tokens: Tokens
    at: dict[int, Candidate] = field(default_factory=dict)  # by start
    ending: dict[int, Candidate] = field(default_factory=dict)  # by end
    _owner: list[Candidate | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._owner = [None] * len(self.folded)

    def covering(self, start: int, end: int) -> list[Candidate]:
        out: list[Candidate] = []
        for position in range(start, min(end, len(self._owner))):
            owner = self._owner[position]
            if owner is not None and (not out or out[-1] is not owner):
                out.append(owner)
        return out

    def of_a_date(self, start: int) -> bool:
        """15日航入: the 日 is the date's, and no airline is named."""
        return self.folded[start] == "日" and start > 0 and self.folded[start - 1] in "0123456789〇一二三四五六七八九十"

    def lay(self, candidate: Candidate) -> bool:
        """Put a candidate down unless a longer one is in the way; shorter ones under it go."""
        under = self.covering(candidate.start, candidate.end)
        size = candidate.end - candidate.start
        if any(c.end - c.start >= size for c in under):
            return False
        for other in under:
            self.remove(other)
        self.at[candidate.start] = candidate
        self.ending[candidate.end] = candidate
        self._owner[candidate.start : candidate.end] = [candidate] * size
        return True

    def remove(self, candidate: Candidate) -> None:
        del self.at[candidate.start]
        del self.ending[candidate.end]
        self._owner[candidate.start : candidate.end] = [None] * (candidate.end - candidate.start)

    def free(self, start: int, end: int) -> bool:
        return all(owner is None for owner in self._owner[start:end])

    def __iter__(self) -> Iterator[Candidate]:
        return iter(sorted(self.at.values(), key=lambda c: c.start))
