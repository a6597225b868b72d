"""Build src/suyuan/annotate/names/data/kb.tsv.gz from the open tables and our own entries in tools/kb.

Run: PYTHONPATH=src python tools/build_kb.py TABLES   (TABLES: the folder with country-codes.csv, people.jsonl.gz, …)

Two sections in one file, tab separated: entities (`E`), each with the names that follow it (`N`). Our entries take a
Wikidata id only where one of the tables holds an entity of the same class under one of their names, and only one does;
otherwise they keep a `local:` id. Table entities are shipped with the names that pass `usable`.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from kb import tables
from kb.tables import Row
from suyuan.text.fold import fold
from suyuan.text.script import script_of

HERE = Path(__file__).parent / "kb"
OUT = Path(__file__).parent.parent / "src/suyuan/annotate/names/data/kb.tsv.gz"
OUTLETS = Path(__file__).parent.parent / "src/suyuan/read/data/outlets.tsv"
_MEDIA_ENDS = tuple("报社台网刊志电视新闻讯时")
_TITLES = ("总统", "总理", "首相", "议员", "部长", "外长", "国王", "州长", "皇帝")
CURATED = ("orgs", "states", "media", "programs", "firms", "places", "people")
COMPATIBLE = {"GPE": {"GPE", "LOC"}, "LOC": {"LOC", "GPE", "FACILITY", "OTHER"}, "PROGRAM": {"OTHER", "ORG"},
              "PRODUCT": {"OTHER", "ORG", "FACILITY"}, "FACILITY": {"FACILITY", "GPE", "LOC", "OTHER", "ORG"},
              "ORG": {"ORG", "MEDIA"}, "MEDIA": {"MEDIA", "ORG"}, "PERSON": {"PERSON"}}  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_CHINESE_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·•‧\-A-Za-z0-9()（）]+")


@dataclass
class Name:
    text: str
    region: str = ""
    kind: str = "full"
    since: str = ""
    until: str = ""
    ambiguous: bool = False
    support: str = ""  # words, / between, of which one must stand near a name that many people bear


@dataclass
class Entity:
    type: str
    canonical: str
    en: list[str]
    country: str
    names: list[Name]
    source: str
    id: str = ""
    weight: float = 0.0


def parse_name(raw: str) -> Name:
    text, _, tags = raw.partition(";")
    name = Name(text.strip())
    for tag in filter(None, (tag.strip() for tag in tags.split(","))):
        if tag in ("full", "short", "abbr", "demonym", "metonym"):
            name.kind = tag
        elif tag == "ambig":
            name.ambiguous = True
        elif tag.startswith("from="):
            name.since = tag[5:]
        elif tag.startswith("to="):
            name.until = tag[3:]
        elif tag.startswith("near="):
            name.support = tag[5:]
        elif len(tag) == 2:
            name.region = tag
        else:
            raise SystemExit(f"unknown tag {tag!r} in {raw!r}")
    return name


def lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def curated() -> Iterator[Entity]:
    for part in CURATED:
        for fields in lines(HERE / f"{part}.tsv"):
            type_, canonical, english, country, raw = (fields + [""] * 5)[:5]
            names = [Name(canonical)] + [parse_name(x) for x in raw.split("|") if x.strip()]
            given = {fold(name.text): name for name in names}  # a later tag overrides the bare canonical name
            en = [x.strip() for x in english.split("|") if x.strip()]
            yield Entity(type_, canonical, en, country, list(given.values()), "suyuan", weight=1e9)


def plain_words(folded: str, words: dict[str, int]) -> bool:
    """求是 and 界面 are words before they are outlets; 环球时报 ends like a newspaper."""
    return folded in words and not folded.endswith(_MEDIA_ENDS)


def outlets(words: dict[str, int]) -> Iterator[Entity]:
    """The reader's table of outlets is also the knowledge base's: one MEDIA entity a row, id `local:media/<row id>`.

    Forms it marks as ordinary words are ambiguous here, unless tools/kb/media.tsv lists them plainly.
    """
    header, *rows = lines(OUTLETS)
    for cells in rows:
        row = dict(zip(header, cells + [""] * len(header), strict=False))
        if row["kind"] == "government":
            continue
        ordinary = {fold(form) for form in row["ordinary"].split("|")}
        forms = dict.fromkeys(form for form in [row["name"], *row["aliases"].split("|")] if form)
        names = {
            fold(form): Name(form, ambiguous=fold(form) in ordinary or plain_words(fold(form), words))
            for form in forms if _HAN.search(form)
        }  # fmt: skip
        latin = [f for f in [*row["english"].split("|"), *forms] if f.isascii() and len(f) > 2 and f not in ordinary]
        yield Entity("MEDIA", row["name"], [*dict.fromkeys(f for f in latin if fold(f) not in ordinary)],
                     row["country"], list(names.values()), "suyuan", f"local:media/{row['id']}", 1e9)  # fmt: skip


def merged(entities: list[Entity]) -> list[Entity]:
    """Our own entries of one type that share a plain name are one; the first keeps its canonical name and id."""
    by_name: dict[tuple[str, str], Entity] = {}
    out: list[Entity] = []
    for entity in entities:
        keys = [
            (entity.type, fold(n.text))
            for n in entity.names
            if not n.ambiguous or fold(n.text) == fold(entity.canonical)
        ]
        known = next((by_name[key] for key in keys if key in by_name), None) if entity.type == "MEDIA" else None
        if known is None:
            out.append(entity)
            known = entity
        else:
            forms = {fold(n.text): n for n in known.names} | {fold(n.text): n for n in entity.names}
            known.names, known.en = list(forms.values()), [*dict.fromkeys([*known.en, *entity.en])]
        by_name.update(dict.fromkeys(keys, known))
    return out


def country_entities(rows: Iterable[Row]) -> Iterator[Entity]:
    extra = {fields[0]: fields[1] for fields in lines(HERE / "countries.tsv")}
    people = {fields[0]: fields[1] for fields in lines(HERE / "demonyms.tsv")}
    for row in rows:
        ours = [parse_name(x) for x in extra.get(row.country, "").split("|") if x]
        demonyms = [parse_name(x) for x in people.get(row.country, "").split("|") if x]
        for name in demonyms:
            name.kind = "demonym"
        names = {fold(text): Name(text) for text, _ in row.zh} | {fold(name.text): name for name in ours}
        names = {key: n for key, n in names.items() if not (len(key) == 3 and key[-1] == "国" and key[:-1] in names)}
        canonical = next((n.text for n in ours), row.zh[0][0] if row.zh else row.en[0])
        latin = [n for n in names.values() if not _HAN.search(n.text)]
        chinese = [n for n in names.values() if _HAN.search(n.text)]
        english = [*dict.fromkeys([*row.en, *(n.text for n in latin)])]
        yield Entity("GPE", canonical, english, row.country, [*chinese, *demonyms], "country-codes", row.wikidata, 1e9)


class Index:
    """Which table rows hold a name."""

    def __init__(self, rows: list[Row]) -> None:
        self.by_name: dict[str, list[Row]] = defaultdict(list)
        self.denied = {(fields[0], fields[1]) for fields in lines(HERE / "denied.tsv")}
        self.rows: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self.rows[row.wikidata].append(row)
            for name in {fold(text) for text, _ in row.zh} | {en.lower() for en in row.en}:
                self.by_name[name].append(row)

    def confirm(self, entity: Entity) -> str:
        """The one id that the tables give this entity, or "". Each Chinese full name and each English name is a vote.

        A row of the entity's own class may be found by either; a row of another class (the tables' classes are not
        always right) must agree in both languages.
        """
        fits = COMPATIBLE[entity.type]
        chinese = {fold(n.text) for n in entity.names if n.kind == "full" and not n.ambiguous} | {
            fold(entity.canonical)
        }
        votes: Counter[str] = Counter()
        rows: dict[str, list[Row]] = defaultdict(list)
        for name in sorted(chinese) + sorted({en.lower() for en in entity.en}):
            for row in self.by_name.get(name, ()):
                rows[row.wikidata].append(row)
            for id_ in {row.wikidata for row in self.by_name.get(name, ())}:
                votes[id_] += 1
        english = {en.lower() for en in entity.en}
        spoken = {fold(n.text) for n in entity.names if not n.ambiguous and n.kind != "metonym"} | chinese
        for id_, group in rows.items():
            both = any(fold(t) in chinese for r in group for t, _ in r.zh) and any(
                en.lower() in english for r in group for en in r.en
            )
            kinds = {row.type for row in group}
            named = any(fold(t) in spoken for r in group for t, _ in r.zh)
            if (entity.canonical, id_) in self.denied or not (named or entity.type == "PERSON"):
                votes[id_] = 0  # 千岛群岛 is not the Thousand Islands of Canada: one English name alone proves nothing
            elif not (kinds & fits or (both and "OTHER" in kinds)) or (entity.type == "PERSON") != ("PERSON" in kinds):
                votes[id_] = 0
            elif kinds & fits and entity.type in kinds:
                votes[id_] += 2 + min(len({r.source for r in group}), 3)
            votes[id_] += both and votes[id_] > 0
            votes[id_] += 3 * (
                votes[id_] > 0 and any(fold(t) == fold(entity.canonical) for r in group for t, _ in r.zh)
            )
        ranked = [pair for pair in votes.most_common(2) if pair[1] > 0]
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return ""
        return ranked[0][0]


def load_words() -> dict[str, int]:
    path = OUT.parent / "words.tsv"
    if not path.exists():
        raise SystemExit("run tools/build_words.py first")
    hints = ("ns", "nt", "nrt", "nrfg")
    return {w: int(n) for w, n, tag in lines(path) if tag not in hints and (tag not in ("nr", "nz") or int(n) >= 60)}


def generic(folded: str, words: dict[str, int]) -> bool:
    """Is the whole name made of ordinary words (地面部队, 中央银行)? Then a table's alias proves no name in a text."""
    if not folded:
        return True
    return any(folded[:n] in words and generic(folded[n:], words) for n in (4, 3, 2) if len(folded) >= n)


