"""The library at scale: articles added per CPU second, bytes kept, how long questions take, what one more page costs.

    PYTHONPATH=src python bench/library.py [ARTICLES [DAYS]]        # 20000 over 365 days by default

Texts are made here from a seed: words by a Zipf-like law, some in every article and most in few, and half of
an article's words from its story's own. The library is filled all at once with made-up annotations; then pages of the
same kind come one by one, as `suyuan add` takes them, and every stage is timed.
"""

from __future__ import annotations

import datetime
import hashlib
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from suyuan.model import Annotations, Article, Mention, Outlet, Page, Speaker, Statement
from suyuan.pipeline import process
from suyuan.read import pages
from suyuan.store import Library, schema, stories

LENGTH = 900  # characters of a text, about what a news item has
VOCABULARY, OWN = 20_000, 120  # words of all stories, words of one story
STORY = 8  # articles of a story
QUERIES = ("one character", "two common", "two rare", "phrase of six", "nothing", "with filters")
LATER = 100  # pages that come one by one when the rest is there
LINKS, CLAIMS, RETOLD = "stories and other links", "  of it: inside stories", "  of it: over stories"
FIRST_DAY = datetime.date(2030, 1, 1)


class Maker:
    """Articles of stories that last a few days each."""

    def __init__(self, many: int, days: int) -> None:
        self._dice = random.Random(7)
        self._days = days
        self._words = ["".join(chr(0x4E00 + self._dice.randrange(20_000)) for _ in range(2)) for _ in range(VOCABULARY)]
        self._common = list(accumulate(1 / (i + 30) for i in range(VOCABULARY)))
        self.stories = max(1, many // STORY)

    def text(self, story: int) -> tuple[str, str]:
        """Text and day of another article of a story."""
        own = random.Random(f"story {story}")
        words = own.choices(self._words, k=OWN)
        day = FIRST_DAY + datetime.timedelta(own.randrange(self._days) + self._dice.randrange(3))
        lines, size = [], 0
        while size < LENGTH:
            common = self._dice.choices(self._words, cum_weights=self._common, k=8)
            line = "".join(self._dice.choice(words) if self._dice.random() < 0.5 else word for word in common) + "。"
            lines.append(line)
            size += len(line)
        return "\n".join(["".join(words[:5]), *("".join(lines[i : i + 4]) for i in range(0, len(lines), 4))]), f"{day}"

    def article(self, number: int) -> tuple[Page, Article]:
        text, day = self.text(number % self.stories)
        said = tuple(
            Statement(f"s{i}", "indirect", ((i * 100 + 6, i * 100 + 38),), (i * 100 + 4, i * 100 + 5),
                      Speaker((i * 100, i * 100 + 3), (text[i * 100 : i * 100 + 3],), "named"))
            for i in range(6)
        )  # fmt: skip
        names = tuple(Mention(i * 30, i * 30 + 3, "PERSON", text[i * 30 : i * 30 + 3]) for i in range(25))
        data = text.encode()
        page = Page(data, hashlib.sha256(data).hexdigest(), path=f"{number}.html")
        outlet = Outlet(f"报{number % 70}")
        found = Annotations(mentions=names, statements=said)
        return page, Article(f"{number:016x}", text, text[:10], outlet=outlet, published=day, annotations=found)

    def page(self, number: int) -> bytes:
        """Another page of some story, as a web page."""
        text, day = self.text(self._dice.randrange(self.stories))
        title, *lines = text.split("\n")
        body = "".join(f"<p>{line}</p>" for line in lines)
        return (
            f'<html><head><meta charset="utf-8"><title>{title}_报{number % 70}</title>'
            f'<meta property="article:published_time" content="{day}T08:00:00+08:00"></head>'
            f"<body><article><h1>{title}</h1>{body}</article></body></html>"
        ).encode()


def fill(library: Library, maker: Maker, many: int) -> None:
    spent = 0.0
    for start in range(0, many, 1000):
        made = [maker.article(number) for number in range(start, min(start + 1000, many))]
        began = time.process_time()
        with schema.transaction(library.connection):
            for page, article in made:
                library.add_page(page, [article])
        spent += time.process_time() - began
    size = library.path.stat().st_size
    print(f"added     {many:>9,} articles  {many / spent:>9,.0f} per CPU second")
    print(f"file      {size / 1e6:>9,.0f} MB        {size / many / LENGTH:>9.1f} bytes a character, links not counted")


def ask(library: Library, sample: str) -> None:
    asked = (sample[0], sample[10:12], sample[101:103], sample[200:206], "甲乙丙丁戊己", sample[10:12])
    for name, query in zip(QUERIES, asked, strict=True):
        filters = {"outlet": "报3", "since": "2030-06-01"} if name == "with filters" else {}
        times = []
        for _ in range(7):
            began = time.perf_counter()
            found = library.search(query, **filters)  # type: ignore[arg-type]
            times.append(time.perf_counter() - began)
        print(f"search    {name:<16} {len(found):>3} shown  {sorted(times)[3] * 1000:>8.2f} ms median")


def link_all(library: Library, many: int) -> None:
    for name, step in (("reuse", library.update_reuse), ("other links", library.update_stories)):
        began = time.process_time()
        step()
        spent = time.process_time() - began
        print(
            f"{name:<12} {many:>6,} articles  {spent:>9.1f} CPU s all at once, {spent / many * 1000:.2f} ms an article"
        )
    library.mark_linked()
    size = library.path.stat().st_size
    print(f"file      {size / 1e6:>9,.0f} MB        {size / many / LENGTH:>9.1f} bytes a character with links")


Times = tuple[float, float]  # ms on the clock, ms of CPU


def later(maker: Maker, library: Library, folder: Path) -> Iterator[dict[str, Times]]:
    """What each stage takes for one page after the other."""
    took: dict[str, Times] = {}

    def timed(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            began = time.perf_counter(), time.process_time()
            found = step(*given)
            spent = (time.perf_counter() - began[0]) * 1000, (time.process_time() - began[1]) * 1000
            before = took.get(name, (0.0, 0.0))
            took[name] = before[0] + spent[0], before[1] + spent[1]
            return found

        return run

    stories.story_links.write_story = timed(CLAIMS, stories.story_links.write_story)
    stories.told_again.update = timed(RETOLD, stories.told_again.update)
    for number in range(LATER + 2):
        file = folder / f"later-{number}.html"
        file.write_bytes(maker.page(number))
        took.clear()
        results = timed("read and annotate", lambda: list(process(pages([file], folder), "inline")))()  # noqa: B023
        for result in results:
            timed("store", library.add_page)(result.page, result.articles, result.rejections)
        timed("reuse", library.update_reuse)()
        timed(LINKS, lambda: (library.update_stories(), library.mark_linked()))()
        if number >= 2:  # the first two load tables and models
            yield dict(took)


def report(every: list[dict[str, Times]]) -> None:
    parts = (CLAIMS, RETOLD)
    for took in every:
        stages = [times for name, times in took.items() if name not in parts]
        took["together"] = sum(wall for wall, _ in stages), sum(cpu for _, cpu in stages)
    print(
        f"\none page more, of {len(every)}:         median    mean    95 %    99 %   (ms on the clock; the same of CPU)"
    )
    for stage in ("read and annotate", "store", "reuse", LINKS, *parts, "together"):
        print(f"{stage:<28}", end="")
        for column in (0, 1):
            times = sorted(took.get(stage, (0.0, 0.0))[column] for took in every)
            tail = (times[int(share * len(times))] for share in (0.95, 0.99))
            shown = (statistics.median(times), statistics.mean(times), *tail)
            print("".join(f"{value:>8.1f}" for value in shown), end="   " if not column else "\n")


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    days = int(sys.argv[2]) if len(sys.argv) > 2 else 365
    maker = Maker(many, days)
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "bench.db") as library:
        fill(library, maker, many)
        ask(library, maker.article(many)[1].text)
        link_all(library, many)
        print(f"memory    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>9,.0f} MB at most")
        counts = library.counts()
        print(f"links     {counts['event']:>9,} events, {counts['story']:,} stories, {counts['claim']:,} claims")
        report(list(later(maker, library, Path(folder))))


if __name__ == "__main__":
    main()
