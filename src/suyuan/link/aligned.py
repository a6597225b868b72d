"""Figures that exclude each other: the same thing told with another number, day, deadline, status, rank or place.

Sentences of different articles of one story are aligned by their wording without the figures, and the figures in them
by what stands beside them. What only looks like a difference is left out: a tally that grew between two days, a day
that each page counts from its own, a copy that prints 今天 a day later.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from suyuan.link.across import likeness_across
from suyuan.link.differences import Difference, Side
from suyuan.link.exclusions import SAME_SENTENCE, TERMS, Moment, compatible, one_size, one_speaker
from suyuan.link.features import bag, cosines
from suyuan.link.sentence import Figure
from suyuan.link.told import Told, told
from suyuan.link.wording import cosine, vector, weights
from suyuan.model import Article
from suyuan.text.fold import fold

# Cosine of two sentences without their figures, and of the words beside two figures, from which they speak of the same
# thing; the sum of both must reach STRONG.
ALIGNED, BESIDE, STRONG = 0.1, 0.1, 0.5
# Of deadlines and lengths of time the same is to be done by then, in the words that follow them.
# Where the sentences name nobody in common, more is asked.
SAME_ACT, SURE_ACT = 0.25, 0.45
# One numeral with two units of ten is a slip of one of them where sentences and the words beside are so much alike.
SLIPPED, SLIPPED_BESIDE = 0.25, 0.1
# The same persons on the same occasion (岸田 … 访美) are the same matter in any words; such a pair starts from here.
FRAMED, FRAME_STRENGTH = 0.05, 0.6
# From here two sentences are one formula.
FORMULA = 0.5
# The smaller set of names in two sentences must share this much with the other.
SHARED_NAMES = 0.5
# Two sentences as near as this are one sentence, copied; so many of them make two articles copies.
COPIED, COPIED_SENTENCES = 0.8, 3
# A copy comes within days; later, the same sentences are a house formula.
COPY_DAYS = 7
# Days of saying and printing, which every article holds many of: that another stands elsewhere tells nothing.
LOOSE_DAYS = frozenset({"day:", "day:speech", "day:release"})
# A word that more sentences of a story hold than this aligns nothing and costs most.
COMMON_SENTENCES = 400
# What was said on a day is the same remark only where the rest of the two sentences is this much alike.
REMARK = 0.25
# Pairs of characters that two quotations of one remark share at least, and as a share of the shorter.
QUOTED, QUOTED_ALIKE = 5, 0.8
# Who meets whom: two meetings of the same days are one only where their parties are.
_MEETINGS = frozenset({"day:summit"})
PARTIES = 0.5
_DENIAL = re.compile(r"[不没未勿莫]|\bnot\b|n't")
_THREE = re.compile(r"三国|三方|三边|trilateral")
# From this sum of both cosines on, two sentences surely tell of the same figure.
SURE = 0.8
# Fields of which an article holds many, so that another figure elsewhere in it tells nothing.
_MANY = frozenset({"status"})
# Across alphabets nothing stands beside a figure in the same words; where each sentence has one such figure, this does.
ACROSS_BESIDE = 0.3
# A visit is told of by who makes it; of the other statuses it must be the same that is decided, listed or passed.
_BY_WHO = frozenset({"status:visit"})
# A rank is told of one person by name, a meeting of two or more parties: such a pair is as sure as this.
NAMED, HELD_ALIKE = 0.7, 0.3
# How alike the sentences must be in which a decision stands, and the contents of what is confirmed or denied.
STAGED, SAME_DECISION, ANSWERED = 0.2, 0.5, 0.3
# How much a difference in each field says; a slip says that somebody mistyped.
SLIP_WEIGHT = 0.45
_WEIGHT = {"deadline": 0.8, "duration": 0.8, "date": 0.8, "count": 0.9, "amount": 0.9}
_WEIGHT |= {"status": 0.9, "rank": 0.8, "place": 0.8}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures that exclude each other; ``strength`` 0..2 is how surely they tell of the same thing."""

    a: tuple[Told, Figure]
    b: tuple[Told, Figure]
    strength: float


def figures_differ(articles: Sequence[Article]) -> Iterator[Difference]:
    """The figures in the articles of one story that exclude each other, the strongest first."""
    pile = [sentence for article in articles for sentence in told(article)]
    for found in conflicts(pile, weights(sentence.words for sentence in pile)):
        (one, a), (two, b) = found.a, found.b
        sides = (_side(one, a), _side(two, b))
        sure = min(1.0, found.strength / SURE)
        slip = _slip(a, b)
        weight = SLIP_WEIGHT if slip else _WEIGHT[a.field]
        yield Difference(a.field, a.key, *sides, sure * weight, "slip" if slip else "contradiction")


def _side(sentence: Told, figure: Figure) -> Side:
    term = f"{figure.low:g}..{figure.high:g}" if figure.field in TERMS else ""
    return Side(figure.shown, sentence.article.id, sentence.span, figure.span[0], term)


