"""Stories in the library, article by article: in any order, with pages going again, what is made of all at once."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan import ingest
from suyuan.link import link, window
from suyuan.link.reuse import find
from suyuan.model import Annotations, Article, Link, Mention, Outlet, Page, Speaker, Statement
from suyuan.records import dumps
from suyuan.store import Library, NotFoundError, stories, story_index, story_postings
from suyuan.store.story_index import TABLES

WORDS = [chr(0x4E00 + 13 * i) + chr(0x4E07 + 17 * i) for i in range(160)]
LATIN = [chr(97 + i % 26) + chr(97 + i // 26) for i in range(160)]
OTHER_LINKS = ("event", "story", "claim", "chain", "discrepancy", "naming")


def article(number: int, seed: int) -> Article:
    """News of one of a few matters; some without a day, some in other letters, one in many a digest of links."""
    dice = random.Random(f"{number} {seed}")
    matter = dice.randrange(6)
    every, between = (LATIN, " ") if dice.random() < 0.3 else (WORDS, "，")
    own = every[matter * 12 : matter * 12 + 14]
    words = [dice.choice(own if dice.random() < 0.7 else every) for _ in range(dice.randrange(5, 60))]
    text = between.join(words)
    names = tuple(
        Mention(i * 3, i * 3 + 2, "PERSON", words[i], f"Q{dice.randrange(5)}" if dice.random() < 0.6 else None)
        for i in range(min(len(words), 8))
    )
    said = tuple(
        Statement(
            f"s{i}", "direct", ((i * 12, min(i * 12 + 20, len(text))),), None, Speaker(None, (words[0],), "named")
        )
        for i in range(min(2, len(words) // 12))
    )
    day = f"{2030 + dice.randrange(2)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
    return Article(
        f"p{number:02}",
        text,
        title=text[:8],
        published=None if dice.random() < 0.15 else day,
        outlet=Outlet(f"报{number % 3}"),
        links=(Link("u", "x"),) if dice.random() < 0.05 else (),
        annotations=Annotations(mentions=names, statements=said),
    )


def page_of(one: Article) -> Page:
    data = one.id.encode()
    return Page(data, hashlib.sha256(data).hexdigest(), path=f"{one.id}.html")


def add(library: Library, *articles: Article) -> None:
    for one in articles:
        library.add_page(page_of(one), [one])
    ingest.relink(library)


def remove(library: Library, one: Article) -> None:
    assert library.remove_page(page_of(one).sha256, page_of(one).place)
    ingest.relink(library)


def made_at_once(folder: Path, articles: list[Article]) -> list[str]:
    with Library.open(folder / "whole.db") as library:
        for one in articles:
            library.add_page(page_of(one), [one])
        ingest.relink(library, anew=True)
        return list(library.dump())


@contextmanager
def steps(sample: int, batch_pays: int, at_once: int, fresh: int = 3) -> Iterator[None]:
    """Small windows, and increments where a library so small would be made anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(window, "SAMPLE", sample)
        patch.setattr(story_index, "SAMPLE", sample)
        patch.setattr(story_postings, "FRESH", fresh)
        patch.setattr(stories, "BATCH_PAYS", batch_pays)
        patch.setattr(stories, "AT_ONCE", at_once)
        yield


@settings(max_examples=10, deadline=None)
@given(
    order=st.permutations(range(11)),
    seed=st.integers(0, 9999),
    chunk=st.integers(1, 6),
    gone=st.sets(st.integers(0, 10), max_size=4),
    changed=st.sets(st.integers(0, 10), max_size=3),
    sample=st.sampled_from([2, 5, 1000]),
    batch_pays=st.sampled_from([0, 0, 1]),
    fresh=st.sampled_from([1, 4, 256]),
)
def test_any_order_any_steps_with_pages_going_and_changing(
    tmp_path_factory: pytest.TempPathFactory,
    order: list[int],
    seed: int,
    chunk: int,
    gone: set[int],
    changed: set[int],
    sample: int,
    batch_pays: int,
    fresh: int,
) -> None:
    folder = tmp_path_factory.mktemp("s")
    held = {number: article(number, seed) for number in order}
    with steps(sample, batch_pays, 2, fresh), Library.open(folder / "grown.db") as library:
        for start in range(0, len(order), chunk):
            add(library, *(held[number] for number in order[start : start + chunk]))
        for number in sorted(gone):
            remove(library, held.pop(number))
        for number in sorted(changed - gone):
            held[number] = article(number, seed + 1)
            library.replace_article(held[number])
        ingest.relink(library)
        assert list(library.dump()) == made_at_once(folder, list(held.values()))
        before = list(library.connection.iterdump())
        library.update_stories()
        assert list(library.connection.iterdump()) == before, "a second time changes nothing"


