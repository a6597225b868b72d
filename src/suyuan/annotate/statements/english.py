"""English: the same drafts from the word order of English news.

A cue is read in one of five places: ``X said (that) …``; ``…, X said``; ``…, said X``; ``according to X``; and a second
cue under the same subject (``, adding that …``, ``and stressed …``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from suyuan.annotate.statements import english_relay as relay
from suyuan.annotate.statements.draft import Draft, HopDraft
from suyuan.annotate.statements.english_clauses import Sentence
from suyuan.annotate.statements.english_words import (
    AFTER_VERB,
    BLOCK,
    DOCUMENT_HEAD,
    IN_DOCUMENT,
    ISSUED,
    NOUN_FORMS,
    PREPOSITION,
    TO_OUTLET,
    VEIL,
    Verb,
    cue_pattern,
    finite,
    verbs,
)
from suyuan.annotate.statements.quotation import is_name
from suyuan.annotate.syntax.chinese import Layers
from suyuan.annotate.syntax.segments import Unit
from suyuan.model import Span
from suyuan.text.quotes import Quotation

_AFTER_CONTENT = frozenset(
    {"say", "tell", "quote", "report", "belief", "show", "affirm"}
)  # what may stand after its content
_CUES = 24  # cues of one sentence that are looked at
_OPENS_CLAUSE = re.compile(
    r"(?:[A-Z]|the|a|an|he|she|it|they|we|there|this|these|those|why|how|what|who|whether|no|his|her|its|their|our|some"
    r"|many|most|all|both|more|people)\b|[A-Z]"
)
_ADVERBIAL = re.compile(r"(?:of|back|\w+ly)\b")  # said of him, wrote back, said softly
_CALLED_FOR = re.compile(
    r"\s(?:(?:on\s)?\w+day|again|also|repeatedly|publicly|jointly|urgently)(?:\s\w+day)?\s(?:for|on)\b"
)
_TO_WHOM = re.compile(r"(?:[A-Z][\w’'-]*\s){1,4}(?:against|about|over)\b|(?:earlier|later|back|again)$")
_BY = re.compile(r"\s(?:on \w+day\s)?by\s(?P<who>[^,;“\"]{2,60}?)\s(?=that\b|to\b)")  # been told by X that …
_QUESTION = re.compile(r"\s*(?:if|whether|why|how|what)\b")


@dataclass(slots=True)
class _Found:
    rule: str
    speaker: Span | None
    content: list[Span]
    addressee: Span | None = None
    region: Span = (0, 0)  # where a document or outlet may be named
    shared: bool = False  # the subject of the cue before
    documents: list[Span] = field(default_factory=list)


class EnglishReader:
    """Reads the sentences of one document."""

    def __init__(self, text: str, layers: Layers) -> None:
        self.text = text
        self.layers = layers
        self.cues = [(m.start(), m.end(), m.group().lower()) for m in cue_pattern().finditer(text)]
        self._starts = [start for start, _, _ in self.cues]

    def cues_within(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Cues (start, end, form) that stand in the range."""
        return self.cues[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def read(
        self,
        unit: Unit,
        quotes: list[Quotation],
        before: Quotation | None = None,
        within: Span | None = None,
        depth: int = 1,
    ) -> list[Draft]:
        """The statements of one sentence, or of a part of it, in order of their cues."""
        start, end = within or (unit.start, unit.end)
        here = self.cues_within(start, end)
        if not here:
            return []
        sentence = Sentence(self.text, start, end, quotes, self.layers, before, own_voice=depth > 1)
        out: list[Draft] = []
        for a, b, form in here[:_CUES]:
            if b > end or any(x < a < y for x, y in sentence.spans):
                continue
            verb = verbs()[form]
            if verb.kind == "cite":
                relay.read(self.text, sentence, (a, b), form, unit, out)
                continue
            if any(h.relay_cue == (a, b) for d in out for h in d.hops):
                continue  # X, citing Y, reported …: the relay's own verb
            found = self._attribution(sentence, a, b, form, verb, unit, out)
            if found is None or not found.content or self._inside_last(found, a, out):
                continue
            if found.rule == "en.according" and self._comes_last(found, a, out):
                continue
            draft = self._draft(found, (a, b), verb, unit)
            draft.depth = depth
            self._share(found, draft, out, a)
            out.append(draft)
        for draft in out:
            self._type(draft, quotes)
        return out

    def _comes_last(self, found: _Found, at: int, out: list[Draft]) -> bool:
        """X promised it, according to a transcript: the document is how we know, and X still the speaker.

        X promised it, according to two people: those speak, and X in what they say.
        """
        if not out or found.speaker is None or found.content[0][0] >= at:
            return False
        if DOCUMENT_HEAD.search(self.text[slice(*found.speaker)]):
            out[-1].hops.append(HopDraft("document", found.speaker))
            out[-1].content = self._cut(out[-1].content, at)
            return True
        out.clear()
        return False

    def _inside_last(self, found: _Found, at: int, out: list[Draft]) -> bool:
        """A cue with its own subject inside the content before it is somebody's speech inside speech."""
        own = found.speaker is not None and not found.shared and found.rule in ("en.subject_first", "en.passive")
        if not own or not out or not any(x <= at < y for x, y in out[-1].content):
            return False
        # Asked to resign, … X urged Y to resign, Y said: “No.”: after a demand the next clause is the reporter's
        begin = found.speaker[0] if found.speaker else at
        asked = out[-1].cue_kind in ("urge", "attack") and self.text[:begin].rstrip()[-1:] == ","
        return not (asked and self.text[found.content[0][0] - 1] in '“"‘')

    def _share(self, found: _Found, draft: Draft, out: list[Draft], at: int) -> None:
        """End the content before where this attribution begins; take over its subject where it has none."""
        if not out:
            return
        last = out[-1]
        if found.shared:
            draft.shares_subject = last
            last.content = self._cut(last.content, at)
        elif last.content and last.cue and last.cue[0] < at < last.content[-1][1]:
            last.content = self._cut(last.content, found.speaker[0] if found.speaker else at)

    def _cut(self, content: list[Span], at: int) -> list[Span]:
        out = []
        for a, b in content:
            if b <= at:
                out.append((a, b))
                continue
            b = at
            tail = re.search(r"(?:[\s,;—–]|\band\b|\bbut\b|\balso\b)+$", self.text[a:b]) if a < b else None
            b = a + tail.start() if tail else b
            if b > a:
                out.append((a, b))
        return out

    # ------------------------------------------------------------- the five places

    def _attribution(
        self, s: Sentence, a: int, b: int, form: str, verb: Verb, unit: Unit, earlier: list[Draft]
    ) -> _Found | None:
        if verb.kind == "according":
            return self._according(s, a, b)
        left, mark = s.chunk_start(a)
        passive = self._passive(s, a, b, verb)
        if passive is not None:
            return passive
        if BLOCK.search(self.text[max(s.start, a - 24) : a]):
            return None
        if verb.form == "base" and not s.plural_before(left, a):
            return None
        if form in NOUN_FORMS and unit.kind != "title" and not self._is_verb(self.text[left:a], self.text[b : s.end]):
            return None
        if verb.form == "ing":
            return self._participle(s, a, b, verb, left, mark, earlier)
        inverted = self._inverted(s, a, b, verb, left, mark)
        if inverted is not None:
            return inverted
        speaker = s.subject(left, a, mark)
        if speaker is None:
            return self._same_subject(s, a, b, verb, left, mark, earlier)
        return self._with_subject(s, b, verb, speaker, unit)

    def _passive(self, s: Sentence, a: int, b: int, verb: Verb) -> _Found | None:
        """he had been told by X that …; X was quoted by … as saying is a relay."""
        if verb.kind not in ("tell", "say") or not re.search(r"\b(?:was|were|been|is|are)\s$", self.text[s.start : a]):
            return None
        match = _BY.match(self.text, b, s.end)
        if match is None:
            return None
        told = s.content_after(match.end("who"), verb.kind)
        return _Found("en.passive", match.span("who"), [told], region=(b, s.end)) if told else None

    def _is_verb(self, before: str, after: str) -> bool:
        """The United States, his remarks, libel claims: forms that are nouns as often as verbs."""
        words = before.split()
        pronoun = bool(words) and re.fullmatch(r"(?:he|she|it|who|which)", words[-1], re.I) is not None
        return pronoun or after.lstrip().startswith("that ")

    def _cut_aside(self, told: Span) -> Span:
        """calls for truce|as generals trade blame: in a headline another event follows."""
        aside = re.compile(r"\s(?:as|amid|while)\s").search(self.text, *told)
        return (told[0], aside.start()) if aside else told

    def _with_subject(self, s: Sentence, b: int, verb: Verb, speaker: Span, unit: Unit) -> _Found | None:
        """X said (that) …, or …, X said."""
        addressee, at = s.addressee(b) if verb.kind in ("tell", "quote") else (None, b)
        end = s.chunk_end(at)
        rest = self.text[at:end].strip(" .")
        quoted = any(y <= speaker[0] and not self.text[y : speaker[0]].strip(" ,") for _, y in s.spans)
        quoted = quoted or (s.before is not None and speaker[0] <= s.start + 1)
        loose = quoted and (PREPOSITION.match(rest) or _ADVERBIAL.match(rest)) and not re.search(r"\bthat\b", rest)
        after = s.continued(end)
        closes = not rest or AFTER_VERB.match(rest) or loose
        if closes and (quoted or (verb.kind in _AFTER_CONTENT and speaker[0] > s.start + 4 and not after)):
            content = s.content_before(speaker[0])
            if content and not quoted and not after:
                after = s.rest(end)
            if content:
                return _Found("en.content_first", speaker, content + after, addressee, (b, s.end))
        called = _CALLED_FOR.match(self.text, b, s.end) if verb.kind == "calls" else None
        if called:  # called Monday for a truce
            asked = s.content_after(called.end(), "affirm")
            return _Found("en.subject_first", speaker, [asked], region=(b, s.end)) if asked else None
        if not self._allowed(s, verb.kind, speaker, at):
            return None
        if unit.kind == "title" and self.text[at : at + 4] == " to " and verb.kind == "say":
            return None  # Velanta Said to Weigh Sale: others say it
        told = s.content_after(at, verb.kind)
        if told is not None and unit.kind == "title" and verb.kind in ("affirm", "urge", "attack"):
            told = self._cut_aside(told)
        if told is None or not self._clausal(told, at, b, verb):
            return None
        return _Found("en.subject_first", speaker, [told], addressee, (b, s.end))

    def _clausal(self, told: Span, at: int, b: int, verb: Verb) -> bool:
        """the largest confirmed reserves: but for said and told, a verb of saying wants a clause or a quotation."""
        if verb.kind != "say" or self.text[max(0, b - 4) : b] in ("said", "says"):
            return True
        words = self.text[slice(*told)]
        if _TO_WHOM.match(words):
            return False  # warned Velando against it
        introduced = bool(re.match(r"[\s,:]*(?:that\b|to\b|[:“\"‘])", self.text[at : told[0] + 3]))
        return introduced or finite(words) or _OPENS_CLAUSE.match(words) is not None

    def _allowed(self, s: Sentence, kind: str, speaker: Span, at: int) -> bool:
        """Verbs that are cues only with a certain object."""
        after = self.text[at : s.end].lstrip()
        if kind == "belief":
            return bool(re.match(r"(?:that|the|it|he|she|they|there|we)\b|[^,;.]{3,60}?\sto\s\w", after))
        if kind == "show":
            what = re.match(r"(?:that|a|the|more|most|fewer|less|only|nearly|about|an)\b|\d", after)
            return bool(what) and bool(DOCUMENT_HEAD.search(self.text[slice(*speaker)]))
        if kind == "calls":
            return bool(re.match(r"[^.“\"]{2,60}[“\"]", after))
        if kind == "quote":
            return after.lstrip(" ,:")[:1] in ("“", '"', "‘") or bool(_QUESTION.match(after))
        return True

    def _same_subject(
        self, s: Sentence, a: int, b: int, verb: Verb, left: int, mark: str, earlier: list[Draft]
    ) -> _Found | None:
        """… and stressed …: a second predicate."""
        between = self.text[left:a]
        joined = re.search(r"\b(?:and|but)\s+(?:also\s+|then\s+)?$", between) is not None
        joined = joined or (mark == "," and between.strip() in ("", "and", "but", "also", "and also"))
        after = s.content_after(b, verb.kind) if joined and earlier and verb.kind != "calls" else None
        if after is None:
            return None
        return _Found("en.same_subject", earlier[-1].speaker, [after], region=(a, s.end), shared=True)

    def _inverted(self, s: Sentence, a: int, b: int, verb: Verb, left: int, mark: str) -> _Found | None:
        """…,” said X."""
        if verb.kind not in ("say", "quote", "affirm", "report") or self.text[left:a].strip():
            return None
        quoted = any(y <= a and not self.text[y:a].strip(" ,") for _, y in s.spans)
        quoted = quoted or (s.before is not None and a <= s.start + 1)
        if not quoted and (mark != "," or left <= s.start + 2):
            return None
        if not quoted and not self._tells(s.start, left):
            return None  # Its leader, Ann Lee, called for a vote: an apposition stands before the verb
        speaker = s.inverted_subject(b, quoted)
        content = s.content_before(a) if speaker else []
        if speaker is None or not content:
            return None
        return _Found("en.inverted", speaker, content + s.continued(speaker[1]), region=(b, s.end))

    def _tells(self, start: int, end: int) -> bool:
        """Do the words tell something, or do they only name somebody?"""
        words = self.text[start:end]
        return finite(words) or len(words.split()) > 8

    def _participle(
        self, s: Sentence, a: int, b: int, verb: Verb, left: int, mark: str, earlier: list[Draft]
    ) -> _Found | None:
        """…, adding that …; issued a statement saying …"""
        if verb.kind not in ("say", "tell", "affirm", "attack", "urge"):
            return None
        issued = ISSUED.search(self.text, left, a)
        alone = self.text[left:a].strip().lower() in ("", "also", "and", "but", "then", "only", "later")
        if not issued and not (alone and mark in (",", '"', "—", "–", ";")):
            return None
        at = s.addressee(b)[1] if verb.kind == "tell" else b
        after = s.content_after(at, verb.kind)
        if after is None:
            return None
        if earlier and not issued:
            return _Found("en.participle", earlier[-1].speaker, [after], region=(b, s.end), shared=True)
        speaker = s.main_subject(a)
        documents = [issued.span("document")] if issued else []
        return _Found("en.participle", speaker, [after], region=(b, s.end), documents=documents) if speaker else None

    def _according(self, s: Sentence, a: int, b: int) -> _Found | None:
        stop = s.chunk_end(b)
        words = self.text[b:stop]
        lo = b + len(words) - len(words.lstrip())
        hi = lo + len(words.strip(" ."))
        cut = re.search(r"\s(?:which|who|that|as|while|released|published)\s", self.text[lo:hi])
        hi = lo + cut.start() if cut and cut.start() > 3 else hi
        if hi <= lo:
            return None
        if self.text[s.start : a].strip(" ,"):
            content = s.content_before(a)
        else:
            after = s.content_after(stop, "say")
            content = [after] if after else []
        return _Found("en.according", (lo, hi), content, region=(b, s.end))

    # ------------------------------------------------------------- drafts

    def _unveiled(self, span: Span | None) -> Span | None:
        """Without the veil: a diplomat|, who declined to be named."""
        veil = VEIL.search(self.text, *span) if span else None
        return (span[0], veil.start()) if span and veil and veil.start() > span[0] + 3 else span

    def _draft(self, found: _Found, cue: Span, verb: Verb, unit: Unit) -> Draft:
        draft = Draft(
            found.rule,
            cue,
            verb.kind,
            self._unveiled(found.speaker),
            list(found.content),
            (unit.start, unit.end),
            unit.paragraph,
            unit.kind,
            loaded=verb.loaded,
            addressee=found.addressee,
        )
        lo, hi = found.region
        if draft.speaker is not None and draft.speaker[1] < cue[0] and self.text[draft.speaker[1]] == ",":
            lo = draft.speaker[1]  # The two states, in a joint statement, urged …
        match = IN_DOCUMENT.search(self.text, lo, min(hi, lo + 160))
        if match and (match.start() <= lo + 40 or not any(a <= match.start() < b for a, b in draft.content)):
            found.documents.append(match.span(1))
        draft.hops.extend(HopDraft("document", span) for span in found.documents[:1])
        media = [m for m in self.layers.mentions_in(*draft.addressee) if m.type == "MEDIA"] if draft.addressee else []
        draft.hops.extend(HopDraft("relay", (m.start, m.end), draft.cue) for m in media[:1])
        interview = TO_OUTLET.search(self.text, lo, min(hi, lo + 160)) if not media else None
        if interview and not any(a <= interview.start() < b for a, b in draft.content):
            mention = self.layers.mention_at(interview.end())
            if mention is not None and mention.type == "MEDIA":
                draft.hops.append(HopDraft("relay", (mention.start, mention.end)))
        return draft

    def _type(self, draft: Draft, quotes: list[Quotation]) -> None:
        """Direct where the content is quotations and nothing else, mixed where it holds quoted words."""
        parts = {p for q in quotes for p in q.parts}
        if (
            draft.rule in ("en.content_first", "en.inverted")
            and not quotes
            and self.text[draft.content[0][0] - 1] in '“"‘'
        ):
            draft.type = "direct"
            return
        if all(c in parts for c in draft.content):
            draft.type = "direct"
            return
        start, end = draft.content[0][0], draft.content[-1][1]
        inside = [q for q in quotes if start <= q.start < end]
        if inside and inside[0].start == start and not self.text[inside[0].end : end].strip(" .,"):
            draft.type = "direct"
            draft.content = list(inside[0].parts)
        elif any(draft.cue_kind == "calls" or not is_name(self.text, q.inner) for q in inside):
            draft.type = "mixed"
