"""Sentences after a statement that are still plausibly reported, without a cue of their own."""

from __future__ import annotations

from bisect import bisect_right

from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.syntax.segments import Unit

# A report, a document or a source retold runs on; after a named speaker the writer is as likely to speak again.
_RUN_ON = frozenset({"outlet", "anonymous", "document"})


def carry(units: list[Unit], drafts: list[Draft]) -> None:
    """Give the sentences up to the next attribution in the paragraph to the statement before them."""
    starts = [unit.start for unit in units]
    attributed = {draft.unit[0] for draft in drafts}
    for draft in drafts:
        runs_on = draft.resolved is not None and (draft.resolved.type in _RUN_ON or bool(draft.channel))
        if draft.depth > 1 or draft.kind != "body" or draft.type == "direct" or not runs_on:
            continue
        for unit in units[bisect_right(starts, draft.unit[0]) :]:
            if unit.paragraph != draft.paragraph or unit.start in attributed:
                break
            draft.carried.append((unit.start, unit.end))
