"""Contradictions found in families of invented reports that were labelled before any run: precision, recall by kind.

    python bench/discrepancy_families.py [FILE …] [--words]      # default: all of tests/link/discrepancy_families_*.txt

A family is a few reports of one story with what they contradict each other in, or ``none`` for reports that only look
so. A record counts as right where its field is the family's and it sets the two pages against each other; every other
record that is said to be a contradiction is a false alarm.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from suyuan.link.discrepancies import of_story
from suyuan.link.reuse import find
from suyuan.model import Article, Discrepancy, Event, Outlet
from suyuan.pipeline import annotated

FILES = Path(__file__).resolve().parent.parent / "tests" / "link"
# A number of a unit is an amount or a count by its unit; the label does not ask.
_SAME_FIELD = {"amount": "count"}


@dataclass(frozen=True, slots=True)
class Family:
    """``expected`` are the field and the two pages set against each other, for each contradiction there is."""

    name: str
    about: str
    expected: tuple[tuple[str, str, str], ...]
    pages: tuple[Article, ...]


def families(text: str) -> Iterator[Family]:
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        head, *pages = re.split(r"^--- ", part, flags=re.MULTILINE)
        name, expected, about = (piece.strip() for piece in head.split("|", 2))
        wanted = [piece.split() for piece in expected.split(";") if piece.strip() != "none"]
        made = []
        for letter, page in zip("abcdefgh", pages, strict=False):
            source, body = page.split("\n", 1)
            outlet, day = (piece.strip() for piece in source.split("|"))
            made.append(annotated(Article(letter, body.strip(), outlet=Outlet(outlet), published=day)))
        yield Family(name, about, tuple((field, a, b) for field, a, b in wanted), tuple(made))


def contradictions(family: Family) -> list[Discrepancy]:
    event = Event("e", tuple(page.id for page in family.pages), None, family.name)
    found = of_story(family.pages, [event], list(find(family.pages)))
    return [record for record in found if record.nature in ("contradiction", "alteration")]


def matches(record: Discrepancy, expected: tuple[str, str, str]) -> bool:
    field, a, b = expected
    if _SAME_FIELD.get(record.field, record.field) != _SAME_FIELD.get(field, field):
        return False
    sides = [{article for article, _, _ in value.evidence} for value in record.values]
    return any(a in x and b in y for x in sides for y in sides if x is not y)


def score(made: Sequence[Family]) -> tuple[Counter[str], Counter[str], list[tuple[Family, str, str]]]:
    """Found and there, by field, and what is wrong: the family, missed or false, and what."""
    right: Counter[str] = Counter()
    there: Counter[str] = Counter()
    wrong = []
    for family in made:
        records = contradictions(family)
        for expected in family.expected:
            there[expected[0]] += 1
            if any(matches(record, expected) for record in records):
                right[expected[0]] += 1
            else:
                wrong.append((family, "missed", " ".join(expected)))
        for record in records:
            if not any(matches(record, expected) for expected in family.expected):
                sides = " | ".join(value.value for value in record.values)
                wrong.append((family, "false", f"{record.field} ({record.what}): {sides}"))
    return right, there, wrong


def main(names: Sequence[str], words: bool) -> None:
    for path in map(Path, names) if names else sorted(FILES.glob("discrepancy_families_*.txt")):
        made = list(families(path.read_text(encoding="utf-8")))
        right, there, wrong = score(made)
        false = sum(kind == "false" for _, kind, _ in wrong)
        found = sum(right.values())
        print(f"{path.name}: {len(made)} families, {sum(not f.expected for f in made)} without a contradiction")
        print(f"  precision {found}/{found + false}, recall {found}/{sum(there.values())}")
        print("  by field: " + ", ".join(f"{field} {right[field]}/{n}" for field, n in sorted(there.items())))
        for family, kind, what in wrong:
            print(f"  {kind:6} {family.name}: {what}")
            for page in family.pages if words else ():
                print(f"         {page.id} {page.text}")


if __name__ == "__main__":
    main([argument for argument in sys.argv[1:] if argument != "--words"], "--words" in sys.argv)
