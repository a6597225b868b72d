"""Discrepancies: the same thing reported with different numbers, days or statuses.

Sentences of different articles of one story are aligned by their wording without the figures, and the figures in them
by what stands beside them. Where aligned figures cannot both be right, both sentences are shown side by side. What
only looks like a difference is left out: a tally that grew between two days, a day that each page counts from its own,
a copy that prints 今天 a day later.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from suyuan.link.features import Vector, bag, cosines, day_of
from suyuan.link.figures import Figure, Told, told
from suyuan.link.reuse.families import NO_COPY
from suyuan.model import Article, Discrepancy, DiscrepancyValue, Event, Reuse, Story
from suyuan.text.fold import fold
from suyuan.text.sentences import sentences

# Cosine of two sentences without their figures, and of the words beside two figures, from which they speak of the same
# thing; the sum of both must reach STRONG.
ALIGNED, BESIDE, STRONG = 0.1, 0.1, 0.5
# The same persons on the same occasion (岸田 … 访美) are the same matter in any words; such a pair starts from here.
FRAMED, FRAME_STRENGTH = 0.05, 0.6
# A day that is further off is another occasion; a number so many times as large counts something else.
OCCASION_DAYS, RATIO = 4, 5.0
# From here two sentences are one formula.
FORMULA = 0.5
# The smaller set of names in two sentences must share this much with the other.
SHARED_NAMES = 0.5
# Two sentences as near as this are one sentence, copied; so many of them make two articles copies.
COPIED, COPIED_SENTENCES = 0.8, 3
# A copy comes within days; later, the same sentences are a house formula.
COPY_DAYS = 7
# Days of saying and printing, which every article holds many of: that another stands elsewhere tells nothing.
LOOSE_DAYS = frozenset({"day:", "day:speech", "day:release"})
# Tallies and shares move: reports further apart in days than this tell of a later state, unless one copies the other.
# A sum of money that is promised stays for a while.
TALLY_DAYS, MONEY_DAYS = 0, 5
# Money and measures differ by rounding; below this ratio two values are one.
ROUNDING = 0.02
# A word that more sentences of a story hold than this aligns nothing and costs most.
COMMON_SENTENCES = 400
# How an edit between copies is noted that exchanges one name for another.
_RENAMED = "name: "
# As if so many sentences on other matters stood beside the pile.
BACKGROUND = 1_000


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures that exclude each other; ``strength`` 0..2 is how surely they tell of the same thing."""

    a: tuple[Told, Figure]
    b: tuple[Told, Figure]
    strength: float


def discrepancies(
    articles: Mapping[str, Article],
    events: Sequence[Event],
    stories: Sequence[Story] = (),
    reuses: Iterable[Reuse] = (),
) -> Iterator[Discrepancy]:
    """Discrepancies within each story (each event where no stories are given), the strongest of a story first.

    A discrepancy belongs to the event of its earliest evidence.
    """
    event_of = {article: event.id for event in events for article in event.articles}
    groups = [story.articles for story in stories] or [event.articles for event in events]
    piles = [[s for a in group if a in articles for s in told(articles[a])] for group in groups if len(group) > 1]
    weights = _weights(s.words for pile in piles for s in pile)
    for pile in piles:
        for records in _grouped(conflicts(pile, weights)):
            yield _record(records, event_of)
    yield from _renamed(articles, event_of, reuses)


def _renamed(
    articles: Mapping[str, Article], event_of: Mapping[str, str], reuses: Iterable[Reuse]
) -> Iterator[Discrepancy]:
    """Names that a copy puts in place of another (中国 → 中共): the same sentence, two names."""
    found: dict[tuple[str, str], dict[str, set[tuple[str, int, int]]]] = defaultdict(lambda: defaultdict(set))
    for reuse in reuses:
        if reuse.a not in articles or reuse.b not in articles or reuse.type in NO_COPY:
            continue
        for edit in (edit for passage in reuse.passages for edit in passage.edits):
            if not (edit.note or "").startswith(_RENAMED):
                continue
            names = (edit.note or "").removeprefix(_RENAMED).split(" → ")
            key = (event_of.get(reuse.a, reuse.a), " / ".join(sorted(names)))
            for article, span, name in ((reuse.a, edit.a, names[0]), (reuse.b, edit.b, names[-1])):
                text = articles[article].text
                inside = next((s for s in sentences(text) if s[0] <= span[0] < s[1]), span)
                found[key][name].add((article, *inside))
    for (event, what), values in sorted(found.items()):
        shown = (DiscrepancyValue(name, tuple(sorted(where))) for name, where in sorted(values.items()))
        yield Discrepancy("event", event, "name", tuple(shown), what)


