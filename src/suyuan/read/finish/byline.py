"""Bylines by role, out of a page's own lines: 责任编辑：…, 文/…, （某报记者…综合报导）, 編譯 …；審校 …, By …"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from suyuan.model import Byline, BylineRole
from suyuan.read.datetimes import find_datetimes
from suyuan.read.finish.data import opening, places, role_words
from suyuan.read.finish.persons import capitals, is_person, names_in, run_of_names
from suyuan.read.outlets import by_label, by_name
from suyuan.read.syntax import any_of
from suyuan.text.fold import fold, fold_lower

SHORT = 100  # a line this long may be nothing but a byline
_KIND = "记者|实习生|通讯员|特派员|特约撰稿人|撰稿人"
_REPORTER = re.compile(rf"(?P<kind>{_KIND})\s*(?P<names>(?:(?!{_KIND})[^（）()【】〔〕\[\]。！？!?]){{2,60}})")
# 编译某某／综合报导, 某某／核稿编辑: a name against a slash, the role before or behind it.
_SLASHED = re.compile(
    r"(?P<before>编译|编辑|撰文|摄影|翻译)(?P<a>[\u3400-\u9fff]{2,4})[/／]|(?P<b>[\u3400-\u9fff]{2,4})[/／](?P<after>[\u3400-\u9fff]{2,8})$"
)
_BRACKETED = re.compile(r"[（(【〔\[]([^（）()【】〔〕\[\]\n]{2,80})(?:[）)】〕\]]|$)")
# 海东晚报讯（林小雨）昨日……: the reporter behind the dispatch line; ……通车。（林小雨）: or behind the last sentence.
_FILED_BY = re.compile(r"^\s*[\u3400-\u9fff]{2,10}讯\s*[（(](?P<names>[\u3400-\u9fff、，, ]{2,16})[）)]")
_CLOSING = re.compile(r"(?<=[。！？”」])\s*[（(]([\u3400-\u9fff、，,/／ ]{2,16})[）)]$")
_JAPANESE = re.compile(r"^【(?:[^【】＝=]{1,20})[＝=]([^【】＝=]{2,20})】")
_KOREAN = re.compile(r"([가-힣]{2,4})\s*(?:선임|수습)?기자(?:\s|$|\()")
# 2031年1月2日08:19 [ 张三 ] 来源：…: some portals box the author behind the date.
_BOXED = re.compile(r"\d{1,2}[:：]\d{2}\s*[\[【]\s*([^\[\]【】]{2,20}?)\s*[\]】]")
_BY = re.compile(r"^(?:[-–—]{1,3}\s*)?(?:by|von|par|por)\s+(.{3,100})$", re.I)
_PICTURE_BY = re.compile(r"(?:photo\w*|picture|image|illustration|graphic)s?\s*$")
# 林小雨/陈牧（综合报导）: who put the report together.
_COMPILED = re.compile(
    r"^(?P<names>[\u3400-\u9fff/／、，,\s]{2,30})[（(](?:综合|综合外电|综合媒体|编译|整理)?(?:报导|报道|编译|整理)[）)]$"
)
# 林小雨/海东晚报: a name against the outlet it wrote for.
_AGAINST = re.compile(r"^(?P<names>[^（()）。，,/／:：]{2,30})\s*[/／]\s*(?P<outlet>[^/／。，,:：()（）]{2,16})$")
# 张三/李四（路透社、某报）: a signature with the agencies behind it.
_SIGNED = re.compile(r"^([^（）()。，,]{2,40})[（(]([^（）()。]{2,40})[）)]$")


@dataclass(slots=True)
class Found:
    """What a line says, and how much of it that is: ``rest`` are the characters no pattern took."""

    byline: list[Byline] = field(default_factory=list)
    rest: str = ""
    labelled: bool = False


@cache
def _labels() -> re.Pattern[str]:
    words = sorted(role_words(), key=len, reverse=True)
    long = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words if len(word) > 1)
    short = "|".join(re.escape(word) for word in words if len(word) == 1)
    spread = r"作\s+者|来\s+源|编\s+辑|记\s+者|摄\s+影"
    return any_of(
        (
            rf"(?<![\u3400-\u9fffa-z])(?:本文|本报|本台|本社|本网|本刊|特约|文字)?(?P<label>{long}|{spread})\s*(?:[:：/／|｜丨]\s*|\s+)",
            r"(?<=[网报社台刊闻])(?P<glued>作者|来源|编辑|责任编辑|记者)[:：]\s*",  # 来源：海东晚报网作者：林小雨
            rf"(?<![\u3400-\u9fffa-z])(?P<one>{short})\s*[:：/／|｜丨]\s*",
        )
    )


# A mark, or a date (Posted on May 6, 2031 by Jane Roe), before a by that is a byline's.
_BEFORE_BY = re.compile(r"(?:[|·•–—-]|\b\d{4}|\d[:：]\d{2}(?:\s*[ap]\.?m\.?)?)[\s,]*$")
# What stands in a byline that has none of the words before names.
_OTHER_SIGNS = any_of(
    (
        r"[作写文图摄译校据]\s*[:：/／|｜丨]|作\s+者|来\s+源|编\s+辑|记\s+者|摄\s+影|[/／]|[)）]$|\d[:：]\d\d\s*[\[【]|^(?:by|von|par|por)\s",
    )
)


def read_byline(line: str, key: str | None = None, likely: bool = True) -> Found:
    """Names by role in a short line that is nothing but a byline, or in a head or foot. ``key`` is the line folded and
    in lower case, and ``likely`` whether it holds a word that comes before names, where these are known."""
    found = Found(rest=line)
    if "|" in line and len(line) < SHORT:
        line = _IN_CELLS.sub(r"\1：", line)  # 2031-05-06 | 来源海东网 | 作者林小雨
        found.rest = line
    if key is None or len(key) != len(line):
        key = fold_lower(line)
    if not likely and not _OTHER_SIGNS.search(key):
        return found
    marks = list(_labels().finditer(key))
    taken: list[tuple[int, int]] = []
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(line)
        value = _value(line, key, mark.end(), end)
        label = " ".join((mark["label"] or mark["glued"] or mark["one"]).split())
        if label == "by" and mark.start() and not _BEFORE_BY.search(key[: mark.start()]):
            label = "photo by" if _PICTURE_BY.search(key[: mark.start()]) else "nobody's"  # by in mid-sentence
        if label == "nobody's":
            continue
        role = role_words().get(label) or role_words().get(label.replace(" ", ""), "unknown")
        # Behind a colon or slash any pen name may stand; behind a mere space only what is shaped like a name.
        loose = mark.group().rstrip().endswith(_COLONS) or (
            mark.start() == 0 and len(line) - mark.end() <= 4 and len(marks) == 1
        )
        if not loose and len(marks) > 1 and len(line) < 60:
            # 责编 张三 李四 网编 瑞雪: beside another label, short words are names too.
            loose = all(len(word) in (2, 3) for word in value.split())
        if role == "source":
            names = _sources(value) if loose else []
        else:
            names = names_in(_without_medium(value), loose=loose)
            if role == "photographer" and "提供" in fold(value):
                names = []  # 图：某公司提供: who lent a picture did not take it
        if names:
            evidence = line[mark.start() : mark.end()] + value
            found.byline += [Byline(name, cast(BylineRole, role), evidence.strip()[:120]) for name in names]
            taken.append((mark.start(), mark.end() + len(value)))
            found.labelled = True
        elif not value.strip():
            taken.append((mark.start(), mark.end()))
    first = marks[0].start() if taken else len(key)
    before = reporters(line[:first], key[:first])
    if before:
        found.byline = before + [each for each in found.byline if each.name not in {one.name for one in before}]
        found.labelled = True
        match = _REPORTER.search(key[:first])
        taken.insert(0, match.span() if match else (0, 0))
    if not any(each.role in ("author", "reporter") for each in found.byline):
        found.byline += _boxed(line)
    if not found.byline:
        found.byline = _other(line)
        found.rest = "" if found.byline else line
        found.labelled = bool(found.byline)
        return found
    for start, end in sorted(taken, reverse=True):
        key = key[:start] + key[end:]
    found.rest = key
    return found


_COLONS = tuple(":：/／|｜丨")
_IN_BOX = re.compile(r"\s*[【〔\[][^【】〔〕\[\]]{1,40}[】〕\]]")
_VALUE_ENDS = re.compile(
    r"[）)】〕\]|｜]|\s{2,}|[\u3000\u2002\u2003]{1,}|；|;|\d{4}[-/.年]|(?:发布|发表)?(?:时间|日期)|发布于|发表于|阅读|点击|浏览|评论|字号|分享|访问|人气|回复|\s(?:举报|收藏|打印|纠错|订阅|关注)|[:：](?=\s*[\u3400-\u9fff]{4})"
)


def _value(line: str, key: str, start: int, end: int) -> str:
    """A label's value ends at the next label, a wide gap, a bracket that was open before it, or a date."""
    value = line[start:end]
    if boxed := _IN_BOX.match(value):
        return boxed.group()
    stop = _VALUE_ENDS.search(value)
    if stop and stop.start() > 0:
        value = value[: stop.start()]
    return value[:80]


