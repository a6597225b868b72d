"""English: the same drafts from the word order of English news.

A cue is read in one of five places: ``X said (that) …``; ``…, X said``; ``…, said X``; ``according to X``; and a second
cue under the same subject (``, adding that …``, ``and stressed …``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from suyuan.annotate.statements.draft import Draft, HopDraft
from suyuan.annotate.syntax.chinese import Layers
from suyuan.annotate.syntax.segments import Marks, Unit
from suyuan.model import Span
from suyuan.text.quotes import Quotation


@cache
def _verbs() -> dict[str, tuple[str, bool, str]]:
    """Form → (class, loaded, tense): tense is finite, ing or base."""
    raw = files("suyuan.annotate.statements").joinpath("data/cues_en.tsv").read_text(encoding="utf-8")
    out: dict[str, tuple[str, bool, str]] = {}
    for line in raw.splitlines():
        if not line or line.startswith("#"):
            continue
        verb, kind, stance, forms = (line.split("\t") + ["", "", ""])[:4]
        given = [f.replace("~", " ") for f in forms.split()] or _regular(verb)
        if kind in ("say", "tell", "affirm", "belief", "show", "report", "urge", "attack"):
            base = verb.replace("~", " ")
            out[base] = (kind, stance == "loaded", "base")
        for form in given:
            out[form] = (kind, stance == "loaded", "ing" if form.split()[0].endswith("ing") else "finite")
        if kind == "according":
            out = {**out, verb: (kind, False, "finite")}
    return out


def _regular(verb: str) -> list[str]:
    if verb == "according to":
        return [verb]
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + "es" if verb.endswith(("ss", "sh", "ch")) else verb + "s"
    return [third, stem + "ed", stem + "ing"]


@cache
def _cue() -> re.Pattern[str]:
    forms = sorted(_verbs(), key=lambda f: (-len(f), f))
    return re.compile(r"(?<![\w’'-])(?:" + "|".join(re.escape(f) for f in forms) + r")(?![\w’'-])", re.I)


# Third persons that are plural nouns as well.
_NOUNS = frozenset(
    "states remarks claims reports estimates comments posts notes answers demands promises boasts shows finds cautions calls asks hints blames complaints jokes slams blasts cites".split()
)
_ADVERB = r"(?:also|later|earlier|then|now|still|again|further|however|repeatedly|recently|previously|only|just|even|once|first|flatly|publicly|privately|explicitly|clearly|apparently|reportedly|today|yesterday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|last\s\w+|this\s\w+|on\s(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|has|had|have|did|does|do|both|all|simply|quickly|rightly|specifically|jointly|openly)"
_TRAIL = re.compile(rf"(?:\s|,)*\b{_ADVERB}\s*$", re.I)
_LEAD = re.compile(
    r"^(?:\s|[,;:—–-])*(?:(?:and|but|so|or|yet|however|meanwhile|while|although|though|when|as|because|if|that|which|where|since|after|before|moreover|also|then|still|instead|indeed|now|today|yesterday|later|earlier|separately|in turn|at the same time)\b[\s,]*)+",
    re.I,
)
_PREP_LEAD = re.compile(
    r"^(?:in|on|at|during|after|before|under|for|with|following|speaking|asked|when|as|despite|by|from|over|through|while|since|late|early|according)\b[^,]*,\s*",
    re.I,
)
_PRONOUN = re.compile(r"^(?:he|she|they|it|we|i|you)$", re.I)
_NOT_SUBJECT = re.compile(
    r"^(?:who|which|that|to|not|be|been|being|was|were|is|are|the|a|an|of|and|or|but|it|this|there|what|how|will|would|could|should|may|might|must|can|as|if)$",
    re.I,
)
_BLOCK = re.compile(
    r"(?:\b(?:to|not|will|would|could|should|may|might|must|can|cannot|be|been|was|were|is|are|being|never|into|over|key|other|n’t|n't|\w+[’']s|refused to|declined to|of|the|a|an|his|her|their|its|no|any|by|for|with|in|at|from|reportedly|widely)\s+)$",
    re.I,
)
_BREAK = re.compile(r"[,;:—–()]|\s-\s|[“”\"]")
_CONJ = re.compile(
    r"\b(?:that|but|while|although|though|because|when|where|which|who|as|if|since|until|and|after)\b", re.I
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|should|can|may|might|must|did|does|do)\b|\b\w+ed\b", re.I
)
_AFTER_VERB = re.compile(
    r"^(?:\s*(?:in (?:a|an|the|his|her|their|its) [\w\s-]{0,40}?(?:statement|letter|report|release|post|tweet|email|interview|briefing|speech|conference|message|memo|filing|article|blog)(?: (?:on|to|with|late|early) [\w\s]{1,24})?|on \w+day|on condition of anonymity|today|yesterday|\w+day|late|early|earlier|later|via \w+|here|at [\w\s]{1,30}|last \w+|this \w+|by (?:phone|email|telephone)|to reporters|to the media))*\s*$",
    re.I,
)
_STATEMENT = re.compile(
    r"\b(?:in|through|via|by)\s+(?:a|an|the|his|her|their|its)\s+(?:[\w-]+\s+){0,4}?(statement|letter|report|press release|news release|release|email|memo|memorandum|filing|communique|joint statement|op-ed|affidavit|complaint)\b",
    re.I,
)


@dataclass(slots=True)
class _Found:
    cue: Span
    kind: str
    loaded: bool
    speaker: Span | None
    content: list[Span]
    rule: str
    addressee: Span | None = None
    region: Span = (0, 0)
    shared: bool = False


class EnglishReader:
    def __init__(self, text: str, marks: Marks, layers: Layers) -> None:
        self.text = text
        self.marks = marks
        self.layers = layers
        self.cue_spans = [(m.start(), m.end(), m.group().lower()) for m in _cue().finditer(text)]
        self._starts = [s for s, _, _ in self.cue_spans]

    def cues(self, start: int, end: int) -> list[tuple[int, int, str]]:
        from bisect import bisect_left

        return self.cue_spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    # ------------------------------------------------------------- one unit

    def read(self, unit: Unit, start: int, end: int, quotes: list[Quotation], depth: int = 1) -> list[Draft]:
        spans = [(q.start, min(q.end, end)) for q in quotes]
        out: list[Draft] = []
        taken_until = start
        subject: Span | None = None
        for a, b, form in self.cues(start, end):
            if b > end or any(x < a < y for x, y in spans):
                continue
            found = self._attribution(a, b, form, start, end, quotes, spans, unit, out, subject)
            if found is None:
                continue
            inside_previous = (
                out
                and out[-1].content
                and found.speaker is not None
                and not found.shared
                and found.rule == "en.subject_first"
                and any(x <= found.cue[0] < y for x, y in out[-1].content)
            )
            if inside_previous:
                continue
            draft = Draft(
                found.rule,
                found.cue,
                found.kind,
                found.speaker,
                found.content,
                (unit.start, unit.end),
                unit.paragraph,
                unit.kind,
                depth=depth,
                loaded=found.loaded,
                addressee=found.addressee,
            )
            if found.shared and out:
                draft.shares_subject = out[-1]
                out[-1].content = self._cut(out[-1].content, a)
            elif (
                out
                and found.content
                and out[-1].content
                and out[-1].content[-1][1] > found.content[0][0]
                and out[-1].cue
                and out[-1].cue[0] < a
                and out[-1].content[-1][1] > a
            ):
                out[-1].content = self._cut(out[-1].content, found.speaker[0] if found.speaker else a)
            self._hops(draft, found)
            self._type(draft, quotes)
            if draft.content:
                out.append(draft)
                subject = found.speaker or subject
        _ = taken_until
        return out

    def _cut(self, content: list[Span], at: int) -> list[Span]:
        out = []
        for a, b in content:
            if a >= at:
                continue
            b = min(b, at)
            tail = re.search(r"(?:[\s,;—–]|\band\b|\bbut\b|\balso\b)+$", self.text[a:b])
            b = a + tail.start() if tail else b
            if b > a:
                out.append((a, b))
        return out

    def _attribution(
        self,
        a: int,
        b: int,
        form: str,
        start: int,
        end: int,
        quotes: list[Quotation],
        spans: list[Span],
        unit: Unit,
        earlier: list[Draft],
        subject: Span | None,
    ) -> _Found | None:
        kind, loaded, tense = _verbs()[form]
        text = self.text
        if kind == "according":
            return self._according(a, b, start, end, spans)
        left, left_mark = self._chunk_start(a, start, spans)
        before = text[left:a]
        region = (left, end)
        if _BLOCK.search(text[max(start, a - 24) : a] + "") and before.strip().lower() not in ("",):
            return None
        if tense == "base" and not self._plural_before(text[left:a]):
            return None
        if form in _NOUNS and not self._is_verb(form, text[left:a], text[b:end]) and unit.kind != "title":
            return None
        if tense == "ing":
            return self._participle(a, b, form, kind, loaded, left, left_mark, start, end, earlier, spans, subject)
        # …,” said X
        inverted = self._inverted(a, b, kind, left, left_mark, start, end, spans)
        if inverted is not None:
            speaker, content = inverted
            return _Found((a, b), kind, loaded, speaker, content, "en.inverted", region=(b, end))
        speaker = self._subject(left, a, start, left_mark)
        if speaker is None:
            joined = re.search(r"\b(?:and|but)\s+(?:also\s+|then\s+)?$", text[left:a]) or (
                left_mark == "," and before.strip() in ("", "and", "but", "also", "and also")
            )
            if joined and earlier and kind != "calls":
                content = self._after(b, end, kind)
                if content is not None:
                    return _Found(
                        (a, b),
                        kind,
                        loaded,
                        earlier[-1].speaker,
                        [content],
                        "en.same_subject",
                        shared=True,
                        region=(a, end),
                    )
            return None
        if kind in ("belief", "calls", "show") and not self._allowed(kind, speaker, b, end, spans):
            return None
        addressee = None
        at = b
        if kind == "tell" or kind == "quote":
            addressee, at = self._addressee(b, end)
        rest_end = self._chunk_end(at, end, spans)
        rest = text[at:rest_end].strip(" .")
        quoted = any(y <= speaker[0] and not text[y : speaker[0]].strip(" ,") for _, y in spans)
        loose = re.match(r"(?:in|on|at|during|after|of|for|to|as|when|while|about|from)\b", rest) and not re.search(r"\bthat\b", rest)
        if (rest == "" or _AFTER_VERB.match(rest) or (quoted and loose)) and speaker[0] > start + 4:
            content = self._before(start, speaker[0], quotes, spans)
            if content:
                after = self._continued(rest_end, end, quotes)
                return _Found(
                    (a, b), kind, loaded, speaker, content + after, "en.content_first", addressee, region=(b, end)
                )
        if (
            kind == "quote"
            and not self._quote_follows(at, end)
            and not re.match(r"\s*(?:if|whether|why|how|what)\b", text[at:end])
        ):
            return None
        content_span = self._after(at, end, kind)
        if content_span is None:
            return None
        return _Found((a, b), kind, loaded, speaker, [content_span], "en.subject_first", addressee, region=(b, end))

    def _plural_before(self, before: str) -> bool:
        """analysts say, they argue: a base form is a predicate only after a plural."""
        words = re.sub(rf"(?:\s{_ADVERB})+\s*$", "", " " + before.rstrip() + " ").split()
        if not words:
            return False
        last = words[-1].strip(",")
        return bool(
            re.fullmatch(r"(?:they|we|i|you|who|some|many|others|both|people|police|men|women|critics)", last, re.I)
        ) or (last.endswith("s") and not last.endswith(("ss", "’s", "'s")) and len(last) > 3)

    def _is_verb(self, form: str, before: str, after: str) -> bool:
        """The United States, his remarks, libel claims: forms that are nouns as often as verbs."""
        words = before.split()
        return after.lstrip().startswith("that ") or bool(
            words and re.fullmatch(r"(?:he|she|it|who|which)", words[-1], re.I)
        )

    def _allowed(self, kind: str, speaker: Span, b: int, end: int, spans: list[Span]) -> bool:
        phrase = self.text[slice(*speaker)]
        after = self.text[b:end].lstrip()
        if kind == "belief":
            return after.startswith("that ") or bool(re.match(r"(?:the|it|he|she|they|there|we)\b", after))
        if kind == "show":
            return bool(_DOCUMENT.search(phrase)) and bool(
                re.match(r"(?:that|a|the|\d|more|most|fewer|less|only|nearly|about|an)\b|\d", after)
            )
        if kind == "report":
            return True
        if kind == "calls":
            return bool(re.match(r"[^.“\"]{2,60}[“\"]", after))
        if kind == "quote":
            return True
        return True

    def _quote_follows(self, at: int, end: int) -> bool:
        return self.text[at:end].lstrip(" ,:")[:1] in '“"‘'

    # ------------------------------------------------------------- pieces

    def _chunk_start(self, a: int, start: int, spans: list[Span]) -> tuple[int, str]:
        """Where the words of this clause begin, and the mark before them."""
        floor = max([start, *(y for x, y in spans if y <= a)])
        best, mark = floor, '"' if floor > start else ""
        depth = 0
        for i in range(a - 1, floor - 1, -1):
            char = self.text[i]
            if char == ")":
                depth += 1
            elif char == "(":
                if depth == 0:
                    return i + 1, "("
                depth -= 1
            elif depth == 0 and (char in ";:—–" or (char == "," and not self.text[i + 1 : i + 2].isdigit())):
                best, mark = i + 1, char
                break
            elif depth == 0 and char == "-" and self.text[i - 1 : i + 2] == " - ":
                best, mark = i + 1, "-"
                break
        return best, mark

    def _chunk_end(self, b: int, end: int, spans: list[Span]) -> int:
        stop = min([end, *(x for x, y in spans if x >= b)])
        match = re.compile(r"[;:—–]|,(?!\d)").search(self.text, b, stop)
        return match.start() if match else stop

    def _subject(self, left: int, a: int, start: int, mark: str) -> Span | None:
        text = self.text
        lo, hi = left, a
        # after "that", "but", "while" a clause of its own begins: … but Baker said
        conjoined = re.search(r"\b(?:and|but)\s(?=[^,]{2,60}$)", text[lo:hi])
        if conjoined and _FINITE.search(text[lo : lo + conjoined.start()]):
            lo += conjoined.end()
        for match in _CONJ.finditer(text, lo, hi):
            word = match.group().lower()
            if word in ("and", "of", "as", "after") and not self._new_clause(match.end(), hi):
                continue
            lo = match.end()
        lead = _LEAD.match(text[lo:hi])
        if lead:
            lo += lead.end()
        prep = _PREP_LEAD.match(text[lo:hi])
        if prep:
            lo += prep.end()
        while True:
            match = _TRAIL.search(text[lo:hi])
            if not match:
                break
            hi = lo + match.start()
        while lo < hi and (text[lo].isspace() or text[lo] in ",.“\"”'"):
            lo += 1
        while hi > lo and (text[hi - 1].isspace() or text[hi - 1] == ","):
            hi -= 1
        phrase = text[lo:hi]
        if not phrase:
            return self._apposition(left, start, mark)
        if len(phrase) > 140 or (
            _NOT_SUBJECT.match(phrase.split()[-1]) and phrase.lower() not in ("it", "they", "this")
        ):
            return None
        if phrase.lower() in ("it", "this", "there", "who", "which") and phrase.lower() != "it":
            return None
        return (lo, hi)

    def _new_clause(self, at: int, end: int) -> bool:
        """Words before this "and" hold a verb, so that a new subject follows."""
        return (
            bool(re.match(r"\s*(?:he|she|they|it|the|a|an|[A-Z])", self.text[at:end]))
            and len(self.text[at:end].split()) <= 12
            and False
        )

    def _apposition(self, left: int, start: int, mark: str) -> Span | None:
        """X, the minister, said: the comma right before the verb closes an apposition."""
        if mark != ",":
            return None
        text = self.text
        inner_start, inner_mark = self._chunk_start(left - 1, start, [])
        if inner_mark != ",":
            return None
        outer, _ = self._chunk_start(inner_start - 1, start, [])
        lead = _LEAD.match(text[outer : inner_start - 1])
        outer += lead.end() if lead else 0
        while outer < left and text[outer].isspace():
            outer += 1
        apposed = text[inner_start : left - 1].strip()
        if (
            re.match(r"(?:who|which|a|an|the|whose|\d+|chief|head|president|director|professor|\w+ of)\b", apposed)
            and text[outer : outer + 1].isupper()
        ) or text[outer : outer + 4].lower() == "the ":
            return (outer, left - 1)
        return None

    def _inverted(
        self, a: int, b: int, kind: str, left: int, mark: str, start: int, end: int, spans: list[Span]
    ) -> tuple[Span, list[Span]] | None:
        if kind not in ("say", "quote", "affirm", "report") or self.text[left:a].strip() or left <= start + 2:
            return None
        stop = self._chunk_end(b, end, spans)
        phrase = self.text[b:stop].strip(" .")
        if (
            not phrase
            or not re.match(r"(?:the|a|an|one|his|her|their|its|two|three|some|several|many|he|she|they|[A-Z])", phrase)
            or phrase.startswith("that ")
        ):
            return None
        before_quote = any(y <= a and self.text[y:a].strip(" ,") == "" for x, y in spans)
        if not before_quote and (mark != "," or len(phrase.split()) > 10 or _FINITE.search(phrase)):
            return None
        lo = b + (len(self.text[b:stop]) - len(self.text[b:stop].lstrip()))
        hi = lo + len(phrase)
        cut = re.search(
            r"\s(?:in|during|on|at|after|when|as|told|before|who|by|while|about|via|from)\s", self.text[lo:hi]
        )
        if (cut and not before_quote) or (
            cut
            and cut.group().strip() in ("in", "on", "during", "after", "when", "as", "before", "via", "while", "about")
        ):
            hi = lo + cut.start()
        hi = self._with_apposition(hi, end, spans)
        quotes = [q for q in self.marks.within(start, a)]
        content = self._before(start, a, quotes, spans)
        if not content:
            return None
        content += self._continued(hi, end, [q for q in self.marks.within(hi, end)])
        return (lo, hi), content

    def _with_apposition(self, hi: int, end: int, spans: list[Span]) -> int:
        """said X, head of Y."""
        match = re.compile(
            r",\s(?:\d+,?|(?:the|a|an|head|chief|director|president|chairman|spokesman|spokeswoman|spokesperson|professor|who|minister|secretary|leader|\w+ of)\b[^,;“\"]*)(?:,?\s(?:who)\b[^;“\"]*)?"
        ).match(self.text, hi, end)
        if match and not re.search(r"\b(?:adding|saying|noting)\b", match.group()):
            stop = match.end()
            while stop > hi and self.text[stop - 1] in " .":
                stop -= 1
            return stop
        return hi

    def _before(self, start: int, stop: int, quotes: list[Quotation], spans: list[Span]) -> list[Span]:
        """The content that stands before its attribution: a quotation whole, or the clause."""
        lead = [q for q in quotes if q.end <= stop]
        while start < stop and self.text[start].isspace():
            start += 1
        if lead and self.text[lead[-1].end : stop].strip(" ,") == "" and (lead[0].start <= start + 1):
            return [p for q in lead for p in q.parts]
        if (
            lead
            and self.text[lead[-1].end : stop].strip(" ,") == ""
            and len(self.text[start : lead[-1].start].split()) <= 3
        ):
            return list(lead[-1].parts)
        end = stop
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ",—–-"):
            end -= 1
        dateline = re.match(r"[A-Z][A-Za-z ,.]{2,40}(?:\([A-Z][\w ]+\)\s*)?(?:—|–|-)\s", self.text[start:end])
        if dateline:
            start += dateline.end()
        lead_word = re.match(r"(?:But|And|However,|Meanwhile,|Yet)\s", self.text[start:end])
        start += lead_word.end() if lead_word else 0
        return [(start, end)] if end - start > 3 else []

    def _continued(self, at: int, end: int, quotes: list[Quotation]) -> list[Span]:
        """“…,” X said. “…”: the second half of a split quotation."""
        for q in quotes:
            if (
                q.start >= at
                and re.fullmatch(r"[\s,.:]*", self.text[at : q.start])
                and self.text[at : q.start].strip()[:1] in (",", ":")
            ):
                return list(q.parts)
        return []

    def _after(self, at: int, end: int, kind: str) -> Span | None:
        text = self.text
        match = re.compile(r"[\s,:]*(?:that\b)?[\s,:]*").match(text, at, end)
        begin = match.end() if match else at
        head = text[at:end]
        skip = re.match(
            r"\s*(?:(?:on|in|at|during|to|late|early|after|via)\s[^,“\"]{2,50}?|today|yesterday|\w+day|last \w+|earlier|later|only)\s*(?:(?:,|:)\s*)?\bthat\b\s*",
            head,
        )
        if skip and kind != "urge":
            begin = at + skip.end()
        else:
            day = re.match(
                r"\s*(?:on )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|today|yesterday)\b[\s,]*(?=\S)",
                head,
            )
            if day:
                begin = at + day.end()
            note = re.match(
                r"\s*(?:in a statement|in an interview|in a letter|on condition of anonymity|only)\b[^,:“\"]{0,30}?[\s,:]+(?:that\s+)?",
                head,
            )
            if note:
                begin = at + note.end()
        stop = end
        while stop > begin and (text[stop - 1].isspace() or text[stop - 1] in ".,;!?"):
            stop -= 1
        if text[stop : stop + 1] and text[begin:stop].count("“") > text[begin:stop].count("”"):
            stop = end
        if stop - begin < 3 or (
            re.match(r"(?:to|of|by|for|in|as|with|from|on)\b", text[begin:stop])
            and kind not in ("urge", "attack", "affirm")
        ):
            return None
        return (begin, stop)

    def _participle(
        self,
        a: int,
        b: int,
        form: str,
        kind: str,
        loaded: bool,
        left: int,
        mark: str,
        start: int,
        end: int,
        earlier: list[Draft],
        spans: list[Span],
        subject: Span | None,
    ) -> _Found | None:
        """…, adding that …"""
        if (
            kind not in ("say", "tell", "affirm")
            or self.text[left:a].strip().lower() not in ("", "also", "and", "but", "then", "only", "later")
            or mark not in (",", '"', "—", "–", ";")
        ):
            return None
        if form in ("telling",):
            _, b2 = self._addressee(b, end)
        else:
            b2 = b
        content = self._after(b2, end, kind)
        if content is None:
            return None
        if earlier:
            return _Found(
                (a, b), kind, loaded, earlier[-1].speaker, [content], "en.participle", shared=True, region=(b, end)
            )
        who = self._subject_of_unit(start, a)
        return _Found((a, b), kind, loaded, who, [content], "en.participle", region=(b, end)) if who else None

    def _subject_of_unit(self, start: int, a: int) -> Span | None:
        """The subject of the main clause, by its first name or pronoun."""
        lo = start
        prep = _PREP_LEAD.match(self.text[lo:a])
        lo += prep.end() if prep else 0
        lead = _LEAD.match(self.text[lo:a])
        lo += lead.end() if lead else 0
        match = re.compile(
            r"(?:(?:The|the|A|An|a|an)\s)?(?:[A-Z][\w’'.-]*\s?|of\s|the\s|and\s)+|(?:He|She|They|he|she|they)\b"
        ).match(self.text, lo, a)
        if not match or not match.group().strip():
            return None
        hi = match.end()
        while hi > lo and self.text[hi - 1].isspace():
            hi -= 1
        return (lo, hi)

    def _addressee(self, b: int, end: int) -> tuple[Span | None, int]:
        """told X (that) …"""
        text = self.text
        lo = b
        while lo < end and text[lo].isspace():
            lo += 1
        mention = self.layers.mention_at(lo)
        if mention is not None:
            hi = mention.end
            tail = re.compile(
                r"(?:’s|'s)?(?:\s(?:news agency|newspaper|magazine|television|TV|radio|reporters|News))*"
            ).match(text, hi, end)
            return (lo, mention.end), (tail.end() if tail else hi)
        match = re.compile(
            r"(?:(?:a|the|an|his|her|their)\s(?:[\w’'-]+\s){0,3}?(?:conference|briefing|hearing|committee|meeting|audience|crowd|newspaper|magazine|agency|parliament|panel|station|channel|broadcaster|network|outlet|program|rally|court|jury|public|media|press|lawmakers|supporters|president|minister)|reporters|journalists|lawmakers|investors|supporters|the media|him|her|them|me|us|you|viewers|parliament|Congress|(?:the\s)?[A-Z][\w’'.&-]*(?:\s(?:of\s|the\s)?[A-Z][\w’'.&-]*)*)"
        ).match(text, lo, end)
        return (match.span(), match.end()) if match else (None, b)

    def _according(self, a: int, b: int, start: int, end: int, spans: list[Span]) -> _Found | None:
        text = self.text
        stop = self._chunk_end(b, end, spans)
        lo = b
        while lo < stop and text[lo].isspace():
            lo += 1
        hi = stop
        while hi > lo and (text[hi - 1].isspace() or text[hi - 1] == "."):
            hi -= 1
        cut = re.search(r"\s(?:which|who|that|on|in|as|while|released|published|and)\s", text[lo:hi])
        if cut and cut.start() > 3 and cut.group().strip() not in ("and", "in", "on"):
            hi = lo + cut.start()
        if hi <= lo:
            return None
        before = text[start:a].strip(" ,")
        if before:
            content = self._before(start, a, self.marks.within(start, a), spans)
        else:
            after = self._after(stop, end, "say")
            content = [after] if after else []
        return (
            _Found((a, b), "according", False, (lo, hi), content, "en.according", region=(b, end)) if content else None
        )

    # ------------------------------------------------------------- hops and type

    def _hops(self, draft: Draft, found: _Found) -> None:
        lo, hi = found.region
        around = self.text[lo : min(hi, lo + 160)]
        match = _STATEMENT.search(around)
        inside = match and any(a <= lo + match.start() < b for a, b in draft.content)
        early = match and match.start() <= 40
        if match and (early or not inside):
            draft.hops.append(HopDraft("document", (lo + match.start(1), lo + match.end(1))))
        if draft.addressee is not None:
            for m in self.layers.mentions_in(*draft.addressee):
                if m.type == "MEDIA":
                    draft.hops.append(HopDraft("relay", (m.start, m.end), draft.cue))

    def _type(self, draft: Draft, quotes: list[Quotation]) -> None:
        from suyuan.annotate.statements.quotation import is_name

        text = self.text
        if (
            len(draft.content) >= 1
            and all(any(c == p for q in quotes for p in q.parts) for c in draft.content)
            and draft.content
        ):
            draft.type = "direct"
            return
        start, end = draft.content[0][0], draft.content[-1][1]
        inside = [q for q in quotes if start <= q.start < end]
        if inside and inside[0].start == start and text[inside[0].end : end].strip(" .,") == "":
            draft.type = "direct"
            draft.content = list(inside[0].parts)
        elif any(not is_name(text, q.inner) for q in inside):
            draft.type = "mixed"


_DOCUMENT = re.compile(
    r"\b(?:report|study|survey|poll|document|documents|data|statement|letter|memo|filing|records|figures|database|research|analysis|results|audit|review|lawsuit|email|emails|indictment|order|bill|law)s?$",
    re.I,
)


def headline(reader: EnglishReader, unit: Unit) -> list[Draft] | None:
    """``X: …`` and ``…: X`` in an English headline."""
    if unit.kind != "title":
        return None
    match = re.match(r"([A-Z][\w’'.\- ]{1,40}):\s(.+)$", reader.text[unit.start : unit.end])
    if not match or reader.cues(unit.start, unit.end):
        return None
    a, b = match.span(1)
    c, d = match.span(2)
    at = unit.start
    return [
        Draft(
            "en.headline.colon",
            (at + b, at + b + 1),
            "colon",
            (at + a, at + b),
            [(at + c, at + d)],
            (unit.start, unit.end),
            unit.paragraph,
            unit.kind,
        )
    ]
