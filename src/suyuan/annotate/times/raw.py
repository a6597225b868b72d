"""What the grammars find, before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from suyuan.annotate.times.durations import Duration
from suyuan.annotate.times.lexicon import Fields
from suyuan.annotate.times.zones import Zone
from suyuan.model import TimeMod


@dataclass(slots=True)
class Raw:
    """An expression found and not yet resolved; ``level`` is its finest part."""

    start: int
    end: int
    kind: str  # date, range, duration, set, vague
    fields: Fields = field(default_factory=dict)
    level: str = ""
    mod: TimeMod | None = None
    until: Fields | None = None  # a range: the fields of its end
    until_mod: TimeMod | None = None
    duration: Duration | None = None
    reference: str | None = None
    bare: bool = False
    rule: str = ""
    zone: Zone | None = None  # named inside the expression: 3 p.m. ET on Thursday
