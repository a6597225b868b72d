"""What a page says about itself and about other outlets: the facts that types and directions are judged by."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

import ahocorasick

from suyuan import user_tables
from suyuan.link.reuse.quotes import quoted_share
from suyuan.link.reuse.sources import TELLING, is_wire, source_in_byline, source_in_dispatch, source_in_marker
from suyuan.link.reuse.spans import Side, sides
from suyuan.model import Article, DateMark, Span
from suyuan.read.outlets import OutletInfo, by_domain, by_label, outlets
from suyuan.text.fold import fold

# Where a page says that it was taken over: lines of its head and tail with one of these words.
# "本文转载自《晨报》", "来源：晨报". Every alternative begins with a letter, so that all else is skipped unlooked at.
_MARKER = re.compile(
    r"转[载贴发](?:自|于)|转自|摘编(?:自|于)|摘自|编译(?:自|于)|节选(?:自|于)|首发(?:自|于)|原载(?:自|于)|刊[载登](?:自|于)|选自|译自"
    r"|来源(?<!图片来源)(?<!照片来源)(?<!图来源)(?<!资料来源)(?<!数据来源)\s*[:：]|来自\s*[:：]|出处\s*[:：]|稿源\s*[:：]"
    r"|原文(?:链接|地址|出处|网址)?[^:：]{0,8}[:：]"
    r"|via(?<=\bvia)\b|originally (?:published|appeared)|first (?:published|appeared)|republished from|source\s*:"
    r"|reporting by\b"
)
# A dispatch line: 【晨报2031年5月2日讯】 (晨报记者…报导) 晨社甲市5月2日电 （本文内容包括晨社和晚社的报道）
_CREDITED = r"[^()（）]{0,24}?(?:记者|报导|报道|电|讯|图片|提供|摄)[^()（）]{0,16}[)）]"
_TOLD_OF = r"[^。]{2,40}?(?:报道|报导|消息)"
# Of a dateline the end; not 2日电视 or 2日讯问.
_DATELINE = r"日(?<=[0-9一二三四五六七八九十]日)\s*(?:电(?![视话影力台脑子网动池商信贺报邮车器气])|讯(?![问息号]))"
_DISPATCH = re.compile(
    rf"【[^】]{{2,40}}?讯】|\({_CREDITED}|（{_CREDITED}|{_DATELINE}"
    rf"|转载{_TOLD_OF}|综合{_TOLD_OF}|根据{_TOLD_OF}|包括了?{_TOLD_OF}"
)
# How a text opens that is another's: 据海湾社报道, 海湾日报讯（记者…）, PORT ALDEN, May 2 (Seabridge) -. Further down
# 据海湾社报道 only cites.
_OPENING = re.compile(
    r"\s*(?:据[^，。]{2,16}?(?:社|报|网|台|新闻)(?:\d+月\d+日)?(?:报道|报导|消息)"
    r"|[^，。（(\s]{1,10}(?:报|社|网|台|刊|新闻)讯(?=[\s（(])|[^()]{0,40}\([a-z][^()]{2,29}\)\s*[-–—])"
)
# （海湾社） or （据海湾日报） behind a sentence.
_SIGNED = re.compile(r"[(（](?<=[。！？”」][(（])(?:据[^()（）。，]{2,12}|[^()（）。，]{1,10}社)[)）]")
# What a marker says ends here, or after so many characters; an address goes on to its end. 来源：综合　责任编辑：…
_STOP = re.compile(r"[，。；！？:：|｜\u3000]")
_REACH = 40
_ADDRESS = re.compile(r"https?://[!-'*-\\^-~]+")
_OWN_VOICE = re.compile(r"本(?:台|报|社|网|刊|站|新闻网)(?!来|身)(?:记者|讯|消息)?|我(?:台|报|社)记者")
_TOLD_BEFORE = re.compile(r"(?:告诉|告訴|对|向|接受|回应|透过|致电)[《“「‘]?")
_TOLD_AFTER = re.compile(
    r"[》”」’]?(?:[(（][^()（）]{1,20}[)）])?(?:记者)?(?:的)?(?:电话|独家|视频|书面)?(?:采访|专访|访问|查询|说|表示|分析|介绍|证实|透露|[,，:：。])"
)
_HEAD, _TAIL = 600, 400
_LONGEST_NAME = 48
_ROLES = frozenset({"reporter", "author", "correspondent", "photographer"})


@user_tables.cached
def _names() -> ahocorasick.Automaton:
    """All names of outlets (folded, lower case) but those that are ordinary words → (outlet id, length)."""
    automaton = ahocorasick.Automaton()
    for outlet in outlets():
        ordinary = {fold(word).lower() for word in outlet.ordinary}
        for name in outlet.names:
            key = fold(name).lower()
            if len(key) >= 2 and key not in ordinary and key not in automaton:
                automaton.add_word(key, (outlet.id, len(key)))
    automaton.make_automaton()
    return automaton


class Named(NamedTuple):
    """An outlet's name in a text."""

    outlet: str
    start: int
    end: int


