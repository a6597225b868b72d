"""Naming: what each outlet calls the same entity, and whether in its own voice or in words it quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from suyuan.model import Article, Naming, NamingForm
from suyuan.text.fold import fold

Use = tuple[str, str | None, str]  # entity, outlet, form as printed
Counted = tuple[int, int]  # uses, of which inside words that are quoted


def uses(article: Article) -> dict[Use, Counted]:
    """How often an article calls which entity what."""
    if article.annotations is None:
        return {}
    quoted = [s for st in article.annotations.statements if st.type != "indirect" for s in st.content]
    outlet = article.outlet.name if article.outlet else None
    found: dict[Use, Counted] = {}
    for mention in article.annotations.mentions:
        if mention.identity:
            inside = any(start <= mention.start and mention.end <= end for start, end in quoted)
            use = (mention.identity, outlet, article.text[mention.start : mention.end])
            n, q = found.get(use, (0, 0))
            found[use] = (n + 1, q + inside)
    return found


def naming(articles: Iterable[Article]) -> Iterator[Naming]:
    """One record per entity and outlet, for entities that are called by different names; printed forms are kept.

    A short form of a name (科尔蒙 of 莱娜·科尔蒙, 美方 of 美国) and the original in Latin letters are the same name.
    """
    forms: dict[str, dict[str | None, dict[str, Counted]]] = defaultdict(lambda: defaultdict(dict))
    for article in articles:
        for (entity, outlet, form), (n, q) in uses(article).items():
            old = forms[entity][outlet].get(form, (0, 0))
            forms[entity][outlet][form] = (old[0] + n, old[1] + q)
    for entity in sorted(forms):
        yield from named(entity, forms[entity])


def named(entity: str, outlets: Mapping[str | None, Mapping[str, Counted]]) -> Iterator[Naming]:
    """The records of one entity from how often each outlet calls it what."""
    if not _called_apart({fold(form) for used in outlets.values() for form in used}):
        return
    for outlet in sorted(outlets, key=lambda o: o or ""):
        counted = sorted(outlets[outlet].items(), key=lambda item: (-item[1][0], item[0]))
        yield Naming(entity, outlet, tuple(NamingForm(form, n, q) for form, (n, q) in counted))


def _called_apart(forms: set[str]) -> bool:
    """Whether two of the folded forms are different names, and not one a piece of the other."""
    chinese = sorted({form.removesuffix("方") for form in forms if not form.isascii()}, key=len, reverse=True)
    whole: list[str] = []
    for form in chinese:
        if not any(set(form) <= set(longer) for longer in whole):
            whole.append(form)
    return len(whole) > 1
