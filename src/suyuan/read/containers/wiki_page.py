"""A wiki page whose words are links, ``[[zh:…]]``, inside sentences, numbers and names. No character is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from suyuan.read.draft import Draft, Source
from suyuan.read.markdown import WIKI_LINK, unwiki

_WIKI_HEADING = re.compile(r"^(={2,5})[ \t]*([^=\n]+?)[ \t]*\1[ \t]*$", re.M)
_WIKI_MARKS = re.compile(r"'{2,5}|<ref[^<>]*/>|<ref[^<>]*>.{0,2000}?</ref>|\{\{[^{}]{0,2000}\}\}|__[A-Z]{3,20}__", re.S)


class WikiPage:
    name = "wiki-page"
    most = 0.75

    def sniff(self, source: Source) -> float:
        links = len(WIKI_LINK.findall(source.text, 0, 8000))
        return 0.75 if links >= 3 else 0.4 if links else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        from suyuan.read.containers.markdown_page import MarkdownPage

        text = unwiki(source.text)
        if "==" in text:
            text = _WIKI_HEADING.sub(lambda match: "#" * len(match[1]) + " " + match[2], text)
        text = _WIKI_MARKS.sub("", text)
        yield from MarkdownPage().read(replace(source, text=text))
