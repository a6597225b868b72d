"""Claims: statements in several articles that say the same thing, and how many independent origins they have.

Wording is compared after folding, weighted by how rare it is among all statements. Polarity is kept apart: a denial of
a claim is a claim of its own that contradicts the first. One statement can be said once and printed twenty times, so
what is counted is not statements but origins (`suyuan.link.origins`).
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from suyuan.link.clustering import average_link
from suyuan.link.features import bag, cosines
from suyuan.link.origins import Copies, Said, copies_among, origins
from suyuan.link.wording import vector, weights
from suyuan.model import Article, Claim, Reuse
from suyuan.text.fold import fold

__all__ = ["Said", "claim_of", "claims", "denies", "negative"]

# Average cosine of the contents in a claim; a shared speaker lowers what is asked for, fitted on news statements.
THRESHOLD = 0.42
SPEAKER_BONUS = 0.12
# Shorter contents (a word in quotation marks) say too little to be compared.
MIN_CONTENT = 8
# Two statements of one page are one claim where they nearly repeat each other.
SAME_PAGE = 0.7
# A denial repeats what it denies.
OPPOSED = 0.5
# A denial is at most so many times as long as what it denies, or the other way round.
DENIAL_LENGTH = 2.0
# So many characters around a word of denial tell what is denied; the other tells it too with this share of the words.
AROUND, AROUND_SHARED = 10, 0.6
_CLAUSE = re.compile(r"[，。；、,;]")
# Characters right behind a word of denial that tell what it denies: 不|确定, not |agree.
HEAD = 2
# A word that more statements than this hold (and than a twentieth of them) aligns nothing and costs most.
COMMON = 40


def claims(articles: Sequence[Article], reuses: Iterable[Reuse] = (), at_least: int = 2) -> list[Claim]:
    """Claims that ``at_least`` so many of these articles carry, and those of fewer that somebody denies in another, in
    the order of their first statements.

    A function of the articles of one story and the reuse links among them alone.
    """
    said = [
        Said(article, statement)
        for article in sorted(articles, key=lambda a: (a.published or "9999", a.id))
        for statement in (article.annotations.statements if article.annotations else ())
    ]
    said = [one for one in said if len(one.content) >= MIN_CONTENT]
    likeness = _likeness(said)
    polarities = [polarity(one) for one in said]
    denying = [negative(one) for one in said]
    differ = {pair for pair in likeness if denying[pair[0]] != denying[pair[1]]}
    opposite = {pair for pair in differ if opposed(polarities[pair[0]], polarities[pair[1]])}
    alike = {pair: value for pair, value in likeness.items() if pair not in differ}
    groups = average_link(len(said), alike, THRESHOLD)
    opposed_pairs = [pair for pair in sorted(opposite) if likeness[pair] >= OPPOSED and _answers(said, pair)]
    against = _contradicting(groups, opposed_pairs, said)
    kept = [g for g, group in enumerate(groups) if g in against or len({said[i].article.id for i in group}) >= at_least]
    copies = copies_among(reuses)
    made = {g: claim_of([said[i] for i in groups[g]], copies) for g in kept}
    return [replace(made[g], contradicts=tuple(made[o].id for o in sorted(against[g]))) for g in kept]


def _likeness(said: Sequence[Said]) -> dict[tuple[int, int], float]:
    speakers = [{fold(name) for name in one.statement.speaker.names} for one in said]
    contents = [one.content for one in said]
    weighed = weights(contents)
    return {
        (i, j): min(1.0, value + (SPEAKER_BONUS if speakers[i] & speakers[j] else 0.0))
        for (i, j), value in cosines(
            [vector(content, weighed) for content in contents], max(COMMON, len(said) // 20)
        ).items()
        if value >= (THRESHOLD / 2 if said[i].article.id != said[j].article.id else SAME_PAGE)
    }


@cache
def _negations() -> tuple[re.Pattern[str], frozenset[str]]:
    """What finds the words of denial and the words that only look like one, the longer first; and the latter."""
    lines = files("suyuan.link").joinpath("data/negations.txt").read_text(encoding="utf-8").splitlines()
    words = [fold(line) for line in lines if line and not line.startswith("#")]
    idle = frozenset(word[1:] for word in words if word.startswith("="))
    longest = sorted((word.removeprefix("=") for word in words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), idle


def negative(one: Said) -> bool:
    """Whether an odd number of negations stands in content and cue: 否认将会 denies, 否认不会 affirms."""
    return _odd(one.content) != denies(one)


def denies(one: Said) -> bool:
    """Whether the cue itself denies what is told: 高岩否认港口已出租 says nothing but that it is not so."""
    return one.statement.cue is not None and _odd(one.article.text[slice(*one.statement.cue)])


def _odd(text: str) -> bool:
    pattern, idle = _negations()
    return sum(found.group() not in idle for found in pattern.finditer(fold(text).lower())) % 2 == 1


@dataclass(frozen=True, slots=True)
class Polarity:
    """``cue``: whether the cue itself denies; ``denied``: for each word of denial in the content what it stands before
    and the words around it; ``words``: all words of the content."""

    cue: bool
    denied: tuple[tuple[str, frozenset[str]], ...]
    words: frozenset[str]


def polarity(one: Said) -> Polarity:
    """What a statement denies, so that it can be held against another."""
    text = fold(one.content).lower()
    pattern, idle = _negations()
    denied = []
    for found in pattern.finditer(text):
        if found.group() not in idle:
            start, end = found.span()
            before = _CLAUSE.split(text[max(0, start - AROUND) : start])[-1]
            after = _CLAUSE.split(text[end : end + AROUND])[0]
            around = frozenset(bag(f"{before} {after}"))
            denied.append((text[end:].lstrip()[:HEAD], around))
    return Polarity(denies(one), tuple(denied), frozenset(bag(text)))


def opposed(one: Polarity, two: Polarity) -> bool:
    """Whether one statement denies what the other says.

    A word of denial tells only where the words around it are the other's too: 贸易战没有赢家，保护主义没有出路 does not
    deny 贸易战没有赢家. What both deny (没有赢家) cancels out, and 否认将会 is no denial of 不会.
    """
    return (_lone(one, two) + _lone(two, one) + one.cue + two.cue) % 2 == 1


def _lone(one: Polarity, two: Polarity) -> int:
    """How many words of denial in one deny what the other tells and does not deny."""
    heads = {head for head, _ in two.denied}
    return sum(
        head not in heads and bool(around) and len(around & two.words) >= AROUND_SHARED * len(around)
        for head, around in one.denied
    )


def _answers(said: Sequence[Said], pair: tuple[int, int]) -> bool:
    """Whether two opposed statements are somebody's denial of another: alike in length too, for a long one may deny
    something else."""
    one, two = (said[i] for i in pair)
    if one.article.id == two.article.id:
        return False
    short, long = sorted(len(said[i].content) for i in pair)
    return long <= DENIAL_LENGTH * short


def claim_of(members: Sequence[Said], copies: Copies, scope: str = "") -> Claim:
    """The claim that statements, in the order of their articles, make; claims of one ``scope`` share none of them."""
    variants = tuple(dict.fromkeys(one.content for one in members))
    ids = tuple(one.id for one in members)
    key = hashlib.sha256(f"{scope}{ids[0]}".encode()).hexdigest()[:12]
    return Claim(key, ids, origins(members, copies).origins, variants)


def _contradicting(
    groups: Sequence[Sequence[int]], opposed: Iterable[tuple[int, int]], said: Sequence[Said]
) -> dict[int, set[int]]:
    """Group → the groups of opposite polarity whose wording is alike."""
    of = {i: g for g, group in enumerate(groups) for i in group}
    against: dict[int, set[int]] = defaultdict(set)
    for i, j in opposed:
        a, b = of.get(i), of.get(j)
        if a is None or b is None or a == b or _one_sentence(groups[a], groups[b], said):
            continue
        # Nobody denies himself: two translations of one remark.
        if not _speakers(groups[a], said) & _speakers(groups[b], said):
            against[a].add(b)
            against[b].add(a)
    return against


def _speakers(group: Sequence[int], said: Sequence[Said]) -> set[str]:
    return {fold(name) for i in group for name in said[i].statement.speaker.names}


def _one_sentence(one: Sequence[int], two: Sequence[int], said: Sequence[Said]) -> bool:
    """Whether a page has both in the same words: 港口从未有过要求检查的规定 does not deny the part 要求检查的规定.

    But 外长否认报纸所说的港口将关闭 denies what is said inside it.
    """
    held: dict[str, list[Said]] = defaultdict(list)
    for i in one:
        held[said[i].article.id].append(said[i])
    return any(
        start < stop and begin < end and denies(said[j]) == denies(other)
        for j in two
        for other in held.get(said[j].article.id, ())
        for start, end in said[j].statement.content
        for begin, stop in other.statement.content
    )
