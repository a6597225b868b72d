"""The commands that ask the library: what happened, who said it, whence, who carries what, what was promised."""

from __future__ import annotations

import datetime
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping

import msgspec

from suyuan.commands import OK, NothingFound, UserError, found_or, groupings, library_of
from suyuan.link.chains import chain_of
from suyuan.link.claims import claims, denies
from suyuan.link.coverage import coverage
from suyuan.link.ledger import Pledge, ledger
from suyuan.link.naming import naming
from suyuan.link.origins import OriginTree, Said, copies_among, origins
from suyuan.link.sources import citations, sources
from suyuan.link.timeline import timeline
from suyuan.model import Article, Claim, Discrepancy, Event, LinkRecord, Reuse, Story
from suyuan.read.outlets import by_name
from suyuan.records import dumps, to_record
from suyuan.serve import terminal
from suyuan.serve.tracing import statements_about
from suyuan.store import Library, NotFoundError
from suyuan.text.fold import fold

# Statements of which a query's origins are counted.
COUNTED = 200


def story(arguments: Namespace) -> int:
    """What happened when, who said what when, where the reports differ."""
    with library_of(arguments) as library:
        told, others = _told(library, arguments.id)
        articles = {a.id: a for a in library.articles(told.articles)}
        events = [e for e in library.links("event") if isinstance(e, Event) and e.id in told.events]
        differing = [d for d in library.links("discrepancy") if isinstance(d, Discrepancy) and d.id in told.events]
        differing.sort(key=lambda d: (-d.strength, d.field, d.what))
        inside = set(articles)
        found = (c for a in sorted(inside) for c in library.links("claim", article=a) if isinstance(c, Claim))
        stated = {claim.id: claim for claim in found}
        ids = {ref.rpartition("#")[0] for c in stated.values() for ref in c.statements} - inside
        elsewhere = {a.id: a for a in library.articles(ids)}
        order = timeline(list(articles.values()), events, stated.values(), elsewhere.values())
    if arguments.json:
        record = to_record(told)
        record["timeline"] = msgspec.to_builtins(order)
        record["events"] = [to_record(e) for e in events]
        record["discrepancies"] = [to_record(d) for d in differing]
        if not told.id.startswith(arguments.id):
            record |= {"succeeds": arguments.id, "others": others}
        print(dumps(record))
        return OK
    print(f"{terminal.clean(told.title)}  ({told.id}: {len(articles)} articles)")
    for line in terminal.timeline_lines(order, events, articles | elsewhere):
        print(line)
    for line in terminal.speaker_lines(articles.values()):
        print(line)
    for discrepancy in differing:
        print()
        for line in terminal.discrepancy_lines(discrepancy, articles):
            print(line)
    return OK


def _told(library: Library, story_id: str) -> tuple[Story, list[str]]:
    """The story, and which others hold articles of one that is no more; says so where it is."""
    told = library.story(story_id)
    if told.id.startswith(story_id):
        return told, []
    others = library.heirs("story", story_id)[1:]
    more = f"; others are in {', '.join(others)}" if others else ""
    print(f"story {story_id} is no more: its articles are in {told.id}{more}", file=sys.stderr)
    return told, others


# ------------------------------------------------------------------ trace


