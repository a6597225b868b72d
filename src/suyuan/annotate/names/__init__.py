"""Names: who and what is meant.

`find` cuts the folded text into words and names (segment), adds what grammars recognise (persons, organisations,
one-character countries, Latin names), carries names through the document (resolve) and links them (link).
"""

from __future__ import annotations

import re
from typing import Literal

from suyuan.annotate.document import Document
from suyuan.annotate.names import latin, link, organisations, persons, resolve, titles
from suyuan.annotate.names.arbiter import arbitrate, lay_tagged
from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import KnowledgeBase, Sense
from suyuan.annotate.names.lexicon import UNKNOWN, Lexicon, country_chars, default_lexicon, transliteration
from suyuan.annotate.names.segment import Tokens, segment
from suyuan.annotate.names.tagger import Recogniser, shipped_model
from suyuan.model import Mention
from suyuan.text.fold import fold

__all__ = ["find", "titles"]

Scheme = Literal["suyuan", "uner"]

_LATIN_LETTERS = re.compile("[A-Za-z]")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_RARE = 8.5  # cost of a character above which it seldom stands as a word of its own


def find(
    doc: Document, lexicon: Lexicon | None = None, recogniser: Recogniser | None = None, scheme: Scheme = "suyuan"
) -> tuple[Mention, ...]:
    """The mentions of a document, sorted, not overlapping. Never raises; linear in the text's length.

    ``lexicon`` replaces the shipped knowledge base (see `lexicon.build`), ``recogniser`` the shipped model. ``scheme``
    "uner" gives the spans of Universal NER instead of ours (see docs/names.md): the recogniser alone decides them.
    """
    lexicon = lexicon or default_lexicon()
    recogniser = recogniser or shipped_model()
    english = _mostly_latin(doc.folded)
    tokens = segment(doc.folded, lexicon)
    board = Board(doc.folded, tokens)
    if scheme == "uner":
        lay_tagged(board, recogniser.tag(doc.folded, tokens, lexicon) if recogniser else [], lexicon)
        return link.link(board, lexicon.kb, doc)
    _lay_known(board, tokens, lexicon)
    latin.find_latin(board, lexicon.kb, english)
    persons.find_persons(board, lexicon)
    resolve.resolve(board, lexicon)
    organisations.find_organisations(board, lexicon)
    latin_too: bool = getattr(recogniser, "latin", False)  # the shipped model was shown Chinese only
    if recogniser is not None and (latin_too or not english):
        arbitrate(board, recogniser.tag(doc.folded, tokens, lexicon), lexicon, latin_too)
    resolve.resolve(board, lexicon)
    return link.link(board, lexicon.kb, doc)


def _mostly_latin(folded: str) -> bool:
    """Like `Document.is_english`, on the folded text: both scripts of one text get one answer."""
    sample = folded[:4000]
    return len(_LATIN_LETTERS.findall(sample)) > 4 * len(_HAN.findall(sample))


def _lay_known(board: Board, tokens: Tokens, lexicon: Lexicon) -> None:
    kb: KnowledgeBase = lexicon.kb
    chars = country_chars()
    folded = board.folded
    for start, end, surface in tokens.words:
        senses = kb.senses.get(surface)
        if senses is None:
            continue
        plain = [s for s in senses if not s.ambiguous]
        if plain and not _fragment(board, start, end, plain, lexicon):
            if plain[0].entity.type == "MEDIA":
                first = start
                start, end, surface = _own_name(surface, start, end, plain[0], kb)
                country = folded[first:start]
                if country in kb.senses:
                    known = kb.senses[country]
                    board.lay(Candidate(first, start, known[0].entity.type, country, "kb", 0.95, known))
            board.lay(Candidate(start, end, plain[0].entity.type, surface, "kb", 0.95, senses))
    for start in sorted(tokens.country):
        entity = kb.country(chars[folded[start]].iso2)
        type_ = entity.type if entity else "GPE"
        board.lay(Candidate(start, start + 1, type_, folded[start], "country-char", 0.9, entity=entity))


def _own_name(surface: str, start: int, end: int, sense: Sense, kb: KnowledgeBase) -> tuple[int, int, str]:
    """英国|每日电讯报, 《纽约时报》: tables of aliases write a country or title marks round an outlet's own name."""
    if surface[0] == "《" and surface[-1] == "》":
        return start + 1, end - 1, surface[1:-1]
    own = fold(sense.entity.name)
    if surface != own and surface.endswith(own) and kb.places_named(surface[: -len(own)]):
        return end - len(own), end, own
    return start, end, surface


def _fragment(board: Board, start: int, end: int, senses: list[Sense], lexicon: Lexicon) -> bool:
    """加勒 in 加勒万: a little-known place of two or three characters inside a longer foreign name."""
    if end - start > 3 or any(s.entity.source.startswith(("suyuan", "country-codes", "user")) for s in senses):
        return False
    sounds = transliteration()

    def foreign(position: int) -> bool:
        if not 0 <= position < len(board.folded):
            return False
        char = board.folded[position]
        alone = board.tokens.ends[position] == position + 1
        return alone and char in sounds and lexicon.single.get(char, UNKNOWN) > _RARE

    return board.folded[start] in sounds and (foreign(end) or foreign(start - 1))
