"""Which months weigh the words of an article, which of their articles are counted, and what the counts are."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from suyuan.link import window as of
from suyuan.link.window import (
    UNDATED,
    UNIT,
    Statistics,
    hashed,
    moved,
    sampled,
    sought,
    statistics,
    vectors,
    weighed,
    window,
)
from suyuan.model import Article

MONTHS = ["2031-01", "2031-02", "2031-04", "2031-09"]
held_terms = st.lists(st.lists(st.integers(0, 12), max_size=8), max_size=8)


@pytest.fixture(autouse=True)
def ten_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of, "SAMPLE", 10)


def test_an_article_is_weighed_by_as_many_months_before_as_hold_enough() -> None:
    pile = dict.fromkeys(MONTHS, 6)
    assert window("2031-09", pile) == ("2031-02", "2031-04")
    assert window("2031-04", pile) == ("2031-01", "2031-02")


def test_at_the_beginning_its_own_month_and_those_that_follow_weigh_too() -> None:
    pile = dict.fromkeys(MONTHS, 6)
    assert window("2031-01", pile) == ("2031-01", "2031-02")
    assert window("2031-02", pile) == ("2031-01", "2031-02")


def test_a_small_pile_weighs_itself() -> None:
    pile = {"2031-01": 2, "2031-09": 3, UNDATED: 1}
    assert {window(month, pile) for month in pile} == {(UNDATED, "2031-01", "2031-09")}


def test_news_of_the_newest_month_changes_no_window_before_it() -> None:
    pile = dict.fromkeys(MONTHS, 12)
    more = pile | {"2031-09": 40, "2031-10": 3}
    assert all(window(month, pile) == window(month, more) for month in MONTHS)


@given(st.lists(st.text("ab", min_size=1, max_size=6), unique=True, max_size=40), st.randoms(use_true_random=False))
def test_the_sample_is_of_the_set_and_one_more_changes_one_at_most(ids: list[str], shuffle) -> None:
    first = sampled(ids)
    shuffle.shuffle(ids)
    assert sampled(ids) == first and len(first) == min(10, len(ids))
    assert len(set(first) - set(sampled([*ids, "another"]))) <= 1


def _counts(known: Statistics) -> dict[int, int]:
    return dict(zip(known.terms.tolist(), known.counts.tolist(), strict=True))


@given(held_terms, held_terms)
def test_counts_move_as_if_counted_anew(stay: list[list[int]], change: list[list[int]]) -> None:
    def arrays(held: list[list[int]]) -> list[np.ndarray]:
        return [np.array(terms, np.uint32) for terms in held]

    small, large = statistics(arrays(stay)), statistics(arrays(stay + change))
    assert _counts(large) == Counter(term for terms in stay + change for term in set(terms))
    for found, expected in ((moved(small, arrays(change), []), large), (moved(large, [], arrays(change)), small)):
        assert found.articles == expected.articles and _counts(found) == _counts(expected)


@given(held_terms, held_terms)
def test_the_terms_that_differ_are_those_that_weigh_differently(one: list[list[int]], two: list[list[int]]) -> None:
    a, b = (statistics([np.array(terms, np.uint32) for terms in held]) for held in (one, two))
    every = np.arange(14, dtype=np.uint32)
    differ = a.differing(b)
    moved_terms = set(every[a.idf(every) != b.idf(every)].tolist())
    assert moved_terms == (set(differ.tolist()) if differ is not None else moved_terms)
    assert (differ is None) == (13 in moved_terms)


def test_what_is_rare_says_more_and_what_everybody_says_nothing() -> None:
    known = Statistics(1000, np.array([3, 5, 8], np.uint32), np.array([900, 40, 2], np.int64))
    everybody, some, few, nobody = known.idf(np.array([3, 5, 8, 9], np.uint32)).tolist()
    assert everybody == 0 < some < few < nobody


@given(st.text(max_size=60), st.text(max_size=20))
def test_a_vector_is_empty_or_of_length_one_or_a_little_more(text: str, title: str) -> None:
    terms, weights = vectors([hashed(Article("a", text, title))], statistics([])).row(0)
    assert list(terms) == sorted(set(terms.tolist())) and (weights > 0).all()
    assert not len(terms) or 0.99 < _length(weights) < 2**0.5 + 0.01


def _length(weights: NDArray[np.int64]) -> float:
    return float(np.sqrt((weights.astype(float) ** 2).sum())) / UNIT


def test_the_less_a_text_has_room_to_say_the_more_counts_what_it_shares() -> None:
    texts = [" ".join(f"harbour{chr(97 + i)}" for i in range(words)) for words in (3, of.SHORT, 60)]
    rows = vectors([hashed(Article("a", text)) for text in texts], statistics([]))
    lengths = [_length(rows.row(i)[1]) for i in range(3)]
    assert lengths == sorted(lengths, reverse=True)


words = st.text("海缆港口船abc 12", max_size=60)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=6), st.lists(words, max_size=4), st.integers(1, 3))
def test_a_row_is_the_same_whatever_is_weighed_beside_it(
    texts: list[tuple[str, str]], counted: list[str], at_once: int
) -> None:
    held = [hashed(Article(f"a{n}", f"{title}\n{text}", title)) for n, (title, text) in enumerate(texts)]
    known = statistics([hashed(Article("x", text)).terms for text in counted])
    rows = vectors(held, known)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(of, "AT_ONCE", at_once)
        some = list(weighed(held, known))
    for n, one in enumerate(held):
        for made in (vectors([one], known).row(0), some[n]):
            assert [part.tolist() for part in made] == [part.tolist() for part in rows.row(n)]


@given(st.lists(st.integers(0, 2**32 - 1), max_size=50), st.lists(st.integers(0, 2**32 - 1), max_size=50))
def test_terms_are_sought_in_a_few_looks_as_by_halving(held: list[int], asked: list[int]) -> None:
    ascending = np.unique(np.array(held, np.uint32))
    terms = np.array(asked + held, np.uint32)
    many = np.resize(terms, 1 << 14) if len(terms) else terms
    assert sought(ascending, many).tolist() == np.searchsorted(ascending, many).tolist()
    close = np.arange(7 << 16, (7 << 16) + 40, dtype=np.uint32)
    assert sought(close, np.resize(close, 1 << 14)).tolist() == np.resize(np.arange(40), 1 << 14).tolist()