# The outlets that names stand for, as far as looked up.
KnownOutlets = dict[tuple[str | None, str], str]


def _named(names: ahocorasick.Automaton, text: str, start: int, end: int) -> list[Named]:
    found = []
    for last, (outlet, length) in names.iter_long(text, max(0, start), min(end, len(text))):
        begin, stop = last + 1 - length, last + 1
        if text[begin:stop].isascii() and (_is_letter(text[begin - 1 : begin]) or _is_letter(text[stop : stop + 1])):
            continue
        found.append(Named(outlet, begin, stop))
    return found


@user_tables.cached
def _names_of(outlet: str) -> tuple[str, ...]:
    return tuple(key for key, (owner, _) in _names().items() if owner == outlet)


@cache
def _conversions() -> ahocorasick.Automaton:
    raw = files("suyuan.link.reuse").joinpath("data/conversions.tsv").read_text(encoding="utf-8")
    automaton = ahocorasick.Automaton()
    for line in raw.splitlines():
        if line and not line.startswith("#"):
            word = line.split("\t")[0]
            automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


@cache
def _converted() -> re.Pattern[str]:
    return re.compile("|".join(_conversions().keys()))


def conversion_errors(text: str) -> tuple[str, ...]:
    """Words that only a careless conversion from Simplified to Traditional writes, each once, in order."""
    if not _converted().search(text):
        return ()
    return tuple(dict.fromkeys(word for _, word in _conversions().iter(text)))


_GOT = ("feed", "updated", "republished")
# By this hour of UTC it is midnight in East Asia.
LATE_HOUR = "15"


