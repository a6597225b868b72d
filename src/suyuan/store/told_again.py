"""Claims over stories, kept up to date: only families that a changed article, link or story touches are made anew.

The claims always are those that `suyuan.link.retelling.retold` gives for all articles. They are those without a story.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

import msgspec

from suyuan.link.retelling import MOST, Pair, families, pairs, shares_words, told_again
from suyuan.model import Article, Reuse
from suyuan.store import links
from suyuan.store.story_index import marks, parts

# Articles held decoded while pairs are looked for.
HELD = 256
# Article ids → the story of each that has one; equal numbers, one story.
StoriesOf = Callable[[Collection[str]], dict[str, int]]

_article = msgspec.json.Decoder(Article).decode
_reuse = msgspec.json.Decoder(Reuse).decode


def update(
    connection: sqlite3.Connection, changed: Collection[str], touched: Iterable[str], stories: StoriesOf
) -> None:
    """Bring the claims up to date after articles came, went or changed, and after the reuse or story of others did."""
    changed = set(changed)
    anew = sorted(changed.union(touched))
    refs: set[str] = set()
    done: set[Pair] = set()
    read = lru_cache(HELD)(lambda key: _read(connection, key))
    for key in anew:
        refs.update(_pair(connection, key, changed, done, stories, read))
        refs.update(ref for pair in _paired(connection, key) for ref in pair)
    refs |= _withdraw(connection, anew, refs)
    partners = lru_cache(HELD)(lambda key: _partners(connection, key))
    for family in families(refs, lambda ref: partners(ref.rpartition("#")[0])[ref]):
        articles = {key: read(key) for key in {ref.rpartition("#")[0] for ref in family}}
        among = (link for key in sorted(articles) for _, link in _reuses(connection, key) if link.a == key)
        links.insert(connection, "claim", [told_again(family, articles, among)])


def _pair(
    connection: sqlite3.Connection,
    key: str,
    changed: set[str],
    done: set[Pair],
    stories: StoriesOf,
    read: Callable[[str], Article],
) -> Iterator[str]:
    """Pair the statements of one article with those of others, unless that was done; what was paired and is no more."""
    wanted = dict(_wanted(connection, key, stories))
    known = connection.execute("SELECT a, b, shared, said FROM story_retold WHERE a = ? OR b = ?", (key, key))
    for a, b, shared, said in known.fetchall():
        held = wanted.get((a, b))
        if held is not None and held[0] == shared and ((a, b) in done or changed.isdisjoint((a, b))):
            del wanted[a, b]
            continue
        connection.execute("DELETE FROM story_retold WHERE a = ? AND b = ?", (a, b))
        yield from (ref for pair in json.loads(said) for ref in pair)
    done.update(wanted)
    for (a, b), (shared, link) in wanted.items():
        said = json.dumps(pairs(read(a), read(b), link), separators=(",", ":"))
        connection.execute("INSERT INTO story_retold VALUES (?, ?, ?, ?)", (a, b, shared, said))


def _wanted(connection: sqlite3.Connection, key: str, stories: StoriesOf) -> Iterator[tuple[Pair, tuple[str, Reuse]]]:
    """The links of an article with others of other stories, with their digests; none of what shares with too many."""
    if _sharing(connection, key) > MOST:
        return
    found = [(text, link) for text, link in _reuses(connection, key) if shares_words(link)]
    of = stories({key} | {end for _, link in found for end in (link.a, link.b)})
    for text, link in found:
        if link.a not in of or link.b not in of or of[link.a] == of[link.b]:
            continue
        if _sharing(connection, link.b if link.a == key else link.a) <= MOST:
            yield (link.a, link.b), (hashlib.sha256(text.encode()).hexdigest()[:16], link)


def _withdraw(connection: sqlite3.Connection, articles: Iterable[str], refs: Iterable[str]) -> set[str]:
    """Take away the claims over stories that speak of these articles or statements; the statements they held."""
    ends = {(key, None) for key in articles} | {links.split(ref) for ref in refs}
    gone: dict[str, str] = {}
    for article, statement in ends:
        gone.update(
            connection.execute(
                "SELECT l.key, l.record FROM link_ends e JOIN links l ON l.kind = e.kind AND l.key = e.key"
                " WHERE e.article = ? AND e.statement = coalesce(?, e.statement) AND e.kind = 'claim' AND l.story = ''",
                (article, statement),
            )
        )
    connection.executemany("DELETE FROM links WHERE kind = 'claim' AND key = ?", [(key,) for key in gone])
    return {ref for record in gone.values() for ref in json.loads(record)["statements"]}


def _partners(connection: sqlite3.Connection, article: str) -> dict[str, set[str]]:
    """The statements that each statement of an article is one utterance with."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, two in _paired(connection, article):
        found[one].add(two)
        found[two].add(one)
    return found


def _paired(connection: sqlite3.Connection, article: str) -> Iterator[Pair]:
    for (said,) in connection.execute("SELECT said FROM story_retold WHERE a = ? OR b = ?", (article, article)):
        yield from json.loads(said)


def _reuses(connection: sqlite3.Connection, article: str) -> list[tuple[str, Reuse]]:
    rows = connection.execute(
        "SELECT DISTINCT l.record FROM link_ends e JOIN links l ON l.kind = e.kind AND l.key = e.key"
        " WHERE e.article = ? AND e.kind = 'reuse'",
        (article,),
    )
    return [(record, _reuse(record)) for (record,) in rows]


def _sharing(connection: sqlite3.Connection, article: str) -> int:
    """How many links of reuse an article has; counted no further than it matters."""
    select = "SELECT count(*) FROM (SELECT 1 FROM link_ends WHERE article = ? AND kind = 'reuse' LIMIT ?)"
    return int(connection.execute(select, (article, MOST + 1)).fetchone()[0])


def _read(connection: sqlite3.Connection, key: str) -> Article:
    return _article(connection.execute("SELECT record FROM articles WHERE id = ?", (key,)).fetchone()[0])


def stories_in(connection: sqlite3.Connection, story: Callable[[int], int]) -> StoriesOf:
    """From which story an article's number belongs to."""

    def of(ids: Collection[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in parts(ids):
            rows = connection.execute(f"SELECT id, number FROM story_article WHERE id IN ({marks(part)})", part)
            found.update((key, story(number)) for key, number in rows)
        return found

    return of
