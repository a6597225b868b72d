from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.link import clustering
from suyuan.link.clustering import CONTRAST, average_link, clusters, regroup

pairs = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), st.floats(0, 1, allow_nan=False)
)


def test_two_groups_and_one_alone() -> None:
    similarity = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.7, (3, 4): 0.6, (2, 3): 0.3}
    assert average_link(6, similarity, 0.5) == [[0, 1, 2], [3, 4], [5]]


def test_a_chain_of_likeness_does_not_glue_ends_that_are_unlike() -> None:
    similarity = {(i, i + 1): 0.6 for i in range(5)}
    assert max(map(len, average_link(6, similarity, 0.5))) == 2


def _sisters(inside: int, between: int) -> dict[tuple[int, int], int]:
    """Two groups of eight."""
    return {(i, j): inside if i // 8 == j // 8 else between for j in range(16) for i in range(j)}


def test_two_events_told_in_the_same_words_stay_two() -> None:
    likeness = _sisters(400, 170)
    assert average_link(16, likeness, 150) == [list(range(16))]
    assert average_link(16, likeness, 150, CONTRAST) == [list(range(8)), list(range(8, 16))]


def test_two_halves_of_a_loosely_told_event_are_one() -> None:
    assert average_link(16, _sisters(220, 170), 150, CONTRAST) == [list(range(16))]


def test_a_newcomer_joins_the_closest_group_though_it_is_less_alike_than_they_are() -> None:
    likeness = {(i, j): 380 if j < 5 else 170 for j in range(6) for i in range(j)}
    assert average_link(6, likeness, 150, CONTRAST) == [list(range(6))]


@given(pairs, st.floats(0.05, 0.95))
def test_contrast_only_keeps_apart(similarity: dict[tuple[int, int], float], threshold: float) -> None:
    apart = average_link(8, similarity, threshold, 1e9)
    assert apart == [[i] for i in range(8)]
    assert average_link(8, similarity, threshold, 1e-9) == average_link(8, similarity, threshold)


@given(pairs, st.floats(0.05, 0.95))
def test_every_item_is_in_one_cluster(similarity: dict[tuple[int, int], float], threshold: float) -> None:
    groups = average_link(8, similarity, threshold)
    assert sorted(i for group in groups for i in group) == list(range(8))


@given(pairs, st.floats(0.05, 0.95))
def test_no_two_clusters_left_are_alike_enough_to_merge(
    similarity: dict[tuple[int, int], float], threshold: float
) -> None:
    groups = average_link(8, similarity, threshold)
    for n, a in enumerate(groups):
        for b in groups[n + 1 :]:
            total = sum(similarity.get((min(i, j), max(i, j)), 0.0) for i in a for j in b)
            assert total / (len(a) * len(b)) < threshold + 1e-9


whole_pairs = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1]), st.integers(1, 30), max_size=40
)


@pytest.fixture(autouse=True, scope="module")
def few_pairs_are_assumed() -> Iterator[None]:
    """So that contrast is at work among a dozen items."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clustering, "ASSUMED_PAIRS", 1)
        yield


def _all_at_once(items: set[int], edges: dict[tuple[int, int], int], threshold: int) -> set[frozenset[int]]:
    numbered = sorted(items)
    at = {item: number for number, item in enumerate(numbered)}
    inside = [(at[i], at[j], value) for (i, j), value in edges.items() if i in at and j in at]
    columns = np.array(inside, np.int64).reshape(-1, 3).T
    found = clusters(len(numbered), (columns[0], columns[1], columns[2]), threshold)
    return {frozenset(numbered[n] for n in group) for group in found}


@given(whole_pairs, st.integers(1, 20))
def test_component_by_component_is_the_whole_graph(edges: dict[tuple[int, int], int], threshold: int) -> None:
    assert _all_at_once(set(range(12)), edges, threshold) == {
        frozenset(group) for group in average_link(12, edges, threshold, CONTRAST)
    }


@settings(max_examples=300)
@given(
    whole_pairs,
    whole_pairs,
    st.integers(1, 20),
    st.sets(st.integers(0, 11), max_size=3),
    st.sets(st.integers(0, 11), max_size=3),
)
def test_clustering_again_where_something_changed_is_clustering_everything_again(
    edges: dict[tuple[int, int], int],
    others: dict[tuple[int, int], int],
    threshold: int,
    new: set[int],
    gone: set[int],
) -> None:
    """Items come and go, and a few likenesses of those that stay are others now."""
    every, gone = set(range(12)), gone - new
    before = _all_at_once(every - new, edges, threshold)
    moved = dict(list(others.items())[:2])
    now = edges | moved
    cluster_of = {item: cluster for cluster in before for item in cluster}
    changed = new | {i for pair in moved for i in pair} | {i for item in gone for i in cluster_of[item]}

    def adjacent(items: Collection[int]) -> dict[int, dict[int, int]]:
        near: dict[int, dict[int, int]] = {item: {} for item in items}
        for (i, j), value in now.items():
            if not {i, j} & gone:
                for a, b in ((i, j), (j, i)):
                    if a in near:
                        near[a][b] = value
        return near

    went, came = regroup(
        changed - gone,
        lambda items: {item: tuple(cluster_of[item]) for item in items if item in cluster_of},
        adjacent,
        lambda items: sorted(set(items) - gone),
        threshold,
    )
    whole = _all_at_once(every - gone, now, threshold)
    left = {cluster for cluster in before - went if not cluster <= gone}
    assert left | {frozenset(group) for group in came} == whole


def test_only_what_is_disturbed_is_looked_at() -> None:
    """A long row of clusters, each a little like the next: a newcomer to one end leaves the other end alone."""
    edges: dict[int, dict[int, int]] = {i: {} for i in range(301)}
    for i in range(300):
        for j, value in ((i + 1, 90 if i % 3 < 2 else 25), (i + 2, 90 if i % 3 == 0 else 0)):
            if j < 300 and value:
                edges[i][j] = edges[j][i] = value
    edges[300][0] = edges[0][300] = 80
    edges[300][1] = edges[1][300] = 80
    seen: set[int] = set()

    def order(items: Collection[int]) -> list[int]:
        seen.update(items)
        return sorted(items)

    went, came = regroup(
        {300},
        lambda items: {i: tuple(range(i // 3 * 3, i // 3 * 3 + 3)) for i in items if i < 300},
        lambda items: {i: edges[i] for i in items},
        order,
        20,
    )
    assert went == {frozenset({0, 1, 2})} and came == [(0, 1, 2, 300)]
    assert max(seen - {300}) < 12
