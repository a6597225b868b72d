"""Frames: 据甲报道, 根据乙的数据, 甲援引乙的话说; and the choice between frames and predicates."""

from __future__ import annotations

import re

from suyuan.annotate.statements.attribution import Attribution, Site
from suyuan.annotate.statements.draft import HopDraft
from suyuan.annotate.statements.lexicon import CueWord
from suyuan.annotate.statements.nouns import is_outlet, outlet_shape
from suyuan.annotate.statements.predicates import PRECISE, PredicateReader
from suyuan.annotate.statements.words import ATTRIBUTIVE, NOT_YET, REPORT_NOUN, SOURCE_TAIL
from suyuan.annotate.syntax.chinese import Subject, skip_connectives, split_subject
from suyuan.annotate.syntax.segments import Clause
from suyuan.annotate.syntax.words import longest_suffix, nouns
from suyuan.model import Span

_FRAME = re.compile(
    r"(?:另|又|也|还|而|但|不过|此外|另外|同时)?[，,]?(?P<frame>据|根据|依据|按照|按|依照)(?![说悉了传守点此])"
)
# 记者从某部获悉
_LEARNED = re.compile(
    r"(?:(?:记者|本报|本刊|本网|笔者)[^，]{0,24}?|^(?P<outlet>[^，。从]{2,12}))从(?P<from>[^，从]{2,40}?)"
    r"(?<![上中里])(?<!发布会|吹风会|座谈会|新闻会)(?<!现场|会议|大会)(?:处|方面|那里|口中)?$"
)
_UTTERED = re.compile(r"[，。！？,!?]")
_OWN = frozenset({"say", "report", "opinion", "announce", "short", "show", "demand", "target"})
_TAILS = frozenset(("", "的消息", "消息", "的报道", "的说法", "的话"))


