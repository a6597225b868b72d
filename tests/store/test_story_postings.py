"""Who holds a term, by time: after any coming and going, products as if every two vectors were multiplied."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan.link.likeness import NO_DAY
from suyuan.link.window import UNIT, joined
from suyuan.store import schema, story_postings
from suyuan.store.story_postings import Dated, Postings

REACH = 150
# Terms that differ in their last bits, in their first, and not at all in either half from one another.
TERMS = st.sampled_from([0, 1, 7, 1 << 16, (1 << 16) + 7, 5 << 16, (1 << 32) - 1])
DAYS = st.one_of(st.just(NO_DAY), st.integers(700_000, 700_700))
VECTORS = st.tuples(DAYS, st.dictionaries(TERMS, st.integers(1, UNIT), max_size=5))


def dated(drawn: tuple[int, dict[int, int]]) -> Dated:
    day, held = drawn
    terms = sorted(held)
    return day, (np.array(terms, np.uint32), np.array([held[term] for term in terms], np.int64))


def product(one: Dated, two: Dated) -> int:
    mine = dict(zip(one[1][0].tolist(), one[1][1].tolist(), strict=True))
    return sum(mine.get(t, 0) * w for t, w in zip(two[1][0].tolist(), two[1][1].tolist(), strict=True))


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:", isolation_level=None)
    for _, script in schema.migrations():
        made.executescript(script)
    yield made
    made.close()


@given(
    steps=st.lists(st.dictionaries(st.integers(1, 9), st.none() | VECTORS, max_size=6), max_size=5),
    asked=st.lists(VECTORS, max_size=6),
    fresh=st.sampled_from([1, 3, 256]),
)
def test_near_as_if_all_were_multiplied(
    connection: sqlite3.Connection,
    steps: list[dict[int, tuple[int, dict[int, int]] | None]],
    asked: list[tuple[int, dict[int, int]]],
    fresh: int,
) -> None:
    connection.execute("DELETE FROM story_posting")
    connection.execute("DELETE FROM story_fresh")
    postings, held = Postings(connection), {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(story_postings, "FRESH", fresh)
        patch.setattr(story_postings, "_REWRITTEN", 3)
        patch.setattr(story_postings, "_ASKED", 2)
        for step in steps:
            came = {number: dated(one) for number, one in step.items() if one is not None}
            postings.change({number: held.pop(number) for number in step if number in held}, came)
            held |= came
        wanted = [dated(one) for one in asked]
        seen = []
        for near in postings.near(wanted, REACH):
            assert near.numbers.tolist() == sorted(near.numbers.tolist())
            assert near.days.tolist() == [held[number][0] for number in near.numbers.tolist()]
            for at, products in near.products:
                seen.append(at)
                found = dict(zip(near.numbers.tolist(), products.tolist(), strict=True))
                day = wanted[at][0]
                for number, one in held.items():
                    inside = NO_DAY in (day, one[0]) or abs(day - one[0]) <= REACH
                    if inside or number in found:
                        assert found.get(number, 0) == product(wanted[at], one)
        assert sorted(seen) == list(range(len(wanted)))
    left = connection.execute("SELECT count(*) FROM story_posting WHERE length(words) = 0").fetchone()
    assert left == (0,), "no row is left empty"


def test_filled_at_once_as_one_by_one(connection: sqlite3.Connection) -> None:
    vectors = {n: dated((700_000 + 40 * n, {n: 5, n << 28: 7, 3: n})) for n in range(1, 12)}
    tables = []
    for fill in (True, False):
        connection.execute("DELETE FROM story_posting")
        if fill:
            numbers, days = np.array(list(vectors)), np.array([day for day, _ in vectors.values()])
            Postings(connection).fill(numbers, days, joined(vector for _, vector in vectors.values()))
        else:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(story_postings, "FRESH", 1)
                for number, one in vectors.items():
                    Postings(connection).change({}, {number: one})
        tables.append(connection.execute("SELECT key, words FROM story_posting ORDER BY key").fetchall())
    assert tables[0] == tables[1] and len(tables[0]) > 20


def test_more_articles_than_can_be_numbered_are_refused(connection: sqlite3.Connection) -> None:
    with pytest.raises(OverflowError):
        Postings(connection).fill(np.array([1 << 26]), np.array([700_000]), joined([dated((0, {1: 1}))[1]]))
