"""Parts to text: one block a line, every block with exact offsets, language and script."""

from __future__ import annotations

import re
from typing import NamedTuple

from suyuan.model import Block, BlockKind
from suyuan.read.draft import Part
from suyuan.read.finish.census import Census
from suyuan.read.finish.language import SAMPLE, by_counts, language_of
from suyuan.text.script import Script

_KANA_OR_HANGUL = re.compile("[\u3041-\u30fa\uac00-\ud7a3]")
_WIDEST_FROM = "\u3041"
_WIDE = re.compile(f"[{_WIDEST_FROM}-\u9fff\uac00-\ud7a3]")
_LATIN = re.compile("[A-Za-z]")
_SAMPLE_PARTS = 8


class Layout(NamedTuple):
    text: str
    blocks: tuple[Block, ...]
    language: str | None


def lay_out(title: str | None, parts: list[Part], stated: str | None) -> Layout:
    """The article's text and its blocks; ``text[block.start:block.end]`` is the block. ``stated`` is the language that
    the page says it is in."""
    pieces: list[tuple[BlockKind, str]] = [("title", title)] if title else []
    pieces += [(part.kind, part.text) for part in parts]
    kinds: list[BlockKind] = []
    lines: list[str] = []
    starts: list[int] = []
    at = 0
    for kind, raw in pieces:
        line = raw.replace("\n", " ").strip()
        if line:
            kinds.append(kind)
            lines.append(line)
            starts.append(at)
            at += len(line) + 1
    text = "\n".join(lines)
    census = None if text.isascii() else Census(text)
    language = _language(text, starts, bool(title), census, stated)
    spoken = _spoken(lines, language, census)
    scripts = census.scripts(starts) if census else [None] * len(lines)
    blocks = []
    for kind, line, start, of, script in zip(kinds, lines, starts, spoken, scripts, strict=True):
        if of in ("ja", "ko"):
            script = None
        elif script is None and _LATIN.search(line):
            script = "Latn"
        blocks.append(Block(kind, start, start + len(line), of, script))
    return Layout(text, tuple(blocks), language)


def _language(text: str, starts: list[int], titled: bool, census: Census | None, stated: str | None) -> str | None:
    """The language of the first parts, without the title, which may be a translator's."""
    first = starts[1] if titled and len(starts) > 1 else len(text) if titled else 0
    after = int(titled) + _SAMPLE_PARTS
    end = min(first + SAMPLE, starts[after] - 1 if after < len(starts) else len(text))
    sample = text[first:end]
    if census is None or sample.isascii():
        return language_of(sample, stated) or stated
    return by_counts(census.counts(first, end), sample, stated) or stated


def _spoken(lines: list[str], language: str | None, census: Census | None) -> list[str | None]:
    """The language of each block: the article's, unless its characters could be another's and are."""
    if language == "zh" and census:
        another = _KANA_OR_HANGUL if census.any_kana_or_hangul() else None
        foreign = [line.isascii() or (another is not None and bool(another.search(line))) for line in lines]
    elif language in (None, "ja", "ko"):
        foreign = [True] * len(lines)
    elif census and census.highest >= _WIDEST_FROM:
        foreign = [not line.isascii() and bool(_WIDE.search(line)) for line in lines]
    else:
        return [language] * len(lines)
    return [
        (language_of(line, language) or language) if other and len(line) > 20 else language
        for line, other in zip(lines, foreign, strict=True)
    ]


def script_of_article(blocks: tuple[Block, ...], text: str, language: str | None) -> Script | None:
    """The script most of the text is in, by the blocks' own; ``mixed`` where a fifth or more is in the other."""
    if language in ("ja", "ko"):
        return None
    sizes: dict[str, int] = {}
    for block in blocks:
        if block.script:
            sizes[block.script] = sizes.get(block.script, 0) + block.end - block.start
    hans, hant, mixed = sizes.get("Hans", 0), sizes.get("Hant", 0), sizes.get("mixed", 0)
    if not hans + hant + mixed:
        return "Latn" if sizes else None
    if language not in (None, "zh") and sizes.get("Latn", 0) > 4 * (hans + hant + mixed):
        return "Latn"
    share = (hant + 0.5 * mixed) / (hans + hant + mixed)
    return "Hant" if share > 0.8 else "Hans" if share < 0.2 else "mixed"
