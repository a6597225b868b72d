"""Generic Markdown: the first heading is the title, what follows is the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from suyuan.read.assembly import Envelope, parts_of_blocks
from suyuan.read.draft import Draft, Source
from suyuan.read.lines import clean_line
from suyuan.read.markdown import blocks, inline

_OPENING = re.compile(r"\n(?:#{1,6}[ \t]+\S|[ \t]*+[*+-][ \t]+\S|>[ \t]?\S|(?:={4,}|-{4,})(?=\n|\Z))")
_INSIDE = re.compile(r"\]\(https?://|!\[|\*\*\S")
_HEAD = 20_000
_MANY = 4


class MarkdownPage:
    name = "markdown"
    most = 0.45

    def sniff(self, source: Source) -> float:
        head = "\n" + source.text[:_HEAD]
        inside = _INSIDE.finditer(head) if any(sign in head for sign in ("](http", "![", "**")) else ()
        signs = sum(1 for _ in islice(chain(_OPENING.finditer(head), inside), _MANY))
        if not signs:
            return 0.0
        return 0.45 if head.lstrip().startswith("#") or signs == _MANY else 0.3

    def read(self, source: Source) -> Iterator[Draft]:
        yield read_markdown(source.text)


def read_markdown(text: str, title: str | None = None) -> Draft:
    """One article of a Markdown text. A title said from outside is not repeated in the body."""
    found = list(blocks(text))
    for at, block in enumerate(found[:4]):
        if block.kind == "heading" and (title is None or _same(inline(block.raw), title)):
            title = title or clean_line(inline(block.raw))
            del found[at]
            break
        if block.kind != "rule":
            break
    envelope = Envelope()
    draft = Draft(title=title)
    draft.parts = parts_of_blocks(found, envelope, title)
    envelope.put_on(draft)
    return draft


def _same(heading: str, title: str) -> bool:
    a, b = ("".join(filter(str.isalnum, text)) for text in (heading, title))
    return bool(a) and (a == b or a in b or b in a)
