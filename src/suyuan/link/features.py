"""What an article is about, as weighted bags: character bigrams and words of title, lead and body, and the names in it.

Word statistics come from the articles at hand (the live window), not from a frozen corpus: what is common in the pile
says little, whatever it is elsewhere.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suyuan.model import Article
from suyuan.text.fold import fold

# The beginning of a news text carries the matter, the headline rephrases it: a lead counts twice, a title as body.
LEAD_CHARS = 200
BODY_CHARS = 1_000
TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 2.0, 3.0, 1.0
LEAD_NAMES = 1.0
CAPITALS = 1.0
# Shares of words, names and numbers in the likeness of two articles. Chosen on ECB+ (all three parts agree).
WORDS, NAMES, NUMBERS = 0.6, 0.3, 0.1
# Terms kept of each: enough for a long report, few enough that a pair costs little.
TOP_TERMS, TOP_NAMES, TOP_NUMBERS = 150, 60, 40
# A term that more than this share of the pile (and more than a handful of articles) holds joins nothing.
COMMON_SHARE, COMMON_MIN = 0.2, 30
# As if so many articles of other matters stood beside the pile: in a dozen pages about one thing, the words that all
# of them hold are what it is about, not what is common. Without effect on a pile of thousands.
BACKGROUND = 50

_TOKEN = re.compile(r"[a-z]+(?:['’][a-z]+)?|[\u3400-\u9fff]+|\d[\d.,]*")

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_LATIN = re.compile(r"[A-Za-z]+")
# Where a sentence begins, a capital says little: Officials said.
_BEGINS = re.compile(r"(?:^|[.!?:\"“”'‘—–-]) ?$")
# As much of an English word as its forms have in common: polygamy, polygamist; arrests, arrested.
STEM = 6

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse unit vectors, one a row: the terms of row i are ``terms[starts[i]:starts[i + 1]]``, by number."""

    starts: NDArray[np.int64]
    terms: NDArray[np.int32]
    weights: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.starts) - 1


def bag(text: str) -> Counter[str]:
    """Character bigrams of Chinese runs, stems of English words that mean something, numbers; of folded text."""
    counts: Counter[str] = Counter()
    for token in _TOKEN.findall(fold(text).lower()):
        if "\u3400" <= token[0] <= "\u9fff":
            counts.update(token[i : i + 2] for i in range(len(token) - 1))
        elif token not in _stop_words() and len(token := token.partition("'")[0].partition("’")[0]) > 1:
            counts[stem(token)] += 1
    return counts


@cache
def _stop_words() -> frozenset[str]:
    lines = files("suyuan.link").joinpath("data/stopwords_en.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def stem(word: str) -> str:
    """An English word without its endings, roughly: its first letters, so that announced and announcing meet."""
    return word[:STEM]


def day_of(article: Article) -> int | None:
    try:
        return datetime.date.fromisoformat((article.published or "")[:10]).toordinal()
    except ValueError:
        return None


def features(articles: Sequence[Article]) -> Rows:
    """A unit vector of each article over words, names and numbers, weighted by how rare they are in the pile.

    A term that no other article holds counts in the length of a vector and is left out of it: it can join nothing.
    """
    views = [
        _view((_weighted_terms(article) for article in articles), TOP_TERMS),
        _view((_names(article) for article in articles), TOP_NAMES),
        _view((_numbers(article) for article in articles), TOP_NUMBERS),
    ]
    shares = np.array([WORDS, NAMES, NUMBERS])
    offsets = np.cumsum([0] + [size for _, size in views])
    starts, terms, weights = [0], [], []
    for row in range(len(articles)):
        parts = [rows[row] for rows, _ in views]
        # What an article has none of takes nothing from the rest.
        present = np.array([share if len(part[0]) else 0.0 for share, part in zip(shares, parts, strict=True)])
        scale = np.sqrt(present / (present.sum() or 1.0))
        terms += [part[0][part[2]] + offset for part, offset in zip(parts, offsets, strict=False)]
        weights += [part[1][part[2]] * by for part, by in zip(parts, scale, strict=True)]
        starts.append(starts[-1] + sum(int(part[2].sum()) for part in parts))
    return Rows(np.array(starts), _joined(terms, np.int32), _joined(weights, np.float64))


def _joined(parts: Sequence[NDArray[Any]], kind: type[Any]) -> NDArray[Any]:
    return np.concatenate(parts).astype(kind) if parts else np.zeros(0, kind)


_Part = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.bool_]]


