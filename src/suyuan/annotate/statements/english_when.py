"""When an English statement was made: the day that stands beside its verb, outside its content.

The minister said on Monday that …; "…," she told the paper in May; In March 2024, the ministry announced …
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.syntax.chinese import Layers
from suyuan.model import Span, TimeExpression

# What may stand between the verb and its day: whom it was told, how, and the preposition.
_AFTER = re.compile(r"\s(?:[\w’'.-]+\s){0,4}?(?:(?:on|in|late|early|earlier|as early as|back in|during)\s)?$", re.I)
_BEFORE = re.compile(
    r"\W*(?:(?:but|and|so|also|meanwhile|separately),?\s)?(?:on\s|in\s|late\s|early\s|earlier\s)*$", re.I
)
_OWN_DAYS = frozenset({"DATE", "TIME"})
# Characters between verb and day.
_NEAR = 48


def date(text: str, layers: Layers, drafts: Iterable[Draft]) -> None:
    """Give each statement the time of its own sentence, where one stands beside its verb or opens the sentence."""
    times = [t for _, t in sorted(layers.times.items()) if t.type in _OWN_DAYS and not t.vague]
    starts = [time.start for time in times]
    for draft in drafts:
        if draft.cue is not None and draft.when is None:
            here = times[bisect_left(starts, draft.unit[0]) : bisect_left(starts, draft.unit[1])]
            draft.when = _beside(text, draft, draft.cue, here) or _opening(text, draft, here)


def _beside(text: str, draft: Draft, cue: Span, times: Sequence[TimeExpression]) -> Span | None:
    for time in times:
        if cue[1] < time.start <= cue[1] + _NEAR and not _told(draft, time):
            between = text[cue[1] : time.start]
            return (time.start, time.end) if _AFTER.match(between) and not _crosses(draft, cue[1], time.start) else None
    return None


def _opening(text: str, draft: Draft, times: Sequence[TimeExpression]) -> Span | None:
    """A day at the head of the sentence, before the speaker."""
    if draft.speaker is None:
        return None
    for time in times:
        if time.end <= draft.speaker[0] and not _told(draft, time):
            heads = _BEFORE.match(text[draft.unit[0] : time.start])
            between = text[time.end : draft.speaker[0]].strip()
            return (time.start, time.end) if heads and between in ("", ",", ", the", ", a") else None
    return None


def _told(draft: Draft, time: TimeExpression) -> bool:
    return any(start <= time.start < end for start, end in draft.content)


def _crosses(draft: Draft, start: int, end: int) -> bool:
    return any(start < piece[1] and piece[0] < end for piece in draft.content)
