"""Paths → pages: files, directories (sorted), zip, tar, compressed files and WARCs, one page after the other.

What cannot be read becomes a rejection with its reason, and the rest is read. ``Page.path`` is relative to a root with
forward slashes; a member of an archive is ``pile.zip!/a/b.html``.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO

from suyuan.model import Page, Rejection
from suyuan.read import archives
from suyuan.read.archives import MAX_DEPTH, MAX_PAGE, Budget, bounded_read, compression_of, is_tar, is_zip
from suyuan.read.draft import ReadError
from suyuan.read.warc import is_warc, warc_pages

_HEAD = 1024


def page_of(data: bytes, path: str | None = None, url: str | None = None, **known: str | None) -> Page:
    """A page of bytes: its SHA-256 is worked out here."""
    return Page(data=data, sha256=sha256(data).hexdigest(), path=path, url=url, **known)


def pages(
    paths: Iterable[str | os.PathLike[str]], root: str | os.PathLike[str] | None = None
) -> Iterator[Page | Rejection]:
    """Every page under the paths, in the order given and sorted inside directories.

    ``root`` is what page paths are relative to (default: the current directory).
    """
    base = os.fspath(root) if root is not None else str(Path.cwd())
    for path in paths:
        for file in _files(Path(path), base):
            if isinstance(file, Rejection):
                yield file
            else:
                yield from _file(file, _relative(file, base))


def _relative(path: Path, base: str) -> str:
    try:
        relative = os.path.relpath(path, base)
    except ValueError:  # another drive
        relative = os.fspath(path)
    # Names that are no UTF-8 hold surrogates, which no JSON can: they are shown escaped.
    return relative.replace(os.sep, "/").encode("utf-8", "backslashreplace").decode("utf-8")


def _files(path: Path, base: str) -> Iterator[Path | Rejection]:
    """The files at a path. Directories are walked without following links to directories, so a loop ends nowhere."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield Rejection(_relative(path, base), _reason(error))
        return
    if not stat.S_ISDIR(mode):
        yield path
        return
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except OSError as error:
        yield Rejection(_relative(path, base), _reason(error))
        return
    for entry in entries:
        child = Path(entry.path)
        if entry.name.startswith("."):
            continue
        try:
            linked_directory = entry.is_symlink() and entry.is_dir()
        except OSError:
            linked_directory = False
        if linked_directory:
            yield Rejection(_relative(child, base), "a link to a directory, which is not followed")
        elif len(child.parts) > 200:
            yield Rejection(_relative(child, base), "nested too deep")
        else:
            yield from _files(child, base)


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "it does not exist, or vanished while it was read"
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"


def _file(file: Path, path: str) -> Iterator[Page | Rejection]:
    try:
        # Not blocking: opening a named pipe would wait for a writer that never comes.
        with open(os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:  # noqa: PTH123
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                yield Rejection(path, "not a regular file")
                return
            yield from _stream(stream, path, status.st_size, Budget(), 0)
    except OSError as error:
        yield Rejection(path, _reason(error))


def _stream(stream: IO[bytes], path: str, size: int, budget: Budget, depth: int) -> Iterator[Page | Rejection]:
    """The pages of an open, seekable file: one page, or an archive's many. What it is, its first bytes say."""
    try:
        head = stream.read(_HEAD)
        stream.seek(0)
        inner = head
        if compression_of(head):
            inner = _peek(stream, head)
            stream.seek(0)
        if is_warc(inner):
            yield from warc_pages(stream, path)
        elif (is_zip(inner) and inner is head) or is_tar(inner):
            if depth >= MAX_DEPTH:
                raise ReadError(f"archives in archives, more than {MAX_DEPTH} deep")
            tape = archives.opened(stream, head) if inner is not head else stream
            yield from _members(tape, inner, path, budget, depth)
        elif size > MAX_PAGE:
            raise ReadError(f"more than {MAX_PAGE >> 20} MB in one page")
        else:
            yield page_of(bounded_read(stream), path)
    except ReadError as error:
        yield Rejection(path, str(error))


def _peek(stream: IO[bytes], head: bytes) -> bytes:
    try:
        return archives.opened(stream, head).read(_HEAD)
    except Exception:
        return b""


def _members(stream: IO[bytes], head: bytes, path: str, budget: Budget, depth: int) -> Iterator[Page | Rejection]:
    for name, data in archives.members(stream, head, budget):
        place = f"{path}!/{name}".encode("utf-8", "backslashreplace").decode("utf-8")
        if isinstance(data, ReadError):
            yield Rejection(place, str(data))
        elif data:
            yield from _stream(io.BytesIO(data), place, len(data), budget, depth + 1)
        else:
            yield Rejection(place, "an empty file")
