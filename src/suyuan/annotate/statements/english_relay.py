"""One who passes on another's words: X, citing Y, reported …; …, X reported, citing Y; X quoted Y as saying ….

The one cited speaks and the one who cites is the first hop. ``citing high costs`` gives a reason, no source: what is
cited must be a person, people, a document or an outlet.
"""

from __future__ import annotations

import re

from suyuan.annotate.statements.draft import Draft, HopDraft
from suyuan.annotate.statements.english_clauses import Sentence
from suyuan.annotate.statements.english_words import DOCUMENT_HEAD, OFFICE, OUTLET, SOURCE
from suyuan.annotate.syntax.segments import Unit
from suyuan.model import Span

_AS_SAYING = re.compile(r",?\s+as\s+(?P<cue>saying|telling|stating|warning)\b(?:\sthat\b)?[\s,:]*")
_SOURCE_END = re.compile(r",|;|\.$|\s+(?:as saying|that|reported|said)\b|$")
_BY = re.compile(r"\s+by\s(?P<who>[^,;“\"]{2,50}?)(?=\s+as\s+(?:saying|telling|stating|warning)\b)")
_THAT = re.compile(r"[\s,]*(?:that\b)[\s,]*")


def read(text: str, s: Sentence, cue: Span, form: str, unit: Unit, out: list[Draft]) -> None:
    """Add the statement of the one cited to ``out``, or give an earlier draft of the sentence to him."""
    a, b = cue
    passive = re.search(r"\b(?:was|were|been|is|are)\s$", text[s.start : a]) is not None
    saying = _AS_SAYING.search(text, b, s.end)
    if passive:
        _quoted_by(text, s, cue, unit, out)
        return
    source = _source(text, s, b, saying.start() if saying else s.end)
    if source is None:
        return
    if saying and saying.start() <= source[1] + 2:
        left, mark = s.chunk_start(a)
        relayer = s.subject(left, a, mark) or (s.main_subject(a) if form.endswith("ing") else None)
        content = (saying.end(), _end(text, s.end))
        if relayer is not None and content[1] - content[0] > 2:
            _push(out, _draft("en.quoted_as", saying.span("cue"), source, content, unit, relayer, cue))
        return
    if form.endswith("ing") and text[:a].rstrip()[-1:] in (",", "—", "–", "("):
        _citing(text, s, cue, source, unit, out)


def _citing(text: str, s: Sentence, cue: Span, source: Span, unit: Unit, out: list[Draft]) -> None:
    """The report before it, or the report that follows, is what the source said."""
    before = [d for d in out if d.cue is not None and d.cue[0] < cue[0] and d.cue_kind in ("say", "report", "quote")]
    that = _THAT.match(text, source[1], s.end)
    if before and before[-1].speaker is not None and _reports(text, s, before[-1].speaker):
        told = before[-1]
        told.hops.append(HopDraft("relay", told.speaker, told.cue))
        told.speaker, told.cue, told.rule, told.shares_subject = source, cue, "en.citing", None
        if that is not None and not _tells(text, told.content, cue[0]):  # reported earlier, citing Y, that …
            told.content = [(that.end(), _end(text, s.end))]
        else:
            told.content = [(x, min(y, cue[0])) for x, y in told.content if x < cue[0]]
            told.content = [(x, _end(text, y)) for x, y in told.content]
        return
    report = re.compile(
        r",\s(?:\w+ly\s)?(?P<cue>reported|said|says|reports|wrote)\b[^,“\"]{0,40}?(?:\sthat\b|,)\s*"
    ).match(text, source[1], s.end) or re.compile(
        r",\s(?P<cue>reported|said|says|reports|wrote)\s+(?:on \w+day\s+)?(?:that\s+)?"
    ).match(text, source[1], s.end)
    left, mark = s.chunk_start(cue[0])
    relayer = s.subject(left, cue[0], mark) or s.main_subject(cue[0])
    if that is not None and relayer is not None and _reports(text, s, relayer):
        _push(out, _draft("en.citing", cue, source, (that.end(), _end(text, s.end)), unit, relayer, cue))
    elif report is not None and relayer is not None:
        # X, citing Y, reported …
        content = (report.end(), _end(text, s.end))
        _push(out, _draft("en.citing", cue, source, content, unit, relayer, report.span("cue")))


def _quoted_by(text: str, s: Sentence, cue: Span, unit: Unit, out: list[Draft]) -> None:
    """Y was quoted (by X) as saying …"""
    by = _BY.match(text, cue[1], s.end)
    saying = _AS_SAYING.match(text, by.end() if by else cue[1], s.end)
    left, mark = s.chunk_start(cue[0])
    stop = re.search(r"\s(?:was|were|has been|had been|have been|is|are)\s$", text[left : cue[0]])
    speaker = s.subject(left, left + stop.start(), mark) if stop else None
    if saying is None or speaker is None:
        return
    content = (saying.end(), _end(text, s.end))
    if content[1] - content[0] > 2:
        relayer = by.span("who") if by else None
        _push(out, _draft("en.quoted_as", saying.span("cue"), speaker, content, unit, relayer, cue))


def _push(out: list[Draft], draft: Draft) -> None:
    """A new statement takes the place of what was read of the same words."""
    start, end = draft.content[0]
    out[:] = [d for d in out if not any(start < y and x < end for x, y in d.content)]
    out.append(draft)


def _draft(
    rule: str, cue: Span, speaker: Span, content: Span, unit: Unit, relayer: Span | None, relay_cue: Span
) -> Draft:
    draft = Draft(rule, cue, "say", speaker, [content], (unit.start, unit.end), unit.paragraph, unit.kind)
    if relayer is not None:
        draft.hops.append(HopDraft("relay", relayer, relay_cue))
    return draft


def _source(text: str, s: Sentence, at: int, stop: int) -> Span | None:
    """The noun phrase that is cited, if one can say something according to it."""
    while at < stop and text[at].isspace():
        at += 1
    cut = _SOURCE_END.search(text, at, min(stop, at + 140))
    end = cut.start() if cut else min(stop, at + 140)
    while end > at and text[end - 1] in " .":
        end -= 1
    phrase = text[at:end]
    head = re.split(r"\s(?:with|familiar|briefed|close|at|in|from|of|for|on|who|about)\s", phrase)[0]
    mention = any(
        m.type in ("PERSON", "MEDIA", "ORG", "GPE") and m.end == at + len(head) for m in s.layers.mentions_in(at, end)
    )
    person = any(word.strip(",.").lower() in OFFICE for word in head.split()) or head.split()[-1:] == ["people"]
    known = mention or person or SOURCE.search(head) or DOCUMENT_HEAD.search(head) or OUTLET.search(head)
    return (at, end) if phrase and known else None


def _reports(text: str, s: Sentence, span: Span) -> bool:
    """An outlet, which only passes on what it cites; a firm that cites its costs is none."""
    phrase = text[slice(*span)]
    media = any(m.type == "MEDIA" for m in s.layers.mentions_in(*span))
    return (
        media or OUTLET.search(phrase) is not None or re.search(r"\b(?:report|paper|website|site)$", phrase) is not None
    )


def _tells(text: str, content: list[Span], stop: int) -> bool:
    return any(len(text[x : min(y, stop)].split()) > 3 for x, y in content if x < stop)


def _end(text: str, end: int) -> int:
    while end > 0 and (text[end - 1].isspace() or text[end - 1] in ".,;!?"):
        end -= 1
    return end
