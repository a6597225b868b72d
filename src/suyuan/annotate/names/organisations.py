"""Composed organisations: a country with its organ (日本|外务省), a name with the kind of body it is (…大学)."""

from __future__ import annotations

import re

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.lexicon import Lexicon, frames
from suyuan.model import MentionType

# Bodies that a country in front is not part of, as long as another name is: 美国|乔治城大学, 台湾|某某公司.
_PLAIN_SUFFIX = frozenset("公司 集团 大学 学院 银行 控股 证券 保险 航空 科技 电子 半导体".split())
_INTERNATIONAL = ("国际机场", "国际会议中心", "会议展览中心", "国家公园")
_LEGAL = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "股份公司")
_NATIONAL = ("国立", "国家", "皇家", "联邦", "中央")
# （National Cyber Security Centre）, （NCSC）: the original name vouches for what stands before it.
_ORIGINAL = re.compile(r"[（(]\s*(?:[A-Z]{2,8}\b|[A-Z][a-z]+ [A-Za-z]+)")
_TITLE = re.compile(r"《([\u3400-\u9fff]{2,10})》")
_MEDIA_TITLE = re.compile(
    r"[《「“]([\u3400-\u9fff]{1,8}(?:日报|晚报|早报|时报|邮报|周刊|周报|人报|论坛报|快报|晨报|杂志))[》」”]"
)
_LAW_TITLE = re.compile(r"《([\u3400-\u9fff]{1,24}(?:法|法案|条例|条约|公约|协定|协议|议定书|宣言))》")
_STATE_OWNERS = frozenset(("中共",))
_MAX_LEFT = 12
# Parts of speech that end the walk: 失去|大学, 要求|…委员会. Verbs that are nouns too (管理, 研究) are tagged vn.
_NOT_IN_NAMES = frozenset("v p c r m q d u ud ug uj ul uv uz t y o e zg rz mq vd".split())


def find_organisations(board: Board, lexicon: Lexicon) -> None:
    _editions(board)
    _titled_media(board, lexicon)
    _organs(board)
    _suffixed(board, lexicon, "org_suffix", "ORG")
    _before_corporate_titles(board, lexicon)
    _suffixed(board, lexicon, "media_suffix", "MEDIA")
    _suffixed(board, lexicon, "facility_suffix", "FACILITY")


def _organs(board: Board) -> None:
    organ, alone = frames()["organ"], frames()["organ_alone"]
    folded, ends = board.folded, board.tokens.ends
    covered = 0
    for start, end, surface in board.tokens.words:
        if surface not in organ or start < covered:
            continue
        while end < len(ends) and folded[end : ends[end]] in organ:  # 英国|下议院|外交委员会
            end = ends[end]
        covered = end
        owner = _owner(board, start)
        if owner is not None:
            _lay(board, owner, end, "ORG", "owner+organ")
        elif surface in alone or start in board.at:
            _lay(board, start, end, "ORG", "organ", 0.8)


def _owner(board: Board, position: int) -> int | None:
    """Where the owner of an organ starts: a country or city, 中共, a person before 政府, or X驻Y before an embassy."""
    owner = board.ending.get(position)
    if owner is None:
        return None
    if owner.type == "ORG" and owner.surface.endswith(tuple(frames()["organ"])):
        return owner.start  # 英国下议院|外交委员会
    if owner.type == "PERSON":
        return owner.start if board.folded.startswith(("政府", "内阁"), position) else None
    host = owner
    while host.type == "GPE" and host.start in board.ending and len(host.surface) == 1:
        host = board.ending[host.start]  # 驻|港|澳
    if host.type == "GPE" and board.folded[host.start - 1 : host.start] == "驻":
        sender = board.ending.get(host.start - 1)
        if sender is not None and sender.type in ("GPE", "ORG"):
            return sender.start
    if owner.type == "GPE" and board.folded[owner.start - 1 : owner.start] == "驻":
        sender = board.ending.get(owner.start - 1)
        return sender.start if sender is not None and sender.type == "GPE" else owner.start
    if len(owner.surface) == 1 and not board.folded.startswith(tuple(frames()["organ_alone"]), position):
        return None  # 美|政府, but 美|国务院
    if owner.type != "GPE" and owner.surface not in _STATE_OWNERS:
        return None
    wider = board.ending.get(owner.start)
    # 美国|加州|政府: the state within the country, one name.
    if wider is not None and wider.type == "GPE" and len(wider.surface) > 1 and len(owner.surface) > 1:
        return wider.start
    return owner.start


