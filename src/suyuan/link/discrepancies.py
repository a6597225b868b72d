"""Discrepancies: the same thing reported with different numbers or dates.

Sentences of different articles of one event are aligned by their wording without the figures; where two aligned
sentences count the same thing with values that cannot both be right, both are shown side by side.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from suyuan.link.features import cosines, vectors
from suyuan.model import Article, Discrepancy, DiscrepancyValue, Event, Quantity, Span, TimeExpression
from suyuan.text.fold import fold
from suyuan.text.sentences import sentences

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Cosine of two sentences without their figures, from which they speak of the same thing.
ALIGNED = 0.5
# Money and measures differ by rounding; below this ratio two values are one.
ROUNDING = 0.02


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity or a day in its sentence. ``key`` says what is counted; ``low``..``high`` what it may be."""

    article: Article
    sentence: Span
    span: Span
    field: str
    key: str
    low: float
    high: float
    shown: str


def discrepancies(articles: Mapping[str, Article], events: Sequence[Event]) -> Iterator[Discrepancy]:
    """Discrepancies within each event, in the order of events."""
    for event in events:
        if len(event.articles) > 1:
            yield from _within(event, [articles[a] for a in event.articles if a in articles])


def _within(event: Event, members: Sequence[Article]) -> Iterator[Discrepancy]:
    figures: list[list[Figure]] = []
    texts: list[str] = []
    for article in members:
        for span, found in _sentences_with_figures(article):
            figures.append(found)
            texts.append(_without(article.text, span, [f.span for f in found]))
    groups: dict[tuple[str, str], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for (i, j), value in sorted(cosines(vectors(texts)).items()):
        if value < ALIGNED or figures[i][0].article.id == figures[j][0].article.id:
            continue
        for a, b in _conflicts(figures[i], figures[j]):
            for figure in (a, b):
                known = groups[a.field, a.key][figure.shown]
                if figure not in known:
                    known.append(figure)
    for (field, key), values in groups.items():
        yield Discrepancy(
            "event",
            event.id,
            field,  # type: ignore[arg-type]
            tuple(
                DiscrepancyValue(shown, tuple((f.article.id, f.sentence[0], f.sentence[1]) for f in found))
                for shown, found in values.items()
            ),
            key,
        )


def _conflicts(left: Sequence[Figure], right: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Figures of one key, alone on both sides (else nothing tells which answers to which), that exclude each other."""
    for key in sorted({f.key for f in left} & {f.key for f in right}):
        ours, theirs = [f for f in left if f.key == key], [f for f in right if f.key == key]
        if len(ours) != 1 or len(theirs) != 1:
            continue
        a, b = ours[0], theirs[0]
        slack = ROUNDING * max(abs(a.high), abs(b.high)) if a.field == "amount" else 0.0
        if a.low > b.high + slack or b.low > a.high + slack:
            yield a, b


def _sentences_with_figures(article: Article) -> Iterator[tuple[Span, list[Figure]]]:
    if article.annotations is None:
        return
    spans = sentences(article.text)
    for span in spans:
        found = [
            *(_amount(article, span, q) for q in article.annotations.quantities if _inside(q, span)),
            *(_day(article, span, t) for t in article.annotations.times if _inside(t, span)),
        ]
        kept = [f for f in found if f is not None]
        if kept:
            yield span, kept


def _inside(figure: Quantity | TimeExpression, span: Span) -> bool:
    return span[0] <= figure.start and figure.end <= span[1]


def _amount(article: Article, sentence: Span, q: Quantity) -> Figure | None:
    low = q.low if q.low is not None else q.value
    high = q.high if q.high is not None else (math.inf if q.mod == "MORE_THAN" else q.value)
    if q.kind == "ordinal" or low is None or high is None:
        return None
    if q.mod == "APPROX" and q.value is not None:
        low, high = min(low, q.value * 0.9), max(high, q.value * 1.1)
    shown = article.text[q.start : q.end]
    key = f"{q.kind}:{fold(q.unit or '')}:{fold(q.of or '')}"
    return Figure(
        article, sentence, (q.start, q.end), "count" if q.kind == "count" else "amount", key, low, high, shown
    )


def _day(article: Article, sentence: Span, t: TimeExpression) -> Figure | None:
    """Days only: a month and a day in it do not exclude each other, and vague words exclude nothing."""
    if t.type != "DATE" or t.vague or not t.value or not _DAY.fullmatch(t.value):
        return None
    number = float(t.value.replace("-", ""))
    return Figure(article, sentence, (t.start, t.end), "date", "day", number, number, t.value)


def _without(text: str, sentence: Span, cut: Sequence[Span]) -> str:
    out, at = [], sentence[0]
    for start, end in sorted(cut):
        out.append(text[at:start])
        at = max(at, end)
    return "　".join([*out, text[at : sentence[1]]])
