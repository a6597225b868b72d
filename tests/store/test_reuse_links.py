"""Reuse in the library, article by article: in any order, with pages going again, what `find` gives for the pile."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.link.reuse import find
from suyuan.model import Article, LinkRecord, Outlet, Page
from suyuan.records import dumps
from suyuan.store import Library, reuse
from suyuan.store.postings import SqlitePostings

HAN = "".join(map(chr, range(0x4E00, 0x5E00)))
TABLES = ("reuse_text", "reuse_block", "reuse_common", "reuse_common_count", "reuse_pair")


def prose(seed: int, length: int) -> str:
    return "".join(random.Random(seed).choices(HAN, k=length))


def pile(many: int) -> list[Article]:
    """Copies, passages of several, and with many a formula that grows too common to count."""
    return [
        Article(
            f"p{n:02d}",
            "\n".join((prose(100 + n, 90), prose(n % 4, 80), prose(30, 120) if n < 30 else prose(40 + n % 20, 40))),
            outlet=Outlet(f"报{n % 5}"),
            published=f"2031-05-{1 + n % 27:02d}",
        )
        for n in range(many)
    ]


def page_of(article: Article) -> Page:
    data = article.text.encode()
    return Page(data, hashlib.sha256(data).hexdigest(), path=f"{article.id}.html")


def add(library: Library, article: Article) -> None:
    library.add_page(page_of(article), [article])
    library.update_reuse()


def remove(library: Library, article: Article) -> bool:
    page = page_of(article)
    return library.remove_page(page.sha256, page.place)


def lines(records: list[LinkRecord]) -> list[str]:
    return sorted(map(dumps, records))


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reuse, "BATCH_PAYS", 0)


@pytest.mark.usefixtures("one_by_one")
def test_one_by_one_is_all_at_once_and_so_it_stays_when_pages_go(tmp_path: Path) -> None:
    articles = pile(60)
    random.Random(4).shuffle(articles)
    with Library.open(tmp_path / "l.db") as library:
        for article in articles:
            add(library, article)
        found = lines(library.links("reuse"))
        assert len(found) > 300 and found == lines(list(find(articles)))
        for article in articles[::4]:
            assert remove(library, article)
        left = [article for article in articles if article not in articles[::4]]
        assert lines(library.links("reuse")) == lines(list(find(left)))
        for article in left:
            remove(library, article)
        counts = {table: library.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
        assert counts == dict.fromkeys(TABLES, 0) and library.links("reuse") == []
        assert library.connection.execute("SELECT count(*) FROM link_ends").fetchone() == (0,)


@settings(max_examples=12, deadline=None)
@given(
    order=st.permutations(range(9)), gone=st.sets(st.integers(0, 8), max_size=4), batch=st.sampled_from([0, 1, 5, 99])
)
def test_any_order_any_steps(tmp_path_factory: pytest.TempPathFactory, order: list[int], gone: set[int], batch: int):
    articles = pile(9)
    with pytest.MonkeyPatch.context() as patch, Library.open(tmp_path_factory.mktemp("o") / "l.db") as library:
        patch.setattr(reuse, "BATCH_PAYS", batch)
        for step, number in enumerate(order):
            library.add_page(page_of(articles[number]), [articles[number]])
            if step % 2:
                library.update_reuse()
        library.update_reuse()
        for number in gone:
            remove(library, articles[number])
        left = [article for n, article in enumerate(articles) if n not in gone]
        assert lines(library.links("reuse")) == lines(list(find(left)))
        before = list(library.connection.iterdump())
        library.update_reuse()
        assert list(library.connection.iterdump()) == before, "a second time changes nothing"


def test_a_changed_article_is_linked_anew(tmp_path: Path) -> None:
    articles = pile(12)
    with Library.open(tmp_path / "l.db") as library:
        for article in articles:
            add(library, article)
        changed = replace(articles[0], text=prose(999, 90) + "\n" + articles[5].text)
        library.replace_article(changed)
        assert not any("p00" in (link.a, link.b) for link in library.copies()), "its old words are forgotten at once"
        library.update_reuse()
        assert lines(library.links("reuse")) == lines(list(find([changed, *articles[1:]])))


def test_links_put_in_by_hand_are_replaced_by_the_next_update(tmp_path: Path) -> None:
    articles = pile(12)
    with Library.open(tmp_path / "l.db") as library:
        for article in articles[:11]:
            add(library, article)
        library.replace_links("reuse", [])
        add(library, articles[11])
        assert lines(library.links("reuse")) == lines(list(find(articles)))


_ADDING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_reuse_links import add, pile
from suyuan.store import Library, reuse
reuse.BATCH_PAYS = 0
with Library.open(sys.argv[1]) as library:
    for article in pile(60):
        add(library, article)
"""


@pytest.mark.usefixtures("one_by_one")
def test_killed_in_the_middle_the_index_and_its_links_agree(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    child = subprocess.Popen([sys.executable, "-c", _ADDING, str(path), str(Path(__file__).parent)])
    for _ in range(2000):  # until it has linked some, whatever that takes
        time.sleep(0.01)
        if child.poll() is not None or _indexed(path) >= 8:
            break
    if child.poll() is None:
        os.kill(child.pid, signal.SIGKILL)
    child.wait()
    with Library.open(path) as library:
        held = [key for (key,) in library.connection.execute("SELECT id FROM reuse_text")]
        assert len(held) >= 8
        assert lines(library.links("reuse")) == lines(list(find(library.articles(held))))
        library.update_reuse()
        assert lines(library.links("reuse")) == lines(list(find(library.articles())))


def _indexed(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        with Library.open(path, create=False) as library:
            return int(library.connection.execute("SELECT count(*) FROM reuse_text").fetchone()[0])
    except Exception:
        return 0


def test_what_waits_is_what_the_index_does_not_hold(tmp_path: Path) -> None:
    waiting = "SELECT article FROM reuse_waiting ORDER BY 1"
    missing = "SELECT id FROM articles WHERE id NOT IN (SELECT id FROM reuse_text) ORDER BY 1"
    pages = [(page_of(one), one) for one in (Article(f"a{n}", f"第{n}条消息说港口开放了。") for n in range(4))]
    with Library.open(tmp_path / "l.db") as library:

        def waits() -> int:
            found = library.connection.execute(waiting).fetchall()
            assert found == library.connection.execute(missing).fetchall()
            return len(found)

        for page, one in pages:
            library.add_page(page, [one])
        assert waits() == 4
        library.update_reuse()
        assert waits() == 0
        library.replace_article(pages[0][1])
        assert waits() == 1
        library.remove_page(pages[0][0].sha256, pages[0][0].place)
        assert waits() == 0
        library.replace_links("reuse", [])
        assert waits() == 3
        library.update_reuse()
        assert waits() == 0


def test_the_library_has_the_tables_that_the_index_would_make(tmp_path: Path) -> None:
    columns = "SELECT m.name, c.name, c.type, c.pk FROM sqlite_master m, pragma_table_info(m.name) c"
    columns += " WHERE m.name LIKE 'reuse_%' AND m.name <> 'reuse_waiting' ORDER BY 1, 2"
    alone = sqlite3.connect(":memory:")
    SqlitePostings(alone)
    with Library.open(tmp_path / "l.db") as library:
        made = library.connection.execute(columns).fetchall()
    assert made == alone.execute(columns).fetchall() and {row[0] for row in made} == set(TABLES)
