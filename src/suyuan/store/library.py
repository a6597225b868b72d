"""The library: one SQLite file that holds pages, articles, their annotations and the links between them."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Unpack

import msgspec

from suyuan.model import Article, LinkRecord, Page, Rejection, Reuse, Statement, Story
from suyuan.records import dumps
from suyuan.store import links, reuse, rows, schema, search, stories, story_links
from suyuan.store.errors import AmbiguousError, LibraryError, NotFoundError
from suyuan.store.search import FilterFields, Filters
from suyuan.store.views import EntityCount, Hit, Rejected, Succession, Summary, Utterance
from suyuan.text.fold import fold

_ALL = -1  # SQLite's word for no limit


class Library:
    """A library file. Writing is one transaction a call: it is there as a whole or not at all, whatever happens.

    Use ``Library.open(path)`` as a context manager. Every method raises ``LibraryError`` with a message for a person.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._looked_at: int | None = None  # the revision of the articles when the links were last found stale

    @classmethod
    def open(cls, path: str | Path, create: bool = True) -> Library:
        """Open the library at ``path``, making an empty one there unless ``create`` is False.

        Raises LibraryError where there is none, where the file is something else, or where a newer Suyuan made it.
        """
        place = Path(path)
        return cls(place, schema.connect(place, create))

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def root(self) -> Path:
        """The folder that holds the library file; the paths of its pages are relative to it."""
        return self.path.resolve().parent

    def _rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with schema.readable_errors(self.path):
            return self.connection.execute(sql, values).fetchall()

    # ------------------------------------------------------------------ pages

    def has_page(self, sha256: str, place: str) -> bool:
        """Whether these bytes from this place are here already, whatever came of them."""
        return bool(self._rows("SELECT 1 FROM pages WHERE sha256 = ? AND place = ?", sha256, place))

    def add_page(self, page: Page, articles: Sequence[Article] = (), rejections: Sequence[Rejection] = ()) -> bool:
        """Add a page with what was read from it, as one; False, and nothing done, where it is here already.

        Raises LibraryError where an article's id is taken by an article of another page.
        """
        with schema.readable_errors(self.path), schema.transaction(self.connection):
            key = self._insert_page(page)
            if key is None:
                return False
            for article in articles:
                self._insert_article(key, rows.well_formed(article))
            self.connection.executemany(
                "INSERT INTO rejections (page, seq, path, url, reason) VALUES (?, ?, ?, ?, ?)",
                [(key, i, r.path, r.url, r.reason) for i, r in enumerate(rejections)],
            )
        return True

    def _insert_page(self, page: Page) -> int | None:
        self.connection.execute(
            "INSERT INTO blobs (sha256, size, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (page.sha256, len(page.data), zlib.compress(page.data)),
        )
        cursor = self.connection.execute(
            "INSERT INTO pages (sha256, place, path, url, charset, content_type, fetched) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (page.sha256, page.place, page.path, page.url, page.charset, page.content_type, page.fetched),
        )
        return cursor.lastrowid if cursor.rowcount else None

    def _insert_article(self, page: int, article: Article) -> None:
        try:
            rows.insert_article(self.connection, page, article)
        except sqlite3.IntegrityError as error:
            raise LibraryError(f"the id {article.id} is taken by an article of another page") from error

    def remove_page(self, sha256: str, place: str) -> bool:
        """Take a page away with its articles and their reuse; other links that speak of them stay until replaced."""
        with schema.readable_errors(self.path), schema.transaction(self.connection):
            found = self._rows("SELECT key FROM pages WHERE sha256 = ? AND place = ?", sha256, place)
            if not found:
                return False
            for key, record in self._rows("SELECT key, record FROM articles WHERE page = ?", found[0][0]):
                reuse.forget(self.connection, _article(record).id)
                stories.forget(self.connection, _article(record))
                rows.delete_article(self.connection, key, _article(record))
            self.connection.execute("DELETE FROM pages WHERE key = ?", found[0])
            self.connection.execute(
                "DELETE FROM blobs WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM pages WHERE sha256 = ?)",
                (sha256, sha256),
            )
        return True

    def replace_article(self, article: Article) -> None:
        """Put a new record (new annotations, say) in the place of the one with the same id. Raises NotFoundError."""
        with schema.readable_errors(self.path), schema.transaction(self.connection):
            found = self._rows("SELECT key, page, record FROM articles WHERE id = ?", article.id)
            if not found:
                raise NotFoundError(f"no article {article.id}")
            key, page, record = found[0]
            reuse.forget(self.connection, article.id)
            stories.forget(self.connection, _article(record))
            rows.delete_article(self.connection, key, _article(record))
            rows.insert_article(self.connection, page, rows.well_formed(article))

    def pages(self) -> Iterator[Page]:
        """Every page with its bytes, by place."""
        sql = (
            "SELECT data, sha256, path, url, charset, content_type, fetched FROM pages JOIN blobs USING (sha256)"
            " ORDER BY place, sha256"
        )
        with schema.readable_errors(self.path):
            for data, *rest in self.connection.execute(sql):
                yield Page(zlib.decompress(data), *rest)

    def page_of(self, article_id: str) -> Page:
        """The page an article came from, as it came. Raises NotFoundError."""
        found = self._rows(
            "SELECT data, p.sha256, p.path, p.url, charset, content_type, fetched FROM articles a"
            " JOIN pages p ON p.key = a.page JOIN blobs b ON b.sha256 = p.sha256 WHERE a.id = ?",
            article_id,
        )
        if not found:
            raise NotFoundError(f"no article {article_id}")
        data, *rest = found[0]
        return Page(zlib.decompress(data), *rest)

    def rejections(self) -> list[Rejected]:
        """What could not be read, by place."""
        return [
            Rejected(place, sha256, Rejection(path, reason, url))
            for place, sha256, path, reason, url in self._rows(
                "SELECT p.place, p.sha256, r.path, r.reason, r.url FROM rejections r JOIN pages p ON p.key = r.page"
                " ORDER BY p.place, p.sha256, r.seq"
            )
        ]

    # ------------------------------------------------------------------ articles and statements

    def article(self, article_id: str) -> Article:
        """One article by its id or an unmistakable beginning of it. Raises NotFoundError or AmbiguousError."""
        found = self._by_prefix("SELECT id, record FROM articles WHERE id", article_id, "article")
        return _article(found[1])

    def articles(self, ids: Iterable[str] | None = None) -> Iterator[Article]:
        """Articles with their annotations: those of ``ids`` that are here, in that order, or all of them by id."""
        with schema.readable_errors(self.path):
            if ids is None:
                for (record,) in self.connection.execute("SELECT record FROM articles ORDER BY id"):
                    yield _article(record)
                return
            for article_id in ids:
                found = self.connection.execute("SELECT record FROM articles WHERE id = ?", (article_id,)).fetchone()
                if found:
                    yield _article(found[0])

    def summaries(self, limit: int = _ALL, offset: int = 0, **filters: Unpack[FilterFields]) -> list[Summary]:
        """Articles without their texts, newest first. ``filters`` are the fields of ``Filters``."""
        with schema.readable_errors(self.path):
            return search.summaries(self.connection, Filters(**filters), limit, offset)

    def summary(self, article_id: str) -> Summary | None:
        found = self._rows(f"SELECT {search._SUMMARY} FROM articles a WHERE a.id = ?", article_id)
        return search.summary(found[0]) if found else None

    def statements(self, limit: int = _ALL, offset: int = 0, **filters: Unpack[FilterFields]) -> list[Utterance]:
        """Statements of the newest articles first. ``filters`` are the fields of ``Filters``."""
        with schema.readable_errors(self.path):
            return search.statements(self.connection, Filters(**filters), limit, offset)

    def statement(self, ref: str) -> tuple[Article, Statement]:
        """A statement by ``article#statement``, each half an id or an unmistakable beginning of one."""
        article_id, _, statement_id = ref.partition("#")
        if not statement_id:
            raise NotFoundError(f"{ref!r} is not a statement; write article#statement")
        article = self.article(article_id)
        found = [s for s in article.annotations.statements if s.id == statement_id] if article.annotations else []
        if not found and article.annotations:
            found = [s for s in article.annotations.statements if s.id.startswith(statement_id)]
        if not found:
            raise NotFoundError(f"article {article.id} has no statement {statement_id}")
        if len(found) > 1:
            raise AmbiguousError(f"{ref} may be any of {', '.join(f'{article.id}#{s.id}' for s in found[:5])}")
        return article, found[0]

    def _by_prefix(self, select: str, prefix: str, what: str) -> tuple[Any, ...]:
        """The one row whose id is, or alone begins with, ``prefix``."""
        exact = self._rows(f"{select} = ?", prefix)
        if exact:
            return exact[0]
        found = self._rows(f"{select} >= ? AND id < ? ORDER BY id LIMIT 6", prefix, prefix + "\U0010ffff")
        if not found or not prefix:
            raise NotFoundError(f"no {what} {prefix or '(empty id)'}")
        if len(found) > 1:
            raise AmbiguousError(f"{what} {prefix} may be any of {', '.join(row[0] for row in found[:5])}")
        return found[0]

    # ------------------------------------------------------------------ finding

    def search(self, query: str, limit: int = 20, offset: int = 0, **filters: Unpack[FilterFields]) -> list[Hit]:
        """Articles that hold every word and "quoted phrase" of the query, best first; else those nearest to it.

        Simplified finds Traditional; any character can be found; Latin case does not matter; a word ending in ``*``
        finds what begins so. ``filters`` are the fields of ``Filters``.
        """
        with schema.readable_errors(self.path):
            return search.search(self.connection, query, Filters(**filters), limit, offset)

    def search_statements(
        self, query: str, limit: int = 20, offset: int = 0, near: bool = True, **filters: Unpack[FilterFields]
    ) -> list[Utterance]:
        """The statements that speak of the query most, best first; where none holds all of it, and ``near``, those
        nearest to it."""
        with schema.readable_errors(self.path):
            return search.search_statements(self.connection, query, Filters(**filters), limit, offset, near)

    def promising(self, actor: str = "", limit: int = _ALL) -> list[str]:
        """The articles in which somebody (``actor``: a part of a name) commits to do something, the newest first.

        ``suyuan.link.ledger.ledger`` makes the ledger of them.
        """
        return [
            row[0]
            for row in self._rows(
                "SELECT id FROM articles a WHERE EXISTS (SELECT 1 FROM commitments c WHERE c.article = a.key"
                " AND c.category = 'action' AND instr(c.actor_folded, ?)) ORDER BY published DESC, id LIMIT ?",
                fold(actor).lower(),
                limit,
            )
        ]

    def entities(self, limit: int = 50, newest: int = 2000) -> list[EntityCount]:
        """The names that most of the ``newest`` articles speak of."""
        return [
            EntityCount(*row)
            for row in self._rows(
                "SELECT entity, min(name), min(type), count(DISTINCT article) AS n FROM mentions"
                " WHERE article IN (SELECT key FROM articles ORDER BY published DESC, id LIMIT ?)"
                " GROUP BY coalesce(entity, name_folded) ORDER BY n DESC, min(name) LIMIT ?",
                newest,
                limit,
            )
        ]

    def outlets(self) -> list[tuple[str, int]]:
        """(outlet, articles), most first."""
        counted = "SELECT outlet, count(*) AS n FROM articles WHERE outlet IS NOT NULL GROUP BY outlet"
        return [(row[0], row[1]) for row in self._rows(f"{counted} ORDER BY n DESC, outlet")]

    # ------------------------------------------------------------------ links

    def replace_links(self, kind: str, records: Iterable[LinkRecord]) -> None:
        """Put these records in the place of all of one kind. The order they come in does not matter."""
        if kind not in links.KINDS:
            raise LibraryError(f"no kind of link is called {kind}; there are {', '.join(links.KINDS)}")
        with schema.readable_errors(self.path), schema.transaction(self.connection):
            if kind == "reuse":
                reuse.clear(self.connection)
            else:
                stories.clear(self.connection)
            self.connection.execute("DELETE FROM links WHERE kind = ?", (kind,))
            links.insert(self.connection, kind, records)

    def update_reuse(self) -> None:
        """Bring the links of kind ``reuse`` up to date with the articles that came; they are what
        ``suyuan.link.reuse.find`` gives for all articles, in whatever order these came. One transaction an article.
        """
        with schema.readable_errors(self.path):
            reuse.update(self.connection)

    def update_stories(self, anew: bool = False) -> None:
        """Bring all other links up to date with the articles and their reuse; they are what ``suyuan.link.link`` gives
        for all articles, in whatever order these came. With ``anew`` they are made from all articles at once."""
        with schema.readable_errors(self.path):
            stories.update(self.connection, anew)

    def links(self, kind: str, article: str | None = None, statement: str | None = None) -> list[LinkRecord]:
        """Records of one kind, by key: all, or those that speak of an article, or of a statement of it.

        ``statement`` is ``article#statement``, or a statement's own id beside ``article``. Records that speak of whole
        articles answer for their statements only when ``article`` alone is asked.
        """
        if statement and "#" in statement:
            article, statement = links.split(statement)
        sql, values = "SELECT record FROM links WHERE kind = ?", [kind]
        if article is not None:
            ends = "SELECT key FROM link_ends WHERE kind = ? AND article = ?"
            values += [kind, article]
            if statement:
                ends += " AND statement = ?"
                values.append(statement)
            sql += f" AND key IN ({ends})"
        return [links.decode(kind, row[0]) for row in self._rows(f"{sql} ORDER BY key", *values)]

    def link(self, kind: str, key: str) -> LinkRecord | None:
        """The record of one kind with this key (a claim's, event's or story's id, a chain's statement)."""
        found = self._rows("SELECT record FROM links WHERE kind = ? AND key = ?", kind, key)
        return links.decode(kind, found[0][0]) if found else None

    def links_are_stale(self) -> bool:
        """Whether an article came, went or changed since ``mark_linked`` was last called."""
        articles, linked = self._rows("SELECT articles, linked FROM link_state")[0]
        self._looked_at = articles
        return bool(articles != linked)

    def mark_linked(self) -> None:
        """Say that the links stand for the articles as they were when ``links_are_stale`` was last asked.

        What another program added since then leaves them stale.
        """
        if self._looked_at is None:
            self.links_are_stale()
        with schema.readable_errors(self.path), schema.transaction(self.connection):
            self.connection.execute("UPDATE link_state SET linked = ?", (self._looked_at,))

    def stories(self, limit: int = _ALL) -> list[Story]:
        """Stories, the one most articles belong to first."""
        found = self._rows(
            "SELECT record FROM links WHERE kind = 'story'"
            " ORDER BY json_array_length(record, '$.articles') DESC, key LIMIT ?",
            limit,
        )
        return [msgspec.json.decode(row[0], type=Story) for row in found]

    def story(self, story_id: str) -> Story:
        """One story by its id or an unmistakable beginning of it; by one that is no more, the first of its heirs.

        Raises NotFoundError or AmbiguousError.
        """
        select = "SELECT id, record FROM (SELECT key AS id, record FROM links WHERE kind = 'story') WHERE id"
        try:
            record: LinkRecord | None = links.decode("story", self._by_prefix(select, story_id, "story")[1])
        except NotFoundError:
            heirs = self.heirs("story", story_id)
            if not heirs:
                raise
            record = self.link("story", heirs[0])
        assert isinstance(record, Story)
        return record

    def heirs(self, kind: Literal["event", "story"], old: str) -> list[str]:
        """The events or stories that hold the articles of one that is no more, the one that took most first."""
        with schema.readable_errors(self.path):
            return story_links.heirs(self.connection, kind, old)

    def history(self, kind: Literal["event", "story"], key: str) -> list[Succession]:
        """Renamings, merges and splits that an event or story had part in, in the order they came about."""
        with schema.readable_errors(self.path):
            return story_links.history(self.connection, kind, key)

    def copies(self, article: str | None = None) -> list[Reuse]:
        """Who shares passages with whom, in all or for one article, the most shared first."""
        found = [record for record in self.links("reuse", article) if isinstance(record, Reuse)]
        return sorted(found, key=lambda reuse: (-reuse.chars, reuse.a, reuse.b))

    # ------------------------------------------------------------------ the whole

    def counts(self) -> dict[str, int]:
        """How many of everything."""
        tables = ("pages", "rejections", "articles", "mentions", "times", "quantities", "statements", "commitments")
        found = {table: int(self._rows(f"SELECT count(*) FROM {table}")[0][0]) for table in tables}
        found |= dict.fromkeys(links.KINDS, 0)
        return found | dict(self._rows("SELECT kind, count(*) FROM links GROUP BY kind"))

    def dump(self) -> Iterator[str]:
        """Everything the library holds but the bytes, as JSON lines in a fixed order: equal libraries, equal dumps."""
        for row in self._rows(
            "SELECT sha256, place, path, url, charset, content_type FROM pages ORDER BY place, sha256"
        ):
            yield dumps({"page": row})
        for rejected in self.rejections():
            yield dumps({"rejected": rejected})
        for article in self.articles():
            yield dumps(article)
        for kind in links.KINDS:
            for record in self.links(kind):
                yield dumps(record)


def _article(record: str) -> Article:
    return msgspec.json.decode(record, type=Article)
