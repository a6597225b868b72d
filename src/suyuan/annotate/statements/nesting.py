"""Speech inside speech, and the relay whose whole clause is somebody else's telling."""

from __future__ import annotations

import re

from suyuan.annotate.statements.chinese import Reader
from suyuan.annotate.statements.draft import Draft, HopDraft
from suyuan.annotate.statements.nouns import head_is, is_outlet
from suyuan.annotate.statements.words import EVIDENT, MENTAL, OWN_SIDE, PERFORMATIVE, TURN
from suyuan.annotate.syntax.segments import Unit
from suyuan.text.quotes import Quotation
from suyuan.text.sentences import sentences

_DEEPEST = 4
_CLOSING = '”」』"。！？，； \u3000'


def collapse(reader: Reader, unit: Unit, draft: Draft) -> Draft:
    """某报报道，知情人士称…: an outlet that only reports how somebody spoke is a hop, and that one is the speaker."""
    _cut_acts(reader, draft)
    for _ in range(3):
        if draft.type == "direct" or len(draft.content) != 1 or draft.speaker is None:
            return draft
        if not is_outlet(reader.text[slice(*draft.speaker)], draft.speaker, reader.layers):
            return draft
        start, end = draft.content[0]
        inner = reader.read(unit, start, end, reader.marks.within(start, end), draft.depth)
        if len(inner) < 1:
            return draft
        told = inner[0]
        if (
            told.speaker is None
            or told.elided
            or told.kind == "x"
            or (told.cue is not None and reader.words(told.cue) in MENTAL)
            or (
                told.rule.startswith(("zh.nobody", "zh.attitude")) and told.rule != "zh.attitude_quoted"
            )  # 某社说，厂方对判决表示“满意”: the firm's own word
        ):
            return draft
        before = reader.text[start : told.speaker[0]]
        if (
            before.strip("，, “「另又") not in ("", "据", "根据")
            and not _ADVERBIAL.match(before)
            and not _opening(reader, start, told.speaker[0])
        ):
            return draft
        if reader.text[told.content[-1][1] : end].strip(_CLOSING):
            return draft
        told.hops = [*told.hops, HopDraft("relay", draft.speaker, draft.cue), *draft.hops]
        told.rule = f"{told.rule}<{draft.rule}"
        told.unit, told.paragraph, told.kind = draft.unit, draft.paragraph, draft.kind
        told.when = told.when or draft.when
        draft = told
    return draft


# 为遏制通胀，央行已要求 …: a clause of purpose, cause or place before the inner speaker
_ADVERBIAL = re.compile(
    r"(?:为|为了|由于|因|鉴于|随着|在|对|针对|就|面对|自|从)[^，。；]{2,40}，$"
    r"|[^，。；“”]{4,48}(?:后|之后|之际|时|期间|之前|以来)，$"  # 两国船只对峙后，部长说 …
)


def _opening(reader: Reader, start: int, end: int) -> bool:
    """Only a connective or a time stands before the inner speaker."""
    from suyuan.annotate.syntax.chinese import skip_connectives

    return skip_connectives(reader.text, start, end, reader.layers) >= end


# 我们重申甲的重要性，并同意 …: a second act of speech under the same subject ends the content of the first.
_NEXT_ACT = re.compile(r"，(?:并|且|同时)(?:一致)?(?:同意|承诺|决定|商定|欢迎|确认|重申|强调|呼吁|谴责)")
_ACTS = frozenset(("重申", "强调", "确认", "申明"))


def _cut_acts(reader: Reader, found: Draft) -> None:
    if found.cue is None or reader.text[slice(*found.cue)] not in _ACTS or len(found.content) != 1:
        return
    start, end = found.content[0]
    match = _NEXT_ACT.search(reader.text, start, end)
    if match and match.start() > start:
        found.content = [(start, match.start())]


# 该条声称，外国人也适用，这太离谱了: a judgement on what was said is the outer speaker's
_COMMENT = re.compile(r"，这(?:似乎|显然|太|根本|完全|简直|纯属|分明|无疑|真是|实在|毫无)")


def _cut_turn(reader: Reader, found: Draft) -> None:
    """甲说，乙承诺开放港口，但至今没有兑现: after the turn it is 甲 who goes on."""
    if found.type == "direct" or len(found.content) != 1:
        return
    start, end = found.content[0]
    turn = TURN if found.cue_kind in ("announce", "demand") else _COMMENT
    match = turn.search(reader.text, start + 2, end)
    if match:
        found.content = [(start, match.start())]


