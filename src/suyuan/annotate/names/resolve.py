"""Inside one document: a full name makes its short forms names too, and a pair in parentheses makes an alias."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import KnowledgeBase
from suyuan.annotate.names.lexicon import Lexicon, english_frames, frames, ja_surnames, surnames

# 国家网络安全中心（NCSC）, 安谋（Arm）, 香港众志（下称众志）
_PAIR = re.compile(
    r"[（(]\s*(?:下称|以下简称|简称|又称|又译|英文简称|英语)?[“\"「:：]?\s*"
    r"([A-Za-z][\w&.’'\- ]{1,40}?|[\u3400-\u9fff·]{2,8})[”\"」]?\s*[)）]"
)
_SIDE = re.compile("方(?![面法式向案程针便块正])")
_AND = re.compile("[、和与及]")
_TICKER = re.compile(r"[A-Z0-9]{1,8}\.[A-Z]{1,3}")  # (BT.L): a stock's code, no name
_CALLED = ("下称", "简称", "又称", "又译")
_DIVISIONS = frozenset("州市县省郡")
_SPEAKS = re.compile(r"说|表示|称|指出|认为|回忆|坦言|写道| (?:said|told|added|wrote|recalled|testified)\b")
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Alias:
    surface: str
    of: Candidate
    bare: bool = True  # False: only before a title (李 of 李教授)


def resolve(board: Board, lexicon: Lexicon) -> None:
    _sides(board)
    _runs_of_initials(board)
    _coordinated(board, lexicon)
    aliases = _aliases(board, lexicon)
    _lay_all(board, [alias for alias in aliases if alias.bare])
    _lay_before_titles(board, {alias.surface: alias for alias in aliases if not alias.bare})


def _initials(board: Board) -> tuple[dict[str, set[str]], dict[str, Candidate]]:
    """First characters of the countries this document names in full: whose each is, and the first one so named."""
    initials: dict[str, set[str]] = {}
    named: dict[str, Candidate] = {}
    for candidate in board:
        if candidate.type == "GPE" and len(candidate.surface) > 1 and _is_country(candidate):
            initials.setdefault(candidate.surface[0], set()).add(candidate.senses[0].entity.id)
            named.setdefault(candidate.surface[0], candidate)
    return initials, named


def _sides(board: Board) -> None:
    """亚美尼亚…亚方: the first character of the one country of this document that has it."""
    initials, named = _initials(board)
    if not named:
        return
    for match in _SIDE.finditer(board.folded, 1):
        start, end = match.start() - 1, match.end()
        char = board.folded[start]
        whose = initials.get(char)
        if whose and len(whose) == 1 and board.free(start, end):
            board.lay(Candidate(start, end, "GPE", char + "方", "in-document", 0.85, head=named[char].surface))


def _runs_of_initials(board: Board) -> None:
    """乌芬签署: a run of first characters of countries that this document names in full, each a token of its own."""
    initials, named = _initials(board)
    if len(named) < 2:
        return
    for start, end in _adjacent(board.folded, named):
        run = board.folded[start:end]
        alone = all(board.tokens.ends[i] == i + 1 for i in range(start, end)) and board.tokens.starts(end)
        whose = [initials[char] for char in run]
        if not alone or len(set(run)) < len(run) or any(len(ids) > 1 for ids in whose):
            continue
        under = board.covering(start, end)
        if under and not (
            under[0].start == start and under[-1].end == end and under[0].rule in ("model", "country-char")
        ):
            continue
        for other in under:
            board.remove(other)
        for i in range(start, end):
            head = named[board.folded[i]].surface
            board.lay(Candidate(i, i + 1, "GPE", board.folded[i], "in-document", 0.8, head=head))


def _adjacent(folded: str, chars: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Runs of two to four of the characters."""
    places: list[int] = []
    for char in chars:
        at = folded.find(char)
        while at >= 0:
            places.append(at)
            at = folded.find(char, at + 1)
    places.sort()
    begin = 0
    for i in range(1, len(places) + 1):
        if i == len(places) or places[i] != places[i - 1] + 1:
            if 2 <= i - begin <= 4:
                yield places[begin], places[i - 1] + 1
            begin = i


