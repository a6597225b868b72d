"""Answers as plain text for a terminal: lines, tables and trees. Nothing here reads or decides; it only lays out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from suyuan.link.anchors import WHY, Why
from suyuan.link.coverage import UNKNOWN, Coverage
from suyuan.link.ledger import Pledge
from suyuan.link.origins import OriginTree, Said
from suyuan.link.reuse import describe
from suyuan.model import Article, Chain, ChainNode, Discrepancy, Naming, Origins, Reuse, Span

# Control characters of a page must not reach a terminal: they could move its cursor or recolour it.
_CONTROL: dict[int, str | None] = {code: "�" for code in [*range(0x20), *range(0x7F, 0xA0)] if code != 0x0A}
_CONTROL |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def clean(text: str) -> str:
    """Page text made safe for a terminal, on one line."""
    return text.replace("\n", " ").translate(_CONTROL)


def width(text: str) -> int:
    """Terminal columns: a Chinese character takes two."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text if not unicodedata.combining(char)
    )


def cut(text: str, columns: int) -> str:
    """Text shortened to a number of columns, with an ellipsis where something is left out."""
    text = clean(text)
    if width(text) <= columns:
        return text
    out, used = [], 1
    for char in text:
        used += width(char)
        if used > columns:
            break
        out.append(char)
    return "".join(out) + "…"


