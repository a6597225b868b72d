"""Which of a draft's parts are the article: furniture, solicitations and tails go, credits and bylines are read first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from suyuan.model import Byline
from suyuan.read.draft import Part
from suyuan.read.finish.byline import SHORT, bracketed, only_byline, read_byline, reporters, signature
from suyuan.read.finish.data import line_patterns
from suyuan.text.fold import fold

HEAD_ZONE = 7  # parts from the top that may still be source lines
TAIL_ZONE = 8  # parts from the end that may be bylines and credits
# A stop line ends the article only where this share of its prose is above it; higher up only the line itself goes.
STOP_AFTER = 0.55
_END = re.compile(r"[。！？!?…”’」』.][”’」』）)\]\"']*$")
_CAPTION = re.compile(
    r"^(?:▲|◆|△|▼|◀|►|▶|圖為|图为|上圖|上图|下圖|下图|圖：|图：|圖說|图说|資料圖|资料图[:：]|图\s?\d{1,2}[:：\s]|圖\s?\d{1,2}[:：\s])"
)
_CREDIT_END = re.compile(
    r"[（(\[][^（()）\[\]]{0,40}(?:图|圖|摄|攝|影|Getty|Images|AFP|AP|Reuters|路透|法新|美联|美聯|资料|資料|網|网|提供|翻攝)[^（()）\[\]]{0,30}[）)\]]\s*$|(?:資料圖片|资料图片|網上圖片|网上图片|網絡圖片|网络图片|資料照|资料照|新华社发|新華社發)$"
)
_DATE_ONLY = re.compile(r"^[\s\d年月日号號:：/.,，\-–—TZ|·]+$")


@dataclass(slots=True)
class Trimmed:
    parts: list[Part] = field(default_factory=list)
    byline: list[Byline] = field(default_factory=list)
    head: list[str] = field(default_factory=list)  # lines of the head, for dates and outlets
    incomplete: bool = False


def trim(parts: list[Part], title: str | None) -> Trimmed:
    """The article's parts in order. Never raises; an empty result means that nothing read as an article."""
    out = Trimmed()
    body: list[Part] = []
    for part in parts:
        if part.role == "head":
            out.head.append(part.text)
            if len(part.text) < 160:
                out.byline += _authors_only(read_byline(part.text).byline)
        elif part.role == "foot":
            if len(part.text) < SHORT:
                out.byline += read_byline(part.text).byline
        elif part.text:
            body.append(part)
    total = sum(len(part.text) for part in body) or 1
    above = 0
    bare_title = _bare(title or "")
    for index, part in enumerate(body):
        verdict = _verdict(part, index, len(body), above / total, bare_title, out)
        above += len(part.text)
        if verdict == "stop":
            _read_rest(body[index:], out)
            break
        if verdict == "keep":
            out.parts.append(_typed(part))
    _cut_tail(out)
    _read_ends(out)
    _drop_repeated_captions(out, bare_title)
    return out


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text)).lower()


def _authors_only(byline: list[Byline]) -> list[Byline]:
    return byline


def _verdict(part: Part, index: int, count: int, above: float, bare_title: str, out: Trimmed) -> str:
    text = part.text
    if part.role == "links":
        return "drop"
    if len(text) > 400:
        return "keep"
    key = fold(text).lower().strip()
    patterns = line_patterns()
    if patterns["paywall"].search(key) and len(key) < 160:
        out.incomplete = True
        return "stop" if above > 0.3 or index > 1 else "drop"
    if len(key) < 300 and patterns["stop"].fullmatch(key) and not (len(key) > 60 and above < 0.5):
        return "stop" if above >= STOP_AFTER or (above > 0.3 and part.kind == "heading") else "drop"
    if len(key) > 180:
        return "keep"
    if patterns["drop"].fullmatch(key) and part.kind != "quote":
        return "drop"
    if (
        len(key) < 120
        and not (part.kind == "body" and len(key) > 60 and _END.search(text))
        and patterns["promo"].search(key)
    ):
        return "drop"
    if bare_title and index < 4 and _bare(text) == bare_title:
        return "drop"
    if part.kind == "caption" or _CAPTION.match(text):
        return "keep"
    if patterns["credit"].fullmatch(key):
        return "drop"
    if index < HEAD_ZONE and above < 0.25 and _head_line(text, key, out):
        return "drop"
    if index >= count - TAIL_ZONE - 4 and len(text) < SHORT and _tail_line(text, key, out):
        return "drop"
    return "keep"


