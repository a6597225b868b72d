"""Statements told again: one utterance in articles of different stories, which a shared passage carries along.

Claims are found inside one story (`suyuan.link.claims`). But a page of April that takes over paragraphs of May tells
what was said in May, and belongs to another story. So where two articles of different stories share a passage, the
statements in it that are worded alike are one; families of such pairs are claims over the stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from suyuan.link.claims import MIN_CONTENT, claim_of, negative
from suyuan.link.features import bag
from suyuan.link.origins import Said, copies_among, one_passage
from suyuan.model import Article, Claim, Reuse, Span

# This share of a statement's content must lie in what the articles share.
INSIDE = 0.8
# What more articles share, or more statements tell, is a house's furniture: it is no claim, and following it would cost
# as much as the library is large.
MOST = 200
_SCOPE = "told again:"
Pair = tuple[str, str]


def shares_words(reuse: Reuse) -> bool:
    """Whether what two articles share can carry what somebody said: formulas say nothing."""
    return reuse.type != "formula"


def pairs(one: Article, two: Article, reuse: Reuse) -> list[Pair]:
    """The statements (``article#statement``) of two articles that are one utterance, in what the articles share.

    Each has one partner at most, the nearest in its wording; ``one`` is ``reuse.a``, ``two`` is ``reuse.b``.
    """
    passages = [passage for passage in reuse.passages if passage.type != "formula"]
    ours = _inside(one, [passage.a for passage in passages])
    theirs = _inside(two, [passage.b for passage in passages])
    found: list[Pair] = []
    # What is printed word by word needs no comparing; the rest is little.
    same: dict[str, list[Said]] = defaultdict(list)
    for said in reversed(theirs):
        same[said.content].append(said)
    left = []
    for said in ours:
        if same[said.content]:
            found.append((said.id, same[said.content].pop().id))
        else:
            left.append(said)
    taken = {pair[1] for pair in found}
    return sorted(found + list(_nearest(left, [said for said in theirs if said.id not in taken])))


def _nearest(ours: Sequence[Said], theirs: Sequence[Said]) -> Iterator[Pair]:
    words = [[frozenset(bag(said.content)) for said in side] for side in (ours, theirs)]
    alike = sorted(
        (-len(a & b) / max(1, len(a), len(b)), i, j)
        for i, a in enumerate(words[0])
        for j, b in enumerate(words[1])
        if one_passage(a, b) and negative(ours[i]) == negative(theirs[j])
    )
    done: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in alike:
        if i not in done[0] and j not in done[1]:
            done[0].add(i)
            done[1].add(j)
            yield ours[i].id, theirs[j].id


def _inside(article: Article, shared: Sequence[Span]) -> list[Said]:
    """The statements whose content lies in shared passages."""
    return [
        said
        for said in _statements(article)
        if len(said.content) >= MIN_CONTENT
        and _overlap(said.statement.content, shared) >= INSIDE * sum(b - a for a, b in said.statement.content)
    ]


def _statements(article: Article) -> list[Said]:
    return [Said(article, statement) for statement in (article.annotations.statements if article.annotations else ())]


def _overlap(content: Iterable[Span], shared: Sequence[Span]) -> int:
    return sum(max(0, min(end, b) - max(start, a)) for start, end in content for a, b in shared)


def families(starts: Iterable[str], partners: Callable[[str], Iterable[str]]) -> Iterator[set[str]]:
    """The families of statements, of two or more, that the ``starts`` belong to; those over ``MOST`` are left out."""
    done: set[str] = set()
    large: set[str] = set()
    for start in sorted(set(starts)):
        if start in done:
            continue
        family, waiting = {start}, [start]
        while waiting and len(family) <= MOST and family.isdisjoint(large):
            new = set(partners(waiting.pop())) - family
            family |= new
            waiting += sorted(new)
        done |= family
        if waiting or len(family) > MOST or not family.isdisjoint(large):
            large |= family
        elif len(family) > 1:
            yield family


def told_again(family: Iterable[str], articles: Mapping[str, Article], reuses: Iterable[Reuse]) -> Claim:
    """The claim of a family, from its articles and the reuse among them."""
    wanted = set(family)
    inside = {ref.rpartition("#")[0] for ref in wanted}
    held = (said for key in inside for said in _statements(articles[key]) if said.id in wanted)
    members = sorted(held, key=lambda s: (s.article.published or "9999", s.article.id, s.statement.content, s.id))
    copies = copies_among(r for r in reuses if r.a in inside and r.b in inside)
    # An excerpt may stand alone in the rest; these words are what it took over.
    return claim_of(members, replace(copies, sure=copies.all), _SCOPE)


def retold(articles: Mapping[str, Article], story_of: Mapping[str, str], reuses: Sequence[Reuse]) -> list[Claim]:
    """Claims over stories, from articles by id, their stories and all reuse among them."""
    of: dict[str, list[Reuse]] = defaultdict(list)
    for reuse in reuses:
        of[reuse.a].append(reuse)
        of[reuse.b].append(reuse)
    partners: dict[str, set[str]] = defaultdict(set)
    for reuse in reuses:
        here, there = story_of.get(reuse.a), story_of.get(reuse.b)
        if None in (here, there) or here == there or not shares_words(reuse):
            continue
        if max(len(of[reuse.a]), len(of[reuse.b])) <= MOST:
            for a, b in pairs(articles[reuse.a], articles[reuse.b], reuse):
                partners[a].add(b)
                partners[b].add(a)
    found = []
    for family in families(partners, lambda ref: partners[ref]):
        among = [reuse for key in {ref.rpartition("#")[0] for ref in family} for reuse in of[key]]
        found.append(told_again(family, articles, among))
    return found