def test_the_library_links_as_the_pipeline_does(tmp_path: Path) -> None:
    articles = [article(number, 3) for number in range(30)]
    with steps(1000, 0, 200), Library.open(tmp_path / "l.db") as library:
        for one in articles:
            add(library, one)
        found = sorted(dumps(record) for kind in OTHER_LINKS for record in library.links(kind))
        assert found == sorted(dumps(record) for record in link(articles, list(find(articles))))
        assert library.counts()["event"] < 30 and library.counts()["claim"] > 0


def test_where_all_go_nothing_stays(tmp_path: Path) -> None:
    articles = [article(number, 5) for number in range(12)]
    with steps(4, 0, 3), Library.open(tmp_path / "l.db") as library:
        add(library, *articles[:6])
        for one in articles[6:]:
            add(library, one)
        for one in articles:
            remove(library, one)
        assert {kind: n for kind, n in library.counts().items() if n} == {}
        left = {table: library.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
        assert left.pop("story_place") >= 0 and left == dict.fromkeys(left, 0)
        assert library.connection.execute("SELECT count(*) FROM naming_use").fetchone() == (0,)


def test_one_article_more_looks_through_no_table_that_grows_with_the_library(tmp_path: Path) -> None:
    articles = [article(number, 6) for number in range(24)]
    asked: list[str] = []
    with steps(1000, 0, 200, fresh=256), Library.open(tmp_path / "l.db") as library:
        add(library, *articles[:23])
        library.connection.set_trace_callback(asked.append)
        add(library, articles[23])
        library.connection.set_trace_callback(None)
        plans: dict[str, str] = {}
        for sql in asked:
            if sql.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
                rows = library.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
                plans |= {row[3]: sql for row in rows if row[3].startswith("SCAN")}
    small = {"story_month", "story_window", "story_waiting", "story_touched", "story_fresh", "story_place"}
    small |= {"reuse_waiting", "link_state", "CONSTANT"}
    small |= {"(subquery-1)"}  # of as many rows as a LIMIT says
    large = {plan: sql for plan, sql in plans.items() if plan.split()[1] not in small}
    assert len(asked) > 50 and large == {}


def test_only_stories_that_change_are_linked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article(number, 8) for number in range(20)]
    asked: list[int] = []
    with steps(2, 0, 200), Library.open(tmp_path / "l.db") as library:
        add(library, *articles[:19])
        real = stories.story_links.write_story
        monkeypatch.setattr(
            stories.story_links, "write_story", lambda c, told, m: (asked.append(sum(map(len, told))), real(c, told, m))
        )
        add(library, articles[19])
    assert 0 < sum(asked) < 15


def test_what_comes_late_is_weighed_with_all_that_comes_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = sorted((article(number, 9) for number in range(40)), key=lambda one: one.published or "")
    dated = [one for one in articles if one.published and not one.links]
    late, in_order = dated[:-6:3], [one for one in dated if one not in dated[:-6:3]]
    anew: list[str] = []
    with steps(4, 0, 2), Library.open(tmp_path / "l.db") as library:
        add(library, *in_order)
        real = stories._Change._weigh_anew
        monkeypatch.setattr(
            stories._Change, "_weigh_anew", lambda self, month, *more: (anew.append(month), real(self, month, *more))
        )
        add(library, *late)
        assert len(late) > 6 and len(anew) > 4 and len(anew) == len(set(anew)), "each month once"
        assert list(library.dump()) == made_at_once(tmp_path, dated)


