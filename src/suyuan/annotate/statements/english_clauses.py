"""One English sentence: its chunks, the subject before a verb, the content before or after an attribution."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from suyuan.annotate.statements.english_words import (
    ADVERB,
    LEAD,
    PREP_LEAD,
    PREPOSITION,
    STOP,
    TRAIL,
    finite,
)
from suyuan.annotate.syntax.chinese import Layers
from suyuan.model import Span
from suyuan.text.quotes import Quotation

_CONJUNCTION = re.compile(r"\b(?:that|but|while|although|though|because|when|where|if|since|until)\b", re.I)
# The network released …: a noun phrase without a name, before a verb in the past
_PLAIN_SUBJECT = re.compile(
    r"(?:The|A|An|His|Her|Its|Their)\s(?:[\w’'-]+\s){0,3}?[\w’'-]+(?=\s(?:has|have|had|is|was|were|[a-z]+ed|wrote|sent|put)\b)"
)
_PRONOUNS = frozenset({"He", "She", "They", "It"})
_GOES_ON = re.compile(r"\s*,\s*(?:and|but|or|so|which|who)\b")
_BEFORE_NAME = re.compile(r"\s(?:after|before|once|unless)\s(?=(?:the|a|an)\s|[A-Z])")  # shares fell after X reported
_ASKS = re.compile(
    r"(?:do|does|did|can|could|would|will|should|how|what|why|when|where|just|is|are|was|were|let)\b", re.I
)
_ENDS_IN_I = re.compile(r"\s(?:I|we|you)$")
_AUXILIARIES = frozenset({"has", "had", "have", "having"})
_WITHOUT_VERB = re.compile(r"(?:with|amid|despite)\s", re.I)
_NO_HEAD = re.compile(
    r"^(?:who|which|that|to|not|be|been|being|was|were|is|are|the|a|an|of|and|or|but|there|what|how|will|would|could"
    r"|should|may|might|must|can|as|if|in|on|at|for|with|by|from)$",
    re.I,
)
_NOMINAL = re.compile(
    r"(?:(?:[a-z-]+\s){1,3}[A-Z]|the|a|an|one|his|her|their|its|two|three|some|several|many|he|she|they|[A-Z])"
)
_APPOSED = re.compile(
    r",\s(?:\d+,?|(?:the|a|an|head|chief|director|president|chairman|spokesman|spokeswoman|spokesperson|professor|who"
    r"|minister|secretary|leader|\w+ of)\b[^,;“\"]*)(?:,?\swho\b[^;“\"]*)?"
)
# What may stand in apposition after a name: 54; who lost …; the head of …; harbour master
_APPENDED = re.compile(
    r"(?!citing\b|quoting\b)(?:\d{1,3}|(?:who|whose|which)\b[^,]*|(?:an?|the|[a-z][\w-]*)\s[^,]*"
    r"|[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4})\s*$"
)
_ADVERBIAL = re.compile(r"(?:in|at|on|during|through|via|speaking|writing|asked|answering)\s[^,]{4,60}\s*$")
_NAME = re.compile(r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,4}")
_ASIDE = re.compile(
    r"\s*(?:meanwhile|however|though|too|also|in turn|for (?:his|her|its|their) part|by contrast|in response)\s*$"
)
_ADDRESSEE = re.compile(
    r"(?:(?:a|the|an|his|her|their)\s(?:[\w’'-]+\s){0,3}?(?:conference|briefing|hearing|committee|meeting|audience"
    r"|crowd|newspaper|magazine|agency|parliament|panel|station|channel|broadcaster|network|outlet|program|rally|court"
    r"|jury|public|media|press(?!\s(?:conference|briefing))|lawmakers|supporters|president|minister)"
    r"|(?:[a-z]+\s)?(?!this\b|his\b|its\b|was\b|always\b)[a-z]{3,}s(?=\s(?:on|at|in|that|during|after|last|late|early|earlier|it|he|she|they"
    r"|the|\w+day)\b|,|\.|:)|reporters|journalists|lawmakers|investors"
    r"|supporters|the media|him|her|them|me|us|you|viewers|parliament|Congress"
    r"|(?:the\s)?[A-Z][\w’'.&-]*(?:\s(?:of\s|the\s)?[A-Z][\w’'.&-]*)*)"
)
_OUTLET_TAIL = re.compile(r"(?:’s|'s)?(?:\s(?:news agency|newspaper|magazine|television|TV|radio|reporters|News))*")
_DAY = r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday"
_TO_CONTENT = re.compile(
    rf"\s*(?:(?:(?:on|in|at|over|during|to|late|early|after|before|via)\s[^,“\"]{{2,50}}?|{_DAY}|last \w+"
    r"|earlier|later|only)"
    rf"\s*[,:]?\s*\bthat\b\s*|(?:{_DAY})\b[\s,]*(?=\S)"
    r"|(?:in (?:a statement|an interview|a letter)|on condition of anonymity|only)\b[^,:“\"]{0,30}?[\s,:]+(?:that\s+)?)"
)
_DATELINE = re.compile(r"[A-Z][A-Za-z ,./]{2,50}?(?:,\s\w+\.?\s\d{1,2}\s*)?(?:\([A-Z][\w ]+\)\s*)?(?:—|–|-)\s")


@dataclass(slots=True)
class Sentence:
    """``spans`` are the quotations, cut at the sentence; ``before`` is a free quotation that ends right before it."""

    text: str
    start: int
    end: int
    quotes: list[Quotation]
    layers: Layers
    before: Quotation | None = None
    own_voice: bool = False  # inside somebody's speech: I and we are the speaker's, not the article's
    spans: list[Span] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.spans = [(q.start, min(q.end, self.end)) for q in self.quotes if self.start <= q.start < self.end]

    # ------------------------------------------------------------- chunks

    def chunk_start(self, at: int, quotes: bool = True) -> tuple[int, str]:
        """Where the words of this clause begin, and the mark before them."""
        floor = max([self.start, *(y for x, y in self.spans if y <= at)]) if quotes else self.start
        depth = 0
        for i in range(at - 1, floor - 1, -1):
            char = self.text[i]
            if char == ")":
                depth += 1
            elif char == "(":
                if depth == 0:
                    return i + 1, "("
                depth -= 1
            elif depth == 0 and (char in ";:—–" or (char == "," and not self.text[i + 1 : i + 2].isdigit())):
                return i + 1, char
            elif depth == 0 and char == "-" and self.text[i - 1 : i + 2] == " - ":
                return i + 1, "-"
        return floor, '"' if floor > self.start else ""

    def chunk_end(self, at: int) -> int:
        """Where the words of this clause end."""
        stop = min([self.end, *(x for x, y in self.spans if x >= at)])
        match = re.compile(r"[;:—–]|,(?!\d)").search(self.text, at, stop)
        return match.start() if match else stop

    # ------------------------------------------------------------- subjects

    def subject(self, left: int, verb: int, mark: str) -> Span | None:
        """The noun phrase between the clause's beginning and its verb, without connectives and adverbs."""
        text, lo, hi = self.text, left, verb
        joined = re.search(r"\b(?:and|but)\s(?=[^,]{2,60}$)", text[lo:hi])
        if joined and finite(text[lo : lo + joined.start()]):
            lo += joined.end()
        for match in _CONJUNCTION.finditer(text, lo, hi):
            lo = match.end()
        for match in _BEFORE_NAME.finditer(text, lo + 1, hi):
            lo = match.end()
        for pattern in (LEAD, PREP_LEAD):
            match_lead = pattern.match(text[lo:hi])
            lo += match_lead.end() if match_lead else 0
        trailing = TRAIL.search(text[lo:hi])
        while trailing and trailing.start() > 0:
            hi = lo + trailing.start()
            trailing = TRAIL.search(text[lo:hi])
        while lo < hi and (text[lo].isspace() or text[lo] in ",.“\"”'"):
            lo += 1
        while hi > lo and (text[hi - 1].isspace() or text[hi - 1] == ","):
            hi -= 1
        phrase = text[lo:hi]
        if not phrase:
            return self._apposition(left, mark)
        if phrase.lower() in _AUXILIARIES:
            # the agency, which has repeatedly warned: the auxiliary is no subject
            whose = re.search(r"\b(?:who|which|that)\s+$", text[left:lo])
            if whose is None:
                return None
            before = text[left : left + whose.start()]
            begin = left + len(before) - len(before.lstrip(" ,"))
            return self._antecedent(left, begin, max(begin, left + len(before.rstrip(" ,"))))
        if _WITHOUT_VERB.match(phrase):
            return None  # with five people reported missing
        relative = re.search(r"\s*,?\s*\b(?:who|which)$", phrase)
        if relative:
            return self._antecedent(left, lo, lo + relative.start())
        if re.fullmatch(r"you|\w+ly" if self.own_voice else r"(?:we|i|you|\w+ly)", phrase, re.I):
            return None  # the article's own voice, or an adverb (a poorly maintained road)
        if _ASKS.match(phrase) or (not self.own_voice and _ENDS_IN_I.search(phrase)):
            return None  # do you think; just to repeat what I said
        if phrase.startswith("whose "):
            return None  # …, whose feud threatened to split the party
        if len(phrase) > 140 or _NO_HEAD.match(phrase.split()[-1]) or phrase.lower() in ("this", "there"):
            return None
        return (lo, hi)

    def _antecedent(self, left: int, lo: int, hi: int) -> Span | None:
        """X, who said: the noun phrase before the relative pronoun."""
        if hi > lo:
            return (lo, hi)
        start, _ = self.chunk_start(left - 1)
        match = re.search(r"(?:(?:the|a|an)\s)?(?:[A-Z][\w.’'-]*\s?)+(?:\([^)]*\))?$", self.text[start : left - 1])
        return (start + match.start(), left - 1) if match and left - 1 > start + match.start() else None

    def _apposition(self, left: int, mark: str) -> Span | None:
        """X, the minister, said; X, 54, who lost a house, said: the comma before the verb closes an apposition."""
        if mark != ",":
            return None
        text, begin, stop = self.text, left, left - 1
        for _ in range(4):
            chunk_end = begin - 1
            begin, opened = self.chunk_start(chunk_end)
            if opened == "," and _ASIDE.match(text, begin, chunk_end):
                stop = begin - 1 if stop == chunk_end else stop  # The party, meanwhile, said
                continue
            lead = LEAD.match(text[begin:stop])
            begin_np = begin + (lead.end() if lead else 0)
            while begin_np < stop and (text[begin_np].isspace() or text[begin_np] in '”"’'):
                begin_np += 1
            if opened == "," and _ADVERBIAL.match(text, begin_np, chunk_end):
                stop = begin - 1 if stop == chunk_end else stop  # Ann Lee, speaking in parliament, said
                continue
            if opened == "," and (_APPENDED.match(text, begin_np, chunk_end) or self._describes(begin, chunk_end)):
                continue
            head = text[begin_np:stop].split(",")[0]
            named = head[:1].isupper() or head.lower().startswith(("the ", "a ", "an "))
            if not named or PREPOSITION.match(head) or finite(head):
                return None
            return (begin_np, stop)
        return None

    def _describes(self, begin: int, end: int) -> bool:
        """Ann Lee, Tideline's manager of ports, said: words without a verb right behind a name."""
        words = self.text[begin:end]
        before = self.text[self.chunk_start(begin - 1)[0] : begin - 1].strip(' “”"')
        return len(words.split()) <= 14 and not finite(words) and _NAME.fullmatch(before) is not None

    def inverted_subject(self, verb_end: int, quoted: bool) -> Span | None:
        """…,” said X, head of Y: the noun phrase after the verb."""
        stop = self.chunk_end(verb_end)
        words = self.text[verb_end:stop]
        phrase = words.strip(" .")
        if not phrase or not _NOMINAL.match(phrase) or phrase.startswith("that "):
            return None
        if not quoted and (len(phrase.split()) > 10 or finite(phrase)):
            return None
        lo = verb_end + len(words) - len(words.lstrip())
        hi = lo + len(phrase)
        cut = re.search(r"\s(?:in|during|on|after|when|as|before|via|while|about|who|told)\s", self.text[lo:hi])
        hi = lo + cut.start() if cut else hi
        match = _APPOSED.match(self.text, hi, self.end)
        if match and not cut and not re.search(r"\b(?:adding|saying|noting)\b", match.group()):
            hi = match.start() + len(match.group().rstrip(" ."))
        return (lo, hi)

    def main_subject(self, at: int) -> Span | None:
        """The subject of the main clause, by its first name or pronoun."""
        lo = self.start
        for pattern in (PREP_LEAD, LEAD):
            match = pattern.match(self.text[lo:at])
            lo += match.end() if match else 0
        names = re.compile(
            r"(?:(?:The|the|A|An|a|an)\s)?(?:[A-Z][\w’'.-]*\s?|of\s|the\s|and\s)+|(?:His|Her|Its|Their)\s\w+|(?:He|She|They|he|she|they)\b"
        ).match(self.text, lo, at)
        if names and names.group().strip(" ,") in STOP - _PRONOUNS:
            names = _PLAIN_SUBJECT.match(self.text, lo, at)
        if not names or not names.group().strip():
            return None
        return (lo, lo + len(names.group().rstrip()))

    # ------------------------------------------------------------- contents

    def content_before(self, stop: int) -> list[Span]:
        """What stands before its attribution: a quotation whole, or the clause."""
        text, start = self.text, self.start
        while start < stop and text[start].isspace():
            start += 1
        lead = [q for q in self.quotes if q.end <= stop]
        if lead and not text[lead[-1].end : stop].strip(" ,"):
            if lead[0].start <= start + 1:
                return [p for q in lead for p in q.parts]
            if len(text[start : lead[-1].start].split()) <= 3:
                return list(lead[-1].parts)
        if not lead and self.before is not None and not text[start:stop].strip(" ,"):
            return list(self.before.parts)
        end = stop
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",—–-"):
            end -= 1
        dateline = _DATELINE.match(text[start:end])
        start += dateline.end() if dateline else 0
        opening = re.match(r"(?:But|And|However,|Meanwhile,|Yet|Exclusive:|Breaking:|Update:)\s", text[start:end], re.I)
        start += opening.end() if opening else 0
        return [(start, end)] if end - start > 3 else []

    def continued(self, at: int) -> list[Span]:
        """“…,” X said. “…”: the second half of a split quotation."""
        for q in self.quotes:
            gap = self.text[at : q.start]
            if q.start >= at and re.fullmatch(r"[\s,.:]*", gap) and gap.strip()[:1] in (",", ":"):
                return list(q.parts)
        return []

    def rest(self, at: int) -> list[Span]:
        """Later, X said, the shell struck: what goes on after the attribution."""
        if self.text[at : at + 1] != ",":
            return []
        start, stop = at + 1, self.end
        while start < stop and self.text[start].isspace():
            start += 1
        while stop > start and (self.text[stop - 1].isspace() or self.text[stop - 1] in ".,;!?"):
            stop -= 1
        later = re.match(
            r"(?:adding|saying|noting|and|but|though|although|while|as|who|which|after|before)\b", self.text[start:stop]
        )
        return [(start, stop)] if stop - start > 10 and not later else []

    def content_after(self, at: int, kind: str) -> Span | None:
        """What follows a verb, without that, dates and places between."""
        text = self.text
        if _GOES_ON.match(text, at, self.end):
            return None  # something he said, and we have heard …
        skip = _TO_CONTENT.match(text, at, self.end) if kind != "urge" else None
        begin = skip.end() if skip else at
        match = re.compile(r"[\s,:]*(?:that\b)?[\s,:]*").match(text, begin, self.end)
        begin = match.end() if match else begin
        stop = self.end
        while stop > begin and (text[stop - 1].isspace() or text[stop - 1] in ".,;!?"):
            stop -= 1
        blocked = (PREPOSITION.match(text, begin, stop) or text.startswith("of ", begin)) and kind not in (
            "urge",
            "attack",
            "affirm",
        )
        if stop - begin < 3 or (blocked and not skip):
            return None
        return (begin, stop)

    def addressee(self, at: int) -> tuple[Span | None, int]:
        """told X (that) …: who is told, and where the content may begin."""
        lo = at
        while lo < self.end and self.text[lo].isspace():
            lo += 1
        mention = self.layers.mention_at(lo)
        if mention is not None:
            tail = _OUTLET_TAIL.match(self.text, mention.end, self.end)
            return (lo, mention.end), (tail.end() if tail else mention.end)
        match = _ADDRESSEE.match(self.text, lo, self.end)
        return (match.span(), match.end()) if match else (None, at)

    def plural_before(self, left: int, at: int) -> bool:
        """analysts say, they argue: a base form is a predicate only after a plural."""
        words = re.sub(rf"(?:\s{ADVERB})+\s*$", "", " " + self.text[left:at].rstrip() + " ").split()
        if not words:
            return False
        last = words[-1].strip(",")
        if re.fullmatch(r"(?:they|we|i|you|who|some|many|others|both|people|police|men|women)", last, re.I):
            return True
        return last.endswith("s") and not last.endswith(("ss", "’s", "'s")) and len(last) > 3
