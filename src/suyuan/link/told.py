"""The sentences of an article that hold figures: numbers, days, statuses, ranks and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from suyuan.link.figures import amount, interval, times
from suyuan.link.matters import answers, ranks, stages, statuses
from suyuan.link.places import venues
from suyuan.link.sentence import Figure, Sentence
from suyuan.model import Article, Quantity, Span, TimeExpression
from suyuan.text.sentences import sentences

_HOUR = re.compile(r"T\d")
_QUOTED = re.compile(r"[“「『]([^“”「」『』]{6,200})[”」』]")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its figures; ``words`` is its text without the numbers and times, ``names`` whom and what it
    names, ``ordinals`` which of a series it speaks of (第三届), ``days`` all days it tells of, 翌日 too, ``spans`` all
    stretches of days, ``hours`` the clock times, ``quoted`` the pairs of characters between quotation marks."""

    article: Article
    span: Span
    figures: tuple[Figure, ...]
    words: str
    names: frozenset[str]
    persons: frozenset[str]
    ordinals: frozenset[float]
    days: frozenset[int] = frozenset()
    spans: tuple[Span, ...] = ()
    hours: frozenset[str] = frozenset()
    quoted: frozenset[str] = frozenset()


def told(article: Article) -> Iterator[Told]:
    """The sentences of an annotated article that hold figures."""
    notes = article.annotations
    if notes is None:
        return
    quantities = sorted(notes.quantities, key=lambda q: q.start)
    dates = sorted(notes.times, key=lambda t: t.start)
    seen: set[str] = set()
    for span in sentences(article.text):
        inside = [q for q in quantities if _inside(q, span)]
        when = [t for t in dates if _inside(t, span)]
        cuts = [(q.start, q.end) for q in inside] + [(t.start, t.end) for t in when]
        meant = [(t.start, (f.low, f.high)) for t in when if not t.vague and (f := interval(t))]
        sentence = Sentence.of(article, span, tuple(cuts), tuple(meant))
        words = sentence.without(span)
        if words in seen:  # a caption repeats the lead
            continue
        seen.add(words)
        found: list[Figure | None] = [amount(sentence, q, inside) for q in inside]
        found += times(sentence, when)
        found += [*statuses(sentence), *stages(sentence), *ranks(sentence), *answers(sentence), *venues(sentence)]
        kept = tuple(f for f in found if f is not None)
        if kept:
            names, persons = sentence.names(span)
            ordinals = frozenset(q.value or 0.0 for q in inside if q.kind == "ordinal")
            days = frozenset(low for _, (low, high) in meant if low == high)
            hours = frozenset(t.begin for t in when if t.begin and _HOUR.search(t.value or ""))
            stretches = tuple(stretch for _, stretch in meant)
            quoted = frozenset(
                pair for found in _QUOTED.findall(sentence.folded) for pair in map("".join, pairwise(found))
            )
            yield Told(article, span, kept, words, names, persons, ordinals, days, stretches, hours, quoted)


def _inside(figure: Quantity | TimeExpression, span: Span) -> bool:
    return span[0] <= figure.start and figure.end <= span[1]
