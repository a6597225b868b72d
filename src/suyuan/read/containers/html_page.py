"""Raw HTML, as a browser got it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from suyuan.read import html
from suyuan.read.draft import Draft, Part, ReadError, Source
from suyuan.read.embedded import embedded_body
from suyuan.read.envelope import unarchived

_DOCUMENT = re.compile(
    r"\s*+(?:<\?xml[^>]{0,200}+>\s*+)?(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.I,
)
_HTML = re.compile("<[hH][tT][mM][lL]")
_TAG = re.compile(r"</?(?:div|p|span|a|td|tr|li|br|img|table|script|h[1-6]|article|section)\b", re.I)
_MIN_TAGS = 4
_RSS = re.compile(r"<(?:rss|feed|rdf:RDF)\b")


class HtmlPage:
    name = "html"

    def sniff(self, source: Source) -> float:
        head = source.text[:3000]
        if _DOCUMENT.match(head):
            return 0.95
        if _HTML.search(head, 0, 2000) and not _RSS.search(head):
            return 0.7
        if not head.lstrip().startswith("<") or head.lstrip().startswith("<?xml"):
            return 0.0
        # A fragment without its document: tags from the first character to the last.
        if not source.text.rstrip().endswith(">"):
            return 0.0
        return 0.6 if sum(1 for _ in islice(_TAG.finditer(source.text, 0, 20_000), _MIN_TAGS)) == _MIN_TAGS else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        url, archive = unarchived(source.page.url) if source.page.url else (None, None)
        found = False
        for draft in html.extract_all(source.text, url):
            if all(part.role in ("head", "foot", "links") for part in draft.parts):
                draft.parts += _embedded(source.text)
            if draft.parts:
                found = True
                if archive:
                    draft.wrappers.append(archive)
                yield draft
        if not found:
            raise ReadError("HTML without an article: navigation, an index or an empty page")


def _embedded(page: str) -> list[Part]:
    """The article of a page whose mark-up holds none, from the data its scripts draw it with."""
    body = embedded_body(page) if "<script" in page else None
    if body is None:
        return []
    return html.parts(body if "<" in body else body.replace("\n", "<br>"))
