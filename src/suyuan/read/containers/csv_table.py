"""CSV and TSV dumps: an article a row, columns told by their names or, without a header, by what they hold."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from suyuan.read.columns import draft_of, field_of, fields_of
from suyuan.read.draft import Draft, ReadError, Source

_DELIMITERS = ",\t;|"
_MAX_FIELD = 64 * 1024 * 1024
_WORDS = ("title", "body", "summary", "url", "original", "published", "author", "outlet", "source")


class CsvTable:
    name = "csv"
    most = 0.85

    def sniff(self, source: Source) -> float:
        head = source.text[:200_000]
        first = head.split("\n", 1)[0]
        if len(first) > 2000 or first[:1] in "<{[#":
            return 0.0
        delimiter = _delimiter(first)
        if delimiter is None:
            return 0.0
        names = _row(first, delimiter)
        known = {field_of(name) for name in names} & set(_WORDS)
        if len(known) >= 2 and known & {"title", "body", "summary"} and known & {"body", "summary", "url", "published"}:
            return 0.85
        return 0.5 if _steady(head, delimiter) else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        delimiter = _delimiter(source.text[:2000].split("\n", 1)[0]) or ","
        rows = _rows(source.text, delimiter)
        header = next(rows, None)
        if header is None:
            raise ReadError("an empty table")
        named = len({field_of(name) for name in header} & set(_WORDS)) >= 2
        if not named:
            rows = iter([header, *rows])
            header = [f"column {number}" for number in range(len(header))]
        some = False
        for row in rows:
            draft = draft_of(fields_of(dict(zip(header, row, strict=False))))
            if draft is not None and draft.parts:
                some = True
                yield draft
        if not some:
            raise ReadError("a table without the columns of an article")


def _delimiter(first: str) -> str | None:
    best = max(_DELIMITERS, key=first.count)
    return best if best in first else None


def _row(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.lstrip("\ufeff")], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff").replace("\x00", "")), delimiter=delimiter)
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield row


def _steady(head: str, delimiter: str) -> bool:
    """No known header: a table all the same where quoted rows have one width and one column holds prose."""
    if delimiter not in ",\t" or head.count("\n") < 2:
        return False
    rows = []
    for row in _rows(head, delimiter):
        rows.append(row)
        if len(rows) == 6:
            break
    widths = {len(row) for row in rows[:5]}
    if len(rows) < 3 or len(widths) != 1 or min(widths) < 3:
        return False
    prose = re.compile(r"[。！？.!?].*[。！？.!?]", re.S)
    return all(any(len(cell) > 60 and prose.search(cell) for cell in row) for row in rows[1:5]) and any(
        len(cell) < 40 for cell in rows[1]
    )
