"""What a page's head says of its article: meta elements, JSON-LD, canonical link, time elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

import msgspec

from suyuan.model import DateKind, DateMark
from suyuan.read.datetimes import parse_datetime
from suyuan.read.draft import Draft, Hint
from suyuan.read.html.lines import Lines
from suyuan.read.lines import clean_line

_MAX_JSON = 2_000_000
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|LiveBlog|WebPage$")


@cache
def _keys() -> dict[str, str]:
    """Keys of meta elements to what they say: published, updated, author, editor, site, source or title."""
    raw = files("suyuan.read.html").joinpath("data/metas.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if line and not line.startswith("#"))
    return {key: what for what, keys in rows for key in keys.split()}


# A value that is no name: an address, a number of staff, a role left by the CMS.
_RIGHTS = re.compile(r"版权所有|版權所有|(?:©|copyright)[\s\d–-]*|all rights reserved.*", re.I)
_NO_NAME = re.compile(
    r"^(?:https?:|www\.|[\d\s._-]+$|admin\w*$|editor$|webmaster$|administrator$|null$|undefined$)|@|\.(?:com|cn|net|org)\b",
    re.I,
)


@dataclass(slots=True)
class Meta:
    """Titles in order of trust; the rest goes straight into the draft."""

    titles: list[str] = field(default_factory=list)
    body: str = ""  # JSON-LD articleBody: for pages that draw their text by script


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
    what = _keys().get(key)
    if what in ("published", "updated"):
        _date(draft, cast(DateKind, what), value, where)
    elif what in ("author", "editor"):
        if not _NO_NAME.search(value):
            draft.hints.append(Hint(cast(Literal["author", "editor"], what), value, where, 0.5))
    elif what == "site":
        if name := _RIGHTS.sub("", value).strip():
            draft.hints.append(Hint("outlet", name, where, 0.6 if key == "og:site_name" else 0.3))
    elif what == "source":
        draft.hints.append(Hint("source", value, where, 0.5))
    elif what == "title":
        meta.titles.append(value)
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
        if isinstance(thing.get("articleBody"), str) and len(thing["articleBody"]) > len(meta.body):
            meta.body = thing["articleBody"]
        kinds_of_date: tuple[tuple[str, DateKind], ...] = (("datePublished", "published"), ("dateModified", "updated"))
        for key, date_kind in kinds_of_date:
            if isinstance(thing.get(key), str):
                _date(draft, date_kind, thing[key], f"JSON-LD {key}")
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