_MEDIUM_REPORTER = re.compile(
    r"\s*[\u3400-\u9fff·]{2,10}?(?:实习|见习|首席|特约|专栏)?(?:记者|通讯员|撰稿人|评论员|作者)\s*(?=[\u3400-\u9fff])"
)


def _without_medium(value: str) -> str:
    """作者：海东在线记者 林小雨: the outlet and the word before the name are no part of it."""
    match = _MEDIUM_REPORTER.match(fold(value))
    return value[match.end() :] if match else value


_IN_CELLS = re.compile(r"(?<=\|)\s*(作者|来源|來源|编辑|編輯)(?=[^\s:：|/])")
_BUTTONS = re.compile(r"(?:\s*(?:举报|舉報|收藏|打印|列印|纠错|订阅|訂閱|关注|關注))+\s*$")


def _sources(value: str) -> list[str]:
    value = _BUTTONS.sub("", value).strip(' #：:。()（）[]【】《》〈〉"“”')
    value = re.sub(r"^https?://\S+", "", value)
    if not 1 < len(value) <= 40:
        return []
    outlet = by_label(value)
    if outlet or re.search(r"[网報报社台刊]|新闻|日报|周刊|新聞|频道|发布|News|Times|Post|Press|\.com|\.cn", value):
        return [value]
    return [value] if len(value) <= 16 and not re.search(r"[，。！？]", value) else []


