"""Reading measured: the checked records, the reading score, every page of the pile, and speed beside peers.

    PYTHONPATH=src python bench/reading.py [--shared ../shared] [--errors] [--speed]

``--errors`` prints what is wrong, field by field; ``--speed`` adds the speed table (CPU seconds: user and system time
of this process, warm, decoding and parsing included; peers where they are installed).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import html_bodies
from suyuan.model import Article, Page, Rejection
from suyuan.read import pages, read_page, read_paths
from suyuan.read.outlets import by_label
from suyuan.records import dumps
from suyuan.text.fold import fold

FIELDS = (
    "title", "outlet", "published", "authors", "editors", "first sentence", "last sentence", "captions", "no others",
    "articles", "no wrapper",
)  # fmt: skip
AUTHORS = ("reporter", "author")
OTHERS = ("editor", "reviewer", "translator", "photographer", "correspondent")
BRACKETED = re.compile(r"\s*[（(][^（()）]*(?:翻译|翻譯|校對|校对|译|譯)[^（()）]*[)）]\s*$")
ROLE = re.compile(r"^(?:责任编辑|責任編輯|责编|網編|网编|编译|編譯|审校|審校|译者|譯者|审核|校对|校對|发布|编辑)\s*")


# （记者林小雨） or 【云州林小雨】 after the last sentence is a credit, and part of the text.
CREDIT = re.compile(r"[（(【\[][^（()）【】\[\]]{2,60}[）)】\]]\s*$")


def norm(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text)).lower()


# ------------------------------------------------------------------ the 28 checked records


def judge(gold: dict[str, Any], articles: list[Article]) -> dict[str, tuple[bool, str]]:
    """Field → (right, what was found) for the fields that the record states."""
    article = articles[0] if articles else None
    out: dict[str, tuple[bool, str]] = {}
    body = block_text(article, ("body", "lead", "quote", "list", "heading"))
    several = gold.get("n_articles") != 1
    if gold.get("title") and not several:
        out["title"] = judge_title(gold["title"], article)
    if gold.get("outlet"):
        out["outlet"] = judge_outlet(gold["outlet"], article)
    # Where the page states no day, the label is its collector's: unknown is the right answer, and not judged.
    if gold.get("published") and "page states none" not in gold.get("notes", ""):
        days = {one.published for one in articles} if several else {article and article.published}
        out["published"] = (gold["published"][:10] in days, str(article and article.published))
    out |= judge_people(gold, article)
    if gold.get("first_sentence"):
        start = norm("".join(body))
        at = start.find(norm(gold["first_sentence"])[:60])
        out["first sentence"] = (0 <= at <= 80, f"at {at} of: {body[0][:60] if body else ''}")
    if gold.get("last_sentence"):
        end = norm(CREDIT.sub("", "".join(body)))
        wanted = norm(gold["last_sentence"])[-60:]
        at = end.rfind(wanted)
        left = len(end) - at - len(wanted)
        out["last sentence"] = (at >= 0 and left <= 12, f"{left} after it: {body[-1][-50:] if body else ''}")
    if gold.get("image_captions") is not None:
        every = [caption for one in articles for caption in block_text(one, ("caption",))]
        out["captions"], out["no others"] = judge_captions(gold["image_captions"], every)
    if gold.get("n_articles"):
        out["articles"] = (len(articles) == gold["n_articles"], str(len(articles)))
    inside = [snippet for snippet in gold.get("wrapper_snippets") or [] for one in articles if snippet in one.text]
    out["no wrapper"] = (not inside, " | ".join(inside)[:100])
    return out


def block_text(article: Article | None, kinds: Iterable[str]) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind in kinds] if article else []


def judge_title(gold: str, article: Article | None) -> tuple[bool, str]:
    ours, wanted = norm((article and article.title) or ""), norm(gold)
    # Labels are cut or keep the site's suffix: the same beginning, over half of the longer, is the same title.
    same = ours == wanted or (min(len(ours), len(wanted)) >= 8 and (ours.startswith(wanted) or wanted.startswith(ours)))
    return bool(ours) and same, str(article and article.title)


def judge_outlet(gold: str, article: Article | None) -> tuple[bool, str]:
    """By alias; what stands in brackets says more than the name. A republisher's own post may honestly be unknown."""
    name = re.sub(r"\s*[（(].*", "", gold)
    found = article.outlet if article else None
    if name.startswith("GNews"):
        return found is None or norm("GNews") in norm(found.name), str(found and found.name)
    if "digest" in name:
        return found is not None and any(by_label(word) == by_label(found.name) for word in gold.split()), str(found)
    if found is None:
        return False, "unknown"
    info = by_label(name)
    words = [norm(word) for word in [name, *name.split()] if len(word) > 3]
    right = info is not None and info.id == found.id
    right = right or norm(found.name) in norm(gold) or any(word in norm(found.name) for word in words)
    return right, found.name


