"""Markdown as found in the wild → blocks; inline markup → the words a reader sees.

Not a CommonMark implementation: mirrors mix Markdown with scraps of HTML and wiki links, and what matters is to lose no
character of the text and to keep what is needed to tell navigation from news (which words are links, and to where).
Every pattern is possessive or bounded, so that the time stays linear in the length of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from operator import itemgetter
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "text", "list", "quote", "rule", "html", "code"]


class MarkdownBlock(NamedTuple):
    """One block; ``raw`` keeps the inline markup (and, in text, the line breaks), ``level`` is that of a heading."""

    kind: BlockKind
    raw: str
    level: int = 0


_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t\u3000]++|(?=[^#\s]))")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_SETEXT = re.compile(r" {0,3}(?:=+|-{6,})[ \t]*$")
_LIST = re.compile(r"[ \t]*(?:[*+-]|\d{1,3}[.)])[ \t]+(?=\S)")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_HTML_START = re.compile(
    r"[ \t]*</?(?:address|article|aside|blockquote|body|br|caption|center|details|dd|div|dl|dt|fieldset|figcaption"
    r"|figure|font|footer|form|h[1-6]|head|header|hr|html|iframe|img|ins|li|main|nav|ol|p|picture|script|section|small"
    r"|span|style|table|tbody|td|tfoot|th|thead|title|tr|ul|video|audio|strong|em|b|i|a|ok)(?=[\s>/])|[ \t]*<!--",
    re.IGNORECASE,
)
_HTML_RAW = re.compile(r"[ \t]*<(script|style|pre|textarea)(?=[\s>])", re.IGNORECASE)


def blocks(text: str) -> Iterator[MarkdownBlock]:
    """The blocks of a Markdown text, in order. An HTML block runs to the next empty line."""
    lines = text.split("\n")
    at, end = 0, len(lines)
    paragraph: list[str] = []

    def flush() -> Iterator[MarkdownBlock]:
        if paragraph:
            yield MarkdownBlock("text", "\n".join(paragraph))
            paragraph.clear()

    while at < end:
        line = lines[at]
        if not line or line.isspace():
            yield from flush()
            at += 1
            continue
        first = line.lstrip()[0]
        if first in "=-" and len(paragraph) == 1 and _SETEXT.match(line):
            yield MarkdownBlock("heading", paragraph.pop(), 1 if first == "=" else 2)
        elif first in "-*_" and _RULE.match(line):
            yield from flush()
            yield MarkdownBlock("rule", "")
        elif first == "#" and (heading := _HEADING.match(line)):
            yield from flush()
            words = line[heading.end() :].rstrip(" \t").rstrip("#").rstrip(" \t")
            yield MarkdownBlock("heading", words, len(heading[1]))
        elif first == "<" and not paragraph and _HTML_START.match(line):
            start = at
            at = _html_end(lines, at)
            yield MarkdownBlock("html", "\n".join(lines[start:at]))
            continue
        elif first == ">" and _QUOTE.match(line):
            yield from flush()
            start = at
            while at + 1 < end and _QUOTE.match(lines[at + 1]):
                at += 1
            body = "\n".join(_QUOTE.sub("", quoted, count=1) for quoted in lines[start : at + 1])
            for part in re.split(r"\n[ \t>]*\n", body):
                if part.strip():
                    yield MarkdownBlock("quote", part)
        elif first in "`~" and _FENCE.match(line):
            yield from flush()
            start = at + 1
            at = start
            while at < end and not _FENCE.match(lines[at]):
                at += 1
            yield MarkdownBlock("code", "\n".join(lines[start:at]))
        elif (first in "*+-" or first.isdigit()) and (item := _LIST.match(line)) and (not paragraph or first in "*+-"):
            yield from flush()
            content = line[item.end() :]
            # A continuation line belongs to its item when it is indented under it.
            while at + 1 < end and lines[at + 1].startswith(("  ", "\t")) and not _LIST.match(lines[at + 1]):
                if not lines[at + 1].strip():
                    break
                at += 1
                content += "\n" + lines[at].strip()
            number = line[: item.end()].strip() if first.isdigit() else ""
            yield MarkdownBlock("list", f"{number} {content}" if number else content)
        else:
            paragraph.append(line)
        at += 1
    yield from flush()


def _html_end(lines: list[str], at: int) -> int:
    """The line after an HTML block: the next empty one, or after the closing tag of a script or style."""
    if raw := _HTML_RAW.match(lines[at]):
        closing = f"</{raw[1].lower()}"
        while at < len(lines):
            at += 1
            if closing in lines[at - 1].lower():
                return at
        return at
    while at < len(lines) and lines[at].strip():
        at += 1
    return at


# ------------------------------------------------------------------ inline markup

_TARGET = r"\(\s*+(<[^<>\n]*+>|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?\s*+\)"
_LABEL = r"((?:[^\[\]\\]++|\\.|\[(?:[^\[\]\\]++|\\.)*+\])*+)"
_WORDS = itemgetter(1)  # of a match
IMAGE = re.compile(r"!\[" + _LABEL + r"\]" + _TARGET)
LINK = re.compile(r"\[(?<!!\[)" + _LABEL + r"\]" + _TARGET)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^\s<>]*+)>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*+>|<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRONG = re.compile(r"\*\*|~~|__(?<!\w__)|__(?!\w)")
_STAR = re.compile(r"\*(?<![\\*A-Za-z0-9_]\*)(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s*])\*(?!\*)")
_CODE = re.compile(r"`([^`\n]*+)`")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,20}\]")

# [[zh:words]], [[page|words]], [[words]]: wiki mirrors link words inside sentences, even inside numbers and names, so
# 2031年0[[zh:5月9日]] must become 2031年05月9日: the markup goes, the characters stay.
WIKI_LINK = re.compile(r"\[\[(?:[a-z][a-z-]{1,11}:)?(?:[^\[\]|\n]*+\|)?([^\[\]\n]*+)\]\]")
_WIKI_FILE = re.compile(
    r"\[\[(?:file|image|category|文件|檔案|图像|圖像|分类|分類|カテゴリ):[^\[\]\n]*+\]\]", re.IGNORECASE
)


def unwiki(text: str) -> str:
    """Drop wiki link markup, keep every linked character."""
    if "[[" not in text:
        return text
    text = _WIKI_FILE.sub("", text)
    for _ in range(3):  # a link inside a link's words
        text, found = WIKI_LINK.subn(_WORDS, text)
        if not found:
            break
    return text


def inline(raw: str) -> str:
    """The visible words of inline Markdown, images left out; line breaks stay."""
    text = raw
    if "[" in text:
        if "[[" in text:
            text = unwiki(text)
        if "![" in text:
            text = IMAGE.sub("", text)
        if "](" in text:
            text = LINK.sub(_WORDS, text)
            if "](" in text:  # a link in a link's words
                text = LINK.sub(_WORDS, text)
        if "[^" in text:
            text = _FOOTNOTE.sub("", text)
    if "<" in text:
        text = _AUTOLINK.sub(_WORDS, text)
        text = _BREAK.sub("\n", text)
        text = _TAG.sub("", text)
    if "*" in text or "~~" in text or "__" in text:
        text = _STRONG.sub("", text)
        text = _STAR.sub(_WORDS, text)
    if "`" in text:
        text = _CODE.sub(_WORDS, text)
    if "\\" in text:
        text = _ESCAPE.sub(_WORDS, text)
    if "&" in text:
        text = unescape(text)
    return text


def links(raw: str) -> list[tuple[str, str]]:
    """(words, address) of every link in a block, images not counted."""
    return [(inline(label).strip(), target.strip("<>")) for label, target in LINK.findall(raw)] if "](" in raw else []


def images(raw: str) -> list[str]:
    """The alternative texts of the images in a block, empty ones too."""
    return [inline(label).strip() for label, _ in IMAGE.findall(raw)] if "![" in raw else []


_SEPARATORS = re.compile(r"[\s|·•,，、/\\:：>»<«\[\]()（）*_~#-]|&nbsp;")


def words_outside_links(raw: str) -> str:
    """What is left of a block when its links, images and separators are gone: empty for a bar of links."""
    return _SEPARATORS.sub("", inline(LINK.sub("", IMAGE.sub("", raw))))