def reporters(line: str, key: str | None = None) -> list[Byline]:
    """The names after 记者 in a bracket, a dateline or a short line."""
    key = fold(line) if key is None else key
    found: list[Byline] = []
    for match in _REPORTER.finditer(key):
        start = match.start("names")
        role = "correspondent" if match["kind"] == "通讯员" else "reporter"
        if key[max(0, match.start() - 1) : match.start()] in ("，", ",", "、", "的", "对", "向"):
            continue  # 同行的记者…, 昨日，记者…: the reporter at work in a sentence, not a byline
        names = run_of_names(line[start : match.end("names")])
        if re.match(r"\s*摄", key[match.end("names") :]) or re.search(r"摄影?$", match["names"].strip()):
            role = "photographer"
        for name in names:
            found.append(
                Byline(name, cast(BylineRole, role), line[max(0, match.start() - 8) : match.end()].strip()[:120])
            )
    return found


_ROLE_SIGN = re.compile(r"[:：/／]|编译|报导|责编|编辑|作者")


def bracketed(text: str, start: int, end: int) -> list[Byline]:
    """Bylines inside the brackets of a paragraph's first or last characters: （本报记者某某）, （编辑：某某）."""
    found: list[Byline] = []
    for match in _BRACKETED.finditer(text, max(0, start), min(len(text), end)):
        inside = match.group(1)
        key = fold(inside)
        if "记者" in key or "通讯员" in key:
            found += reporters(inside, key)
        elif _ROLE_SIGN.search(key):
            found += [each for each in read_byline(inside).byline if each.role != "source" or by_name(each.name)]
    if start == 0 and (filed := _FILED_BY.match(opening(text))):
        names = [name for name in re.split(r"[、，,\s]+", text[filed.start("names") : filed.end("names")]) if name]
        if names and all(is_person(name) for name in names):
            found += [Byline(name, "reporter", text[: filed.end()]) for name in names]
    if end == len(text) and (closing := _CLOSING.search(text, max(0, len(text) - 40))):
        names = [name for name in re.split(r"[、，,/／\s]+", closing.group(1)) if name]
        if names and all(len(name) in (2, 3) and is_person(name) for name in names):
            found += [Byline(name, "author", closing.group()) for name in names]
    if start == 0 and text.startswith("【") and (signed := _JAPANESE.match(text)):
        found += [
            Byline(name, "reporter", signed.group())
            for name in re.split(r"[、・]", signed.group(1))
            if is_person(name, True)
        ]
    return found


def _slashed(line: str, key: str) -> list[Byline]:
    match = _SLASHED.match(key)
    if not match:
        return []
    group = "a" if match["a"] else "b"
    name = line[match.start(group) : match.end(group)]
    word = match["before"] or match["after"]
    role = role_words().get(word) or ("reporter" if re.search("(?:报导|报道)$", word) else None)
    return [Byline(name, cast(BylineRole, role), line[:120])] if role and is_person(name) else []


def _boxed(line: str) -> list[Byline]:
    match = _BOXED.search(line)
    return [Byline(name, "author", line[:120]) for name in names_in(match.group(1))] if match else []


_MEDIUM = re.compile(r"[\u3400-\u9fff](?:社|报|电台|电视台|通讯社|日报|时报|周刊)$")


