"""What wraps an article: dates in machine formats; layers (mirror, republisher, feed, aggregator) by their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import NamedTuple, cast, get_args
from urllib.parse import urlsplit

from suyuan import user_tables
from suyuan.model import DateKind, DateMark, Wrapper, WrapperKind
from suyuan.read.datetimes import parse_datetime

_EPOCH = re.compile(r"-?\d{9,13}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2}))?")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
_MAX_DATE = 80


def date_mark(raw: str, kind: DateKind, evidence: str | None = None) -> DateMark | None:
    """The date in a field of an envelope: epoch seconds, a compact stamp, or any absolute date as it is printed."""
    text = " ".join(raw.split())[:_MAX_DATE]
    found = evidence if evidence is not None else text
    if _EPOCH.fullmatch(text):
        return epoch_mark(text, kind, found)
    if match := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second = match.groups()
        text = f"{year}-{month}-{day}" + (f" {hour}:{minute}:{second}" if hour else "")
    stamp = parse_datetime(text)
    if stamp is None:
        return None
    zone = stamp.zone
    if zone and (offset := _OFFSET.fullmatch(zone)):
        zone = f"{offset[1]}{offset[2]}:{offset[3]}"
        zone = "UTC" if zone[1:] == "00:00" else zone
    return DateMark(kind, stamp.value, stamp.precision, found, zone)


def epoch_mark(digits: str, kind: DateKind, evidence: str) -> DateMark | None:
    """Seconds (or milliseconds) since 1970, in UTC."""
    seconds = int(digits) / (1000 if len(digits.lstrip("-")) > 11 else 1)
    try:
        when = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    if not 1980 <= when.year <= 2100:
        return None
    return DateMark(kind, when.isoformat(timespec="seconds")[:19], "second", evidence, "UTC")


def utc_time(mark: DateMark | None) -> str | None:
    """The time of a layer as it is stored: ISO 8601, in UTC where the zone is known."""
    if mark is None:
        return None
    if mark.precision not in ("minute", "second") or mark.zone is None:
        return mark.value
    when = datetime.fromisoformat(mark.value)
    if mark.zone != "UTC":
        offset = _OFFSET.fullmatch(mark.zone)
        if offset is None:
            return mark.value
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        try:
            when = when - away if offset[1] == "+" else when + away
        except OverflowError:
            return mark.value
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


# ------------------------------------------------------------------ known layers


class Layer(NamedTuple):
    """A line of data/wrappers.tsv: who stands between outlets and us, told by name or by domain."""

    name: str
    kind: WrapperKind
    domains: tuple[str, ...]
    names: tuple[str, ...]


@user_tables.cached
def _layers() -> tuple[dict[str, Layer], dict[str, Layer]]:
    own = user_tables.paths(user_tables.OUTLETS)
    by_domain: dict[str, Layer] = {}
    by_name: dict[str, Layer] = {}
    for layer in (*_shipped(), *(layer for path in own for layer in _users_own(path))):
        by_domain |= dict.fromkeys(layer.domains, layer)
        by_name |= {known.casefold(): layer for known in (layer.name, *layer.names)}
    return by_domain, by_name


def _shipped() -> Iterator[Layer]:
    for line in files("suyuan.read").joinpath("data/wrappers.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, kind, domains, names = (line.split("\t") + ["", "", ""])[:4]
            yield Layer(name, cast(WrapperKind, kind), tuple(domains.split()), tuple(filter(None, names.split("|"))))


def _users_own(path: str) -> Iterator[Layer]:
    """The rows of a user's table of outlets whose kind is a layer."""
    for _, row in user_tables.rows(path, ("id", "name")):
        if row.get("kind") in get_args(WrapperKind):
            names = tuple(filter(None, row.get("aliases", "").split("|")))
            domains = tuple(filter(None, row.get("domains", "").split("|")))
            yield Layer(row["name"], cast(WrapperKind, row["kind"]), domains, names)


def layer_of_url(url: str | None) -> Layer | None:
    """The known layer whose domain an address lies in."""
    host = host_of(url)
    by_domain, _ = _layers()
    while host:
        if host in by_domain:
            return by_domain[host]
        host = host.partition(".")[2]
    return None


def layer_of_name(name: str) -> Layer | None:
    return _layers()[1].get(name.strip().casefold())


def host_of(url: str | None) -> str:
    """The host of an address without ``www.``; empty where there is none."""
    if not url:
        return ""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return host.removeprefix("www.")


def is_address(host: str) -> bool:
    """Whether a host is a number, not a name."""
    return bool(host) and (":" in host or host.replace(".", "").isdigit())


_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/(\d{4,14})(?:[a-z]{2}_)?/(https?:/{1,2}[^\s\"'<>]+)")


def unarchived(url: str) -> tuple[str, Wrapper | None]:
    """The address inside a Wayback Machine address, and the archive as a mirror layer with its time."""
    match = _ARCHIVED.match(url)
    if not match:
        return url, None
    stamp = match[1]
    mark = date_mark(stamp, "crawled") if len(stamp) in (8, 14) else None
    time = None if mark is None else mark.value + ("Z" if mark.precision == "second" else "")
    return match[2], Wrapper("mirror", "Internet Archive", url, time, url[:200])


# Forges share one shape, whatever their host: owner/repository/blob/branch/file, with a dash between on some.
_REPOSITORY = re.compile(
    r"https?://(?:[\w.-]+/([\w.-]+/[\w.-]+)/(?:-/)?(?:blob|tree)/|github\.com/([\w.-]+/[\w.-]+)/(?:raw|wiki)/"
    r"|raw\.githubusercontent\.com/([\w.-]+/[\w.-]+)/|([\w-]+)\.github\.io/)[^\s\"'<>()]*"
)


def repositories(text: str) -> Iterator[tuple[str, str]]:
    """(repository, address) of every address of a file in a public code repository."""
    for match in _REPOSITORY.finditer(text):
        yield next(group for group in match.groups() if group), match[0]
