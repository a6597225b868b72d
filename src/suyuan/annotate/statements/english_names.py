"""What an English document calls people and bodies: full names, offices, sides."""

from __future__ import annotations

import re
from collections import Counter

from suyuan.annotate.document import Document
from suyuan.annotate.statements.english_words import BODY_TAIL, FIRM, FIRM_NAME, OFFICE, STOP
from suyuan.annotate.syntax.chinese import Layers
from suyuan.model import Span

_CAPITAL = r"[A-Z][\w’'-]*(?<![’']s)"
_PERSON = re.compile(
    rf"(?:{_CAPITAL}|[A-Z]\.)(?:\s(?:[A-Z]\.|{_CAPITAL}|(?:al|bin|de|van|von|der)\s[A-Z][\w’'-]*)){{1,4}}"
    r"(?:, (?:Jr|Sr)\.)?"
)
_NEAR = 800  # characters over which the company points back
# special envoy for Velando, Ann Lee
_OFFICE_OF = re.compile(
    rf"(?P<office>(?:[a-z]+ )?(?:{'|'.join(sorted(w for w in OFFICE if w.isalpha()))})) "
    rf"(?:for|of|to|at) [^,.]{{2,40}}, "
    rf"(?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,3}})(?=,| [a-z])"
)
_PEOPLE_OF = frozenset(
    "aides allies advisers advisors associates backers campaign confidants critics lawyers loyalists opponents staff "
    "staffers supporters surrogates team voters".split()
)
_SINGLE = re.compile(r"[A-Z][a-z’'-]+")


