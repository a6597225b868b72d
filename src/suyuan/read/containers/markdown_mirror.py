"""A Markdown mirror of a site's HTML: the title as a heading over a rule, bars of links, the body as littered HTML,
then lines that ask to share and the address of the original."""

from __future__ import annotations

import re
from collections.abc import Iterator

from suyuan.model import Wrapper
from suyuan.read.assembly import Envelope, either, parts_of_blocks, words_of
from suyuan.read.draft import Draft, Source
from suyuan.read.envelope import repositories
from suyuan.read.lines import clean_line
from suyuan.read.markdown import blocks, inline

_TITLE = re.compile(r"\s*#{1,3}[ \t]*[^\n\[\]]{2,300}\n-{4,}[ \t]*\n")
_ORIGIN = re.compile(rf"\n(?:{either(words_of('origin'))})[^\n:：]{{0,30}}[:：]\s*<?(?i:https?)://")
_INDEX = re.compile(r"README|/wiki/|#")
_HTML_LINE = re.compile(r"\n[ \t]*+<(?i:p|div|ok|figure|blockquote|span|h[1-6])\b")


class MarkdownMirror:
    name = "markdown-mirror"

    def sniff(self, source: Source) -> float:
        text = source.text
        if not text[:20].lstrip().startswith("#"):
            return 0.0
        tenths = 5 if _TITLE.match(text, 0, 1000) else 2
        if "<ok " in text[:20_000]:
            tenths += 3
        if tenths < 9 and _ORIGIN.search("\n" + text[-3000:]):
            tenths += 2
        if 4 <= tenths < 9 and _HTML_LINE.search("\n" + text[:20_000]):
            tenths += 2
        return min(tenths, 9) / 10 if tenths >= 6 else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        found = list(blocks(source.text))
        title = None
        for at, block in enumerate(found[:3]):
            if block.kind == "heading":
                title = clean_line(inline(block.raw))
                del found[at]
                break
        envelope = Envelope()
        draft = Draft(title=title)
        draft.parts = parts_of_blocks(found, envelope, title)
        envelope.put_on(draft)
        mirror = self._mirror(source.text)
        if mirror:
            draft.wrappers.append(mirror)
        yield draft

    def _mirror(self, text: str) -> Wrapper | None:
        """The repository this file says it lies in: the address of a file that is no index page, said last."""
        for repository, url in reversed(list(repositories(text[-6000:]))):
            clean = url.rstrip(".,，。)'")
            if clean.endswith(".md.png"):
                clean = clean.removesuffix(".png")
            if not _INDEX.search(clean):
                return Wrapper("mirror", repository, clean, None, clean)
        return None
