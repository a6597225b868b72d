"""How far the constants of the events carry: each topic of ECB+ clustered with those that are best on all others.

    python bench/stories.py topics      # calls this

The three constants that were chosen on ECB+ (what contrast holds apart, which text is short, the threshold) are chosen
again 43 times, each time without one topic, and the documents of that topic are judged by what comes of it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from suyuan.link import clustering, window
from suyuan.link.likeness import Factors, Marks, kept, marked
from suyuan.link.neighbours import Ints, neighbours
from suyuan.link.stories import EVENTS, day_number, key_of
from suyuan.model import Article

SHORTS, CONTRASTS = (0, 10, 18, 25), (0.0, 0.5, 0.55, 0.6, 0.65, 0.7)
THRESHOLDS = (0.11, 0.12, 0.13, 0.14, 0.15, 0.16, 0.17)

Pile = tuple[Sequence[Article], Mapping[str, str]]
Scores = dict[str, tuple[float, float]]  # of each document the precision and the recall of its cluster


def report(piles: Iterable[Pile]) -> tuple[Scores, Scores]:
    """The scores of documents with constants chosen without their topics; the same without contrast and short texts."""
    found: dict[tuple[int, float, float], Scores] = defaultdict(dict)
    before = window.SHORT, clustering.CONTRAST
    for articles, gold in piles:
        numbered = sorted(articles, key=key_of)
        days, marks = np.array([day_number(a) for a in numbered], np.int64), marked(numbered)
        for short in SHORTS:
            window.SHORT = short
            edges = neighbours(window.rows_of(numbered), days, EVENTS, partial(_kept, marks))
            for contrast, threshold in itertools.product(CONTRASTS, THRESHOLDS):
                clustering.CONTRAST = contrast
                groups = clustering.clusters(len(numbered), edges, replace(EVENTS, threshold=threshold).joins)
                found[short, contrast, threshold] |= scores([[numbered[i].id for i in g] for g in groups], gold)
    window.SHORT, clustering.CONTRAST = before
    plain = {setting: one for setting, one in found.items() if setting[:2] == (0, 0.0)}
    return held_out(list(found.values())), held_out(list(plain.values()))


def _kept(marks: Marks, one: int, others: Ints) -> Factors:
    return kept(marks[one], marks[others])


def scores(groups: Iterable[Sequence[str]], gold: Mapping[str, str]) -> Scores:
    sizes: dict[str, int] = defaultdict(int)
    for event in gold.values():
        sizes[event] += 1
    made: Scores = {}
    for group in groups:
        for one in group:
            same = sum(gold[other] == gold[one] for other in group)
            made[one] = same / len(group), same / sizes[gold[one]]
    return made


def held_out(settings: Sequence[Scores]) -> Scores:
    """Each document's scores under the setting that is best on the documents of the other topics."""
    topics = defaultdict(list)
    for key in settings[0]:
        topics[key.split("_")[0]].append(key)
    made: Scores = {}
    for topic, own in topics.items():
        others = [key for other, keys in topics.items() if other != topic for key in keys]
        best = max(settings, key=lambda one: f1(one, others)[2])
        made |= {key: best[key] for key in own}
    return made


def f1(one: Scores, keys: Iterable[str]) -> tuple[float, float, float]:
    """BCubed precision, recall and F1 over some documents."""
    p, r = np.array([one[key] for key in keys]).mean(axis=0).tolist()
    return p, r, 2 * p * r / (p + r)
