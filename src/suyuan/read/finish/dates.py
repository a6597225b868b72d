"""Dates by kind, and the one day an article was published."""

from __future__ import annotations

import re
from datetime import date

from suyuan.model import DateKind, DateMark
from suyuan.read.datetimes import Order, Stamp, find_datetimes, url_day
from suyuan.read.finish.data import opening
from suyuan.text.fold import fold

# 【某报2024年03月30日讯】, （某报2024年3月30日报道）: the outlet dates its own text.
DATELINE = re.compile(
    r"^\s*[【\[（(〔]\s*(?P<who>[^\d【】（）()]{2,16}?)\s*(?:记者\S{2,8}\s*)?(?:北京时间|美东时间|台北时间)?\s*(?P<date>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*(?:综合)?(?:讯|电|消息|报道|报导)?\s*[】\])）〕]"
)
_OPENING = tuple("【[（(〔")
LABELLED = re.compile(r"发布|发表|发稿|刊登|时间|日期|posted|published|on\s+\w+\s+\d", re.I)
_UPDATED = re.compile(r"更新|修改|修订|updated|modified|last\s+update|最終更新|수정")


# Updated 8:30 AM GMT+8, May 6, 2031: the clock between the word and the day.
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?[\s,]*(?:[a-z]{2,4}(?:[+-]\d{1,2}(?::\d{2})?)?)?[\s,]*$")


def read_dates(line: str, order: Order | None) -> list[DateMark]:
    """The dates of a head's line: published, or updated where the words before them say so."""
    found: list[DateMark] = []
    before = 0
    for stamp in find_datetimes(line, order):
        words = fold(line[before : stamp.start]).lower()
        kind: DateKind = "updated" if _UPDATED.search(_CLOCK.sub("", words)[-16:]) else "published"
        found.append(mark(kind, stamp, line[max(before, stamp.start - 8) : stamp.end].strip()))
        before = stamp.end
    return found


def mark(kind: DateKind, stamp: Stamp, evidence: str) -> DateMark:
    return DateMark(kind, stamp.value, stamp.precision, evidence[:120], stamp.zone)


def dateline(text: str) -> tuple[str, DateMark] | None:
    """(who, day) of a dateline that names its outlet and a full date."""
    match = DATELINE.match(fold(text[:80])) if text.lstrip().startswith(_OPENING) else None
    if not match:
        return None
    stamp = next(find_datetimes(match["date"]), None)
    return (
        (text[match.start("who") : match.end("who")], mark("dateline", stamp, text[: match.end()].strip()))
        if stamp
        else None
    )


# 新华社某地4月24日电, （某社记者某某台北11日电）, 【某社3月27日电】, 路透某地7月6日 -: an agency's day, no year.
_SHORT = re.compile(
    r"(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})日\s*(?:综合外电报导|综合外电|综合报导|综合报道|外电报导|外电报道|专电|外电|电|讯|报导|报道|消息|[-–—]\s)"
)
_AGENCY = re.compile(r"^\s*[【（(〔\[]?\s*(?!据|根据|另据|援引|引述)[^\d，。！？]{2,24}$")
# …獎。1201029, （編輯：林舟）1200731: Taiwan's agency signs off with the day, the year counted from 1912.
_SIGNED_OFF = re.compile(r"(?<=[。」』）)])\s*(\d{2,3})(\d{2})(\d{2})$")


def short_dateline(text: str, known: list[str], tail: bool = False) -> DateMark | None:
    """The day of an agency's dateline, its year (and month) taken from the nearest known date of the page.

    ``known`` are ISO days of republication, feed or publication: the report is not younger than them by more than a
    day. ``tail`` looks at the bracket that ends a paragraph instead of its start.
    """
    piece = text[-60:] if tail else text[:60]
    if "日" not in piece:
        return None
    key = fold(piece) if tail else opening(text)
    for match in _SHORT.finditer(key):
        start = max(key.rfind(mark, 0, match.start()) for mark in "（(【〔[") if tail else 0
        if start < 0 or not _AGENCY.match(key[start : match.start()]) or (tail and key[-1] not in "）)】〕]"):
            continue
        for day in known:
            if found := _nearest(day, match["m"], int(match["d"])):
                evidence = piece[start : match.end()].strip()
                return DateMark("dateline", found, "day", f"{evidence} (year from {day})")
        return None
    return None


def signed_off(first: str, ends: list[str]) -> DateMark | None:
    """The day behind an agency report's last sentence, where the dateline above it states the same day."""
    match = next((found for end in ends if end[-1:].isdigit() and (found := _SIGNED_OFF.search(end[-16:]))), None)
    filed = _SHORT.search(opening(first)) if match else None
    if not match or not filed or int(filed["d"]) != int(match[3]):
        return None
    try:
        day = date(int(match[1]) + 1911, int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None
    return DateMark("published", day, "day", match[0].strip())


def _nearest(day: str, month: str | None, number: int) -> str | None:
    """The latest date with this day (and month), at most a day after ``day`` and not more than a month before."""
    try:
        base = date.fromisoformat(day).toordinal()
    except ValueError:
        return None
    for ordinal in range(base + 1, base - (31 if month else 20), -1):
        candidate = date.fromordinal(ordinal)
        if candidate.day == number and (month is None or candidate.month == int(month)):
            return candidate.isoformat()
    return None


def ambiguous(line: str, known: list[str]) -> DateMark | None:
    """07/06/2020 in the order that agrees with another date of the page to within three days."""
    orders: tuple[Order, ...] = ("dmy", "mdy")
    for order in orders:
        for stamp in find_datetimes(line, order):
            if any(_apart(stamp.day, day) <= 3 for day in known):
                return mark("published", stamp, line[:60])
    return None


def decide(dates: list[DateMark], address: str | None) -> tuple[str | None, list[DateMark]]:
    """The day of publication and the dates with the address's own added.

    A full dateline says the day in the outlet's own words; then come stated dates of publication, the address, an
    agency's dateline, and the feed that carried the article. Dates of updates, republishers and crawlers say nothing of
    the outlet's day.
    """
    whole = [each for each in dates if len(each.value) >= 10]
    lines = [each for each in whole if each.kind == "dateline"]
    full = [each for each in lines if "(year from" not in (each.evidence or "")]
    stated = [each for each in whole if each.kind == "published"]
    feeds = [each for each in whole if each.kind == "feed"]
    spoken = url_day(address) if address else None
    if spoken and feeds and _apart(spoken[0], feeds[0].value[:10]) > 31:
        spoken = None
    if spoken and not full and not stated:
        dates = [*dates, DateMark("published", spoken[0], "day", f"address: {spoken[1]}")]
        return spoken[0], dates
    best = next((marks[0] for marks in (full, stated, lines, feeds) if marks), None)
    return (best.value[:10] if best else None), dates


def _apart(a: str, b: str) -> int:
    try:
        return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)
    except ValueError:
        return 10**6