class EnglishBook:
    """People by capital letters and offices, from the body of the text: a headline capitalises everything."""

    def __init__(self, doc: Document, layers: Layers) -> None:
        self.doc = doc
        self.layers = layers
        start = doc.title[1] if doc.title else 0
        self.body = doc.text[start:]
        self.acronyms = _acronyms(doc.text)
        self.people: Counter[str] = Counter()
        self.offices: dict[str, str] = {}
        self.shared_offices: set[str] = set()  # held by more than one person of the document
        for m in layers.mentions:
            if m.type == "PERSON":
                self.people[_untitled(doc.text[m.start : m.end])] += 1
        for match in _OFFICE_OF.finditer(self.body):
            self._office(match.group("office").lower(), match.group("name"))
        for match in _PERSON.finditer(self.body):
            self._run(match.group(), self.body[max(0, match.start() - 24) : match.start()])

    def _run(self, run: str, before: str) -> None:
        """A run of capitalised words: an office and a name, a name, or a body's name."""
        words = run.split()
        while words and words[0].strip(".,") in STOP:
            words.pop(0)
        if any(word in STOP for word in words):
            return
        last = max((k for k, w in enumerate(words) if w in OFFICE), default=-1)
        office, name = " ".join(words[: last + 1]), " ".join(words[last + 1 :])
        if not office:
            lower = re.search(r"(?:^|\s)((?:[a-z]+\s)?[a-z]+)\s$", before)
            office = lower.group(1) if lower and lower.group(1).split()[-1] in OFFICE else ""
        if not name or (len(words) - last - 1 < 2 and not office) or BODY_TAIL.search(name):
            return
        if self._elsewhere(name):
            return
        self.people[name] += 1
        if office:
            self._office(office.lower(), name)

    def _office(self, office: str, name: str) -> None:
        for title in dict.fromkeys((office, office.split()[-1])):
            if _last(self.offices.setdefault(title, name)) != _last(name):
                self.shared_offices.add(title)

    def _elsewhere(self, name: str) -> bool:
        """The names layer knows it as something else."""
        return any(self.doc.text[m.start : m.end] == name and m.type != "PERSON" for m in self.layers.mentions)

    def full(self, name: str) -> str:
        """The fullest form of a person's name."""
        name = re.sub(r"(?:’s|'s)$", "", name.strip())
        longer = [p for p in self.people if p != name and (re.search(rf"(?:^|\s){re.escape(name)}(?:$|\s|,)", p))]
        return max([name, *longer], key=lambda p: (len(p), p))

    def person(self, span: Span, core: str) -> str | None:
        """The person a noun phrase is headed by."""
        found = [m for m in self.layers.mentions_in(span[0], span[0] + len(core) + 1) if m.type == "PERSON"]
        after = self.doc.folded[found[-1].end : span[0] + len(core)].split() if found else []
        if after and after[0] in _PEOPLE_OF:
            return None  # Ann Lee allies: not she herself
        if found and not re.search(r"(?:’s|'s)\s", self.doc.folded[found[-1].end : found[-1].end + 3] + " "):
            return self.full(_untitled(self.doc.text[found[-1].start : found[-1].end]))
        definite = re.match(r"(?:the|that)\s(?P<office>[\w\s-]+)$", core, re.I)
        if definite:
            return self.offices.get(definite.group("office").lower()) or self.offices.get(
                "former " + definite.group("office").lower()
            )
        words = core.split()
        last = max((k for k, w in enumerate(words) if w in OFFICE), default=-1)
        name = " ".join(words[last + 1 :])
        if not re.fullmatch(
            r"(?:[A-Z][\w.’'-]*|al|bin|de|van|von|der)(?:\s(?:[A-Z][\w.’'-]*|al|bin|de|van|von|der)){0,4}", name
        ) or BODY_TAIL.search(name):
            return None
        if last >= 0 and name:
            return self.full(name)
        full = self.full(name)
        if full in self.people and not self._elsewhere(name):
            return full
        return None

    def holder(self, core: str) -> str | None:
        """Velando’s president; Minister: …: the one person whom the document gives this office."""
        match = re.fullmatch(
            r"(?:(?:The|the|Its|its|[A-Z][\w ]*[’']s|[A-Z]{2,5})\s)?(?P<office>[\w-]+(?:\s[\w-]+){0,2})", core
        )
        office = match.group("office").lower() if match else ""
        if office.split()[-1:] and office.split()[-1] not in OFFICE:
            return None
        name = self.offices.get(office) if office not in self.shared_offices else None
        return self.full(name) if name else None

    def alone(self, core: str, phrase: str) -> str | None:
        """A single name that is no body and no common noun: Samir, 60, who …"""
        if (
            not _SINGLE.fullmatch(core)
            or core in STOP
            or self._elsewhere(core)
            or re.search(rf"\b{core.lower()}\b", self.body)
        ):
            return None
        known = any(m.end - m.start and self.doc.text[m.start : m.end] == core for m in self.layers.mentions)
        if known:
            return None
        return (
            core
            if re.search(r",\s\d{1,2}\b|,\swho\b", phrase)
            or re.search(rf"\b{core}\b[^.]{{0,80}}\.\s(?:He|She)\b", self.body)
            else None
        )

    def leaders(self) -> tuple[str, ...]:
        """The two people with an office that are named most, in the order of the text."""
        counts: Counter[str] = Counter()
        for name in self.people:
            if name in self.offices.values():
                counts[self.full(name)] += (
                    len(re.findall(rf"\b{re.escape(name.split()[-1].strip('.,'))}\b", self.body)) + self.people[name]
                )
        top = [name for name, _ in counts.most_common(2)]
        return tuple(sorted(top, key=lambda n: self.body.find(n))) if len(top) == 2 else ()

    def body_of(self, noun: str, before: int) -> str:
        """the ministry → Lebanon’s health ministry: the first fuller phrase that ends with the noun."""
        match = re.search(rf"((?:[A-Z][\w’'-]*\s)(?:[\w’'-]+\s){{0,3}}?{re.escape(noun)})\b", self.doc.text[:before])
        if match is None and " " not in noun:  # the institute → the Harbour Institute
            proper = rf"((?:[A-Z][\w’'-]*\s){{1,4}}{re.escape(noun.capitalize())})\b"
            match = re.search(proper, self.doc.text[:before])
        return re.sub(r"^(?:The|A|An)\s", "", match.group(1)) if match else noun

    def firm_before(self, noun: str, before: int) -> str | None:
        """the company, the lender → the last body that the text named before it."""
        if not FIRM.match(f"{noun} X"):
            return None
        start = max(0, before - _NEAR)
        any_firm = noun.split()[-1] in ("company", "firm", "group")  # the lender must have been called a lender
        bodies = [m for m in self.layers.mentions_in(start, before) if m.type == "ORG" and any_firm]
        best = (bodies[-1].start, self.doc.text[bodies[-1].start : bodies[-1].end]) if bodies else (-1, "")
        for match in FIRM_NAME.finditer(self.doc.text, start, before):
            if any_firm or match.group().lower().startswith(noun.split()[-1]):
                best = max(best, (match.start("name"), match.group("name")))
        return self.spelled(best[1]) if best[1] else None

    def spelled(self, acronym: str) -> str:
        """PRI → Port Research Institute, where the document writes one in brackets after the other."""
        return self.acronyms.get(acronym, acronym)


def _acronyms(text: str) -> dict[str, str]:
    """Acronym → name, from Port Research Institute (PRI): the words that the acronym's first letter opens."""
    out: dict[str, str] = {}
    for match in re.finditer(r"(?<=[a-z])\s\(([A-Z]{2,8})\)", text):
        words = re.search(r"(?:[\w’'-]+\s){1,8}$", text[max(0, match.start() - 90) : match.start()] + " ")
        run = words.group().split() if words else []
        starts = [i for i, word in enumerate(run) if word[0] == match.group(1)[0]]
        if starts:
            name = " ".join(run[starts[0] :])
            out.setdefault(match.group(1), name)
    return out


def _last(name: str) -> str:
    return name.split()[-1].strip(".,")


def _untitled(name: str) -> str:
    """Minister Ann Lee → Ann Lee."""
    words = name.split()
    last = max((k for k, word in enumerate(words[:-1]) if word in OFFICE), default=-1)
    return " ".join(words[last + 1 :])
