"""Train src/suyuan/annotate/names/data/names.npz on UNER Chinese GSD and on sentences of tools/news_sentences.py.

Run: PYTHONPATH=src python tools/train_names.py UNER   (UNER: the folder with uner-GSDSIMP; about half a minute)

UNER Chinese GSD is CC BY-SA 4.0; its train part alone is trained on, dev chooses the settings, test is never seen.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pycrfsuite

sys.path.insert(0, str(Path(__file__).parent))
from news_sentences import sentences as news_sentences
from suyuan.annotate.names import features
from suyuan.annotate.names.kb import shipped
from suyuan.annotate.names.lexicon import Lexicon, build
from suyuan.annotate.names.segment import segment
from suyuan.annotate.names.tagger import LABELS
from suyuan.text.fold import fold

OUT = Path(__file__).parent.parent / "src/suyuan/annotate/names/data/names.npz"
Example = tuple[str, list[str]]  # folded text, one label a character


def read_iob(path: Path) -> Iterator[Example]:
    """Sentences of a UNER file as characters; labels of words become labels of characters."""
    text, position, labels = "", 0, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# text = "):
            text, position = line[9:], 0
            labels = ["O"] * len(text)
        elif line[:1].isdigit():
            _, form, tag = line.split("\t")[:3]
            position = text.index(form, position)
            for offset in range(len(form)):
                labels[position + offset] = tag if tag == "O" or offset == 0 else "I" + tag[1:]
            position += len(form)
        elif not line and text:
            yield fold(text), [label if label in LABELS else "O" for label in labels]
            text = ""


def rows(example: Example, lexicon: Lexicon) -> list[list[str]]:
    folded, _ = example
    columns = list(features.extract(folded, segment(folded, lexicon), lexicon))
    return [[f"{number}:{column[i]}" for number, column in enumerate(columns)] for i in range(len(folded))]


def train(examples: list[Example], lexicon: Lexicon, path: str, iterations: int, c1: float, c2: float) -> None:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for example in examples:
        if example[0]:
            trainer.append(rows(example, lexicon), example[1])
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": iterations, "feature.minfreq": 2,
                        "feature.possible_transitions": True})  # fmt: skip
    trainer.train(path)


def export(path: str, out: Path) -> None:
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    info = tagger.info()
    number = {label: i for i, label in enumerate(LABELS)}
    table: dict[int, dict[int, np.ndarray]] = defaultdict(dict)
    for (name, label), weight in info.state_features.items():
        template, _, key = name.partition(":")
        row = table[int(template)].setdefault(int(key), np.zeros(len(LABELS), np.float32))
        row[number[label]] += weight
    transitions = np.full((len(LABELS), len(LABELS)), -8.0, np.float32)
    for (a, b), weight in info.transitions.items():
        transitions[number[a], number[b]] = weight
    for label in LABELS:
        if label[0] == "I":
            for other in LABELS:
                if other[2:] != label[2:]:
                    transitions[number[other], number[label]] = -20.0
    arrays: dict[str, np.ndarray] = {"transitions": transitions}
    for template in range(features.TEMPLATES):
        keys = sorted(key for key, row in table[template].items() if np.abs(row).max() >= 0.02)
        arrays[f"keys{template}"] = np.array(keys, np.int64)
        rows_ = [table[template][key] for key in keys]
        arrays[f"weights{template}"] = np.array(rows_, np.float16).reshape(len(keys), len(LABELS))
    np.savez_compressed(out, **arrays)
    print(out.stat().st_size, "bytes", sum(len(a) for n, a in arrays.items() if n[0] == "k"), "features")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("uner", type=Path)
    parser.add_argument("--news", type=int, default=1000, help="how many sentences of our own")
    parser.add_argument("--iterations", type=int, default=100)
    parser.add_argument("--c1", type=float, default=0.5)
    parser.add_argument("--c2", type=float, default=0.05)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    lexicon = build(shipped())
    started = time.process_time()
    examples = list(read_iob(options.uner / "uner-GSDSIMP/zh_gsdsimp-ud-train.iob2"))
    examples += [(fold(text), labels) for text, labels in news_sentences(options.news)]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "names.crfsuite")
        train(examples, lexicon, path, options.iterations, options.c1, options.c2)
        export(path, options.out)
    print(len(examples), "sentences", round(time.process_time() - started), "CPU seconds")


if __name__ == "__main__":
    main()
