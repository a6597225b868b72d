"""Fields by any name → a draft: the column detection that dumps, feeds, tables and front matter share.

Names are looked up in data/columns.tsv. Where no name is known, the values tell: the longest is the body, one that is
an address is the address, one that is a date is the date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urljoin

from suyuan.model import Byline, DateKind, DateMark
from suyuan.read import html
from suyuan.read.assembly import Envelope, parts_of, strip_html_envelope
from suyuan.read.draft import Draft, Hint, Part
from suyuan.read.envelope import date_mark, unarchived
from suyuan.read.layout import is_headline
from suyuan.read.lines import clean_line
from suyuan.read.markdown import unwiki

Fields = dict[str, Any]
_MAX_KEYS = 200


@cache
def _fields() -> dict[str, tuple[str, int]]:
    """Name → (our field, rank of the name in it)."""
    out: dict[str, tuple[str, int]] = {}
    for line in files("suyuan.read").joinpath("data/columns.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            ours, names = line.split("\t")
            for rank, name in enumerate(names.split()):
                out.setdefault(_plain(name), (ours, rank))
    return out


_MARKS = re.compile(r"[\s_\-.:]")


def _plain(name: str) -> str:
    return _MARKS.sub("", name).lower()


def field_of(name: str) -> str | None:
    """Which field a column's name means."""
    found = _known(name)
    return found[0] if found else None


_SUFFIX = re.compile(r"(?<=.)(?:姓名|名称|名稱|名字)$")
_PREFIX = re.compile(r"^(?:news|article|post|item|story|page|doc|新闻|新聞|文章)(?=.)")


@lru_cache(maxsize=10_000)
def _known(name: str) -> tuple[str, int] | None:
    """The field and rank of a name, with or without what dumps put round it (news_title, article_url, 记者姓名)."""
    plain = _plain(name)
    bare = _PREFIX.sub("", plain)
    return _fields().get(plain) or _fields().get(bare) or _fields().get(_SUFFIX.sub("", bare))


def fields_of(record: Mapping[str, Any]) -> Fields:
    """Our fields of a record with any names: for each field the non-empty value of its most trusted name."""
    ranked: dict[str, tuple[int, Any]] = {}
    for name, value in list(record.items())[:_MAX_KEYS]:
        if value is None or value == "" or value == []:
            continue
        found = _known(str(name))
        if found and (found[0] not in ranked or found[1] < ranked[found[0]][0]):
            ranked[found[0]] = (found[1], value)
    fields = {ours: value for ours, (_, value) in ranked.items()}
    if "body" not in fields and "summary" not in fields:
        _guess(record, fields)
    return fields


def _guess(record: Mapping[str, Any], fields: Fields) -> None:
    """Values that speak for themselves, where no name is known."""
    taken = {id(value) for value in fields.values()}
    strings = [
        value for value in list(record.values())[:_MAX_KEYS] if isinstance(value, str) and id(value) not in taken
    ]
    for value in sorted(strings, key=len, reverse=True):
        short = value.strip()
        if re.fullmatch(r"https?://\S+", short):
            fields.setdefault("url", short)
        elif len(short) < 40 and date_mark(short, "published"):
            fields.setdefault("published", short)
        elif "body" not in fields and _is_prose(short):
            fields["body"] = value
        elif "title" not in fields and 4 <= len(short) <= 200 and not short.isascii():
            fields["title"] = short


def _is_prose(text: str) -> bool:
    return len(text) > 60 and len(re.findall(r"[。！？.!?]", text)) >= 2


