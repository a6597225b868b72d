"""The article inside a page's data: sites drawn by JavaScript ship their text as JSON in script elements.

Read only where the page's own mark-up holds no article. Nothing is executed: the data is parsed, the longest string
that reads as an article's body is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_SCRIPT = re.compile(r"<script\b([^<>]*)>", re.I)
_JSON_TYPE = re.compile(r"type\s*=\s*[\"']?application/json|id\s*=\s*[\"']?__(?:NEXT|NUXT)_DATA__", re.I)
# No possessive groups here: before 3.11.5, Python lost matches of those whose inside can backtrack.
_ASSIGNED = re.compile(r"\s*+(?:window\.|var\s+|let\s+|const\s+)?[\w.$]{3,60}+\s*+=\s*+(?=\{)")
# React's streamed rows: self.__next_f.push([1,"…"]), pieces of one text whose long strings are ``id:Tlength,words``.
_FLIGHT = re.compile(r"\s*+(?:\(?self\.__next_f\s*=[^;]{0,60};?\)?)?self\.__next_f\.push\((?=\[)")
_ROW = re.compile(r"(?:^|\n)[0-9a-f]{1,6}:T([0-9a-f]{1,6}),")
_PLACEHOLDER = re.compile(r"\$\$[A-Z_]{2,30}\$\$")
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_STOPS = re.compile(r"[。！？.!?](?=\s|<|$|[”」』\"'\u3000-\u9fff\uac00-\ud7a3])")
_DECODER = json.JSONDecoder()
_MIN_WORDS = 200
_MIN_SENTENCES = 3
_MAX_STRINGS = 20_000


def embedded_body(page: str) -> str | None:
    """The HTML or text of the article in a page's data, or None where no string there reads as one."""
    best, best_size = None, 0
    for string in _strings(page):
        if len(string) < _MIN_WORDS:
            continue
        words = _TAGS.sub("", string)
        if len(words) > best_size and len(words) >= _MIN_WORDS and _is_prose(words):
            best, best_size = string, len(words)
    return _PLACEHOLDER.sub("", best) if best else None


def _is_prose(words: str) -> bool:
    """Sentences in paragraphs; code and style sheets have braces and few stops."""
    braces = words.count("{") + words.count("}") + words.count(";")
    return len(_STOPS.findall(words)) >= _MIN_SENTENCES and braces * 50 < len(words)


def _strings(page: str) -> Iterator[str]:
    flight: list[str] = []
    for attributes, script in _scripts(page):
        if pushed := _FLIGHT.match(script):
            value = _json(script, pushed.end())
            if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
                flight.append(value[1])
        elif _JSON_TYPE.search(attributes):
            yield from _leaves(_json(script.lstrip(), 0))
        elif assigned := _ASSIGNED.match(script):
            yield from _leaves(_json(script, assigned.end()))
    rows, at = "".join(flight), 0
    while row := _ROW.search(rows, at):
        size = int(row[1], 16)  # in bytes
        string = rows[row.end() : row.end() + size].encode("utf-8", "replace")[:size].decode("utf-8", "ignore")
        yield string
        at = row.end() + len(string)  # rows do not overlap, so that each character is looked at once


def _scripts(page: str) -> Iterator[tuple[str, str]]:
    """(attributes, content) of every script element."""
    at = 0
    while opening := _SCRIPT.search(page, at):
        end = page.find("</script", opening.end())
        if end < 0:
            return
        yield opening[1], page[opening.end() : end]
        at = end


def _json(text: str, start: int) -> Any:
    """The JSON value that begins at ``start``, whatever follows it; None where there is none."""
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _leaves(value: Any) -> Iterator[str]:
    """The strings of a JSON value, with a stack of our own, bounded."""
    stack = [value]
    seen = 0
    while stack and seen < _MAX_STRINGS:
        item = stack.pop()
        if isinstance(item, str):
            seen += 1
            yield item
        elif isinstance(item, dict):
            stack += item.values()
        elif isinstance(item, list):
            stack += item
