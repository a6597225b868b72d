"""Names: who and what is meant.

`find` cuts the folded text into words and names (segment), adds what grammars recognise (persons, organisations,
one-character countries, Latin names), carries names through the document (resolve) and links them (link).
"""

from __future__ import annotations

import re
from typing import Literal

from suyuan.annotate.document import Document
from suyuan.annotate.names import latin, link, organisations, persons, resolve, things, titles
from suyuan.annotate.names.arbiter import arbitrate, lay_tagged
from suyuan.annotate.names.board import Board, Candidate
from suyuan.annotate.names.kb import KnowledgeBase, Sense
from suyuan.annotate.names.lexicon import (
    UNKNOWN,
    Lexicon,
    country_chars,
    default_lexicon,
    frames,
    transliteration,
)
from suyuan.annotate.names.segment import Tokens, segment
from suyuan.annotate.names.tagger import Recogniser, shipped_model
from suyuan.model import Mention
from suyuan.text.fold import fold

__all__ = ["find", "titles"]

Scheme = Literal["suyuan", "uner"]

_LATIN_LETTERS = re.compile("[A-Za-z]")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_OFFICES = frozenset("部院局署厅司省处")  # bodies whose name and 长 make a title
_ORGANS = (
    "部",
    "局",
    "署",
    "院",
    "法院",
    "会议",
    "委员会",
    "司令部",
    "军",
    "队",
    "厅",
    "处",
    "国会",
    "储备系统",
    "联储",
)
_DIVISIONS = frozenset("州省市县郡区邦")
# 大陆 is China where it acts or is acted on: not 新大陆, 欧洲大陆, 大陆架.
_MAINLAND = re.compile(
    "(?<![洲新美古次板])(大陆)(?=有关部门|官方|当局|方面|国台办|海警|军机|军舰|军方|民众|同胞|游客|观光客|旅客|籍|配偶|学者|媒体|官媒|企业|"
    "厂商|台商|对台|外交部|商务部|国防部|市场|政府|居民|学生|人士|网友|渔船|无人机|间谍|客|人民|经济|，?与台湾|和台湾|与香港)"
    "|(?:台湾与|台湾和|台湾对|在|赴|来自|对|向|从|到|返回|前往|访问|与)(大陆)(?![架性板])"
)
_RARE = 8.5  # cost of a character above which it seldom stands as a word of its own


def find(
    doc: Document, lexicon: Lexicon | None = None, recogniser: Recogniser | None = None, scheme: Scheme = "suyuan"
) -> tuple[Mention, ...]:
    """The mentions of a document, sorted, not overlapping. Never raises; linear in the text's length.

    ``lexicon`` replaces the shipped knowledge base (see `lexicon.build`), ``recogniser`` the shipped model. ``scheme``
    "uner" gives the spans of Universal NER instead of ours (see docs/names.md): the recogniser alone decides them.
    """
    lexicon = lexicon or default_lexicon()
    recogniser = recogniser or shipped_model()
    english = _mostly_latin(doc.folded)
    tokens = segment(doc.folded, lexicon)
    board = Board(doc.folded, tokens)
    if scheme == "uner":
        lay_tagged(board, recogniser.tag(doc.folded, tokens, lexicon) if recogniser else [], lexicon)
        return link.link(board, lexicon.kb, doc)
    _lay_known(board, tokens, lexicon)
    latin.find_latin(board, lexicon.kb, english)
    persons.find_persons(board, lexicon)
    resolve.resolve(board, lexicon)
    organisations.find_organisations(board, lexicon)
    things.find(board, lexicon)
    latin_too: bool = getattr(recogniser, "latin", False)  # the shipped model was shown Chinese only
    if recogniser is not None and (latin_too or not english):
        arbitrate(board, recogniser.tag(doc.folded, tokens, lexicon), lexicon, latin_too)
    resolve.resolve(board, lexicon)
    return link.link(board, lexicon.kb, doc)


def _mostly_latin(folded: str) -> bool:
    """Like `Document.is_english`, on the folded text: both scripts of one text get one answer."""
    sample = folded[:4000]
    return len(_LATIN_LETTERS.findall(sample)) > 4 * len(_HAN.findall(sample))


def _lay_known(board: Board, tokens: Tokens, lexicon: Lexicon) -> None:
    kb: KnowledgeBase = lexicon.kb
    chars = country_chars()
    folded = board.folded
    for start, end, surface in tokens.words:
        senses = kb.senses.get(surface)
        if senses is None:
            continue
        plain = [s for s in senses if not s.ambiguous]
        if surface[-1] in _OFFICES and _is_title(board, end):
            size = next((n for n in range(len(surface) - 1, 1, -1) if kb.places_named(surface[:n])), 0)
            end, surface = start + size, surface[:size]  # 美国|国防部长; 行政院长 holds no country
            senses = plain = kb.senses.get(surface, []) if size else []
        elif not plain and surface[-1] == "党" and len(surface) > 2:  # 保守党: a party, whichever
            board.lay(Candidate(start, end, "ORG", surface, "kb", 0.8, senses))
        elif not plain and _vouched(board, start, end, senses):
            fits = [s for s in senses if s.entity.type in ("GPE", "ORG")]
            board.lay(Candidate(start, end, fits[0].entity.type, surface, "coordination", 0.8, fits))
        if plain and plain[0].entity.type == "PROGRAM" and _region(board, kb, start, end):
            continue
        if plain and not _fragment(board, start, end, plain, lexicon) and not board.of_a_date(start):
            owner = board.ending.get(start)
            if owner is not None and _foreign_organ(owner, plain[0], surface):
                whole = folded[owner.start : end]
                board.lay(Candidate(owner.start, end, "ORG", whole, "owner+organ", 0.85, kb.senses.get(whole, [])))
                continue
            if plain[0].entity.type == "MEDIA":
                first = start
                start, end, surface = _own_name(surface, start, end, plain[0], kb)
                country = folded[first:start]
                if country in kb.senses:
                    known = kb.senses[country]
                    board.lay(Candidate(first, start, known[0].entity.type, country, "kb", 0.95, known))
            board.lay(Candidate(start, end, plain[0].entity.type, surface, "kb", 0.95, senses))
    _lay_divisions(board, kb)
    for start in sorted(tokens.country):
        entity = kb.country(chars[folded[start]].iso2)
        type_ = entity.type if entity else "GPE"
        board.lay(Candidate(start, start + 1, type_, folded[start], "country-char", 0.9, entity=entity))


