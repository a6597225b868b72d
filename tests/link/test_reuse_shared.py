"""Floors on real pages and on the bench's planted copies, a little under the figures measured."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from suyuan.link.reuse import find, find_lines
from suyuan.model import Article, Reuse
from suyuan.read import read_paths

DIGESTS = {
    "pages/reprint_pairs.jsonl": "ca6da38dc0e7cbef8cd6809cf6b6666b0f45ccbe0816b598026c88763b9f15af",
    "pages/reprint_alterations.jsonl": "8f43ef12ee0d35210df9d31fe4741c894124d078fbacb0d6dcf9350f83de852c",
    "bench/reuse/gold.jsonl.gz": "12fd7168d6a6df28da8617c45b554d344a14783fd95fe01dbd1e08ba86e7c90b",
}
LABELS = Path(__file__).parent / "reuse_directions.tsv"

pytestmark = pytest.mark.shared
Link = tuple[Reuse, Article, Article]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


@pytest.fixture(scope="module")
def links(shared: Path) -> dict[tuple[str, str], Link]:
    """The link of each listed pair of pages, with the articles of its two sides, in the pair's order."""
    pairs = list(lines(shared / "pages/reprint_pairs.jsonl"))
    files = shared / "pages/files"
    paths = sorted({pair[side] for pair in pairs for side in ("a_path", "b_path")})
    by_path: dict[str, list[Article]] = defaultdict(list)
    for reading in read_paths([files / path for path in paths], root=files):
        for article in reading.articles:
            assert article.page and article.page.path
            by_path[article.page.path].append(article)
    found = {(link.a, link.b): link for link in find(a for group in by_path.values() for a in group)}
    out = {}
    for pair in pairs:
        candidates = [
            (found[key], x, y)
            for x in by_path[pair["a_path"]]
            for y in by_path[pair["b_path"]]
            if (key := (min(x.id, y.id), max(x.id, y.id))) in found
        ]
        if candidates:
            out[pair["a"], pair["b"]] = max(candidates, key=lambda c: c[0].chars)
    return out


def test_the_data_are_those_the_floors_were_measured_on(shared: Path) -> None:
    for name, digest in DIGESTS.items():
        assert hashlib.sha256((shared / name).read_bytes()).hexdigest() == digest, name


def test_reprints_are_found_typed_and_directed(shared: Path, links: dict[tuple[str, str], Link]) -> None:
    pairs = [(pair["a"], pair["b"]) for pair in lines(shared / "pages/reprint_pairs.jsonl")]
    assert len(links) >= 0.98 * len(pairs)
    assert all(link.type != "formula" for link, _, _ in links.values())
    assert sum(link.direction is not None for link, _, _ in links.values()) >= 0.6 * len(pairs)


def test_directions_are_right(links: dict[tuple[str, str], Link]) -> None:
    right = wrong = 0
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        a, b, label = line.split("\t")
        link, x, _ = links[a, b]
        if link.direction is not None:
            way = link.direction if link.a == x.id else {"a<-b": "b<-a", "b<-a": "a<-b"}[link.direction]
            right, wrong = right + (way == label), wrong + (way != label)
    assert right >= 60
    assert right >= 0.95 * (right + wrong)


_SUBSTITUTION = re.compile(r"^(.*?)(?:\[(.*?)→(.*?)\]|\{\+(.*?)\}|\{-(.*?)\})(.*)$", re.DOTALL)


def _substitutions(
    shared: Path, links: dict[tuple[str, str], Link]
) -> Iterator[tuple[str, str, Link, list[int], list[int]]]:
    """The listed substitutions that lie in both texts: old, new, link, and at which places in each text (a standfirst
    or a caption may tell a sentence of the body again)."""
    for record in lines(shared / "pages/reprint_alterations.jsonl"):
        if (record["a"], record["b"]) not in links:
            continue
        link = links[record["a"], record["b"]]
        squeezed = [_squeezed(article.text) for article in link[1:]]
        for listed in record["subs"]:
            match = _SUBSTITUTION.match(listed)
            if match is None:
                continue
            before, old, new, put_in, left_out, after = ("".join((part or "").split()) for part in match.groups())
            old, new = old + left_out, new + put_in
            found = [
                [places[min(i + len(before), len(places) - 1)] for i in _all(text, before + word + after)]
                for (text, places), word in zip(squeezed, (old, new), strict=True)
            ]
            if all(found):
                yield old, new, link, found[0], found[1]


def _all(text: str, words: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]


def _squeezed(text: str) -> tuple[str, list[int]]:
    places = [place for place, char in enumerate(text) if not char.isspace()]
    return "".join(text[place] for place in places), places


def test_listed_substitutions_are_reproduced(shared: Path, links: dict[tuple[str, str], Link]) -> None:
    from suyuan.text.fold import fold

    total = reproduced = 0
    for old, new, (link, x, _), at_x, at_y in _substitutions(shared, links):
        total += 1
        edits = [edit for passage in link.passages for edit in passage.edits]
        sides = [(edit.a, edit.b) if link.a == x.id else (edit.b, edit.a) for edit in edits]
        reproduced += fold(old) == fold(new) or any(
            one[0] <= i + len(old) and i <= one[1] and two[0] <= j + len(new) and j <= two[1]
            for one, two in sides
            for i in at_x
            for j in at_y
        )
    assert total > 300
    assert reproduced >= 0.99 * total


def test_a_party_put_for_a_state_inside_quotation_marks_is_meaning(links: dict[tuple[str, str], Link]) -> None:
    quoted = 0
    for link, x, y in links.values():
        texts = (x.text, y.text) if link.a == x.id else (y.text, x.text)
        for passage in link.passages:
            for edit in passage.edits:
                words = {texts[0][edit.a[0] - 1 : edit.a[1]], texts[1][edit.b[0] - 1 : edit.b[1]]}
                gloss = "（中共）" in (texts[0][slice(*edit.a)], texts[1][slice(*edit.b)])
                if (gloss or words == {"中国", "中共"}) and _in_marks(texts[0], edit.a[0]):
                    quoted += 1
                    assert edit.kind == "meaning"
    assert quoted >= 1


def _in_marks(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line.count("“") + line.count("「") > line.count("”") + line.count("」")


def test_planted_copies_in_a_slice_of_the_bench(shared: Path) -> None:
    """Every planted copy of a slice that holds both sides; precision is measured by the whole bench."""
    with gzip.open(shared / "bench/reuse/gold.jsonl.gz", "rt", encoding="utf-8") as file:
        gold = [json.loads(line) for line in file]
    wanted = {(min(pair), max(pair)) for pair in ((g["source"], g["target"]) for g in gold[::5])}
    ids = {key for pair in wanted for key in pair}
    with gzip.open(shared / "bench/reuse/articles.jsonl.gz", "rb") as file:
        slice_ = [line for line in file if _id(line) in ids]
    found = {(link.a, link.b) for link in find_lines(slice_)}
    assert len(wanted & found) >= 0.985 * len(wanted)


def _id(line: bytes) -> str:
    match = re.search(rb'"id": "([^"]+)"', line)
    return match.group(1).decode() if match else ""
