"""English names that no table holds, by what stands in and around them: kinds of bodies, titles, verbs of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import KnowledgeBase
from suyuan.annotate.names.lexicon import english_frames, reading_frames
from suyuan.model import MentionType

_MAX_WORDS = 8
_PARTICLES = frozenset(("de", "van", "von", "bin", "al", "da", "der", "la", "el", "du"))  # inside a person's name
_JOINING = frozenset(("of", "for", "the", "and", "&"))  # inside a body's name, after its kind
# HMS Harbour, BRP Tide Watcher: a navy's prefix and the name of a ship.
_SHIP = re.compile(
    r"\b(?:USS|USNS|USCGC|HMS|HMAS|HMCS|HMNZS|INS|BRP|JS|ROKS|RSS|KRI|KD|ITS|FS|FGS|RFS|TCG|MV|M/V|MT|SS)"
    r" [A-Z][\w’'\-]+(?: (?:de |of )?[A-Z][\w’'\-]+){0,2}"
)
# F-35B, DF-21D, H20, NXT:1970i before or after what it is: an aircraft, a missile, a chip.
_MODEL = r"[A-Z]{1,5}[:\-]?\d{1,4}(?:-\d{1,4})?[A-Za-z]{0,3}\b"
_KIND_OF_PRODUCT = (
    r"(?:fighters?|jets?|bombers?|aircraft|planes?|drones?|missiles?|rockets?|chips?|GPUs?|processors?|helicopters?|tanks?|"
    r"submarines?|satellites?|torpedo(?:es)?|howitzers?|launchers?|scanners?|lithography|smartphones?|phones?)"
)
_DESIGNATION = re.compile(
    rf"\b({_MODEL}) (?:[a-z\-]+ ){{0,2}}{_KIND_OF_PRODUCT}\b|\b{_KIND_OF_PRODUCT},? (?:the |called )?({_MODEL})"
)
_NAMED_PRODUCT = re.compile(r"\b((?:[A-Z][a-z]+)-\d{1,3}[A-Z]{0,2})\b")  # Hwasong-19, Soyuz-2
_Token = tuple[int, int]


def find(board: Board, kb: KnowledgeBase, tokens: list[_Token]) -> None:
    """Lay what runs of capitalised words give away, and ships and products by their kind of name."""
    for match in _SHIP.finditer(board.folded):
        _lay(board, *match.span(), "PRODUCT", "designation")
    for pattern in (_DESIGNATION, _NAMED_PRODUCT):
        for match in pattern.finditer(board.folded):
            group = 1 if match[1] else 2
            if board.free(*match.span(group)):
                _lay(board, *match.span(group), "PRODUCT", "designation")
    for first, last in _runs(board.folded, tokens):
        for part in _parts(board, kb, tokens, first, last):
            _decide(board, tokens, *part)


def _lay(board: Board, start: int, end: int, type_: MentionType, rule: str) -> None:
    board.lay(Candidate(start, end, type_, board.folded[start:end], rule, 0.75))


def _parts(
    board: Board, kb: KnowledgeBase, tokens: list[_Token], first: int, last: int
) -> Iterator[tuple[int, int, bool]]:
    """(first, last, titled) tokens of the names in one run, cut at titles and at possessives.

    Harbour Council|President|Jane Roe; Tide Ministry's|Bureau of Ports. China's Foreign Ministry is one name: an organ
    of state takes its country.
    """
    frames = english_frames()
    words = [board.folded[slice(*token)] for token in tokens[first : last + 1]]
    begin, titled = 0, False
    for i, word in enumerate(words):
        title = word.rstrip(".") in frames["title"] and not _in_body(words, i)
        owner = word.removesuffix("'s").removesuffix("’s")
        possessive = owner != word and i < len(words) - 1
        if possessive and begin == i and _takes_country(kb, owner, words[i + 1 :]):
            continue
        if title or possessive:
            stop = i - title
            if stop >= begin:
                yield first + begin, first + stop, titled
            begin, titled = i + 1, title
    if begin < len(words):
        yield first + begin, last, titled


def _in_body(words: list[str], i: int) -> bool:
    """Foreign of Foreign Ministry, Defense of Defense Department: no title, but a body's."""
    following = words[i + 1].removesuffix("'s").removesuffix("’s") if i + 1 < len(words) else ""
    modifier = words[i] in reading_frames()["modifier_en"]
    frames = english_frames()
    return modifier and (following in frames["body"] or following in frames["firm"] or following in frames["media"])


def _takes_country(kb: KnowledgeBase, owner: str, rest: list[str]) -> bool:
    countries = any(e.source == "country-codes" for e in kb.english.get(owner, ()))
    return countries and rest[-1].rstrip(".") in reading_frames()["organ_en"]


def _decide(board: Board, tokens: list[_Token], first: int, last: int, titled: bool) -> None:
    frames = english_frames()
    words = [board.folded[slice(*token)] for token in tokens[first : last + 1]]
    while words and words[0] in frames["lead"]:
        words, first = words[1:], first + 1
    while words and words[-1].islower():
        words, last = words[:-1], last - 1
    if not words:
        return
    start = tokens[first][0]
    end = tokens[last][1] - board.folded[slice(*tokens[last])].endswith(("'s", "’s")) * 2
    end -= board.folded[end - 1] == "." and words[-1].rstrip(".") not in frames["firm"] and not _initials(words[-1])
    inside = board.covering(start, end)
    if inside and (inside[0].start < start or inside[-1].end > end or (titled and inside[-1].type == "PERSON")):
        return
    if type_ := _apposed(board.folded, words, start, end):
        _lay(board, start, end, type_, "apposition")
        return
    type_ = _kind(words, titled, _word_after(board.folded, tokens, last))
    if type_ == "PERSON" and inside and inside[0].start == start:
        return  # Beijing said: a name that the tables know for something else; but Michael|Jordan
    if type_:
        _lay(board, start, end, type_, "title" if titled else "capitals")


def _initials(word: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-Z]\.)+|Jr\.|Sr\.", word))


# journalist Jane Roe, Jane Roe, 37, and Jane Roe, the firm's director: what stands beside a name of two or three words.
_AGE = re.compile(r", \d{1,2}(?:,|\.)")
_ROLE_AFTER = re.compile(r", (?:an?|the|its|their|his|her|[A-Z][\w .]{1,40}['’]s) [a-z]")


def _apposed(text: str, words: list[str], start: int, end: int) -> MentionType | None:
    frames = english_frames()
    plain = all(
        word.replace("'", "").replace("’", "").replace("-", "").isalpha() and not word.isupper() for word in words
    )
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
    if len(words) > 2 and f"{words[-2]} {last}" in frames["facility2"]:
        return "FACILITY"
    if len(words) > 1 and (last in frames["firm"] or any(word in frames["body"] for word in words)):
        return "ORG"
    if len(words) > 1 and (last in frames["facility"]):
        return "FACILITY"
    if len(words) > 1 and last in frames["place"]:
        return "LOC"
    if len(words) > 1 and last in frames["program"]:
        return "PROGRAM"
    if any(word in frames["body"] for word in words):
        return None
    if titled and len(words) <= 4:
        return "PERSON"
    if 2 <= len(words) <= 4 and (after in frames["say"] or words[0] in frames["first_name"]):
        return "PERSON"
    return None
