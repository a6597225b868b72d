"""Build src/suyuan/annotate/names/data/terms.tsv: who held which office when, from the tables and tools/kb/terms.tsv.

Run: PYTHONPATH=src python tools/build_terms.py TABLES   (after build_kb.py)

Only holders that the knowledge base knows are kept. An open end in a table is true up to its date (`as_of`); our
own terms take the place of the tables' for the same office and holder. Rows from share-alike copies are left out.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from build_kb import HERE, lines
from kb import tables
from suyuan.annotate.names.kb import shipped

OUT = Path(__file__).parent.parent / "src/suyuan/annotate/names/data/terms.tsv"
WRITTEN = "2025-10-31"  # how far our own terms are known: an open end is true up to this day
# Names of countries in the tables of offices that the list of countries spells otherwise.
SPELLINGS = {"the United States of America": "US", "the United Kingdom": "GB", "United Kingdom": "GB", "Taiwan": "TW",
             "The Philippines": "PH", "Netherlands": "NL", "Hong Kong": "HK"}  # fmt: skip


def country_codes(folder: Path) -> dict[str, str]:
    with (folder / "country-codes.csv").open(encoding="utf-8", newline="") as rows:
        return {row["CLDR display name"]: row["ISO3166-1-Alpha-2"] for row in csv.DictReader(rows)} | SPELLINGS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", type=Path)
    folder = parser.parse_args().tables
    kb, codes = shipped(), country_codes(folder)
    titles: dict[tuple[str, str], list[str]] = defaultdict(list)
    for title, country, labels in lines(HERE / "titles.tsv"):
        for label in labels.split("|"):
            titles[country, label].append(title)
    by_name = {e.name: e.id for e in kb.entities.values() if e.type == "PERSON" and e.source.startswith("suyuan")}
    rows = set()
    for country, title, holder, since, until in (
        fields + [""] * (5 - len(fields)) for fields in lines(HERE / "terms.tsv")
    ):
        rows.add((country, title, by_name[holder], since, until, "" if until else WRITTEN, "suyuan"))
    ours = {row[:3] for row in rows}
    for record in tables.offices(folder):
        code = codes.get(record["country"] or "")
        if not code or record["holder_wikidata"] not in kb.entities or "current" in record["source"]:
            continue
        label = record["office_label"].removesuffix(f" of {record['country']}")
        found = [
            *titles.get((code, label), ()),
            *(t for t in titles.get(("*", label), ()) if t != "首相" or code == "GB"),
        ]
        for title in dict.fromkeys(found):
            if (code, title, record["holder_wikidata"]) not in ours:
                rows.add((code, title, record["holder_wikidata"], record["start"] or "", record["end"] or "",
                          "" if record["end"] else record["as_of"] or "", record["source"].split(":")[0]))  # fmt: skip
    header = (
        "# country, title, holder, from, to, as_of (the table's date, where the end is open), source: kb.README.md\n"
    )
    OUT.write_text(header + "".join("\t".join(row) + "\n" for row in sorted(rows)), encoding="utf-8")
    print(len(rows), "terms")


if __name__ == "__main__":
    main()
