"""Who: the subject noun phrase of a Chinese clause, without adverbials."""

from __future__ import annotations

import re

from suyuan.annotate.commitments.chinese_words import patterns
from suyuan.annotate.commitments.clauses import Clause, Index
from suyuan.annotate.commitments.lexicon import words
from suyuan.annotate.commitments.parties import can_act, could_act
from suyuan.annotate.commitments.walk import skip, strip_lead, strip_trail
from suyuan.model import Span

_QUOTED_ADVERB = re.compile(r"[“「]?([^“”「」]{1,4})[”」]")
_TRIM = "“”「」『』‘’ \u3000、（）()◆·"
_WILLING = re.compile(r"愿(?=[与同和向对为在继])")
_NOUN_PHRASE = re.compile(r"(?:对|与|和|同|在|向)[^，。；]{1,30}的[^，。；的]{1,8}")


def subject(index: Index, start: int, end: int, whole: bool = False, trusting: bool = False) -> Span | None:
    """The subject noun phrase of ``[start, end)``, where one stands there that can act.

    ``whole`` says that the text up to ``end`` must be subject and adverbials (a cue follows); ``trusting`` that the
    predicate wants an actor, so that an unknown name will do.
    """
    text, found = index.text, patterns()
    start = strip_lead(index, start, end)
    stop = _first_break(index, start, end)
    if not whole and found.verb.match(text, start, end) and not index.mention_at(start):
        return None  # 回应甲国的指责: no subject
    if whole:
        back = strip_trail(index, start, end)
        rest = text[stop:back]
        # 参加会议的官员|将: the verb belongs to a modifier, the noun phrase is the whole.
        if stop < back and ("的" in rest or not _adverbial(index, stop, back)) and can_act(index, (start, back)):
            return _trimmed(index, start, back) if "的" in rest else None
        if stop < back and not _adverbial(index, stop, back):
            return None
        stop = min(stop, back)
    elif stop < end and not _NOUN_PHRASE.fullmatch(text, stop, end):
        stop = strip_trail(index, start, stop)  # 欧盟正|敲定 …
    elif stop < end and _NOUN_PHRASE.fullmatch(text, stop, end):
        stop = end  # 甲国对乙国的制裁，将…: the subject is the sanctions
    span = _trimmed(index, start, stop)
    if (
        span
        and (can_act(index, span) or (trusting and could_act(index, span)))
        and not found.condition.match(text, span[0])
    ):
        return span
    return None


def other_subject(index: Index, part: Clause) -> bool:
    """Whether the clause has a subject that cannot act: 此举不会…，只会… leaves nobody for the next clause."""
    text, found = index.text, patterns()
    start = strip_lead(index, part.start, part.end)
    start, _ = skip(index, start, part.end)
    relative = found.relative.match(text, start)  # 周五发布的新规: a noun phrase, though it opens with a verb
    opens = not relative and (
        found.verb.match(text, start) or found.preposition.match(text, start) or found.speech_first.match(text, start)
    )
    stop = _first_break(index, start, part.end)
    return not opens and start < stop and (stop < part.end or bool(_NOUN_PHRASE.search(text, start, part.end)))


def _trimmed(index: Index, start: int, end: int) -> Span | None:
    quoted = _QUOTED_ADVERB.match(index.text, start, end)
    if quoted and quoted.group(1) in words("zh", "adverb"):  # “最终”北岛将 …
        start = quoted.end()
    while start < end and (index.text[start] in _TRIM or (index.text[start] == "由" and end - start > 2)):
        start += 1
    while end > start and index.text[end - 1] in _TRIM:
        end -= 1
    return (start, end) if end > start else None


def _first_break(index: Index, start: int, end: int) -> int:
    """Where the first noun phrase ends: before an adverb, a time, a preposition or a verb outside any name."""
    text = index.text
    stops = [when.start for when in index.times_in(start, end) if when.start > start]
    willing = _WILLING.search(text, start + 1, end)
    if willing:
        stops.append(willing.start())  # 中方|愿与各方合作，但绝不 …
    for match in patterns().leave.finditer(text, start + 1, end):
        inside = index.mention_over(match.start()) or index.mention_over(match.end())
        if not inside and not index.mention_at(match.start()):
            stops.append(match.start())
            break
    return min(stops, default=end)


def _adverbial(index: Index, start: int, end: int) -> bool:
    """Whether ``[start, end)`` holds only adverbs, times and prepositional phrases, no predicate of its own."""
    text = index.text
    while start < end:
        frame = patterns().frame.match(text, start, end)
        position = frame.end() if frame else skip(index, start, end)[0]
        opens = (
            position < end
            and text[position] in "在于对向与和同跟就从自为以因"
            and not text.startswith("同意", position)
        )
        if not frame and opens:
            return not patterns().speech.search(text, position, end)
        if position == start:
            match = patterns().trail.search(text, start, end)
            return match is not None and match.start() == start
        start = position
    return True


def only_adverbials(index: Index, start: int, end: int) -> bool:
    start = strip_lead(index, start, end)
    return start >= end or strip_trail(index, start, end) <= start or _adverbial(index, start, end)


def after_speech(index: Index, part: Clause, end: int) -> int:
    """After the last verb of saying left of the cue, for a text without a statement layer: 甲表示乙国|将…"""
    last = part.start
    for match in patterns().speech.finditer(index.text, part.start, end):
        if match.end() < end and not index.mention_over(match.start()):
            last = match.end()
    return last
