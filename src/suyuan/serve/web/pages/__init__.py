"""What each page of the web view shows, as plain data: the HTML page and its JSON twin are made of the same answer."""

from suyuan.serve.web.pages.articles import article, evidence
from suyuan.serve.web.pages.compare import compare
from suyuan.serve.web.pages.copies import copies, copy
from suyuan.serve.web.pages.ledger import commitments
from suyuan.serve.web.pages.lists import home, search, statements
from suyuan.serve.web.pages.sources import sources, story_sources
from suyuan.serve.web.pages.stories import stories, story
from suyuan.serve.web.pages.traces import trace

__all__ = [
    "article",
    "commitments",
    "compare",
    "copies",
    "copy",
    "evidence",
    "home",
    "search",
    "sources",
    "statements",
    "stories",
    "story",
    "story_sources",
    "trace",
]
