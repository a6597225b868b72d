"""Articles and what their streams share → Reuse records: passages, type, direction, cues. Many pairs at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suyuan.link.reuse.compare import Shared
from suyuan.link.reuse.direction import direction_of
from suyuan.link.reuse.fidelity import judged, with_attributions
from suyuan.link.reuse.headlines import headline
from suyuan.link.reuse.kinds import (
    MOST,
    Cover,
    are_formulas,
    covers_of,
    is_quotation,
    is_said_anew,
    is_stock,
    kind_of,
    may_be_common,
)
from suyuan.link.reuse.pages import Read
from suyuan.link.reuse.spans import Spans, placed
from suyuan.link.reuse.whole_words import within_words
from suyuan.model import Passage, Reuse, ReuseType


def reuses_of(pairs: Sequence[tuple[Read, Read]], shared: Shared) -> list[Reuse]:
    """The record of each pair that shares passages, ``pairs`` standing in the order of ``shared.pair``. A record is a
    pure function of the two articles (the smaller id first) and what they share."""
    if not pairs:
        return []
    _, bounds = shared.by_pair()
    starts = np.array([low for low, _ in bounds])
    owner = np.repeat(np.arange(len(pairs)), np.diff([*starts, len(shared.pair)]))
    lengths = [np.array([len(pair[side].side.at) for pair in pairs]) for side in (0, 1)]
    covers = covers_of(shared, starts, *lengths)
    chars = np.add.reduceat(shared.chars, starts).tolist()
    formula = are_formulas(shared)
    places = placed(shared, [(a.side, b.side) for a, b in pairs], owner, ~formula)
    longer = np.maximum(shared.a_end - shared.a_start, shared.b_end - shared.b_start)
    likeness = [round(share, 4) for share in (shared.chars / longer).tolist()]
    doubtful = np.flatnonzero(may_be_common(shared) & ~formula).tolist()
    anew = set()
    for number in doubtful:
        (a, b), weight, oddity = pairs[owner[number]], float(shared.weight[number]), float(shared.oddity[number])
        if is_said_anew(weight, oddity, places.a[number], places.b[number], a, b):
            anew.add(number)
        elif max(covers[owner[number]]) < MOST:
            formula[number] = is_stock(weight, oddity, places.a[number], places.b[number], a, b)
    formula[list(anew)] = True
    both = zip(places.article_a, places.article_b, strict=True)
    facts = list(zip(both, likeness, formula.tolist(), shared.weight.tolist(), strict=True))
    only_formulas = np.logical_and.reduceat(formula, starts).tolist()
    out = []
    for (a, b), (low, high), cover, count, only in zip(pairs, bounds, covers, chars, only_formulas, strict=True):
        if only and (max(cover) < MOST or anew.issuperset(range(low, high))):
            passages = [Passage(*span, like) for span, like, _, _ in facts[low:high]]
            out.append(Reuse(a.id, b.id, "formula", tuple(passages), count))
            continue
        spans = places.a[low:high], places.b[low:high]
        passages = []
        for number, (span, like, stock, weight) in enumerate(facts[low:high], low):
            if stock:
                passages.append(Passage(*span, like, type="formula"))
                continue
            changes = places.changes.get(number)
            edits = judged(changes, a, b) if changes else ()
            in_a, in_b = within_words(places.a[number], places.b[number], a.text, b.text)
            quotation = is_quotation(weight, in_a, in_b, changes or (), a, b)
            in_a, in_b, before, behind = with_attributions(in_a, in_b, a, b)
            span = a.side.in_article(in_a), b.side.in_article(in_b)
            edits = (*before, *edits, *behind)
            passages.append(Passage(*span, like, edits, "common_quote" if quotation else None))
        title = headline(a, b, spans) if min(cover) >= MOST else None
        if title is not None:
            passages.insert(0, title[0])
            spans = [title[1], *spans[0]], [title[2], *spans[1]]
        out.append(_reuse(a, b, passages, spans, cover, count))
    return out


def _reuse(a: Read, b: Read, passages: list[Passage], spans: Spans, cover: Cover, chars: int) -> Reuse:
    kind = kind_of(a, b, passages, spans, cover)
    own = tuple([_without(passage, kind) for passage in passages])
    direction, cues = direction_of(a, b, passages, spans, cover, kind)
    return Reuse(a.id, b.id, kind, own, chars, direction, cues)


def _without(passage: Passage, kind: ReuseType) -> Passage:
    """A passage bears a type of its own only where it differs from the pair's."""
    if passage.type != kind:
        return passage
    return Passage(passage.a, passage.b, passage.similarity, passage.edits)
