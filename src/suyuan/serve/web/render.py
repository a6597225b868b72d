"""Templates and the few words of their language: everything is escaped, nothing is marked safe but `marks.render`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from suyuan.link.reuse.words import note_words
from suyuan.model import Article, Block, Passage, Span
from suyuan.serve.web import marks, tree
from suyuan.serve.web.labels import LABELS
from suyuan.serve.web.security import outward
from suyuan.text.script import script_of


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("suyuan.serve.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "lang": lang,
        "text_lang": text_lang,
        "outward": outward,
        "label": label,
        "span_at": span_at,
        "number": number,
        "why_changed": why_changed,
    }
    environment.globals |= {
        "blocks_html": blocks_html,
        "spans_html": spans_html,
        "passage_sides": passage_sides,
        "draw": tree.draw,
        "SHOWN": SHOWN,
        "givers_of": givers_of,
        "origin_range": origin_range,
        "with_query": with_query,
    }
    return environment


def render_page(template: str, data: Mapping[str, Any], path: str, query: str, part: bool) -> str:
    """A page as HTML. ``part`` leaves the frame of the page away: htmx puts the answer into a page that has one."""
    context = {**data, "path": path, "query_string": query, "part": part, "twin": _twin(path, query)}
    return _environment().get_template(template).render(context)


def _twin(path: str, query: str) -> str:
    return f"/api{path if path != '/' else ''}" + (f"?{query}" if query else "")


def with_query(path: str, query: str, **changes: object) -> str:
    """An address with some of its query changed; None takes a field away."""
    fields = dict(parse_qsl(query)) | {key: str(value) for key, value in changes.items() if value is not None}
    for key, value in changes.items():
        if value is None:
            fields.pop(key, None)
    return f"{path}?{urlencode(fields)}" if fields else path


def lang(thing: Any) -> str:
    """The BCP 47 tag of an article, a summary or a block: the right script brings the right fonts."""
    script, language = getattr(thing, "script", None), getattr(thing, "language", None)
    if script in ("Hans", "Hant"):
        return f"zh-{script}"
    if script == "Latn":
        return language if language and not language.startswith("zh") else "en"
    return language or "zh"


def text_lang(text: str | None) -> str:
    """The language tag of words that come without one, by their script."""
    if any("\u3041" <= char <= "\u30fa" for char in text or ""):
        return "ja"
    script = script_of(text or "")
    return {"Hans": "zh-Hans", "Hant": "zh-Hant", "Latn": "en"}.get(script or "", "zh")


def label(value: str | None, of: str) -> str:
    """The word for a value of ours (``reprint``, ``relay``…), as a reader would say it."""
    return LABELS.get(of, {}).get(value or "", (value or "").replace("_", " "))


def span_at(span: Span) -> str:
    return f"{span[0]}-{span[1]}"


def number(value: float | None) -> str:
    """1200000.0 as 1,200,000; a fraction with what it needs."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def why_changed(note: str, turned: bool) -> str:
    """Why an edit changes what is said; ``turned``: the second page is shown first, at the left."""
    kind, _, what = note.partition(": ")
    if turned and what.count(" → ") == 1:
        what = " → ".join(reversed(what.split(" → ")))
    return note_words(f"{kind}: {what}" if what else kind).replace(" → ", " / ")


def origin_range(origins: Any) -> str:
    """Independent origins as a range: ``1``, or ``1–3`` where more are possible than are certain."""
    low, high = origins.certain, origins.possible
    return str(low) if low == high else f"{low}–{high}"


def givers_of(copied: Mapping[str, Any]) -> dict[str, str]:
    """Article → the article it was copied from."""
    return {taker: card["giver"].id for taker, card in copied.items()}


# ------------------------------------------------------------------ texts

SHOWN = 300_000  # characters of one article; a page longer than a book is not read in a browser


def article_blocks(article: Article) -> tuple[Block, ...]:
    """The blocks of an article; where reading gave none, its lines."""
    if article.blocks:
        return article.blocks
    out, at = [], 0
    for line in article.text.split("\n"):
        title = at == 0 and line == article.title
        out.append(Block("title" if title else "body", at, at + len(line), article.language, article.script))
        at += len(line) + 1
    return tuple(out)


def blocks_html(article: Article, at: Span | None) -> Iterator[tuple[Block, Markup]]:
    """The blocks of an article in order, each with the marks that stand in it."""
    blocks = sorted(article_blocks(article), key=lambda block: (block.start, block.end))
    ends = [block.end for block in blocks]
    inside: list[list[marks.Mark]] = [[] for _ in blocks]
    for mark in marks.article_marks(article.id, article.annotations, at):
        number = bisect_right(ends, mark.start)
        if number < len(blocks) and mark.start < blocks[number].start < mark.end:
            mark = replace(mark, start=blocks[number].start)  # it began with the line break before
        while number < len(blocks) and blocks[number].start < mark.end:
            inside[number].append(mark)
            number += 1
    for block, found in zip(blocks, inside, strict=True):
        if block.start < SHOWN:
            yield block, marks.render(article.text, found, block.start, min(block.end, SHOWN))


def spans_html(text: str, spans: tuple[Span, ...]) -> Markup:
    """A short text with what a search found in it."""
    return marks.render(text, marks.plain_marks(spans, "found"))


def passage_sides(text_a: str, text_b: str, passage: Passage) -> tuple[Markup, Markup]:
    """Both sides of a passage that two articles share, with their differences marked."""
    sides = []
    for text, span, which in ((text_a, passage.a, "a"), (text_b, passage.b, "b")):
        edits = [
            marks.Mark(
                start,
                end,
                "edit",
                edit.kind or "unclassified",
                title=why_changed(edit.note, False) if edit.note else None,
            )
            for edit in passage.edits
            for start, end in (edit.a if which == "a" else edit.b,)
        ]
        sides.append(marks.render(text, edits, *span))
    return sides[0], sides[1]
