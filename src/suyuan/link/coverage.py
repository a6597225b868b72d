"""Coverage: which outlet carries which claim of a story, what each leaves out, who alone has what, who was first.

Outlets can be gathered into groups that the user defines (by region, owner, agency); nothing is scored. Pages whose
outlet is not known stand together in a row of their own, the last, and are no outlet: they may be several, so it is
not said of them that they leave out something, have it alone or had it first, and they are not counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suyuan.model import Article, Claim

UNKNOWN = "unknown outlet"
# A claim that this share of the others carry, and not one of them alone, is one that an outlet without it leaves out.
WIDELY, SEVERAL = 0.5, 2


@dataclass(frozen=True, slots=True)
class Carried:
    """One claim with the outlets that carry it, the earliest first; ``first`` is None where their days do not tell."""

    claim: Claim
    outlets: tuple[str, ...]
    first: str | None


@dataclass(frozen=True, slots=True)
class OutletCoverage:
    outlet: str
    articles: tuple[str, ...]
    carries: tuple[str, ...]  # claim ids
    leaves_out: tuple[str, ...]
    alone: tuple[str, ...]
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    claims: tuple[Carried, ...]
    outlets: tuple[OutletCoverage, ...]

    @property
    def known(self) -> int:
        """How many outlets there are: pages of an unknown outlet are none."""
        return sum(one.outlet != UNKNOWN for one in self.outlets)


def coverage(articles: Sequence[Article], claims: Sequence[Claim], groups: Mapping[str, str] | None = None) -> Coverage:
    """Outlets × claims over the articles of a story. ``groups`` maps an outlet's name to the group it counts as."""
    groups = groups or {}
    by_id = {article.id: article for article in articles}
    outlet_of = {a.id: groups.get(name := a.outlet.name if a.outlet else UNKNOWN, name) for a in articles}
    carried = []
    for claim in claims:
        holders = [by_id[ref.split("#")[0]] for ref in claim.statements if ref.split("#")[0] in by_id]
        if holders:
            carried.append(_carried(claim, holders, outlet_of))
    names = sorted(set(outlet_of.values()), key=lambda n: (n == UNKNOWN, n))
    return Coverage(
        tuple(sorted(carried, key=lambda c: (-len(c.outlets), c.claim.id))),
        tuple(_outlet(name, names, carried, outlet_of) for name in names),
    )


def _carried(claim: Claim, holders: Sequence[Article], outlet_of: Mapping[str, str]) -> Carried:
    days: dict[str, str] = {}
    for article in holders:
        outlet = outlet_of[article.id]
        days[outlet] = min(days.get(outlet, "9999"), article.published or "9999")
    order = sorted(days, key=lambda outlet: (days[outlet], outlet == UNKNOWN, outlet))
    # First is who printed it on an earlier day than anyone else: a shared day tells nothing, and neither does a page
    # without a day, which may have been earlier.
    dated = all(article.published for article in holders)
    leads = dated and len(order) > 1 and days[order[0]] < days[order[1]] and order[0] != UNKNOWN
    return Carried(claim, tuple(order), order[0] if leads else None)


def _outlet(
    name: str, names: Sequence[str], carried: Sequence[Carried], outlet_of: Mapping[str, str]
) -> OutletCoverage:
    articles = tuple(sorted(article for article, outlet in outlet_of.items() if outlet == name))
    carries = tuple(c.claim.id for c in carried if name in c.outlets)
    if name == UNKNOWN:
        return OutletCoverage(name, articles, carries, (), (), ())
    others = max(1, sum(other not in (name, UNKNOWN) for other in names))
    return OutletCoverage(
        name,
        articles,
        carries,
        tuple(c.claim.id for c in carried if name not in c.outlets and _widely(_known(c), others)),
        tuple(c.claim.id for c in carried if c.outlets == (name,)),
        tuple(c.claim.id for c in carried if c.first == name),
    )


def _known(carried: Carried) -> int:
    return sum(outlet != UNKNOWN for outlet in carried.outlets)


def _widely(carriers: int, others: int) -> bool:
    return carriers >= SEVERAL and carriers / others >= WIDELY
