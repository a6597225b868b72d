from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_library import HANS, HANT, fill, links, pages

from suyuan.link.ledger import last_day
from suyuan.model import Annotations, Article, Page, Rejection
from suyuan.store import AmbiguousError, Library, LibraryError, NotFoundError, schema


def page_of(data: bytes, path: str = "a.html") -> Page:
    return Page(data, hashlib.sha256(data).hexdigest(), path=path)


def test_what_goes_in_comes_out(library: Library) -> None:
    for page, articles, _ in pages():
        assert library.has_page(page.sha256, page.place)
        for article in articles:
            assert library.article(article.id) == article
            assert library.page_of(article.id) == page
    assert [r.rejection.reason for r in library.rejections()] == ["not text: binary data"]
    assert [page.sha256 for page in library.pages()] == [
        p.sha256 for p, *_ in sorted(pages(), key=lambda x: x[0].place)
    ]
    counts = library.counts()
    assert (counts["pages"], counts["articles"], counts["rejections"]) == (5, 4, 1)
    assert (counts["statements"], counts["commitments"], counts["story"], counts["chain"]) == (9, 2, 1, 3)


def test_root_is_the_folder_of_the_file(library: Library, tmp_path: Path) -> None:
    assert library.root == tmp_path.resolve()


def test_adding_twice_changes_nothing(library: Library) -> None:
    before = list(library.dump())
    for page, articles, rejections in pages():
        assert library.add_page(page, articles, rejections) is False
    for kind, records in links().items():
        library.replace_links(kind, records)
    assert list(library.dump()) == before


def test_a_rejected_page_is_remembered(library: Library) -> None:
    noise = page_of(b"\x00\x01\x02", "pages/noise.bin")
    assert library.has_page(noise.sha256, noise.place)
    assert library.add_page(noise, [], [Rejection("pages/noise.bin", "again")]) is False


def test_same_bytes_at_two_places_are_two_pages_and_one_blob(library: Library) -> None:
    page = pages()[0][0]
    assert library.add_page(replace(page, path="elsewhere.html"), [])
    assert library.connection.execute("SELECT count(*) FROM blobs").fetchone()[0] == 5
    assert library.remove_page(page.sha256, page.place)
    assert library.has_page(page.sha256, replace(page, path="elsewhere.html").place)
    assert library.connection.execute("SELECT count(*) FROM blobs").fetchone()[0] == 5


def test_removing_a_page_leaves_no_trace_of_it(tmp_path: Path) -> None:
    (first, articles, rejections), *rest = pages()
    with Library.open(tmp_path / "less.db") as less, Library.open(tmp_path / "more.db") as more:
        for entry in rest:
            less.add_page(*entry)
            more.add_page(*entry)
        more.add_page(first, articles, rejections)
        assert more.remove_page(first.sha256, first.place)
        assert not more.remove_page(first.sha256, first.place)
        assert list(more.dump()) == list(less.dump())
        for query in ("国务卿", "基金", "林岚", "23"):
            assert [h.article.id for h in more.search(query)] == [h.article.id for h in less.search(query)]
            assert more.search_statements(query) == less.search_statements(query)
        more.connection.execute("INSERT INTO article_words (article_words) VALUES ('integrity-check')")


def test_a_new_record_takes_the_place_of_the_old(library: Library) -> None:
    article = library.article("wire-0123abcd")
    assert article.annotations
    found = Annotations(statements=article.annotations.statements[:1])
    library.replace_article(replace(article, annotations=found))
    assert library.article(article.id).annotations == found
    assert [u.ref for u in library.statements(outlet="晨星社")] == ["wire-0123abcd#s1"]
    with pytest.raises(NotFoundError):
        library.replace_article(replace(article, id="nobody"))


def test_short_ids(library: Library) -> None:
    assert library.article("wire").id == "wire-0123abcd"
    article, statement = library.statement("cop#s2")
    assert (article.id, statement.id) == ("copy-0123abcd", "s2")
    assert library.story("story").title == "海陵峰会"
    with pytest.raises(AmbiguousError, match="wire-0123abcd#s1, wire-0123abcd#s2"):
        library.statement("wire#s")
    with pytest.raises(AmbiguousError, match=r"may be any of english-0123abcd, evil-0123abcd"):
        library.article("e")
    for wrong in ("", "zzz", "e%", "_vil"):
        with pytest.raises(NotFoundError):
            library.article(wrong)
    for wrong in ("wire", "wire#", "wire#s9", "#s1"):
        with pytest.raises(NotFoundError):
            library.statement(wrong)


def test_an_id_taken_by_another_page_is_an_error_and_adds_nothing(library: Library) -> None:
    before = list(library.dump())
    other = page_of(b"other")
    with pytest.raises(LibraryError, match="the id wire-0123abcd is taken"):
        library.add_page(other, [Article("new", "文"), Article("wire-0123abcd", "文")])
    assert list(library.dump()) == before