def table(rows: Iterable[Sequence[str]], limits: Sequence[int]) -> Iterator[str]:
    """Rows in columns, each no wider than its limit; the last column is not padded."""
    shown = [[cut(cell, limit) for cell, limit in zip(row, limits, strict=True)] for row in rows]
    if not shown:
        return
    widths = [max(width(row[i]) for row in shown) for i in range(len(limits))]
    for row in shown:
        cells = [cell + " " * (w - width(cell)) for cell, w in zip(row[:-1], widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()


def chain_tree(chain: Chain, indent: str = "") -> Iterator[str]:
    """Speaker at the top, the layer we hold at the bottom."""
    for depth, node in enumerate(chain.nodes):
        lead = "" if depth == 0 else "   " * (depth - 1) + "└─ "
        yield f"{indent}{lead}{node_words(node)}"


def elsewhere_lines(said: Sequence[tuple[str, str]], most: int = 3) -> Iterator[str]:
    """Where else one thing is said: day and statement, the earliest first."""
    for day, ref in said[:most]:
        yield f"  also in {clean(ref)}  {clean(day) or 'no date'}"
    if len(said) > most:
        yield f"  and in {len(said) - most} more"


def node_words(node: ChainNode) -> str:
    name = clean(node.name) if node.name else "(not named)"
    implied = ", implied" if node.implicit else ""
    return f"{name} [{node.role}{implied}]"


def origins_words(origins: Origins) -> str:
    """How many independent origins, as a range, with the roots that are named."""
    if origins.certain == origins.possible:
        count = f"{origins.certain}"
    else:
        count = f"{origins.certain} certain … {origins.possible} possible"
    roots = f": {'; '.join(clean(root) for root in origins.roots)}" if origins.roots else ""
    return f"independent origins: {count}{roots}"


def origin_tree(tree: OriginTree, said: Iterable[Said]) -> Iterator[str]:
    """How many origins, and under each the statements that hang on it, with the reason."""
    yield origins_words(tree.origins)
    yield from root_lines(tree, said)


def root_lines(tree: OriginTree, said: Iterable[Said]) -> Iterator[str]:
    """Each origin with what hangs on it: outlet, day, why, and the words."""
    shown = {one.id: one for one in said}
    for root in tree.roots:
        yield f"  {clean(root.name) if root.name else '(nobody named)'} [{'certain' if root.certain else 'possible'}]"
        voices = [(shown[ref], why) for ref, why in root.voices if ref in shown]
        yield from dict.fromkeys(f"    {_voice_words(one, why)}" for one, why in voices)


def _voice_words(one: Said, why: Why) -> str:
    outlet = one.article.outlet.name if one.article.outlet else UNKNOWN
    return f"{clean(outlet)}, {one.article.published or 'no date'} ({WHY[why]}): {cut(one.content, 80)}"


def evidence(article: Article, span: Span, before: int = 0, after: int = 0) -> str:
    return clean(article.text[max(0, span[0] - before) : span[1] + after])


# What is no contradiction is called by its kind.
NATURES = {
    "alteration": ", changed in a copy",
    "omission": ", left out in a copy",
    "slip": ", a slip",
    "rendering": ", told in other words",
}


def discrepancy_lines(discrepancy: Discrepancy, articles: dict[str, Article]) -> Iterator[str]:
    """The values side by side, each with the sentences that give it."""
    about = f" ({clean(discrepancy.what)})" if discrepancy.what else ""
    one = ", all of one origin" if discrepancy.origins == 1 else ""
    nature = NATURES.get(discrepancy.nature, "")
    yield f"{discrepancy.field} differs{about}{nature}{one}:"
    for value in discrepancy.values:
        yield f"  {clean(value.value)}"
        for article_id, start, end in value.evidence:
            article = articles.get(article_id)
            if article is not None:
                outlet = article.outlet.name if article.outlet else "unknown outlet"
                yield f"    {clean(outlet)}, {article.published or 'no date'}: {cut(article.text[start:end], 90)}"


def copy_lines(reuse: Reuse, articles: Mapping[str, Article]) -> Iterator[str]:
    """A pair of articles that share passages: which they are, and what the reuse says of them."""
    for article_id in (reuse.a, reuse.b):
        yield _label(articles.get(article_id), article_id)
    yield from (f"  {clean(line)}" for line in describe(reuse, articles))


def _label(article: Article | None, article_id: str) -> str:
    if article is None:
        return article_id
    outlet = article.outlet.name if article.outlet else "unknown outlet"
    return clean(f"{article_id}  {article.published or 'no date'}  {outlet}: {article.title or '(no title)'}")


def coverage_lines(
    coverage: Coverage, names: Iterable[Naming], trees: Mapping[str, tuple[OriginTree, Sequence[Said]]]
) -> Iterator[str]:
    """Who carries which claim, from how many origins, what each leaves out, and what each calls things.

    ``trees`` shows for a claim of several statements why its origins are so many.
    """
    apart = sum(one.outlet == UNKNOWN for one in coverage.outlets) and len(coverage.outlets[-1].articles)
    yield f"{coverage.known} outlets" + (f", and {apart} articles of unknown outlets" if apart else "")
    yield ""
    number = {carried.claim.id: n for n, carried in enumerate(coverage.claims, 1)}
    yield "claims:"
    for carried in coverage.claims:
        first = f", first: {clean(carried.first)}" if carried.first else ""
        yield f"  {number[carried.claim.id]:3d}. {cut(carried.claim.variants[0], 100)}"
        yield f"       {'、'.join(map(clean, carried.outlets))}{first}; {origins_words(carried.claim.origins)}"
        if carried.claim.id in trees:
            yield from (f"       {line}" for line in root_lines(*trees[carried.claim.id]))
    yield ""
    yield "outlets:"
    for outlet in coverage.outlets:
        yield f"  {clean(outlet.outlet)}: {len(outlet.articles)} articles, {len(outlet.carries)} claims"
        for label, ids in (
            ("leaves out", outlet.leaves_out),
            ("alone has", outlet.alone),
            ("first with", outlet.first),
        ):
            if ids:
                yield f"    {label}: {', '.join(str(n) for n in sorted(number[i] for i in ids))}"
    listed = list(names)
    for heading, what in _NAMING:
        shown = [(n.entity, n.outlet or UNKNOWN, naming_words(n)) for n in listed if n.what == what]
        if shown:
            yield ""
            yield heading
            yield from (f"  {line}" for line in table(shown, (24, 24, 80)))


_NAMING = (
    ("what they call it:", "entity"),
    ("what words they choose:", "term"),
    ("loaded words, in their own voice and quoted:", "loaded"),
)


def naming_words(naming: Naming) -> str:
    """鹭岩岛 ×3, 图拉岛 ×1 (quoted 1)."""
    return ", ".join(
        f"{form.form} ×{form.count}" + (f" (quoted {form.in_quotation})" if form.in_quotation else "")
        for form in naming.forms
    )


def pledge_lines(pledge: Pledge, today: str) -> Iterator[str]:
    """One pledge with its history, the sentences left to the article's page."""
    due = (
        f"due {pledge.deadline}" + (" (overdue)" if pledge.overdue(today) else "") if pledge.deadline else "no deadline"
    )
    amount = f", {clean(pledge.amount)}" if pledge.amount else ""
    yield f"{'、'.join(map(clean, pledge.actors)) or '(nobody named)'}: {cut(pledge.action, 90)}"
    yield f"  {pledge.status}, {due}{amount}"
    shown: set[tuple[str, str]] = set()
    for entry in pledge.history:
        step = (entry.article.id, entry.commitment.status)
        if step in shown:
            continue  # an article that says it twice, in its title and in its text
        shown.add(step)
        outlet = entry.article.outlet.name if entry.article.outlet else "unknown outlet"
        day = entry.article.published or "no date"
        yield f"    {day:10}  {entry.commitment.status:11}  {clean(outlet)}  {entry.article.id}"
