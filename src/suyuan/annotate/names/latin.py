"""Names in Latin letters: runs of capitalised words, looked up whole and in part; with context words in English."""

from __future__ import annotations

import re

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import Entity, KnowledgeBase
from suyuan.annotate.names.lexicon import english_frames
from suyuan.model import MentionType

_TOKEN = re.compile(r"[A-Za-z0-9À-ÿ+][A-Za-z0-9À-ÿ+’'\-]*\.?")
_MAX_WORDS = 8
# 官员 Jane Roe in a Chinese text: two or three capitalised words.
_PERSON_RUN = re.compile(r"[A-Z][a-zà-ÿ]+(?: [A-Z]\.)?(?: (?:[a-z]{2,3} )?[A-Z][a-zà-ÿ\-]+){1,2}")
_PARTICLES = frozenset(("de", "van", "von", "bin", "al", "da", "der", "la"))  # inside a person's name
_JOINING = frozenset(("of", "for", "the", "and", "&"))  # inside a body's name, after its kind
_Token = tuple[int, int]


def find_latin(board: Board, kb: KnowledgeBase, english: bool) -> None:
    """Lay the longest known names that stand as whole words; in an English text also what its context gives away."""
    tokens = [match.span() for match in _TOKEN.finditer(board.folded)]
    _known(board, kb, tokens)
    if english:
        _in_context(board, tokens)
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
        board.lay(Candidate(start, stop, entities[0].type, board.folded[start:stop], "kb", 0.9, entity=entity))
        index += size


def _longest(text: str, kb: KnowledgeBase, tokens: list[_Token], index: int) -> tuple[int, int, list[Entity]] | None:
    """(words, end, entities) of the longest known name that starts with this word."""
    start = tokens[index][0]
    head = text[slice(*tokens[index])]
    heads = (head, head.rstrip("."), head.removesuffix("'s").removesuffix("’s"), head.capitalize())
    if (not head[0].isupper() and not head[0].isdigit()) or kb.english_heads.isdisjoint(heads):
        return None
    for size in range(min(_MAX_WORDS, len(tokens) - index), 0, -1):
        surface = text[start : tokens[index + size - 1][1]]
        forms = [surface, surface.rstrip("."), surface.removesuffix("'s").removesuffix("’s")]
        if size == 1 and surface.isupper() and len(surface) > 3:
            forms.append(surface.capitalize())  # SONY, RAPIDUS
        for form in forms:
            if len(form) > 1 and form in kb.english and not (size == 1 and _doubtful(text, start, kb.english[form])):
                return size, start + len(form), kb.english[form]
    return None


def _doubtful(text: str, start: int, entities: list[Entity]) -> bool:
    """Nice, Reading: a single word that a table gives to a town, where a sentence starts with a capital anyway."""
    curated = any(e.source.startswith(("suyuan", "country-codes", "user")) for e in entities)
    before = text[max(0, start - 2) : start].rstrip(" “\"‘'(")
    return not curated and (not before or before[-1] in ".!?\n:")


def _in_context(board: Board, tokens: list[_Token]) -> None:
    """Runs of capitalised words: a body by its kind (… University), a person by title, verb of saying or first name."""
    frames = english_frames()
    for first, last in _runs(board.folded, tokens):
        words = [board.folded[slice(*token)] for token in tokens[first : last + 1]]
        while words and words[0] in frames["lead"]:
            words, first = words[1:], first + 1
        titled = False
        while words and words[0].rstrip(".") in frames["title"]:
            words, first, titled = words[1:], first + 1, True
        inner = next((i for i in range(len(words) - 2, 0, -1) if words[i].rstrip(".") in frames["title"]), None)
        if inner is not None and len(words) - inner - 1 in (2, 3):  # Harbour News Director|Jane Roe
            words, first, titled = words[inner + 1 :], first + inner + 1, True
        if not words:
            continue
        start = tokens[first][0]
        end = tokens[last][1] - board.folded[slice(*tokens[last])].endswith(("'s", "’s")) * 2
        end -= board.folded[end - 1] == "." and words[-1].rstrip(".") not in frames["firm"]
        if type_ := _apposed(board.folded, words, start, end):
            board.lay(Candidate(start, end, type_, board.folded[start:end], "apposition", 0.75))
            continue
        type_ = _kind(words, titled, _word_after(board.folded, tokens, last))
        if type_:
            board.lay(Candidate(start, end, type_, board.folded[start:end], "title" if titled else "capitals", 0.75))


