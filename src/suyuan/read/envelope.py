"""What wraps an article: dates in machine formats, and layers (mirror, republisher, feed, aggregator) by their marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from suyuan.model import DateKind, DateMark, Precision, Wrapper, WrapperKind

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
# 3/30/2031 6:03 PM UTC: month first, told by the 12-hour clock of American software.
_AMERICAN = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp])\.?[Mm]\.?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_RFC822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+)?\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r"\s+\d{4}(?:\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:[+-]\d{4}|[A-Z]{1,4}))?)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"-?\d{9,13}")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日(?:\s*(\d{1,2})[:：](\d{2}))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?$")


def date_mark(raw: str, kind: DateKind, evidence: str | None = None) -> DateMark | None:
    """A date in one of the machine formats of envelopes (ISO, RFC 822, epoch, American clock, year-month-day)."""
    text = " ".join(raw.split())[:80]
    found = evidence if evidence is not None else text
    if match := _EPOCH.fullmatch(text):
        return epoch_mark(match[0], kind, found)
    if match := _AMERICAN.search(text):
        month, day, year, hour, minute, second, half, zone = match.groups()
        hour24 = int(hour) % 12 + (12 if half in "Pp" else 0)
        return _mark(kind, found, (year, month, day, str(hour24), minute, second), zone)
    if match := _ISO.search(text):
        *numbers, zone = match.groups()
        return _mark(kind, found, tuple(numbers), zone)
    if match := _RFC822.search(text):
        return _rfc822(match[0], kind, found)
    if match := _CHINESE.search(text):
        return _mark(kind, found, (*match.groups(), None), None)
    if match := _COMPACT.fullmatch(text):
        return _mark(kind, found, match.groups(), None)
    return None


def epoch_mark(digits: str, kind: DateKind, evidence: str) -> DateMark | None:
    """Seconds (or milliseconds) since 1970, in UTC."""
    seconds = int(digits) / (1000 if len(digits.lstrip("-")) > 11 else 1)
    try:
        when = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    if not 1980 <= when.year <= 2100:
        return None
    return DateMark(kind, when.strftime("%Y-%m-%dT%H:%M:%S"), "second", evidence, "UTC")


def _rfc822(text: str, kind: DateKind, evidence: str) -> DateMark | None:
    if ":" not in text:
        text += " 00:00:00"
        precision: Precision = "day"
    else:
        precision = "second" if text.count(":") > 1 else "minute"
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    value = when.isoformat()[: {"day": 10, "minute": 16, "second": 19}[precision]]
    offset = when.utcoffset()
    zone = None if offset is None or precision == "day" else _zone(offset)
    return DateMark(kind, value, precision, evidence, zone)


def _zone(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return "UTC" if not minutes else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _mark(kind: DateKind, evidence: str, numbers: tuple[str | None, ...], zone: str | None) -> DateMark | None:
    given = [int(number) for number in numbers if number is not None]
    try:
        when = datetime(*cast("tuple[int, int, int]", tuple(given)))
    except (ValueError, TypeError, OverflowError):
        return None
    if not 1800 <= when.year <= 2200:
        return None
    precision: Precision = "day" if len(given) == 3 else "minute" if len(given) == 5 else "second"
    value = when.isoformat()[: {"day": 10, "minute": 16, "second": 19}[precision]]
    if zone in ("Z", "GMT", "UTC", "+0000", "+00:00"):
        zone = "UTC"
    elif zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return DateMark(kind, value, precision, evidence, zone if precision != "day" else None)


def utc_time(mark: DateMark | None) -> str | None:
    """The time of a layer as it is stored: ISO 8601, in UTC where the zone is known."""
    if mark is None:
        return None
    if mark.precision == "day" or mark.zone is None:
        return mark.value
    when = datetime.fromisoformat(mark.value)
    if mark.zone != "UTC":
        sign = -1 if mark.zone[0] == "-" else 1
        hours, _, minutes = mark.zone[1:].partition(":")
        if not (hours.isdigit() and minutes.isdigit()):
            return mark.value
        zone = timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))
        try:
            when = when.replace(tzinfo=zone).astimezone(UTC)
        except OverflowError:
            return mark.value
    return when.strftime("%Y-%m-%dT%H:%M:%S" if mark.precision == "second" else "%Y-%m-%dT%H:%M") + (
        "Z" if mark.precision == "second" else ":00Z"
    )


# ------------------------------------------------------------------ known layers


class Layer(NamedTuple):
    """A line of data/wrappers.tsv: who stands between outlets and us, told by name or by domain."""

    name: str
    kind: WrapperKind
    domains: tuple[str, ...]
    names: tuple[str, ...]


@cache
def _layers() -> tuple[dict[str, Layer], dict[str, Layer]]:
    by_domain: dict[str, Layer] = {}
    by_name: dict[str, Layer] = {}
    for line in files("suyuan.read").joinpath("data/wrappers.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, kind, domains, names = (line.split("\t") + ["", "", ""])[:4]
        layer = Layer(name, cast(WrapperKind, kind), tuple(domains.split()), tuple(filter(None, names.split("|"))))
        by_domain |= dict.fromkeys(layer.domains, layer)
        by_name |= {known.casefold(): layer for known in (name, *layer.names)}
    return by_domain, by_name


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


_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/(\d{4,14})(?:[a-z]{2}_)?/(https?:/{1,2}[^\s\"'<>]+)")


def unarchived(url: str) -> tuple[str, Wrapper | None]:
    """The address inside a Wayback Machine address, and the archive as a mirror layer with its time."""
    match = _ARCHIVED.match(url)
    if not match:
        return url, None
    stamp = match[1]
    mark = date_mark(stamp, "crawled") if len(stamp) in (8, 14) else None
    return match[2], Wrapper("mirror", "Internet Archive", url, utc_time(mark), url[:200])


_REPOSITORY = re.compile(
    r"https?://(?:github\.com/([\w.-]+/[\w.-]+)/(?:blob|tree|raw|wiki)/|raw\.githubusercontent\.com/([\w.-]+/[\w.-]+)/"
    r"|gitlab\.com/([\w.-]+/[\w.-]+)/-/(?:blob|tree)/|([\w-]+)\.github\.io/)[^\s\"'<>()]*"
)


def repositories(text: str) -> Iterator[tuple[str, str]]:
    """(repository, address) of every address of a file in a public code repository."""
    for match in _REPOSITORY.finditer(text):
        yield next(group for group in match.groups() if group), match[0]