@cache
def denied_names() -> frozenset[str]:
    return frozenset(name for fields in lines(HERE / "denied_names.txt") for name in fields[0].split())


def usable(text: str, row: Row, words: dict[str, int]) -> bool:
    """May this table name be matched in running text? Lists of aliases hold nicknames and ordinary words."""
    if not _CHINESE_NAME.fullmatch(text) or not _HAN.search(text):
        return False
    folded = fold(text)
    if len(folded) < 2 or (len(folded) < 3 and not row.trusted) or len(folded) > 24:
        return False
    if folded in denied_names():
        return False
    if folded in words or (not row.trusted and row.type != "PERSON" and generic(folded, words)):
        return False
    if row.type == "PERSON" and folded.endswith(_TITLES):
        return False  # an office of the day as an alias
    if row.type == "PERSON":
        return len(folded) >= 3 or (row.trusted and folded[0] not in "小老大阿")
    return True


def from_tables(rows: list[Row], known: set[str], taken: set[str], words: dict[str, int]) -> Iterator[Entity]:
    """One entity an id: names of all rows that hold it. ``known`` ids and ``taken`` surfaces are ours already."""
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.type != "OTHER" and row.wikidata not in known:
            by_id[row.wikidata].append(row)
    for id_, group in by_id.items():
        group.sort(key=lambda row: (not row.trusted, row.source))
        names: dict[str, Name] = {}
        for row in group:
            for text, region in row.zh:
                folded = fold(text)
                if folded not in taken and usable(text, row, words):
                    names.setdefault(folded, Name(text, region))
        names |= {fold(n.text): n for n in short_places(group[0].type, list(names.values()), taken, words)}
        if not names:
            continue
        first = next(iter(names.values())).text
        en = [*dict.fromkeys(en for row in group for en in row.en if row.trusted)][:3]
        yield Entity(group[0].type, first, en, next((r.country for r in group if r.country), ""),
                     list(names.values()), "+".join(dict.fromkeys(r.source for r in group)), id_,
                     max(row.weight for row in group))  # fmt: skip


