"""The ledger of commitments: one entry for a pledge, with what became of it over the reports."""

from __future__ import annotations

from collections.abc import Iterable

from suyuan.link.ledger import Entry, Pledge, last_day
from suyuan.link.ledger import ledger as pledges_of
from suyuan.model import Article
from suyuan.serve.web.pages.parts import LISTED, Data
from suyuan.store import Library, Summary
from suyuan.store.rows import party_words
from suyuan.text.fold import fold

REPORTS = 2000  # articles with commitments that one page gathers, the newest of them


def commitments(
    library: Library, actor: str, since: str | None, until: str | None, today: str, overdue: bool = False
) -> Data:
    """The ledger, by deadline; what is due before ``today`` is overdue, and with ``overdue`` alone listed. ``since``
    and ``until`` are days (or months, or years) the deadline lies between."""
    ids = library.promising(actor, limit=REPORTS + 1)
    found = ledger(library.articles(ids[:REPORTS]), today)
    wanted = fold(actor).lower()
    found = [
        pledge
        for pledge in found
        if (not wanted or any(wanted in fold(name).lower() for name in pledge["actors"]))
        and (not since or (pledge["due"] or "") >= since)
        and (not until or (pledge["due"] or "9999")[: len(until)] <= until)
        and (not overdue or pledge["overdue"])
    ]
    return {
        "actor": actor,
        "since": since,
        "until": until,
        "today": today,
        "total": len(found),
        "overdue": sum(pledge["overdue"] for pledge in found),
        "only_overdue": overdue,
        "partial": len(ids) > REPORTS,
        "commitments": found[: LISTED * 2],
    }


def ledger(articles: Iterable[Article], today: str) -> list[Data]:
    """The pledges of some articles."""
    return [_pledge(pledge, today) for pledge in pledges_of(list(articles))]


def _pledge(pledge: Pledge, today: str) -> Data:
    last = pledge.history[-1]
    entries = [_entry(entry) for entry in pledge.history]
    longest = next(entry for entry in entries if entry["action"] == pledge.action)
    return {
        "id": pledge.id,
        "actors": pledge.actors,
        "counterpart": next((entry["counterpart"] for entry in entries if entry["counterpart"]), None),
        "action": pledge.action,
        "shown": longest,
        "status": pledge.status,
        "negative": last.commitment.polarity == "negative",
        "deadline": pledge.deadline,
        "due": last_day(pledge.deadline),
        "when": next((entry["deadline"] for entry in reversed(entries) if entry["deadline"]), None),
        "amount": pledge.amount,
        "overdue": pledge.overdue(today),
        "history": _changes(entries),
    }


def _changes(entries: list[Data]) -> list[Data]:
    """The history with the reports of one day and status together, in the order of days. An article that says it twice,
    in its title and in its text, is one report."""
    out: list[Data] = []
    for entry in entries:
        step = (entry["article"].published, entry["status"])
        if not out or (out[-1]["day"], out[-1]["status"]) != step:
            out.append({"day": step[0], "status": step[1], "reports": []})
        if all(entry["article"].id != other["article"].id for other in out[-1]["reports"]):
            out[-1]["reports"].append(entry)
    return out


def _entry(entry: Entry) -> Data:
    """One report of a pledge, in the words of its article."""
    article, commitment = entry.article, entry.commitment
    return {
        "article": Summary(
            article.id,
            article.title,
            article.outlet.name if article.outlet else None,
            article.published,
            article.language,
            article.script,
            len(article.text),
        ),
        "action": entry.action,
        "span": commitment.action,
        "status": commitment.status,
        "counterpart": party_words(article.text, commitment.counterpart) if commitment.counterpart else None,
        "amount": entry.amount,
        "deadline": article.text[slice(*commitment.deadline.span)] if commitment.deadline else None,
        "value": entry.deadline,
    }
