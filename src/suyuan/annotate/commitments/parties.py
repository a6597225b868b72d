"""Who promises: whether a noun phrase can act, and which names it stands for."""

from __future__ import annotations

import re
from itertools import pairwise

from suyuan.annotate.commitments.chinese_words import patterns
from suyuan.annotate.commitments.clauses import FILLER, Index
from suyuan.annotate.commitments.lexicon import words
from suyuan.model import Mention, Party, Span, Statement

ACTORS = frozenset({"PERSON", "ORG", "GPE", "MEDIA"})
_FIRST_PERSON = re.compile(r"我|咱|本人|本国|本公司|自己|\b(?:I|[Ww]e|[Oo]ur|[Uu]s|[Mm]y)\b")
_PAIR = re.compile(r"(?:两|二)(?:国|位|人|名|方|个)|双方|[Bb]oth\b|two (?:countries|leaders|sides|governments)")
_TRIPLE = re.compile(r"(?:三|3)(?:国|位|人|名|方)|three (?:countries|leaders|nations)")
_PEOPLE = re.compile(r"领导人|领袖|首脑|位|人|leaders")
_REACH = 4000  # characters: how far back a pronoun looks
_UNKNOWN = re.compile(r"(?![这那此其该某何哪每各])[\u4e00-\u9fffA-Za-z·]{2,12}(?<![的了着过上下中里内外前后时])")
_SAME = re.compile(r"方面|政府|当局|官方|一方|本身|自己|等国|等|首脑|领导人|领袖|总统|首相|总理|主席|国王")
_PHRASE = re.compile(r"[在对从自据当就去](?![野卫由民治称手象方局地事])")
_OFFICIAL = re.compile(r"(?:政府|国会|议会|法院|委员会|[部会院局党军署厅])$")
_THIRD = re.compile(r"^(?:他|她|其|他们|她们|[Hh]e|[Ss]he|[Tt]hey)$")
_THAT_BODY = re.compile(
    r"^(?:该|这家|这个|the )(?:公司|厂|企业|国|党|社|报|部|集团|机构|company|firm|country|party|agency)"
)


def can_act(index: Index, span: Span) -> bool:
    """Whether the noun phrase names someone who can promise: a name, a pronoun, a person's or a body's noun."""
    start, end = span
    text = index.text[start:end].rstrip(FILLER).removesuffix("方面")
    if not text or _PHRASE.match(text) or text.startswith(("不是", "并不是", "没有")) or text.endswith("不会"):
        return False
    end = start + len(text)
    found = patterns()
    if found.pronoun.search(text):
        return True
    last = [m for m in index.mentions_in(start, end) if m.end == end]
    if last:
        return any(m.type in ACTORS or (m.type in ("PROGRAM", "FACILITY")) for m in last)
    if found.inanimate.search(text):
        return False
    if text[-1] == "会" and text[-2:-1] not in words("zh", "hui_before"):
        return False
    # A foreign or Latin name that no table knows: 丹·莫罗, Rapidus.
    return bool(found.agent.search(text)) or bool(re.search(r"[A-Za-z][A-Za-z.&-]+$|·[\u4e00-\u9fff]+$", text))


def could_act(index: Index, span: Span) -> bool:
    """Whether a phrase that no table knows may be an actor; asked only where the predicate wants one (承诺, 移交)."""
    text = index.text[span[0] : span[1]]
    found = patterns()
    if not _UNKNOWN.fullmatch(text) or _PHRASE.match(text) or found.inanimate.search(text) or found.stative.match(text):
        return False
    verb = found.verb.match(text) or found.speech.match(text)
    known = [m for m in index.mentions_in(*span) if m.type != "LOC"]  # an unknown 某某群岛 may be a state
    return not (verb and len(verb.group()) > 1) and not known and text not in words("zh", "pronoun")


def resolve(index: Index, span: Span | None, statement: Statement | None, at: int) -> Party:
    """The party of an actor span: names for a name, for 两国/双方, for 我们 and for 他, as the document gives them."""
    if span is None:
        return Party(None, statement.speaker.names if statement else ())
    text = index.text[span[0] : span[1]]
    return Party(span, _names(index, span, text, statement, at))


