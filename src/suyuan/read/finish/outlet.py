"""Who published the article: decided between dateline, address, title, mark-up and house style, each with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from suyuan.model import Outlet
from suyuan.read.draft import Draft
from suyuan.read.finish.data import opening, rows
from suyuan.read.outlets import OutletInfo, by_domain, by_id, by_label, by_name, is_platform
from suyuan.text.fold import fold

_OPENING = re.compile(
    r"^\s*[【\[]([^【】\[\]\d]{2,10})[】\]]\s*[（(]\s*(?:[见見][习習]|[实實][习習]|首席)?(?:[记記]者|特派|作者)"
)
_WIRE = re.compile(
    r"[A-Z][A-Z\s.’'-]{2,30}(?:,\s[A-Z][\w.]{1,12})?(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?\s\(([A-Z][A-Za-z]{1,9})\)\s?[—–-]"
)
_OWN_NEWS = re.compile(r"\s*([^\d\s，。：]{2,10})\s*(?:\d{1,2}月)?\d{1,2}日(?:消息|讯)")
_TITLE_BREAK = re.compile(r"\s*[|｜│_»]\s*|\s+[-–—]+\s+")


@dataclass(frozen=True, slots=True)
class Choice:
    trust: float
    name: str
    info: OutletInfo | None
    evidence: str

    @property
    def outlet(self) -> Outlet:
        return Outlet(
            self.info.name if self.info else self.name, self.info.id if self.info else None, self.evidence[:120]
        )


@cache
def house_style() -> tuple[tuple[re.Pattern[str], str, float], ...]:
    """(pattern on a paragraph's folded start, outlet id, trust)."""
    return tuple((re.compile(fold(row[0])), row[1], float(row[2])) for row in rows("house.tsv"))


@cache
def _any_house_style() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _, _ in house_style()))


def choose(draft: Draft, address: str | None, title: str | None, starts: list[str], who: str | None) -> Choice | None:
    """``starts`` are the first characters of the first and last paragraphs; ``who`` is the name in a full dateline."""
    choices: list[Choice] = []
    if who and (info := by_label(who)):
        choices.append(Choice(0.95, who, info, who))
    for url in (address, *(hint.value for hint in draft.hints if hint.field == "canonical")):
        if url and (info := by_domain(url)):
            choices.append(Choice(0.85, info.name, info, url))
    for hint in draft.hints:
        if hint.field == "outlet" and hint.value.strip() and not is_platform(hint.value):
            info = by_label(hint.value)
            choices.append(
                Choice(hint.trust + (0.05 if info else 0), hint.value.strip(), info, f"{hint.evidence}: {hint.value}")
            )
    choices += _in_title(title or "")
    for text in starts:
        if (headed := _OPENING.match(text)) and (info := by_name(headed[1])):
            choices.append(Choice(0.7, headed[1], info, headed[0]))  # 【海东网】（记者林小雨）昨日……
        if (wire := _WIRE.match(text[:80])) and (info := by_name(wire[1])):
            choices.append(Choice(0.3, wire[1], info, wire[0]))  # BAY CITY (AP) — …: its lines travel with its copy
        key = opening(text)
        if (own := _OWN_NEWS.match(key[:40])) and (info := by_name(text[: own.end(1)])):
            choices.append(Choice(0.5, text[: own.end(1)], info, text[: own.end()]))  # 海东网5月6日消息 ……
        if not _any_house_style().match(key):
            continue
        for pattern, outlet_id, trust in house_style():
            if pattern.search(key) and (info := by_id(outlet_id)):
                choices.append(Choice(trust, info.name, info, text[:40]))
                break
    return max(choices, key=lambda choice: choice.trust, default=None)


# Sections of a site that stand between a headline and the outlet's name.
_SECTION = re.compile(
    r"(?:国际|国内|政治|要闻|社会|两岸|大陆|中国|全球|世界|财经|经济|金融|产经|科技|生活|娱乐|体育|运动|文化|军事|健康|地方|港澳|评论|观点|即时|新闻|时政|首页|热点)"
    r"(?:新闻|频道|版|要闻)?|[a-z ]{2,20}"
)


def without_outlet(title: str) -> str:
    """A headline without the outlet that its page appends: ``渡轮复航 | 国际 | 潮汐新闻网 TIDE.EXAMPLE`` is 渡轮复航.

    Only a known outlet goes, and the name of a section before it.
    """
    pieces = _TITLE_BREAK.split(title)
    if len(pieces) < 2 or not (by_name(pieces[-1]) or (len(pieces) > 2 and by_label(pieces[-1]))):
        return title
    keep = len(pieces) - 1
    while keep > 1 and _SECTION.fullmatch(fold(pieces[keep - 1]).lower()):
        keep -= 1
    at = 0
    for number, gap in enumerate(_TITLE_BREAK.finditer(title), 1):
        if number == keep:
            at = gap.start()
            break
    return title[:at].rstrip() if at >= _MIN_TITLE else title


_MIN_TITLE = 4


def _in_title(title: str) -> list[Choice]:
    """``标题 | 国际 | 某某新闻网``: an outlet behind a bar, never before it."""
    pieces = _TITLE_BREAK.split(title)
    for piece in reversed(pieces[1:]):
        info = by_name(piece) or (by_label(piece) if len(pieces) > 2 else None)
        if info:
            return [Choice(0.7, piece, info, piece)]
    return []
