"""The finishing every container shares: a draft becomes an article.

Head and tail are trimmed, bylines and dates are read out of the lines that go and the brackets that stay, the outlet is
decided, and the text is laid out with exact offsets. Evidence decides; what nothing says stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from suyuan.model import Article, Byline, BylineRole, DateMark, Outlet, PageRef, Wrapper
from suyuan.read.datetimes import Order
from suyuan.read.draft import Draft, Source
from suyuan.read.finish.byline import read_byline
from suyuan.read.finish.carried import carried
from suyuan.read.finish.data import words_of
from suyuan.read.finish.dates import LABELLED, ambiguous, dateline, decide, read_dates, short_dateline, signed_off
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
    title = _TAG.sub("", clean_line(draft.title or "")) or None
    if title and title.endswith(("...", "…")):
        title = _whole(title, draft)
    trimmed = trim(draft.parts, title)
    if sum(len(part.text) for part in trimmed.parts) < MIN_TEXT and not draft.links:
        return None
    address = _address(draft)
    byline = _byline(draft, trimmed)
    outlet, line_date, layer = _outlet(draft, trimmed, address, title, byline)
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
        byline=byline,
        dates=tuple(dict.fromkeys(dates)),
        published=published,
        url=address,
        language=language,
        script=script_of_article(blocks, text, language),
        blocks=blocks,
        wrappers=((layer, *draft.wrappers) if layer else tuple(draft.wrappers)),
        links=tuple(draft.links),
        incomplete=draft.incomplete or trimmed.incomplete,
        warnings=tuple(dict.fromkeys([*source.warnings, *draft.warnings])),
    )


# [新聞] 渡輪復航: how forums file a post.
_TAG = re.compile(r"^(?:\[(?:新[闻聞]|转[载載贴貼]|[轉转][录錄])\]|【(?:转[载贴]|轉[載貼])】)\s*")
_ORIGINAL = re.compile(r"^[（(]?(?:本文)?原(?:标题|標題|题|題)(?:为|為)?\s*[:：]?\s*[《“「]?(.{4,120}?)[》”」）)]*$")


def _whole(title: str, draft: Draft) -> str:
    """A headline that the site cut short, whole where the page prints the original: 原标题：……"""
    stem = title.rstrip(".…")
    for part in draft.parts[:12]:
        match = _ORIGINAL.match(part.text) if len(part.text) < 160 else None
        if match and match[1].startswith(stem):
            return match[1]
    return title


def _address(draft: Draft) -> str | None:
    if draft.url:
        return draft.url
    canonical = [hint for hint in draft.hints if hint.field in ("canonical", "url") and hint.value]
    return max(canonical, key=lambda hint: hint.trust).value if canonical else None


def _outlet(
    draft: Draft, trimmed: Trimmed, address: str | None, title: str | None, byline: tuple[Byline, ...]
) -> tuple[Outlet | None, DateMark | None, Wrapper | None]:
    paragraphs = [part.text for part in trimmed.parts if part.kind in ("body", "lead")]
    found = next((each for text in paragraphs[:3] if (each := dateline(text))), None)
    choice: Choice | None = choose(draft, address, title, paragraphs[:2], found[0] if found else None)
    choice, layer = carried(choice, list(byline), trimmed.head, draft, address)
    return (choice.outlet if choice else None), (found[1] if found else None), layer


_ELSEWHERE = re.compile(r"\s*(?:上一篇|下一篇|上一条|下一条|前一篇|后一篇)")


def _dates(
    draft: Draft, trimmed: Trimmed, outlet: Outlet | None, line_date: DateMark | None, address: str | None
) -> list[DateMark]:
    """All dates, the most telling of each kind first."""
    order = _order(outlet)
    printed: list[DateMark] = []
    head = [line for line in trimmed.head[-16:] if not _ELSEWHERE.match(fold(line))]
    # 发布时间：… says more than the date in a line without a label.
    for line in sorted(head, key=lambda line: not LABELLED.search(fold(line))):
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
    prose = [part.text for part in trimmed.parts if part.kind in ("body", "lead")]
    if not ordered and prose and (signed := signed_off(prose[0], [prose[-1], *trimmed.foot])):
        ordered = [signed]
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
        if each.name.lower() in words_of("nobody"):
            continue
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