def _head_line(text: str, key: str, out: Trimmed) -> bool:
    """A date, source or author line before the article."""
    if _DATE_ONLY.match(text) and any(char.isdigit() for char in text):
        out.head.append(text)
        return True
    if len(text) >= 160 or _END.search(text) and not re.search(r"[)）】\]]$", text):
        return False
    found = read_byline(text)
    if found.labelled and only_byline(found):
        out.byline += found.byline
        out.head.append(text)
        return True
    if len(text) < 60 and re.search(r"\d{4}", text) and only_byline(found):
        out.head.append(text)
        return True
    return False


def _tail_line(text: str, key: str, out: Trimmed) -> bool:
    found = read_byline(text)
    if found.labelled and only_byline(found):
        out.byline += found.byline
        return True
    if line_patterns()["glued"].match(key):
        out.byline += found.byline
        return True
    return False


def _read_rest(rest: list[Part], out: Trimmed) -> None:
    """Bylines that stand behind the point where the article stopped."""
    for part in rest[:12]:
        if len(part.text) < SHORT and part.role != "links":
            found = read_byline(part.text)
            if found.labelled:
                out.byline += [each for each in found.byline if each.role != "source"]


def _typed(part: Part) -> Part:
    if part.kind in ("body", "heading", "list") and len(part.text) < 300 and _CAPTION.match(part.text):
        return Part("caption", part.text, part.role)
    if part.kind == "body" and len(part.text) < 120 and _CREDIT_END.search(part.text):
        return Part("caption", part.text, part.role)
    return part


def _cut_tail(out: Trimmed) -> None:
    """责任编辑 and the like glued to the end of the last paragraphs, and loose headings after the last of them."""
    for index in range(max(0, len(out.parts) - 4), len(out.parts)):
        part = out.parts[index]
        text = part.text
        key = fold(text).lower()
        from_ = max(0, len(text) - 160)
        match = line_patterns()["glued"].search(key, from_)
        if (
            match
            and match.start() > 0
            and (text[match.start() - 1] in "。！？!?”」』）)…；; \u3000\t#" or key[match.start()] in "（(【[")
        ):
            out.byline += read_byline(text[match.start() :].strip("（）()【】[]# ")).byline
            out.parts[index] = Part(part.kind, text[: match.start()].rstrip(" \u3000#"), part.role)
        elif text.endswith(("#", "＃")) and len(text) > 20:
            out.parts[index] = Part(part.kind, text.rstrip("#＃ "), part.role)
    while out.parts and (not out.parts[-1].text or (out.parts[-1].kind == "heading" and len(out.parts) > 2)):
        out.parts.pop()


def _read_ends(out: Trimmed) -> None:
    """Bylines inside the text that stays: datelines at the start, brackets at the end."""
    paragraphs = [part.text for part in out.parts if part.kind in ("body", "lead")]
    for text in paragraphs[:3]:
        start = text[:140]
        out.byline += bracketed(text, 0, 120)
        if len(text) < 60 and "记者" in fold(start):
            out.byline += reporters(text)
    for text in paragraphs[-3:]:
        if len(text) > 120 or text not in paragraphs[:3]:
            out.byline += bracketed(text, len(text) - 90, len(text))
        out.byline += signature(text)


def _drop_repeated_captions(out: Trimmed, bare_title: str) -> None:
    """An image's alternative text says again what its caption or the title says."""
    bares = [_bare(part.text) for part in out.parts]
    kept: list[Part] = []
    for index, part in enumerate(out.parts):
        if part.kind == "caption":
            bare = bares[index]
            near = bares[max(0, index - 3) : index] + (bares[index + 1 : index + 4] if part.role == "alt" else [])
            if part.role == "alt" and (len(bare) < 8 or bare == bare_title or bare.isascii() and "jpg" in bare):
                continue
            if bare and any(bare in other for other in near if other):
                continue
        kept.append(part)
    out.parts = kept
