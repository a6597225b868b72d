"""What the document calls things: the fullest name of a mention, the person behind a title, the two sides."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import pairwise

from suyuan.annotate.document import Document
from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.statements.words import ATTRIBUTIVE, OFFICIAL, full_titles
from suyuan.annotate.syntax.chinese import (
    NAMED_IN_MARKS,
    Layers,
    bare,
    person_shape,
    skip_connectives,
    speaks,
    split_subject,
)
from suyuan.annotate.syntax.segments import Marks
from suyuan.annotate.syntax.words import longest_suffix, nouns
from suyuan.model import Mention, Span
from suyuan.text.fold import fold

_CJK = re.compile(r"[\u3400-\u9fff]")
# 某某广播公司（ABC）, 某委员会（简称某委）: the bracket holds another name of the same thing.
_ALIAS = re.compile(
    r"(?P<name>[\u3400-\u9fff·]{2,14}|[A-Z][\w .]{2,40})[”」』》\"]?\s?[（(](?:简称|又称|又名|下称|以下简称)?[“「]?"
    r"(?P<alias>[A-Za-z][A-Za-z .&'’\-]{1,50}|[\u3400-\u9fff]{2,8})[”」]?[)）]"
)
_COUNT = re.compile(
    r"(?:其中)?(?:这|那|该|上述|另外?|其中)?(?:大约|约|近|超过|至少)?(?:[一二两三四五六七八九十几数多\d]+)?(?:余|多)?(?:名|位|个|些|批|群)"
)
# 不愿透露姓名的, 要求匿名的: says that a source is veiled, not who it is.
_VEIL = re.compile(
    r"(?:不愿|不想|不便|不方便|不欲|不敢|要求|因|以|希望|拒绝|未)[^的，]{0,16}(?:姓名|名字|身份|匿名|具名)[^的，]{0,4}的|匿名的?|不具名的?|未具名的?"
)
_JOINT = re.compile(r"(?:和|与|及|、|以及|，)")
_COUNTRY_AND = re.compile(
    r"^(?:美国|英国|日本|法国|德国|韩国|俄罗斯|中国|台湾|香港|意大利|印度|澳洲|澳大利亚|加拿大|西班牙|新加坡|以色列|土耳其|巴西|荷兰)"
)


def describe(phrase: str) -> str:
    """The description of an anonymous source, without counts, pointers and the veil: 几名匿名官员 → 官员."""
    text = re.sub(r"^(?:这|那|该(?![国党社报台部局署院校厂行会])|上述|其中|另外?|有|有关)", "", _VEIL.sub("", phrase))
    head = _COUNT.match(text)
    text = (
        text[head.end() :]
        if head
        else re.sub(r"(?<=[\u3400-\u9fff])[一二两三几数多\d]+(?:名|位)(?=[\u3400-\u9fff])", "", text)
    )
    return text.removesuffix("们").strip("，、“”「」 ") or phrase


_PUBLISHED = re.compile(r"(?:公布|发布|发表|公开|提供|披露|统计|编制)$")
_NEAR = 3000  # characters over which a definite description points back


class NameBook:
    """Names by what the document prints. Built once from the mentions and the speakers' noun phrases."""

    def __init__(self, doc: Document, layers: Layers, marks: Marks, drafts: list[Draft]) -> None:
        self.doc = doc
        self.text = doc.folded
        self.layers = layers
        self.marks = marks
        self._by_start: dict[str, list[str]] | None = None
        self._by_char: dict[str, str] | None = None
        self._sides: dict[str, tuple[list[int], list[Mention]]] = {}  # bodies, with their ends, by last character
        self._full: dict[tuple[str, str, str], str] = {}
        self.groups: dict[str, list[Mention]] = defaultdict(list)
        for m in layers.mentions:
            self.groups[m.entity or m.local or m.name].append(m)
        self.aliases = {a.group("alias"): self._named_before(a.span("name")) for a in _ALIAS.finditer(self.text)}
        people = [m for m in layers.mentions if m.type == "PERSON"]
        self.persons = Counter(self.text[m.start : m.end] for m in people if not self._quoted(m)) or Counter(
            self.text[m.start : m.end] for m in people
        )
        self.bodies = {self.text[m.start : m.end] for m in layers.mentions if m.type == "ORG"}
        for draft in drafts:
            if draft.speaker is not None:
                phrase = bare(self.text[slice(*draft.speaker)])
                if longest_suffix(phrase, nouns("group")) and len(phrase) <= 14:
                    self.bodies.add(phrase)
                introduced = person_shape(phrase)
                if introduced:
                    self.persons[introduced] += 1

    def _named_before(self, span: Span) -> str:
        """根据海桥社（Haiqiao）: of the words before a bracket, the name that ends there."""
        starts = [m.start for m in self.layers.mentions_in(*span) if m.end == span[1]]
        return self.text[min(starts, default=span[0]) : span[1]]

    # ------------------------------------------------------------- names

    def full(self, mention: Mention) -> str:
        """The fullest form the document prints in its own voice, in its main script.

        Inside quoted words others do the naming (我们，某某·某某总统…): those forms count only where there is no other.
        """
        key = (mention.entity or mention.local or mention.name, mention.type, self.text[mention.start : mention.end])
        if key not in self._full:
            self._full[key] = self._fullest(mention)
        return self._full[key]

    def _fullest(self, mention: Mention) -> str:
        group = self.groups[mention.entity or mention.local or mention.name]
        own = [m for m in group if m.type == mention.type and not self._quoted(m)]
        forms = [self.doc.text[m.start : m.end] for m in own or [mention]]
        here = self.text[mention.start : mention.end]
        if mention.type in ("GPE", "LOC"):
            # What a country is called is data (台湾, 中华民国): keep the printed form, but write out 美 and 日.
            if len(here) > 1 and not (len(here) == 2 and here[1] == "方"):
                return self.doc.text[mention.start : mention.end]
            longer = Counter(f for f in forms if len(f) > 1 and not f.endswith("方"))
            return max(longer, key=lambda f: (longer[f], f)) if longer else mention.name
        if mention.type == "PERSON":
            forms += [self._print(p) for p in self._longer_persons().get(here[:2], ()) if _short_of(here, p)]
        elif here in self.aliases:
            forms.append(self._print(self.aliases[here]))
        elif mention.type == "ORG" and 3 <= len(here) <= 5:  # 环保署 → 环境保护署
            forms += [self._print(b) for b in sorted(self.bodies) if _abbreviates(here, b)]
        if not self.doc.is_english:
            forms = [f for f in forms if _CJK.search(f)] or forms
        best = max(dict.fromkeys(forms), key=len)
        return self._without_country(best) if mention.type == "MEDIA" else best

    def _longer_persons(self) -> dict[str, list[str]]:
        """Persons by the first two characters of each part of their names."""
        if self._by_start is None:
            self._by_start = defaultdict(list)
            for person in self.persons:
                for start in dict.fromkeys([person[:2], *(part[:2] for part in re.split(r"[· ]", person))]):
                    self._by_start[start].append(person)
        return self._by_start

    def _quoted(self, m: Mention) -> bool:
        """Inside somebody's quoted words; marks round the name alone are none."""
        q = self.marks.around(m.start)
        return q is not None and q.inner[1] - q.inner[0] > (m.end - m.start) + 8

    def _without_country(self, name: str) -> str:
        """英国某某报, where the document also prints 某某报 alone: the country is no part of the name."""
        match = _COUNTRY_AND.match(name)
        rest = name[match.end() :] if match else ""
        if len(rest) >= 3 and re.search(rf"(?<![\u3400-\u9fff]){re.escape(rest)}", self.doc.text):
            return rest
        return name

    def _print(self, folded: str) -> str:
        at = self.text.find(folded)
        return self.doc.text[at : at + len(folded)] if at >= 0 else folded

    def printed(self, span: Span, folded: str) -> str:
        """The printed form of a folded string inside a span."""
        at = self.text.rfind(folded, *span)
        return self.doc.text[at : at + len(folded)] if at >= 0 else folded

    def _outside_brackets(self, span: Span, types: tuple[str, ...]) -> list[Mention]:
        text = self.text
        found = [m for m in self.layers.mentions_in(*span) if m.type in types]
        return [
            m
            for m in found
            if text.count("（", span[0], m.start) + text.count("(", span[0], m.start)
            <= text.count("）", span[0], m.start) + text.count(")", span[0], m.start)
        ]

    # ------------------------------------------------------------- persons

    def persons_of(self, span: Span) -> list[str]:
        """The persons a noun phrase names: the last name in it, and those joined to it by 和, 与, 、."""
        found = self._outside_brackets(span, ("PERSON",))
        out: list[str] = []
        end = span[1]
        for m in reversed(found):
            tail = re.sub(r"[（(][^（()）]*[)）]", "", self.text[m.end : end]).strip("”」』》 ")
            if out:
                if not _JOINT.match(tail):
                    break
            elif (
                tail
                and tail not in nouns("role")
                and tail not in ("等", "等人", "本人", "夫妇", "先生", "女士", "方面")
            ):
                return []
            out.insert(0, self.full(m))
            end = m.start
        if out:
            return list(dict.fromkeys(out))
        phrase = bare(self.text[slice(*span)])
        name = phrase if phrase in self.persons else person_shape(phrase)
        if len(phrase) == 1:  # 陈在会上表示: the surname of a person named in full
            bearers = [p for p in self.persons if p.startswith(phrase) and 2 <= len(p) <= 3]
            name = bearers[0] if len(bearers) == 1 else None
        return [self.printed(span, name)] if name else []

    def joined(self, span: Span) -> list[str]:
        """主席陈宁和北岛议会: a person, and a body joined to it."""
        for m in reversed(self._outside_brackets(span, ("PERSON",))):
            joint = _JOINT.match(self.text, m.end, span[1])
            bodies = self._outside_brackets((joint.end(), span[1]), ("ORG", "GPE")) if joint else []
            if (
                joint
                and bodies
                and bodies[-1].start == joint.end()
                and self.text[bodies[-1].end : span[1]] in ("", "方面")
            ):
                return [*self.persons_of((span[0], m.end)), self.full(bodies[-1])]
        return []

    def person_in_topic(self, start: int, end: int) -> str | None:
        """The person who is the subject of a clause: the first name, where only its own title stands before it."""
        begin = skip_connectives(self.text, start, end, self.layers)
        for m in self._outside_brackets((begin, end), ("PERSON",)):
            before = self.text[begin : m.start]
            return self.full(m) if len(before) <= 24 and not re.search(r"[对在向被把，的]", before) else None
        return None

    def person_of_title(self, span: Span) -> str | None:
        """首相, 美助理国务卿: the person whom the document names with this title."""
        phrase = self.text[slice(*span)].strip("“”「」 ")
        role = longest_suffix(phrase, nouns("role"))
        if role is None:
            return None
        for title in (role, *full_titles().get(role, ())):
            best = self._bearer(_plain(phrase.removesuffix(role)), title, span[0])
            if best is not None:
                return best
        return None

    def _bearer(self, of: str, role: str, at: int) -> str | None:
        """The person named with this title; ``of`` is what stands before it (美 in 美财长) and must fit."""
        phrase, best = of + role, None
        country = self.layers.mention_at(at)
        for m in self.layers.mentions:
            if m.type != "PERSON" or not self.text.endswith(role, 0, m.start):
                continue
            before = self.text[max(0, m.start - 30) : m.start]
            shared = _common_suffix(before, phrase)
            fits = all(char in before for char in phrase[: len(phrase) - shared])
            if not fits and country is not None and country.type == "GPE" and country.end - country.start == len(of):
                fits = self._of_country(country, m.start - len(role))  # 美国防长, 美防长李明
            if shared >= len(role) and fits and (best is None or shared > best[0]):
                best = (shared, self.full(m))
        return best[1] if best else None

    def _of_country(self, country: Mention, end: int) -> bool:
        """Does a mention of the same country end here?"""
        near = self.layers.mentions_in(max(0, end - 8), end)
        return any(m.end == end and m.identity == country.identity for m in near)

    # ------------------------------------------------------------- bodies, outlets, sides

    def collective(self, span: Span) -> tuple[str, ...]:
        """The bodies a phrase names: those joined in it, or the phrase itself, or a longer form it is short for."""
        text = self.text[slice(*span)]
        found = self._outside_brackets(span, ("ORG", "GPE", "FACILITY", "MEDIA", "LOC"))
        tail = _plain(self.text[found[-1].end : span[1]]) if found else ""
        if found and re.fullmatch(r"(?:方面|等国|等多国|等|双方|两国|当局|[一二三四五六七八九\d]+国)?", tail):
            joined = [
                m
                for m, after in zip(found, [*found[1:], None], strict=True)
                if after is None or _JOINT.search(_plain(self.text[m.end : after.start])) or _side_by_side(m, after)
            ]
            if len(joined) > 1:
                return tuple(dict.fromkeys(self.full(m) for m in joined))
            if self.text[found[-1].start - 1 : found[-1].start] != "的" or found[-1].start == span[0]:
                return (self._with_country(found[-1], span) or self.full(found[-1]),)
        named = NAMED_IN_MARKS.fullmatch(text.strip())
        if named:  # 人权组织“守望”: the name stands in the marks
            return (self.printed(span, named.group("name")),)
        if len(text) == 1:  # 乌称 …: the country that begins so
            return (self._countries().get(text) or self.printed(span, text),)
        folded = re.sub(r"(?:方面|当局|等)$", "", bare(text).strip("“”「」 ")).removesuffix("们")
        folded = re.sub(r"^(?:多名|几名|一些|大约|约)?\d*(?:余|多)?名", "", folded) or folded or bare(text)
        return (self._longer(folded, span),)

    def _countries(self) -> dict[str, str]:
        """The place most often named, by the first character of its name."""
        if self._by_char is None:
            names = Counter(self.full(m) for m in self.layers.mentions if m.type == "GPE" and m.end - m.start > 1)
            self._by_char = {fold(name)[0]: name for name in sorted(names, key=lambda name: (names[name], name))}
        return self._by_char

    def _with_country(self, m: Mention, span: Span) -> str | None:
        """维兰多商务部: a state that no table knows belongs to its ministry's name."""
        before = self.text[span[0] : m.start]
        official = m.type == "ORG" and longest_suffix(self.text[m.start : m.end], OFFICIAL) is not None
        plain = re.fullmatch(r"[\u3400-\u9fff]{2,5}", before) is not None and not speaks(before)
        if not official or not plain or before in ATTRIBUTIVE or self.layers.mentions_in(span[0], m.start):
            return None
        return self.doc.text[span[0] : m.end]

    def that_body(self, noun: str, before: int) -> str | None:
        """该协会 → the last body before it whose name ends with the noun."""
        at = max(0, before - _NEAR)
        best = (-1, "")
        for m in self.layers.mentions_in(at, before):
            if m.type == "ORG" and self.text.endswith(noun, 0, m.end) and m.end - m.start > len(noun):
                best = max(best, (m.end, self.full(m)))
        pattern = rf"(?<![\u3400-\u9fff])(?:[^，。的“”\n]{{0,12}}的)?(?P<full>[\u3400-\u9fff]{{2,12}}{re.escape(noun)})"
        for match in re.finditer(pattern, self.text[at:before]):
            if not match.group("full").startswith(("该", "这", "此")) and at + match.end() > best[0]:
                best = (at + match.end(), self._print(match.group("full")))
        marked = rf"{re.escape(noun)}[“「](?P<name>[^“”「」]{{1,12}})[”」]"
        for match in re.finditer(marked, self.text[at:before]):
            best = max(best, (at + match.end(), self.printed((at, before), match.group("name"))))
        return best[1] or None

    def side(self, char: str, before: int) -> str | None:
        """局方 → the body before it, else the first of the document, whose name ends with 局."""
        if not self._sides:
            for m in self.layers.mentions:
                if m.type == "ORG":
                    ends, bodies = self._sides.setdefault(self.text[m.end - 1], ([], []))
                    ends.append(m.end)
                    bodies.append(m)
        ends, bodies = self._sides.get(char, ([], []))
        at = bisect_right(ends, before) - 1
        return self.full(bodies[max(at, 0)]) if bodies else None

    def _longer(self, short: str, span: Span) -> str:
        """公署 → the longer name of the document that ends with it; 环保署 → 环境保护署, which it abbreviates."""
        longer = [b for b in self.bodies if 2 <= len(short) <= 4 and b.endswith(short) and b != short]
        longer = longer or [b for b in self.bodies if 3 <= len(short) <= 5 and _abbreviates(short, b)]
        return self._print(max(longer, key=lambda b: (len(b), b))) if longer else self.printed(span, short)

    def owner(self, span: Span) -> tuple[str, ...]:
        """某院的数据 → 某院: data are named after their owner."""
        text = self.text[slice(*span)]
        cut = text.rfind("的")
        stop = span[0] + cut if cut > 0 else span[1]
        published = _PUBLISHED.search(self.text, span[0], stop)
        if published is not None:  # 北岛官方周一公布的数据
            own = split_subject(self.text, span[0], published.start(), self.layers).span
            stop = own[1] if own is not None and own[0] == span[0] else stop
        latin = re.search(r"[A-Z][\w .&\-]+$", self.text[span[0] : stop])
        if latin and len(latin.group()) > 2:
            return (latin.group().strip(),)
        return self.collective((span[0], stop))

    def outlet(self, span: Span) -> str | None:
        """The outlet that a phrase names, by mention, by title marks or by its suffix."""
        found = [m for m in self.layers.mentions_in(*span) if m.type == "MEDIA"]
        if found:
            return self.full(found[-1] if len(found) == 1 else max(found, key=lambda m: (m.end == span[1], m.end)))
        text = self.text[slice(*span)]
        match = re.search(r"[《“「]([^《》“”「」]{1,20})[》”」]", text)
        if match:
            return self.doc.text[span[0] + match.start(1) : span[0] + match.end(1)]
        match = re.search(
            r"([\u3400-\u9fff]{1,8}(?:社|电视台|电讯报|日报|时报|邮报|晚报|新闻网|广播公司|通讯社|通信社|电台))$", text
        )
        if match and not text.endswith(("该社", "本社", "公社", "旅行社", "该报")):
            start = span[0] + match.start(1)
            return self._without_country(self.doc.text[start : span[0] + match.end(1)])
        alias = self.aliases.get(bare(text))
        return self._print(alias) if alias else None

    def outlets(self, span: Span) -> tuple[str, ...]:
        """综合甲社及乙社报道: all the outlets a phrase joins."""
        found = [m for m in self.layers.mentions_in(*span) if m.type == "MEDIA"]
        return tuple(dict.fromkeys(self.full(m) for m in found)) if len(found) > 1 else ()

    def antecedent(self, noun: str, before: int) -> str | None:
        """这些议员 → 执政党议员: the last fuller phrase that ends with the noun."""
        last = None
        for match in re.finditer(
            rf"(?:名|位|个|的|些|，|。|\n|^)(?P<full>[\u3400-\u9fff]{{1,8}}{re.escape(noun)})",
            self.text[max(0, before - _NEAR) : before],
        ):
            last = match.group("full")
        return self._print(last) if last else None

    def pair(self) -> tuple[str, ...]:
        """The two countries the document puts side by side most often (美日, 日本和美国), else its two most named."""
        pairs: Counter[tuple[str, str]] = Counter()
        places = [m for m in self.layers.mentions if m.type == "GPE"]
        for a, b in pairwise(places):
            between = self.text[a.end : b.start]
            if between in ("", "和", "与", "及", "、") and a.identity != b.identity:
                one, two = sorted((self.full(a), self.full(b)))
                pairs[(one, two)] += 1
        if pairs:
            best, _ = max(pairs.items(), key=lambda item: (item[1], item[0]))
            return self._in_order(best)
        counts = Counter(self.full(m) for m in places if m.end - m.start > 1)
        return self._in_order(tuple(n for n, _ in counts.most_common(2))) if len(counts) > 1 else ()

    def leaders(self) -> tuple[str, ...]:
        """The two persons named most."""
        counts = Counter(self.full(m) for m in self.layers.mentions if m.type == "PERSON" and _CJK.search(m.name or ""))
        return self._in_order(tuple(n for n, _ in counts.most_common(2))) if len(counts) > 1 else ()

    def _in_order(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(names, key=lambda n: (self.doc.text.find(n), n)))


def _abbreviates(short: str, long: str) -> bool:
    """环保署 of 环境保护署: the same first and last characters, the others in order, not more than twice as long."""
    if not len(short) < len(long) <= 2 * len(short) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    if len(longest_suffix(short, nouns("group")) or "") > 1:
        return False  # 国际组织 is a noun, no abbreviation
    rest = iter(long)
    return all(char in rest for char in short)


def _side_by_side(a: Mention, b: Mention) -> bool:
    """法德称 …: countries of one character each."""
    return a.type == b.type == "GPE" and a.end == b.start and a.end - a.start == b.end - b.start == 1


def _plain(text: str) -> str:
    return re.sub(r"[（(][^（()）]*[)）]", "", text).strip("”」』》“「『《 ")


def _short_of(short: str, long: str) -> bool:
    if len(short) >= len(long) or len(short) < 2:
        return False
    return long.startswith(short) or long.endswith(("·" + short, " " + short))


def _common_suffix(a: str, b: str) -> int:
    n = 0
    while n < min(len(a), len(b)) and a[-1 - n] == b[-1 - n]:
        n += 1
    return n
