"""Figures of a sentence that are words: what a thing counts as, how far a decision has come, somebody's rank, and
whether somebody confirms what is reported. Values of one key exclude each other."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from suyuan.annotate.names.lexicon import default_lexicon, transliteration
from suyuan.annotate.names.offices import ANY, table
from suyuan.link.claims import negative
from suyuan.link.origins import Said
from suyuan.link.sentence import Figure, Sentence
from suyuan.model import Span
from suyuan.text.fold import fold

# 没有列入实体清单, 可能被列入实体清单: what is denied or only possible is not told to be so.
_NOT_SO = re.compile(
    r"(?:[不没未无非否勿]|可能|或[将会]|如果|若|一旦|是否|考虑|建议|呼吁|主张|要求将|威胁"
    r"|\bnot\b|n't|\bno\b|\bnever\b|\bif\b|\bmay\b|\bmight\b|\bcould\b|\bwhether\b|\bshould\b|\bnor\b)[^，。；]*$"
)
# 这项决定将损害贸易: the decision is a noun; 是否批准 is undecided.
_NOUN = re.compile(r"[的项此该这一终个份]$|\b(?:the|this|that|a|its|his|her)\s$")
_COMMENT, _COMMENTS = (
    re.compile("评论|置评|回应|透露|说明|采访|受访|comment|elaborate|respond|say|discuss|disclose"),
    24,
)
# So far before a word a denial is looked for.
_BEFORE = 14
# A coming visit is one too.
# Characters that tell of an act.
_ACT = 6
_PLANNED_TOO = frozenset({"visit"})
# Marks of another holder than today's: 前外长, acting minister.
_OTHER_TIME = re.compile(
    r"(?:前|原|候任|代理|代|准|下任|新任|首任|历任|former|ex-|ex|acting|then|interim|incoming|next)[\s-]?$"
)
_ASSISTANT = re.compile(r"(?:助理|assistant )$")
# 副总理兼外长王某: between a title and the name, further titles.
_AND_TITLE = re.compile(r"\s?(?:兼任?|、|和|及|and|,)\s?")
_LATIN_NAME = re.compile(r"[ \u00a0]((?:[A-Z][\w'’.-]*[ \u00a0]){0,2}[A-Z][\w'’-]+)")
_LATIN_BEFORE = re.compile(r"((?:[A-Z][\w'’.-]*[ \u00a0]){1,2}[A-Z][\w'’-]+), (?:the )?(?:[\w'’]+ ){0,2}$")
_SHORT_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_TRANSLITERATED = re.compile(r"[\u4e00-\u9fff·‧・•]{3,8}")
# Heads of bodies and firms are called so or so.
_LOOSE_OFFICES = frozenset({"head", "central-bank-chair"})


def _rows(name: str) -> list[dict[str, str]]:
    lines = files("suyuan.link").joinpath(f"data/{name}").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def _any_of(forms: dict[str, tuple[str, str, float]]) -> re.Pattern[str]:
    """The forms, the longest first; English ones as whole words."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    # Most places are ruled out by their first two characters; trying every form at each costs ten times as much.
    begins = "|".join(
        f"{re.escape(first)}[{re.escape(''.join(sorted({f[1] for f in ordered if f[0] == first})))}]"
        for first in sorted({f[0] for f in ordered})
    )
    firsts = re.escape("".join(sorted({f[0] for f in ordered})))
    forms_of = "|".join(rf"\b{re.escape(f)}\b" if f.isascii() else re.escape(f) for f in ordered)
    return re.compile(f"(?=[{firsts}])(?={begins})(?:{forms_of})")


@cache
def _words(file: str, column: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str, float]]]:
    """The pattern of a table's forms, and form → matter, value, number of the row."""
    known: dict[str, tuple[str, str, float]] = {}
    for number, row in enumerate(_rows(file)):
        for form in row["forms"].split("｜"):
            known[fold(form).lower()] = (row.get("matter", column), row[column], float(number))
    return _any_of(known), known


def statuses(sentence: Sentence) -> Iterator[Figure]:
    """What a thing counts as: 国事访问, 列入实体清单."""
    pattern, known = _words("statuses.tsv", "value")
    for match in pattern.finditer(sentence.folded):
        matter, value, number = known[match.group()]
        if value == "=":
            continue
        before = sentence.folded[max(0, match.start() - _BEFORE) : match.start()]
        if matter in _PLANNED_TOO or not _NOT_SO.search(before):
            yield _figure(sentence, match.span(), f"status:{matter}", number, value)


def stages(sentence: Sentence) -> Iterator[Figure]:
    """How far a decision has come: 仍在考虑, 已同意, 拒绝."""
    pattern, known = _words("stages.tsv", "stage")
    for match in pattern.finditer(sentence.folded):
        _, value, number = known[match.group()]
        before = sentence.folded[max(0, match.start() - _BEFORE) : match.start()]
        after = sentence.folded[match.end() : match.end() + _COMMENTS]
        if value == "refused" and _COMMENT.search(after):
            continue  # 拒绝对此置评
        if value == "undecided" or not (_NOT_SO.search(before) or _NOUN.search(before)):
            yield _figure(sentence, match.span(), "stage", number, value)


def _figure(sentence: Sentence, at: Span, key: str, number: float, value: str) -> Figure:
    span = (sentence.span[0] + at[0], sentence.span[0] + at[1])
    surface = sentence.article.text[slice(*span)]
    near = sentence.names(sentence.clause(span))[0]
    said, when = sentence.said(span), sentence.clause_days(span)
    beside = sentence.beside(span) if key.endswith("visit") else _act(sentence, span)
    return Figure(span, "status", key, number, number, value, beside, surface, None, near, said, when=when)


