"""The link records that rest on stories and articles: written, taken away, and their succession noted."""

from __future__ import annotations

import datetime
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from suyuan.link import link_story
from suyuan.link.chains import chains
from suyuan.link.naming import Counted, What, counts, named
from suyuan.link.stories import event, story
from suyuan.model import Article, Reuse
from suyuan.store import links
from suyuan.store.story_index import marks, parts
from suyuan.store.views import Succession

# kind → the id of an event or story → the articles it holds.
Memberships = dict[str, dict[str, set[str]]]

_article = msgspec.json.Decoder(Article).decode
_reuse = msgspec.json.Decoder(Reuse).decode


class _Members(msgspec.Struct):
    articles: set[str]


_members = msgspec.json.Decoder(_Members).decode


# ------------------------------------------------------------------ of one article


def link_article(connection: sqlite3.Connection, article: Article) -> None:
    """Write what rests on one article alone: its chains."""
    links.insert(connection, "chain", chains(article))


def unlink_article(connection: sqlite3.Connection, article: str) -> None:
    connection.execute(
        "DELETE FROM links WHERE kind = 'chain'"
        " AND key IN (SELECT key FROM link_ends WHERE kind = 'chain' AND article = ?)",
        (article,),
    )


def count_uses(connection: sqlite3.Connection, article: Article, by: int, name: bool = True) -> None:
    """Count what an article that comes (``by`` 1) or goes (-1) calls things, and bring the namings up to date."""
    found = counts(article)
    connection.executemany(
        "INSERT INTO naming_use VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (thing, outlet, form)"
        " DO UPDATE SET uses = uses + excluded.uses, quoted = quoted + excluded.quoted",
        [(what, thing, outlet or "", form, by * n, by * q) for (what, thing, outlet, form), (n, q) in found.items()],
    )
    if not name:
        return
    connection.executemany(
        "DELETE FROM naming_use WHERE thing = ? AND outlet = ? AND form = ? AND uses <= 0",
        [(thing, outlet or "", form) for _, thing, outlet, form in found],
    )
    touched: dict[tuple[What, str], set[str]] = defaultdict(set)
    for what, thing, outlet, _ in found:
        touched[what, thing].add(outlet or "")
    for (what, thing), outlets in touched.items():
        _name(connection, what, thing, outlets)


def name_all(connection: sqlite3.Connection) -> None:
    """Write all namings, none being there."""
    things = connection.execute("SELECT DISTINCT what, thing FROM naming_use ORDER BY what, thing").fetchall()
    for what, thing in things:
        links.insert(connection, "naming", named(what, thing, _counted(connection, thing)))


def _name(connection: sqlite3.Connection, what: What, thing: str, outlets: Collection[str]) -> None:
    records = {record.outlet or "": record for record in named(what, thing, _counted(connection, thing))}
    ends = (f"{thing}|", f"{thing}}}")  # the next character after |
    inside = "FROM links WHERE kind = 'naming' AND key >= ? AND key < ?"
    there = connection.execute(f"SELECT 1 {inside} LIMIT 1", ends).fetchone() is not None
    if there and records:
        # The thing was and is called by different names: only these outlets' records differ.
        records = {outlet: record for outlet, record in records.items() if outlet in outlets}
        keys = [(f"{thing}|{outlet}",) for outlet in outlets]
        connection.executemany("DELETE FROM links WHERE kind = 'naming' AND key = ?", keys)
    elif there:
        connection.execute(f"DELETE {inside}", ends)
    links.insert(connection, "naming", records.values())


def _counted(connection: sqlite3.Connection, thing: str) -> dict[str | None, dict[str, Counted]]:
    outlets: dict[str | None, dict[str, Counted]] = defaultdict(dict)
    rows = connection.execute("SELECT outlet, form, uses, quoted FROM naming_use WHERE thing = ?", (thing,))
    for outlet, form, n, q in rows:
        outlets[outlet or None][form] = (n, q)
    return outlets


# ------------------------------------------------------------------ of a story


def ordered(connection: sqlite3.Connection, numbers: Collection[int]) -> list[int]:
    """Numbers of articles in the order of their days and ids."""
    found: list[tuple[str, str, int]] = []
    for part in parts(numbers):
        found += connection.execute(
            f"SELECT published, id, number FROM story_article WHERE number IN ({marks(part)})", part
        )
    return [number for _, _, number in sorted(found)]


def write_story(connection: sqlite3.Connection, told: Sequence[Sequence[int]], members: Memberships) -> None:
    """Write a story, given as its events and these as the numbers of their articles, all in order; note its members."""
    groups = [[_read(connection, number) for number in group] for group in told]
    events = [event(group) for group in groups]
    whole = story(events)
    connection.executemany("DELETE FROM links WHERE kind = 'event' AND key = ?", [(e.id,) for e in events])
    links.insert(connection, "event", events)
    links.insert(connection, "story", [whole])
    members["story"][whole.id] = set(whole.articles)
    members["event"].update((one.id, set(one.articles)) for one in events)
    articles = [article for group in groups for article in group]
    found = list(link_story(articles, events, whole, _shared(connection, whole.articles)))
    for kind in {record.kind for record in found}:
        links.insert(connection, kind, (record for record in found if record.kind == kind), whole.id)


