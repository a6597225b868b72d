"""Names: who and what is meant.

`find` cuts the folded text into words and names (segment), adds what grammars recognise (persons, organisations,
one-character countries, Latin names), carries names through the document (resolve) and links them (link).
"""

from __future__ import annotations

from suyuan.annotate.document import Document
from suyuan.annotate.names import latin, link, organisations, persons, resolve
from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import KnowledgeBase
from suyuan.annotate.names.lexicon import Lexicon, country_chars, default_lexicon
from suyuan.annotate.names.segment import Tokens, known_names, segment
from suyuan.model import Mention


def find(doc: Document, lexicon: Lexicon | None = None) -> tuple[Mention, ...]:
    """The mentions of a document, sorted, not overlapping. Never raises; linear in the text's length."""
    lexicon = lexicon or default_lexicon()
    tokens = segment(doc.folded, lexicon)
    board = Board(doc.folded, tokens)
    _lay_known(board, tokens, lexicon)
    latin.find_latin(board, lexicon.kb, doc.is_english)
    persons.find_persons(board, lexicon)
    resolve.resolve(board, lexicon)
    organisations.find_organisations(board, lexicon)
    resolve.resolve(board, lexicon)
    return link.link(board, lexicon.kb, doc)


def _lay_known(board: Board, tokens: Tokens, lexicon: Lexicon) -> None:
    kb: KnowledgeBase = lexicon.kb
    chars = country_chars()
    for start, end in known_names(doc_folded := board.folded, tokens, lexicon):
        surface = doc_folded[start:end]
        senses = kb.senses[surface]
        plain = [s for s in senses if not s.ambiguous]
        if plain:
            board.lay(Candidate(start, end, plain[0].entity.type, surface, "kb", 0.95, senses))
    for start in sorted(tokens.country):
        entity = kb.country(chars[doc_folded[start]].iso2)
        type_ = entity.type if entity else "GPE"
        board.lay(Candidate(start, start + 1, type_, doc_folded[start], "country-char", 0.9, entity=entity))
