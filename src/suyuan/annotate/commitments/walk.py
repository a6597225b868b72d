"""Walking over a Chinese clause: past adverbs, times and frames, from the left and from the right."""

from __future__ import annotations

import re

from suyuan.annotate.commitments import details
from suyuan.annotate.commitments.chinese_words import patterns
from suyuan.annotate.commitments.clauses import FILLER, Index
from suyuan.annotate.commitments.lexicon import words

_NUMBERED = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]")
PHRASE = re.compile(r"在|于|对于|对|就|针对|与|和|同|向|为|从|自|通过|透过|据|根据|围绕|配合|除了|除|作为")
_INSTRUMENT = ("通过", "透过", "经由")
WHOLE_FRAME = re.compile(r"在[^，。；]+(?:之前|之后|以前|以后|期间|之际|的同时|前一天|前一日|前夕|当天|当日|前|后|时)")


def skip(index: Index, position: int, end: int) -> tuple[int, bool]:
    """Past adverbs, negations and times (each with its 在 or 于), and whether an odd number of negations was passed."""
    text, negative = index.text, False
    while position < end:
        when = index.time_at(position) or (index.time_at(position + 1) if text[position] in "在于到至从自" else None)
        if when and when.end <= end and not (when.vague and when.start > position):
            position = min(details.after_time(text, when.end), end)
            while position < end and text[position] == FILLER:
                position += 1
            continue
        match = patterns().between.match(text, position, end) or details.FRAME.match(text, position, end)
        if not match:
            break
        negative ^= match.group() in words("zh", "negation")
        position = match.end()
    return position, negative


def strip_lead(index: Index, start: int, end: int) -> int:
    """Past connectives, times and frames at the head of a clause."""
    text = index.text
    numbered = _NUMBERED.match(text, start, end)
    start = numbered.end() if numbered else start
    while start < end:
        when = index.time_at(start) or (index.time_at(start + 1) if text[start] in "在于从自到" else None)
        if when and when.end <= end and text[when.end : when.end + 1] != "的":
            start = min(details.after_time(text, when.end), end)
            continue
        if text[start] == "由" and index.mention_at(start + 1):
            start += 1  # 由外交部长宣布: the agent is the subject
            break
        match = patterns().lead.match(text, start, end)
        if not match or index.mention_over(match.end()):
            break
        start = match.end()
    return start


def strip_trail(index: Index, start: int, end: int) -> int:
    """Before adverbs, times and frames at the tail, right before the cue."""
    text = index.text
    while end > start:
        when = index.time_before(end)
        if when and when.start >= start:
            end = when.start
            if end > start and text[end - 1] in "在于从自":
                end -= 1
            continue
        match = patterns().trail.search(text, max(start, end - 6), end)
        if not match or index.mention_over(match.start()):
            break
        end = match.start()
    return end


def only_phrase(index: Index, start: int, end: int) -> bool:
    """A prepositional phrase without a verb after it."""
    opening = PHRASE.match(index.text, start, end)
    if not opening:
        return False
    if WHOLE_FRAME.fullmatch(index.text, start, end):
        return True
    noun_last = opening.group() in _INSTRUMENT  # 透过部长级讨论: the verb at the end is a noun
    return all(
        index.mention_over(match.start()) or match.start() == opening.start() or (noun_last and match.end() == end)
        for match in patterns().verb.finditer(index.text, opening.end(), end)
        if match.end() - match.start() > 1
    )


def longer_verb(text: str, position: int) -> bool:
    verb, stative = patterns().verb.match(text, position), patterns().stative.match(text, position)
    return bool(verb and stative and verb.end() > stative.end())
