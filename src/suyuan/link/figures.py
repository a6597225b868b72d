"""Figures of a sentence that are numbers: the amounts, counts, days and lengths of time that another report may give
differently."""

from __future__ import annotations

import csv
import datetime
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from suyuan.link.features import day_of
from suyuan.link.sentence import Figure, Sentence
from suyuan.model import DiscrepancyField, Quantity, TimeExpression
from suyuan.text.fold import fold

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A day named by the calendar or the week. 今天, 昨日, 翌日 hang on the page or the sentence before: a copy printed a
# day later reads them differently though the reports agree.
_NAMED_DAY = re.compile(
    r"[\d一二三四五六七八九十廿卅][日号]|(?:星期|周|礼拜)[一二三四五六日天]"
    r"|\d{1,2}[./-]\d{1,2}|day\b|[a-z]{3,9}\.? \d{1,2}"
)
# 【晨报2025年5月12日讯】 dates the page, not what happened.
_DATELINE = re.compile(r"\s?[讯电][】)）\s]|[^【】]{0,12}[讯电]?】")
_ASPECTS = frozenset({"start", "end"})
# 2027年底前, 今年年底之前; by the end of 2027: a day or period by which something is to be done.
_BY_AFTER = re.compile(r"(?:年|月)?[底末]?(?:之前|以前|前(?!夕|后|景|往|首|总|任|一)|为止|以内)")
_BY_BEFORE = re.compile(r"(?:截至|截止|最迟|最晚|不晚于|\bby|\buntil|\bbefore|no later than)\s?(?:the end of\s)?$")
# 2026年或2027年之前: one deadline, told with what it may be.
_OR = re.compile(r"年?[或至到~～-]|\s?(?:or|to)\s")
_TERM_WORDS = re.compile(r"^(?:年|月)?[底末]?(?:之前|以前|前|为止|以内|之内|内|的?时间[里内]?|里|中)?")
# 第34天, 40周年: which of a series it is, not how long something takes.
_COUNTED_OFF = re.compile(r"第|周年|週年|年度|anniversary")
_PERIOD = re.compile(r"P(\d+)([YMWD])(?:(\d+)M)?")
_NUMERAL = re.compile(r"[\d〇零一二三四五六七八九十百千两半]|[a-z]{3}", re.IGNORECASE)


# Heads are counted in these; what is counted with them tells the basis.
_HEADS = frozenset({"", "人", "名", "位", "people", "person", "persons"})
# killed at least 17: what may stand between the word for what is counted and the number; 17人死亡.
_ABOUT = (
    r"(?:了|人数|者|的|已|为|达到?|至少|约|近|超过|逾|共|升至|增至|\s"
    r"|at least|about|nearly|more than|over|some|around|up to|to)*"
)
_LINKED = re.compile(r"Q\d|local:").match
_GROWN = re.compile(
    r"(?:升至|增至|上升到|增加到|升到|增到|rose to|risen to|rises to|climbed to|climbs to|up to|reached)\s?$"
)


def amount(sentence: Sentence, q: Quantity, others: Sequence[Quantity]) -> Figure | None:
    """A number of a unit; ``others`` are all numbers of the sentence."""
    low = q.low if q.low is not None else q.value
    high = q.high if q.high is not None else (math.inf if q.mod == "MORE_THAN" else q.value)
    if q.kind == "ordinal" or low is None or high is None or (q.kind == "count" and high <= 1):
        return None
    if q.mod == "APPROX" and q.value is not None:
        low, high = min(low, q.value * 0.9), max(high, q.value * 1.1)
    span = (q.start, q.end)
    surface = sentence.article.text[slice(*span)]
    if not _NUMERAL.search(surface):
        return None
    unit = fold(q.unit or "")
    key, near, grown = f"{q.kind}:{unit}", frozenset[str](), False
    basis = _basis(sentence, q, others) if q.kind == "count" else ""
    if q.kind == "count" and unit in _HEADS:
        key = f"count:{basis or '人'}"
        near = sentence.places(sentence.clause(span)) or frozenset(filter(_LINKED, sentence.places(sentence.span)))
        grown = bool(_GROWN.search(sentence.read(sentence.span[0], q.start)))
    field: DiscrepancyField = "count" if q.kind == "count" else "amount"
    beside, said = sentence.beside(span), sentence.said(span)
    when = sentence.clause_days(span)
    return Figure(span, field, key, low, high, surface, beside, surface, None, near, said, grown, basis, when)


