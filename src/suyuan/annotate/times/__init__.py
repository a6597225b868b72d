"""Times: what day is meant."""

from suyuan.annotate.document import Document
from suyuan.model import TimeExpression


def find(doc: Document) -> tuple[TimeExpression, ...]:
    return ()
