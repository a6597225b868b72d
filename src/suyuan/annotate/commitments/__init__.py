"""Commitments: who will do what, how much, by when, how firmly.

``find`` reads the layers beneath and returns ``Commitment`` records in reading order. The scheme is in
``docs/commitments.md``; the words are data in ``data/``; the grammars are ``chinese.py`` and ``english.py``.
"""

from __future__ import annotations

from suyuan.annotate.commitments import chinese, english
from suyuan.annotate.commitments.clauses import Index
from suyuan.annotate.commitments.explain import explain
from suyuan.annotate.commitments.statements import Carriers
from suyuan.annotate.document import Document
from suyuan.model import Commitment, Mention, Quantity, Statement, TimeExpression

__all__ = ["explain", "find"]


def find(
    doc: Document,
    mentions: tuple[Mention, ...] = (),
    times: tuple[TimeExpression, ...] = (),
    quantities: tuple[Quantity, ...] = (),
    statements: tuple[Statement, ...] = (),
) -> tuple[Commitment, ...]:
    """The commitments of a document. Every other layer may be empty; what it would have told is then left open."""
    index = Index.of(doc, mentions, times, quantities, statements)
    carriers = Carriers(statements)
    grammar = english if doc.is_english else chinese
    return tuple(grammar.find(index, carriers))
