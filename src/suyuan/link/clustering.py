"""Average-link clustering on a sparse graph of similarities."""

from __future__ import annotations

import heapq
from collections.abc import Mapping


def average_link(n: int, similarity: Mapping[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """Merge the most similar clusters while their average similarity reaches ``threshold``.

    ``similarity`` holds pairs (i < j) of items 0..n-1; a missing pair is 0. Ties are broken by item numbers, so the
    result depends on the numbering only (number items by a stable key). Returns clusters sorted by first item.
    """
    members: dict[int, list[int]] = {i: [i] for i in range(n)}
    total: dict[int, dict[int, float]] = {i: {} for i in range(n)}
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
        members[i] += members.pop(j)
        joined = total.pop(j)
        del total[i][j]
        for k, value in joined.items():
            if k == i:
                continue
            del total[k][j]
            total[i][k] = total[k][i] = total[i].get(k, 0.0) + value
        for k, value in total[i].items():
            average = value / (len(members[i]) * len(members[k]))
            if average >= threshold:
                heapq.heappush(heap, (-average, min(i, k), max(i, k)))
    return sorted(sorted(group) for group in members.values())
