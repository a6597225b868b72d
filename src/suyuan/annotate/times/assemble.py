"""From a text to its time expressions: scan with both grammars, anchor, resolve."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import replace

from suyuan.annotate.times.anchors import Stage
from suyuan.annotate.times.bounds import opened
from suyuan.annotate.times.english import scan_english, weekday_of
from suyuan.annotate.times.grammar import scan
from suyuan.annotate.times.intervals import NOTHING_STATED, Anchor, Interval, NoDate, Prefer, Stated, iso
from suyuan.annotate.times.lexicon import Fields
from suyuan.annotate.times.raw import Raw
from suyuan.annotate.times.resolve import lunar_printed, resolve
from suyuan.annotate.times.spacing import close_up
from suyuan.annotate.times.zones import fixed_zone, offset_on, zone_beside
from suyuan.model import Anchor as AnchorKind
from suyuan.model import TimeExpression

_DEICTIC = ("day_offset", "week_offset", "month_offset", "year_offset", "century_offset", "quarter_offset")
_CLOCK_FIELDS = {"daypart", "hour", "hours", "minute", "second", "ampm"}
_STATED = ("stated_day", "stated_month", "stated_year")


def find_all(folded: str, moment: dt.datetime | None, prefer: Prefer, english: bool) -> tuple[TimeExpression, ...]:
    """Expressions of a folded text, resolved against ``moment``; see ``suyuan.annotate.times.find``.

    ``english``: the text is mostly English, so its grammar goes first; the other fills in where it left room.
    """
    raws = _merge(scan_english(folded), _chinese(folded)) if english else _chinese(folded)
    if not english and _LATIN_RUN.search(folded):
        raws = _merge(raws, _in_latin_runs(folded))
    if not raws:
        return ()
    stage = Stage(folded, moment.date() if moment else None)
    out: dict[int, TimeExpression] = {}
    quoted: list[tuple[Raw, tuple[int, int]]] = []
    stated = NOTHING_STATED
    told_at = 0
    for raw, following in zip(raws, [*raws[1:], None], strict=True):
        _appose(folded, raw, following)
    for raw in raws:
        quote = stage.quote_at(raw.start)
        if quote is not None:
            quoted.append((raw, quote))
            continue
        hour_only = not raw.fields.keys() - _CLOCK_FIELDS and raw.kind in ("date", "range")
        if hour_only and stated.day and stage.same_sentence(told_at, raw.start):
            raw.fields = {"stated_day": 0, **raw.fields}  # 周六（30日）下午: that Saturday's afternoon
        made, interval = _make(raw, stage, moment, prefer, stated)
        out[raw.start] = made
        day = _one_day(interval)
        if day and raw.fields.get("hour") == 24:
            day -= dt.timedelta(days=1)  # 19日24时 still speaks of the 19th
        stated = _stating(interval, day, stated)
        if day:
            told_at = raw.end
            stage.told(raw.start, day)
    for raw, quote in quoted:
        speech = stage.speech_day(quote)
        out[raw.start] = _inside(raw, stage, moment, prefer, speech)
    return tuple(out[start] for start in sorted(out))


def _chinese(folded: str) -> list[Raw]:
    spaced = close_up(folded)
    raws = scan(spaced.text)
    for raw in raws if spaced.kept is not None else ():
        raw.start, raw.end = spaced.out(raw.start, raw.end)
    return raws


#: A stretch of Latin writing long enough to hold an English date inside a Chinese text.
_LATIN_RUN = re.compile(r"[A-Z][\x20-\x7e–—’]{11,}")


def _in_latin_runs(folded: str) -> list[Raw]:
    out: list[Raw] = []
    for run in _LATIN_RUN.finditer(folded):
        for raw in scan_english(run.group()):
            raw.start, raw.end = raw.start + run.start(), raw.end + run.start()
            out.append(raw)
    return out


def _merge(first: list[Raw], second: list[Raw]) -> list[Raw]:
    """Both lists in order, without those of ``second`` that touch one of ``first``."""
    starts = [raw.start for raw in first]
    out = list(first)
    for raw in second:
        index = bisect_right(starts, raw.start)
        before_ends = index == 0 or first[index - 1].end <= raw.start
        if before_ends and (index == len(first) or first[index].start >= raw.end):
            out.append(raw)
    return sorted(out, key=lambda raw: raw.start)


def _appose(text: str, raw: Raw, following: Raw | None) -> None:
    """周三（6日） and 今天（4月2日） are two mentions of one day: the weekday takes the date in the brackets."""
    if following is None or raw.kind != "date" or following.kind != "date" or following.level != "day":
        return
    apposed = text[raw.end : following.start] in ("（", "(") and text[following.end : following.end + 1] in ("）", ")")
    if (
        apposed
        and "weekday" in raw.fields
        and not raw.fields.keys() - {"weekday", "week_offset"}
        and "day" in following.fields
    ):
        raw.fields = {**following.fields, "apposed": 1}


def _inside(
    raw: Raw, stage: Stage, moment: dt.datetime | None, prefer: Prefer, speech: dt.date | None
) -> TimeExpression:
    """An expression inside a quoted speech: 今天 is the day of the speech. Both readings are kept."""
    stated = Stated(speech, speech, speech)
    usual, _ = _make(raw, stage, moment, prefer, stated)
    if speech is None or (moment and speech == moment.date()):
        return usual
    spoken, _ = _make(raw, stage, dt.datetime.combine(speech, dt.time()), prefer, stated)
    if (spoken.begin, spoken.value) == (usual.begin, usual.value):
        return usual
    return replace(spoken, anchor="speech", anchor_date=speech.isoformat(), value_from_published=usual.value)


def _one_day(interval: Interval | None) -> dt.date | None:
    if interval and interval.type in ("DATE", "TIME") and (interval.end - interval.begin).total_seconds() <= 86400:
        return interval.begin.date()
    return None


def _stating(interval: Interval | None, day: dt.date | None, stated: Stated) -> Stated:
    """What the text has named when ``interval`` is named too, which is the one day ``day``, or longer."""
    if interval is None or interval.type == "DURATION":
        return stated
    begin, length = day or interval.begin.date(), (interval.end - interval.begin).days
    if length > 366:
        return stated
    return Stated(day or stated.day, begin if length <= 31 else stated.month, begin)


def _make(
    raw: Raw, stage: Stage, moment: dt.datetime | None, prefer: Prefer, stated: Stated
) -> tuple[TimeExpression, Interval | None]:
    """The record of ``raw`` counted from ``moment``, and its interval where it has one."""
    day = moment.date().isoformat() if moment else None
    if raw.kind == "vague":
        made = TimeExpression(raw.start, raw.end, "DATE", raw.reference, anchor_date=day, vague=True, rule="vague")
        return made, None
    if raw.kind == "fixed":
        return TimeExpression(raw.start, raw.end, "DATE", raw.reference, anchor_date=day, rule="before-christ"), None
    if raw.kind == "set":
        return TimeExpression(raw.start, raw.end, "SET", raw.reference, anchor_date=day, rule="set"), None
    if raw.kind == "duration":
        return _duration(raw, moment), None
    if moment is not None and raw.fields.keys() & {"last", "next", "this"}:
        raw.fields = weekday_of(raw.fields, moment)
    direction, lean = prefer, True
    if prefer != "current" and not raw.fields.keys() & {"year", *_DEICTIC, *_STATED}:
        ahead = stage.looks_ahead(raw.start, raw.end)
        direction, lean = ("future" if ahead else prefer), ahead is not False
    anchor = Anchor(moment, direction, stated, lean)
    named = next((day for key, day in _named(raw.fields, stated) if day), None)
    kind: AnchorKind = "stated" if named else "published"
    try:
        interval = _interval(raw, anchor)
    except NoDate:
        # The rule is the warning: a day that does not exist (2月30日), or a relative word with nothing to count from.
        why = "no-such-day" if moment else "no-anchor"
        lunar = lunar_printed(raw.fields) if raw.until is None else None
        why = "beyond-almanac" if lunar else why
        made = TimeExpression(
            raw.start, raw.end, "DATE", None, mod=raw.mod, anchor=kind, anchor_date=day, rule=why, lunar=lunar
        )
        return made, None
    made = TimeExpression(
        raw.start, raw.end, interval.type, interval.value,
        iso(interval.begin, interval.whole_days), iso(interval.end, interval.whole_days),
        raw.mod or raw.until_mod, kind, named.isoformat() if named else day,
        rule=raw.rule or f"{raw.kind}:{raw.level}", lunar=interval.lunar,
    )  # fmt: skip
    made = _zoned(stage.text, raw, made, interval)
    return (opened(stage.text, made) if raw.kind == "date" else made), interval


def _named(fields: Fields, stated: Stated) -> list[tuple[str, dt.date | None]]:
    """The keys that count from what the text named, with what it named for each."""
    days = zip(_STATED, (stated.day, stated.month, stated.year), strict=True)
    return [(key, day) for key, day in days if key in fields]


_CLOCK_VALUE = re.compile(r"(T\d\d(?::\d\d){0,2})(?=/|$)")


def _zoned(text: str, raw: Raw, made: TimeExpression, interval: Interval) -> TimeExpression:
    """``made`` with the zone told beside it; the value of a clock time takes the offset on."""
    if raw.level not in ("day", "weekday", "holiday", "daypart", "clock"):
        return made
    zone = raw.zone or (fixed_zone(int(raw.fields["utc"])) if "utc" in raw.fields else None)
    zone = zone or zone_beside(text, raw.start, raw.end)
    if zone is None:
        return made
    offset = offset_on(zone, interval.begin.date())
    value = _CLOCK_VALUE.sub(rf"\g<1>{offset}", made.value) if offset and made.value else made.value
    return replace(made, value=value, zone=zone.name)


def _interval(raw: Raw, anchor: Anchor) -> Interval:
    first = resolve(raw.fields, anchor)
    if raw.until is None:
        return first
    shared = any(raw.until.get(key) == value for key, value in raw.fields.items())
    second = resolve(raw.until, Anchor(first.begin, "future", anchor.stated) if _open(raw.until) else anchor)
    if second.end <= first.begin and not shared:
        second = resolve(raw.until, Anchor(first.begin, "future", anchor.stated))
    whole = first.whole_days and second.whole_days
    end = second.end
    if not whole and not second.whole_days:
        end = second.begin if second.end - second.begin <= dt.timedelta(hours=1) else second.end
        if end <= first.begin:
            end += dt.timedelta(days=1)
    if end <= first.begin:
        raise NoDate("a range that ends before it begins")
    return Interval(first.begin, end, f"{first.value}/{second.value}", second.type if not whole else "DATE", whole)


def _open(fields: dict[str, int | str]) -> bool:
    """Whether the end of a range leaves its year or month to the beginning."""
    return not fields.keys() & {"year", "year2", *_DEICTIC, *_STATED}


def _duration(raw: Raw, moment: dt.datetime | None) -> TimeExpression:
    duration = raw.duration
    assert duration is not None
    day = moment.date().isoformat() if moment else None
    begin = end = value = None
    kind = "DURATION"
    value = duration.value
    whole = duration.unit in ("世纪", "年", "季度", "月", "周", "天") and duration.seconds % 86400 == 0
    try:
        if moment is not None and duration.direction == "past":
            begin, end = iso(duration.back(moment, -1), whole), iso(moment, whole)
        elif moment is not None and duration.direction == "coming":
            begin, end = iso(moment, whole), iso(duration.back(moment, 1), whole)
        elif duration.direction in ("ago", "later"):
            return _point(raw, moment, -1 if duration.direction == "ago" else 1)
    except (ValueError, OverflowError):
        begin = end = None
    return TimeExpression(
        raw.start, raw.end, "DURATION", value, begin, end, duration.mod,
        anchor_date=day, vague=duration.vague, rule=f"{kind.lower()}:{duration.direction or 'plain'}",
    )  # fmt: skip


def _point(raw: Raw, moment: dt.datetime | None, sign: int) -> TimeExpression:
    """三年前, 两周后: the year, month, week, day or moment that lies the duration away."""
    duration = raw.duration
    assert duration is not None
    if raw.fields and moment is not None:
        moment = _named_day(raw, moment)
    day = moment.date().isoformat() if moment else None
    if duration.vague or moment is None:
        reference = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return TimeExpression(
            raw.start,
            raw.end,
            "DATE",
            reference if duration.vague else None,
            mod=duration.mod,
            anchor_date=day,
            vague=duration.vague,
            rule="point",
        )
    try:
        there = duration.back(moment, sign)
        unit = duration.unit
        fields: dict[str, int | str]
        if unit in ("世纪", "年") and duration.months % 12 == 0:
            fields = {"year": there.year}
        elif unit in ("世纪", "年", "季度", "月") and duration.months % 1 == 0:
            fields = {"year": there.year, "month": there.month}
        elif unit == "周" and duration.seconds % 604800 == 0:
            interval = resolve({"week_offset": 0}, Anchor(there))
            return _dated(raw, interval, day)
        elif unit in ("天", "周", "月", "年"):
            fields = {"year": there.year, "month": there.month, "day": there.day}
        else:
            length = {"小时": 3600, "分": 60, "秒": 1}.get(unit, 60)
            interval = Interval(
                there, there + dt.timedelta(seconds=length), there.isoformat(timespec="seconds"), "TIME", False
            )
            return _dated(raw, interval, day)
        return _dated(raw, resolve(fields, Anchor(moment)), day)
    except (ValueError, OverflowError):
        return TimeExpression(raw.start, raw.end, "DATE", None, mod=duration.mod, anchor_date=day, rule="point")


def _named_day(raw: Raw, moment: dt.datetime) -> dt.datetime:
    """The day a shifted expression counts from; ``moment`` where it names none."""
    try:
        return resolve(raw.fields, Anchor(moment)).begin
    except NoDate:
        return moment


def _dated(raw: Raw, interval: Interval, day: str | None) -> TimeExpression:
    return TimeExpression(
        raw.start, raw.end, interval.type, interval.value, iso(interval.begin, interval.whole_days),
        iso(interval.end, interval.whole_days), raw.mod, anchor_date=day, rule="point",
    )  # fmt: skip