def trace(arguments: Namespace) -> int:
    """The chains of the first matching statements, and how many independent origins all of them have together."""
    exact = True
    with library_of(arguments) as library:
        if "#" in arguments.query:
            said = [Said(*library.statement(arguments.query))]
        else:
            said, exact = statements_about(library, arguments.query, COUNTED)
        denied = [one for one in said if denies(one)]
        held = [one for one in said if one not in denied] or said
        tree = origins(held, library.copies()) if said else None
        shown = said[: arguments.limit]
        carried = {one.id: library.links("claim", statement=one.id) for one in shown}
        others = _said_elsewhere(library, carried, {one.id for one in said})
    if said and not exact:
        print(f"no statement holds all of {arguments.query!r}; these hold most of its words", file=sys.stderr)
    for one in shown:
        chain = chain_of(one.article, one.statement)
        if arguments.json:
            ids = [claim.id for claim in carried[one.id] if isinstance(claim, Claim)]
            print(dumps({**to_record(chain), "content": one.content, "denies": one in denied, "claims": ids}))
            continue
        for line in terminal.said_lines(one, chain, others[one.id], one in denied):
            print(line)
        print()
    if tree and arguments.json:
        counts = {"query": arguments.query, "exact": exact, "statements": len(said)}
        roots = {"tree": msgspec.to_builtins(tree.roots), "denials": [one.id for one in denied]}
        print(dumps({"kind": "origins", **counts, **msgspec.to_builtins(tree.origins), **roots}))
    elif tree:
        if len(said) > len(shown):
            print(f"and {len(said) - len(shown)} statements more, which --limit shows\n")
        for line in terminal.origin_tree(tree, held):
            print(line)
        for line in terminal.denial_lines(denied if held is not said else ()):
            print(line)
    return found_or(said, f"no statement holds {arguments.query!r}")


def _said_elsewhere(
    library: Library, carried: Mapping[str, Iterable[LinkRecord]], shown: set[str]
) -> dict[str, list[tuple[str, str]]]:
    """For each statement, those of its claims that were not found themselves: day and reference, the earliest first."""
    out: dict[str, list[tuple[str, str]]] = {}
    for key, records in carried.items():
        refs = {ref for claim in records if isinstance(claim, Claim) for ref in claim.statements} - shown
        days = {ref: article.published or "" for ref in refs for article in [library.article(ref.rpartition("#")[0])]}
        out[key] = sorted(((days[ref], ref) for ref in refs), key=lambda pair: (pair[0] or "9999", pair[1]))
    return out


# ------------------------------------------------------------------ the source graph


def where(arguments: Namespace) -> int:
    """Who cites whom in the whole library; where the claims of one story, event or outlet come from."""
    with library_of(arguments) as library:
        if arguments.id:
            title, ids = _story_or_event(library, arguments.id)
            articles = {a.id: a for a in library.articles(ids)}
            found = sources(articles.values(), library.copies())
        else:
            pages = list(library.articles())
            cited = citations(pages)
            if arguments.outlet:
                wanted = _same_outlet(arguments.outlet)
                title = arguments.outlet
                articles = {a.id: a for a in pages if a.outlet and wanted(a.outlet.name)}
                found = sources(articles.values(), library.copies())
                cited = [one for one in cited if wanted(one.cited)]
    if not arguments.id and not arguments.outlet:
        if arguments.json:
            for one in cited[: arguments.limit]:
                print(dumps({"kind": "citation", **msgspec.to_builtins(one)}))
        else:
            for line in terminal.citation_lines(cited[: arguments.limit], len(cited)):
                print(line)
        return found_or(cited, "no outlet cites another")
    if arguments.json:
        for source in found[: arguments.limit]:
            print(dumps({"kind": "source", **msgspec.to_builtins(source)}))
        for one in cited[: arguments.limit] if arguments.outlet else ():
            print(dumps({"kind": "citation", **msgspec.to_builtins(one)}))
    elif found or (arguments.outlet and cited):
        print(terminal.clean(title))
        for line in terminal.source_lines(found[: arguments.limit], articles, brief=bool(arguments.outlet)):
            print(line)
        if len(found) > arguments.limit:
            print(f"\nand {len(found) - arguments.limit} sources more, which --limit shows")
        if arguments.outlet and cited:
            print("\nwho cites it:")
            for line in terminal.citation_lines(cited[: arguments.limit], len(cited)):
                print(line)
    return found_or(found or (cited if arguments.outlet else ()), "no source: nobody says anything there")


def _story_or_event(library: Library, key: str) -> tuple[str, tuple[str, ...]]:
    """Title and articles of a story, or of an event, by its id or the beginning of it."""
    try:
        told, _ = _told(library, key)
        return told.title, told.articles
    except NotFoundError:
        events = [e for e in library.links("event") if isinstance(e, Event) and e.id.startswith(key)]
        if len(events) != 1:
            raise NothingFound(f"no story and no event {key}") from None
        return events[0].title, events[0].articles


