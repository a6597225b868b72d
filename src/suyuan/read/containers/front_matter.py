"""YAML (or TOML) front matter over a body: Jekyll and Hugo posts, archived statements, savers of feeds.

The body may itself be any container (a digest of links, a round-up, a feed item): it is read as what it is, and the
front matter adds what it knows.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import yaml

from suyuan.read.columns import field_of, fields_of, put_fields, text_of
from suyuan.read.containers.markdown_page import read_markdown
from suyuan.read.draft import Draft, Hint, ReadError, Source
from suyuan.read.lines import clean_line

_OPENS = re.compile(r"\s*(---|\+\+\+)[ \t]*\n")
_CLOSES = {
    "---": re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|$)"),
    "+++": re.compile(r"\n\+\+\+[ \t]*(?:\n|$)"),
}
_MAX_MATTER = 20_000
_TOML_KEY = re.compile(r"^(\w+)\s*=", re.M)
_KEY = re.compile(r"^[ \t]?([^\W\d][\w \-]{0,40}?)[ \t]*:[ \t]*(.*)$", re.M)


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Every scalar as written, so that nothing need be resolved."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, node: object, index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class FrontMatter:
    name = "front-matter"

    def sniff(self, source: Source) -> float:
        parted = _parted(source.text)
        if parted is None:
            return 0.0
        keys = _KEY if _KEY.search(parted.matter) else _TOML_KEY
        if any(field_of(found[1]) for found in keys.finditer(parted.matter)):
            return 0.97
        return 0.5 if keys.search(parted.matter) else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        from suyuan.read.containers import choose

        parted = _parted(source.text)
        if parted is None:
            raise ReadError("front matter that does not end")
        fields = fields_of(_yaml(parted.matter) if parted.rule == "---" else _toml(parted.matter))
        body = parted.body
        inner = choose(replace(source, text=body), without=self.name) if body.strip() else None
        if inner is None:
            raise ReadError("front matter without a body")
        if inner.name in ("markdown", "plain-text"):
            drafts = iter([_post(body, fields)])
        else:
            drafts = inner.read(replace(source, text=body))
        for draft in drafts:
            _overlay(draft, fields)
            yield draft


class _Parted(NamedTuple):
    rule: str
    matter: str
    body: str


def _parted(text: str) -> _Parted | None:
    """A page at its rules; None where it does not begin with one or no second one ends the front matter."""
    opening = _OPENS.match(text)
    if opening is None:
        return None
    start = opening.end()
    closing = _CLOSES[opening[1]].search(text, start + 1)
    if closing is None or closing.start() - start > _MAX_MATTER:
        return None
    return _Parted(opening[1], text[start : closing.start()], text[closing.end() :])


def _yaml(text: str) -> dict[str, Any]:
    """The mapping, every scalar as written; a broken one line by line, since many real ones are (an open quote)."""
    try:
        loaded = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        loaded = None
    if isinstance(loaded, dict):
        return loaded
    return {key: value.strip().strip("\"'") for key, value in _KEY.findall(text)}


def _toml(text: str) -> dict[str, Any]:
    try:
        loaded = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return dict(re.findall(r"^(\w+)\s*=\s*[\"']?(.*?)[\"']?\s*$", text, re.M))
    return {key: value if isinstance(value, str | list | dict) else str(value) for key, value in loaded.items()}


def _post(body: str, fields: dict[str, Any]) -> Draft:
    title = clean_line(text_of(fields.get("title"))) or None
    return read_markdown(body, title)


def _overlay(draft: Draft, fields: dict[str, Any]) -> None:
    """Front matter speaks of the post: it wins for a single article, and fills gaps for the items of a round-up."""
    known = Draft(title=draft.title, url=draft.url)
    put_fields(known, fields)
    draft.title = draft.title or clean_line(text_of(fields.get("title"))) or None
    draft.url = draft.url or known.url
    have = {mark.kind for mark in draft.dates}
    draft.dates += [mark for mark in known.dates if mark.kind not in have]
    draft.byline = draft.byline or known.byline
    draft.hints += known.hints
    draft.wrappers += [layer for layer in known.wrappers if layer not in draft.wrappers]
    summary = text_of(fields.get("summary"))
    if summary:
        draft.hints.append(Hint("description", clean_line(summary)[:2000], "description", 0.5))
