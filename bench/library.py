"""The library at scale: articles added per CPU second, bytes kept, how long questions take, what reuse costs.

    PYTHONPATH=src python bench/library.py [ARTICLES]        # 20000 by default

Texts are made here from a seed: characters by a Zipf-like law, so that some pairs are in every article and most in few.
"""

from __future__ import annotations

import hashlib
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from suyuan.model import Annotations, Article, Mention, Outlet, Page, Speaker, Statement
from suyuan.store import Library

LENGTH = 900  # characters of a text, about what a news item has
QUERIES = ("one character", "two common", "two rare", "phrase of six", "nothing", "with filters")


def articles(many: int) -> Iterator[tuple[Page, Article]]:
    dice = random.Random(7)
    alphabet = [chr(0x4E00 + 11 * i) for i in range(1800)]
    weights = [1 / (i + 8) for i in range(len(alphabet))]
    for number in range(many):
        chars = dice.choices(alphabet, weights, k=LENGTH)
        for at in range(40, LENGTH, 60):
            chars[at] = "\n" if at % 240 == 40 else "。"
        text = "".join(chars)
        said = tuple(
            Statement(f"s{i}", "indirect", ((i * 100 + 6, i * 100 + 38),), (i * 100 + 4, i * 100 + 5),
                      Speaker((i * 100, i * 100 + 3), (text[i * 100 : i * 100 + 3],), "named"))
            for i in range(6)
        )  # fmt: skip
        names = tuple(Mention(i * 30, i * 30 + 3, "PERSON", text[i * 30 : i * 30 + 3]) for i in range(25))
        data = text.encode()
        page = Page(data, hashlib.sha256(data).hexdigest(), path=f"{number}.html")
        day = f"20{30 + number % 5}-0{1 + number % 9}-11"
        yield (
            page,
            Article(
                f"{number:016x}",
                text,
                title=text[:20],
                outlet=Outlet(f"报{number % 70}"),
                published=day,
                annotations=Annotations(mentions=names, statements=said),
            ),
        )


LATER = 50  # articles that come one by one when the rest is there


def grow(library: Library, many: int) -> None:
    """Reuse: found in the pile at once, then kept up to date as articles come one by one."""
    began = time.process_time()
    library.update_reuse()
    spent = time.process_time() - began
    print(f"reuse     {many:>9,} articles  {spent / many * 1000:>9.2f} ms CPU an article, all at once")
    known = {article.id for article in library.articles()}
    held = library.summaries(limit=LATER)
    spent = 0.0
    for number, summary in enumerate(held):
        old = library.article(summary.id)
        text = old.text[:400] + "".join(reversed(old.text))
        data = text.encode()
        library.add_page(
            Page(data, hashlib.sha256(data).hexdigest(), path=f"later-{number}.html"),
            [Article(f"later-{number:04}", text, title=text[:20], outlet=old.outlet, published=old.published)],
        )
        began = time.process_time()
        library.update_reuse()
        spent += time.process_time() - began
    later = [reuse for reuse in library.copies() if reuse.b not in known or reuse.a not in known]
    print(
        f"reuse     {len(held):>9,} articles  {spent / len(held) * 1000:>9.2f} ms CPU an article, one by one,", end=""
    )
    print(f" {len(later)} new links")


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "bench.db") as library:
        spent, sample = 0.0, ""
        for page, article in articles(many):
            began = time.process_time()
            library.add_page(page, [article])
            spent += time.process_time() - began
            sample = article.text
        size = (Path(folder) / "bench.db").stat().st_size
        rate = many / spent
        print(f"added     {many:>9,} articles  {rate:>9,.0f} per CPU second  {rate * LENGTH:>12,.0f} characters")
        print(f"file      {size / 1e6:>9,.1f} MB        {size / many / LENGTH:>9.1f} bytes a character")
        common = "".join(chr(0x4E00 + 11 * i) for i in range(2))
        asked = (common[0], common, sample[101:103], sample[200:206], "甲乙丙丁戊己", common)
        for name, query in zip(QUERIES, asked, strict=True):
            filters = {"outlet": "报3", "since": "2031-01-01"} if name == "with filters" else {}
            times = []
            for _ in range(7):
                began = time.perf_counter()
                found = library.search(query, **filters)  # type: ignore[arg-type]
                times.append(time.perf_counter() - began)
            print(f"search    {name:<16} {len(found):>3} shown  {sorted(times)[3] * 1000:>8.2f} ms median")
        grow(library, many)
        print(f"memory    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>9,.0f} MB at most")


if __name__ == "__main__":
    main()
