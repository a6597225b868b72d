"""Dumps of articles: JSON (a list, an object that holds one, a single article) and JSON Lines, of any field names.

Our own `suyuan.article/1` records are read back as the articles they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from suyuan.model import Article, Wrapper
from suyuan.read.columns import draft_of, field_of, fields_of
from suyuan.read.draft import Draft, Hint, Part, ReadError, Source
from suyuan.records import RecordError, article_from_record

_MAX_DEPTH = 4
_LINES = re.compile(r'\s*\{\s*"')


class JsonDump:
    name = "json"

    def sniff(self, source: Source) -> float:
        head = source.text[:200].lstrip()
        if (head.startswith("{") and _LINES.match(head)) or head.startswith("{}"):
            return 0.9
        if head.startswith("["):
            # A Markdown link begins with a bracket too.
            return (
                0.9 if re.match(r"\[\s*(?:[{\[\"\]]|-?\d+\s*[,\]]|true|false|null)", head) and "](" not in head else 0.0
            )
        return 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        some = False
        empty = True
        for record, outer in records(source.text):
            empty = False
            draft = draft_of_record(record)
            if draft is not None:
                some = True
                if outer:
                    draft.hints.append(Hint("outlet", outer, f"name of the list: {outer}", 0.5))
                yield draft
        if not some:
            raise ReadError("an empty list" if empty else "JSON without the fields of an article")


def records(text: str) -> Iterator[tuple[dict[str, Any], str | None]]:
    """The objects of a dump, one after the other, each with the name of the list it is in (a channel's, a site's); a
    broken line of JSON Lines is left out if others are whole."""
    try:
        whole = msgspec.json.decode(text)
    except msgspec.DecodeError:
        yield from ((record, None) for record in _json_lines(text))
        return
    except RecursionError as error:
        raise ReadError("JSON nested too deep") from error
    yield from _objects(whole)


def _json_lines(text: str) -> Iterator[dict[str, Any]]:
    decoder = msgspec.json.Decoder()
    broken = 0
    reason = ""
    whole = 0
    for line in text.splitlines():
        if not line.strip():
            continue
        try:
            value = decoder.decode(line)
        except (msgspec.DecodeError, RecursionError) as error:
            broken += 1
            reason = reason or str(error)
            continue
        if isinstance(value, dict):
            whole += 1
            yield value
    if broken and not whole:
        raise ReadError(f"broken JSON: {reason}")


def _objects(value: Any) -> Iterator[tuple[dict[str, Any], str | None]]:
    """The list of objects a document is or holds; the longest one where it holds several."""
    if isinstance(value, dict):
        if str(value.get("schema", "")).startswith("suyuan.article/"):
            yield value, None
            return
        inside = _longest_list(value, _MAX_DEPTH)
        fields = fields_of(value)
        if len(inside) < 2 and ("body" in fields or "title" in fields):
            yield value, None
        elif inside:
            outer = next((name for key in _OUTER if isinstance(name := value.get(key), str)), None)
            yield from ((record, outer) for record in inside)
        else:
            yield value, None
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield item, None
            elif isinstance(item, list):
                yield from ((inner, None) for inner in item if isinstance(inner, dict))


_OUTER = ("name", "site_name", "channel", "publisher")  # of an object that holds a list of articles


def _longest_list(value: dict[str, Any], depth: int) -> list[dict[str, Any]]:
    best: list[dict[str, Any]] = []
    for inner in list(value.values())[:200]:
        found: list[dict[str, Any]] = []
        if isinstance(inner, list):
            found = [item for item in inner if isinstance(item, dict)]
        elif isinstance(inner, dict) and depth:
            found = _longest_list(inner, depth - 1)
        if len(found) > len(best):
            best = found
    return best


def draft_of_record(record: dict[str, Any]) -> Draft | None:
    if str(record.get("schema", "")).startswith("suyuan.article/"):
        try:
            return _own(article_from_record(record))
        except RecordError:
            return None
    inner = record.get("_source")  # search engine exports wrap the document
    if isinstance(inner, dict):
        record = inner
    return draft_of(fields_of(_inmost(record)))


def _inmost(record: dict[str, Any], depth: int = _MAX_DEPTH) -> dict[str, Any]:
    """The object inside a record that has an article's fields: interfaces wrap it, ``{"data": {"article": …``."""
    if depth and not _tells(record):
        for value in list(record.values())[:_MAX_KEYS]:
            if isinstance(value, dict) and _tells(found := _inmost(value, depth - 1)):
                return found
    return record


def _tells(record: dict[str, Any]) -> bool:
    """Does a record name a title or a text, and have one there?"""
    some = list(record.items())[:_MAX_KEYS]
    return any(isinstance(value, str | list) and field_of(str(key)) in _TELLING for key, value in some)


_TELLING = ("title", "body", "summary")
_MAX_KEYS = 200


def _own(article: Article) -> Draft:
    """An article we made before: its blocks are its parts, everything known of it stays known."""
    draft = Draft(title=article.title, url=article.url, language=article.language, incomplete=article.incomplete)
    if article.blocks:
        size = len(article.text)
        parts = [(block.kind, article.text[block.start : block.end]) for block in article.blocks if block.end <= size]
        draft.parts = [Part(kind, text) for kind, text in parts if kind != "title" and text]
    else:
        lines = article.text.split("\n")
        draft.parts = [Part("body", line) for line in lines if line.strip() and line != article.title]
    draft.byline = list(article.byline)
    draft.dates = list(article.dates)
    draft.wrappers = list[Wrapper](article.wrappers)
    draft.links = list(article.links)
    draft.warnings = list(article.warnings)
    return draft
