"""A text with what was found in it: spans that may cross, as HTML that may only nest."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from suyuan.model import Annotations

# Outermost first, where two marks cover the same words.
_RANK = {"at": 0, "commitment": 1, "statement": 2, "edit": 3, "found": 3, "speaker": 4, "hop": 5, "cue": 6}


@dataclass(frozen=True, slots=True)
class Mark:
    """One span to show. ``href`` makes it a link (where it is not inside another); ``badge`` a small link before it."""

    start: int
    end: int
    layer: str
    kind: str = ""
    href: str | None = None
    anchor: str | None = None
    badge: str | None = None
    title: str | None = None


def render(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Markup:
    """``text[start:end]`` as safe HTML with its marks nested; a mark that crosses another is continued inside it."""
    end = len(text) if end is None else min(end, len(text))
    queue = [entry for i, mark in enumerate(marks) if (entry := _entry(mark, i, mark.start, start, end))]
    heapq.heapify(queue)
    out: list[str] = []
    stack: list[tuple[int, Mark, bool]] = []  # (where it ends here, the mark, whether it is a link)
    at = start
    while queue or stack:
        if stack and (not queue or stack[-1][0] <= queue[0][0]):
            close_at, _, linked = stack.pop()
            out.append(str(escape(text[at:close_at])))
            out.append("</a>" if linked else "</span>")
            at = close_at
            continue
        opens, _, _, number, mark = heapq.heappop(queue)
        closes = min(mark.end, end)
        if stack and closes > stack[-1][0]:
            if rest := _entry(mark, number, stack[-1][0], start, end):
                heapq.heappush(queue, rest)
            closes = stack[-1][0]
        out.append(str(escape(text[at:opens])))
        at = opens
        inside_link = any(linked for _, _, linked in stack)
        linked = bool(mark.href) and not mark.badge and not inside_link
        out.append(_open_tag(mark, first=opens == mark.start, linked=linked, inside_link=inside_link))
        stack.append((closes, mark, linked))
    out.append(str(escape(text[at:end])))
    return Markup("".join(out))


def _entry(mark: Mark, number: int, at: int, start: int, end: int) -> tuple[int, int, int, int, Mark] | None:
    """The queue entry of what is left of a mark from ``at``: first by place, then the longer, then the outer layer."""
    opens, closes = max(at, start), min(mark.end, end)
    if closes <= opens:
        return None
    return opens, -closes, _RANK.get(mark.layer, 9), number, mark


def _open_tag(mark: Mark, first: bool, linked: bool, inside_link: bool) -> str:
    classes = f"m {mark.layer} {mark.kind}".strip() + ("" if first else " continued")
    name = "a" if linked else "span"
    attributes = f' class="{escape(classes)}"'
    if mark.anchor and first:
        attributes += f' id="{escape(mark.anchor)}"'
    if mark.title:
        attributes += f' title="{escape(mark.title)}"'
    if linked:
        attributes += f' href="{escape(mark.href)}" hx-get="{escape(mark.href)}" hx-target="#evidence"'
    badge = ""
    if mark.badge and mark.href and first and not inside_link:
        badge = (
            f'<a class="badge" href="{escape(mark.href)}" hx-get="{escape(mark.href)}" hx-target="#evidence">'
            f"{escape(mark.badge)}</a>"
        )
    return f"<{name}{attributes}>{badge}"


def article_marks(article_id: str, found: Annotations | None, at: tuple[int, int] | None = None) -> list[Mark]:
    """The marks of an article's annotations, each leading to its evidence; ``at`` is the span a reader was sent to."""
    out = [Mark(*at, "at", anchor="at")] if at else []
    if not found:
        return out
    base = f"/articles/{article_id}/evidence"
    for i, mention in enumerate(found.mentions):
        out.append(Mark(mention.start, mention.end, "mention", mention.type.lower(), f"{base}/mention/{i}"))
    for i, title in enumerate(found.offices):
        out.append(Mark(title.start, title.end, "mention", "office", f"{base}/office/{i}", title=title.name))
    for i, frame in enumerate(found.frames):
        told = {"dateline": "讯", "hearsay": "闻"}[frame.kind]
        out.append(Mark(*frame.span, "frame", frame.kind, f"{base}/frame/{i}", badge=told))
    for i, time in enumerate(found.times):
        kind = "vague" if time.vague else ""
        out.append(Mark(time.start, time.end, "time", kind, f"{base}/time/{i}", title=time.value))
    for i, quantity in enumerate(found.quantities):
        out.append(Mark(quantity.start, quantity.end, "quantity", quantity.kind, f"{base}/quantity/{i}"))
    for i, statement in enumerate(found.statements):
        kind = f"{statement.type} depth-{min(statement.depth, 3)}"
        for n, (start, end) in enumerate(statement.content):
            badge, anchor = (str(i + 1), f"text-{statement.id}") if n == 0 else (None, None)
            out.append(Mark(start, end, "statement", kind, f"{base}/statement/{i}" if badge else None, anchor, badge))
        if statement.cue:
            out.append(Mark(*statement.cue, "cue", statement.stance))
        if statement.speaker.span:
            out.append(Mark(*statement.speaker.span, "speaker", statement.speaker.type))
        for hop in statement.channel:
            if hop.span:
                out.append(Mark(*hop.span, "hop", hop.role))
    for i, commitment in enumerate(found.commitments):
        anchor = f"commitment-{i}"
        out.append(Mark(*commitment.action, "commitment", commitment.status, f"{base}/commitment/{i}", anchor, "✓"))
    return out


def plain_marks(spans: Iterable[tuple[int, int]], layer: str) -> list[Mark]:
    return [Mark(start, end, layer) for start, end in spans]
