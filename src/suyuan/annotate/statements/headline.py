"""Headline colons, television captions and sources after a dash."""

from __future__ import annotations

import re

from suyuan.annotate.statements.chinese import Reader
from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.statements.nouns import is_outlet, is_vague
from suyuan.annotate.statements.quotation import classify
from suyuan.annotate.syntax.chinese import name_run, speaks
from suyuan.annotate.syntax.segments import Unit
from suyuan.model import Span

# Labels before a colon that speak of the page, not for anybody.
_LABEL = re.compile(
    r"(?:.*(?:时间|地点|来源|图|图片|摄影|摄|文|编辑|记者|作者|责编|编译|校对|审核|撰文|视频|组图|快讯|独家|更新|突发|直播|社论|观点|专题|专访|特写|特稿|相关|阅读|链接|原文|网址|电话|邮箱|关键词|标签|导语|摘要|提要|注|附|例如|如下|包括|原因|结果|问|答|第[一二三四五六七八九十]|讯|电|消息|日|月|年)|其[一二三四]|[一二三四五六七八九十\d]+|.*[）)】])$"
)
_COLUMN = re.compile(r"\s*【[^【】\n]{1,16}】")
_GAP = re.compile(r".*[\u3400-\u9fff”」』》）)][ \u3000]+(?=[\u3400-\u9fff])")
_DATE_BRACKET = re.compile(r"[（(]\s*[\d.\-/年月日\s]+[)）]$")


def headline(reader: Reader, unit: Unit) -> list[Draft] | None:
    """``甲：…`` where the whole unit is that, or ``…——某报``; None where the unit is none of these."""
    text = reader.text
    colon = re.compile(r"[：:]").search(text, unit.start, min(unit.end, unit.start + 60))
    if colon is not None and not _cue_before(reader, unit.start, colon.start()):
        return _colon(reader, unit, colon.start())
    if unit.kind == "title":
        dash = re.compile(r"(?:——|--|―+|—)\s*([^——\-，。]{2,14})$").search(text, unit.start, unit.end)
        if (dash and is_outlet(dash.group(1), dash.span(1), reader.layers)) or (
            dash and any(m.type == "MEDIA" for m in reader.layers.mentions_in(*dash.span(1)))
        ):
            draft = _draft(
                unit,
                "zh.headline.dash",
                (dash.start(), dash.start(1)),
                dash.span(1),
                [(unit.start, reader.trim_end(unit.start, dash.start()))],
            )
            return [draft]
    return None


def _cue_before(reader: Reader, start: int, end: int) -> bool:
    return any(
        c.kind not in ("noun", "weak", "headline", "attitude") for c in reader.cues.within(start, end) if c.end <= end
    )


def _colon(reader: Reader, unit: Unit, at: int) -> list[Draft] | None:
    text, layers = reader.text, reader.layers
    phrase_start, phrase_end = unit.start, at
    column = _COLUMN.match(text, phrase_start, phrase_end)
    phrase_start = column.end() if column else phrase_start
    if unit.kind != "body":  # 甲厂推新机　专家：…: the speaker stands after the last space
        gap = _GAP.search(text, phrase_start, phrase_end)
        phrase_start = gap.end() if gap else phrase_start
    while phrase_start < phrase_end and (text[phrase_start].isspace() or text[phrase_start] in "◆●■▲★【"):
        phrase_start += 1
    bracket = _DATE_BRACKET.search(text, phrase_start, phrase_end)
    when = None
    if bracket:
        when, phrase_end = (bracket.start() + 1, bracket.end() - 1), bracket.start()
    phrase = text[phrase_start:phrase_end].strip()
    if not phrase or len(phrase) > 40 or _LABEL.match(phrase) or "，" in phrase or text[at + 1 : at + 3] == "//":
        return None
    quoted = _after_colon(text, at, unit.end)
    title = unit.kind in ("title", "heading", "caption")
    span = _actor((phrase_start, phrase_start + len(phrase)), reader)
    phrase = text[slice(*span)]
    if is_vague(phrase):
        if not title:
            return None
    elif not (
        any(m.end == span[1] and m.type in ("PERSON", "ORG", "GPE", "MEDIA") for m in layers.mentions_in(*span))
        or speaks(phrase)
        or is_outlet(phrase, span, layers)
        or quoted
    ):
        run = name_run(text, span[0], span[1], layers)
        if not (title and run > span[0]):
            return None
        span = (span[0], run)
    elif not (title or quoted or _transcript(reader, unit, span)):
        return None
    content = (at + 1, reader.trim_end(at + 1, unit.end))
    while content[0] < content[1] and text[content[0]].isspace():
        content = (content[0] + 1, content[1])
    if content[1] <= content[0]:
        return None
    draft = _draft(unit, "zh.headline.colon" if title else "zh.caption.colon", (at, at + 1), span, [content])
    draft.when = when
    classify(text, draft, reader.marks.within(*content))
    return [draft]


def _transcript(reader: Reader, unit: Unit, span: Span) -> bool:
    """甲某：… at the beginning of a paragraph, as interviews and press conferences are written down."""
    opens = unit.start == 0 or reader.text[unit.start - 1] == "\n"
    return opens and any(m.end == span[1] and m.type == "PERSON" for m in reader.layers.mentions_in(*span))


def _actor(span: Span, reader: Reader) -> Span:
    """甲会见乙：…: where the words before the colon tell an event, its first actor speaks."""
    run = name_run(reader.text, span[0], span[1], reader.layers)
    rest = reader.text[run : span[1]]
    persons = [m for m in reader.layers.mentions_in(*span) if m.type == "PERSON"]
    if run > span[0] and len(persons) > 1 and len(rest) > 2 and not re.match(r"[和与及、（(的]", rest):
        return (span[0], run)
    return span


def _after_colon(text: str, at: int, end: int) -> bool:
    return text[at + 1 : end].lstrip()[:1] in ("“", "「", '"', "『")


def _draft(unit: Unit, rule: str, cue: Span, speaker: Span, content: list[Span]) -> Draft:
    return Draft(rule, cue, "colon", speaker, content, (unit.start, unit.end), unit.paragraph, unit.kind)
