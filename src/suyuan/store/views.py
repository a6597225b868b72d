"""What the library answers with, where a record of `suyuan.model` would be more than was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from suyuan.model import Rejection, Script, Span, Statement


@dataclass(frozen=True, slots=True)
class Summary:
    """One article in a list."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    script: Script | None
    chars: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that a search found. ``spans`` are in ``snippet``; ``snippet`` is the article's text from ``start``
    to ``end``. ``exact`` is False where the query's words were not found together and this is only near it."""

    article: Summary
    snippet: str
    start: int
    end: int
    spans: tuple[Span, ...]
    title_spans: tuple[Span, ...]
    score: float
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement with what a list of statements shows of its article. ``ref`` is ``article#statement``."""

    ref: str
    article: Summary
    statement: Statement
    content: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Rejected:
    """A page that gave no article, or one piece of it that could not be read."""

    place: str
    sha256: str
    rejection: Rejection


@dataclass(frozen=True, slots=True)
class EntityCount:
    """A name of the library: ``entity`` where it is linked, else None and ``name`` is the folded name."""

    entity: str | None
    name: str
    type: str
    articles: int


@dataclass(frozen=True, slots=True)
class Succession:
    """How ``articles`` articles went from one event or story to another, and when: ``renamed`` (all that was left of
    the old), ``merged`` (the new one took others in too) or ``split`` (the old one's went more than one way)."""

    old: str
    new: str
    what: Literal["renamed", "merged", "split"]
    articles: int
    at: str
