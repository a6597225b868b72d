"""From chosen lines to a draft's parts: the lines round the article, types, hard-wrapped text joined again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from suyuan.read.draft import Part
from suyuan.read.html.body import Body, prose, says, weight
from suyuan.read.html.lines import CAPTION, LIST, Line, Lines
from suyuan.read.html.title import bare

HEAD_LINES = 14  # lines before the article that may hold its date and byline
FOOT_LINES = 14
MIN_LEAD = 12  # of prose in a line that is called the lead
REFRAIN = 4  # times that a short line comes back before it is furniture
MAX_CAPTION = 200  # characters of a paragraph in an element that is called a caption
_STOPS = "。！？!?…：:；;."
_FINAL = re.compile(r"[。！？!?…：:；;][”’」』）)\]\"']*$|[.][\"')\]]*$")


# A caption that is a link to the picture's source.
_PICTURED = re.compile(r"^[图圖][:：]|(?:图片|圖片|图像)?(?:来源|來源)[:：]|(?:摄|攝|供图|供圖)$")


def head_line(text: str) -> Part:
    return Part("body", text, "head")


def article_parts(page: Lines, body: Body, title_at: int | None) -> list[Part]:
    """The head's lines, the article's and the foot's, in reading order."""
    start, end = _widen(page, body, title_at)
    first = max(0, start - HEAD_LINES)
    titled = False
    if title_at is not None:
        # The headline may stand above a source line and below it again; what is above both is the site's.
        title = bare(page.lines[title_at].text)
        again = [
            index
            for index in range(max(0, min(title_at, start) - 4), start)
            if page.lines[index].links < 0.7 * len(page.lines[index].text) and bare(page.lines[index].text) == title
        ]
        first = again[0] + 1 if again else first
        titled = bool(again)
    # What leads the article often stands in a block of its own above it: a picture, a standfirst, a first paragraph
    # with a drop capital.
    above = [line for line in page.lines[first:start] if _leads(page, line, body, titled)]
    before = [line for line in page.lines[first:start] if not line.alt and len(line.text) < 160 and line not in above]
    parts = _labelled(before)[-2 * HEAD_LINES :]
    chosen = above + [
        page.lines[index] for index in range(start, end) if index not in body.dropped and index != title_at
    ]
    parts += to_parts(page, _without_refrains(chosen))
    foot = [line for line in page.lines[end : end + FOOT_LINES] if not line.alt and len(line.text) < 200]
    parts += [Part("body", line.text, "foot") for line in foot if line.links < 0.5 * len(line.text)]
    return parts


def _without_refrains(lines: list[Line]) -> list[Line]:
    """A gallery's title under each of its pictures, a label over each of its boxes. (Applause.) stays."""
    counts = Counter(line.text for line in lines if MIN_LEAD <= len(line.text) <= 80 and line.text[-1] not in ")）")
    refrains = {text for text, count in counts.items() if count >= REFRAIN}
    return [line for line in lines if line.text not in refrains] if refrains else lines


def _leads(page: Lines, line: Line, body: Body, titled: bool) -> bool:
    if line.alt or line.node in body.furniture:
        return False
    names = page.nodes[line.node].names
    pictured = bool(line.context & CAPTION) or (line.under and bool(names) and says("caption", names))
    if names and says("lead", names) and prose(line) >= MIN_LEAD:
        return True
    return pictured or (titled and prose(line) >= 20 and bool(_FINAL.search(line.text)))


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
    if page.nodes[beside].tag in ("ul", "ol"):
        beside = page.nodes[beside].parent  # a sentence behind the list's last item
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
    inside, last, links, size = {table}, end, 0, 0
    rows: set[int] = set()
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
        names = f"{node.names} {line.names}" if node.names and line.names else node.names or line.names
        above = page.nodes[node.parent].names
        if not names and len(line.text) <= MAX_CAPTION and above and says("caption", above):
            names = above  # <div class="caption"><p>…
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
            role = "under" if kind == "body" and line.under and _PICTURED.search(line.text) else "links"
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
    plain = [line for line in lines if not line.bold and line.kind in ("body", "quote")]
    if 4 * sum(line.text[-1] not in _STOPS for line in plain) < len(plain):
        return lines  # nearly all end as paragraphs do
    if len(plain) < 6:
        return lines
    widths = [weight(line.text) for line in plain]
    width = sorted(widths)[int(0.8 * len(widths))]
    if not 15 <= width <= 60:
        return lines
    full = [line for line, its in zip(plain, widths, strict=True) if abs(its - width) <= 3]
    broken = sum(not _FINAL.search(line.text) for line in full)
    if len(full) < 0.5 * len(plain) or broken < 0.5 * len(full):
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
    """Every visible line of a fragment, typed; a fragment has no navigation to find."""
    dropped: set[int] = set()
    for index, node in enumerate(page.nodes):
        if index and (node.parent in dropped or node.hidden or node.tag in ("nav", "footer")):
            dropped.add(index)
    return to_parts(page, [line for line in page.lines if line.node not in dropped])
