"""Changes of letters → changes of words: nobody reads sai[d] → admitte[d]. Scripts without letters stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from suyuan.model import Span

Change = tuple[Span, Span]
_LETTER = re.compile("[A-Za-z]")
# A side grown by the other's word may be cut again; twice is rare.
_AGAIN = 3


def whole_words(changes: Sequence[Change], left: str, right: str) -> Sequence[Change]:
    """The changes, in order, grown to the words of letters they cut; those that meet in one word become one.

    What both texts have beside a change is equal up to the next change, so both sides grow alike.
    """
    if not changes:
        return []
    (first_a, first_b), (last_a, last_b) = changes[0], changes[-1]
    if not (
        _LETTER.search(left, max(0, first_a[0] - 1), last_a[1] + 1)
        or _LETTER.search(right, max(0, first_b[0] - 1), last_b[1] + 1)
    ):
        return list(changes)
    out: list[Change] = []
    for in_a, in_b in _joined(changes, left):
        (low, high), (down, up) = in_a, in_b
        if _inside(left, low) or _inside(right, down):
            low, down = _backward(left, low, right, down)
        if _inside(left, high) or _inside(right, up):
            high, up = _forward(left, high, right, up)
        if out and (low < out[-1][0][1] or down < out[-1][1][1]):
            (before, last), (behind, end) = out.pop()
            low, high, down, up = min(low, before), max(high, last), min(down, behind), max(up, end)
        out.append(((low, high), (down, up)))
    return out


def _joined(changes: Sequence[Change], left: str) -> Sequence[Change]:
    """Two changes with only letters between them are one."""
    out: list[Change] = []
    for change in changes:
        if out and _are_letters(left[out[-1][0][1] : change[0][0]]):
            (start, _), (low, _) = out.pop()
            change = (start, change[0][1]), (low, change[1][1])
        out.append(change)
    return out


def _are_letters(text: str) -> bool:
    return text.isascii() and text.isalpha()


def _backward(left: str, a: int, right: str, b: int) -> Span:
    """The places where the words begin that are cut at two places: A[n official], A [spokesman] → [An …], [A …]."""
    for _ in range(_AGAIN):
        letters = max(_inside(left, a) and _letters_before(left, a), _inside(right, b) and _letters_before(right, b))
        if not letters:
            break
        low, down = _step_back(left, a, letters), _step_back(right, b, letters)
        if left[low:a].replace(" ", "") != right[down:b].replace(" ", ""):
            break
        a, b = low, down
    return a, b


def _forward(left: str, a: int, right: str, b: int) -> Span:
    for _ in range(_AGAIN):
        letters = max(_inside(left, a) and _letters_behind(left, a), _inside(right, b) and _letters_behind(right, b))
        if not letters:
            break
        high, up = _step_on(left, a, letters), _step_on(right, b, letters)
        if left[a:high].replace(" ", "") != right[b:up].replace(" ", ""):
            break
        a, b = high, up
    return a, b


def _step_back(text: str, place: int, letters: int) -> int:
    """The place so many letters before another, spaces not counted."""
    while letters and place > 0:
        place -= 1
        letters -= not text[place].isspace()
    return place


def _step_on(text: str, place: int, letters: int) -> int:
    while letters and place < len(text):
        letters -= not text[place].isspace()
        place += 1
    return place


def within_words(a: Span, b: Span, left: str, right: str) -> Change:
    """A passage without the parts of words at its rims, if it has whole ones."""
    (start, end), (low, high) = a, b
    rims = left[start : start + 1] + left[end - 1 : end] + right[low : low + 1] + right[high - 1 : high]
    if not _LETTER.search(rims):
        return a, b
    if _inside(left, start) or _inside(right, low):
        start, low = start + _letters_behind(left, start), low + _letters_behind(right, low)
        start, low = _behind_marks(left, start), _behind_marks(right, low)
    if _inside(left, end) or _inside(right, high):
        end, high = end - _letters_before(left, end), high - _letters_before(right, high)
        end, high = len(left[:end].rstrip()), len(right[:high].rstrip())
    return ((start, end), (low, high)) if start < end and low < high else (a, b)


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _inside(text: str, place: int) -> bool:
    around = text[place - 1 : place + 1]
    return len(around) == 2 and around.isascii() and around.isalpha()


def _letters_before(text: str, place: int) -> int:
    start = place
    while start > 0 and _is_letter(text[start - 1]):
        start -= 1
    return place - start


def _letters_behind(text: str, place: int) -> int:
    end = place
    while end < len(text) and _is_letter(text[end]):
        end += 1
    return end - place


def _behind_marks(text: str, place: int) -> int:
    """Past the marks and spaces that close what was left out: [projec]t. “We …"""
    while place < len(text) and (text[place].isspace() or text[place] in ".,;:!?'’)"):
        place += 1
    return place
