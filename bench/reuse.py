"""Text reuse: quality on planted copies, speed and memory beside peers, scale, and the generator's families.

Run: python bench/reuse.py quality       # ../shared/bench/reuse, judged by its score.py
     python bench/reuse.py speed         # CPU seconds and peak memory, with rensa and datasketch where importable
     python bench/reuse.py scale         # ten times the articles; --only-batch or --only-add for one half
     python bench/reuse.py families      # edges and roots on invented stories
     python bench/reuse.py invariance    # the links of all articles shuffled, folded, with other line breaks

Each speed figure is a process of its own: CPU seconds are user + system of that process from the first line read to the
last record written, tables loaded before; memory is its peak resident size.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "bench" / "reuse"
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]


def articles(folder: Path, limit: int | None = None) -> Path:
    """The bench's articles, unpacked once into a folder."""
    path = folder / "articles.jsonl"
    with gzip.open(SHARED / "articles.jsonl.gz", "rb") as packed, path.open("wb") as out:
        for number, line in enumerate(packed):
            if limit is not None and number >= limit:
                break
            out.write(line)
    return path


# ------------------------------------------------------------------ methods, each run in a process of its own


def suyuan(path: Path, out: Path) -> None:
    import msgspec

    from suyuan.link.reuse import find_lines, warm

    warm()
    started = time.process_time()
    encode = msgspec.json.Encoder().encode
    kinds: Counter[str] = Counter()
    with path.open("rb") as lines, out.open("wb") as records:
        for record in find_lines(lines):
            records.write(encode(record) + b"\n")
            kinds[record.type] += 1
    _report(started, sum(kinds.values()), dict(kinds.most_common()))


def _paragraphs(path: Path) -> Iterator[tuple[str, set[str]]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            for number, text in enumerate(record["text"].split("\n")):
                if len(text) >= 30:
                    yield f"{record['id']}#{number}", {text[i : i + 5] for i in range(len(text) - 4)}


def rensa(path: Path, out: Path) -> None:
    from rensa import RMinHash, RMinHashLSH

    started = time.process_time()
    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=16)
    pairs = 0
    for number, (_, grams) in enumerate(_paragraphs(path)):
        sketch = RMinHash(num_perm=128, seed=1)
        sketch.update(list(grams))
        pairs += len(index.query(sketch))
        index.insert(number, sketch)
    _report(started, pairs, {})


def datasketch(path: Path, out: Path) -> None:
    from datasketch import MinHash, MinHashLSH

    started = time.process_time()
    index = MinHashLSH(threshold=0.5, num_perm=128)
    pairs = 0
    for key, grams in _paragraphs(path):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([gram.encode() for gram in grams])
        pairs += len(index.query(sketch))
        index.insert(key, sketch)
    _report(started, pairs, {})


METHODS: dict[str, Callable[[Path, Path], None]] = {"suyuan": suyuan, "rensa": rensa, "datasketch": datasketch}


def _report(started: float, pairs: int, kinds: dict[str, int]) -> None:
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": peak, "pairs": pairs, "kinds": kinds}))


