"""People whom the document itself introduces: 委员项明远预计…, 大臣道顿（Oliver Downton）, 林女士.

The layer of names knows many people; a text introduces others, once with office or original spelling and then by the
bare name. They are added to the mentions that the reading of statements sees, and to nothing else.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from suyuan.annotate.document import Document
from suyuan.annotate.statements.lexicon import Cues
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
    address = re.compile(rf"(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?|(?:{surname}){_HAN}{{0,2}})(?=先生|女士|小姐|夫人)")
    return original, office, address


def complete(doc: Document, mentions: tuple[Mention, ...], cues: Cues) -> tuple[Mention, ...]:
    """The mentions with the people added that the text introduces by title, original name or form of address."""
    text = doc.folded
    covered = bytearray(len(text))
    for m in mentions:
        covered[m.start : m.end] = b"\x01" * (m.end - m.start)
    known = {text[m.start : m.end]: m for m in reversed(mentions) if m.type == "PERSON" and m.end - m.start > 1}
    names: dict[str, None] = dict.fromkeys(reversed(known))
    for pattern in _introductions():
        for match in pattern.finditer(text):
            if not any(covered[match.start("name") : match.end("name")]):
                names[match.group("name")] = None
    for match in _before_cue().finditer(text):
        start, end = match.span("name")
        if not any(covered[start:end]) and any(c.start == end for c in cues.within(end, end + 1)):
            names[match.group("name")] = None
    added = list(mentions)
    for name in names:
        for match in re.finditer(re.escape(name), text):
            if not any(covered[match.start() : match.end()]):
                covered[match.start() : match.end()] = b"\x01" * len(name)
                first = known.get(name)
                if first is not None:
                    added.append(replace(first, start=match.start(), end=match.end(), rule="repeated"))
                    continue
                printed = doc.text[match.start() : match.end()]
                added.append(
                    Mention(match.start(), match.end(), "PERSON", printed, local=f"text:{name}", rule="introduced")
                )
    return tuple(sorted(added, key=lambda m: (m.start, -m.end)))


@cache
def _before_cue() -> re.Pattern[str]:
    """职务, surname and one or two more characters; a cue must follow."""
    roles, surnames = alternation(nouns("role")), alternation(word_classes("words_zh")["surname"])
    return re.compile(rf"(?:{roles})(?P<name>(?:{surnames}){_HAN}{{1,2}})(?={_HAN})")
