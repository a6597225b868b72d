"""Who copied whom, and what the copy changed."""

from __future__ import annotations

from suyuan.link.reuse.pages import house_name
from suyuan.link.reuse.words import cue_words, strength
from suyuan.model import Cue, Reuse
from suyuan.serve.copies import CopyFamily, grouped, related
from suyuan.serve.web.pages.parts import LISTED, Data
from suyuan.store import Library, NotFoundError


def copies(library: Library, article_id: str = "") -> Data:
    """``copies`` are the pairs, ``families`` what they make: the tree of each, its origins, and its other pairs;
    ``apart`` pairs that are no copies."""
    wanted = library.article(article_id).id if article_id else None
    found = library.copies(wanted)[:LISTED]
    families, apart = grouped(related(wanted, library.copies) if wanted else found)
    return {
        "article": library.summary(wanted) if wanted else None,
        "copies": [copy_card(library, reuse) for reuse in found],
        "families": [_family(library, family) for family in families[:LISTED]],
        "apart": [copy_card(library, reuse) for reuse in apart[:LISTED]],
    }


def _family(library: Library, family: CopyFamily) -> Data:
    roots = sum(row.depth == 0 for row in family.rows)
    return {
        "origins": family.origins,
        "hidden": roots > family.origins.possible,
        "settled": all(row.sure for row in family.rows),
        "rows": [
            {
                "page": library.summary(row.page),
                "depth": row.depth,
                "source": library.summary(row.source) if row.source else None,
                "sure": row.sure,
                "pair": copy_card(library, row.link) if row.link else None,
            }
            for row in family.rows
        ],
        "others": [copy_card(library, reuse) for reuse in family.others],
    }


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
        "evidence": [_evidence(cue, library, reuse) for cue in reuse.cues],
    }


def _evidence(cue: Cue, library: Library, reuse: Reuse) -> Data:
    """A cue in words, with how strong it is and whether it speaks for the direction given."""
    a, b = (_called(library, key) for key in (reuse.a, reuse.b))
    if a == b:  # one of them may be a portal that prints the other
        a, b = (house_name(library.article(key)) or key[:8] for key in (reuse.a, reuse.b))
    if a == b:
        a, b = f"{a} ({reuse.a[:8]})", f"{b} ({reuse.b[:8]})"
    against = reuse.direction is not None and cue.points not in (reuse.direction, None)
    return {"words": cue_words(cue, a, b), "strength": strength(cue), "against": against}


def _called(library: Library, key: str) -> str:
    found = library.summary(key)
    return (found.outlet if found else None) or key[:8]


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
