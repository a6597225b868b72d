"""Language by proportion of scripts and, for Latin letters, of function words."""

from __future__ import annotations

from collections import Counter
from functools import cache

from suyuan.read.finish.census import Census, Counts
from suyuan.read.finish.data import rows

# All that is no letter of Western Europe is a space between words.
_LETTERS = bytes(code if (chr(code).isascii() and chr(code).isalpha()) or code >= 0xC0 else 32 for code in range(256))
SAMPLE = 1500  # characters that tell a text's language


@cache
def _languages() -> tuple[str, ...]:
    return tuple(language for language, _ in rows("function_words.tsv"))


@cache
def _function_words() -> dict[bytes, tuple[str, ...]]:
    """Each function word, in Latin-1 as far as that goes, to the languages that have it."""
    found: dict[bytes, tuple[str, ...]] = {}
    for language, words in rows("function_words.tsv"):
        for word in set(words.encode("latin-1", "replace").split()):
            found[word] = (*found.get(word, ()), language)
    return found


def language_of(text: str, hint: str | None = None) -> str | None:
    """An ISO 639-1 code, or None where a text says too little; ``hint`` breaks ties between Latin-script languages."""
    text = text[:SAMPLE]
    if text.isascii():
        return _latin(text, hint)
    return by_counts(Census(text).counts(0, len(text)), text, hint)


def by_counts(counts: Counts, text: str, hint: str | None) -> str | None:
    """The same, of a text whose characters are counted."""
    letters, han, kana, hangul, cyrillic, arabic = counts
    if hangul > 0.2 * (han + kana + hangul + letters) and hangul:
        return "ko"
    if kana > 0.1 * (han + kana) and han + kana > 0.15 * letters:
        return "ja"
    if han and han > 0.12 * letters:
        return "zh"
    if max(cyrillic, arabic) > letters:
        return hint if hint and hint not in ("en", "zh") else "ru" if cyrillic >= arabic else "ar"
    return _latin(text, hint)


def _latin(text: str, hint: str | None) -> str | None:
    words = text.lower().encode("latin-1", "replace").translate(_LETTERS).split()
    if not words:
        return None
    scores = dict.fromkeys(_languages(), 0)
    for languages, count in Counter(map(_function_words().get, words)).items():
        for language in languages or ():
            scores[language] += count
    best = max(scores, key=lambda language: (scores[language], language == hint))
    if scores[best] >= 0.08 * len(words) and (len(words) >= 6 or scores[best] >= 2):
        return best
    return hint or None
