"""Commitments in English text: subject, (auxiliary) cue, verb phrase, to the clause's end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from suyuan.annotate.commitments import details
from suyuan.annotate.commitments.clauses import Index
from suyuan.annotate.commitments.lexicon import Cue, cues, either, words
from suyuan.annotate.commitments.parties import ACTORS, resolve
from suyuan.annotate.commitments.statements import Carriers
from suyuan.annotate.syntax.datelines import after_dateline
from suyuan.model import Commitment, Deadline, Party, Span

_VERB = re.compile(r"(?:\w+ly\s+|also\s+|not\s+|never\s+|still\s+|soon\s+)*([a-z][a-z-]*)")
_ACTION_END = re.compile(
    r"[;:—]|[!?](?=[\s”\"')]|$)|[”\"](?=\s|$)"
    r"|,\s+(?:and|but|as|while|which|who|after|saying|adding|according|with|when|because|though|although|so|if|unless)\b"
    r"|,\s+(?:\w+\s+){1,6}(?:said|says|added|told|noted|stressed)\b"
    r"|,\s+(?:\w+\s){1,4}(?:say|says)\b"
    r"|,\s+(?:an?\s|[A-Z])[\w.'’ -]{1,60}?\s+(?:said|says|added|told|announced)\b"
    r"|,?\s+(?:and|but)\s+(?:will|would|to|also|has|have|had|pledged|committed|agreed|vowed|reiterated|affirmed|said)\b"
    r"|\s+(?:if|unless|once|provided that)\b"
)
_CLAUSE_START = re.compile(r"[;:—,“”\"(]\s*|\b(?:and|or)\s+(?=[A-Z]|the\b|he\b|she\b|they\b|we\b|it\b|a\b|an\b)")
_CONDITION = re.compile(r"\b(?:if|unless|once|provided that)\s+[^,.;”\"]{3,90}")
_TOWARDS = re.compile(
    r"\b(?:with|to|for|from|against|supporting|support|visit|meet|host|help)\s+(?=[A-Z]|the\s+[A-Z]|other\b)"
)
_REACH = 400  # characters: how far a subject or an action reaches from its cue
# The noun (the will of the people, firm will to act) or an inversion follows, no verb.
_NO_VERB = frozenset(
    "a an and as at for from have he i in it of on or she that the there they this to we with you".split()
)
_HEADLINE = re.compile(r"(?:[A-Z][\w’'. -]{1,40}:\s)?([A-Z][^\n:;!?]{1,60}?) to (?=[a-z])")
_ENGLISH = re.compile(r"\b(?:the|of|to|and|is|for|if|with)\b")
# A relative clause (a surge that is expected to hit), or another auxiliary: must agree to, whether it will seek to.
_NO_SUBJECT = re.compile(r"\b(?:that|which|who|will|would|may|might|can|could|should|must|to)$")
_MONEY = ("$", "€", "£", "¥", *"123456789")
_NOT = re.compile(r"\b(?:not|never|no)\s*$")
_LEAD = re.compile(r"(?:and|but|or|so|then)\b\s*")
_TO = re.compile(
    r"(?:(?:(?:on|in|at|during|earlier|late|last|this|yesterday|today)\b[\w ]{0,24}?|\w{3,6}day) )?"
    r"(?:itself |himself |herself |themselves )?to "
)
_LAST_PRONOUN = re.compile(r"\b(?:I|we|he|she|they|We|He|She|They)$")
_PRONOUN_OWNER = re.compile(r"(?:their|his|her|its|our|my)\b", re.I)
_POSSESSIVE = re.compile(r"(?:\b(?:their|his|her|its|our|my)|\S+(?:'s|’s|s’))(?:\s+\w+){0,2}\s*$", re.I)
_REPORT = re.compile(r"\b(?:said|says|saying|added|told|indicated|announced|confirmed|stated|noted|stressed|that)\b")


@cache
def _cue() -> re.Pattern[str]:
    forms = [form for form in cues("en") if not form.startswith("'")]
    return re.compile(rf"\b{either(forms)}\b|(?<=\w)['’]ll\b")


@cache
def _tail() -> re.Pattern[str]:
    """An adverb or auxiliary right before the cue."""
    return re.compile(rf"(?:\b{either(words('en', 'adverb'))}|\b(?:is|are|was|were|has|have|had|been|did|does|do))\s*$")


@cache
def _to_clause() -> re.Pattern[str]:
    return re.compile(rf"\b{either(words('en', 'clause'))}\b", re.I)


def find(index: Index, carriers: Carriers) -> Iterator[Commitment]:
    """All commitments of an English text, in reading order."""
    low = _lower(index.text)
    if not _ENGLISH.search(low, 0, 4000):
        return  # another language in Latin letters: German will is no future
    yield from _headline(index, low)
    for begin, stop in index.doc.sentences:
        sentence = (after_dateline(index.doc.folded, begin, stop), stop)
        done, actor = sentence[0], None
        if index.text[sentence[1] - 1] == "?":
            continue
        for match in _cue().finditer(low, *sentence):
            if match.start() < done:
                continue
            made = _build(index, carriers, low, sentence, match, actor)
            if made:
                yield made
                done, actor = made.action[1], made.actor.span or actor


def _headline(index: Index, low: str) -> Iterator[Commitment]:
    """Velando to build port: in a headline, a name and an infinitive tell what will be done."""
    if index.doc.title is None:
        return
    end = index.doc.title[1]
    match = _HEADLINE.match(index.text, 0, end)
    opened = _opening(low, match.end(), end, cues("en")["will"]) if match else None
    if match is None or opened is None:
        return
    names = index.mentions_in(*match.span(1))
    rest = match.group(1)
    for mention in names:
        rest = rest.replace(index.text[mention.start : mention.end], "")
    known = names or len(re.findall(rf"\b{re.escape(rest)}\b", index.text[end:])) > 1  # a name that the body repeats
    rest = rest if names else ""
    if known and not rest.replace(" and ", "").strip(" ,"):
        action = (opened[0], _end(index.text, opened[0], end))
        yield Commitment(
            actor=resolve(index, match.span(1), None, 0),
            action=action,
            status="will",
            counterpart=_counterpart(index, action),
            amount=details.amount(index, action),
            deadline=details.deadline(index, (), action, action[0]),
            category="schedule" if opened[1] in words("en", "schedule") else "action",
            rule="en:headline",
        )


def _lower(text: str) -> str:
    low = text.replace("’", "'").lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _build(
    index: Index, carriers: Carriers, low: str, sentence: Span, match: re.Match[str], earlier: Span | None
) -> Commitment | None:
    cue = cues("en").get(match.group())
    if cue is None:
        return None
    opened = _opening(low, match.end(), sentence[1], cue)
    if opened is None:
        return None
    start, verb = opened
    statement = carriers.over(match.start())
    first = max(sentence[0], match.start() - _REACH)
    floor = carriers.content_start(first, match.start())
    actor = _actor(index, low, floor, match.start(), cue, earlier, first)
    if actor is None or (cue.form in ("may", "might") and low[slice(*actor)] == "they"):
        return None
    end = _end(index.text, start, sentence[1])
    if end - start < 4:
        return None
    due = details.deadline(index, (), (start, end), start)
    end = _before_deadline(index.text, due, start, end)
    action = (start, end)
    condition = _CONDITION.search(low, end, min(sentence[1], end + _REACH))
    return Commitment(
        actor=resolve(index, actor, statement, match.start()),
        action=action,
        status=cue.status,
        counterpart=_counterpart(index, action),
        amount=details.amount(index, action),
        deadline=due,
        condition=condition.span() if condition else None,
        polarity="negative" if cue.negative or _NOT.search(low, actor[1], match.start()) else None,
        category="schedule" if verb in words("en", "schedule") else "action",
        statement=carriers.carrier(match.start(), action),
        rule=f"en:{cue.form}",
    )


def _before_deadline(text: str, due: Deadline | None, start: int, end: int) -> int:
    """halve its debt|by the end of 2026: the deadline at the end is no part of the action."""
    if due is None or due.span[1] < end:
        return end
    match = re.compile(r",?\s(?:by|before|until|within|in|on|at)\s(?:the\s)?$").search(text, start, due.span[0])
    return match.start() if match and match.start() - start > 3 else end


def _opening(low: str, position: int, end: int, cue: Cue) -> tuple[int, str] | None:
    """(start of the action, its verb) where what follows the cue is something to be done."""
    while position < end and low[position] == " ":
        position += 1
    kinds = cue.complement.split(",")
    if "base" not in kinds and "ing" not in kinds:
        to = _TO.match(low, position, end)
        if not to:  # pledged $2 billion for the port
            return (position, "") if "noun" in kinds and low[position : position + 1] in _MONEY else None
        position = to.end()
    match = _VERB.match(low, position, end)
    if not match:
        return (position, "") if "noun" in kinds else None
    verb = match.group(1)
    if verb in words("en", "stative") or verb in ("not", "never"):
        return None
    if "ing" in kinds and not verb.endswith("ing"):
        return (position, "") if "noun" in kinds and verb not in ("it", "that", "this", "how", "the") else None
    if "base" in kinds and (verb.endswith(("ing", "ed")) or verb in _NO_VERB):
        return None
    return position, verb


def _actor(
    index: Index, low: str, floor: int, cue_start: int, cue: Cue, earlier: Span | None, first: int
) -> Span | None:
    """The noun phrase before the cue, or the subject of the cue before (… and will …).

    ``floor`` is where the clause may begin (the content of a statement), ``first`` where its sentence does.
    """
    text = index.text
    end = cue_start
    while True:
        stripped = _tail().search(low, max(floor, end - 16), end)
        if not stripped:
            break
        end = stripped.start()
    while end > floor and text[end - 1] in " ,":
        end -= 1
    if _NO_SUBJECT.search(low, floor, end):
        return None
    owner = _POSSESSIVE.search(text, max(floor, end - 60), end) if cue.complement in ("to", "to,noun") else None
    if owner and _PRONOUN_OWNER.match(owner.group()):
        # Both leaders affirmed their resolve to …: the owner is the subject of the clause, before any content.
        verb = _ANY_FINITE.search(low, first + 1, owner.start())
        floor, end = first, verb.start() if verb else owner.start()
        owner = None
    start = _clause_start(text, low, floor, end)
    while start < end and text[start] in " “\"'’":
        start += 1
    lead = _LEAD.match(low, start, end)
    start = lead.end() if lead else start
    if owner and owner.start() >= start - 1 and low[owner.start() : end].split()[-1] in words("en", "agent"):
        owner = None  # Velando's president vowed: not the owner but the whole phrase
    if owner and owner.start() >= start - 1:
        return (owner.start(), owner.start() + len(re.split(r"'s|’s|s’", owner.group())[0]))
    if start >= end and _joined(low, cue_start):
        # it had built a stock and would seek …: the subject of the verb that is joined
        before = low.rfind("and", floor, cue_start)
        first_verb = _clause_start(text, low, floor, max(floor, before)) if before > floor else end
        phrase = _leading_phrase(text, low, first_verb, max(floor, before), _ANY_FINITE)
        if phrase and _acts(index, text, low, phrase):
            return phrase
    if start >= end:
        return earlier if _joined(low, cue_start) or "," in low[floor:cue_start] else None
    last = _LAST_PRONOUN.search(text, start, end)
    if last:
        return last.span()
    finite = _ANY_FINITE if "noun" in cue.complement else _FINITE
    phrase = _leading_phrase(text, low, start, end, finite)
    return phrase if phrase and _acts(index, text, low, phrase) else (earlier if _joined(low, start) else None)


def _clause_start(text: str, low: str, start: int, end: int) -> int:
    """Where the clause that ends here begins: after the last mark, conjunction or verb of saying."""
    for boundary in (_CLAUSE_START, _to_clause(), _REPORT):
        for found in boundary.finditer(text if boundary is _CLAUSE_START else low, start, end):
            joins = found.group().startswith(("and ", "or ")) and not _ANY_FINITE.search(low, start, found.start())
            if found.end() < end and not joins:  # Velando and Osmer will: one subject
                start = max(start, found.end())
    return start


def _joined(low: str, start: int) -> bool:
    return bool(re.search(r"\b(?:and|but|or)\s*$", low[max(0, start - 6) : start]))


_ANY_FINITE = re.compile(r"(?<=\s)(?:\w+ly\s+)?(?:\w+ed|has|have|had|is|are|was|were)\b")
_FINITE = re.compile(
    r"\b(?:affirmed|reaffirmed|reiterated|renewed|underscored|welcomed|thanked|said|announced|confirmed|stressed|has|have|had|is|are|was|were)\b"
)


def _leading_phrase(text: str, low: str, start: int, end: int, verb: re.Pattern[str]) -> Span | None:
    """The subject before a finite verb, where one stands between it and the cue (Both leaders affirmed their …)."""
    finite = verb.search(low, start, end)
    if finite and finite.start() > start:
        end = finite.start()
    while end > start and text[end - 1] in " ,":
        end -= 1
    return (start, end) if end > start else None


def _acts(index: Index, text: str, low: str, span: Span) -> bool:
    phrase = low[span[0] : span[1]].strip()
    found = phrase.split()
    if not found or len(found) > 25 or found[0] in words("en", "inanimate"):
        return False
    if phrase in words("en", "pronoun") or found[-1] in words("en", "agent"):
        return True
    if any(m.type in ACTORS for m in index.mentions_in(*span) if m.end >= span[1] - 1):
        return True
    head = re.split(r"\b(?:of|in|at|from|for|on|with)\b", phrase)[0].split()
    if head and head[-1] in words("en", "agent"):
        return True
    # A capitalised name that no table knows; one capitalised word at a sentence's start may be any noun (Storms will…).
    spelled = text[span[0] : span[1]].split()
    opens = text[max(0, span[0] - 3) : span[0]].rstrip(' “"')[-1:] in ("", ".", "!", "?", "\n", "”")
    named = spelled[-1][:1].isupper() and (len(spelled) > 1 or not opens)
    return named and not any(word in words("en", "inanimate") for word in found)


def _end(text: str, start: int, stop: int) -> int:
    stop = min(stop, start + _REACH)
    match = _ACTION_END.search(text, start + 3, stop)
    end = match.start() if match else stop
    while end > start and text[end - 1] in ' ,.;:!?”"':
        end -= 1
    return end


def _counterpart(index: Index, action: Span) -> Party | None:
    match = _TOWARDS.search(index.text, *action)
    if not match:
        return None
    found = [m for m in index.mentions_in(match.end(), action[1]) if m.type in ACTORS]
    if not found or found[0].start > match.end() + 4:
        return None
    return Party((found[0].start, found[0].end), (found[0].name,))
