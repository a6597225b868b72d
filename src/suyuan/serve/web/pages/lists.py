"""The front page, and the pages that answer a query with a list."""

from __future__ import annotations

from typing import Unpack

from suyuan.serve.web.pages.parts import PER_PAGE, Data
from suyuan.serve.web.pages.stories import story_card
from suyuan.store import Library
from suyuan.store.search import FilterFields


def home(library: Library) -> Data:
    return {
        "counts": library.counts(),
        "stories": [story_card(library, story.id) for story in library.stories(limit=6)],
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
