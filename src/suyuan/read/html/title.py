"""The headline: the line that prints it, what the head states, or a line just above whose words the article uses."""

from __future__ import annotations

import re

from suyuan.read.draft import Draft, Hint
from suyuan.read.html.body import Body, prose, weight
from suyuan.read.html.lines import Lines
from suyuan.read.html.meta import Meta
from suyuan.read.lines import clean_line
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold

# What parts a headline from the name of its site; the weak hyphen needs a site-like tail (站名 after it).
_STRONG_BREAK = re.compile(r"\s*[_|｜»]\s*|\s+[-–—]+\s+|--+|——(?=[^—]{2,10}$)")
_WEAK_TAIL = re.compile(
    r"[-–](?=[^-–]{0,16}(?:网|網|报|報|新闻|新聞|频道|頻道|中心|社|台|资讯|博客|论坛|官网|com|cn|org))"
)


_BADGES = (
    "原创",
    "转载",
    "独家",
    "置顶",
    "精华",
    "推荐",
)  # a label that the heading's element holds before the headline
# How sites call themselves; 频道 and 新闻 are sections.
_SITE = re.compile(
    r"[\u3400-\u9fff](?:网|网站|报|日报|晚报|社|台|电视台|周刊|杂志|在线|官网|头条|传媒|媒体|资讯|医院|大学|政府)$"
)


def bare(text: str) -> str:
    """Folded, without white space: what two printings of a headline have in common."""
    return "".join(fold(text).split()).lower()


def strip_site(title: str) -> str:
    """A <title> without the site's name: ``标题_频道_站名`` is 标题."""
    pieces = [piece.strip() for piece in _STRONG_BREAK.split(title) if piece.strip()]
    if len(pieces) > 1:
        first = pieces[0]
        title = first if weight(first) >= 5 else title
    return _WEAK_TAIL.split(title)[0].strip() if weight(_WEAK_TAIL.split(title)[0]) >= 6 else title


def title_of(page: Lines, draft: Draft, body: Body | None, meta: Meta) -> int | None:
    """Set the draft's title; give the index of the line that prints it, if one does."""
    printed = clean_line(page.title)
    stated = [title for title in [*meta.titles, printed] if title]
    until = body.start + 4 if body else 60
    _site_hint(draft, printed)
    at = _printed_title(page, [bare(title) for title in stated], until)
    if at is None and body is not None:
        at = _better_title(page, body, stated[0] if stated else "")
    if at is not None:
        draft.title = page.lines[at].text
        if whole := _in_pieces(page, at, strip_site(stated[0]) if stated else ""):
            draft.title = whole
        return at
    heading = _first_heading(page, until)
    if stated:
        draft.title = strip_site(stated[0])
    elif heading is not None:
        draft.title = page.lines[heading].text
    if heading is not None and draft.title and _alike(page.lines[heading].text, draft.title):
        if bare(page.lines[heading].text) not in [badge + bare(draft.title) for badge in _BADGES]:
            draft.title = page.lines[heading].text
        return heading
    return None


def _site_hint(draft: Draft, printed: str) -> None:
    """The outlet that <title> names behind the headline: 标题--时政--某某网."""
    for piece in reversed(
        [piece.strip() for piece in re.split(r"[_|｜»]|\s[-–—]\s|--+|[-–](?=[^-–]{2,16}$)", printed)][1:]
    ):
        if len(piece) > 1 and by_name(piece):
            draft.hints.append(Hint("outlet", piece, "end of <title>", 0.75))
            return
    last = re.split(r"[_|｜»]|\s[-–—]\s|--+", printed)[-1].strip()
    if last != printed and len(last) <= 16 and _SITE.search(fold(last)):
        draft.hints.append(Hint("outlet", last, "end of <title>", 0.45))


def _printed_title(page: Lines, stated: list[str], until: int) -> int | None:
    """The line that a stated title holds: the whole headline beats the breadcrumb that repeats half of it, a heading
    beats plain text."""
    best: tuple[float, int] | None = None
    for index, line in enumerate(page.lines[: max(until, 0)]):
        if line.alt or len(line.text) > 160 or (line.links > 0.7 * len(line.text) and not line.level):
            continue
        short = bare(line.text)
        if weight(short) >= 5 and any(short in other for other in stated):
            score = len(short) + (20 - 3 * line.level if line.level else 0) + index / 1000
            if best is None or score > best[0]:
                best = (score, index)
    return best[1] if best else None


def _in_pieces(page: Lines, at: int, stated: str) -> str | None:
    """A long headline in several lines, 市政府关于⏎批准大桥工程⏎及渡轮票价的决定: then the stated one is whole."""
    whole, joined, last = bare(stated), bare(page.lines[at].text), at
    if len(joined) > 0.8 * len(whole):
        return None
    for step in (-1, 1):
        beside = at + step
        while 0 <= beside < len(page.lines) and abs(beside - at) <= 3:
            text = bare(page.lines[beside].text)
            longer = text + joined if step < 0 else joined + text
            if len(text) < 2 or longer not in whole:
                break
            joined, last, beside = longer, beside, beside + step
    return stated if last != at and len(joined) > 0.8 * len(whole) else None


def _better_title(page: Lines, body: Body, stated: str) -> int | None:
    """Where <title> is the site's greeting or missing: a line just above the article whose words the article uses."""
    text = bare("".join(line.text for line in page.lines[body.start : body.start + 40])[:3000])[:1500]
    if stated and used(bare(strip_site(stated)), text) >= 0.4:
        return None
    best: tuple[float, int] | None = None
    for index in range(max(0, body.start - 12), min(body.start + 2, len(page.lines))):
        line = page.lines[index]
        short = bare(line.text)
        if line.alt or not 5 <= weight(short) <= 45 or prose(line) or line.links > 0.8 * len(line.text):
            continue
        if re.search(r"[:：>»|]|\d{4}[-/.年]|。$", line.text) and not line.level:
            continue
        if re.match(r"[一二三四五六七八九十\d]{1,3}[、.．]|第[一二三四五六七八九十\d]+[章节]|\W", line.text):
            continue
        if index in (body.start, body.start - 1) and line.bold and used(bare(strip_site(stated)), text) < 0.2:
            return index
        score = used(short, text) + (0.4 if line.level else 0.2 if line.bold else 0) - 0.02 * abs(body.start - index)
        if score > 0.45 and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


def used(short: str, text: str) -> float:
    """The share of a line's character pairs that a text holds."""
    pairs = {short[i : i + 2] for i in range(len(short) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _first_heading(page: Lines, until: int) -> int | None:
    for index, line in enumerate(page.lines[:until]):
        if line.level == 1 and weight(line.text) >= 5:
            return index
    return None


def _alike(a: str, b: str) -> bool:
    """Do two titles share most of their character pairs? The page's and the head's are often edited apart."""
    first, second = bare(a), bare(b)
    one = {first[i : i + 2] for i in range(len(first) - 1)}
    two = {second[i : i + 2] for i in range(len(second) - 1)}
    return bool(one and two) and len(one & two) >= 0.5 * min(len(one), len(two))
