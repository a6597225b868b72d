"""RFC 822-style headers over a body: ``Title: …``, ``Date: …``, an empty line, the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from suyuan.read.columns import draft_of, field_of, fields_of
from suyuan.read.draft import Draft, ReadError, Source

_HEADER = re.compile(r"([^\W\d][\w \-]{0,30})[ \t]*[:：][ \t]*(.*)")
_MAX_LINES = 40


class Headers:
    name = "headers"

    def sniff(self, source: Source) -> float:
        headers, _ = split_headers(source.text[:20_000])
        known = sum(field_of(name) is not None for name in headers)
        return 0.8 if known >= 2 and known >= len(headers) / 3 else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        headers, body = split_headers(source.text)
        fields = fields_of(headers)
        fields.pop("summary", None)
        fields["body"] = body
        if "url" not in fields and str(fields.get("source", "")).startswith("http"):
            fields["url"] = fields.pop("source")
        draft = draft_of(fields) if body.strip() else None
        if draft is None:
            raise ReadError("headers without a text")
        yield draft


def split_headers(text: str) -> tuple[dict[str, Any], str]:
    """The headers (folded lines joined) and the text after the first empty line."""
    headers: dict[str, Any] = {}
    lines = text.lstrip("\n").split("\n", _MAX_LINES)
    last = None
    for at, line in enumerate(lines[:_MAX_LINES]):
        if not line.strip():
            return headers, "\n".join(lines[at + 1 :])
        if line[0] in " \t" and last:
            headers[last] += " " + line.strip()
            continue
        match = _HEADER.fullmatch(line)
        if match is None:
            return {}, text
        last = match[1].strip()
        headers[last] = match[2].strip()
    return {}, text