def _view(bags: Iterable[Mapping[str, float]], top: int) -> tuple[list[_Part], int]:
    """Of each bag: the numbers of its ``top`` heaviest terms, their weights (of length 1), which of them are shared."""
    number: dict[str, int] = {}
    held: list[tuple[NDArray[np.int32], NDArray[np.float32]]] = []
    for one in bags:
        terms = np.fromiter((number.setdefault(term, len(number)) for term in one), np.int32, len(one))
        held.append((terms, np.fromiter(one.values(), np.float32, len(one))))
    frequency = np.bincount(_joined([terms for terms, _ in held], np.int32), minlength=len(number))
    n = len(held)
    idf = np.log((n + BACKGROUND + 1) / (frequency + 0.5))
    idf[frequency > max(COMMON_MIN, COMMON_SHARE * n)] = 0.0
    made: list[_Part] = []
    for terms, weights in held:
        weighed = weights * idf[terms]
        order = np.argsort(-weighed, kind="stable")[:top]
        order = order[weighed[order] > 0]
        kept = terms[order].astype(np.int64)
        chosen: NDArray[np.float64] = weighed[order].astype(np.float64)
        chosen = chosen / (math.sqrt(float(chosen @ chosen)) or 1.0)
        made.append((kept, chosen, frequency[kept] > 1))
    return made, len(number)


def _weighted_terms(article: Article) -> dict[str, float]:
    title = article.title or ""
    body = article.text[len(title) :] if article.text.startswith(title) else article.text
    weights: dict[str, float] = defaultdict(float)
    for part, weight in (
        (title, TITLE_WEIGHT),
        (body[:LEAD_CHARS], LEAD_WEIGHT),
        (body[LEAD_CHARS:BODY_CHARS], BODY_WEIGHT),
    ):
        for term, count in bag(part).items():
            weights[term] += weight * (1 + math.log(count))
    return weights


def _names(article: Article) -> dict[str, float]:
    """Who and what is named: a name of title and lead counts as often as LEAD_NAMES of the body."""
    weights: dict[str, float] = defaultdict(float)
    lead = len(article.title or "") + LEAD_CHARS
    linked: set[int] = set()
    for mention in article.annotations.mentions if article.annotations else ():
        if mention.type != "MEDIA":  # who reports is not what is reported
            weights[mention.identity or fold(mention.name)] += LEAD_NAMES if mention.start < lead else 1.0
            linked.update(range(mention.start, mention.end) if mention.identity else ())
    for word, start in _capitals(article.text[: BODY_CHARS * 2]):
        if CAPITALS and start not in linked:
            weights[stem(word)] += CAPITALS
    return {name: 1 + math.log(weight) if weight>=1 else weight for name, weight in weights.items()}


def _numbers(article: Article) -> dict[str, float]:
    return dict.fromkeys(_NUMBER.findall(fold(article.text[:BODY_CHARS])), 1.0)


def _capitals(text: str) -> Iterator[tuple[str, int]]:
    """English words that are names by their capital: such as the text nowhere writes without, so that neither the
    beginning of a sentence nor A Headline In Capitals makes a name."""
    lower = {match.group() for match in _LATIN.finditer(text) if match.group()[0].islower()}
    for match in _LATIN.finditer(text):
        word = match.group().lower()
        if len(word) > 1 and match.group()[0].isupper() and word not in lower and word not in _stop_words():
            yield word, match.start()


def vectors(texts: Sequence[str], common: float = math.inf) -> list[Vector]:
    """Unit vectors of short texts (sentences, statements), terms weighted by how rare they are among these texts.

    Terms that more than ``common`` texts hold are left out: they join nothing and cost most.
    """
    bags = [bag(text) for text in texts]
    frequency = Counter(term for one in bags for term in one)
    made: list[Vector] = []
    for one in bags:
        weights = {t: math.log(1 + len(texts) / frequency[t]) for t in one if frequency[t] <= common}
        norm = math.sqrt(sum(w * w for w in weights.values()))
        made.append({t: w / norm for t, w in weights.items()} if norm else {})
    return made


def cosines(vectors: Sequence[Vector], common: float = math.inf) -> dict[tuple[int, int], float]:
    """Cosine of every pair (i < j) that shares a term, by an inverted index.

    Terms that more than ``common`` vectors hold are passed over: they join nothing and cost most.
    """
    frequency = Counter(term for vector in vectors for term in vector)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    products: dict[tuple[int, int], float] = defaultdict(float)
    for j, vector in enumerate(vectors):
        for term in sorted(vector):
            if frequency[term] > common:
                continue
            weight = vector[term]
            for i, other in postings[term]:
                products[i, j] += weight * other
            postings[term].append((j, weight))
    return products
