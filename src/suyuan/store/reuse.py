"""Reuse links kept up to date in the library, article by article, each in one transaction.

The index (`suyuan.store.postings`) and the links of kind ``reuse`` always stand for the same articles: those in
``reuse_text``. What came since then is added by ``update``; what goes is taken out by ``forget`` before it goes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from suyuan.link.reuse import ReuseIndex, find
from suyuan.link.reuse.fingerprints import Hashes
from suyuan.link.reuse.postings import distinct_fingerprints
from suyuan.link.reuse.streams import Ints
from suyuan.model import Article, Reuse
from suyuan.store import links, schema
from suyuan.store.postings import SqlitePostings

# Adding an article to the index costs about so many times what it costs to find the links of a whole pile, by article.
BATCH_PAYS = 5

_article = msgspec.json.Decoder(Article).decode


class _Text(msgspec.Struct):
    text: str


_text = msgspec.json.Decoder(_Text).decode


def update(connection: sqlite3.Connection) -> None:
    """Bring the reuse links up to date with the articles. A kill leaves the articles done so far done.

    The links are those that ``suyuan.link.reuse.find`` gives for all articles together, whatever the order.
    """
    with schema.transaction(connection):  # another process may be doing the same
        waiting = _waiting(connection)
        (held,) = connection.execute("SELECT coalesce(max(number), 0) FROM reuse_text").fetchone()  # or a few less
        if len(waiting) * BATCH_PAYS > held:
            _rebuild(connection)
            return
    index = _index(connection)
    for key in waiting:
        with schema.transaction(connection):
            row = connection.execute("SELECT record FROM articles WHERE id = ?", (key,)).fetchone()
            if row and not SqlitePostings(connection).has(key):  # another process may have been quicker
                _apply(connection, index.add(_article(row[0])), index.withdrawn)


def forget(connection: sqlite3.Connection, key: str) -> None:
    """Take an article, still in the library, out of the index, with its links and what they meant for others."""
    if connection.execute("SELECT 1 FROM reuse_text WHERE id = ?", (key,)).fetchone():
        with schema.transaction(connection):
            index = _index(connection)
            _apply(connection, index.remove(key), index.withdrawn)


def clear(connection: sqlite3.Connection) -> None:
    """Empty the index: the links it stands for are others now."""
    for table in ("reuse_text", "reuse_block", "reuse_common", "reuse_common_count", "reuse_pair"):
        connection.execute(f"DELETE FROM {table}")


def _waiting(connection: sqlite3.Connection) -> list[str]:
    return [key for (key,) in connection.execute("SELECT article FROM reuse_waiting ORDER BY article")]


def _rebuild(connection: sqlite3.Connection) -> None:
    """All links anew from all articles at once."""
    records = "SELECT record FROM articles ORDER BY id"
    found = list(find(_article(row[0]) for row in connection.execute(records)))
    clear(connection)
    connection.execute("DELETE FROM links WHERE kind = 'reuse'")
    links.insert(connection, "reuse", found)
    postings = SqlitePostings(connection)
    postings.fill(_fingerprints(connection))
    for link in found:
        postings.link(link.a, link.b)


def _fingerprints(connection: sqlite3.Connection) -> Iterator[tuple[str, Hashes, Ints]]:
    for key, record in connection.execute("SELECT id, record FROM articles ORDER BY id"):
        own = distinct_fingerprints(_text(record).text)
        yield key, own.hashes, own.places


def _index(connection: sqlite3.Connection) -> ReuseIndex:
    def record(key: str) -> str:
        (found,) = connection.execute("SELECT record FROM articles WHERE id = ?", (key,)).fetchone()
        return str(found)

    return ReuseIndex(
        SqlitePostings(connection), lambda key: _article(record(key)), lambda key: _text(record(key)).text
    )


def _apply(connection: sqlite3.Connection, changed: Iterable[Reuse], withdrawn: Iterable[tuple[str, str]]) -> None:
    """Put changed links in the place of those between the same two articles; take the withdrawn away."""
    changed = list(changed)
    for a, b in [*withdrawn, *((link.a, link.b) for link in changed)]:
        connection.execute(
            "DELETE FROM links WHERE kind = 'reuse' AND key IN ("
            "SELECT key FROM link_ends WHERE kind = 'reuse' AND article = ?"
            " INTERSECT SELECT key FROM link_ends WHERE kind = 'reuse' AND article = ?)",
            (a, b),
        )
    links.insert(connection, "reuse", changed)
