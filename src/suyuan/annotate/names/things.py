"""Ships, rockets, weapons, exercises and places that no table holds, by how Chinese news names such things."""

from __future__ import annotations

import re
from functools import cache

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.lexicon import Frames, Lexicon, frames, transliteration
from suyuan.model import MentionType

_HAN = "\u3400-\u9fff"
_NUMBER = "[一二三四五六七八九十百0-9]{1,4}"
_CODE = "[A-Z]{1,5}[:-]?[0-9]{1,4}(?:-[0-9]{1,4})?[A-Za-z]{0,3}"
_QUOTED = f'[“「『"]([{_HAN}A-Za-z0-9·\\-]{{2,10}})[”」』"]'


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    f = frames()
    either = Frames.alternation
    vessel, series, goods = either(f["vessel"]), either(f["series"]), either(f["goods"])
    return {
        # “潮汐”号驱逐舰, “海盾”系统: the name in the marks
        "quoted": re.compile(f"{_QUOTED}(?=号|级?(?:{vessel}|{goods}))|(?:{vessel}){_QUOTED}"),
        # 海燕号|货轮 of foreign or unknown name; 潮州舰 by a town's name: what ends it; the name is walked back to
        "vessel": re.compile(f"号(?=(?:[{_HAN}]{{0,4}}?)(?:{vessel}))"),
        "warship": re.compile("舰(?![队艇载长只船员桥炮上群])"),
        # 长征五号, 歼-20, 东风41, 神舟十九号
        "series": re.compile(f"(?:{series})-?{_NUMBER}(?:[A-Z]{{1,2}}(?![A-Za-z]))?号?[甲乙丙丁改]?(?![0-9年月日.%])"),
        "series_dash": re.compile(
            f"(?:{either(f['series_dash'])})(?:-{_NUMBER}(?:[A-Z]{{1,2}}(?![A-Za-z]))?|{_NUMBER}号)(?![0-9年月日.%])"
        ),
        # B-21轰炸机, NXT:1970i光刻机, H20芯片
        "code": re.compile(f"(?<![A-Za-z0-9-])({_CODE})(?=(?:型|隐形|战略|超级)?(?:{goods}|{vessel}))"),
        # “海盾”联合军演, “黎明”行动
        "exercise": re.compile(f"{_QUOTED}(?=[{_HAN}0-9-]{{0,6}}?(?:{either(f['exercise'])}))"),
        # 印度-太平洋繁荣框架, 亚太自由贸易协定
        "programme": re.compile(f"(?:{either(f['region'])})[{_HAN}]{{2,12}}?(?:{either(f['framework'])})"),
        "place": re.compile(either(f["landform"])),
    }


def find(board: Board, lexicon: Lexicon) -> None:
    patterns = _patterns()
    for name in ("quoted", "code"):
        for match in patterns[name].finditer(board.folded):
            _lay(board, *match.span(1 if match[1] else 2), "PRODUCT")
    for match in patterns["exercise"].finditer(board.folded):
        _lay(board, *match.span(1), "PROGRAM")
    for name in ("series", "series_dash"):
        for match in patterns[name].finditer(board.folded):
            if board.tokens.starts(match.start()):
                _lay(board, *match.span(), "PRODUCT")
    for name in ("vessel", "warship"):
        for match in patterns[name].finditer(board.folded):
            end = match.start() + 1
            start = _vessel_start(board, lexicon, _back(board.folded, end - 1, 6 if name == "vessel" else 3), end)
            if start is not None:
                _lay(board, start, end, "PRODUCT")
    for match in patterns["programme"].finditer(board.folded):
        if board.tokens.starts(match.start()):
            _lay(board, *match.span(), "PROGRAM")
    for match in patterns["place"].finditer(board.folded):
        start = _place_start(board, lexicon, _back(board.folded, match.start(), 6, transliteration()), match.end())
        if start is not None and board.free(start, match.end()):
            _lay(board, start, match.end(), "LOC")


def _lay(board: Board, start: int, end: int, type_: MentionType) -> None:
    under = board.covering(start, end)
    if any(c.start < start or c.end > end for c in under) or any(c.type == type_ and c.entity for c in under):
        return
    for other in under:
        board.remove(other)
    board.lay(Candidate(start, end, type_, board.folded[start:end], "designation", 0.75))


def _vessel_start(board: Board, lexicon: Lexicon, start: int, end: int) -> int | None:
    """The name before 号 or 舰: from the last word that is none of it; a known place or person may be all of it."""
    position = start
    while position < end:
        stop = board.tokens.ends[position]
        if not stop:
            position += 1
            continue
        if board.folded[stop - 1] in "号舰" and stop == end:
            break
        surface = board.folded[position:stop]
        under = board.at.get(position)
        if under is not None and under.end == end - 1:
            break  # 山东|舰
        common = (
            lexicon.tags.get(surface, "")[:1] in ("v", "p", "c", "m", "r", "d", "u", "q") or surface in frames()["stop"]
        )
        if (len(surface) > 1 and under is not None) or common or surface in frames()["title"]:
            start = stop
        position = stop
    return start if end - start > 2 and board.tokens.starts(start) and board.folded[start:end] not in _KINDS else None


def _back(folded: str, position: int, most: int, of: str = "") -> int:
    """As far back as there are Han characters (or those of ``of``), ``most`` of them."""
    start = position
    while start > 0 and position - start < most:
        char = folded[start - 1]
        if not (char in of if of else "\u3400" <= char <= "\u9fff" or char == "·"):
            break
        start -= 1
    return start


def _place_start(board: Board, lexicon: Lexicon, start: int, end: int) -> int | None:
    """A foreign-sounding name before 岛, 礁, 湾 …: no part of it is a word."""
    ends = board.tokens.ends
    while start < end and not board.tokens.starts(start):
        start += 1
    position = start
    while position < end:
        stop = ends[position]
        last = stop == end
        surface = board.folded[position:stop]
        word = surface in _COMMON if len(surface) == 1 else surface in lexicon.words or position in board.at
        if word and not last:
            start = stop
        elif last and stop - position > 2:
            return None
        position = stop
    return start if end - start > 2 and board.tokens.starts(start) else None


_KINDS = frozenset(("驱逐舰", "护卫舰", "巡洋舰", "登陆舰", "补给舰", "巡逻舰", "攻击舰", "战列舰", "训练舰", "作战舰"))
_COMMON = frozenset("在于和与及的从到至向对由经过离往赴抵近该此各全本新大小东西南北中外内上下前后年月日是有为以")
