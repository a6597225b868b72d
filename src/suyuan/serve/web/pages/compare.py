"""One story, outlet by outlet: who carries which claim, what each leaves out, who alone, who first, what each calls
things. Nothing is scored: every cell leads to the words it counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from suyuan.link.claims import claims
from suyuan.link.coverage import UNKNOWN, Carried, Coverage, Grouping, OutletCoverage, coverage
from suyuan.link.naming import naming, uses
from suyuan.model import Article, Event, Naming, Reuse, Span
from suyuan.serve.web.pages.parts import LISTED, Data, by_day
from suyuan.serve.web.pages.stories import story_card, succession
from suyuan.store import Library, NotFoundError, Summary
from suyuan.text.fold import fold

COMPARED = 400  # articles of one story that are laid side by side, the earliest of them
_NAMED = 60  # things shown with the names they go by
_ORDER = {"loaded": 0, "term": 1, "entity": 2}


def compare(library: Library, story_id: str, groups: Mapping[str, Mapping[str, str]], by: str) -> Data:
    """Outlets × claims of a story, with the statements that carry each, and the names that differ.

    ``groups`` are the user's (column → outlet → group), ``by`` the column that outlets are counted by, if any. Raises
    NotFoundError where there is no such column.
    """
    if by and by not in groups:
        raise NotFoundError(f"no groups of outlets are called {by}")
    story = library.story(story_id)
    summaries = by_day(library, story.articles)[:COMPARED]
    articles = list(library.articles(summary.id for summary in summaries))
    members = groups.get(by, {})
    reuses = _reuses(library, articles)
    events = [event for key in story.events if isinstance(event := library.link("event", key), Event)]
    found = coverage(articles, claims(articles, reuses, at_least=1), members, reuses, events)
    told = _told(found, {summary.id: summary for summary in summaries}, Grouping(members))
    return {
        **story_card(library, story.id),
        **succession(library, story.id, story_id),
        "compared": len(articles),
        "known": found.known,
        "by": by or None,
        "groupings": list(groups),
        "members": _members(articles, members),
        "claims": [claim for claim in told.values() if len(claim["outlets"]) > 1],
        "outlets": [_outlet(one, told) for one in _most_first(found)],
        "naming": _names(naming(articles), articles),
    }


def _reuses(library: Library, articles: Sequence[Article]) -> list[Reuse]:
    """What articles of the story share with one another: it tells how many independent origins a claim has."""
    inside = {article.id for article in articles}
    found = {
        (reuse.a, reuse.b, reuse.type): reuse
        for article in articles
        for reuse in library.copies(article.id)
        if reuse.a in inside and reuse.b in inside
    }
    return [found[key] for key in sorted(found)]


def _most_first(found: Coverage) -> list[OutletCoverage]:
    """The outlets that share most with the others first, so that the table is fullest at its beginning."""
    return sorted(found.outlets, key=lambda one: (one.outlet == UNKNOWN, len(one.alone) - len(one.carries), one.outlet))


def _members(articles: Iterable[Article], groups: Mapping[str, str]) -> dict[str, list[str]]:
    """Group → its outlets that report on the story."""
    grouping, found = Grouping(groups), defaultdict(set)
    for article in articles:
        if article.outlet and grouping.of(article.outlet.name) in set(groups.values()):
            found[grouping.of(article.outlet.name)].add(article.outlet.name)
    return {group: sorted(names) for group, names in sorted(found.items())}


def _told(found: Coverage, summaries: dict[str, Summary], grouping: Grouping) -> dict[str, Data]:
    """The claims that the page shows, by id, numbered as everywhere on it, each with a cell for every outlet. Those of
    one outlet alone come after all others, so that a bound on both is one on each."""
    left_out = {one.outlet: set(one.leaves_out) for one in found.outlets}
    out: dict[str, Data] = {}
    for carried in _bounded(found.claims):
        said = defaultdict(list)
        for ref in carried.claim.statements:
            summary = summaries.get(ref.rpartition("#")[0])
            if summary:
                said[grouping.of(summary.outlet)].append({"ref": ref, "article": summary})
        cells = [
            {"outlet": one.outlet, "said": said[one.outlet], "left_out": carried.claim.id in left_out[one.outlet]}
            for one in _most_first(found)
            if one.outlet in said or len(carried.outlets) > 1
        ]
        out[carried.claim.id] = {
            "number": len(out) + 1,
            "id": carried.claim.id,
            "words": carried.claim.variants[0],
            "origins": carried.claim.origins,
            "outlets": carried.outlets,
            "first": carried.first,
            "cells": cells,
        }
    return out


def _bounded(claims: Iterable[Carried]) -> Iterator[Carried]:
    """No more than so many claims that outlets share, and so many of one outlet alone."""
    seen: Counter[tuple[str, ...]] = Counter()
    for carried in claims:
        whose = carried.outlets if len(carried.outlets) == 1 else ()
        seen[whose] += 1
        if seen[whose] <= LISTED:
            yield carried


def _outlet(one: OutletCoverage, told: dict[str, Data]) -> Data:
    """What one outlet has and has not, as the numbers of claims; those that it alone has with their words."""
    numbered = {
        name: sorted(told[claim]["number"] for claim in ids if claim in told)
        for name, ids in (("leaves_out", one.leaves_out), ("first", one.first))
    }
    alone = [claim for key, claim in told.items() if key in set(one.alone)]
    return {
        "outlet": one.outlet,
        "articles": len(one.articles),
        "carries": len(one.carries),
        **numbered,
        "alone": alone,
        "more_alone": len(one.alone) - len(alone),
    }


# ------------------------------------------------------------------ names


def _names(found: Iterable[Naming], articles: Iterable[Article]) -> list[Data]:
    """Entities that go by several names, those that most outlets name first: outlets × names with the uses in the
    outlet's own voice and in words it quotes, and the place of the first use."""
    by_entity: dict[str, list[Naming]] = defaultdict(list)
    for record in found:
        by_entity[record.entity].append(record)
    places = _first_uses(articles)
    tables = [_name_table(entity, used, places) for entity, used in by_entity.items()]
    tables.sort(
        key=lambda table: (_ORDER[table["what"]], -len(table["outlets"]), -sum(table["uses"].values()), table["entity"])
    )
    return tables[:_NAMED]


