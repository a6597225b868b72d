"""How many independent origins a set of voices has: a range, with what shows why.

A voice is a statement in its article, or an article as a whole. Five pages may be five origins or one wire story
printed five times; what tells is who answers for the words:

- a person or body that stands for them by name, or the document they stand in: that is the origin, whoever relays it;
- an anonymous source answers for nothing: the origin is the reporting of the outlet that heard it;
- an outlet that is cited and names no source of its own may have its own or repeat another: it is an origin that is
  possible, certain only where none is more so;
- where nobody is named (日媒和英媒报道, 据报, 美国要求…), the words hang on what the page says elsewhere.

Pages that copy each other are one voice in what they share. ``certain`` counts the origins left when everything that
may hang on another does, ``possible`` those left when only what surely does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from suyuan.link.anchors import Anchor, Reader, Why
from suyuan.link.features import bag
from suyuan.link.reuse.families import NO_COPY, Family, families
from suyuan.model import Article, Origins, Reuse, Statement

# Two statements of articles that copy each other are one where the longer shares so much of its words.
SAME_WORDS = 0.6
# Reuse that surely makes two pages one voice; an excerpt may share one paragraph and stand alone in the rest.
_SURE = frozenset({"mirror", "update", "self_reuse", "reprint", "common_source"})
# How firmly a voice is tied to its origin; less is firmer.
_FIRMNESS: dict[Why, int] = {"speaks": 0, "own report": 0, "relays": 0, "cited": 1, "nobody named": 2}


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in its article."""

    article: Article
    statement: Statement

    @property
    def id(self) -> str:
        return f"{self.article.id}#{self.statement.id}"

    @property
    def content(self) -> str:
        return " ".join(self.article.text[start:end] for start, end in self.statement.content)


@dataclass(frozen=True, slots=True)
class _Voice:
    """A statement in its article; without one, the article as a whole."""

    id: str
    article: Article
    statement: Statement | None
    content: str


@dataclass(frozen=True, slots=True)
class Root:
    """One origin with the voices that hang on it, each with the reason."""

    name: str | None
    certain: bool
    voices: tuple[tuple[str, Why], ...]


