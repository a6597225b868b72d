"""Headline colons, television captions and sources after a dash."""

from __future__ import annotations

import re

from suyuan.annotate.statements.chinese import Reader
from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.statements.nouns import is_outlet, is_vague
from suyuan.annotate.statements.quotation import classify
from suyuan.annotate.syntax.chinese import name_run, speaks, split_subject
from suyuan.annotate.syntax.segments import Unit
from suyuan.model import Span

# Labels before a colon that speak of the page, not for anybody.
_LABEL = re.compile(
    r"(?:.*(?:时间|地点|来源|图|图片|摄影|摄|文|编辑|记者|作者|责编|编译|校对|审核|撰文|视频|组图|快讯|独家|更新|突发|直播|社论|观点|专题|专访|特写|特稿|相关|阅读|链接|原文|网址|电话|邮箱|关键词|标签|导语|摘要|提要|注|附|例如|如下|包括|原因|结果|问|答|第[一二三四五六七八九十]|讯|电|消息|日|月|年)|其[一二三四]|[一二三四五六七八九十\d]+|.*[）)】])$"
)
_COLUMN = re.compile(r"\s*【[^【】\n]{1,16}】")
_GAP = re.compile(r".*[\u3400-\u9fff”」』》）)][ \u3000]+(?=[\u3400-\u9fff])")
_HAPPENS = re.compile(r"[\u3400-\u9fff]{2,}(?:遭|被|爆)[\u3400-\u9fff]{1,8}$")
_DATE_BRACKET = re.compile(r"[（(]\s*[\d.\-/年月日\s]+[)）]$")


def headline(reader: Reader, unit: Unit) -> list[Draft] | None:
    """``甲：…`` where the whole unit is that, or ``…——某报``; None where the unit is none of these.

    A headline of several parts (甲厂推新机　专家：…　厂方否认) is read part by part: what follows a colon runs on over
    a part that has no speaker of its own.
    """
    parts = _parts(reader.text, unit) if unit.kind in ("title", "heading") else []
    if len(parts) < 2 or not re.search(r"[：:]", reader.text[unit.start : unit.end]):
        return _single(reader, unit)
    out: list[Draft] = []
    for start, end in parts:
        part = Unit(start, end, unit.kind, unit.paragraph)
        found = _single(reader, part)
        if found is None:
            found = reader.read(part, start, end, reader.marks.within(start, end))
        own = any(d.speaker is not None and d.speaker[0] <= start + 1 for d in found)
        last = out[-1] if out else None
        if not own and last is not None and last.cue_kind == "colon" and last.content[-1][1] <= start:
            last.content = [*last.content[:-1], (last.content[-1][0], reader.trim_end(start, end))]
            continue
        out.extend(found)
    for draft in out:
        draft.unit = (unit.start, unit.end)
    return out or None


def _parts(text: str, unit: Unit) -> list[Span]:
    """The parts of a headline between spaces and bars; brackets and quotations stay whole."""
    out, begin, depth = [], unit.start, 0
    for at in range(unit.start, unit.end):
        char = text[at]
        depth += (char in "“「（(《【") - (char in "”」）)》】")
        bar = char in "｜|"
        space = char in " \u3000" and at > begin and text[at - 1] > "\u2fff" and text[at + 1 : at + 2] > "\u2fff"
        if depth == 0 and (bar or space):
            if at > begin:
                out.append((begin, at))
            begin = at + 1
    if begin < unit.end:
        out.append((begin, unit.end))
    return out


def _single(reader: Reader, unit: Unit) -> list[Draft] | None:
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
    named = any(m.end == phrase_start + len(phrase) for m in layers.mentions_in(phrase_start, phrase_end))
    label = _LABEL.match(phrase) and not named and not (phrase == "消息" and unit.kind == "title")  # 北湾电：…
    if not phrase or len(phrase) > 40 or label or "，" in phrase or text[at + 1 : at + 3] == "//":
        return None
    weak = [c for c in reader.cues.within(phrase_start, at) if c.kind == "weak" and c.end == phrase_start + len(phrase)]
    if weak:  # 总统就停火表态：…
        own = split_subject(text, phrase_start, weak[-1].start, layers).span
        phrase = text[slice(*own)] if own is not None and own[0] == phrase_start else phrase
    quoted = _after_colon(text, at, unit.end)
    title = unit.kind in ("title", "heading", "caption")
    if _HAPPENS.search(phrase) and (title or text[unit.end - 1] in "？?"):
        return None  # 某国总统遭弹劾：我们知道些什么？
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
        span = (span[0], span[1] if run == span[0] + 1 and span[1] - span[0] <= 4 else run)
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
    verb = next((c.start for c in reader.cues.within(*span) if c.kind == "headline" and c.start > span[0] + 1), None)
    if verb is not None:
        return (span[0], verb)  # 厂方斥不实：将提告
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
