"""How well events and stories are found.

    python bench/stories.py ecb             # ECB+ test topics 36-45: documents clustered by subtopic
    python bench/stories.py topics          # all 43 topics, each with constants chosen on the others
    python bench/stories.py sohu            # Sohu-2021-A pairs: same topic or not
    python bench/stories.py pages           # the tagged news pages: prints what the judge of ../shared prints
    python bench/stories.py events          # the events inside three of their stories, labelled by hand
    python bench/stories.py speed [N]       # CPU per article for N generated articles (default 2,000)

Nothing is fitted here but, in the folds, the weights of the views of the Sohu pairs and the constants of `topics`: word
statistics come from the articles at hand.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import numpy as np

from suyuan.link.stories import cluster
from suyuan.link.window import UNIT, rows_of
from suyuan.model import Article
from suyuan.pipeline import annotated
from suyuan.read import read_paths
from suyuan.records import dumps

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
DATA = SHARED / "bench" / "stories"
LABELS = Path(__file__).resolve().parent.parent / "tests" / "link" / "story_events.tsv"


def judge() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", DATA / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ecb_articles(split: str = "Test") -> tuple[list[Article], dict[str, str]]:
    """The documents of a split of ECB+, annotated, and their subtopics (``36ecb``, ``36ecbplus``)."""
    sentences: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in (DATA / "ecbplus_tokens" / f"{split}.txt").read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) >= 4:
            sentences[fields[0]][int(fields[1])].append(fields[3])
    articles, gold = [], {}
    for name, parts in sorted(sentences.items()):
        topic, doc = name.split("_", 1)
        text = "\n".join(running(" ".join(words)) for _, words in sorted(parts.items()))
        article = Article(name, text)
        articles.append(annotated(article))
        gold[name] = topic + doc.lstrip("0123456789")
    return articles, gold


def running(tokens: str) -> str:
    """Tokens as the sentence they were: in one half of ECB+ 2.6 and 17-inch are one token, in the other three."""
    for pattern, text in (
        (r"`` | ''", '"'),
        (r"(?<=\d) ([.,:]) (?=\d)", r"\1"),
        (r"(?<=\w) - (?=\w)", "-"),
        (r" (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1"),
        (r" ([.,;:!?%)])", r"\1"),
        (r"([($]) ", r"\1"),
    ):
        tokens = re.sub(pattern, text, tokens)
    return tokens


def ecb() -> None:
    for split in ("Train", "Dev", "Test"):
        articles, gold = ecb_articles(split)
        events, stories = cluster(articles)
        bcubed = judge().bcubed
        for name, groups in (("event", events), ("story", stories)):
            found = {a: group.id for group in groups for a in group.articles}
            p, r, f = bcubed(gold, found)
            print(
                f"ECB+ {split} {name}: BCubed P {p:.3f} R {r:.3f} F1 {f:.3f}, "
                f"{len(groups)} clusters, {len(set(gold.values()))} subtopics"
            )


def topics() -> None:
    import story_topics

    piles = {split: ecb_articles(split) for split in ("Train", "Dev", "Test")}
    for name, found in zip(("all three", "threshold alone"), story_topics.report(piles.values()), strict=True):
        parts = {split: list(gold) for split, (_, gold) in piles.items()} | {"all 43 topics": list(found)}
        figures = [f"{part} {story_topics.f1(found, keys)[2]:.3f}" for part, keys in parts.items()]
        print(f"{name} chosen without the topic, event F1: {', '.join(figures)}")


def sohu() -> None:
    import story_pairs

    path = DATA / "sohu2021_A_samples.jsonl"
    pile = [article for pair in story_pairs.read(path)[0] for article in pair]
    rows = rows_of(pile)
    bags = [dict(zip(*(part.tolist() for part in rows.row(i)), strict=True)) for i in range(len(pile))]
    products = [sum(w * b.get(t, 0) for t, w in a.items()) for a, b in zip(bags[::2], bags[1::2], strict=True)]
    alike = np.array(products) / UNIT**2
    labels = story_pairs.read(path)[1]
    f1 = story_pairs.cross_validated(alike[:, None], labels, np.arange(len(labels)) % 5)
    print(f"likeness as in clustering, threshold from the other folds: F1 {f1:.3f}")
    first, *dealt = story_pairs.report(path)
    mean = sum(dealt) / len(dealt)
    print(f"views weighted in the other folds: F1 {first:.3f} in the order of the file, {mean:.3f} on average of")
    print(f"{len(dealt)} ways to deal the pairs to five folds ({min(dealt):.3f} to {max(dealt):.3f})")


def page_articles() -> list[Article]:
    return [annotated(a) for reading in read_paths([SHARED / "pages" / "files"]) for a in reading.articles]


def pages_of(articles: Sequence[Article]) -> dict[str, str]:
    """The id in the manifest of the page that an article came from."""
    lines = (SHARED / "pages" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    known = {row["path"]: row["id"] for row in map(json.loads, lines)}
    places = {a.id: "/".join(Path(a.page.path).parts[-2:]) for a in articles if a.page and a.page.path}
    return {article: known[place] for article, place in places.items() if place in known}


def labelled_events() -> dict[str, tuple[str, str]]:
    """Page → story and event, by hand."""
    lines = (line for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {row["page"]: (row["story"], row["event"]) for row in csv.DictReader(lines, delimiter="\t")}


def pages() -> None:
    articles = page_articles()
    with tempfile.TemporaryDirectory() as folder:
        read, links = Path(folder, "read.jsonl"), Path(folder, "links.jsonl")
        read.write_text("".join(dumps(a) + "\n" for a in articles), encoding="utf-8")
        events, stories = cluster(articles)
        links.write_text("".join(dumps(r) + "\n" for r in [*events, *stories]), encoding="utf-8")
        subprocess.run([sys.executable, str(DATA / "score.py"), "pages", str(links), str(read)], check=True)


def events() -> None:
    articles = page_articles()
    page_of = pages_of(articles)
    found = {page_of[a]: event.id for event in cluster(articles)[0] for a in event.articles if a in page_of}
    gold = labelled_events()
    for story in ("", *sorted({story for story, _ in gold.values()})):
        part = {page: event for page, event in gold.items() if story in ("", event[0])}
        p, r, f = judge().bcubed(part, found)
        print(f"{story or 'all three'}: {len(part)} pages, {len(set(part.values()))} events, ", end="")
        print(f"BCubed P {p:.3f} R {r:.3f} F1 {f:.3f}")


def speed(n: int) -> None:
    rng = random.Random(1)
    words = [chr(rng.randrange(0x4E00, 0x9FA5)) + chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(20_000)]
    topics = [rng.sample(words, 120) for _ in range(max(1, n // 6))]
    pile = []
    for i in range(n):
        topic = topics[i % len(topics)]
        text = "，".join(rng.choice(topic if rng.random() < 0.5 else words) for _ in range(200))
        pile.append(Article(f"{i:07}", text, text[:12], published=f"2025-05-{1 + (i // 40) % 28:02}"))
    before = resource.getrusage(resource.RUSAGE_SELF)
    events, stories = cluster(pile)
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{n} articles, {len(events)} events, {len(stories)} stories: "
        f"{cpu:.1f} CPU s, {1000 * cpu / n:.2f} ms an article"
    )


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else "ecb"
    if what == "speed":
        speed(int(sys.argv[2]) if len(sys.argv) > 2 else 2_000)
    else:
        {"ecb": ecb, "topics": topics, "sohu": sohu, "pages": pages, "events": events}[what]()
