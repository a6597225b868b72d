"""Language by proportion of scripts and, for Latin letters, of function words."""

from __future__ import annotations

import re
from functools import cache

from suyuan.read.finish.data import rows

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30fa]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_LETTER = re.compile(r"[A-Za-zÀ-ÿ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+")
_SAMPLE = 1500


@cache
def function_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in rows("function_words.tsv")}


def language_of(text: str, hint: str | None = None) -> str | None:
    """An ISO 639-1 code, or None where a text says too little; ``hint`` breaks ties between Latin-script languages."""
    text = text[:_SAMPLE]
    if text.isascii():
        return _latin(text, hint)
    han, kana, hangul = len(_HAN.findall(text)), len(_KANA.findall(text)), len(_HANGUL.findall(text))
    letters = len(_LETTER.findall(text))
    if hangul > 0.2 * (han + kana + hangul + letters) and hangul:
        return "ko"
    if kana > 0.1 * (han + kana) and han + kana > 0.15 * letters:
        return "ja"
    if han and han > 0.12 * letters:
        return "zh"
    others = {"ru": len(_CYRILLIC.findall(text)), "ar": len(_ARABIC.findall(text))}
    other, count = max(others.items(), key=lambda item: item[1])
    if count > letters:
        return hint if hint and hint not in ("en", "zh") else other
    return _latin(text, hint)


def _latin(text: str, hint: str | None) -> str | None:
    words = _WORD.findall(text.lower())
    if not words:
        return None
    scores = {language: sum(map(known.__contains__, words)) for language, known in function_words().items()}
    best = max(scores, key=lambda language: (scores[language], language == hint))
    if scores[best] >= 0.08 * len(words) and (len(words) >= 6 or scores[best] >= 2):
        return best
    return hint or None
