"""Who published the article: decided between dateline, address, title, mark-up and house style, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from suyuan.model import Byline, Outlet, Wrapper
from suyuan.read.datetimes import find_datetimes
from suyuan.read.draft import Draft
from suyuan.read.finish.data import rows, words_of
from suyuan.read.outlets import OutletInfo, by_domain, by_id, by_label, by_name, is_platform
from suyuan.text.fold import fold

_OPENING = re.compile(r"^\s*[【\[]([^【】\[\]\d]{2,10})[】\]]\s*[（(]\s*(?:[见見][习習]|[实實][习習]|首席)?(?:[记記]者|特派|作者)")
_TITLE_BREAK = re.compile(r"\s*[|｜_»]\s*|\s+[-–—]+\s+")


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
        if (opening := _OPENING.match(text)) and (info := by_name(opening[1])):
            choices.append(Choice(0.7, opening[1], info, opening[0]))  # 【海东网】（记者林小雨）昨日……
        key = fold(text[:60])
        if not _any_house_style().match(key):
            continue
        for pattern, outlet_id, trust in house_style():
            if pattern.search(key) and (info := by_id(outlet_id)):
                choices.append(Choice(trust, info.name, info, text[:40]))
                break
    return max(choices, key=lambda choice: choice.trust, default=None)


MAX_SOURCE = 16  # characters of a source that no table knows


def carried(
    choice: Choice | None, byline: list[Byline], head: list[str], draft: Draft, address: str | None
) -> tuple[Choice | None, Wrapper | None]:
    """A portal, or a site that no table knows, prints whose text it carries: ``2031-05-06 08:30 来源：海东晚报``.

    Then that is the outlet, and the portal the layer it came through. A newspaper's own site stays the outlet of what
    it prints under an agency's name: such lines travel with the copy, and are kept as sources in the byline.
    """
    if choice and choice.trust >= 0.9 or (choice and choice.info and choice.info.kind != "portal"):
        return choice, None
    for name, evidence in _printed_sources(byline, head, draft):
        info = by_label(name)
        if (info and info.kind == "portal") or _own(name, choice) or is_platform(name) or not _names_somebody(name):
            continue
        if info is None and (len(name) > MAX_SOURCE or (choice and not _MEDIUM.search(fold(name)))):
            continue  # a site that names itself prints where it has a notice from: 来源：市交通运输局
        layer = Wrapper("republisher", choice.outlet.name, address, None, choice.evidence[:120]) if choice else None
        return Choice(0.8, name, info, evidence), layer
    return choice, None


def _printed_sources(byline: list[Byline], head: list[str], draft: Draft) -> Iterator[tuple[str, str]]:
    """(name, words) of the sources in the head, labelled or alone beside the date, then in mark-up, then in the tail."""
    later: list[tuple[str, str]] = []
    for each in byline:
        label = _CARRIED.match(fold(each.evidence or "")) if each.role == "source" else None
        if label and any(each.name in line for line in head):
            yield each.name, each.evidence or each.name
        elif label and by_name(each.name):
            later.append((each.name, each.evidence or each.name))
    for line in head:
        stamps = list(find_datetimes(line)) if len(line) < MAX_SOURCE + 30 else []
        beside = line[stamps[0].end :].strip(" \u3000|·:：[]【】()（）") if stamps else ""
        beside = re.split(r"[\s\[【(（]", beside, maxsplit=1)[0]
        if beside and by_name(beside):
            yield beside, line
    for hint in draft.hints:
        if hint.field == "source" and hint.evidence.startswith("meta "):
            value = _CARRIED.sub("", fold(hint.value)) and hint.value[_after_label(hint.value) :].strip()
            if value and not value.startswith("http"):
                yield value, f"{hint.evidence}: {hint.value}"
    yield from later


def _after_label(value: str) -> int:
    match = _CARRIED.match(fold(value))
    return match.end() if match else 0


# Labels that say whose text it is; 资料来源 and 消息来源 say where a fact is from.
_CARRIED = re.compile(
    r"\s*(?:本文|文章|新闻|稿件|内容|转载)?(?:[经获]?(?:授权|许可|同意))?(?:来\s*源于?|稿源|出处|转自|转载自|转载|原载)(?:网站)?\s*[:：/／|｜丨]?\s*"
)


_MEDIUM = re.compile(
    r"(?:报|社|网|台|刊|新闻|杂志|发布|频道|在线|客户端|快讯|之声|传媒|资讯|[a-z.]+)$|news|times|post|daily|press", re.I
)


def _own(name: str, choice: Choice | None) -> bool:
    """新浪科技 on 新浪 is the portal's own desk."""
    return choice is not None and any(
        fold(name).startswith(fold(own)) for own in (choice.name, choice.info.name if choice.info else "") if own
    )


def _names_somebody(name: str) -> bool:
    """本站原创, 网络综合 name nobody."""
    rest = fold(name).lower()
    for word in words_of("nobody"):
        rest = rest.replace(word, "")
    return len(rest) > 1 and not re.search(r"""[<>="@/]""", rest)


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
