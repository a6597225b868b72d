"""What: the action of a Chinese commitment, to the clause's end and over the clauses that carry it on."""

from __future__ import annotations

import re

from suyuan.annotate.commitments import details
from suyuan.annotate.commitments.chain import Chain, read_chain
from suyuan.annotate.commitments.chinese_words import patterns
from suyuan.annotate.commitments.clauses import Clause, Index
from suyuan.annotate.commitments.walk import PHRASE, WHOLE_FRAME, longer_verb, only_phrase, skip
from suyuan.model import Span

# 欢迎甲国计划扩建海港的决定: the noun belongs to the clause around.
_REPORTED = re.compile(r"的(?:决定|消息|说法|传闻|传言)$")
_CREDIT = re.compile(r"[（(][^（）()]*(?:图|摄|来源|视频)[^（）()]*[)）]$")
_SETTING = re.compile(r"在|于|作为|除|据|根据|随着|围绕|配合|因|$")
_JOIN = 3  # an action runs over at most this many further clauses
_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』"}


def action_span(index: Index, parts: list[Clause], number: int, part: Clause, chain: Chain) -> Span | None:
    text = index.text
    start, end = details.skip_deadline(index, chain.end, part.end), part.end
    following = parts[number + 1] if number + 1 < len(parts) else None
    timed_out = WHOLE_FRAME.fullmatch(text, chain.end, end)  # 希望在审查结束后，推进 …
    if start >= end or timed_out or only_phrase(index, start, end):
        # 将在国会，就此发表声明 · 宣布，还要增资: the verb stands in the next clause.
        opened = _opens(index, following, start > chain.end) if following else None
        if opened is not None and following is not None:
            start = opened if start >= end or timed_out or text[start] in "在于" else start
            end, number = following.end, number + 1
        elif _SETTING.match(text, start, end) or end - start < 4:
            return None  # else its verb is one that our list lacks
    for following in parts[number + 1 : number + 1 + _JOIN]:
        if not following.mark.startswith(("，", ",")) or not _goes_on(index, following, end - start):
            break
        end = following.end
    reported = _REPORTED.search(text, start, end)
    start, end = _quoted(text, start, reported.start() if reported else end)
    credit = _CREDIT.search(index.doc.folded, start, end)
    end = credit.start() if credit else end
    return (start, end) if end - start >= 2 else None


def _quoted(text: str, start: int, end: int) -> Span:
    """Outer marks set right: a quotation keeps both its marks, a mark without its partner goes."""
    while start < end and text[start] in "”’」』 \u3000":
        start += 1
    while end > start and text[end - 1] in " \u3000":
        end -= 1
    opening = text[start : start + 1]
    if opening in _PAIRS and opening:
        closing = _PAIRS[opening]
        if text[end : end + 1] == closing and closing not in text[start:end]:
            end += 1
        elif closing not in text[start:end]:
            start += 1
    return start, end


def _opens(index: Index, part: Clause, timed: bool) -> int | None:
    """Where the action starts in a clause without a subject of its own, or None. ``timed``: the clause before ended
    with a time after its cue (计划在明年，…), so that a verb must follow, known or not."""
    text, found = index.text, patterns()
    if not part.mark.startswith(("，", ",")) or found.speech_first.match(text, part.start):
        return None
    position, _ = skip(index, part.start, part.end)
    start = details.skip_deadline(index, part.start, part.end)
    if text[position : position + 1] in ("将", "会", "要") and not patterns().hui_noun.match(text, position):
        start = details.skip_deadline(index, position + 1, part.end)
        position, _ = skip(index, position + 1, part.end)
    if found.stative.match(text, position) and not longer_verb(text, position):
        return None
    ready = found.verb.match(text, position) or found.preposition.match(text, position)
    own = index.mention_at(position) or patterns().pronoun.search(text, part.start, position + 2)
    dated = start > part.start and position < part.end  # 于今年内汇整报告: after a deadline a verb, known or not
    return start if (ready or timed or dated) and not own else None


def _goes_on(index: Index, part: Clause, length: int) -> bool:
    """Whether a clause carries on the action before it: no subject, no cue and no speaking of its own.

    A purpose clause (以…, 旨在…) belongs to the action unless it is longer than the ``length`` of what is to be done.
    """
    text, found = index.text, patterns()
    if found.speech_first.match(text, part.start) or found.condition.match(text, part.start):
        return False
    cue = found.cue.search(text, part.start, part.end)
    opening = found.go_on.match(text, part.start, part.end)
    position = opening.end() if opening else part.start
    position, _ = skip(index, position, part.end)
    if cue and cue.start() <= position + 1 and read_chain(index, part, cue.start()):
        return False
    if found.purpose.match(text, part.start, part.end):
        return part.end - part.start <= length
    if index.mention_at(position) and not opening:
        return False
    if found.stative.match(text, position) and not longer_verb(text, position):
        return False
    if "的" in text[max(position, part.end - 6) : part.end]:
        return bool(opening or found.verb.match(text, position))  # 为五年来的首次: a comment, no action
    phrase = PHRASE.match(text, position, part.end)
    return bool(found.verb.match(text, position)) or bool(phrase and not only_phrase(index, position, part.end))
