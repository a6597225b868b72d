"""Commitments in Chinese text, read the way the eye reads: find the cue, look left for who, right for what.

One sentence at a time, one comma clause at a time:

1. a **chain** of cues opens the commitment (宣布|将, 将|寻求): its status is that of the strongest cue;
2. left of it, the **subject**, without adverbials; where it is elided, the subject of the clause before or the speaker;
3. right of it, the **action**, to the clause's end and over the clauses that carry on without a subject of their own;
4. in between, **deadline**, amount, counterpart and condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from suyuan.annotate.commitments import details
from suyuan.annotate.commitments.chinese_words import patterns
from suyuan.annotate.commitments.clauses import FILLER, Clause, Index, clauses
from suyuan.annotate.commitments.lexicon import Cue, cues, words
from suyuan.annotate.commitments.parties import can_act, resolve
from suyuan.annotate.commitments.statements import Carriers
from suyuan.model import Commitment, CommitmentStatus, Span

_JOIN = 3  # an action runs over at most this many further clauses
# 将 as the object marker shows in what its verb does to the object: 将甲国列入名单.
_DISPOSAL = re.compile(
    r"列为|列入|纳入|视为|视作|作为|分开|定为|改为|称为|转为|交给|移交给|用于|用作|推向|送往|送到|推迟至|推迟到|提高到|提高至|降至|降到|从.+?(?:排除|移除|剔除|除名)|置于|扩大到|延长到|延长至|变成|变为|拉入|拉进"
)

_RESULT = frozenset("到至在为成入出走给于往回")
_TRIM = "“”「」『』‘’ \u3000、（）()◆·"
_NOUN_PHRASE = re.compile(r"(?:对|与|和|同|在|向)[^，。；]{1,30}的[^，。；的]{1,8}")
_PHRASE = re.compile(r"在|于|对于|对|就|针对|与|和|同|向|为|从|自|通过|透过|据|根据|围绕|配合|除了|除|作为")
_WHOLE_FRAME = re.compile(r"在[^，。；]+(?:之前|之后|以前|以后|期间|之际|的同时|前|后|时)")


@dataclass(frozen=True, slots=True)
class Chain:
    """Adjacent cues: ``[start, end)``, the status they add up to, and whether it is a refusal."""

    start: int
    end: int
    cues: tuple[Cue, ...]
    negative: bool

    @property
    def status(self) -> CommitmentStatus:
        return strongest(self.cues).status


@dataclass(slots=True)
class Previous:
    """What an elided subject or a bare 将 may lean on: the clause just read."""

    actor: Span | None = None
    names_from: int = 0
    status: CommitmentStatus | None = None  # of a cue that left its content to the next clause: 宣布新措施，将…
    committed: bool = False  # whether the actor made a commitment: then the next sentence may leave it out
    complete: bool = False  # whether the clause ended with that cue: 宣布，甲国将…


def strongest(chain: tuple[Cue, ...]) -> Cue:
    """将 and 会 give way to any other cue; a forecast (预计将) outranks all; else the first one decides."""
    for cue in chain:
        if cue.status == "expected":
            return cue
    for cue in chain:
        if cue.status != "will":
            return cue
    return chain[0]


def find(index: Index, carriers: Carriers) -> Iterator[Commitment]:
    """All commitments of a Chinese text, in reading order."""
    cue = patterns().cue
    previous, last_end = Previous(), -1
    for sentence in index.doc.sentences:
        if cue.search(index.text, *sentence):
            follows = (
                previous.committed and sentence[0] - last_end <= 1 and "\n" not in index.text[last_end : sentence[0]]
            )
            previous = Previous(previous.actor if follows else None)
            yield from _sentence(index, carriers, sentence, previous)
            last_end = sentence[1]


def _sentence(index: Index, carriers: Carriers, sentence: Span, previous: Previous) -> Iterator[Commitment]:
    parts = clauses(index.text, sentence)
    condition = _condition(index, parts)
    done = sentence[0]
    for number, part in enumerate(parts):
        if part.end <= done:
            continue
        here = replace(part, start=max(part.start, done))
        commitment = _clause(index, carriers, parts, number, here, previous)
        if commitment is None:
            subject = _subject(index, part.start, part.end)
            if subject or _other_subject(index, part):
                previous.actor = subject
            previous.status, previous.complete = _announces(index, part)
            continue
        done = commitment.action[1]
        previous.actor, previous.status = commitment.actor.span or previous.actor, None
        previous.committed = True
        if condition and not (condition[0] < commitment.action[1] and commitment.action[0] < condition[1]):
            commitment = replace(commitment, condition=condition)
        yield commitment


# ------------------------------------------------------------------ cues


def _clause(
    index: Index, carriers: Carriers, parts: list[Clause], number: int, part: Clause, previous: Previous
) -> Commitment | None:
    """The first commitment that opens in this clause."""
    position = part.start
    while match := patterns().cue.search(index.text, position, part.end):
        start = match.start()
        chain = _chain(index, part, start)
        if chain:
            made = _build(index, carriers, parts, number, part, chain, previous)
            if made:
                return made
            start = chain.end - 1
        position = start + 1
    return None


def _chain(index: Index, part: Clause, start: int) -> Chain | None:
    """The cues that begin here, each followed at once (adverbs and times aside) by the next."""
    text, found = index.text, []
    position, end, negative = start, start, False
    while match := patterns().cue.match(text, position, part.end):
        cue = _cue(index, part, match, first=not found)
        if cue is None:
            break
        if found and found[0].complement in ("modal", "forecast") and cue.status in ("announced", "agreed", "pledged"):
            break  # 将宣布, 可能承诺: the announcing is what will be done
        found.append(cue)
        negative ^= cue.negative
        end = match.end() if len(cue.form) == match.end() - match.start() else match.start() + len(cue.form)
        if text[end : end + 1] == "着" and end < part.end:
            end += 1  # 期待着访问
        position, denied = _skip(index, end, part.end)
        negative ^= denied
    if not found:
        return None
    chain = Chain(start, end, tuple(found), negative ^ _denied(text, part.start, start))
    return chain if _complement(index, part, chain) else None


def _cue(index: Index, part: Clause, match: re.Match[str], first: bool) -> Cue | None:
    """The cue at a match, or None where the characters are part of another word or of a noun phrase."""
    text, form, start = index.text, match.group(), match.start()
    before = text[part.start : start]
    over = index.mention_over(start) or index.mention_at(start)
    if over and over.end > match.start():
        return None
    if form.endswith(("在", "于")) and form not in ("致力于",):
        form = form[:-1] if form[:-1] in cues("zh") else form
    if form[0] == "会" and not _is_modal_hui(text, part, start, match.start() + len(form)):
        return None
    if form[0] == "将" and not _is_future_jiang(index, part, start, match.start() + len(form)):
        return None
    cue = cues("zh")[form]
    if first and patterns().past.search(before):
        return None
    if first and patterns().advocacy.search(before) and cue.status not in ("pledged", "agreed"):
        return None
    if first and cue.complement in ("verb", "topic") and patterns().noun_before.search(before):
        return None
    if cue.complement not in ("modal", "forecast") and _in_frame(text, part, start):
        return None
    if cue.complement not in ("modal", "forecast") and patterns().when_saying.match(text, match.end(), part.end):
        return None
    if form == "或" and not can_act(index, (part.start, start)):
        return None
    return cue


def _in_frame(text: str, part: Clause, start: int) -> bool:
    """在考虑制裁之前: the cue stands inside an adverbial, nobody considers anything yet."""
    before = text[max(part.start, start - 2) : start]
    return (
        before.endswith("在")
        and not before.endswith(("正在", "都在", "也在", "仍在"))
        and text.endswith(("前", "后", "时", "中", "期间", "之际"), start, part.end)
    )


def _is_modal_hui(text: str, part: Clause, start: int, end: int) -> bool:
    if start > part.start and text[start - 1] in words("zh", "hui_before"):
        return False
    if text[start:end] != "会":
        return True
    if end >= part.end or text[end] in "，。、；：”」）":
        return False
    return bool(patterns().hui_verb.match(text, start)) or not patterns().hui_noun.match(text, start)


def _is_future_jiang(index: Index, part: Clause, start: int, end: int) -> bool:
    """Whether 将 looks ahead: not 将军, not the object marker (不会将贸易与安全挂钩, 将甲国列入名单)."""
    text = index.text
    if text[start:end] != "将":
        return True
    if end >= part.end or text[end] in words("zh", "jiang_after"):
        return False
    before = text[start - 1] if start > part.start else ""
    if before in words("zh", "jiang_before") or before in ("会", "能", "可", "应", "须", "已", "曾", "并"):
        return before == "并"
    position, _ = _skip(index, end, part.end)
    if patterns().verb.match(text, position) or patterns().preposition.match(text, position) or position > end:
        return True
    if patterns().cue.match(text, position):
        return True
    if index.mention_at(position) or _DISPOSAL.search(text, position, part.end):
        return False
    # An unknown word and, at the end, a verb with its result: 将旧船拖走, 将业务迁往南方. Without one the unknown word is
    # a verb that our list lacks: 将落脚.
    return not any(
        index.text[match.end() : match.end() + 1] in _RESULT or match.end() >= part.end - 1
        for match in patterns().verb.finditer(index.text, position + 2, part.end)
        if match.end() - match.start() > 1
    )


def _complement(index: Index, part: Clause, chain: Chain) -> bool:
    """Whether what follows the chain is something to be done."""
    text, found = index.text, patterns()
    if found.stative.match(text, chain.end) and not _longer_verb(text, chain.end):
        return False
    position, _ = _skip(index, chain.end, part.end)
    if position >= part.end:
        return True  # the next clause must hold the action: 宣布，将扩建港口
    if found.relative.match(text, position) or text[chain.end : chain.end + 1] in "的中":
        return False
    if found.stative.match(text, position) and not _longer_verb(text, position):
        return False
    if found.effect.match(text, position):
        return False
    need = {cue.complement for cue in chain.cues}
    if need == {"chain"}:
        return False
    tail = text[chain.end : part.end].rstrip(FILLER)
    if "topic" in need and found.topic.search(tail) and not found.plan.search(tail):
        return False
    if need == {"forecast"}:
        # 预计丙国将让步: the clause inside has its own subject and cue.
        return not (index.mention_at(position) or found.pronoun.match(text, position))
    if need & {"modal", "forecast"} and not need & {"topic"}:
        return True
    if found.verb.match(text, position) or found.preposition.match(text, position):
        return True
    if "topic" in need:
        return bool(found.plan.search(tail))
    return False


def _longer_verb(text: str, position: int) -> bool:
    verb, stative = patterns().verb.match(text, position), patterns().stative.match(text, position)
    return bool(verb and stative and verb.end() > stative.end())


def _skip(index: Index, position: int, end: int) -> tuple[int, bool]:
    """Past adverbs, negations and times (each with its 在 or 于), and whether an odd number of negations was passed."""
    text, negative = index.text, False
    while position < end:
        when = index.time_at(position) or (index.time_at(position + 1) if text[position] in "在于到至从自" else None)
        if when and when.end <= end and not when.vague:
            position = min(details.after_time(text, when.end), end)
            continue
        match = patterns().between.match(text, position, end) or details.FRAME.match(text, position, end)
        if not match:
            break
        negative ^= match.group() in words("zh", "negation")
        position = match.end()
    return position, negative


def _denied(text: str, start: int, position: int) -> bool:
    return bool(re.search(r"(?:不|不再|没有|并不|绝不|从不|决不)$", text[start:position]))


# ------------------------------------------------------------------ left: who


def _build(
    index: Index, carriers: Carriers, parts: list[Clause], number: int, part: Clause, chain: Chain, previous: Previous
) -> Commitment | None:
    if patterns().concession.match(index.text, part.start):
        return None  # 即使甲国将…, 如果乙国会…: supposed, not promised
    if patterns().unconfirmed.search(index.text, part.start, chain.start):
        return None
    left = max(part.start, carriers.content_start(part.start, chain.start), _after_speech(index, part, chain.start))
    statement = carriers.over(chain.start)
    actor = _subject(index, left, chain.start, whole=True)
    status, elided = chain.status, False
    if actor is None:
        said = patterns().said.search(index.text, left, chain.start)
        actor = _subject(index, left, said.start(), whole=True) if said else None
    if actor is None:
        if not _only_adverbials(index, left, chain.start):
            return None
        elided = True
        begins = number == 0 or (statement is not None and statement.content[0][0] >= part.start - 1)
        if not begins or statement is None:
            actor = previous.actor
        if actor is None and not (begins and statement and statement.speaker.names):
            return None
        if actor is None and statement is not None:
            actor = statement.speaker.span
    if status == "will" and patterns().forecast.search(index.text, part.start, left):
        status = "expected"
    if status == "will" and previous.status and (elided or previous.complete):
        status = previous.status
    action = _action(index, parts, number, part, chain)
    if action is None:
        return None
    party = resolve(index, actor, statement, chain.start)
    return Commitment(
        actor=party,
        action=action,
        status=status,
        counterpart=details.counterpart(index, action),
        amount=details.amount(index, action),
        deadline=details.deadline(
            index, _before(index, parts, number, left, actor, chain), (chain.end, action[1]), action[0]
        ),
        polarity="negative" if chain.negative else None,
        category="schedule" if details.is_schedule(index, action) else "action",
        statement=carriers.carrier(chain.start, action),
        rule="zh:" + "+".join(cue.form for cue in chain.cues) + (":elided" if elided else ""),
    )


def _before(
    index: Index, parts: list[Clause], number: int, left: int, actor: Span | None, chain: Chain
) -> Iterator[Span]:
    """Where left of the cue a time is when the action is due: next to a subject of 将, and in an adverbial clause
    before it (在访问期间，两人将…)."""
    if not any(cue.status in ("will", "planned") for cue in chain.cues):
        return
    if chain.cues[0].status in ("pledged", "agreed", "announced", "considering", "seeking"):
        return
    own = actor is not None and left <= actor[0] < chain.start
    if actor is not None and own:
        yield (actor[1], chain.start)
        yield (left, actor[0])
    else:
        yield (left, chain.start)
    before = parts[number - 1] if number else None
    if before and left <= parts[number].start + 1 and _only_adverbials(index, before.start, before.end):
        yield (before.start, before.end)


def _after_speech(index: Index, part: Clause, end: int) -> int:
    """After the last verb of saying left of the cue, for a text without a statement layer: 甲表示乙国|将…"""
    last = part.start
    for match in patterns().speech.finditer(index.text, part.start, end):
        if match.end() < end and not index.mention_over(match.start()):
            last = match.end()
    return last


def _subject(index: Index, start: int, end: int, whole: bool = False) -> Span | None:
    """The subject noun phrase of ``[start, end)``, where one stands there that can act.

    ``whole`` says that the text up to ``end`` must be subject and adverbials (a cue follows).
    """
    text, found = index.text, patterns()
    start = _strip_lead(index, start, end)
    stop = _first_break(index, start, end)
    if whole:
        back = _strip_trail(index, start, end)
        rest = text[stop:back]
        # 参加会议的官员|将: the verb belongs to a modifier, the noun phrase is the whole.
        if stop < back and ("的" in rest or not _adverbial(index, stop, back)) and can_act(index, (start, back)):
            return _trimmed(index, start, back) if "的" in rest else None
        if stop < back and not _adverbial(index, stop, back):
            return None
        stop = min(stop, back)
    elif stop < end and _NOUN_PHRASE.fullmatch(text, stop, end):
        stop = end  # 甲国对乙国的制裁，将…: the subject is the sanctions
    span = _trimmed(index, start, stop)
    if span and can_act(index, span) and not found.condition.match(text, span[0]):
        return span
    return None


def _other_subject(index: Index, part: Clause) -> bool:
    """Whether the clause has a subject that cannot act: 此举不会…，只会… leaves nobody for the next clause."""
    text, found = index.text, patterns()
    start = _strip_lead(index, part.start, part.end)
    start, _ = _skip(index, start, part.end)
    opens = (
        found.verb.match(text, start) or found.preposition.match(text, start) or found.speech_first.match(text, start)
    )
    stop = _first_break(index, start, part.end)
    return not opens and start < stop and (stop < part.end or bool(_NOUN_PHRASE.search(text, start, part.end)))


def _trimmed(index: Index, start: int, end: int) -> Span | None:
    while start < end and index.text[start] in _TRIM:
        start += 1
    while end > start and index.text[end - 1] in _TRIM:
        end -= 1
    return (start, end) if end > start else None


def _strip_lead(index: Index, start: int, end: int) -> int:
    """Past connectives, times and frames at the head of a clause."""
    text = index.text
    while start < end:
        when = index.time_at(start) or (index.time_at(start + 1) if text[start] in "在于从自到" else None)
        if when and when.end <= end and text[when.end : when.end + 1] != "的":
            start = min(details.after_time(text, when.end), end)
            continue
        match = patterns().lead.match(text, start, end)
        if not match or index.mention_over(match.end()):
            break
        start = match.end()
    return start


def _strip_trail(index: Index, start: int, end: int) -> int:
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


def _first_break(index: Index, start: int, end: int) -> int:
    """Where the first noun phrase ends: before an adverb, a time, a preposition or a verb outside any name."""
    text = index.text
    stops = [when.start for when in index.times_in(start, end) if when.start > start]
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
        position, _ = _skip(index, start, end)
        frame = patterns().frame.match(text, position, end)
        if frame:
            position = frame.end()
        elif position < end and text[position] in "在于对向与和同跟就从自为以因":
            return not patterns().speech.search(text, position, end)
        if position == start:
            match = patterns().trail.search(text, start, end)
            return match is not None and match.start() == start
        start = position
    return True


def _only_adverbials(index: Index, start: int, end: int) -> bool:
    start = _strip_lead(index, start, end)
    return start >= end or _strip_trail(index, start, end) <= start or _adverbial(index, start, end)


def _announces(index: Index, part: Clause) -> tuple[CommitmentStatus | None, bool]:
    """宣布新措施，将… : the status of an announcing verb that leaves its content to the next clause, and whether the
    clause ends with the verb (宣布，甲国将…)."""
    last = None
    for match in patterns().cue.finditer(index.text, part.start, part.end):
        cue = cues("zh").get(match.group())
        if cue and cue.status in ("announced", "pledged", "agreed", "expected"):
            last = (cue.status, match.end() >= part.end - 1)
    return last or (None, False)


# ------------------------------------------------------------------ right: what


def _action(index: Index, parts: list[Clause], number: int, part: Clause, chain: Chain) -> Span | None:
    text = index.text
    start, end = details.skip_deadline(index, chain.end, part.end), part.end
    following = parts[number + 1] if number + 1 < len(parts) else None
    if start >= end or _only_phrase(index, start, end):
        # 将在国会，就此发表声明 · 宣布，还要增资: the verb stands in the next clause.
        opened = _opens(index, following, start > chain.end) if following else None
        if opened is None or following is None:
            return None
        if start >= end or text[start] in "在于":
            start = opened
        end, number = following.end, number + 1
    for following in parts[number + 1 : number + 1 + _JOIN]:
        if not following.mark.startswith(("，", ",")) or not _goes_on(index, following, end - start):
            break
        end = following.end
    while end > start and text[end - 1] in " \u3000":
        end -= 1
    return (start, end) if end - start >= 2 else None


def _only_phrase(index: Index, start: int, end: int) -> bool:
    """A prepositional phrase without a verb after it."""
    opening = _PHRASE.match(index.text, start, end)
    if not opening:
        return False
    if _WHOLE_FRAME.fullmatch(index.text, start, end):
        return True
    return all(
        index.mention_over(match.start()) or match.start() == opening.start()
        for match in patterns().verb.finditer(index.text, opening.end(), end)
        if match.end() - match.start() > 1
    )


def _opens(index: Index, part: Clause, timed: bool) -> int | None:
    """Where the action starts in a clause without a subject of its own, or None. ``timed``: the clause before ended
    with a time after its cue (计划在明年，…), so that a verb must follow, known or not."""
    text, found = index.text, patterns()
    if not part.mark.startswith(("，", ",")) or found.speech_first.match(text, part.start):
        return None
    position, _ = _skip(index, part.start, part.end)
    start = details.skip_deadline(index, part.start, part.end)
    if text[position : position + 1] in ("将", "会", "要"):
        start = position = position + 1
        position, _ = _skip(index, position, part.end)
    if found.stative.match(text, position) and not _longer_verb(text, position):
        return None
    ready = found.verb.match(text, position) or found.preposition.match(text, position)
    own = index.mention_at(position) or patterns().pronoun.search(text, part.start, position + 2)
    return start if (ready or timed) and not own else None


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
    position, _ = _skip(index, position, part.end)
    if cue and cue.start() <= position + 1 and _chain(index, part, cue.start()):
        return False
    if found.purpose.match(text, part.start, part.end):
        return part.end - part.start <= length
    if index.mention_at(position) and not opening:
        return False
    if found.stative.match(text, position) and not _longer_verb(text, position):
        return False
    if "的" in text[max(position, part.end - 6) : part.end]:
        return bool(opening or found.verb.match(text, position))  # 为五年来的首次: a comment, no action
    phrase = _PHRASE.match(text, position, part.end)
    return bool(found.verb.match(text, position)) or bool(phrase and not _only_phrase(index, position, part.end))


def _condition(index: Index, parts: list[Clause]) -> Span | None:
    for part in parts:
        match = patterns().condition.match(index.text, part.start, part.end)
        if match and part.end - part.start > 3:
            return (part.start, part.end)
        if index.text.endswith(tuple(words("zh", "condition_tail")), part.start, part.end):
            return (part.start, part.end)
    return None
