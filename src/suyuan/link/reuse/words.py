"""A link of reuse in words for a reporter: what kind, who from whom and on what evidence, what the copy changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from suyuan.link.reuse.pages import Read, house_name, outlet_title
from suyuan.model import Article, Cue, Edit, Reuse

_KINDS = {
    "mirror": "{a} and {b} are one page at two places",
    "reprint": "{a} and {b} print one text",
    "excerpt": "{a} and {b} share passages",
    "self_reuse": "{a} and {b} reuse words of their own outlet or reporter",
    "common_source": "{a} and {b} both print the text of a third{third}",
    "common_quote": "{a} and {b} quote the same words",
    "formula": "{a} and {b} share only a stock phrase",
    "update": "{a} and {b} are versions of one page",
}
_CUES = {
    "link": "{copy} links to {source}: {value}",
    "marker": "{copy} says where it is from: “{value}”",
    "wrapper": "{copy} came through a republisher: {value}",
    "credit": "{copy} still carries a credit of {source}: {value}",
    "own_voice": "where {source} speaks of itself, {copy} puts its name: {value}",
    "unsigned": "{copy} says that it is a reprint (“{value}”); {source}, got earlier, names nobody",
    "residue": "the passage in {copy} names {value}",
    "reporter": "{source} has a reporter of its own ({value}), {copy} names nobody",
    "version": "{copy} is a later version: {value}",
    "date": "{copy} is later by the day: {value}",
    "hour": "{copy} is later by the hour: {value}",
    "conversion": "{copy} has errors of conversion from Simplified: {value}",
    "insertion": "{copy} put in: {value}",
    "containment": "nearly all of {copy} is in {source}, which has more ({value})",
}
_NOTES = {
    "name": "another name is put into reported words",
    "gloss": "a name that takes a side is put into quoted words",
    "number": "a number is changed",
    "day": "a day is changed",
    "negation": "a negation is on one side only",
    "clause": "words inside quotation marks are on one side only",
    "attribution": "who says so, or how, is changed or left out",
}
# From which weight on a cue is called so; below the last it is shown and proves nothing.
_STRENGTHS = ((0.8, "strong"), (0.5, "fair"), (0.01, "weak"))
# So many changes of wording are shown; the rest is counted.
_SHOWN = 3
_AROUND, _LONGEST = 6, 40


def describe(reuse: Reuse, articles: Mapping[str, Article]) -> list[str]:
    """Lines for people: first the kind with the amount, then the direction with its evidence, then what was changed,
    the source's words before the copy's."""
    a, b = Read(articles[reuse.a]), Read(articles[reuse.b])
    names = {"a": _name(a, b), "b": _name(b, a), "third": _third(reuse, a, b)}
    lines = [f"{_KINDS[reuse.type].format(**names)}: {reuse.chars} characters in {_passages(len(reuse.passages))}."]
    lines.append(_direction(reuse, names))
    lines += [f"  {cue_words(cue, names['a'], names['b'])} ({strength(cue)})" for cue in reuse.cues]
    return [*lines, *(f"  {line}" for line in _changes(reuse, a, b))]


def cue_words(cue: Cue, a: str, b: str) -> str:
    """A cue as a sentence; ``a`` and ``b`` are what the two pages are called."""
    copy, source = (a, b) if cue.points != "b<-a" else (b, a)
    return _CUES.get(cue.cue, "{value}").format(copy=copy, source=source, value=cue.value)


def strength(cue: Cue) -> str:
    """How much a cue weighs, in a word."""
    return next((word for least, word in _STRENGTHS if (cue.weight or 0) >= least), "proves nothing alone")


def note_words(note: str | None) -> str:
    """Why an edit changes what is said: "number: 3 → 5" → "a number is changed: 3 → 5"."""
    kind, _, what = (note or "").partition(": ")
    return f"{_NOTES.get(kind, kind)}: {what}" if what else _NOTES.get(kind, kind)


def _third(reuse: Reuse, a: Read, b: Read) -> str:
    """Whose text both print, as far as the pages name it."""
    if reuse.type != "common_source":
        return ""
    named = ({*a.marked, *a.credited} & {*b.marked, *b.credited}) or {*a.marked, *b.marked}
    return "".join(f" ({outlet_title(outlet)})" for outlet in sorted(named - {a.outlet or "", b.outlet or ""})[:1])


def _name(page: Read, other: Read) -> str:
    """An outlet's name where that tells the two apart, else with the id."""
    if house_name(page.article) is None:
        return page.id
    return page.outlet_name if page.outlet_name != other.outlet_name else f"{page.outlet_name} ({page.id})"


