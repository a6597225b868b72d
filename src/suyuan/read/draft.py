"""Between a container and an article: what a container's file understood of a page, before the shared finishing.

A container splits a page into drafts and says, with evidence, what its envelope tells (title, date, outlet, link). The
finishing (`suyuan.read.finish`) is the same for all: it trims head and tail, takes bylines, dates and outlets out of
the text's own lines, decides between hints, and lays out the article's text and blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from suyuan.model import BlockKind, Byline, DateMark, Link, Page, Wrapper


class Part(NamedTuple):
    """One block of a draft, in reading order; ``text`` is one line. ``role`` keeps what the markup said of it (a class
    or tag name), for the trimming rules; ``photo`` parts hold a credit that is no caption, ``alt`` an image's
    alternative text, ``links`` lists of bare links; ``head`` and ``foot`` lines round the article are read, never text.
    """

    kind: BlockKind
    text: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """Something an envelope or mark-up says of the article. ``trust`` 0..1 orders hints of one field."""

    field: Literal["title", "outlet", "language", "url", "canonical", "author", "editor", "source", "description"]
    value: str
    evidence: str
    trust: float = 0.5


@dataclass(slots=True)
class Draft:
    """A piece of a page that is one article, as its container understood it."""

    parts: list[Part] = field(default_factory=list)
    title: str | None = None
    url: str | None = None  # the article's own address, where the page states it
    byline: list[Byline] = field(default_factory=list)
    dates: list[DateMark] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    wrappers: list[Wrapper] = field(default_factory=list)  # innermost (nearest the outlet) first
    links: list[Link] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    incomplete: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A page decoded: what containers sniff and read. ``text`` is empty for containers that read bytes themselves."""

    page: Page
    text: str
    charset: str | None = None
    warnings: tuple[str, ...] = ()


class Container(Protocol):
    """One kind of page. Registered in ``suyuan.read.containers`` or by the entry-point group ``suyuan.containers``.

    One that is never quite sure may say so in ``most``, a number: it is not asked where another is that sure already.
    """

    name: str

    def sniff(self, source: Source) -> float:
        """How surely this is one of mine, 0..1, from content; the highest wins, ties go to registration order."""

    def read(self, source: Source) -> Iterator[Draft]:
        """The drafts of the page. Raises ``ReadError`` with the reason where it holds no article."""


class ReadError(ValueError):
    """A page could not be read; the message is the reason, for a person."""
