"""What each command does: call a floor, print its answer. Layout is in `suyuan.serve.terminal`."""

from __future__ import annotations

import datetime
import errno
import os
import socket
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from suyuan import ingest, user_tables
from suyuan.annotate import commitments as promised
from suyuan.annotate import statements as said
from suyuan.annotate.document import Document
from suyuan.annotate.names import titles
from suyuan.annotate.names.kb import read_csv
from suyuan.link import link_records
from suyuan.link.chains import chain_of
from suyuan.link.claims import claims
from suyuan.link.coverage import coverage
from suyuan.link.ledger import ledger
from suyuan.link.naming import naming
from suyuan.link.origins import OriginTree, Said, copies_among, origins
from suyuan.link.reuse import find_lines
from suyuan.link.timeline import Entry, timeline
from suyuan.model import Article, Claim, Discrepancy, Event, LinkRecord, Rejection, Reuse, Story
from suyuan.pipeline import annotated
from suyuan.read import read_paths
from suyuan.records import RecordError, article_from_record, dumps, loads, to_record
from suyuan.serve import terminal
from suyuan.serve.copies import grouped, related
from suyuan.serve.tracing import statements_about
from suyuan.store import Library, LibraryError, NotFoundError
from suyuan.text.fold import fold

OK, NOTHING = 0, 1
DEMO_LIBRARY = Path("build/demo.db")
PORTS_TRIED = 20


class UserError(Exception):
    """Something the user can mend; printed as one line, exit status 2."""


class NothingFound(Exception):
    """What was asked for is not there; printed as one line, exit status 1."""


def use_tables(names: Path | None, outlets: Path | None) -> None:
    """Make the user's own tables known to this process and its workers; a wrong table is an early, clear error."""
    for variable, path in ((user_tables.NAMES, names), (user_tables.OUTLETS, outlets)):
        if path is not None:
            os.environ[variable] = os.path.abspath(path)  # noqa: PTH100 - as given, links not followed
    try:
        for file in user_tables.paths(user_tables.NAMES):
            read_csv(file)
        for file in user_tables.paths(user_tables.OUTLETS):
            list(user_tables.rows(file, ("id", "name")))
    except user_tables.UserTableError as error:
        raise UserError(str(error)) from error


# ------------------------------------------------------------------ the floors as filters


def read(arguments: Namespace) -> int:
    """Pages → article records on stdout, rejections on stderr."""
    rejected = 0
    for _, articles, rejections in read_paths(_existing(arguments.paths), arguments.root):
        for article in articles:
            print(dumps(article))
        for rejection in rejections:
            rejected += 1
            _warn(rejection)
    return NOTHING if rejected else OK


def annotate(arguments: Namespace) -> int:
    """Article records on stdin → the same records with annotations; unknown fields of a record are kept."""
    for record in _records():
        article = annotated(_article(record))
        if arguments.explain:
            print(terminal.clean(f"{article.id}  {article.title or '(no title)'}"))
            for line in _explained(article):
                print(f"  {terminal.clean(line)}")
            for line in titles.explain(article.text, article.annotations.offices if article.annotations else ()):
                print(f"  {terminal.clean(line)}")
            continue
        if article.annotations is None:
            print(f"article {article.id}: {article.warnings[-1]}", file=sys.stderr)
        if article.warnings:
            record["warnings"] = list(article.warnings)
        record["annotations"] = to_record(article.annotations) if article.annotations else {}
        print(dumps(record))
    return OK


def _explained(article: Article) -> Iterable[str]:
    """Frames, statements and commitments, each with the rule that made it."""
    found, doc = article.annotations, Document(article)
    if found is not None:
        yield from said.explain_frames(doc, found.frames)
        yield from said.explain(doc, found.statements)
        yield from promised.explain(doc, found.commitments)


def link(arguments: Namespace) -> int:
    """Article records on stdin → link records."""
    found = False
    try:
        if arguments.only == "reuse":  # needs no annotations: lines are parsed in full only where something is shared
            records: Iterable[LinkRecord] = find_lines(sys.stdin.buffer)
        else:
            records = link_records((_article(record) for record in _records()), arguments.only)
        for record in records:
            found = True
            print(dumps(record))
    except msgspec.MsgspecError as error:
        raise UserError(f"the input: {error}") from error
    return OK if found else NOTHING


# ------------------------------------------------------------------ the library


def add(arguments: Namespace) -> int:
    with _library(arguments, create=True) as library:
        report = ingest.add(library, _existing(arguments.paths), arguments.runner, _progress())
    if arguments.json:
        print(dumps({"pages": report.pages, "known": report.known, "articles": report.articles}))
        for rejection in report.rejections:
            print(dumps({"rejected": to_record(rejection)}))
    else:
        known = f", {report.known} known already" if report.known else ""
        print(f"{report.pages} pages added{known}: {report.articles} articles, {len(report.rejections)} rejected")
    for rejection in report.rejections:
        _warn(rejection)
    return NOTHING if report.rejections else OK