def conflicts(pile: Sequence[Told], weights: Mapping[str, float]) -> list[Conflict]:
    """Every pair of figures in the sentences of a story that exclude each other, the strongest first."""
    likeness = cosines([_vector(s.words, weights) for s in pile], COMMON_SENTENCES)
    copied = Counter(
        (min(a, b), max(a, b))
        for (i, j), value in likeness.items()
        if value >= COPIED and (a := pile[i].article.id) != (b := pile[j].article.id)
    )
    known: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for sentence in pile:
        for figure in sentence.figures:
            known[sentence.article.id, figure.key].append(figure)
    found = []
    for (i, j), value in likeness.items():
        one, two = pile[i], pile[j]
        pair = (min(one.article.id, two.article.id), max(one.article.id, two.article.id))
        copies = copied[pair] >= COPIED_SENTENCES and _apart(one, two) <= COPY_DAYS
        if value < FRAMED or pair[0] == pair[1] or not (copies or _one_matter(one, two, value)):
            continue
        if not copies and _one_voice(one.article, two.article):
            continue
        for conflict in _between(one, two, value, copies and value >= COPIED, weights):
            # An article that gives the other's figure too counts two things with them: 出生38万人, 死亡66万人.
            (here, ours), (there, theirs) = conflict.a, conflict.b
            if (
                ours.field == "status"
                or ours.key in LOOSE_DAYS
                or (
                    not any(_compatible(f, theirs) for f in known[here.article.id, ours.key])
                    and not any(_compatible(f, ours) for f in known[there.article.id, theirs.key])
                )
            ):
                found.append(conflict)
    return sorted(found, key=lambda c: (-c.strength, c.a[0].article.id, c.a[1].span, c.b[0].article.id, c.b[1].span))


def _between(one: Told, two: Told, value: float, copies: bool, weights: Mapping[str, float]) -> Iterator[Conflict]:
    for a in one.figures:
        theirs = [f for f in two.figures if f.key == a.key]
        ours = [f for f in one.figures if f.key == a.key]
        # A sentence that gives our figure too agrees, whatever else of the kind it counts.
        if not theirs or any(_compatible(a, f) for f in theirs):
            continue
        beside = {f: _cosine(_vector(a.beside, weights), _vector(f.beside, weights)) for f in theirs}
        b = max(theirs, key=lambda f: (beside[f], -f.span[0]))
        if any(_compatible(b, f) for f in ours) or not _one_state(one, two, a, b, copies):
            continue
        strength = value + beside[b]
        if copies or _one_size(a, b):
            if value >= ALIGNED and beside[b] >= BESIDE and strength >= STRONG:
                yield Conflict((one, a), (two, b), strength)
            elif _framed(one, two, a, b):
                yield Conflict((one, a), (two, b), FRAME_STRENGTH + value)


def _one_voice(one: Article, two: Article) -> bool:
    """Items of one bulletin are of different things, and an outlet that tells another figure later corrects itself."""
    same_page = one.page is not None and two.page is not None and one.page.sha256 == two.page.sha256 != ""
    return same_page or (one.outlet is not None and two.outlet is not None and one.outlet.name == two.outlet.name)


def _one_matter(one: Told, two: Told, value: float) -> bool:
    """Not of another of a series (第三届, 第四届), and of the same names where both name any.

    In one formula with other names (a grant to one firm, a grant to another) the names tell the matters apart.
    """
    if one.ordinals and two.ordinals and one.ordinals != two.ordinals:
        return False
    if value >= FORMULA and one.names - two.names and two.names - one.names:
        return False
    fewer = min(len(one.names), len(two.names))
    return not fewer or len(one.names & two.names) >= SHARED_NAMES * fewer


