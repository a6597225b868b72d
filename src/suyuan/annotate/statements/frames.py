"""Frames: 据甲报道, 根据乙的数据, 甲援引乙的话说."""

from __future__ import annotations

import re

from suyuan.annotate.statements.attribution import Attribution
from suyuan.annotate.statements.draft import HopDraft
from suyuan.annotate.statements.lexicon import CueWord
from suyuan.annotate.statements.predicates import PredicateReader
from suyuan.annotate.syntax.chinese import split_subject
from suyuan.annotate.syntax.segments import Clause, Unit
from suyuan.annotate.syntax.words import longest_suffix, nouns
from suyuan.model import Span

PRECISE = frozenset({"say", "opinion", "announce", "tell", "report", "show"})
_NOT_YET = re.compile(
    r"(?:将|将会|会|拟|可能|或|有望|准备|计划|打算|预定|预计|即将|定于|不|未|没|没有|无法|尚未|并未|不愿|不肯|拒绝|拒|不予|不得|不能|不会|难以|可|可以|应|应该|必须|须|需|需要|想|要|被|所|予以|的|值得|为了|避免|防止|希望|期待|寻求|力求|争取|旨在|试图|考虑|同意|决定|尚待|有待|等待|需|能|敢|难|请)$"
)
_FRAME = re.compile(
    r"(?:另|又|也|还|而|但|不过|此外|另外|同时)?[，,]?(?P<frame>据|根据|依据|按照|按|依照)(?![说悉了传守点此])"
)


class FrameReader(PredicateReader):
    """Attributions of a run of clauses, frames before predicates."""

    def attributions(self, parts: list[Clause], quotes: list[Span], unit: Unit) -> list[Attribution]:
        out: list[Attribution] = []
        for k, part in enumerate(parts):
            if part.end <= part.start:
                continue
            frame = _FRAME.match(self.text, part.start, part.end)
            found = self._frame(parts, k, frame, quotes, unit) if frame else None
            if found is None:
                found = self.clause(parts, k, part.start, quotes, unit)
            if found is not None:
                out.append(found)
        return out

    def _frame(
        self, parts: list[Clause], k: int, frame: re.Match[str], quotes: list[Span], unit: Unit
    ) -> Attribution | None:
        """据甲报道, 根据乙的数据, 据甲援引乙报道."""
        part = parts[k]
        begin = frame.end()
        word_span = frame.span("frame")
        if begin >= part.end:
            return None
        words = self.visible(begin, part.end, quotes)
        for n, word in enumerate(words):
            if word.kind == "relay":
                return self._relay(parts, k, begin, word, words[n + 1 :], unit)
        words = [w for w in words if w.kind not in ("naming", "attitude")]
        for word in words:
            if word.kind == "headline":
                continue
            stop = word.start - (self.text[word.start - 1] == "的")
            subject = split_subject(self.text, begin, stop, self.layers)
            rest = self.text[word.end : part.end]
            if subject.span is None and not rest and part.after in "，,：:":  # 据报道, 据介绍: nobody is named
                return Attribution((word_span[0], word.end), "noone", "zh.nobody", None, part.end, k, starts=part.start)
            if subject.span is None:
                continue
            nominal = self.text[subject.span[1] - 1] == "的" or self.text[word.start - 1] == "的"
            if rest and not nominal and word.kind in PRECISE and part.after not in ("，", ","):
                # 据甲说他们…: content without a mark
                out = self.attribution(parts, k, begin, word, subject, subject.span, None)
                out.rule = "zh.according.verb"
                return out
            if rest in ("", "的消息", "消息", "的报道", "的说法", "的话") or (
                rest and part.after in ("，", ",") and len(rest) <= 4
            ):
                span = self.strip_tail(subject.span)
                out = Attribution(
                    (word.start, word.end),
                    word.kind,
                    "zh.according.verb",
                    span,
                    part.end,
                    k,
                    starts=part.start,
                    adjuncts=subject.adjuncts,
                    loaded=word.loaded,
                )
                self.hops(out, parts, k, None)
                return out
        if part.after not in ("，", ","):
            return None
        return self._nominal_frame(parts, k, begin, word_span)

    def _nominal_frame(self, parts: list[Clause], k: int, begin: int, cue: Span) -> Attribution | None:
        """根据某院的数据，…: the frame word is the cue, the noun phrase the speaker."""
        part = parts[k]
        phrase = self.text[begin : part.end]

        if len(phrase) > 50 or longest_suffix(phrase, nouns("dataword")) is None:
            return None
        return Attribution(cue, "show", "zh.according.noun", (begin, part.end), part.end, k, starts=part.start)

    def _relay(
        self, parts: list[Clause], k: int, begin: int, word: CueWord, later: list[CueWord], unit: Unit
    ) -> Attribution | None:
        """甲引述乙（的话）称 …, 报道援引乙表示 …: 乙 speaks, 甲 relays."""
        part = parts[k]
        if _NOT_YET.search(self.text[begin : word.start]):
            return None
        subject = split_subject(self.text, begin, word.start, self.layers)
        relayer, _ = (subject.span, None) if subject.span else self.earlier_subject(parts, k)
        source_end, own = part.end, None
        for cue in later:
            if cue.kind in ("say", "report", "opinion", "announce", "short", "show", "demand") and cue.start > word.end:
                if _NOT_YET.search(self.text[word.end : cue.start]) and self.text[cue.start - 1] != "的":
                    continue
                source_end, own = cue.start, cue
                break
        source_subject = split_subject(self.text, word.end, source_end, self.layers)
        span = source_subject.span
        if span is None:
            return None
        span = self._trim_source(span)
        if span is None or span[1] - span[0] > 60:
            return None
        cue = (word.start, word.end)
        relay_cue: Span = (word.start, word.end)
        content = part.end
        if own is not None:
            content = self.skip_aspect(own.end, part.end)
            if own.kind == "report":
                relay_cue = (own.start, own.end)
            else:
                cue = (own.start, own.end)
        out = Attribution(
            cue,
            "say",
            "zh.relay",
            span,
            content,
            k,
            starts=part.start,
            adjuncts=(*subject.adjuncts, *source_subject.adjuncts),
            loaded=bool(own and own.loaded),
        )
        if relayer is not None:
            out.hops.append(HopDraft("relay", self.strip_tail(relayer), relay_cue))
        return out

    def _trim_source(self, span: Span) -> Span | None:
        start, end = span
        match = re.compile(
            r"(?:的)?(?:话|消息|说法|表述|言论|观点|报道|报导|分析|内容|谈话|讲话|证词|评论|信息|讯息|情报)$"
        ).search(self.text[start:end])
        if match and match.start() > 0:
            end = start + match.start()
        start = next((i for i in range(start, end) if self.text[i] not in "了，, "), end)
        return (start, end) if end > start else None