def test_links_by_article_and_statement(library: Library) -> None:
    assert [r.kind for r in library.links("reuse", article="wire-0123abcd")] == ["reuse"]
    assert library.links("reuse", article="english-0123abcd") == []
    assert len(library.links("chain")) == 3
    assert len(library.links("chain", article="wire-0123abcd")) == 2
    assert len(library.links("chain", statement="wire-0123abcd#s2")) == 1
    assert library.links("chain", "wire-0123abcd", "s2") == library.links("chain", statement="wire-0123abcd#s2")
    assert [c.id for c in library.links("claim", statement="copy-0123abcd#s1")] == ["claim-fund"]  # type: ignore[union-attr]
    assert library.link("event", "event-talks") == links()["event"][0]
    assert library.link("event", "nothing") is None
    assert library.copies("copy-0123abcd") == links()["reuse"]
    assert library.stories() == links()["story"]
    with pytest.raises(LibraryError, match="no kind of link is called rumour"):
        library.replace_links("rumour", [])


def test_links_of_one_key_are_kept_apart_and_equal_ones_are_one(library: Library) -> None:
    record = links()["discrepancy"][0]
    other = replace(record, values=record.values[:1])  # type: ignore[call-arg]
    library.replace_links("discrepancy", [record, other, record])
    once = library.links("discrepancy")
    library.replace_links("discrepancy", [other, record])
    assert library.links("discrepancy") == once
    assert len(once) == 2


def test_links_are_stale_when_articles_changed(library: Library) -> None:
    assert library.links_are_stale()
    library.mark_linked()
    assert not library.links_are_stale()
    library.add_page(page_of(b"nothing in it"), [], [Rejection("a.html", "empty")])
    assert not library.links_are_stale()
    library.replace_article(library.article("wire"))
    assert library.links_are_stale()
    with Library.open(library.path) as other:
        other.add_page(page_of(b"late"), [Article("late", "文")])
    library.mark_linked()
    assert library.links_are_stale(), "what came after the look is not linked"
    library.mark_linked()
    page = page_of(b"late")
    assert library.remove_page(page.sha256, page.place) and library.links_are_stale()


def test_articles_with_commitments(library: Library) -> None:
    assert library.promising() == ["copy-0123abcd", "wire-0123abcd"]
    assert library.promising("東嶼", limit=1) == ["copy-0123abcd"]
    assert library.promising("海湾") == []
    due = library.connection.execute("SELECT actor, due, amount FROM commitments ORDER BY article").fetchall()
    assert due[0] == ("东屿、北汀", "2031-12-31", "1.2亿美元") and len(due) == 2


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2031", "2031-12-31"),
        ("2031-02", "2031-02-28"),
        ("2032-Q1", "2032-03-31"),
        ("2031-H2", "2031-12-31"),
        ("2031-05-06T10:00", "2031-05-06"),
        ("9999", "9999-12-31"),
        ("0000", None),
        ("P3Y", None),
        ("2031-13", None),
        (None, None),
    ],
)
def test_last_day(value: str | None, day: str | None) -> None:
    assert last_day(value) == day


# ------------------------------------------------------------------ order and repetition


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(5)), again=st.lists(st.integers(0, 4), max_size=4))
def test_any_order_gives_the_same_library(tmp_path_factory: pytest.TempPathFactory, order: list[int], again: list[int]):
    entries = pages()
    with Library.open(tmp_path_factory.mktemp("order") / "a.db") as library:
        for number in [*order, *again]:
            library.add_page(*entries[number])
        for kind, records in links().items():
            library.replace_links(kind, records[::-1] if order[0] % 2 else records)
        shuffled = list(library.dump())
        found = [(h.article.id, h.score, h.snippet) for h in library.search("基金")]
    with Library.open(tmp_path_factory.mktemp("order") / "b.db") as library:
        fill(library)
        assert list(library.dump()) == shuffled
        assert [(h.article.id, h.score, h.snippet) for h in library.search("基金")] == found


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60), query=st.text(max_size=12))
def test_any_text_and_any_query(tmp_path_factory: pytest.TempPathFactory, text: str, query: str) -> None:
    with Library.open(tmp_path_factory.mktemp("any") / "a.db") as library:
        article = Article("a", text, title=text[:3])
        assert library.add_page(page_of(b"x"), [article])
        kept = library.article("a").text
        assert len(kept) == len(text)
        for hit in library.search(query):
            assert kept[hit.start : hit.end] == hit.snippet
            assert all(0 <= s < e <= len(hit.snippet) for s, e in hit.spans)
        library.search_statements(query)
        assert library.remove_page(hashlib.sha256(b"x").hexdigest(), "a.html")


# ------------------------------------------------------------------ files that are something else


def test_what_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"there is no library at .*suyuan add PATH"):
        Library.open(tmp_path / "none.db", create=False)
    text = tmp_path / "text.db"
    text.write_text("not a database, and long enough to be looked at as one" * 40, encoding="utf-8")
    with pytest.raises(LibraryError, match="is not a Suyuan library"):
        Library.open(text)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    with pytest.raises(LibraryError, match="is not a Suyuan library"):
        Library.open(other)
    with pytest.raises(LibraryError, match="is a folder"):
        Library.open(tmp_path)
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library.open(tmp_path / "missing" / "a.db")
    assert text.read_text(encoding="utf-8").startswith("not a database")


