"""Claims over stories: what a passage carries from one story into another is one utterance, in any order of coming."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_story_links import WORDS, add, made_at_once, remove, steps

from suyuan import ingest
from suyuan.link import link, retelling
from suyuan.link.reuse import find
from suyuan.model import Annotations, Article, Claim, Outlet, Speaker, Statement
from suyuan.records import dumps
from suyuan.store import Library, reuse, told_again
from suyuan.store.schema import migrations

SAID = ("维兰多愿意让更多渔船进入宾达尔海湾", "今年秋天之前两国不会再谈新的海缆")
SHARED = f"一名不愿具名的海事官员告诉潮汐社说，{SAID[0]}。该官员还说，{SAID[1]}，这是双方去年冬天就说好的事。"
MATTERS = ("海缆渔船港口", "地震救援学校", "选举投票议会", "球赛冠军教练")


def article(number: int, matter: int, carries: bool = True, seed: int = 0) -> Article:
    """News of one matter, which prints the shared passage among its own words or does not."""
    dice = random.Random(f"{number} {seed}")
    own = WORDS[matter * 30 : matter * 30 + 30]
    first = "，".join(dice.choice(own) for _ in range(40)) + "。\n"
    text = first + (SHARED + "\n" if carries else "") + "，".join(dice.choice(own) for _ in range(20)) + "。"
    said = []
    for n, words in enumerate(SAID):
        if carries:
            at = text.index(words)
            speaker = Speaker(None, ("海事官员",), "anonymous")
            said.append(Statement(f"s{n}", "indirect", ((at, at + len(words)),), None, speaker))
    return Article(
        f"p{number:02}",
        text,
        title=MATTERS[matter],
        published=f"2031-{1 + 3 * matter:02}-{1 + number % 5:02}",
        outlet=Outlet(f"报{number}"),
        annotations=Annotations(statements=tuple(said)),
    )


def over_stories(library: Library) -> list[tuple[str, ...]]:
    of = {a: story.id for story in library.stories() for a in story.articles}
    claims = [claim for claim in library.links("claim") if isinstance(claim, Claim)]
    return sorted(c.statements for c in claims if len({of[ref.split("#")[0]] for ref in c.statements}) > 1)


def test_a_passage_carries_its_statements_into_another_story(tmp_path: Path) -> None:
    with steps(1000, 0, 200), Library.open(tmp_path / "l.db") as library:
        add(library, article(1, 0), article(2, 1), article(3, 1, carries=False))
        assert len(library.stories()) == 2
        assert over_stories(library) == [("p01#s0", "p02#s0"), ("p01#s1", "p02#s1")]
        for claim in library.links("claim"):
            assert isinstance(claim, Claim) and claim.origins.certain == claim.origins.possible == 1
        remove(library, article(1, 0))
        assert over_stories(library) == []


def test_three_stories_are_one_family_and_a_page_that_goes_leaves_the_others(tmp_path: Path) -> None:
    with steps(1000, 0, 200), Library.open(tmp_path / "l.db") as library:
        for number in range(3):
            add(library, article(number, number))
        assert over_stories(library) == [tuple(f"p0{n}#{s}" for n in range(3)) for s in ("s0", "s1")]
        library.replace_article(article(1, 1, carries=False))
        ingest.relink(library)
        assert over_stories(library) == [("p00#s0", "p02#s0"), ("p00#s1", "p02#s1")]


def test_a_denial_in_the_passage_is_another_claim() -> None:
    one = article(1, 0)
    denied = SHARED.replace("愿意", "不愿")
    text = one.text.replace(SHARED, denied)
    two = Article("p02", text, published="2031-06-01", annotations=one.annotations)
    (shared,) = find([one, two])
    assert retelling.pairs(one, two, shared) == [("p01#s1", "p02#s1")]


@settings(max_examples=10, deadline=None)
@given(
    order=st.permutations(range(9)),
    seed=st.integers(0, 9999),
    chunk=st.integers(1, 5),
    gone=st.sets(st.integers(0, 8), max_size=4),
    changed=st.sets(st.integers(0, 8), max_size=3),
    most=st.sampled_from([2, 4, 200]),
)
def test_any_order_any_steps_make_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    order: list[int],
    seed: int,
    chunk: int,
    gone: set[int],
    changed: set[int],
    most: int,
) -> None:
    """Also where families are too large, and grow too large or small enough on the way."""
    folder = tmp_path_factory.mktemp("t")

    def one(number: int, turn: int) -> Article:
        dice = random.Random(f"{number} {turn} {seed}")
        return article(number, dice.randrange(4), dice.random() < 0.8, turn)

    held = {number: one(number, 0) for number in order}
    with pytest.MonkeyPatch.context() as patch, steps(1000, 0, 2), Library.open(folder / "grown.db") as library:
        patch.setattr(retelling, "MOST", most)
        patch.setattr(told_again, "MOST", most)
        for start in range(0, len(order), chunk):
            add(library, *(held[number] for number in order[start : start + chunk]))
        for number in sorted(gone):
            remove(library, held.pop(number))
        for number in sorted(changed - gone):
            held[number] = one(number, 1)
            library.replace_article(held[number])
        ingest.relink(library)
        assert list(library.dump()) == made_at_once(folder, list(held.values()))
        articles = list(held.values())
        batch = link(articles, list(find(articles)))
        assert sorted(map(dumps, library.links("claim"))) == sorted(dumps(r) for r in batch if r.kind == "claim")


def test_families_over_the_limit_are_none_however_they_are_entered() -> None:
    chain = {n: {n - 1, n + 1} for n in range(retelling.MOST + 50)}
    partners = {f"a#{n:04}": {f"a#{m:04}" for m in to if m in chain} for n, to in chain.items()}
    partners |= {"b#1": {"b#2"}, "b#2": {"b#1"}}
    assert list(retelling.families(partners, partners.__getitem__)) == [{"b#1", "b#2"}]
    assert list(retelling.families(["a#0249", "b#2", "a#0001"], partners.__getitem__)) == [{"b#1", "b#2"}]


def test_only_families_that_are_touched_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[set[str]] = []

    def counted(family: Iterable[str], *given: object) -> Claim:
        made.append(set(family))
        return retelling.told_again(family, *given)  # type: ignore[arg-type]

    with steps(1000, 0, 200), Library.open(tmp_path / "l.db") as library:
        add(library, article(1, 0), article(2, 1))
        monkeypatch.setattr(told_again, "told_again", counted)
        monkeypatch.setattr(reuse, "BATCH_PAYS", 0)
        add(library, article(3, 2, carries=False))
        assert made == []
        add(library, article(4, 3))
        assert sorted(map(sorted, made)) == [[f"p0{n}#{s}" for n in (1, 2, 4)] for s in ("s0", "s1")]


def test_a_library_of_the_version_before_gets_them(tmp_path: Path) -> None:
    with steps(1000, 0, 200), Library.open(tmp_path / "l.db") as library:
        add(library, article(1, 0), article(2, 1))
        expected = list(library.dump())
        assert over_stories(library)
        library.connection.execute("DELETE FROM links WHERE kind = 'claim'")
        library.connection.execute("DROP TABLE story_retold")
        version = next(number for number, script in migrations() if "story_retold" in script) - 1
        library.connection.execute(f"PRAGMA user_version = {version}")
    with steps(1000, 0, 200), Library.open(tmp_path / "l.db") as library:
        assert library.links_are_stale()
        ingest.relink(library)
        assert list(library.dump()) == expected
