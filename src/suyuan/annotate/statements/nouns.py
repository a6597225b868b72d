"""What kind of speaker a noun phrase is, from its head noun and the names in it."""

from __future__ import annotations

import re
from functools import cache

from suyuan.annotate.syntax.chinese import Layers
from suyuan.annotate.syntax.words import alternation, longest_suffix, nouns
from suyuan.model import Span

_TRIM = '”」』》" ）)'


def head_is(phrase: str, kind: str) -> bool:
    return longest_suffix(phrase.rstrip(_TRIM), nouns(kind)) is not None


def is_document(phrase: str) -> bool:
    return (phrase.endswith("》") and "《" in phrase) or head_is(phrase, "document")


def is_vague(phrase: str) -> bool:
    bare = re.sub(r"^(?:有|也有|另有|还有)", "", phrase)
    return bare in nouns("vague")


def is_outlet(phrase: str, span: Span, layers: Layers) -> bool:
    """An outlet by name, or by its noun (日媒, 该报, 报道)."""
    inside = layers.mentions_in(*span)
    if inside and inside[-1].type == "MEDIA":
        return True
    bare = phrase.rstrip(_TRIM)
    return head_is(bare, "outlet") or head_is(bare, "report")


@cache
def _document_head() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(nouns('document'))})$")


_COUNT = re.compile(
    r"^(?:这|那|该|上述|此|前述|同一|另)?(?:[一二两三四五六七八九十几数多\d]+)?(?:份|封|项|篇|则|条|个|部|本|名|位|些|张|段|次)?"
)


def document_name(phrase: str) -> str:
    """The head of a phrase that names a document: 此前的一份声明 → 声明, 会后发布的会议概要 → 会议概要."""
    titled = re.search(r"《([^《》]+)》", phrase)
    if titled:
        return titled.group(1)
    body = phrase.strip(_TRIM + "“「『《（(")
    if "的" in body:
        body = body.rsplit("的", 1)[1]
    bare = _COUNT.sub("", body)
    return bare or body
