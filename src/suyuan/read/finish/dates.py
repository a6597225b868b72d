"""Dates by kind, and the one day an article was published."""

from __future__ import annotations

import re
from datetime import date

from suyuan.model import DateKind, DateMark
from suyuan.read.datetimes import Order, Stamp, find_datetimes, url_day
from suyuan.text.fold import fold

# 【某报2024年03月30日讯】, （某报2024年3月30日报道）: the outlet dates its own text.
DATELINE = re.compile(
    r"^\s*[【\[（(〔]\s*(?P<who>[^\d【】（）()]{2,16}?)\s*(?:记者\S{2,8}\s*)?(?:北京时间|美东时间|台北时间)?\s*(?P<date>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*(?:综合)?(?:讯|电|消息|报道|报导)?\s*[】\])）〕]"
)
_UPDATED = re.compile(r"更新|修改|修订|updated|modified|last\s+update|最終更新|수정")
_PUBLISHED = re.compile(r"发布|发表|发稿|刊登|刊发|日期|时间|published|posted|公开|入力|登录|입력|등록|配信")


def read_dates(line: str, order: Order | None) -> list[DateMark]:
    """The dates of a head's line: published, or updated where the words before them say so."""
    found: list[DateMark] = []
    before = 0
    for stamp in find_datetimes(line, order):
        words = fold(line[before : stamp.start]).lower()
        kind: DateKind = "updated" if _UPDATED.search(words[-16:]) else "published"
        found.append(mark(kind, stamp, line[max(before, stamp.start - 8) : stamp.end].strip()))
        before = stamp.end
    return found


def mark(kind: DateKind, stamp: Stamp, evidence: str) -> DateMark:
    return DateMark(kind, stamp.value, stamp.precision, evidence[:120], stamp.zone)


def dateline(text: str) -> tuple[str, DateMark] | None:
    """(who, day) of a dateline that names its outlet and a full date."""
    match = DATELINE.match(fold(text[:80]))
    if not match:
        return None
    stamp = next(find_datetimes(match["date"]), None)
    return (
        (text[match.start("who") : match.end("who")], mark("dateline", stamp, text[: match.end()].strip()))
        if stamp
        else None
    )


def ambiguous(line: str, known: list[str]) -> DateMark | None:
    """07/06/2020 in the order that agrees with another date of the page to within three days."""
    for order in ("dmy", "mdy"):
        for stamp in find_datetimes(line, order):  # type: ignore[arg-type]
            if any(_apart(stamp.day, day) <= 3 for day in known):
                return mark("published", stamp, line[:60])
    return None


def decide(dates: list[DateMark], address: str | None) -> tuple[str | None, list[DateMark]]:
    """The day of publication and the dates with the address's own added.

    A dateline says the day in the outlet's own words; then come stated dates of publication, the address, and the
    feed that carried the article. Dates of updates, republishers and crawlers say nothing of the outlet's day.
    """
    stated = [each for each in dates if each.kind == "published" and len(each.value) >= 10]
    lines = [each for each in dates if each.kind == "dateline" and len(each.value) >= 10]
    feeds = [each for each in dates if each.kind == "feed" and len(each.value) >= 10]
    if lines:
        return lines[0].value[:10], dates
    spoken = url_day(address) if address else None
    if stated:
        return stated[0].value[:10], dates
    if spoken:
        if feeds and _apart(spoken[0], feeds[0].value[:10]) > 31:
            return feeds[0].value[:10], dates
        return spoken[0], [*dates, DateMark("published", spoken[0], "day", f"address: {spoken[1]}")]
    return (feeds[0].value[:10], dates) if feeds else (None, dates)


def _apart(a: str, b: str) -> int:
    try:
        return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)
    except ValueError:
        return 10**6