@cache
def _bases() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """What finds a word for what is counted, what finds it right before a number, and word → basis."""
    lines = files("suyuan.link").joinpath("data/bases.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    known = {fold(form).lower(): row["basis"] for row in rows for form in row["forms"].split("｜")}
    words = "|".join(re.escape(form) for form in sorted(known, key=len, reverse=True))
    return re.compile(words), re.compile(f"({words}){_ABOUT}$"), known


def _basis(sentence: Sentence, q: Quantity, others: Sequence[Quantity]) -> str:
    """What is counted: dead, injured, dead and injured, arrested … The word right before the number (killed 17), else
    the first after it (17人死亡), else the last before it in the clause, each as far as the next number."""
    anywhere, adjacent, known = _bases()
    start, end = sentence.clause((q.start, q.end))
    after = min((o.start for o in others if o.start >= q.end), default=end)
    before = max((o.end for o in others if o.end <= q.start), default=start)
    left = sentence.read(max(start, before), q.start)
    if found := adjacent.search(left):
        return known[found[1]]
    # 17名: the words that the number counts may reach over a comma's length only.
    if found := anywhere.search(sentence.read(q.end, min(end, after))):
        return known[found.group()]
    all_before = anywhere.findall(left)
    return known[all_before[-1]] if all_before else ""


@dataclass(frozen=True, slots=True)
class _Days:
    low: int
    high: int


def interval(t: TimeExpression) -> _Days | None:
    """The first and the last day meant; before a day or period: the day it begins, or the one before that."""
    try:
        if t.mod == "BEFORE" and t.end_exclusive:
            limit = datetime.date.fromisoformat(t.end_exclusive[:10]).toordinal()
            return _Days(limit - 1, limit)
        first = datetime.date.fromisoformat(f"{(t.begin or t.value or '')[:10]}-01-01"[:10]).toordinal()
        last = datetime.date.fromisoformat((t.end_exclusive or "")[:10]).toordinal() - 1 if t.end_exclusive else first
    except ValueError:
        return None
    return _Days(first, max(first, last))


def times(sentence: Sentence, found: Sequence[TimeExpression]) -> Iterator[Figure | None]:
    """Days, deadlines and durations of a sentence; a day by which something is to be done is a deadline."""
    text = sentence.article.text
    either: _Days | None = None
    for t in found:
        meant = interval(t) if t.type == "DATE" and not t.vague else None
        if meant and either:
            meant = _Days(min(meant.low, either.low), max(meant.high, either.high))
        either = meant if meant and _OR.match(text, t.end) else None
        if meant and _is_deadline(text, t):
            meant = _limit(text, t, meant)
            span, surface = (t.start, t.end), text[t.start : t.end]
            marker = _BY_AFTER.match(fold(text[t.end : t.end + 4]))
            shown = surface + text[t.end : t.end + marker.end()] if marker else surface
            beside, said = _act(sentence, t), sentence.said(span)
            yield Figure(span, "deadline", "deadline", meant.low, meant.high, shown, beside, surface, said=said)
        elif t.type == "DURATION":
            yield _duration(sentence, t)
        else:
            yield _day(sentence, t)


def _limit(text: str, t: TimeExpression, meant: _Days) -> _Days:
    """The days a deadline may fall on: 2027年底前 is the end of the year, 2027年之前 the day it begins or the last
    before it, "by 2027" any day of it."""
    if t.mod == "BEFORE":
        return meant
    after = fold(text[t.end - 1 : t.end + 3])
    if t.mod == "END" or "底" in after or "末" in after:
        return _Days(meant.high, meant.high)
    if re.match(r".?(?:之前|以前|前)", after) and meant.high > meant.low:
        return _Days(meant.low - 1, meant.low)
    return meant


def _is_deadline(text: str, t: TimeExpression) -> bool:
    before = fold(text[max(0, t.start - 24) : t.start]).lower()
    return t.mod in ("BEFORE", "ON_OR_BEFORE") or bool(
        _BY_AFTER.match(fold(text[t.end : t.end + 4])) or _BY_BEFORE.search(before)
    )


def _act(sentence: Sentence, t: TimeExpression) -> str:
    """What is to be done by a deadline or takes so long: the rest of the clause, without 之前, 的时间里; where nothing
    is left, what stands before it (判处有期徒刑七年)."""
    start, end = sentence.clause((t.start, t.end))
    after = _TERM_WORDS.sub("", fold(sentence.without((t.end, end))), count=1)
    return after if after.strip(" 　。.") else sentence.without((start, t.start))


def _duration(sentence: Sentence, t: TimeExpression) -> Figure | None:
    """A length of time of one unit: 七年内, six months."""
    period = _PERIOD.fullmatch(t.value or "")
    surface = sentence.article.text[t.start : t.end]
    if not period or t.vague or t.mod or not _NUMERAL.search(surface) or _COUNTED_OFF.search(surface):
        return None
    length, span = float(period[1]) + float(period[3] or 0) / 12, (t.start, t.end)
    beside, said = _act(sentence, t), sentence.said(span)
    return Figure(span, "duration", f"duration:{period[2]}", length, length, surface, beside, surface, said=said)


def _day(sentence: Sentence, t: TimeExpression) -> Figure | None:
    """Days only: a month and a day in it do not exclude each other, and vague words exclude nothing."""
    if t.type != "DATE" or t.vague or not t.value or not _DAY.fullmatch(t.value):
        return None
    surface = sentence.article.text[t.start : t.end]
    if not _NAMED_DAY.search(fold(surface).lower()) or _DATELINE.match(sentence.article.text, t.end):
        return None
    try:
        day = datetime.date.fromisoformat(t.value).toordinal()
    except ValueError:
        return None
    own, span = day_of(sentence.article), (t.start, t.end)
    clause = sentence.clause(span)
    what = occasion(sentence.read(t.end, clause[1]), sentence.read(clause[0], t.start))
    near = sentence.names((t.end, clause[1]))[0]
    offset = day - own if own is not None else None
    beside, said = sentence.beside(span), sentence.said(span)
    return Figure(span, "date", f"day:{what}", day, day, t.value, beside, surface, offset, near, said)


@cache
def _occasions() -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines = files("suyuan.link").joinpath("data/occasions.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return tuple((row["occasion"], tuple(fold(f).lower() for f in row["forms"].split("｜"))) for row in rows)


def occasion(after: str, before: str) -> str:
    """What happens on the day: the first occasion named after it, else the last before it, else nothing.

    A beginning or an end is that of something: 4月9日开始的访问 is a visit.
    """
    tail = before.rstrip().removesuffix(" on").rstrip()
    if tail[-1:].isascii():
        verbs = ((len(f), name) for name, forms in _occasions() for f in forms if tail.endswith(f.strip()))
        if adjacent := max(verbs, default=None):
            return adjacent[1]  # said on Friday that the vote …
    for aspect in (False, True):
        known = [(f, name) for name, forms in _occasions() if (name in _ASPECTS) == aspect for f in forms]
        first = min(((at, -len(f), name) for f, name in known if (at := after.find(f)) >= 0), default=None)
        last = max(((at, len(f), name) for f, name in known if (at := before.rfind(f)) >= 0), default=None)
        if first or last:
            return (first or last or (0, 0, ""))[2]
    return ""
