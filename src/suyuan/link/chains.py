"""The whole chain of a statement: speaker → relays → the article's outlet → the layers it came through.

The statement's own hops come from the annotation floor (what the text shows), the outlet and the wrapper layers from
the reading floor (what the page shows). A speech inside a speech inherits the hops of the one it stands in. Between
the hops and the outlet stand the agencies whose text the outlet prints, where it credits them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from suyuan.model import Article, Chain, ChainNode, Mention, Statement
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold

# “外交部没有回应潮汐社的置评请求”: whoever asked for comment wrote the text.
_ASKED_AFTER = re.compile(r"的?(?:置评|评论|采访)(?:请求|要求)")
_ASKED_BEFORE = re.compile(r"(?:回应|回复|回覆|答复|答覆|评论|respond to|comment to)(?: a)?$")
_ASKED_AFTER_ENGLISH = re.compile(r"(?:'s|’s)? requests? for comment")
# Such a line ends an agency's report; further up it belongs to the paragraph it stands in.
LAST_LINES = 3


def chains(article: Article) -> Iterator[Chain]:
    """One chain per statement of an annotated article, in the order of the statements."""
    if article.annotations is None:
        return
    for statement in article.annotations.statements:
        yield chain_of(article, statement)


def chain_of(article: Article, statement: Statement) -> Chain:
    """The chain of one statement of an annotated article."""
    by_id = {other.id: other for other in article.annotations.statements} if article.annotations else {}
    return Chain(f"{article.id}#{statement.id}", tuple(_nodes(article, statement, by_id)))


def _nodes(article: Article, statement: Statement, by_id: dict[str, Statement]) -> Iterator[ChainNode]:
    last: str | None = None
    for node in _spoken(statement, by_id):
        if node.name is None or node.name != last:
            yield node
        last = node.name
    for node in _carriers(article, statement):
        if last is None or not _same(last, node.name or ""):
            yield node
        last = node.name
    outlet = article.outlet.name if article.outlet else None
    # An outlet that quotes itself (本台记者获悉) is one node, not two.
    if outlet is None or last is None or fold(outlet) != fold(last):
        yield ChainNode(outlet, "outlet")
    for wrapper in article.wrappers:
        yield ChainNode(wrapper.name, wrapper.kind)


def _same(one: str, two: str) -> bool:
    known, other = by_name(one), by_name(two)
    return known.id == other.id if known and other else fold(one) == fold(two)


def _carriers(article: Article, statement: Statement) -> Iterator[ChainNode]:
    """The agencies whose text this is: who asked for comment at its end, then whose dateline stands over it."""
    if article.annotations is None:
        return
    text = article.text
    lines = text.rstrip().split("\n")
    end = len(text) - len("\n".join(lines[-LAST_LINES:])) if len(lines) > LAST_LINES else 0
    mentions = (m for m in article.annotations.mentions if m.type == "MEDIA" and m.start >= end)
    asked = next((m for m in mentions if _asks(text, m)), None)
    at = min(statement.content, default=(0, 0))[0]
    over = (f for f in article.annotations.frames if f.kind == "dateline" and f.name and f.scope[0] <= at < f.scope[1])
    seen = [article.outlet.name] if article.outlet else []
    for name, implicit, span in (
        *([(text[asked.start : asked.end], True, (asked.start, asked.end))] if asked else ()),
        *((frame.name or "", False, frame.source) for frame in over),
    ):
        if not any(_same(name, other) for other in seen):
            seen.append(name)
            yield ChainNode(name, "relay", implicit, span)


def _asks(text: str, mention: Mention) -> bool:
    before, after = fold(text[max(0, mention.start - 14) : mention.start]), fold(text[mention.end : mention.end + 24])
    if not _ASKED_BEFORE.search(before.rstrip().removesuffix("《")):
        return False
    return bool(_ASKED_AFTER.match(after.removeprefix("》")) or _ASKED_AFTER_ENGLISH.match(after.lower()))


def _spoken(statement: Statement, by_id: dict[str, Statement]) -> Iterator[ChainNode]:
    """Speaker and hops, then those of the statement it is nested in."""
    seen: set[str] = set()
    inner: Statement | None = statement
    first = True
    while inner is not None and inner.id not in seen:
        seen.add(inner.id)
        speaker = inner.speaker
        names = "、".join(speaker.names) or None
        yield ChainNode(names, "speaker" if first else "source", evidence=speaker.span)
        for hop in inner.channel:
            yield ChainNode(hop.name, hop.role, hop.implicit, hop.span)
        inner, first = by_id.get(inner.parent) if inner.parent else None, False
