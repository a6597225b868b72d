"""What an article is about, as weighted bags: character bigrams and words of title, lead and body, and the names in it.

Word statistics come from the articles at hand (the live window), not from a frozen corpus: what is common in the pile
says little, whatever it is elsewhere.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from suyuan.model import Article
from suyuan.text.fold import fold

# The first characters of a news text carry the matter; the weights follow the inverted pyramid.
LEAD_CHARS = 300
BODY_CHARS = 2_500
TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 3.0, 2.0, 1.0
# Terms kept per article: enough for a long report, few enough that a pair costs microseconds.
TOP_TERMS = 150
# A term that more than this share of the pile (and more than a handful of articles) holds joins nothing.
COMMON_SHARE, COMMON_MIN = 0.2, 30
# As if so many articles of other matters stood beside the pile: in a dozen pages about one thing, the words that all
# of them hold are what it is about, not what is common. Without effect on a pile of thousands.
BACKGROUND = 50

_TOKEN = re.compile(r"[a-z][a-z'’\-]+|[\u3400-\u9fff]+|\d[\d.,]*")

_ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "'s", "’s", "ers", "er", "ed", "es", "ly", "s")

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Features:
    """``day`` is the ordinal of the publication day, None where unknown; vectors have length 1 (or are empty)."""

    id: str
    day: int | None
    terms: Vector
    names: Vector


def bag(text: str) -> Counter[str]:
    """Character bigrams of Chinese runs, stems of English words that mean something, numbers; of folded text."""
    counts: Counter[str] = Counter()
    for token in _TOKEN.findall(fold(text).lower()):
        if "\u3400" <= token[0] <= "\u9fff":
            counts.update(token[i : i + 2] for i in range(len(token) - 1))
        elif token not in _stop_words():
            counts[stem(token)] += 1
    return counts


@cache
def _stop_words() -> frozenset[str]:
    lines = files("suyuan.link").joinpath("data/stopwords_en.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def stem(word: str) -> str:
    """An English word without its inflection, roughly: enough for announced and announcing to meet."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def day_of(article: Article) -> int | None:
    try:
        return datetime.date.fromisoformat((article.published or "")[:10]).toordinal()
    except ValueError:
        return None


def features(articles: Sequence[Article]) -> list[Features]:
    """Features of each article, weighted by the document frequencies of all of them."""
    terms = [_weighted_terms(article) for article in articles]
    names = [_names(article) for article in articles]
    term_idf, name_idf = _idf(terms), _idf(names)
    return [
        Features(article.id, day_of(article), _vector(t, term_idf, TOP_TERMS), _vector(n, name_idf, TOP_TERMS))
        for article, t, n in zip(articles, terms, names, strict=True)
    ]


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
    counts: Counter[str] = Counter()
    for mention in article.annotations.mentions if article.annotations else ():
        if mention.type != "MEDIA":  # who reports is not what is reported
            counts[mention.entity or fold(mention.name)] += 1
    return {name: 1 + math.log(count) for name, count in counts.items()}


def _idf(bags: Iterable[Mapping[str, float]]) -> dict[str, float]:
    frequency: Counter[str] = Counter()
    n = 0
    for one in bags:
        frequency.update(one.keys())
        n += 1
    common = max(COMMON_MIN, COMMON_SHARE * n)
    return {term: math.log((n + BACKGROUND + 1) / (df + 0.5)) for term, df in frequency.items() if df <= common}


def _vector(weights: Mapping[str, float], idf: Mapping[str, float], top: int) -> Vector:
    weighted = sorted(((w * idf[t], t) for t, w in weights.items() if t in idf), key=lambda x: (-x[0], x[1]))[:top]
    norm = math.sqrt(sum(w * w for w, _ in weighted))
    return {t: w / norm for w, t in weighted if w > 0} if norm else {}


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
