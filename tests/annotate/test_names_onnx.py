"""The optional backend, with a stand-in for onnxruntime: the real one is never required."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from suyuan.annotate.document import Document
from suyuan.annotate.names import find
from suyuan.annotate.names.onnx import OnnxRecogniser
from suyuan.model import Article

LABELS = ["O", "B-PER", "I-PER"]
VOCABULARY = ["[CLS]", "[SEP]", "[UNK]", "瓯", "砼"]


class Session:
    """Gives 瓯 the label B-PER and 砼 I-PER."""

    def __init__(self, path: str, providers: list[str]) -> None:
        assert Path(path).name == "model.onnx"

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name="input_ids"), SimpleNamespace(name="attention_mask")]

    def run(self, _outputs: None, feed: dict[str, Any]) -> list[Any]:
        assert set(feed) == {"input_ids", "attention_mask"}
        labels = [{3: 1, 4: 2}.get(int(i), 0) for i in feed["input_ids"][0]]
        return [np.eye(3)[labels][None] * 9]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    runtime = ModuleType("onnxruntime")
    runtime.InferenceSession = Session  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "onnxruntime", runtime)
    (tmp_path / "vocab.txt").write_text("\n".join(VOCABULARY), encoding="utf-8")
    (tmp_path / "config.json").write_text(json.dumps({"id2label": dict(enumerate(LABELS))}), encoding="utf-8")
    return tmp_path


def test_spans_join_the_rules(folder: Path) -> None:
    text = "昨夜瓯砼来过美国。" + "无" * 600 + "\n瓯砼走了。"
    marks = find(Document(Article(id="a", text=text)), recogniser=OnnxRecogniser(folder))
    assert [(text[m.start : m.end], m.type) for m in marks] == [("瓯砼", "PERSON"), ("美国", "GPE"), ("瓯砼", "PERSON")]


def test_a_wrong_folder_says_what_is_missing(folder: Path) -> None:
    (folder / "vocab.txt").write_text("甲", encoding="utf-8")
    with pytest.raises(ValueError, match="no \\[CLS\\]"):
        OnnxRecogniser(folder)


def test_without_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ImportError):
        OnnxRecogniser(tmp_path)
