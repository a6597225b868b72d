"""Who answers for the words: an attribution dropped, put in, or given to another.

"据两名船员透露，桥塌了" copied as "桥塌了" makes a fact of what somebody said."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from suyuan.link.reuse.pages import Read
from suyuan.model import Span
from suyuan.text.fold import fold

# A clause that does nothing but name who says it: 据两名船员透露， 工会说， according to the harbour office
_ZH_VERB = r"(?:说|称|表示|透露|指出|认为|介绍|强调|估计|证实|承认|宣布|[声宣]称|否认|的?消息|的?说法|[报援]道|报导)"
_CLAUSE = re.compile(
    rf"(?:(?:据|根据|按照?)[^，。；：“”]{{2,30}}|[^，。；：“”]{{2,24}}{_ZH_VERB})[，,：:]?"
    r"|,?\s*(?:as )?(?:according to|as reported by|citing)\s[^.;]{3,80}"
    r"|[^.,;“”\"]{3,60}\s(?:said|says|told [^.,;]{2,30}|claimed|claims|reported|wrote|added)(?: that)?,?"
    r"|,\s*(?:said [^.,;]{3,60}|[^.,;]{3,60} (?:said|says))",
    re.IGNORECASE,
)
# Names nobody, or the one who spoke before: 他还说， the report added
_NO_CLAUSE = re.compile(
    r"(?:据(?:此|悉|了解|称)|根据.*(?:条|法|规定|协议|决议))"
    r"|(?:他|她|他们|她们|其|采访时|并|还|又|也|同时|当时|接着|随后|则)+(?:[说称]|表示|指出|强调|介绍|认为)"
    r"|[^a-z]*(?:he|she|they|it)\b|[^a-z]*(?:said|says) (?:he|she|they)\b"
)
# Line breaks are taken out: …the quay.The mayor…
_ENDS = re.compile(r"[。！？]|[.!?](?=\s|$|[A-Z“\"])")
# Verbs after a speaker, near enough behind to be his.
_SPEAKS = re.compile(
    r"[^，。；：“”,.;:]{0,8}(?:说|称|表示|指出|透露|认为|强调|证实|宣布|承认)"
    r"|[^.,;:]{0,30}\b(?:said|says|told|added|warned|claimed|confirmed|admitted)\b"
)
_HIDDEN = re.compile(r"匿名|[不未](?:愿|肯|便)?意?(?:具名|(?:透露|公开|公布)(?:姓名|名字|身份))|anonym|not to be named")
_LONGEST = 90
_SPEAKER = 30
_MARK = re.compile(r"[，。；：！？,;:!?“”]")
_VERB = re.compile(rf"\s*(?:{_ZH_VERB}|said|says|told)")
# Sentences are not looked back in further.
_FAR, _NEAR = 600, 60
# What may stand between two sentences.
_BETWEEN = " \t\u3000”」』"


@cache
def _groups() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Words for those who speak, and for how: what each line's pattern finds, and whether a verb must follow."""
    raw = files("suyuan.link.reuse").joinpath("data/attributions.tsv").read_text(encoding="utf-8")
    out = []
    for line in raw.splitlines():
        if line and not line.startswith("#"):
            role, words = line.split("\t")
            each = sorted((fold(word).lower() for word in words.split("|")), key=len, reverse=True)
            ends = [rf"\b{word}\b" if word.isascii() else word for word in each]
            out.append((re.compile("|".join(ends)), role == "speaker"))
    return tuple(out)


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile("|".join(words.pattern for words, _ in _groups()))


def is_attribution(words: str) -> bool:
    """Whether some words, folded, are an attribution and nothing else."""
    words = words.strip()
    return 3 < len(words) <= _LONGEST and bool(_CLAUSE.fullmatch(words)) and not _NO_CLAUSE.match(words)


