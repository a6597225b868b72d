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

from suyuan.annotate.commitments import details, nominal
from suyuan.annotate.commitments.action import action_span
from suyuan.annotate.commitments.chain import Chain, read_chain
from suyuan.annotate.commitments.chinese_words import patterns
from suyuan.annotate.commitments.clauses import Clause, Index, clauses
from suyuan.annotate.commitments.lexicon import cues, words
from suyuan.annotate.commitments.parties import resolve
from suyuan.annotate.commitments.statements import Carriers
from suyuan.annotate.commitments.subject import after_speech, only_adverbials, other_subject, subject
from suyuan.annotate.syntax.datelines import after_dateline
from suyuan.model import Commitment, CommitmentStatus, Span

_TALKS = frozenset(("讨论", "商讨", "探讨", "磋商"))
_QUESTION = re.compile(r"[？?][”’」』]*$|吗[。”’」』]*$")


@dataclass(slots=True)
class Previous:
    """What an elided subject or a bare 将 may lean on: the clause just read."""

    actor: Span | None = None
    names_from: int = 0
    status: CommitmentStatus | None = None  # of a cue that left its content to the next clause: 宣布新措施，将…
    committed: bool = False  # whether the actor made a commitment: then the next sentence may leave it out
    complete: bool = False  # whether the clause ended with that cue: 宣布，甲国将…


def find(index: Index, carriers: Carriers) -> Iterator[Commitment]:
    """All commitments of a Chinese text, in reading order."""
    cue = patterns().start
    previous, last_end = Previous(), -1
    before: Span | None = None
    for sentence in index.doc.sentences:
        if cue.search(index.text, *sentence):
            near = previous.committed and 0 <= sentence[0] - last_end <= 1
            follows = near and "\n" not in index.text[last_end : sentence[0]]
            actor = previous.actor if follows else None
            if actor is None and patterns().condition.match(index.text, *sentence):
                actor = _subject_of(index, carriers, before)
            previous = Previous(actor)
            yield from _sentence(index, carriers, sentence, previous)
            last_end = sentence[1]
        before = sentence


def _subject_of(index: Index, carriers: Carriers, sentence: Span | None) -> Span | None:
    """The last subject of the sentence before: 乙国正拟定措施。如果谈判失败，将反制。"""
    found = None
    for part in clauses(index.text, sentence)[-4:] if sentence else ():
        left = carriers.content_start(part.start, part.end)
        found = subject(index, max(part.start, left), part.end) or found
    return found


def _sentence(index: Index, carriers: Carriers, sentence: Span, previous: Previous) -> Iterator[Commitment]:
    parts = clauses(index.text, (after_dateline(index.doc.folded, *sentence), sentence[1]))
    condition = _condition(index, parts)
    done = sentence[0]
    for number, part in enumerate(parts):
        if part.end <= done:
            continue
        if number == len(parts) - 1 and _QUESTION.search(index.text, *sentence):
            continue  # 这家公司会退出吗？
        if patterns().concession.match(index.text, part.start) and not _supposes(index, part):
            previous.actor = None  # 即使是丙国，也会… speaks of no one's will
        here = replace(part, start=max(part.start, done))
        commitment = _clause(index, carriers, parts, number, here, previous)
        if commitment is None:
            before = subject(index, part.start, part.end)
            if before or (other_subject(index, part) and not _supposes(index, part)):
                previous.actor = before
            previous.status, previous.complete = _announces(index, part)
            yield from nominal.find(index, carriers, part, previous.actor)
            continue
        done = commitment.action[1]
        previous.actor, previous.status = commitment.actor.span or previous.actor, None
        previous.committed = True
        if condition and not (condition[0] < commitment.action[1] and commitment.action[0] < condition[1]):
            commitment = replace(commitment, condition=condition)
        yield commitment


def _clause(
    index: Index, carriers: Carriers, parts: list[Clause], number: int, part: Clause, previous: Previous
) -> Commitment | None:
    """The first commitment that opens in this clause."""
    position = part.start
    while match := patterns().cue.search(index.text, position, part.end):
        start = match.start()
        chain = read_chain(index, part, start)
        if chain:
            made = _build(index, carriers, parts, number, part, chain, previous)
            if made:
                return made
            start = chain.end - 1
        position = start + 1
    return None


