"""Naming: what each outlet calls the same thing, and whether in its own voice or in words it quotes.

Three kinds of choice: names of one entity (钓鱼岛, 尖阁诸岛), words for one deed or thing (访问, 窜访), and loaded
words (宣称, 渲染, 勾结: verbs of saying whose stance the statements mark, and others). The words lie in
`data/terms.tsv` and `data/loaded.txt`.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from suyuan.model import Article, Naming, NamingForm, Span
from suyuan.text.fold import fold
from suyuan.text.quotes import quotations

What = Literal["entity", "term", "loaded"]
LOADED = "loaded words"
# A quotation no longer than a name and this is the name between marks, and no speech.
MARKS = 2
_ID = re.compile(r"Q\d+$|local:")

Counted = tuple[int, int]  # uses, of which somebody else's
Counts = dict[tuple[What, str, str | None, str], Counted]  # kind of thing, thing, outlet, form as printed


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a word for a thing in an article; ``quoted`` where somebody else says it."""

    what: What
    thing: str
    span: Span
    quoted: bool


def uses(article: Article) -> Iterator[Use]:
    """Every name of a linked entity, every word for a thing that outlets choose words for, every loaded word.

    Of names and words for things, ``quoted`` is what stands between marks: who renders a speech chooses its words. Of
    loaded words it is all that somebody else is told to have said, for the stance is his.
    """
    quoted, told = _Quoted(article), _told(article)
    for mention in article.annotations.mentions if article.annotations else ():
        # 北京 for China is one of its names.
        capital = mention.metonym_for if mention.type == "GPE" and _ID.match(mention.metonym_for or "") else None
        if meant := capital or mention.identity:
            span = (mention.start, mention.end)
            yield Use("entity", meant, span, quoted.holds(span))
    for thing, span in _terms_in(article.text):
        yield Use("term", thing, span, quoted.holds(span))
    for span in _loaded_in(article):
        yield Use("loaded", LOADED, span, quoted.holds(span) or told.hold(span))


def _told(article: Article) -> _Spans:
    """What others are told to have said, in whatever words: the stance of 发言人指甲国抹黑乙国 is the spokesman's."""
    own = article.outlet.name if article.outlet else None
    return _Spans(
        span
        for statement in (article.annotations.statements if article.annotations else ())
        if statement.speaker.type != "unspecified" and statement.speaker.names != (own,)
        for span in statement.content
    )


def counts(article: Article) -> Counts:
    """How often an article calls which thing what, and how often of these somebody else does."""
    outlet = article.outlet.name if article.outlet else None
    found: Counts = {}
    for use in uses(article):
        key = (use.what, use.thing, outlet, article.text[slice(*use.span)])
        n, quoted = found.get(key, (0, 0))
        found[key] = (n + 1, quoted + use.quoted)
    return found


def naming(articles: Iterable[Article]) -> Iterator[Naming]:
    """One record per thing and outlet, for things that are called by different names; printed forms are kept.

    A short form of a name (科尔蒙 of 莱娜·科尔蒙, 美方 of 美国) and the original in Latin letters are the same name.
    """
    found: dict[tuple[What, str], dict[str | None, dict[str, Counted]]] = defaultdict(lambda: defaultdict(dict))
    for article in articles:
        for (what, thing, outlet, form), (n, quoted) in counts(article).items():
            old = found[what, thing][outlet].get(form, (0, 0))
            found[what, thing][outlet][form] = (old[0] + n, old[1] + quoted)
    for what, thing in sorted(found):
        yield from named(what, thing, found[what, thing])


def named(what: What, thing: str, outlets: Mapping[str | None, Mapping[str, Counted]]) -> Iterator[Naming]:
    """The records of one thing from how often each outlet calls it what."""
    if not _DIFFER[what]({fold(form) for used in outlets.values() for form in used}):
        return
    for outlet in sorted(outlets, key=lambda o: (o is None, o or "")):
        counted = sorted(outlets[outlet].items(), key=lambda item: (-item[1][0], item[0]))
        yield Naming(thing, outlet, tuple(NamingForm(form, n, quoted) for form, (n, quoted) in counted), what)


