"""Which of a draft's parts are the article: furniture, solicitations and tails go, their bylines are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from suyuan.model import Byline
from suyuan.read.draft import Part
from suyuan.read.finish.byline import (
    SHORT,
    bracketed,
    only_byline,
    read_byline,
    reporters,
    reporting_credits,
    signature,
)
from suyuan.read.finish.captions import AGENCY_CREDIT, bare, typed, without_repeats
from suyuan.read.finish.data import line_patterns, suspicious
from suyuan.read.finish.persons import capitals, is_person, names_in
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold

HEAD_ZONE = 7  # parts from the top that may still be source lines
TAIL_ZONE = 8  # parts from the end that may be bylines and credits
# A stop line ends the article only where this share of its prose is above it; higher up only the line itself goes.
STOP_AFTER = 0.55
_END = re.compile(r"[。！？!?…”’」』.][”’」』）)\]\"']*$")
# 张三/李四（某通讯社）: looks like a credit, is a byline.
_SIGNATURE = re.compile(r"^[^（）()。，,]{2,24}[（(][^（）()。]{2,40}[）)]$")
_TAKEN_FROM = re.compile(
    r"(?:转自|转载自|摘自|选自|原载|来源|获|经)[:：]?\s*[《「“]?([^《》「」“”，,。()（）]{2,20}?)[》」”]?(?:授权|同意|许可|$|[，,)）])"
)
_DATE_ONLY = re.compile(r"^[\s\d年月日号號:：/.,，\-–—TZ|·]+$")


@dataclass(slots=True)
class Trimmed:
    parts: list[Part] = field(default_factory=list)
    byline: list[Byline] = field(default_factory=list)
    head: list[str] = field(default_factory=list)  # lines of the head, for dates and outlets
    foot: list[str] = field(default_factory=list)
    incomplete: bool = False
    credits_from: int = 10**9  # the part at which the makers' credits start


def trim(parts: list[Part], title: str | None) -> Trimmed:
    """The article's parts in order. Never raises; an empty result means that nothing read as an article."""
    out = Trimmed()
    body: list[Part] = []
    for part in parts:
        if part.role == "head":
            out.head.append(part.text)
            if len(part.text) < 160:
                out.byline += read_byline(part.text).byline
        elif part.role == "foot":
            out.foot.append(part.text)
            if len(part.text) < SHORT:
                out.byline += read_byline(part.text).byline
        elif part.text:
            body.append(part)
    total = sum(len(part.text) for part in body) or 1
    above = 0
    bare_title = bare(title or "")
    body = _without_signature(body, out)
    keys = _keys(body)
    for index, part in enumerate(body):
        verdict = _verdict(part, keys[index], index, len(body), above / total, bare_title, out)
        above += len(part.text)
        if verdict == "stop":
            _read_rest(body[index:], out)
            break
        if verdict == "keep":
            out.parts.append(typed(part, keys[index]))
    _cut_tail(out)
    _read_ends(out)
    out.parts = without_repeats(out.parts, bare_title)
    return out


def _without_signature(body: list[Part], out: Trimmed) -> list[Part]:
    """A line of names in Latin letters beside a line that is a date: feeds put both before the text."""
    for index in range(min(2, len(body) - 1)):
        text = body[index].text
        if len(text) < 80 and text.isascii() and _DATE_ONLY.match(body[index + 1].text):
            names = names_in(capitals(text))
            if names and len("".join(names)) * 3 > len(text):
                # As printed: JANE ROE stays in capitals.
                printed = (text[(at := text.lower().find(name.lower())) : at + len(name)] for name in names)
                out.byline += [Byline(name, "author", text) for name in printed]
                return body[:index] + body[index + 1 :]
    return body


def _keys(parts: list[Part]) -> list[str]:
    """Each part folded, in one go: folding is the dearest step of a short article, so whole paragraphs far from the
    end, which nothing here touches, are left out (an empty key)."""
    last = len(parts) - TAIL_ZONE - 4
    texts = ["" if _paragraph(part.text) and index < last else part.text for index, part in enumerate(parts)]
    keys = fold("\n".join(texts)).lower().split("\n")
    return keys if len(keys) == len(texts) else [fold(text).lower() for text in texts]


def _paragraph(text: str) -> bool:
    return len(text) > 110 and text[-1] in _STOPS


