"""What each page of the web view shows, as plain data: the HTML page and its JSON twin are made of the same answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Unpack

from suyuan.link.chains import chain_of
from suyuan.link.claims import Said, copies_of, origins
from suyuan.model import Article, Chain, Claim, Discrepancy, Event, Origins, Reuse, Statement
from suyuan.serve.web import tree
from suyuan.store import Library, NotFoundError, Pledge, Summary, Utterance, segment
from suyuan.store.search import FilterFields
from suyuan.text.fold import fold

PER_PAGE = 20
_LISTED = 200  # the most of anything on one page
_UNNAMED = "not named"
_FAMILY = 2000  # articles; the most that are looked at to say who copied whom
_SAID = 50  # statements shown of one speaker of a story
_TRACED = 40  # statements a query's trace starts from

Data = dict[str, Any]


def home(library: Library) -> Data:
    return {
        "counts": library.counts(),
        "stories": [_story_card(library, story.id) for story in library.stories(limit=6)],
        "newest": library.summaries(limit=8),
        "outlets": library.outlets()[:24],
        "entities": library.entities(24),
    }


def search(library: Library, query: str, page: int, **filters: Unpack[FilterFields]) -> Data:
    """Hits of a query, or, without one, the articles that the filters leave."""
    offset = (page - 1) * PER_PAGE
    hits = library.search(query, limit=PER_PAGE + 1, offset=offset, **filters) if query else []
    listed = (
        library.summaries(limit=PER_PAGE + 1, offset=offset, **filters) if not query and any(filters.values()) else []
    )
    said = library.search_statements(query, limit=5, **filters) if query and page == 1 else []
    return {
        "query": query,
        "filters": {name: value for name, value in filters.items() if value},
        "page": page,
        "more": len(hits) > PER_PAGE or len(listed) > PER_PAGE,
        "exact": not hits or hits[0].exact,
        "hits": hits[:PER_PAGE],
        "articles": listed[:PER_PAGE],
        "statements": said,
    }


# ------------------------------------------------------------------ stories


def stories(library: Library) -> Data:
    return {"stories": [_story_card(library, story.id) for story in library.stories(limit=_LISTED)]}


def _story_card(library: Library, story_id: str) -> Data:
    story = library.story(story_id)
    articles = _summaries(library, story.articles)
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


def story(library: Library, story_id: str) -> Data:
    """A story: its timeline, outlets, what was said by whom, where reports differ and what was promised."""
    found = library.story(story_id)
    articles = list(library.articles(found.articles))
    summaries = {summary.id: summary for summary in _summaries(library, found.articles)}
    events = [event for key in found.events if isinstance(event := library.link("event", key), Event)]
    ids = set(summaries)
    claims = _claims_of(library, ids)
    return {
        **_story_card(library, found.id),
        "timeline": _timeline(events, summaries),
        "by_outlet": _by_outlet(summaries.values()),
        "speakers": _by_speaker(articles, summaries, claims),
        "claims": [_claim(library, claim, summaries) for claim in claims],
        "discrepancies": _discrepancies(library, found.events, claims, summaries),
        "commitments": _ledger(library.commitments(articles=found.articles)),
    }


def _summaries(library: Library, ids: Iterable[str]) -> list[Summary]:
    """Articles by day (those without a day last), then id."""
    found = [summary for key in ids if (summary := library.summary(key))]
    return sorted(found, key=lambda summary: (summary.published is None, summary.published or "", summary.id))


def _timeline(events: list[Event], summaries: dict[str, Summary]) -> list[Data]:
    """Events on their own days, each with its articles; what belongs to no event stands on its page's day."""
    entries = [
        {
            "when": event.when,
            "title": event.title,
            "event": event.id,
            "articles": [summary for key, summary in summaries.items() if key in event.articles],
        }
        for event in events
    ]
    placed = {key for event in events for key in event.articles}
    for key, summary in summaries.items():
        if key not in placed:
            day = (summary.published, summary.published) if summary.published else None
            entries.append({"when": day, "title": summary.title, "event": None, "articles": [summary]})
    return sorted(entries, key=lambda entry: (entry["when"] is None, entry["when"] or (), entry["title"] or ""))


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
        for key, told in ordered[:_LISTED]
    ]


def utterance(article: Article, statement: Statement, summary: Summary) -> Utterance:
    content = " … ".join(article.text[start:end] for start, end in statement.content)
    return Utterance(f"{article.id}#{statement.id}", summary, statement, content)


def _claims_of(library: Library, articles: set[str]) -> list[Claim]:
    found = {
        record.id: record
        for key in sorted(articles)
        for record in library.links("claim", article=key)
        if isinstance(record, Claim)
    }
    return sorted(found.values(), key=lambda claim: (-len(claim.statements), claim.id))[:_LISTED]


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
    return {"id": claim.id, "origins": claim.origins, "statements": said, "contradicts": claim.contradicts}


