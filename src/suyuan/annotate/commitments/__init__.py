"""Commitments: who will do what, how much, by when, how firmly."""

from suyuan.annotate.document import Document
from suyuan.model import Commitment, Mention, Quantity, Statement, TimeExpression


def find(
    doc: Document,
    mentions: tuple[Mention, ...] = (),
    times: tuple[TimeExpression, ...] = (),
    quantities: tuple[Quantity, ...] = (),
    statements: tuple[Statement, ...] = (),
) -> tuple[Commitment, ...]:
    return ()
