"""Same topic or not, for the Sohu-2021-A pairs: a logistic regression over views of likeness, fitted in the folds.

    python bench/stories.py sohu        # calls this

Views are those of the product (pairs of characters, names, numbers; weights from the pile of all texts of the file)
with single characters and the longest passage both texts share: headlines of 30 characters have little else.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from suyuan.link.features import bag
from suyuan.model import Article
from suyuan.pipeline import annotated
from suyuan.text.fold import fold

Array = NDArray[np.float64]
# Headline or text: what is much for one is little for the other.
LONG = 60
_HAN = re.compile(r"[\u3400-\u9fff]")
_NUMBER = re.compile(r"\d[\d.]*")


def read(path: Path) -> tuple[list[tuple[Article, Article]], Array]:
    """The pairs, annotated, and their labels (1: one topic)."""
    pairs, labels = [], []
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        pairs.append((annotated(Article(f"{n}a", row["source"])), annotated(Article(f"{n}b", row["target"]))))
        labels.append(float(next(v for k, v in row.items() if k.startswith("label"))))
    return pairs, np.array(labels)


def table(pairs: Sequence[tuple[Article, Article]]) -> Array:
    """A row of views for each pair."""
    pile = [article for pair in pairs for article in pair]
    texts = [fold(article.text).lower() for article in pile]
    ones = _compared([Counter(_HAN.findall(text)) + _words(text) for text in texts])
    twos = _compared([bag(text) for text in texts])
    columns = [ones[:, 0], np.sqrt(ones[:, 0]), *twos.T, np.sqrt(twos[:, 0])]
    columns += [c for types in (None, {"PERSON"}, {"GPE", "LOC"}) for c in _compared(_names(pile, types)).T[[0, 3]]]
    columns.append(_compared([Counter(set(_NUMBER.findall(text))) for text in texts])[:, 0])
    shared = np.array([math.log1p(_longest_shared(a, b)) for a, b in zip(texts[::2], texts[1::2], strict=True)])
    lengths = np.array([sorted((len(a), len(b))) for a, b in zip(texts[::2], texts[1::2], strict=True)])
    columns += [shared, *np.log1p(lengths).T]
    long = (lengths[:, 1] >= LONG).astype(float)
    columns += [long, *(long * c for c in (np.sqrt(ones[:, 0]), np.sqrt(twos[:, 0]), twos[:, 2], shared))]
    return np.stack(columns, axis=1)


def _words(text: str) -> Counter[str]:
    return Counter({term: count for term, count in bag(text).items() if not _HAN.match(term)})


def _names(pile: Sequence[Article], types: set[str] | None) -> list[Counter[str]]:
    return [
        Counter(
            m.identity or fold(m.name)
            for m in (article.annotations.mentions if article.annotations else ())
            if types is None or m.type in types
        )
        for article in pile
    ]


def _compared(bags: Sequence[Counter[str]]) -> Array:
    """Of each pair: cosine, the share of the poorer bag in the other, log of the shared weight, its heaviest term."""
    frequency = Counter(term for one in bags for term in one)
    idf = {term: math.log((len(bags) + 1) / (held + 0.5)) for term, held in frequency.items()}
    weighed = [{t: idf[t] * (1 + math.log(n)) for t, n in one.items()} for one in bags]
    rows = []
    for a, b in zip(weighed[::2], weighed[1::2], strict=True):
        both = a.keys() & b.keys()
        norm = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values())) or 1.0
        shared = sum(idf[t] for t in both)
        poorer = min(sum(idf[t] for t in a), sum(idf[t] for t in b)) or 1.0
        rows.append(
            (
                sum(a[t] * b[t] for t in both) / norm,
                shared / poorer,
                math.log1p(shared),
                max((idf[t] for t in both), default=0.0),
            )
        )
    return np.array(rows)


def _longest_shared(a: str, b: str) -> int:
    """Letters and digits in the longest passage that stands in both."""
    best, end, before = 0, 0, [0] * (len(b) + 1)
    for i, letter in enumerate(a, 1):
        now = [0] * (len(b) + 1)
        for j, other in enumerate(b, 1):
            if letter == other:
                now[j] = before[j - 1] + 1
                if now[j] > best:
                    best, end = now[j], i
        before = now
    return sum(letter.isalnum() for letter in a[end - best : end])


def fitted(views: Array, labels: Array, ridge: float = 10.0) -> Array:
    """Weights of a logistic regression (the last is the constant), by Newton's method."""
    rows = np.c_[views, np.ones(len(views))]
    shrunk = np.eye(rows.shape[1]) * ridge
    shrunk[-1, -1] = 0.0
    weights = np.zeros(rows.shape[1])
    for _ in range(20):
        p = 1 / (1 + np.exp(-(rows @ weights)))
        hessian = (rows * (p * (1 - p))[:, None]).T @ rows + shrunk
        weights += np.linalg.solve(hessian, rows.T @ (labels - p) - shrunk @ weights)
    return weights


def best_threshold(scores: Array, labels: Array, width: int = 41) -> float:
    """Where F1, averaged over so many neighbouring thresholds, is highest: a single peak is chance."""
    order = np.argsort(-scores, kind="stable")
    f1 = 2 * np.cumsum(labels[order]) / (np.arange(1, len(scores) + 1) + labels.sum())
    smooth = np.convolve(f1, np.ones(width) / width, "same")
    return float(scores[order][int(smooth.argmax())])


def cross_validated(views: Array, labels: Array, fold_of: NDArray[np.int64]) -> float:
    """F1 over all pairs, each judged by weights and a threshold that come from the other folds."""
    hit = wrong = 0.0
    for number in np.unique(fold_of):
        held_out = fold_of == number
        mean, spread = views[~held_out].mean(axis=0), views[~held_out].std(axis=0) + 1e-9
        rows = (views - mean) / spread
        weights = fitted(rows[~held_out], labels[~held_out])
        scores = np.c_[rows, np.ones(len(rows))] @ weights
        said = scores[held_out] >= best_threshold(scores[~held_out], labels[~held_out])
        hit += float((said & (labels[held_out] == 1)).sum())
        wrong += float((said != (labels[held_out] == 1)).sum())
    return 2 * hit / (2 * hit + wrong)


def report(path: Path, folds: int = 5, shuffles: int = 20) -> list[float]:
    """F1 in the order of the file, then with pairs dealt to the folds anew (seeds 0, 1, ...)."""
    pairs, labels = read(path)
    views = table(pairs)
    figures = [cross_validated(views, labels, np.arange(len(labels)) % folds)]
    for seed in range(shuffles):
        dealt = np.random.RandomState(seed).permutation(len(labels)) % folds
        figures.append(cross_validated(views, labels, dealt))
    return figures
