"""One person under two names: the same original in parentheses (（Robert Aalto）), or the same sentence in a copy."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from suyuan.link.differences import Difference, Side
from suyuan.model import Article, DiscrepancyNature, Mention, Span
from suyuan.text.fold import fold
from suyuan.text.sentences import sentences

_ORIGINAL = re.compile(r"\s?[（(]\s?([A-Z][A-Za-zÀ-ÿ.’'\- ]{3,40}?)\s?[,，）)]")
_PARTS = re.compile(r"[·‧・•.\-\s＝=]+")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
# Copies share a sentence when everything but the name is the same; so many characters of it must be.
CONTEXT = 12
# Articles that name one person and are compared with each other.
COMPARED = 60
# How much two spellings say where the original shows that it is one person, and where a copied sentence does.
ORIGINAL_WEIGHT, SENTENCE_WEIGHT = 0.35, 0.8
# Two transliterations of one original share characters or their beginnings; other names (张国威, 张建岗) say more.
OTHER_NAME_WEIGHT = 0.55


def spellings_differ(articles: Sequence[Article]) -> Iterator[Difference]:
    """Persons whom two articles of a story write in different characters, where no table knows both forms.

    What a table knows as two forms of one name (川普, 特朗普) is usage, and belongs to naming.
    """
    original: dict[str, list[tuple[str, Article, Mention]]] = defaultdict(list)
    frames: dict[str, list[tuple[str, Article, Mention]]] = defaultdict(list)
    for article in articles:
        for mention in article.annotations.mentions if article.annotations else ():
            name = article.text[mention.start : mention.end]
            if mention.type != "PERSON" or mention.identity or _LATIN.search(name) or len(name) < 2:
                continue
            printed = _ORIGINAL.match(article.text, mention.end)
            if printed:
                original[_key(printed[1])].append((name, article, mention))
            frame = _frame(article.text, mention)
            if frame:
                frames[frame].append((name, article, mention))
    yield from _pairs(original, ORIGINAL_WEIGHT)
    yield from _pairs(frames, SENTENCE_WEIGHT)


def _key(original: str) -> str:
    """First and last word of the original: middle names are left out now and then."""
    words = original.lower().split()
    return f"{words[0]} {words[-1]}"


def _frame(text: str, mention: Mention) -> str:
    """What stands around a name, CONTEXT characters each way, within its line; nothing where there is less."""
    before, after = text[max(0, mention.start - CONTEXT) : mention.start], text[mention.end : mention.end + CONTEXT]
    if "\n" in before + after or len(before) < CONTEXT or len(after) < CONTEXT:
        return ""
    return fold(f"{before}\n{after}")


def _pairs(groups: dict[str, list[tuple[str, Article, Mention]]], weight: float) -> Iterator[Difference]:
    for key in sorted(groups):
        first_uses = {
            (fold(name), article.id): (name, article, mention) for name, article, mention in groups[key][::-1]
        }
        group = sorted(first_uses.values(), key=lambda found: (found[1].id, found[2].start))[:COMPARED]
        for at, (two, there, second) in enumerate(group):
            for one, here, first in group[:at]:
                if here.id != there.id and _apart(one, two):
                    what = " / ".join(sorted({fold(one), fold(two)}))
                    says = OTHER_NAME_WEIGHT if weight == ORIGINAL_WEIGHT and _unlike(one, two) else weight
                    nature: DiscrepancyNature = "rendering" if says == ORIGINAL_WEIGHT else "contradiction"
                    yield Difference("name", what, _side(one, here, first), _side(two, there, second), says, nature)


def _apart(one: str, two: str) -> bool:
    """Whether two forms are different names of alike length, and not the full and the short form of one."""
    first, second = (_PARTS.split(fold(name))[-1] for name in (one, two))
    if first == second or fold(one) in fold(two) or fold(two) in fold(one):
        return False
    return bool(set(first) & set(second)) and abs(len(first) - len(second)) <= 1


def _unlike(one: str, two: str) -> bool:
    """Whether two full Chinese names share the surname alone: a Chinese name has two or three characters."""
    return len(one) == len(two) == 3 and one[0] == two[0] and not set(one[1:]) & set(two[1:])


def _side(name: str, article: Article, mention: Mention) -> Side:
    return Side(name, article.id, _sentence(article.text, mention.start), mention.start)


def _sentence(text: str, place: int) -> Span:
    return next((s for s in sentences(text) if s[0] <= place < s[1]), (place, place))
