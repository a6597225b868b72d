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
from suyuan.link.reuse.spans import Side, placed
from suyuan.link.reuse.whole_words import within_words
from suyuan.model import Edit, Passage, Reuse, ReuseType


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
        if is_said_anew(oddity, places.a[number], places.b[number], weight, a, b):
            anew.add(number)
        elif max(covers[owner[number]]) < MOST:
            formula[number] = is_stock(weight, oddity, places.a[number], places.b[number], a, b)
    formula[list(anew)] = True
    facts = list(
        zip(places.a, places.b, likeness, formula.tolist(), shared.weight.tolist(), range(len(owner)), strict=True)
    )
    out = []
    for (a, b), (low, high), cover, count in zip(pairs, bounds, covers, chars, strict=True):
        if formula[low:high].all() and (max(cover) < MOST or anew.issuperset(range(low, high))):
            stock_phrases = [
                Passage(a.side.in_article(in_a), b.side.in_article(in_b), like)
                for in_a, in_b, like, *_ in facts[low:high]
            ]
            out.append(Reuse(a.id, b.id, "formula", tuple(stock_phrases), count))
            continue
        passages = []
        for in_a, in_b, like, stock, weight, number in facts[low:high]:
            if stock:
                passages.append(Passage(in_a, in_b, like, type="formula"))
                continue
            changes = places.changes.get(number)
            in_a, in_b = within_words(in_a, in_b, a.text, b.text)
            edits = judged(changes, a, b) if changes else ()
            quotation = is_quotation(weight, in_a, in_b, edits, a, b)
            passages.append(
                with_attributions(Passage(in_a, in_b, like, edits, "common_quote" if quotation else None), a, b)
            )
        title = headline(a, b, passages) if min(cover) >= MOST else None
        if title is not None:
            passages.insert(0, title)
        out.append(_reuse(a, b, passages, cover, count))
    return out


def _reuse(a: Read, b: Read, passages: list[Passage], cover: Cover, chars: int) -> Reuse:
    kind = kind_of(a, b, passages, cover)
    direction, cues = direction_of(a, b, passages, cover, kind)
    own = tuple([_in_articles(passage, kind, a.side, b.side) for passage in passages])
    return Reuse(a.id, b.id, kind, own, chars, direction, cues)


def _in_articles(passage: Passage, kind: ReuseType, a: Side, b: Side) -> Passage:
    """A passage in places of the articles' texts; it bears a type of its own only where it differs from the pair's."""
    own = passage.type if passage.type != kind else None
    edits = [Edit(a.in_article(edit.a), b.in_article(edit.b), edit.kind, edit.note) for edit in passage.edits]
    return Passage(a.in_article(passage.a), b.in_article(passage.b), passage.similarity, tuple(edits), own)
