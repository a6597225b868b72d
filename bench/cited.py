"""How many of the sources that a reader finds cited on a page ours has.

    python bench/cited.py [--shared ../shared]

For every checked record that lists ``cited_sources``: whether each, by any of its names, is among the page's speakers,
channels, datelines, bylines' sources, outlets and wrapper layers. Prints the share and what is missing.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from suyuan.model import Article
from suyuan.pipeline import annotated
from suyuan.read import read_paths
from suyuan.read.outlets import by_label
from suyuan.text.fold import fold


def key(name: str) -> str:
    return re.sub(r"\s+", "", fold(name)).lower()


def names_of(label: str) -> set[str]:
    """A label's names: 天空新闻(Sky News) is one of two, and an outlet has those of the table."""
    parts = [part for part in re.split(r"[（）()]", label) if part.strip()]
    found = {key(part) for part in (label, *parts)}
    for part in (label, *parts):
        if outlet := by_label(part.strip()):
            found |= {key(name) for name in outlet.names}
    return found


def sources_of(article: Article) -> Iterator[str]:
    """Everybody an article names as speaking, relaying, reporting or carrying it."""
    yield from (wrapper.name or "" for wrapper in article.wrappers)
    yield from (byline.name for byline in article.byline if byline.role == "source")
    if article.outlet:
        yield article.outlet.name
    if article.annotations is None:
        return
    for statement in article.annotations.statements:
        yield from statement.speaker.names
        yield from (hop.name or "" for hop in statement.channel)
        yield article.text[slice(*statement.speaker.span)] if statement.speaker.span else ""
    for frame in article.annotations.frames:
        yield frame.name or ""


def cited(shared: Path) -> Iterator[tuple[str, str, bool]]:
    """(page, source, whether ours has it) of every source that a checked record lists."""
    root = shared / "pages/files"
    with (shared / "pages/manifest.jsonl").open(encoding="utf-8") as lines:
        path = {row["id"]: root / row["path"] for row in map(json.loads, lines)}
    with (shared / "pages/gold_meta.jsonl").open(encoding="utf-8") as lines:
        records = [row for row in map(json.loads, lines) if row.get("cited_sources")]
    for record in records:
        articles = [annotated(each) for page in read_paths([path[record["id"]]], root) for each in page.articles]
        ours = {key(name) for article in articles for name in sources_of(article) if name}
        for source in record["cited_sources"]:
            # A name of one character proves nothing inside another.
            yield (
                record["id"],
                source,
                any(
                    name == one or (len(name) > 1 and name in one) or (len(one) > 2 and one in name)
                    for name in names_of(source)
                    for one in ours
                ),
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    found = list(cited(parser.parse_args().shared))
    for page, source, there in found:
        if not there:
            print(f"{page}  {source}  missing")
    right = sum(there for _, _, there in found)
    print(f"{right} of {len(found)}: {right / len(found):.3f}")


if __name__ == "__main__":
    main()
