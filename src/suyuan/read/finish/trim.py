"""Which of a draft's parts are the article: furniture, solicitations and tails go, their bylines are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from suyuan.model import Byline
from suyuan.read.draft import Part
from suyuan.read.finish.byline import (
    SHORT,
    bracketed,
    of_outlet,
    only_byline,
    read_byline,
    reporters,
    reporting_credits,
    signature,
)
from suyuan.read.finish.captions import bare, bare_key, typed, under_image, without_repeats
from suyuan.read.finish.data import line_patterns
from suyuan.read.finish.persons import capitals, is_person, names_in, names_somebody
from suyuan.read.finish.signs import BYLINE, SIGN, SUSPICIOUS, signs_of, wordless
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold, fold_lower

HEAD_ZONE = 7  # parts from the top that may still be source lines
TAIL_ZONE = 8  # parts from the end that may be bylines and credits
# A stop line ends the article only where this share of its prose is above it; higher up only the line itself goes.
STOP_AFTER = 0.55
LONG = 400  # characters that no furniture has
_END = re.compile(r"[。！？!?…”’」』.][”’」』）)\]\"']*$")
# 张三/李四（某通讯社）: looks like a credit, is a byline.
_SIGNATURE = re.compile(r"^[^（）()。，,]{2,24}+[（(][^（）()。]{2,40}[）)]$")
# What says outright that the text is somebody else's; 来源 and 出自 may be of a picture or a fact.
_REPUBLISHED = re.compile(r"(?:转自|转载自|原载于?|首发于|摘自|选自)")
_TAKEN_FROM = re.compile(
    r"(?:转自|转载自|摘自|选自|出自|首发于|刊于|原载于?|来源|获|经)[:：]?\s*[《「“]?([^《》「」“”，,。()（）]{2,20}?)[》」”]?(?:授权|同意|许可|$|[，,)）])"
)
# 云州 —: a dateline that the page prints as a paragraph of its own.
_PLACE_ALONE = re.compile(r"[^\W\d][^。，,.：:]{1,20}\s?[—–]{1,2}")
# 刊登于 2031-05-06: below pictures and standfirst, where a head's line may still stand.
_STAMPED = re.compile(
    r"(?:(?:刊登|发布|发表|更新|首发|撰写|最后更新)(?:于|时间|日期|在)?\s*[:：]?\s*)?"
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\s\d:：]*(?:来源[:：]\s*\S{2,12})?\s*"
)
_DATE_ONLY = re.compile(r"^[\s\d年月日号號:：/.,，\-–—TZ|·]+$")


@dataclass(slots=True)
class Trimmed:
    parts: list[Part] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)  # of each part: folded, lower case, or empty (see `_keys`)
    signs: list[int] = field(default_factory=list)  # of each part: what it may be
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
        elif part.kind == "body" and len(body) < HEAD_ZONE and _only_place(body):
            body[-1] = Part("body", f"{body[-1].text} {part.text}", part.role)
        elif part.text:
            body.append(part)
    total = sum(len(part.text) for part in body) or 1
    above = 0
    bare_title = bare(title or "")
    body = _without_signature(body, out)
    keys = _keys(body)
    signs = signs_of(keys)
    for index, (part, key, sign) in enumerate(zip(body, keys, signs, strict=True)):
        verdict = "keep"
        if not _is_prose(part, sign):
            verdict = _verdict(_Line(part, key, sign, index, len(body), above / total), bare_title, out)
        above += len(part.text)
        if verdict == "stop":
            _read_rest(body[index:], out)
            break
        if verdict == "keep":
            out.parts.append(typed(part, key, sign))
            out.keys.append(key)
            out.signs.append(sign)
    _cut_tail(out)
    _read_ends(out)
    out.parts = without_repeats(out.parts, out.keys, bare_title)
    return out


def _only_place(body: list[Part]) -> bool:
    """Is all there is of the text so far, behind headings and captions, the place of its dateline?"""
    if not body or not (body[-1].kind == "body" or body[-1].role == "bold"):
        return False
    return all(part.kind in ("caption", "heading") for part in body[:-1]) and bool(
        _PLACE_ALONE.fullmatch(body[-1].text)
    )


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
    end and long ones, which nothing here touches, are left out (an empty key)."""
    last = len(parts) - TAIL_ZONE - 4
    texts = [
        "" if len(part.text) > LONG or (_paragraph(part.text) and index < last) else part.text
        for index, part in enumerate(parts)
    ]
    keys = fold_lower("\n".join(texts)).split("\n")
    return keys if len(keys) == len(texts) else [fold_lower(text) for text in texts]


def _paragraph(text: str) -> bool:
    return len(text) > 110 and text[-1] in _STOPS


_STOPS = "。！？”」』.!?"


