"""The bundled example, and real pages: in any order and batches, with pages that go again, one and the same library."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from example_pieces import Piece, add, made_at_once, pieces
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan import ingest
from suyuan.model import Claim
from suyuan.pipeline import process
from suyuan.read import pages
from suyuan.store import Library, reuse, stories

EXAMPLE_PAGES = 15


@pytest.fixture(scope="module")
def example(example_library: Library) -> list[Piece]:
    return pieces(example_library)


@pytest.fixture(scope="module")
def whole(example_library: Library, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return made_at_once(tmp_path_factory.mktemp("whole"), pieces(example_library))


@pytest.fixture(autouse=True)
def article_by_article() -> Iterator[None]:
    """Increments, where libraries so small would be made anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reuse, "BATCH_PAYS", 0)
        patch.setattr(stories, "BATCH_PAYS", 0)
        yield


def test_the_example_holds_links_of_every_kind(example: list[Piece], example_library: Library) -> None:
    counts = example_library.counts()
    assert len(example) == EXAMPLE_PAGES
    for kind in ("reuse", "event", "story", "claim", "discrepancy", "naming", "chain"):
        assert counts[kind] > 0, kind
    over = [claim for claim in example_library.links("claim") if isinstance(claim, Claim)]
    assert over


@settings(max_examples=6, deadline=None)
@given(order=st.permutations(range(EXAMPLE_PAGES)), ends=st.sets(st.integers(1, EXAMPLE_PAGES - 1), max_size=8))
def test_any_order_in_any_batches(
    tmp_path_factory: pytest.TempPathFactory,
    example: list[Piece],
    whole: list[str],
    order: list[int],
    ends: set[int],
) -> None:
    cuts = [0, *sorted(ends), EXAMPLE_PAGES]
    with Library.open(tmp_path_factory.mktemp("o") / "grown.db") as library:
        for start, end in pairwise(cuts):
            add(library, [example[number] for number in order[start:end]])
        assert list(library.dump()) == whole


@settings(max_examples=5, deadline=None)
@given(
    gone=st.lists(st.integers(0, EXAMPLE_PAGES - 1), min_size=1, max_size=6, unique=True),
    one_by_one=st.booleans(),
    back=st.integers(0, 6),
)
def test_a_page_that_goes_leaves_the_library_that_never_had_it(
    tmp_path_factory: pytest.TempPathFactory,
    example: list[Piece],
    whole: list[str],
    gone: list[int],
    one_by_one: bool,
    back: int,
) -> None:
    folder = tmp_path_factory.mktemp("g")
    with Library.open(folder / "grown.db") as library:
        add(library, example)
        for number in gone:
            page, _ = example[number]
            assert library.remove_page(page.sha256, page.place)
            assert not library.remove_page(page.sha256, page.place)
            if one_by_one:
                ingest.relink(library)
        ingest.relink(library)
        assert list(library.dump()) == made_at_once(folder, [p for n, p in enumerate(example) if n not in gone])
        add(library, [example[number] for number in gone[back:]])
        add(library, [example[number] for number in gone[:back]])
        assert list(library.dump()) == whole


def test_added_twice_is_added_once(tmp_path: Path, example: list[Piece], whole: list[str]) -> None:
    with Library.open(tmp_path / "l.db") as library:
        for piece in example:
            add(library, [piece, piece])
            add(library, [piece])
        assert list(library.dump()) == whole
        before = list(library.connection.iterdump())
        add(library, example)
        library.update_reuse()
        library.update_stories()
        assert list(library.connection.iterdump()) == before


@pytest.mark.shared
def test_real_pages_in_any_order(tmp_path: Path, shared: Path) -> None:
    """Eighty pages, six of them going again; the order is another one in each of two libraries."""
    dice = random.Random(20)
    files = sorted(path for path in (shared / "pages" / "files").rglob("*") if path.is_file())
    chosen = dice.sample(files, 80)
    read = [(r.page, list(r.articles)) for r in process(pages(chosen, shared), "inline") if r.articles]
    gone, kept = read[:6], read[6:]
    expected = made_at_once(tmp_path, kept)
    for name in ("a", "b"):
        dice.shuffle(read)
        with Library.open(tmp_path / f"{name}.db") as library:
            start = 0
            while start < len(read):
                end = start + dice.choice((1, 1, 5, 20))
                add(library, read[start:end])
                start = end
            for page, _ in gone:
                library.remove_page(page.sha256, page.place)
            ingest.relink(library)
            assert list(library.dump()) == expected
