"""Datelines: outlet, agency, place, day and reporter at the head of a report. They frame it and never speak in it.

``某某社东京4月10日电（记者甲乙）``, ``【某报3月1日讯】``, ``（某社记者甲乙台北11日电）``,
``PORT HALDEN, May 3 (Agency) -``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from suyuan.model import Span

_HAN = r"[\u3400-\u9fff]"
_NUMERAL = r"[\d〇零一二三四五六七八九十]"
_DAY = rf"(?:\d{{4}}年)?(?:{_NUMERAL}{{1,3}}月)?{_NUMERAL}{{1,3}}日"
_SENT = r"(?<!发[布出表放])(?:电|讯|消息|信息)(?![话视邮影子力台号问飞动源])"  # 电 and 讯, not 电话, 讯号 or 发布消息
_BODY = rf"(?:{_HAN}{{0,8}}?(?:社|网|报|台|在线|频道)|路透|法新|美联|德新|彭博)"
_OPENING = re.compile(
    r"[\s　]*(?:"
    r"【[^】\n]{2,60}(?:讯|电|报道|报导|记者|消息)[^】\n]{0,30}】|〔[^〕\n]{2,40}〕"
    r"|[（(][^（()）\n]{2,50}(?:讯|电|报道|报导|网|社|台|报|记者[^（()）\n]{0,12})[)）]"
    rf"|据?{_HAN}{{0,12}}?[A-Za-z]{{0,8}}{_DAY}{_HAN}{{0,4}}{_SENT}"
    rf"|[\u3400-\u9fffA-Za-z]{{1,12}}{_DAY}(?:电|讯)?\s?[-–—]"
    rf"|据?{_BODY}{_HAN}{{0,4}}讯(?![号问飞息])|据?{_BODY}电(?=[\s，,：:（(]|{_HAN}{{0,12}}(?:称|说|报道|获悉|{_DAY}))"
    rf"|{_HAN}{{2,6}}讯(?=\s*[（(]?(?:见习|实习)?(?:记者|通讯员))"
    r"|(?:本报|本台|本网|本社)(?:讯|电|记者)?[\u3400-\u9fff]{0,10}(?:报道|讯|电)"
    rf"|据?{_HAN}{{2,6}}(?:消息|信息)(?=[（(：:])"
    r")"
)
# What follows the head of a dateline and still belongs to it: the reporters, 题：, a colon.
_REST = re.compile(
    r"[\s　，,]*(?:[（(][^（()）\n]{0,30}(?:记者|通讯员|实习生|编译|报道|报导)[^（()）\n]{0,40}[)）]|[：:])[\s　]*"
)
_BRACKETED = re.compile(r"[\s　]*[（(](?![^（()）]*[，。])[\u3400-\u9fff、 ]{2,16}[)）][\s　]*(?=\S)")
_CUE = re.compile(r"(?:电|讯|消息|信息|报道|报导)")
_OWN = re.compile(r"本(?:报|台|网|社|刊)|记者")
_NAMED = re.compile(rf"(?P<agency>{_BODY})(?!导|道)|(?P<site>[^\d（()）【】〔〕：:据\s]{{2,8}}?)(?=北京时间|\d)")
_ROUND_UP = re.compile(r"综合|编译|专题")  # 北湾综合讯: from several sources
_LATIN = re.compile(
    r"\s*(?:[A-Z][A-Z’'.\-/]+(?: [A-Z][A-Z’'.\-/]+)*(?:, [A-Z][\w.’' ]{1,24}?)*\s*)"
    r"(?:\((?P<agency>[A-Z][A-Za-z]*(?: [A-Z][a-z]+)?)\)\s*)?(?:—|–|--?)\s+"
)
_AGENCY_ALONE = re.compile(r"\s*\((?P<agency>[A-Z][A-Za-z]*(?: [A-Z][a-z]+)?)\)\s*(?:—|–|--?)\s+")


@dataclass(frozen=True, slots=True)
class Dateline:
    """``span`` is the whole head, ``agency`` the words that name who reports (None: the outlet itself), ``cue`` 电."""

    span: Span
    agency: Span | None
    cue: Span | None


def dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline that a sentence opens with. ``text`` is folded; linear in the first few dozen characters."""
    match = _LATIN.match(text, start, end) or _AGENCY_ALONE.match(text, start, end)
    agency = match.span("agency") if match is not None and match.group("agency") else None
    if match is not None and (agency or re.match(r"\s*[A-Z]{3}.*(?:—|--)\s+$", match.group())):  # no US - China
        return Dateline((match.start(), match.end()), agency, agency)
    match = _OPENING.match(text, start, end)
    if match is None:
        return None
    head, stop = match.end(), match.end()
    cue = next((m.span() for m in reversed(list(_CUE.finditer(text, start, head)))), None)
    bracket = _BRACKETED.match(text, stop, end) if cue and cue[1] == head else None
    stop = bracket.end() if bracket else stop  # 4月1日电(甲乙 丙丁): names of reporters without the word
    while rest := _REST.match(text, stop, end):
        stop = rest.end()
    nested = _OPENING.match(text, stop, end) if stop > start else None
    while nested is not None and nested.end() > stop and text[nested.start()] in "【（(〔":
        stop = nested.end()
        nested = _OPENING.match(text, stop, end)
    while stop < end and text[stop] in " \u3000":
        stop += 1
    return Dateline((start, stop), _agency(text, start, cue[0] if cue else head), cue)


def _agency(text: str, start: int, stop: int) -> Span | None:
    """Who reports: 某某社 in 某某社东京4月10日电; nobody else in 本报讯 and 〔记者甲乙／台北报导〕."""
    while start < stop and (text[start].isspace() or text[start] in "【（(〔据"):
        start += 1
    if _OWN.match(text, start, stop):
        return None
    match = _NAMED.match(text, start, stop + 1)
    if match is None or match.end() > stop:
        whole = 2 <= stop - start <= 6 and not _ROUND_UP.search(text, start, stop)
        return (start, stop) if whole else None
    return match.span()


def after_dateline(text: str, start: int, end: int) -> int:
    """Where the words of a sentence begin that opens with a dateline; ``start`` where there is none."""
    found = dateline(text, start, end)
    return found.span[1] if found else start
