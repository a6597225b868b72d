"""A statement while it is being read: spans first, names and channel later."""

from __future__ import annotations

from dataclasses import dataclass, field

from suyuan.model import Hop, Span, Speaker


@dataclass(slots=True)
class HopDraft:
    """A relay as printed; its name is settled when the whole document is known."""

    role: str  # relay, document, source
    span: Span | None
    relay_cue: Span | None = None
    name: str | None = None
    issuer: str | None = None
    implicit: bool = False


@dataclass(slots=True)
class Draft:
    rule: str
    cue: Span | None
    cue_kind: str
    speaker: Span | None  # the noun phrase in its own sentence
    content: list[Span]
    unit: Span  # the sentence
    paragraph: int
    kind: str = "body"  # of the unit
    type: str = "indirect"
    loaded: bool = False
    depth: int = 1
    parent: Draft | None = None
    hops: list[HopDraft] = field(default_factory=list)
    addressee: Span | None = None
    occasion: Span | None = None
    when: Span | None = None
    carried: list[Span] = field(default_factory=list)
    shares_subject: Draft | None = None  # the earlier statement whose subject this one takes over
    elided: bool = False  # no subject of its own
    head: Span | None = None  # a first piece of content, before the cue
    closed: bool = False  # the content's end is settled
    resolved: Speaker | None = None
    channel: list[Hop] = field(default_factory=list)
    joint_document: bool = False
    told_again: Draft | None = (
        None  # the statement that introduced this unnamed source, where the text points back to it
    )
