"""Who is meant in an English document, and through whom it came."""

from __future__ import annotations

import re

from suyuan.annotate.document import Document
from suyuan.annotate.statements.draft import Draft
from suyuan.annotate.syntax.chinese import Layers
from suyuan.model import Hop, Speaker

_TITLE = re.compile(
    r"^(?:(?:The|the|A|An|a|an|former|then|acting|deputy|senior|vice|Vice|Deputy|Former|Acting|Senior)\s)*(?:[\w.’'&,-]+\s)*?(?:President|Minister|Secretary|Chancellor|Senator|Sen\.|Rep\.|Gov\.|Governor|Mayor|Chief|chief|Director|director|leader|Leader|spokesman|spokeswoman|spokesperson|Mr\.|Mrs\.|Ms\.|Dr\.|Mr|Mrs|Ms|Dr|Prof\.|Professor|Judge|Justice|General|Gen\.|Col\.|Lt\.|Capt\.|Captain|analyst|Ambassador|ambassador|CEO|chairman|Chairman|economist|King|Queen|Prince|Pope|Speaker|officer|Officer|Sheriff|Attorney|strategist|manager|author|professor|reporter|editor|adviser|advisor)\s+"
)
_ANON = re.compile(
    r"\b(?:sources?|officials?|people|persons?|person|insiders?|aides?|diplomats?|witness(?:es)?|analysts?|experts?|residents?|critics?|lawyers?|observers?|authorities|executives?|employees?|activists?)\b",
    re.I,
)
_SPOKES = re.compile(r"\bspokes(?:man|woman|person|people)\b", re.I)
_OUTLET = re.compile(
    r"\b(?:newspaper|news agency|agency|magazine|network|broadcaster|media|outlet|News|Times|Post|Journal|Reuters|Bloomberg|AFP|AP|CNN|BBC|Xinhua|Kyodo|NBC|CBS|ABC|NPR|Politico|Breitbart|HuffPost|Tribune|Herald|Guardian|Telegraph|Daily|Gazette|website|Press)\b(?:’s|'s)?$"
)
_DOC = re.compile(
    r"\b(?:report|study|survey|poll|document|documents|data|statement|letter|memo|filing|records|figures|database|research|analysis|results|audit|review|lawsuit|email|emails|indictment|order|book|release)\b",
    re.I,
)
_NAME = re.compile(r"[A-Z][\w’'-]*\.?(?:\s(?:[A-Z][\w’'-]*\.?|de|van|bin|al|von|der|of))*\s?[A-Z]?[\w’'-]*$")


def resolve(doc: Document, layers: Layers, drafts: list[Draft]) -> None:
    """Fill ``resolved`` and ``channel``, in reading order."""
    state = _State(doc, layers)
    for draft in drafts:
        state.resolve(draft)


