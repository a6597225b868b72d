"""Templates and the few words of their language: everything is escaped, nothing is marked safe but `marks.render`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from suyuan.model import Article, Block, Passage, Span
from suyuan.serve.web import marks, tree
from suyuan.serve.web.labels import LABELS
from suyuan.serve.web.security import outward


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("suyuan.serve.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"lang": lang, "outward": outward, "label": label, "span_at": span_at, "number": number}
    environment.globals |= {
        "block_html": block_html,
        "spans_html": spans_html,
        "passage_sides": passage_sides,
        "draw": tree.draw,
        "origin_range": origin_range,
        "with_query": with_query,
        "article_blocks": article_blocks,
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


def origin_range(origins: Any) -> str:
    """Independent origins as a range: ``1``, or ``1–3`` where more are possible than are certain."""
    low, high = origins.certain, origins.possible
    return str(low) if low == high else f"{low}–{high}"


# ------------------------------------------------------------------ texts


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


def block_html(article: Article, block: Block, at: Span | None) -> Markup:
    """One block of an article with all its marks."""
    found = marks.article_marks(article.id, article.annotations, at)
    inside = [mark for mark in found if mark.start < block.end and mark.end > block.start]
    return marks.render(article.text, inside, block.start, block.end)


def spans_html(text: str, spans: tuple[Span, ...]) -> Markup:
    """A short text with what a search found in it."""
    return marks.render(text, marks.plain_marks(spans, "found"))


def passage_sides(text_a: str, text_b: str, passage: Passage) -> tuple[Markup, Markup]:
    """Both sides of a passage that two articles share, with their differences marked."""
    sides = []
    for text, span, which in ((text_a, passage.a, "a"), (text_b, passage.b, "b")):
        edits = [
            marks.Mark(start, end, "edit", edit.kind or "unclassified", title=edit.note)
            for edit in passage.edits
            for start, end in (edit.a if which == "a" else edit.b,)
        ]
        sides.append(marks.render(text, edits, *span))
    return sides[0], sides[1]