def _is_country(candidate: Candidate) -> bool:
    return any(sense.entity.source == "country-codes" for sense in candidate.senses)


def _coordinated(board: Board, lexicon: Lexicon) -> None:
    """亚马逊、脸书和谷歌: a name that is also a word counts beside names of its kind."""
    folded, ends = board.folded, board.tokens.ends
    for match in _AND.finditer(folded):
        left, right = board.ending.get(match.start()), board.at.get(match.end())
        if left is None and right is not None:
            start = match.start() - 1
            while start > 0 and not ends[start]:
                start -= 1
            _lay_ambiguous(board, lexicon, start, match.start(), right)
        elif right is None and left is not None and match.end() < len(folded):
            _lay_ambiguous(board, lexicon, match.end(), ends[match.end()], left)


def _lay_ambiguous(board: Board, lexicon: Lexicon, start: int, end: int, beside: Candidate) -> None:
    senses = lexicon.kb.senses.get(board.folded[start:end], [])
    kinds = ("ORG", "PRODUCT") if beside.type in ("ORG", "PRODUCT") else (beside.type,)
    fits = [sense for sense in senses if sense.entity.type in kinds]
    if len(fits) == 1 and end - start > 1 and board.free(start, end):
        surface = board.folded[start:end]
        board.lay(Candidate(start, end, fits[0].entity.type, surface, "coordination", 0.75, fits))


def _aliases(board: Board, lexicon: Lexicon) -> list[Alias]:
    """What this document's full names may be called; a form that two of them share is no evidence for either."""
    found: dict[str, Alias | None] = {}
    for candidate in board:
        aliases = list(_parenthesised(board, candidate, lexicon.kb))
        if candidate.rule not in ("kb", "country-char", "model") and len(candidate.surface) > 1 and not candidate.head:
            aliases.append(Alias(candidate.surface, candidate))
        if candidate.type == "PERSON":
            aliases += _parts(candidate, lexicon)
        for alias in aliases:
            known = found.setdefault(alias.surface, alias)
            if known is not None and _full(known.of) != _full(alias.of):
                found[alias.surface] = None
    return [alias for alias in found.values() if alias is not None]


def _full(candidate: Candidate) -> str:
    return candidate.head or candidate.surface


def _parts(candidate: Candidate, lexicon: Lexicon) -> Iterator[Alias]:
    """岸田文雄 → 岸田; 吉娜·雷蒙多 → 雷蒙多, and 吉娜; 李大明 → 李 before a title."""
    surface = _full(candidate)
    if candidate.head:
        return
    if surface.isascii():
        last = surface.rsplit(" ", 1)[-1]
        if " " in surface and len(last) > 2 and last[0].isupper():
            yield Alias(last, candidate)
        return
    if "·" in surface:
        pieces = surface.split("·")
        for piece in (pieces[-1], pieces[0]):
            if len(piece) >= 2 and piece not in lexicon.words:
                yield Alias(piece, candidate)
        return
    if candidate.rule == "dashed":
        last = surface.rsplit("-", 1)[-1]  # 埃尔-埃里安 → 埃里安
        if len(last) >= 2 and last not in lexicon.words:
            yield Alias(last, candidate)
        return
    size = next((n for n in (3, 2) if surface[:n] in ja_surnames() and len(surface) > n), 0)
    one, two = surnames()
    if size and (len(surface) > 3 or surface[0] not in one):
        yield Alias(surface[:size], candidate)
    elif surface[:2] in two and len(surface) > 2:
        yield Alias(surface[:2], candidate)
    elif surface[0] in one and 2 <= len(surface) <= 3:
        yield Alias(surface[0], candidate, bare=False)