def conflicts(pile: Sequence[Told], weighed: Mapping[str, float]) -> list[Conflict]:
    """Every pair of figures in the sentences of a story that exclude each other, the strongest first."""
    likeness = cosines([vector(s.words, weighed) for s in pile], COMMON_SENTENCES)
    copied = Counter(
        (min(a, b), max(a, b))
        for (i, j), value in likeness.items()
        if value >= COPIED and (a := pile[i].article.id) != (b := pile[j].article.id)
    )
    across = likeness_across(pile)
    likeness = {**likeness, **across}
    known: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for sentence in pile:
        for figure in sentence.figures:
            known[sentence.article.id, figure.key].append(figure)
    found = []
    for (i, j), value in likeness.items():
        one, two = pile[i], pile[j]
        pair = (min(one.article.id, two.article.id), max(one.article.id, two.article.id))
        if value < FRAMED or pair[0] == pair[1]:
            continue
        copies = copied[pair] >= COPIED_SENTENCES and Moment(one, two, False).apart <= COPY_DAYS
        voice = not copies and _one_voice(one.article, two.article)
        matter = copies or (i, j) in across or _one_matter(one, two, value)
        related = _Related(value, copies and value >= COPIED, matter, voice, (i, j) in across)
        for conflict in _between(one, two, related, weighed):
            # An article that gives the other's figure too counts two things with them: 出生38万人, 死亡66万人.
            (here, ours), (there, theirs) = conflict.a, conflict.b
            both = any(compatible(f, theirs) for f in known[here.article.id, ours.key]) or any(
                compatible(f, ours) for f in known[there.article.id, theirs.key]
            )
            if ours.field == "place":
                both = _told_in(here.article, theirs.surface) or _told_in(there.article, ours.surface)
            if not both or ours.field in _MANY or ours.key in LOOSE_DAYS or _slip(ours, theirs):
                found.append(conflict)
    return sorted(found, key=lambda c: (-c.strength, c.a[0].article.id, c.a[1].span, c.b[0].article.id, c.b[1].span))


@dataclass(frozen=True, slots=True)
class _Related:
    """How two sentences hang together: how alike they are without their figures, whether they are copies, of one
    matter, of one outlet that may correct itself, of two alphabets."""

    value: float
    copies: bool
    matter: bool
    voice: bool
    across: bool


def _between(one: Told, two: Told, related: _Related, weighed: Mapping[str, float]) -> Iterator[Conflict]:
    for a in one.figures:
        theirs = [f for f in two.figures if f.key == a.key]
        ours = [f for f in one.figures if f.key == a.key]
        # A sentence that gives our figure too agrees, whatever else of the kind it counts.
        if not theirs or any(compatible(a, f) for f in theirs):
            continue
        if related.across and (len(theirs) > 1 or len(ours) > 1):
            continue
        beside = {f: _beside(a, f, related, weighed) for f in theirs}
        if len(theirs) == len(ours) == 1 and related.value >= SAME_SENTENCE and a.key not in LOOSE_DAYS:
            # One day of the vote in two sentences so much alike needs no like words beside it.
            beside = {f: max(alike, BESIDE) for f, alike in beside.items()}
        b = max(theirs, key=lambda f: (beside[f], -f.span[0]))
        if any(compatible(b, f) for f in ours):
            continue
        strength = _strength(one, two, a, b, related, beside[b])
        if strength:
            yield Conflict((one, a), (two, b), strength)


def _strength(one: Told, two: Told, a: Figure, b: Figure, related: _Related, beside: float) -> float:
    """How surely two figures tell of one thing, 0 where they may well tell of two."""
    value, strength = related.value, related.value + beside
    if _slip(a, b):
        alike = value >= SLIPPED and beside >= SLIPPED_BESIDE
        return strength if alike and not _one_page(one.article, two.article) else 0.0
    if related.voice or not Moment(one, two, related.copies).same(a, b):
        return 0.0
    if a.field in TERMS:
        # 2025年之前不要移除 is no report that it is to be removed by then.
        denied = bool(_DENIAL.search(a.beside)) != bool(_DENIAL.search(b.beside))
        same = value >= ALIGNED and beside >= (SAME_ACT if related.matter else SURE_ACT)
        return strength if same and not denied and one_size(a, b) else 0.0
    if a.field == "rank":
        return NAMED
    if a.field == "place":
        return NAMED + value if _one_meeting(one, two, a, b, value) else 0.0
    if a.key.startswith("answer:"):
        return strength if beside >= ANSWERED else 0.0
    if a.field == "status" and a.key not in _BY_WHO and beside < SAME_DECISION:
        return 0.0
    if a.key == "stage" and not (value >= STAGED and one.names & two.names and one_speaker(a, b)):
        return 0.0
    if not related.matter or (a.field == "date" and not _one_day(one, two, a, b, value)):
        return 0.0
    fresh = Moment(one, two, related.copies).apart <= 1 and a.key not in ("day:speech", "day:release")
    if not related.copies and not one_size(a, b, value if fresh else 0.0):
        return 0.0
    if value >= ALIGNED and beside >= BESIDE and strength >= STRONG:
        return strength
    return FRAME_STRENGTH + value if _framed(one, two, a, b) else 0.0