def search(arguments: Namespace) -> int:
    with _library(arguments) as library:
        hits = library.search(
            arguments.query,
            outlet=arguments.outlet,
            since=arguments.since,
            until=arguments.until,
            speaker=arguments.speaker,
            entity=arguments.entity,
            limit=arguments.limit,
        )
    for hit in hits:
        if arguments.json:
            print(dumps(hit))
        else:
            head = f"{hit.article.published or 'no date':10}  {hit.article.outlet or 'unknown outlet'}"
            print(f"{hit.article.id}  {terminal.clean(head)}")
            print(f"    {terminal.clean(hit.article.title or '(no title)')}")
            print(f"    {terminal.cut(hit.snippet, 150)}")
    return _found(hits, f"nothing found for {arguments.query!r}")


def stories(arguments: Namespace) -> int:
    with _library(arguments) as library:
        found = library.stories()
        if arguments.json:
            _print_json(found)
        else:
            titles = [(s.id, f"{len(s.articles)} articles", f"{len(s.events)} events", s.title) for s in found]
            for line in terminal.table(titles, (12, 14, 12, 90)):
                print(line)
    return _found(found, "no stories: the library holds no articles")


def story(arguments: Namespace) -> int:
    with _library(arguments) as library:
        told, others = _told(library, arguments.id)
        articles = {a.id: a for a in library.articles(told.articles)}
        events = [e for e in library.links("event") if isinstance(e, Event) and e.id in told.events]
        differing = [d for d in library.links("discrepancy") if isinstance(d, Discrepancy) and d.id in told.events]
        differing.sort(key=lambda d: (-d.strength, d.field, d.what))
        inside = set(articles)
        found = (c for a in sorted(inside) for c in library.links("claim", article=a) if isinstance(c, Claim))
        stated = {claim.id: claim for claim in found}
        elsewhere = library.articles({ref.rpartition("#")[0] for c in stated.values() for ref in c.statements} - inside)
        order = timeline(list(articles.values()), events, stated.values(), elsewhere)
        if arguments.json:
            record = to_record(told)
            record["timeline"] = msgspec.to_builtins(order)
            record["events"] = [to_record(e) for e in events]
            record["discrepancies"] = [to_record(d) for d in differing]
            if not told.id.startswith(arguments.id):
                record |= {"succeeds": arguments.id, "others": others}
            print(dumps(record))
            return OK
        for line in _story_lines(told, events, differing, articles, order):
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


def trace(arguments: Namespace) -> int:
    """The chain of each matching statement, and how many independent origins they have together."""
    with _library(arguments) as library:
        if "#" in arguments.query:
            said = [Said(*library.statement(arguments.query))]
        else:
            said = statements_about(library, arguments.query, arguments.limit)
        tree = origins(said, library.copies()) if said else None
        carried = {one.id: library.links("claim", statement=one.id) for one in said}
        others = _said_elsewhere(library, carried, {one.id for one in said})
    for one in said:
        chain = chain_of(one.article, one.statement)
        if arguments.json:
            ids = [claim.id for claim in carried[one.id] if isinstance(claim, Claim)]
            print(dumps({**to_record(chain), "content": one.content, "claims": ids}))
            continue
        print(f"{one.id}  {one.article.published or 'no date'}")
        print(f"  “{terminal.cut(one.content, 150)}”")
        for line in [*terminal.chain_tree(chain, "  "), *terminal.elsewhere_lines(others[one.id])]:
            print(line)
        print()
    if tree and arguments.json:
        roots = msgspec.to_builtins(tree.roots)
        print(dumps({"kind": "origins", "query": arguments.query, **msgspec.to_builtins(tree.origins), "tree": roots}))
    elif tree:
        for line in terminal.origin_tree(tree, said):
            print(line)
    return _found(said, f"no statement holds {arguments.query!r}")


def _said_elsewhere(
    library: Library, carried: Mapping[str, Iterable[LinkRecord]], shown: set[str]
) -> dict[str, list[tuple[str, str]]]:
    """For each statement, those of its claims that are not shown themselves: day and reference, the earliest first."""
    out: dict[str, list[tuple[str, str]]] = {}
    for key, records in carried.items():
        refs = {ref for claim in records if isinstance(claim, Claim) for ref in claim.statements} - shown
        days = {ref: article.published or "" for ref in refs for article in [library.article(ref.rpartition("#")[0])]}
        out[key] = sorted(((days[ref], ref) for ref in refs), key=lambda pair: (pair[0] or "9999", pair[1]))
    return out