def _parenthesised(board: Board, candidate: Candidate, kb: KnowledgeBase) -> Iterator[Alias]:
    after = candidate.end + (board.folded[candidate.end : candidate.end + 1] in ("》", "」", "”"))
    after += board.folded[after : after + 1] == " "
    match = _PAIR.match(board.folded, after)
    if not match:
        return
    inner = match[1].strip()
    if _TICKER.fullmatch(inner):
        return
    called = any(word in match[0] for word in _CALLED)
    if _LATIN.match(inner):
        if candidate.type == "GPE" and inner.split(" ", 1)[0] in english_frames()["first_name"] and " " in inner:
            candidate.type, candidate.senses = "PERSON", []  # 哈里森（Paul Harrison）: a town's name, but a man's here
            candidate.rule = "parenthesis"
        known = kb.english.get(inner, [])
        if candidate.type == "GPE" and candidate.surface.isascii():
            return
        if known and all(entity.type != candidate.type for entity in known):
            return  # HARBOUR CITY (AP): the agency after the dateline's city
        yield Alias(inner, candidate)
        if len(known) == 1 and known[0].type == candidate.type and candidate.rule not in ("kb", "country-char"):
            candidate.entity = known[0]  # 陶敦（Oliver Dowden）
        if candidate.type == "PERSON" and " " in inner:
            last = inner.rsplit(" ", 1)[-1]
            if len(last) > 2:
                yield Alias(last, candidate)
    elif called:
        yield Alias(inner, candidate)


def _lay_all(board: Board, aliases: list[Alias]) -> None:
    """Every place where an alias stands by itself, longer ones first; one pass over the text."""
    if not aliases:
        return
    automaton = ahocorasick.Automaton()
    for alias in aliases:
        automaton.add_word(alias.surface, alias)
    automaton.make_automaton()
    places = [(end + 1 - len(alias.surface), alias) for end, alias in automaton.iter(board.folded)]
    for start, alias in sorted(places, key=lambda place: (-len(place[1].surface), place[0])):
        end = start + len(alias.surface)
        if (
            board.folded[end : end + 1] in _DIVISIONS
            and board.tokens.ends[end] == end + 1
            and alias.of.type == "PERSON"
        ):
            continue  # 奥斯汀|市 is no man
        if not _separate(board, start, end, latin=bool(_LATIN.match(alias.surface))):
            continue
        here = board.at.get(start)
        if here is not None and here.end == end:
            speaks = here.type == "GPE" and bool(_SPEAKS.match(board.folded, end))
            if here is not alias.of and (here.entity is None or speaks) and (speaks or not _sure(here, alias.of)):
                here.entity, here.senses = None, []
                here.head, here.type, here.rule = _full(alias.of), alias.of.type, "in-document"
        elif board.free(start, end):
            head = _full(alias.of)
            board.lay(Candidate(start, end, alias.of.type, alias.surface, "in-document", 0.9, head=head))


def _sure(candidate: Candidate, named: Candidate) -> bool:
    """A town that bears the last part of a full name of this document gives way to the person."""
    own = any("suyuan" in s.entity.source or s.entity.source == "country-codes" for s in candidate.senses)
    plain = any(not sense.ambiguous for sense in candidate.senses)
    return plain and (own or candidate.type == named.type or "·" not in named.surface)


def _separate(board: Board, start: int, end: int, latin: bool) -> bool:
    """Not inside a longer word: Latin neighbours, or a token that straddles an edge."""
    folded = board.folded
    if latin:
        return not _LATIN.match(folded[start - 1 : start]) and not _LATIN.match(folded[end : end + 1])
    said = end - start == 3 and folded[end : end + 1] in ("说", "称", "指", "讲")  # 刘晓明|说, with 明说 a word
    return board.tokens.starts(start) and (said or board.tokens.starts(end)) and folded[end : end + 1] != "·"


def _lay_before_titles(board: Board, aliases: dict[str, Alias]) -> None:
    """李教授, once the document has named 李大明."""
    if not aliases:
        return
    folded, after = board.folded, frames()["title_after"]
    for position, _, title in board.tokens.words:
        start = position - 1
        alias = aliases.get(folded[start:position]) if start >= 0 and title in after else None
        if alias and board.tokens.starts(start) and board.free(start, position):
            head = _full(alias.of)
            board.lay(Candidate(start, position, "PERSON", alias.surface, "in-document", 0.85, head=head))