class Read:
    """An article with what judging needs of it; each thing is made once, and only when asked for."""

    def __init__(self, article: Article, side: Side | None = None, known: KnownOutlets | None = None) -> None:
        self.article = article
        self.id = article.id
        self.side = side or sides([article.text])[0]
        # The text without its line breaks, and that folded and in lower case.
        self.text, self.lower = self.side.text, self.side.folded
        self._quoted: dict[Span, float] = {}
        # Where its words begin, behind the headline.
        title = (article.title or "").replace("\n", "")
        self.lead = len(title) if self.text.startswith(title) else 0
        # The outlet's id in the table of outlets, or its folded name.
        self.outlet = _outlet(article, {} if known is None else known)
        # The folded names of those who wrote or photographed it.
        self.people = frozenset([fold(byline.name) for byline in article.byline if byline.role in _ROLES])
        # How far from its outlet it reached us: 0 from the outlet, 1 by its feed, more by mirrors and republishers.
        layers = article.wrappers[:-1] if republisher(article) else article.wrappers
        self.distance = sum([1 if wrapper.kind == "feed" else 2 for wrapper in layers])
        # When a feed or a mirror gave it, to the second, of one clock.
        self.got = max([mark.value for mark in article.dates if mark.kind in _GOT], default=None)
        self.date = _published(article)
        # The earliest day by which it was out, by whatever mark: a republisher's day is one too.
        days = [_last_day(mark) for mark in article.dates if len(mark.value) >= 10]
        self.known_by = min([*days, article.published] if article.published else days, default=None)

    def quoted(self, span: Span) -> float:
        """How much of a stretch of the text stands between quotation marks; many pages may share one."""
        if span not in self._quoted:
            self._quoted[span] = quoted_share(self.lower, span)
        return self._quoted[span]

    @cached_property
    def layers(self) -> list[tuple[str, str | None]]:
        """The kinds and names of the layers it came through."""
        return [(wrapper.kind, wrapper.name) for wrapper in self.article.wrappers]

    @property
    def second_hand(self) -> bool:
        """Whether it says itself that somebody republished it, and not whose it was."""
        return self.outlet is None and any(kind == "republisher" for kind, _ in self.layers)

    @property
    def outlet_name(self) -> str:
        return house_name(self.article) or self.article.id

    @cached_property
    def reporters(self) -> frozenset[str]:
        """The folded names of its reporters and authors, where they are names of people."""
        names = (
            byline.name for byline in self.article.byline if byline.role in ("reporter", "author", "correspondent")
        )
        return frozenset(fold(name) for name in names if not _info(None, name))

    def names(self, outlet: str, start: int, end: int) -> bool:
        """Whether an outlet is named in a stretch of the text."""
        words, listed = self.lower[max(0, start) : end], _names_of(outlet)
        if not listed:
            return _has_word(words, outlet)
        return any(name in words for name in listed) and any(
            named.outlet == outlet for named in self.named_in(start, end)
        )

    def marks(self, outlet: str) -> str | None:
        """The words that mark an outlet as where this page was taken from."""
        return self.marked.get(outlet) or self._unlisted(outlet, self._markers)

    def credits(self, outlet: str) -> str | None:
        """The dispatch line or credit that names an outlet."""
        return self.credited.get(outlet) or self._unlisted(outlet, self._dispatches)

    def _unlisted(self, outlet: str, spans: list[Span]) -> str | None:
        """The first of some lines with the name of an outlet that the table lacks."""
        if _names_of(outlet):
            return None
        lines = (self.text[start:end] for start, end in spans if _has_word(self.lower[start:end], outlet))
        line = next(lines, None)
        return line.strip() if line else None

    def named_in(self, start: int, end: int) -> list[Named]:
        """Every outlet named in a stretch of the text."""
        return _named(_names(), self.lower, start, end)

    @cached_property
    def marked(self) -> dict[str, str]:
        """Outlets that the page's head or tail, wrappers or address mark as where it was taken from → the words."""
        out: dict[str, str] = {}
        for byline in self.article.byline:
            if byline.role == "source":
                info = _info(None, byline.name)
                key = info.id if info else source_in_byline(fold(byline.name).lower())
                if key:
                    out.setdefault(key, byline.evidence or byline.name)
        for span in self._markers:
            self._note(out, span, source_in_marker)
        for signed in _SIGNED.finditer(self.lower):
            self._note(out, signed.span(), source_in_dispatch)
        return out

    @cached_property
    def _markers(self) -> list[Span]:
        found = (marker for rim in self._rims() for marker in _MARKER.finditer(self.lower, *rim))
        return [(marker.start(), self._end_of_marker(marker.end())) for marker in found]

    @cached_property
    def credited(self) -> dict[str, str]:
        """Outlets in dispatch lines and credits (【…讯】, （…记者…报道）, …电) → the words."""
        out: dict[str, str] = {}
        for span in self._dispatches:
            self._note(out, span, source_in_dispatch)
        return out

    @cached_property
    def _dispatches(self) -> list[Span]:
        opening = _OPENING.match(self.lower, self.lead)
        found = [(self._start_of_dispatch(match.start()), match.end()) for match in _DISPATCH.finditer(self.lower)]
        return ([opening.span()] if opening else []) + found

    @cached_property
    def told(self) -> frozenset[str]:
        """Outlets to which several people in the text speak: "她告诉晨报", "他对晨报说". Where that is not the page's
        own, it is whose text this once was; one interview alone may be cited."""
        told, names = [match.end() for match in _TOLD_BEFORE.finditer(self.lower)], _names()
        # Few of those spoken to have a name that begins as an outlet's does.
        told = [start for start in told if names.longest_prefix(self.lower[start : start + _LONGEST_NAME]) > 1]
        times = Counter(
            named.outlet
            for start in told
            for named in _named(names, self.lower, start, start + _LONGEST_NAME)
            if named.start == start and named.outlet != self.outlet and _TOLD_AFTER.match(self.lower, named.end)
        )
        return frozenset(outlet for outlet, number in times.items() if number > 1)

    @cached_property
    def own_voice(self) -> tuple[tuple[int, int], ...]:
        """Where the text says 本台, 本报 and the like."""
        return tuple(match.span() for match in _OWN_VOICE.finditer(self.side.folded))

    def _rims(self) -> list[tuple[int, int]]:
        length = len(self.lower)
        if length <= _HEAD + _TAIL:
            return [(0, length)]
        return [(0, _HEAD), (length - _TAIL, length)]

    def _end_of_marker(self, start: int) -> int:
        """Lines may be broken anywhere: what a marker says ends with its clause, or with an address."""
        while self.lower[start : start + 1].isspace():
            start += 1
        at = self.lower.find("http", start, start + _REACH)
        if at >= 0 and (address := _ADDRESS.match(self.lower, at)):
            return address.end()
        stop = _STOP.search(self.lower, start, start + _REACH)
        return stop.start() if stop else min(len(self.lower), start + _REACH)

    def _start_of_dispatch(self, start: int) -> int:
        """A dateline is found by its end: 晨社甲市5月2日电; it begins in the same clause."""
        if self.lower[start] != "日":
            return start
        before = self.lower[max(0, start - 24) : start]
        return max(self.lead, start - len(before) + max(map(before.rfind, "，。；！？：”」』）】")) + 1)

    def _note(self, out: dict[str, str], span: Span, unlisted: Callable[[str], str | None]) -> None:
        """The outlets that a line names; where the table has none of them, the name read from its place."""
        words, listed = self.text[slice(*span)], self.named_in(*span)
        for named in listed:
            out.setdefault(named.outlet, words.strip())
        if not listed and (name := unlisted(self.lower[slice(*span)])):
            out.setdefault(name, words.strip())
        for address in _ADDRESS.findall(words):
            info = by_domain(address)
            if info:
                out.setdefault(info.id, words.strip())


