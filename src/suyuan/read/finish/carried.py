"""Whose text a portal prints: ``2031-05-06 08:30 来源：海东晚报``, a name beside the date, ``海东晚报记者 林小雨``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from suyuan.model import Byline, Wrapper
from suyuan.read.datetimes import find_datetimes
from suyuan.read.draft import Draft
from suyuan.read.finish.outlet import Choice
from suyuan.read.finish.persons import names_somebody
from suyuan.read.outlets import by_label, by_name, is_platform
from suyuan.text.fold import fold

MAX_SOURCE = 16  # characters of a source that no table knows


def carried(
    choice: Choice | None, byline: list[Byline], head: list[str], draft: Draft, address: str | None
) -> tuple[Choice | None, Wrapper | None]:
    """A portal, or a site that no table knows, prints whose text it carries: ``2031-05-06 08:30 来源：海东晚报``.

    Then that is the outlet, and the portal the layer it came through. A newspaper's own site stays the outlet of what
    it prints under an agency's name: such lines travel with the copy, and are kept as sources in the byline.
    """
    if (choice and choice.trust >= 0.9) or (choice and choice.info and choice.info.kind != "portal"):
        return choice, None
    for name, evidence in _printed_sources(byline, head, draft):
        info = by_label(name)
        if (info and info.kind == "portal") or _own(name, choice) or is_platform(name) or not names_somebody(name):
            continue
        if info is None and (
            len(name) > MAX_SOURCE or (choice and choice.info is None and not _MEDIUM.search(fold(name)))
        ):
            continue  # a site that names itself prints where it has a notice from: 来源：市交通运输局
        layer = Wrapper("republisher", choice.outlet.name, address, None, choice.evidence[:120]) if choice else None
        return Choice(0.8, name, info, evidence), layer
    return choice, None


def _printed_sources(byline: list[Byline], head: list[str], draft: Draft) -> Iterator[tuple[str, str]]:
    """(name, words) of the sources: in the head, labelled or alone beside the date, then in mark-up, in the tail."""
    later: list[tuple[str, str]] = []
    for each in byline:
        words = each.evidence or ""
        label = each.role == "source" and (words.startswith(each.name) or _CARRIED.match(fold(words)))
        if label and any(each.name in line for line in head):
            yield each.name, each.evidence or each.name
        elif label and by_name(each.name):
            later.append((each.name, each.evidence or each.name))
    for line in head:
        stamps = list(find_datetimes(line)) if len(line) < MAX_SOURCE + 30 else []
        if stamps:
            before = re.split(r"[\s|｜·]+", line[: stamps[0].start].strip(_MARKS))[-1]
            behind = re.split(r"[\s\[【(（]", line[stamps[0].end :].strip(_MARKS), maxsplit=1)[0]
            for name in (behind, before):
                if name and by_name(name):
                    yield name, line
    for hint in draft.hints:
        if hint.field == "source" and hint.evidence.startswith("meta "):
            value = hint.value[_after_label(hint.value) :].strip()
            if value and not value.startswith("http"):
                yield value, f"{hint.evidence}: {hint.value}"
    yield from later
    for line in [*head, *(each.evidence or "" for each in byline)]:
        if len(line) < 40 and (match := _THEIR_REPORTER.match(fold(line))) and by_name(match[1]):
            yield line[: match.end(1)], line


_MARKS = " \u3000|｜·:：[]【】()（）"
# 海东晚报记者 林小雨 发自云州: whose reporter it was.
_THEIR_REPORTER = re.compile(r"([^\s，。：:]{3,9}?)(?:特约|实习|见习|首席|驻.{1,3})?(?:记者|编辑|撰稿人)\s")


def _after_label(value: str) -> int:
    match = _CARRIED.match(fold(value))
    return match.end() if match else 0


# Labels that say whose text it is; 资料来源 and 消息来源 say where a fact is from.
_CARRIED = re.compile(
    r"[\s（(【\[]*(?:本文|原文|文章|新闻|稿件|内容|转载)?(?:[经获]?(?:授权|许可|同意))?(?:来\s*源于?|稿源|出处|出自|首发于|刊于|转自|转载自|转载|原载于?)(?:网站)?\s*[:：/／|｜丨]?\s*"
)


_MEDIUM = re.compile(
    r"(?:报|社|网|台|刊|新闻|杂志|发布|频道|在线|客户端|快讯|之声|传媒|资讯|[a-z.]+)$|news|times|post|daily|press", re.I
)


def _own(name: str, choice: Choice | None) -> bool:
    """新浪科技 on 新浪 is the portal's own desk."""
    return choice is not None and any(
        fold(name).startswith(fold(own)) for own in (choice.name, choice.info.name if choice.info else "") if own
    )
