"""Readers of the open name tables: each yields rows of one shape, with the entity's class and where it comes from."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# Words in the English label of a Wikidata class that make its members countries and cities, or natural features.
GPE_CLASSES = (
    "city", "town", "municipality", "country", "state", "province", "prefecture", "county", "district", "capital",
    "commune", "borough", "village", "republic", "region of", "oblast", "territory", "kingdom", "settlement",
    "federal subject", "department of", "governorate", "special administrative", "metropolis", "canton",
    "human settlement",
)  # fmt: skip
LOC_CLASSES = (
    "ocean", "sea", "island", "archipelago", "river", "mountain", "lake", "strait", "continent", "peninsula", "desert",
    "bay", "gulf", "canal", "region", "volcano", "reef", "plateau", "valley", "moon", "planet", "forest", "glacier",
)  # fmt: skip
FACILITY_CLASSES = (
    "airport", "bridge", "station", "building", "power plant", "base", "square", "stadium", "museum", "palace", "port",
    "temple", "shrine", "tower", "prison", "hospital", "dam", "monument",
)  # fmt: skip
KIND_TO_TYPE = {
    "person": "PERSON", "company": "ORG", "org": "ORG", "university": "ORG", "party": "ORG", "government": "ORG",
    "intl_org": "ORG", "military": "ORG", "media": "MEDIA", "country": "GPE",
}  # fmt: skip
# zh-tw → tw, and so on; names without a region keep "".
REGIONS = {"zh-tw": "tw", "zh-hk": "hk", "zh-mo": "hk", "zh-cn": "cn", "zh-sg": "sg", "zh-my": "sg"}


@dataclass
class Row:
    wikidata: str
    type: str  # a mention type, or "OTHER"
    zh: list[tuple[str, str]] = field(default_factory=list)  # (name, region)
    en: list[str] = field(default_factory=list)
    country: str = ""
    source: str = ""
    weight: float = 0.0  # how well known, for choosing between namesakes: population, number of names
    trusted: bool = True  # False: lists of aliases with nicknames and errors


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def countries(folder: Path) -> Iterator[Row]:
    with (folder / "country-codes.csv").open(encoding="utf-8", newline="") as lines:
        for record in csv.DictReader(lines):
            wikidata = record["wikidata_id"].rsplit("/", 1)[-1]
            if not wikidata.startswith("Q"):
                continue
            zh = [record["UNTERM Chinese Short"], record["official_name_cn"], record["UNTERM Chinese Formal"]]
            en = [record["CLDR display name"], record["UNTERM English Short"], record["official_name_en"]]
            yield Row(
                wikidata, "GPE", [(name.split("（")[0].split("[")[0].strip(), "") for name in zh if name.strip()],
                [name.split("(")[0].strip() for name in en if name.strip()],
                record["ISO3166-1-Alpha-2"], "country-codes", 1e9,
            )  # fmt: skip


def people(folder: Path) -> Iterator[Row]:
    for record in _lines(folder / "people.jsonl.gz"):
        names = record["names"]
        zh = [(name, REGIONS.get(key, "")) for key, name in names.items() if key.startswith("zh")]
        if record["country"] == "Japan" and names.get("ja"):
            zh.append((names["ja"], ""))
        yield Row(record["wikidata"], "PERSON", zh, _list(names.get("en")), record["country"], "everypolitician")
    for record in _lines(folder / "people_ja_kanji.jsonl.gz"):
        names = record["names"]
        yield Row(record["wikidata"], "PERSON", [(names["ja"], "")], _list(names.get("en")), "Japan", "everypolitician")


def aliases(folder: Path) -> Iterator[Row]:
    for record in _lines(folder / "aliases_xfactr.jsonl.gz"):
        labels = " | ".join(label or "" for _, label in record["types"]).lower()
        kind = KIND_TO_TYPE.get(record["kind"] or "", "")
        if record["kind"] == "place":
            kind = _place_type(labels)
        zh = [(name, "") for name in record["zh"]]
        weight = float(len(record["en"]) + len(record["zh"]))
        yield Row(record["wikidata"], kind or "OTHER", zh, record["en"], "", "xfactr", weight, trusted=False)


def _place_type(labels: str) -> str:
    for type_, words in (("FACILITY", FACILITY_CLASSES), ("GPE", GPE_CLASSES), ("LOC", LOC_CLASSES)):
        if any(word in labels for word in words):
            return type_
    return "LOC"


def parties(folder: Path) -> Iterator[Row]:
    for record in _lines(folder / "parties_elections.jsonl.gz"):
        if record["kind"] != "party":
            continue
        names = record["names"]
        zh = [(name, REGIONS.get(key, "")) for key, name in names.items() if key.startswith("zh")]
        country = (record["country"] or [""])[0]
        yield Row(record["wikidata"], "ORG", zh, _list(names.get("en")), country, "everypolitician-parties")


def research_bodies(folder: Path) -> Iterator[Row]:
    for record in _lines(folder / "orgs_ror.jsonl.gz"):
        zh = [(name, "") for name in record["names"].get("zh", []) + record["names"].get("zh-und", [])]
        yield Row(record["wikidata"], "ORG", zh, [record["label"].split(" (")[0]], record["country"] or "", "ror")


def places(folder: Path) -> Iterator[Row]:
    for record in _lines(folder / "places_naturalearth.jsonl.gz"):
        names = record["names"]
        yield Row(
            record["wikidata"], "GPE", [(names["zh"], "")] if names.get("zh") else [], _list(names.get("en")),
            record["iso2"] or "", "natural-earth", float(record["pop_max"] or 0),
        )  # fmt: skip
    for record in _lines(folder / "places_gf_confirmed.jsonl.gz"):
        type_ = "LOC" if record["kind"] == "Waterbodies" else "GPE"
        weight = {"Countries": 1e8, "Provinces": 1e6}.get(record["kind"], 1e5)
        zh = [(name, "") for name in record["names"].get("zh", [])]
        yield Row(record["wikidata"], type_, zh, [], "", "gf-wikidata-tools", weight)


def who_is_where(folder: Path) -> Iterator[Row]:
    """Who's On First: used to confirm ids of our own entries, not shipped (per-source terms)."""
    for record in _lines(folder / "places_wof.jsonl.gz"):
        if not record.get("wikidata"):
            continue
        zh = [
            (n, "")
            for key, names in record["names"].items()
            if key.startswith("zho") and "nan" not in key
            for n in names
        ]
        type_ = {"marinearea": "LOC", "ocean": "LOC", "campus": "FACILITY", "continent": "LOC"}.get(
            record["placetype"], "GPE"
        )
        yield Row(
            record["wikidata"], type_, zh, _list(record.get("label")), record["country"] or "", "whos-on-first", 0.0
        )


def office_holders(folder: Path) -> Iterator[Row]:
    seen: set[tuple[str, str]] = set()
    for record in _lines(folder / "offices.jsonl.gz"):
        key = (record["holder_wikidata"] or "", record["holder_label"] or "")
        if all(key) and key not in seen:
            seen.add(key)
            yield Row(key[0], "PERSON", [], [key[1]], record["country"] or "", "every-politician-scrapers")


def offices(folder: Path) -> Iterator[dict[str, Any]]:
    yield from _lines(folder / "offices.jsonl.gz")


def _list(value: str | None) -> list[str]:
    return [value] if value else []