def republisher(article: Article) -> str | None:
    """Who printed a page that names another outlet as its source, and so is read as that outlet's: 来源：晨报 on the
    page of a portal. In reuse the portal is the copy."""
    if not article.outlet or not article.wrappers or article.wrappers[-1].kind != "republisher":
        return None
    sources = {fold(byline.name).lower() for byline in article.byline if byline.role == "source"}
    return article.wrappers[-1].name if fold(article.outlet.name).lower() in sources else None


def house_name(article: Article) -> str | None:
    """The name of the outlet that printed a page, for people."""
    return republisher(article) or (article.outlet.name if article.outlet else None)


def _outlet(article: Article, known: KnownOutlets) -> str | None:
    own = article.outlet
    house = republisher(article)
    if house is not None:
        info = _info(None, house)
        return info.id if info else fold(house).lower()
    if own is None:
        info = by_domain(article.url) if article.url else None
        return info.id if info else None
    if (own.id, own.name) not in known:
        info = _info(own.id, own.name)
        known[own.id, own.name] = info.id if info else fold(own.name).lower()
    return known[own.id, own.name]


def _published(article: Article) -> DateMark | None:
    """The best mark of its publication: by the article itself, else a bare published day."""
    for kind in ("published", "dateline", "updated") if article.dates else ():
        marks = [mark for mark in article.dates if mark.kind == kind]
        if marks:
            return max(marks, key=lambda mark: len(mark.value))
    return DateMark("published", article.published, "day") if article.published else None


def _has_word(words: str, name: str) -> bool:
    """Whether a name stands in some words; a name of two characters may be any word."""
    if len(name) < TELLING or name not in words:
        return False
    return not name.isascii() or re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", words) is not None


def _is_letter(char: str) -> bool:
    return "a" <= char <= "z"


@user_tables.cached
def _info(outlet_id: str | None, name: str) -> OutletInfo | None:
    known = next((outlet for outlet in outlets() if outlet.id == outlet_id), None) if outlet_id else None
    return known or by_label(name)


@user_tables.cached
def outlet_title(outlet: str) -> str:
    """An outlet's name for people."""
    return next((info.name for info in outlets() if info.id == outlet), outlet)


@user_tables.cached
def _last_day(mark: DateMark) -> str:
    """The day of a mark wherever the reader of it lives: eleven at night by UTC is the next morning in Taipei."""
    day = mark.value[:10]
    if mark.zone not in ("UTC", "Z", "+00:00") or mark.value[11:13] < LATE_HOUR:
        return day
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day


def is_agency(outlet: str) -> bool:
    """Whether an outlet of the table, or by its name one that the table lacks, is a news agency."""
    return is_wire(outlet) or outlet in _agencies()


@user_tables.cached
def _agencies() -> frozenset[str]:
    return frozenset(info.id for info in outlets() if info.kind == "agency")
