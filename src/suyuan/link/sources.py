"""The source graph: where claims come from, over all chains together.

- Of a story, or of one outlet's articles, the *sources*: who answers for the words (`suyuan.link.anchors`), and under
  each the pages that hang on it, with the relays they came through.
- Over a whole library, the *citations*: which outlet cites which. 潮汐社称 in a page of 晨报 is an edge, and so is each
  step of 塔尔宾通讯社引述潮汐社.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from suyuan.link.anchors import Anchor, Reader, Why, named_in, names_nobody
from suyuan.link.chains import chain_of
from suyuan.link.days import known_by
from suyuan.model import Article, Chain, Reuse, Statement
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold

# Reuse by which the words of one page came from another.
_TAKEN = frozenset({"mirror", "reprint", "excerpt", "update", "self_reuse"})
_OUTLETS: frozenset[Why] = frozenset({"own report", "relays", "cited"})
# What no outlet that the tables do not know is called: 三份被广泛转载的新闻.
_PHRASE = re.compile(r"的|们|、|\d{2}|.{15}|^(?:his|her|its|their|the)\b", re.I)
_FIRMEST: tuple[Why, ...] = ("speaks", "own report", "relays", "cited", "nobody named")


@dataclass(frozen=True, slots=True)
class Hanging:
    """What one page has from one source: its ``statements`` (``article#statement``), the relays it came ``through``
    (the nearest to the source first), the unnamed people the source ``heard`` it from, and why it hangs there.
    ``copied`` is the page of this set it took its words from."""

    article: str
    statements: tuple[str, ...]
    through: tuple[str, ...]
    heard: tuple[str, ...]
    why: Why
    copied: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One source, None where nobody is named; ``outlet`` where it is one, and not who speaks for himself; ``certain``
    where it answers for words by name or heard them itself."""

    name: str | None
    outlet: bool
    certain: bool
    pages: tuple[Hanging, ...]

    @property
    def statements(self) -> int:
        return sum(len(page.statements) for page in self.pages)


@dataclass(frozen=True, slots=True)
class Citation:
    """One outlet that cites another (``None``: pages of unknown outlets), in how many statements of how many articles,
    with the first of them."""

    citing: str | None
    cited: str
    statements: int
    articles: int
    first: str


def sources(articles: Iterable[Article], reuses: Iterable[Reuse] = ()) -> list[Source]:
    """Every source of some articles: outlets, then who speaks for himself, those that most pages hang on first.

    A function of the set, whatever its order.
    """
    pages = sorted(articles, key=lambda a: (known_by(a) or "9999", a.id))
    givers = _givers(reuses, {article.id: -at for at, article in enumerate(pages)})
    names: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[str, dict[str, list[tuple[Statement, Anchor]]]] = defaultdict(lambda: defaultdict(list))
    by_id = {article.id: article for article in pages}
    for article in pages:
        reader = Reader(article)
        for statement in reader.statements.values():
            anchor = reader.anchor(statement)
            for key, name in zip(anchor.keys, anchor.names, strict=True) if anchor.keys else [("", "")]:
                names[key][_called(name)] += 1
                found[key][article.id].append((statement, anchor))
    out = []
    for key, told in found.items():
        source = _commonest(names[key]) if key else None
        hanging = tuple(_hanging(by_id[page], said, source, givers.get(page)) for page, said in told.items())
        certain = any(anchor.standing == "source" for said in told.values() for _, anchor in said)
        # A government's site is in the table of outlets too; who only speaks for himself is none.
        outlet = any(page.why in _OUTLETS for page in hanging)
        out.append(Source(source, outlet, certain, hanging))
    return sorted(out, key=lambda s: (s.name is None, not s.outlet, -len(s.pages), -s.statements, s.name or ""))


def _commonest(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], len(name), name))


def _called(name: str) -> str:
    known = by_name(name)
    return known.name if known else name


def _hanging(
    article: Article, said: Sequence[tuple[Statement, Anchor]], source: str | None, giver: str | None
) -> Hanging:
    ways: Counter[tuple[str, ...]] = Counter()
    heard: dict[str, None] = {}
    for statement, anchor in said:
        ways[way(chain_of(article, statement), source)] += 1
        if anchor.why == "relays" and statement.speaker.type == "anonymous" and statement.speaker.span:
            heard.setdefault(article.text[slice(*statement.speaker.span)])
    # Of several ways the longest tells most: the shorter leave out what a paragraph before said.
    through = max(ways, key=lambda way: (len(way), ways[way], way))
    why = min((anchor.why for _, anchor in said), key=_FIRMEST.index)
    refs = tuple(f"{article.id}#{statement.id}" for statement, _ in said)
    return Hanging(article.id, refs, through, tuple(heard), why, giver)


def way(chain: Chain, source: str | None) -> tuple[str, ...]:
    """The relays between a source (one of the names in it, 甲/乙) and the outlet that printed it, the nearest first."""
    found = [node.name for node in chain.nodes if node.role == "relay" and node.name and not names_nobody(node.name)]
    names = tuple(dict.fromkeys(_called(name) for name in found))
    at = [i for i, name in enumerate(names) if any(_same(name, part) for part in (source or "").split("/") if part)]
    return names[at[-1] + 1 :] if at else names


def _same(one: str, two: str) -> bool:
    return fold(_called(one)).lower() == fold(_called(two)).lower()


def _givers(reuses: Iterable[Reuse], early: Mapping[str, int]) -> dict[str, str]:
    """Article → the one of the set it took most of its words from, where the direction is known; of equals the one that
    was ``early``."""
    taken: dict[str, tuple[int, int, str]] = {}
    for reuse in reuses:
        if reuse.type in _TAKEN and reuse.direction and reuse.a in early and reuse.b in early:
            taker, giver = (reuse.a, reuse.b) if reuse.direction == "a<-b" else (reuse.b, reuse.a)
            taken[taker] = max(taken.get(taker, (0, 0, "")), (reuse.chars, early[giver], giver))
    return {taker: giver for taker, (_, _, giver) in taken.items()}


def citations(articles: Iterable[Article]) -> list[Citation]:
    """Which outlet cites which, over all chains, the most often first."""
    statements: Counter[tuple[str | None, str]] = Counter()
    pages: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    first: dict[tuple[str | None, str], tuple[str, str]] = {}
    for article in articles:
        notes = article.annotations
        for statement in notes.statements if notes else ():
            ref = f"{article.id}#{statement.id}"
            for edge in dict.fromkeys(_edges(article, statement)):
                statements[edge] += 1
                pages[edge].add(article.id)
                told = (known_by(article) or "9999", ref)
                first[edge] = min(first.get(edge, told), told)
    found = [Citation(*edge, n, len(pages[edge]), first[edge][1]) for edge, n in statements.items()]
    return sorted(found, key=lambda c: (-c.articles, -c.statements, c.cited, c.citing is None, c.citing or ""))


def _edges(article: Article, statement: Statement) -> Iterator[tuple[str | None, str]]:
    """(citing, cited) for every step of a chain from one outlet to the next."""
    cited: list[str] = []
    for node in chain_of(article, statement).nodes:
        if node.role == "outlet":
            own = _called(node.name) if node.name else None
            yield from ((own, name) for name in cited if own is None or not _same(own, name))
            return
        heard = node.role == "relay" or (node.role == "speaker" and statement.speaker.type == "outlet")
        if node.name and (heard or (node.role != "speaker" and by_name(node.name))):
            names = [_called(name) for name in named_in(node.name) if by_name(name) or not _PHRASE.search(name)]
            yield from ((name, other) for name in names for other in cited if not _same(name, other))
            cited = names or cited
