"""Of several possible sources of a page, the one whose changes it shares.

Where two texts differ, a third goes with one of them. Copied from the first, it never has what only the second changed;
copied through the second, it has it all. This is the argument from shared errors of textual criticism (Maas,
"Textkritik", 1927), taken place by place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from suyuan.model import Reuse, Span

# At so many places more must a page go with another source than with the one believed; one place may be chance.
_CLEAR = 2

Links = Mapping[tuple[str, str], Reuse]


def nearest(page: str, source: str, rivals: Sequence[str], links: Links) -> str:
    """The rival whose changes the page has, or ``source`` where none has more of its words on its side."""
    kept = {rival: _Kept(rival, links[_pair(page, rival)]) for rival in {source, *rivals}}
    for rival in rivals:
        link = links.get(_pair(source, rival))
        if rival == source or link is None:
            continue
        lead = 0
        for in_source, in_rival in _differences(link, source):
            lead += kept[rival].has(in_rival) - kept[source].has(in_source)
        if lead >= _CLEAR:
            source = rival
    return source


def _pair(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)


def _differences(link: Reuse, one: str) -> list[tuple[Span, Span]]:
    """Where the two texts of a link differ within their passages, the side of ``one`` first."""
    edits = [edit for passage in link.passages for edit in passage.edits if edit.kind != "noise"]
    return [(edit.a, edit.b) if link.a == one else (edit.b, edit.a) for edit in edits]


class _Kept:
    """Which places of a source stand as they are in the page of a link: those in a passage and in no edit."""

    def __init__(self, source: str, link: Reuse) -> None:
        at_a = link.a == source
        self._passages = sorted(p.a if at_a else p.b for p in link.passages)
        edits = [edit for p in link.passages for edit in p.edits if edit.kind != "noise"]
        self._edits = sorted(edit.a if at_a else edit.b for edit in edits)

    def has(self, span: Span) -> bool:
        """Whether the page has this stretch, with the character before it and the one behind."""
        start, end = max(0, span[0] - 1), span[1] + 1
        at = bisect_right(self._passages, start, key=lambda passage: passage[0]) - 1
        if at < 0 or self._passages[at][1] < end:
            return False
        # The last edit that begins inside the stretch or before it: does it end before it?
        at = bisect_right(self._edits, end - 1, key=lambda edit: edit[0]) - 1
        return at < 0 or self._edits[at][1] <= start