def text_of(value: Any) -> str:
    """A field's value as text: strings as they are, lists of strings as paragraphs, the text inside an object."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        for name in ("name", "title", "rendered", "text", "value", "content", "#text", "html", "url"):
            if isinstance(value.get(name), str):
                return str(value[name])
        return ""
    if isinstance(value, Sequence):
        if any(isinstance(part, str) for part in value) and any(_is_span(part) for part in value):
            return "".join(text_of(part) for part in value[:2000])  # one text with its marks, as chat exports have it
        return "\n".join(filter(None, (text_of(part) for part in value[:2000])))
    return ""


def _is_span(value: Any) -> bool:
    # A string is asked first: what an abstract class is not, Python finds out slowly.
    return (
        not isinstance(value, str)
        and isinstance(value, Mapping)
        and isinstance(value.get("text"), str)
        and "type" in value
    )


def draft_of(fields: Fields, base: str | None = None) -> Draft | None:
    """A draft of our fields, or None where they hold no words of an article. ``base`` resolves relative addresses."""
    envelope = Envelope()
    title = clean_line(unwiki(text_of(fields.get("title")))) or None
    draft = Draft(title=title)
    body = text_of(fields.get("body"))
    if body.strip():
        draft.parts = body_parts(body, envelope, title)
        if (
            title is None
            and len(draft.parts) > 1
            and draft.parts[0].kind == "body"
            and is_headline(draft.parts[0].text)
        ):
            title = draft.title = draft.parts.pop(0).text  # a post's first line is its headline
    summary = text_of(fields.get("summary"))
    if summary.strip() and not draft.parts:
        draft.parts = body_parts(summary, envelope, title)
        # A list's summary breaks off: the item is known only in part.
        draft.incomplete = True
    elif summary.strip():
        draft.hints.append(Hint("description", clean_line(summary)[:2000], "summary", 0.5))
    if not draft.parts and not title:
        return None
    put_fields(draft, fields, base)
    envelope.put_on(draft)
    return draft


def body_parts(text: str, envelope: Envelope, title: str | None) -> list[Part]:
    """The parts of a body in whatever form a field holds it: HTML, Markdown or plain paragraphs."""
    text = unwiki(text)
    if _HTML.search(text, 0, 4000):
        return html.parts(strip_html_envelope(text, envelope))
    if "](" in text or "\n#" in text or text.startswith("#"):
        return parts_of(text, envelope, title)
    return [Part("body", line) for raw in text.split("\n") if (line := clean_line(raw))]


_HTML = re.compile(
    r"</?(?:p|div|br|span|strong|b|em|a|img|figure|h[1-6]|ul|ol|li|table|blockquote|section|i|small)\b[^<>]*>", re.I
)


_COMMAS = re.compile(r"[\n,，、\[\]]")


def put_fields(draft: Draft, fields: Fields, base: str | None = None) -> None:
    """Put address, dates, people, outlet and language of an envelope on a draft."""
    _put_url(draft, fields, base)
    for field, kind in (("published", "published"), ("updated", "updated")):
        _put_date(draft, fields, field, kind)  # type: ignore[arg-type]
    topics = {topic.strip() for topic in _COMMAS.split(text_of(fields.get("topics")))}
    for field, role in (("author", "author"), ("editor", "editor")):
        for name in names_of(fields.get(field)):
            if name in topics or (draft.title or "").endswith((f"- {name}", f"| {name}", f"｜{name}")):
                # A saver that puts the site's name everywhere: it is the outlet, not a person.
                draft.hints.append(Hint("outlet", name, f"{field}: {name}", 0.5))
            else:
                draft.byline.append(Byline(name, role, f"{field}: {name}"))  # type: ignore[arg-type]
    for field in ("outlet", "source", "language"):
        value = clean_line(text_of(fields.get(field)))
        if value.startswith("http"):
            draft.hints.append(Hint("url", value[:2000], field, 0.4))
        elif value and len(value) < 100:
            draft.hints.append(Hint(field, value, f"{field}: {value}", 0.7))  # type: ignore[arg-type]
            if field == "source" and "outlet" not in fields:
                # A dump's source is whose article it is.
                draft.hints.append(Hint("outlet", value, f"source: {value}", 0.55))


def _put_url(draft: Draft, fields: Fields, base: str | None) -> None:
    for field in ("original", "url"):
        raw = text_of(fields.get(field)).strip()
        if len(raw) > 4000 or len(raw.split()) != 1:
            continue
        if not raw.startswith(("http://", "https://")):
            if base is None or field == "original":
                # A relative address without its site: kept as evidence, never as a link.
                draft.hints.append(Hint("url", raw, field, 0.3))
                continue
            try:
                raw = urljoin(base, raw)
            except ValueError:
                continue
        url, archive = unarchived(raw)
        draft.url = draft.url or url
        if archive and not draft.wrappers:
            draft.wrappers.append(archive)


def _put_date(draft: Draft, fields: Fields, field: str, kind: DateKind) -> None:
    raw = text_of(fields.get(field)).strip()
    mark = date_mark(raw, kind) if raw else None
    if mark:
        draft.dates.append(DateMark(kind, mark.value, mark.precision, f"{field}: {raw[:80]}", mark.zone))


_BETWEEN = re.compile(r"\s*[,，、;；\n]\s*|\s+and\s+|\s*/\s*")


def names_of(value: Any) -> list[str]:
    """The names of people in a field: a string with separators, a list, objects with a name."""
    if isinstance(value, Mapping):
        value = text_of(value)
    text = value if isinstance(value, str) else text_of(value)
    names = [clean_line(name).strip("[]\"' ") for name in _BETWEEN.split(text[:1000])]
    return [name for name in names if 1 < len(name) < 60 and not name.startswith("http")][:20]
