"""Who is the subject of a Chinese clause, and what stands between it and its predicate.

Chinese marks neither words nor cases. What can be relied on is order: (connective) subject (time, place, occasion,
addressee, manner) predicate. The words that open an adjunct — adverbs, prepositions, times, verbs that only lead up to
speaking such as 发表声明 — are nearly closed classes; the subject is what stands before the longest run of adjuncts
that reaches up to the predicate.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from suyuan.annotate.syntax.words import alternation, nouns, word_classes
from suyuan.model import Mention, Span, TimeExpression

_LONGEST = 160  # characters before a predicate that are looked at
# Times by shape, for where the layer of times has nothing.
_TIME = re.compile(
    r"[今昨前明][天日]?[（(]\d{1,2}[日号]?[)）][日号]?|(?:当地时间|北京时间|美东时间)?(?:\d{4}年)?(?:\d{1,2}月)(?:\d{1,2}[日号])?|\d{1,2}[日号]|(?:本|上|这|下)?(?:周|星期|礼拜)[一二三四五六日天末]|\d{4}年(?:[初底末中])?"
    r"|(?:今|昨|前|明|去|本|当)[天日年晚晨早]|(?:上|本|这|下)个?(?:周|月|星期)(?:[初中底末])?|(?:几|两|三|数)(?:天|日|周|个月|年)前"
)
_BRACKET = re.compile(r"[（(][^（()）]{0,60}[)）]")
_COLUMN = re.compile(
    r"\s*(?:【[^【】\n]{1,16}】|[^｜|：:，。\s\n]{1,12}[｜|])"
)  # 【海语译站】: the column a headline stands in
# 在会后举行的新闻发布会(上)表示: an occasion needs no localizer.
_EVENT = re.compile(
    r"(?:发布会|记者会|说明会|会议|大会|峰会|论坛|座谈会|研讨会|听证会|例会|年会|仪式|典礼|节目|活动|晚宴|演说|演讲)$"
)
_BARE_PLACE = re.compile(r"[^的，]{1,14}$")


@dataclass(frozen=True, slots=True)
class Adjunct:
    """``kind``: time, adverb, place (在…), object (对…), with (与…), lead (发表声明…), bracket."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Subject:
    """``span`` is the noun phrase, or None where the clause has no subject before its predicate."""

    span: Span | None
    adjuncts: tuple[Adjunct, ...]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    classes = word_classes("words_zh")
    adverb = re.compile(alternation(classes["adverb"]))
    opener = re.compile(
        f"(?P<lexical>{alternation(classes['lexical'])})|(?P<locative>{alternation(classes['locative'])})"
        f"|(?P<lead>{alternation(classes['serial'])})|(?P<preposition>{alternation(classes['preposition'])})"
        f"|(?P<comitative>{alternation(classes['comitative'])})"
    )
    connective = re.compile(f"(?:{alternation(classes['connective'])})(?=(?P<rest>.))", re.S)
    closer = re.compile(f"(?:{alternation(classes['closer'])})$")
    auxiliary = re.compile(f"(?:{alternation(classes['auxiliary'])})")
    lexical = re.compile(alternation(classes["lexical"]))
    return adverb, opener, connective, closer, auxiliary, lexical


class Layers:
    """Mentions and times of a document, for questions by position."""

    def __init__(self, mentions: Iterable[Mention], times: Iterable[TimeExpression]) -> None:
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self._mention_starts = [m.start for m in self.mentions]
        self.times = {t.start: t for t in sorted(times, key=lambda t: (t.start, t.end))}

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        lo = bisect_left(self._mention_starts, start)
        hi = bisect_left(self._mention_starts, end)
        return [m for m in self.mentions[lo:hi] if m.end <= end]

    def surname(self, char: str, before: int) -> bool:
        """Does a Chinese person's name that begins with this character stand before the position? (陈 for 陈宁)"""
        hi = bisect_left(self._mention_starts, before)
        return any(
            m.type == "PERSON" and 2 <= m.end - m.start <= 3 and m.name.startswith(char)
            for m in self.mentions[max(0, hi - 40) : hi]
        )

    def mention_at(self, start: int) -> Mention | None:
        i = bisect_left(self._mention_starts, start)
        return self.mentions[i] if i < len(self.mentions) and self.mentions[i].start == start else None

    def mention_over(self, at: int) -> Mention | None:
        """The mention that has this position strictly inside it."""
        i = bisect_left(self._mention_starts, at) - 1
        for m in reversed(self.mentions[max(0, i - 2) : i + 1]):
            if m.start < at < m.end:
                return m
        return None

    def time_at(self, text: str, at: int, limit: int) -> int | None:
        """Where a time that starts here ends."""
        known = self.times.get(at)
        if known is not None and known.end <= limit:
            return known.end
        match = _TIME.match(text, at, limit)
        return match.end() if match else None


