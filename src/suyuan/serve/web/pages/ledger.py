"""The ledger of commitments."""

from __future__ import annotations

from collections.abc import Iterable

from suyuan.serve.web.pages.parts import LISTED, Data
from suyuan.store import Library, Pledge, segment


def commitments(library: Library, actor: str, since: str | None, until: str | None, today: str) -> Data:
    """The ledger; the last day of an entry is past when it is before ``today``."""
    found = library.commitments(actor=actor or None, due_from=since, due_until=until)
    return {
        "actor": actor,
        "since": since,
        "until": until,
        "today": today,
        "total": len(found),
        "commitments": ledger(found)[: LISTED * 2],
    }


def ledger(pledges: Iterable[Pledge]) -> list[Data]:
    """Commitments in their given order; what several articles report in the same words (of either script) is one."""
    entries: dict[tuple[str | None, ...], list[Pledge]] = {}
    for pledge in pledges:
        status = (pledge.commitment.status, pledge.commitment.polarity)
        key = (segment.normal(pledge.actor), segment.normal(pledge.action), *status, pledge.due)
        entries.setdefault(key, []).append(pledge)
    return [{"pledge": told[0], "also": told[1:]} for told in entries.values()]
