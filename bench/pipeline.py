"""Articles and characters per CPU second for each floor, and peak memory.

    python bench/pipeline.py [PATH…]      (default: the real pages beside the checkout, else the bundled example)

CPU seconds are user plus system time of this process and its children; each floor runs once to warm up (its tables are
loaded) and once measured, over the same pages.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from suyuan import ingest
from suyuan.link import link, reuse
from suyuan.model import Rejection
from suyuan.pipeline import Runner, annotated, process
from suyuan.read import pages, read_page
from suyuan.store import Library

ROOT = Path(__file__).resolve().parent.parent
Result = TypeVar("Result")


def cpu() -> float:
    return sum(
        u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def measured(name: str, work: Callable[[], Result], size: Callable[[Result], tuple[int, int]]) -> Result:
    before = cpu()
    result = work()
    seconds = cpu() - before
    articles, chars = size(result)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:24s} {seconds:8.2f} CPU s {articles / seconds:10,.0f} articles/s {chars / seconds:12,.0f} chars/s"
        f" {peak:8.0f} MB peak"
    )
    return result


def main(paths: list[Path]) -> None:
    pile = [page for page in pages(paths) if not isinstance(page, Rejection)]
    for page in pile[:20]:  # load every table before anything is measured
        for article in read_page(page)[0]:
            annotated(article)
    read = measured(
        "read", lambda: [a for p in pile for a in read_page(p)[0]], lambda r: (len(r), sum(len(a.text) for a in r))
    )
    size = (len(read), sum(len(a.text) for a in read))
    print(f"{len(pile)} pages, {size[0]} articles, {size[1]:,} characters")
    done = measured("annotate", lambda: [annotated(a) for a in read], lambda _: size)
    reuses = measured("link: reuse", lambda: list(reuse.find(done)), lambda _: size)
    measured("link: everything else", lambda: list(link(done, reuses)), lambda _: size)
    with tempfile.TemporaryDirectory() as folder:
        with Library.open(Path(folder, "a.db")) as library:
            results = list(process(pile, "inline"))
            measured(
                "store", lambda: [library.add_page(r.page, r.articles, r.rejections) for r in results], lambda _: size
            )
        runners: tuple[Runner, ...] = ("inline", "daft")
        for runner in runners:
            with Library.open(Path(folder, f"{runner}.db")) as library:
                measured(f"add, {runner} runner", partial(ingest.add, library, paths, runner), lambda _: size)
                print(f"{'':24s} library {library.path.stat().st_size / 2**20:.1f} MB")


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    shared = ROOT.parent / "shared" / "pages" / "files"
    main(given or [shared if shared.is_dir() else ROOT / "examples" / "pages"])
