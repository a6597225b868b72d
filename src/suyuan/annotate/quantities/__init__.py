"""Quantities: how much and how many."""

from suyuan.annotate.document import Document
from suyuan.model import Quantity, TimeExpression


def find(doc: Document, times: tuple[TimeExpression, ...] = ()) -> tuple[Quantity, ...]:
    return ()
