"""The tokeniser of BERT checkpoints (WordPiece; Wu et al. 2016, Devlin et al. 2019), with the offsets of every piece.

Words are cut at white space, punctuation and round every Han character; a word into the longest pieces of the
vocabulary from the left. Lower-casing and the removal of accents may change a character's length: offsets always speak
of the text as it was given.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_LONGEST_WORD = 100  # characters; a longer one is unknown, as in the reference implementation
_SPECIAL = ("[CLS]", "[SEP]", "[UNK]")


class Piece(NamedTuple):
    id: int
    start: int
    end: int
    first: bool  # the first piece of its word


@dataclass(frozen=True)
class WordPiece:
    """Vocabulary, token → id, and whether it is of lower-case words without accents."""

    ids: dict[str, int]
    lower: bool = True

    @staticmethod
    def load(folder: Path) -> WordPiece:
        """From ``vocab.txt`` (one token a line) or ``tokenizer.json``, and ``tokenizer_config.json`` if it is there.

        Raises FileNotFoundError or ValueError where the folder holds no such vocabulary.
        """
        path = folder / "vocab.txt"
        if path.exists() or not (folder / "tokenizer.json").exists():
            tokens = path.read_text(encoding="utf-8").split("\n")
            ids = {token.rstrip("\r"): number for number, token in enumerate(tokens) if token}
        else:
            path = folder / "tokenizer.json"
            model = json.loads(path.read_text(encoding="utf-8")).get("model", {})
            if model.get("type", "WordPiece") != "WordPiece":
                raise ValueError(f"{path}: a {model['type']} vocabulary; only WordPiece is read")
            ids = model.get("vocab", {})
        if missing := [token for token in _SPECIAL if token not in ids]:
            raise ValueError(f"{path}: no {', '.join(missing)}")
        settings = folder / "tokenizer_config.json"
        stated = json.loads(settings.read_text(encoding="utf-8")) if settings.exists() else {}
        return WordPiece(ids, bool(stated.get("do_lower_case", True)))

    def pieces(self, text: str) -> list[Piece]:
        return [piece for start, end in _words(text) for piece in self._cut(text, start, end)]

    def _cut(self, text: str, start: int, end: int) -> Iterator[Piece]:
        """The pieces of one word; the unknown token where any part of it is in no piece."""
        chars = [(form, i) for i in range(start, end) for form in self._normal(text[i])]
        word = "".join(form for form, _ in chars)
        out: list[Piece] = []
        at = 0
        while at < len(word) <= _LONGEST_WORD:
            stop = len(word)
            while stop > at and ("##" * (at > 0) + word[at:stop]) not in self.ids:
                stop -= 1
            if stop == at:
                break
            id_ = self.ids["##" * (at > 0) + word[at:stop]]
            out.append(Piece(id_, chars[at][1], chars[stop - 1][1] + 1, at == 0))
            at = stop
        if word and at < len(word):
            out = [Piece(self.ids["[UNK]"], start, end, True)]
        return iter(out)

    def _normal(self, char: str) -> str:
        if not self.lower:
            return char
        plain = unicodedata.normalize("NFD", char.lower())
        return "".join(c for c in plain if unicodedata.category(c) != "Mn")


def _words(text: str) -> Iterator[tuple[int, int]]:
    """White space and control characters stand between words; Han characters and punctuation are words of their own."""
    begin = -1
    for i, char in enumerate(text):
        alone = _han(char) or _punctuation(char)
        if alone or char.isspace() or unicodedata.category(char)[0] == "C":
            if begin >= 0:
                yield begin, i
            begin = -1
            if alone:
                yield i, i + 1
        elif begin < 0:
            begin = i
    if begin >= 0:
        yield begin, len(text)


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def _punctuation(char: str) -> bool:
    return char in "$+<=>^`|~" or unicodedata.category(char)[0] == "P"