class _Spans:
    """Spans merged, to be asked whether one of them holds another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def around(self, span: Span) -> Span | None:
        """The one of them that a span lies in."""
        at = bisect_right(self.starts, span[0]) - 1
        return (self.starts[at], self.ends[at]) if at >= 0 and span[1] <= self.ends[at] else None

    def hold(self, span: Span) -> bool:
        return self.around(span) is not None


class _Quoted:
    """The places of an article where others speak: quotation marks, and the contents of direct speech."""

    def __init__(self, article: Article) -> None:
        spans = [part for quotation in quotations(article.text) for part in quotation.parts]
        for statement in article.annotations.statements if article.annotations else ():
            if statement.type == "direct":
                spans += statement.content
        self.spans = _Spans(spans)

    def holds(self, span: Span) -> bool:
        """Whether somebody else says it; marks around the word alone (所谓“窜访”) are the outlet's own."""
        around = self.spans.around(span)
        return around is not None and around[1] - around[0] > span[1] - span[0] + MARKS


def _called_apart(forms: set[str]) -> bool:
    """Whether two of the folded forms are different names, and not one a piece of the other."""
    chinese = sorted({form.removesuffix("方") for form in forms if not form.isascii()}, key=len, reverse=True)
    whole: list[str] = []
    for form in chinese:
        if not any(set(form) <= set(longer) for longer in whole):
            whole.append(form)
    return len(whole) > 1


# ------------------------------------------------------------------ words for deeds and things


@cache
def _things() -> tuple[re.Pattern[str], dict[str, str], frozenset[str], frozenset[str]]:
    """What finds the words, the thing of each, which are marked, and which of these are names."""
    lines = files("suyuan.link").joinpath("data/terms.tsv").read_text(encoding="utf-8").splitlines()
    thing_of: dict[str, str] = {}
    marked: set[str] = set()
    idle: set[str] = set()
    names: set[str] = set()
    for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
        idle |= {fold(word) for word in (row["not"] or "").split("｜") if word}
        for column in ("plain", "marked"):
            words = [fold(word) for word in row[column].split("｜") if word]
            thing_of |= dict.fromkeys(words, row["thing"])
            marked |= set(words) if column == "marked" else set()
            names |= set(words) if row["name"] else set()
    longest = sorted({*thing_of, *idle}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), thing_of, frozenset(marked), frozenset(names)


def _terms_in(text: str) -> Iterator[tuple[str, Span]]:
    pattern, thing_of, _, _ = _things()
    for found in pattern.finditer(fold(text)):
        if found.group() in thing_of:
            yield thing_of[found.group()], found.span()


def marked_words(text: str, start: int, end: int) -> list[Span]:
    """Where between two places of a text words stand that show how their writer sees a thing: marked terms (窜访) and
    loaded words."""
    folded = fold(text[start:end])
    pattern, _, marked, names = _things()
    lower = folded.lower() if len(folded.lower()) == len(folded) else folded
    found = [one.span() for one in pattern.finditer(folded) if one.group() in marked - names]
    loaded, idle = _loaded()
    found += [one.span() for one in loaded.finditer(lower) if one.group() not in idle]
    return sorted((start + a, start + b) for a, b in found)


def _marked(forms: set[str]) -> bool:
    return len(forms) > 1 and bool(forms & _things()[2])


# ------------------------------------------------------------------ loaded words


@cache
def _loaded() -> tuple[re.Pattern[str], frozenset[str]]:
    """What finds the words and those that only hold one, the longer first; and the latter."""
    lines = files("suyuan.link").joinpath("data/loaded.txt").read_text(encoding="utf-8").splitlines()
    listed = [fold(line).lower() for line in lines if line and not line.startswith("#")]
    idle = frozenset(word[1:] for word in listed if word.startswith("="))
    longest = sorted((word.removeprefix("=") for word in listed), key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(w)}\b" if w.isascii() else re.escape(w) for w in longest)), idle


def _loaded_in(article: Article) -> Sequence[Span]:
    """Loaded verbs of saying, and other loaded words, each place once."""
    pattern, idle = _loaded()
    folded = fold(article.text)
    lower = folded.lower() if len(folded.lower()) == len(folded) else folded
    statements = article.annotations.statements if article.annotations else ()
    cues = {statement.cue for statement in statements if statement.stance == "loaded" and statement.cue}
    spans = {cue for cue in cues if lower[slice(*cue)] not in idle}
    # Words found in order do not overlap; of a cue and a word that do, the cue is meant.
    verbs = sorted(spans)
    for found in pattern.finditer(lower):
        at = bisect_right(verbs, found.span()) - 1
        near = verbs[max(0, at) : at + 2]
        if found.group() not in idle and not any(start < found.end() and found.start() < end for start, end in near):
            spans.add(found.span())
    return sorted(spans)


# When a thing's forms are worth telling, by its kind.
_DIFFER: dict[What, Callable[[set[str]], bool]] = {"entity": _called_apart, "term": _marked, "loaded": bool}
