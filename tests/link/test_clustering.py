from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from suyuan.link.clustering import average_link

pairs = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), st.floats(0, 1, allow_nan=False)
)


def test_two_groups_and_one_alone() -> None:
    similarity = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.7, (3, 4): 0.6, (2, 3): 0.3}
    assert average_link(6, similarity, 0.5) == [[0, 1, 2], [3, 4], [5]]


def test_a_chain_of_likeness_does_not_glue_ends_that_are_unlike() -> None:
    similarity = {(i, i + 1): 0.6 for i in range(5)}
    assert max(map(len, average_link(6, similarity, 0.5))) == 2


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
