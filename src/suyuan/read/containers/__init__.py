"""One file per container. `choose` finds the container of a page by asking each how sure it is, from content alone.

A third party adds one with the entry-point group ``suyuan.containers``: the entry point names a class or an instance
that has ``name``, ``sniff`` and ``read`` as in `suyuan.read.draft.Container`.

A pattern for what opens a line begins with the line break, and is looked for in a text with one put before it: `re`
finds a literal ten times as fast as it tries ``^`` at every character.
"""

from __future__ import annotations

import warnings
from functools import cache
from importlib.metadata import entry_points

from suyuan.read.containers.bulletin import Bulletin
from suyuan.read.containers.csv_table import CsvTable
from suyuan.read.containers.feed_item import FeedItem
from suyuan.read.containers.feed_xml import FeedXml
from suyuan.read.containers.front_matter import FrontMatter
from suyuan.read.containers.headers import Headers
from suyuan.read.containers.html_page import HtmlPage
from suyuan.read.containers.json_dump import JsonDump
from suyuan.read.containers.json_feed import JsonFeed
from suyuan.read.containers.link_digest import LinkDigest
from suyuan.read.containers.markdown_mirror import MarkdownMirror
from suyuan.read.containers.markdown_page import MarkdownPage
from suyuan.read.containers.newspaper import NewspaperPage
from suyuan.read.containers.plain_text import PlainText
from suyuan.read.containers.republished import Republished
from suyuan.read.containers.wiki_page import WikiPage
from suyuan.read.draft import Container, ReadError, Source

BUILT_IN: tuple[Container, ...] = (
    HtmlPage(),
    FeedXml(),
    JsonFeed(),
    JsonDump(),
    CsvTable(),
    FrontMatter(),
    FeedItem(),
    Republished(),
    WikiPage(),
    MarkdownMirror(),
    LinkDigest(),
    Bulletin(),
    Headers(),
    NewspaperPage(),
    MarkdownPage(),
    PlainText(),
)


_SURE = 0.9


@cache
def registered() -> tuple[Container, ...]:
    """The containers this installation knows: third parties' first, so that they can take a page from a built-in."""
    found: list[Container] = []
    for entry in sorted(entry_points(group="suyuan.containers"), key=lambda entry: entry.name):
        try:
            loaded = entry.load()
            found.append(loaded() if isinstance(loaded, type) else loaded)
        except Exception as error:  # somebody else's code: a broken plug-in must not stop the pile
            warnings.warn(f"container {entry.name} could not be loaded: {error}", stacklevel=2)
    return (*found, *BUILT_IN)


def choose(source: Source, without: str = "") -> Container:
    """The container that is surest; ties go to registration order, and one that is sure enough ends the asking.

    One whose ``most`` is no surer than what was found is not asked. ``without`` is the name of one that is out: what
    lies inside a container is not asked to be the same again. Raises ReadError where none knows the page.
    """
    best: Container | None = None
    sure = 0.0
    for container in registered():
        if container.name == without or getattr(container, "most", 1.0) <= sure:
            continue
        score = container.sniff(source)
        if score > sure:
            best, sure = container, score
            if sure >= _SURE:
                break
    if best is None:
        raise ReadError("no container knows this page")
    return best
