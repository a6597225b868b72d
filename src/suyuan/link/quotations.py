"""One utterance as different pages print it between quotation marks: other words, or another speaker.

Quotations are cut into sentences, so that a page that quotes only a part is not compared with what it left out, and
two sentences are one utterance where they share most of their characters and their speaker. A copy's slip of the pen
is left out; a denial, a number or a clause that is there in one and not in the other is not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from suyuan.link.differences import Difference, Side
from suyuan.model import Article, DiscrepancyNature, Span, Statement
from suyuan.text.fold import fold

_QUOTED = re.compile(r"[“「『]([^“”「」『』\n]{8,600})[”」』]|\"([^\"\n]{8,600})\"")
_PIECE = re.compile(r"[^。！？!?；;…]+")
_IGNORED = re.compile(r"[\W_]+")
_DENIAL = re.compile(r"[不没未无非别勿]|\b(?:not|no|never)\b|n't")
_NUMBER = re.compile(r"\d[\d.,]*|[一二三四五六七八九十百千万亿两]{2,}")
# Characters a piece must have to be compared; the share of bigrams that two renderings of one remark have in common,
# and two printings of one text at least; the share of its characters that one text keeps in two printings.
PIECE, ALIKE, NEAR, SAME = 10, 0.5, 0.7, 0.88
# Whose words they are can only differ where they are the same words.
WHOSE = 0.9
SPEAKER_WEIGHT = 0.7
# So far beside a quotation another who may have said it is looked for.
NEAR_WORDS = 200
# How much a denial or a number says that one printing of a remark lacks, and other words in it.
DENIED, RENDERED = 0.8, 0.6
# What is left of two texts without their denials must be alike to this share for one to deny the other.
BARE = 0.97
# From this share of the shorter on, it is the longer one quoted in part.
PART = 0.97
# Characters put in or left out that are more than a slip.
CLAUSE = 4
# A bigram in more pieces than this finds no partner.
COMMON = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence between quotation marks; ``words`` is its folded text without marks."""

    article: Article
    span: Span
    words: str
    bigrams: Counter[str]
    speakers: frozenset[str]
    named: bool


def quotations_differ(articles: Sequence[Article], copies: Mapping[str, str]) -> Iterator[Difference]:
    """Quotations of one speaker that two articles of a story print in different words, or of two speakers in the same.

    ``copies`` tells the families of copies: what a copy changed is told by its edits (`suyuan.link.alterations`).
    """
    pieces = [piece for article in articles for piece in _pieces(article)]
    printed: dict[str, set[str]] = defaultdict(set)
    for piece in pieces:
        printed[piece.article.id].add(piece.words)
    for i, j, alike in _pairs(pieces):
        one, two = pieces[i], pieces[j]
        a, b = one.article.id, two.article.id
        copy = copies.get(a, a) == copies.get(b, b)
        if not one.speakers & two.speakers:
            if alike >= WHOSE and _two_persons(one, two, copy):
                a_side, b_side = (_side(piece, "、".join(sorted(piece.speakers))) for piece in (one, two))
                yield Difference("speaker", "who said it", a_side, b_side, SPEAKER_WEIGHT)
            continue
        if copy:
            continue
        if _in_part(one, two):
            continue
        # A page that prints both has two remarks.
        if two.words in printed[a] or one.words in printed[b]:
            continue
        nature: DiscrepancyNature
        matched = SequenceMatcher(None, one.words, two.words, autojunk=False)
        if alike >= NEAR and matched.ratio() >= SAME:
            weight, nature = _changed(one.words, two.words, matched)
        else:
            # Two translations of one remark: the less alike, the less sure that it is one.
            weight, nature = RENDERED * alike, "rendering"
        if weight:
            who = "、".join(sorted(one.speakers & two.speakers))
            yield Difference("wording", who, _side(one), _side(two), weight, nature)


def _side(piece: Piece, value: str | None = None) -> Side:
    words = piece.article.text[slice(*piece.span)]
    return Side(value or words, piece.article.id, piece.span, piece.span[0])


