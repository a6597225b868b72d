"""A link of reuse in words for a reporter: what kind, who from whom and on what evidence, what the copy changed."""

from __future__ import annotations

from collections.abc import Mapping

from suyuan.link.reuse.pages import Read
from suyuan.model import Article, Cue, Edit, Passage, Reuse

_KINDS = {
    "mirror": "{a} and {b} are one page at two places",
    "reprint": "{a} and {b} print one text",
    "excerpt": "{a} and {b} share passages",
    "self_reuse": "{a} and {b} reuse words of their own outlet or reporter",
    "common_source": "{a} and {b} both print an agency's text",
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
    "gloss": "a name that takes a side is put into quoted words",
    "negation": "a negation is on one side only",
    "clause": "words inside quotation marks are on one side only",
}


def describe(reuse: Reuse, articles: Mapping[str, Article]) -> list[str]:
    """Lines for people: first the kind with the amount, then the direction with its cues, then what was changed."""
    a, b = Read(articles[reuse.a]), Read(articles[reuse.b])
    names = {"a": _name(a, b), "b": _name(b, a)}
    lines = [f"{_KINDS[reuse.type].format(**names)}: {reuse.chars} characters in {_passages(len(reuse.passages))}."]
    lines.append(_direction(reuse, names))
    for cue in reuse.cues:
        lines.append(f"  {_cue(cue, names)} ({cue.weight or 0:.2f})")
    for passage in reuse.passages:
        lines += [f"  {line}" for line in _changes(passage, a, b)]
    return lines


def _name(page: Read, other: Read) -> str:
    """An outlet's name where that tells the two apart, else with the id."""
    if page.article.outlet is None:
        return page.id
    return page.outlet_name if page.outlet_name != other.outlet_name else f"{page.outlet_name} ({page.id})"


def _passages(number: int) -> str:
    return "one passage" if number == 1 else f"{number} passages"


def _direction(reuse: Reuse, names: dict[str, str]) -> str:
    if reuse.direction == "a<-b":
        return f"{names['a']} had it from {names['b']}."
    if reuse.direction == "b<-a":
        return f"{names['b']} had it from {names['a']}."
    return "Who had it from whom is not certain." if reuse.cues else "Nothing on the pages says who had it from whom."


def _cue(cue: Cue, names: dict[str, str]) -> str:
    copy, source = ("a", "b") if cue.points != "b<-a" else ("b", "a")
    pattern = _CUES.get(cue.cue, "{value}")
    return pattern.format(copy=names[copy], source=names[source], value=cue.value)


def _changes(passage: Passage, a: Read, b: Read) -> list[str]:
    """The edits that change what is said, word for word, and a count of the rest."""
    lines = [_change(edit, a, b) for edit in passage.edits if edit.kind == "meaning"]
    style = sum(edit.kind == "style" for edit in passage.edits)
    wording = sum(edit.kind is None for edit in passage.edits)
    rest = [f"{n} of {what}" for n, what in ((style, "house style"), (wording, "wording")) if n]
    if rest:
        lines.append(f"{'Other changes' if lines else 'Changes'}: {', '.join(rest)}.")
    return lines


def _change(edit: Edit, a: Read, b: Read) -> str:
    why = _NOTES.get(edit.note or "", edit.note or "")
    sides = f"{_shown(a, *edit.a)} / {_shown(b, *edit.b)}"
    return f"Changes what is said: {sides} ({why})".replace("\n", " ")


def _shown(page: Read, start: int, end: int) -> str:
    """The words of an edit in brackets, with a few before and after."""
    text = page.article.text
    return f"{text[max(0, start - 4) : start]}[{text[start:end]}]{text[end : end + 4]}"
