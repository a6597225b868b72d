"""What a copy made of the words it copied: a name, a number or a day exchanged, a denial lost, words put into or taken
out of somebody's mouth, a plain word made a loaded one. Reuse (`suyuan.link.reuse`) finds and judges the edits; here
they become discrepancies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from suyuan.annotate.names.lexicon import default_lexicon
from suyuan.link.differences import Difference, Side
from suyuan.link.features import day_of
from suyuan.link.naming import marked_words
from suyuan.link.reuse.families import NO_COPY
from suyuan.model import Article, DiscrepancyField, DiscrepancyNature, Edit, Reuse, Span
from suyuan.text.fold import fold
from suyuan.text.sentences import sentences

# Copies of one report come within days; later the same sentences are a formula that is filled in anew.
COPY_DAYS = 3
# What a formula is filled in with; where two pages share a passage only, it may be of two occasions.
_FILLED = frozenset({"number", "day"})
# An edit much longer than this is another sentence, not another word.
_WORD = 12
# How much each kind of change says.
_WEIGHT = {"name": 0.85, "number": 0.9, "day": 0.9, "negation": 0.8, "gloss": 0.75, "clause": 0.45}
_FIELD: dict[str, DiscrepancyField] = {"name": "name", "number": "count", "day": "date"}
# A marked word for a plain one, or put in, is the copy's own view; in somebody's mouth it says more.
MARKED, MARKED_WEIGHT = "marked word in a copy", 0.6
# So far beside an edit a marked word may begin or end: 冠状[病毒 → （中共]病毒.
_BESIDE = 6
# A misprint or a wrong unit of ten deceives less than an alteration.
SLIP_WEIGHT = 0.5
_UNITS = re.compile(r"[十百千万亿兆.,，。（）()\s]*")
_DENIALS = frozenset("不没未无非")
# What may stand where a denial stood and be meant: 不会 → 也会. Another character there is a misprint: 为什么部仲裁.
_ADVERBS = frozenset("也才都就会将应可要已还又只仍正更很最能曾皆均并常真是有")
# A dateline or a caption's day is the page's own: 【晨报2025年5月12日讯】 in place of 【夜报2025年5月13日讯】.
_DATELINE = re.compile(r"[讯电]\s?[】)）]|[讯电]】|日[讯电]")


def alterations(articles: Mapping[str, Article], reuses: Iterable[Reuse]) -> Iterator[Difference]:
    """The changes of meaning that copies among these articles made, each with both sentences."""
    for reuse in sorted(reuses, key=lambda r: (r.a, r.b, r.type)):
        one, two = articles.get(reuse.a), articles.get(reuse.b)
        if one is None or two is None or reuse.type in NO_COPY or _formula(one, two, reuse):
            continue
        edits = [edit for passage in reuse.passages for edit in passage.edits]
        # A copy that changes a word changes it everywhere: the first place of each word is enough.
        marked = {found.what: found for edit in reversed(edits) for found in _marked(one, two, edit)}
        yield from marked.values()
        for edit in (edit for edit in edits if edit.kind or edit.note):
            kind = (edit.note or "").split(":")[0]
            if kind not in _WEIGHT or (kind != "name" and edit.kind != "meaning"):
                continue
            if reuse.type == "excerpt" and (kind in _FILLED or reuse.direction is None):
                continue
            if not _idle(one, two, edit, kind):
                yield from _difference(one, two, edit, kind)


def _marked(one: Article, two: Article, edit: Edit) -> Iterator[Difference]:
    """A marked word that one of two copies has where the other has a plain one or none (指控 → 诬陷)."""
    words = [
        [
            span
            for span in marked_words(article.text, max(0, start - _BESIDE), end + _BESIDE)
            # Another name of a thing that has one (中共, 大陆) is a name exchanged, or usage.
            if _meets(span, (start, end)) and not _meant(article.text[slice(*span)])
        ]
        for article, (start, end) in ((one, edit.a), (two, edit.b))
    ]
    if bool(words[0]) == bool(words[1]) or _first_line(one, edit.a) or _first_line(two, edit.b):
        return
    if max(edit.a[1] - edit.a[0], edit.b[1] - edit.b[0]) > 2 * _WORD:
        return
    (article, span) = (one, words[0][0]) if words[0] else (two, words[1][0])
    word = article.text[slice(*span)]
    a, b = (
        Side(word if found else page.text[slice(*at)].strip() or "–", page.id, _sentence(page.text, at), at[0])
        for found, page, at in ((words[0], one, edit.a), (words[1], two, edit.b))
    )
    yield Difference("wording", f"{MARKED}: {fold(word)}", a, b, MARKED_WEIGHT, "alteration")


def _meant(name: str) -> frozenset[str]:
    """The entities that a name may mean."""
    return frozenset(sense.entity.id for sense in default_lexicon().kb.named(name))


def _meets(one: Span, two: Span) -> bool:
    return one[0] < max(two[1], two[0] + 1) and two[0] < one[1]


def _formula(one: Article, two: Article, reuse: Reuse) -> bool:
    """Whether a house's notices share their wording (关税 … 加征34％, 加征84％), and not one report."""
    a, b = day_of(one), day_of(two)
    if a is not None and b is not None and abs(a - b) > COPY_DAYS:
        return True
    same_page = one.page is not None and two.page is not None and one.page.sha256 == two.page.sha256 != ""
    return same_page or reuse.type == "self_reuse"


