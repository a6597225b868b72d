"""An index of links: headings over lists whose items are links. Kept as links, not as an article's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from suyuan.model import Link
from suyuan.read.draft import Draft, ReadError, Source
from suyuan.read.lines import clean_line
from suyuan.read.markdown import blocks, inline, links, words_outside_links

_LINK_ITEM = re.compile(
    r"\n[ \t]*+(?:[*+-]|\d{1,3}[.)])?[ \t]*+\[[^\n]{1,600}\]\(https?://[^\n]{3,2000}\)[^\n。！？]{0,24}(?=\n|\Z)"
)
_MIN_LINKS = 8


class LinkDigest:
    name = "link-digest"
    most = 0.85

    def sniff(self, source: Source) -> float:
        text = source.text[:200_000]
        if text.count("](http") < _MIN_LINKS:
            return 0.0
        items = _LINK_ITEM.findall("\n" + text)
        if len(items) < _MIN_LINKS:
            return 0.0
        lines = sum(1 for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#"))
        return 0.85 if len(items) >= lines * 0.7 else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        draft = Draft()
        for block in blocks(source.text):
            if block.kind == "heading" and draft.title is None and block.level == 1:
                draft.title = clean_line(inline(block.raw))
            found = links(block.raw)
            if found and len(words_outside_links(block.raw)) < 40:
                draft.links += [Link(words, url) for words, url in found if words and url.startswith("http")]
        if not draft.links:
            raise ReadError("a digest without links")
        yield draft
