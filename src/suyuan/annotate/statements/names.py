"""What the document calls things: the fullest name of a mention, the person behind a title, the two sides."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from suyuan.annotate.document import Document
from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.syntax.chinese import Layers, person_shape, skip_connectives
from suyuan.annotate.syntax.words import longest_suffix, nouns
from suyuan.model import Mention, Span

_CJK = re.compile(r"[\u3400-\u9fff]")
_ALIAS = re.compile(
    r"([\u3400-\u9fff·]{2,14}|[A-Z][\w .]{2,40})[”」』》\"]?[（(](?:简称|又称|又名|下称|以下简称)?[“「]?([A-Za-z][A-Za-z .&'’\-]{1,50}|[\u3400-\u9fff]{2,8})[”」]?[)）]"
)
_COUNT = re.compile(
    r"(?:其中)?(?:这|那|该|上述|另外?|其中)?(?:大约|约|近)?(?:[一二两三四五六七八九十几数多\d]+)?(?:余|多)?(?:名|位|个|些|批|群)"
)
_VEIL = re.compile(
    r"(?:不愿|不想|要求|因|以|希望|拒绝|未)[^的，]{0,16}(?:姓名|名字|身份|匿名|具名)[^的，]{0,4}的|匿名的?|不具名的?|未具名的?"
)


def describe(phrase: str) -> str:
    """The description of an anonymous source, without counts, pointers and the veil: 几名匿名官员 → 官员."""
    bare = _VEIL.sub("", phrase)
    bare = re.sub(r"^(?:这|那|该|上述|其中|另外?|有|有关)", "", bare)
    bare = _COUNT.sub("", bare)
    return bare.strip("，、“”「」 ") or phrase


class NameBook:
    """Names by what the document prints. Built once from the mentions and the speakers' noun phrases."""

    def __init__(self, doc: Document, layers: Layers, drafts: list[Draft]) -> None:
        self.doc = doc
        self.text = doc.folded
        self.layers = layers
        self.groups: dict[str, list[Mention]] = defaultdict(list)
        for m in layers.mentions:
            self.groups[m.entity or m.local or m.name].append(m)
        self.aliases = {a.group(2): a.group(1) for a in _ALIAS.finditer(self.text)}
        self.known_persons: list[str] = [self.text[m.start : m.end] for m in layers.mentions if m.type == "PERSON"]

    # ------------------------------------------------------------- names

    def full(self, mention: Mention) -> str:
        """The fullest form of the name that the document prints, in the document's main script."""
        forms = [
            self.doc.text[m.start : m.end]
            for m in self.groups[mention.entity or mention.local or mention.name]
            if m.type == mention.type
        ]
        here = self.doc.text[mention.start : mention.end]
        if mention.type == "PERSON":
            forms += [
                p
                for p in dict.fromkeys(self.known_persons)
                if self._short_of(self.text[mention.start : mention.end], p)
            ]
        elif here in self.aliases:
            forms.append(self.aliases[here])
        forms = [f for f in forms if _CJK.search(f)] or forms if not self.doc.is_english else forms
        return max(dict.fromkeys([*forms]), key=len, default=here) if forms else here

    def _short_of(self, short: str, long: str) -> bool:
        if len(short) >= len(long) or len(short) < 2:
            return False
        return long.startswith(short) or long.endswith("·" + short) or long.endswith(" " + short)

    def persons_at_end(self, span: Span) -> list[str]:
        """The persons a noun phrase is about: the last name, and names joined to it by 和/与/、."""
        found = [m for m in self.layers.mentions_in(*span) if m.type == "PERSON"]
        start, end = span
        out: list[str] = []
        if found:
            for m in reversed(found):
                tail = self.text[m.end : end]
                tail = re.sub(r"[（(][^（()）]*[)）]", "", tail).strip("”」』》 ")
                if (
                    tail
                    and longest_suffix(tail, nouns("role")) != tail
                    and not (tail.startswith("方面") or tail in ("等", "等人", "本人", "夫妇"))
                ):
                    joint = re.match(r"(?:和|与|及|、|以及)", tail)
                    if not (joint and out):
                        break
                out.insert(0, self.full(m))
                end_of = self.text[m.start - 1 : m.start]
                end = m.start
                if not re.search(r"(?:和|与|及|、|以及)", self.text[start:end]):
                    break
                _ = end_of
            return out
        if not self.layers.mentions:
            return self._by_shape(span)
        return self._by_shape(span)

    def _by_shape(self, span: Span) -> list[str]:
        """Title, then what is left: 经济部长某某. For texts without name annotations and names they missed."""
        name = person_shape(self.text[slice(*span)])
        if name is None:
            return []
        at = self.text.rfind(name, *span)
        self.known_persons.append(name)
        return [self.doc.text[at : at + len(name)]] if at >= 0 else [name]

    def persons_in_topic(self, start: int, end: int) -> list[str]:
        """The person who is the subject of a clause: the first name, where only its own title stands before it."""
        begin = skip_connectives(self.text, start, end, self.layers)
        for m in self.layers.mentions_in(begin, end):
            if m.type == "PERSON":
                before = self.text[begin : m.start]
                return (
                    [self.full(m)]
                    if len(before) <= 24 and "，" not in before and not re.search(r"[对在向被把]", before)
                    else []
                )
        return []

    def person_of_title(self, span: Span) -> str | None:
        """首相, 美助理国务卿: the person whom the document names with this title."""
        phrase = self.text[slice(*span)].strip("“”「」 ")
        role = longest_suffix(phrase, nouns("role"))
        if role is None:
            return None
        best: tuple[int, str] | None = None
        for m in self.layers.mentions:
            if m.type != "PERSON" or not self.text.endswith(role, 0, m.start):
                continue
            before = self.text[max(0, m.start - 30) : m.start]
            shared = _common_suffix(before, phrase)
            if shared == len(phrase) or (shared >= len(role) and _loosely(phrase[: len(phrase) - shared], before)):
                if best is None or shared > best[0]:
                    best = (shared, self.full(m))
        return best[1] if best else None

    # ------------------------------------------------------------- bodies, outlets, sides

    def collective(self, span: Span, bare: str) -> tuple[str, ...]:
        """The bodies a phrase names: the mentions joined in it, or the phrase itself, or a longer form it is short for."""
        found = [m for m in self.layers.mentions_in(*span) if m.type in ("ORG", "GPE", "FACILITY", "MEDIA", "LOC")]
        text = self.text[slice(*span)]
        stripped = re.sub(r"(?:方面|等国|等多国|当局|等)$", "", text.strip("“”「」 "))
        tail = self.text[found[-1].end : span[1]] if found else stripped
        tail = re.sub(r"[（(][^（()）]*[)）]", "", tail).strip("”」』》 ")
        if (
            found
            and len(found) > 1
            and re.search(r"[、和与及，]", text)
            and re.fullmatch(r"(?:方面|等国|等多国|等|双方|两国)?", tail)
        ):
            return tuple(dict.fromkeys(self.full(m) for m in found if self._joined(m, found, span)))
        if (
            found
            and re.fullmatch(r"(?:方面|当局|等|[一-九\d]+国)?", tail)
            and not self.text[found[-1].start - 1 : found[-1].start] == "的"
        ):
            return (self.full(found[-1]),)
        at = self.text.find(stripped, *span)
        printed = self.doc.text[at : at + len(stripped)] if at >= 0 else bare
        return (self._longer(printed),)

    def _joined(self, m: Mention, found: list[Mention], span: Span) -> bool:
        after = self.text[m.end : m.end + 1]
        return after in "、和与及，（(等方" or m is found[-1]

    def _longer(self, short: str) -> str:
        """公署 → the longer name printed earlier that ends with it."""
        if len(short) > 4 or len(short) < 2:
            return short
        forms = {self.doc.text[m.start : m.end] for m in self.layers.mentions if m.type == "ORG"}
        longer = [f for f in forms if f.endswith(short) and f != short]
        return max(longer, key=len) if longer else short

    def printed_outlet(self, span: Span) -> str | None:
        """《某报》 and “某社” without a mention."""
        match = re.search(
            r"[《“「]([^《》“”「」]{2,20}(?:报|社|网|台|新闻|周刊|杂志|日报|时报|评论|邮报))[》”」]",
            self.text[slice(*span)],
        )
        if match:
            return self.doc.text[span[0] + match.start(1) : span[0] + match.end(1)]
        match = re.search(
            r"([\u3400-\u9fff]{1,8}(?:社|电视台|电讯报|日报|时报|邮报|晚报|新闻网|广播公司|通讯社|通信社))$",
            self.text[slice(*span)],
        )
        if match and not match.group(1).endswith(("该社", "本社", "公社", "旅行社")):
            name = re.sub(
                r"^(?:美国|英国|日本|法国|德国|韩国|俄罗斯|中国|台湾|香港|意大利|印度|澳洲)", "", match.group(1)
            ) or match.group(1)
            end = span[0] + match.end(1)
            return self.doc.text[end - len(name) : end]
        return None

    def outlet_alias(self, bare: str) -> str | None:
        return self.aliases.get(bare)

    def pair(self) -> tuple[str, ...]:
        """The two countries the document is most about, in order of first appearance."""
        counts: Counter[str] = Counter()
        first: dict[str, int] = {}
        for m in self.layers.mentions:
            if m.type == "GPE" and m.end - m.start > 1:
                name = self.full(m)
                counts[name] += 1
                first.setdefault(name, m.start)
        top = [name for name, _ in counts.most_common(2)]
        return tuple(sorted(top, key=lambda n: first[n])) if len(top) == 2 else ()

    def leaders(self) -> tuple[str, ...]:
        counts: Counter[str] = Counter()
        first: dict[str, int] = {}
        for m in self.layers.mentions:
            if m.type == "PERSON":
                name = self.full(m)
                counts[name] += 1
                first.setdefault(name, m.start)
        top = [name for name, _ in counts.most_common(2)]
        return tuple(sorted(top, key=lambda n: first[n])) if len(top) == 2 else ()


def _common_suffix(a: str, b: str) -> int:
    n = 0
    while n < min(len(a), len(b)) and a[-1 - n] == b[-1 - n]:
        n += 1
    return n


def _loosely(rest: str, before: str) -> bool:
    """美|助理国务卿 and 美国国务院…的|助理国务卿: what is left over is a country's short form of the other."""
    return not rest or all(char in before for char in rest)