def skip_connectives(text: str, start: int, end: int, layers: Layers) -> int:
    """Past connectives, times and a leading 在…中 to where a subject may begin."""
    connective = _patterns()[2]
    column = _COLUMN.match(text, start, end)
    at = column.end() if column else start
    while at < end:
        if text[at].isspace() or text[at] in "，、,•◆●■▲★*-":
            at += 1
            continue
        time = layers.time_at(text, at, end)
        if time is not None and time <= end and not text.startswith(("的", "报"), time):
            at = time
            bracket = _BRACKET.match(text, at, end)
            at = bracket.end() if bracket else at
            continue
        mention = layers.mention_at(at)
        if mention is not None and mention.end <= end:
            break
        match = connective.match(text, at, end + 1)
        if match and match.end() <= end and not _glued(text, at, match.end()):
            at = match.end()
            continue
        break
    return at


def _glued(text: str, start: int, end: int) -> bool:
    """A connective that is the beginning of another word: 另 in 另一名官员 stays off, 而 in 而立 …"""
    word = text[start:end]
    rest = text[end : end + 1]
    if word in ("会后", "会上", "当天", "目前", "今天", "昨天", "上述") and rest == "的":
        return True
    return (word, rest) in _GLUED or (word == "上述")


_GLUED = {
    ("如", "何"),
    ("如", "同"),
    ("如", "此"),
    ("如", "期"),
    ("如", "意"),
    ("如", "约"),
    ("如", "东"),
    ("如", "皋"),
    ("另", "一"),
    ("因", "斯"),
    ("并", "购"),
    ("则", "武"),
    ("更", "多"),
    ("更", "生"),
    ("只", "有"),
    ("也", "门"),
    ("也", "纳"),
    ("甚至", "连"),
    ("其中", "一"),
    ("其中", "两"),
    ("其中", "部"),
    ("又", "一"),
}


def split_subject(text: str, start: int, end: int, layers: Layers) -> Subject:
    """Subject and adjuncts of what stands before a predicate at ``end``. Offsets are of the document."""
    begin = skip_connectives(text, start, end, layers)
    if begin >= end:
        return Subject(None, ())
    begin_np = _leading_place(text, begin, end)
    at, chain = _adjunct_chain(text, begin_np, end, layers)
    if at == begin_np:
        return Subject(None, chain)
    if _WHEN.search(text, begin_np, at):
        # 我就任校长时曾说过: a verb phrase with 时 between subject and cue that no opener announced
        pronoun = _PRONOUN.match(text, begin_np, at)
        run = pronoun.end() if pronoun else name_run(text, begin_np, at, layers)
        if begin_np < run < at:
            chain = (Adjunct("lead", run, at), *chain)
            at = run
    lead: tuple[Adjunct, ...] = (Adjunct("place", begin, begin_np),) if begin_np > begin else ()
    return Subject((begin_np, at), lead + chain)


_WHEN = re.compile(r"(?:时|后|之际|期间|之前|之余)$")
_ALONE = re.compile(r"(?:他们|她们|他|她|双方|两人|两国)(?!们|的|和|与|及|本人|领导|外长|政府|元首|国防|总)")
_PRONOUN = re.compile(r"(?:我们|他们|她们|我|他|她|双方)")