class _Line(NamedTuple):
    """A part on trial, and where it stands (``place`` of ``of``): ``key`` is its text folded, ``above`` the share of
    the text above it."""

    part: Part
    key: str
    signs: int
    place: int
    of: int
    above: float

    def may_be(self, kind: str) -> int:
        return self.signs & SIGN[kind]

    def goes(self, key: str) -> bool:
        """Is the whole line furniture?"""
        if self.may_be("drop"):
            return bool(line_patterns()["drop"].fullmatch(key))
        return bool(wordless("drop").fullmatch(key))


def _is_prose(part: Part, signs: int) -> bool:
    """A whole sentence that holds no word of furniture."""
    kind, text, role = part
    return (
        kind == "body"
        and len(text) > 36
        and text[-1] in _STOPS
        and not signs & SUSPICIOUS
        and role not in ("links", "photo")
    )


def _verdict(line: _Line, bare_title: str, out: Trimmed) -> str:
    """keep, drop, or stop: the article ends before this part."""
    part, key, signs, index, count, above = line
    text = part.text
    size = len(text)
    if part.role == "links":
        return "drop"
    if part.role == "photo" or (part.kind == "caption" and size < 40 and by_name(text) is not None):
        out.byline += [Byline(name, "photographer", text) for name in names_in(text)]
        return "drop"
    if part.kind == "caption" and part.role != "alt" and not _SIGNATURE.search(text):
        return "drop" if size < 80 and line.goes(key.strip()) else "keep"
    if not key:
        return "keep"
    key = key.strip()
    if size < 40 and index < 2 * HEAD_ZONE and _STAMPED.fullmatch(key):
        out.head.append(text)
        out.byline += read_byline(text, key).byline
        return "drop"
    near_end = index >= count - TAIL_ZONE - 4 or above > 0.85
    if signs & _APPEALS and (verdict := _appeal(line, key, near_end, out)):
        if size < SHORT and near_end:
            out.byline += _sources_in(key, text)
        return verdict
    if size > 180:
        return "keep"
    patterns = line_patterns()
    if part.kind != "quote" and line.goes(key):
        if near_end or index < HEAD_ZONE:
            out.byline += _sources_in(key, text)
        return "drop"
    if line.may_be("staff") and size < 120 and (near_end or index < HEAD_ZONE) and patterns["staff"].fullmatch(key):
        out.byline += read_byline(text).byline
        out.credits_from = min(out.credits_from, index) if above > 0.6 else out.credits_from
        return "drop"
    if index > out.credits_from and size < 60 and not _END.search(text):
        out.byline += [each for each in read_byline(text, key).byline if each.role in ("editor", "reviewer")]
        return "drop"
    if bare_title and index < 4 and size < 2 * len(bare_title) + 20 and bare_key(key) == bare_title:
        return "drop"
    if near_end and above > 0.25 and size < SHORT and _SIGNATURE.search(text) and _tail_line(text, key, signs, out):
        return "drop"
    if part.kind == "caption" or patterns["caption"].match(key) or (part.role == "under" and under_image(text, key)):
        return "keep"
    if line.may_be("credit") and size < 100 and patterns["credit"].fullmatch(key):
        out.byline += [each for each in read_byline(text).byline if each.role == "photographer"]
        return "drop"
    sentence = size > 30 and bool(_END.search(text)) and not _appeals(key, size)
    if index < HEAD_ZONE and above < 0.25 and not sentence and _head_line(text, key, signs, out):
        return "drop"
    if near_end and line.may_be("reporting") and patterns["reporting"].match(key):
        out.byline += reporting_credits(text)
        return "drop"
    if near_end and size < SHORT and _tail_line(text, key, signs, out):
        return "drop"
    return "keep"


def _appeals(key: str, size: int) -> bool:
    patterns = line_patterns()
    return bool(patterns["appeal"].match(key)) or (size <= 60 and bool(patterns["invites"].match(key)))


_APPEALS = SIGN["solicit"] | SIGN["paywall"] | SIGN["stop"] | SIGN["promo"]


def _appeal(line: _Line, key: str, near_end: bool, out: Trimmed) -> str | None:
    """What the site says to its readers: solicitations, the wall before the rest, what follows the article."""
    patterns, size, above, text = line_patterns(), len(line.part.text), line.above, line.part.text
    if (size < 100 or near_end) and line.may_be("solicit") and patterns["solicit"].search(key):
        return "drop"
    if (size < 70 or (near_end and size < 160)) and line.may_be("paywall") and patterns["paywall"].search(key):
        out.incomplete = True
        return "stop" if above > 0.3 or line.place > 1 else "drop"
    bare_of_marks = key.lstrip("（(【[※*●■▲△◇◆>» ")
    if line.may_be("stop") and patterns["stop"].fullmatch(bare_of_marks) and not (size > 60 and above < 0.5):
        return "stop" if above >= STOP_AFTER or (above > 0.3 and line.part.kind == "heading") else "drop"
    if line.may_be("promo"):
        appeals = _appeals(key, size)
        sentence = size > 30 and bool(_END.search(text)) and not appeals
        if size < (300 if appeals and near_end else 120) and not sentence and patterns["promo"].search(key):
            return "drop"
    return None


