"""What a regular expression says of its matches, by its syntax: words they need, characters they begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

try:
    from re import _constants as _ops  # type: ignore[attr-defined]
    from re import _parser as _syntax  # type: ignore[attr-defined]
except ImportError:  # a Python that keeps its parser elsewhere: nothing is known of any pattern
    _syntax = None


def needed(pattern: str) -> frozenset[str] | None:
    """Words of which a text must hold at least one to match a pattern; None where no word is needed."""
    return _needed(_syntax.parse(pattern)) if _syntax else None


def _needed(sequence: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
    """All items of a sequence must match, so the words of any one of them will do: the longest say most."""
    found: list[frozenset[str]] = []
    word = ""
    for op, argument in [*sequence, (None, None)]:
        if op is _ops.LITERAL:
            word += chr(argument)
            continue
        if word:
            found.append(frozenset((word,)))
            word = ""
        if (inside := _inside(op, argument)) is not None:
            found.append(inside)
    return max(found, key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _inside(op: Any, argument: Any) -> frozenset[str] | None:
    if op is _ops.SUBPATTERN:
        return _needed(argument[3])
    if op is _ops.ATOMIC_GROUP:
        return _needed(argument)
    if op in (_ops.MAX_REPEAT, _ops.MIN_REPEAT, _ops.POSSESSIVE_REPEAT):
        return _needed(argument[2]) if argument[0] else None
    if op is _ops.BRANCH:
        branches = [_needed(branch) for branch in argument[1]]
        return None if None in branches else frozenset().union(*filter(None, branches))
    return None


def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Several patterns in one. Those whose first characters are known are tried only where one of these stands: `re`
    would enter each of their branches at every character."""
    known = {pattern: first for pattern in patterns if (first := beginnings(pattern)) is not None}
    found = [f"(?:{pattern})" for pattern in patterns if pattern not in known]
    if known:
        found.append(
            f"(?=[{''.join(sorted(set().union(*known.values())))}])(?:{'|'.join(f'(?:{one})' for one in known)})"
        )
    return re.compile("|".join(found))


def beginnings(pattern: str) -> frozenset[str] | None:
    """Members of a character class that holds all a match may begin with; None where a match may be empty or begin with
    anything."""
    return _beginnings(_syntax.parse(pattern)) if _syntax else None


def _beginnings(sequence: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
    """The first item begins a match, and the next one too where the first may be left out."""
    found: frozenset[str] = frozenset()
    for op, argument in sequence:
        if op in (_ops.AT, _ops.ASSERT, _ops.ASSERT_NOT):
            continue
        first, may_lack = _first(op, argument)
        if first is None:
            return None
        found |= first
        if not may_lack:
            return found
    return None


def _first(op: Any, argument: Any) -> tuple[frozenset[str] | None, bool]:
    """(what an item begins with, whether it may be left out)."""
    if op is _ops.LITERAL:
        return frozenset((_member(argument),)), False
    if op is _ops.IN:
        members = [_of_class(*one) for one in argument]
        return (None if None in members else frozenset(filter(None, members))), False
    if op in (_ops.MAX_REPEAT, _ops.MIN_REPEAT, _ops.POSSESSIVE_REPEAT):
        return _beginnings(argument[2]), argument[0] == 0
    if op is _ops.SUBPATTERN:
        return _beginnings(argument[3]), False
    if op is _ops.ATOMIC_GROUP:
        return _beginnings(argument), False
    if op is _ops.BRANCH:
        branches = [_beginnings(branch) for branch in argument[1]]
        return (None if None in branches else frozenset().union(*filter(None, branches))), False
    return None, False


def _of_class(op: Any, argument: Any) -> str | None:
    if op is _ops.LITERAL:
        return _member(argument)
    if op is _ops.RANGE:
        return f"{_member(argument[0])}-{_member(argument[1])}"
    return _CATEGORIES.get(argument) if op is _ops.CATEGORY else None


def _member(code: int) -> str:
    return re.escape(chr(code))


_CATEGORIES = {_ops.CATEGORY_SPACE: r"\s", _ops.CATEGORY_DIGIT: r"\d", _ops.CATEGORY_WORD: r"\w"} if _syntax else {}
