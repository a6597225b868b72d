"""Who copied whom, and what the copy changed."""

from __future__ import annotations

from suyuan.model import Reuse
from suyuan.serve.web.pages.parts import LISTED, Data
from suyuan.store import Library, NotFoundError


def copies(library: Library, article_id: str = "") -> Data:
    wanted = library.article(article_id).id if article_id else None
    found = [copy_card(library, reuse) for reuse in library.copies(wanted)[:LISTED]]
    return {"article": library.summary(wanted) if wanted else None, "copies": found}


def copy_card(library: Library, reuse: Reuse) -> Data:
    """A pair in the order to tell it in: the copy, then what it copied, where the direction is known."""
    taker, giver = (reuse.b, reuse.a) if reuse.direction == "b<-a" else (reuse.a, reuse.b)
    edits = [edit for passage in reuse.passages for edit in passage.edits]
    return {
        "taker": library.summary(taker),
        "giver": library.summary(giver),
        "a": reuse.a,
        "b": reuse.b,
        "type": reuse.type,
        "directed": reuse.direction is not None,
        "chars": reuse.chars,
        "passages": len(reuse.passages),
        "meaning": sum(edit.kind == "meaning" for edit in edits),
        "edits": sum(edit.kind != "noise" for edit in edits),
        "cues": reuse.cues,
    }


def copy(library: Library, a: str, b: str) -> Data:
    """Two articles side by side: every shared passage with what differs inside it. Raises NotFoundError."""
    first, second = sorted((library.article(a), library.article(b)), key=lambda article: article.id)
    found = [reuse for reuse in library.copies(first.id) if {reuse.a, reuse.b} == {first.id, second.id}]
    if not found:
        raise NotFoundError(f"articles {first.id} and {second.id} share no passage that we know of")
    return {
        "pairs": [copy_card(library, reuse) for reuse in found],
        "reuse": found,
        "articles": {article.id: article for article in (first, second)},
    }
