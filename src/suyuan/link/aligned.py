"""Figures that exclude each other: the same thing told with different numbers, days, deadlines or statuses.

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

from suyuan.link.differences import Difference, Side
from suyuan.link.features import cosines, day_of
from suyuan.link.figures import Figure, Told, told
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
# A day that is further off is another occasion; a number so many times as large counts something else.
OCCASION_DAYS, RATIO = 4, 5.0
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
# Tallies and shares move: reports further apart in days than this tell of a later state, unless one copies the other.
# A sum of money that is promised stays for a while.
TALLY_DAYS, MONEY_DAYS = 0, 5
# Money and measures differ by rounding; below this ratio two values are one.
ROUNDING, ROUND_YEARS = 0.02, 0.1
# A word that more sentences of a story hold than this aligns nothing and costs most.
COMMON_SENTENCES = 400
# What was said on a day is the same remark only where the rest of the two sentences is this much alike.
REMARK = 0.25
# Who meets whom: two meetings of the same days are one only where their parties are.
_MEETINGS = frozenset({"day:summit"})
PARTIES = 0.5
_DENIAL = re.compile(r"[不没未勿莫]|\bnot\b|n't")
_THREE = re.compile(r"三国|三方|三边|trilateral")
# Reports of a deadline that is not set yet are of one moment only for so many days.
DEADLINE_DAYS = 7
# From this sum of both cosines on, two sentences surely tell of the same figure.
SURE = 0.8
# Fields of which an article holds many, so that another figure elsewhere in it tells nothing.
_MANY = frozenset({"status"})
_TERMS = frozenset({"deadline", "duration"})
# How much a difference in each field says.
_WEIGHT = {"date": 0.8, "deadline": 0.8, "duration": 0.8, "count": 0.9, "amount": 0.9, "status": 0.9}


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
        yield Difference(a.field, a.key, *sides, sure * _WEIGHT[a.field])


def _side(sentence: Told, figure: Figure) -> Side:
    term = f"{figure.low:g}..{figure.high:g}" if figure.field in _TERMS else ""
    return Side(figure.shown, sentence.article.id, sentence.span, figure.span[0], term)


def conflicts(pile: Sequence[Told], weighed: Mapping[str, float]) -> list[Conflict]:
    """Every pair of figures in the sentences of a story that exclude each other, the strongest first."""
    likeness = cosines([vector(s.words, weighed) for s in pile], COMMON_SENTENCES)
    copied = Counter(
        (min(a, b), max(a, b))
        for (i, j), value in likeness.items()
        if value >= COPIED and (a := pile[i].article.id) != (b := pile[j].article.id)
    )
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
        copies = copied[pair] >= COPIED_SENTENCES and _apart(one, two) <= COPY_DAYS
        voice = not copies and _one_voice(one.article, two.article)
        related = _Related(value, copies and value >= COPIED, copies or _one_matter(one, two, value), voice)
        for conflict in _between(one, two, related, weighed):
            # An article that gives the other's figure too counts two things with them: 出生38万人, 死亡66万人.
            (here, ours), (there, theirs) = conflict.a, conflict.b
            both = any(_compatible(f, theirs) for f in known[here.article.id, ours.key]) or any(
                _compatible(f, ours) for f in known[there.article.id, theirs.key]
            )
            if not both or ours.field in _MANY or ours.key in LOOSE_DAYS or _slip(ours, theirs):
                found.append(conflict)
    return sorted(found, key=lambda c: (-c.strength, c.a[0].article.id, c.a[1].span, c.b[0].article.id, c.b[1].span))


@dataclass(frozen=True, slots=True)
class _Related:
    """How two sentences hang together: how alike they are without their figures, whether they are copies, of one
    matter, of one outlet that may correct itself."""

    value: float
    copies: bool
    matter: bool
    voice: bool


def _between(one: Told, two: Told, related: _Related, weighed: Mapping[str, float]) -> Iterator[Conflict]:
    for a in one.figures:
        theirs = [f for f in two.figures if f.key == a.key]
        ours = [f for f in one.figures if f.key == a.key]
        # A sentence that gives our figure too agrees, whatever else of the kind it counts.
        if not theirs or any(_compatible(a, f) for f in theirs):
            continue
        beside = {f: cosine(vector(a.beside, weighed), vector(f.beside, weighed)) for f in theirs}
        b = max(theirs, key=lambda f: (beside[f], -f.span[0]))
        if any(_compatible(b, f) for f in ours):
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
    if related.voice or not _one_state(one, two, a, b, related.copies):
        return 0.0
    if a.field in _TERMS:
        # 2025年之前不要移除 is no report that it is to be removed by then.
        denied = bool(_DENIAL.search(a.beside)) != bool(_DENIAL.search(b.beside))
        same = value >= ALIGNED and beside >= (SAME_ACT if related.matter else SURE_ACT)
        return strength if same and not denied and _one_size(a, b) else 0.0
    if not related.matter or (a.field == "date" and not _one_day(one, two, a, b, value)):
        return 0.0
    if not related.copies and not _one_size(a, b):
        return 0.0
    if value >= ALIGNED and beside >= BESIDE and strength >= STRONG:
        return strength
    return FRAME_STRENGTH + value if _framed(one, two, a, b) else 0.0


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
    if a.field != "date" or a.key in LOOSE_DAYS:
        return False
    apart = a.near and b.near and not a.near & b.near
    return not apart and bool(one.persons & two.persons) and len(one.names & two.names) > 1


def _one_day(one: Told, two: Told, a: Figure, b: Figure, value: float) -> bool:
    """Whether two days may be of one thing: neither sentence tells of the other's day too, in whatever words (隔天), a
    remark is the same remark, a meeting has the same parties (日美首脑会谈 is not 日美菲首脑会谈)."""
    if a.low in two.days or b.low in one.days:
        return False
    if a.key == "day:speech":
        return value >= REMARK
    if a.key not in _MEETINGS:
        return True
    if bool(_THREE.search(fold(one.words).lower())) != bool(_THREE.search(fold(two.words).lower())):
        return False
    few = min(len(one.persons), len(two.persons)) < 2
    return few or len(one.persons & two.persons) >= PARTIES * len(one.persons | two.persons)


def _one_size(a: Figure, b: Figure) -> bool:
    if a.field == "date":
        return abs(a.low - b.low) <= OCCASION_DAYS
    if a.field in ("status", "deadline"):
        return True
    low, high = sorted((abs(a.low), abs(b.low)))
    return low > 0 and high / low <= RATIO


def _compatible(a: Figure, b: Figure) -> bool:
    # An age is told in whole years, a sum of money in rounded ones.
    slack = ROUNDING * max(abs(a.low), abs(b.low)) if a.key.startswith("money") else 0.0
    if a.field == "duration" and (a.low % 10 == 0 or b.low % 10 == 0):
        slack = ROUND_YEARS * max(a.low, b.low)  # 60年来, 64年来
    return a.low <= b.high + slack and b.low <= a.high + slack


def _one_state(one: Told, two: Told, a: Figure, b: Figure, copies: bool) -> bool:
    """Whether two reports tell of the same state of things, so that a difference is one of report and not of time."""
    apart = _apart(one, two)
    if a.field == "date":
        # Each page tells of its own day: two days of a series, or one word read from two pages.
        own_day = apart and a.offset == b.offset and abs(a.offset or 0) <= 1
        return not own_day and fold(a.surface) != fold(b.surface)
    if a.field == "status":
        return True
    if a.field == "deadline":
        return copies or apart <= DEADLINE_DAYS
    return copies or apart <= (MONEY_DAYS if a.key.startswith("money") else TALLY_DAYS)


def _apart(one: Told, two: Told) -> int:
    """Days between two articles; 0 where one of them has no day."""
    a, b = day_of(one.article), day_of(two.article)
    return abs(a - b) if a is not None and b is not None else 0
