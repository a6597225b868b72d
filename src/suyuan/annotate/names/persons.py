"""Persons that no table knows: dotted foreign names, names after a title, names with the original in parentheses."""

from __future__ import annotations

import re
from functools import cache

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.lexicon import Frames, Lexicon, frames, ja_surnames, surnames, transliteration

_HAN = "\u3400-\u9fff"
_LATIN_NAME = re.compile(r"[（(]\s*([A-ZÀ-Þ][\w.’'\-]*(?: [\w.’'\-]+){0,5})\s*[)）,，]")
_JUNIOR = re.compile(r"\b(?:Jr|Junior|II|III)\b")
_MEETINGS = ("峰会", "大会", "会议", "年会")  # 领袖|高峰会: no Mr Gao
_NOT_GIVEN = frozenset("说称指在是将也对和与于已又并则还的等所就而及都曾被把向为会要能可让给")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    sound = f"[{re.escape(transliteration())}]"
    cue = Frames.alternation(frames()["cue"] | frames()["title_after"])
    return (
        re.compile(
            f"{sound}{{1,8}}(?:-{sound}{{1,6}})*(?:·{sound}{{1,8}}(?:-{sound}{{1,6}})*|·[A-Z](?=·)|·[A-Z]\\.?(?=[·{_HAN}]))+"
        ),
        re.compile(f"{sound}{{2,7}}"),
        re.compile(f"(?:{cue}|$|[^{_HAN}A-Za-z·])"),
        re.compile(f"[{_HAN}]+"),
        re.compile(f"{sound}{{1,5}}(?:-{sound}{{1,5}})+"),
    )


def find_persons(board: Board, lexicon: Lexicon) -> None:
    _dotted(board, lexicon)
    _dashed(board, lexicon)
    _after_titles(board, lexicon)
    _reporters(board, lexicon)
    _opening(board, lexicon)
    _with_original(board, lexicon)
    _before_titles(board, lexicon)


def _lay(board: Board, start: int, end: int, rule: str, confidence: float) -> bool:
    surface = board.folded[start:end]
    return board.lay(Candidate(start, end, "PERSON", surface, rule, confidence))


def _dotted(board: Board, lexicon: Lexicon) -> None:
    folded = board.folded
    for match in _patterns()[0].finditer(folded):
        start, end = match.span()
        first_dot = folded.index("·", start)
        start = max(start, _after_known_word(board, lexicon, start, first_dot))
        if start < first_dot:
            _lay(board, start, end, "dotted", 0.95)


def _dashed(board: Board, lexicon: Lexicon) -> None:
    """顾问埃尔-埃里安说: two foreign-sounding pieces and a dash, after a title and before a word that closes a name."""
    for match in _patterns()[4].finditer(board.folded):
        start, end = match.span()
        start = max(start, _after_known_word(board, lexicon, start, board.folded.index("-", start)))
        if start < match.start() + match.group().index("-") and _titled(board, start) and _closes(board, end):
            _lay(board, start, end, "dashed", 0.85)


_NEXT_REPORTER = re.compile(f"[ 、，]{{1,2}}([{_HAN}]{{2,4}})(?=[ 、）)/／\\n]|报道|電|电|摄)")


def _reporters(board: Board, lexicon: Lexicon) -> None:
    """（记者王某某 李某某）: the names that go on after a reporter's, a space between."""
    one, two = surnames()
    for _, end, surface in board.tokens.words:
        if surface not in ("记者", "编译", "通讯员", "摄影", "编辑"):
            continue
        first = board.at.get(end)
        position = first.end if first is not None and first.type == "PERSON" else 0
        while position and (match := _NEXT_REPORTER.match(board.folded, position)):
            name = match[1]
            if not (name[0] in one or name[:2] in two) or name in lexicon.words:
                break
            under = board.covering(*match.span(1))
            if any(c.type == "PERSON" and (c.start, c.end) != match.span(1) for c in under):
                break
            for other in under:
                board.remove(other)
            _lay(board, *match.span(1), "reporters", 0.85)
            position = match.end(1)


