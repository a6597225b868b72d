"""From chosen lines to a draft's parts: the title, the lines round the article, hard-wrapped text joined again."""

from __future__ import annotations

import re
from dataclasses import replace

from suyuan.read.draft import Draft, Hint, Part
from suyuan.read.html.body import Body, name_cues, prose, says, weight
from suyuan.read.html.lines import CAPTION, LIST, Line, Lines
from suyuan.read.html.meta import Meta
from suyuan.read.lines import clean_line
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold

HEAD_LINES = 14  # lines before the article that may hold its date and byline
FOOT_LINES = 14
_SPACE = re.compile(r"[\s\u3000]+")
_FINAL = re.compile(r"[。！？!?…：:；;][”’」』）)\]\"']*$|[.][\"')\]]*$")
# What parts a headline from the name of its site; the weak hyphen needs a site-like tail (站名 after it).
_STRONG_BREAK = re.compile(r"\s*[_|｜»]\s*|\s+[-–—]+\s+|--+|——(?=[^—]{2,10}$)")
_WEAK_TAIL = re.compile(
    r"[-–](?=[^-–]{0,16}(?:网|網|报|報|新闻|新聞|频道|頻道|中心|社|台|资讯|博客|论坛|官网|com|cn|org))"
)


def _bare(text: str) -> str:
    return _SPACE.sub("", fold(text)).lower()


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
    at = _printed_title(page, [_bare(title) for title in stated], until)
    if at is None and body is not None:
        at = _better_title(page, body, stated[0] if stated else "")
    if at is not None:
        draft.title = page.lines[at].text
        return at
    heading = _first_heading(page, until)
    if stated:
        draft.title = strip_site(stated[0])
    elif heading is not None:
        draft.title = page.lines[heading].text
    if heading is not None and draft.title and _alike(page.lines[heading].text, draft.title):
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


def _printed_title(page: Lines, stated: list[str], until: int) -> int | None:
    """The line that a stated title holds: the whole headline beats the breadcrumb that repeats half of it, a heading
    beats plain text."""
    best: tuple[float, int] | None = None
    for index, line in enumerate(page.lines[: max(until, 0)]):
        if line.alt or len(line.text) > 160 or (line.links > 0.7 * len(line.text) and not line.level):
            continue
        bare = _bare(line.text)
        if weight(bare) >= 5 and any(bare in other for other in stated):
            score = len(bare) + (20 - 3 * line.level if line.level else 0) + index / 1000
            if best is None or score > best[0]:
                best = (score, index)
    return best[1] if best else None


def _better_title(page: Lines, body: Body, stated: str) -> int | None:
    """Where <title> is the site's greeting or missing: a line just above the article whose words the article uses."""
    text = _bare("".join(line.text for line in page.lines[body.start : body.start + 40]))[:1500]
    if stated and _used(_bare(strip_site(stated)), text) >= 0.4:
        return None
    best: tuple[float, int] | None = None
    for index in range(max(0, body.start - 12), min(body.start + 2, len(page.lines))):
        line = page.lines[index]
        bare = _bare(line.text)
        if line.alt or not 5 <= weight(bare) <= 45 or prose(line) or line.links > 0.8 * len(line.text):
            continue
        if re.search(r"[:：>»|]|\d{4}[-/.年]|。$", line.text) and not line.level:
            continue
        if re.match(r"[一二三四五六七八九十\d]{1,3}[、.．]|第[一二三四五六七八九十\d]+[章节]|\W", line.text):
            continue
        if index in (body.start, body.start - 1) and line.bold and _used(_bare(strip_site(stated)), text) < 0.2:
            return index
        score = _used(bare, text) + (0.4 if line.level else 0.2 if line.bold else 0) - 0.02 * abs(body.start - index)
        if score > 0.45 and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


