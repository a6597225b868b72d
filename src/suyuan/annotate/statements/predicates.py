"""Cues that are predicates: 甲周二在会上表示 …, with all that tells them from nouns and relative clauses."""

from __future__ import annotations

import re

from suyuan.annotate.statements.adjunct_hops import adjunct_hops
from suyuan.annotate.statements.attribution import Attribution, CueReader
from suyuan.annotate.statements.lexicon import CueWord
from suyuan.annotate.statements.nouns import is_document, is_outlet
from suyuan.annotate.syntax.chinese import Adjunct, Subject, name_run, person_shape, speaks, split_subject
from suyuan.annotate.syntax.segments import Clause, Unit
from suyuan.model import Span

PRECISE = frozenset({"say", "opinion", "announce", "tell", "report", "show"})
_NOT_YET = re.compile(
    r"(?:将|将会|会|拟|可能|或|有望|准备|计划|打算|预定|预计|即将|定于|不|未|没|没有|无法|尚未|并未|不愿|不肯|拒绝|拒|不予|不得|不能|不会|难以|可|可以|应|应该|必须|须|需|需要|想|要|被|所|予以|的|值得|为了|避免|防止|希望|期待|寻求|力求|争取|旨在|试图|考虑|同意|决定|尚待|有待|等待|需|能|敢|难|请)$"
)
_ATTITUDE = re.compile(
    r"(?:强烈|坚决|严重|极大|高度|深切|诚挚|衷心|热烈|由衷|十分|非常|特别|极为|深表|深感|完全|明确|最)?(?:的)?"
    r"(欢迎|关切|关注|谴责|担忧|担心|忧虑|遗憾|支持|反对|赞同|赞赏|感谢|歉意|道歉|哀悼|慰问|祝贺|不满|抗议|愤慨|愤怒|震惊|失望|怀疑|质疑|理解|同情|敬意|乐观|悲观|满意|肯定|异议|同意|惊讶|尊重|钦佩|信心)"
)
SIBLING = re.compile(
    r"(?:并|又|还|也|亦|同时|另|另外|此外|且|而且|并且|再|更|随后|接着|之后|然后|进而|最后|但|但也|不过|却|则|补充|再次|还|甚至|继而|并再次|同时也|同时还|也都|一边|一面|均|都|强烈|严厉|明确|特别|反复|公开|坚决|并且也|并也|亦都)+$"
)
_NOUN_OR_WHEN = re.compile(
    r"(?:的|者|性|率|书|会(?!在|对|继|有|让)|令|权|费|员|家|人士|中心|时|后|之后|之时|期间|以来|之际|以后|之?前(?=$|，))"
)
_IMPERSONAL = frozenset(("预计", "预料", "预期", "估计", "料"))  # without a subject of its own: the writer's
_TOPIC = frozenset(("谈到", "谈及", "提到", "提及", "讲到", "说到"))
_WHILE = re.compile(r"[^，“]{1,24}时(?:$|再|又|还|也|都|则|就|多)")  # 谈到预算时再次…: an adjunct of what follows
_NOUNLIKE = frozenset({"demand", "target", "announce", "weak", "opinion", "greet"})
# 作出承诺, 遭到批评, 引发抗议: here the cue is a noun, the object of another verb.
_GOVERNED = re.compile(
    r"(?:做出|作出|遵守|履行|违背|兑现|获得|得到|受到|遭到|遭|面临|引发|引起|招致|接受|听取|无视|不顾|收到|符合|达成|一项|这一|该|此|有)$"
)
_WHEN_CLAUSE = re.compile(r"当(?![局地天日时年晚前选事庭场])")
_IN_A_DOCUMENT = re.compile(r"在[^，]{1,30}(?:中|里|上)$")
_REPORTER = re.compile(r"^(?:本[报刊台网社])?(?:记者|笔者|小编|编者|本报|本刊)$")  # the article's own voice
_CALLED_IN = re.compile(r"(?:接报|接警|报警|来电|报料|举报|接到[^，]{0,14}(?:电话|报告|通知|举报))$")  # nobody is named
_INVITED = (
    "关注",
    "阅读",
    "订阅",
    "收看",
    "收听",
    "投稿",
    "转发",
    "下载",
    "扫码",
    "来",
    "大家",
    "您",
    "你",
    "读者",
    "联系",
    "点击",
    "加入",
)
_WILL = re.compile(r"(?:将|将会|拟|会|可能|或将|预计将)$")
_LEARNED = re.compile(r"(?:记者|本报|本刊|本网|笔者)[^，]{0,24}?从(?P<from>[^，从]{2,40}?)(?:处|方面|那里|口中)?$")
_THIS = re.compile(r"^(?:这|此|那|这些|那些|此举|这一点|这也|这|对此|其)$")


