"""Page → articles. `read_page` is the one entry point; containers/ has one file per container."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from suyuan import user_tables
from suyuan.model import Article, Block, DateMark, Page, PageRef, Rejection
from suyuan.read.archives import expand
from suyuan.read.containers import choose
from suyuan.read.decode import decode
from suyuan.read.draft import Draft, ReadError, Source
from suyuan.read.envelope import date_mark
from suyuan.read.finish import finish
from suyuan.read.sources import page_of, pages

__all__ = ["Reading", "article_id", "page_of", "pages", "read_page", "read_paths"]

MAX_CHARS = 20_000_000  # of one page's text; a larger one must be lines (JSON Lines, CSV, a feed)
MAX_LINE = 8_000_000
_DUMPS = ("json", "csv", "feed-xml", "json-feed")


class Reading(NamedTuple):
    """What came of one page (``page`` is None where there was none to read, as for a path that does not exist)."""

    page: Page | None
    articles: list[Article]
    rejections: list[Rejection]


def article_id(page: Page, index: int) -> str:
    """The id of a page's article: 16 hexadecimal digits of the SHA-256 over bytes, place and index."""
    return sha256(f"{page.sha256}\n{page.place}\n{index}".encode("utf-8", "backslashreplace")).hexdigest()[:16]


def read_paths(
    paths: Iterable[str | os.PathLike[str]], root: str | os.PathLike[str] | None = None
) -> Iterator[Reading]:
    """Read files, directories, archives and WARCs, a page at a time, in a fixed order.

    ``root`` is what page paths are relative to (default: the current directory). Nothing on the way raises: what cannot
    be read is a rejection with its reason.
    """
    for page in pages(paths, root):
        if isinstance(page, Rejection):
            yield Reading(None, [], [page])
        else:
            yield Reading(page, *read_page(page))


def read_page(page: Page) -> tuple[list[Article], list[Rejection]]:
    """The articles of a page, in order; one that gives none gives a rejection that says why. Content never raises."""
    articles: list[Article] = []
    try:
        with user_tables.held():
            source = decoded(page)
            container = choose(source)
            if container.name not in _DUMPS:
                _check_size(source.text)
            for draft in container.read(source):
                if (article := _article(draft, source, len(articles), container.name)) is not None:
                    articles.append(article)
    except ReadError as error:
        return articles, [_rejection(page, str(error))]
    except Exception as error:  # content must never stop the pile: a defect of ours is the page's rejection
        return articles, [_rejection(page, f"could not be read: {type(error).__name__}: {error}"[:300])]
    if not articles:
        return [], [_rejection(page, "no article in it: navigation, an index or too few words")]
    return articles, []


def decoded(page: Page) -> Source:
    """A page's bytes as text, compression taken off. Raises ReadError."""
    if not page.data.strip(b" \t\r\n\x00"):
        raise ReadError("empty")
    text = decode(expand(page.data), page.charset)
    return Source(page, text.text, text.charset, text.warnings)


def _check_size(text: str) -> None:
    if len(text) > MAX_CHARS:
        raise ReadError(f"{len(text):,} characters in one page: more than {MAX_CHARS:,}")
    if len(text) <= MAX_LINE:
        return
    start = 0
    while (end := text.find("\n", start)) >= 0:
        if end - start > MAX_LINE:
            break
        start = end + 1
    if (end if end >= 0 else len(text)) - start > MAX_LINE:
        raise ReadError(f"a line of more than {MAX_LINE:,} characters")


def _rejection(page: Page, reason: str) -> Rejection:
    return Rejection(page.path, reason, page.url)


def _article(draft: Draft, source: Source, index: int, container: str) -> Article | None:
    page = source.page
    if page.url and draft.url is None:
        draft.url = page.url
    if page.fetched and (mark := date_mark(page.fetched, "crawled")):
        draft.dates.append(DateMark("crawled", mark.value, mark.precision, page.fetched, mark.zone))
    ref = PageRef(page.sha256, page.path, page.url, container, index)
    identity = article_id(page, index)
    article = finish(draft, source, ref, identity)
    return _digest(draft, source, ref, identity) if article is None and draft.links else article


def _digest(draft: Draft, source: Source, page: PageRef, identity: str) -> Article:
    """A digest of links has no text but its title; its links are kept as links."""
    title = draft.title or ""
    blocks = (Block("title", 0, len(title)),) if title else ()
    published = min((mark.value[:10] for mark in draft.dates if mark.kind == "published"), default=None)
    return Article(
        id=identity,
        text=title,
        title=draft.title,
        page=page,
        dates=tuple(draft.dates),
        published=published if published and len(published) == 10 else None,
        url=draft.url,
        blocks=blocks,
        wrappers=tuple(draft.wrappers),
        links=tuple(draft.links),
        warnings=(*source.warnings, *draft.warnings),
    )
