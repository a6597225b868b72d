"""Where something took place: the place of a meeting, a signing or an attack, and which places exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from suyuan.annotate.names.kb import Entity
from suyuan.annotate.names.lexicon import default_lexicon
from suyuan.link.figures import occasion
from suyuan.link.sentence import Figure, Sentence
from suyuan.model import Mention

# A visit goes to several places, a remark is made anywhere.
_HELD = frozenset({"summit", "signing", "attack", "arrest", "crash", "quake"})
# 在日内瓦, 于法国日内瓦; in Geneva.
_AT_BEFORE = re.compile(r"(?:[在于]|\b(?:in|at))[^，。；,;]{0,6}$")
_TITLE = re.compile(r"[\u4e00-\u9fff]{0,4}(?:总统|总理|外长|部长|政府|代表|官员|大使|市长)")


def venues(sentence: Sentence) -> Iterator[Figure]:
    """The place at which the sentence says that something was held or happened."""
    notes = sentence.article.annotations
    for mention in notes.mentions if notes else ():
        if not (sentence.span[0] <= mention.start and mention.end <= sentence.span[1]):
            continue
        if mention.type != "GPE" or not mention.identity or mention.metonym_for:
            continue
        span = (mention.start, mention.end)
        clause = sentence.clause(span)
        before = sentence.read(clause[0], mention.start)
        # The last of 在瑞士日内瓦 is the place; 在法国总统 is none.
        if not _AT_BEFORE.search(before) or _followed(notes.mentions if notes else (), mention):
            continue
        after = sentence.read(mention.end, clause[1])
        what = next((one for one in (occasion("", before), occasion(after, "")) if one in _HELD), "")
        if what and not _TITLE.match(after):
            names = sentence.names(sentence.span)[0]
            surface = sentence.article.text[slice(*span)]
            key, said = f"place:{what}", sentence.said(span)
            yield Figure(
                span, "place", key, 0.0, 0.0, surface, sentence.beside(span), mention.identity, None, names, said
            )


def _followed(mentions: tuple[Mention, ...], mention: Mention) -> bool:
    return any(m.start == mention.end and m.type in ("GPE", "LOC", "FACILITY") for m in mentions)


def exclude(one: str, two: str) -> bool:
    """Whether something cannot be at both places, given as entities: two towns, two countries, a town and a country
    that it does not lie in. Of regions and quarters the tables do not say what they hold: they exclude nothing."""
    a, b = (_places().get(key) for key in (one, two))
    if a is None or b is None or a.id == b.id:
        return False
    if _kind(a) == _kind(b):
        return bool(_kind(a))
    return bool(_kind(a) and _kind(b) and a.country and b.country and a.country != b.country)


def _kind(place: Entity) -> str:
    if place.source == "country-codes":
        return "country"
    return "town" if "natural-earth" in place.source else ""


def _places() -> dict[str, Entity]:
    return default_lexicon().kb.entities
