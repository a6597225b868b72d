"""Names: gold mentions, UNER Chinese GSD, renderings of generated sentences, speed and memory, beside jieba and THULAC.

Run: PYTHONPATH=src python bench/names.py [--shared ../shared]   (peers are measured where they are installed)

Mapping for UNER: PERSON → PER; ORG, MEDIA → ORG; GPE, LOC, FACILITY → LOC; PROGRAM and PRODUCT have no counterpart.
Trained on: UNER GSD train and our own generated sentences. Never on UNER test, nor on the gold.
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))
from renderings import renderings
from suyuan.annotate.document import Document
from suyuan.annotate.names import find
from suyuan.annotate.names.lexicon import default_lexicon
from suyuan.annotate.names.segment import segment
from suyuan.annotate.names.tagger import shipped_model
from suyuan.model import Article
from suyuan.text.fold import fold

Spans = set[tuple[int, int, str]]
UNER = {"PERSON": "PER", "ORG": "ORG", "MEDIA": "ORG", "GPE": "LOC", "LOC": "LOC", "FACILITY": "LOC"}
PEER = {"nr": "PER", "nrt": "PER", "nrfg": "PER", "ns": "LOC", "nt": "ORG", "np": "PER", "ni": "ORG"}


def f1(pairs: list[tuple[Spans, Spans]]) -> str:
    hit = sum(len(gold & got) for gold, got in pairs)
    got_all, gold_all = sum(len(got) for _, got in pairs), sum(len(gold) for gold, _ in pairs)
    p, r = hit / max(got_all, 1), hit / max(gold_all, 1)
    return f"P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}"


def ours(text: str) -> Spans:
    return {(m.start, m.end, m.type) for m in find(Document(Article(id="", text=text)))}


def entities(text: str) -> tuple[str, ...]:
    return tuple(sorted(m.identity or m.name for m in find(Document(Article(id="", text=text)))))


def ours_uner(text: str) -> Spans:
    return {(start, end, UNER[type_]) for start, end, type_ in ours(text) if type_ in UNER}


def ours_as_uner(text: str) -> Spans:
    """The documented switch: spans by the conventions of UNER, linked by our knowledge base."""
    marks = find(Document(Article(id="", text=text)), scheme="uner")
    return {(m.start, m.end, UNER[m.type]) for m in marks if m.type in UNER}


def model_alone(text: str) -> Spans:
    folded, model, lexicon = fold(text), shipped_model(), default_lexicon()
    assert model is not None
    return {(t.start, t.end, t.type) for t in model.tag(folded, segment(folded, lexicon), lexicon)}


def jieba() -> Callable[[str], Spans]:
    posseg = importlib.import_module("jieba.posseg")

    def tag(text: str) -> Spans:
        out, at = set(), 0
        for word, flag in posseg.cut(fold(text)):
            if flag in PEER:
                out.add((at, at + len(word), PEER[flag]))
            at += len(word)
        return out

    return tag


def thulac() -> Callable[[str], Spans]:
    tagger = importlib.import_module("thulac").thulac()

    def tag(text: str) -> Spans:
        out, at = set(), 0
        folded = fold(text)
        for word, flag in tagger.cut(folded):
            at = max(folded.find(word, at), at)
            if flag in PEER:
                out.add((at, at + len(word), PEER[flag]))
            at += len(word)
        return out

    return tag


def uner_sentences(path: Path) -> Iterator[tuple[str, Spans]]:
    text, at, spans, open_ = "", 0, set(), None
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# text = "):
            text, at, spans, open_ = line[9:], 0, set(), None
        elif line[:1].isdigit():
            _, form, tag = line.split("\t")[:3]
            at = text.index(form, at)
            if tag[0] != "I" and open_:
                spans.add(open_)
                open_ = None
            if tag[0] == "B":
                open_ = (at, at + len(form), tag[2:])
            elif tag[0] == "I" and open_:
                open_ = (open_[0], at + len(form), open_[2])
            at += len(form)
        elif not line and text:
            yield text, {s for s in spans | ({open_} if open_ else set()) if s[2] in ("PER", "LOC", "ORG")}
            text = ""


def gold_scores(shared: Path) -> dict[str, Any]:
    sys.path.insert(0, str(shared / "gold"))
    score = importlib.import_module("score")
    predicted = {}
    for line in (shared / "gold/articles.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        article = Article(
            id=record["id"], text=record["text"], title=record.get("title"), published=record.get("published")
        )
        mentions = [
            {"start": m.start, "end": m.end, "type": m.type, "entity": m.entity} for m in find(Document(article))
        ]
        predicted[record["id"]] = {"annotations": {"mentions": mentions}}
    result: dict[str, Any] = score.score_mentions(score.load(shared / "gold/annotations.jsonl"), predicted, [])
    return result


def chars_per_second(tag: Callable[[str], Any], texts: list[str]) -> int:
    tag(texts[0])
    started = time.process_time()
    for text in texts:
        tag(text)
    return round(sum(map(len, texts)) / (time.process_time() - started))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parent.parent.parent / "shared")
    shared: Path = parser.parse_args().shared
    started = time.process_time()
    default_lexicon(), shipped_model()
    print(f"loading: {time.process_time() - started:.2f} CPU s")
    print("gold mentions:", gold_scores(shared))
    texts = [json.loads(x)["text"] for x in (shared / "gold/articles.jsonl").read_text(encoding="utf-8").splitlines()]
    print(f"speed of find, linking included: {chars_per_second(ours, texts * 5):,} characters per CPU second")
    print(f"resident memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    same = [len({entities(text) for text in sentence}) == 1 for sentence in renderings(200)]
    print(f"renderings (CN, TW, HK; both scripts) with one entity set: {sum(same)} of {len(same)}")
    sets = {
        part: list(uner_sentences(shared / f"bench/names/uner-GSDSIMP/zh_gsdsimp-ud-{part}.iob2"))
        for part in ("dev", "test")
    }
    systems: list[tuple[str, Callable[[], Callable[[str], Spans]]]] = [
        ("suyuan model alone", lambda: model_alone), ("suyuan find, scheme=uner", lambda: ours_as_uner),
        ("suyuan find (our scheme)", lambda: ours_uner),
        ("jieba.posseg", jieba), ("THULAC", thulac),
    ]  # fmt: skip
    for name, load in systems:
        try:
            tag = load()
        except ImportError:
            print(f"{name:26s} not installed")
            continue
        speed = chars_per_second(tag, texts)
        for part, sentences in sets.items():
            print(
                f"{name:26s} UNER GSD {part:4s} {f1([(gold, tag(text)) for text, gold in sentences])}",
                f" {speed:,} chars/s",
            )
        print(f"{name:26s} gold as PER/LOC/ORG {f1(list(gold_as_uner(shared, tag)))}")


def gold_as_uner(shared: Path, tag: Callable[[str], Spans]) -> Iterator[tuple[Spans, Spans]]:
    texts = {
        r["id"]: r["text"] for r in map(json.loads, (shared / "gold/articles.jsonl").read_text("utf-8").splitlines())
    }
    for line in (shared / "gold/annotations.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if "mentions" in record["layers"]:
            mentions = record["annotations"]["mentions"]
            gold = {(m["start"], m["end"], UNER[m["type"]]) for m in mentions if m["type"] in UNER}
            yield gold, tag(texts[record["id"]])


if __name__ == "__main__":
    main()