def measured(method: str, path: Path, out: Path) -> dict[str, float] | None:
    """Run one method; None where its package is not installed."""
    command = [sys.executable, __file__, "run", "--method", method, "--path", str(path), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "ModuleNotFoundError" in done.stderr:
        return None
    if done.returncode:
        raise RuntimeError(done.stderr)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


# ------------------------------------------------------------------ the four tables


def quality(folder: Path) -> None:
    path = articles(folder)
    found = folder / "reuse.jsonl"
    figures = measured("suyuan", path, found)
    print(figures and figures["kinds"])
    subprocess.run([sys.executable, str(SHARED / "score.py"), str(found)], check=True)


def speed(folder: Path, limit: int | None, methods: list[str]) -> None:
    path = articles(folder, limit)
    count = sum(1 for _ in path.open("rb"))
    print(f"{count} articles\n{'method':12s} {'CPU s':>8s} {'docs/CPU s':>11s} {'memory MB':>10s} {'pairs':>8s}")
    for method in methods:
        figures = measured(method, path, folder / "out.jsonl")
        if figures is None:
            print(f"{method:12s} not installed")
            continue
        rate = count / figures["seconds"]
        print(f"{method:12s} {figures['seconds']:8.2f} {rate:11.0f} {figures['memory']:10.0f} {figures['pairs']:8d}")


def enlarged(path: Path, out: Path, times: int) -> None:
    """Every article again under other characters: each repetition permutes Han characters and letters in its
    own way, so that it has all the reuse of the first inside it and none with any other."""
    han = [chr(code) for code in range(0x4E00, 0x9FA6)]
    with out.open("wb") as wide:
        for number in range(times):
            table = {}
            if number:
                shuffled = han[:]
                random.Random(number).shuffle(shuffled)
                table = dict(zip(map(ord, han), shuffled, strict=True))
                for alphabet in ("abcdefghijklmnopqrstuvwxyz",):
                    mixed = "".join(random.Random(number).sample(alphabet, len(alphabet)))
                    table |= str.maketrans(alphabet + alphabet.upper(), mixed + mixed.upper())
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    record = json.loads(line)
                    record["id"] = f"{number}-{record['id']}"
                    record["text"] = record["text"].translate(table)
                    wide.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")


def scale(folder: Path, times: int, batch: bool, add: bool) -> None:
    path, wide = articles(folder), folder / "wide.jsonl"
    enlarged(path, wide, times)
    if batch:
        small = measured("suyuan", path, folder / "out.jsonl")
        large = measured("suyuan", wide, folder / "out.jsonl")
        assert small and large
        ratio = large["seconds"] / small["seconds"]
        print(f"x{times}: CPU {small['seconds']:.1f} s → {large['seconds']:.1f} s, {ratio:.1f} times")
        print(f"memory {small['memory']:.0f} → {large['memory']:.0f} MB; pairs {small['pairs']} → {large['pairs']}")
    if add:
        adding(folder, wide)


def adding(folder: Path, wide: Path, measured_adds: int = 400) -> None:
    """Fill a library's index with all articles but some, then time those, one transaction each."""
    import sqlite3

    import msgspec
    import numpy as np

    from suyuan.link.reuse import ReuseIndex
    from suyuan.link.reuse.postings import distinct_fingerprints
    from suyuan.records import article_from_record, loads
    from suyuan.store.postings import SqlitePostings

    database = sqlite3.connect(folder / "index.db")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("CREATE TABLE article (id TEXT PRIMARY KEY, record BLOB)")
    postings = SqlitePostings(database)
    lines = list(wide.open("rb"))
    random.Random(1).shuffle(lines)
    filled, rest = lines[:-measured_adds], lines[-measured_adds:]
    batch = []
    for line in filled:
        article = article_from_record(loads(line))
        found = distinct_fingerprints(article.text)
        batch.append((article.id, found.hashes, found.places))
        database.execute("INSERT INTO article VALUES (?, ?)", (article.id, line))
    postings.fill(batch)
    del batch, lines, filled
    database.commit()

    class Text(msgspec.Struct):
        text: str

    def fetch(key: str):  # type: ignore[no-untyped-def]
        (record,) = database.execute("SELECT record FROM article WHERE id = ?", (key,)).fetchone()
        return article_from_record(loads(record))

    read_text = msgspec.json.Decoder(Text).decode

    def fetch_text(key: str) -> str:
        (record,) = database.execute("SELECT record FROM article WHERE id = ?", (key,)).fetchone()
        return read_text(record).text

    index = ReuseIndex(postings, fetch, fetch_text)
    clock, spent = [], []
    for line in rest:
        article = article_from_record(loads(line))
        started, used = time.perf_counter(), time.process_time()
        database.execute("INSERT INTO article VALUES (?, ?)", (article.id, line))
        index.add(article)
        database.commit()
        clock.append(1000 * (time.perf_counter() - started))
        spent.append(1000 * (time.process_time() - used))
    for name, times in (("CPU", spent), ("on the clock", clock)):
        print(f"one article more, {name}: median {statistics.median(times):.1f} ms, mean {statistics.mean(times):.1f},"
              f" 95 % within {np.percentile(times, 95):.0f}")  # fmt: skip
    print(f"index and articles on disk: {(folder / 'index.db').stat().st_size / 1e6:.0f} MB")


def invariance(folder: Path) -> None:
    from reuse_invariance import differences

    for name, links, counts in differences(articles(folder), folder, lambda path, out: measured("suyuan", path, out)):
        print(f"{name}: {links} links; " + ", ".join(f"{what} {count}" for what, count in counts.items()))


def family_figures(stories: int, seed: int) -> dict[str, float]:
    """Edge accuracy and root-count error on the generator's world."""
    from reuse_generator import generate
    from suyuan.link.origins import origins
    from suyuan.link.reuse import families, find
    from suyuan.records import article_from_record

    world = generate(stories, seed)
    links = list(find(map(article_from_record, world.articles)))
    story_of = {page: number for number, story in enumerate(world.stories) for page in story.pages}
    truth = {page: source for story in world.stories for page, source in story.derived.items()}
    found = {(link.a, link.b) for link in links}
    real = [(page, source) for page, source in truth.items() if not source.startswith("wire:")]
    lines = Counter(_line(link.a, link.b, link.direction == "a<-b", truth) for link in links if link.direction)
    derived = {d.page: d.source for family in families(links) for d in family.derived}
    edges = sum(derived.get(page) == source for page, source in real)
    false = sum(source != truth.get(page) for page, source in derived.items())
    inside, error, rooted = 0, 0, 0
    by_story: dict[int, list] = {}
    for link in links:
        if story_of[link.a] == story_of[link.b]:
            by_story.setdefault(story_of[link.a], []).append(link)
    for number, story in enumerate(world.stories):
        counted = origins(story.pages, by_story.get(number, [])).origins
        roots = {page for page in story.pages if truth.get(page, "wire:").startswith("wire:")}
        rooted += {page for page in story.pages if page not in derived} == roots
        inside += counted.certain <= 1 <= counted.possible
        error += abs(counted.possible - 1)
    return {
        "pages": len(world.articles),
        "true edges found as links": sum((min(e), max(e)) in found for e in real) / len(real),
        "directed links on one line: right": lines["right"] / max(1, lines["right"] + lines["wrong"]),
        "directed links that join siblings": lines["siblings"] / max(1, lines.total()),
        "edges of the trees right": edges / len(real),
        "edges of the trees wrong": false / max(1, len(derived)),
        "stories whose roots are all right": rooted / len(world.stories),
        "stories whose one origin lies in the range": inside / len(world.stories),
        "mean excess of possible origins": error / len(world.stories),
    }


def _line(a: str, b: str, a_is_copy: bool, truth: dict[str, str]) -> str:
    """Whether the copy lies below its source on the true tree, above it, or on another branch."""
    copy, source = (a, b) if a_is_copy else (b, a)
    if source in _above(copy, truth):
        return "right"
    return "wrong" if copy in _above(source, truth) else "siblings"


def _above(page: str, truth: dict[str, str]) -> list[str]:
    line = []
    while page in truth:
        page = truth[page]
        line.append(page)
    return line


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["quality", "speed", "scale", "families", "invariance", "run"])
    parser.add_argument("--limit", type=int)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--stories", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only-batch", action="store_true")
    parser.add_argument("--only-add", action="store_true")
    parser.add_argument("--methods", default="suyuan,rensa,datasketch")
    parser.add_argument("--method", choices=list(METHODS))
    parser.add_argument("--path", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    if options.what == "run":
        METHODS[options.method](options.path, options.out)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.what == "quality":
            quality(folder)
        elif options.what == "speed":
            speed(folder, options.limit, options.methods.split(","))
        elif options.what == "scale":
            scale(folder, options.times, not options.only_add, not options.only_batch)
        elif options.what == "invariance":
            invariance(folder)
        else:
            for name_, value in family_figures(options.stories, options.seed).items():
                print(f"{name_:45s} {value:.3f}" if isinstance(value, float) else f"{name_:45s} {value}")


if __name__ == "__main__":
    main()
