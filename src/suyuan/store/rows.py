"""An article's record as rows to ask: everything here is derived, and can be derived again from the record."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from suyuan import records
from suyuan.link.ledger import last_day
from suyuan.model import Annotations, Article, Commitment, Party, Span, Statement
from suyuan.store.segment import indexed
from suyuan.text.fold import fold

_SURROGATES = re.compile("[\ud800-\udfff]")
_GAP = " … "


def well_formed(article: Article) -> Article:
    """The article with any half of a surrogate pair replaced by U+FFFD, which no file could hold; offsets stay."""
    try:
        records.dumps(article)
    except UnicodeEncodeError:
        return records.article_from_record(_mended(records.to_record(article)))
    return article


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {key: _mended(item) for key, item in value.items()}
    return value


def words_of(text: str, spans: Iterable[Span]) -> str:
    """The text of discontinuous spans, with a gap shown between them."""
    return _GAP.join(text[start:end] for start, end in spans)


def insert_article(connection: sqlite3.Connection, page: int, article: Article) -> None:
    """Write one article and all its rows. Raises sqlite3.IntegrityError where its id is taken."""
    cursor = connection.execute(
        "INSERT INTO articles (id, page, title, outlet, outlet_id, outlet_folded, published, url, language, script,"
        " chars, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            page,
            article.title,
            article.outlet.name if article.outlet else None,
            article.outlet.id if article.outlet else None,
            fold(article.outlet.name).lower() if article.outlet else None,
            article.published,
            article.url,
            article.language,
            article.script,
            len(article.text),
            records.dumps(article),
        ),
    )
    key = cursor.lastrowid
    assert key is not None
    connection.execute(
        "INSERT INTO article_words (rowid, title, body) VALUES (?, ?, ?)", (key, *_article_words(article))
    )
    if article.annotations:
        _insert_annotations(connection, key, article.text, article.annotations)


def delete_article(connection: sqlite3.Connection, key: int, article: Article) -> None:
    """Take one article and all its rows away. The word indexes hold no text and must be told what they had."""
    connection.execute(
        "INSERT INTO article_words (article_words, rowid, title, body) VALUES ('delete', ?, ?, ?)",
        (key, *_article_words(article)),
    )
    statements = {s.id: s for s in article.annotations.statements} if article.annotations else {}
    for number, name in connection.execute("SELECT key, id FROM statements WHERE article = ?", (key,)).fetchall():
        connection.execute(
            "INSERT INTO statement_words (statement_words, rowid, content, speaker, carried)"
            " VALUES ('delete', ?, ?, ?, ?)",
            (number, *_statement_words(article.text, statements[name])),
        )
    connection.execute("DELETE FROM articles WHERE key = ?", (key,))


def _article_words(article: Article) -> tuple[str, str]:
    return indexed(article.title or ""), indexed(article.text)


def _statement_words(text: str, statement: Statement) -> tuple[str, str, str]:
    return (
        indexed(words_of(text, statement.content)),
        indexed(" ".join(statement.speaker.names)),
        indexed(words_of(text, statement.carried)),
    )


def _insert_annotations(connection: sqlite3.Connection, key: int, text: str, found: Annotations) -> None:
    _insert_many(
        connection,
        "mentions",
        [
            (
                key,
                i,
                m.start,
                m.end,
                m.type,
                m.name,
                fold(m.name).lower(),
                fold(text[m.start : m.end]).lower(),
                m.identity,
            )
            for i, m in enumerate(found.mentions)
        ],
    )
    _insert_many(
        connection,
        "times",
        [(key, i, t.start, t.end, t.type, t.value, t.begin, t.end_exclusive) for i, t in enumerate(found.times)],
    )
    _insert_many(
        connection,
        "quantities",
        [
            (key, i, q.start, q.end, q.kind, q.value, q.low, q.high, q.unit, q.of)
            for i, q in enumerate(found.quantities)
        ],
    )
    for seq, statement in enumerate(found.statements):
        _insert_statement(connection, key, seq, text, statement)
    _insert_many(connection, "commitments", [_commitment_row(key, i, text, c) for i, c in enumerate(found.commitments)])


def _insert_many(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _insert_statement(connection: sqlite3.Connection, article: int, seq: int, text: str, statement: Statement) -> None:
    speaker = statement.speaker
    cursor = connection.execute(
        "INSERT INTO statements (article, id, seq, type, depth, parent, stance, speaker, speaker_type, cluster,"
        " content, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article,
            statement.id,
            seq,
            statement.type,
            statement.depth,
            statement.parent,
            statement.stance,
            "、".join(speaker.names) or None,
            speaker.type,
            speaker.cluster,
            words_of(text, statement.content),
            records.dumps(statement),
        ),
    )
    key = cursor.lastrowid
    connection.execute(
        "INSERT INTO statement_words (rowid, content, speaker, carried) VALUES (?, ?, ?, ?)",
        (key, *_statement_words(text, statement)),
    )
    voices = [("speaker", name, False) for name in speaker.names]
    voices += [(hop.role, hop.name, hop.implicit) for hop in statement.channel]
    _insert_many(
        connection,
        "voices",
        [(key, role, i, name, fold(name).lower(), implicit) for i, (role, name, implicit) in enumerate(voices)],
    )


def party_words(text: str, party: Party) -> str:
    """Who a party is: its resolved names, or the words that stand for it."""
    return "、".join(party.names) or (text[party.span[0] : party.span[1]] if party.span else "")


def _commitment_row(article: int, seq: int, text: str, found: Commitment) -> tuple[Any, ...]:
    actor = party_words(text, found.actor)
    return (
        article,
        seq,
        actor,
        fold(actor).lower(),
        party_words(text, found.counterpart) if found.counterpart else None,
        text[slice(*found.action)],
        found.status,
        found.category,
        found.polarity,
        text[slice(*found.amount)] if found.amount else None,
        text[slice(*found.deadline.span)] if found.deadline else None,
        last_day(found.deadline.value) if found.deadline else None,
        found.statement,
        records.dumps(found),
    )
