"""Of two possible sources of a page, the one whose changes it shares.

Where two texts differ, a third goes with one of them. Copied from the first, it never has what only the second changed;
copied through the second, it has it all. This is the argument from shared errors of textual criticism (Lachmann; Maas,
"Textkritik", 1927), taken place by place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import combinations

from suyuan.model import Reuse, Span

# What each place at which a page goes with a rival costs a source, and at most. One may be chance.
_EACH = 0.4
_MOST = 4.0

Links = Mapping[tuple[str, str], Reuse]


def pair_of(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)


def agreements(page: str, sources: Sequence[str], links: Links) -> dict[str, float]:
    """What it costs each source that the page goes with another one where the two differ."""
    kept = {source: _Kept(page, source, links[pair_of(page, source)]) for source in sources}
    costs = dict.fromkeys(sources, 0.0)
    for one, two in combinations(sources, 2):
        link = links.get(pair_of(one, two))
        if link is None:
            continue
        with_one = with_two = 0
        for in_one, in_two in _differences(link, one):
            goes = kept[one].has(in_one), kept[two].has(in_two)
            with_one, with_two = with_one + (goes == (True, False)), with_two + (goes == (False, True))
        costs[one] = max(costs[one], min(_MOST, _EACH * max(0, with_two - with_one)))
        costs[two] = max(costs[two], min(_MOST, _EACH * max(0, with_one - with_two)))
    return costs


def _differences(link: Reuse, one: str) -> list[tuple[Span, Span]]:
    """Where the two texts of a link differ within their passages, the side of ``one`` first."""
    edits = [edit for passage in link.passages for edit in passage.edits if edit.kind != "noise"]
    return [(edit.a, edit.b) if link.a == one else (edit.b, edit.a) for edit in edits]


class _Kept:
    """Which places of a source stand in a page as they are: those in a passage and in no edit."""

    def __init__(self, page: str, source: str, link: Reuse) -> None:
        at_a = link.a == source
        self._passages = sorted(p.a if at_a else p.b for p in link.passages)
        edits = [edit for p in link.passages for edit in p.edits if edit.kind != "noise"]
        self._edits = sorted(edit.a if at_a else edit.b for edit in edits)

    def has(self, span: Span) -> bool:
        """Whether the page has this stretch of the source with the character before and the one behind it."""
        start, end = span[0] - 1, span[1] + 1
        at = bisect_right(self._passages, (start, end + (1 << 60))) - 1
        if at < 0 or self._passages[at][1] < end:
            return False
        at = bisect_right(self._edits, (end, -1)) - 1
        # An edit that ends before the stretch begins touches nothing of it.
        return at < 0 or self._edits[at][1] <= start
