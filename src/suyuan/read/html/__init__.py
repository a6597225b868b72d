"""HTML to a draft: `extract` for whole pages, `parts` for fragments such as the body of a feed item."""

from __future__ import annotations

from suyuan.read.draft import Draft, Part
from suyuan.read.html.article import article_parts, fragment_parts, head_line
from suyuan.read.html.body import find_body
from suyuan.read.html.lines import read_lines
from suyuan.read.html.meta import read_meta
from suyuan.read.html.title import title_of
from suyuan.read.lines import clean_line

__all__ = ["extract", "parts"]


def extract(html: str, url: str | None = None) -> Draft:
    """The article of an HTML page: title, typed parts, and what head and mark-up say of author, date and outlet.

    Parts with the role ``head`` or ``foot`` stand before or after the article; they are evidence for the finishing and
    never text. A page without prose gives a draft without parts. Any string gives a result, in linear time.
    """
    page = read_lines(html)
    draft = Draft(url=url)
    meta = read_meta(page, draft)
    body = find_body(page)
    title_at = title_of(page, draft, body, meta)
    if body is not None:
        draft.parts = article_parts(page, body, title_at)
    else:
        draft.parts = [head_line(line.text) for line in page.lines[:40] if len(line.text) < 120]
    return draft


def parts(fragment: str) -> list[Part]:
    """The typed parts of an HTML fragment, in reading order. Lists of bare links have the role ``links``."""
    if "<" not in fragment and "&" not in fragment:
        return [Part("body", text) for raw in fragment.split("\n") if (text := clean_line(raw))]
    return fragment_parts(read_lines(fragment))
