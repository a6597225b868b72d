"""Drafts to statements: ids from content and cue, spans in order."""

from __future__ import annotations

import datetime
import hashlib
import re

from suyuan.annotate.document import Document
from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.syntax.chinese import Layers
from suyuan.model import Speaker, Statement, TimeExpression

_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_NAMES_ITS_YEAR = re.compile(r"\d{4}|[零〇一二三四五六七八九]{4}|年|[下次]|next")
_MONTH = re.compile(r"月|[a-z]{3}")
_DAY_ALONE = re.compile(r"\d{1,2}[日号]|[一二三十]{1,3}[日号]")
# A page may be dated a day before what it tells: clocks differ.
ZONES = 1


def freeze(doc: Document, layers: Layers, drafts: list[Draft]) -> tuple[Statement, ...]:
    """Ids derive from folded content and cue and a count of equal ones: re-annotation keeps them."""
    seen: dict[str, int] = {}
    ids: dict[int, str] = {}
    for draft in drafts:
        words = "|".join(doc.folded[a:b] for a, b in [*draft.content, draft.cue or (0, 0)])
        count = seen[words] = seen.get(words, 0) + 1
        digest = hashlib.blake2s(f"{words}|{count}".encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
        ids[id(draft)] = f"s-{digest}"
    out: list[Statement] = []
    for draft in drafts:
        again = draft.told_again
        when = layers.times.get(draft.when[0]) if draft.when else None
        out.append(
            Statement(
                ids[id(draft)],
                draft.type,  # type: ignore[arg-type]
                tuple(draft.content),
                draft.cue,
                draft.resolved or Speaker(draft.speaker),
                draft.depth,
                ids.get(id(draft.parent)) if draft.parent else None,
                tuple(draft.carried),
                "loaded" if draft.loaded else "neutral",
                tuple(draft.channel),
                draft.addressee,
                _said_on(doc, when) if when else None,
                draft.occasion,
                (ids[id(again)],) if again is not None and id(again) in ids else (),
                draft.rule,
            )
        )
    return tuple(out)


def _said_on(doc: Document, when: TimeExpression) -> str | None:
    """The day of a statement is not after that of the page: on a page of March, "said on Monday that he would come" is
    last Monday, 5月表示 last May, 28日表示 the 28th of last month. What names its year stays."""
    value, page = when.value, doc.published
    if not value or not page or not _DAY.fullmatch(value) or value <= page.isoformat()[: len(value)]:
        return value
    words = doc.folded[when.start : when.end]
    if _NAMES_ITS_YEAR.search(words):
        return value
    year, month, day = page.year, int(value[5:7] or 1), int(value[8:10] or 1)
    try:
        if len(value) == 7:
            return f"{year - 1:04}-{month:02}"
        told = datetime.date.fromisoformat(value)
        if (told - page).days <= ZONES:
            return value
        if (when.rule or "").endswith(":weekday"):
            return (told - datetime.timedelta(7)).isoformat() if (told - page).days < 7 else value
        if _DAY_ALONE.fullmatch(words):
            last = page.replace(day=1) - datetime.timedelta(1)
            return last.replace(day=day).isoformat()
        if _MONTH.search(words.lower()):
            return told.replace(year=year - 1).isoformat()
        return None  # 当天 beside a deadline still to come: some other day is meant
    except (ValueError, OverflowError):
        return value
