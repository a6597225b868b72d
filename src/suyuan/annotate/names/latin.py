"""Names in Latin letters: runs of capitalised words, looked up whole and in part; with context words in English."""

from __future__ import annotations

import re

from suyuan.annotate.names import english_context
from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import Entity, KnowledgeBase, Sense
from suyuan.annotate.names.lexicon import english_frames, reading_frames

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[A-Za-z0-9À-ÿ+][A-Za-z0-9À-ÿ+’'\-]*\.?")  # U.S. is one
_MAX_WORDS = 8
# 官员 Jane Roe in a Chinese text: two or three capitalised words.
_PERSON_RUN = re.compile(r"[A-Z][a-zà-ÿ]+(?: [A-Z]\.)?(?: (?:[a-z]{2,3} )?[A-Z][a-zà-ÿ\-]+){1,2}")
_Token = tuple[int, int]


def find_latin(board: Board, kb: KnowledgeBase, english: bool) -> None:
    """Lay the longest known names that stand as whole words; in an English text also what its context gives away."""
    tokens = [match.span() for match in _TOKEN.finditer(board.folded)]
    _known(board, kb, tokens)
    if english:
        english_context.find(board, kb, tokens)
    else:
        _after_chinese_titles(board)


def _known(board: Board, kb: KnowledgeBase, tokens: list[_Token]) -> None:
    index = 0
    while index < len(tokens):
        found = _longest(board.folded, kb, tokens, index)
        if found is None:
            index += 1
            continue
        size, stop, entities = found
        firm = english_frames()["firm"]
        while entities[0].type == "ORG" and index + size < len(tokens) and stop + 1 == tokens[index + size][0]:
            if board.folded[slice(*tokens[index + size])].rstrip(".") not in firm:
                break
            stop, size = tokens[index + size][1], size + 1
        start = tokens[index][0]
        entity = entities[0] if len(entities) == 1 else None
        if (owner := _other_owner(board, kb, start, stop, entity)) is not None:
            board.lay(Candidate(owner, stop, "ORG", board.folded[owner:stop], "owner+organ", 0.85))
            index += size
            continue
        if entities[0].type == "PERSON" and re.search(r"\b[A-Z]\. $", board.folded[max(0, start - 4) : start]):
            start -= 3  # R. Nicholas Burns
        surface = board.folded[start:stop]
        senses = [] if entity else [Sense(other, surface, ambiguous=True) for other in entities]
        board.lay(Candidate(start, stop, entities[0].type, surface, "kb", 0.9, senses, entity))
        index += size


def _other_owner(board: Board, kb: KnowledgeBase, start: int, stop: int, entity: Entity | None) -> int | None:
    """South Korea's|Joint Chiefs of Staff: the start of the owner, if that is another country than the tables say."""
    if entity is None or entity.type != "ORG" or len(entity.country) != 2:
        return None
    if board.folded[start:stop].rsplit(" ", 1)[-1] not in reading_frames()["organ_en"]:
        return None
    for gap in ("'s ", "’s ", " "):
        owner = board.ending.get(start - len(gap)) if board.folded.startswith(gap, max(0, start - len(gap))) else None
        if owner is not None and owner.type == "GPE" and owner.entity and owner.entity.source == "country-codes":
            return owner.start if owner.entity.country != entity.country else None
    return None


def _longest(text: str, kb: KnowledgeBase, tokens: list[_Token], index: int) -> tuple[int, int, list[Entity]] | None:
    """(words, end, entities) of the longest known name that starts with this word."""
    start = tokens[index][0]
    head = text[slice(*tokens[index])]
    heads = (head, head.rstrip("."), head.removesuffix("'s").removesuffix("’s"), head.capitalize())
    if len(head) == 1 and head.isupper() and kb.english_heads.isdisjoint(heads):
        return None
    if (not head[0].isupper() and not head[0].isdigit()) or kb.english_heads.isdisjoint(heads):
        return None
    for size in range(min(_MAX_WORDS, len(tokens) - index), 0, -1):
        surface = text[start : tokens[index + size - 1][1]]
        forms = [surface, surface.rstrip("."), surface.removesuffix("'s").removesuffix("’s")]
        if surface.isupper() and len(surface) > 3:
            forms.append(_lowered(surface))  # SONY, HONG KONG
        for form in forms:
            if len(form) < 2 or form not in kb.english:
                continue
            if size == 1 and (_doubtful(text, start, kb.english[form]) or _a_language(text, start, form, kb)):
                continue
            return size, start + len(form), kb.english[form]
    return None


_SPEAKS = re.compile(r"\b(?:speaks?|spoke|spoken|speaking|learn|learning|in|into|from|fluent) $")


def _a_language(text: str, start: int, form: str, kb: KnowledgeBase) -> bool:
    """said in Chinese, Chinese-language: the language, where the word could also be the country's."""
    if kb.latin_kinds.get(form) != "demonym":
        return False
    end = start + len(form)
    if text.startswith(("-language", " language", "-speaking"), end):
        return True
    return bool(_SPEAKS.search(text, max(0, start - 12), start)) and not text[end : end + 2].lstrip(" ").isalpha()


def _lowered(surface: str) -> str:
    """HONG KONG as a line of capitals prints Hong Kong; of and the stay small."""
    words = [w.lower() if w in ("OF", "THE", "AND", "FOR") else w.capitalize() for w in surface.split(" ")]
    return " ".join((words[0].capitalize(), *words[1:]))


def _doubtful(text: str, start: int, entities: list[Entity]) -> bool:
    """Nice, Reading: a single word that a table gives to a town, where a sentence starts with a capital anyway."""
    curated = any(e.source.startswith(("suyuan", "country-codes", "user")) for e in entities)
    before = text[max(0, start - 2) : start].rstrip(" “\"‘'(")
    return not curated and (not before or before[-1] in ".!?\n:")


def _after_chinese_titles(board: Board) -> None:
    """经济学家 Jane Roe 表示: a run of capitalised words after a Chinese title, or before a Chinese verb of saying."""
    from suyuan.annotate.names.lexicon import frames

    titles, cues = tuple(frames()["title"]), ("说", "表示", "指出", "称", "认为", "告诉", "写道", "强调")
    for match in _PERSON_RUN.finditer(board.folded):
        before = board.folded[max(0, match.start() - 8) : match.start()].rstrip(" ")
        after = board.folded[match.end() : match.end() + 4].lstrip(" ")
        if (before.endswith(titles) or after.startswith(cues)) and board.free(*match.span()):
            board.lay(Candidate(*match.span(), "PERSON", match[0], "title", 0.8))