def _act(sentence: Sentence, span: Span) -> str:
    """What is decided: the rest of the clause behind the word, else what stands before it, else the whole sentence."""
    start, end = sentence.clause(span)
    parts = ((span[1], end), (start, span[0]), sentence.span)
    return sentence.without(next((p for p in parts if p[1] - p[0] >= _ACT), sentence.span), names=True)


def answers(sentence: Sentence) -> Iterator[Figure]:
    """Whether one who is named confirms or denies what is reported."""
    notes = sentence.article.annotations
    _, known = _words("answers.tsv", "answer")
    for statement in notes.statements if notes else ():
        cue, names = statement.cue, statement.speaker.names
        if not cue or not names or not (sentence.span[0] <= cue[0] and cue[1] <= sentence.span[1]):
            continue
        word = sentence.read(*cue)
        if word not in known:
            continue
        said = Said(sentence.article, statement)
        key, value = f"answer:{fold(names[0]).lower()}", float(negative(said))
        surface = sentence.article.text[slice(*cue)]
        near = sentence.names(sentence.span)[0]
        yield Figure(cue, "status", key, value, value, surface, said.content, surface, None, near)


@cache
def _titles() -> tuple[re.Pattern[str], dict[str, tuple[str, str, float]]]:
    """Titles of offices of any country, and of their deputies, folded and in lower case → office, title, 0 or 1."""
    known: dict[str, tuple[str, str, float]] = {}
    for office in table():
        if office.key in _LOOSE_OFFICES or (office.owners and ANY not in office.owners and len(office.owners) > 1):
            continue
        # A vice-president is the president's deputy, whatever office of its own that is.
        key, own = office.key.removeprefix("vice-"), float(office.key.startswith("vice-"))
        for title in office.titles:
            known[title] = (key, title, own)
            deputies = {f"副{title}"}
            for end, deputy in (("部长", "部副部长"), ("大臣", "副大臣")):
                if title.endswith(end):
                    deputies.add(title.removesuffix(end) + deputy)
            known |= {form: (key, form, 1.0) for form in deputies}
            if title.endswith("部长"):
                known[title.removesuffix("部长") + "部部长"] = (key, title, own)
        for title in office.english:
            known[title] = (key, title, own)
            known |= {f"{word}{title}": (key, f"{word}{title}", 1.0) for word in ("deputy ", "vice ", "vice-")}
    return _any_of(known), known


def ranks(sentence: Sentence) -> Iterator[Figure]:
    """The office of somebody named beside it, and whether he holds it or is deputy: 外长, 外交部副部长."""
    pattern, known = _titles()
    text, folded = sentence.article.text, sentence.folded
    for match in pattern.finditer(folded):
        before = folded[max(0, match.start() - 12) : match.start()]
        if _OTHER_TIME.search(before):
            continue
        office, title, deputy = known[match.group()]
        span = (sentence.span[0] + match.start(), sentence.span[0] + match.end())
        start = span[0]
        end = sentence.span[0] + _last_title(folded, match.end(), pattern)
        bearer = _bearer(sentence, start, end)
        if not bearer:
            continue
        if assistant := _ASSISTANT.search(before):
            span, deputy, title = (span[0] - len(assistant.group()), span[1]), 2.0, assistant.group() + title
        yield Figure(span, "rank", f"rank:{office}:{bearer}", deputy, deputy, text[slice(*span)], "", title)


def _last_title(folded: str, at: int, pattern: re.Pattern[str]) -> int:
    """Where the titles end that are joined to the one that ends ``at``."""
    while (joined := _AND_TITLE.match(folded, at)) and (title := pattern.match(folded, joined.end())):
        at = title.end()
    return at


def _bearer(sentence: Sentence, start: int, end: int) -> str:
    """Who bears a title that stands from ``start`` to ``end``: named after it, or before it; empty where nobody is."""
    text, notes = sentence.article.text, sentence.article.annotations
    at = end + 1 if text[end : end + 1] in (" ", "\u00a0") else end
    for mention in notes.mentions if notes else ():
        if mention.type == "PERSON" and (mention.start == at or mention.end == start):
            return mention.identity or _name(text[mention.start : mention.end])
    if after := _LATIN_NAME.match(text, end, sentence.span[1]):
        return _name(after[1])
    if before := _LATIN_BEFORE.search(text, sentence.span[0], start):
        return _name(before[1])
    # 国防部长颂猜26日视察: up to the next time stands a name, if no word of the dictionary does (外长会议26日).
    time = min((start for start, _ in sentence.cuts if start > end), default=end)
    run = text[end:time]
    if _SHORT_NAME.fullmatch(run) and fold(run) not in default_lexicon().words:
        return fold(run)
    longer = _TRANSLITERATED.match(text, end, sentence.span[1])
    return _transliterated(fold(longer.group())) if longer else ""


def _name(words: str) -> str:
    """A name by its last part: Henrik Solberg, Solberg."""
    return re.split(r"[·‧・•\s]", fold(words).lower().strip())[-1]


@cache
def _sounds() -> frozenset[str]:
    return frozenset(fold(transliteration()))


def _transliterated(run: str) -> str:
    """The characters at the beginning of a run that only write sounds, where they are three or more."""
    length = next((i for i, char in enumerate(run) if char not in _sounds() and char not in "·‧・•"), len(run))
    return _name(run[:length]) if length >= 3 else ""
