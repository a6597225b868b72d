"""Who answers for the words of a statement: the person who stands for them, or the outlet that heard them.

    海湾官员告诉潮汐社，两国将举行演习。

The official is not named, so nobody stands for the words but the agency that heard him; had a minister said them, it
would be the minister, whoever relays him. The rules stand in `suyuan.link.origins`, which counts what is found here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from suyuan.model import Article, Statement
from suyuan.read.outlets import by_name
from suyuan.text.fold import fold

Standing = Literal["source", "cited", "nobody"]
Why = Literal["speaks", "relays", "cited", "own report", "nobody named"]
WHY: dict[Why, str] = {
    "speaks": "says it",
    "relays": "is relayed as having heard it",
    "cited": "is cited, without a source of its own",
    "own report": "reports it",
    "nobody named": "nobody is named; hangs on the page's other words",
}

# Speakers that answer for their words by name.
_STANDING = frozenset({"named", "collective", "document"})
_AND = re.compile(r"、|和|与|及|以及|, (?:and )?| and |/")
# 指该报, 该公司, 当地媒体: a word for what was named before, or for several.
_NOBODY = re.compile(
    r"该[报社台刊网]$|^(?:该|这[家名位个]|我|你|他|她)"
    r"|(?:媒体|传媒|报纸|报章|报刊|各报|新闻机构|[外日美英法德俄韩朝台港陆中官党澳印西欧]媒)$"
)
# 五位知情人士: how many an anonymous source is.
_MANY = re.compile(r"([二两三四五六七八九十]|[2-9]|\b(?:two|three|four|five|six|seven)\b)(?=[名位个]|\s?people|\s)")
_OFFICE = re.compile(r"(?:政府|官方|当局|方面|方)$")
# Speech inside speech is looked at so deep.
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Anchor:
    """Who answers for a voice: the keys and printed names of the origins it may hang on, and how firmly."""

    standing: Standing
    keys: tuple[str, ...]
    names: tuple[str, ...]
    why: Why


class Reader:
    """One article read for who answers for its statements."""

    def __init__(self, article: Article) -> None:
        self.article = article
        notes = article.annotations
        self.statements = {s.id: s for s in notes.statements} if notes else {}
        self.identities: dict[str, str] = {}
        for mention in notes.mentions if notes else ():
            known = mention.metonym_for or mention.identity
            if known:
                for name in (mention.name, article.text[mention.start : mention.end]):
                    self.identities.setdefault(fold(name).lower(), known)
        # The relay through which a page has an anonymous source it names again without the relay.
        self.heard: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        for statement in self.statements.values():
            hop = statement.channel[0] if statement.channel else None
            if statement.speaker.cluster and hop and not hop.implicit and not names_nobody(hop.name):
                self.heard.setdefault(statement.speaker.cluster, hop.name)
                self.numbers.setdefault(statement.speaker.cluster, self._number(statement))
        self.relays = any(s.channel or s.speaker.type == "outlet" for s in self.statements.values())
        self._only: Anchor | None = None

    def anchor(self, statement: Statement) -> Anchor:
        """Who answers for a statement; where it names nobody, the one outlet that the whole page rests on, if one."""
        found = self._stated(statement)
        if found.keys:
            return found
        if self._only is None:
            stated = [self._stated(other) for other in self.statements.values()]
            outlets = [a for a in stated if a.why in ("relays", "cited") and len(a.keys) == 1]
            one = len({a.keys for a in outlets}) == 1 and all(a.keys == outlets[0].keys for a in stated if a.keys)
            self._only = Anchor("cited", outlets[0].keys, outlets[0].names, "nobody named") if one else found
        return self._only

    def _stated(self, statement: Statement, depth: int = 0) -> Anchor:
        speaker = statement.speaker
        hop = next((hop for hop in statement.channel if not names_nobody(hop.name)), None)
        relay = hop.name if hop else None
        named = [part for name in speaker.names for part in named_in(name)]
        if speaker.type == "outlet" and named:
            own = self.article.outlet.name if self.article.outlet else None
            first_hand = own is not None and all(same_outlet(name, own) for name in named)
            return self._named("source" if first_hand else "cited", named, "own report" if first_hand else "cited")
        if speaker.type == "outlet":
            return Anchor("nobody", (), (), "nobody named")  # 俄卫网引述英媒: who relays somebody unnamed is no origin
        if speaker.type in _STANDING and named and not (speaker.type == "collective" and self._directs(statement)):
            return self._named("source", named, "speaks")
        if speaker.type in ("anonymous", "collective") or relay:
            heard = relay or self.heard.get(speaker.cluster or "")
            if heard:
                # A relay that is only still in force from a paragraph before is inferred, not read, unless the page
                # says of this very source elsewhere that it told that outlet.
                told = self.heard.get(speaker.cluster or "")
                same = told is not None and same_outlet(told, heard) and not self._other_number(statement)
                inferred = hop is not None and hop.implicit and not same
                read = speaker.type == "anonymous" and not inferred
                return self._named("source" if read else "cited", [heard], "relays")
        outer = self.statements.get(statement.parent or "")
        if outer is not None and depth < _DEPTH:
            found = self._stated(outer, depth + 1)
            if found.keys and outer.speaker.type == "outlet" and speaker.type == "anonymous":
                return Anchor("source", found.keys, found.names, "relays")
            return found
        if speaker.type == "anonymous" and not self.relays and self.article.outlet:
            return self._named("source", [self.article.outlet.name], "own report")
        return Anchor("nobody", (), (), "nobody named")

    def _number(self, statement: Statement) -> str:
        """How many an anonymous source is said to be; one of them is no other number."""
        span = statement.speaker.span
        found = _MANY.search(fold(self.article.text[slice(*span)]).lower()) if span else None
        return found[1] if found else ""

    def _other_number(self, statement: Statement) -> bool:
        """五位知情人士 are not the 三名知情人士 of a paragraph before."""
        here, there = self._number(statement), self.numbers.get(statement.speaker.cluster or "", "")
        return bool(here and there) and here != there

    def _named(self, standing: Standing, names: Sequence[str], why: Why) -> Anchor:
        forms: dict[str, str] = {}
        for name in names:
            forms.setdefault(self.key(name), name)
        return Anchor(standing, tuple(forms), tuple(forms.values()), why)

    def key(self, name: str) -> str:
        """One key for the names of one outlet (彭博社, 彭博新闻社), of one entity, of a state and its government."""
        info = by_name(name)
        if info:
            return f"outlet:{info.id}"
        folded = fold(name).lower().strip()
        bare = _OFFICE.sub("", folded) if len(_OFFICE.sub("", folded)) > 1 else folded
        return self.identities.get(folded) or self.identities.get(bare) or bare

    def _directs(self, statement: Statement) -> bool:
        if statement.cue is None:
            return False
        return fold(self.article.text[slice(*statement.cue)]).lower().strip() in _listed("directives.txt")


def same_outlet(name: str, other: str) -> bool:
    one, two = by_name(name), by_name(other)
    return one.id == two.id if one and two else fold(name).lower() == fold(other).lower()


def named_in(name: str) -> list[str]:
    """The names in a phrase that names several (路透社和法新社); what names nobody is left out."""
    if names_nobody(name):
        return []
    parts = [part.strip() for part in _AND.split(name) if part and part.strip()]
    if len(parts) > 1 and all(by_name(part) or names_nobody(part) for part in parts):
        return [part for part in parts if not names_nobody(part)]
    return [name]


def names_nobody(name: str) -> bool:
    """日媒, 该报, media: words that stand where a name stands."""
    folded = fold(name).lower().strip()
    if by_name(name):
        return False
    nobody = _listed("nobody.txt")
    parts = [part.strip() for part in _AND.split(folded) if part and part.strip()]
    return all(part in nobody or bool(_NOBODY.search(part)) for part in parts or [folded])


@cache
def _listed(name: str) -> frozenset[str]:
    lines = files("suyuan.link").joinpath(f"data/{name}").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line).lower() for line in lines if line and not line.startswith("#"))
