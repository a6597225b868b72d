"""The small sequence model: a linear-chain conditional random field (Lafferty et al. 2001) over characters.

Trained by tools/train_names.py with CRFsuite; here its weights are looked up with numpy, all sentences side by side.
Any other recogniser can take its place: see ``Recogniser``.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from suyuan.annotate.names import features
from suyuan.annotate.names.lexicon import Lexicon
from suyuan.annotate.names.segment import Tokens
from suyuan.model import Span

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
_MAX_ISLAND = 60  # a longer stretch is cut: bounded memory
_SLACK = 6.0
_DENSE = 1 << 18
_BATCH = 256
Array = NDArray[np.float32]


class Tagged(NamedTuple):
    start: int
    end: int
    type: str  # PER, LOC, ORG
    probability: float


@dataclass(frozen=True)
class Lookup:
    """Key → row. Small keys by a dense table, others by binary search; ``first`` is the row of the first key."""

    keys: NDArray[np.int64]
    first: int
    dense: NDArray[np.int32] | None

    @staticmethod
    def of(keys: NDArray[np.int64], first: int) -> Lookup:
        if not len(keys) or int(keys[-1]) >= _DENSE:
            return Lookup(keys, first, None)
        dense = np.zeros(int(keys[-1]) + 2, np.int32)
        dense[keys] = np.arange(first, first + len(keys), dtype=np.int32)
        return Lookup(keys, first, dense)

    def find(self, wanted: NDArray[np.int64]) -> NDArray[Any]:
        """The rows of the wanted keys, 0 where the model has none."""
        if self.dense is not None:
            return self.dense.take(np.minimum(wanted, len(self.dense) - 1))
        if not len(self.keys):
            return np.zeros(len(wanted), np.int32)
        found = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys.take(found) == wanted, found + self.first, 0)


class Recogniser(Protocol):
    """Whatever finds persons, places and organisations in folded text."""

    def tag(self, folded: str, tokens: Tokens, lexicon: Lexicon) -> list[Tagged]:
        """Spans into ``folded``, in order, not overlapping."""


@dataclass(frozen=True)
class Model:
    """Weights: ``rows[template]`` maps a key to its row of ``weights`` (label scores); ``transitions[from, to]``."""

    rows: tuple[Lookup, ...]
    weights: Array
    transitions: Array

    @staticmethod
    def load(raw: bytes) -> Model:
        with np.load(io.BytesIO(raw)) as arrays:
            weights = [np.zeros((1, len(LABELS)), np.float32)]  # row 0: no such feature
            rows = []
            for number in range(features.TEMPLATES):
                rows.append(Lookup.of(arrays[f"keys{number}"], sum(map(len, weights))))
                weights.append(arrays[f"weights{number}"].astype(np.float32))
            return Model(tuple(rows), np.concatenate(weights), arrays["transitions"].astype(np.float32))

    def emissions(self, folded: str, tokens: Tokens, lexicon: Lexicon) -> Array:
        """Label scores of each character, one row a character."""
        scores = np.zeros((len(folded), len(LABELS)), dtype=np.float32)
        for lookup, wanted in zip(self.rows, features.extract(folded, tokens, lexicon), strict=True):
            scores += self.weights.take(lookup.find(wanted), axis=0)
        return scores

    def tag(self, folded: str, tokens: Tokens, lexicon: Lexicon) -> list[Tagged]:
        if not folded:
            return []
        scores = self.emissions(folded, tokens, lexicon)
        codes = features.codes_of(folded)
        islands = _islands(scores, codes)
        edge = np.concatenate(([True], codes == 10))  # edge[i]: a sentence starts at i
        out: list[Tagged] = []
        islands.sort(key=lambda span: span[1] - span[0])
        for at in range(0, len(islands), _BATCH):
            batch = islands[at : at + _BATCH]
            labels, certainty = self._decode(scores, batch, edge)
            out.extend(_spans(labels, certainty, batch))
        return sorted(out)

    def _decode(self, scores: Array, batch: list[Span], edge: NDArray[Any]) -> tuple[NDArray[Any], Array]:
        """Best labels (Viterbi), islands side by side, and how far each label's own score stands above O's."""
        width = max(end - start for start, end in batch)
        starts = np.array([start for start, _ in batch])
        lengths = np.array([end - start for start, end in batch])
        places = np.minimum(starts + np.arange(width)[:, None], len(scores) - 1)
        grid = scores[places]
        moves = self.transitions
        back = np.zeros(grid.shape, dtype=np.int8)
        # An island stands between characters that are O (a sentence's final mark is one), or starts a sentence.
        before = np.where(edge[starts][:, None], np.where(moves[0] < -10, moves[0], 0), moves[0])
        after = moves[:, 0]
        best = grid[0] + before
        final = best + after
        for t in range(1, width):
            paths = best[:, None, :] + moves.T
            back[t] = paths.argmax(axis=2)
            best = paths.max(axis=2) + grid[t]
            final = np.where((lengths > t)[:, None], best + after, final)
        labels = np.zeros((width, len(batch)), dtype=np.int8)
        columns = np.arange(len(batch))
        current = final.argmax(axis=1).astype(np.int8)
        for t in range(width - 1, 0, -1):
            labels[t] = current
            current = np.where(t < lengths, back[t][columns, current], current)
        labels[0] = current
        above = np.take_along_axis(grid, labels[:, :, None].astype(np.int64), axis=2)[:, :, 0] - grid[:, :, 0]
        return labels.T, (1 / (1 + np.exp(-above))).T


def _islands(scores: Array, codes: NDArray[Any]) -> list[Span]:
    """Stretches where a name is thinkable: some label comes within ``_SLACK`` of O. The rest is O, and most is."""
    active = scores[:, 1:].max(axis=1) > scores[:, 0] - _SLACK
    active[1:] |= active[:-1].copy()
    active[:-1] |= active[1:].copy()
    active &= codes != 10
    edges = np.flatnonzero(np.diff(np.concatenate(([0], active.astype(np.int8), [0]))))
    spans = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(s, min(s + _MAX_ISLAND, end)) for start, end in spans for s in range(start, end, _MAX_ISLAND)]


def _spans(labels: NDArray[Any], certainty: Array, batch: list[Span]) -> list[Tagged]:
    """Runs of labels, islands side by side: one row each, padded on the right."""
    out: list[Tagged] = []
    rows, columns = np.nonzero(labels)
    chosen, sure_of = labels[rows, columns].tolist(), certainty[rows, columns].tolist()
    last = -1
    for row, column, number, sure in zip(rows.tolist(), columns.tolist(), chosen, sure_of, strict=True):
        begin, end = batch[row]
        start = begin + column
        if start >= end:
            continue
        label = LABELS[number]
        if label[0] == "I" and row == last and out[-1].end == start and out[-1].type == label[2:]:
            out[-1] = Tagged(out[-1].start, start + 1, label[2:], min(out[-1].probability, sure))
        else:
            out.append(Tagged(start, start + 1, label[2:], sure))
        last = row
    return out


@cache
def shipped_model() -> Model | None:
    path = files("suyuan.annotate.names").joinpath("data/names.npz")
    return Model.load(path.read_bytes()) if path.is_file() else None
