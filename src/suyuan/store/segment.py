"""Text to words and queries to words: character bigrams of folded text, so that any two characters can be found.

国务卿 and 國務卿 both become 国务 务卿 卿: each character of a run of Chinese stands with its follower, the last alone.
Every substring of two or more characters is then a phrase of words, and every single character the beginning of one.
Runs of Latin letters and digits are words as they are, lower-cased and without accents.
"""

from __future__ import annotations

import re
import unicodedata

from suyuan.text.fold import fold

MAX_QUERY = 400  # characters; what is longer is cut, so that a query is always cheap
_MAX_WORD = 64
_MAX_INDEXED = 1_000_000
_LONG = 4  # words (of two characters each) from which a query is more than a name

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUNS = re.compile(f"(?P<cjk>[{_CJK}]+)|(?P<word>(?:(?![{_CJK}])[^\\W_])+)")
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」|(\S+)')


class _Normal(dict[int, int]):
    """Code point → the code point it is compared as, found on first use. One character stays one character."""

    def __missing__(self, code: int) -> int:
        char = chr(code).lower()
        if len(char) != 1:
            char = chr(code)
        if 0xC0 <= ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00:
            char = unicodedata.normalize("NFD", char)[0]
        self[code] = ord(char)
        return ord(char)


_NORMAL = _Normal()


def normal(text: str) -> str:
    """The text as searching sees it: folded, lower-cased, Latin accents dropped. ``len(normal(t)) == len(t)``."""
    return text.lower() if text.isascii() else fold(text).translate(_NORMAL)


def words(text: str) -> list[str]:
    """The words of a text for the index, in order. Middle dots inside names are passed over."""
    out: list[str] = []
    for run in _RUNS.finditer(normal(text).replace("·", "")):
        piece = run.group()
        if run.lastgroup == "cjk":
            out += [piece[i : i + 2] for i in range(len(piece))]
        else:
            out.append(piece[:_MAX_WORD])
    return out


def indexed(text: str) -> str:
    """What the index is given for a text: its words, of the first million characters.

    Taking a text out of the index needs the very words it was put in with, so a change of the cutting is a migration
    that fills the index anew.
    """
    return " ".join(words(text[:_MAX_INDEXED]))


def phrases(query: str) -> list[str]:
    """What a query asks for: its quoted pieces and its words, normalised, each to be found as it stands."""
    out = []
    for match in _QUOTED.finditer(query[:MAX_QUERY]):
        piece = next(group for group in match.groups() if group is not None)
        if words(piece):
            out.append(normal(piece).replace("·", ""))
    return out


def match_all(query: str) -> str | None:
    """An FTS5 expression that finds every phrase of the query, or None where the query holds no word."""
    parts = [_phrase(piece) for piece in phrases(query)]
    return " AND ".join(parts) if parts else None


def match_any(query: str) -> str | None:
    """An FTS5 expression that finds any word of a query that is longer than a name: a sentence, say, that nobody wrote
    in just these words. None for shorter ones, which are either there or not."""
    singles = {word for piece in phrases(query) for word in _query_words(piece)[0]}
    return " OR ".join(f'"{word}"' for word in sorted(singles)) if len(singles) >= _LONG else None


def coverage(query: str, text: str) -> float:
    """The share of the query's words that the text holds, 0..1."""
    wanted = {word for piece in phrases(query) for word in _query_words(piece)[0]}
    return len(wanted & set(words(text))) / len(wanted) if wanted else 0.0


def _phrase(piece: str) -> str:
    found, prefix = _query_words(piece)
    return '"' + " ".join(found) + '"' + (" *" if prefix else "")


def _query_words(piece: str) -> tuple[list[str], bool]:
    """The words of one phrase, and whether its last may go on in the text.

    A last run of one Chinese character is the beginning of a bigram (国 of 国务), and so may be digits that follow
    Chinese (月3 of 3月30日). The last character of a longer run is already inside its bigram.
    """
    runs = list(_RUNS.finditer(piece))
    found = words(piece)
    last = runs[-1]
    if last.lastgroup == "cjk":
        return (found[:-1], False) if len(last.group()) > 1 else (found, True)
    return found, len(runs) > 1 or piece.endswith("*")