def _head_line(text: str, key: str, signs: int, out: Trimmed) -> bool:
    """A date, source or author line before the article."""
    if _DATE_ONLY.match(text) and any(char.isdigit() for char in text):
        out.head.append(text)
        return True
    if len(text) >= 160 or (_END.search(text) and not re.search(r"[)）】\]]$", text)):
        return False
    found = read_byline(text, key, bool(signs & BYLINE))
    if found.labelled and only_byline(found):
        out.byline += found.byline
        out.head.append(text)
        return True
    if found.labelled and len(text) < 60:
        out.byline += found.byline
        if re.search(r"\d{4}", text):  # 晨报 2025/05/12 20:15（来源：某社）
            out.head.append(text)
            return True
    if named := _names_only(text) or (of_outlet(text, fold(text)) if len(text) < 24 and " " in text else []):
        out.byline += named
        out.head.append(text)
        return True
    if len(text) < 60 and re.search(r"\d{4}", text) and only_byline(found):
        out.head.append(text)
        return True
    return False


def _sources_in(key: str, text: str) -> list[Byline]:
    """转自某社, 本文获某报授权转载: the outlet a dropped line names. Where the line says outright that the text is
    republished, no table need know it."""
    match = _TAKEN_FROM.search(key, max(0, key.find("转载自")))
    if match is None:
        return []
    name = text[match.start(1) : match.end(1)].strip()
    if by_name(name) or (_REPUBLISHED.match(match.group()) and names_somebody(name)):
        return [Byline(name, "source", text[:120])]
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


def _tail_line(text: str, key: str, signs: int, out: Trimmed) -> bool:
    found = read_byline(text, key, bool(signs & BYLINE))
    if found.labelled and not _END.search(text):
        out.byline += found.byline
        if only_byline(found):
            if any(each.role in ("editor", "reviewer") for each in found.byline):
                out.credits_from = 0
            return True
    if signs & SIGN["glued"] and line_patterns()["glued"].match(key):
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
        start = _glued_at(part.text, out.keys[index], out.signs[index])
        if start:
            out.byline += read_byline(part.text[start:].strip("（）()【】[]# ")).byline
            out.foot.append(part.text[start:])
            text = part.text[:start].rstrip(" \u3000#")
        elif part.text.endswith(("#", "＃")) and len(part.text) > 20:
            text = part.text.rstrip("#＃ ")
        else:
            continue
        out.parts[index], out.keys[index] = Part(part.kind, text, part.role), ""
    _agency_credit(out)
    if len(out.parts) > 3 and _glued_headlines(out.parts[-1].text) and _END.search(out.parts[-2].text):
        out.parts.pop()
    while out.parts and (not out.parts[-1].text or (out.parts[-1].kind == "heading" and len(out.parts) > 2)):
        out.parts.pop()


_GLUED = 160  # characters of a paragraph's end that may be no part of it
_BEFORE_GLUED = "。！？!?”」』）)…；; \u3000\t#"
_GLUED_SIGNS = SIGN["glued"] | SUSPICIOUS


def _glued_at(text: str, key: str, signs: int) -> int:
    """Where a line begins that is glued to the end of a paragraph; 0 where none is."""
    if key and signs & _GLUED_SIGNS != _GLUED_SIGNS:
        return 0
    from_ = max(0, len(text) - _GLUED)
    tail = fold_lower(text[from_:])
    match = line_patterns()["glued"].search(tail)
    if match is None or signs_of([tail])[0] & _GLUED_SIGNS != _GLUED_SIGNS:
        return 0
    start = from_ + match.start()
    return start if text[start - 1] in _BEFORE_GLUED or tail[match.start()] in "（(【[" else 0


_CREDIT = re.compile(r"\s*[（(\[]\s*([^（）()\[\]]{2,40}?)\s*[）)\]]\s*$")


def _agency_credit(out: Trimmed) -> None:
    """（路透社、法新社）, (AFP) behind the last sentence: whose copy it is, not a part of it."""
    last = next((at for at in range(len(out.parts) - 1, -1, -1) if out.parts[at].kind in ("body", "quote")), None)
    text = out.parts[last].text if last is not None else ""
    match = _CREDIT.search(text, max(0, len(text) - _GLUED)) if text.endswith(("）", ")", "]")) else None
    if last is None or match is None:
        return
    names = [name for name in re.split(r"[/／、，,;；\s和及與与]+", match.group(1).removesuffix("等")) if name]
    known = [by_name(name) for name in names]
    rest = text[: match.start()]
    if not known or not all(one is not None and (not rest or one.kind == "agency") for one in known):
        return
    out.byline += [Byline(name, "source", match.group().strip()) for name in names]
    out.parts[last] = Part(out.parts[last].kind, rest, out.parts[last].role)
    out.keys[last] = ""
    if not rest:
        del out.parts[last], out.keys[last]


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
