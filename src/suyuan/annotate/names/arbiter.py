"""Where model and rules meet: the model adds what nothing else found, and doubts names of little-checked tables."""

from __future__ import annotations

import re

from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.lexicon import Lexicon, frames
from suyuan.annotate.names.tagger import Tagged
from suyuan.model import MentionType

# A span of the model is taken where nothing stands and it is at least this sure; fitted on UNER Chinese GSD dev.
_TAKEN = 0.3
# A name that only a list of aliases gives is dropped where the model sees no name at all.
_BODIES = (
    "大学",
    "学院",
    "局",
    "部",
    "委",
    "会",
    "银行",
    "公司",
    "集团",
    "院",
    "所",
    "社",
    "署",
    "厅",
    "组织",
    "协会",
    "出版社",
    "法院",
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·\-A-Za-z0-9]+")
_TRUSTED = ("suyuan", "country-codes", "user", "everypolitician", "natural-earth", "gf-wikidata-tools")


# Types of ours that one of the model's may stand for.
_CLASSES = {"PER": ("PERSON",), "LOC": ("GPE", "LOC", "FACILITY"), "ORG": ("ORG", "MEDIA")}


def lay_tagged(board: Board, tagged: list[Tagged], lexicon: Lexicon) -> None:
    """The recogniser's spans as they are, with our types inside its three."""
    for span in tagged:
        surface = board.folded[span.start : span.end]
        known = _known_type(surface, lexicon)
        type_ = known if known in _CLASSES[span.type] else mention_type(span.type, surface)
        board.lay(Candidate(span.start, span.end, type_, surface, "model", round(span.probability, 2)))


def arbitrate(board: Board, tagged: list[Tagged], lexicon: Lexicon, latin: bool = False) -> None:
    """``latin``: the recogniser knows names in Latin letters too."""
    marked = bytearray(len(board.folded))
    for span in tagged:
        marked[span.start : span.end] = b"\x01" * (span.end - span.start)
    for candidate in list(board):
        if candidate.rule == "kb" and not _trusted(candidate) and not any(marked[candidate.start : candidate.end]):
            board.remove(candidate)
    _lay_hints(board, lexicon)
    for span in tagged:
        surface = board.folded[span.start : span.end]
        if (
            span.probability >= _TAKEN
            and (_plausible(span.type, surface) or (latin and len(surface) > 1 and surface.isascii()))
            and _whole(board, span, lexicon)
            and not _made_of_words(board, span, lexicon)
            and board.free(span.start, span.end)
            and not board.of_a_date(span.start)
        ):
            type_ = _known_type(surface, lexicon) or mention_type(span.type, surface)
            board.lay(Candidate(span.start, span.end, type_, surface, "model", round(span.probability, 2)))


def _lay_hints(board: Board, lexicon: Lexicon) -> None:
    """国家税务总局: the word list has it as one word, tagged as a body, and it ends like one."""
    for start, end, surface in board.tokens.words:
        body = end - start > 3 and lexicon.tags.get(surface) == "nt" and surface.endswith(_BODIES)
        if body and surface not in frames()["not_body"] and board.free(start, end):
            board.lay(Candidate(start, end, mention_type("ORG", surface), surface, "word-list", 0.7))


def _known_type(surface: str, lexicon: Lexicon) -> MentionType | None:
    types = {sense.entity.type for sense in lexicon.kb.senses.get(surface, ())}
    return types.pop() if len(types) == 1 else None


def _whole(board: Board, span: Tagged, lexicon: Lexicon) -> bool:
    """Not a part of a word of the word list: 北京 of 北京时间."""
    starts, ends = board.tokens.starts, board.tokens.ends
    if starts(span.start) and starts(span.end):
        return True
    begin = span.start
    while begin > 0 and not ends[begin]:
        begin -= 1
    while begin < span.end:
        inside = span.start <= begin and ends[begin] <= span.end
        if not inside and board.folded[begin : ends[begin]] in lexicon.words:
            return False
        begin = ends[begin]
    return True


def _made_of_words(board: Board, span: Tagged, lexicon: Lexicon) -> bool:
    """采取措施, 养老金: every part is an ordinary word of two or more characters."""
    position = span.start
    while position < span.end:
        end = board.tokens.ends[position]
        surface = board.folded[position:end]
        if end - position < 2 or surface not in lexicon.words:
            return False
        if any(not sense.ambiguous for sense in lexicon.kb.senses.get(surface, ())):
            return False
        position = end
    return position == span.end


def _plausible(label: str, surface: str) -> bool:
    """Latin words and 某方 are beyond what the model was shown."""
    if (
        len(surface) < 2
        or surface[0] < "\u3400"
        or not _HAN.fullmatch(surface)
        or (label == "PER" and surface[-1] == "方")
    ):
        return False
    return not (label == "ORG" and surface[-2:] in frames()["org_suffix"] and len(surface) < 5)  # 导体公司


def _trusted(candidate: Candidate) -> bool:
    return (
        any(s.entity.source.startswith(_TRUSTED) for s in candidate.senses if not s.ambiguous) or not candidate.senses
    )


def mention_type(label: str, surface: str) -> MentionType:
    """Our eight types from the model's three, by the ending of the name."""
    if label == "PER":
        return "PERSON"
    f = frames()
    if label == "ORG":
        return "MEDIA" if surface.endswith(tuple(f["media_suffix"])) else "ORG"
    if surface.endswith(tuple(f["facility_suffix"])) or (surface.endswith("港") and len(surface) > 3):
        return "FACILITY"
    if surface.endswith(("造船厂", "船厂", "公司", "集团")):
        return "ORG"
    return "LOC" if surface.endswith(tuple(f["place_suffix"])) else "GPE"
