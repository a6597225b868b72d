"""A republisher's article saved in a Markdown mirror: a line home, the title, ``time`` [轉載自…](address), the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from suyuan.model import Wrapper
from suyuan.read.assembly import Envelope, parts_of_blocks, words_of
from suyuan.read.draft import Draft, Hint, Source
from suyuan.read.envelope import host_of
from suyuan.read.lines import clean_line
from suyuan.read.markdown import blocks, inline, unwiki

_WORDS = "|".join(words_of("republished"))
_LINE = re.compile(rf"\n[^\n\[\]]{{0,200}}+\[(?i:{_WORDS})[^\n\[\]]{{1,60}}\]\((?i:https?)://[^\s()]+\)")
_HOME = re.compile(r"\s*#{1,6}[^\n]{0,12}\[[^\n\[\]]{0,40}\]\(([^\s()]{1,300})\)\s*\n")


_TRANSLATED = re.compile(r"^.{0,12}(?:翻[译譯]|[编編][译譯]|[译譯]者|[译譯]文)[^。]{0,8}[:：【]")


class Republished:
    name = "republished"

    def sniff(self, source: Source) -> float:
        head = source.text[:3000]
        if "](http" not in head:
            return 0.0
        head = "\n" + head
        line = _LINE.search(head)
        if line is None:
            return 0.0
        return 0.9 if _HOME.match(head) or head[: line.start()].lstrip().startswith("#") else 0.65

    def read(self, source: Source) -> Iterator[Draft]:
        yield read_republished(unwiki(source.text))


def read_republished(text: str) -> Draft:
    """A draft of one republished article. The line that leads home shows that the file is somebody's mirror of it."""
    home = _HOME.match(text)
    found = list(blocks(text[home.end() :] if home else text))
    envelope = Envelope()
    title = None
    for at, block in enumerate(found[:8]):
        if block.kind == "heading":
            title = clean_line(inline(block.raw))
            del found[at]
            break
    draft = Draft(title=title)
    draft.parts = parts_of_blocks(found, envelope, title)
    if envelope.url and any(_TRANSLATED.search(part.text) for part in draft.parts if len(part.text) < 120):
        # What they translated is a source; the text is the republisher's own.
        draft.hints.append(Hint("source", host_of(envelope.url), envelope.url, 0.5))
        envelope.url = None
    envelope.put_on(draft)
    if home:
        address = home[1] if home[1].startswith("http") else None
        draft.wrappers.append(Wrapper("mirror", None, address, None, clean_line(home[0]).lstrip("# ")))
    return draft