def _names(index: Index, span: Span, text: str, statement: Statement | None, at: int) -> tuple[str, ...]:
    inside = [m for m in index.mentions_in(*span) if m.type in ACTORS or m.type == "PROGRAM"]
    if inside:
        bare = _bare(index, span, inside)
        return (bare,) if bare else _heads(index, span, inside)
    if _FIRST_PERSON.search(text):
        return statement.speaker.names if statement else ()
    if _PAIR.search(text) or _TRIPLE.search(text):
        kind = "PERSON" if _PEOPLE.search(text) else "GPE"
        wanted = 3 if _TRIPLE.search(text) else 2
        if statement and len(statement.speaker.names) == wanted:
            return statement.speaker.names
        return _together(index, at, kind, wanted) or _together(index, at, "GPE", wanted)
    if _THIRD.match(text):
        if statement and statement.speaker.names and statement.speaker.type not in ("outlet", "document"):
            return statement.speaker.names
        return _latest(index, span[0], ("PERSON",), 1)
    if re.match(r"(?:该|这家)(?:公司|厂|企业|集团)", text):
        return _latest(index, span[0], ("ORG",), 1, _OFFICIAL)
    if _THAT_BODY.match(text):
        return _latest(index, span[0], ("ORG", "MEDIA", "GPE") if "国" not in text else ("GPE",), 1)
    return (index.doc.text[span[0] : span[1]].strip(),)


def _bare(index: Index, span: Span, inside: list[Mention]) -> str | None:
    """某国企业, 某国学者: one country in front of another noun names nobody; the phrase itself is the name."""
    if len(inside) != 1 or inside[0].type != "GPE":
        return None
    tail = index.text[inside[0].end : span[1]]
    if len(tail) < 2 and not (tail and inside[0].end - inside[0].start == 1 and tail not in "方媒国"):  # 台电: a firm
        return None
    if FILLER in tail or _SAME.fullmatch(tail) or not re.fullmatch(r"[\u4e00-\u9fffA-Za-z]+", tail):
        return None
    return index.doc.text[span[0] : span[1]]


def _heads(index: Index, span: Span, inside: list[Mention]) -> tuple[str, ...]:
    """The names a phrase is about: of 日本|首相|某某 the person, of 甲国、乙国和丙国 all three."""
    # 甲国和乙国组成的某某联盟: the names after the last 的, where it has any.
    after = index.text.rfind("的", *span)
    inside = [m for m in inside if m.start > after] or inside
    flat: list[Mention] = []
    for mention in inside:
        if not flat or mention.start >= flat[-1].end:
            flat.append(mention)
    out: list[str] = []
    for mention, following in zip(flat, [*flat[1:], None], strict=True):
        gap = index.text[mention.end : following.start] if following else index.text[mention.end : span[1]]
        joined = following is None or not gap or bool(re.search(r"[、和与及,/]|\band\b", gap))
        # A country before a title before a name is no party of its own: 槐国外长李明.
        qualifies = following is not None and following.type in ("PERSON", "ORG") and mention.type in ("GPE", "ORG")
        own = joined and not (qualifies and not re.search(r"[、和与及,/]|\band\b", gap))
        if own and mention.name not in out:
            out.append(mention.name)
    return tuple(out)


def _latest(
    index: Index, before: int, types: tuple[str, ...], count: int, not_like: re.Pattern[str] | None = None
) -> tuple[str, ...]:
    out: list[str] = []
    for mention in reversed(index.mentions_in(max(0, before - _REACH), before)):
        if mention.type in types and mention.name not in out and not (not_like and not_like.search(mention.name)):
            out.append(mention.name)
            if len(out) == count:
                break
    return tuple(reversed(out))


def _together(index: Index, before: int, kind: str, count: int) -> tuple[str, ...]:
    """The last ``count`` different names of a kind that stand close together before a position: 甲国和乙国."""
    window: list[Mention] = []
    fallback: tuple[str, ...] = ()
    for mention in reversed(index.mentions_in(max(0, before - _REACH), before)):
        if mention.type != kind:
            continue
        window = [m for m in window if m.name != mention.name and m.start - mention.end < 40][: count - 1]
        window.insert(0, mention)
        if len(window) == count:
            names = tuple(m.name for m in window)
            gaps = [index.text[a.end : b.start] for a, b in pairwise(window)]
            if all(re.fullmatch(r"[^，。；]{0,12}?[、和与及]?[^，。；]{0,12}", gap) for gap in gaps):
                return names
            fallback = fallback or names
    return fallback
