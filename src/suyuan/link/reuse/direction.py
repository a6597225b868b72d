"""Who had it from whom: every cue with its own weight and words, weighed together, undirected where they conflict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from suyuan.link.reuse.kinds import Cover, same_address, same_piece
from suyuan.link.reuse.pages import Read, conversion_errors, is_agency, outlet_title
from suyuan.link.reuse.spans import Spans
from suyuan.model import Cue, Direction, Passage, ReuseType, Span
from suyuan.text.fold import fold

# The share of both texts that is shared, from which they are one page.
WHOLE_PAGE = 0.5

# Strongest first. A weight is our judgement of how far the cue alone can be trusted.
WEIGHTS = {
    "link": 0.95,  # the page links to the other's address, or gives it as the original
    "marker": 0.96,  # 转自, 来源: with the other's name
    "wrapper": 0.6,  # it reached us through a layer further from its outlet than the other did
    "credit": 0.8,  # the other's reporter, photographer or dispatch line stands in it
    "own_voice": 0.8,  # the other says 本台 where this one names the other
    "unsigned": 0.6,  # it says that it is a reprint; the other, got earlier in the same way, does not and names nobody
    "residue": 0.6,  # the passage names one of the two outlets, as a text does that was written there
    "date": 0.55,  # later day
    "version": 0.55,  # the same address, got later
    "reporter": 0.5,  # the other has a reporter of its own, this one names nobody
    "hour": 0.4,  # later hour of one day
    "insertion": 0.3,  # glosses put into the passage: （…）
    "containment": 0.2,  # all of it is in the other, which has more
    # Errors of a machine that turned Simplified into Traditional. Shown, but nothing rests on it: the same pages in
    # Simplified have none, and their direction must be the same.
    "conversion": 0.0,
}
# Cues that name the source.
NAMING = frozenset({"link", "marker", "credit", "own_voice", "residue"})
# From where a side is believed, and how much weaker the other side must be.
BELIEVED = 0.5
CLEAR = 0.4
# How far before a passage its attribution stands: 据晨报今天报道称，…
LEAD_IN = 16


def direction_of(
    a: Read, b: Read, passages: list[Passage], spans: Spans, cover: Cover, kind: ReuseType
) -> tuple[Direction | None, tuple[Cue, ...]]:
    """The direction, if the cues bear one, and all cues, strongest first."""
    one = _Way("a<-b", a, b, *spans, cover.a, cover.b, _put_in(passages, a, 0))
    two = _Way("b<-a", b, a, one.theirs, one.ours, cover.b, cover.a, _put_in(passages, b, 1))
    cues = [*_towards(one, passages), *_towards(two, passages)]
    if one.put_in and not two.put_in:
        cues.append(one.cue("insertion", one.put_in[0]))
    elif two.put_in and not one.put_in:
        cues.append(two.cue("insertion", two.put_in[0]))
    if kind != "self_reuse":  # one outlet has one converter
        cues += _conversion_cues(one, two)
    if not cues:
        return None, ()
    cues.sort(key=lambda cue: (-(cue.weight or 0), cue.cue, cue.points or "", cue.value))
    if kind in ("formula", "common_source"):
        return None, tuple(cues)
    # Who prints a quotation later may have heard it himself: only what names the other page tells of copying.
    telling = [cue for cue in cues if cue.cue in NAMING] if kind == "common_quote" else cues
    for_a, for_b = _belief(telling, "a<-b"), _belief(telling, "b<-a")
    if for_a >= BELIEVED and for_b <= for_a - CLEAR:
        return "a<-b", tuple(cues)
    if for_b >= BELIEVED and for_a <= for_b - CLEAR:
        return "b<-a", tuple(cues)
    return None, tuple(cues)


def _belief(cues: list[Cue], way: Direction) -> float:
    """Cues of one way together: one minus the chance that all of them err, each kind of cue counted once."""
    doubt = 1.0
    seen: set[str] = set()
    for cue in cues:
        if cue.points == way and cue.cue not in seen:
            seen.add(cue.cue)
            doubt *= 1 - (cue.weight or 0)
    return 1 - doubt


class _Way(NamedTuple):
    """One of the two directions, as if it were the true one: who copied from whom, where the passages lie in the text
    of each, the share of each text they cover, and the glosses that stand in the copy's passages alone."""

    way: Direction
    copy: Read
    source: Read
    ours: list[Span]
    theirs: list[Span]
    of_copy: float
    of_source: float
    put_in: list[str]

    def cue(self, name: str, value: str) -> Cue:
        return Cue(name, value, self.way, WEIGHTS[name])


