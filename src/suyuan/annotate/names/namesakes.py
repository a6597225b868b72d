"""Names that many people bear: 李强 is the premier where 总理 or 国务院 stands beside, and a reporter elsewhere.

Two kinds: entries of ours that name words of which one must stand near (`near=` in tools/kb), and Chinese names of two or
three characters that only a table of members of parliaments holds, which want a public office beside them and their
country in the document. One mention so supported stands for all of the document.
"""

from __future__ import annotations

from functools import cache

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import KnowledgeBase, Sense
from suyuan.annotate.names.lexicon import frames, surnames

_BEFORE, _AFTER = 24, 14
# Titles that anybody may have: they support nobody, and right before a name they say that it is somebody else.
_PRIVATE = frozenset(
    "记者 律师 教授 副教授 医生 医师 博士 编辑 主编 通讯员 演员 导演 歌手 球员 选手 教练 司机 村民 居民 市民 学生 同学 老师 工程师 "
    "分析师 研究员 学者 作家 画家 摄影师 摄影 主播 主持人 店主 老板 农民 工人 民警 警员 网友 先生 女士 小姐".split()
)
_PUBLIC = frozenset(
    "立委 立法委员 议员 参议员 众议员 国会议员 区议员 候选人 总统 副总统 总理 首相 党主席 党魁 部长 副部长 大臣 外长 外交部长 防长 市长 "
    "县长 省长 州长 知事 主席 副主席 国务委员 委员长 书记 大使 官房长官 行政长官 特首 司长 局长 发言人".split()
)


def drop(board: Board, candidates: list[Candidate], kb: KnowledgeBase) -> None:
    """Take the senses away from persons whose name alone does not tell who they are."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.type == "PERSON" and any(_borne_by_many(sense) for sense in candidate.senses):
            groups.setdefault(candidate.surface, []).append(candidate)
    for group in groups.values():
        kept = []
        for sense in group[0].senses:
            if not _borne_by_many(sense):
                kept.append(sense)
            elif _supported(board, group, sense, candidates, kb):
                kept.append(sense._replace(ambiguous=False))
            elif sense.ambiguous:
                kept.append(sense)
        if kept != group[0].senses:
            for candidate in group:
                candidate.senses = kept
                candidate.note = "" if kept else "a name that many bear, and nothing beside it says who"


def _borne_by_many(sense: Sense) -> bool:
    return bool(sense.support) or _bare_table_name(sense)


def _bare_table_name(sense: Sense) -> bool:
    entity = sense.entity
    if entity.type != "PERSON" or not entity.source or entity.source.startswith(("suyuan", "user")):
        return False
    one, two = surnames()
    text = sense.text
    return 2 <= len(text) <= 3 and "·" not in text and (text[0] in one or text[:2] in two or _folded_surname(text))


@cache
def _folded_surname(text: str) -> bool:
    from suyuan.text.fold import fold

    one, two = surnames()
    return fold(text)[0] in one or fold(text)[:2] in two


def _supported(
    board: Board, group: list[Candidate], sense: Sense, candidates: list[Candidate], kb: KnowledgeBase
) -> bool:
    if sense.support:
        return any(_near(board, candidate, sense.support) for candidate in group)
    home = {e.id for e in kb.english.get(sense.entity.country, ())} or {
        e.id for e in (kb.country(sense.entity.country),) if e
    }
    seen = any(s.entity.id in home or s.entity.country == sense.entity.country for c in candidates for s in c.senses[:1]
               if c.type in ("GPE", "ORG"))  # fmt: skip
    return seen and any(_office_beside(board, candidate) for candidate in group)


def _near(board: Board, candidate: Candidate, words: tuple[str, ...]) -> bool:
    """One of the words stands near, in the same line, and no private calling right before the name."""
    if _calling(board, candidate.start, before=True) in _PRIVATE:
        return False
    left = board.folded[max(0, candidate.start - _BEFORE) : candidate.start].rpartition("\n")[2]
    right = board.folded[candidate.end : candidate.end + _AFTER].partition("\n")[0]
    return any(word in left or word in right for word in words)


def _office_beside(board: Board, candidate: Candidate) -> bool:
    return (
        _calling(board, candidate.start, before=True) in _PUBLIC
        or _calling(board, candidate.end, before=False) in _PUBLIC
    )


def _calling(board: Board, position: int, before: bool) -> str:
    """The longest title that ends (or starts) here."""
    known = _PRIVATE | _PUBLIC | frames()["title"]
    for size in range(6, 1, -1):
        cut = (position - size, position) if before else (position, position + size)
        if cut[0] >= 0 and board.folded[slice(*cut)] in known:
            return board.folded[slice(*cut)]
    return ""