def short_places(type_: str, names: list[Name], taken: set[str], words: dict[str, int]) -> Iterator[Name]:
    """明尼苏达州 is also called 明尼苏达: the name without its administrative suffix, where three characters stay."""
    have = {fold(name.text) for name in names}
    for name in names:
        short = name.text[:-1]
        unused = fold(short) not in have | taken and fold(short) not in words
        if type_ == "GPE" and name.text[-1] in "市县縣州省郡" and len(short) >= 3 and _HAN.search(short) and unused:
            yield Name(short, name.region, "short")


def disambiguate(entities: list[Entity]) -> None:
    """A surface of several entities: the far better known one keeps it, else all are marked ambiguous."""
    by_surface: dict[str, list[tuple[Entity, Name]]] = defaultdict(list)
    for entity in entities:
        for name in entity.names:
            by_surface[fold(name.text)].append((entity, name))
    for pairs in by_surface.values():
        pairs.sort(key=lambda pair: -pair[0].weight)
        plain = [pair for pair in pairs if not pair[1].ambiguous] or pairs
        if len(pairs) < 2:
            continue
        clear = len(plain) == 1 or plain[0][0].weight >= 20 * max(plain[1][0].weight, 1.0)
        for entity, name in pairs[1:] if clear else pairs:
            if clear:
                entity.names.remove(name)
            else:
                name.ambiguous = True


