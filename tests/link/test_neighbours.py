from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from suyuan.link.likeness import Factors
from suyuan.link.neighbours import NO_DAY, ONE, Ints, Kernel, neighbours, sums
from suyuan.link.window import UNIT, Rows, joined, rows_of
from suyuan.model import Article

bags_drawn = st.lists(st.dictionaries(st.integers(0, 9), st.integers(1, UNIT // 3), max_size=6), min_size=1, max_size=8)
days_drawn = st.lists(st.sampled_from([NO_DAY, 738_000, 738_003, 738_004, 738_020, 738_400]), min_size=8, max_size=8)
NEAR = Kernel(sigma=4.0, unknown=1.0, threshold=0.1, floor=0.0001)


def _rows(bags: list[dict[int, int]]) -> Rows:
    return joined((np.array(sorted(bag), np.uint32), np.array([bag[t] for t in sorted(bag)], np.int64)) for bag in bags)


def _all(one: int, others: Ints) -> Factors:
    """Nothing is taken from the likeness."""
    return np.ones(len(others))


def _found(rows: Rows, days: list[int], sizes: list[int] | None = None) -> dict[tuple[int, int], int]:
    one, two, alike = neighbours(rows, np.array(days, np.int64), NEAR, _all, np.array(sizes) if sizes else None)
    assert (one < two).all() and (alike >= NEAR.counts).all()
    return {(i, j): value for i, j, value in zip(one.tolist(), two.tolist(), alike.tolist(), strict=True)}


def _fade(a: int, b: int) -> float:
    if NO_DAY in (a, b):
        return float(np.exp(-0.5))
    return float(np.exp(-0.5 * ((a - b) / NEAR.sigma) ** 2))


@given(bags_drawn, days_drawn)
def test_every_pair_that_counts_is_found_faded_by_its_days(bags: list[dict[int, int]], days: list[int]) -> None:
    days = days[: len(bags)]
    found = _found(_rows(bags), days)
    for j, two in enumerate(bags):
        for i, one in enumerate(bags[:j]):
            product = sum(weight * two[term] for term, weight in one.items() if term in two)
            expected = product * _fade(days[i], days[j])
            assert abs(found.get((i, j), 0) - expected) <= max(1, NEAR.counts if (i, j) not in found else 1)


@given(bags_drawn, days_drawn, st.integers(0, 7))
def test_what_is_found_of_a_pair_depends_on_the_pair_alone(
    bags: list[dict[int, int]], days: list[int], gone: int
) -> None:
    days = days[: len(bags)]
    gone %= len(bags)
    left = [i for i in range(len(bags)) if i != gone]
    whole = _found(_rows(bags), days)
    part = _found(_rows([bags[i] for i in left]), [days[i] for i in left]) if left else {}
    assert {(left[i], left[j]): v for (i, j), v in part.items()} == {p: v for p, v in whole.items() if gone not in p}


@given(bags_drawn)
def test_the_product_of_sums_is_the_average_likeness(bags: list[dict[int, int]]) -> None:
    half = len(bags) // 2
    if not half:
        return
    groups = [list(range(half)), list(range(half, len(bags)))]
    found = _found(sums(_rows(bags), groups), [738_000, 738_000], [len(group) for group in groups])
    pairs = [sum(w * bags[j][t] for t, w in bags[i].items() if t in bags[j]) for i in groups[0] for j in groups[1]]
    average = sum(pairs) / len(pairs)
    assert abs(found.get((0, 1), 0) - average) <= max(1, NEAR.counts if average < NEAR.counts else 1)


def test_articles_without_words_are_rows_without_terms() -> None:
    rows = rows_of([Article("a", ""), Article("b", "\n\n")])
    assert len(rows) == 2 and len(rows.terms) == 0
    assert _found(rows, [NO_DAY, NO_DAY]) == {}


def test_two_scripts_of_one_text_are_one_vector() -> None:
    rows = rows_of([Article("a", "维兰多总理访问奥斯梅尔"), Article("b", "維蘭多總理訪問奧斯梅爾")])
    ((pair, likeness),) = _found(rows, [738_000, 738_000]).items()
    assert pair == (0, 1) and likeness > 0.999 * ONE