def _used(bare: str, text: str) -> float:
    """The share of a line's character pairs that a text holds."""
    pairs = {bare[i : i + 2] for i in range(len(bare) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _first_heading(page: Lines, until: int) -> int | None:
    for index, line in enumerate(page.lines[:until]):
        if line.level == 1 and weight(line.text) >= 5:
            return index
    return None


def _alike(a: str, b: str) -> bool:
    """Do two titles share most of their character pairs? The page's and the head's are often edited apart."""
    first, second = _bare(a), _bare(b)
    one = {first[i : i + 2] for i in range(len(first) - 1)}
    two = {second[i : i + 2] for i in range(len(second) - 1)}
    return bool(one and two) and len(one & two) >= 0.5 * min(len(one), len(two))


def head_line(text: str) -> Part:
    return Part("body", text, "head")


def article_parts(page: Lines, body: Body, title_at: int | None) -> list[Part]:
    """The head's lines, the article's and the foot's, in reading order."""
    start, end = _widen(page, body, title_at)
    first = max(0, start - HEAD_LINES)
    titled = False
    if title_at is not None:
        # The headline may stand above a source line and below it again; what is above both is the site's.
        title = _bare(page.lines[title_at].text)
        again = [
            index
            for index in range(max(0, min(title_at, start) - 4), start)
            if page.lines[index].links < 0.7 * len(page.lines[index].text) and _bare(page.lines[index].text) == title
        ]
        first = again[0] + 1 if again else first
        titled = bool(again)
    # What leads the article often stands in a block of its own above it: a picture, a standfirst, a first paragraph with
    # a drop capital.
    above = [line for line in page.lines[first:start] if _leads(line, body, titled)]
    before = [line for line in page.lines[first:start] if not line.alt and len(line.text) < 160 and line not in above]
    parts = _labelled(before)[-2 * HEAD_LINES :]
    chosen = above + [
        page.lines[index] for index in range(start, end) if index not in body.dropped and index != title_at
    ]
    parts += to_parts(page, chosen)
    foot = [line for line in page.lines[end : end + FOOT_LINES] if not line.alt and len(line.text) < 200]
    parts += [Part("body", line.text, "foot") for line in foot if line.links < 0.5 * len(line.text)]
    return parts


def _leads(line: Line, body: Body, titled: bool) -> bool:
    if line.alt or line.node in body.furniture:
        return False
    return bool(line.context & CAPTION) or (titled and prose(line) >= 20 and bool(_FINAL.search(line.text)))


def _labelled(lines: list[Line]) -> list[Part]:
    """Lines of the head; a label in a line of its own (作者：) goes with the value after it, bare links say nothing."""
    parts: list[Part] = []
    label = ""
    for line in lines:
        if label:
            parts.append(head_line(label + line.text))
            label = ""
        elif len(line.text) < 12 and line.text.endswith((":", "：")):
            label = line.text
        elif line.links < 0.9 * len(line.text) or any(char.isdigit() for char in line.text):
            parts.append(head_line(line.text))
    return parts


def _widen(page: Lines, body: Body, title_at: int | None) -> tuple[int, int]:
    """Take in short lines at both ends that stand in the same block as the prose beside them: a sub-heading before the
    first paragraph, a signature or the last line of a list after the last."""
    start, end, lines = body.start, body.end, page.lines
    floor = title_at + 1 if title_at is not None and title_at < start else max(0, start - 4)
    beside = page.nodes[lines[start].node].parent
    while start > floor:
        line = lines[start - 1]
        same = line.node == lines[start].node or page.nodes[line.node].parent == beside
        if start - 1 in body.dropped or not same or line.links > 0.3 * len(line.text) or (line.node == 0):
            break
        start -= 1
    last = lines[end - 1]
    beside = page.nodes[last.node].parent
    while end < len(lines) and end - body.end < 40:
        line = lines[end]
        same = line.node == last.node or page.nodes[line.node].parent == beside
        if end in body.dropped or not same or line.links > 0.3 * len(line.text):
            break
        end += 1
    return start, _with_table(page, body, end)


MIN_ROWS = 4


def _with_table(page: Lines, body: Body, end: int) -> int:
    """A table of figures behind the last paragraph belongs to the article: rows of several cells, no links."""
    if end >= len(page.lines) or page.lines[end].node in body.furniture:
        return end
    table = page.lines[end].node
    while table > body.container and page.nodes[table].tag != "table":
        table = page.nodes[table].parent
    if table <= body.container:
        return end
    inside, rows, last, links, size = {table}, set(), end, 0, 0
    for index in range(end, len(page.lines)):
        line = page.lines[index]
        node, path = line.node, []
        while node > table and node not in inside:
            path.append(node)
            node = page.nodes[node].parent
        if node not in inside:
            break
        inside.update(path)
        rows.update(at for at in path if page.nodes[at].tag == "tr")
        last, links, size = index + 1, links + line.links, size + len(line.text)
    if len(rows) < MIN_ROWS or last - end < 2 * len(rows) or links > 0.1 * size:
        return end
    body.dropped.difference_update(range(end, last))  # it may stand beside the container
    return last


def to_parts(page: Lines, lines: list[Line]) -> list[Part]:
    parts: list[Part] = []
    for line in _unwrapped(lines):
        node = page.nodes[line.node]
        names = " ".join(filter(None, (node.names, line.names)))
        kind = line.kind
        role: str | None = names or None
        if kind == "body" and names:
            if says("caption", names) or (line.under and "#small" in names):
                kind = "caption"
            elif says("lead", names) and len(line.text) > 12:
                kind = "lead"
        if names and len(line.text) < 80 and says("credit", names):
            role = "photo"
        if line.alt:
            role = "alt"
        elif kind == "body" and line.under and not line.links and 6 <= len(line.text) <= 160:
            role = "under"  # perhaps its caption: the finishing looks for a credit
        elif line.links >= 0.8 * len(line.text) and not prose(line) and (line.context & LIST or weight(line.text) > 5):
            role = "links"
        elif kind == "list" and weight(line.text) > 150:
            kind = "body"  # a paragraph, whatever element it is laid out with
        elif kind == "body" and line.bold and 2 <= weight(line.text) <= 32 and not _FINAL.search(line.text):
            kind = "heading"
            role = "bold"
        parts.append(Part(kind, line.text, role))
    return parts


def _unwrapped(lines: list[Line]) -> list[Line]:
    """Join lines that a mail-era editor broke at a fixed width: 昨日外长在记者会上⏎表示… is one paragraph."""
    if len(lines) < 6:
        return lines
    plain = [line for line in lines if line.kind in ("body", "quote") and not line.bold]
    widths = sorted(weight(line.text) for line in plain)
    if len(widths) < 6:
        return lines
    width = widths[int(0.8 * len(widths))]
    full = [line for line in plain if abs(weight(line.text) - width) <= 3]
    broken = sum(not _FINAL.search(line.text) for line in full)
    if not 15 <= width <= 60 or len(full) < 0.5 * len(plain) or broken < 0.5 * len(full):
        return lines
    out: list[Line] = []
    open_line = False
    for line in lines:
        if out and open_line and line.kind == out[-1].kind and not line.indent and not line.bold:
            glue = " " if out[-1].text[-1:].isascii() and line.text[:1].isascii() else ""
            last = out[-1]
            out[-1] = replace(last, text=last.text + glue + line.text, links=last.links + line.links)
        else:
            out.append(line)
        open_line = line.kind in ("body", "quote") and not line.bold and abs(weight(line.text) - width) <= 3
    return out


def fragment_parts(page: Lines) -> list[Part]:
    """Every visible line of a fragment, typed; a fragment has no navigation to find, only what its names give away."""
    drop = name_cues()["drop"]
    dropped: set[int] = set()
    for index, node in enumerate(page.nodes):
        if index and (node.parent in dropped or node.hidden or node.tag in ("nav", "footer")):
            dropped.add(index)
    parts = to_parts(page, [line for line in page.lines if line.node not in dropped])
    return [
        part if part.role is None or not drop.search(part.role) else Part(part.kind, part.text, part.role)
        for part in parts
    ]