def write(entities: list[Entity]) -> None:
    rows = []
    for e in sorted(entities, key=lambda e: (e.type, e.id)):
        rows.append("\t".join(["E", e.id, e.type, e.canonical, "|".join(e.en), e.country, e.source]))
        for n in sorted(e.names, key=lambda n: n.text):
            script = script_of(n.text) or ""
            rows.append(
                "\t".join(["N", n.text, script, n.region, n.kind, n.since, n.until, "?" * n.ambiguous + n.support])
            )
    with OUT.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as out:
        out.write(("\n".join(rows) + "\n").encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", type=Path)
    parser.add_argument("--report", action="store_true", help="print which of our entries found an id")
    options = parser.parse_args()
    words = load_words()
    countries = list(tables.countries(options.tables))
    shipped = [row for read in (tables.people, tables.aliases, tables.parties, tables.research_bodies, tables.places)
               for row in read(options.tables)]  # fmt: skip
    index = Index([*countries, *shipped, *tables.office_holders(options.tables), *tables.who_is_where(options.tables)])
    entities = list(country_entities(countries))
    ids = {entity.id for entity in entities}
    for entity in merged([*outlets(words), *curated()]):
        found = index.confirm(entity)
        if found in ids:
            print("two of our entries claim", found, entity.canonical, file=sys.stderr)
            found = ""
        slug = re.sub(r"[^a-z0-9]+", "-", (entity.en or [entity.canonical])[0].lower()).strip("-")
        entity.id = found or entity.id or f"local:{entity.type.lower()}/{slug or entity.canonical}"
        if found:
            forms = (fold(entity.canonical), *(en.lower() for en in entity.en))
            sources = {r.source for form in forms for r in index.by_name.get(form, ()) if r.wikidata == found}
            entity.source = "+".join(["suyuan", *sorted(sources)])
        if options.report:
            held = {r.source: (r.type, [t for t, _ in r.zh][:3], r.en[:4]) for r in index.rows.get(found, ())}
            print(entity.type, entity.canonical, entity.en[:2], entity.id, held, sep="\t")
        ids.add(entity.id)
        entities.append(entity)
    taken = {fold(name.text) for entity in entities for name in entity.names if not name.ambiguous}
    entities += from_tables(shipped, ids, taken, words)
    disambiguate(entities)
    entities = [entity for entity in entities if entity.names or entity.en]
    write(entities)
    print(len(entities), "entities", sum(len(e.names) for e in entities), "names", OUT.stat().st_size, "bytes")
    print(Counter(e.type for e in entities))


if __name__ == "__main__":
    main()
