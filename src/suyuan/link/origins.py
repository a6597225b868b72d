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

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from suyuan.link.features import bag
from suyuan.link.reuse.families import NO_COPY, Family, families
from suyuan.model import Article, Origins, Reuse, Statement
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold

Standing = Literal["source", "cited", "nobody"]
Why = Literal["speaks", "relays", "cited", "own report", "nobody named"]

# Two statements of articles that copy each other are one where the longer shares so much of its words.
SAME_WORDS = 0.6
# Reuse that surely makes two pages one voice; an excerpt may share one paragraph and stand alone in the rest.
_SURE = frozenset({"mirror", "update", "self_reuse", "reprint", "common_source"})
# Speakers that answer for their words by name.
_STANDING = frozenset({"named", "collective", "document"})
_AND = re.compile(r"、|和|与|及|以及|, (?:and )?| and |/")
# 指该报, 该公司, 当地媒体: a word for what was named before, or for several.
# How firmly a voice is tied to its origin; less is firmer.
_FIRMNESS: dict[Why, int] = {"speaks": 0, "own report": 0, "relays": 0, "cited": 1, "nobody named": 2}
_NOBODY = re.compile(r"该[报社台刊网]$|^(?:该|这[家名位个])|媒体$")
_OFFICE = re.compile(r"(?:政府|官方|当局|方面|方)$")


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
class Anchor:
    """Who answers for a voice: the keys and printed names of the origins it may hang on, and how firmly."""

    standing: Standing
    keys: tuple[str, ...]
    names: tuple[str, ...]
    why: Why


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


# ------------------------------------------------------------------ who answers for a voice


def _anchors(said: Sequence[_Voice]) -> list[Anchor]:
    readers: dict[str, _Reader] = {}
    out = []
    for one in said:
        if one.statement is None:
            out.append(Anchor("source", (f"page:{one.article.id}",), (one.article.id,), "own report"))
            continue
        if one.article.id not in readers:
            readers[one.article.id] = _Reader(one.article)
        out.append(readers[one.article.id].anchor(one.statement))
    return out


class _Reader:
    """One article read for who answers for its statements."""

    def __init__(self, article: Article) -> None:
        self.article = article
        notes = article.annotations
        self.statements = {s.id: s for s in notes.statements} if notes else {}
        self.identities: dict[str, str] = {}
        for mention in notes.mentions if notes else ():
            known = mention.metonym_for or mention.identity
            if known:
                for name in (mention.name, article.text[mention.start : mention.end]):
                    self.identities.setdefault(fold(name).lower(), known)
        # The relay through which a page has an anonymous source it names again without the relay.
        self.heard: dict[str, str] = {}
        for statement in self.statements.values():
            if statement.speaker.cluster and statement.channel and not names_nobody(statement.channel[0].name):
                self.heard.setdefault(statement.speaker.cluster, statement.channel[0].name)
        self.relays = any(s.channel or s.speaker.type == "outlet" for s in self.statements.values())
        self._only: Anchor | None = None

    def anchor(self, statement: Statement) -> Anchor:
        """Who answers for a statement; where it names nobody, the one outlet that the whole page rests on, if one."""
        found = self._stated(statement)
        if found.keys:
            return found
        if self._only is None:
            stated = [self._stated(other) for other in self.statements.values()]
            outlets = [a for a in stated if a.why in ("relays", "cited") and len(a.keys) == 1]
            one = len({a.keys for a in outlets}) == 1 and all(a.keys == outlets[0].keys for a in stated if a.keys)
            self._only = Anchor("cited", outlets[0].keys, outlets[0].names, "nobody named") if one else found
        return self._only

    def _stated(self, statement: Statement, depth: int = 0) -> Anchor:
        speaker = statement.speaker
        hop = next((hop for hop in statement.channel if not names_nobody(hop.name)), None)
        relay = hop.name if hop else None
        named = [part for name in speaker.names for part in _parts(name)]
        if speaker.type == "outlet" and named:
            own = self.article.outlet.name if self.article.outlet else None
            first_hand = own is not None and all(_same(name, own) for name in named)
            return self._named("source" if first_hand else "cited", named, "own report" if first_hand else "cited")
        if speaker.type == "outlet":
            return Anchor("nobody", (), (), "nobody named")  # 俄卫网引述英媒: who relays somebody unnamed is no origin
        if speaker.type in _STANDING and named and not (speaker.type == "collective" and self._directs(statement)):
            return self._named("source", named, "speaks")
        if speaker.type in ("anonymous", "collective") or relay:
            heard = relay or self.heard.get(speaker.cluster or "")
            if heard:
                # A relay that is only still in force from a paragraph before is inferred, not read.
                read = speaker.type == "anonymous" and not (hop and hop.implicit)
                return self._named("source" if read else "cited", [heard], "relays")
        outer = self.statements.get(statement.parent or "")
        if outer is not None and depth < 8:
            found = self._stated(outer, depth + 1)
            if found.keys and outer.speaker.type == "outlet" and speaker.type == "anonymous":
                return Anchor("source", found.keys, found.names, "relays")
            return found
        if speaker.type == "anonymous" and not self.relays and self.article.outlet:
            return self._named("source", [self.article.outlet.name], "own report")
        return Anchor("nobody", (), (), "nobody named")

    def _named(self, standing: Standing, names: Sequence[str], why: Why) -> Anchor:
        forms: dict[str, str] = {}
        for name in names:
            forms.setdefault(self.key(name), name)
        return Anchor(standing, tuple(forms), tuple(forms.values()), why)

    def key(self, name: str) -> str:
        """One key for the names of one outlet (彭博社, 彭博新闻社), of one entity, of a state and its government."""
        info = by_name(name)
        if info:
            return f"outlet:{info.id}"
        folded = fold(name).lower().strip()
        bare = _OFFICE.sub("", folded) if len(_OFFICE.sub("", folded)) > 1 else folded
        return self.identities.get(folded) or self.identities.get(bare) or bare

    def _directs(self, statement: Statement) -> bool:
        if statement.cue is None:
            return False
        return fold(self.article.text[slice(*statement.cue)]).lower().strip() in _listed("directives.txt")


def _same(name: str, other: str) -> bool:
    one, two = by_name(name), by_name(other)
    return one.id == two.id if one and two else fold(name).lower() == fold(other).lower()


def _parts(name: str) -> list[str]:
    """The names in a phrase that names several (路透社和法新社); what names nobody is left out."""
    if names_nobody(name):
        return []
    parts = [part.strip() for part in _AND.split(name) if part and part.strip()]
    if len(parts) > 1 and all(by_name(part) or names_nobody(part) for part in parts):
        return [part for part in parts if not names_nobody(part)]
    return [name]


def names_nobody(name: str) -> bool:
    """日媒, 该报, media: words that stand where a name stands."""
    folded = fold(name).lower().strip()
    if by_name(name):
        return False
    nobody = _listed("nobody.txt")
    parts = [part.strip() for part in _AND.split(folded) if part and part.strip()]
    return all(part in nobody or bool(_NOBODY.search(part)) for part in parts or [folded])


@cache
def _listed(name: str) -> frozenset[str]:
    lines = files("suyuan.link").joinpath(f"data/{name}").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line).lower() for line in lines if line and not line.startswith("#"))


# ------------------------------------------------------------------ which voices are one


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
                if i not in words or j not in words or _one_passage(words[i], words[j]):
                    found.append((j, i))
    return found


def _one_passage(one: frozenset[str], two: frozenset[str]) -> bool:
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
