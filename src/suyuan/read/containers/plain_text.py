"""Plain text: a headline (where the first line is one) and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from suyuan.read.assembly import join_lines
from suyuan.read.draft import Draft, Part, ReadError, Source
from suyuan.read.layout import Line, classify
from suyuan.read.lines import clean_line

_KINDS = {"headline": "heading", "caption": "caption", "end": "body", "byline": "body", "body": "body"}
_MIN_WORDS = 20


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
        if len(lines) > 1 and _is_title(lines[0]):
            draft.title = lines.pop(0).text
        for line in lines:
            draft.parts.append(Part(_KINDS[line.kind], line.text, "foot" if line.kind == "end" else None))  # type: ignore[arg-type]
        yield draft


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