_STOPS = "。！？”」』.!?"


def _verdict(part: Part, key: str, index: int, count: int, above: float, bare_title: str, out: Trimmed) -> str:
    """keep, drop, or stop: the article ends before this part. ``key`` is the part's text folded."""
    text = part.text
    size = len(text)
    if part.role == "links":
        return "drop"
    if part.role == "photo" or (part.kind == "caption" and size < 40 and by_name(text) is not None):
        out.byline += [Byline(name, "photographer", text) for name in names_in(text)]
        return "drop"
    if part.kind == "caption" and part.role != "alt" and not _SIGNATURE.search(text):
        return "drop" if size < 80 and line_patterns()["drop"].fullmatch(key.strip()) else "keep"
    if size > 400 or not key:
        return "keep"
    if size > 36 and part.kind == "body" and text[-1] in _STOPS and not suspicious(key):
        return "keep"
    key = key.strip()
    patterns = line_patterns()
    near_end = index >= count - TAIL_ZONE - 4 or above > 0.85
    if (size < 100 or near_end) and patterns["solicit"].search(key):
        return "drop"
    if (size < 70 or (near_end and size < 160)) and patterns["paywall"].search(key):
        out.incomplete = True
        return "stop" if above > 0.3 or index > 1 else "drop"
    if patterns["stop"].fullmatch(key.lstrip("（(【[※*●■▲△◇◆>» ")) and not (size > 60 and above < 0.5):
        return "stop" if above >= STOP_AFTER or (above > 0.3 and part.kind == "heading") else "drop"
    appeals = bool(patterns["appeal"].match(key)) or (size <= 60 and bool(patterns["invites"].match(key)))
    sentence = size > 30 and bool(_END.search(text)) and not appeals
    if size < (300 if appeals and near_end else 120) and not sentence and patterns["promo"].search(key):
        return "drop"
    if size > 180:
        return "keep"
    if patterns["drop"].fullmatch(key) and part.kind != "quote":
        if near_end or index < HEAD_ZONE:
            out.byline += _sources_in(key, text)
        return "drop"
    if size < 120 and (near_end or index < HEAD_ZONE) and patterns["staff"].fullmatch(key):
        out.byline += read_byline(text).byline
        out.credits_from = min(out.credits_from, index) if above > 0.6 else out.credits_from
        return "drop"
    if index > out.credits_from and size < 60 and not _END.search(text):
        return "drop"
    if bare_title and index < 4 and size < 2 * len(bare_title) + 20 and bare(text) == bare_title:
        return "drop"
    if near_end and above > 0.25 and size < SHORT and _SIGNATURE.search(text) and _tail_line(text, key, out):
        return "drop"
    if part.kind == "caption" or patterns["caption"].match(key) or (part.role == "under" and AGENCY_CREDIT.match(text)):
        return "keep"
    if size < 100 and patterns["credit"].fullmatch(key):
        out.byline += [each for each in read_byline(text).byline if each.role == "photographer"]
        return "drop"
    if index < HEAD_ZONE and above < 0.25 and not sentence and _head_line(text, key, out):
        return "drop"
    if near_end and patterns["reporting"].match(key):
        out.byline += reporting_credits(text)
        return "drop"
    if near_end and size < SHORT and _tail_line(text, key, out):
        return "drop"
    return "keep"


def _head_line(text: str, key: str, out: Trimmed) -> bool:
    """A date, source or author line before the article."""
    if _DATE_ONLY.match(text) and any(char.isdigit() for char in text):
        out.head.append(text)
        return True
    if len(text) >= 160 or (_END.search(text) and not re.search(r"[)）】\]]$", text)):
        return False
    found = read_byline(text)
    if found.labelled and only_byline(found):
        out.byline += found.byline
        out.head.append(text)
        return True
    if found.labelled and len(text) < 60:
        out.byline += found.byline
        if re.search(r"\d{4}", text):  # 晨报 2025/05/12 20:15（来源：某社）
            out.head.append(text)
            return True
    if index_names := _names_only(text):
        out.byline += index_names
        out.head.append(text)
        return True
    if len(text) < 60 and re.search(r"\d{4}", text) and only_byline(found):
        out.head.append(text)
        return True
    return False