def _suffixed(board: Board, lexicon: Lexicon, frame: str, type_: MentionType) -> None:
    suffixes = frames()[frame]
    folded, ends = board.folded, board.tokens.ends
    covered = 0
    for position, end, surface in board.tokens.words:
        if surface not in suffixes or position < covered or position in board.at:
            continue
        while end < len(ends) and ends[end] - end > 1 and folded[end : ends[end]] in suffixes:
            end = ends[end]
        covered = end
        start = _left_edge(board, lexicon, position, vouched=bool(_ORIGINAL.match(folded, end)))
        if start is not None:
            _lay(board, start, end, type_, "suffix", 0.75)


def _before_corporate_titles(board: Board, lexicon: Lexicon) -> None:
    """甲云智能|总裁陈某: a firm's name that ends in its trade, right before a title of business."""
    trades, titles = frames()["trade"], frames()["corporate_title"]
    folded, ends = board.folded, board.tokens.ends
    for position, end, surface in board.tokens.words:
        if surface not in trades or end >= len(folded) or folded[end : ends[end]] not in titles or position in board.at:
            continue
        start = _left_edge(board, lexicon, position, vouched=True)
        if start is not None and position - start <= 6:
            _lay(board, start, end, "ORG", "suffix", 0.7)


def _left_edge(board: Board, lexicon: Lexicon, head: int, vouched: bool = False) -> int | None:
    """Walk left over what can belong to a name; None where nothing there is a name or unknown to the word list."""
    stop, titles = frames()["stop"], frames()["title"]
    folded = board.folded
    edge, named, unknown = head, False, 0
    while edge > 0 and head - edge < _MAX_LEFT:
        start = edge - 1
        while start > 0 and not board.tokens.ends[start]:
            start -= 1
        surface = folded[start:edge]
        candidate = board.covering(start, edge)
        if candidate:
            whole = candidate[0]
            if whole.end != edge or whole.type in ("PERSON", "MEDIA", "PROGRAM", "PRODUCT"):
                break
            legal = any(folded.find(kind, head, head + 8) >= 0 for kind in _LEGAL)
            if whole.type == "GPE" and edge != head and folded[head : head + 2] in _PLAIN_SUFFIX and not legal:
                break
            if legal and whole.type == "GPE" and head - edge > 1:
                edge, named = whole.start, True  # 上海|某某卫星科技|有限公司
                break
            if whole.type == "ORG" and folded.startswith(("组织", "总会"), head):
                break  # 某军区|组织兵力: a verb
            if len(whole.surface) == 1:
                break
            country = any(sense.entity.source == "country-codes" for sense in whole.senses)
            plain = folded[head : head + 2] in _PLAIN_SUFFIX
            school = folded.startswith(("大学", "学院", "银行"), head) and edge == head  # 南卡|大学
            named = named or not (whole.type == "GPE" and ((plain and not school) or country))
            named = named or folded.startswith(_NATIONAL, whole.end) or folded.startswith(_INTERNATIONAL, head)
            edge = whole.start
            if whole.type in ("GPE", "ORG"):
                break
            continue
        if (
            surface in stop
            or lexicon.tags.get(surface) in _NOT_IN_NAMES
            or surface in titles
            or surface in lexicon.kb.english
            or not all("\u3400" <= c <= "\u9fff" for c in surface)
        ):
            break
        if len(surface) == 1 and surface not in lexicon.single:
            unknown += 1
        elif len(surface) == 1:
            unknown += lexicon.single[surface] > 10.5
        edge = start
    return edge if edge < head and (named or unknown >= 2 or vouched) else None


def _editions(board: Board) -> None:
    """德国之声|中文网: an outlet's edition is the outlet."""
    for candidate in [c for c in board if c.type == "MEDIA"]:
        end = candidate.end
        following = board.tokens.ends[end] if end < len(board.folded) else end
        if board.folded[end:following] in frames()["media_edition"]:
            surface = board.folded[candidate.start : following]
            board.lay(Candidate(candidate.start, following, "MEDIA", surface, "edition", 0.9, candidate.senses))


def _titled_media(board: Board, lexicon: Lexicon) -> None:
    """《巴黎人报》: in title marks, what ends like a newspaper is one; so is 《外交政策》, which the tables know."""
    for match in _TITLE.finditer(board.folded):
        senses = [s for s in lexicon.kb.senses.get(match[1], ()) if s.entity.type == "MEDIA"]
        if senses:
            board.lay(Candidate(*match.span(1), "MEDIA", match[1], "title-marks", 0.9, senses))
    for match in _LAW_TITLE.finditer(board.folded):
        _lay(board, match.start(1), match.end(1), "PROGRAM", "title-marks", 0.85)
    for match in _MEDIA_TITLE.finditer(board.folded):
        _lay(board, match.start(1), match.end(1), "MEDIA", "title-marks", 0.85)


def _lay(board: Board, start: int, end: int, type_: MentionType, rule: str, confidence: float = 0.9) -> None:
    board.lay(Candidate(start, end, type_, board.folded[start:end], rule, confidence))
