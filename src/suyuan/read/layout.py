"""Lines of plain text told apart by their shape: headline, caption, end mark, dateline, paragraph.

The cues are those of Chinese (and Japanese) newspapers in general: a headline is short and has no full stop, a caption
begins with a marker or closes with a photo credit, an article ends with who made it (◆綜合報道, （記者王小明）), a lead
begins with where it was filed (【本報訊】, 本報新竹5日電).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from suyuan.read.lines import clean_line

LineKind = Literal["headline", "caption", "byline", "end", "body"]

_MARKS = "◆◇■□▲△▼▽●○★☆►▶※◎"
_MAX_HEADLINE = 44
_CREDIT = re.compile(
    r"(?:(?:網上|网上|資料|资料|網絡|网络|法新社|路透社?|美聯社|美联社|新華社|新华社|中新社|中央社|彭博|作者|受訪者|受访者)?"
    r"(?:圖片|图片|照片|圖|图)|(?:記者|记者)?[\w·]{2,8}\s?[攝摄]|[攝摄]影[:：]?\s?[\w·]{2,8}|翻攝|翻摄|截圖|截图"
    r"|(?:AFP|AP|Reuters|Getty Images|Shutterstock|EPA))[)）〕]?[。.]?$"
)
_CAPTION_START = re.compile(rf"[{_MARKS}]|[圖图](?:為|为|[:：]|[一二三四五六七八九十\d]{{1,2}}[:：])|[（(]?[圖图][／/]")
_END = re.compile(
    rf"[{_MARKS}（(【\[]*\s?(?:"
    r"(?:本報|本报|本刊|本網|本网|[\w]{2,6}[報报社網网刊]|綜合|综合|整合)?\s?(?:綜合|综合|整理|編譯|编译|外電|外电|專題|专题|綜合外電|综合外电)"
    r"(?:報道|報導|报道|报导|組|组|電|电|消息)"
    r"|(?:本報|本报|[\w]{0,6}[報报社網网刊])?(?:特約|特约|實習|实习|駐[\w]{1,6}|驻[\w]{1,6})?(?:記者|记者|通訊員|通讯员)[:：\s]?[\w·\s、]{1,24}"
    r"(?:報道|報導|报道|报导)?"
    r"|完|全文完|文[:：／/]\s?[\w·\s]{2,16}"
    r")[）)】\]]*[。.]?$"
)
_ENDS_INSIDE = re.compile(r"[（(](?:完|全文完|記者[^（）()]{1,20}|记者[^（）()]{1,20})[）)][。.]?$|[■◆]$")
_STARTS = re.compile(
    # 【本報訊】, 本報新竹5日電, 海東社雲州五月九日電
    r"【?[（(]?(?:本[報报刊][訊讯]|本[報报]綜合報道|本[報报][\w]{0,8}[電电訊讯]|[\w]{1,5}社[\w]{0,10}日?[電电訊讯]|[\w]{1,5}[報报][訊讯])"
    r"|【[^】]{2,20}(?:[訊讯電电]|報道|報導|报道|报导)】"
    # 〔記者林雨晴／雲州報導〕, （本報記者林雨晴）
    r"|[（(〔【\[]?[\w]{0,8}(?:記者|记者)[^（）()〔〕，。]{1,20}[/／][\w]{2,8}(?:報導|報道|报导|报道|電|电)"
    r"|[（(〔][\w]{0,8}(?:記者|记者)[^（）()〔〕]{1,24}[）)〕]"
)


# A line that a column break cut: 「…往來交流，卻」 ends a moment after a comma, 「…同一時間的」 needs the next word.
_CUT = re.compile(r"[，,；;、].{0,2}$|[的和與与及或在把被將将並并而於于是對对向]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line (a paragraph of the dump) with what its shape says.

    ``restarts``: a lead or a byline that opens an article; ``ends``: an article ends with it.
    """

    kind: LineKind
    text: str
    restarts: bool = False
    ends: bool = False


def read_layout(text: str) -> list[Line]:
    """The lines of a plain text, hard breaks inside paragraphs undone."""
    return _rejoined(_bylines([classify(line) for raw in text.split("\n") if (line := clean_line(raw))]))


def _bylines(lines: list[Line]) -> list[Line]:
    """A reporter's line between a headline and a paragraph opens an article; after paragraphs it ends one."""
    out = list(lines)
    for at, line in enumerate(lines[:-1]):
        if at and line.kind == "end" and lines[at - 1].kind == "headline" and lines[at + 1].kind == "body":
            out[at] = Line("byline", line.text, restarts=True)
    return out


def classify(line: str) -> Line:
    if len(line) <= 40 and _END.fullmatch(line):
        return Line("end", line, ends=True)
    if (len(line) <= 120 and _CAPTION_START.match(line)) or (
        len(line) <= 90 and _CREDIT.search(line) and "。" in line[:-1]
    ):
        return Line("caption", line)
    if is_headline(line):
        return Line("headline", line)
    return Line("body", line, restarts=bool(_STARTS.match(line)), ends=bool(_ENDS_INSIDE.search(line[-40:])))


def is_headline(line: str) -> bool:
    """Short, no stop inside or at the end; a question or an exclamation may end it; digits alone are none."""
    if not 4 <= len(line) <= _MAX_HEADLINE or "。" in line or line[-1] in "，,、；;：:.":
        return False
    if _CUT.search(line):
        return False
    commas = sum(line.count(mark) for mark in "，,；;")
    return commas <= 1 and any(char.isalpha() for char in line)


_OPEN_END = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\w，、,]$")


def _rejoined(lines: list[Line]) -> list[Line]:
    """Paragraphs that a line or page break has cut in mid-sentence become one again.

    「…與技術交流，反」 + 「映出…正常的」 + 「經濟和…」: each piece but the last ends without a full stop.
    """
    out: list[Line] = []
    for line in lines:
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind == "body"
            and line.kind == "body"
            and not line.restarts
            and _OPEN_END.search(before.text)
            and (len(before.text) > 12 or _CUT.search(before.text))
            and re.search(r"[。！？!?”」』：:…]", line.text)
        ):
            glue = " " if before.text[-1].isascii() and line.text[0].isascii() else ""
            out[-1] = Line("body", before.text + glue + line.text, before.restarts, line.ends)
        else:
            out.append(line)
    return out


__all__ = ["Line", "classify", "is_headline", "read_layout"]