def copies(arguments: Namespace) -> int:
    with _library(arguments) as library:
        wanted = library.article(arguments.article).id if arguments.article else None
        reuses = library.copies(wanted)
        shown = related(wanted, library.copies) if wanted else reuses
        articles = {a.id: a for a in library.articles({i for r in shown for i in (r.a, r.b)})}
    if arguments.json:
        _print_json(reuses)
        return _found(reuses, "no copies found")
    families, apart = grouped(shown)
    for family in families:
        print("\n".join(terminal.copy_family_lines(family, articles)), end="\n\n")
    for reuse in apart:
        print("\n".join(terminal.copy_lines(reuse, articles)), end="\n\n")
    return _found(reuses, "no copies found")


def compare(arguments: Namespace) -> int:
    """Outlets × claims of a story; what each leaves out; what each calls things."""
    with _library(arguments) as library:
        told, _ = _told(library, arguments.id)
        articles = list(library.articles(told.articles))
        inside = {a.id for a in articles}
        reuses = [r for r in library.copies() if r.a in inside and r.b in inside]
    groups = _groups(arguments.groups) if arguments.groups else None
    stated = claims(articles, reuses, at_least=1)
    found = coverage(articles, stated, groups)
    names = list(naming(articles))
    trees = _origin_trees(articles, stated, reuses)
    if arguments.json:
        shown = {key: msgspec.to_builtins(tree.roots) for key, (tree, _) in trees.items()}
        print(dumps({"story": told.id, **msgspec.to_builtins(found), "origins": shown, "naming": names}))
        return OK
    print(f"{terminal.clean(told.title)}  ({told.id})\n")
    for line in terminal.coverage_lines(found, names, trees):
        print(line)
    return OK


def _origin_trees(
    articles: Iterable[Article], stated: Iterable[Claim], reuses: Iterable[Reuse]
) -> dict[str, tuple[OriginTree, list[Said]]]:
    """For every claim that several statements make: what each origin of it rests on."""
    copied = copies_among(reuses)
    said = {
        one.id: one
        for article in articles
        for statement in (article.annotations.statements if article.annotations else ())
        for one in [Said(article, statement)]
    }
    together = {claim.id: [said[key] for key in claim.statements] for claim in stated if len(claim.statements) > 1}
    return {key: (origins(members, copied), members) for key, members in together.items()}


def _groups(path: Path) -> dict[str, str]:
    """Outlet → group, from a user's table with the columns ``outlet`` and ``group``."""
    try:
        return {row["outlet"]: row["group"] for _, row in user_tables.rows(str(path), ("outlet", "group"))}
    except user_tables.UserTableError as error:
        raise UserError(str(error)) from error


def commitments(arguments: Namespace) -> int:
    """The ledger: every pledge once, with its history over the articles."""
    today = datetime.date.today().isoformat()
    with _library(arguments) as library:
        pledges = ledger(list(library.articles()))
    wanted = fold(arguments.actor or "").lower()
    pledges = [
        p
        for p in pledges
        if (not wanted or any(wanted in fold(actor).lower() for actor in p.actors))
        and (not arguments.due or (p.deadline is not None and p.deadline <= arguments.due))
        and (not arguments.overdue or p.overdue(today))
    ]
    for pledge in pledges:
        if arguments.json:
            history = [
                {"article": e.article.id, "published": e.article.published, **msgspec.to_builtins(e.commitment)}
                for e in pledge.history
            ]
            print(
                dumps(
                    {**{f: getattr(pledge, f) for f in _PLEDGE}, "overdue": pledge.overdue(today), "history": history}
                )
            )
            continue
        for line in terminal.pledge_lines(pledge, today):
            print(line)
    return _found(pledges, "no commitments found")


_PLEDGE = ("id", "actors", "action", "status", "deadline", "amount")


def serve(arguments: Namespace) -> int:
    from suyuan.serve.web import serve as serve_web

    with _library(arguments):
        pass  # an early, clear error where there is no library
    port = _free_port(arguments.host, arguments.port)
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    address = f"http://{host}:{port}/"
    print(dumps({"address": address}) if arguments.json else f"Suyuan is at {address}  (stop with Ctrl-C)", flush=True)
    serve_web(arguments.library, arguments.host, port)
    return OK


