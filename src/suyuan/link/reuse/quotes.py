"""What stands between quotation marks, wherever lines are broken, and who is said to have said it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from suyuan.model import Span

_MARKS = {"“": "”", "「": "」", "『": "』", "«": "»"}
_STRAIGHT = '"'
_ANY = re.compile("[" + "".join(_MARKS) + "".join(_MARKS.values()) + _STRAIGHT + "]")
# A mark that is not closed within so many characters was left open by mistake.
_REACH = 300
# Who spoke, told in the sentence of the quotation itself: “…。”季兰说。 “…,” the mayor said in a statement on Monday.
_SAYS = re.compile(
    r"[说說称稱道]|表示|指出|[强強][调調]|\b(?:said|says|told|wrote|added|tells|writes|according to)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[。！？!?]|\.(?=\s|$|[A-Z“\"])")
_CLOSING = re.compile('[”」』»"]')
_ATTRIBUTION = 120


def is_quoted(text: str, place: int) -> bool:
    """Whether a mark opened shortly before a place is not yet closed there, be others closed between: “甲「乙」丙”."""
    before = text[max(0, place - _REACH) : place]
    if any(before.rfind(opening) > before.rfind(closing) for opening, closing in _MARKS.items()):
        return True
    return _STRAIGHT in before and _straight(text, place)


def _straight(text: str, place: int) -> bool:
    """Whether a straight mark is open at a place."""
    opened = False
    at = text.find(_STRAIGHT, max(0, place - _REACH), place)
    while at >= 0:
        opened = _opens(text, at, opened)
        at = text.find(_STRAIGHT, at + 1, place)
    return opened


def _opens(text: str, at: int, opened: bool) -> bool:
    """Whether a straight mark opens: behind a space or a colon it does, before a space or a mark it closes, and where
    neither tells they take turns."""
    before, behind = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
    if before in " \u3000:：(（" and not behind.isspace():
        return True
    if behind.isspace() or behind in ",.;:!?)，。；：！？）":
        return False
    return not opened


def quoted_share(text: str, span: Span, apart: Sequence[Span] = ()) -> float:
    """How much of a span, some stretches of it left out, stands between marks or says who spoke there. A quotation of
    several paragraphs opens anew with each of them. ``text`` is folded and in lower case."""
    start, end = span
    found = _quotations(text, max(0, start - _REACH), end)
    quotations = [(max(low, start), high) for low, high in found if high > max(low, start)]
    if not quotations:
        return 0.0
    if not apart and not _CLOSING.search(text, start, end):  # nothing to do but add up
        return sum(high - low for low, high in quotations) / (end - start)
    inside, asked = bytearray(end - start), bytearray(b"\1") * (end - start)
    for low, high in quotations:
        _fill(inside, low - start, high - start, 1)
    for low, high in _attributions(text, start, end):
        _fill(inside, low - start, high - start, 1)
    for low, high in apart:
        _fill(inside, low - start, high - start, 0)
        _fill(asked, low - start, high - start, 0)
    return sum(inside) / max(1, sum(asked))


def _fill(places: bytearray, start: int, end: int, value: int) -> None:
    start, end = max(0, start), min(len(places), end)
    if start < end:
        places[start:end] = bytes([value]) * (end - start)


def _quotations(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches between marks; one left open lasts to the end."""
    opened: int | None = None
    opening = closing = ""
    for match in _ANY.finditer(text, start, end):
        char, at = match.group(), match.start()
        if opened is None:
            if char in _MARKS or (char == _STRAIGHT and _opens(text, at, False)):
                opened, opening, closing = at + 1, char, _MARKS.get(char, _STRAIGHT)
        elif char in (opening, closing):
            again = char == opening and (char != _STRAIGHT or _opens(text, at, True))
            yield opened, at
            opened = at + 1 if again else None
    if opened is not None:
        yield opened, end


def _attributions(text: str, start: int, end: int) -> Iterator[Span]:
    """From a closing mark to the end of its sentence, where that tells who spoke."""
    for match in _CLOSING.finditer(text, start, end):
        behind = match.end()
        stop = _SENTENCE_END.search(text, behind, min(end, behind + _ATTRIBUTION))
        reach = stop.end() if stop else min(end, behind + _ATTRIBUTION)
        if behind < reach and _SAYS.search(text, behind, reach) and not re.search("[“「『«]", text[behind:reach]):
            yield behind - 1, reach
