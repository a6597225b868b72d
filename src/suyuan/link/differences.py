"""Two places in two articles that tell the same thing differently: what every kind of discrepancy is made from."""

from __future__ import annotations

from dataclasses import dataclass

from suyuan.model import DiscrepancyField, DiscrepancyNature, Span


@dataclass(frozen=True, slots=True)
class Side:
    """``value`` as it is shown, in the words of ``span`` of an article; ``at`` is where the value itself begins, and
    ``term`` what a deadline or a length of time comes to, by which its discrepancies are gathered."""

    value: str
    article: str
    span: Span
    at: int
    term: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """``what`` says what is compared; ``strength`` 0..1 how surely both tell of one thing, times how much they
    differ; ``nature`` what kind of difference it is."""

    field: DiscrepancyField
    what: str
    a: Side
    b: Side
    strength: float
    nature: DiscrepancyNature = "contradiction"
