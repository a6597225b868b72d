"""Finding: the words of a query, the filters beside it, and the piece of text to show."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import Any, TypedDict

import msgspec

from suyuan.model import Span, Statement
from suyuan.store import segment
from suyuan.store.views import Hit, Summary, Utterance
from suyuan.text.fold import fold

_SUMMARY = "a.id, a.title, a.outlet, a.published, a.language, a.script, a.chars"
_TITLE_WEIGHT = 4.0  # a word of the title stands for the whole; not tuned on any set
_NEAR = 0.5  # the share of a query's words that makes a page near to it
_POOL = 200  # candidates looked at for nearness
_SNIPPET = 110  # characters


class FilterFields(TypedDict, total=False):
    """The fields of ``Filters`` as keyword arguments."""

    outlet: str | None
    since: str | None
    until: str | None
    speaker: str | None
    entity: str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of articles or statements is narrowed to; every name is compared folded, as a part of the name.

    ``since`` and ``until`` are ISO days, both inclusive. ``entity`` is an entity id or a name as printed.
    """

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    speaker: str | None = None
    entity: str | None = None

    def clauses(self, statements: bool = False) -> tuple[list[str], list[Any]]:
        """SQL conditions on ``a`` (articles) and, for statements, ``s``; and their parameters."""
        where: list[str] = []
        values: list[Any] = []

        def add(clause: str, *parameters: Any) -> None:
            where.append(clause)
            values.extend(parameters)

        if self.outlet:
            add("(instr(a.outlet_folded, ?) OR a.outlet_id = ?)", fold(self.outlet).lower(), self.outlet)
        if self.since:
            add("a.published >= ?", self.since)
        if self.until:
            add("substr(a.published, 1, 10) <= ?", self.until)
        if self.speaker:
            name = fold(self.speaker).lower()
            if statements:
                add("s.key IN (SELECT statement FROM voices WHERE role = 'speaker' AND instr(name_folded, ?))", name)
            else:
                add(
                    "a.key IN (SELECT s.article FROM voices v JOIN statements s ON s.key = v.statement"
                    " WHERE v.role = 'speaker' AND instr(v.name_folded, ?))",
                    name,
                )
        if self.entity:
            name = fold(self.entity).lower()
            add(
                "a.key IN (SELECT article FROM mentions WHERE entity = ? OR name_folded = ? OR surface_folded = ?)",
                self.entity,
                name,
                name,
            )
        return where, values


def summary(row: tuple[Any, ...]) -> Summary:
    return Summary(*row[:7])


