"""Drafts to statements: ids from content and cue, spans in order."""

from __future__ import annotations

import hashlib

from suyuan.annotate.document import Document
from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.syntax.chinese import Layers
from suyuan.model import Speaker, Statement


def freeze(doc: Document, layers: Layers, drafts: list[Draft]) -> tuple[Statement, ...]:
    """Ids derive from folded content and cue and a count of equal ones: re-annotation keeps them."""
    seen: dict[str, int] = {}
    ids: dict[int, str] = {}
    for draft in drafts:
        words = "|".join(doc.folded[a:b] for a, b in [*draft.content, draft.cue or (0, 0)])
        count = seen[words] = seen.get(words, 0) + 1
        digest = hashlib.blake2s(f"{words}|{count}".encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
        ids[id(draft)] = f"s-{digest}"
    out: list[Statement] = []
    for draft in drafts:
        again = draft.told_again
        when = layers.times.get(draft.when[0]) if draft.when else None
        out.append(
            Statement(
                ids[id(draft)],
                draft.type,  # type: ignore[arg-type]
                tuple(draft.content),
                draft.cue,
                draft.resolved or Speaker(draft.speaker),
                draft.depth,
                ids.get(id(draft.parent)) if draft.parent else None,
                tuple(draft.carried),
                "loaded" if draft.loaded else "neutral",
                tuple(draft.channel),
                draft.addressee,
                when.value if when else None,
                draft.occasion,
                (ids[id(again)],) if again is not None and id(again) in ids else (),
                draft.rule,
            )
        )
    return tuple(out)