def _other(line: str) -> list[Byline]:
    """By Jane Roe; 홍길동 기자; 张三/李四（某通讯社）."""
    key = fold(line) if len(line) < 60 else ""
    if len(line) < 40 and (found := _slashed(line, key)):
        return found
    if by := _BY.match(line):
        value = re.split(
            r"\s*[|•·]|\s[-–—]\s|\s+(?:[Ff]ollow\s+)?@|,\s*(?=(?:The|Associated|Reuters|AFP|CNN|AP)\b)", by.group(1)
        )[0]
        return [Byline(name, "author", line[:120]) for name in names_in(capitals(value))]
    if len(line) < 60 and (match := _KOREAN.search(line)):
        return [Byline(match.group(1), "reporter", line)]
    if len(line) < 60 and (match := _COMPILED.match(key)):
        names = [name for name in re.split(r"[/／、，,\s]+", line[: match.end("names")]) if name]
        if all(is_person(name) for name in names):
            return [Byline(name, "reporter", line) for name in names]
    if len(line) < 40 and (found := of_outlet(line, key)):
        return found
    if len(line) < 40 and (match := _AGAINST.match(line)) and by_name(match["outlet"]):
        names = [name for name in re.split(r"[、，,\s]+", match["names"]) if name]
        if names and all(is_person(name) for name in names):
            return [*(Byline(name, "author", line) for name in names), Byline(match["outlet"], "source", line)]
    if len(line) < 60 and (match := _SIGNED.match(line)):
        names = [name for name in re.split(r"[/／、\s]+", match.group(1)) if name]
        behind = [re.sub("等$", "", piece) for piece in re.split(r"[、，,/\s]+", match.group(2))]
        media = [piece for piece in behind if by_name(piece) or _MEDIUM.search(fold(piece))]
        if media and all(is_person(name) for name in names):
            return [*(Byline(name, "author", line) for name in names), *(Byline(one, "source", line) for one in media)]
    return []


_BEHIND_OUTLET = re.compile(r"\s|编辑|撰稿人|评论员")


def of_outlet(line: str, key: str) -> list[Byline]:
    """海东晚报编辑 林小雨: a role with its outlet before it, in a line of its own. ``key`` is the line folded."""
    if not _BEHIND_OUTLET.search(key, 2, 11):
        return []
    for size in range(2, min(9, len(key))):
        if key[size : size + 1].isspace() and is_person(name := line[size:].strip()) and by_name(line[:size]):
            return [Byline(name, "author", line), Byline(line[:size], "source", line)]  # 海东晚报 林小雨
        word = next((word for word in ("编辑", "撰稿人", "评论员") if key.startswith(word, size)), None)
        if word and by_name(line[:size]):
            names = names_in(line[size + len(word) :])
            return [Byline(name, "editor" if word == "编辑" else "author", line) for name in names]
    return []


def reporting_credits(text: str) -> list[Byline]:
    """Reporting by Jane Roe in Bay City and John Doe; Editing by Ann Poe: an agency's last line."""
    found: list[Byline] = []
    for piece in re.split(r"[;；.](?:\s|$)", text):
        match = re.match(r"\s*([\w ]{0,40}?)\s*by\s+(.+)", piece, re.I)
        if not match:
            continue
        what = match.group(1).lower()
        role: BylineRole = "editor" if "edit" in what else "translator" if "translat" in what else "reporter"
        for name in re.split(r",|\band\b", match.group(2)):
            name = re.sub(r"\s+(?:in|from|at)\s+[A-Z].*", "", name.strip())
            if is_person(name):
                found.append(Byline(name, role, text[:120]))
    return found


_SIGNATURE = re.compile(r"[。」]【([^【】]{3,60})】$")


def signature(text: str) -> list[Byline]:
    """The bracket that ends a Japanese report: 【エルサレム某野太郎、カイロ某田花子】."""
    match = _SIGNATURE.search(text, max(0, len(text) - 64)) if text.endswith("】") else None
    found: list[Byline] = []
    for piece in re.split(r"[、，,]", match.group(1)) if match else ():
        name = piece.strip()
        for place in places():
            if fold(name).startswith(place) and len(name) - len(place) >= 2:
                name = name[len(place) :]
                break
        if is_person(name, loose=True) and not re.search(r"[\d年月日]", name):
            found.append(Byline(name, "reporter", match.group() if match else None))
    return found


def only_byline(found: Found) -> bool:
    """Is nothing left of the line once its names, dates and outlets are taken?"""
    rest = found.rest
    for stamp in sorted(find_datetimes(rest), key=lambda each: -each.start):
        rest = rest[: stamp.start] + rest[stamp.end :]
    rest = re.sub(
        r"^[^，。]{0,24}供稿|[\W_]+|\d+|报导|报道|综合|编译|摄|发布|时间|日期|更新|来源|发表|字号|大|中|小|分享|评论|打印|责编|编辑",
        "",
        fold(rest),
    )
    if len(rest) <= 8 or by_name(rest) is not None:
        return True
    for place in places():
        if place in rest:
            rest = rest.replace(place, "", 1)
    return (
        len(rest) <= 8
        or by_name(rest) is not None
        or (len(rest) <= 14 and bool(re.search("(?:电台|日报|新闻|时报|通讯社|电视台|晚报|早报)$", rest)))
    )
