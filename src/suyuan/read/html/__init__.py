"""HTML to drafts: `extract` for a page's article, `extract_all` for all of them, `parts` for fragments."""

from __future__ import annotations

import re

from suyuan.read.draft import Draft, Hint, Part
from suyuan.read.html.article import HEAD_LINES, article_parts, fragment_parts, head_line
from suyuan.read.html.body import find_body, says
from suyuan.read.html.lines import Lines, read_lines
from suyuan.read.html.meta import read_meta
from suyuan.read.html.several import articles_apart
from suyuan.read.html.title import title_of
from suyuan.read.lines import clean_line
from suyuan.read.outlets import host_of, is_platform, platforms

MAX_BYLINE = 60  # characters of a line that is nothing but names
_LABEL = re.compile(r"[:：\d]|[编編]|editor", re.I)
MAX_ACCOUNT = 40  # characters of an account's name

__all__ = ["extract", "extract_all", "parts"]


def extract(html: str, url: str | None = None) -> Draft:
    """The article of an HTML page: title, typed parts, and what head and mark-up say of author, date and outlet.

    Parts with the role ``head`` or ``foot`` stand before or after the article; they are evidence for the finishing and
    never text. A page without prose gives a draft without an article's parts. Any string gives a result.
    """
    return _one(read_lines(html), url)


def extract_all(html: str, url: str | None = None) -> list[Draft]:
    """The articles of an HTML page: several where each has an element, a headline and a date of its own, else one."""
    page = read_lines(html)
    apart = articles_apart(page)
    if not apart:
        return [_one(page, url)]
    about = Draft()
    read_meta(page, about)
    drafts = []
    for headline, lines in apart:
        body = find_body(lines)
        if body is not None:
            shared = [hint for hint in about.hints if hint.field in ("outlet", "language")]
            draft = Draft(title=lines.lines[headline].text, hints=shared, language=about.language)
            draft.parts = article_parts(lines, body, headline)
            drafts.append(draft)
    return drafts


def _one(page: Lines, url: str | None) -> Draft:
    draft = Draft(url=url)
    meta = read_meta(page, draft)
    body = find_body(page)
    title_at = title_of(page, draft, body, meta)
    _account(page, draft)
    if body is not None:
        _called_byline(page, draft, body.start, body.furniture)
    if body is not None:
        draft.parts = article_parts(page, body, title_at)
    elif meta.body:
        draft.parts = parts(meta.body)
    else:
        draft.parts = [head_line(line.text) for line in page.lines[:40] if len(line.text) < 120]
    return draft


def _called_byline(page: Lines, draft: Draft, start: int, furniture: set[int]) -> None:
    """Lines before the article whose element is called a byline: ``<ul class="author"><li>陈牧``. What they say without
    a label may be a name; the finishing looks at its shape."""
    for line in page.lines[max(0, start - HEAD_LINES) : start]:
        if line.alt or len(line.text) > MAX_BYLINE or line.node in furniture or _LABEL.search(line.text):
            continue
        node = page.nodes[line.node]
        names = [line.names, node.names]
        for _ in range(2):
            node = page.nodes[node.parent] if node.parent >= 0 else node
            names.append(node.names)
        called = " ".join(filter(None, names))
        if called and says("byline", called):
            draft.hints.append(Hint("author", line.text, "class byline", 0.4))


def _account(page: Lines, draft: Draft) -> None:
    """On a platform where anybody publishes, the account that did is the outlet: ``<a id="js_name">潮汐夜话</a>``."""
    places = [draft.url, *(hint.value for hint in draft.hints if hint.field == "canonical")]
    platform = any(place and host_of(place) in platforms() for place in places)
    if not any(places):  # a saved page without its address names the platform at most
        platform = any(hint.field == "outlet" and is_platform(hint.value) for hint in draft.hints)
    if not 0 < len(page.account) <= MAX_ACCOUNT or not platform:
        return
    draft.hints.append(Hint("outlet", page.account, "the account that published", 0.8))


def parts(fragment: str) -> list[Part]:
    """The typed parts of an HTML fragment, in reading order. Lists of bare links have the role ``links``."""
    if "<" not in fragment and "&" not in fragment:
        return [Part("body", text) for raw in fragment.split("\n") if (text := clean_line(raw))]
    return fragment_parts(read_lines(fragment))
