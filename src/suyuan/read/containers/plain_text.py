"""Plain text: a headline (where the first line is one) and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from suyuan.read.assembly import join_lines
from suyuan.read.datetimes import find_datetimes
from suyuan.read.draft import Draft, Hint, Part, ReadError, Source
from suyuan.read.finish.data import line_patterns
from suyuan.read.html.title import bare, used
from suyuan.read.layout import Line, classify
from suyuan.read.lines import clean_line
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold_lower

_KINDS = {"headline": "heading", "caption": "caption", "end": "body", "byline": "body", "body": "body"}
_MIN_WORDS = 20
BANNER = 30  # lines above a headline at most
USED = 0.6  # of a headline's pairs of characters stand in the text under it
HARDLY_USED = 0.15
WORDS_USED = 0.45  # of an English headline's words
_WORD = re.compile(r"[a-z]{4,}")
_NO_HEADLINE = re.compile(r"[>|｜»©]|[。！!；;）)]$|^\W*\d{4}[-/.年]")


class PlainText:
    name = "plain-text"
    most = 0.1

    def sniff(self, source: Source) -> float:
        return 0.1 if source.text.strip() else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        lines = [classify(line) for line in _lines(source.text)]
        if sum(char.isalpha() for line in lines for char in line.text) < _MIN_WORDS:
            raise ReadError("hardly any words")
        draft = Draft()
        while len(lines) > 1 and line_patterns()["drop"].fullmatch(fold_lower(lines[0].text)):
            del lines[0]  # Advertisement
        if at := _headline(lines):
            _read_banner(draft, lines[:at])
            del lines[:at]
        if len(lines) > 1 and _is_title(lines[0]):
            draft.title = lines.pop(0).text
        for line in lines:
            draft.parts.append(Part(_KINDS[line.kind], line.text, "foot" if line.kind == "end" else None))  # type: ignore[arg-type]
        yield draft


def _headline(lines: list[Line]) -> int:
    """Where the headline stands below a copied page's banner, menus and notices; 0 where it is the first line or none.

    A headline is a short line whose words the text under it uses, or that a line with day and clock follows:
    自由港電子報 / 即時 熱門 社會 / 首頁 > 社會 / 渡輪明年復航 / 2031/05/09 21:32 記者林舟 / …
    """
    texts = [line.text.lower() if line.text.isascii() else bare(line.text) for line in lines[: BANNER + 40]]
    if not texts or _share(texts, 0) >= USED or texts[0] in texts[1:12]:
        return 0
    dated = next((at for at, line in enumerate(lines[:BANNER]) if _stamped(line.text)), 0)
    shares = {at: _share(texts, at) for at in range(max(0, dated - 4), dated) if _may_head(lines[at], texts[at])}
    best = max(shares, key=lambda at: shares[at], default=0)
    if best and shares[best] >= HARDLY_USED and _sentences(lines[:best]) <= 3:
        return best
    for at, line in enumerate(lines[1:BANNER], 1):
        if _sentences(lines[:at]):
            break
        if _may_head(line, texts[at]) and _share(texts, at) >= (WORDS_USED if texts[at].isascii() else USED):
            return at
    return 0


def _stamped(text: str) -> bool:
    """A short line with day and clock."""
    return len(text) < 60 and any("T" in stamp.value for stamp in find_datetimes(text))


def _may_head(line: Line, text: str) -> bool:
    return len(text) >= 8 and len(line.text) <= 60 and line.kind != "caption" and not _NO_HEADLINE.search(line.text)


def _sentences(lines: list[Line]) -> int:
    return sum(len(line.text) >= 50 and line.text[-1] in "。！？」”" for line in lines)


def _share(texts: list[str], at: int) -> float:
    if texts[at].isascii():  # nearly all pairs of letters are everywhere, so words count
        words = _WORD.findall(texts[at])
        below = " ".join(text for text in texts[at + 1 :] if text != texts[at])[:6000]
        return sum(word in below for word in words) / len(words) if len(words) > 3 else 0.0
    return used(texts[at], "".join(text for text in texts[at + 1 :] if text != texts[at])[:2000])


def _read_banner(draft: Draft, banner: list[Line]) -> None:
    """What stands above the headline is evidence at most: the outlet's name, alone in a line."""
    for line in banner:
        if by_name(line.text):
            draft.hints.append(Hint("outlet", line.text, line.text, 0.5))
            return


def _is_title(line: Line) -> bool:
    if line.kind == "headline":
        return True
    # English headlines are longer than Chinese ones; they have no full stop either.
    return line.text.isascii() and len(line.text) < 140 and line.text[-1].isalnum()


def _lines(text: str) -> list[str]:
    out: list[str] = []
    for paragraph in text.split("\n\n"):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        out += filter(None, (clean_line(line) for line in join_lines(lines)))
    return out
