"""How alike two pieces of wording are: cosine of their words, weighted by how rare each is among the texts at hand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from suyuan.link.features import Vector, bag

# As if so many sentences on other matters stood beside the texts: in a dozen sentences on one thing the words that all
# of them hold are what it is about, not what is common.
BACKGROUND = 1_000


def weights(texts: Iterable[str]) -> dict[str, float]:
    """How much each word of these texts tells: the logarithm of how rare it is among them and their background."""
    frequency: Counter[str] = Counter()
    n = 0
    for text in texts:
        frequency.update(bag(text).keys())
        n += 1
    return {term: math.log((n + BACKGROUND) / df) for term, df in frequency.items()}


def vector(text: str, weighed: Mapping[str, float]) -> Vector:
    """The words of a text as a unit vector; a word that no text at hand holds counts as a rare one."""
    rare = math.log(BACKGROUND)
    found = {term: weighed.get(term, rare) for term in bag(text)}
    norm = math.sqrt(sum(w * w for w in found.values()))
    return {term: w / norm for term, w in found.items()} if norm else {}


def cosine(a: Vector, b: Vector) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[term] for term, weight in a.items() if term in b)
