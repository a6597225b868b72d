"""Who had it from whom: every cue with its own weight and words, weighed together, undirected where they conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from suyuan.link.reuse.kinds import Cover, same_address, same_piece
from suyuan.link.reuse.pages import Read, conversion_errors, outlet_title
from suyuan.model import Cue, DateMark, Direction, Edit, Passage, ReuseType

# The share of both texts that is shared, from which they are one page.
WHOLE_PAGE = 0.5

# Strongest first. A weight is our judgement of how far the cue alone can be trusted.
WEIGHTS = {
    "link": 0.95,  # the page links to the other's address, or gives it as the original
    "marker": 0.9,  # 转自, 来源: with the other's name
    "wrapper": 0.6,  # it reached us through a layer further from its outlet than the other did
    "credit": 0.8,  # the other's reporter, photographer or dispatch line stands in it
    "own_voice": 0.8,  # the other says 本台 where this one names the other
    "residue": 0.6,  # the passage names one of the two outlets, as a text does that was written there
    "date": 0.55,  # later day
    "version": 0.55,  # the same address, got later
    "reporter": 0.5,  # the other has a reporter of its own, this one names nobody
    "hour": 0.4,  # later hour of one day
    "conversion": 0.45,  # errors of a machine that turned Simplified into Traditional
    "insertion": 0.3,  # glosses put into the passage: （…）
    "containment": 0.2,  # all of it is in the other, which has more
}
# From where a side is believed, and how much weaker the other side must be.
BELIEVED = 0.5
CLEAR = 0.4


# Makes a cue from its name and its words.
_MakeCue = Callable[[str, str], Cue]


def direction_of(
    a: Read, b: Read, passages: list[Passage], cover: Cover, kind: ReuseType
) -> tuple[Direction | None, tuple[Cue, ...]]:
    """The direction, if the cues bear one, and all cues, strongest first."""
    cues = [*_towards("a<-b", a, b, passages, cover), *_towards("b<-a", b, a, passages, cover)]
    cues.sort(key=lambda cue: (-(cue.weight or 0), cue.cue, cue.points or "", cue.value))
    if kind in ("formula", "common_source"):
        return None, tuple(cues)
    for_a, for_b = _belief(cues, "a<-b"), _belief(cues, "b<-a")
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


def _towards(way: Direction, copy: Read, source: Read, passages: list[Passage], cover: Cover) -> Iterator[Cue]:
    """The cues that ``copy`` took it from ``source``."""

    def cue(name: str, value: str) -> Cue:
        return Cue(name, value, way, WEIGHTS[name])

    # A layer says where a whole page was got, nothing of who took one paragraph from whom months before.
    yield from _address_cues(cue, copy, source, whole=min(cover.a, cover.b) >= WHOLE_PAGE)
    outlet = source.outlet
    if outlet and outlet != copy.outlet:
        if outlet in copy.marked:
            yield cue("marker", copy.marked[outlet])
        elif outlet in copy.credited:
            yield cue("credit", copy.credited[outlet])
        yield from _voice_cues(cue, copy, source, passages, way)
    yield from _person_cues(cue, copy, source, passages, way)
    yield from _date_cues(cue, copy, source)
    errors = [error for passage in passages for error in _errors(copy, source, passage, way)]
    if errors:
        yield cue("conversion", "、".join(dict.fromkeys(errors[:3])))
    glosses = _glosses(copy, passages, way)
    if glosses and not _glosses(source, passages, "b<-a" if way == "a<-b" else "a<-b"):
        yield cue("insertion", glosses[0])
    of_copy, of_source = (cover.a, cover.b) if way == "a<-b" else (cover.b, cover.a)
    if of_copy >= 0.85 and of_source < 0.6:
        yield cue("containment", f"{of_copy:.0%} / {of_source:.0%}")


def _address_cues(cue: _MakeCue, copy: Read, source: Read, whole: bool) -> Iterator[Cue]:
    address = (source.article.url or "").split("://", 1)[-1].rstrip("/")
    if len(address) > 12 and address.lower() in copy.lower and (copy.article.url or "").find(address) < 0:
        yield cue("link", source.article.url or "")
    elif whole and copy.distance > source.distance and copy.outlet == source.outlet:
        wrapper = copy.article.wrappers[-1]
        yield cue("wrapper", wrapper.name or wrapper.evidence or wrapper.kind)
    elif copy.distance == source.distance and (same_address(copy, source) or same_piece(copy, source)):
        ours, theirs = copy.got, source.got
        if ours and theirs and ours > theirs:
            yield cue("version", f"{theirs} → {ours}")


def _voice_cues(cue: _MakeCue, copy: Read, source: Read, passages: list[Passage], way: Direction) -> Iterator[Cue]:
    """本台 in the source where the copy puts its name; its name in both; 本台 in the copy that means the source."""
    swapped = _swapped(copy, source, passages, way)
    if swapped:
        yield cue("own_voice", swapped)
    outlet = source.outlet
    for passage in passages:
        start, end = passage.a if way == "a<-b" else passage.b
        if outlet in _outlets_in(copy, start, end):
            # The copy's own name there speaks against it, unless the copy put it in itself: 【晨报5月2日讯】.
            start, end = passage.b if way == "a<-b" else passage.a
            if copy.outlet not in _outlets_in(source, start, end):
                yield cue("residue", outlet_title(outlet or ""))
                break


def _outlets_in(page: Read, start: int, end: int) -> set[str]:
    return {named.outlet for named in page.named_in(start, end)}


def _swapped(copy: Read, source: Read, passages: list[Passage], way: Direction) -> str | None:
    if not source.own_voice:
        return None
    for passage in passages:
        for edit in passage.edits:
            ours, theirs = (edit.a, edit.b) if way == "a<-b" else (edit.b, edit.a)
            around = (max(0, theirs[0] - 2), theirs[1] + 2)
            voice = any(s < around[1] and around[0] < e for s, e in source.own_voice)
            near = (max(0, ours[0] - 4), ours[1] + 8)
            if voice and source.outlet in _outlets_in(copy, near[0] - 6, near[1] + 6):
                return f"{source.article.text[slice(*around)]} → {copy.article.text[slice(*near)]}"
    return None


def _person_cues(cue: _MakeCue, copy: Read, source: Read, passages: list[Passage], way: Direction) -> Iterator[Cue]:
    """The source's reporter or photographer named by the copy; or a reporter there, and nobody here."""
    if copy.outlet is None or source.outlet is None or copy.outlet == source.outlet:
        return
    if source.reporters and not copy.people:
        yield cue("reporter", "、".join(sorted(source.reporters)))
    for person in sorted(source.people - copy.people):
        if len(person) < 2:
            continue
        for passage in passages:
            start, end = passage.a if way == "a<-b" else passage.b
            if copy.side.folded.find(person, start, min(len(copy.side.folded), end + 40)) >= 0:
                yield cue("credit", person)
                return


