"""What a page's head says of its article: meta elements, JSON-LD, canonical link, time elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from suyuan.model import DateKind, DateMark
from suyuan.read.datetimes import parse_datetime
from suyuan.read.draft import Draft, Hint
from suyuan.read.html.lines import Lines
from suyuan.read.lines import clean_line

_MAX_JSON = 2_000_000
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|LiveBlog|WebPage$")
_PUBLISHED = frozenset(
    "article:published_time pubdate publishdate publish-date publish_date publish_time publishtime og:published_time datepublished "
    "dc.date dc.date.issued dcterms.created dcterms.issued article:create_at og:release_date parsely-pub-date sailthru.date "
    "cxenseparse:recs:publishtime weibo:article:create_at bytedance:published_time og:pubdate originalpublicationdate "
    "article.published firstpublishedtime citation_publication_date apub:time published_at _pubtime time published".split()
)
_UPDATED = frozenset(
    "article:modified_time og:updated_time datemodified lastmod last-modified dcterms.modified article:update_at "
    "weibo:article:update_at bytedance:updated_time bytedance:lrdate_time article.updated lastmodified revised".split()
)
_AUTHOR = frozenset(
    "author article:author dc.creator dcterms.creator byl parsely-author sailthru.author og:article:author citation_author".split()
)
_SITE = frozenset(
    "og:site_name application-name sitename cre copyright dc.publisher publisher article:publisher".split()
)
_SOURCE = frozenset("contentsource source articlesource mediaid".split())
_TITLE = frozenset("og:title twitter:title articletitle title dc.title parsely-title headline".split())
# A value that is no name: an address, a number of staff, a role left by the CMS.
_NO_NAME = re.compile(
    r"^(?:https?:|www\.|[\d\s._-]+$|admin\w*$|editor$|webmaster$|administrator$|null$|undefined$)|@|\.(?:com|cn|net|org)\b",
    re.I,
)


@dataclass(slots=True)
class Meta:
    """Titles in order of trust; the rest goes straight into the draft."""

    titles: list[str] = field(default_factory=list)


def read_meta(page: Lines, draft: Draft) -> Meta:
    """Fill a draft with what the page's head says, and give the titles it states."""
    meta = Meta()
    if page.lang:
        draft.language = page.lang[:2].lower()
        draft.hints.append(Hint("language", page.lang[:20], "html lang", 0.5))
    for block in page.json_ld[:20]:
        _json_ld(block, draft, meta)
    for attrs in page.metas[:300]:
        _meta(attrs, draft, meta)
    for link in page.links:
        href = link.get("href") or ""
        if (link.get("rel") or "").lower() == "canonical" and href.startswith("http"):
            draft.hints.append(Hint("canonical", href, "link rel=canonical", 0.9))
    for stamp, names in page.times[:20]:
        if "publish" in names or "entry-date" in names or len(page.times) == 1:
            _date(draft, "published", stamp, "time datetime")
    return meta


def _meta(attrs: dict[str, str], draft: Draft, meta: Meta) -> None:
    key = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").strip().lower()
    value = clean_line((attrs.get("content") or "")[:1000])
    if not key or not value:
        return
    where = f"meta {key}"
    if key in _PUBLISHED:
        _date(draft, "published", value, where)
    elif key in _UPDATED:
        _date(draft, "updated", value, where)
    elif key in _AUTHOR:
        if not _NO_NAME.search(value):
            draft.hints.append(Hint("author", value, where, 0.5))
    elif key in _SITE:
        draft.hints.append(Hint("outlet", value, where, 0.6 if key == "og:site_name" else 0.3))
    elif key in _SOURCE:
        draft.hints.append(Hint("source", value, where, 0.5))
    elif key in _TITLE:
        meta.titles.append(value)
    elif key == "editor" and not _NO_NAME.search(value):
        draft.hints.append(Hint("editor", value, where, 0.5))
    elif key == "og:url" and value.startswith("http"):
        draft.hints.append(Hint("canonical", value, where, 0.6))
    elif key in ("description", "og:description"):
        draft.hints.append(Hint("description", value, where, 0.5))


def _date(draft: Draft, kind: DateKind, value: str, evidence: str) -> None:
    stamp = parse_datetime(value)
    if stamp:
        draft.dates.append(DateMark(kind, stamp.value, stamp.precision, f"{evidence}: {value}"[:120], stamp.zone))


def _json_ld(block: str, draft: Draft, meta: Meta) -> None:
    if len(block) > _MAX_JSON or block.count("[") + block.count("{") > 20_000:
        return
    try:
        data = msgspec.json.decode(
            block.strip().removeprefix("<!--").removesuffix("-->").strip().encode("utf-8", "replace"), strict=False
        )
    except (msgspec.DecodeError, RecursionError):
        return
    for thing in _things(data):
        kind = thing.get("@type")
        kinds = " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)
        if not _ARTICLE_TYPES.search(kinds):
            continue
        if isinstance(thing.get("headline"), str) and "WebPage" not in kinds:
            meta.titles.insert(0, clean_line(thing["headline"][:500]))
        for key, date_kind in (("datePublished", "published"), ("dateModified", "updated")):
            if isinstance(thing.get(key), str):
                _date(draft, date_kind, thing[key], f"JSON-LD {key}")  # type: ignore[arg-type]
        for name in _names(thing.get("author")):
            draft.hints.append(Hint("author", name, "JSON-LD author", 0.6))
        for name in _names(thing.get("editor")):
            draft.hints.append(Hint("editor", name, "JSON-LD editor", 0.6))
        for name in _names(thing.get("publisher")):
            draft.hints.append(Hint("outlet", name, "JSON-LD publisher", 0.6))


def _things(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if depth < 4 and isinstance(data.get(key), (dict, list)):
                yield from _things(data[key], depth + 1)
    elif isinstance(data, list):
        for item in data[:200]:
            if depth < 4:
                yield from _things(item, depth + 1)


def _names(value: Any) -> list[str]:
    """Names of people or organisations: a string, an object with a name, or a list of these."""
    items = value if isinstance(value, list) else [value]
    found: list[str] = []
    for item in items[:20]:
        name = item.get("name") if isinstance(item, dict) else item
        for each in name if isinstance(name, list) else [name]:
            if isinstance(each, str) and (each := clean_line(each[:200])) and not _NO_NAME.search(each):
                found.append(each)
    return found