Place = tuple[str, Span]
Key = tuple[str, str | None, str]  # entity, outlet, folded name: the two scripts of a name are one name


def _first_uses(articles: Iterable[Article]) -> dict[Key, Place]:
    places: dict[Key, Place] = {}
    for article in articles:
        outlet = article.outlet.name if article.outlet else None
        for use in uses(article):
            key = (use.thing, outlet, fold(article.text[slice(*use.span)]))
            places.setdefault(key, (article.id, use.span))
    return places


def _name_table(entity: str, used: Sequence[Naming], places: Mapping[Key, Place]) -> Data:
    uses: Counter[str] = Counter()
    printed: Counter[str] = Counter()
    for record in used:
        for form in record.forms:
            uses[fold(form.form)] += form.count
            printed[form.form] += form.count
    names = sorted(uses, key=lambda name: (-uses[name], name))
    shown = {fold(form): form for form in sorted(printed, key=lambda form: (printed[form], form))}
    outlets = []
    for record in sorted(used, key=lambda r: (r.outlet is None, -sum(f.count for f in r.forms), r.outlet or "")):
        counted: Counter[str] = Counter()
        quoted: Counter[str] = Counter()
        for form in record.forms:
            counted[fold(form.form)] += form.count
            quoted[fold(form.form)] += form.in_quotation
        cells = []
        for name in names:
            article, span = places.get((entity, record.outlet, name), (None, None))
            own = counted[name] - quoted[name]
            cells.append({"own": own, "quoted": quoted[name], "article": article, "span": span})
        outlets.append({"outlet": record.outlet or UNKNOWN, "cells": cells})
    return {
        "entity": entity,
        "what": used[0].what,
        "uses": {shown[name]: uses[name] for name in names},
        "outlets": outlets,
    }