def _date_cues(cue: _MakeCue, copy: Read, source: Read) -> Iterator[Cue]:
    ours, theirs = copy.date, source.date
    if ours is None or len(ours.value) < 10:
        return
    if source.known_by and ours.value[:10] > source.known_by:
        later = cue("date", f"{source.known_by} → {ours.value[:10]}")
    elif theirs and _same_day(ours, theirs) and ours.value[: len(theirs.value)] > theirs.value[: len(ours.value)]:
        later = cue("hour", f"{theirs.value} → {ours.value}")
    else:
        return
    # Where it says that it is from a third outlet, being later proves nothing.
    if not copy.marked.keys() - {source.outlet, copy.outlet}:
        yield later


def _same_day(ours: DateMark, theirs: DateMark) -> bool:
    return ours.value[:10] == theirs.value[:10] and ours.zone == theirs.zone


def _errors(copy: Read, source: Read, passage: Passage, way: Direction) -> tuple[str, ...]:
    """Errors of conversion in a passage that the other text has without any."""
    ours, theirs = (passage.a, passage.b) if way == "a<-b" else (passage.b, passage.a)
    words, others = copy.article.text[slice(*ours)], source.article.text[slice(*theirs)]
    if words == others:
        return ()
    errors = conversion_errors(words)
    return () if errors and conversion_errors(others) else errors


def _glosses(page: Read, passages: list[Passage], way: Direction) -> list[str]:
    """Parentheses that stand in this text's passage and not in the other's: an editor's hand."""
    out = []
    for passage in passages:
        for edit in passage.edits:
            (start, end), (before, after) = _sides(edit, way)
            if before == after and end - start > 3:
                words = page.article.text[start:end]
                if words[0] in "（([" and words[-1] in "）)]":
                    out.append(words)
    return out


def _sides(edit: Edit, way: Direction) -> tuple[tuple[int, int], tuple[int, int]]:
    return (edit.a, edit.b) if way == "a<-b" else (edit.b, edit.a)
