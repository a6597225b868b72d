"""People whom the document itself introduces: 委员项明远预计…, 大臣道顿（Oliver Downton）, 林女士.

The layer of names knows many people; a text introduces others, once with office or original spelling and then by the
bare name. They are added to the mentions that the reading of statements sees, and to nothing else.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import ahocorasick

from suyuan.annotate.document import Document
from suyuan.annotate.statements.lexicon import Cues
from suyuan.annotate.syntax.chinese import speaks
from suyuan.annotate.syntax.words import alternation, nouns, word_classes
from suyuan.model import Mention

_HAN = r"[\u3400-\u9fff]"


@cache
def _introductions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    roles = alternation(nouns("role"))
    adverbs = alternation(
        word_classes("words_zh")["adverb"] | word_classes("words_zh")["locative"] | frozenset("对 向 就 针对".split())
    )
    original = re.compile(rf"(?:{roles})\s?(?P<name>{_HAN}{{2,4}}|{_HAN}{{1,8}}(?:·{_HAN}{{1,8}})+)(?=\s?[（(][A-Z])")
    surname = alternation(word_classes("words_zh")["surname"])
    office = re.compile(rf"(?:{roles})(?P<name>(?:{surname}){_HAN}{{1,2}}?)(?=(?:{adverbs})|[，、：（(“「])")
    address = re.compile(
        rf"(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?|(?:{surname}){_HAN}{{0,2}})"
        "(?=先生|女士|小姐|夫人|教授|博士|总统|首相|总理|主席|部长)"
    )
    return original, office, address


def complete(doc: Document, mentions: tuple[Mention, ...], cues: Cues) -> tuple[Mention, ...]:
    """The mentions with the people added that the text introduces by title, original name or form of address."""
    text = doc.folded
    mentions = tuple(_trimmed(_whole(m, text), text, cues) for m in mentions if not _common(m, text))
    covered = bytearray(len(text))
    for m in mentions:
        covered[m.start : m.end] = b"\x01" * (m.end - m.start)
    known = {text[m.start : m.end]: m for m in reversed(mentions) if m.type == "PERSON" and m.end - m.start > 1}
    names: dict[str, None] = dict.fromkeys(reversed(known))
    for pattern in _introductions():
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if not any(covered[start:end]) and not _no_name(match.group("name")) and not cues.within(start + 1, end):
                names[match.group("name")] = None
    for match in _before_cue().finditer(text):
        start, end = match.span("name")
        if (
            not any(covered[start:end])
            and not _no_name(match.group("name"))
            and any(c.start == end for c in cues.within(end, end + 1))
        ):
            names[match.group("name")] = None
    names = dict.fromkeys(_without_noun(name) for name in names)
    added = list(mentions)
    for start, end, name in _occurrences(text, names):
        if any(covered[start:end]):
            continue
        covered[start:end] = b"\x01" * len(name)
        first = known.get(name)
        if first is not None:
            added.append(replace(first, start=start, end=end, rule="repeated"))
        else:
            added.append(Mention(start, end, "PERSON", doc.text[start:end], local=f"text:{name}", rule="introduced"))
    return tuple(sorted(added, key=lambda m: (m.start, -m.end)))


def _no_name(word: str) -> bool:
    """各国领袖高峰会, 部长高度关注, 发言人周五在: a body, an adverb or a day that begins like a surname."""
    return _adverbial(word) or (len(word) > 2 and speaks(word)) or _DAY.match(word) is not None


def _without_noun(name: str) -> str:
    """商家郑 in 商家郑先生: a noun that begins like a surname, and the surname itself."""
    common = len(name) == 3 and any(name[:2] in nouns(kind) for kind in ("group", "source", "role"))
    return name[2:] if common else name


_DAY = re.compile(r"周[一二三四五六日末]|明[天日年]")


# 李某针|对: a name found by its title may have swallowed the first character of the word after it.
_AFTER_NAME = frozenset("针对 随后 此前 曾经 同时 再次 就此 对此 接受 明确 分别 正在 本周 上周 当天 当日".split())


def _trimmed(m: Mention, text: str, cues: Cues) -> Mention:
    cut = m.end - m.start - len(_without_noun(text[m.start : m.end])) if m.type == "PERSON" else 0
    if cut:
        return replace(m, start=m.start + cut, name=m.name[cut:] or m.name)
    if m.type != "PERSON" or m.end - m.start < 3:
        return m
    crossed = any(c.end > m.end for c in cues.within(m.end - 1, m.end))
    adverb = (
        m.end - m.start == 3
        and text[m.end - 1] in _BEFORE_CUE
        and any(c.start == m.end for c in cues.within(m.end, m.end + 1))
    )
    if not crossed and not adverb and text[m.end - 1 : m.end + 1] not in _AFTER_NAME:
        return m
    return replace(m, end=m.end - 1, name=m.name[:-1] if m.name.endswith(text[m.end - 1]) else m.name)


# 费雪曾|告诉: an adverb right before a cue, behind two characters; 木村哲也 is a name
_BEFORE_CUE = frozenset("曾也还已则并又将均都就再昨今日")


def _common(m: Mention, text: str) -> bool:
    """白皮书: a noun for a document that a model took for a name."""
    word = text[m.start : m.end]
    return m.type == "PERSON" and (word in nouns("document") or word in nouns("report") or _DAY.match(word) is not None)


@cache
def _dotted() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(nouns('role'))})(?P<name>{_HAN}{{1,6}}(?:·{_HAN}{{1,8}})+)$")


def _whole(m: Mention, text: str) -> Mention:
    """领袖玛丽|娜·索托: a foreign name begins right after the office before it."""
    if m.type != "PERSON" or "·" not in text[m.start : m.end]:
        return m
    start = max(0, m.start - 8)
    match = _dotted().search(text[start : m.end])
    at = start + match.start("name") if match else m.start
    return replace(m, start=at, name=text[at : m.start] + m.name) if at < m.start else m


def _adverbial(name: str) -> bool:
    """高调 in 官员高调表示: words, not names."""
    words = word_classes("words_zh")
    return (
        name[1:] in words["adverb"]
        or name in words["adverb"]
        or name[:2] in words["adverb"]
        or name in words["lexical"]
    )


@cache
def _before_cue() -> re.Pattern[str]:
    """职务, surname and one or two more characters; a cue must follow."""
    roles, surnames = alternation(nouns("role")), alternation(word_classes("words_zh")["surname"])
    return re.compile(rf"(?:{roles})(?P<name>(?:{surnames}){_HAN}{{1,2}})(?={_HAN})")


def _occurrences(text: str, names: dict[str, None]) -> list[tuple[int, int, str]]:
    """Where the names stand, leftmost and longest first."""
    if not names:
        return []
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, name)
    automaton.make_automaton()
    return [(last - len(name) + 1, last + 1, name) for last, name in automaton.iter_long(text)]