def _beside(a: Figure, b: Figure, related: _Related, weighed: Mapping[str, float]) -> float:
    if related.across:
        return ACROSS_BESIDE
    if a.field == "status" and a.key not in _BY_WHO:
        return _shared(a.beside, b.beside, weighed)
    return cosine(vector(a.beside, weighed), vector(b.beside, weighed))


def _shared(one: str, two: str, weighed: Mapping[str, float]) -> float:
    """How much of the shorter act the longer tells too."""
    acts = sorted((bag(one).keys(), bag(two).keys()), key=len)
    total = sum(weighed.get(term, 1.0) for term in acts[0])
    return sum(weighed.get(term, 1.0) for term in acts[0] & acts[1]) / total if total else 0.0


def _one_meeting(one: Told, two: Told, a: Figure, b: Figure, value: float) -> bool:
    """Whether two sentences tell of the same parties, besides the places where each lets them meet; or of one party in
    like words with the same number."""
    shared = (one.names & two.names) - {a.surface, b.surface}
    if len(shared) > 1:
        return True
    numbers = any(
        f.key == g.key and f.low == g.low for f in one.figures for g in two.figures if f.field in ("count", "amount")
    )
    return len(shared) == 1 and value >= HELD_ALIKE and numbers


def _told_in(article: Article, place: str) -> bool:
    return any(m.identity == place for m in (article.annotations.mentions if article.annotations else ()))


def _slip(a: Figure, b: Figure) -> bool:
    """The same numeral with another unit of ten: 2000美元 for 2000亿美元."""
    if a.field not in ("count", "amount") or a.low != a.high or b.low != b.high or min(a.low, b.low) <= 0:
        return False
    power = math.log10(max(a.low, b.low) / min(a.low, b.low))
    return power >= 2 and abs(power - round(power)) < 1e-9 and min(a.low, b.low) >= 10


def _one_page(one: Article, two: Article) -> bool:
    return one.page is not None and two.page is not None and one.page.sha256 == two.page.sha256 != ""


def _one_voice(one: Article, two: Article) -> bool:
    """Items of one bulletin are of different things, and an outlet that tells another figure later corrects itself."""
    return _one_page(one, two) or (
        one.outlet is not None and two.outlet is not None and one.outlet.name == two.outlet.name
    )


def _one_matter(one: Told, two: Told, value: float) -> bool:
    """Not of another of a series (第三届, 第四届), and of the same names where both name any.

    In one formula with other names (a grant to one firm, a grant to another) the names tell the matters apart.
    """
    if one.ordinals and two.ordinals and one.ordinals != two.ordinals:
        return False
    if value >= FORMULA and one.names - two.names and two.names - one.names:
        return False
    fewer = min(len(one.names), len(two.names))
    return not fewer or len(one.names & two.names) >= SHARED_NAMES * fewer


def _framed(one: Told, two: Told, a: Figure, b: Figure) -> bool:
    """The same persons on the same occasion, at the same place where both name one."""
    if a.field == "status":
        return bool(one.persons & two.persons)
    if a.key == "day:speech":
        return bool(one.persons & two.persons) and _quoted_alike(one, two)
    if a.field != "date" or a.key in LOOSE_DAYS:
        return False
    apart = a.near and b.near and not a.near & b.near
    return not apart and bool(one.persons & two.persons) and len(one.names & two.names) > 1


def _quoted_alike(one: Told, two: Told) -> bool:
    """Whether both quote the same words, one perhaps a part of them."""
    few = min(len(one.quoted), len(two.quoted))
    return few >= QUOTED and len(one.quoted & two.quoted) >= QUOTED_ALIKE * few


def _one_day(one: Told, two: Told, a: Figure, b: Figure, value: float) -> bool:
    """Whether two days may be of one thing: neither sentence tells of the other's day too, in whatever words (隔天), a
    remark is the same remark, a meeting has the same parties (日美首脑会谈 is not 日美菲首脑会谈)."""
    if a.low in two.days or b.low in one.days:
        return False
    if a.key == "day:speech":
        return value >= REMARK or _quoted_alike(one, two)
    if a.key not in _MEETINGS:
        return True
    if bool(_THREE.search(fold(one.words).lower())) != bool(_THREE.search(fold(two.words).lower())):
        return False
    few = min(len(one.persons), len(two.persons)) < 2
    return few or len(one.persons & two.persons) >= PARTIES * len(one.persons | two.persons)
