"""Coverage: which outlet carries which claim of a story, what each leaves out, who alone has what, who was first.

Outlets can be gathered into groups that the user defines (by region, owner, agency); nothing is scored. Pages whose
outlet is not known stand together in a row of their own, the last, and are no outlet: they may be several, so it is
not said of them that they leave out something, have it alone or had it first, and they are not counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from suyuan.link.days import known_by
from suyuan.model import Article, Claim
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold

UNKNOWN = "unknown outlet"
# A claim that this share of the others carry, and not one of them alone, is one that an outlet without it leaves out.
WIDELY, SEVERAL = 0.5, 2


@dataclass(frozen=True, slots=True)
class Carried:
    """One claim with the outlets that carry it, the earliest first; ``first`` is None where their days do not tell.
    ``since`` is the earliest day on which a page carries it."""

    claim: Claim
    outlets: tuple[str, ...]
    first: str | None
    since: str | None = None


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
    """Outlets × claims over the articles of a story, the claims that most carry first.

    ``groups`` maps an outlet, under any of its names, to the group it counts as; who is in none counts for itself.
    """
    by_id = {article.id: article for article in articles}
    group = Grouping(groups or {})
    outlet_of = {a.id: group.of(a.outlet.name if a.outlet else None) for a in articles}
    carried = []
    for claim in claims:
        holders = [by_id[ref.split("#")[0]] for ref in claim.statements if ref.split("#")[0] in by_id]
        if holders:
            carried.append(_carried(claim, holders, outlet_of))
    carried.sort(
        key=lambda c: (-len(c.outlets), -_pages(c.claim), -len(c.claim.statements), c.since or "9999", c.claim.id)
    )
    names = sorted(set(outlet_of.values()), key=lambda n: (n == UNKNOWN, n))
    last = {name: max(known_by(by_id[a]) or "9999" for a, o in outlet_of.items() if o == name) for name in names}
    return Coverage(tuple(carried), tuple(_outlet(name, last, carried, outlet_of) for name in names))


class Grouping:
    """The group an outlet counts as, by any of its names; an outlet of no group counts for itself."""

    def __init__(self, groups: Mapping[str, str]) -> None:
        self._of = {_key(outlet): group for outlet, group in groups.items()}

    def of(self, outlet: str | None) -> str:
        return self._of.get(_key(outlet), outlet) if outlet else UNKNOWN


def _key(outlet: str) -> str:
    known = by_name(outlet)
    return known.id if known else fold(outlet).lower().strip()


def _pages(claim: Claim) -> int:
    return len({ref.rpartition("#")[0] for ref in claim.statements})


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
    since = min((article.published for article in holders if article.published), default=None)
    return Carried(claim, tuple(order), order[0] if leads else None, since)


def _outlet(
    name: str, last: Mapping[str, str], carried: Sequence[Carried], outlet_of: Mapping[str, str]
) -> OutletCoverage:
    articles = tuple(sorted(article for article, outlet in outlet_of.items() if outlet == name))
    carries = tuple(c.claim.id for c in carried if name in c.outlets)
    if name == UNKNOWN:
        return OutletCoverage(name, articles, carries, (), (), ())
    return OutletCoverage(
        name,
        articles,
        carries,
        tuple(
            c.claim.id for c in carried if name not in c.outlets and _could(name, c, last) and _widely(name, c, last)
        ),
        tuple(c.claim.id for c in carried if c.outlets == (name,)),
        tuple(c.claim.id for c in carried if c.first == name),
    )


def _could(name: str, carried: Carried, last: Mapping[str, str]) -> bool:
    """Whether an outlet still reported on the story when the claim was out: who fell silent before left nothing out."""
    return not carried.since or last[name] >= carried.since


def _widely(name: str, carried: Carried, last: Mapping[str, str]) -> bool:
    """Whether at least half of the other outlets that could, and not one of them alone, carry a claim."""
    carriers = sum(outlet != UNKNOWN for outlet in carried.outlets)
    others = sum(other not in (name, UNKNOWN) and _could(other, carried, last) for other in last)
    return carriers >= SEVERAL and carriers >= WIDELY * others
