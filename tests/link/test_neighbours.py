from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from suyuan.link.features import Rows, features
from suyuan.link.neighbours import means, neighbours
from suyuan.model import Article

rows_drawn = st.lists(st.dictionaries(st.integers(0, 9), st.floats(0.1, 1.0), max_size=6), min_size=1, max_size=8)


def _rows(bags: list[dict[int, float]]) -> Rows:
    starts = np.cumsum([0] + [len(bag) for bag in bags])
    terms = np.array([term for bag in bags for term in sorted(bag)], np.int32)
    return Rows(starts, terms, np.array([bag[term] for bag in bags for term in sorted(bag)], np.float64))


def _no_fading(_: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.ones(len(others))


@given(rows_drawn)
def test_a_small_pile_is_exact(bags: list[dict[int, float]]) -> None:
    found = neighbours(_rows(bags), _no_fading, 1e-9)
    for j, two in enumerate(bags):
        for i, one in enumerate(bags[:j]):
            product = sum(weight * two[term] for term, weight in one.items() if term in two)
            assert abs(found.get((i, j), 0.0) - product) < 1e-6


@given(rows_drawn)
def test_the_product_of_means_is_the_average_likeness(bags: list[dict[int, float]]) -> None:
    half = len(bags) // 2
    groups = [list(range(half)), list(range(half, len(bags)))] if half else [[*range(len(bags))]]
    found = neighbours(means(_rows(bags), groups), _no_fading, 1e-9)
    if half:
        pairs = [sum(w * bags[j][t] for t, w in bags[i].items() if t in bags[j]) for i in groups[0] for j in groups[1]]
        assert abs(found.get((0, 1), 0.0) - sum(pairs) / len(pairs)) < 1e-6


def test_articles_without_words_are_rows_without_terms() -> None:
    rows = features([Article("a", ""), Article("b", "\n\n")])
    assert len(rows) == 2 and len(rows.terms) == 0
    assert neighbours(rows, _no_fading, 0.1) == {}


def test_two_scripts_of_one_text_are_one_vector() -> None:
    rows = features([Article("a", "维兰多总理访问奥斯梅尔"), Article("b", "維蘭多總理訪問奧斯梅爾")])
    ((pair, likeness),) = neighbours(rows, _no_fading, 0.1).items()
    assert pair == (0, 1) and likeness > 0.999