def reattributed(left: str, right: str, behind: str) -> bool:
    """Whether an edit gives the words to another, or makes him say them in another way: 官员 → 发言人, 说 → 承认.
    ``behind``: what follows the edit."""
    if len(left) < 2 and len(right) < 2:
        return False  # no word here is of one character but 说
    if bool(_HIDDEN.search(left)) != bool(_HIDDEN.search(right)):
        return bool(_SPEAKS.match(behind)) or bool(_SPEAKS.search(left + "\0" + right))
    if not (_any_word().search(left) and _any_word().search(right)):
        return False
    for words, verb_follows in _groups():
        one, two = words.findall(left), words.findall(right)
        if one and two and one[-1] != two[-1] and one[-1] not in two[-1] and two[-1] not in one[-1]:
            alone = len(left) <= len(one[-1]) + 1 and len(right) <= len(two[-1]) + 1
            if bool(_SPEAKS.match(behind)) if verb_follows else alone:
                return True
    return False


def before(a: Read, in_a: Span, b: Read, in_b: Span) -> tuple[Span, Span] | None:
    """The attributions before a passage in its sentence, in either text; one of them may be empty, where its passage
    begins with the sentence. None where neither text has any, or both the same."""
    starts = begins(a.text, in_a[0], a.lead), begins(b.text, in_b[0], b.lead)
    if all(starts) or (not any(starts) and not (_may_speak(a, in_a[0]) and _may_speak(b, in_b[0]))):
        return None
    one = in_a[0] if starts[0] else sentence_start(a.text, in_a[0], a.lead), in_a[0]
    two = in_b[0] if starts[1] else sentence_start(b.text, in_b[0], b.lead), in_b[0]
    left, right = a.lower[slice(*one)], b.lower[slice(*two)]
    if any(starts):
        return (one, two) if is_attribution(left or right) else None
    return (one, two) if left != right and _exchanged(left, right, a.lower[one[1] : one[1] + _SPEAKER]) else None


def behind(a: Read, in_a: Span, b: Read, in_b: Span) -> tuple[Span, Span] | None:
    """The attribution behind a passage in one text, where the other's passage ends with the sentence."""
    ended = _ended(a.text, in_a[1]), _ended(b.text, in_b[1])
    if ended[0] == ended[1]:
        return None
    page, place = (b, in_b[1]) if ended[0] else (a, in_a[1])
    stop = _ENDS.search(page.text, place, place + _LONGEST)
    rest = place, stop.start() if stop else place
    if not is_attribution(page.lower[slice(*rest)]):
        return None
    return ((in_a[1], in_a[1]), rest) if ended[0] else (rest, (in_b[1], in_b[1]))


def _may_speak(page: Read, place: int) -> bool:
    """Whether an attribution may stand before a place: 官员说，[桥塌了] or 官员[说，桥塌了]."""
    return page.text[place - 1 : place] in "，,：:" or bool(_VERB.match(page.lower, place))


def _exchanged(left: str, right: str, behind: str) -> bool:
    """Whether two attributions that a passage follows, or whose verb it begins with, name different speakers."""
    if is_attribution(left) and is_attribution(right):
        return reattributed(left, right, "")
    if not 0 < len(left) <= _SPEAKER or not 0 < len(right) <= _SPEAKER or _MARK.search(left + right):
        return False
    return bool(_VERB.match(behind)) and reattributed(left, right, behind)


def begins(text: str, place: int, lead: int = 0) -> bool:
    """Whether a sentence begins at a place: whether ``sentence_start`` is not before it, by what stands there."""
    at = place
    while at and text[at - 1] in _BETWEEN:
        at -= 1
    if at <= max(0, place - _FAR) or at <= lead <= place or text[at - 1] in "。！？":
        return True
    return text[at - 1] in ".!?" and (at == place or text[at].isspace())


def sentence_start(text: str, place: int, lead: int = 0) -> int:
    """Where the sentence of a place begins in a text without line breaks whose headline ends at ``lead``."""
    start = max(0, place - _FAR)
    near = max(start, place - _NEAR)
    ends = [match.end() for match in _ENDS.finditer(text, near, place)]
    if not ends and near > start:
        ends = [match.end() for match in _ENDS.finditer(text, start, place)]
    start = ends[-1] if ends else start
    start = lead if start < lead <= place else start
    return place - len(text[start:place].lstrip(_BETWEEN))


def _ended(text: str, place: int) -> bool:
    return text[place - 1 : place] in "。！？.!?" or place >= len(text) or bool(_ENDS.match(text, place))