def _free_port(host: str, first: int) -> int:
    """The first port from ``first`` on that nobody listens on; a host that is not ours is the user's to mend."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(first, min(first + PORTS_TRIED, 65_536)):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                return port
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise UserError(f"cannot listen on {host}, port {port}: {error.strerror or error}") from error
    raise UserError(f"no free port from {first} on")


def demo(arguments: Namespace) -> int:
    """Build the bundled example library (again only where it is missing or stale), print its chains, serve it."""
    from suyuan.demo import build, changed_copy

    path = arguments.library or DEMO_LIBRARY
    path.parent.mkdir(parents=True, exist_ok=True)
    with Library.open(path, create=True) as library:
        report = build(library)
        count, changed = library.counts(), changed_copy(library)
    print(
        f"{path}: {count['pages']} pages, {count['articles']} articles, {count['statements']} statements",
        file=sys.stderr,
    )
    for rejection in report.rejections:
        _warn(rejection)
    common = {"library": path, "json": arguments.json}
    _ask(arguments, "Who really said that the two states will patrol together?", "trace 联合巡逻")
    trace(Namespace(query="联合巡逻", limit=3, **common))
    if changed:
        _ask(arguments, "Which page copied which, and what did the copy change?", f"copies {changed}")
        copies(Namespace(article=changed, **common))
    _ask(arguments, "What was promised, by when, and who reports it?", "commitments --due 2026-06-30")
    commitments(Namespace(actor=None, due="2026-06-30", overdue=False, **common))
    if arguments.no_serve:
        return OK
    return serve(Namespace(host=arguments.host, port=arguments.port, **common))


def _ask(arguments: Namespace, question: str, command: str) -> None:
    if not arguments.json:
        print(f"\n{question}\n$ suyuan {command}\n")


# ------------------------------------------------------------------ shared


def _story_lines(
    told: Story,
    events: list[Event],
    differing: list[Discrepancy],
    articles: dict[str, Article],
    order: list[Entry],
) -> Iterator[str]:
    yield f"{terminal.clean(told.title)}  ({told.id}: {len(articles)} articles)"
    for event in sorted(events, key=lambda e: (e.when or ("9999", ""), e.id)):
        yield ""
        yield f"{event.when[0] if event.when else 'no date'}  {terminal.clean(event.title)}"
        rows = []
        for article_id in event.articles:
            article = articles[article_id]
            outlet = article.outlet.name if article.outlet else "unknown outlet"
            rows.append((article.id, article.published or "no date", outlet, article.title or "(no title)"))
        yield from (f"  {line}" for line in terminal.table(rows, (16, 10, 20, 70)))
    recycled = [(e.when or "", e.speaker or "(not named)", e.what) for e in order if e.recycled]
    if recycled:
        yield ""
        yield "said before, told again:"
        yield from (f"  {line}" for line in terminal.table(recycled, (10, 24, 80)))
    speakers = _speakers(articles.values())
    if speakers:
        yield ""
        yield "who speaks:"
        yield from (f"  {line}" for line in terminal.table(speakers, (40, 16, 60)))
    for discrepancy in differing:
        yield ""
        yield from terminal.discrepancy_lines(discrepancy, articles)


def _speakers(articles: Iterable[Article]) -> list[tuple[str, str, str]]:
    counts: dict[str, tuple[int, set[str]]] = {}
    for article in articles:
        for statement in article.annotations.statements if article.annotations else ():
            for name in statement.speaker.names:
                n, outlets = counts.get(name, (0, set()))
                counts[name] = (n + 1, outlets | ({article.outlet.name} if article.outlet else set()))
    ranked = sorted(counts.items(), key=lambda item: (-item[1][0], item[0]))[:20]
    return [(name, f"{n} statements", "、".join(sorted(outlets))) for name, (n, outlets) in ranked]


def _records() -> Iterator[dict[str, Any]]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            try:
                yield loads(line)
            except RecordError as error:
                raise UserError(f"line {number} of the input: {error}") from error


def _article(record: dict[str, Any]) -> Article:
    try:
        return article_from_record(record)
    except RecordError as error:
        raise UserError(str(error)) from error


def _existing(paths: Iterable[str]) -> list[Path]:
    found = [Path(path) for path in paths]
    missing = [path for path in found if not os.path.lexists(path)]
    if missing:
        raise UserError(f"no such file or folder: {', '.join(map(str, missing))}")
    return found


@contextmanager
def _library(arguments: Namespace, create: bool = False) -> Iterator[Library]:
    """The library of the command; a missing or foreign file is the user's to mend."""
    try:
        with Library.open(arguments.library, create=create) as library:
            yield library
    except NotFoundError as error:
        raise NothingFound(str(error)) from error
    except LibraryError as error:
        raise UserError(str(error)) from error


def _progress() -> ingest.Progress | None:
    """Progress on stderr, only on a terminal."""
    if not sys.stderr.isatty():
        return None

    def show(report: ingest.Report) -> None:
        print(f"\r{report.pages} pages, {report.articles} articles", end="", file=sys.stderr, flush=True)

    return show


def _print_json(records: Iterable[Any]) -> None:
    for record in records:
        print(dumps(record))


def _found(found: Iterable[Any], otherwise: str) -> int:
    if any(True for _ in found):
        return OK
    print(otherwise, file=sys.stderr)
    return NOTHING


def _warn(rejection: Rejection) -> None:
    print(
        terminal.clean(f"rejected: {rejection.path or rejection.url or '(page)'}: {rejection.reason}"), file=sys.stderr
    )
