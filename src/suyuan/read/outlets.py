"""The table of outlets: who publishes under which names and domains.

``by_name`` is exact on a folded name or alias, ``by_domain`` on a host or any domain above it. Nothing is guessed: an
unknown name gives None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from suyuan import user_tables
from suyuan.text.fold import fold

_PUNCTUATION = re.compile(r"[\s《》〈〉「」『』“”\"'‘’·\-_]+")
_PIECES = re.compile(r"[\s|｜/／()（）,，、;；:：]+")
# What outlets append to their name on a page of their own.
_SUFFIX = re.compile(r"(?:中文网|新闻网|电子报|客户端|网站|官网|官方网站|在线|网|讯|电|消息|综合|\.com|\.cn|\.net)$")


@dataclass(frozen=True, slots=True)
class OutletInfo:
    """One row. ``date_order`` is how it prints numeric dates; ``ordinary`` are forms that are also ordinary words."""

    id: str
    name: str
    english: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    owner: str
    country: str
    kind: str
    date_order: str
    ordinary: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, self.english, *self.aliases)


@user_tables.cached
def outlets() -> tuple[OutletInfo, ...]:
    """The user's own outlets (``suyuan.user_tables``), then all rows of ``data/outlets.tsv``, in their order."""
    own = user_tables.paths(user_tables.OUTLETS)
    return (*(outlet for path in own for outlet in _users_own(path)), *_shipped())


def _users_own(path: str) -> Iterator[OutletInfo]:
    """A user's outlets: columns ``id`` and ``name``, and any other column of the shipped table."""
    for _, row in user_tables.rows(path, ("id", "name")):
        yield OutletInfo(
            id=row["id"],
            name=row["name"],
            english=row.get("english", ""),
            aliases=_list(row.get("aliases", "")),
            domains=_list(row.get("domains", "")),
            owner=row.get("owner", ""),
            country=row.get("country", ""),
            kind=row.get("kind", ""),
            date_order=row.get("date_order", ""),
            ordinary=frozenset(_list(row.get("ordinary", ""))),
        )


@cache
def _shipped() -> tuple[OutletInfo, ...]:
    raw = files("suyuan.read").joinpath("data/outlets.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in raw.splitlines() if line and not line.startswith("#")]
    return tuple(
        OutletInfo(*row[:3], _list(row[3]), _list(row[4]), *row[5:9], frozenset(_list(row[9])))  # type: ignore[call-arg, arg-type]
        for row in rows[1:]
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(item for item in cell.split("|") if item)


def _key(name: str) -> str:
    return _PUNCTUATION.sub("", fold(name)).lower()


@user_tables.cached
def _names() -> dict[str, OutletInfo]:
    """Folded names; where two outlets share one, the earlier row keeps it."""
    table: dict[str, OutletInfo] = {}
    for outlet in outlets():
        for name in outlet.names:
            table.setdefault(_key(name), outlet)
    table.pop("", None)
    return table


@user_tables.cached
def _domains() -> dict[str, OutletInfo]:
    return {domain: outlet for outlet in reversed(outlets()) for domain in outlet.domains}


@cache
def platforms() -> frozenset[str]:
    """Hosts where anybody publishes."""
    raw = files("suyuan.read").joinpath("data/platforms.txt").read_text(encoding="utf-8")
    return frozenset(host for line in raw.splitlines() if not line.startswith("#") for host in line.split())


@cache
def _platform_names() -> frozenset[str]:
    raw = files("suyuan.read").joinpath("data/platform_names.txt").read_text(encoding="utf-8")
    return frozenset(_key(name) for line in raw.splitlines() if not line.startswith("#") for name in line.split("\t"))


def is_platform(name: str) -> bool:
    """Is this the name of a place where anybody publishes? It says nothing of who did."""
    return _key(name) in _platform_names()


def by_id(outlet_id: str) -> OutletInfo | None:
    return next((outlet for outlet in outlets() if outlet.id == outlet_id), None)


def by_name(name: str) -> OutletInfo | None:
    """The outlet a name or alias belongs to, whatever its script, case, spaces or title marks."""
    if len(name) > 80:
        return None
    key = _key(name)
    table = _names()
    found = table.get(key)
    while found is None and (shorter := _SUFFIX.sub("", key)) != key and len(shorter) > 1:
        key = shorter
        found = table.get(key)
    return found


def by_label(label: str) -> OutletInfo | None:
    """Like `by_name`, and for labels of several words (``三立新闻网 SETN.COM``) the first word that is a name."""
    found = by_name(label)
    if found is not None or len(label) > 120:
        return found
    return next((outlet for piece in _PIECES.split(label) if len(piece) > 1 and (outlet := by_name(piece))), None)


def by_domain(address: str) -> OutletInfo | None:
    """The outlet of an address or host: ``https://m.example.com/a`` tries m.example.com, then example.com."""
    host = host_of(address)
    if host in platforms():
        return None
    table = _domains()
    while host:
        if host in table:
            return table[host]
        _, _, host = host.partition(".")
    return None


def host_of(address: str) -> str:
    """The host of an address, lower case, without port; empty where there is none."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return ""
    return (host or "").lower().rstrip(".")
