"""Opening the file: is it ours, is it new, is it older than we are."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from suyuan.store.errors import LibraryError

APPLICATION_ID = 0x53755975  # "SuYu", in the header of every library file
BUSY_MS = 30_000


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """(version, SQL) of every migration, in order. A file ``0003_what.sql`` leads from version 2 to 3."""
    folder = files("suyuan.store").joinpath("migrations")
    found = [
        (int(item.name[:4]), item.read_text(encoding="utf-8"))
        for item in folder.iterdir()
        if item.name.endswith(".sql") and item.name[:4].isdigit()
    ]
    found.sort()
    if [version for version, _ in found] != list(range(1, len(found) + 1)):
        raise LibraryError("the migrations of this installation are not numbered 1, 2, 3…; reinstall Suyuan")
    return tuple(found)


def connect(path: Path, create: bool) -> sqlite3.Connection:
    """Open a library file and bring it to this program's version. Raises LibraryError."""
    if not create and not path.is_file():
        raise LibraryError(f"there is no library at {path}; make one with: suyuan add PATH")
    if path.is_dir():
        raise LibraryError(f"{path} is a folder, not a library file")
    frozen = path.is_file() and not create and not _writable(path)
    # A reader of a write-ahead log writes too (its index); on a read-only medium nobody else can be writing.
    address = path.resolve().as_uri() + ("?immutable=1" if frozen else "")
    with readable_errors(path):
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
        )
        try:
            _check_and_migrate(connection, path, create, frozen)
        except BaseException:
            connection.close()
            raise
    return connection


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _check_and_migrate(connection: sqlite3.Connection, path: Path, create: bool, frozen: bool) -> None:
    newest = migrations()[-1][0]
    application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    if application != APPLICATION_ID and (application or version or _has_tables(connection) or not create):
        raise LibraryError(f"{path} is not a Suyuan library")
    if version > newest:
        raise LibraryError(
            f"{path} was made by a newer Suyuan (its version is {version}, this program knows {newest}); upgrade Suyuan"
        )
    if frozen:
        if version < newest:
            raise LibraryError(f"{path} was made by an older Suyuan; open it once where it can be written")
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    if version < newest:
        with transaction(connection):
            # Another process may have been quicker between our look and our lock.
            version = _pragma(connection, "user_version")
            for number, script in migrations()[version:]:
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: ``executescript`` would commit the transaction we are in."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; a kill in the middle leaves nothing. Inside another transaction it is part of that one."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def readable_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as LibraryError: what happened to which file, and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise LibraryError(_explain(error, path)) from error


def _explain(error: sqlite3.Error, path: Path) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return f"the disk is full: {path} could not grow. What was added before is kept; free some space and run again"
    if name.startswith("SQLITE_NOTADB"):
        return f"{path} is not a Suyuan library"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return f"another program is writing to {path} and did not finish; try again when it is done"
    if name.startswith("SQLITE_READONLY"):
        return f"{path} cannot be written to: it, or its folder, is read-only"
    if name.startswith("SQLITE_CANTOPEN"):
        return f"{path} cannot be opened: does its folder exist, and may you write there?"
    if name.startswith("SQLITE_CORRUPT"):
        return f"{path} is damaged ({error}); restore it from a copy, or add the pages again to a new library"
    return f"{path}: {error}"