def _towards(way: _Way, passages: list[Passage]) -> Iterator[Cue]:
    """The cues that ``copy`` took it from ``source``, each text for itself."""
    copy, source = way.copy, way.source
    # A layer says where a whole page was got, nothing of who took one paragraph from whom months before.
    yield from _address_cues(way, whole=min(way.of_copy, way.of_source) >= WHOLE_PAGE)
    if source.outlet and source.outlet != copy.outlet:
        if marker := copy.marks(source.outlet):
            yield way.cue("marker", marker)
        elif credit := copy.credits(source.outlet):
            yield way.cue("credit", credit)
        yield from _voice_cues(way, source.outlet, passages)
        if copy.outlet:
            yield from _person_cues(way)
    elif source.outlet is None and copy.marked and not source.marked and _got_later(copy, source):
        yield way.cue("unsigned", next(iter(copy.marked.values())))
    yield from _date_cues(way)
    if way.of_copy >= 0.85 and way.of_source < 0.6:
        yield way.cue("containment", f"{way.of_copy:.0%} / {way.of_source:.0%}")


def _address_cues(way: _Way, whole: bool) -> Iterator[Cue]:
    copy, source = way.copy, way.source
    url = source.article.url
    address = url.split("://", 1)[-1].rstrip("/") if url else ""
    if len(address) > 12 and address.lower() in copy.lower and (copy.article.url or "").find(address) < 0:
        yield way.cue("link", url or "")
    elif whole and copy.distance > source.distance and copy.outlet == source.outlet:
        wrapper = copy.article.wrappers[-1]
        yield way.cue("wrapper", wrapper.name or wrapper.evidence or wrapper.kind)
    elif _got_later(copy, source):
        same_outlet = whole and copy.outlet == source.outlet is not None
        if same_outlet or same_address(copy, source) or same_piece(copy, source):
            yield way.cue("version", f"{source.got} → {copy.got}")
    elif same_address(copy, source) and (times := _published_later(copy, source)):
        yield way.cue("version", times)


def _got_later(copy: Read, source: Read) -> bool:
    """Whether one came later through the same layers, whose clock is one."""
    return bool(copy.got and source.got and copy.got > source.got) and copy.layers == source.layers


def _published_later(copy: Read, source: Read) -> str | None:
    """The times of two versions of one page, where its own clock says which came first."""
    ours, theirs = copy.date, source.date
    if ours is None or theirs is None or ours.zone != theirs.zone or len(ours.value) != len(theirs.value):
        return None
    return f"{theirs.value} → {ours.value}" if ours.value > theirs.value else None


def _voice_cues(way: _Way, outlet: str, passages: list[Passage]) -> Iterator[Cue]:
    """本台 in the source where the copy puts its name; its name in both; 本台 in the copy that means the source."""
    swapped = _swapped(way, outlet, passages)
    if swapped:
        yield way.cue("own_voice", swapped)
    for (start, end), theirs in zip(way.ours, way.theirs, strict=True):
        ours = _lead_in(way.copy.lower, start), end
        # The copy's own name there speaks against it, unless the copy put it in itself: 【晨报5月2日讯】.
        own = way.copy.outlet
        if way.copy.names(outlet, *ours) and not (own and way.source.names(own, *theirs)):
            yield way.cue("residue", outlet_title(outlet))
            break


def _lead_in(text: str, start: int) -> int:
    """Where what introduces a passage begins, in its own sentence."""
    before = text[max(0, start - LEAD_IN) : start]
    return start - len(before) + max(map(before.rfind, "。！？!?")) + 1