def _idle(one: Article, two: Article, edit: Edit, kind: str) -> bool:
    """Whether an edit only looks like a change: a dateline, a caption, two headlines, whole sentences put in."""
    if kind == "name":
        return False
    sides = ((one, edit.a), (two, edit.b))
    words = [article.text[slice(*span)] for article, span in sides]
    if any("\n" in text for text in words) or any(_first_line(article, span) for article, span in sides):
        return True
    if kind in ("number", "day", "negation") and max(len(text) for text in words) > _WORD:
        return True
    around = [article.text[max(0, span[0] - 16) : span[1] + 6] for article, span in sides]
    return any(_DATELINE.search(text) for text in around)


def _first_line(article: Article, span: Span) -> bool:
    return article.text.find("\n", 0, span[1]) < 0


def _difference(one: Article, two: Article, edit: Edit, kind: str) -> Iterator[Difference]:
    field, what = _FIELD.get(kind, "wording"), f"{kind} in a copy"
    shown = (_shown(one, edit.a), _shown(two, edit.b))
    at = (edit.a[0], edit.b[0])
    if kind == "name":
        shown = tuple((edit.note or "").removeprefix("name: ").split(" → "))  # type: ignore[assignment]
        if _meant(shown[0]) & _meant(shown[-1]):
            return  # 中国洪灾, 大陆洪灾: two names of one country
        what = " / ".join(sorted(fold(name) for name in shown))
    elif kind in _FILLED:
        a, b = _figure(one, edit.a), _figure(two, edit.b)
        if a and b:
            if a[1:3] == b[1:3]:
                return  # 1万3千亿 and 1.3万亿
            field, what, at = a[1] if a[1] == b[1] else "count", a[3], (a[4], b[4])
            shown = (a[0], b[0])
    sides = (
        Side(shown[0], one.id, _sentence(one.text, edit.a), at[0]),
        Side(shown[-1], two.id, _sentence(two.text, edit.b), at[1]),
    )
    nature = _nature(one, two, edit, kind)
    yield Difference(field, what, *sides, SLIP_WEIGHT if nature == "slip" else _WEIGHT[kind], nature)


def _nature(one: Article, two: Article, edit: Edit, kind: str) -> DiscrepancyNature:
    words = [fold(article.text[slice(*span)]) for article, span in ((one, edit.a), (two, edit.b))]
    if kind == "clause":
        return "omission"
    if kind == "number" and all(_UNITS.fullmatch(text) for text in words):
        return "slip"  # 三万一千 for 三万一: the digits are the same
    if kind == "negation" and all(len(text) == 1 for text in words):
        other = next((text for text in words if text not in _DENIALS), "")
        return "slip" if other and other not in _ADVERBS else "alteration"
    return "alteration"


def _figure(article: Article, span: Span) -> tuple[str, DiscrepancyField, object, str, int] | None:
    """The number or day that an edit stands in: shown, its field, its value, its kind, where it begins."""
    notes = article.annotations
    if notes is None:
        return None
    for time in notes.times:
        if time.start <= span[0] and span[1] <= time.end and time.value:
            return time.value, "date", time.value, "day", time.start
    for q in notes.quantities:
        if q.start <= span[0] and span[1] <= q.end and q.value is not None:
            field: DiscrepancyField = "count" if q.kind == "count" else "amount"
            return article.text[q.start : q.end], field, q.value, f"{q.kind}:{fold(q.unit or '')}", q.start
    return None


def _shown(article: Article, span: Span) -> str:
    """The words of an edit with a little of what stands at its sides, so that a number is shown whole."""
    line, stop = article.text.rfind("\n", 0, span[0]) + 1, article.text.find("\n", span[1])
    start, end = max(line, span[0] - 6), min(len(article.text) if stop < 0 else stop, span[1] + 6)
    return ("…" if start > line else "") + article.text[start:end] + "…"


def _sentence(text: str, span: Span) -> Span:
    return next((s for s in sentences(text) if s[0] <= span[0] < s[1]), span)
