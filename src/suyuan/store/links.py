"""Link records in the library: a key from what a record says, and the articles and statements it speaks of."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from suyuan.model import Chain, Claim, Discrepancy, Event, LinkRecord, Naming, Reuse, Story
from suyuan.records import dumps

KINDS: dict[str, type[LinkRecord]] = {
    "reuse": Reuse,
    "claim": Claim,
    "event": Event,
    "story": Story,
    "chain": Chain,
    "discrepancy": Discrepancy,
    "naming": Naming,
}
Record = TypeVar("Record", Reuse, Claim, Event, Story, Chain, Discrepancy, Naming)


def decode(kind: str, record: str) -> LinkRecord:
    return msgspec.json.decode(record, type=KINDS[kind])


def keyed(records: Iterable[LinkRecord]) -> Iterator[tuple[str, str, LinkRecord]]:
    """(key, JSON, record) of each different record, in an order that does not depend on theirs."""
    seen: dict[str, str] = {}
    for text, record in sorted(((dumps(record), record) for record in records), key=lambda pair: pair[0]):
        key = natural_key(record)
        if seen.get(key) == text:
            continue
        if key in seen:
            key = f"{key}~{hashlib.sha256(text.encode()).hexdigest()[:12]}"
        if key not in seen:
            seen[key] = text
            yield key, text, record


def insert(connection: sqlite3.Connection, kind: str, records: Iterable[LinkRecord], story: str = "") -> None:
    """Write link records of one kind whose keys are free; those that are made for one story go with it."""
    for key, text, record in keyed(records):
        connection.execute("INSERT INTO links (kind, key, record, story) VALUES (?, ?, ?, ?)", (kind, key, text, story))
        connection.executemany("INSERT INTO link_ends VALUES (?, ?, ?, ?)", [(kind, key, *end) for end in ends(record)])


def natural_key(record: LinkRecord) -> str:
    match record:
        case Reuse():
            return f"{record.a}|{record.b}|{record.type}"
        case Chain():
            return record.statement
        case Discrepancy():
            return f"{record.of}|{record.id}|{record.field}|{record.what}"
        case Naming():
            return f"{record.entity}|{record.outlet or ''}"
        case Claim() | Event() | Story():
            return record.id


def ends(record: LinkRecord) -> set[tuple[str, str]]:
    """(article, statement) pairs a record speaks of; '' for the article as a whole."""
    match record:
        case Reuse():
            return {(record.a, ""), (record.b, "")}
        case Chain():
            return {split(record.statement)}
        case Claim():
            return {split(ref) for ref in record.statements}
        case Event() | Story():
            return {(article, "") for article in record.articles}
        case Discrepancy():
            return {(article, "") for value in record.values for article, _, _ in value.evidence}
        case Naming():
            return set()


def split(ref: str) -> tuple[str, str]:
    """``article#statement`` in its two halves."""
    article, _, statement = ref.rpartition("#")
    return (article, statement) if article else (statement, "")