def summaries(connection: sqlite3.Connection, filters: Filters, limit: int, offset: int) -> list[Summary]:
    """Articles, newest first."""
    where, values = filters.clauses()
    rows = connection.execute(
        f"SELECT {_SUMMARY} FROM articles a {_where(where)} ORDER BY a.published DESC, a.id LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [summary(row) for row in rows]


def search(connection: sqlite3.Connection, query: str, filters: Filters, limit: int, offset: int) -> list[Hit]:
    """Articles that hold every phrase of the query, best first; where none does, the ones nearest to it."""
    expression = segment.match_all(query)
    if expression is None:
        return []
    found = _articles(connection, expression, filters, limit, offset)
    if found or offset:
        return [_hit(row, query, exact=True) for row in found]
    loose = segment.match_any(query)
    pool = _articles(connection, loose, filters, _POOL, 0) if loose else []
    near = [row for row in pool if segment.coverage(query, f"{row[1] or ''} {row[7]}") >= _NEAR]
    return [_hit(row, query, exact=False) for row in near[:limit]]


def _articles(
    connection: sqlite3.Connection, expression: str, filters: Filters, limit: int, offset: int
) -> list[tuple[Any, ...]]:
    where, values = filters.clauses()
    ranked = connection.execute(
        f"SELECT {_SUMMARY}, a.key, bm25(article_words, {_TITLE_WEIGHT}, 1.0) AS rank"
        " FROM article_words JOIN articles a ON a.key = article_words.rowid"
        f" {_where(['article_words MATCH ?', *where])} ORDER BY rank, a.published DESC, a.id LIMIT ? OFFSET ?",
        (expression, *values, limit, offset),
    ).fetchall()
    # The texts only of those that are shown: a common word may be in every page of the library.
    text_of = "SELECT json_extract(record, '$.text') FROM articles WHERE key = ?"
    return [(*row[:7], connection.execute(text_of, (row[7],)).fetchone()[0], row[8]) for row in ranked]


def _hit(row: tuple[Any, ...], query: str, exact: bool) -> Hit:
    found, text, rank = summary(row), row[7], row[8]
    body_from = len(found.title) if found.title and text.startswith(found.title) else 0
    spans = occurrences(query, text, exact)
    start, end = _window(text, [span for span in spans if span[0] >= body_from], body_from)
    return Hit(
        article=found,
        snippet=text[start:end],
        start=start,
        end=end,
        spans=tuple((s - start, e - start) for s, e in spans if start <= s and e <= end),
        title_spans=tuple(occurrences(query, found.title or "", exact)),
        score=round(-rank, 6),
        exact=exact,
    )


def occurrences(query: str, text: str, exact: bool = True) -> list[Span]:
    """Where the query's phrases (or, loosely, its words) stand in a text: in order, not overlapping."""
    wanted = set(segment.phrases(query))
    if not exact:
        wanted = {word for phrase in wanted for word in segment.words(phrase) if len(word) > 1}
    patterns = sorted((_pattern(phrase) for phrase in wanted), key=len, reverse=True)
    if not patterns:
        return []
    found = [match.span() for match in re.finditer("|".join(patterns), segment.normal(text))]
    merged: list[Span] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _pattern(phrase: str) -> str:
    """A phrase as the index sees it: middle dots and marks between its runs do not count, words end where they end."""
    runs = [run.group() for run in segment._RUNS.finditer(phrase)]
    between = r"[^\w\n]*"
    inner = between.join("·?".join(map(re.escape, run)) if not run.isascii() else re.escape(run) for run in runs)
    head = r"(?<![a-z0-9])" if runs[0].isascii() else ""
    tail = r"(?![a-z0-9])" if runs[-1].isascii() and len(runs) == 1 and not phrase.endswith("*") else ""
    return head + inner + tail


def _window(text: str, spans: list[Span], body_from: int) -> Span:
    """The stretch of text that shows most of what was found, not crossing more than it must."""
    if not spans:
        start = min(body_from, len(text))
        while start < len(text) and text[start].isspace():
            start += 1
        return start, min(len(text), start + _SNIPPET)
    best = max(spans, key=lambda span: (sum(span[0] <= s < span[0] + _SNIPPET for s, _ in spans), -span[0]))
    start = max(body_from, best[0] - _SNIPPET // 3)
    # Begin with a sentence, else with a clause, where one begins near.
    for marks in ("\n。！？!?", "，；：,;:"):
        begins = max(text.rfind(mark, start, best[0]) for mark in marks) + 1
        if begins:
            start = begins
            break
    while start < best[0] and (text[start].isspace() or text[start] in "”’」』）)"):
        start += 1
    return start, min(len(text), max(best[1], start + _SNIPPET))


def statements(connection: sqlite3.Connection, filters: Filters, limit: int, offset: int) -> list[Utterance]:
    """Statements in the order of their articles (newest first) and, inside one, of the text."""
    where, values = filters.clauses(statements=True)
    rows = connection.execute(
        f"SELECT {_SUMMARY}, s.content, s.record, 0.0 FROM statements s JOIN articles a ON a.key = s.article"
        f" {_where(where)} ORDER BY a.published DESC, a.id, s.seq LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [_utterance(row) for row in rows]


def search_statements(
    connection: sqlite3.Connection, query: str, filters: Filters, limit: int, offset: int, near: bool = True
) -> list[Utterance]:
    """Statements whose content or speaker holds every phrase of the query, content first; else, with ``near``, the
    nearest ones."""
    expression = segment.match_all(query)
    if expression is None:
        return []
    found = _matching_statements(connection, expression, filters, limit, offset)
    if near and not found and not offset:
        loose = segment.match_any(query)
        pool = _matching_statements(connection, loose, filters, _POOL, 0) if loose else []
        found = [row for row in pool if segment.coverage(query, row[7]) >= _NEAR][:limit]
    return [_utterance(row) for row in found]


def _matching_statements(
    connection: sqlite3.Connection, expression: str, filters: Filters, limit: int, offset: int
) -> list[tuple[Any, ...]]:
    where, values = filters.clauses(statements=True)
    return connection.execute(
        f"SELECT {_SUMMARY}, s.content, s.record, bm25(statement_words, 4.0, 2.0, 1.0) AS rank"
        " FROM statement_words JOIN statements s ON s.key = statement_words.rowid JOIN articles a ON a.key = s.article"
        f" {_where(['statement_words MATCH ?', *where])}"
        " ORDER BY rank, a.published, a.id, s.seq LIMIT ? OFFSET ?",
        (expression, *values, limit, offset),
    ).fetchall()


def _utterance(row: tuple[Any, ...]) -> Utterance:
    article = summary(row)
    statement = msgspec.json.decode(row[8], type=Statement)
    return Utterance(f"{article.id}#{statement.id}", article, statement, row[7], round(-row[9], 6))


def _where(clauses: list[str]) -> str:
    return "WHERE " + " AND ".join(clauses) if clauses else ""