def _in_part(one: Piece, two: Piece) -> bool:
    """Whether one piece is the other, or the other quoted in part."""
    common = (one.bigrams & two.bigrams).total()
    return common >= PART * min(one.bigrams.total(), two.bigrams.total())


def _two_persons(one: Piece, two: Piece, copy: bool) -> bool:
    """Whether both pages name one person for the words, and names without a character in common."""
    names = [next(iter(piece.speakers)) for piece in (one, two) if piece.named and len(piece.speakers) == 1]
    if len(names) < 2 or names[0] in names[1] or names[1] in names[0]:
        return False
    if not all(map(str.isascii, names)) and set(names[0]) & set(names[1]):
        return False
    # A page that names both beside the words may only be read wrongly; so may a copy that names both anywhere.
    reach = len(one.article.text) + len(two.article.text) if copy else NEAR_WORDS
    return not (_beside(one, names[1], reach) or _beside(two, names[0], reach))


def _beside(piece: Piece, name: str, reach: int) -> bool:
    start, end = piece.span
    return name in fold(piece.article.text[max(0, start - reach) : end + reach]).lower()


def _pieces(article: Article) -> Iterator[Piece]:
    statements = article.annotations.statements if article.annotations else ()
    for quoted in _QUOTED.finditer(article.text):
        start, end = quoted.span(quoted.lastindex or 1)
        inner = (start, start + len(article.text[start:end].rstrip(",.，。 ")))
        speakers, named = _speakers(statements, inner)
        if not speakers:
            continue
        for found in _PIECE.finditer(article.text, *inner):
            words = _IGNORED.sub("", fold(found.group()).lower())
            if len(words) >= PIECE:
                yield Piece(article, found.span(), words, Counter(map("".join, pairwise(words))), speakers, named)


def _speakers(statements: Iterable[Statement], span: Span) -> tuple[frozenset[str], bool]:
    """Who speaks the words: of the statements that hold them, the innermost; and whether that is a person by name."""
    holding = [
        statement
        for statement in statements
        if statement.speaker.names and any(start <= span[0] and span[1] <= end for start, end in statement.content)
    ]
    if not holding:
        return frozenset(), False
    inner = min(holding, key=lambda s: (sum(end - start for start, end in s.content), s.id))
    return frozenset(_family(name) for name in inner.speaker.names), inner.speaker.type == "named"


def _family(name: str) -> str:
    """罗维 of 丹·罗维: reports name in full or by the last part."""
    return re.split(r"[·‧・•.\s]", fold(name).lower().strip())[-1]


def _pairs(pieces: Sequence[Piece]) -> Iterator[tuple[int, int, float]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for j, piece in enumerate(pieces):
        shared: Counter[int] = Counter()
        for bigram in sorted(piece.bigrams):
            if len(holders[bigram]) <= COMMON:
                shared.update(holders[bigram])
                holders[bigram].append(j)
        for i in sorted(shared):
            if pieces[i].article.id == piece.article.id or shared[i] * 3 < len(piece.bigrams):
                continue
            common = sum((pieces[i].bigrams & piece.bigrams).values())
            alike = 2 * common / (pieces[i].bigrams.total() + piece.bigrams.total())
            if alike >= ALIKE:
                yield i, j, alike


def _changed(one: str, two: str, matched: SequenceMatcher[str]) -> tuple[float, DiscrepancyNature]:
    """How much it says that one text is printed in two ways, and what it is: nothing where only a character slipped."""
    if len(_DENIAL.findall(one)) != len(_DENIAL.findall(two)):
        # Without the denial the two must be the same: 不是容易的决定 and 是艰难的决定 do not deny each other.
        bare = (_DENIAL.sub("", one), _DENIAL.sub("", two))
        denied = SequenceMatcher(None, *bare, autojunk=False).ratio() >= BARE
        return (DENIED if denied else 0.0), "contradiction"
    if sorted(_NUMBER.findall(one)) != sorted(_NUMBER.findall(two)):
        return DENIED, "contradiction"
    edits = matched.get_opcodes()
    longest = max((max(b - a, d - c) for tag, a, b, c, d in edits if tag != "equal"), default=0)
    return (RENDERED if longest >= CLAUSE else 0.0), "rendering"
