"""Stories: what happened when, who reports it, who said what, where reports differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from suyuan.link.days import known_by
from suyuan.link.timeline import Entry, timeline
from suyuan.model import Article, Claim, Discrepancy, Event, Span
from suyuan.serve.web.pages.ledger import ledger
from suyuan.serve.web.pages.parts import LISTED, Data, by_day, excerpt, utterance
from suyuan.store import Library, NotFoundError, Summary, Utterance
from suyuan.text.fold import fold

_UNNAMED = "not named"
_SENTENCE = 16  # characters from which evidence is more than the value itself
_SAID = 50  # statements shown of one speaker of a story


def stories(library: Library) -> Data:
    return {"stories": [story_card(library, story.id) for story in library.stories(limit=LISTED)]}


def story_card(library: Library, story_id: str) -> Data:
    story = library.story(story_id)
    articles = by_day(library, story.articles)
    days = sorted(article.published for article in articles if article.published)
    return {
        "id": story.id,
        "title": story.title or (articles[0].title if articles else None) or story.id,
        "articles": len(story.articles),
        "events": len(story.events),
        "outlets": sorted({article.outlet for article in articles if article.outlet}),
        "since": days[0] if days else None,
        "until": days[-1] if days else None,
    }


def story(library: Library, story_id: str, today: str) -> Data:
    """A story: its timeline, outlets, what was said by whom, where reports differ and what was promised."""
    found = library.story(story_id)
    articles = list(library.articles(found.articles))
    summaries = {summary.id: summary for summary in by_day(library, found.articles)}
    events = [event for key in found.events if isinstance(event := library.link("event", key), Event)]
    ids = set(summaries)
    claims = _claims_of(library, ids)
    others = sorted({ref.rpartition("#")[0] for claim in claims for ref in claim.statements} - ids)
    elsewhere = {summary.id: summary for summary in by_day(library, others)}
    order = timeline(articles, events, claims, library.articles(others))
    said = _said(order, summaries | elsewhere)
    return {
        **story_card(library, found.id),
        **succession(library, found.id, story_id),
        "timeline": _timeline(events, summaries, articles, said),
        "recycled": [entry for entry in said if entry["recycled"]],
        "by_outlet": _by_outlet(summaries.values()),
        "speakers": _by_speaker(articles, summaries, claims),
        "claims": [_claim(library, claim, summaries) for claim in claims],
        "discrepancies": _discrepancies(library, found.events, claims, summaries),
        "commitments": ledger(articles, today)[:LISTED],
    }


def succession(library: Library, found: str, asked: str) -> Data:
    """The story that was asked for where it is no more, and which other stories hold articles of it now."""
    if found.startswith(asked):
        return {"succeeds": None, "others": []}
    others = [story_card(library, other) for other in library.heirs("story", asked)[1:]]
    return {"succeeds": asked, "others": others}


def _timeline(
    events: list[Event], summaries: dict[str, Summary], articles: Iterable[Article], said: list[Data]
) -> list[Data]:
    """Events with their articles and what was said, each on its own day; what belongs to no event stands on its page's
    day. ``by`` is the day by which it was out, where its pages give none."""
    by = {article.id: known_by(article) for article in articles}

    def entry(when: tuple[str, str] | None, title: str | None, event: str | None, told: list[Summary]) -> Data:
        out = min((day for one in told if (day := by.get(one.id))), default=None)
        return {
            "when": when,
            "by": None if when else out,
            "title": title,
            "event": event,
            "articles": told,
            "said": None,
        }

    entries = [
        entry(event.when, event.title, event.id, [s for key, s in summaries.items() if key in event.articles])
        for event in events
    ]
    placed = {key for event in events for key in event.articles}
    for key, summary in summaries.items():
        if key not in placed:
            day = (summary.published, summary.published) if summary.published else None
            entries.append(entry(day, summary.title, None, [summary]))
    for one in said:
        entries.append({**entry((one["when"], one["when"]), None, None, []), "said": one})
    return sorted(entries, key=_place)


def _place(entry: Data) -> tuple[bool, str, bool, str, str]:
    first, last = entry["when"] or (entry["by"] or "", "")
    return (not first, first, entry["said"] is not None, last, entry["title"] or "")


def _said(entries: Iterable[Entry], summaries: dict[str, Summary]) -> list[Data]:
    """What was said on days that are told, with the pages that tell it; ``recycled`` where one does so much later."""
    out = []
    for entry in entries:
        if entry.kind == "statement":
            told = [{"ref": ref, "article": summaries[ref.rpartition("#")[0]]} for ref in entry.refs]
            words = {"when": entry.when, "speaker": entry.speaker, "words": entry.what, "told": told}
            out.append({**words, "recycled": entry.recycled})
    return out[:LISTED]


def _by_outlet(summaries: Iterable[Summary]) -> list[Data]:
    grouped: dict[str | None, list[Summary]] = defaultdict(list)
    for summary in summaries:
        grouped[summary.outlet].append(summary)
    ordered = sorted(grouped.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or ""))
    return [{"outlet": outlet, "articles": listed} for outlet, listed in ordered]


def _by_speaker(articles: list[Article], summaries: dict[str, Summary], claims: Iterable[Claim]) -> list[Data]:
    """Statements under who made them, the most quoted first; those of one claim together, the earliest leading.

    Named speakers are one across scripts; anonymous ones are kept apart by report, since the same description may be
    two people.
    """
    claim_of = {ref: claim.id for claim in claims for ref in claim.statements}
    said: dict[tuple[str, ...], dict[str, list[Utterance]]] = defaultdict(lambda: defaultdict(list))
    names: dict[tuple[str, ...], tuple[str, str]] = {}
    for article in sorted(articles, key=lambda article: (article.published or "9", article.id)):
        for statement in article.annotations.statements if article.annotations else ():
            speaker = statement.speaker
            name = "、".join(speaker.names) or _UNNAMED
            apart = (article.id, speaker.cluster or statement.id) if speaker.type == "anonymous" else ()
            key = (fold(name).lower(), *apart)
            names.setdefault(key, (name, speaker.type))
            one = utterance(article, statement, summaries[article.id])
            said[key][claim_of.get(one.ref, one.ref)].append(one)
    ordered = sorted(said.items(), key=lambda item: (item[0] == (_UNNAMED,), -len(item[1]), item[0]))
    return [
        {
            "speaker": names[key][0],
            "type": names[key][1],
            "said": len(told),
            "told": list(told.values())[:_SAID],
        }
        for key, told in ordered[:LISTED]
    ]


def _claims_of(library: Library, articles: set[str]) -> list[Claim]:
    found = {
        record.id: record
        for key in sorted(articles)
        for record in library.links("claim", article=key)
        if isinstance(record, Claim)
    }
    return sorted(found.values(), key=lambda claim: (-len(claim.statements), claim.id))[:LISTED]


def _claim(library: Library, claim: Claim, summaries: dict[str, Summary]) -> Data:
    said = []
    for ref in claim.statements:
        try:
            article, statement = library.statement(ref)
        except NotFoundError:
            continue
        summary = summaries.get(article.id) or library.summary(article.id)
        if summary:
            said.append(utterance(article, statement, summary))
    return {"id": claim.id, "origins": claim.origins, "statements": said, "denied": _denied(library, claim)}


def _denied(library: Library, claim: Claim) -> list[str]:
    """What claims that contradict this one say, in the words of the first to say it."""
    others = [library.link("claim", key) for key in claim.contradicts]
    return [other.variants[0] for other in others if isinstance(other, Claim) and other.variants]


def _discrepancies(
    library: Library, events: Iterable[str], claims: Iterable[Claim], summaries: dict[str, Summary]
) -> list[Data]:
    wanted = {("event", key) for key in events} | {("claim", claim.id) for claim in claims}
    out = []
    for record in library.links("discrepancy"):
        if isinstance(record, Discrepancy) and (record.of, record.id) in wanted:
            out.append(discrepancy(library, record, summaries))
    return sorted(out, key=lambda one: -one["strength"])


def discrepancy(library: Library, record: Discrepancy, summaries: dict[str, Summary]) -> Data:
    """A disagreement with the words that show each side."""
    values = []
    for value in record.values:
        evidence = []
        for key, start, end in value.evidence:
            article = next(library.articles([key]), None)
            summary = summaries.get(key) or library.summary(key)
            if article and summary:
                start, end = _printed(article.text, start, end, value.value)
                evidence.append({"article": summary, "start": start, "end": end, **excerpt(article.text, start, end)})
        values.append({"value": value.value, "evidence": evidence})
    return {
        "of": record.of,
        "id": record.id,
        "field": record.field,
        "what": record.what,
        "about": _about(record),
        "strength": record.strength,
        "origins": record.origins,
        "nature": record.nature,
        "values": values,
    }


def _printed(text: str, start: int, end: int, value: str) -> Span:
    """Where in a sentence that is its evidence a value stands as it is printed; the whole of it where it does not."""
    if not value or end - start <= _SENTENCE:
        return start, end
    found = re.search(rf"(?<!\d){re.escape(fold(value))}(?!\d)", fold(text[start:end]))
    return (start + found.start(), start + found.end()) if found else (start, end)


def _about(record: Discrepancy) -> str:
    """What a disagreement is about, without the name of the field that its key may begin with."""
    return " ".join(piece for piece in record.what.split(":") if piece and piece != record.field)
