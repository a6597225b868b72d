"""Finding the statements that a question is about: every word of it, under any of the names its entities go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import islice, product

from suyuan.annotate.names.kb import known
from suyuan.link.origins import Said
from suyuan.store import Library, Utterance, segment
from suyuan.text.fold import fold
from suyuan.user_tables import NAMES, OUTLETS, paths

# Names tried for one word, and combinations of names for a whole question.
FORMS, COMBINATIONS = 6, 24
# Combinations looked at to choose these.
PRODUCTS = 3_000
# A page in Chinese may print a firm's name in Latin letters, but not a state's.
MIXED = 2
# Of what is only near to a question, what holds so much less of it than the nearest is not shown.
SLACK = 0.1


def statements_about(library: Library, query: str, limit: int) -> tuple[list[Said], bool]:
    """The statements that hold every word of a query, in either script and under other names of its entities; and
    whether they do: where none does, it is those that hold most of it.

    Those that hold the words as they were asked come first, then those that hold other names of the same entities
    (特朗普 finds 川普), each by how well the index ranks them.
    """
    askings = _askings(query)
    found: dict[str, Utterance] = {}
    for words in askings:
        for utterance in library.search_statements(" ".join(words), limit=limit, near=False):
            if len(askings) == 1 or _holds(utterance, words):
                found.setdefault(utterance.ref, utterance)
        if len(found) >= limit:
            break
    exact = bool(found)
    kept = list(found.values())[:limit] if exact else _nearest(library, query, limit)
    articles = {article.id: article for article in library.articles({one.article.id for one in kept})}
    return [Said(articles[one.article.id], one.statement) for one in kept], exact


def _nearest(library: Library, query: str, limit: int) -> list[Utterance]:
    """The statements that hold most of a query: all but one of its words, or most of the pieces of a long one."""
    words = query.split()
    if '"' not in query and len(words) > 2:
        found: dict[str, Utterance] = {}
        for i in range(min(len(words), COMBINATIONS)):
            for utterance in library.search_statements(" ".join(words[:i] + words[i + 1 :]), limit=limit, near=False):
                found.setdefault(utterance.ref, utterance)
        return list(found.values())[:limit]
    pool = library.search_statements(query, limit=limit)
    shares = [segment.coverage(query, one.content) for one in pool]
    return [one for one, share in zip(pool, shares, strict=True) if share >= max(shares) - SLACK]


def _holds(utterance: Utterance, words: Sequence[str]) -> bool:
    """Whether content, speaker and relays hold all the words, and not only some that are near the question."""
    statement = utterance.statement
    names = [*statement.speaker.names, *(hop.name for hop in statement.channel)]
    told = fold(" ".join((utterance.content, *names))).lower().replace("·", "")
    return all(fold(word).lower().replace("·", "").rstrip("*") in told for word in words)


def _askings(query: str) -> list[tuple[str, ...]]:
    """The words of a query, then the words with names exchanged for others of the same entities."""
    words = tuple(query.split())
    if '"' in query or "“" in query or not words:
        return [(query,)]
    choices = [(word, *other_names(word)) for word in words]
    # The likeliest first: names near the beginning of their lists, and all of one alphabet, as a page prints them.
    ranked = sorted(islice(product(*(enumerate(names) for names in choices)), PRODUCTS), key=_unlikely)
    return list(dict.fromkeys([words, *(tuple(name for _, name in chosen) for chosen in ranked[:COMBINATIONS])]))


def _unlikely(chosen: Sequence[tuple[int, str]]) -> int:
    alphabets = {name.isascii() for _, name in chosen}
    return sum(at for at, _ in chosen) + (MIXED if len(alphabets) > 1 else 0)


def other_names(word: str) -> tuple[str, ...]:
    """Other names of what a word names, those of its own alphabet first, the shorter (which news prints) before the
    longer; empty where it names nothing, or more than one thing."""
    base = known(paths(NAMES), paths(OUTLETS))
    senses = base.named(fold(word))
    entities = {sense.entity.id for sense in senses if not sense.ambiguous}
    entities |= {entity.id for entity in base.english.get(word, ())}
    if len(entities) != 1 or any(sense.ambiguous for sense in senses):
        return ()
    (entity,) = entities
    names = [name for name in _names(paths(NAMES), paths(OUTLETS)).get(entity, ()) if fold(name) != fold(word)]
    own, other = (
        sorted((n for n in names if (n.isascii() == word.isascii()) == same), key=_length) for same in (True, False)
    )
    return (*own[: FORMS // 2], *other[: FORMS - len(own[: FORMS // 2])])


def _length(name: str) -> tuple[int, str]:
    return len(name), name


@cache
def _names(user_paths: tuple[str, ...], outlet_paths: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Entity → its names that mean nothing else, one for both scripts."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    base = known(user_paths, outlet_paths)
    for senses in base.senses.values():
        if len({sense.entity.id for sense in senses}) == 1:
            for sense in senses:
                if len(sense.text) > 1 and not sense.ambiguous:
                    names[sense.entity.id].setdefault(fold(sense.text), sense.text)
    for name, entities in base.english.items():
        if len(entities) == 1:
            names[entities[0].id].setdefault(name.lower(), name)
    return {entity: tuple(sorted(found.values())) for entity, found in names.items()}
