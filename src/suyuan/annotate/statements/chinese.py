"""Chinese: from the clauses of one unit to draft statements.

A unit is read from left to right, as the eye does. A clause with a cue whose subject can speak opens a statement, and
what follows is its content until the unit ends or the reporter takes the floor again (并称 …, ；乙则说 …). What is said
inside the content is looked at afterwards, one level deeper.
"""

from __future__ import annotations

import re

from suyuan.annotate.statements.attribution import Attribution
from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.statements.frames import FrameReader
from suyuan.annotate.statements.quotation import classify
from suyuan.annotate.syntax.segments import Clause, Unit, clauses
from suyuan.model import Span
from suyuan.text.quotes import Quotation

_DECLINED = re.compile(r"(?:不予|拒绝|不愿|不会|不便|暂不|不作|不做|无可|不对.{1,30})(?:进一步)?(?:置评|评论|回应|奉告|透露|回答)$")
_SIBLING = re.compile(
    r"(?:并|又|还|也|亦|同时|另|另外|此外|且|而且|并且|再|更|随后|接着|之后|然后|进而|最后|但|但也|不过|却|则|补充|再次|还|甚至|继而|并再次|同时也|同时还|也都|一边|一面|均|都|强烈|严厉|明确|特别|反复|公开|坚决|并且也|并也|亦都)+$"
)
_PRONOUN = re.compile(r"(?:他|她|它|他们|她们|其|双方|两人|该[\u4e00-\u9fff]{1,6}|这[位名]?[\u4e00-\u9fff]{1,5})$")
_CONTRAST = re.compile(r"(?:而|但|不过|然而|但是|另外|此外|同时|另一方面|至于|则)")


