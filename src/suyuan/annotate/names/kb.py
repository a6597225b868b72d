"""The knowledge base: entities, their names, and which entities a name may mean. Plus a user's own."""

from __future__ import annotations

import gc
import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple, cast, get_args

from suyuan.model import MentionType, NameKind
from suyuan.text.fold import fold
from suyuan.user_tables import UserTableError, rows


class Entity(NamedTuple):
    """One thing in the world. ``id`` is a Wikidata id (``Q…``) or ours (``local:…``); ``source`` names the tables."""

    id: str
    type: MentionType
    name: str
    en: tuple[str, ...] = ()
    country: str = ""  # ISO 3166 alpha-2, or the table's English name
    source: str = ""


class Sense(NamedTuple):
    """One name of one entity, with what is known of its use. ``since``/``until`` are years."""

    entity: Entity
    text: str
    script: str = ""
    region: str = ""  # cn tw hk sg jp: whose usage
    kind: NameKind = "full"
    since: str = ""
    until: str = ""
    ambiguous: bool = False
    support: tuple[str, ...] = ()  # folded words; many people bear this name: it is linked only with one of them beside


@dataclass
class KnowledgeBase:
    entities: dict[str, Entity] = field(default_factory=dict)
    senses: dict[str, list[Sense]] = field(default_factory=dict)  # folded Chinese surface → senses
    english: dict[str, list[Entity]] = field(default_factory=dict)  # Latin surface as printed → entities
    english_heads: set[str] = field(default_factory=set)  # first words of those surfaces
    latin_kinds: dict[str, NameKind] = field(default_factory=dict)  # those of them that are no full names
    _places: dict[str, Entity] | None = None
    _last: dict[str, list[Entity]] | None = None

    def add(self, entity: Entity, senses: Iterable[Sense]) -> None:
        self.entities[entity.id] = entity
        for name in entity.en:
            self.english_heads.add(name.split(" ", 1)[0])
            self.english.setdefault(name, []).append(entity)
        for sense in senses:
            if max(sense.text) > "\u2fff":
                self.senses.setdefault(fold(sense.text), []).append(sense)
            else:
                self.english_heads.add(sense.text.split(" ", 1)[0])
                known = self.english.setdefault(sense.text, [])
                if entity not in known:
                    known.append(entity)
                if sense.kind != "full":
                    self.latin_kinds[sense.text] = sense.kind

    def named(self, surface: str) -> list[Sense]:
        """The senses of a surface in any script."""
        return self.senses.get(fold(surface), [])

    def country(self, key: str) -> Entity | None:
        """A country by its ISO 3166 alpha-2 code, or a place by its canonical name."""
        if self._places is None:
            table = {e.name: e for e in self.entities.values() if e.type in ("GPE", "LOC") and "suyuan" in e.source}
            self._places = table | {e.country: e for e in self.entities.values() if e.source == "country-codes"}
        return self._places.get(key)

    def places_named(self, surface: str) -> bool:
        """Is the (folded) surface a country's name?"""
        return any(s.entity.source == "country-codes" for s in self.senses.get(surface, ()))

    def last_names(self) -> dict[str, list[Entity]]:
        """English last name → the people of our own entries who bear it."""
        if self._last is None:
            self._last = _last_names(self)
        return self._last


def _last_names(kb: KnowledgeBase) -> dict[str, list[Entity]]:
    table: dict[str, list[Entity]] = {}
    for entity in kb.entities.values():
        if entity.type == "PERSON" and entity.source.startswith(("suyuan", "user")):
            for last in sorted({name.rsplit(" ", 1)[-1] for name in entity.en if " " in name}):
                table.setdefault(last, []).append(entity)
    return table


def read_table(text: str) -> KnowledgeBase:
    """The shipped format: ``E`` lines for entities, each followed by ``N`` lines for its names."""
    kb = KnowledgeBase()
    entity: Entity | None = None
    senses: list[Sense] = []
    for line in text.splitlines():
        cells = line.split("\t")
        if cells[0] == "E":
            if entity:
                kb.add(entity, senses)
            _, id_, type_, name, en, country, source = cells
            entity = Entity(id_, cast(MentionType, type_), name, tuple(en.split("|")) if en else (), country, source)
            senses = []
        elif entity:
            _, surface, script, region, kind, since, until, mark = cells
            words = mark.lstrip("?")
            support = tuple(map(fold, words.split("/"))) if words else ()
            unsure = mark.startswith("?")
            senses.append(Sense(entity, surface, script, region, cast(NameKind, kind), since, until, unsure, support))
    if entity:
        kb.add(entity, senses)
    return kb


@cache
def known(user_paths: tuple[str, ...] = (), outlet_paths: tuple[str, ...] = ()) -> KnowledgeBase:
    """The table in the package, and the entries of a user's tables of names and of outlets beside it."""
    kb = shipped()
    for path in user_paths:
        for entity, senses in read_csv(path):
            kb.add(entity, senses)
    for path in outlet_paths:
        _add_outlets(kb, path)
    return kb


def _add_outlets(kb: KnowledgeBase, path: str) -> None:
    """A user's outlets are names too, where no table knows them: 两名官员告诉北洋社."""
    for _, row in rows(path, ("id", "name")):
        cells = (row["name"], *row.get("english", "").split("|"), *row.get("aliases", "").split("|"))
        ordinary = {fold(word.strip()) for word in row.get("ordinary", "").split("|")}
        names = [text for cell in cells if (text := cell.strip()) and fold(text) not in ordinary]
        unknown = [text for text in dict.fromkeys(names) if not kb.named(text) and text not in kb.english]
        if unknown:
            entity = kb.entities.get(row["id"]) or Entity(row["id"], "MEDIA", row["name"], (), "", "user")
            kb.add(entity, [Sense(entity, text) for text in unknown])


def shipped() -> KnowledgeBase:
    """The table in the package."""
    raw = files("suyuan.annotate.names").joinpath("data/kb.tsv.gz").read_bytes()
    with uncollected():
        return read_table(gzip.decompress(raw).decode("utf-8"))


@contextmanager
def uncollected() -> Iterator[None]:
    """Without garbage collection: of many small objects that all stay, it would find nothing, again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def read_csv(path: str | Path) -> list[tuple[Entity, list[Sense]]]:
    """A user's own entries: columns ``type,name`` and optionally ``id,english,country,aliases`` (``|`` between).

    Raises UserTableError with the line number where a column is missing or a type unknown.
    """
    out = []
    for number, row in rows(str(path), ("type", "name")):
        type_, name = row["type"], row["name"]
        if type_ not in get_args(MentionType):
            known = ", ".join(get_args(MentionType))
            raise UserTableError(f"{path}, line {number}: {type_} is no type of name; there are {known}")
        english = tuple(filter(None, (x.strip() for x in row.get("english", "").split("|"))))
        id_ = row.get("id") or f"local:{type_.lower()}/{name}"
        entity = Entity(id_, cast(MentionType, type_), name, english, row.get("country", ""), "user")
        aliases = filter(None, (x.strip() for x in row.get("aliases", "").split("|")))
        out.append((entity, [Sense(entity, text) for text in dict.fromkeys((name, *aliases))]))
    return out
