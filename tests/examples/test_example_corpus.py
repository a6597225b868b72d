"""The example corpus is what its own table says it is: bytes, planted words, planted copies."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
EXPECTED: dict[str, Any] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))
CHARSETS = {"02-chenzhong.html": "gb18030", "04-nanjiao.html": "cp950"}


def words(name: str) -> str:
    """The page as a person reads it, roughly: no tags, no wiki brackets, no white space."""
    text = (EXAMPLES / "pages" / name).read_bytes().decode(CHARSETS.get(name, "utf-8"))
    return re.sub(r"<[^>]*>|\[\[zh:|\]\]|\s+", "", text)


def test_every_page_is_described_and_every_description_has_its_page() -> None:
    assert {path.name for path in (EXAMPLES / "pages").iterdir()} == set(EXPECTED["pages"])
    assert sum(len(page["articles"]) for page in EXPECTED["pages"].values()) == EXPECTED["articles"]


@pytest.mark.parametrize("name", sorted(EXPECTED["pages"]))
def test_titles_and_people_stand_on_their_page(name: str) -> None:
    text = words(name)
    for article in EXPECTED["pages"][name]["articles"]:
        assert re.sub(r"\s+", "", article["title"]) in text
        assert all(re.sub(r"\s+", "", person["name"]) in text for person in article["byline"])


def test_wrongly_declared_and_legacy_charsets_are_really_so() -> None:
    for name in CHARSETS:
        with pytest.raises(UnicodeDecodeError):
            (EXAMPLES / "pages" / name).read_bytes().decode("utf-8")
    data = (EXAMPLES / "pages" / "02-chenzhong.html").read_bytes()
    assert b"charset=gb2312" in data
    with pytest.raises(UnicodeDecodeError):
        data.decode("gb2312")  # 堃 is in GB18030 only


def test_planted_words_are_there() -> None:
    for chain in EXPECTED["anonymous_chain"]:
        assert chain["says"] in words(chain["page"])
    for promise in EXPECTED["commitments"]:
        text = words(promise["page"])
        assert promise["action_contains"] in text
        assert (promise["deadline"] or "") in text and (promise["amount"] or "") in text
    for value in EXPECTED["contradiction"]["values"]:
        for name in value["pages"]:
            number = value["value"].removesuffix("美元")
            assert number in words(name).replace("億", "亿") or "$1.2billion" in words(name), name
    out = EXPECTED["left_out"]
    assert out["lacks"] not in words(out["page"])


def test_altered_quotation_differs_where_it_says() -> None:
    (pair,) = [pair for pair in EXPECTED["reuse"] if "altered_quotation" in pair]
    for change in pair["altered_quotation"]:
        assert change["from"] in words(pair["source"]) and change["from"] not in words(pair["copy"])
        assert change["to"] in words(pair["copy"]) and change["to"] not in words(pair["source"])


def test_user_tables_have_one_row_a_thing() -> None:
    with (EXAMPLES / "names.csv").open(encoding="utf-8", newline="") as lines:
        names = list(csv.DictReader(lines))
    with (EXAMPLES / "outlets.tsv").open(encoding="utf-8", newline="") as lines:
        outlets = list(csv.DictReader(lines, delimiter="\t"))
    for rows in (names, outlets):
        assert len({row["id"] for row in rows}) == len(rows)
        assert all(row["id"].startswith("local:") and row["name"] for row in rows)
    assert {row["type"] for row in names} <= {"PERSON", "ORG", "GPE", "LOC", "MEDIA"}
