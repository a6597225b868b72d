"""Discrepancies: where reports of one story tell the same thing differently, both sentences side by side.

Four kinds of evidence: figures in aligned sentences (`aligned`), what copies changed (`alterations`), one quotation
printed in two ways (`quotations`), one person under two names (`spellings`). What belongs together is one record, and
records are ranked by how surely both sides tell of one thing, how much they differ, and whether they are two origins
or one: a copy that differs from its source is a slip or an alteration, two reports that differ are a question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from suyuan.link.aligned import figures_differ
from suyuan.link.alterations import alterations
from suyuan.link.differences import Difference, Side
from suyuan.link.origins import copies_among
from suyuan.link.quotations import quotations_differ
from suyuan.link.spellings import spellings_differ
from suyuan.model import Article, Discrepancy, DiscrepancyValue, Event, Reuse, Story
from suyuan.text.fold import fold

# What a difference between copies of one report counts, as against one between reports that stand alone.
SHARED_ORIGIN = 0.9
# Sides of one discrepancy that are shown; a sentence that forty pages copied says no more by the fortieth.
SHOWN = 40


def discrepancies(
    articles: Mapping[str, Article],
    events: Sequence[Event],
    stories: Sequence[Story] = (),
    reuses: Iterable[Reuse] = (),
) -> Iterator[Discrepancy]:
    """Discrepancies within each story (each event where no stories are given), the strongest of a story first.

    A discrepancy belongs to the event of its earliest evidence.
    """
    groups = [story.articles for story in stories] or [event.articles for event in events]
    group_of = {article: number for number, group in enumerate(groups) for article in group}
    shared: dict[int, list[Reuse]] = defaultdict(list)
    for reuse in reuses:
        if reuse.a in group_of and group_of[reuse.a] == group_of.get(reuse.b):
            shared[group_of[reuse.a]].append(reuse)
    for number, group in enumerate(groups):
        told = [articles[key] for key in group if key in articles]
        yield from of_story(told, events, shared[number])


def of_story(articles: Sequence[Article], events: Sequence[Event], reuses: Sequence[Reuse] = ()) -> list[Discrepancy]:
    """The discrepancies among the articles of one story, the strongest first: a function of these articles, their
    events and the reuse among them alone."""
    if len(articles) < 2:
        return []
    told = sorted(articles, key=lambda a: a.id)
    by_id = {article.id: article for article in told}
    event_of = {article: event.id for event in events for article in event.articles}
    copies = copies_among(reuses)
    found = [*figures_differ(told), *alterations(by_id, reuses), *spellings_differ(told)]
    found += quotations_differ(told, copies.all)
    records = [_record(group, by_id, event_of, copies.sure) for group in _grouped(found)]
    return sorted(records, key=lambda r: (-r.strength, r.id, r.field, r.what, r.values[0].evidence))


def _grouped(found: Iterable[Difference]) -> Iterator[list[Difference]]:
    """Differences that share a place are one discrepancy; so are those of one exchange of names between two copies."""
    parent: dict[tuple[object, ...], tuple[object, ...]] = {}

    def root(key: tuple[object, ...]) -> tuple[object, ...]:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    listed = sorted(found, key=lambda d: (d.field, d.what, d.a.article, d.a.at, d.b.article, d.b.at))
    places = [_places(difference) for difference in listed]
    for keys in places:
        for key in keys[1:]:
            one, two = root(keys[0]), root(key)
            parent[max(one, two, key=repr)] = min(one, two, key=repr)
    groups: dict[tuple[object, ...], list[Difference]] = defaultdict(list)
    for difference, keys in zip(listed, places, strict=True):
        groups[root(keys[0])].append(difference)
    yield from groups.values()


def _places(difference: Difference) -> list[tuple[object, ...]]:
    field = "figure" if difference.field in ("count", "amount", "date") else difference.field
    if difference.field == "name":
        return [(field, difference.what, side.article) for side in (difference.a, difference.b)]
    places: list[tuple[object, ...]] = [(field, side.article, side.span) for side in (difference.a, difference.b)]
    if difference.a.term:
        places.append((field, difference.what, *sorted((difference.a.term, difference.b.term))))
    return places


def _record(
    group: Sequence[Difference], articles: Mapping[str, Article], event_of: Mapping[str, str], copies: Mapping[str, str]
) -> Discrepancy:
    best = max(group, key=lambda d: d.strength)
    sides = {(side.article, side.span, fold(side.value)): side for d in group for side in (d.a, d.b)}

    def when(side: Side) -> tuple[str, str, int]:
        return articles[side.article].published or "9999", side.article, side.at

    values: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    shown: dict[str, str] = {}
    for side in sorted(sides.values(), key=when)[:SHOWN]:
        key = fold(side.value)
        shown.setdefault(key, side.value)
        values[key].append((side.article, *side.span))
    told = [DiscrepancyValue(shown[key], tuple(dict.fromkeys(found))) for key, found in values.items()]
    families = [{copies.get(article, article) for article, _, _ in value.evidence} for value in told]
    apart = any(not a & b for at, b in enumerate(families) for a in families[:at])
    first = min(sides.values(), key=when).article
    strength = round(best.strength * (1.0 if apart else SHARED_ORIGIN), 3)
    of, origins = event_of.get(first, first), len(set().union(*families))
    # Where copies of one report differ, one of them changed it.
    nature = "alteration" if best.nature == "contradiction" and not apart else best.nature
    return Discrepancy("event", of, best.field, tuple(told), best.what, strength, origins, nature)
