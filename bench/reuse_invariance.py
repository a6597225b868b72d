"""The same articles in another order, in the other script, with other line breaks: what of the links differs?

Run: python bench/reuse.py invariance
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

Record = dict[str, Any]
Run = Callable[[Path, Path], object]

# A line break after so many characters, wherever that falls but within a word of an alphabetic script or a number.
_WIDTH = 43
_LATIN = "!-~À-ჿ‘-”"
_IN_WORDS = re.compile(f"(?<=[{_LATIN}])\n(?=[{_LATIN}])")
_LINE = re.compile(f".{{{_WIDTH}}}(?:(?<=[{_LATIN}])[{_LATIN}]+)?", re.DOTALL)


def differences(path: Path, folder: Path, run: Run) -> Iterator[tuple[str, int, dict[str, int]]]:
    """For each change of the articles: its name, the links of the changed ones, how many links differ and in what."""
    plain = folder / "plain.jsonl"
    run(path, plain)
    records = list(_lines(path))
    texts = {record["id"]: record["text"] for record in records}
    for name, change in CHANGES.items():
        changed = [record if change is None else {**record, "text": change(record["text"])} for record in records]
        if name == "shuffled":
            random.Random(1).shuffle(changed)
        other, out = folder / "changed.jsonl", folder / f"{name}.jsonl"
        with other.open("w", encoding="utf-8", errors="surrogatepass") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in changed)
        run(other, out)
        after = {record["id"]: record["text"] for record in changed}
        yield name, *_compared(plain, texts, out, after)


def _lines(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8", errors="surrogatepass") as lines:
        yield from map(json.loads, lines)


def _folded(text: str) -> str:
    from suyuan.text.fold import fold

    return fold(text)


def _traditional(text: str) -> str:
    """The twin in Traditional characters, character by character."""
    return text.translate(_to_traditional())


@cache
def _to_traditional() -> dict[int, str]:
    from suyuan.text.fold import fold

    chars = [chr(code) for code in range(0x4E00, 0xA000)]
    return {ord(simple): char for char, simple in zip(chars, fold("".join(chars)), strict=True) if simple != char}


def _joined(text: str) -> str:
    """Every line break taken out; between two words of an alphabetic script or two numbers it leaves a space."""
    return _IN_WORDS.sub(" ", text).replace("\n", "")


def _broken(text: str) -> str:
    """Every line break taken out, and new ones put in."""
    return _LINE.sub(r"\g<0>\n", _joined(text))


CHANGES: dict[str, Callable[[str], str] | None] = {
    "shuffled": None,
    "folded": _folded,
    "Traditional": _traditional,
    "on one line": _joined,
    "broken": _broken,
}


def _compared(one: Path, texts: dict[str, str], two: Path, others: dict[str, str]) -> tuple[int, dict[str, int]]:
    left = {(link["a"], link["b"]): _bare(link, texts) for link in _lines(one)}
    right = {(link["a"], link["b"]): _bare(link, others) for link in _lines(two)}
    counts = {"links on one side only": len(left.keys() ^ right.keys())}
    for key in left.keys() & right.keys():
        for part in left[key]:
            counts[part] = counts.get(part, 0) + (left[key][part] != right[key][part])
    return len(right), counts


def _bare(link: Record, texts: dict[str, str]) -> dict[str, object]:
    """A link with every place counted in characters that are no white space, so that it can be set against another."""
    place = [_places(texts[link[side]]) for side in "ab"]

    def ends(spans: Record) -> list[list[int]]:
        return [[places[at] for at in spans[side]] for places, side in zip(place, "ab", strict=True)]

    edits = [edit for passage in link["passages"] for edit in passage.get("edits", ())]
    return {
        "characters": link["chars"],
        "passages": [(*ends(passage), passage["similarity"]) for passage in link["passages"]],
        "edits": [ends(edit) for edit in edits],
        "what edits do": [edit.get("kind") for edit in edits],
        "types": [link["type"], *(passage.get("type") for passage in link["passages"])],
        "direction": link["direction"],
        "cues": [(cue["cue"], cue["points"]) for cue in link["cues"]],
    }


def _places(text: str) -> list[int]:
    """For each place of a text and its end, how many characters other than white space stand before it."""
    out = [0]
    for char in text:
        out.append(out[-1] + (not char.isspace()))
    return out
