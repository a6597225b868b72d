"""What kind of speaker a noun phrase is, from its head noun and the names in it."""

from __future__ import annotations

import re
from functools import cache

from suyuan.annotate.names.lexicon import default_lexicon
from suyuan.annotate.statements.words import WORDS_OF_NOBODY
from suyuan.annotate.syntax.chinese import Layers, bare
from suyuan.annotate.syntax.words import alternation, longest_suffix, nouns
from suyuan.model import Span

_TRIM = '”」』》" ）)'


_OUTLET_OWN = frozenset(
    ("", "的", "等", "记者", "报道", "报导", "的报道", "的报导", "该报道", "文章", "消息", "中文网", "网站", "社论")
)


def head_is(phrase: str, kind: str) -> bool:
    phrase = bare(phrase)
    head = longest_suffix(phrase, nouns(kind))
    # 信 and 书 are documents by themselves or after a count, not at the end of 电信 or 秘书.
    return head is not None and (len(head) > 1 or phrase == head or kind != "document" or phrase[-2] in "封份的本开")


def is_document(phrase: str) -> bool:
    if re.search(r"(?:》|法律?|条例|规例|公约|条约|协定|章程)的?第[一二三四五六七八九十百零\d]+[条款章]$", phrase):
        return True
    return (phrase.endswith("》") and "《" in phrase) or head_is(phrase, "document")


# Parts of speech of the dictionary that are no subject: adverbs, conjunctions, prepositions, verbs, set phrases, times.
_NO_SUBJECT = frozenset(("ad", "c", "d", "f", "i", "l", "p", "t", "u", "ud", "uj", "ul", "v", "vg", "z"))
_PRONOUN_FIRST = re.compile(r"(?:我|你|您|他|她|它|咱|其|这|那)们?(?P<rest>[\u3400-\u9fff]{1,8})")
_LONGEST_WORD = 4


def names_nobody(phrase: str) -> bool:
    """Whether a phrase that no noun of speakers ends is words of grammar, no name: 居然, 与其; 他因为, 我希望.

    A pronoun before a noun (我同事, 她的母亲) is somebody.
    """
    phrase = phrase.strip()
    if _part_of_speech(phrase) in _NO_SUBJECT or phrase in WORDS_OF_NOBODY:
        return True
    pronoun = _PRONOUN_FIRST.fullmatch(phrase)
    if pronoun is None:
        return False
    rest = pronoun.group("rest")
    last = next(
        (tag for n in range(_LONGEST_WORD, 0, -1) if n <= len(rest) and (tag := _part_of_speech(rest[-n:]))), ""
    )
    return last in _NO_SUBJECT or last in ("m", "r", "a")


def _part_of_speech(word: str) -> str:
    return default_lexicon().tags.get(word, "")


def is_vague(phrase: str) -> bool:
    return re.sub(r"^(?:有些|有|也有|另有|还有|一些|大多数|多数|部分|不少|许多|普遍)", "", phrase) in nouns("vague")


def is_outlet(phrase: str, span: Span, layers: Layers) -> bool:
    """An outlet by name, or by its noun (日媒, 该报, 报道, 当地媒体《某某》)."""
    inside = layers.mentions_in(*span)
    rest = [
        re.sub(r"[（(][^（()）]*[)）]|[”」》\"]", "", phrase[m.end - span[0] :]) for m in inside if m.type == "MEDIA"
    ]
    if any(r.strip(" ）)") in _OUTLET_OWN for r in rest[-2:]):  # the last may be the original name in a bracket
        return True
    if _TITLED_OUTLET.fullmatch(phrase):
        return True
    titled = re.match(r"(.*?)《[^《》]{1,20}》$", phrase)
    if titled and head_is(titled.group(1), "outlet"):
        return True
    return head_is(phrase, "outlet") or head_is(phrase, "report")


_TITLED_OUTLET = re.compile(r"《[^《》]{1,18}(?:报|社|台|网|刊|杂志|新闻)》")  # 《海桥报》

# An outlet that no table knows, by its shape: 《某某》, 某某社, 某某电视台.
_OUTLET_SHAPE = re.compile(
    r"[“「\"]?(?:[\u3400-\u9fff]{0,6}《[^《》]{2,20}》|[\u3400-\u9fffA-Za-z]{2,10}?(?:通讯社|通信社|新闻社|电视台|广播公司|日报|晚报|时报|周刊"
    r"|杂志|新闻网|新闻|卫视|社|报|台|网))[”」\"]?(?:记者|新闻部|网站)?"
)


def outlet_shape(phrase: str) -> bool:
    """Is the phrase shaped like an outlet's name?"""
    return not phrase.startswith(("本", "该")) and _OUTLET_SHAPE.fullmatch(phrase.strip()) is not None


@cache
def _document_head() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(nouns('document'))})$")


_COUNT = re.compile(
    r"^(?:此前|最新|今次|本次|此次|这次|新的|相关|有关)?(?:这|那|该|上述|此|前述|同一|另)?"
    r"(?:[一二两三四五六七八九十几数多\d]+(?:份|封|项|篇|则|条|个|部|本|名|位|些|张|段|次)|[份封项篇则])?"
)


def document_name(phrase: str) -> str:
    """The head of a phrase that names a document: 昨天的两份公报 → 公报, 由甲部起草的会议纪要 → 会议纪要."""
    titled = re.search(r"《([^《》]+)》(?:第[一二三四五六七八九十百\d]+[条款章])?$", phrase)
    if titled:
        return titled.group(1)
    body = phrase.strip(_TRIM + "“「『《（(")
    if "的" in body:
        body = body.rsplit("的", 1)[1]
    body = _COUNT.sub("", body) or body
    head = longest_suffix(body, nouns("document"))
    return head if head and len(body) > 9 and len(head) > 1 else body  # 北湾科技晚间公告 → 公告