# At the start of a line or sentence, right before a verb of saying: 陈某称. 韩方, 高官, 何人 are no names.
_OPENS = re.compile(
    f"(?:^|[\\n。！？])[“‘「《 ]?([{_HAN}]{{2,3}}?)(?=称|说|表示|指出|认为|强调|透露|宣布|呼吁|坦言|质疑|批评)",
    re.MULTILINE,
)
_NO_NAME_ENDS = frozenset("方军媒府企警国省市院部局官党社报人者员民家商团会长")


def _opening(board: Board, lexicon: Lexicon) -> None:
    one, _ = surnames()
    for match in _OPENS.finditer(board.folded):
        start, end = match.span(1)
        name = match[1]
        alone = all(board.tokens.ends[i] == i + 1 for i in range(start, end))
        plain = not any(char in _NOT_GIVEN for char in name[1:]) and name[-1] not in _NO_NAME_ENDS
        if name[0] in one and alone and plain and board.free(start, end) and board.tokens.starts(end):
            _lay(board, start, end, "opening", 0.7)


def _titled(board: Board, position: int) -> bool:
    return any(board.folded[max(0, position - size) : position] in frames()["title"] for size in range(2, 7))


def _after_known_word(board: Board, lexicon: Lexicon, start: int, limit: int) -> int:
    """总理纳伦德拉·莫迪: 理 could belong to a foreign name, but the word 总理 holds it already."""
    ends = board.tokens.ends
    begin = start
    while begin > 0 and not ends[begin]:
        begin -= 1
    while begin < limit:
        end = ends[begin]
        surface = board.folded[begin:end]
        # 詹姆斯·…: a word that is the whole first part is the name itself
        word = surface in frames()["title"] or (surface in lexicon.words and not (begin == start and end == limit))
        if end - begin > 1 and word and end <= limit:
            start = max(start, end)
        elif begin == start and surface in frames()["person_before"]:
            start = end
        begin = end
    return start


def _title_ends(board: Board) -> list[int]:
    """Where a title word ends; 前总统 and 副部长 are tokens of their own or end in one."""
    titles = frames()["title"]
    return [end for _, end, surface in board.tokens.words if surface in titles or surface.endswith(("大臣", "部长"))]


def _after_titles(board: Board, lexicon: Lexicon) -> None:
    for position in _title_ends(board):
        if position >= len(board.folded) or position in board.at:
            continue
        end = person_at(board, lexicon, position)
        if end and not board.folded.endswith(_MEETINGS, position, end):
            _lay(board, position, end, "title", 0.85)


def person_at(board: Board, lexicon: Lexicon, start: int) -> int:
    """The end of a person's name that starts here after a title, or 0."""
    end = board.tokens.ends[start] if start < len(board.folded) else 0
    if any(sense.entity.type == "PERSON" for sense in lexicon.kb.senses.get(board.folded[start:end], ())):
        return end
    return _japanese(board, start) or _foreign(board, lexicon, start) or _chinese(board, lexicon, start)


def _known_word(board: Board, lexicon: Lexicon, position: int) -> bool:
    """Does a word of two or more characters start here on the best path?"""
    ends = board.tokens.ends
    end = ends[position] if position < len(ends) else 0
    return end - position > 1 and board.folded[position:end] in lexicon.words


def _foreign(board: Board, lexicon: Lexicon, start: int) -> int:
    match = _patterns()[1].match(board.folded, start)
    if not match:
        return 0
    position, limit, ends = start, match.end(), board.tokens.ends
    while position < limit and ends[position] and ends[position] <= limit:
        if position != start and _known_word(board, lexicon, position):
            break
        if position != start and position in board.at and board.at[position].type != "PERSON":
            break
        position = ends[position]
    if position - start < 2 or (_known_word(board, lexicon, start) and ends[start] == position):
        return 0
    if start in board.at and board.at[start].end == position:
        return 0  # a place or body that the tables know, and nothing more
    one, two = surnames()
    chinese = board.folded[start] in one or board.folded[start : start + 2] in two
    if position - start <= 3 and chinese:
        return 0 if position - start < 3 else _chinese(board, lexicon, start)
    return position if _closes(board, position) or position - start >= 3 else 0