def test_interrupted_in_the_middle_the_next_time_finishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article(number, 2) for number in range(16)]
    with steps(5, 0, 4), Library.open(tmp_path / "l.db") as library:
        add(library, *articles[:6])
        for one in articles[6:]:
            library.add_page(page_of(one), [one])
        real, calls = stories.story_links.succeed, []

        def breaks(*given: object) -> None:
            calls.append(given)
            if len(calls) == 2:
                raise KeyboardInterrupt
            real(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(stories.story_links, "succeed", breaks)
        with pytest.raises(KeyboardInterrupt):
            ingest.relink(library)
        done = library.connection.execute("SELECT count(*) FROM story_article").fetchone()[0]
        assert 6 < done < 16 and library.links_are_stale()
        ingest.relink(library)
        assert list(library.dump()) == made_at_once(tmp_path, articles)


# ------------------------------------------------------------------ ids that are no more

CABLE = "维兰多与奥斯梅尔签署海缆协定，两国总理在宾达尔会面，海缆将连接两座岛屿，耗资十二亿。"


def report(key: str, day: str, more: str) -> Article:
    text = CABLE + more
    return Article(key, text, title=text[:14], published=day, outlet=Outlet("潮汐报"))


def test_an_earlier_report_renames_a_story_and_the_old_id_finds_it(tmp_path: Path) -> None:
    with steps(1000, 0, 200), Library.open(tmp_path / "l.db") as library:
        add(library, report("b", "2031-05-12", "码头举行仪式。"))
        (old,) = library.stories()
        add(library, report("a", "2031-05-11", "记者前一天已经报道。"))
        (new,) = library.stories()
        assert old.id != new.id and library.story(old.id) == new == library.story(old.id[:8])
        assert library.heirs("story", old.id) == [new.id] and library.heirs("story", "0000") == []
        ((was, now, what, articles),) = [(s.old, s.new, s.what, s.articles) for s in library.history("story", old.id)]
        assert (was, now, what, articles) == (old.id, new.id, "renamed", 1)
        add(library, report("0", "2031-05-10", "再早一天也有消息。"))
        (newest,) = library.stories()
        assert library.story(old.id) == newest, "over two renamings"
        with pytest.raises(NotFoundError):
            library.story("ffffffffffff")


def test_merges_and_splits_are_noted_and_a_living_id_needs_no_heir(tmp_path: Path) -> None:
    quake = "山城昨夜发生强烈地震，房屋倒塌，救援队连夜赶往灾区搜救被困居民，学校停课三天。"
    one, other = report("m", "2031-05-12", ""), Article("n", quake, title=quake[:12], published="2031-05-12")
    with steps(1000, 0, 200), Library.open(tmp_path / "l.db") as library:
        add(library, one, other)
        first, second = sorted(library.stories(), key=lambda story: story.articles)
        library.replace_article(Article("n", CABLE + "又讯。", title=CABLE[:12], published="2031-05-12"))
        ingest.relink(library)
        assert library.story(second.id).id == first.id and library.heirs("story", first.id) == []
        assert [s.what for s in library.history("story", second.id)] == ["merged"]
        library.replace_article(other)
        ingest.relink(library)
        assert library.story(second.id).id == second.id, "it is back"
        assert "split" in [s.what for s in library.history("story", first.id)]


def test_the_way_a_library_went_is_not_part_of_what_it_holds(tmp_path: Path) -> None:
    early, late = report("a", "2031-05-11", ""), report("b", "2031-05-12", "又讯。")
    dumps_found = []
    for name, order in (("x", (early, late)), ("y", (late, early))):
        with steps(1000, 0, 200), Library.open(tmp_path / f"{name}.db") as library:
            for one in order:
                add(library, one)
            dumps_found.append(list(library.dump()))
            noted = library.connection.execute("SELECT count(*) FROM succession WHERE kind = 'story'").fetchone()[0]
            assert noted == (name == "y")
    assert dumps_found[0] == dumps_found[1]


def test_a_library_of_the_version_before_is_linked_anew(tmp_path: Path) -> None:
    """As it was: no index, claims over the whole library, and marked as linked."""
    articles = [article(number, 4) for number in range(9)]
    with Library.open(tmp_path / "l.db") as library:
        add(library, *articles)
        expected = list(library.dump())
    raw = sqlite3.connect(tmp_path / "l.db")
    raw.execute("PRAGMA foreign_keys = ON")
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND (name LIKE 'story%' OR name LIKE 'reuse%')"
    for (trigger,) in raw.execute(triggers).fetchall():
        raw.execute(f"DROP TRIGGER {trigger}")
    for table in (*TABLES, "story_waiting", "story_touched", "naming_use", "succession", "reuse_waiting"):
        raw.execute(f"DROP TABLE {table}")
    raw.execute("DROP INDEX links_story")
    raw.execute("ALTER TABLE links DROP COLUMN story")
    raw.execute("DELETE FROM links WHERE kind = 'story'")
    raw.execute("PRAGMA user_version = 3")
    raw.commit()
    raw.close()
    with Library.open(tmp_path / "l.db") as library:
        assert library.links_are_stale()
        ingest.relink(library)
        assert list(library.dump()) == expected
