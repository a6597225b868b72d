"""The source graph: who cites whom, where an outlet's claims come from, and a story's tree to its roots."""

from __future__ import annotations

from collections.abc import Iterable

from suyuan.link.anchors import WHY
from suyuan.link.days import known_by
from suyuan.link.origins import Said
from suyuan.link.sources import Hanging, Source, citations
from suyuan.link.sources import sources as sources_of
from suyuan.model import Article, Event, Reuse
from suyuan.read.outlets import by_name
from suyuan.serve.web.pages.parts import LISTED, Data, by_day
from suyuan.serve.web.pages.stories import story_card, succession
from suyuan.store import Library, NotFoundError, Summary
from suyuan.text.fold import fold

ARTICLES = 2000  # that one page of the graph gathers, the newest of them
_PAGES = 40  # shown under one source


def story_sources(library: Library, story_id: str, event_id: str) -> Data:
    """Where a story's claims come from, or those of one of its events: each source with the pages that hang on it."""
    story = library.story(story_id)
    events = [event for key in story.events if isinstance(event := library.link("event", key), Event)]
    chosen = next((event for event in events if event.id == event_id), None)
    if event_id and chosen is None:
        raise NotFoundError(f"story {story.id} has no event {event_id}")
    articles = list(library.articles(chosen.articles if chosen else story.articles))
    silent = [a.id for a in articles if not (a.annotations and a.annotations.statements)]
    return {
        **story_card(library, story.id),
        **succession(library, story.id, story_id),
        "event": {"id": chosen.id, "title": chosen.title} if chosen else None,
        "all_events": [
            {"id": event.id, "title": event.title, "when": event.when, "articles": len(event.articles)}
            for event in sorted(events, key=lambda e: (-len(e.articles), e.when or ("9999", ""), e.id))
        ],
        "sources": _tree(library, articles),
        "silent": by_day(library, silent),
    }


def sources(library: Library, outlet: str) -> Data:
    """Who cites whom, over all chains; of one outlet, where its claims come from and who cites it."""
    newest = library.summaries(limit=ARTICLES + 1)
    articles = list(library.articles(summary.id for summary in newest[:ARTICLES]))
    cited = citations(articles)
    own = [a for a in articles if a.outlet and _is(outlet, a.outlet.name)] if outlet else []
    if outlet:
        cited = [one for one in cited if _is(outlet, one.cited)]
    return {
        "outlet": outlet,
        "own": len(own),
        "partial": len(newest) > ARTICLES,
        "citations": cited[:LISTED],
        "sources": _tree(library, own) if own else [],
    }


def _is(asked: str, name: str) -> bool:
    known, other = by_name(asked), by_name(name)
    return known.id == other.id if known and other else fold(asked).lower() == fold(name).lower()


def _tree(library: Library, articles: list[Article]) -> list[Data]:
    by_id = {article.id: article for article in articles}
    summaries = {summary.id: summary for summary in by_day(library, by_id)}
    return [_source(source, by_id, summaries) for source in sources_of(articles, _reuses(library, by_id))][:LISTED]


def _reuses(library: Library, ids: Iterable[str]) -> list[Reuse]:
    found = {(r.a, r.b, r.type): r for key in ids for r in library.copies(key)}
    return [found[key] for key in sorted(found)]


def _source(source: Source, articles: dict[str, Article], summaries: dict[str, Summary]) -> Data:
    return {
        "name": source.name,
        "outlet": source.outlet,
        "certain": source.certain,
        "statements": source.statements,
        "pages": [_page(page, articles[page.article], summaries) for page in source.pages[:_PAGES]],
        "more": max(0, len(source.pages) - _PAGES),
    }


def _page(page: Hanging, article: Article, summaries: dict[str, Summary]) -> Data:
    """One page with what it has from a source, and the longest of these sentences."""
    said = {f"{article.id}#{s.id}": s for s in (article.annotations.statements if article.annotations else ())}
    longest = max(page.statements, key=lambda ref: len(Said(article, said[ref]).content))
    return {
        "article": summaries[article.id],
        "by": known_by(article),
        "through": page.through,
        "heard": page.heard,
        "why": WHY[page.why],
        "statements": page.statements,
        "ref": longest,
        "words": Said(article, said[longest]).content,
        "copied": summaries.get(page.copied or ""),
    }