def _region(board: Board, kb: KnowledgeBase, start: int, end: int) -> bool:
    """自由开放的|印太地区: a slogan whose last words are the name of a region."""
    stop = end + 2
    for at in range(start + 1, end) if board.folded.startswith("地区", end) else ():
        senses = [s for s in kb.senses.get(board.folded[at:stop], ()) if s.entity.type == "LOC"]
        if senses:
            return board.lay(Candidate(at, stop, "LOC", board.folded[at:stop], "kb", 0.9, senses))
    return False


def _is_title(board: Board, end: int) -> bool:
    """长 of 部长 right after a ministry's name, and not of 长期, 长达."""
    folded = board.folded
    return folded.startswith("长", end) and board.tokens.ends[end] == end + 1


def _vouched(board: Board, start: int, end: int, senses: list[Sense]) -> bool:
    """刚果|军方, 小米|创始人: what stands beside an ambiguous name says that it is a country, or a firm."""
    folded, f = board.folded, frames()
    after = folded[end : board.tokens.ends[end]] if end < len(folded) else ""
    types = {sense.entity.type for sense in senses}
    if types == {"ORG"}:
        return after in f["corporate_title"] or after in f["firm_after"]
    countries = types == {"GPE"} and any("country-codes" in sense.entity.source for sense in senses)
    return countries and len(after) > 1 and (after in f["country_after_weak"] or after in f["country_after_medium"])


def _foreign_organ(owner: Candidate, sense: Sense, surface: str) -> bool:
    """韩国|参谋长联席会议: an organ of state under another country than the one that the tables know it of."""
    if owner.type != "GPE" or sense.entity.type != "ORG" or not sense.entity.country or len(owner.surface) < 2:
        return False
    home = next((s.entity for s in owner.senses if s.entity.source == "country-codes"), None)
    return home is not None and home.country != sense.entity.country and surface.endswith(_ORGANS)


def _lay_divisions(board: Board, kb: KnowledgeBase) -> None:
    """图林根|州: a division's kind belongs to its name, and 圣保罗州 is not the city. 大陆, where it is China's."""
    for candidate in list(board.at.values()):
        end = candidate.end
        kind = board.folded[end : end + 1]
        if kind not in _DIVISIONS or candidate.type != "GPE" or len(candidate.surface) < 2:
            continue
        country = any(sense.entity.source == "country-codes" for sense in candidate.senses)
        if country or board.tokens.ends[end] != end + 1 or candidate.surface[-1] in _DIVISIONS:
            continue
        if board.folded.startswith(("长", "委", "政府", "议会"), end + 1) and kind != "州":
            continue
        if board.folded.startswith("长", end + 1):
            continue  # 得克萨斯|州长
        surface = board.folded[candidate.start : end + 1]
        board.lay(Candidate(candidate.start, end + 1, "GPE", surface, "division", 0.85, kb.senses.get(surface, [])))
    if "大陆" not in board.folded:
        return
    senses = [s for s in kb.senses.get("大陆", ()) if s.entity.type == "GPE"]
    for match in _MAINLAND.finditer(board.folded):
        span = match.span(1 if match[1] else 2)
        if senses and board.free(*span) and board.tokens.starts(span[0]) and board.tokens.starts(span[1]):
            board.lay(Candidate(*span, "GPE", "大陆", "coordination", 0.8, senses))


def _own_name(surface: str, start: int, end: int, sense: Sense, kb: KnowledgeBase) -> tuple[int, int, str]:
    """英国|每日电讯报, 《纽约时报》: tables of aliases write a country or title marks round an outlet's own name."""
    if surface[0] == "《" and surface[-1] == "》":
        return start + 1, end - 1, surface[1:-1]
    own = fold(sense.entity.name)
    if surface != own and surface.endswith(own) and kb.places_named(surface[: -len(own)]):
        return end - len(own), end, own
    return start, end, surface


def _fragment(board: Board, start: int, end: int, senses: list[Sense], lexicon: Lexicon) -> bool:
    """加勒 in 加勒万: a little-known place of two or three characters inside a longer foreign name."""
    if end - start > 3 or any(s.entity.source.startswith(("suyuan", "country-codes", "user")) for s in senses):
        return False
    sounds = transliteration()

    def foreign(position: int) -> bool:
        if not 0 <= position < len(board.folded):
            return False
        char = board.folded[position]
        alone = board.tokens.ends[position] == position + 1
        return alone and char in sounds and lexicon.single.get(char, UNKNOWN) > _RARE

    return board.folded[start] in sounds and (foreign(end) or foreign(start - 1))
