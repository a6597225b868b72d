"""Figures of a sentence: the amounts, counts, days and statuses in it that another report may give differently."""

from __future__ import annotations

import csv
import datetime
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from suyuan.link.features import day_of
from suyuan.model import Article, Quantity, Span, TimeExpression
from suyuan.text.fold import fold
from suyuan.text.sentences import sentences

Field = Literal["date", "deadline", "duration", "count", "amount", "status"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A day named by the calendar or the week. 今天, 昨日, 翌日 hang on the page or the sentence before: a copy printed a
# day later reads them differently though the reports agree.
_NAMED_DAY = re.compile(
    r"[\d一二三四五六七八九十廿卅][日号]|(?:星期|周|礼拜)[一二三四五六日天]"
    r"|\d{1,2}[./-]\d{1,2}|day\b|[a-z]{3,9}\.? \d{1,2}"
)
# 【晨报2025年5月12日讯】 dates the page, not what happened.
_DATELINE = re.compile(r"\s?[讯电][】)）\s]|[^【】]{0,12}[讯电]?】")
_CAPITAL = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z'’-]{2,}")
# What stands beside a figure tells what it counts.
BESIDE = 16
# How far the clause is searched for what happens on a day.
CLAUSE = 40
_CLAUSE_END = re.compile(r"[，。；！？]|[,;] ")
_ASPECTS = frozenset({"start", "end"})
# 2027年底前, 今年年底之前; by the end of 2027: a day or period by which something is to be done.
_BY_AFTER = re.compile(r"(?:年|月)?[底末]?(?:之前|以前|前(?!夕|后|景|往|首|总|任|一)|为止|以内)")
_BY_BEFORE = re.compile(r"(?:截至|截止|最迟|最晚|不晚于|\bby|\buntil|\bbefore|no later than)\s?(?:the end of\s)?$")
# 2026年或2027年之前: one deadline, told with what it may be.
_OR = re.compile(r"年?[或至到~～-]|\s?(?:or|to)\s")
_TERM_WORDS = re.compile(r"^(?:年|月)?[底末]?(?:之前|以前|前|为止|以内|之内|内|的?时间[里内]?|里|中)?")
# 第34天, 40周年: which of a series it is, not how long something takes.
_COUNTED_OFF = re.compile(r"第|周年|週年|年度|anniversary")
_PERIOD = re.compile(r"P(\d+)([YMWD])")
_NUMERAL = re.compile(r"[\d〇零一二三四五六七八九十百千两半]|[a-z]{3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """``key`` says what kind of thing is told; ``low``..``high`` what it may be; ``beside`` the words at its sides;
    ``offset`` the days from the page's own day to a date, ``near`` the names in the rest of its clause."""

    span: Span
    field: Field
    key: str
    low: float
    high: float
    shown: str
    beside: str
    surface: str
    offset: int | None = None
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its figures; ``words`` is its text without them, ``names`` whom and what it names, ``ordinals``
    which of a series it speaks of (第三届), ``days`` all days it tells of, 翌日 too."""

    article: Article
    span: Span
    figures: tuple[Figure, ...]
    words: str
    names: frozenset[str]
    persons: frozenset[str]
    ordinals: frozenset[float]
    days: frozenset[float] = frozenset()


def told(article: Article) -> Iterator[Told]:
    """The sentences of an annotated article that hold figures."""
    if article.annotations is None:
        return
    quantities = sorted(article.annotations.quantities, key=lambda q: q.start)
    times = sorted(article.annotations.times, key=lambda t: t.start)
    seen: set[str] = set()
    for span in sentences(article.text):
        cuts = [(q.start, q.end) for q in quantities if _inside(q, span)]
        cuts += [(t.start, t.end) for t in times if _inside(t, span)]
        words = _without(article.text, span, cuts)
        if words in seen:  # a caption repeats the lead
            continue
        seen.add(words)
        found: list[Figure | None] = [_amount(article, span, cuts, q) for q in quantities if _inside(q, span)]
        found += _times(article, span, cuts, [t for t in times if _inside(t, span)])
        found += _statuses(article, span, cuts)
        kept = tuple(f for f in found if f is not None)
        if kept:
            names, persons = _names(article, span)
            ordinals = frozenset(q.value or 0.0 for q in quantities if q.kind == "ordinal" and _inside(q, span))
            days = frozenset(f.low for t in times if _inside(t, span) and (f := _interval(t)) and f.low == f.high)
            yield Told(article, span, kept, words, names, persons, ordinals, days)


def _names(article: Article, span: Span) -> tuple[frozenset[str], frozenset[str]]:
    """Entities (else names) in a sentence, capitalised words of English with them; and the persons among them."""
    mentions = article.annotations.mentions if article.annotations else ()
    inside = [m for m in mentions if span[0] <= m.start and m.end <= span[1] and m.type != "MEDIA"]
    names = {m.identity or fold(m.name).lower() for m in inside}
    covered = " ".join(article.text[m.start : m.end] for m in mentions if span[0] <= m.start and m.end <= span[1])
    capitals = (m.group() for m in _CAPITAL.finditer(article.text, span[0] + 1, span[1]))
    names |= {word.lower() for word in capitals if word not in covered}
    return frozenset(names), frozenset(m.identity or fold(m.name) for m in inside if m.type == "PERSON")


def _inside(figure: Quantity | TimeExpression, span: Span) -> bool:
    return span[0] <= figure.start and figure.end <= span[1]


def _amount(article: Article, sentence: Span, cuts: Sequence[Span], q: Quantity) -> Figure | None:
    low = q.low if q.low is not None else q.value
    high = q.high if q.high is not None else (math.inf if q.mod == "MORE_THAN" else q.value)
    if q.kind == "ordinal" or low is None or high is None or (q.kind == "count" and high <= 1):
        return None
    if q.mod == "APPROX" and q.value is not None:
        low, high = min(low, q.value * 0.9), max(high, q.value * 1.1)
    surface = article.text[q.start : q.end]
    if not _NUMERAL.search(surface):
        return None
    key = f"{q.kind}:{fold(q.unit or '')}"
    field: Field = "count" if q.kind == "count" else "amount"
    return Figure(
        (q.start, q.end), field, key, low, high, surface, _beside(article, sentence, cuts, (q.start, q.end)), surface
    )


@dataclass(frozen=True, slots=True)
class _Days:
    low: float
    high: float


def _interval(t: TimeExpression) -> _Days | None:
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


def _times(
    article: Article, sentence: Span, cuts: Sequence[Span], times: Sequence[TimeExpression]
) -> Iterator[Figure | None]:
    """Days, deadlines and durations of a sentence; a day by which something is to be done is a deadline."""
    either: _Days | None = None
    for t in times:
        meant = _interval(t) if t.type == "DATE" and not t.vague else None
        if meant and either:
            meant = _Days(min(meant.low, either.low), max(meant.high, either.high))
        either = meant if meant and _OR.match(article.text, t.end) else None
        if meant and _is_deadline(article.text, t):
            meant = _limit(article.text, t, meant)
            surface = article.text[t.start : t.end]
            marker = _BY_AFTER.match(fold(article.text[t.end : t.end + 4]))
            shown = surface + article.text[t.end : t.end + marker.end()] if marker else surface
            beside = _act(article, sentence, cuts, t)
            yield Figure((t.start, t.end), "deadline", "deadline", meant.low, meant.high, shown, beside, surface)
        elif t.type == "DURATION":
            yield _duration(article, sentence, cuts, t)
        else:
            yield _day(article, sentence, cuts, t)


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


def _act(article: Article, sentence: Span, cuts: Sequence[Span], t: TimeExpression) -> str:
    """What is to be done by a deadline or takes so long: the rest of the clause, without 之前, 的时间里."""
    after = _without(article.text, (t.end, _clause(article.text, sentence, (t.start, t.end))[1]), cuts)
    return _TERM_WORDS.sub("", fold(after), count=1)


def _duration(article: Article, sentence: Span, cuts: Sequence[Span], t: TimeExpression) -> Figure | None:
    """A length of time of one unit: 七年内, six months."""
    period = _PERIOD.fullmatch(t.value or "")
    surface = article.text[t.start : t.end]
    if not period or t.vague or t.mod or not _NUMERAL.search(surface) or _COUNTED_OFF.search(surface):
        return None
    length, span = float(period[1]), (t.start, t.end)
    beside = _act(article, sentence, cuts, t)
    return Figure(span, "duration", f"duration:{period[2]}", length, length, surface, beside, surface)


def _day(article: Article, sentence: Span, cuts: Sequence[Span], t: TimeExpression) -> Figure | None:
    """Days only: a month and a day in it do not exclude each other, and vague words exclude nothing."""
    if t.type != "DATE" or t.vague or not t.value or not _DAY.fullmatch(t.value):
        return None
    surface = article.text[t.start : t.end]
    if not _NAMED_DAY.search(fold(surface).lower()) or _DATELINE.match(article.text, t.end):
        return None
    try:
        day = datetime.date.fromisoformat(t.value).toordinal()
    except ValueError:
        return None
    own = day_of(article)
    beside = _beside(article, sentence, cuts, (t.start, t.end))
    clause = _clause(article.text, sentence, (t.start, t.end))
    occasion = _occasion(fold(article.text[t.end : clause[1]]).lower(), fold(article.text[clause[0] : t.start]).lower())
    near = _names(article, (t.end, clause[1]))[0]
    offset = day - own if own is not None else None
    span = (t.start, t.end)
    return Figure(span, "date", f"day:{occasion}", day, day, t.value, beside, surface, offset, near)


def _clause(text: str, sentence: Span, span: Span) -> Span:
    """From the clause's beginning to its end, as far as CLAUSE characters each way."""
    start = max(sentence[0], span[0] - CLAUSE)
    for mark in _CLAUSE_END.finditer(text, start, span[0]):
        start = mark.end()
    end = min(sentence[1], span[1] + CLAUSE)
    mark_after = _CLAUSE_END.search(text, span[1] + 1, end) if span[1] + 1 < end else None
    return start, mark_after.start() if mark_after else end


@cache
def _occasions() -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines = files("suyuan.link").joinpath("data/occasions.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return tuple((row["occasion"], tuple(fold(f).lower() for f in row["forms"].split("｜"))) for row in rows)


def _occasion(after: str, before: str) -> str:
    """What happens on the day: the first occasion named after it, else the last before it, else nothing.

    A beginning or an end is that of something: 4月9日开始的访问 is a visit.
    """
    for aspect in (False, True):
        known = [(f, name) for name, forms in _occasions() if (name in _ASPECTS) == aspect for f in forms]
        first = min(((at, -len(f), name) for f, name in known if (at := after.find(f)) >= 0), default=None)
        last = max(((at, len(f), name) for f, name in known if (at := before.rfind(f)) >= 0), default=None)
        if first or last:
            return (first or last or (0, 0, ""))[2]
    return ""


@cache
def _status_pattern() -> tuple[re.Pattern[str], dict[str, tuple[str, str, float]]]:
    lines = files("suyuan.link").joinpath("data/statuses.tsv").read_text(encoding="utf-8").splitlines()
    known: dict[str, tuple[str, str, float]] = {}
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    for number, row in enumerate(rows):
        for form in row["forms"].split("｜"):
            known[fold(form).lower()] = (row["matter"], row["value"], float(number))
    return re.compile("|".join(re.escape(form) for form in sorted(known, key=len, reverse=True))), known


def _statuses(article: Article, sentence: Span, cuts: Sequence[Span]) -> list[Figure | None]:
    pattern, known = _status_pattern()
    found: list[Figure | None] = []
    folded = fold(article.text[slice(*sentence)]).lower()
    if len(folded) != sentence[1] - sentence[0]:  # lower-casing may lengthen a foreign letter
        return found
    for match in pattern.finditer(folded):
        matter, value, number = known[match.group()]
        span = (sentence[0] + match.start(), sentence[0] + match.end())
        beside = _beside(article, sentence, cuts, span)
        surface = article.text[slice(*span)]
        found.append(Figure(span, "status", f"status:{matter}", number, number, value, beside, surface))
    return found


def _beside(article: Article, sentence: Span, cuts: Sequence[Span], span: Span) -> str:
    before = _without(article.text, (max(sentence[0], span[0] - BESIDE), span[0]), cuts)
    after = _without(article.text, (span[1], min(sentence[1], span[1] + BESIDE)), cuts)
    return f"{before}\n{after}"


def _without(text: str, sentence: Span, cut: Sequence[Span]) -> str:
    out, at = [], sentence[0]
    for start, end in sorted(cut):
        if end <= at or start >= sentence[1]:
            continue
        out.append(text[at : max(at, start)])
        at = end
    return "　".join([*out, text[at : sentence[1]]])
