"""The index gives, page by page and in any order, what the search in the pile gives."""

from __future__ import annotations

import random
import sqlite3

import pytest

from suyuan.link.reuse import MemoryPostings, Postings, ReuseIndex, find
from suyuan.model import Article, Reuse
from suyuan.store.postings import SqlitePostings

HAN = "".join(map(chr, range(0x4E00, 0x5E00)))


def prose(seed: int, length: int) -> str:
    return "".join(random.Random(seed).choices(HAN, k=length))


def pile() -> list[Article]:
    """Copies, formulas that grow common, and a page copied more often than shingles may be common."""
    texts = []
    for n in range(70):
        parts = [prose(1000 + n, 120), prose(n % 9, 80), prose(30, 26) if n % 2 else "", prose(40 + n % 20, 40)]
        if n < 30:
            parts.append(prose(31, 150))
        texts.append("\n".join(parts))
    return [Article(f"p{n:02d}", text) for n, text in enumerate(texts)]


def stores() -> list[Postings]:
    return [MemoryPostings(), SqlitePostings(sqlite3.connect(":memory:"))]


def followed(index: ReuseIndex, articles: list[Article]) -> dict[tuple[str, str], Reuse]:
    links: dict[tuple[str, str], Reuse] = {}
    for article in articles:
        _apply(links, index, index.add(article))
    return links


def _apply(links: dict[tuple[str, str], Reuse], index: ReuseIndex, changed: list[Reuse]) -> None:
    for link in changed:
        links[link.a, link.b] = link
    for pair in index.withdrawn:
        links.pop(pair, None)


@pytest.mark.parametrize("store", stores(), ids=["memory", "sqlite"])
def test_any_order_gives_the_links_of_the_pile(store: Postings) -> None:
    articles = pile()
    by_id = {article.id: article for article in articles}
    wanted = {(link.a, link.b): link for link in find(articles)}
    assert len(wanted) > 300 and {"formula", "excerpt"} <= {link.type for link in wanted.values()}
    random.Random(5).shuffle(articles)
    index = ReuseIndex(store, by_id.__getitem__)
    links = followed(index, articles)
    assert links == wanted
    gone = articles[::3]
    for article in gone:
        _apply(links, index, index.remove(article.id))
    left = [article for article in articles if article not in gone]
    assert links == {(link.a, link.b): link for link in find(left)}


def test_an_article_added_again_replaces_itself() -> None:
    words = prose(1, 100)
    index = ReuseIndex()
    index.add(Article("a", words))
    (link,) = index.add(Article("b", words + prose(2, 50)))
    assert (link.a, link.b) == ("a", "b")
    assert index.add(Article("b", prose(3, 150))) == []
    assert index.withdrawn == [("a", "b")]
    assert index.remove("nowhere") == []


def test_filling_at_once_is_adding_one_by_one() -> None:
    from suyuan.link.reuse.postings import distinct_fingerprints

    articles = pile()
    one, two = SqlitePostings(sqlite3.connect(":memory:")), SqlitePostings(sqlite3.connect(":memory:"))
    found = [(article.id, distinct_fingerprints(article.text)) for article in articles]
    for key, prints in found:
        one.add(key, prints.hashes, prints.places)
    two.fill((key, prints.hashes, prints.places) for key, prints in found)
    for _, prints in found:
        left, right = one.holders(prints.hashes), two.holders(prints.hashes)
        assert left.counts.tolist() == right.counts.tolist()
        rows = [sorted(zip(h.hash_index.tolist(), h.keys, h.places.tolist(), strict=True)) for h in (left, right)]
        assert rows[0] == rows[1]
    with pytest.raises(ValueError, match="not empty"):
        two.fill([])
