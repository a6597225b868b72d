"""Statements: who said what, through whom."""

from suyuan.annotate.document import Document
from suyuan.model import Mention, Statement, TimeExpression


def find(
    doc: Document, mentions: tuple[Mention, ...] = (), times: tuple[TimeExpression, ...] = ()
) -> tuple[Statement, ...]:
    return ()
