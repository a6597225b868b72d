"""Naming: what each outlet calls the same entity, and whether in its own voice or in words it quotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from suyuan.model import Article, Naming, NamingForm
from suyuan.text.fold import fold


def naming(articles: Iterable[Article]) -> Iterator[Naming]:
    """One record per entity and outlet, for entities that are called by different names; printed forms are kept.

    A short form of a name (科尔蒙 of 莱娜·科尔蒙, 美方 of 美国) and the original in Latin letters are the same name.
    """
    forms: dict[str, dict[str | None, dict[str, Counter[bool]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(Counter))
    )
    for article in articles:
        if article.annotations is None:
            continue
        quoted = [s for st in article.annotations.statements if st.type != "indirect" for s in st.content]
        outlet = article.outlet.name if article.outlet else None
        for mention in article.annotations.mentions:
            if mention.identity:
                inside = any(start <= mention.start and mention.end <= end for start, end in quoted)
                forms[mention.identity][outlet][article.text[mention.start : mention.end]][inside] += 1
    for entity in sorted(forms):
        outlets = forms[entity]
        if not _called_apart({fold(form) for used in outlets.values() for form in used}):
            continue
        for outlet in sorted(outlets, key=lambda o: o or ""):
            counted = sorted(outlets[outlet].items(), key=lambda item: (-sum(item[1].values()), item[0]))
            yield Naming(entity, outlet, tuple(NamingForm(form, sum(n.values()), n[True]) for form, n in counted))


def _called_apart(forms: set[str]) -> bool:
    """Whether two of the folded forms are different names, and not one a piece of the other."""
    chinese = sorted({form.removesuffix("方") for form in forms if not form.isascii()}, key=len, reverse=True)
    whole: list[str] = []
    for form in chinese:
        if not any(set(form) <= set(longer) for longer in whole):
            whole.append(form)
    return len(whole) > 1