def _closes(board: Board, position: int) -> bool:
    return bool(_patterns()[2].match(board.folded, position)) or position in board.at


def _chinese(board: Board, lexicon: Lexicon, start: int) -> int:
    """Surname and one or two given characters: two where what follows them closes the name, or starts a word."""
    folded = board.folded
    one, two = surnames()
    size = 2 if folded[start : start + 2] in two else 1 if folded[start : start + 1] in one else 0
    if not size or _known_word(board, lexicon, start):
        return 0
    given = start + size
    if folded[given : given + 1] in _NOT_GIVEN:
        return 0
    han = _patterns()[3].match(folded, given)
    room = min(2, han.end() - given) if han else 0
    if not room or (
        _known_word(board, lexicon, given) and board.tokens.ends[given] - given == 2 and not _closes(board, given + 2)
    ):
        return 0
    for length in (2, 1):
        if length <= room and _closes(board, given + length):
            if length == 2 and _closes(board, given + 1) and folded[given + 1 : given + 2] in frames()["cue"]:
                continue
            return given + length
    if _known_word(board, lexicon, given + 1):
        return given + 1  # 记者张婷|综合报道
    return given + 2 if room == 2 and board.tokens.starts(given + 2) else 0


def _japanese(board: Board, start: int) -> int:
    folded = board.folded
    size = next((n for n in (3, 2) if folded[start : start + n] in ja_surnames()), 0)
    if not size:
        return 0
    han = _patterns()[3].match(folded, start + size)
    room = min(3, han.end() - start - size) if han else 0
    for length in (2, 1, 3, 0):
        if length <= room and _closes(board, start + size + length):
            return start + size + length
    return start + size


def _with_original(board: Board, lexicon: Lexicon) -> None:
    """高桥明辅（Akisuke Takahashi）: a Latin name of two or more parts vouches for what stands before it."""
    for match in _LATIN_NAME.finditer(board.folded):
        end = match.start()
        if end in board.ending or " " not in match[1]:
            continue
        for size in (5, 4, 3, 2):
            start = end - size
            junior = _JUNIOR.search(match[1]) and board.folded[start : start + 1] == "小"  # 小马可斯（… Jr）
            sounds = junior and size > 2 and _patterns()[1].fullmatch(board.folded, start + 1, end)
            if sounds or (start >= 0 and board.tokens.starts(start) and person_at_exactly(board, lexicon, start, end)):
                _lay(board, start, end, "parenthesis", 0.85)
                break


def person_at_exactly(board: Board, lexicon: Lexicon, start: int, end: int) -> bool:
    return end in (_japanese(board, start), _foreign(board, lexicon, start), _chinese(board, lexicon, start))


_OF_STATES = frozenset(("总统", "首相", "先生", "女士", "夫人", "将军", "上将", "教授", "爵士"))


def _before_titles(board: Board, lexicon: Lexicon) -> None:
    """山田首相: a Japanese surname stands right before the title. 华盛顿总统: a city has no president."""
    after, folded, surnames_ = frames()["title_after"], board.folded, ja_surnames()
    for position, end, title in board.tokens.words:
        city, named = board.ending.get(position), board.at.get(end)
        if title in _OF_STATES and city is not None and city.type == "GPE" and city.rule == "kb" and named is None:
            known = [s.entity for s in city.senses if not s.ambiguous]
            if len(city.surface) > 1 and known and all("country-codes" not in e.source and e.country for e in known):
                city.type, city.senses, city.rule = "PERSON", [], "surname-title"
                continue
        start = position - 2
        if title not in after or start < 0 or position in board.ending:
            continue
        if folded[start:position] in surnames_ and board.tokens.starts(start):
            _lay(board, start, position, "surname-title", 0.8)
