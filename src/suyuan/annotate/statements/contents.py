"""What a predicate of saying brings with it: addressee, target, attitude in two pieces, hops."""

from __future__ import annotations

import re

from suyuan.annotate.statements.adjunct_hops import adjunct_hops
from suyuan.annotate.statements.attribution import Attribution, CueReader, Site
from suyuan.annotate.statements.lexicon import CueWord
from suyuan.annotate.statements.words import ATTITUDE, LIGHT_VERB
from suyuan.annotate.syntax.chinese import Adjunct, Subject, name_run
from suyuan.model import Span

_PRESS = re.compile(r"[^，：“]{0,12}?(?:记者们?|媒体|本报|本台|本社)")
_ABOUT = ("对", "就", "针对")  # 对某事表示关切, 就某事表示关切
_ONE_WORD = re.compile(r"[“「\"][^“”「」\"，。]{1,8}[”」\"]")  # 对判决表示“满意”
_IN_A_DOCUMENT = re.compile(r"在[^，]{1,30}(?:中|里|上)$")


class ContentReader(CueReader):
    """From a cue with its subject to an attribution."""

    def attribution(
        self, site: Site, word: CueWord, subject: Subject, span: Span | None, back: int | None
    ) -> Attribution:
        """``span`` is the speaker, taken from clause ``back`` where its own clause has none."""
        out = Attribution(
            (word.start, word.end),
            word.kind,
            f"zh.{word.kind}",
            span,
            self.skip_aspect(word.end, site.part.end),
            site.k,
            starts=site.begin,
            loaded=word.loaded,
            adjuncts=subject.adjuncts,
        )
        if subject.span is None:
            out.rule += ".subjectless"
            out.elided = True
        if word.kind == "tell":
            self._addressee(out, site)
        elif word.kind in ("target", "greet"):
            self._target_before(out, site)
        elif self.words(out.cue) in ("表示", "表达"):
            self._attitude(out, site)
        self.hops(out, site, back)
        return out

    def _addressee(self, out: Attribution, site: Site) -> None:
        """甲告诉乙，…"""
        at, part = out.content_start, site.part
        if at < part.end <= at + 40 and part.after in ("，", ",", "：", ":"):
            out.addressee = (at, part.end)
        else:
            run = name_run(self.text, at, part.end, self.layers)
            press = _PRESS.match(self.text, at, part.end)
            out.addressee = (at, run) if run > at else press.span() if press else None
        if out.addressee:
            out.content_start = out.addressee[1]

    def _target_before(self, out: Attribution, site: Site) -> None:
        """针对乙进行了抨击: the target stands before the cue."""
        if site.part.end > out.content_start:
            return
        for adjunct in out.adjuncts:
            if adjunct.kind == "object":
                start = adjunct.start + (2 if self.text.startswith(("针对", "对于"), adjunct.start) else 1)
                light = LIGHT_VERB.match(self.text, start, adjunct.end)
                stop = light.end(1) if light else adjunct.end
                if stop > start:
                    out.target = [(start, stop)]
                    out.rule = "zh.target.before"

    def _attitude(self, out: Attribution, site: Site) -> None:
        """对乙表示关切: the content is in two pieces, 对乙 and 关切."""
        quoted = _ONE_WORD.match(self.text, out.content_start, site.part.end)
        match = quoted or ATTITUDE.match(self.text, out.content_start, site.part.end)
        if match is None or match.end() != site.part.end:
            return
        objects = [a for a in out.adjuncts if a.kind == "object" and self.text.startswith(_ABOUT, a.start)]
        if not objects:
            if site.part.after in ("，", ","):
                out.target, out.rule = [(out.content_start, match.end())], "zh.attitude.alone"
            return
        stop = out.cue[0]
        for adjunct in reversed(out.adjuncts):
            if adjunct.end == stop and adjunct.kind in ("adverb", "time"):
                stop = adjunct.start
        out.target = [(objects[0].start, stop), (out.content_start, match.end())]
        out.rule = "zh.attitude_quoted" if quoted else "zh.attitude"

    def nobody(self, site: Site, word: CueWord) -> Attribution:
        """据称, 据报: said by nobody in particular, before the clause or inside it."""
        part = site.part
        start = self.skip_mark(word.end, part.end)
        out = Attribution((word.start, word.end), "noone", "zh.nobody", None, start, site.k, part.start)
        if part.start < word.start and word.end < part.end:
            out.head, out.content_start, out.rule = (part.start, word.start), word.end, "zh.nobody.inside"
        return out

    def hops(self, out: Attribution, site: Site, back: int | None) -> None:
        """Documents and outlets that the adjuncts, the addressee and the subject's own clause bring in."""
        lead: list[Span] = []
        if back is not None:
            lead = [(part.start, part.end) for part in site.parts[back : site.k]]
        elif site.k > 0:
            before = site.parts[site.k - 1]
            if _IN_A_DOCUMENT.search(self.text, before.start, before.end):  # 在一份声明中，甲说
                out.adjuncts = (Adjunct("place", before.start, before.end), *out.adjuncts)
        if out.speaker is not None:
            lead = [(max(out.speaker[1], a), b) for a, b in lead]
        adjuncts = [(a.start, a.end) for a in out.adjuncts if a.kind in ("place", "object", "lead", "with")]
        out.hops.extend(adjunct_hops(self.text, lead, adjuncts, self.layers, out))
