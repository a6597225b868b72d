"""Deadline, amount, counterpart and kind of an action that has been found."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace

from suyuan.annotate.commitments.chinese_words import patterns
from suyuan.annotate.commitments.clauses import FILLER, Index
from suyuan.annotate.commitments.parties import ACTORS, can_act, could_act
from suyuan.model import Deadline, Party, Span, TimeExpression

_WITHIN = re.compile(r"(?:的?时间|的?期限)?(?:之|以)?(?:内|里)")
_ENDS_WITHIN = re.compile(r"(?:内|里|within [^,.]{1,20}|in (?:the next|the coming) [^,.]{1,20})$")
_TAIL = re.compile(
    r"(?:的?时间|的?期限)?(?:之|以)?(?:内|里|间)|(?:之前|以前|之后|以后|前后|前|后|起|开始|时|的时候|底|初)"
)
_UNTIL = re.compile(r"\s*(?:之前|以前|前)")
_BARE_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)")
_BY = re.compile(r"\b(?:by|before|until)\s$", re.I)
_YEAR_MONTH = re.compile(r"\d{4}-\d{2}")
_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$")
# 在访问期间, 在审查结束后, 在夏季休会前, 待谈判完成后: when something else happens or has ended
_EVENT = (
    "休会|会议|峰会|选举|大选|投票|公投|访问|任期|谈判|会谈|审查|审议|调查|咨询期?|征询期?|听证|结束|生效|完成|到期|届满|期满|换届"
    "|开幕|闭幕|开会|上任|就任|卸任|就职|批准|通过|表决|判决|交割|停火|开学|春节|圣诞|新年|大会"
)
FRAME = re.compile(
    r"在[^，。；]{1,28}?(?:期间|之际|之后|之前|期内)"
    rf"|在[^，。；在]{{0,18}}?(?:{_EVENT})(?:前|后)(?![往来去所锋任线沿景续勤方台])"
    rf"|(?:待|等|俟)(?!遇|着|于|待|级|等)[^，。；]{{2,20}}?(?:之后|以后|后(?![续勤方台])|(?:完成|结束)(?!之?后|以后))"
)
# Prepositions that bring in the other party, not inside another word (行为, 和平, 反对, 合同).
_TOWARDS = re.compile(
    r"(?<!参)与|(?<!共)和(?![平谐解约睦])|(?<![共合协会如相陪等连])同(?![时意样步盟等一类比])|跟(?![随进踪])"
    r"|(?<![面反针相绝应])对(?![抗话象策手外内此等付立岸峙接决待应照其于])|(?<![方导倾转走意趋])向(?![来前导上下外])"
    r"|(?<![供交补])给(?!予)|(?<![行作成认因以视称列改变定转])为(?![了此止期主首何由])"
    r"|帮助|协助|会见|会晤|访问|接待|邀请|支持|援助|支援|拉拢|吸引|说服|保卫|(?<!来)访(?!问)"
)
_SOONEST = re.compile(r"(?:最快|最早|最迟|最晚)可?(?=[于在从\d一二三四五六七八九十今明本下年月周])")
_UNLISTED = re.compile(
    r"(?![这那该此其各每本我全更多少有各相所国社市民公])[\u4e00-\u9fff]{2,6}(?<![方面法品业中上下内外性量力度来去])"
)
# 对乙国|芯片的依赖: what follows the name is a noun that it modifies.
_MODIFIER = re.compile(r"[^，。；的]{2,12}的")
_JOINED = re.compile(r"[^，。；]{0,8}[、和与及同]?[^，。；的]{0,8}")
_HEAD = re.compile(r"(?:一道|一起|共同|联合|举行|展开|进行|提供|签署|开展|建立|保持|实施|加强|讨论|合作|会谈|会面)")


def skip_deadline(index: Index, start: int, end: int) -> int:
    """Past a time (with 于/在) or 在…期间 at the head of an action: the deadline is no part of the action."""
    text = index.text
    while start < end:
        soonest = _SOONEST.match(text, start, end)
        start = soonest.end() if soonest else start
        frame = FRAME.match(text, start, end)
        when = index.time_at(start) or (index.time_at(start + 1) if text[start] in "在于到至从自" else None)
        if frame and when and frame.end() > when.end and frame.end() < end:
            start = frame.end()  # 在夏季|休会前
        elif when and when.end < end and text[when.end] != "的":
            start = min(after_time(text, when.end), end)
            while start < end and text[start] == FILLER:
                start += 1  # 将于周三（5月14日）抵达
        elif frame and frame.end() < end:
            start = frame.end()
        elif text[start] in "，, " and start > 0:
            start += 1
        else:
            break
    return start


def after_time(text: str, end: int) -> int:
    """Past what follows a time: (五年)之内, (年底)前, (明年)起."""
    match = _TAIL.match(text, end)
    return match.end() if match else end


def deadline(index: Index, before: Iterable[Span], after: Span, action_start: int) -> Deadline | None:
    """The time by or at which the action is due.

    ``before`` are the stretches left of the cue where a time says when it will be done (4月10日|将访问); none for
    verbs of announcing, where a time there is the day of the announcement (4月10日|宣布将访问). ``after`` runs from the
    cue to the action's end.
    """
    spans = list(before)
    for span in (*spans, after):
        for when in index.times_in(*span):
            if _usable(index, when):
                return _with_event(index, span, _deadline(index, when))
    for start, end in (*spans, (after[0], max(action_start, after[0]))):
        frame = FRAME.search(index.text, start, end)
        if frame:
            return Deadline(frame.span())
    return None


def _with_event(index: Index, within: Span, found: Deadline) -> Deadline:
    """在夏季休会前: the event that a time belongs to is part of the deadline."""
    for frame in FRAME.finditer(index.text, *within):
        if frame.start() <= found.span[0] and found.span[1] < frame.end():
            return Deadline(frame.span(), found.value)
    return found


def _usable(index: Index, when: TimeExpression) -> bool:
    text, published = index.text, index.doc.published
    if when.vague or when.type == "SET":
        return False
    if when.type == "DURATION":
        return bool(_WITHIN.match(text, when.end) or _ENDS_WITHIN.search(text, when.start, when.end))
    if text[when.end : when.end + 1] == "的" and not _UNTIL.match(text, when.end):
        return False
    if published and when.end_exclusive:
        if _BARE_MONTH.fullmatch(text, when.start, when.end) and _BY.search(text, max(0, when.start - 8), when.start):
            return True
        return when.end_exclusive[:10] >= (when.anchor_date or published.isoformat())[:10]
    return True


def _deadline(index: Index, when: TimeExpression) -> Deadline:
    """The span takes 前/内 on; the value is the time's, moved by what follows it.

    五年内 on 2020-07-11 is due in 2025; 2027年底前 is due by 2027-12-31.
    """
    text, end = index.text, when.end
    if when.type == "DURATION":
        match = _WITHIN.match(text, end)
        end = match.end() if match else end
        return Deadline((when.start, end), _after(index.doc.published, when.value))
    until = _UNTIL.match(text, end)
    if _BY.search(text, max(0, when.start - 8), when.start):  # by the end of 2026
        when = _ahead(index, when)
        return Deadline((when.start, end), _last_day(when) or when.value)
    when = _ahead(index, when)
    value = when.value if when.value and when.value[0].isdigit() else None
    if until:
        return Deadline((when.start, until.end()), _last_day(when) or value)
    return Deadline((when.start, end), value)


def _ahead(index: Index, when: TimeExpression) -> TimeExpression:
    """by March, said in June: what is due lies ahead, so that a month without a year is the next of its name."""
    published, value = index.doc.published, when.value or ""
    bare = _BARE_MONTH.fullmatch(index.text, when.start, when.end) is not None
    if not published or not bare or not _YEAR_MONTH.fullmatch(value) or value >= published.isoformat()[:7]:
        return when
    return replace(when, value=f"{int(value[:4]) + 1}{value[4:]}", end_exclusive=None)


def _after(published: datetime.date | None, period: str | None) -> str | None:
    """The day, month or year that lies a period after publication, as precise as the period is."""
    match = _PERIOD.match(period or "")
    if not published or not match or not any(match.groups()):
        return None
    years, months, weeks, days = (int(group or 0) for group in match.groups())
    month = published.month - 1 + months
    year = published.year + years + month // 12
    if year > 9999:
        return None
    if weeks or days:
        try:
            return (published + datetime.timedelta(weeks=weeks, days=days)).isoformat()
        except OverflowError:
            return None
    return f"{year}-{month % 12 + 1:02d}" if months else str(year)


def _last_day(when: TimeExpression) -> str | None:
    """The last day of 年底/月底 before 前: 2027年底前 → 2027-12-31; other times keep their value."""
    if when.mod != "END" or not when.end_exclusive:
        return None
    try:
        return (datetime.date.fromisoformat(when.end_exclusive[:10]) - datetime.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None


def amount(index: Index, action: Span) -> Span | None:
    """How much: money before counts and shares; an ordinal or a bare measure of time is none."""
    found = [q for q in index.quantities_in(*action) if q.kind != "ordinal"]
    for kind in ("money", "percent", "measure", "count"):
        for quantity in found:
            # 包括五个国家的伙伴关系: a count inside a modifier counts something else.
            inside = kind == "count" and "的" in _clause_after(index.text, quantity.end, action[1])
            if quantity.kind == kind and quantity.value != 1 and not inside:
                return (quantity.start, quantity.end)
    return None


def _clause_after(text: str, start: int, stop: int) -> str:
    end = next((i for i in range(start, stop) if text[i] in "，；。"), stop)
    return text[start:end]


def counterpart(index: Index, action: Span) -> Party | None:
    """To or with whom: the noun phrase after 与/对/向/给/为 in the first clause of the action, or who is visited."""
    text = index.text
    stop = next((i for i in range(*action) if text[i] in "，；。"), action[1])
    for match in _TOWARDS.finditer(text, action[0], stop):
        preposition = match.end() - match.start() == 1 and match.group() != "访"
        if index.mention_over(match.start()) or (preposition and not _opens_here(text, action[0], match.start())):
            continue
        verb = _HEAD.search(text, match.end(), stop)
        span = _partner(index, match.end(), verb.start() if verb else stop, match.group() in "向与同跟给")
        if span and not _MODIFIER.match(text, span[1], stop):
            names = [m.name for m in index.mentions_in(*span) if m.type in ACTORS]
            return Party(span, tuple(dict.fromkeys(names)))
    return None


def _opens_here(text: str, start: int, position: int) -> bool:
    """At the head of the action, or after a verb there (加强与); not inside a noun phrase (甲国和乙国研发中心)."""
    between = text[start:position]
    if not between:
        return True
    while match := patterns().between.match(between) or patterns().verb.match(between):
        between = between[match.end() :]
        if not between:
            return True
    return False


def _partner(index: Index, start: int, stop: int, trusting: bool = False) -> Span | None:
    """The actor noun phrase that opens at ``start``: up to its last coordinated name, or up to the verb.

    ``trusting``: the preposition brings in people or bodies (向, 与), so that a name which no table knows will do.
    """
    text, last = index.text, None
    for mention in index.mentions_in(start, stop):
        gap = text[start if last is None else last.end : mention.start]
        first = last is None and (
            len(gap) > 6 or re.search(r"\d", gap) or gap[:1] == "的" or patterns().leave.search(gap)
        )
        if first or (last is not None and not _JOINED.fullmatch(gap)):
            break
        if mention.type in ACTORS or mention.type in ("PROGRAM", "LOC"):
            last = mention
        elif last is None and gap:
            break
    if last is not None:
        # 与甲国朋友|共事: the noun after a name belongs to it.
        noun = patterns().leave.search(text, last.end, min(stop, last.end + 9))
        longer = (start, noun.start()) if noun and noun.start() > last.end else None
        return longer if longer and can_act(index, longer) else (start, last.end)
    verb = patterns().leave.search(text, start + 1, stop)
    span = (start, verb.start() if verb else stop)
    if text[span[1] - 1 : span[1] + 1] in ("行为", "作为", "认为"):
        return None  # 对每一个这样的行|为
    known = 2 <= span[1] - span[0] <= 24 and can_act(index, span)
    # 向维兰多|移交: a short unknown name right before a verb
    unknown = (
        trusting and verb is not None and 2 <= span[1] - span[0] <= 6 and _UNLISTED.fullmatch(text, *span) is not None
    )
    return span if known or (unknown and could_act(index, span)) else None


def is_schedule(index: Index, action: Span) -> bool:
    """A visit or a meeting, by the first words of the action."""
    return bool(patterns().schedule.search(index.text, action[0], min(action[1], action[0] + 24)))