def _read(connection: sqlite3.Connection, number: int) -> Article:
    sql = "SELECT a.record FROM story_article s JOIN articles a ON a.id = s.id WHERE s.number = ?"
    return _article(connection.execute(sql, (number,)).fetchone()[0])


def _shared(connection: sqlite3.Connection, articles: Collection[str]) -> list[Reuse]:
    """The reuse among articles."""
    inside, found = set(articles), {}
    for article in articles:
        rows = connection.execute(
            "SELECT l.key, l.record FROM link_ends e JOIN links l ON l.kind = e.kind AND l.key = e.key"
            " WHERE e.article = ? AND e.kind = 'reuse'",
            (article,),
        )
        for key, record in rows:
            if key not in found and (reuse := _reuse(record)).a in inside and reuse.b in inside:
                found[key] = reuse
    return list(found.values())


def unlink_stories(connection: sqlite3.Connection, ids: Mapping[str, Iterable[str]]) -> None:
    """Take events and stories away, with what was made for a story."""
    for kind, keys in ids.items():
        connection.executemany("DELETE FROM links WHERE kind = ? AND key = ?", [(kind, key) for key in keys])
    # The second condition is what lets SQLite use the index, which holds no empty ones.
    delete = "DELETE FROM links WHERE story = ? AND story <> ''"
    connection.executemany(delete, [(key,) for key in ids.get("story", ())])


# ------------------------------------------------------------------ what became of what


def memberships(connection: sqlite3.Connection, ids: Mapping[str, Iterable[str]] | None = None) -> Memberships:
    """The articles of events and stories: of these, or of all."""
    found: Memberships = {"event": {}, "story": {}}
    for kind in found:
        if ids is None:
            rows = connection.execute("SELECT key, record FROM links WHERE kind = ?", (kind,)).fetchall()
        else:
            select = "SELECT key, record FROM links WHERE kind = ? AND key = ?"
            rows = [row for key in ids[kind] for row in connection.execute(select, (kind, key))]
        found[kind] = {key: _members(record).articles for key, record in rows}
    return found


def succeed(connection: sqlite3.Connection, before: Memberships, after: Memberships) -> None:
    """Note where the articles of events and stories went, of those that are no more or gave some away."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    for kind, olds in before.items():
        holder = {article: new for new, articles in after[kind].items() for article in articles}
        taken: dict[str, dict[str, int]] = {}
        for old, articles in olds.items():
            taken[old] = defaultdict(int)
            for article in articles:
                if article in holder:
                    taken[old][holder[article]] += 1
        givers: dict[str, int] = defaultdict(int)
        for news in taken.values():
            for new in news:
                givers[new] += 1
        for old, news in taken.items():
            for new, count in sorted(news.items()):
                if new != old:
                    what = "split" if len(news) > 1 else "merged" if givers[new] > 1 else "renamed"
                    row = (kind, old, new, what, count, now)
                    connection.execute("INSERT INTO succession VALUES (?, ?, ?, ?, ?, ?)", row)


def heirs(connection: sqlite3.Connection, kind: str, old: str) -> list[str]:
    """The events or stories of today that hold articles of one that is no more, the one that took most first.

    ``old`` may be the beginning of an id, if only one id that is no more begins so.
    """
    select = "SELECT DISTINCT old FROM succession WHERE kind = ? AND old >= ? AND old < ?"
    begin_so = [key for (key,) in connection.execute(select, (kind, old, old + "\U0010ffff"))]
    if not old or (len(begin_so) != 1 and old not in begin_so):
        return []
    return _living(connection, kind, old if old in begin_so else begin_so[0])


def _living(connection: sqlite3.Connection, kind: str, old: str) -> list[str]:
    found: dict[str, int] = {}
    waiting, seen = [old], {old}
    while waiting:
        select = "SELECT new, max(articles) FROM succession WHERE kind = ? AND old = ? GROUP BY new ORDER BY 2 DESC, 1"
        for new, articles in connection.execute(select, (kind, waiting.pop())).fetchall():
            if new in seen:
                continue
            seen.add(new)
            if connection.execute("SELECT 1 FROM links WHERE kind = ? AND key = ?", (kind, new)).fetchone():
                found[new] = articles
            else:
                waiting.append(new)
    return sorted(found, key=lambda key: (-found[key], key))


def history(connection: sqlite3.Connection, kind: str, key: str) -> list[Succession]:
    """Every renaming, merge and split that an event or story had part in."""
    select = (
        "SELECT old, new, what, articles, at FROM succession WHERE kind = ? AND (old = ? OR new = ?) ORDER BY rowid"
    )
    return [Succession(*row) for row in connection.execute(select, (kind, key, key))]
