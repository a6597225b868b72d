"""The optional backend on real ONNX graphs, made here: skipped where onnx and onnxruntime are not installed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.annotate.document import Document
from suyuan.annotate.names import find
from suyuan.annotate.names.lexicon import default_lexicon
from suyuan.annotate.names.onnx import OnnxRecogniser
from suyuan.annotate.names.segment import segment
from suyuan.annotate.names.wordpiece import WordPiece
from suyuan.model import Article

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
# token → label: what the graph below has learnt of each token, whatever stands around it
KNOWN = {
    "[PAD]": "O", "[UNK]": "O", "[CLS]": "O", "[SEP]": "O", "瓯": "B-PER", "砼": "I-PER", "港": "B-LOC", "湾": "I-LOC",
    "昨": "O", "夜": "O", "来": "O", "过": "O", "。": "O", ".": "O", "jan": "B-PER", "##e": "I-PER", "roe": "I-PER",
    "quay": "B-LOC", "##side": "O", "in": "O", "met": "O", "tide": "B-ORG", "works": "I-ORG",
}  # fmt: skip
LINE = "昨夜瓯砼来过港湾。"


def checkpoint(folder: Path, positions: int = 512, int32: bool = False, fixed: int | None = None) -> Path:
    """A graph that looks a token's scores up and adds a position's, so that a longer input than it has fails."""
    onnx = pytest.importorskip("onnx")
    pytest.importorskip("onnxruntime")
    helper, kinds = onnx.helper, onnx.TensorProto
    table = np.zeros((len(KNOWN), len(LABELS)), np.float32)
    for row, label in enumerate(KNOWN.values()):
        table[row, LABELS.index(label)] = 6.0
    constants: dict[str, Any] = {
        "table": table, "positions": np.zeros((positions, len(LABELS)), np.float32),
        "one": np.array([1], np.int64), "two": np.array([2], np.int64), "zero": np.array([0], np.int64),
    }  # fmt: skip
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["scores"]),
        helper.make_node("Shape", ["input_ids"], ["shape"]),
        helper.make_node("Slice", ["shape", "one", "two"], ["length"]),
        helper.make_node("Slice", ["positions", "zero", "length", "zero"], ["here"]),
        helper.make_node("Add", ["scores", "here"], ["summed"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=kinds.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "two"], ["wide"]),
        helper.make_node("Mul", ["summed", "wide"], ["logits"]),
    ]
    kind = kinds.INT32 if int32 else kinds.INT64
    inputs = [helper.make_tensor_value_info(n, kind, [1, fixed or "tokens"]) for n in ("input_ids", "attention_mask")]
    output = helper.make_tensor_value_info("logits", kinds.FLOAT, [1, fixed or "tokens", len(LABELS)])
    given_ = [onnx.numpy_helper.from_array(array, name) for name, array in constants.items()]
    graph = helper.make_graph(nodes, "tagger", inputs, [output], given_)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, str(folder / "model.onnx"))
    (folder / "vocab.txt").write_text("\n".join(KNOWN) + "\n", encoding="utf-8")
    config = {"id2label": dict(enumerate(LABELS)), "max_position_embeddings": positions}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def tags(text: str, recogniser: OnnxRecogniser) -> list[tuple[str, str]]:
    lexicon = default_lexicon()
    found = recogniser.tag(text, segment(text, lexicon), lexicon)
    assert all(0 <= t.start < t.end <= len(text) and 0 < t.probability <= 1 for t in found)
    return [(text[t.start : t.end], t.type) for t in found]


def test_chinese(tmp_path: Path) -> None:
    assert tags(LINE, OnnxRecogniser(checkpoint(tmp_path))) == [("瓯砼", "PER"), ("港湾", "LOC")]


def test_english_pieces_are_whole_words_with_their_places(tmp_path: Path) -> None:
    text = "  In Quayside,\tJane  Roe met Tide Works.  "
    want = [("Quayside", "LOC"), ("Jane  Roe", "PER"), ("Tide Works", "ORG")]
    assert tags(text, OnnxRecogniser(checkpoint(tmp_path))) == want


@pytest.mark.parametrize("filler", ["夜", "夜。", "夜\n", "In ", "In. "])
def test_long_texts_are_windowed(tmp_path: Path, filler: str) -> None:
    text = filler * 700 + LINE * 120 + filler * 1300 + "Jane Roe"
    recogniser = OnnxRecogniser(checkpoint(tmp_path, positions=128))
    assert tags(text, recogniser) == [("瓯砼", "PER"), ("港湾", "LOC")] * 120 + [("Jane Roe", "PER")]


@pytest.mark.parametrize("shift", range(0, 140, 7))
def test_a_name_on_the_edge_of_a_window_is_whole(tmp_path: Path, shift: int) -> None:
    text = "夜" * shift + "瓯砼" + "夜" * 300
    assert tags(text, OnnxRecogniser(checkpoint(tmp_path, positions=64))) == [("瓯砼", "PER")]


def test_exports_of_one_length_and_of_32_bit_ids(tmp_path: Path) -> None:
    recogniser = OnnxRecogniser(checkpoint(tmp_path, int32=True, fixed=32, positions=32))
    assert tags(LINE * 9, recogniser) == [("瓯砼", "PER"), ("港湾", "LOC")] * 9


def test_spans_join_the_rules(tmp_path: Path) -> None:
    recogniser = OnnxRecogniser(checkpoint(tmp_path))
    for text, want in (
        ("昨夜瓯砼来过美国。" + "无" * 600 + "\n瓯砼走了。", [("瓯砼", "PERSON"), ("美国", "GPE"), ("瓯砼", "PERSON")]),
        ("Jane Roe met Tide Works in Paris.", [("Jane Roe", "PERSON"), ("Tide Works", "ORG"), ("Paris", "GPE")]),
    ):
        marks = find(Document(Article(id="a", text=text)), recogniser=recogniser)
        assert [(text[m.start : m.end], m.type) for m in marks] == want


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    pieces = WordPiece({"[CLS]": 0, "[SEP]": 1, "[UNK]": 2, "i": 3, "##̇": 4, "夜": 5}).pieces(text)
    last = 0
    for piece in pieces:
        assert last <= piece.start < piece.end <= len(text) or (piece.start < last == piece.end)
        last = piece.end


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("unable 不能", [("un", 0, 2, True), ("##able", 2, 6, False), ("不", 7, 8, True), ("能", 8, 9, True)]),
        ("Café!", [("cafe", 0, 4, True), ("!", 4, 5, True)]),
        ("zzz un\u0301", [("[UNK]", 0, 3, True), ("un", 4, 6, True)]),
    ],
)
def test_pieces(text: str, want: list[tuple[str, int, int, bool]]) -> None:
    names = ["[CLS]", "[SEP]", "[UNK]", "un", "##able", "不", "能", "cafe", "!"]
    pieces = WordPiece({token: i for i, token in enumerate(names)}).pieces(text)
    assert [(names[p.id], p.start, p.end, p.first) for p in pieces] == want


def test_a_vocabulary_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text('{"model": {"type": "BPE", "vocab": {}}}', encoding="utf-8")
    with pytest.raises(ValueError, match="only WordPiece"):
        WordPiece.load(tmp_path)


def test_a_tokenizer_file_and_cased_words(tmp_path: Path) -> None:
    vocabulary = {"[CLS]": 0, "[SEP]": 1, "[UNK]": 2, "Jane": 3}
    (tmp_path / "tokenizer.json").write_text(json.dumps({"model": {"vocab": vocabulary}}), encoding="utf-8")
    (tmp_path / "tokenizer_config.json").write_text('{"do_lower_case": false}', encoding="utf-8")
    assert [p.id for p in WordPiece.load(tmp_path).pieces("Jane jane")] == [3, 2]


def test_a_wrong_folder_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", sys)
    with pytest.raises(FileNotFoundError):
        OnnxRecogniser(tmp_path)
    (tmp_path / "vocab.txt").write_text("甲", encoding="utf-8")
    with pytest.raises(ValueError, match="no \\[CLS\\]"):
        OnnxRecogniser(tmp_path)


def test_without_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ImportError):
        OnnxRecogniser(tmp_path)
