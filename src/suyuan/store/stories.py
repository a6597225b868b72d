"""Events, stories and what rests on them, kept up to date in the library as articles come and go.

The links always are those that `suyuan.link.link` makes of all articles at once, whatever order these came in. But an
article that comes is only compared with what it shares words with, only the clusters that its likenesses disturb are
clustered again (`suyuan.link.clustering.regroup`), and only the stories that change are linked again.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np

from suyuan.link.clustering import regroup
from suyuan.link.likeness import NO_DAY, WIDTH, Marks, chinese, kept, kept_by_events, marks
from suyuan.link.neighbours import Ints, told_apart
from suyuan.link.stories import (
    EVENTS,
    SPREAD_DAYS,
    STORIES,
    cluster_id,
    clustered,
    counts,
    day_number,
    is_news,
    key_of,
    middle,
)
from suyuan.link.window import (
    Hashed,
    Month,
    Statistics,
    Terms,
    hashed,
    joined,
    month_of,
    rank,
    sought,
    summed,
    weighed,
)
from suyuan.model import Article
from suyuan.store import schema, story_links, told_again
from suyuan.store.story_index import TABLES, Bags, Edges, Places, alike, packed, parts
from suyuan.store.story_index import marks as sql_marks
from suyuan.store.story_postings import Dated, Postings, Vector

# Adding an article costs about so many times what it costs to cluster a whole pile, by article.
BATCH_PAYS = 5
# Articles that are added in one transaction, where they come in order.
AT_ONCE = 200

_article = msgspec.json.Decoder(Article).decode


def update(connection: sqlite3.Connection, anew: bool = False) -> None:
    """Bring all links but reuse up to date with the articles. A kill leaves what is done done."""
    while True:
        with schema.transaction(connection):
            waiting = [key for (key,) in connection.execute("SELECT article FROM story_waiting ORDER BY article")]
            (held,) = connection.execute("SELECT coalesce(sum(articles), 0) FROM story_month").fetchone()
            if anew or len(waiting) * BATCH_PAYS > held or (not held and _any_articles(connection)):
                _rebuild(connection)
                return
            if not waiting and not connection.execute("SELECT 1 FROM story_touched").fetchone():
                return
            # What went or changed goes first and together: no story can be told with it any more.
            known = "SELECT article FROM story_waiting CROSS JOIN story_article ON id = article ORDER BY article"
            went = [key for (key,) in connection.execute(known)]
            _Change(connection, went or _late(connection) or waiting[:AT_ONCE]).make()


def _late(connection: sqlite3.Connection) -> list[str]:
    """The articles waiting that come late: they may weigh words of what is there, which is then weighed anew once for
    all of them. What is of the newest month weighs the words of nothing but a pile that is small."""
    late = (
        "SELECT article FROM story_waiting CROSS JOIN articles ON id = article"
        " WHERE substr(published, 1, 7) < (SELECT max(month) FROM story_month) ORDER BY article"
    )
    return [key for (key,) in connection.execute(late)]


def _any_articles(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is not None


def clear(connection: sqlite3.Connection) -> None:
    """Empty the index: the links it stands for are others now."""
    for table in (*TABLES, "story_waiting", "story_touched", "naming_use"):
        connection.execute(f"DELETE FROM {table}")


def forget(connection: sqlite3.Connection, article: Article) -> None:
    """Say that an article goes, while it is still in the library."""
    if not connection.execute("SELECT 1 FROM story_waiting WHERE article = ?", (article.id,)).fetchone():
        story_links.count_uses(connection, article, -1)


# ------------------------------------------------------------------ all at once


def _rebuild(connection: sqlite3.Connection) -> None:
    before = story_links.memberships(connection)
    clear(connection)
    connection.execute("DELETE FROM links WHERE kind <> 'reuse'")
    for (record,) in connection.execute("SELECT record FROM articles ORDER BY id"):
        article = _article(record)
        story_links.link_article(connection, article)
        story_links.count_uses(connection, article, 1, name=False)
        if is_news(article):
            _insert(connection, article)
    story_links.name_all(connection)
    bags, places, postings = Bags(connection), Places(connection), Postings(connection)
    windows = bags.windows()
    for months in set(windows.values()):
        bags.refresh(months, ())
        bags.forget()
    known = _ByMonth(lambda month: bags.known(windows[month]))
    select = "SELECT number, month, day, marks FROM story_article ORDER BY published, id"
    held = connection.execute(select).fetchall()
    if not held:
        return
    numbers = [number for number, _, _, _ in held]
    of: dict[Month, list[int]] = defaultdict(list)
    for number, month, _, _ in held:
        of[month].append(number)
    made: dict[int, Vector] = {}
    for month, inside in of.items():
        made.update(zip(inside, weighed(map(bags.one, inside), known[month]), strict=True))
    rows = joined(made.pop(number) for number in numbers)
    days = np.array([day for _, _, day, _ in held], np.int64)
    marked = np.frombuffer(b"".join(one for _, _, _, one in held), "<i4").reshape(len(held), WIDTH)
    postings.fill(np.array(numbers, np.int64), days, rows)
    found = clustered(rows, days, marked)
    heads = [numbers[group[0]] for group in found.events]
    for level, (one, two, value), names in ((0, found.alike, numbers), (1, found.events_alike, heads)):
        at = np.array(names, np.int64)
        Edges(connection, level).put(at[one], at[two], value)
    places.reach(max(numbers))
    for group, head in zip(found.events, heads, strict=True):
        places.event[[numbers[i] for i in group]] = head
    places.middle[heads], places.size[heads], places.chinese[heads] = found.middles, found.sizes, found.chinese
    for group in found.stories:
        places.story[[heads[g] for g in group]] = heads[group[0]]
    places.save()
    after: story_links.Memberships = {"event": {}, "story": {}}
    for group in found.stories:
        story_links.write_story(connection, [[numbers[i] for i in found.events[g]] for g in group], after)
    story_links.succeed(connection, before, after)
    shared = connection.execute("SELECT DISTINCT article FROM link_ends WHERE kind = 'reuse' ORDER BY article")
    told_again.update(connection, (), [key for (key,) in shared], told_again.stories_in(connection, places.story_of))


def _insert(connection: sqlite3.Connection, article: Article) -> int:
    month, day = month_of(article), day_number(article)
    cursor = connection.execute(
        "INSERT INTO story_article (id, month, day, published, chance, marks, bags) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            month,
            day,
            key_of(article)[0],
            rank(article.id),
            marks(article).astype("<i4").tobytes(),
            packed(hashed(article)),
        ),
    )
    connection.execute(
        "INSERT INTO story_month VALUES (?, 1) ON CONFLICT (month) DO UPDATE SET articles = articles + 1", (month,)
    )
    return int(cursor.lastrowid or 0)


# ------------------------------------------------------------------ article by article


@dataclass(slots=True)
class _Vectors:
    """Vectors by article number, with the days of the articles."""

    went: dict[int, Dated] = field(default_factory=dict)
    came: dict[int, Dated] = field(default_factory=dict)


class _Change:
    """What the coming and going of some articles changes, from their words up to the stories."""

    def __init__(self, connection: sqlite3.Connection, waiting: list[str]) -> None:
        self._db = connection
        self._waiting = waiting
        self._bags, self._postings, self._places = Bags(connection), Postings(connection), Places(connection)
        self._old_windows = self._bags.windows()
        self._gone: dict[int, tuple[str, Month, int]] = {}  # number → id, month, day
        self._new: dict[int, tuple[Month, int]] = {}
        self._known: dict[Month, Statistics] = {}
        self._marks_read: dict[int, bytes] = {}
        self._old_ids: dict[str, set[str]] = {"event": set(), "story": set()}

    def make(self) -> None:
        touched = [key for (key,) in self._db.execute("SELECT article FROM story_touched")]
        self._come_and_go()
        vectors = self._weigh()
        self._postings.change(vectors.went, vectors.came)
        new, weighed, gone = self._regroup_events(vectors)
        told = self._regroup_stories(new | weighed, gone)
        # A story whose events only weigh differently tells what it told.
        told |= {int(self._places.story[head]) for head in new}
        told |= {self._places.story_of(number) for number in self._numbers(touched)}
        self._places.save()
        moved = self._write(told)
        stories = told_again.stories_in(self._db, self._places.story_of)
        told_again.update(self._db, self._waiting, moved.union(touched), stories)
        for number in self._gone:
            self._db.execute("DELETE FROM story_article WHERE number = ?", (number,))
        for part in parts(self._waiting):
            self._db.execute(f"DELETE FROM story_waiting WHERE article IN ({sql_marks(part)})", part)
        self._db.execute("DELETE FROM story_touched")

    def _come_and_go(self) -> None:
        """The rows of what went stay until the end, under another name: their words are still needed."""
        for part in parts(self._waiting):
            rows = self._db.execute(
                f"SELECT number, id, month, day FROM story_article WHERE id IN ({sql_marks(part)})", part
            )
            self._gone.update((number, (key, month, day)) for number, key, month, day in rows)
        for number, (key, month, _) in self._gone.items():
            self._db.execute("UPDATE story_article SET id = ? WHERE number = ?", (f"{key}\0{number}", number))
            self._db.execute("UPDATE story_month SET articles = articles - 1 WHERE month = ?", (month,))
        for key in self._waiting:
            story_links.unlink_article(self._db, key)
            row = self._db.execute("SELECT record FROM articles WHERE id = ?", (key,)).fetchone()
            if row is None:
                continue
            article = _article(row[0])
            story_links.link_article(self._db, article)
            story_links.count_uses(self._db, article, 1)
            if is_news(article):
                self._new[_insert(self._db, article)] = (month_of(article), day_number(article))
        self._db.execute("DELETE FROM story_month WHERE articles = 0")
        self._places.reach(max(self._new, default=0))

    # ---- words

    def _weigh(self) -> _Vectors:
        """The vectors that go and come: of what went and came, and of what the change of statistics weighs anew."""
        before, after = self._old_windows, self._bags.windows()
        moved = {month for _, month, _ in self._gone.values()} | {month for month, _ in self._new.values()}
        stale = {w for w in after.values() if w not in before.values() or not moved.isdisjoint(w)}
        weighed = {m for m in before.keys() & after.keys() if before[m] != after[m] or after[m] in stale}
        went = {month for _, month, _ in self._gone.values()}
        old = {m: self._bags.known(before[m]) for m in (weighed | went) & before.keys()}
        same = {months for months in stale if not self._bags.refresh(months, self._gone)}
        weighed = {m for m in weighed if before[m] != after[m] or after[m] not in same}
        self._bags.keep(set(after.values()))
        self._known = _ByMonth(lambda month: self._bags.known(after[month]))
        vectors = _Vectors()
        for month in sorted(weighed):
            self._weigh_anew(month, old[month], vectors)
        went_by = {number: (month, day) for number, (_, month, day) in self._gone.items()}
        vectors.went.update(self._vectors(went_by, old))
        vectors.came.update(self._vectors(self._new, self._known))
        return vectors

    def _vectors(self, rows: Mapping[int, tuple[Month, int]], known: Mapping[Month, Statistics]) -> dict[int, Dated]:
        """The vectors of articles, given with their months and days."""
        months: dict[Month, list[int]] = defaultdict(list)
        for number, (month, _) in rows.items():
            months[month].append(number)
        bags = self._bags.of(rows)
        found: dict[int, Dated] = {}
        for month, numbers in months.items():
            made = weighed((bags[number] for number in numbers), known[month])
            found.update((number, (rows[number][1], one)) for number, one in zip(numbers, made, strict=True))
        return found

    def _weigh_anew(self, month: Month, old: Statistics, vectors: _Vectors) -> None:
        new = self._known[month]
        differ = old.differing(new)
        if differ is not None and not len(differ):
            return
        rows = self._db.execute("SELECT number, day FROM story_article WHERE month = ?", (month,)).fetchall()
        days = {number: day for number, day in rows if number not in self._gone and number not in self._new}
        for part in parts(days):
            bags = self._bags.of(part)
            numbers = part if differ is None else _holding(bags, differ)
            both = (weighed((bags[number] for number in numbers), by) for by in (old, new))
            for number, one, two in zip(numbers, *both, strict=True):
                if not (np.array_equal(one[0], two[0]) and np.array_equal(one[1], two[1])):
                    vectors.went[number], vectors.came[number] = (days[number], one), (days[number], two)
            self._bags.forget()

    # ---- events

    def _regroup_events(self, vectors: _Vectors) -> tuple[set[int], set[int], set[int]]:
        """The first articles of the events that are new, that weigh differently now, and of those that are no more."""
        edges, places = Edges(self._db, 0), self._places
        edges.drop(vectors.went)
        numbers, asked = list(vectors.came), list(vectors.came.values())
        pairs = _Pairs()
        for near in self._postings.near(asked, EVENTS.reach):
            ones = np.ones(len(near.numbers), np.int64)
            for at, products in near.products:
                products[near.numbers == numbers[at]] = 0.0
                places_near, likeness = alike(products, asked[at][0], near.days, ones, EVENTS)
                pairs.add(numbers[at], *self._told_apart(numbers[at], near.numbers[places_near], likeness))
        edges.put(*pairs.columns())
        changed = vectors.came.keys() | {n for group in places.events_of(self._gone).values() for n in group}
        old, new = regroup(changed - self._gone.keys(), places.events_of, edges.of, self._ordered, EVENTS.joins)
        old |= {frozenset(group) for group in places.events_of(self._gone).values()}
        gone = {int(places.event[min(group)]) for group in old}
        self._old_ids["event"] = {cluster_id("event", key) for key in self._ids(gone).values()}
        for group in old:
            places.event[list(group)] = 0
        for head in gone:
            places.middle[head] = places.size[head] = places.chinese[head] = 0
        day_of = self._days([number for group in new for number in group])
        for members in new:
            head = members[0]
            places.event[list(members)] = head
            places.middle[head] = middle([day_of[number] for number in members])
            counted = self._counted(members, day_of)
            places.size[head], places.chinese[head] = len(counted), chinese(self._marks(counted))
        heads, weighed = {members[0] for members in new}, {int(places.event[number]) for number in vectors.came}
        return heads, weighed, gone - heads

    def _told_apart(self, number: int, others: Ints, likeness: Ints) -> tuple[Ints, Ints]:
        """As much of the likeness of an article to others as their marks keep."""
        table = self._marks([number, *others.tolist()])
        left = told_apart(likeness, kept(table[0], table[1:]))
        return others[left >= EVENTS.counts], left[left >= EVENTS.counts]

    def _marks(self, numbers: Sequence[int]) -> Marks:
        """The marks of articles, a row each."""
        for part in parts([one for one in numbers if one not in self._marks_read]):
            select = f"SELECT number, marks FROM story_article WHERE number IN ({sql_marks(part)})"
            self._marks_read.update(self._db.execute(select, part))
        return np.frombuffer(b"".join([self._marks_read[n] for n in numbers]), "<i4").reshape(len(numbers), WIDTH)

    def _counted(self, group: Collection[int], days: Mapping[int, int]) -> list[int]:
        at = int(self._places.middle[self._places.event[next(iter(group))]])
        return [number for number in group if counts(days[number], at)]

    # ---- stories

    def _regroup_stories(self, heads: set[int], gone: set[int]) -> set[int]:
        """The first events of the stories that are new, from the events that are new or weigh differently."""
        edges, places = Edges(self._db, 1), self._places
        edges.drop(heads | gone)
        groups = places.events_of(heads)
        edges.put(*self._events_alike(sorted(heads), groups))
        changed = heads | {n for group in places.stories_of(gone).values() for n in group}

        def in_order(events: Collection[int]) -> list[int]:
            return self._ordered([head for head in events if head not in gone])

        old, new = regroup(changed - gone, places.stories_of, edges.of, in_order, STORIES.joins)
        old |= {frozenset(group) for group in places.stories_of(gone).values()}
        first = {int(places.story[min(group)]) for group in old}
        self._old_ids["story"] = {cluster_id("story", key) for key in self._ids(first).values()}
        for group in old:
            places.story[list(group)] = 0
        for events in new:
            places.story[list(events)] = events[0]
        return {events[0] for events in new}

    def _events_alike(self, heads: Sequence[int], groups: Mapping[int, Collection[int]]) -> tuple[Ints, Ints, Ints]:
        """The likeness of some events to all."""
        places = self._places
        rows = self._rows([number for head in heads for number in groups[head]])
        days = {number: day for number, (_, day) in rows.items()}
        vectors = self._vectors(rows, self._known)
        asked: list[Dated] = []
        for head in heads:
            counted = [vectors[number][1] for number in self._counted(groups[head], days)]
            whole = summed(np.concatenate([t for t, _ in counted]), np.concatenate([w for _, w in counted]))
            asked.append((int(places.middle[head]), whole))
        pairs = _Pairs()
        for near in self._postings.near(asked, STORIES.reach + SPREAD_DAYS):
            middles = places.middle[places.event[near.numbers]]
            spread = np.abs(near.days - middles) <= SPREAD_DAYS
            inside = np.flatnonzero((near.days == NO_DAY) | (middles == NO_DAY) | spread)
            others, which = np.unique(places.event[near.numbers[inside]], return_inverse=True)
            others_at, sizes = places.middle[others], places.size[others]
            for at, products in near.products:
                totals = np.bincount(which, products[inside], len(others)).astype(np.float64)
                totals[others == heads[at]] = 0.0
                day, size = asked[at][0], places.size[heads[at]]
                places_near, likeness = alike(totals, day, others_at, sizes * size, STORIES)
                share = float(places.chinese[heads[at]] / size)
                left = told_apart(
                    likeness, kept_by_events(share, places.chinese[others[places_near]] / sizes[places_near])
                )
                pairs.add(heads[at], others[places_near], left)
        return pairs.columns()

    # ---- records

    def _write(self, told: set[int]) -> set[str]:
        """Write the stories that are new or told anew; the articles that are in another story now."""
        self._old_ids["story"] |= {cluster_id("story", key) for key in self._ids(told).values()}
        groups = self._places.stories_of(told)
        events = self._places.events_of([head for first in told for head in groups[first]])
        before = story_links.memberships(self._db, self._old_ids)
        story_links.unlink_stories(self._db, self._old_ids)
        after: story_links.Memberships = {"event": {}, "story": {}}
        for first in self._ordered(told):
            numbers = [self._ordered(events[head]) for head in self._ordered(groups[first])]
            story_links.write_story(self._db, numbers, after)
        story_links.succeed(self._db, before, after)
        was, now = ({(key, a) for key, held in m["story"].items() for a in held} for m in (before, after))
        return {article for _, article in was ^ now}

    # ---- rows of articles

    def _rows(self, numbers: Collection[int]) -> dict[int, tuple[Month, int]]:
        found: dict[int, tuple[Month, int]] = {}
        for part in parts(numbers):
            select = f"SELECT number, month, day FROM story_article WHERE number IN ({sql_marks(part)})"
            found.update((number, (month, day)) for number, month, day in self._db.execute(select, part))
        return found

    def _days(self, numbers: Collection[int]) -> dict[int, int]:
        return {number: day for number, (_, day) in self._rows(numbers).items()}

    def _ordered(self, numbers: Collection[int]) -> list[int]:
        """Numbers of articles in the order of ``key_of``; those that went are left out."""
        return story_links.ordered(self._db, [number for number in numbers if number not in self._gone])

    def _ids(self, numbers: Collection[int]) -> dict[int, str]:
        found = {number: self._gone[number][0] for number in numbers if number in self._gone}
        for part in parts([number for number in numbers if number not in self._gone]):
            select = f"SELECT number, id FROM story_article WHERE number IN ({sql_marks(part)})"
            found.update(self._db.execute(select, part))
        return found

    def _numbers(self, ids: Collection[str]) -> list[int]:
        found: list[int] = []
        for key in ids:
            row = self._db.execute("SELECT number FROM story_article WHERE id = ?", (key,)).fetchone()
            found += row or ()
        return found


class _ByMonth(dict[Month, Statistics]):
    """Statistics by month, read when they are asked for."""

    def __init__(self, read: Callable[[Month], Statistics]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, month: Month) -> Statistics:
        self[month] = self._read(month)
        return self[month]


class _Pairs:
    """Pairs of things and their likeness, gathered."""

    def __init__(self) -> None:
        self._held: list[tuple[int, Ints, Ints]] = []

    def add(self, one: int, others: Ints, likeness: Ints) -> None:
        self._held.append((one, others, likeness))

    def columns(self) -> tuple[Ints, Ints, Ints]:
        none = np.zeros(0, np.int64)
        ones = np.repeat(
            np.array([one for one, _, _ in self._held], np.int64), [len(others) for _, others, _ in self._held]
        )
        others, likeness = (np.concatenate([none, *(held[i] for held in self._held)]) for i in (1, 2))
        return ones, others, likeness


def _holding(bags: Mapping[int, Hashed], terms: Terms) -> list[int]:
    """The articles whose bags hold any of some terms, which ascend."""
    numbers = list(bags)
    every = np.concatenate([bags[number].terms for number in numbers])
    held = terms[np.minimum(sought(terms, every), len(terms) - 1)] == every
    rows = np.repeat(np.arange(len(numbers)), [len(bags[number].terms) for number in numbers])
    return [numbers[row] for row in np.unique(rows[held]).tolist()]
