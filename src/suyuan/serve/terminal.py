"""Answers as plain text for a terminal: lines, tables and trees. Nothing here reads or decides; it only lays out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from suyuan.link.anchors import WHY, Reader, Why
from suyuan.link.chains import chain_of
from suyuan.link.claims import denies
from suyuan.link.coverage import UNKNOWN, Carried, Coverage
from suyuan.link.days import day_words
from suyuan.link.ledger import Entry as Report
from suyuan.link.ledger import Pledge
from suyuan.link.origins import OriginTree, Said
from suyuan.link.reuse import describe
from suyuan.link.reuse.pages import house_name
from suyuan.link.reuse.words import cue_words
from suyuan.link.sources import Citation, Hanging, Source, way
from suyuan.link.timeline import Entry, is_later
from suyuan.model import Article, Chain, ChainNode, Discrepancy, Event, Naming, Origins, Reuse, Span
from suyuan.serve.copies import CopyFamily, Row
from suyuan.text.fold import fold

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


def said_lines(one: Said, chain: Chain, others: Sequence[tuple[str, str]], denied: bool = False) -> Iterator[str]:
    """One statement: where it stands, its words, its chain, and where else it is said."""
    yield f"{one.id}  {day_words(one.article)}{'  denies that' if denied else ''}"
    yield f"  “{cut(one.content, 150)}”"
    yield from chain_tree(chain, "  ")
    yield from elsewhere_lines(others)


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
        yield from dict.fromkeys(f"    {_voice_words(one, why, root.name)}" for one, why in voices)


def denial_lines(denied: Iterable[Said]) -> Iterator[str]:
    """Who denies it, apart from its origins."""
    for one in denied:
        who = "、".join(map(clean, one.statement.speaker.names)) or "(not named)"
        yield f"denied by {who}: {one.article.id}  {page_words(one.article)}: {cut(one.content, 80)}"


def _voice_words(one: Said, why: Why, root: str | None) -> str:
    """Which page, through whom, why it hangs there, and the words."""
    speaker = one.statement.speaker
    heard = why == "relays" and speaker.type == "anonymous" and speaker.span
    source = f" from {clean(one.article.text[slice(*speaker.span)])}" if heard and speaker.span else ""
    relays = through(way(chain_of(one.article, one.statement), root))
    told = "denies it" if denies(one) else f"{WHY[why]}{source}"
    return f"{one.article.id}  {page_words(one.article)}{relays} ({told}): {cut(one.content, 80)}"


def page_words(article: Article) -> str:
    """Outlet and day of a page; ``by`` a day where only its republishing is dated."""
    return f"{clean(article.outlet.name) if article.outlet else UNKNOWN}, {day_words(article)}"


def through(names: Sequence[str]) -> str:
    return f", through {' → '.join(map(clean, names))}" if names else ""


# ------------------------------------------------------------------ the source graph


def source_lines(found: Iterable[Source], articles: Mapping[str, Article], brief: bool = False) -> Iterator[str]:
    """Each source with the pages that hang on it, the relays between, and one sentence of each page."""
    for source in found:
        name = clean(source.name) if source.name else "(nobody named)"
        kind = ("outlet, " if source.outlet else "") + ("certain" if source.certain else "possible")
        yield ""
        yield f"{name} [{kind}]: {_many(source.statements, 'statement')} on {_many(len(source.pages), 'page')}"
        for page in source.pages[: 3 if brief else None]:
            yield from (f"  {line}" for line in _hanging_lines(page, articles))
        if brief and len(source.pages) > 3:
            yield f"  and {len(source.pages) - 3} pages more"


def _hanging_lines(page: Hanging, articles: Mapping[str, Article]) -> Iterator[str]:
    article = articles[page.article]
    heard = f", heard from {'; '.join(map(clean, page.heard))}" if page.heard else ""
    copied = f", copied from {page.copied}" if page.copied else ""
    notes = f"{through(page.through)}{heard}{copied}"
    yield f"{article.id}  {page_words(article)}{notes}: {_many(len(page.statements), 'statement')}"
    ids = {ref.rpartition("#")[2] for ref in page.statements}
    said = [Said(article, s) for s in (article.annotations.statements if article.annotations else ()) if s.id in ids]
    yield f"    “{cut(max((one.content for one in said), key=len), 120)}”"


def citation_lines(found: Sequence[Citation], total: int) -> Iterator[str]:
    """Who cites whom, how often."""
    rows = [
        (
            one.citing or UNKNOWN,
            one.cited,
            _many(one.statements, "statement"),
            _many(one.articles, "article"),
            one.first,
        )
        for one in found
    ]
    yield from table([("who cites", "whom", "", "", "first in"), *rows], (26, 26, 16, 14, 40))
    if total > len(found):
        yield f"and {total - len(found)} more, which --limit shows"


def _many(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


# ------------------------------------------------------------------ a story


def timeline_lines(order: Iterable[Entry], events: Iterable[Event], articles: Mapping[str, Article]) -> Iterator[str]:
    """Events with their articles, and between them what was said, each on its own day."""
    ids = {(event.articles, event.title): event.id for event in events}
    before = ""
    for entry in order:
        if entry.kind == "event" or before != "statement":
            yield ""
        before = entry.kind
        if entry.kind == "statement":
            yield f"{entry.when or 'no date':13}  said  {_saying(entry, articles)}"
            continue
        key = ids.get((entry.refs, entry.what))
        when = entry.when or (f"by {entry.by}" if entry.by else "no date")
        yield f"{when:13}  {clean(entry.what)}" + (f"  (event {key})" if key else "")
        found = [articles[ref] for ref in entry.refs]
        rows = [
            (a.id, day_words(a), a.outlet.name if a.outlet else "unknown outlet", a.title or "(no title)")
            for a in found
        ]
        yield from (f"  {line}" for line in table(rows, (16, 13, 20, 70)))


def _saying(entry: Entry, articles: Mapping[str, Article]) -> str:
    tellers = [articles[ref.rpartition("#")[0]] for ref in entry.refs]
    again = [a.published for a in tellers if a.published and entry.when and is_later(a.published, entry.when)]
    note = f"  [told again {min(again)}]" if entry.recycled and again else ""
    more = f"  [on {len({a.id for a in tellers})} pages]" if len({a.id for a in tellers}) > 1 else ""
    return f"{cut(entry.speaker or '(not named)', 30)}: “{cut(entry.what, 90)}”{more}{note}"


def speaker_lines(articles: Iterable[Article]) -> Iterator[str]:
    """Who speaks most; unnamed people are kept apart, for one phrase may mean several."""
    counts: dict[tuple[str, bool], tuple[int, set[str], dict[str, None]]] = {}
    for article in articles:
        reader = Reader(article)
        for statement in reader.statements.values():
            for name in statement.speaker.names:
                key = (reader.key(name), statement.speaker.type == "anonymous")
                n, pages, names = counts.get(key, (0, set(), {}))
                counts[key] = (n + 1, pages | {article.id}, names | {name: None})
    ranked = sorted(counts.items(), key=lambda item: (-item[1][0], item[0]))[:20]
    if ranked:
        yield ""
        yield "who speaks:"
    rows = [
        (
            next(iter(names)),
            _many(n, "statement"),
            _many(len(pages), "page"),
            "unnamed, perhaps several" if veiled else "",
        )
        for (_, veiled), (n, pages, names) in ranked
    ]
    yield from (f"  {line}" for line in table(rows, (40, 16, 10, 30)))


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
                yield f"    {page_words(article)}: {cut(article.text[start:end], 90)}"


def copy_lines(reuse: Reuse, articles: Mapping[str, Article]) -> Iterator[str]:
    """A pair of articles that share passages: which they are, and what the reuse says of them."""
    for article_id in (reuse.a, reuse.b):
        yield _label(articles.get(article_id), article_id)
    yield from (f"  {clean(line)}" for line in describe(reuse, articles))


def copy_family_lines(family: CopyFamily, articles: Mapping[str, Article]) -> Iterator[str]:
    """A family of copies: how many origins are left, who had it from whom, and every pair with its evidence."""
    yield f"{len(family.rows)} pages, {_count_of_origins(family)}"
    for row in family.rows:
        lead = "  " * row.depth + ("└ " if row.depth else "")
        yield f"  {lead}{_label(articles.get(row.page), row.page)}"
        if row.link and row.source:
            yield f"  {'  ' * row.depth}  {_why(row, row.link, articles)}"
    for link in family.links:
        yield ""
        yield from (f"  {clean(line)}" for line in describe(link, articles))


def _count_of_origins(family: CopyFamily) -> str:
    low, high = family.origins.certain, family.origins.possible
    count = f"{low} origin{'s' if low != 1 else ''}" if low == high else f"{low} to {high} origins"
    if low < high:
        return f"{count}: {low} if they had the shared passages from one, {high} if each is a report of its own"
    roots = sum(row.depth == 0 for row in family.rows)
    return f"{count} behind them that is not among them" if roots > high else count


def _why(row: Row, link: Reuse, articles: Mapping[str, Article]) -> str:
    """Whose copy a page of the tree is, with the strongest evidence."""
    copy, source = (_outlet_or_id(articles.get(key), key) for key in (row.page, row.source or ""))
    a, b = (copy, source) if row.page == link.a else (source, copy)
    way = "a<-b" if row.page == link.a else "b<-a"
    cue = next((clean(cue_words(cue, a, b)) for cue in link.cues if cue.points == way and cue.weight), None)
    if row.sure:
        return f"from {source}: {cue}"
    return f"perhaps from {source}: {f'{cue}, which settles nothing' if cue else 'nothing on the pages settles it'}"


def _outlet_or_id(article: Article | None, article_id: str) -> str:
    return clean((house_name(article) if article else None) or article_id)


def _label(article: Article | None, article_id: str) -> str:
    if article is None:
        return article_id
    outlet = article.outlet.name if article.outlet else UNKNOWN
    return clean(f"{article_id}  {day_words(article)}  {outlet}: {article.title or '(no title)'}")


def coverage_lines(
    coverage: Coverage,
    names: Iterable[Naming],
    trees: Mapping[str, tuple[OriginTree, Sequence[Said]]],
    denials: Set[str] = frozenset(),
    by: str | None = None,
) -> Iterator[str]:
    """Who carries which claim, from how many origins, what each leaves out, and what each calls things.

    ``trees`` shows for a claim of several statements why its origins are so many, ``denials`` are claims that somebody
    denies what they tell; ``by`` is the name of the user's
    groups, where outlets count as these.
    """
    apart = sum(one.outlet == UNKNOWN for one in coverage.outlets) and len(coverage.outlets[-1].articles)
    counted = f"groups and outlets of no group, by {clean(by)}" if by else "outlets"
    yield f"{coverage.known} {counted}" + (f", and {apart} articles of unknown outlets" if apart else "")
    yield ""
    number = {carried.claim.id: n for n, carried in enumerate(coverage.claims, 1)}
    shared = [c for c in coverage.claims if len({ref.rpartition("#")[0] for ref in c.claim.statements}) > 1]
    yield "claims:" if shared else "claims: none is told by two pages"
    for carried in shared:
        yield from _claim_lines(number, carried, carried.claim.id in denials)
        if carried.claim.id in trees:
            yield from (f"       {line}" for line in root_lines(*trees[carried.claim.id]))
    alone = [c for c in coverage.claims if c not in shared]
    if alone:
        yield ""
        yield "told by one page alone:"
        for carried in alone:
            root = "; ".join(map(clean, carried.claim.origins.roots)) or "nobody named"
            where = "、".join(map(clean, carried.outlets))
            words = f"{'denied: ' if carried.claim.id in denials else ''}{cut(carried.claim.variants[0], 84)}"
            yield f"  {number[carried.claim.id]:3d}. {words}  ({where}: {root}{_against(number, carried)})"
    yield ""
    yield "outlets:"
    for outlet in coverage.outlets:
        has = f"{_many(len(outlet.articles), 'article')}, {_many(len(outlet.carries), 'claim')}"
        yield f"  {clean(outlet.outlet)}: {has}"
        for label, ids in (
            ("leaves out", outlet.leaves_out),
            ("alone has", outlet.alone),
            ("first with", outlet.first),
        ):
            if ids:
                yield f"    {label}: {', '.join(str(n) for n in sorted(number[i] for i in ids))}"
    yield from _naming_lines(list(names))


def _claim_lines(number: Mapping[str, int], carried: Carried, denied: bool) -> Iterator[str]:
    first = f", first: {clean(carried.first)}" if carried.first else ""
    mark = _against(number, carried)
    yield f"  {number[carried.claim.id]:3d}. {'denied: ' if denied else ''}{cut(carried.claim.variants[0], 100)}"
    yield f"       {'、'.join(map(clean, carried.outlets))}{first}; {origins_words(carried.claim.origins)}{mark}"


def _against(number: Mapping[str, int], carried: Carried) -> str:
    """The claims that deny this one, or that it denies."""
    others = [str(number[key]) for key in carried.claim.contradicts if key in number]
    return f"; contradicts {', '.join(others)}" if others else ""


def _naming_lines(names: Sequence[Naming]) -> Iterator[str]:
    """What each calls things: under the form that most use, the thing that most outlets name first."""
    for heading, what in _NAMING:
        things: dict[str, list[Naming]] = {}
        for naming in names:
            if naming.what == what:
                things.setdefault(naming.entity, []).append(naming)
        if things:
            yield ""
            yield heading
        rows = []
        for entity, found in sorted(things.items(), key=lambda item: (-len(item[1]), -_uses(item[1]), item[0])):
            label = _commonest(found) if what == "entity" else entity
            rows += [(label, naming.outlet or UNKNOWN, naming_words(naming)) for naming in found]
        yield from (f"  {line}" for line in table(rows, (24, 24, 80)))


def _uses(found: Iterable[Naming]) -> int:
    return sum(form.count for naming in found for form in naming.forms)


def _commonest(found: Iterable[Naming]) -> str:
    forms: dict[str, int] = {}
    for naming in found:
        for form in naming.forms:
            forms[form.form] = forms.get(form.form, 0) + form.count
    return min(forms, key=lambda form: (-forms[form], form))


_NAMING = (
    ("what they call it:", "entity"),
    ("what words they choose:", "term"),
    ("loaded words, in their own voice and quoted:", "loaded"),
)


def naming_words(naming: Naming) -> str:
    """鹭岩岛 ×3, 图拉岛 ×1 (quoted 1); the two scripts of a name are one name."""
    counted: dict[str, tuple[str, int, int]] = {}
    for form in naming.forms:
        printed, n, quoted = counted.get(fold(form.form), (form.form, 0, 0))
        counted[fold(form.form)] = (printed, n + form.count, quoted + form.in_quotation)
    ranked = sorted(counted.values(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{clean(form)} ×{n}" + (f" (quoted {q})" if q else "") for form, n, q in ranked)


def pledge_lines(pledge: Pledge, today: str) -> Iterator[str]:
    """One pledge with its history, the sentences left to the article's page. A step names deadline and amount where
    they are new."""
    due = (
        f"due {pledge.deadline}" + (" (overdue)" if pledge.overdue(today) else "") if pledge.deadline else "no deadline"
    )
    amount = f", {clean(pledge.amount)}" if pledge.amount else ""
    negative = "not: " if pledge.history[-1].commitment.polarity == "negative" else ""
    yield f"{'、'.join(map(clean, pledge.actors)) or '(nobody named)'}: {negative}{cut(pledge.action, 90)}"
    yield f"  {pledge.status}, {due}{amount}"
    shown: set[tuple[str, str]] = set()
    deadline = amount_before = None
    for entry in pledge.history:
        step = (entry.article.id, entry.commitment.status)
        if step in shown:
            continue  # an article that says it twice, in its title and in its text
        shown.add(step)
        outlet = entry.article.outlet.name if entry.article.outlet else UNKNOWN
        new = _new(entry, deadline, amount_before)
        deadline, amount_before = entry.deadline or deadline, entry.amount or amount_before
        status = entry.commitment.status
        yield f"    {day_words(entry.article):13}  {status:11}  {clean(outlet)}  {entry.article.id}{new}"


def _new(entry: Report, deadline: str | None, amount: str | None) -> str:
    due = f"  due {entry.deadline}" if entry.deadline and entry.deadline != deadline else ""
    new = entry.amount and fold(entry.amount) != fold(amount or "")
    return due + (f"  {clean(entry.amount or '')}" if new else "")
