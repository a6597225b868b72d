"""The finishing every container shares: a draft becomes an article.

Head and tail are trimmed, bylines and dates are read out of the lines that go and the brackets that stay, the outlet is
decided, and the text is laid out with exact offsets. Evidence decides; what nothing says stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from suyuan.model import Article, Byline, BylineRole, DateMark, Outlet, PageRef
from suyuan.read.datetimes import Order
from suyuan.read.draft import Draft, Source
from suyuan.read.finish.byline import read_byline
from suyuan.read.finish.dates import LABELLED, ambiguous, dateline, decide, read_dates, short_dateline
from suyuan.read.finish.layout import lay_out, script_of_article
from suyuan.read.finish.outlet import Choice, choose, without_outlet
from suyuan.read.finish.persons import is_organisation, is_person, names_in
from suyuan.read.finish.trim import Trimmed, trim
from suyuan.read.lines import clean_line
from suyuan.read.outlets import by_label
from suyuan.text.fold import fold

__all__ = ["finish"]

_MAX_EVIDENCE = 120
MIN_TEXT = 20  # characters below which a draft holds no article


def finish(draft: Draft, source: Source, page: PageRef, article_id: str) -> Article | None:
    """The article of a draft, or None where nothing is left that reads as one."""
    title = clean_line(draft.title or "") or None
    trimmed = trim(draft.parts, title)
    if sum(len(part.text) for part in trimmed.parts) < MIN_TEXT and not draft.links:
        return None
    address = _address(draft)
    outlet, line_date = _outlet(draft, trimmed, address, title)
    title = without_outlet(title) if title else None
    dates = _dates(draft, trimmed, outlet, line_date, address)
    published, dates = decide(dates, address)
    text, blocks, language = lay_out(title, trimmed.parts, draft.language)
    return Article(
        id=article_id,
        text=text,
        title=title,
        page=page,
        outlet=outlet,
        byline=_byline(draft, trimmed),
        dates=tuple(dict.fromkeys(dates)),
        published=published,
        url=address,
        language=language,
        script=script_of_article(blocks, text, language),
        blocks=blocks,
        wrappers=tuple(draft.wrappers),
        links=tuple(draft.links),
        incomplete=draft.incomplete or trimmed.incomplete,
        warnings=tuple(dict.fromkeys([*source.warnings, *draft.warnings])),
    )


def _address(draft: Draft) -> str | None:
    if draft.url:
        return draft.url
    canonical = [hint for hint in draft.hints if hint.field in ("canonical", "url") and hint.value]
    return max(canonical, key=lambda hint: hint.trust).value if canonical else None


def _outlet(
    draft: Draft, trimmed: Trimmed, address: str | None, title: str | None
) -> tuple[Outlet | None, DateMark | None]:
    paragraphs = [part.text for part in trimmed.parts if part.kind in ("body", "lead")]
    found = next((each for text in paragraphs[:3] if (each := dateline(text))), None)
    choice: Choice | None = choose(draft, address, title, paragraphs[:2], found[0] if found else None)
    return (choice.outlet if choice else None), (found[1] if found else None)


def _dates(
    draft: Draft, trimmed: Trimmed, outlet: Outlet | None, line_date: DateMark | None, address: str | None
) -> list[DateMark]:
    """All dates, the most telling of each kind first."""
    order = _order(outlet)
    printed: list[DateMark] = []
    for line in trimmed.head[-16:]:
        printed += read_dates(line, order)
    if not printed:
        known = [each.value[:10] for each in draft.dates]
        printed = [mark for line in trimmed.head[-16:] if (mark := ambiguous(line, known))]
    stated = [each for each in draft.dates if each.kind == "published"]
    if not printed and not stated:
        printed = [mark for line in trimmed.foot if LABELLED.search(fold(line)) for mark in read_dates(line, order)][:1]
    local = stated and stated[0].zone not in (None, "UTC", "+00:00", "+0000")
    if stated and printed:
        # The page prints its outlet's local time, a feed or meta element often UTC: one day apart they mean one moment.
        near = (
            []
            if local
            else [each for each in printed if each.kind == "published" and abs(_day(each) - _day(stated[0])) <= 1]
        )
        printed = near[:1] + [each for each in printed if each.kind == "updated"]
        ordered = [*near[:1], *stated]
    else:
        ordered = [each for each in printed if each.kind == "published"] + stated
    rest = [each for each in [*draft.dates, *printed] if each.kind != "published"]
    if line_date is None:
        line_date = _agency_day(trimmed, [*ordered, *rest])
    return [*([line_date] if line_date else []), *ordered, *rest]


def _agency_day(trimmed: Trimmed, dates: list[DateMark]) -> DateMark | None:
    order = {"published": 0, "republished": 1, "feed": 2, "crawled": 3}
    ranked = sorted((mark for mark in dates if mark.kind in order), key=lambda mark: order[mark.kind])
    known = [mark.value[:10] for mark in ranked if len(mark.value) >= 10]
    paragraphs = [part.text for part in trimmed.parts if part.kind in ("body", "lead")]
    if not known or not paragraphs:
        return None
    found = (short_dateline(text, known) for text in paragraphs[:2])
    return next((mark for mark in found if mark), None) or short_dateline(paragraphs[-1], known, tail=True)


def _day(mark: DateMark) -> int:
    from datetime import date

    try:
        return date.fromisoformat(mark.value[:10]).toordinal()
    except ValueError:
        return 0


def _order(outlet: Outlet | None) -> Order | None:
    info = by_label(outlet.name) if outlet else None
    return cast(Order, info.date_order) if info and info.date_order != "ymd" else None


def _without_desk(each: Byline) -> Byline:
    """中国组记者某某 as an author is the reporter 某某."""
    match = re.search(r"(?:记者|記者|特派员|特派員)(.{2,4})$", each.name)
    if match and is_person(match.group(1)):
        return Byline(match.group(1), "reporter", each.evidence)
    return each


def _byline(draft: Draft, trimmed: Trimmed) -> tuple[Byline, ...]:
    """Printed names first; mark-up's authors only where the page prints none, and never one printed as an editor."""
    found: dict[str, Byline] = {}
    for each in [*(_without_desk(each) for each in draft.byline), *trimmed.byline]:
        if each.role in ("reporter", "author") and is_organisation(each.name):
            continue  # 某报编辑室 in an author's field
        known = found.get(each.name)
        if known is None or (known.role in ("unknown", "author") and each.role == "reporter"):
            found[each.name] = each
    for role in ("author", "editor"):
        if any(each.role in ("reporter", "author") for each in found.values()) and role == "author":
            continue
        for hint in draft.hints:
            if hint.field == role:
                labelled = read_byline(hint.value).byline
                names = [each.name for each in labelled] or names_in(hint.value, loose=len(hint.value) <= 4)
                evidence = f"{hint.evidence}: {hint.value}"[:_MAX_EVIDENCE]
                for name in names:
                    found.setdefault(name, Byline(name, cast(BylineRole, role), evidence))
    return tuple(
        each
        if each.evidence is None or 0 < len(each.evidence) <= _MAX_EVIDENCE
        else replace(each, evidence=each.evidence[:_MAX_EVIDENCE] or None)
        for each in found.values()
    )
