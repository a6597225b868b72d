"""Who published the article: decided between dateline, address, title, mark-up and house style, each with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from suyuan.model import Outlet
from suyuan.read.draft import Draft
from suyuan.read.finish.data import rows
from suyuan.read.outlets import OutletInfo, by_domain, by_id, by_label, by_name
from suyuan.text.fold import fold

_TITLE_BREAK = re.compile(r"\s*[|｜_»]\s*|\s+[-–—]+\s+")


@dataclass(frozen=True, slots=True)
class Choice:
    trust: float
    name: str
    info: OutletInfo | None
    evidence: str

    @property
    def outlet(self) -> Outlet:
        return Outlet(
            self.info.name if self.info else self.name, self.info.id if self.info else None, self.evidence[:120]
        )


@cache
def house_style() -> tuple[tuple[re.Pattern[str], str, float], ...]:
    """(pattern on a paragraph's folded start, outlet id, trust)."""
    return tuple((re.compile(fold(row[0])), row[1], float(row[2])) for row in rows("house.tsv"))


@cache
def _any_house_style() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _, _ in house_style()))


def choose(draft: Draft, address: str | None, title: str | None, starts: list[str], who: str | None) -> Choice | None:
    """``starts`` are the first characters of the first and last paragraphs; ``who`` is the name in a full dateline."""
    choices: list[Choice] = []
    if who and (info := by_label(who)):
        choices.append(Choice(0.95, who, info, who))
    for url in (address, *(hint.value for hint in draft.hints if hint.field == "canonical")):
        if url and (info := by_domain(url)):
            choices.append(Choice(0.85, info.name, info, url))
    for hint in draft.hints:
        if hint.field == "outlet" and hint.value.strip():
            info = by_label(hint.value)
            choices.append(
                Choice(hint.trust + (0.05 if info else 0), hint.value.strip(), info, f"{hint.evidence}: {hint.value}")
            )
    choices += _in_title(title or "")
    for text in starts:
        key = fold(text[:60])
        if not _any_house_style().match(key):
            continue
        for pattern, outlet_id, trust in house_style():
            if pattern.search(key) and (info := by_id(outlet_id)):
                choices.append(Choice(trust, info.name, info, text[:40]))
                break
    return max(choices, key=lambda choice: choice.trust, default=None)


def _in_title(title: str) -> list[Choice]:
    """``标题 | 国际 | 某某新闻网``: an outlet behind a bar, never before it."""
    pieces = _TITLE_BREAK.split(title)
    for piece in reversed(pieces[1:]):
        info = by_name(piece) or (by_label(piece) if len(pieces) > 2 else None)
        if info:
            return [Choice(0.7, piece, info, piece)]
    return []