def _leading_place(text: str, begin: int, end: int) -> int:
    """在声明中陈宁说: a place before the subject, without a comma."""
    if text[begin : begin + 1] != "在":
        return begin
    match = re.compile(r"在[^，。；在]{1,30}?(?:中|上|时|期间|之际|会后)(?![国共东央方美日央将校级市])").match(
        text, begin, end
    )
    return match.end() if match and match.end() < end else begin


def _adjunct_chain(text: str, begin: int, end: int, layers: Layers) -> tuple[int, tuple[Adjunct, ...]]:
    """The leftmost position from which adjuncts run up to ``end``, and those adjuncts."""
    begin_scan = max(begin, end - _LONGEST)
    nexts: dict[int, Adjunct | None] = {end: None}
    stops = [end]  # positions from which the rest is adjuncts, ascending from the right
    inside = _covered(text, begin_scan, end)
    for i in range(end - 1, begin_scan - 1, -1):
        if i in inside or layers.mention_over(i) is not None:
            continue
        adjunct = _adjunct_at(text, i, end, stops, nexts, layers)
        if adjunct is not None and (i == begin or _can_end_subject(text, begin, i)):
            nexts[i] = adjunct
            stops.append(i)
    at = stops[-1]
    # The leftmost start may leave no subject although one further right does: 在任官员说
    chain: list[Adjunct] = []
    step = at
    while step != end:
        adjunct = nexts[step]
        assert adjunct is not None
        chain.append(adjunct)
        step = adjunct.end
    return at, tuple(chain)


def _covered(text: str, start: int, end: int) -> set[int]:
    """Positions inside brackets and titles, where no adjunct opens."""
    out: set[int] = set()
    for match in _patterns()[5].finditer(text, start, end):
        out.update(range(match.start() + 1, match.end()))
    for match in re.finditer(
        r"《[^《》]{0,40}》|[（(][^（()）]{0,60}[)）]|[“「\"][^“”「」\"]{0,40}[”」\"]", text[start:end]
    ):
        out.update(range(start + match.start() + 1, start + match.end()))
    return out


def _can_end_subject(text: str, begin: int, at: int) -> bool:
    return text[at - 1] not in "的在对和与、及向就由被把所" and text[begin:at] not in ("这", "那")


_HEADED = re.compile(r"的[^的，]{0,14}$")


def _adjunct_at(
    text: str, i: int, end: int, stops: list[int], nexts: dict[int, Adjunct | None], layers: Layers
) -> Adjunct | None:
    adverb, opener, _, closer = _patterns()[:4]
    time = layers.time_at(text, i, end)
    if time is not None and time in nexts:
        return Adjunct("time", i, time)
    bracket = _BRACKET.match(text, i, end)
    if bracket and bracket.end() in nexts and bracket.end() != end:
        follower = nexts[bracket.end()]
        # 周六（3月30日）: the bracket belongs to the time before it; 欧盟（EU）对此 belongs to the name
        if follower is not None and i > 0 and layers_time_before(text, i, layers):
            return Adjunct("bracket", i, bracket.end())
    if bracket and bracket.end() == end and layers_time_before(text, i, layers):
        return Adjunct("bracket", i, end)
    mention = layers.mention_at(i)
    if mention is not None and mention.end <= end and mention.end - i > 1:
        return None
    match = adverb.match(text, i, end)
    while match is not None:
        if match.end() in nexts:
            return Adjunct("adverb", i, match.end())
        match = adverb.match(text, i, match.end() - 1) if match.end() - 1 > i else None
    manner = _MANNER.match(text, i, end)
    if manner and manner.end() in nexts and manner.group()[-2:] not in _PLACES:
        return Adjunct("adverb", i, manner.end())
    match = opener.match(text, i, end)
    if match is None or match.lastgroup == "lexical" or _is_title(match, end, layers):
        return None
    kind = match.lastgroup or ""
    for j in reversed(stops):  # nearest stop first is the end of the smallest phrase
        if j <= match.end() - (kind == "lead"):
            continue
        if _phrase(text, i, match.end(), j, kind, closer):
            return Adjunct({"locative": "place", "preposition": "object", "comitative": "with"}.get(kind, kind), i, j)
    return None