def _build(
    index: Index, carriers: Carriers, parts: list[Clause], number: int, part: Clause, chain: Chain, previous: Previous
) -> Commitment | None:
    opening = patterns().concession.match(index.text, part.start)
    if opening and not _condition_done(index, part, opening.end(), chain):
        return None  # 即使甲国将…, 如果乙国会…: supposed, not promised
    if patterns().unconfirmed.search(index.text, part.start, chain.start):
        return None
    left = max(part.start, carriers.content_start(part.start, chain.start), after_speech(index, part, chain.start))
    statement = carriers.over(chain.start)
    left = chain.start if opening else left
    actor = subject(index, left, chain.start, whole=True, trusting=_wants_an_actor(index, part, chain))
    status, elided = chain.status, False
    if actor is None:
        said = patterns().said.search(index.text, left, chain.start)
        actor = subject(index, left, said.start(), whole=True) if said else None
    if actor is None:
        if not only_adverbials(index, left, chain.start):
            return None
        elided = True
        if previous.committed and number and chain.cues[0].form in _TALKS:
            return None  # 甲将与乙会谈，并讨论扩大合作: what the talks will be about
        begins = (number == 0 and opening is None) or (
            statement is not None and statement.content[0][0] >= part.start - 1
        )
        if not begins or statement is None:
            actor = previous.actor
        speaks = statement is not None and statement.speaker.type in ("named", "collective", "document")
        if actor is None and speaks and number > 0 and _wants_an_actor(index, part, chain):
            begins = True  # 厂方强调，事故出于老化，将提出告诉: nobody else stands there to do it
        supposed = opening is not None or (number > 0 and _supposes(index, parts[number - 1]))
        if actor is None and not ((begins or supposed) and statement and statement.speaker.names):
            return None
        if actor is None and statement is not None:
            actor = statement.speaker.span
    if status == "will" and patterns().forecast.search(index.text, part.start, left):
        status = "expected"
    if status == "will" and previous.status and (elided or previous.complete):
        status = previous.status
    action = action_span(index, parts, number, part, chain)
    if action is None:
        return None
    party = resolve(index, actor, statement, chain.start)
    before = _before(index, parts, number, left, actor, chain)
    return Commitment(
        actor=party,
        action=action,
        status=status,
        counterpart=details.counterpart(index, action),
        amount=details.amount(index, action),
        deadline=details.deadline(index, before, (chain.end, _until(index, parts, action[1])), action[0]),
        polarity="negative" if chain.negative else None,
        category="schedule" if details.is_schedule(index, action) else "action",
        statement=carriers.carrier(chain.start, action),
        rule="zh:" + "+".join(cue.form for cue in chain.cues) + (":elided" if elided else ""),
    )


def _until(index: Index, parts: list[Clause], end: int) -> int:
    """The end of a clause 直到明年… that follows the action at once, or the action's own end."""
    after = next((part for part in parts if part.start >= end), None)
    return after.end if after and index.text.startswith(("直到", "直至", "最迟", "最晚"), after.start) else end


def _supposes(index: Index, part: Clause) -> bool:
    """如果谈判失败，…: a condition takes the floor from nobody."""
    return patterns().condition.match(index.text, part.start, part.end) is not None


def _condition_done(index: Index, part: Clause, start: int, chain: Chain) -> bool:
    """倘谈判失败|将反制: a headline leaves out the comma between a condition and what follows from it."""
    if not _supposes(index, part) or chain.cues[0].status != "will":
        return False
    ends = (m.end() for p in (patterns().stative, patterns().verb) for m in p.finditer(index.text, start, chain.start))
    return chain.start in ends


def _wants_an_actor(index: Index, part: Clause, chain: Chain) -> bool:
    """Whether only people and bodies do what the predicate says: they promise, or the verb is one of theirs."""
    if any((cue.complement == "verb" and cue.form != "或") or cue.status == "planned" for cue in chain.cues):
        return True
    verbs = patterns().verb.finditer(index.text, chain.end, part.end)
    first = next((match.group() for match in verbs if match.end() - match.start() > 1), None)
    return first in patterns().human


def _before(
    index: Index, parts: list[Clause], number: int, left: int, actor: Span | None, chain: Chain
) -> Iterator[Span]:
    """Where left of the cue a time is when the action is due: next to a subject of 将, and in an adverbial clause
    before it (在访问期间，两人将…)."""
    if not any(cue.status in ("will", "planned") for cue in chain.cues):
        return
    if chain.cues[0].status == "announced" and len(chain.cues) > 1:  # 宣布4月9日|将举行会谈
        yield (chain.start + len(chain.cues[0].form), chain.end)
    if chain.cues[0].status in ("pledged", "agreed", "announced", "considering", "seeking"):
        return
    own = actor is not None and left <= actor[0] < chain.start
    if actor is not None and own:
        yield (actor[1], chain.start)
        yield (left, actor[0])
    else:
        yield (left, chain.start)
    before = parts[number - 1] if number else None
    if before and left <= parts[number].start + 1 and only_adverbials(index, before.start, before.end):
        yield (before.start, before.end)


def _announces(index: Index, part: Clause) -> tuple[CommitmentStatus | None, bool]:
    """宣布新措施，将… : the status of an announcing verb that leaves its content to the next clause, and whether the
    clause ends with the verb (宣布，甲国将…)."""
    last = None
    for match in patterns().cue.finditer(index.text, part.start, part.end):
        cue = cues("zh").get(match.group())
        if cue and cue.status in ("announced", "pledged", "agreed", "expected"):
            last = (cue.status, match.end() >= part.end - 1)
    return last or (None, False)


def _condition(index: Index, parts: list[Clause]) -> Span | None:
    for part in parts:
        match = patterns().condition.match(index.text, part.start, part.end)
        if match and part.end - part.start > 3:
            return (part.start, part.end)
        if index.text.endswith(tuple(words("zh", "condition_tail")), part.start, part.end):
            return (part.start, part.end)
    return None
