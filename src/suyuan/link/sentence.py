"""A sentence of an article as the kinds of figures look at it, and what a figure is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from suyuan.model import Article, DiscrepancyField, Mention, Span
from suyuan.text.fold import fold

_CAPITAL = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z'’-]{2,}")
# What stands beside a figure tells what it counts.
BESIDE = 16
# How far the clause is searched for what happens on a day.
CLAUSE = 40
# 【晨港日报2031年5月3日讯】 names who reports.
_DATELINE = re.compile(r"\s*【[^】\n]{0,40}】")
_CLAUSE_END = re.compile(r"[，。；！？]|[,;] ")


@dataclass(frozen=True, slots=True)
class Figure:
    """``key`` says what kind of thing is told; ``low``..``high`` what it may be; ``beside`` the words at its sides;
    ``offset`` the days from the page's own day to a date, ``near`` the names in the rest of its clause, ``said`` the
    names of who says it where it stands in somebody's words, ``grown`` that it is told as risen from another; ``basis``
    is what a number counts as far as the words beside it say (dead, invited), ``when`` the days its clause names."""

    span: Span
    field: DiscrepancyField
    key: str
    low: float
    high: float
    shown: str
    beside: str
    surface: str
    offset: int | None = None
    near: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    grown: bool = False
    basis: str = ""
    when: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """``span`` in the article, ``cuts`` the numbers and times in it, ``folded`` its text folded in lower case, as long
    as the text itself, ``days`` where its times stand and what days they mean."""

    article: Article
    span: Span
    cuts: tuple[Span, ...]
    folded: str
    days: tuple[tuple[int, Span], ...]

    @staticmethod
    def of(article: Article, span: Span, cuts: tuple[Span, ...], days: tuple[tuple[int, Span], ...] = ()) -> Sentence:
        text = fold(article.text[slice(*span)])
        lower = text.lower()
        # Lower-casing may lengthen a foreign letter.
        return Sentence(article, span, cuts, lower if len(lower) == len(text) else text, days)

    def read(self, start: int, end: int) -> str:
        """The folded text between two places of the article, as far as the sentence reaches."""
        return self.folded[max(0, start - self.span[0]) : max(0, end - self.span[0])]

    def clause(self, span: Span) -> Span:
        """From the clause's beginning to its end, as far as CLAUSE characters each way."""
        text = self.article.text
        start = max(self.span[0], span[0] - CLAUSE)
        for mark in _CLAUSE_END.finditer(text, start, span[0]):
            start = mark.end()
        end = min(self.span[1], span[1] + CLAUSE)
        # 5月3日，两国签约: what opens a clause goes on behind its comma.
        opens = not text[start : span[0]].strip(" 　在于自从当").removeprefix("On").removeprefix("In").strip()
        mark_after = _CLAUSE_END.search(text, min(end, span[1] + opens), end)
        return start, mark_after.start() if mark_after else end

    def beside(self, span: Span) -> str:
        before = self.without((max(self.span[0], span[0] - BESIDE), span[0]))
        after = self.without((span[1], min(self.span[1], span[1] + BESIDE)))
        return f"{before}\n{after}"

    def without(self, span: Span, names: bool = False) -> str:
        """The text of a span without the numbers and times in it, or without the ``names`` as well."""
        notes = self.article.annotations if names else None
        inside = [m for m in notes.mentions if span[0] <= m.start < span[1]] if notes else []
        out, at = [], span[0]
        for start, end in sorted([*self.cuts, *((m.start, m.end) for m in inside)]):
            if end <= at or start >= span[1]:
                continue
            out.append(self.article.text[at : max(at, start)])
            at = end
        return "　".join([*out, self.article.text[at : span[1]]])

    def names(self, span: Span) -> tuple[frozenset[str], frozenset[str]]:
        """Entities (else names) in a span, capitalised words of English with them; and the persons among them."""
        text, mentions = self.article.text, self._mentions(span)
        inside = [m for m in mentions if m.type != "MEDIA"]
        names = {m.identity or fold(m.name).lower() for m in inside}
        covered = " ".join(text[m.start : m.end] for m in mentions)
        capitals = (m.group() for m in _CAPITAL.finditer(text, span[0] + 1, span[1]))
        names |= {word.lower() for word in capitals if word not in covered}
        return frozenset(names), frozenset(m.identity or fold(m.name) for m in inside if m.type == "PERSON")

    def places(self, span: Span) -> frozenset[str]:
        """The entities or names of places in a span."""
        return frozenset(
            m.identity or fold(m.name).lower()
            for m in self._mentions(span)
            if m.type in ("GPE", "LOC", "FACILITY") and not m.metonym_for
        )

    def _mentions(self, span: Span) -> list[Mention]:
        """The mentions in a span, without those of a dateline."""
        notes = self.article.annotations
        dateline = _DATELINE.match(self.article.text, self.span[0], self.span[1])
        start = max(span[0], dateline.end()) if dateline else span[0]
        return [m for m in (notes.mentions if notes else ()) if start <= m.start and m.end <= span[1]]

    def clause_days(self, span: Span) -> tuple[Span, ...]:
        """The first and last days of the times in the clause of a span."""
        start, end = self.clause(span)
        return tuple(days for at, days in self.days if start <= at < end)

    def said(self, span: Span) -> frozenset[str]:
        """Who says what stands in a span: nobody where the outlet tells it itself, ``?`` for whom it does not name."""
        notes = self.article.annotations
        holding = [
            s
            for s in (notes.statements if notes else ())
            if any(start <= span[0] and span[1] <= end for start, end in s.content)
        ]
        if not holding:
            return frozenset()
        inner = min(holding, key=lambda s: (sum(end - start for start, end in s.content), s.id))
        return frozenset(fold(name).lower() for name in inner.speaker.names) or frozenset({"?"})