def _discrepancies(
    library: Library, events: Iterable[str], claims: Iterable[Claim], summaries: dict[str, Summary]
) -> list[Data]:
    wanted = {("event", key) for key in events} | {("claim", claim.id) for claim in claims}
    out = []
    for record in library.links("discrepancy"):
        if isinstance(record, Discrepancy) and (record.of, record.id) in wanted:
            out.append(discrepancy(library, record, summaries))
    return out


def discrepancy(library: Library, record: Discrepancy, summaries: dict[str, Summary]) -> Data:
    """A disagreement with the words that show each side."""
    values = []
    for value in record.values:
        evidence = []
        for key, start, end in value.evidence:
            article = next(library.articles([key]), None)
            summary = summaries.get(key) or library.summary(key)
            if article and summary:
                evidence.append({"article": summary, "start": start, "end": end, **excerpt(article.text, start, end)})
        values.append({"value": value.value, "evidence": evidence})
    return {
        "of": record.of,
        "id": record.id,
        "field": record.field,
        "what": record.what,
        "about": _about(record),
        "values": values,
    }


def _about(record: Discrepancy) -> str:
    """What a disagreement is about, without the name of the field that its key may begin with."""
    return " ".join(piece for piece in record.what.split(":") if piece and piece != record.field)


def excerpt(text: str, start: int, end: int, around: int = 36) -> Data:
    """The words of a span between some of what stands before and after it on its own line."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    before, after = max(line, start - around), min(stop, end + around)
    return {
        "before": ("…" if before > line else "") + text[before:start],
        "words": text[start:end],
        "after": text[end:after] + ("…" if after < stop else ""),
    }


# ------------------------------------------------------------------ articles


def article(library: Library, article_id: str) -> Data:
    """An article with its annotations, its chain out to us, its copies and its stories."""
    found = library.article(article_id)
    return {
        "article": found,
        "chains": library.links("chain", article=found.id),
        "copies": [copy_card(library, reuse) for reuse in library.copies(found.id)],
        "stories": [
            {"id": story.id, "title": getattr(story, "title", "")}
            for story in library.links("story", article=found.id)
            if hasattr(story, "id")
        ],
    }


def evidence(library: Library, article_id: str, layer: str, number: int) -> Data:
    """One annotation with the words it rests on. Raises NotFoundError."""
    found = library.article(article_id)
    layers = {
        "mention": "mentions",
        "time": "times",
        "quantity": "quantities",
        "statement": "statements",
        "commitment": "commitments",
    }
    records = getattr(found.annotations, layers.get(layer, ""), ()) if found.annotations else ()
    if not 0 <= number < len(records):
        raise NotFoundError(f"article {found.id} has no {layer} {number}")
    record = records[number]
    if layer == "statement":
        start, end = min(record.content, default=(0, 0))
    elif layer == "commitment":
        start, end = record.action
    else:
        start, end = record.start, record.end
    return {
        "article": library.summary(found.id),
        "layer": layer,
        "number": number,
        "record": record,
        "chain": library.link("chain", f"{found.id}#{record.id}") if layer == "statement" else None,
        "start": start,
        "end": end,
        **excerpt(found.text, start, end),
    }


def statements(library: Library, query: str, page: int, **filters: Unpack[FilterFields]) -> Data:
    offset = (page - 1) * PER_PAGE
    if query:
        found = library.search_statements(query, limit=PER_PAGE + 1, offset=offset, **filters)
    else:
        found = library.statements(limit=PER_PAGE + 1, offset=offset, **filters)
    return {
        "query": query,
        "filters": {name: value for name, value in filters.items() if value},
        "page": page,
        "more": len(found) > PER_PAGE,
        "statements": found[:PER_PAGE],
    }


# ------------------------------------------------------------------ traces


def trace(library: Library, query: str = "", ref: str = "") -> Data:
    """The source chains of one statement, or of all statements of a query: a tree for each thing that was said."""
    if ref:
        article, statement = library.statement(ref)
        refs = [f"{article.id}#{statement.id}"]
    else:
        refs = [said.ref for said in library.search_statements(query, limit=_TRACED)] if query else []
    traces: list[Data] = []
    seen: set[str] = set()
    claims = {key: _claim_about(library, key) for key in refs}
    told = set(refs) | {key for claim in claims.values() if claim for key in claim.statements}
    copies = _families(library, {key.rpartition("#")[0] for key in told})
    together_from = _origins(library, refs, copies) if refs else None
    for found in refs:
        if found in seen:
            continue
        claim = claims[found]
        together = list(claim.statements) if claim else [found]
        seen.update(together)
        traces.append(_trace(library, found, together, claim, copies))
    return {"query": query, "ref": refs[0] if ref else "", "origins": together_from, "traces": traces}


def _claim_about(library: Library, ref: str) -> Claim | None:
    """The claim that a statement makes, where others make it too."""
    return next((claim for claim in library.links("claim", statement=ref) if isinstance(claim, Claim)), None)


def _families(library: Library, articles: Iterable[str]) -> dict[str, str]:
    """Article → the smallest id of its family of copies, for these articles and all they hang together with."""
    queue, seen, found = sorted(articles), set(articles), []
    while queue and len(seen) < _FAMILY:
        for reuse in library.copies(queue.pop()):
            found.append(reuse)
            new = {reuse.a, reuse.b} - seen
            seen |= new
            queue += sorted(new)
    return copies_of(found)


def _origins(library: Library, refs: Iterable[str], copies: dict[str, str]) -> Origins:
    """Independent origins of all these statements taken together."""
    said = [Said(*library.statement(ref)) for ref in refs]
    return origins(said, copies)


def _trace(library: Library, ref: str, together: list[str], claim: Claim | None, copies: dict[str, str]) -> Data:
    said: dict[str, Utterance] = {}
    chains: list[Chain] = []
    for key in together:
        try:
            article, statement = library.statement(key)
        except NotFoundError:
            continue
        summary = library.summary(article.id)
        if summary:
            said[key] = utterance(article, statement, summary)
            chains.append(chain_of(article, statement))

    def same_source(key: str) -> str:
        speaker = said[key].statement.speaker
        return (
            copies.get(said[key].article.id, said[key].article.id)
            if speaker.type in ("anonymous", "unspecified")
            else ""
        )

    roots = tree.merge(chains, same_source)
    return {
        "ref": ref,
        "claim": claim.id if claim else None,
        "content": said[ref].content if ref in said else "",
        "article": said[ref].article if ref in said else None,
        "origins": claim.origins if claim else _origins(library, said, copies),
        "statements": sorted(said.values(), key=lambda one: (one.article.published or "9", one.ref)),
        "copied": _copied(library, {one.article.id for one in said.values()}),
        "tree": roots,
    }


def _copied(library: Library, articles: set[str]) -> dict[str, Data]:
    """Which of the articles took its words from which other of them, the one it shares most with."""
    out: dict[str, Data] = {}
    for key in sorted(articles):
        for reuse in library.copies(key):
            card = copy_card(library, reuse)
            taker, giver = card["taker"], card["giver"]
            if reuse.direction and taker and giver and taker.id == key and giver.id in articles:
                out.setdefault(key, {name: card[name] for name in ("giver", "a", "b", "type")})
    return out


# ------------------------------------------------------------------ copies and commitments


def copies(library: Library, article_id: str = "") -> Data:
    wanted = library.article(article_id).id if article_id else None
    found = [copy_card(library, reuse) for reuse in library.copies(wanted)[:_LISTED]]
    return {"article": library.summary(wanted) if wanted else None, "copies": found}


def copy_card(library: Library, reuse: Reuse) -> Data:
    """A pair in the order to tell it in: the copy, then what it copied, where the direction is known."""
    taker, giver = (reuse.b, reuse.a) if reuse.direction == "b<-a" else (reuse.a, reuse.b)
    edits = [edit for passage in reuse.passages for edit in passage.edits]
    return {
        "taker": library.summary(taker),
        "giver": library.summary(giver),
        "a": reuse.a,
        "b": reuse.b,
        "type": reuse.type,
        "directed": reuse.direction is not None,
        "chars": reuse.chars,
        "passages": len(reuse.passages),
        "meaning": sum(edit.kind == "meaning" for edit in edits),
        "edits": sum(edit.kind != "noise" for edit in edits),
        "cues": reuse.cues,
    }


def copy(library: Library, a: str, b: str) -> Data:
    """Two articles side by side: every shared passage with what differs inside it. Raises NotFoundError."""
    first, second = sorted((library.article(a), library.article(b)), key=lambda article: article.id)
    found = [reuse for reuse in library.copies(first.id) if {reuse.a, reuse.b} == {first.id, second.id}]
    if not found:
        raise NotFoundError(f"articles {first.id} and {second.id} share no passage that we know of")
    return {
        "pairs": [copy_card(library, reuse) for reuse in found],
        "reuse": found,
        "articles": {article.id: article for article in (first, second)},
    }


def commitments(library: Library, actor: str, since: str | None, until: str | None, today: str) -> Data:
    """The ledger; the last day of an entry is past when it is before ``today``."""
    found = library.commitments(actor=actor or None, due_from=since, due_until=until)
    return {
        "actor": actor,
        "since": since,
        "until": until,
        "today": today,
        "total": len(found),
        "commitments": _ledger(found)[: _LISTED * 2],
    }


def _ledger(pledges: Iterable[Pledge]) -> list[Data]:
    """Commitments in their given order; what several articles report in the same words (of either script) is one."""
    entries: dict[tuple[str | None, ...], list[Pledge]] = {}
    for pledge in pledges:
        status = (pledge.commitment.status, pledge.commitment.polarity)
        key = (segment.normal(pledge.actor), segment.normal(pledge.action), *status, pledge.due)
        entries.setdefault(key, []).append(pledge)
    return [{"pledge": told[0], "also": told[1:]} for told in entries.values()]