def _framed(one: Told, two: Told, a: Figure, b: Figure) -> bool:
    """The same persons on the same occasion, at the same place where both name one."""
    if a.field == "status":
        return bool(one.persons & two.persons)
    if a.field != "date" or a.key in LOOSE_DAYS:
        return False
    apart = a.near and b.near and not a.near & b.near
    return not apart and bool(one.persons & two.persons) and len(one.names & two.names) > 1


def _one_size(a: Figure, b: Figure) -> bool:
    if a.field == "date":
        return abs(a.low - b.low) <= OCCASION_DAYS
    if a.field == "status":
        return True
    low, high = sorted((abs(a.low), abs(b.low)))
    return low > 0 and high / low <= RATIO


def _compatible(a: Figure, b: Figure) -> bool:
    # An age is told in whole years, a sum of money in rounded ones.
    slack = ROUNDING * max(abs(a.low), abs(b.low)) if a.key.startswith("money") else 0.0
    return a.low <= b.high + slack and b.low <= a.high + slack


def _one_state(one: Told, two: Told, a: Figure, b: Figure, copies: bool) -> bool:
    """Whether two reports tell of the same state of things, so that a difference is one of report and not of time."""
    apart = _apart(one, two)
    if a.field == "date":
        # Each page tells of its own day: two days of a series, or one word read from two pages.
        own_day = apart and a.offset == b.offset and abs(a.offset or 0) <= 1
        return not own_day and fold(a.surface) != fold(b.surface)
    if a.field == "status":
        return True
    return copies or apart <= (MONEY_DAYS if a.key.startswith("money") else TALLY_DAYS)


def _apart(one: Told, two: Told) -> int:
    """Days between two articles; 0 where one of them has no day."""
    a, b = day_of(one.article), day_of(two.article)
    return abs(a - b) if a is not None and b is not None else 0


def _grouped(found: Sequence[Conflict]) -> Iterator[list[Conflict]]:
    """Conflicts that share a sentence's figure are one discrepancy."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(key: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for conflict in found:
        a, b = (root((s.article.id, f.span[0])) for s, f in (conflict.a, conflict.b))
        parent[max(a, b)] = min(a, b)
    groups: dict[tuple[str, int], list[Conflict]] = defaultdict(list)
    for conflict in found:
        groups[root((conflict.a[0].article.id, conflict.a[1].span[0]))].append(conflict)
    yield from groups.values()


def _record(group: Sequence[Conflict], event_of: Mapping[str, str]) -> Discrepancy:
    sides = sorted(
        {(s.article.published or "9999", s.article.id, f.span): (s, f) for c in group for s, f in (c.a, c.b)}.items(),
        key=lambda item: item[0],
    )
    values: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for _, (sentence, figure) in sides:
        values[figure.shown].append((sentence.article.id, *sentence.span))
    first = sides[0][1]
    return Discrepancy(
        "event",
        event_of.get(first[0].article.id, first[0].article.id),
        first[1].field,
        tuple(DiscrepancyValue(shown, tuple(dict.fromkeys(found))) for shown, found in values.items()),
        first[1].key,
    )


def _weights(texts: Iterable[str]) -> dict[str, float]:
    frequency: Counter[str] = Counter()
    n = 0
    for text in texts:
        frequency.update(bag(text).keys())
        n += 1
    return {term: math.log((n + BACKGROUND) / df) for term, df in frequency.items()}


def _vector(text: str, weights: Mapping[str, float]) -> Vector:
    rare = math.log(BACKGROUND)
    found = {term: weights.get(term, rare) for term in bag(text)}
    norm = math.sqrt(sum(w * w for w in found.values()))
    return {term: w / norm for term, w in found.items()} if norm else {}


def _cosine(a: Vector, b: Vector) -> float:
    return sum(weight * b[term] for term, weight in a.items() if term in b)
