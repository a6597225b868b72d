"""Finding the statements that a question is about: every word of it, under any of the names its entities go by."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import product

from suyuan.annotate.names.kb import known
from suyuan.link.origins import Said
from suyuan.store import Library, Utterance
from suyuan.text.fold import fold
from suyuan.user_tables import NAMES, paths

# Names tried for one word, and combinations of names for a whole question.
FORMS, COMBINATIONS = 6, 24


def statements_about(library: Library, query: str, limit: int) -> list[Said]:
    """The statements that hold every word of a query, in either script and under other names of its entities.

    Those that hold the words as they were asked come first, then those that hold other names of the same entities
    (特朗普 finds 川普), each by how well the index ranks them; where none holds every word, the nearest ones.
    """
    found: dict[str, Utterance] = {}
    for asked in _askings(query):
        for utterance in library.search_statements(asked, limit=limit):
            found.setdefault(utterance.ref, utterance)
        if len(found) >= limit:
            break
    kept = list(found.values())[:limit]
    articles = {article.id: article for article in library.articles({one.article.id for one in kept})}
    return [Said(articles[one.article.id], one.statement) for one in kept]


def _askings(query: str) -> list[str]:
    """The query, then the query with its names exchanged for others of the same entities."""
    if '"' in query or "“" in query:
        return [query]
    choices = [(word, *other_names(word)) for word in query.split()]
    asked = [" ".join(words) for words, _ in zip(product(*choices), range(COMBINATIONS), strict=False)]
    return list(dict.fromkeys([query, *asked]))


def other_names(word: str) -> tuple[str, ...]:
    """Other names of what a word names, the longest first; empty where it names nothing, or more than one thing."""
    base = known(paths(NAMES))
    senses = base.named(fold(word))
    entities = {sense.entity.id for sense in senses if not sense.ambiguous}
    entities |= {entity.id for entity in base.english.get(word, ())}
    if len(entities) != 1 or any(sense.ambiguous for sense in senses):
        return ()
    (entity,) = entities
    names = _names(paths(NAMES)).get(entity, ())
    return tuple(name for name in names if fold(name) != fold(word))[:FORMS]


@cache
def _names(user_paths: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Entity → its names that mean nothing else, the longest first, one of each script."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    base = known(user_paths)
    for senses in base.senses.values():
        if len({sense.entity.id for sense in senses}) == 1:
            for sense in senses:
                if len(sense.text) > 1 and not sense.ambiguous:
                    names[sense.entity.id].setdefault(fold(sense.text), sense.text)
    for name, entities in base.english.items():
        if len(entities) == 1:
            names[entities[0].id].setdefault(name.lower(), name)
    return {entity: tuple(sorted(found.values(), key=lambda n: (-len(n), n))) for entity, found in names.items()}
