"""Parts to text: one block a line, every block with exact offsets, language and script."""

from __future__ import annotations

import re

from suyuan.model import Block, BlockKind
from suyuan.read.draft import Part
from suyuan.read.finish.language import language_of
from suyuan.text.script import Script, script_of

_KANA_OR_HANGUL = re.compile("[\u3041-\u30fa\uac00-\ud7a3]")
_WIDE = re.compile("[\u3041-\u9fff\uac00-\ud7a3]")


def _foreign(text: str, language: str) -> bool:
    """Could this block be in another language than its article? Cheap, so that most blocks need no counting."""
    if language == "zh":
        return text.isascii() or bool(_KANA_OR_HANGUL.search(text))
    return language in ("ja", "ko") or (not text.isascii() and bool(_WIDE.search(text)))


def lay_out(title: str | None, parts: list[Part], language: str | None) -> tuple[str, tuple[Block, ...]]:
    """The article's text and its blocks; ``text[block.start:block.end]`` is the block."""
    pieces: list[tuple[BlockKind, str]] = [("title", title)] if title else []
    pieces += [(part.kind, part.text) for part in parts]
    lines: list[str] = []
    blocks: list[Block] = []
    at = 0
    for kind, raw in pieces:
        text = raw.replace("\n", " ").strip()
        if not text:
            continue
        lines.append(text)
        spoken = language
        if len(text) > 20 and (language is None or _foreign(text, language)):
            spoken = language_of(text, language) or language
        blocks.append(Block(kind, at, at + len(text), spoken, script_of(text) if spoken not in ("ja", "ko") else None))
        at += len(text) + 1
    return "\n".join(lines), tuple(blocks)


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