def judge_people(gold: dict[str, Any], article: Article | None) -> dict[str, tuple[bool, str]]:
    byline = article.byline if article else ()
    out = {}
    wanted, other = set(), set()
    for name in gold.get("authors") or []:
        (other if BRACKETED.search(name) else wanted).add(norm(BRACKETED.sub("", name)))
    for entry in gold.get("editors") or []:
        other |= {norm(name) for name in ROLE.sub("", entry).split()}
    ours = {norm(each.name) for each in byline if each.role in AUTHORS}
    theirs = {norm(each.name) for each in byline if each.role in OTHERS}
    shown = "; ".join(f"{each.name} ({each.role})" for each in byline)
    out["authors"] = (ours == wanted, shown)
    out["editors"] = (theirs == other, shown)
    return out


def judge_captions(gold: list[str], captions: list[str]) -> tuple[tuple[bool, str], tuple[bool, str]]:
    """Whether all labelled captions are found, and none where the page has none; and whether there are no others.

    On pages with several pictures the labels name the first one or some, so the second figure is a lower bound."""
    ours, wanted = [norm(caption) for caption in captions], {norm(caption) for caption in gold}
    missing = [caption for caption in wanted if not any(caption in one or one in caption for one in ours if one)]
    extra = [one for one in ours if not any(caption in one or one in caption for caption in wanted)]
    shown = f"missing {len(missing)}, extra {len(extra)}: {' | '.join(captions)[:80]}"
    return (not missing and (bool(wanted) or not extra), shown), (not extra, shown)


def checked_records(shared: Path, errors: bool) -> dict[str, tuple[int, int]]:
    """Field → (right, stated) over pages/gold_meta.jsonl."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for line in (shared / "pages/gold_meta.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        articles = [
            a for reading in read_paths([shared / "pages/files" / gold["path"]], shared) for a in reading.articles
        ]
        for field, (right, found) in judge(gold, articles).items():
            counts[field][right] += 1
            if errors and not right:
                print(f"  {field:15} {gold['path']}\n      found {found}")
    return {field: (counts[field][True], counts[field].total()) for field in FIELDS}


# ------------------------------------------------------------------ the other judges


def reading_score(shared: Path) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for reading in read_paths([shared / "bench/reading/pages"], shared):
            out.writelines(dumps(article) + "\n" for article in reading.articles)
        out.flush()
        judge_file = str(shared / "bench/reading/score.py")
        return subprocess.run([sys.executable, judge_file, out.name], capture_output=True, text=True, check=True).stdout


def whole_pile(shared: Path) -> tuple[int, int, list[Rejection]]:
    """(pages, articles, rejections) of every page."""
    found = list(read_paths([shared / "pages/files"], shared))
    return len(found), sum(len(each.articles) for each in found), [r for each in found for r in each.rejections]


# ------------------------------------------------------------------ speed


def per_cpu_second(work: Callable[[Page], object], piles: list[Page], seconds: float = 1.0) -> float:
    """Pages per CPU second of this process, warm."""
    for page in piles[:5]:
        work(page)
    start, done = time.process_time(), 0
    while time.process_time() - start < seconds:
        for page in piles:
            work(page)
        done += len(piles)
    return done / (time.process_time() - start)


def speeds(shared: Path) -> None:
    items = spent = 0.0
    print(f"{'container':26}{'pages':>6}{'pages/s':>9}{'articles/s':>12}{'kB each':>9}")
    for folder in sorted((shared / "pages/files").iterdir()):
        piles = [page for page in pages([folder], shared) if isinstance(page, Page)]
        if not piles:
            continue
        articles = sum(len(read_page(page)[0]) for page in piles) / len(piles)
        rate = per_cpu_second(read_page, piles)
        size = sum(len(page.data) for page in piles) / len(piles) / 1000
        print(f"{folder.name:26}{len(piles):6}{rate:9.0f}{rate * articles:12.0f}{size:9.1f}")
        if folder.name.endswith(("_md", "_xml", "_rfc822")):
            items += articles * len(piles)
            spent += len(piles) / rate
    print(f"{'all Markdown and feeds':26}{'':6}{'':9}{items / spent:12.0f}")
    piles = [page for page in pages([shared / "bench/reading/pages"], shared) if isinstance(page, Page)]
    print(f"\n{'HTML, side by side':26}{'pages/s':>9}")
    for name, (module, extract) in html_bodies.PEERS.items():
        if importlib.util.find_spec(module) is None:
            print(f"{name:26}  not installed")
            continue
        empty = sum(not html_bodies.attempt(extract, page.data) for page in piles)
        rate = per_cpu_second(lambda page, extract=extract: html_bodies.attempt(extract, page.data), piles)
        print(f"{name:26}{rate:9.0f}" + (f"  ({empty} of {len(piles)} pages empty)" if empty else ""))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    parser.add_argument("--speed", action="store_true", help="measure speed too")
    arguments = parser.parse_args()
    count, articles, rejections = whole_pile(arguments.shared)
    print(f"pages {count}, articles {articles}, rejected {len(rejections)}")
    for rejection in rejections:
        print(f"  {rejection.path}: {rejection.reason}")
    print("\nchecked records")
    for field, (right, stated) in checked_records(arguments.shared, arguments.errors).items():
        print(f"{field:16} {right:3} of {stated}")
    print("\nreading score\n" + reading_score(arguments.shared))
    if arguments.speed:
        speeds(arguments.shared)


if __name__ == "__main__":
    main()
