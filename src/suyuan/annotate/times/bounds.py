"""Open intervals: 2010年以前, 3月5日前, 2023年以来, 12日或之后, since 2016.

The words stay outside the span, as signals do in TimeML; ``mod`` tells them and one end of the interval is open.
以前 ends where the named time begins and 以后 begins there too (in Chinese usage 2010年以后 counts 2010 in), 或之前
ends with it. A time that has a modifier of its own keeps it: 2027年底前 is due at the END of 2027. Nor do a bare 后 and
起 open an interval: 3月5日后复课 and 5月1日起施行 tell on which day a thing begins.
"""

from __future__ import annotations

import re
from dataclasses import replace

from suyuan.model import TimeExpression, TimeMod

_BEHIND = re.compile(
    r"\s?(?:(?P<ON_OR_BEFORE>[或及和]\s?(?:以前|之前))|(?P<ON_OR_AFTER>[或及和]\s?(?:以后|之后)|(?:时间|期间)?以来)"
    r"|(?P<BEFORE>以前|之前|前(?![后夕往来线锋景提途者任卫世进言所列期瞻述身沿去首总端台哨排科辈嫌缘尘\d第半南]"
    r"|[一二三四五六七八九十两几数]))|(?P<AFTER>以后|之后))"
)
_LEADS = re.compile(
    r"\b(?i:(?P<ON_OR_AFTER>ever since|since)|(?P<BEFORE>before|prior to)|(?P<AFTER>after))\s(?:the\s)?$"
)
#: before 2010. and after May 3, say when; after the May 3 talks says what.
_CLOSES = re.compile(r"\s?(?:[.,;:)”\"!?]|$)", re.M)
_FIRST = frozenset(" 或及和时期以之前")


def opened(text: str, made: TimeExpression) -> TimeExpression:
    """``made`` with one end open, where the words beside it say so."""
    mod = _bound(text, made)
    if mod is None:
        return made
    if mod == "BEFORE":
        return replace(made, mod=mod, begin=None, end_exclusive=made.begin)
    if mod == "ON_OR_BEFORE":
        return replace(made, mod=mod, begin=None)
    return replace(made, mod=mod, end_exclusive=None)


def _bound(text: str, made: TimeExpression) -> TimeMod | None:
    if made.mod or not made.begin or made.type not in ("DATE", "TIME"):
        return None
    if text[made.end : made.end + 1] in _FIRST:
        behind = _BEHIND.match(text, made.end)
        if behind:
            return behind.lastgroup  # type: ignore[return-value]
    if made.start < 6 or text[made.start - 1] != " ":
        return None
    lead = _LEADS.search(text, max(0, made.start - 15), made.start)
    if lead is None or (lead.lastgroup != "ON_OR_AFTER" and not _CLOSES.match(text, made.end)):
        return None
    return lead.lastgroup  # type: ignore[return-value]
