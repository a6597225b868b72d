"""Which entity a mention means, or why that is not known. A wrong id is worse than none."""

from __future__ import annotations

from collections import defaultdict

from suyuan.annotate.document import Document
from suyuan.annotate.names import namesakes, readings
from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import Entity, KnowledgeBase, Sense
from suyuan.model import Mention, NameKind

NOT_KNOWN = "not in the knowledge base"
# Where several senses fit, these types are preferred for a bare name, in order.
_FIRM = ("公司", "集团", "有限公司", "集团公司")
_COMPATIBLE = {"PERSON": ("PERSON",), "ORG": ("ORG", "MEDIA"), "MEDIA": ("MEDIA", "ORG"), "GPE": ("GPE", "LOC"),
               "LOC": ("LOC", "GPE")}  # fmt: skip


# Rules whose context shows that an ambiguous surface is used as a name.
_VOUCHING = ("parenthesis", "title-marks", "coordination", "in-document")


def in_force(sense: Sense, year: int | None) -> bool:
    if year is None:
        return True
    return not (sense.since and year < int(sense.since)) and not (sense.until and year > int(sense.until))


def choose(
    senses: list[Sense], type_: str, year: int | None, seen: set[str], vouched: bool = False
) -> tuple[Entity | None, str]:
    """(entity, reason for none). A sense that the document also names unambiguously wins; two that remain: neither.

    ``vouched``: the context (a title before it, a body's name around it) already says that this is a name.
    """
    fits = [s for s in senses if s.entity.type in _COMPATIBLE.get(type_, (type_,)) and in_force(s, year)]
    same = [s for s in fits if s.entity.type == type_]
    fits = same or fits
    named = {s.entity.id: s.entity for s in fits if s.entity.id in seen}
    if len(named) == 1:
        return next(iter(named.values())), ""
    plain = {s.entity.id: s.entity for s in fits if not s.ambiguous}
    if len(plain) == 1:
        return next(iter(plain.values())), ""
    everyone = {s.entity.id: s.entity for s in fits}
    if vouched and len(everyone) == 1:
        return next(iter(everyone.values())), ""
    if not fits:
        return None, NOT_KNOWN
    return None, "ambiguous: " + ", ".join(dict.fromkeys(s.entity.name for s in fits))


def link(board: Board, kb: KnowledgeBase, doc: Document) -> tuple[Mention, ...]:
    year = doc.published.year if doc.published else None
    candidates = list(board)
    for candidate in candidates:
        candidate.senses = candidate.senses or kb.senses.get(candidate.surface, []) or _composed(candidate, kb)
    namesakes.drop(board, candidates, kb)
    seen: set[str] = set()
    for candidate in candidates:
        sure = {s.entity.id for s in candidate.senses if not s.ambiguous and in_force(s, year)}
        if len(sure) == 1:
            seen |= sure
        if candidate.entity is not None:
            seen.add(candidate.entity.id)
    heads: dict[str, Entity | None] = {c.surface: c.entity for c in candidates if c.entity and not c.head}
    for candidate in sorted(candidates, key=lambda c: bool(c.head)):
        if candidate.entity is None:
            if candidate.head:
                candidate.entity = heads.get(candidate.head)
            else:
                entity, why = choose(candidate.senses, candidate.type, year, seen, candidate.rule in _VOUCHING)
                candidate.entity, candidate.note = entity, candidate.note if candidate.note and not entity else why
        heads.setdefault(candidate.surface, candidate.entity)
    for candidate in candidates:
        candidate.kind = _kind(candidate, kb)
    readings.read_again(board, kb, doc)
    _spread(candidates)
    return _mentions(candidates, doc)


def _kind(candidate: Candidate, kb: KnowledgeBase) -> NameKind | None:
    """How the surface names its entity, where that is not in full."""
    if candidate.surface.isascii():
        return kb.latin_kinds.get(candidate.surface)
    kinds = (s.kind for s in candidate.senses if s.entity is candidate.entity and s.kind != "full")
    return next(kinds, None)


def _spread(candidates: list[Candidate]) -> None:
    """What a title told of one mention holds for the others of the same name in this document."""
    told = {c.head or c.surface: c.entity for c in candidates if c.type == "PERSON" and c.entity}
    for candidate in candidates:
        if candidate.type == "PERSON" and candidate.entity is None:
            candidate.entity = told.get(candidate.head or candidate.surface)


def _composed(candidate: Candidate, kb: KnowledgeBase) -> list[Sense]:
    """日本|外务省, 日|外务省, 中华民国|外交部: the organ under the country's other names."""
    surface = candidate.surface
    if candidate.rule == "suffix":  # 美光科技|公司
        return next(
            (kb.senses[surface[:-n]] for n in (2, 4) if surface[-n:] in _FIRM and surface[:-n] in kb.senses), []
        )
    if candidate.rule != "owner+organ":
        return []
    for size in range(min(8, len(surface) - 2), 0, -1):
        for sense in kb.senses.get(surface[:size], []):
            if sense.entity.type != "GPE" or sense.ambiguous:
                continue
            for other in _names_of(kb).get(sense.entity.id, ()):
                found = kb.senses.get(other + surface[size:])
                if found:
                    return found
    return []


def _names_of(kb: KnowledgeBase) -> dict[str, list[str]]:
    cached: dict[str, list[str]] | None = getattr(kb, "_country_names", None)
    if cached is None:
        cached = defaultdict(list)
        for surface, senses in kb.senses.items():
            for sense in senses:
                if sense.entity.source == "country-codes":
                    cached[sense.entity.id].append(surface)
        object.__setattr__(kb, "_country_names", cached)
    return cached


def _mentions(candidates: list[Candidate], doc: Document) -> tuple[Mention, ...]:
    local: dict[tuple[str, str], str] = {}
    fullest: dict[str, str] = {}
    out = []
    for c in candidates:
        printed = doc.text[c.start : c.end]
        fullest.setdefault(c.surface, printed)
    for c in candidates:
        entity = c.entity
        name = entity.name if entity else fullest.get(c.head, doc.text[c.start : c.end])
        group = None
        if entity is None:
            key = (c.type, c.head or c.surface)
            group = local.setdefault(key, f"n{len(local) + 1}")
        out.append(
            Mention(
                c.start,
                c.end,
                c.type,
                name,
                entity.id if entity and not entity.id.startswith("local:") else None,
                c.metonym_for,
                entity.id if entity and entity.id.startswith("local:") else group,
                c.rule,
                c.confidence,
                c.note or None,
                c.kind,
            )
        )
    return tuple(out)