def _sources_in(key: str, text: str) -> list[Byline]:
    """转自某社, 本文获某报授权转载: the outlet a dropped line names."""
    match = _TAKEN_FROM.search(key)
    if match and by_name(match.group(1)):
        return [Byline(text[match.start(1) : match.end(1)], "source", text[:120])]
    return []


def _names_only(text: str) -> list[Byline]:
    """A line of nothing but persons between title and text: 张三、李四."""
    if not 1 < len(text) <= 24:
        return []
    pieces = [piece for piece in re.split(r"[、，,\s/／]+", text) if piece]
    shaped = [is_person(piece, loose=len(pieces) > 1) and len(piece) <= 4 for piece in pieces]
    if all(shaped) and any(is_person(piece) for piece in pieces):
        return [Byline(piece, "author", text) for piece in pieces]
    return []


def _tail_line(text: str, key: str, out: Trimmed) -> bool:
    found = read_byline(text)
    if found.labelled and not _END.search(text):
        out.byline += found.byline
        if only_byline(found):
            if any(each.role in ("editor", "reviewer") for each in found.byline):
                out.credits_from = 0
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


def _cut_tail(out: Trimmed) -> None:
    """责任编辑 and the like glued to the end of the last paragraphs, and loose headings after the last of them."""
    for index in range(max(0, len(out.parts) - 4), len(out.parts)):
        part = out.parts[index]
        text = part.text
        from_ = max(0, len(text) - 160)
        key = "\0" * from_ + fold(text[from_:]).lower()
        match = line_patterns()["glued"].search(key, from_) if suspicious(key) else None
        if (
            match
            and match.start() > 0
            and (text[match.start() - 1] in "。！？!?”」』）)…；; \u3000\t#" or key[match.start()] in "（(【[")
        ):
            out.byline += read_byline(text[match.start() :].strip("（）()【】[]# ")).byline
            out.parts[index] = Part(part.kind, text[: match.start()].rstrip(" \u3000#"), part.role)
        elif text.endswith(("#", "＃")) and len(text) > 20:
            out.parts[index] = Part(part.kind, text.rstrip("#＃ "), part.role)
    _agency_credit(out)
    if len(out.parts) > 3 and _glued_headlines(out.parts[-1].text) and _END.search(out.parts[-2].text):
        out.parts.pop()
    while out.parts and (not out.parts[-1].text or (out.parts[-1].kind == "heading" and len(out.parts) > 2)):
        out.parts.pop()


_CREDIT = re.compile(r"\s*[（(\[]\s*([^（）()\[\]]{2,40}?)\s*[）)\]]\s*$")


def _agency_credit(out: Trimmed) -> None:
    """（路透社、法新社）, (AFP) behind the last sentence: whose copy it is, not a part of it."""
    last = next((at for at in range(len(out.parts) - 1, -1, -1) if out.parts[at].kind in ("body", "quote")), None)
    match = _CREDIT.search(out.parts[last].text) if last is not None else None
    if last is None or match is None:
        return
    names = [name for name in re.split(r"[/／、，,;；\s和及與与]+", match.group(1).removesuffix("等")) if name]
    known = [by_name(name) for name in names]
    rest = out.parts[last].text[: match.start()]
    if not known or not all(one is not None and (not rest or one.kind == "agency") for one in known):
        return
    out.byline += [Byline(name, "source", match.group().strip()) for name in names]
    out.parts[last] = Part(out.parts[last].kind, rest, out.parts[last].role)
    if not rest:
        del out.parts[last]


def _glued_headlines(text: str) -> bool:
    """Headlines of other stories run together behind the last paragraph, with nothing that ends a sentence."""
    if len(text) < 30 or re.search(r"[。！!；;]|[（(【]", text) or text.isascii():
        return False
    return len(re.findall(r"[\u3000：:｜|]|(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", text)) >= 3


def _read_ends(out: Trimmed) -> None:
    """Bylines inside the text that stays: datelines at the start, brackets at the end."""
    paragraphs = [part.text for part in out.parts if part.kind in ("body", "lead")]
    for text in paragraphs[:3]:
        start = text[:140]
        out.byline += bracketed(text, 0, 120)
        if len(text) < 60 and not _END.search(text) and "记者" in fold(start):
            out.byline += reporters(text)
    for text in paragraphs[-3:]:
        if len(text) > 120 or text not in paragraphs[:3]:
            out.byline += bracketed(text, len(text) - 90, len(text))
        out.byline += signature(text)
