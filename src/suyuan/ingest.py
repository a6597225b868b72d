"""Pages into a library: read, annotate and store page by page, then link what has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from suyuan.model import Page, Rejection
from suyuan.pipeline import Runner, process
from suyuan.read import pages
from suyuan.store import Library


@dataclass(slots=True)
class Report:
    """What an `add` did. ``known`` pages were in the library already, from the same place with the same bytes."""

    pages: int = 0
    known: int = 0
    articles: int = 0
    rejections: list[Rejection] = field(default_factory=list)


Progress = Callable[[Report], None]


def add(
    library: Library,
    paths: Iterable[Path | str],
    runner: Runner = "auto",
    progress: Progress | None = None,
    root: Path | None = None,
) -> Report:
    """Add pages; every page is one transaction, so an interrupted run keeps what it has and can be run again.

    Paths are recorded relative to ``root``, by default the library's own folder: a page keeps its identity from
    whatever folder the command was given, and when library and pages move together.
    """
    report = Report()
    root = root or library.root
    for result in process(_unknown(library, paths, root, report), runner):
        library.add_page(result.page, result.articles, result.rejections)
        report.pages += 1
        report.articles += len(result.articles)
        report.rejections += result.rejections
        if progress:
            progress(report)
    relink(library)
    return report


def _unknown(library: Library, paths: Iterable[Path | str], root: Path, report: Report) -> Iterator[Page]:
    """The pages of the paths that the library does not hold yet; what cannot be opened goes into the report."""
    for page in pages(paths, root):
        if isinstance(page, Rejection):
            report.rejections.append(page)
        elif library.has_page(page.sha256, page.place):
            report.known += 1
        else:
            yield page


def relink(library: Library, anew: bool = False) -> None:
    """Bring the links up to date with the articles that came and went since the last time.

    ``anew`` makes all but reuse from all articles at once; what comes out is the same.
    """
    if library.links_are_stale() or anew:
        library.update_reuse()
        library.update_stories(anew)
        library.mark_linked()