_FIRST_PERSON = re.compile(r"^(?:我|我们|咱们|本人)$")
_PAST = re.compile(r"(?:曾|曾经|已|已经|再次|还|刚|刚才|一致|当时|昨天|今天|此前|之前|去年|上周|所)")
_ALWAYS = frozenset(("重申", "一致认为", "确认", "强调", "告诉", "解释", "承诺"))


def nested(reader: Reader, unit: Unit, draft: Draft) -> list[Draft]:
    """The statements inside the content, each with ``draft`` (or one of them) as parent."""
    if draft.depth >= _DEEPEST:
        return []
    out: list[Draft] = []
    for start, end in draft.content:
        if end - start < 8 or not reader.cues.within(start, end):
            continue
        holder = reader.marks.around(start) if draft.type == "direct" else None
        inner_quotes = [
            q
            for q in (reader.marks.inside(holder) if holder else reader.marks.within(start, end))
            if start <= q.start < end
        ]
        for a, b in _pieces(reader, start, end, inner_quotes):
            for found in reader.read(unit, a, b, [q for q in inner_quotes if a <= q.start < b], draft.depth + 1):
                if not _is_nested(reader, draft, found, holder is not None):
                    continue
                found.parent = draft
                _cut_acts(reader, found)
                _cut_turn(reader, found)
                out.append(found)
                out.extend(nested(reader, unit, found))
        if holder is None and draft.depth == 1:
            out.extend(_inside_fragments(reader, unit, draft, start, end))
    return out


def _inside_fragments(reader: Reader, unit: Unit, draft: Draft, start: int, end: int) -> list[Draft]:
    """Speech inside the quoted part of a mixed statement."""
    out: list[Draft] = []
    for q in reader.marks.within(start, end):
        if q.inner[1] - q.inner[0] < 12:
            continue
        inner_quotes = reader.marks.inside(q)
        for a, b in _pieces(reader, *q.inner, inner_quotes):
            for found in reader.read(unit, a, b, [x for x in inner_quotes if a <= x.start < b], draft.depth + 1):
                if _is_nested(reader, draft, found, True):
                    found.parent = draft
                    out.append(found)
    return out


def _pieces(reader: Reader, start: int, end: int, quotes: list[Quotation]) -> list[tuple[int, int]]:
    """The sentences of a content, quotations inside it kept whole."""
    out: list[tuple[int, int]] = []
    begin = None
    for a, b in sentences(reader.text[start:end], semicolons=True):
        a, b = a + start, b + start
        begin = a if begin is None else begin
        if any(q.start < b < q.end for q in quotes):
            continue
        out.append((begin, b))
        begin = None
    if begin is not None:
        out.append((begin, end))
    return out


def _reports(reader: Reader, outer: Draft) -> bool:
    """A source without a name or an outlet, which tells what others do."""
    phrase = reader.words(outer.speaker)
    assert outer.speaker is not None
    return (head_is(phrase, "source") and not phrase.endswith("发言人")) or is_outlet(
        phrase, outer.speaker, reader.layers
    )


def _is_nested(reader: Reader, outer: Draft, found: Draft, in_speech: bool) -> bool:
    """Another speaker or another occasion; performatives of the present speech are none."""
    if found.cue_kind == "noone" or found.speaker is None:
        return False
    phrase = reader.words(found.speaker)
    if found.cue is not None:
        cue = reader.words(found.cue)
        if cue in MENTAL or found.rule == "zh.target.before":
            return False  # what somebody fears or expects is no act of speech
        if cue in EVIDENT and found.elided:
            return False  # 甲不断挑衅，表明 …: the act shows it, 甲 says nothing
        dated = _PAST.search(reader.text, found.speaker[1], max(found.speaker[1], found.cue[0])) is not None
        told = reader.text[found.cue[1] : found.cue[1] + 1] in ("了", "过")
        official = outer.speaker is not None and not _reports(reader, outer)
        if phrase in OWN_SIDE and cue in PERFORMATIVE and official and not dated and not told:
            return False  # 发言人说，中方敦促 …: the present act of the side that speaks
        if found.cue_kind == "greet" and not dated and not told:
            return False  # 部长说，马尼拉欢迎 …
    if not _FIRST_PERSON.match(phrase) or found.cue is None:
        inside = outer.content[0][0] <= found.speaker[0] < outer.content[-1][1]
        own = found.cue_kind in ("demand", "announce", "say") and inside
        return not found.elided or found.shares_subject is not None or own
    if found.elided:
        return False
    cue = reader.words(found.cue)
    told = reader.text[found.cue[1] : found.cue[1] + 1] in ("了", "过")
    past = _PAST.search(reader.text, found.speaker[1], max(found.speaker[1], found.cue[0])) is not None
    return told or past or cue == "告诉" or (phrase == "我们" and cue in _ALWAYS)
