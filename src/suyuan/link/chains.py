"""The whole chain of a statement: speaker → relays → the article's outlet → the layers it came through.

The statement's own hops come from the annotation floor (what the text shows), the outlet and the wrapper layers from
the reading floor (what the page shows). A speech inside a speech inherits the hops of the one it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator

from suyuan.model import Article, Chain, ChainNode, Statement
from suyuan.text.fold import fold


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
    outlet = article.outlet.name if article.outlet else None
    # An outlet that quotes itself (本台记者获悉) is one node, not two.
    if outlet is None or last is None or fold(outlet) != fold(last):
        yield ChainNode(outlet, "outlet")
    for wrapper in article.wrappers:
        yield ChainNode(wrapper.name, wrapper.kind)


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