def _same_outlet(asked: str) -> Callable[[str], bool]:
    known = by_name(asked)
    folded = fold(asked).lower()

    def same(name: str) -> bool:
        other = by_name(name)
        return other.id == known.id if known and other else folded in fold(name).lower()

    return same


# ------------------------------------------------------------------ compare


def compare(arguments: Namespace) -> int:
    """Outlets × claims of a story; what each leaves out; what each calls things."""
    groups = groupings(arguments.groups)
    by = arguments.by or next(iter(groups), None)
    if by is not None and by not in groups:
        raise UserError(f"--by {by}: {'the groups have ' + ', '.join(groups) if groups else 'give --groups FILE too'}")
    with library_of(arguments) as library:
        told, _ = _told(library, arguments.id)
        articles = list(library.articles(told.articles))
        inside = {a.id for a in articles}
        reuses = [r for r in library.copies() if r.a in inside and r.b in inside]
        events = [event for key in told.events if isinstance(event := library.link("event", key), Event)]
    stated = claims(articles, reuses, at_least=1)
    found = coverage(articles, stated, groups[by] if by else None, reuses, events)
    names = list(naming(articles))
    trees, denials = _origin_trees(articles, stated, reuses)
    if arguments.json:
        shown = {key: msgspec.to_builtins(tree.roots) for key, (tree, _) in trees.items()}
        more = {"origins": shown, "denials": sorted(denials), "naming": names}
        print(dumps({"story": told.id, "by": by, **msgspec.to_builtins(found), **more}))
        return OK
    print(f"{terminal.clean(told.title)}  ({told.id})\n")
    for line in terminal.coverage_lines(found, names, trees, denials, by):
        print(line)
    return OK


def _origin_trees(
    articles: Iterable[Article], stated: Iterable[Claim], reuses: Iterable[Reuse]
) -> tuple[dict[str, tuple[OriginTree, list[Said]]], set[str]]:
    """For every claim that several statements make, what each origin of it rests on; and the claims that are denials:
    what 高岩否认 tells is not what he says."""
    copied = copies_among(reuses)
    said = {
        one.id: one
        for article in articles
        for statement in (article.annotations.statements if article.annotations else ())
        for one in [Said(article, statement)]
    }
    together = {claim.id: [said[key] for key in claim.statements] for claim in stated if len(claim.statements) > 1}
    trees = {key: (origins(members, copied), members) for key, members in together.items()}
    return trees, {claim.id for claim in stated if denies(said[claim.statements[0]])}


# ------------------------------------------------------------------ commitments


def commitments(arguments: Namespace) -> int:
    """The ledger: every pledge once, with its history over the articles."""
    today = _day(arguments.asof, "--asof") or datetime.date.today().isoformat()
    due = _day(arguments.due, "--due")
    with library_of(arguments) as library:
        pledges = ledger(list(library.articles()))
    wanted = fold(arguments.actor or "").lower()
    pledges = [
        p
        for p in pledges
        if (not wanted or any(wanted in fold(actor).lower() for actor in p.actors))
        and (not due or (p.due is not None and p.due <= due))
        and (not arguments.overdue or p.overdue(today))
    ]
    for pledge in pledges:
        if arguments.json:
            print(dumps(_pledge_record(pledge, today)))
        else:
            for line in terminal.pledge_lines(pledge, today):
                print(line)
    return found_or(pledges, "no commitments found")


def _pledge_record(pledge: Pledge, today: str) -> dict[str, object]:
    history = [
        {"article": e.article.id, "published": e.article.published, **msgspec.to_builtins(e.commitment)}
        for e in pledge.history
    ]
    record = {field: getattr(pledge, field) for field in ("id", "actors", "action", "status", "deadline", "amount")}
    return {**record, "due": pledge.due, "overdue": pledge.overdue(today), "history": history}


def _day(text: str | None, option: str) -> str | None:
    """A day a user gives; a wrong one would silently find nothing."""
    try:
        return datetime.date.fromisoformat(text).isoformat() if text else None
    except ValueError as error:
        raise UserError(f"{option} {text}: not a day (YYYY-MM-DD)") from error