def _is_title(match: re.Match[str], end: int, layers: Layers) -> bool:
    """北岛驻南岛代表陈宁说: 代表 right before the name that ends the subject is a title, no preposition.

    After another person's name it is one: 律师李明代表陈宁说.
    """
    person = layers.mention_at(match.end())
    if match.group() != "代表" or person is None or person.type != "PERSON" or person.end != end:
        return False
    before = layers.mentions_in(max(0, match.start() - 12), match.start())
    return not (before and before[-1].type == "PERSON" and before[-1].end == match.start())


def layers_time_before(text: str, at: int, layers: Layers) -> bool:
    """A time ends right before this bracket."""
    return any(layers.time_at(text, k, at) == at for k in range(max(0, at - 12), at))


_HUMAN = re.compile(r"(?:官员|人士|代表|发言人|议员|专家|学者|记者|外交官|人|者|先生|女士|主席|总统|首相|部长|大使)$")


_MANNER = re.compile(r"[\u3400-\u9fff]{2}地")  # 坦率地
_PLACES = frozenset(
    (
        "当地",
        "内地",
        "外地",
        "各地",
        "阵地",
        "基地",
        "土地",
        "本地",
        "高地",
        "腹地",
        "领地",
        "属地",
        "殖地",
        "在地",
        "目地",
        "大地",
        "两地",
        "等地",
    )
)
# Prepositions whose phrase is never headed by a person: 骂为“…”的外交官 is the subject itself.
_IMPERSONAL = ("为", "以", "因", "由于", "从", "自", "用", "作为", "随着", "经", "按", "凭", "趁")


def _phrase(text: str, start: int, opened: int, end: int, kind: str, closer: re.Pattern[str]) -> bool:
    """May ``text[start:end]`` be an adjunct of this kind?"""
    body = text[opened:end]
    if kind == "lead":
        # 发表的声明, 出席会议的官员: a relative clause, the subject goes on
        headed = _HEADED.search(body)
        return not body.startswith("的") and not (headed and _HUMAN.search(body)) and len(body) <= 60
    if not body or len(body) > 60:
        return False
    if kind == "locative":
        if "在" in body and not any(w in body for w in ("现在", "存在", "正在", "所在", "在内")):
            return False
        return bool(closer.search(body) or _BARE_PLACE.match(body) or _EVENT.search(body))
    if kind == "preposition" and text.startswith(_IMPERSONAL, start):
        headed = _HEADED.search(body)
        if headed and _HUMAN.search(body):
            return False
    if kind == "comitative":
        return "在" not in body and bool(re.search(r"(?:时|后|期间|之际|会谈|通话|会面|会见|会晤)$", body))
    return "在" not in body or kind == "preposition"


def topic(text: str, start: int, end: int, layers: Layers) -> Span | None:
    """The subject of a clause whose predicate is unknown: what stands before its first adjunct or auxiliary."""
    begin = skip_connectives(text, start, end, layers)
    begin = _leading_place(text, begin, end)
    pronoun = _ALONE.match(text, begin, end)
    if pronoun:
        return pronoun.span()  # 他转达了首相的问候，并称 …
    run = name_run(text, begin, end, layers)
    adverb, opener, _, _, auxiliary, _ = _patterns()
    inside = _covered(text, begin, min(end, begin + 40))
    if text[begin : begin + 1] in "对在向就将把被以为从":
        return None
    for i in range(max(begin + 1, run), min(end, begin + 40)):
        if i in inside or layers.mention_over(i) is not None:
            continue
        match = opener.match(text, i, end)
        if match and match.lastgroup == "lexical":
            continue
        if (
            (match and match.lastgroup != "comitative")
            or adverb.match(text, i, end)
            or auxiliary.match(text, i, end)
            or layers.time_at(text, i, end)
        ):
            named = any(text[m.end : i] in ("", "等") for m in layers.mentions_in(begin, i))
            named = named or (run == begin + 1 and i - begin <= 4)  # 台电昨天: a short name that begins like a country
            if (named or speaks(text[begin:i]) or person_shape(text[begin:i])) and _can_end_subject(text, begin, i):
                return (begin, i)
            break
    return (begin, run) if run > begin else None


