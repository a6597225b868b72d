"""Coverage: which outlet carries which claim of a story, what each leaves out, who alone has what, who was first.

Outlets can be gathered into groups that the user defines (by region, owner, agency); nothing is scored. Pages whose
outlet is not known stand together in a row of their own, the last, and are no outlet: they may be several, so it is
not said of them that they leave out something, have it alone or had it first, and they are not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from suyuan.link.days import known_by
from suyuan.link.origins import families_of
from suyuan.model import Article, Claim, Event, Reuse
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold

UNKNOWN = "unknown outlet"
# A claim that this share of the others carry, and not one of them alone, is one that an outlet without it leaves out.
WIDELY, SEVERAL = 0.5, 2


@dataclass(frozen=True, slots=True)
class Carried:
    """One claim with the outlets that carry it, the earliest first; ``first`` is None where their days do not tell.
    ``since`` is the earliest day on which a page carries it, ``voices`` how many pages of known outlets do that are no
    copies of one another."""

    claim: Claim
    outlets: tuple[str, ...]
    first: str | None
    since: str | None = None
    voices: int = 0


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


def coverage(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    groups: Mapping[str, str] | None = None,
    reuses: Iterable[Reuse] = (),
    events: Iterable[Event] = (),
) -> Coverage:
    """Outlets × claims over the articles of a story, the claims that most carry first.

    ``groups`` maps an outlet, under any of its names, to the group it counts as; who is in none counts for itself.
    ``reuses`` tells which pages are copies of one: what four reprints of one report carry, nobody leaves out. Where
    ``events`` are given, a claim is left out only by who reports on an event in which others carry it.
    """
    family = families_of(reuses)
    event_of = {article: event.id for event in events for article in event.articles}
    by_id = {article.id: article for article in articles}
    group = Grouping(groups or {})
    outlet_of = {a.id: group.of(a.outlet.name if a.outlet else None) for a in articles}
    carried = []
    for claim in claims:
        holders = [by_id[ref.split("#")[0]] for ref in claim.statements if ref.split("#")[0] in by_id]
        if holders:
            carried.append(_carried(claim, holders, outlet_of, family))
    carried.sort(
        key=lambda c: (-len(c.outlets), -_pages(c.claim), -len(c.claim.statements), c.since or "9999", c.claim.id)
    )
    names = sorted(set(outlet_of.values()), key=lambda n: (n == UNKNOWN, n))
    reports = _Reports(articles, outlet_of, event_of)
    return Coverage(tuple(carried), tuple(_outlet(name, reports, carried, outlet_of) for name in names))


class _Reports:
    """Which outlet reports on which event, in which language, until when."""

    def __init__(self, articles: Sequence[Article], outlet_of: Mapping[str, str], event_of: Mapping[str, str]) -> None:
        self.kind = {a.id: (event_of.get(a.id, ""), (a.language or "")[:2]) for a in articles}
        self.last: dict[str, dict[tuple[str, str], str]] = {}
        for article in articles:
            days = self.last.setdefault(outlet_of[article.id], {})
            days[self.kind[article.id]] = max(days.get(self.kind[article.id], ""), known_by(article) or "9999")

    def could(self, outlet: str, carried: Carried) -> bool:
        """Whether an outlet still reported on the event when the claim was out: who fell silent before, or reports on
        something else, left nothing out. Neither does who writes in another language: claims are matched by their
        words."""
        kinds = {kind for ref in carried.claim.statements if (kind := self.kind.get(ref.rpartition("#")[0]))}
        last = max((self.last[outlet].get(kind, "") for kind in kinds), default="")
        return bool(last) and (not carried.since or last >= carried.since)


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


def _carried(
    claim: Claim, holders: Sequence[Article], outlet_of: Mapping[str, str], family: Mapping[str, str]
) -> Carried:
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
    voices = len({family.get(article.id, article.id) for article in holders if outlet_of[article.id] != UNKNOWN})
    return Carried(claim, tuple(order), order[0] if leads else None, since, voices)


def _outlet(name: str, reports: _Reports, carried: Sequence[Carried], outlet_of: Mapping[str, str]) -> OutletCoverage:
    articles = tuple(sorted(article for article, outlet in outlet_of.items() if outlet == name))
    carries = tuple(c.claim.id for c in carried if name in c.outlets)
    if name == UNKNOWN:
        return OutletCoverage(name, articles, carries, (), (), ())
    return OutletCoverage(
        name,
        articles,
        carries,
        tuple(c.claim.id for c in carried if reports.could(name, c) and _left_out(name, c, reports)),
        tuple(c.claim.id for c in carried if c.outlets == (name,)),
        tuple(c.claim.id for c in carried if c.first == name),
    )


def _left_out(name: str, carried: Carried, reports: _Reports) -> bool:
    """Whether an outlet lacks a claim that at least half of the others that could, and not one voice alone, carry."""
    carriers = sum(outlet != UNKNOWN for outlet in carried.outlets)
    others = sum(other not in (name, UNKNOWN) and reports.could(other, carried) for other in reports.last)
    return name not in carried.outlets and min(carriers, carried.voices) >= SEVERAL and carriers >= WIDELY * others
