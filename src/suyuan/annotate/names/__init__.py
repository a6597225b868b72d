"""Names: who and what is meant."""

from suyuan.annotate.document import Document
from suyuan.model import Mention


def find(doc: Document) -> tuple[Mention, ...]:
    return ()