@dataclass(frozen=True, slots=True)
class OriginTree:
    """``origins`` is the range with the names; ``roots`` the origins with what hangs on each, the certain ones first;
    ``families`` the trees of copies among the articles; ``alone`` the articles that share passages with no other."""

    origins: Origins
    roots: tuple[Root, ...]
    families: tuple[Family, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """Reuse made ready to be asked: the links of each article that make copies, article → its family of copies, under
    all of them and under those that surely make two pages one voice."""

    links: Mapping[str, tuple[Reuse, ...]]
    all: Mapping[str, str]
    sure: Mapping[str, str]


def copies_among(reuses: Iterable[Reuse]) -> Copies:
    kept = sorted((r for r in reuses if r.type not in NO_COPY), key=lambda r: (r.a, r.b, r.type))
    links: dict[str, list[Reuse]] = defaultdict(list)
    for link in kept:
        links[link.a].append(link)
    return Copies(
        {key: tuple(found) for key, found in links.items()},
        families_of(kept),
        families_of(link for link in kept if link.type in _SURE),
    )


def origins(voices: Iterable[Said | Article | str], reuses: Iterable[Reuse] | Copies = ()) -> OriginTree:
    """The origins of statements, of articles or of articles' ids, under the reuse among them and with others."""
    copies = reuses if isinstance(reuses, Copies) else copies_among(reuses)
    by_id = {voice.id: voice for voice in map(_voice, voices)}
    said = sorted(by_id.values(), key=lambda one: (one.article.published or "9999", one.id))
    anchors = _anchors(said)
    alike = _alike(said, copies.all)
    lower, upper = _Groups(len(said)), _Groups(len(said))
    for groups, family in ((lower, copies.all), (upper, copies.sure)):
        _join_names(groups, anchors)
        _join_unnamed(said, groups, anchors)
        for i, j in alike:
            if _family(said[i], family) == _family(said[j], family):
                groups.join(i, j)
    _hang(said, anchors, lower)
    roots = _roots(said, anchors, lower, upper)
    ids = sorted({one.article.id for one in said})
    trees = families(link for key in ids for link in copies.links.get(key, ()) if link.b in set(ids))
    alone = sorted(set(ids) - {page for tree in trees for page in tree.pages})
    if any(one.statement for one in said):
        names = sorted({root.name for root in roots if root.certain and root.name})
    else:
        names = sorted({page for tree in trees for page in tree.roots} | set(alone))
    certain = sum(root.certain for root in roots)
    return OriginTree(Origins(max(1, certain), max(1, len(roots)), tuple(names)), roots, tuple(trees), tuple(alone))


def _voice(voice: Said | Article | str) -> _Voice:
    if isinstance(voice, Said):
        return _Voice(voice.id, voice.article, voice.statement, voice.content)
    article = voice if isinstance(voice, Article) else Article(voice, "")
    return _Voice(article.id, article, None, "")


def families_of(reuses: Iterable[Reuse]) -> dict[str, str]:
    """Article → the smallest id of its family of copies."""
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while root.setdefault(key, key) != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for reuse in reuses:
        if reuse.type not in NO_COPY:
            a, b = sorted((find(reuse.a), find(reuse.b)))
            root[b] = a
    return {key: find(key) for key in sorted(root)}


def _family(one: _Voice, copies: Mapping[str, str]) -> str:
    return copies.get(one.article.id, one.article.id)


def _anchors(said: Sequence[_Voice]) -> list[Anchor]:
    readers: dict[str, Reader] = {}
    out = []
    for one in said:
        if one.statement is None:
            out.append(Anchor("source", (f"page:{one.article.id}",), (one.article.id,), "own report"))
            continue
        if one.article.id not in readers:
            readers[one.article.id] = Reader(one.article)
        out.append(readers[one.article.id].anchor(one.statement))
    return out


def _join_names(groups: _Groups, anchors: Sequence[Anchor]) -> None:
    """Voices of one name are one; a phrase of several names hangs on the first that another voice names alone."""
    first: dict[str, int] = {}
    for i, anchor in enumerate(anchors):
        if len(anchor.keys) == 1:
            groups.join(first.setdefault(anchor.keys[0], i), i)
    for i, anchor in enumerate(anchors):
        if len(anchor.keys) > 1:
            known = [key for key in anchor.keys if key in first]
            groups.join(first[known[0]] if known else first.setdefault("+".join(sorted(anchor.keys)), i), i)


def _join_unnamed(said: Sequence[_Voice], groups: _Groups, anchors: Sequence[Anchor]) -> None:
    """What one page tells of nobody it names (俄卫网引述英媒, in the title and below) rests on one thing unknown."""
    first: dict[str, int] = {}
    for i, one in enumerate(said):
        if anchors[i].standing == "nobody":
            groups.join(first.setdefault(one.article.id, i), i)


def _alike(said: Sequence[_Voice], copies: Mapping[str, str]) -> list[tuple[int, int]]:
    """Voices of different articles of one family that say one thing; two that one article relays stay two."""
    by_family: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(said):
        by_family[_family(one, copies)].append(i)
    words = {
        i: frozenset(bag(said[i].content))
        for group in by_family.values()
        if len(group) > 1
        for i in group
        if said[i].statement is not None
    }
    found = []
    for group in by_family.values():
        for at, i in enumerate(group):
            for j in group[:at]:
                if said[i].article.id == said[j].article.id:
                    continue
                if i not in words or j not in words or one_passage(words[i], words[j]):
                    found.append((j, i))
    return found


def one_passage(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two contents, given as their words, are one piece of wording."""
    return len(one & two) >= SAME_WORDS * max(1, len(one), len(two))


def _hang(said: Sequence[_Voice], anchors: Sequence[Anchor], groups: _Groups) -> None:
    """A voice that names nobody hangs on the page's own origin where the page has one among these voices."""
    own: dict[str, int] = {}
    for i, one in enumerate(said):
        if anchors[i].standing != "nobody":
            own.setdefault(one.article.id, i)
    for i, one in enumerate(said):
        if anchors[i].standing == "nobody" and one.article.id in own:
            groups.join(own[one.article.id], i)


def _roots(said: Sequence[_Voice], anchors: Sequence[Anchor], lower: _Groups, upper: _Groups) -> tuple[Root, ...]:
    """The origins of the upper end; certain are those that answer for words by name, one for each root of the lower."""
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(said)):
        members[upper.root(i)].append(i)
    led = {lower.root(i) for i in range(len(said)) if anchors[i].standing != "nobody"}
    hung = {i for i in range(len(said)) if anchors[i].standing == "nobody" and lower.root(i) in led}
    sure: dict[int, int] = {}
    for at, group in sorted(members.items()):
        if any(anchors[i].standing == "source" for i in group):
            sure.setdefault(lower.root(group[0]), at)
    if not sure:
        # None is surer than the others: the first that is cited in as many words stands for all.
        ranked = sorted(members, key=lambda at: (min(_FIRMNESS[anchors[i].why] for i in members[at]), at))
        sure = {0: ranked[0]} if ranked else {}
    certain = set(sure.values())
    roots = []
    for at, group in sorted(members.items()):
        if at not in certain and all(i in hung for i in group):
            continue  # told again below the origin it hangs on
        below = hung - set(group) if at in certain else set()
        belongs = group + sorted(i for i in below if lower.root(i) == lower.root(at))
        # What one report tells of two sources, an excerpt may have joined: the certain origin bears both names.
        bearing = [i for i in range(len(said)) if lower.root(i) == lower.root(at) and anchors[i].standing == "source"]
        names = _one_form(
            {
                pair
                for i in (bearing if at in certain and bearing else group)
                for pair in zip(anchors[i].keys, anchors[i].names, strict=True)
            }
        )
        why = tuple((said[i].id, anchors[i].why) for i in belongs)
        roots.append(Root("/".join(names) or None, at in certain, why))
    return tuple(sorted(roots, key=lambda r: (not r.certain, r.name is None, r.name or "", r.voices)))


def _one_form(named: set[tuple[str, str]]) -> list[str]:
    """One printed form of each key: the shortest, 科尔蒙 before 科爾蒙."""
    forms: dict[str, str] = {}
    for key, name in sorted(named, key=lambda pair: (len(pair[1]), pair[1])):
        forms.setdefault(key, name)
    return sorted(forms.values())


class _Groups:
    """Disjoint sets of 0..n-1, each known by its smallest member."""

    def __init__(self, n: int) -> None:
        self._parent = list(range(n))

    def root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = sorted((self.root(i), self.root(j)))
        if a != b:
            self._parent[b] = a