# journalist Jane Roe, Jane Roe, 37, and Jane Roe, the firm's director: what stands beside a name of two or three words.
_AGE = re.compile(r", \d{1,2}(?:,|\.)")
_ROLE_AFTER = re.compile(r", (?:an?|the|its|their|his|her|[A-Z][\w .]{1,40}['’]s) [a-z]")


def _apposed(text: str, words: list[str], start: int, end: int) -> MentionType | None:
    frames = english_frames()
    plain = all(word.isalpha() and not word.isupper() for word in words)
    if not 2 <= len(words) <= 3 or not plain or any(w in frames["body"] or w in frames["firm"] for w in words):
        return None
    before = text[max(0, start - 24) : start].rstrip(" ").rsplit(" ", 1)[-1]
    if before in frames["profession"] or _AGE.match(text, end):
        return "PERSON"
    role = _ROLE_AFTER.match(text, end)
    return "PERSON" if role and any(w in frames["profession"] for w in text[end : end + 90].split()) else None


def _runs(text: str, tokens: list[_Token]) -> list[tuple[int, int]]:
    """(first, last) token of runs of capitalised words one space apart; of, de, van may stand inside."""
    out: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        if not text[tokens[index][0]].isupper():
            index += 1
            continue
        last = probe = index
        body = text[slice(*tokens[index])] in english_frames()["body"]
        while probe + 1 < len(tokens) and _one_space(text, tokens, probe) and probe - index < _MAX_WORDS:
            if text[tokens[probe][1] - 1] == "." and len(text[slice(*tokens[probe])]) > 5:
                break
            probe += 1
            word = text[slice(*tokens[probe])]
            if word[0].isupper():
                last, body = probe, body or word in english_frames()["body"]
            elif word not in _PARTICLES and not (body and word in _JOINING):
                break
        out.append((index, last))
        index = last + 1
    return out


def _one_space(text: str, tokens: list[_Token], index: int) -> bool:
    return tokens[index + 1][0] == tokens[index][1] + 1 and text[tokens[index][1]] == " "


def _word_after(text: str, tokens: list[_Token], last: int) -> str:
    if last + 1 < len(tokens) and tokens[last + 1][0] <= tokens[last][1] + 2:
        return text[slice(*tokens[last + 1])]
    return ""


def _kind(words: list[str], titled: bool, after: str) -> MentionType | None:
    frames = english_frames()
    last = words[-1].rstrip(".").removesuffix("'s").removesuffix("’s")
    if len(words) > 1 and last in frames["media"]:
        return "MEDIA"
    if len(words) > 1 and (last in frames["firm"] or any(word in frames["body"] for word in words)):
        return "ORG"
    if len(words) > 1 and last in frames["place"]:
        return "LOC"
    if any(word in frames["body"] for word in words):
        return None
    if titled and len(words) <= 4:
        return "PERSON"
    if 2 <= len(words) <= 4 and (after in frames["say"] or words[0] in frames["first_name"]):
        return "PERSON"
    return None


def _after_chinese_titles(board: Board) -> None:
    """经济学家 Jane Roe 表示: a run of capitalised words after a Chinese title, or before a Chinese verb of saying."""
    from suyuan.annotate.names.lexicon import frames

    titles, cues = tuple(frames()["title"]), ("说", "表示", "指出", "称", "认为", "告诉", "写道", "强调")
    for match in _PERSON_RUN.finditer(board.folded):
        before = board.folded[max(0, match.start() - 8) : match.start()].rstrip(" ")
        after = board.folded[match.end() : match.end() + 4].lstrip(" ")
        if (before.endswith(titles) or after.startswith(cues)) and board.free(*match.span()):
            board.lay(Candidate(*match.span(), "PERSON", match[0], "title", 0.8))
