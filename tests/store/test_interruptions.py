"""Stopped at any point of adding, changing or removing pages, the library is whole, and the next time finishes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from example_pieces import Piece, add, made_at_once, pieces
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan import ingest
from suyuan.store import Library, LibraryError, reuse, schema, stories

FIRST, LATER = 8, 7
Work = Callable[[Library, list[Piece]], None]


class Stopped(BaseException):
    """A kill."""


@contextmanager
def stopping_before_commit(number: int) -> Iterator[list[int]]:
    """The transaction of this number, and nothing after it, comes to its commit and no further.

    What a kill leaves of a transaction is nothing, and of those before it all: so the states in which a library can
    be left are those between two transactions.
    """
    begun: list[int] = []
    real = schema.transaction

    @contextmanager
    def transaction(connection) -> Iterator[None]:  # type: ignore[no-untyped-def]
        if connection.in_transaction:
            yield
            return
        with real(connection):
            yield
            begun.append(len(begun))
            if len(begun) > number:
                raise Stopped

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "transaction", transaction)
        yield begun


@pytest.fixture(autouse=True)
def step_by_step() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reuse, "BATCH_PAYS", 0)
        patch.setattr(stories, "BATCH_PAYS", 0)
        patch.setattr(stories, "AT_ONCE", 2)
        yield


@pytest.fixture(scope="module")
def example(example_library: Library) -> list[Piece]:
    return [piece for piece in pieces(example_library) if len(piece[1]) == 1]


def add_later(library: Library, example: list[Piece]) -> None:
    add(library, example[FIRST : FIRST + LATER])


def remove_some(library: Library, example: list[Piece]) -> None:
    for page, _ in example[:3]:
        library.remove_page(page.sha256, page.place)
    ingest.relink(library)


@pytest.mark.parametrize(("work", "every", "least"), [(add_later, 2, 12), (remove_some, 1, 6)])
def test_stopped_before_any_commit(tmp_path: Path, example: list[Piece], work: Work, every: int, least: int) -> None:
    example = example[: FIRST + LATER]
    kept = example if work is add_later else example[3:FIRST]
    expected = made_at_once(tmp_path, kept)
    number, stopped = 0, True
    while stopped:
        path = tmp_path / f"{number}.db"
        with Library.open(path) as library:
            add(library, example[:FIRST])
            with stopping_before_commit(number):
                try:
                    work(library, example)
                    stopped = False
                except Stopped:
                    assert library.links_are_stale() == (number > 0), "the first commit is what begins it"
            if number % 2:  # the same program goes on, or another
                work(library, example)
        with Library.open(path) as library:
            work(library, example)
            assert list(library.dump()) == expected, number
        path.unlink()
        number += every
    assert number >= least


@settings(max_examples=5, deadline=None)
@given(steps=st.integers(1, 4000))
def test_stopped_in_the_middle_of_a_statement(
    tmp_path_factory: pytest.TempPathFactory, example: list[Piece], steps: int
) -> None:
    """As where the disk is full: SQLite gives up at a point of its own, and the error is a sentence."""
    folder = tmp_path_factory.mktemp("m")
    example = example[: FIRST + LATER]
    with Library.open(folder / "l.db") as library:
        add(library, example[:FIRST])
        left = [steps]

        def stops() -> int:
            left[0] -= 1
            return left[0] < 0

        library.connection.set_progress_handler(stops, 200)
        try:
            add_later(library, example)
        except LibraryError as error:
            assert "l.db" in str(error)
        library.connection.set_progress_handler(None, 0)
        assert not library.connection.in_transaction
        add_later(library, example)
        assert list(library.dump()) == made_at_once(folder, example)


def test_a_rebuild_that_is_stopped_changes_nothing(tmp_path: Path, example: list[Piece]) -> None:
    with Library.open(tmp_path / "l.db") as library:
        add(library, example)
        before = list(library.connection.iterdump())
        with stopping_before_commit(0), pytest.raises(Stopped):
            library.update_stories(anew=True)
        assert list(library.connection.iterdump()) == before
        library.update_stories(anew=True)
        assert list(library.dump()) == made_at_once(tmp_path, example)
