"""Records to JSON and back. One place knows how; everything else handles `suyuan.model`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from suyuan.model import Annotations, Article, LinkRecord, Rejection


class RecordError(ValueError):
    """A JSON record is not what its schema says; the message names the record and the field."""


def article_from_record(record: Mapping[str, Any]) -> Article:
    """Read an article record leniently: only ``id`` and ``text`` are required, unknown fields are ignored.

    Raises RecordError with the record's id and the offending field.
    """
    plain = {key: value for key, value in record.items() if value is not None}
    outlet = plain.get("outlet")
    if isinstance(outlet, str):
        plain["outlet"] = {"name": outlet}
    elif isinstance(outlet, Mapping) and not outlet.get("name"):
        del plain["outlet"]
    try:
        return msgspec.convert(plain, Article)
    except msgspec.ValidationError as error:
        raise RecordError(f"article {record.get('id', '(no id)')}: {error}") from error


def rejection_from_record(record: Mapping[str, Any]) -> Rejection:
    return msgspec.convert(record, Rejection)


def to_record(value: Article | Annotations | LinkRecord | Rejection) -> dict[str, Any]:
    """The JSON-ready dictionary of a record; tuples become lists."""
    record: dict[str, Any] = msgspec.to_builtins(value)
    return record


def dumps(record: Any) -> str:
    """One JSON line (no newline) of a record or of a dictionary that holds records."""
    return msgspec.json.encode(record).decode("utf-8", "surrogatepass")


def loads(line: str | bytes) -> dict[str, Any]:
    """One JSON line. Raises RecordError."""
    try:
        record = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"not a JSON record: {error}") from error
    if not isinstance(record, dict):
        raise RecordError("not a JSON object")
    return record
