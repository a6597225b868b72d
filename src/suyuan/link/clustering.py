"""Average-link clustering on a sparse graph of similarities: of a whole graph, or again of the part that changed."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from suyuan.link.neighbours import Edges

Adjacent = Callable[[Collection[int]], Mapping[int, Mapping[int, int]]]

# Two clusters whose average similarity is less than this share of what each has inside (the geometric mean of the two)
# are two things. So many pairs at the threshold are added inside each: three alike reports are no measure of a matter.
CONTRAST, ASSUMED_PAIRS = 0.6, 10


def average_link(
    n: int, similarity: Mapping[tuple[int, int], float], threshold: float, contrast: float = 0.0
) -> list[list[int]]:
    """Merge the most similar clusters while their average similarity reaches ``threshold``.

    With ``contrast``, two clusters that are less alike than this share of what they are inside stay two: two sister
    events are told in the same words, but each in its own names.

        the fire in Aldor and the fire in Belmar: ten reports each, among themselves .4, between the two .17

    ``similarity`` holds pairs (i < j) of items 0..n-1; a missing pair is 0. Ties are broken by item numbers, so the
    result depends on the numbering only (number items by a stable key), and on nothing at all where similarities are
    whole numbers, whose sums are exact. Returns clusters sorted by first item.
    """
    members: dict[int, list[int]] = {i: [i] for i in range(n)}
    total: dict[int, dict[int, float]] = {i: {} for i in range(n)}
    inside = [0.0] * n  # the sum over the pairs in a cluster
    within: list[float] = [threshold] * n  # and how alike its members are, on average over these and the assumed ones
    heap: list[tuple[float, int, int]] = []
    for (i, j), value in similarity.items():
        total[i][j] = total[j][i] = value
        if value >= threshold:
            heap.append((-value, i, j))
    heapq.heapify(heap)
    while heap:
        score, i, j = heapq.heappop(heap)
        if i not in members or j not in members:
            continue
        if -score != total[i][j] / (len(members[i]) * len(members[j])):
            continue  # stale: one side has grown since
        if score * score < contrast * contrast * within[i] * within[j]:
            continue  # looked at again when one side has grown
        members[i] += members.pop(j)
        inside[i] += inside[j] + total[i][j]
        pairs = len(members[i]) * (len(members[i]) - 1) // 2
        within[i] = (inside[i] + ASSUMED_PAIRS * threshold) / (pairs + ASSUMED_PAIRS)
        joined = total.pop(j)
        del total[i][j]
        for k, value in joined.items():
            if k == i:
                continue
            del total[k][j]
            total[i][k] = total[k][i] = total[i].get(k, 0) + value
        for k, value in total[i].items():
            average = value / (len(members[i]) * len(members[k]))
            if average >= threshold:
                heapq.heappush(heap, (-average, min(i, k), max(i, k)))
    return sorted(sorted(group) for group in members.values())


def components(n: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """For each item 0..n-1 the first item of its connected component."""
    root = list(range(n))
    for i, j in pairs:
        while root[i] != i:
            root[i] = i = root[root[i]]
        while root[j] != j:
            root[j] = j = root[root[j]]
        if i != j:
            root[max(i, j)] = min(i, j)
    for i in range(n):
        root[i] = root[root[i]]
    return root


def clusters(n: int, edges: Edges, threshold: int) -> list[list[int]]:
    """What ``average_link`` gives for the pairs with ``CONTRAST``, component by component.

    Two clusters can only merge where some pair of their members reaches the threshold.
    """
    one, two, alike = (column.tolist() for column in edges)
    return _grouped(n, one, two, alike, threshold)


def _grouped(n: int, one: list[int], two: list[int], alike: list[int], threshold: int) -> list[list[int]]:
    root = components(n, ((i, j) for i, j, value in zip(one, two, alike, strict=True) if value >= threshold))
    inside: dict[int, list[int]] = defaultdict(list)
    for i in range(n):
        inside[root[i]].append(i)
    pairs: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for i, j, value in zip(one, two, alike, strict=True):
        if root[i] == root[j]:
            pairs[root[i]].append((i, j, value))
    found: list[list[int]] = []
    for first, items in inside.items():
        number = {item: at for at, item in enumerate(items)}
        similarity = {(number[i], number[j]): value for i, j, value in pairs[first]}
        found += [[items[at] for at in group] for group in average_link(len(items), similarity, threshold, CONTRAST)]
    return sorted(found)


def regroup(
    changed: Collection[int],
    cluster_of: Callable[[Collection[int]], Mapping[int, Sequence[int]]],
    adjacent: Adjacent,
    order: Callable[[Collection[int]], Sequence[int]],
    threshold: int,
) -> tuple[set[frozenset[int]], list[tuple[int, ...]]]:
    """The clusters that go and those that come when the edges of ``changed`` items changed; all others stay.

    ``cluster_of`` gives the old cluster of each item that has one (an item that is new has none; one that is gone is
    in none), ``adjacent`` the edges of items as they are now, ``order`` those of some items that are there, sorted as
    ``average_link`` numbers them.

    The outcome is that of clustering everything again. A cluster's inner merges depend on nothing but its own pairs and
    on what its members might have joined instead. So the region of the changed items is clustered again together with
    the old clusters beside it (those with a pair that reaches the threshold); where each of these comes out as it was,
    it has merged as before, in the same order, and what lies beyond it sees no difference. Where one does not, the
    region grows by it.
    """
    region: dict[int, tuple[int, ...]] = {}  # item → its old cluster (empty where it had none)
    beside: dict[int, tuple[int, ...]] = {}
    edges: dict[int, Mapping[int, int]] = {}
    fresh = set(changed)
    while True:
        # The old clusters of what changed, whole, are part of the region; those next to it are its border.
        old = {item: tuple(cluster) for item, cluster in cluster_of(fresh).items()}
        for item in fresh:
            region.setdefault(item, ())
        for cluster in set(old.values()):
            for member in cluster:
                region[member] = cluster
                beside.pop(member, None)
        edges.update(adjacent([item for item in region if item not in edges]))
        touching = {
            other
            for item in region
            for other, value in edges[item].items()
            if value >= threshold and other not in region and other not in beside
        }
        for cluster in {tuple(c) for c in cluster_of(touching).values()}:
            beside.update(dict.fromkeys(cluster, cluster))
        edges.update(adjacent([item for item in beside if item not in edges]))
        items = order([*region, *beside])
        number = {item: at for at, item in enumerate(items)}
        one, two, alike = [], [], []
        for item in items:
            i = number[item]
            for other, value in edges[item].items():
                j = number.get(other, -1)
                if i < j:
                    one.append(i)
                    two.append(j)
                    alike.append(value)
        found = [tuple(items[at] for at in group) for group in _grouped(len(items), one, two, alike, threshold)]
        now = {frozenset(group) for group in found}
        disturbed = {cluster for cluster in set(beside.values()) if frozenset(cluster) not in now}
        if not disturbed:
            before = {frozenset(cluster) for cluster in region.values() if cluster}
            after = {frozenset(group): group for group in found if group[0] in region}
            return before - after.keys(), [group for key, group in after.items() if key not in before]
        fresh = {member for cluster in disturbed for member in cluster}
