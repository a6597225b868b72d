"""What an article is about, as bags: character bigrams and words of title, lead and body, and the names in it.

How much each says is weighed in `suyuan.link.window`, by how rare it is around the article and not in a frozen corpus.
"""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from suyuan.model import Article
from suyuan.text.fold import fold

# The beginning of a news text carries the matter, the headline rephrases it: so they count more.
LEAD_CHARS = 200
BODY_CHARS = 1_000
TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 2.0, 4.0, 1.0

# Runs of Chinese (and katakana, which like it writes what is named: hiragana is grammar), English words, numbers.
_TOKEN = re.compile(r"[a-z]+(?:['’][a-z]+)?|[\u3400-\u9fff]+|[\u30a1-\u30fe]+|\d[\d.,]*")

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_LATIN = re.compile(r"[A-Za-z]+")
# As much of an English word as its forms have in common: polygamy, polygamist; arrests, arrested.
STEM = 6

Vector = dict[str, float]
Bag = dict[str, float]


def bag(text: str) -> Counter[str]:
    """Character bigrams of Chinese runs, stems of English words that mean something, numbers; of folded text."""
    counts: Counter[str] = Counter()
    for token in _TOKEN.findall(fold(text).lower()):
        if token[0] >= "\u30a1":
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


def bags(article: Article) -> tuple[Bag, Bag, Bag]:
    """What an article is about: its words, names and numbers, with how much each is said."""
    return _weighted_terms(article), _names(article), _numbers(article)


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
    weights: dict[str, float] = defaultdict(float)
    linked: set[int] = set()
    for mention in article.annotations.mentions if article.annotations else ():
        if mention.type != "MEDIA":  # who reports is not what is reported
            weights[mention.identity or fold(mention.name)] += 1.0
            linked.update(range(mention.start, mention.end) if mention.identity else ())
    for word, start in _capitals(article.text[: BODY_CHARS * 2]):
        if start not in linked:
            weights[stem(word)] += 1.0
    return {name: 1 + math.log(weight) for name, weight in weights.items()}


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
