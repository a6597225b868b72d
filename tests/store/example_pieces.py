"""The pages of the bundled example with what was read from each, to be added to other libraries in any order."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from suyuan import ingest
from suyuan.model import Article, Page
from suyuan.store import Library

Piece = tuple[Page, list[Article]]


def pieces(library: Library) -> list[Piece]:
    """Each page of a library with its articles, annotated."""
    found: dict[tuple[str, str | None], list[Article]] = {}
    for article in library.articles():
        assert article.page
        found.setdefault((article.page.sha256, article.page.path), []).append(article)
    return [(page, found.get((page.sha256, page.path), [])) for page in library.pages()]


def add(library: Library, several: Iterable[Piece]) -> None:
    for page, articles in several:
        library.add_page(page, articles)
    ingest.relink(library)


def made_at_once(folder: Path, several: Iterable[Piece]) -> list[str]:
    """The dump of a library that gets these pages together."""
    with Library.open(folder / "whole.db") as library:
        for page, articles in several:
            library.add_page(page, articles)
        library.update_reuse()
        library.update_stories(anew=True)
        return list(library.dump())
