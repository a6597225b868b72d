"""One article, and the evidence of one annotation of it."""

from __future__ import annotations

from suyuan.link.chains import chain_of
from suyuan.model import Story
from suyuan.serve.web.pages.copies import copy_card
from suyuan.serve.web.pages.parts import Data, excerpt
from suyuan.store import Library, NotFoundError


def article(library: Library, article_id: str) -> Data:
    """An article with its annotations, its chain out to us, its copies and its stories."""
    found = library.article(article_id)
    return {
        "article": found,
        "chains": [chain_of(found, said) for said in found.annotations.statements] if found.annotations else [],
        "copies": [copy_card(library, reuse) for reuse in library.copies(found.id)],
        "stories": [
            {"id": story.id, "title": story.title}
            for story in library.links("story", article=found.id)
            if isinstance(story, Story)
        ],
    }


def evidence(library: Library, article_id: str, layer: str, number: int) -> Data:
    """One annotation with the words it rests on. Raises NotFoundError."""
    found = library.article(article_id)
    layers = {
        "mention": "mentions",
        "time": "times",
        "quantity": "quantities",
        "statement": "statements",
        "commitment": "commitments",
        "office": "offices",
        "frame": "frames",
    }
    records = getattr(found.annotations, layers.get(layer, ""), ()) if found.annotations else ()
    if not 0 <= number < len(records):
        raise NotFoundError(f"article {found.id} has no {layer} {number}")
    record = records[number]
    if layer == "statement":
        start, end = min(record.content, default=(0, 0))
    elif layer == "commitment":
        start, end = record.action
    elif layer == "frame":
        start, end = record.span
    else:
        start, end = record.start, record.end
    return {
        "article": library.summary(found.id),
        "layer": layer,
        "number": number,
        "record": record,
        "chain": chain_of(found, record) if layer == "statement" else None,
        "start": start,
        "end": end,
        **excerpt(found.text, start, end),
    }