class Reader(FrameReader):
    """Reads the units of one document."""

    def read(
        self, unit: Unit, start: int, end: int, quotes: list[Quotation], depth: int = 1, kind: str | None = None
    ) -> list[Draft]:
        """The statements made directly in the range, in order; ``quotes`` are its outermost quotations."""
        spaces = unit.kind in ("title", "heading") and depth == 1
        spans = [self._quote_span(q, end) for q in quotes]
        parts = clauses(self.text, start, end, spans, spaces)
        found = self._attributions(parts, spans, unit, depth)
        out: list[Draft] = []
        open_draft: Draft | None = None
        for attribution in found:
            first = parts[attribution.clause]
            if open_draft is not None and not self._takes_floor(attribution, open_draft, first, parts, spans):
                continue
            if open_draft is not None:
                self._close(open_draft, attribution.starts, spans, end)
            draft = self._draft(attribution, unit, depth, end)
            if draft.elided and open_draft is not None:
                # 并称 …: what stands before it is what was said, so that the subject is the speaker's own
                draft.shares_subject = open_draft
                draft.speaker = open_draft.speaker
            if open_draft is not None and not draft.hops and (draft.elided or self._is_pronoun(draft.speaker)):
                draft.hops = list(open_draft.hops)
            out.append(draft)
            open_draft = draft
            if attribution.target:
                draft.content = list(attribution.target)
                draft.rule = attribution.rule
        if open_draft is not None:
            self._close(open_draft, end, spans, end)
        self._quote_first(out, parts, quotes, spans, unit)
        out = [d for d in out if d.content and not self._declines(d)]
        for draft in out:
            self._type(draft, spans)
        return out

    def _is_pronoun(self, span: Span | None) -> bool:
        return span is not None and self.text[slice(*span)] in ("他", "她", "他们", "她们", "其")

    def _declines(self, draft: Draft) -> bool:
        """对此不予置评: no content, no statement."""
        return bool(_DECLINED.search(self.text, draft.content[0][0], draft.content[-1][1]))

    def _quote_span(self, q: Quotation, end: int) -> Span:
        return (q.start, min(q.end, end))

    def _takes_floor(self, a: Attribution, held: Draft, part: Clause, parts: list[Clause], quotes: list[Span]) -> bool:
        """Does the reporter speak again, or is this still what was said?"""
        if held.kind != "body" and part.before in (" ", "\u3000", "；", ";"):
            return a.speaker is not None
        before = self.text[part.start : a.cue[0]]
        if a.rule.endswith(".subjectless"):
            if a.kind in ("say", "short", "tell"):
                return True
            return bool(_SIBLING.search(before.strip()))
        if a.speaker is None:
            return False
        phrase = self.text[a.speaker[0] : a.speaker[1]]
        if a.kind in ("say", "tell", "short") and _PRONOUN.fullmatch(phrase) and part.before in ("，", ",", "；", ";"):
            after_quote = any(b in (part.start - 1, part.start) for _, b in quotes)
            return (
                after_quote
                or bool(_CONTRAST.match(before))
                or part.before in "；;"
                or held.type == "x"
                or (a.kind == "say" and not before.startswith("他们"))
            )
        if part.before in ("；", ";", "。", "！", "？"):
            return a.kind in ("say", "tell", "opinion", "announce", "demand")
        return a.kind in ("say", "tell") and bool(_CONTRAST.match(before) or before.rstrip("曾也还已").endswith("则"))

    def _draft(self, a: Attribution, unit: Unit, depth: int, end: int) -> Draft:
        draft = Draft(
            a.rule,
            a.cue,
            a.kind,
            a.speaker,
            [],
            (unit.start, unit.end),
            unit.paragraph,
            unit.kind,
            depth=depth,
            loaded=a.loaded,
            hops=list(a.hops),
            addressee=a.addressee,
        )
        draft.elided = a.rule.endswith(".subjectless")
        draft.content = [(a.content_start, end)]
        for adjunct in a.adjuncts:
            if adjunct.kind == "time" and draft.when is None:
                draft.when = (adjunct.start, adjunct.end)
            elif adjunct.kind == "place" and draft.occasion is None:
                draft.occasion = (adjunct.start, adjunct.end)
            elif adjunct.kind == "object" and draft.addressee is None and self.text[adjunct.start] in "对向":
                draft.addressee = (adjunct.start + 1, adjunct.end)
        return draft

    def _close(self, draft: Draft, end: int, quotes: list[Span], limit: int) -> None:
        """The content runs to ``end``; trim marks at both sides."""
        if draft.rule in ("zh.target.before", "zh.attitude") or len(draft.content) != 1:
            return
        head: list[Span] = []
        start = draft.content[0][0]
        if draft.rule == "zh.nobody.inside":
            head = []
        start = self._skip_mark(start, end)
        stop = self.trim_end(start, end, quotes)
        draft.content = [*head, (start, stop)] if stop > start else []

    def trim_end(self, start: int, end: int, quotes: list[Span]) -> int:
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in "。！？；，,;!?…"):
            end -= 1
        return end

    def _quote_first(
        self, drafts: list[Draft], parts: list[Clause], quotes: list[Quotation], spans: list[Span], unit: Unit
    ) -> None:
        """“…”，他说。 and “…”，他说，“…”: the content before the cue."""
        if not drafts:
            return
        first = drafts[0]
        lead = [(q, s) for q, s in zip(quotes, spans, strict=True) if s[1] <= (first.speaker or first.cue or (0, 0))[0]]
        if not lead or first.cue is None or first.rule.startswith(("zh.target", "zh.attitude", "zh.nobody")):
            return
        q, s = lead[-1]
        between = self.text[s[1] : (first.speaker or first.cue)[0]]
        if lead[0][1][0] > unit.start + 1 or not re.fullmatch(r"[，,。\s]{0,3}[^，]{0,12}", between):
            return
        tail = first.content[0] if first.content else None
        if tail is None or self._wholly_quoted(tail, spans):
            first.content = [p for x, _ in lead for p in x.parts] + ([self._inner(tail, quotes)] if tail else [])
            first.type = "direct"
            first.rule = "zh.quote_first"

    def _inner(self, span: Span, quotes: list[Quotation]) -> Span:
        return next((q.inner for q in quotes if q.start == span[0]), span)

    def _wholly_quoted(self, span: Span, quotes: list[Span]) -> bool:
        return any(a == span[0] and self.trim_end(a, b, []) >= span[1] - 1 and b >= span[1] for a, b in quotes)

    def _type(self, draft: Draft, quotes: list[Span]) -> None:

        if draft.type != "direct":
            classify(self, draft, quotes)