def test_a_library_of_a_newer_program(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Library.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(LibraryError, match=r"newer Suyuan \(its version is 999.*upgrade"):
        Library.open(path)


def test_an_older_library_is_brought_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    with Library.open(path) as library:
        fill(library)
        before, version = list(library.dump()), schema.migrations()[-1][0]
    added = (
        version + 1,
        "CREATE TABLE marks (\n  name TEXT -- a note; with a semicolon\n);\nCREATE INDEX m ON marks (name);\n",
    )
    steps = (*schema.migrations(), added)
    monkeypatch.setattr(schema, "migrations", lambda: steps)
    with Library.open(path) as library:
        assert list(library.dump()) == before
        assert library.connection.execute("PRAGMA user_version").fetchone()[0] == version + 1
        library.connection.execute("INSERT INTO marks VALUES ('a')")


def test_a_read_only_library_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "frozen #1?.db"
    with Library.open(path) as library:
        fill(library)
    monkeypatch.setattr(schema, "_writable", lambda path: False)
    before = sorted(tmp_path.iterdir())
    with Library.open(path, create=False) as library:
        assert len(library.search("国务卿")) == 2
        assert sorted(tmp_path.iterdir()) == before
        with pytest.raises(LibraryError, match="read-only"):
            library.mark_linked()
    later = (*schema.migrations(), (schema.migrations()[-1][0] + 1, "CREATE TABLE marks (name);\n"))
    monkeypatch.setattr(schema, "migrations", lambda: later)
    with pytest.raises(LibraryError, match="older Suyuan"):
        Library.open(path, create=False)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    Library.open(path).close()
    version = schema.migrations()[-1][0]
    broken = (*schema.migrations(), (version + 1, "CREATE TABLE marks (name);\nCREATE TABLE marks (name);\n"))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", lambda: broken)
        with pytest.raises(LibraryError, match="already exists"):
            Library.open(path)
    with Library.open(path) as library:
        assert library.connection.execute("PRAGMA user_version").fetchone()[0] == version


# ------------------------------------------------------------------ things that happen


def test_a_full_disk_says_so_and_keeps_what_was_there(library: Library) -> None:
    before = list(library.dump())
    used = library.connection.execute("PRAGMA page_count").fetchone()[0]
    library.connection.execute(f"PRAGMA max_page_count = {used + 2}")
    text = "".join(chr(0x4E00 + i * 7 % 20000) for i in range(200_000))
    with pytest.raises(LibraryError, match=r"the disk is full: .*free some space"):
        library.add_page(page_of(text.encode()), [Article("big", text)])
    assert list(library.dump()) == before
    library.connection.execute("PRAGMA max_page_count = 1000000")
    assert library.add_page(page_of(text.encode()), [Article("big", text)])


_KILLED = """
import hashlib, sys
from suyuan.model import Article, Page
from suyuan.store import Library
library = Library.open(sys.argv[1])
for number in range(100_000):
    data = str(number).encode() * 1000
    page = Page(data, hashlib.sha256(data).hexdigest(), path=f"{number}.html")
    library.add_page(page, [Article(f"{number}-{half}", f"第{number}篇文章的正文" * 50) for half in "ab"])
    print(number, flush=True)
"""


def test_a_kill_in_the_middle_leaves_whole_pages(tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    with subprocess.Popen([sys.executable, "-c", _KILLED, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            if int(line) >= 20:
                break
        time.sleep(0.003)
        process.kill()
        process.stdout.read()
    with Library.open(path, create=False) as library:
        counts = library.counts()
        assert counts["pages"] > 20
        assert counts["articles"] == 2 * counts["pages"]
        assert library.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert library.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        found = library.connection.execute("SELECT count(*) FROM article_words WHERE article_words MATCH '\"正文\"'")
        assert found.fetchone()[0] == counts["articles"]


def test_an_interrupt_in_the_middle_adds_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(library.dump())

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("suyuan.store.rows.insert_article", interrupted)
        with pytest.raises(KeyboardInterrupt):
            library.add_page(page_of(b"other"), [Article("new", "文")])
    assert list(library.dump()) == before
    assert library.add_page(page_of(b"other"), [Article("new", "文")])


def test_two_programs_write_in_turn(library: Library) -> None:
    with Library.open(library.path) as other:
        assert other.add_page(page_of(b"one", "1"), [Article("one", "文")])
        assert library.add_page(page_of(b"two", "2"), [Article("two", "文")])
        assert other.article("two") == library.article("two")


def test_half_a_surrogate_pair_is_mended_and_offsets_stay(library: Library) -> None:
    library.add_page(page_of(b"s"), [Article("s", "甲\ud83d乙", title="甲\ud83d乙")])
    assert library.article("s").text == "甲\ufffd乙"


def test_texts_of_the_sample_are_twins() -> None:
    from suyuan.text.fold import fold

    assert len(fold(HANT)) == len(HANT) and fold(HANT)[:14] == HANS[:14]
