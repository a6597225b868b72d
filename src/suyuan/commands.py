"""What each command does: call a floor, print its answer. Layout is in `suyuan.serve.terminal`.

The questions that are asked of stories and statements are in `suyuan.questions`.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
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
from suyuan.link.reuse import find_lines
from suyuan.model import Article, LinkRecord, Rejection
from suyuan.pipeline import annotated
from suyuan.read import read_paths
from suyuan.records import RecordError, article_from_record, dumps, loads, to_record
from suyuan.serve import terminal
from suyuan.serve.copies import grouped, related
from suyuan.store import Library, LibraryError, NotFoundError

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
    with library_of(arguments, create=True) as library:
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
    with library_of(arguments) as library:
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
    return found_or(hits, f"nothing found for {arguments.query!r}")


def stories(arguments: Namespace) -> int:
    with library_of(arguments) as library:
        found = library.stories()
        if arguments.json:
            print_json(found)
        else:
            titles = [(s.id, f"{len(s.articles)} articles", f"{len(s.events)} events", s.title) for s in found]
            for line in terminal.table(titles, (12, 14, 12, 90)):
                print(line)
    return found_or(found, "no stories: the library holds no articles")


def copies(arguments: Namespace) -> int:
    with library_of(arguments) as library:
        wanted = library.article(arguments.article).id if arguments.article else None
        reuses = library.copies(wanted)
        shown = related(wanted, library.copies) if wanted else reuses
        articles = {a.id: a for a in library.articles({i for r in shown for i in (r.a, r.b)})}
    if arguments.json:
        print_json(reuses)
        return found_or(reuses, "no copies found")
    families, apart = grouped(shown)
    for family in families:
        print("\n".join(terminal.copy_family_lines(family, articles)), end="\n\n")
    for reuse in apart:
        print("\n".join(terminal.copy_lines(reuse, articles)), end="\n\n")
    return found_or(reuses, "no copies found")


def serve(arguments: Namespace) -> int:
    from suyuan.serve.web import serve as serve_web

    groups = groupings(arguments.groups)
    with library_of(arguments):
        pass  # an early, clear error where there is no library
    port = _free_port(arguments.host, arguments.port)
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    address = f"http://{host}:{port}/"
    print(dumps({"address": address}) if arguments.json else f"Suyuan is at {address}  (stop with Ctrl-C)", flush=True)
    serve_web(arguments.library, arguments.host, port, groups)
    return OK


def groupings(path: Path | None) -> dict[str, dict[str, str]]:
    """The user's groups of outlets by the columns of a table, none without one."""
    try:
        return user_tables.groupings(str(path)) if path else {}
    except user_tables.UserTableError as error:
        raise UserError(str(error)) from error


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
    from suyuan.questions import commitments, trace

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
    commitments(Namespace(actor=None, due="2026-06-30", overdue=False, asof=None, **common))
    if arguments.no_serve:
        return OK
    return serve(Namespace(host=arguments.host, port=arguments.port, groups=None, **common))


def _ask(arguments: Namespace, question: str, command: str) -> None:
    if not arguments.json:
        print(f"\n{question}\n$ suyuan {command}\n")


# ------------------------------------------------------------------ shared


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
def library_of(arguments: Namespace, create: bool = False) -> Iterator[Library]:
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


def print_json(records: Iterable[Any]) -> None:
    for record in records:
        print(dumps(record))


def found_or(found: Iterable[Any], otherwise: str) -> int:
    if any(True for _ in found):
        return OK
    print(otherwise, file=sys.stderr)
    return NOTHING


def _warn(rejection: Rejection) -> None:
    print(
        terminal.clean(f"rejected: {rejection.path or rejection.url or '(page)'}: {rejection.reason}"), file=sys.stderr
    )
