"""Archives and compression, bounded: entries, depth, expanded size, how much larger than its bytes a thing may grow.

Nothing is ever written to disk; a member's name is only a name, and one that points outside its archive is refused.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import posixpath
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, cast

from suyuan.read.draft import ReadError

MAX_PAGE = 256 * 1024 * 1024  # bytes of one page, expanded
MAX_ENTRIES = 200_000
MAX_DEPTH = 4
MAX_EXPANDED = 4 * 1024 * 1024 * 1024
MAX_RATIO = 250  # text compresses 3- to 20-fold; a bomb a thousandfold
RATIO_FROM = 16 * 1024 * 1024  # the ratio is only asked above this size
_CHUNK = 1 << 20

_COMPRESSED = ((b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"))
# What the libraries raise on damaged bytes, the slips of theirs among it.
_ERRORS = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
)


@dataclass(slots=True)
class Budget:
    """What is left of the bounds of one archive and all inside it."""

    entries: int = MAX_ENTRIES
    expanded: int = MAX_EXPANDED

    def take(self, size: int) -> None:
        self.entries -= 1
        self.expanded -= size
        if self.entries < 0:
            raise ReadError(f"more than {MAX_ENTRIES} entries in an archive")
        if self.expanded < 0:
            raise ReadError(f"an archive that expands beyond {MAX_EXPANDED >> 20} MB")


def compression_of(head: bytes) -> str | None:
    return next((name for magic, name in _COMPRESSED if head.startswith(magic)), None)


def opened(stream: IO[bytes], head: bytes) -> IO[bytes]:
    """The stream with its compression, if any, taken off."""
    kind = compression_of(head)
    if kind == "gzip":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    if kind == "bzip2":
        return cast("IO[bytes]", bz2.BZ2File(stream))
    if kind == "xz":
        return cast("IO[bytes]", lzma.LZMAFile(stream))
    return stream


def expand(data: bytes) -> bytes:
    """The bytes with their compression taken off, or as they are. Raises ReadError on damage and on bombs."""
    if compression_of(data) is None:
        return data
    return bounded_read(opened(io.BytesIO(data), data), len(data))


def bounded_read(stream: IO[bytes], compressed: int | None = None) -> bytes:
    """All of a stream. ``compressed`` is its size before expansion, where known. Raises ReadError."""
    pieces: list[bytes] = []
    size = 0
    try:
        while chunk := stream.read(_CHUNK):
            pieces.append(chunk)
            size += len(chunk)
            if size > MAX_PAGE:
                raise ReadError(f"more than {MAX_PAGE >> 20} MB in one page")
            if compressed is not None and size > RATIO_FROM and size > compressed * MAX_RATIO:
                raise ReadError(f"expands more than {MAX_RATIO} times: it looks like a compression bomb")
    except ReadError:
        raise
    except EOFError:
        if not pieces:
            raise ReadError("compressed data that breaks off") from None
    except _ERRORS as error:
        if not pieces:
            raise ReadError(f"damaged: {error}") from error
    return b"".join(pieces)


def is_tar(head: bytes) -> bool:
    return len(head) > 262 and head[257:262] == b"ustar"


def is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def safe_name(name: str) -> str | None:
    """A member's name inside its archive, or None where it points outside."""
    name = name.replace("\\", "/")
    if name.startswith("/") or ":" in name.split("/", 1)[0] or "\x00" in name:
        return None
    clean = posixpath.normpath(name)
    return None if clean.startswith("../") or clean == ".." else clean


def members(stream: IO[bytes], head: bytes, budget: Budget) -> Iterator[tuple[str, bytes | ReadError]]:
    """(name, bytes or why not) of each file in a zip or tar, in the order of its names (zip) or of the tape (tar)."""
    if is_zip(head):
        yield from _zip_members(stream, budget)
    else:
        yield from _tar_members(stream, budget)


def _zip_members(stream: IO[bytes], budget: Budget) -> Iterator[tuple[str, bytes | ReadError]]:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, *_ERRORS) as error:
        raise ReadError(f"a damaged zip: {error}") from error
    with archive:
        infos = archive.infolist()
        if any(info.filename == "[Content_Types].xml" for info in infos):
            raise ReadError("binary: an Office document, not a page")
        for info in sorted(infos, key=lambda info: info.filename):
            if info.filename.endswith("/"):
                continue
            budget.take(0)
            name = safe_name(info.filename)
            if name is None:
                yield info.filename, ReadError("a path that leaves its archive")
                continue
            try:
                if info.flag_bits & 1:
                    raise ReadError("encrypted")
                with archive.open(info) as member:
                    data = bounded_read(member, max(1, info.compress_size))
            except ReadError as error:
                yield name, error
                continue
            except (zipfile.BadZipFile, *_ERRORS) as error:
                yield name, ReadError(f"damaged: {error}")
                continue
            budget.expanded -= len(data)
            budget.entries += 1
            budget.take(0)
            yield name, data


def _tar_members(stream: IO[bytes], budget: Budget) -> Iterator[tuple[str, bytes | ReadError]]:
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                if info.isdir():
                    continue
                budget.take(info.size)
                name = safe_name(info.name)
                if name is None:
                    yield info.name, ReadError("a path that leaves its archive")
                elif not info.isreg():
                    yield name, ReadError("a link or device, not a file")
                elif info.size > MAX_PAGE:
                    yield name, ReadError(f"more than {MAX_PAGE >> 20} MB in one page")
                else:
                    member = archive.extractfile(info)
                    yield name, member.read() if member else ReadError("damaged")
    except (tarfile.TarError, *_ERRORS) as error:
        raise ReadError(f"a damaged tar: {error}") from error