def _swapped(way: _Way, outlet: str, passages: list[Passage]) -> str | None:
    copy, source = way.copy, way.source
    if not source.own_voice:
        return None
    for passage in passages:
        for edit in passage.edits:
            changed = (edit.a, edit.b) if way.way == "a<-b" else (edit.b, edit.a)
            ours, theirs = copy.side.in_text(changed[0]), source.side.in_text(changed[1])
            around = (max(0, theirs[0] - 2), theirs[1] + 2)
            voice = any(s < around[1] and around[0] < e for s, e in source.own_voice)
            near = (max(0, ours[0] - 4), ours[1] + 8)
            if voice and copy.names(outlet, near[0] - 6, near[1] + 6):
                return f"{source.text[slice(*around)]} → {copy.text[slice(*near)]}"
    return None


def _person_cues(way: _Way) -> Iterator[Cue]:
    """The source's reporter or photographer named by the copy; or a reporter there, and nobody here."""
    copy, source = way.copy, way.source
    if source.reporters and not copy.people:
        yield way.cue("reporter", "、".join(sorted(source.reporters)))
    for person in sorted(source.people - copy.people):
        if len(person) < 2:
            continue
        for start, end in way.ours:
            if copy.lower.find(person, start, min(len(copy.lower), end + 40)) >= 0:
                yield way.cue("credit", person)
                return


def _date_cues(way: _Way) -> Iterator[Cue]:
    copy, source = way.copy, way.source
    ours, theirs = copy.date, source.date
    if ours is None or len(ours.value) < 10 or source.second_hand:
        return  # a republished page was somebody's before; so may the copy have had it from them
    if source.known_by and ours.value[:10] > source.known_by:
        later = way.cue("date", f"{source.known_by} → {ours.value[:10]}")
    elif theirs and _one_clock(way) and ours.value[: len(theirs.value)] > theirs.value[: len(ours.value)]:
        later = way.cue("hour", f"{theirs.value} → {ours.value}")
    else:
        return
    # Where it says that it is from a third outlet, being later proves nothing.
    wires = {outlet for outlet in copy.credited if is_agency(outlet)}
    if not (copy.marked.keys() | wires) - {source.outlet, copy.outlet}:
        yield later


def _one_clock(way: _Way) -> bool:
    """Whether hours of one day compare: half past ten in Paris and eight in Beijing do not, and few pages say where."""
    ours, theirs = way.copy.date, way.source.date
    if ours is None or theirs is None or ours.value[:10] != theirs.value[:10] or ours.zone != theirs.zone:
        return False
    return ours.zone is not None or way.copy.outlet == way.source.outlet is not None


def _conversion_cues(one: _Way, two: _Way) -> Iterator[Cue]:
    """Errors of conversion in words that the other text has right, in passages that it has without any."""
    errors: tuple[list[str], list[str]] = [], []
    text, other = one.copy.text, one.source.text
    for ours, theirs in zip(one.ours, one.theirs, strict=True):
        words, others = text[slice(*ours)], other[slice(*theirs)]
        if words != others:
            found = conversion_errors(words), conversion_errors(others)
            if found[0] and not found[1]:
                errors[0].extend(word for word in found[0] if fold(word) in fold(others))
            elif found[1] and not found[0]:
                errors[1].extend(word for word in found[1] if fold(word) in fold(words))
    for way, wrong in zip((one, two), errors, strict=True):
        if wrong:
            yield way.cue("conversion", "、".join(dict.fromkeys(wrong[:3])))


def _put_in(passages: list[Passage], page: Read, side: Literal[0, 1]) -> list[str]:
    """Parentheses that stand in this text's passage and not in the other's: an editor's hand."""
    out = []
    for passage in passages:
        for edit in passage.edits:
            (start, end), (before, after) = (edit.a, edit.b) if side == 0 else (edit.b, edit.a)
            if before == after and end - start > 3:
                words = page.article.text[start:end].replace("\n", "")
                if len(words) > 3 and words[0] in "（([" and words[-1] in "）)]":
                    out.append(words)
    return out