@cache
def _titles() -> re.Pattern[str]:
    words = frozenset(w for w in nouns("role") | nouns("group") | nouns("source") if len(w) > 1)
    joints = frozenset(
        [
            "的",
            "和",
            "与",
            "及",
            "、",
            "·",
            "前",
            "副",
            "兼",
            "候任",
            "时任",
            "现任",
            "已故",
            "总",
            "新任",
            "办公室",
            "籍",
        ]
    )
    return re.compile(f"(?:{alternation(frozenset(w for w in words | joints if w))})")


def name_run(text: str, start: int, end: int, layers: Layers) -> int:
    """Where a chain of names, titles and brackets that begins with a name here ends; ``start`` where there is none."""
    at = last = start
    named = False
    while at < end:
        mention = layers.mention_at(at)
        if mention is not None and mention.end <= end:
            at = last = mention.end
            named = True
            continue
        bracket = _BRACKET.match(text, at, end)
        if bracket and named:
            at = last = bracket.end()
            continue
        if not named and at == start and not _titles().match(text, at, end):
            return start
        match = _titles().match(text, at, end)
        if match is None:
            break
        at = match.end()
        if text[match.start() : at] not in "的和与及、·":
            last = at
    return last if named else start


@cache
def _speaking() -> re.Pattern[str]:
    words = frozenset().union(*(nouns(k) for k in ("role", "source", "group", "outlet", "report", "document", "vague")))
    pronouns = alternation(word_classes("words_zh")["pronoun"])
    # 我们 alone or joined (总统和我); behind other words it belongs to another clause (做出我们认为…)
    return re.compile(
        f"(?:(?:^|[和与及、])(?:{pronouns})|(?:{alternation(words)})|方面|[美日中俄英法德韩朝印菲台港澳乌以伊欧加校院厂店资劳]方|们)$"
    )


def speaks(phrase: str) -> bool:
    """Does the phrase end in a noun that can speak, or in one with its name in marks (人权组织“守望”)?"""
    if _speaking().search(bare(phrase)):
        return True
    named = NAMED_IN_MARKS.fullmatch(phrase.strip())
    return named is not None and bool(_speaking().search(named.group("noun")))


NAMED_IN_MARKS = re.compile(r"(?P<noun>[^“”「」《》]{2,14})[“「](?P<name>[^“”「」]{1,12})[”」]")


def firm_shape(phrase: str) -> bool:
    """A name that no table holds with the end of a firm's: 佳湾资本."""
    phrase = bare(phrase)
    return re.fullmatch(r"[\u3400-\u9fffA-Za-z]{4,8}", phrase) is not None and any(
        phrase.endswith(end) and len(phrase) - len(end) >= 2 for end in nouns("firm")
    )


def bare(phrase: str) -> str:
    """Without what may close a noun phrase: marks, and a bracket with the name's original."""
    return _TAIL_BRACKET.sub("", phrase.rstrip()).rstrip('”」』》" ')


_TAIL_BRACKET = re.compile(r"\s*[（(][^（()）]*[)）]$")


@cache
def _title_and_name() -> re.Pattern[str]:
    roles = alternation(nouns("role"))
    chinese, foreign = r"[\u3400-\u9fff]{2,4}", r"[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+"
    return re.compile(rf".*(?:{roles})\s?(?P<name>{chinese}|{foreign}|[A-Z][A-Za-z .\-]+)$")


def person_shape(phrase: str) -> str | None:
    """The name in a phrase shaped 职务+姓名 (经济部长某某), for names that no table holds."""
    match = _title_and_name().match(bare(phrase))
    if match is None:
        return None
    name = match.group("name")
    words = word_classes("words_zh")
    if (
        name in words["lexical"]
        or name in words["adverb"]
        or speaks(name)
        or name.endswith(("等", "希望", "就", "今天"))
    ):
        return None
    return name
