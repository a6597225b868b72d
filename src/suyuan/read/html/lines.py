"""HTML to lines: one pass over the parser's events, no tree, so that depth and size of a page cost nothing but time.

A line is what a reader would see as one block: the text between two block boundaries or line breaks. Each keeps the
node it stands in, and each node its parent and the names (class, id) the mark-up gave it; `suyuan.read.html.body`
chooses among the lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from lxml import etree

from suyuan.model import BlockKind
from suyuan.read.lines import clean_line

# Bounds for hostile pages: deeper elements than these lose their tags (their text stays), since closing a tag costs
# libxml2 the depth it stands at. The scan is only made where a page has enough tags to be deep.
MAX_DEPTH = 400
SCAN_FROM_TAGS = 5_000
MAX_CHARS = 30_000_000
MAX_NAMES = 200
MAX_TITLE = 2_000


def _elements(what: str) -> frozenset[str]:
    """The element names of one row of data/elements.tsv."""
    raw = files("suyuan.read.html").joinpath("data/elements.tsv").read_text(encoding="utf-8")
    return frozenset(name for row in raw.splitlines() if row.startswith(what + "\t") for name in row.split()[1:])


_SKIP, _BLOCK, _FLAT = (_elements(what) for what in ("skip", "block", "flat"))
_ACCOUNT = _elements("account")
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BOLD = frozenset(("b", "strong"))
_INDENTS = ("  ", "\u3000\u3000", "\xa0\xa0", "\u3000 ", " \u3000")
# The layout of the source between a tag and that of a block: nothing to a reader, and an event each to the parser.
_GAP = re.compile(rf"\n(?<=>\n)\s*+(?=</?(?:{'|'.join(sorted(_BLOCK - {'pre'}, key=len))})[\s>])")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*(/?)>")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)

# What a block stands in, as bits.
QUOTE, LIST, CAPTION, FIGURE, HEADING, TABLE = 1, 2, 4, 8, 16, 32
# What an element adds to it; a table's cells are no items of a list round the table.
_ADDED = {
    **dict.fromkeys(("li", "dt", "dd"), LIST),
    **dict.fromkeys(_HEADINGS, HEADING),
    **dict.fromkeys(("table", "td"), TABLE),
    "blockquote": QUOTE,
    "figcaption": CAPTION,
    "figure": FIGURE,
}


def _kind(context: int) -> BlockKind:
    if context & CAPTION:
        return "caption"
    if context & HEADING:
        return "heading"
    return "quote" if context & QUOTE else "list" if context & LIST else "body"


_KINDS = tuple(map(_kind, range(2 * TABLE)))


@dataclass(slots=True)
class Node:
    parent: int
    tag: str
    names: str
    context: int
    hidden: bool = False
    leaf: bool = True  # holds no other block
    itemprop: str = ""


@dataclass(slots=True)
class Line:
    text: str
    node: int
    context: int
    level: int = 0  # of a heading, 1..6
    links: int = 0  # characters of the text that are links
    bold: bool = False
    breaks: int = 0  # line breaks before it inside the same block
    indent: bool = False
    alt: bool = False
    under: bool = False  # the first line after an image
    names: str = ""  # of inline mark-up round the line's start

    @property
    def kind(self) -> BlockKind:
        if self.alt:
            return "caption"
        return "heading" if self.level and not self.context & CAPTION else _KINDS[self.context]


@dataclass(slots=True)
class Lines:
    """A page as lines, with what its head says."""

    nodes: list[Node] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    title: str = ""
    lang: str = ""
    account: str = ""  # of a platform where anybody publishes: who did
    metas: list[dict[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)  # (datetime attribute, names)


class _Builder:
    """Parser target: collects lines from start, data and end events."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.page = Lines()
        self.page.nodes.append(Node(-1, "#root", "", 0))
        self.node = 0
        self.stack: list[tuple[str, int, int]] = []  # (tag, what it changed, node to return to)
        self.skip = 0
        self.link = 0
        self.bold = 0
        self.buffer: list[str] = []
        self.link_chars = 0
        self.bold_chars = 0
        self.chars = 0
        self.breaks = 0
        self.inline = ""
        self.line_names = ""
        self.in_title = False
        self.account: int | None = None  # where in the buffer the name of a platform's account begins
        self.under = False  # an image was the last thing seen
        self.keep: list[str] | None = None  # script text being kept

    # what a frame changed
    _NONE, _SKIPPED, _LINKED, _BOLDED, _BLOCKED, _TITLED, _KEPT, _NAMED, _READING = range(9)

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Every start pushes one frame, so that every end pops its own."""
        change = self._NONE
        if self.skip and tag not in ("script", "meta", "link", "title", "body"):
            if tag in _SKIP:
                self.skip += 1
                change = self._SKIPPED
        elif tag == "br":
            self._flush()
            self.breaks += 1
        elif tag in _BLOCK:
            self.stack.append((tag, self._BLOCKED, self.node))
            self._open(tag, attrs)
            return
        elif tag == "a":
            self.link += 1
            change = self._LINKED
            if attrs and attrs.get("id") in _ACCOUNT:
                self.account = len(self.buffer)
        elif tag in _BOLD:
            self.bold += 1
            change = self._BOLDED
        elif tag in _SKIP:
            change = self._skipped(tag, attrs)
        elif tag == "meta":
            self.page.metas.append(dict(attrs))
        elif tag == "link":
            self.page.links.append(dict(attrs))
        elif tag == "title" and not self.page.title:
            self.in_title = True
            change = self._TITLED
        elif tag == "img":
            self._image(attrs)
        elif tag == "rt":  # a reading over a word stands in brackets behind it
            self.buffer.append("（")
            change = self._READING
        elif tag == "small":
            self.inline = "#small"
            change = self._NAMED
        elif attrs:
            change = self._inline(tag, attrs)
        self.stack.append((tag, change, self.node))

    def _inline(self, tag: str, attrs: dict[str, str]) -> int:
        if tag == "time" and attrs.get("datetime"):
            self.page.times.append((attrs["datetime"][:40], (attrs.get("class") or "")[:MAX_NAMES]))
        if "style" in attrs and _HIDDEN.search(attrs["style"][:2000]):
            self.skip += 1
            return self._SKIPPED
        if "class" in attrs or "id" in attrs or "itemprop" in attrs:
            self.inline = _names(attrs)
            return self._NAMED
        return self._NONE

    def _skipped(self, tag: str, attrs: dict[str, str]) -> int:
        if tag == "script" and "ld+json" in (attrs.get("type") or ""):
            self.keep = []
            return self._KEPT
        self.skip += 1
        return self._SKIPPED

    def _open(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "body":
            self.skip = 0
        elif tag == "html":
            self.page.lang = attrs.get("lang") or attrs.get("xml:lang") or ""
        if self.buffer:
            self._flush()
        self.breaks = 0
        nodes = self.page.nodes
        above = nodes[self.node]
        above.leaf = False
        context = above.context
        if tag in _ADDED:
            added = _ADDED[tag]
            context = (context | TABLE) & ~LIST if added == TABLE else context | added
        if attrs:
            style = attrs.get("style")
            hidden = above.hidden or "hidden" in attrs or bool(style and _HIDDEN.search(style[:2000]))
            node = Node(self.node, tag, _names(attrs), context, hidden, True, attrs.get("itemprop") or "")
        else:
            node = Node(self.node, tag, "", context, above.hidden)
        self.node = len(nodes)
        nodes.append(node)

    def _image(self, attrs: dict[str, str]) -> None:
        self.under = True
        alt = attrs.get("alt")
        if alt and 8 <= len(alt) <= 600 and not self.link:
            text = clean_line(alt)
            self.page.lines.append(Line(text, self.node, self.page.nodes[self.node].context, alt=True))

    def data(self, data: str) -> None:
        if self.keep is not None:
            self.keep.append(data)
        elif self.in_title:
            if len(self.page.title) < MAX_TITLE:
                self.page.title += data[:MAX_TITLE]
        elif not self.skip:
            size = len(data)
            if self.link or self.bold:
                size = len(data.strip())
                if self.link:
                    self.link_chars += size
                if self.bold:
                    self.bold_chars += size
            elif size < 40 and not data.strip():
                size = 0
            if not self.chars and size:
                self.line_names = self.inline
            self.chars += size
            self.buffer.append(data)

    def _flush(self) -> None:
        if not self.buffer:
            return
        if self.chars:
            raw = "".join(self.buffer)
            node = self.page.nodes[self.node]
            if node.tag == "pre" and "\n" in raw:
                for number, piece in enumerate(raw.split("\n")):
                    self._line(piece, node, 1 if number else self.breaks)
            else:
                self._line(raw, node, self.breaks)
        self.buffer.clear()
        self.link_chars = self.bold_chars = self.chars = 0

    def _line(self, raw: str, node: Node, breaks: int) -> None:
        text = clean_line(raw)
        if not text:
            self.breaks += 1
            return
        self.page.lines.append(
            Line(
                text,
                self.node,
                node.context,
                _HEADINGS.get(node.tag, 0),
                min(self.link_chars, len(text)),
                self.bold_chars >= len(text) - 2,
                breaks,
                raw[0] != text[0] and raw.lstrip("\r\n")[:2] in _INDENTS,
                under=self.under,
                names=self.line_names,
            )
        )
        self.under = False
        self.breaks = 0

    def end(self, tag: str) -> None:
        stack = self.stack
        if not stack or stack[-1][0] != tag:  # libxml2 sends ends in pairs with starts; be safe where it does not
            return
        _, change, node = stack.pop()
        if change == self._NONE:
            return
        if change == self._BLOCKED:
            if self.buffer:
                self._flush()
            self.breaks = 0
            self.node = node
        elif change == self._LINKED:
            self.link -= 1
            if self.account is not None:
                self.page.account = self.page.account or clean_line("".join(self.buffer[self.account :]))
                self.account = None
        elif change == self._BOLDED:
            self.bold -= 1
        elif change == self._SKIPPED:
            self.skip = max(0, self.skip - 1)
        elif change == self._TITLED:
            self.in_title = False
        elif change == self._NAMED:
            self.inline = ""
        elif change == self._READING:
            self.buffer.append("）")
        elif change == self._KEPT:
            self.page.json_ld.append("".join(self.keep or ()))
            self.keep = None

    def comment(self, text: str) -> None:
        """Comments say nothing of the article."""

    def close(self) -> Lines:
        self._flush()
        return self.page


def _names(attrs: dict[str, str]) -> str:
    """class, id and itemprop, lower case, for the cues of `data/names.tsv`."""
    found = attrs.get("class") or ""
    for key in ("id", "itemprop"):
        if value := attrs.get(key):
            found = f"{found} {value}" if found else value
    return found[:MAX_NAMES].lower()


# Parsers that are free: making one costs as much as reading a short page.
_FREE: list[tuple[Any, Any]] = []


def _parser() -> tuple[Any, Any]:
    """A parser and the target it tells its events to."""
    try:
        return _FREE.pop()
    except IndexError:
        target: Any = _Builder()
        return etree.HTMLParser(target=target, huge_tree=True, encoding="utf-8", remove_comments=True), target


def read_lines(html: str) -> Lines:
    """The lines of a page. Any string gives a result, in linear time."""
    html = _GAP.sub("", html[:MAX_CHARS].replace("\0", ""))
    if len(html) > SCAN_FROM_TAGS and html.count("<") > SCAN_FROM_TAGS:
        html = bounded(html)
    parser, builder = _parser()
    try:
        parser.feed(html.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError:  # nothing that the parser takes for a document
        return Lines()
    page: Lines = builder.page
    builder.reset()
    _FREE.append((parser, builder))
    return page


def bounded(html: str) -> str:
    """The page with tags deeper than MAX_DEPTH taken out, the text kept."""
    pieces: list[str] = []
    depth = done = 0
    for tag in _TAG.finditer(html):
        name = tag.group(2).lower()
        if name in _FLAT or tag.group(3):
            if tag.group(1) and depth > MAX_DEPTH:
                pieces.append(html[done : tag.start()])
                done = tag.end()
            continue
        if tag.group(1):
            deep = depth > MAX_DEPTH
            depth = max(0, depth - 1)
        else:
            depth += 1
            deep = depth > MAX_DEPTH
        if deep:
            pieces.append(html[done : tag.start()])
            done = tag.end()
    return "".join(pieces) + html[done:] if done else html