class _State:
    def __init__(self, doc: Document, layers: Layers) -> None:
        self.doc = doc
        self.layers = layers
        self.text = doc.folded
        self.last: Speaker | None = None
        self.plural: Speaker | None = None
        self.hops: list[Hop] = []
        self.relay_speaker: Speaker | None = None
        self.names = [m.group() for m in re.finditer(r"[A-Z][\w’'-]+(?:\s(?:[A-Z]\.|[A-Z][\w’'-]+)){1,3}", doc.text)]

    def resolve(self, draft: Draft) -> None:
        speaker = self._speaker(draft)
        draft.resolved = speaker
        hops = []
        for h in draft.hops:
            assert h.span is not None
            name = self.doc.text[slice(*h.span)]
            hops.append(
                Hop(
                    name.lower() if h.role == "document" else name,
                    h.role,
                    h.span,
                    h.relay_cue,
                    speaker.names[0] if h.role == "document" and speaker.names else None,
                )
            )  # type: ignore[arg-type]
        if (
            not hops
            and self.relay_speaker is not None
            and draft.speaker is not None
            and self._pronoun(draft)
            and speaker.names == self.relay_speaker.names
        ):
            hops = [Hop(h.name, h.role, None, None, h.issuer, True) for h in self.hops if h.role == "relay"]
        draft.channel = hops
        if hops:
            self.hops, self.relay_speaker = hops, speaker
        elif speaker.names and self.relay_speaker and speaker.names != self.relay_speaker.names:
            self.relay_speaker = None
        if speaker.names:
            self.last = speaker
            if len(speaker.names) > 1:
                self.plural = speaker

    def _pronoun(self, draft: Draft) -> bool:
        return bool(draft.speaker) and self.text[slice(*(draft.speaker or (0, 0)))].lower() in (
            "he",
            "she",
            "they",
            "it",
        )

    def _speaker(self, draft: Draft) -> Speaker:
        if draft.shares_subject is not None and draft.shares_subject.resolved is not None:
            return draft.shares_subject.resolved
        span = draft.speaker
        if span is None:
            return Speaker(None, (), "unspecified")
        phrase = self.text[slice(*span)].strip()
        low = phrase.lower()
        if low in ("he", "she", "it", "they"):
            back = self.plural if low == "they" and self.plural else self.last
            return Speaker(span, back.names, back.type, back.cluster) if back else Speaker(span, (), "unspecified")
        core = re.split(r",|\swho\s|\sat\s|\sin\s", phrase)[0]
        if _SPOKES.search(core) and not self._person(span, core):
            body = self._body(core)
            return (
                Speaker(span, (body,), "collective")
                if body
                else Speaker(span, (_bare(core),), "anonymous", _bare(core))
            )
        person = self._person(span, core)
        if person:
            return Speaker(span, (person,), "named")
        media = [m for m in self.layers.mentions_in(*span) if m.type == "MEDIA"]
        if media and media[-1].end >= span[1] - 12:
            return Speaker(span, (self.doc.text[media[-1].start : media[-1].end],), "outlet")
        if _OUTLET.search(core):
            return Speaker(span, (_bare(re.sub(r"^.*-run\s", "", core)),), "outlet")
        if re.search(
            r"\b(?:sources?|officials?|people familiar|insiders?|aides?|diplomats?|person|analysts?|experts?|witness(?:es)?|critics?|lawyers?|observers?)\b",
            core,
            re.I,
        ):
            return Speaker(
                span,
                (_bare(core),),
                "anonymous",
                f"{_bare(core)} ({self.doc.outlet or ''} {self.doc.article.published or ''})",
            )
        if _DOC.search(core):
            owner = re.match(r"(?:an?\s|the\s)?([A-Z]\w+(?:\s[A-Z]\w+)*)\s(?:data|database|poll|survey)", core)
            return (
                Speaker(span, (owner.group(1),), "collective") if owner else Speaker(span, (_bare(core),), "document")
            )
        return Speaker(span, (self._collective(core),), "collective")

    def _person(self, span: tuple[int, int], core: str) -> str | None:
        found = [m for m in self.layers.mentions_in(*span) if m.type == "PERSON"]
        if found:
            return self._full(self.doc.text[found[-1].start : found[-1].end])
        if re.match(r"(?:the|both|a|an)\s", core, re.I):
            by_title = self._by_title(core)
            if by_title:
                return by_title
        title = _TITLE.match(core + " ")
        rest = core[title.end() :].strip() if title and title.end() < len(core) else core
        if title and re.fullmatch(r"[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]*){0,3}", rest):
            return self._full(rest)
        if (
            re.fullmatch(r"[A-Z][\w’'-]+", core)
            and any(n.endswith(" " + core) or n.startswith(core + " ") for n in self.names)
            and not self.layers.mentions
        ):
            return self._full(core)
        if (
            re.fullmatch(r"[A-Z][\w’'-]+(?:\s[A-Z]\.?)?\s[A-Z][\w’'-]+", core)
            and not self.layers.mentions
            and not re.search(
                r"(?:Ministry|Agency|Council|Department|Office|House|Party|Bank|Service|Services|Times|Post|News|Center|Centre|University|Police|Institute|Reserve|Committee|Court|Union|Nations|Authority|Group|Company|Inc|Corp)$",
                core,
            )
        ):
            return core
        return None

    def _by_title(self, core: str) -> str | None:
        title = re.sub(r"^(?:the|a|an)\s", "", core, flags=re.I)
        match = re.search(rf"\b{re.escape(title)}\s((?:[A-Z][\w’'-]*\.?\s?){{1,4}})", self.doc.text, re.I)
        return self._full(match.group(1).strip()) if match and match.group(1)[:1].isupper() else None

    def _full(self, name: str) -> str:
        name = re.sub(r"(?:’s|'s)$", "", name.strip())
        longer = [n for n in self.names if n != name and (n.endswith(" " + name) or n.startswith(name + " "))]
        cleaned = [re.sub(_TITLE, "", n + " ").strip() or n for n in longer]
        best = max([name, *(c for c in cleaned if name in c)], key=lambda n: (len(n.split()) <= 4, len(n)))
        return best

    def _body(self, core: str) -> str | None:
        match = re.search(r"spokes\w+\s(?:for|of|at)\s(?:the\s)?(.+)$", core)
        if match:
            return re.sub(r"^[A-Z]\w+’s\s|^[A-Z]\w+'s\s", "", match.group(1).strip())
        match = re.match(r"(?:(?:A|An|The|a|an|the)\s)?(.+?)\s(?:\w+\s)?spokes", core)
        return match.group(1).strip() if match else None

    def _collective(self, core: str) -> str:
        bare = _bare(core)
        found = (
            [m for m in re.finditer(rf"[\w’' ]*\b{re.escape(bare)}\b", self.doc.text)]
            if core.lower().startswith("the ") and bare.islower()
            else []
        )
        best = [re.search(rf"((?:[A-Z][\w’'-]+\s)+{re.escape(bare)})$", m.group()) for m in found]
        names = [b.group(1) for b in best if b]
        return names[0] if names else bare


def _bare(phrase: str) -> str:
    return re.sub(
        r"^(?:(?:a|an|the|one|two|three|several|some|many|both|other|another|this|that|these|those|unnamed|anonymous)\s)+",
        "",
        phrase,
        flags=re.I,
    ).strip()