def _passages(number: int) -> str:
    return "one passage" if number == 1 else f"{number} passages"


def _direction(reuse: Reuse, names: dict[str, str]) -> str:
    copy, source = (names["a"], names["b"]) if reuse.direction == "a<-b" else (names["b"], names["a"])
    if reuse.direction:
        return (
            f"{copy} is the later version of {source}." if reuse.type == "update" else f"{copy} had it from {source}."
        )
    if reuse.type == "common_source":
        return "Neither need have had it from the other."
    if reuse.type == "common_quote":
        return "Both may have heard it: a shared quotation is no copy."
    return "Who had it from whom is not certain." if reuse.cues else "Nothing on the pages says who had it from whom."


def _changes(reuse: Reuse, a: Read, b: Read) -> list[str]:
    """The edits that change what is said, word for word; house style, each word once; some of the rest, and a count."""
    edits = [edit for passage in reuse.passages for edit in passage.edits]
    turned = reuse.direction == "a<-b"
    arrow = "→" if reuse.direction else "/"
    lines = []
    for edit in edits:
        if edit.kind == "meaning":
            kind, _, what = (edit.note or "").partition(": ")
            shown = f" {arrow} ".join(_sides(edit, a, b, turned))
            # [国] → [共] is 中国 → 中共.
            names = _house(edit, turned, arrow) if kind in ("name", "number", "day") else None
            why = ": ".join(filter(None, (_NOTES.get(kind, kind or what), names)))
            lines.append(f"Changes what is said: {shown} ({why})".replace("\n", " "))
    style = Counter(house for edit in edits if edit.kind == "style" and (house := _house(edit, turned, arrow)))
    named = sum(style.values())
    rest = sum(edit.kind == "style" for edit in edits) - named
    if style or rest:
        words = [f"{each} ({times} times)" if times > 1 else each for each, times in style.items()]
        lines.append(
            "House style: " + ", ".join([*words, *([f"{rest} {'more' if words else 'small'}"] if rest else [])])
        )
    wording = [edit for edit in edits if edit.kind is None]
    if wording:
        some = ["; ".join(f" {arrow} ".join(_sides(edit, a, b, turned)) for edit in wording[:_SHOWN])]
        more = [f"and {len(wording) - _SHOWN} more"] if len(wording) > _SHOWN else []
        lines.append("Other wording: " + "; ".join([*some, *more]).replace("\n", " "))
    return lines


def _house(edit: Edit, turned: bool, arrow: str) -> str | None:
    """特朗普 → 川普, the source's word first."""
    words = (edit.note or "").partition(": ")[2]
    if " → " not in words:
        return None
    one, _, two = words.partition(" → ")
    return f" {arrow} ".join((two, one) if turned else (one, two))


def _sides(edit: Edit, a: Read, b: Read, turned: bool) -> tuple[str, str]:
    sides = _shown(a, *edit.a), _shown(b, *edit.b)
    return (sides[1], sides[0]) if turned else sides


def _shown(page: Read, start: int, end: int) -> str:
    """The words of an edit in brackets, whole numbers and words, with a little before and after."""
    text = page.article.text
    while start > 0 and end > start and _goes_on(text[start - 1 : start + 1]):
        start -= 1
    while start < end < len(text) and _goes_on(text[end - 1 : end + 1]):
        end += 1
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    words = text[start:end] if end - start <= _LONGEST else f"{text[start : start + _LONGEST]}…"
    words = words or "nothing"
    return f"“{'…' if low else ''}{text[low:start]}[{words}]{text[end:high]}{'…' if high < len(text) else ''}”"


def _goes_on(pair: str) -> bool:
    """Whether two characters belong to one number or word."""
    return pair.isascii() and (pair.isalnum() or (pair.strip(".,").isdigit() and not pair.isspace()))