class PredicateReader(CueReader):
    """Finds the first cue of a clause that is a predicate of saying with a subject that can speak."""

    def clause(self, parts: list[Clause], k: int, begin: int, quotes: list[Span], unit: Unit) -> Attribution | None:
        """The first cue of the clause that is a predicate of saying with a subject that can speak."""
        part = parts[k]
        words = self.visible(begin, part.end, quotes)
        for n, word in enumerate(words):
            if word.kind in ("noun", "naming", "attitude"):
                continue
            if word.kind != "relay" and any(self._leads_to(word, later) for later in words[n + 1 :]):
                continue
            if word.kind == "relay":
                relay = self._relay(parts, k, begin, word, words[n + 1 :], unit)
                if relay is not None:
                    return relay
                continue
            if word.kind == "learn":
                return self._learned(part, k, begin, word)
            if word.kind == "noone":
                return self.noone(parts, k, word)
            found = self.predicate(parts, k, begin, word, quotes, unit)
            if found is not None:
                return found
        return None

    def _leads_to(self, word: CueWord, later: CueWord) -> bool:
        """The earlier cue stands in an adjunct or relative clause of the later: 回应提问时表示, 宣布辞职的部长说."""
        if later.kind not in PRECISE:
            return False
        between = self.text[word.end : later.start]
        return bool(re.search(r"(?:时|后|之际|期间|的[^的，]{1,15}|中|上|并|和|及|而)$", between)) or (
            not between and word.kind in ("weak", "demand", "opinion", "target", "announce")
        )

    def predicate(
        self, parts: list[Clause], k: int, begin: int, word: CueWord, quotes: list[Span], unit: Unit
    ) -> Attribution | None:
        part = parts[k]
        # “…”乙说: the subject begins after the quotation that the clause opens with
        begin = max([begin, *(b for a, b in quotes if a <= begin + 1 and b <= word.start)])
        after = self.text[word.end : part.end]
        if _WHEN_CLAUSE.match(self.text, begin, part.end):
            return None
        headline = unit.kind in ("title", "heading", "caption")
        if word.kind == "headline" and not headline:
            return None
        if not self._may_follow(word, after, part):
            return None
        word, subject = self._split_report(word, begin)
        before = self.text[begin : word.start]
        subject = self._with_list(subject, parts, k)
        if word.kind == "say" and _CALLED_IN.search(before or self.text[max(0, begin - 24) : begin].rstrip("，")):
            return Attribution((word.start, word.end), "noone", "zh.nobody", None, word.end, k, starts=begin)
        if _NOT_YET.search(before) and not before.endswith(("表示将", "不可")):
            return None
        span, subject_clause = subject.span, None
        if span is not None:
            phrase = self.text[span[0] : span[1]]
            if _REPORTER.search(phrase):
                return None
            if _THIS.match(phrase) or (_WILL.search(phrase) and not speaks(phrase)):
                return None
            if not self._plausible(span, word, part, after, headline):
                return None
        else:
            if not self._may_elide(parts, k, word, before, after) or self.text[word.start : word.end] in _IMPERSONAL:
                return None
            span, subject_clause = self.earlier_subject(parts, k)
            # 曾表示支持的委员甲申请了 …: without a subject before it, the cue heads a relative clause
            if span is None and (word.kind != "say" or re.search(r"的[\u3400-\u9fff]{2}", after)):
                return None
            if (
                span is not None
                and subject_clause is not None
                and word.kind in ("demand", "opinion", "greet", "target")
                and not self._plausible(span, word, part, after, headline)
            ):
                return None
        return self.attribution(parts, k, begin, word, subject, span, subject_clause)

    def _with_list(self, subject: Subject, parts: list[Clause], k: int) -> Subject:
        """甲国，乙国等国: a list of names that the page sets with commas."""
        span = subject.span
        if span is None or not re.search(r"等(?:国|多国|地|公司|企业|方)?$", self.text[slice(*span)]):
            return subject
        start = span[0]
        for part in reversed(parts[:k]):
            mention = self.layers.mention_at(part.start)
            if mention is None or mention.end != part.end:
                break
            start = part.start
        return Subject((start, span[1]), subject.adjuncts)

    def _split_report(self, word: CueWord, begin: int) -> tuple[CueWord, Subject]:
        """报道称: 报道 is the speaker where no other subject stands before it, else part of the cue."""
        subject = split_subject(self.text, begin, word.start, self.layers)
        own = word.compound and self.text.startswith(("报道", "报导"), word.start)
        if own and (subject.span is None or self.text[word.start - 1] in "的该此篇"):
            # 这篇未具名的报导称: the report with what stands before it
            span = (subject.span[0] if subject.span else word.start, word.start + 2)
        elif word.compound and self.text[word.start - 1 : word.start] == "在":
            return word, split_subject(self.text, begin, word.start - 1, self.layers)  # 该报在报道称
        if own and (subject.span is None or self.text[word.start - 1] in "的该此篇"):
            return CueWord(span[1], word.end, "say", word.loaded), Subject(span, subject.adjuncts)
        return word, subject

    def _may_follow(self, word: CueWord, after: str, part: Clause) -> bool:
        rest = after.lstrip("了过著着到")
        if _NOUN_OR_WHEN.match(rest) and not after.startswith("了"):
            return False
        if word.kind in ("demand", "target", "greet") and after.startswith("到"):
            return False
        if word.kind in ("greet", "headline") and (rest == "" or rest.startswith(_INVITED)):
            return False
        if self.text[word.start : word.end] in _TOPIC and _WHILE.match(after):
            return False
        if word.kind in _NOUNLIKE and _GOVERNED.search(self.text, max(part.start, word.start - 4), word.start):
            return False
        if word.kind == "weak" or word.kind == "report":
            # 介绍，… and 报道，…: only with what is said after a mark or a quotation
            return (
                (rest == "" and part.after in "，,：:" and part.after != "")
                or rest[:1] in "“「"
                or (word.kind == "report" and rest != "")
            )
        if rest == "" and part.after in ("。", "；", ";", "", "！", "？", "\n"):
            return True  # quote first: “…”，他说。
        if (
            word.kind in ("demand", "target", "greet", "opinion", "announce")
            and rest == ""
            and part.after not in "，,：:"
        ):
            return False
        return True

    def _plausible(self, span: Span, word: CueWord, part: Clause, after: str, headline: bool) -> bool:
        phrase = self.text[span[0] : span[1]]
        size = len(phrase)
        if size > 60:
            return False
        if (
            size == 1
            and not any(m.start == span[0] for m in self.layers.mentions_in(*span))
            and phrase not in "他她我您"
        ):
            return False
        named = person_shape(phrase) is not None or any(
            m.end == span[1] or self._only_brackets(m.end, span[1]) for m in self.layers.mentions_in(*span)
        )
        able = named or speaks(phrase)
        if word.kind == "show":
            return is_document(phrase) or phrase.endswith(("》", "条", "款")) or (named and after == "")
        if word.kind == "report":
            return is_outlet(phrase, span, self.layers) or able
        if word.kind in ("say", "tell"):
            return able or size <= 12 or after == ""
        if word.kind == "short":
            return able and size <= 30
        if word.kind == "headline":
            return able and size <= 14
        if word.kind == "opinion" and is_document(phrase):
            return True
        return able

    def _only_brackets(self, start: int, end: int) -> bool:
        return self.text[start : start + 1] in ("（", "(", "》", "”", "」") and self.text[end - 1] in "）)》”」"

    def _may_elide(self, parts: list[Clause], k: int, word: CueWord, before: str, after: str) -> bool:
        """并称, 又指, or a bare 表示： after a clause of the same subject."""
        stripped = before.strip()
        linked = not stripped or bool(SIBLING.search(stripped)) or len(stripped) <= 30
        if word.kind in ("say", "tell"):
            return linked
        if word.kind in ("short",):
            return (bool(stripped) and bool(SIBLING.search(stripped))) or after == ""
        return bool(SIBLING.search(stripped)) or (
            word.kind in ("demand", "target", "greet", "announce", "opinion") and not stripped and k > 0
        )

    def attribution(
        self,
        parts: list[Clause],
        k: int,
        begin: int,
        word: CueWord,
        subject: Subject,
        span: Span | None,
        subject_clause: int | None,
    ) -> Attribution:
        part = parts[k]
        cue_end = word.end
        if self.text[cue_end : cue_end + 1] in ("了", "过") and word.kind not in ("tell",):
            pass
        out = Attribution(
            (word.start, word.end),
            word.kind,
            f"zh.{word.kind}",
            span if subject_clause is None else span,
            self.skip_aspect(cue_end, part.end),
            k,
            loaded=word.loaded,
            adjuncts=subject.adjuncts,
            subject_clause=subject_clause,
            starts=begin,
        )
        if subject.span is None:
            out.rule += ".subjectless"
            out.elided = True
        if word.kind == "tell":
            self._addressee_after(out, parts, k)
        if word.kind in ("target", "greet"):
            self._target(out, parts, k, subject)
        if word.kind == "say" and self.text[word.start : word.end] in ("表示", "表达"):
            self._attitude(out, parts, k, subject)
        self.hops(out, parts, k, subject_clause)
        return out

    def _addressee_after(self, out: Attribution, parts: list[Clause], k: int) -> None:
        part = parts[k]
        at = out.content_start
        mention = self.layers.mention_at(at)
        if part.end - at <= 40 and part.after in ("，", ",", "：", ":"):
            out.addressee = (at, part.end)
            out.content_start = part.end
            return
        run = name_run(self.text, at, part.end, self.layers)
        if run > at:
            out.addressee = (at, run)
        elif mention is None:
            match = re.compile(r"[^，：“]{0,12}?(?:记者们?|媒体|本报|本台|本社)").match(self.text, at, part.end)
            if match:
                out.addressee = match.span()
        if out.addressee:
            out.content_start = out.addressee[1]

    def _target(self, out: Attribution, parts: list[Clause], k: int, subject: Subject) -> None:
        """针对X进行了抨击: the target stands before the cue."""
        part = parts[k]
        if part.end > out.content_start:
            return
        for adjunct in subject.adjuncts:
            if adjunct.kind == "object":
                start = adjunct.start + (2 if self.text.startswith(("针对", "对于"), adjunct.start) else 1)
                match = re.compile(r"(.*?)(?:进行|作出|做出|提出|予以|加以|给予|发出|表示|表达)").match(
                    self.text, start, adjunct.end
                )
                stop = match.end(1) if match else adjunct.end
                if stop > start:
                    out.target = [(start, stop)]
                    out.rule = "zh.target.before"

    def _attitude(self, out: Attribution, parts: list[Clause], k: int, subject: Subject) -> None:
        """对X表示关切: the content is in two pieces, 对X and 关切."""
        part = parts[k]
        match = _ATTITUDE.match(self.text, out.content_start, part.end)
        if match is None:
            return
        objects = [a for a in subject.adjuncts if a.kind == "object" and self.text.startswith("对", a.start)]
        if match.end() == part.end and objects:
            stop = out.cue[0]
            for adjunct in reversed(subject.adjuncts):
                if adjunct.end == stop and adjunct.kind in ("adverb", "time"):
                    stop = adjunct.start
            out.target = [(objects[0].start, stop), (out.content_start, match.end())]
            out.rule = "zh.attitude"

    def _learned(self, part: Clause, k: int, begin: int, word: CueWord) -> Attribution | None:
        """记者从某部获悉，…: the body it was learned from speaks; 记者获悉 alone is the outlet itself."""
        match = _LEARNED.search(self.text, begin, word.start)
        if match is None or part.after not in "，,：:" or word.end != part.end:
            return None
        span = match.span("from")
        return Attribution((word.start, word.end), "say", "zh.learned", span, part.end, k, starts=part.start)

    def noone(self, parts: list[Clause], k: int, word: CueWord) -> Attribution | None:
        """据称, 据报: said by nobody in particular; before the clause or inside it."""
        part = parts[k]
        start = self.skip_mark(word.end, part.end)
        out = Attribution((word.start, word.end), "noone", "zh.nobody", None, start, k, starts=part.start)
        if word.start > part.start and part.end > word.end:
            out.head = (part.start, word.start)
            out.content_start = word.end
            out.rule = "zh.nobody.inside"
        return out

    def hops(self, out: Attribution, parts: list[Clause], k: int, subject_clause: int | None) -> None:
        """Documents and outlets that the adjuncts and the addressee bring in."""

        lead = [(parts[j].start, parts[j].end) for j in range(subject_clause, k)] if subject_clause is not None else []
        if subject_clause is None and k > 0 and _IN_A_DOCUMENT.search(self.text, parts[k - 1].start, parts[k - 1].end):
            out.adjuncts = (Adjunct("place", parts[k - 1].start, parts[k - 1].end), *out.adjuncts)  # 在一份声明中，甲说
        regions = [(a.start, a.end) for a in out.adjuncts if a.kind in ("place", "object", "lead", "with")]
        if out.speaker is not None:
            lead = [(max(out.speaker[1], a), b) for a, b in lead]
        out.hops.extend(adjunct_hops(self.text, [*lead, *regions], self.layers, out))
