"""An optional recogniser: a user's own token-classification checkpoint, exported to ONNX, read from a local folder.

The folder holds ``model.onnx`` (inputs ``input_ids``, ``attention_mask``, perhaps ``token_type_ids``; output logits of
shape (batch, tokens, labels)), ``vocab.txt`` (one token a line, BERT style) and ``config.json`` with ``id2label``.
Needs the package ``onnxruntime``; nothing is ever downloaded.
"""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from suyuan.annotate.names.lexicon import Lexicon
from suyuan.annotate.names.segment import Tokens
from suyuan.annotate.names.tagger import Tagged

_WINDOW = 500  # characters a run of the model; BERT's limit is 512 tokens with the two special ones
_TYPES = {"PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "LOCATION": "LOC", "ADDRESS": "LOC", "ORG": "ORG",
          "ORGANIZATION": "ORG", "COMPANY": "ORG", "GOVERNMENT": "ORG", "NAME": "PER"}  # fmt: skip


class OnnxRecogniser:
    """Same interface as the shipped model: ``tag(folded, tokens, lexicon)``. One token a character.

    Raises ImportError where onnxruntime is missing, FileNotFoundError or ValueError where the folder is not as said.
    """

    def __init__(self, folder: str | Path) -> None:
        place = Path(folder)
        runtime = importlib.import_module("onnxruntime")
        lines = (place / "vocab.txt").read_text(encoding="utf-8").splitlines()
        self._ids = {token: number for number, token in enumerate(lines)}
        missing = [token for token in ("[CLS]", "[SEP]", "[UNK]") if token not in self._ids]
        if missing:
            raise ValueError(f"{place / 'vocab.txt'}: no {', '.join(missing)}")
        labels = json.loads((place / "config.json").read_text(encoding="utf-8")).get("id2label")
        if not labels:
            raise ValueError(f"{place / 'config.json'}: no id2label")
        self._labels = [labels[str(i)] for i in range(len(labels))]
        self._session: Any = runtime.InferenceSession(str(place / "model.onnx"), providers=["CPUExecutionProvider"])
        self._inputs = {node.name for node in self._session.get_inputs()}

    def tag(self, folded: str, tokens: Tokens, lexicon: Lexicon) -> list[Tagged]:
        out: list[Tagged] = []
        start = 0
        while start < len(folded):
            end = min(start + _WINDOW, len(folded))
            if end < len(folded):  # cut at the end of a sentence where there is one
                cut = max(folded.rfind(mark, start, end) for mark in "\n。！？")
                end = cut + 1 if cut > start else end
            out.extend(self._spans(folded[start:end], start))
            start = end
        return out

    def _spans(self, piece: str, offset: int) -> list[Tagged]:
        unknown = self._ids["[UNK]"]
        ids = [self._ids["[CLS]"], *(self._ids.get(c.lower(), unknown) for c in piece), self._ids["[SEP]"]]
        feed = {"input_ids": np.array([ids], np.int64), "attention_mask": np.ones((1, len(ids)), np.int64),
                "token_type_ids": np.zeros((1, len(ids)), np.int64)}  # fmt: skip
        logits = self._session.run(None, {name: array for name, array in feed.items() if name in self._inputs})[0]
        scores = np.asarray(logits)[0, 1 : len(piece) + 1].astype(np.float64)
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        chosen, sure = scores.argmax(axis=1), scores.max(axis=1) / scores.sum(axis=1)
        out: list[Tagged] = []
        for i, (label, probability) in enumerate(zip(chosen.tolist(), sure.tolist(), strict=True)):
            prefix, _, kind = self._labels[label].partition("-")
            type_ = _TYPES.get(kind.upper())
            if type_ is None:
                continue
            at = offset + i
            if prefix in ("I", "E", "M") and out and out[-1].end == at and out[-1].type == type_:
                out[-1] = Tagged(out[-1].start, at + 1, type_, min(out[-1].probability, probability))
            else:
                out.append(Tagged(at, at + 1, type_, probability))
        return out
