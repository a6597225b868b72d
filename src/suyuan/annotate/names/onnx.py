"""An optional recogniser: a user's own token-classification checkpoint, exported to ONNX, read from a local folder.

The folder holds ``model.onnx`` (inputs ``input_ids``, ``attention_mask``, perhaps ``token_type_ids``; output logits of
shape (batch, tokens, labels)), the tokeniser's ``vocab.txt`` or ``tokenizer.json`` (WordPiece, as BERT's) and
``config.json`` with ``id2label``. Needs the package ``onnxruntime``; nothing is ever downloaded.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from suyuan.annotate.names.lexicon import Lexicon
from suyuan.annotate.names.segment import Tokens
from suyuan.annotate.names.tagger import Tagged
from suyuan.annotate.names.wordpiece import Piece, WordPiece

_POSITIONS = 512  # of a checkpoint that does not say how many it has
_OVERLAP = 64  # pieces that two windows share where no sentence ends; each decides its nearer half
_STOPS = frozenset("\n。！？!?")
_TYPES = {"PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "LOCATION": "LOC", "ADDRESS": "LOC", "ORG": "ORG",
          "ORGANIZATION": "ORG", "COMPANY": "ORG", "GOVERNMENT": "ORG", "NAME": "PER"}  # fmt: skip
_INPUT_TYPES = {"tensor(int32)": np.int32}


class OnnxRecogniser:
    """Same interface as the shipped model: ``tag(folded, tokens, lexicon)``; Chinese, English and mixed text.

    Raises ImportError where onnxruntime is missing, FileNotFoundError or ValueError where the folder is not as said.
    """

    latin = True  # its spans of Latin letters are taken too

    def __init__(self, folder: str | Path) -> None:
        place = Path(folder)
        runtime = importlib.import_module("onnxruntime")
        self._words = WordPiece.load(place)
        config = json.loads((place / "config.json").read_text(encoding="utf-8"))
        labels = config.get("id2label")
        if not labels:
            raise ValueError(f"{place / 'config.json'}: no id2label")
        self._labels = [str(labels[str(i)]) for i in range(len(labels))]
        self._session: Any = runtime.InferenceSession(str(place / "model.onnx"), providers=["CPUExecutionProvider"])
        self._inputs = {node.name: node for node in self._session.get_inputs()}
        shape = getattr(self._inputs.get("input_ids"), "shape", None) or (None, None)
        self._fixed = shape[1] if isinstance(shape[1], int) else 0  # an export of one length only
        self._room = (self._fixed or int(config.get("max_position_embeddings", _POSITIONS))) - 2

    def tag(self, folded: str, tokens: Tokens, lexicon: Lexicon) -> list[Tagged]:
        pieces = self._words.pieces(folded)
        labels = np.zeros(len(pieces), np.int64)
        sure = np.zeros(len(pieces))
        for start, end, keep in self._windows(pieces, folded):
            chosen, probability = self._run([piece.id for piece in pieces[start:end]])
            labels[keep:end], sure[keep:end] = chosen[keep - start :], probability[keep - start :]
        return self._spans(pieces, labels, sure)

    def _windows(self, pieces: list[Piece], text: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, first decided): cut after a sentence's end where the window has one, else with an overlap."""
        start = keep = 0
        while start < len(pieces):
            end = min(start + self._room, len(pieces))
            if end == len(pieces):
                yield start, end, keep
                return
            ends = (i + 1 for i in range(end - 1, keep, -1) if _sentence_ends(pieces, i, text))
            if cut := next(ends, 0):
                yield start, cut, keep
                start = keep = cut
                continue
            yield start, end, keep
            shared = min(_OVERLAP, self._room // 2)
            start, keep = end - shared, end - shared // 2

    def _run(self, ids: list[int]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        known = self._words.ids
        row = [known["[CLS]"], *ids, known["[SEP]"]]
        padding = max(0, self._fixed - len(row))
        arrays = {
            "input_ids": row + [known.get("[PAD]", 0)] * padding,
            "attention_mask": [1] * len(row) + [0] * padding,
            "token_type_ids": [0] * (len(row) + padding),
        }
        feed = {
            name: np.array([arrays[name]], _INPUT_TYPES.get(getattr(node, "type", ""), np.int64))
            for name, node in self._inputs.items() if name in arrays
        }  # fmt: skip
        logits = self._session.run(None, feed)[0]
        scores = np.asarray(logits)[0, 1 : len(ids) + 1].astype(np.float64)
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores.argmax(axis=1), scores.max(axis=1) / scores.sum(axis=1)

    def _spans(self, pieces: list[Piece], labels: NDArray[np.int64], sure: NDArray[np.float64]) -> list[Tagged]:
        """A word has the label of its first piece; a span goes on over words that carry on its type."""
        out: list[Tagged] = []
        carries = False  # did the word before belong to the last span?
        for i, piece in enumerate(pieces):
            if not piece.first:
                if carries:
                    out[-1] = out[-1]._replace(end=piece.end)
                continue
            label = self._labels[labels[i]]
            prefix, _, kind = label.partition("-") if "-" in label else ("I", "", label)
            type_ = _TYPES.get(kind.upper())
            if type_ is None:
                carries = False
            elif prefix in ("I", "E", "M") and carries and out[-1].type == type_:
                out[-1] = Tagged(out[-1].start, piece.end, type_, min(out[-1].probability, float(sure[i])))
            else:
                out.append(Tagged(piece.start, piece.end, type_, float(sure[i])))
                carries = True
        return out


def _sentence_ends(pieces: list[Piece], i: int, text: str) -> bool:
    """Is this piece a sentence's final mark, or does a line end after it? 3.5 and U.S. are no ends."""
    end = pieces[i].end
    if text[pieces[i].start] in _STOPS or "\n" in text[end : end + 2]:
        return True
    return text[pieces[i].start] == "." and text[end : end + 1].isspace() and end - pieces[i].start == 1