class FrameReader(PredicateReader):
    """The attributions of a run of clauses."""

    def attributions(self, parts: list[Clause], quotes: list[Span], headline: bool) -> list[Attribution]:
        """At most one for each clause, frames before predicates."""
        out: list[Attribution] = []
        for k, part in enumerate(parts):
            if part.end <= part.start:
                continue
            frame = _FRAME.match(self.text, part.start, part.end)
            found = None
            nobody = next((c for c in self.cues.within(part.start, part.start + 1) if c.kind == "noone"), None)
            if nobody is not None and self.text[nobody.end : nobody.end + 1] != "的":  # 据报道，…
                out.append(self.nobody(Site(parts, k, part.start, quotes, headline), nobody))
                continue
            if frame is not None and frame.end() < part.end:
                found = self._frame(Site(parts, k, frame.end(), quotes, headline), frame.span("frame"))
            if found is None:
                found = self._clause(Site(parts, k, part.start, quotes, headline))
            if found is not None:
                out.append(found)
        return out

    def _clause(self, site: Site) -> Attribution | None:
        """What the first cue of the clause makes that is more than a noun or an adjunct."""
        words = self.visible(site.begin, site.part.end, site.quotes)
        for n, word in enumerate(words):
            later = words[n + 1 :]
            found = None
            if word.kind == "relay":
                found = self._relay(site, word, later)
            elif word.kind in ("noun", "naming", "attitude") or any(self.leads_to(word, w) for w in later):
                continue
            elif word.kind == "weak" and self._only_leads(site, word):
                continue  # 甲在某平台发文，狠批 …
            elif word.kind == "learn":
                return self._learned(site, word)
            elif word.kind == "noone" and self.text[word.end : word.end + 1] == "的":
                continue  # 网络流传的视频显示 …
            elif word.kind == "noone":
                return self.nobody(site, word)
            else:
                found = self.predicate(site, word)
            if found is not None:
                return found
        return None

    def _only_leads(self, site: Site, word: CueWord) -> bool:
        """A posting or an answer whose clause is followed at once by the verb of what it says."""
        if word.end != site.part.end or site.part.after not in ("，", ",") or site.k + 1 >= len(site.parts):
            return False
        following = site.parts[site.k + 1]
        verbs = [c for c in self.visible(following.start, following.end, site.quotes) if c.kind not in ("weak", "noun")]
        before = self.text[following.start : verbs[0].start] if verbs else "-"
        return not before.strip("并又还也强烈严厉再次")

    def _learned(self, site: Site, word: CueWord) -> Attribution | None:
        """记者从某部获悉，…: the body it was learned from speaks; 记者获悉 alone is the outlet itself."""
        part = site.part
        begin = skip_connectives(self.text, site.begin, word.start, self.layers)
        match = _LEARNED.search(self.text[begin : word.start])
        if match is None or part.after not in ("，", ",", "：", ":") or word.end != part.end:
            return None
        source = (begin + match.start("from"), begin + match.end("from"))
        out = Attribution((word.start, word.end), "say", "zh.learned", source, part.end, site.k, part.start)
        if match.group("outlet"):
            span = (begin + match.start("outlet"), begin + match.end("outlet"))
            if not is_outlet(self.words(span), span, self.layers) and not outlet_shape(self.words(span)):
                return None
            out.hops.append(HopDraft("relay", span, out.cue))
        return out

    # ------------------------------------------------------------- 据, 根据

    def _frame(self, site: Site, frame: Span) -> Attribution | None:
        """据甲报道, 据甲援引乙报道, 据甲说…, 根据乙的数据."""
        part = site.part
        words = self.visible(site.begin, part.end, site.quotes)
        for n, word in enumerate(words):
            if word.kind == "relay":
                return self._relay(site, word, words[n + 1 :])
        for word in words:
            if word.kind in ("naming", "attitude", "headline"):
                continue
            nominal = self.text[word.start - 1] == "的"
            subject = split_subject(self.text, site.begin, word.start - nominal, self.layers)
            rest = self.text[word.end : part.end]
            comma = part.after in ("，", ",")
            if subject.span is None:
                if not rest and part.after in ("，", ",", "：", ":"):  # 据报道, 据介绍: nobody is named
                    return Attribution((frame[0], word.end), "noone", "zh.nobody", None, part.end, site.k, part.start)
                continue
            if rest and not nominal and word.kind in PRECISE and not comma:
                # 据甲说他们…: content without a mark
                out = self.attribution(site, word, subject, subject.span, None)
                out.rule = "zh.according.verb"
                return out
            if not rest and not comma and site.k > 0 and part.after not in ("：", ":"):
                return self._afterwards(site, word, subject)
            if rest in _TAILS or (comma and len(rest) <= 4):
                span = self.strip_tail(subject.span)
                out = Attribution((word.start, word.end), word.kind, "zh.according.verb", span, part.end, site.k)
                out.starts, out.adjuncts, out.loaded = part.start, subject.adjuncts, word.loaded
                self.hops(out, site, None)
                return out
        return self._nominal_frame(site, frame)

    def _afterwards(self, site: Site, word: CueWord, subject: Subject) -> Attribution | None:
        """港口将开放，据陈宁说。 Translations put the frame last: what stands before it is the content."""
        start = self.skip_mark(site.parts[0].start, site.part.start)
        stop = site.parts[site.k - 1].end
        if subject.span is None or stop <= start:
            return None
        out = self.attribution(site, word, subject, self.strip_tail(subject.span), None)
        out.rule, out.target = "zh.according.after", [(start, stop)]
        return out

    def _nominal_frame(self, site: Site, frame: Span) -> Attribution | None:
        """根据某院的数据，…: the frame word is the cue, the noun phrase the speaker."""
        part = site.part
        phrase = self.text[site.begin : part.end]
        if part.after not in ("，", ",") or len(phrase) > 50 or not self._informs((site.begin, part.end)):
            return None
        noun = REPORT_NOUN.search(phrase)
        if noun and noun.start() > 1:  # 据甲消息: the noun is the cue, 甲 the speaker
            cue = (site.begin + noun.start("noun"), part.end)
            span = (site.begin, site.begin + noun.start())
            subject = split_subject(self.text, *span, self.layers)
            if subject.span is not None:
                rule = "zh.according.noun"
                return Attribution(cue, "report", rule, self.strip_tail(subject.span), part.end, site.k, part.start)
        return Attribution(frame, "show", "zh.according.noun", (site.begin, part.end), part.end, site.k, part.start)

    def _informs(self, span: Span) -> bool:
        """Data, a report, a source, a person or an outlet: what one can say something according to."""
        phrase = self.words(span)
        if any(longest_suffix(phrase, nouns(kind)) for kind in ("dataword", "source", "role", "outlet")):
            return True
        last = self.layers.mentions_in(*span)[-1:]
        return any(m.end == span[1] and m.type in ("PERSON", "MEDIA") for m in last)

    # ------------------------------------------------------------- 引述, 援引

    def _relay(self, site: Site, word: CueWord, later: list[CueWord]) -> Attribution | None:
        """甲引述乙（的话）称 …, 报道援引乙表示 …: 乙 speaks, 甲 relays."""
        part = site.part
        if NOT_YET.search(self.text[site.begin : word.start]):
            return None
        begin = self.after_quotation(site, word)
        if not _UTTERED.search(self.text, site.begin, begin):
            begin = site.begin  # “海桥社”引述 …: marks round the outlet's name
        subject = split_subject(self.text, begin, word.start, self.layers)
        relayer = subject.span or self.earlier_subject(site.parts, site.k)[0]
        own = self._own_predicate(word, later)
        source = split_subject(self.text, word.end, own.start if own else part.end, self.layers)
        span = self._trim_source(source.span) if source.span else None
        if span is None:
            return None
        if own is not None and self.words(span) in ATTRIBUTIVE:  # 引述相关报道称: 相关 names nobody, the report speaks
            span = (span[0], min(own.start + 2, own.end))
        cue = relay_cue = (word.start, word.end)
        if own is not None and own.kind == "report":  # 引述 is the cue, 报道 the relay cue
            relay_cue = (own.start, own.end)
        elif own is not None:
            cue = (own.start, own.end)
        content = self.skip_aspect(own.end, part.end) if own else part.end
        out = Attribution(cue, "say", "zh.relay", span, content, site.k, part.start, bool(own and own.loaded))
        out.adjuncts = (*subject.adjuncts, *source.adjuncts)
        if relayer is not None:
            out.hops.append(HopDraft("relay", self.strip_tail(relayer), relay_cue))
        return out

    def _own_predicate(self, word: CueWord, later: list[CueWord]) -> CueWord | None:
        """The source's own predicate after 引述, where there is one."""
        for cue in later:
            negated = NOT_YET.search(self.text[word.end : cue.start]) and self.text[cue.start - 1] != "的"
            if cue.kind in _OWN and cue.start > word.end and not negated:
                return cue
        return None

    def _trim_source(self, span: Span) -> Span | None:
        """乙的话 → 乙."""
        start, end = span
        tail = SOURCE_TAIL.search(self.text[start:end])
        if tail and tail.start() > 0:
            end = start + tail.start()
        start = next((i for i in range(start, end) if self.text[i] not in "了，, "), end)
        return (start, end) if start < end <= start + 60 else None
