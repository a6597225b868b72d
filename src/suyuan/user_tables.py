"""Where a user's own names and outlets lie: files named by ``$SUYUAN_NAMES`` and ``$SUYUAN_OUTLETS``.

The environment carries them because worker processes inherit it, on one machine or on a cluster. Several files are
separated as in ``$PATH``. The commands' ``--names`` and ``--outlets`` set these variables.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from typing import TypeVar, TypeVarTuple

Arguments = TypeVarTuple("Arguments")
Answer = TypeVar("Answer")

NAMES, OUTLETS = "SUYUAN_NAMES", "SUYUAN_OUTLETS"


class UserTableError(ValueError):
    """A user's table is missing or wrong; the message names the file and the line."""


_held: ContextVar[tuple[str | None, str | None] | None] = ContextVar("held", default=None)


def _variables() -> tuple[str | None, str | None]:
    return _held.get() or (os.environ.get(NAMES), os.environ.get(OUTLETS))


@contextmanager
def held() -> Iterator[None]:
    """Within, the tables are those of its beginning: looking at the environment costs more than most of the answers."""
    token = _held.set(_variables())
    try:
        yield
    finally:
        _held.reset(token)


def paths(variable: str) -> tuple[str, ...]:
    """The files a variable names, in order; empty where it is not set."""
    named = _variables()[(NAMES, OUTLETS).index(variable)]
    return tuple(path for path in named.split(os.pathsep) if path) if named else ()


def cached(function: Callable[[*Arguments], Answer]) -> Callable[[*Arguments], Answer]:
    """Like `functools.cache`, for what is made from the tables: other tables, another answer."""

    @cache
    def remembered(_tables: tuple[str | None, ...], arguments: tuple[*Arguments]) -> Answer:
        return function(*arguments)

    @wraps(function)
    def looked_up(*arguments: *Arguments) -> Answer:
        return remembered(_variables(), arguments)

    return looked_up


def rows(path: str, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, cells by column) of a table with a header, tabs or commas between the cells.

    Raises UserTableError where the file cannot be read or a ``needed`` cell is empty.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserTableError(f"{path}: cannot be read: {error}") from error
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    delimiter = "\t" if lines and "\t" in lines[0] else ","
    for number, row in enumerate(csv.DictReader(lines, delimiter=delimiter), 2):
        cells = {str(key).strip(): (value or "").strip() for key, value in row.items() if isinstance(value, str | None)}
        missing = [column for column in needed if not cells.get(column)]
        if missing:
            raise UserTableError(f"{path}, line {number}: no {' and no '.join(missing)}")
        yield number, cells


def groupings(path: str) -> dict[str, dict[str, str]]:
    """A user's groups of outlets: for each column beside ``outlet`` (region, owner, agency …), outlet → group.

    Raises UserTableError where the file cannot be read, a row names no outlet, or there is no column but ``outlet``.
    """
    found: dict[str, dict[str, str]] = {}
    for _, row in rows(path, ("outlet",)):
        outlet = row.pop("outlet")
        for column, group in row.items():
            members = found.setdefault(column, {})
            if group:
                members[outlet] = group
    if not found:
        raise UserTableError(f"{path}: no column of groups beside the column outlet")
    return found
