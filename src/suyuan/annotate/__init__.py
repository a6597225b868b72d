"""Article → Annotations. Five stages, one entry point each, every one seeing the layers before it."""

from __future__ import annotations

from suyuan.annotate import commitments, names, quantities, statements, times
from suyuan.annotate.document import Document
from suyuan.model import Annotations, Article

__all__ = ["Document", "annotate"]


def annotate(article: Article) -> Annotations:
    """Annotate one article. Needs only ``id``, ``text`` and, where known, ``title``, ``published`` and ``outlet``."""
    doc = Document(article)
    found_times = times.find(doc)
    found_quantities = quantities.find(doc, found_times)
    mentions = names.find(doc)
    found_statements = statements.find(doc, mentions, found_times)
    found_commitments = commitments.find(doc, mentions, found_times, found_quantities, found_statements)
    frames = statements.frames(doc, mentions, found_statements)
    offices = names.titles.find(doc, mentions)
    return Annotations(mentions, found_times, found_quantities, found_statements, found_commitments, frames, offices)
