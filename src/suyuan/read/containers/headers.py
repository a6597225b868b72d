"""RFC 822-style headers over a body: ``Title: …``, ``Date: …``, an empty line, the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from typing import Any

from suyuan.read import html
from suyuan.read.archives import expand
from suyuan.read.columns import draft_of, field_of, fields_of
from suyuan.read.decode import decode
from suyuan.read.draft import Draft, ReadError, Source
from suyuan.read.lines import clean_line

_HEADER = re.compile(r"([^\W\d][\w \-]{0,30})[ \t]*[:：][ \t]*(.*)")
_MAX_LINES = 40


class Headers:
    name = "headers"
    most = 0.8

    def sniff(self, source: Source) -> float:
        headers, _ = split_headers(source.text[:20_000])
        known = sum(field_of(name) is not None for name in headers)
        if any(name.lower() == "mime-version" for name in headers):
            return 0.8
        return 0.8 if known >= 2 and known >= len(headers) / 3 else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        headers, body = split_headers(source.text)
        if any(name.lower() == "mime-version" for name in headers):
            yield _mime(source)
            return
        fields = fields_of(headers)
        fields.pop("summary", None)
        fields["body"] = body
        if "url" not in fields and str(fields.get("source", "")).startswith("http"):
            fields["url"] = fields.pop("source")
        draft = draft_of(fields) if body.strip() else None
        if draft is None:
            raise ReadError("headers without a text")
        yield draft


def _mime(source: Source) -> Draft:
    """A mail or a browser's saved page (MHTML): its first HTML part, else its first text part."""
    try:
        message = message_from_bytes(expand(source.page.data), policy=policy.default)
        parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "text/plain")][:50]
        parts.sort(key=lambda part: part.get_content_type() != "text/html")
        payloads = [(part, part.get_payload(decode=True)) for part in parts[:5]]
        subject, date = str(message.get("Subject") or ""), str(message.get("Date") or "")
        place = str(message.get("Snapshot-Content-Location") or "")
    except (ValueError, TypeError, LookupError, IndexError, AttributeError, RecursionError, MessageError) as error:
        raise ReadError(f"a MIME message that is damaged: {error}") from error
    for part, payload in payloads:
        if isinstance(payload, bytes) and payload.strip():
            text = decode(payload, part.get_content_charset()).text
            fields = {"title": clean_line(subject), "published": date, "body": text}
            if part.get_content_type() == "text/html":
                draft = html.extract(text, place if place.startswith("http") else None)
                draft.title = draft.title or clean_line(subject) or None
                return draft
            if (plain := draft_of(fields)) is not None:
                return plain
    raise ReadError("a MIME message without text")


def split_headers(text: str) -> tuple[dict[str, Any], str]:
    """The headers (folded lines joined) and the text after the first empty line."""
    headers: dict[str, Any] = {}
    if not _HEADER.match(text.lstrip("\n")):
        return {}, text
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
