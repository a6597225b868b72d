"""Claims: statements in several articles that say the same thing, and how many independent origins they have.

Wording is compared after folding, weighted by how rare it is among all statements. Polarity is kept apart: a denial of
a claim is a claim of its own that contradicts the first. One statement can be said once and printed twenty times, so
what is counted is not statements but roots: the speaker where somebody stands by name for the words, the first relay
where the speaker is anonymous, and pages that copy each other are one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from suyuan.link.clustering import average_link
from suyuan.link.features import bag, cosines, vectors
from suyuan.model import Article, Claim, Origins, Reuse, Statement
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold

# Average cosine of the contents in a claim; a shared speaker lowers what is asked for, fitted on news statements.
THRESHOLD = 0.42
SPEAKER_BONUS = 0.12
# Shorter contents (a word in quotation marks) say too little to be compared.
MIN_CONTENT = 8
# Speakers that stand for their words by name; an anonymous one is answered for by who relays it.
_STANDING = frozenset({"named", "collective", "document", "outlet"})
# Two statements of articles that copy each other are one where the longer shares so much of its words.
SAME_WORDS = 0.6
# Reuse types that do not make pages one origin.
NOT_A_COPY = {"formula", "common_quote"}


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


def claims(articles: Sequence[Article], reuses: Iterable[Reuse] = (), at_least: int = 2) -> list[Claim]:
    """Claims that ``at_least`` so many articles carry, in the order of their first statements."""
    said = [
        Said(article, statement)
        for article in sorted(articles, key=lambda a: (a.published or "9999", a.id))
        for statement in (article.annotations.statements if article.annotations else ())
    ]
    said = [one for one in said if len(one.content) >= MIN_CONTENT]
    likeness = _likeness(said)
    negative = [_negative(one) for one in said]
    alike = {pair: value for pair, value in likeness.items() if negative[pair[0]] == negative[pair[1]]}
    groups = [g for g in average_link(len(said), alike, THRESHOLD) if len({said[i].article.id for i in g}) >= at_least]
    copies = copies_of(reuses)
    made = [_claim([said[i] for i in group], copies) for group in groups]
    return _contradicting(made, groups, likeness)


def _likeness(said: Sequence[Said]) -> dict[tuple[int, int], float]:
    speakers = [{fold(name) for name in one.statement.speaker.names} for one in said]
    return {
        (i, j): min(1.0, value + (SPEAKER_BONUS if speakers[i] & speakers[j] else 0.0))
        for (i, j), value in cosines(vectors([one.content for one in said], max(40, len(said) // 20))).items()
        if value >= THRESHOLD / 2 and said[i].article.id != said[j].article.id
    }


@cache
def _negations() -> tuple[str, ...]:
    lines = files("suyuan.link").joinpath("data/negations.txt").read_text(encoding="utf-8").splitlines()
    return tuple(fold(line) for line in lines if line and not line.startswith("#"))


def _negative(one: Said) -> bool:
    """Whether an odd number of negations stands in content and cue: 否认将会 denies, 否认不会 affirms."""
    text = one.content
    if one.statement.cue:
        text += " " + one.article.text[slice(*one.statement.cue)]
    folded = fold(text).lower()
    return sum(folded.count(word) for word in _negations()) % 2 == 1


def _claim(members: Sequence[Said], copies: dict[str, str]) -> Claim:
    variants = tuple(dict.fromkeys(one.content for one in members))
    ids = tuple(one.id for one in members)
    return Claim(hashlib.sha256(ids[0].encode()).hexdigest()[:12], ids, origins(members, copies), variants)


def origins(members: Sequence[Said], copies: dict[str, str]) -> Origins:
    """Roots left when statements of one speaker, one relay or one passage that was copied are taken together.

    Articles that copy each other are one voice in what they share: two of their statements are one where the words are
    alike. What one article relays from two sources stays two.
    ``certain`` counts the roots that the text names; a group whose only root is an unnamed page might hang on one of
    the others, so it counts as ``possible`` only.
    """
    groups = list(range(len(members)))  # union-find over statements

    def find(i: int) -> int:
        while groups[i] != i:
            groups[i] = groups[groups[i]]
            i = groups[i]
        return i

    def join(i: int, j: int) -> None:
        a, b = sorted((find(i), find(j)))
        groups[b] = a

    names = [root_name(one) for one in members]
    first: dict[str, int] = {}
    families: dict[str, list[int]] = defaultdict(list)
    for i, (one, name) in enumerate(zip(members, names, strict=True)):
        if name is not None:
            join(first.setdefault(_root_key(name), i), i)
        families[copies.get(one.article.id, one.article.id)].append(i)
    words = [frozenset(bag(one.content)) for one in members]
    for family in families.values():
        for at, i in enumerate(family):
            for j in family[:at]:
                if _one_passage(members[i], members[j], words[i], words[j]):
                    join(i, j)
    named: dict[int, set[str]] = defaultdict(set)
    for i, name in enumerate(names):
        named[find(i)] |= {name} if name else set()
    certain = sum(bool(found) for found in named.values())
    roots = sorted("/".join(sorted(_one_form(found))) for found in named.values() if found)
    return Origins(max(1, certain), max(1, len(named)), tuple(roots))


def _one_passage(a: Said, b: Said, words_a: frozenset[str], words_b: frozenset[str]) -> bool:
    alike = len(words_a & words_b) >= SAME_WORDS * max(1, len(words_a), len(words_b))
    return alike and a.article.id != b.article.id


def _root_key(name: str) -> str:
    """One key for the names of one outlet (彭博社, 彭博新闻社)."""
    info = by_name(name)
    return f"outlet:{info.id}" if info else fold(name)


def _one_form(names: set[str]) -> list[str]:
    """One printed form of each root: the shortest, 科尔蒙 before 科爾蒙."""
    forms: dict[str, str] = {}
    for name in sorted(names, key=lambda n: (len(n), n)):
        forms.setdefault(_root_key(name), name)
    return list(forms.values())


def root_name(one: Said) -> str | None:
    """Who answers for a statement: a speaker with a name, else the first relay, else the outlet that reports it."""
    statement = one.statement
    if statement.speaker.type in _STANDING and statement.speaker.names:
        return "、".join(sorted(statement.speaker.names))
    if statement.channel:
        return statement.channel[0].name
    return one.article.outlet.name if one.article.outlet else None


def copies_of(reuses: Iterable[Reuse]) -> dict[str, str]:
    """Article → the smallest id of its family of copies."""
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while root.setdefault(key, key) != key:
            key = root[key]
        return key

    for reuse in reuses:
        if reuse.type not in NOT_A_COPY:
            a, b = sorted((find(reuse.a), find(reuse.b)))
            root[b] = a
    return {key: find(key) for key in list(root)}


def _contradicting(
    made: Sequence[Claim], groups: Sequence[Sequence[int]], likeness: dict[tuple[int, int], float]
) -> list[Claim]:
    """Link claims of opposite polarity whose wording is alike."""
    of = {i: g for g, group in enumerate(groups) for i in group}
    against: dict[int, set[int]] = defaultdict(set)
    for (i, j), value in likeness.items():
        a, b = of.get(i), of.get(j)
        if a is not None and b is not None and a != b and value >= THRESHOLD:
            against[a].add(b)
            against[b].add(a)
    return [
        Claim(c.id, c.statements, c.origins, c.variants, tuple(made[k].id for k in sorted(against[g])))
        for g, c in enumerate(made)
    ]
