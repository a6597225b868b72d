"""The command line: parse, call, print. Every command has a plain view for people and ``--json`` for machines.

Exit status: 0 done, 1 nothing found or some pages rejected (said on stderr), 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from suyuan import __version__, commands, questions
from suyuan.link import KINDS

DEFAULT_LIBRARY = "suyuan.db"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    parser = build_parser()
    arguments = parser.parse_args(argv)
    try:
        commands.use_tables(getattr(arguments, "names", None), getattr(arguments, "outlets", None))
        status: int = arguments.run(arguments)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        print(
            "interrupted; what was added so far is in the library, run the same command again to go on", file=sys.stderr
        )
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`suyuan read … | head`): no error, and nothing more to print.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except commands.NothingFound as error:
        print(f"suyuan {arguments.command}: {error}", file=sys.stderr)
        return 1
    except commands.UserError as error:
        print(f"suyuan {arguments.command}: {error}", file=sys.stderr)
        return 2


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="suyuan",
        description="Trace news to its source: who said it, through whom it reached us, which pages repeat it.",
    )
    parser.add_argument("--version", action="version", version=f"suyuan {__version__}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], help_: str, example: str
    ) -> argparse.ArgumentParser:
        sub = subparsers.add_parser(
            name,
            help=help_,
            description=help_[0].upper() + help_[1:] + ".",
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(run=run)
        return sub

    def on_library(sub: argparse.ArgumentParser) -> argparse.ArgumentParser:
        sub.add_argument(
            "--library",
            type=Path,
            metavar="FILE",
            default=Path(os.environ.get("SUYUAN_LIBRARY") or DEFAULT_LIBRARY),
            help="the library file (default: $SUYUAN_LIBRARY, else ./suyuan.db)",
        )
        sub.add_argument("--json", action="store_true", help="print JSON Lines instead of text")
        return sub

    def with_tables(sub: argparse.ArgumentParser) -> argparse.ArgumentParser:
        sub.add_argument("--names", type=Path, metavar="FILE", help="your own names (CSV: name, type, aliases, id)")
        sub.add_argument("--outlets", type=Path, metavar="FILE", help="your own outlets (table: id, name, domains, …)")
        return sub

    read = command(
        "read", commands.read, "pages to articles, one JSON record a line", "suyuan read pages/ > articles.jsonl"
    )
    read.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, archives (zip, tar, WARC)")
    read.add_argument("--root", type=Path, help="record paths relative to this folder (default: the current one)")
    read.add_argument("--json", action="store_true", help="JSON Lines, which this command always prints")

    annotate = command(
        "annotate",
        commands.annotate,
        "add names, times, quantities, statements and commitments to article records",
        "suyuan annotate < articles.jsonl > annotated.jsonl",
    )
    annotate.add_argument("--explain", action="store_true", help="print each statement with the rule that made it")
    annotate.add_argument("--json", action="store_true", help="JSON Lines, which this command prints by default")

    with_tables(read)
    with_tables(annotate)

    link = command(
        "link", commands.link, "print the links between article records", "suyuan link --only reuse < annotated.jsonl"
    )
    link.add_argument("--only", choices=KINDS, help="only this kind of link (reuse needs no annotations)")
    link.add_argument("--json", action="store_true", help="JSON Lines, which this command always prints")

    add = on_library(
        command(
            "add",
            commands.add,
            "read, annotate, link and store pages; resumable, and adding twice changes nothing",
            "suyuan add pages/ more.zip",
        )
    )
    add.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, archives (zip, tar, WARC)")
    with_tables(add)
    add.add_argument("--runner", choices=("auto", "inline", "daft"), default="auto", help="how to run (default: auto)")

    search = on_library(
        command(
            "search",
            commands.search,
            "find articles; Simplified finds Traditional",
            "suyuan search 国务卿 --since 2024-03-01",
        )
    )
    search.add_argument("query")
    search.add_argument("--outlet", help="only articles of this outlet")
    search.add_argument("--speaker", help="only articles in which this speaker says something")
    search.add_argument("--entity", help="only articles that name this entity (id or name)")
    search.add_argument("--since", metavar="DAY", help="published on this day (YYYY-MM-DD) or later")
    search.add_argument("--until", metavar="DAY", help="published on this day or earlier")
    search.add_argument("--limit", type=_positive, default=20, help="at most so many (default: 20)")

    on_library(command("stories", commands.stories, "list the stories in the library", "suyuan stories"))
    story = on_library(
        command("story", questions.story, "one story: timeline, outlets, speakers, discrepancies", "suyuan story 3f2a")
    )
    story.add_argument("id", help="the story's id, or the beginning of it")

    trace = on_library(
        command(
            "trace",
            questions.trace,
            "the source chain of a statement, or of the statements that match a query",
            "suyuan trace 联合演习",
        )
    )
    trace.add_argument("query", help="a statement (article#statement) or words it should hold")
    trace.add_argument("--limit", type=_positive, default=10, help="at most so many statements (default: 10)")

    where = on_library(
        command(
            "sources",
            questions.where,
            "who cites whom; where the claims of a story, an event or an outlet come from",
            "suyuan sources 3f2a",
        )
    )
    where.add_argument("id", nargs="?", help="a story or an event (id, or the beginning of it)")
    where.add_argument("--outlet", help="where the claims of this outlet come from, and who cites it")
    where.add_argument("--limit", type=_positive, default=40, help="at most so many (default: 40)")

    copies = on_library(
        command("copies", commands.copies, "who copied what from whom, and what the copy changed", "suyuan copies")
    )
    copies.add_argument("article", nargs="?", help="only copies of or by this article (id, or the beginning of it)")

    compare = on_library(
        command(
            "compare",
            questions.compare,
            "outlets × claims of a story: who leaves out what, who calls it what",
            "suyuan compare 3f2a",
        )
    )
    compare.add_argument("id", help="the story's id, or the beginning of it")
    _groups(compare)
    compare.add_argument("--by", metavar="COLUMN", help="the column of the groups to count by (default: the first)")

    ledger = on_library(
        command(
            "commitments",
            questions.commitments,
            "the ledger of what was promised, by deadline",
            "suyuan commitments --actor 日本",
        )
    )
    ledger.add_argument("--actor", help="only pledges of this actor (a part of the name)")
    ledger.add_argument("--due", metavar="DAY", help="only pledges due on this day (YYYY-MM-DD) or earlier")
    ledger.add_argument("--overdue", action="store_true", help="only pledges whose deadline has passed")
    ledger.add_argument("--asof", metavar="DAY", help="what is overdue on this day (default: today)")

    serve = on_library(
        command("serve", commands.serve, "the library in the browser, on this machine", "suyuan serve --port 8000")
    )
    _address(serve)
    _groups(serve)

    demo = command(
        "demo", commands.demo, "build the example library, show its chains and open it", "suyuan demo --no-serve"
    )
    demo.add_argument(
        "--library", type=Path, metavar="FILE", default=None, help="where to build it (default: build/demo.db)"
    )
    demo.add_argument("--no-serve", action="store_true", help="print the chains and stop")
    demo.add_argument("--json", action="store_true", help="print the chains as JSON Lines")
    _address(demo)
    return parser


def _groups(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--groups", type=Path, metavar="FILE", help="your own groups of outlets (table: outlet, region, owner, …)"
    )


def _address(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine only)")
    sub.add_argument(
        "--port", type=_positive, default=8000, help="port (default: 8000; the next free one if it is taken)"
    )


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return value


if __name__ == "__main__":
    sys.exit(main())
