"""WARC and WARC.gz: the pages of response, resource, conversion and revisit records, with HTTP's charset and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from suyuan.model import Page, Rejection
from suyuan.read.archives import MAX_PAGE, Budget
from suyuan.read.draft import ReadError

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_TEXT = re.compile(r"text/|html|xml|json|javascript|^$|octet-stream|markdown|rss|atom", re.I)
_REMEMBER = 64 * 1024 * 1024  # bytes of payloads kept for later revisit records
_READ = ("response", "resource", "conversion")


class _Records(ArchiveIterator):  # type: ignore[misc]
    """Where a record's length is wrong, the library prints what follows it; a page's bytes are not for the terminal."""

    INC_RECORD = ""


def is_warc(head: bytes) -> bool:
    return head.startswith(b"WARC/")


def warc_pages(stream: IO[bytes], path: str) -> Iterator[Page | Rejection]:
    """The pages of a WARC; ``path`` is the file's. A record that cannot be read is a rejection, the next is tried."""
    budget = Budget()
    payloads: dict[str, bytes] = {}
    try:
        records = _Records(stream)
        for record in records:
            url = record.rec_headers.get_header("WARC-Target-URI")
            try:
                budget.take(0)
                page = _page(record, path, url, payloads)
            except ReadError as error:
                if budget.entries < 0:
                    raise
                yield Rejection(path, str(error), url)
                continue
            except Exception as error:  # a library reading hostile bytes: any error is the record's, not ours
                yield Rejection(path, f"a damaged record: {type(error).__name__}: {error}"[:300], url)
                continue
            if page is not None:
                budget.expanded -= len(page.data)
                yield page
        if records.err_count:
            yield Rejection(path, f"a damaged WARC: {records.err_count} records are not as long as they say")
    except ReadError as error:
        yield Rejection(path, str(error))
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, AttributeError) as error:
        yield Rejection(path, f"a damaged WARC, read up to here: {error}"[:300])


def _page(record: Any, path: str, url: str | None, payloads: dict[str, bytes]) -> Page | None:
    kind = record.rec_type
    if kind not in _READ and kind != "revisit":
        return None
    headers = record.http_headers
    content_type = (
        headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    ) or ""
    status = headers.get_statuscode() if headers and kind in ("response", "revisit") else "200"
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    if kind == "revisit":
        if digest not in payloads:
            raise ReadError("a revisit of a record that is not in this file")
        data = payloads[digest]
    else:
        if status and not status.startswith("2"):
            raise ReadError(f"HTTP status {status}")
        if not _TEXT.search(content_type):
            raise ReadError(f"not text: {content_type[:80]}")
        data = _payload(record, headers)
        if digest and sum(map(len, payloads.values())) + len(data) <= _REMEMBER:
            payloads[digest] = data
    if not data:
        raise ReadError("an empty record")
    charset = _CHARSET.search(content_type)
    return Page(
        data=data,
        sha256=sha256(data).hexdigest(),
        path=path,
        url=url,
        charset=charset[1] if charset else None,
        content_type=content_type.partition(";")[0].strip() or None,
        fetched=record.rec_headers.get_header("WARC-Date"),
    )


def _payload(record: Any, headers: Any) -> bytes:
    """The body with transfer and content encoding taken off, bounded."""
    encoding = (headers.get_header("Content-Encoding") or "").lower() if headers else ""
    if encoding and encoding not in ("gzip", "deflate", "x-gzip", "identity", "br"):
        raise ReadError(f"compressed with {encoding[:30]}, which is not supported")
    stream = record.content_stream()
    pieces: list[bytes] = []
    size = 0
    while chunk := stream.read(1 << 20):
        pieces.append(chunk)
        size += len(chunk)
        if size > MAX_PAGE:
            raise ReadError(f"more than {MAX_PAGE >> 20} MB in one page")
    data = b"".join(pieces)
    if encoding == "br" and data[:1] not in (b"<", b"{", b"\n", b" ", b"\xef"):
        raise ReadError("compressed with br, which is not installed")
    return data
