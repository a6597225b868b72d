"""Cues that are predicates: 甲周二在会上表示 …, with all that tells them from nouns and relative clauses."""

from __future__ import annotations

import re
from bisect import bisect_left

from suyuan.annotate.statements.attribution import Attribution, Site
from suyuan.annotate.statements.contents import ContentReader
from suyuan.annotate.statements.lexicon import CueWord
from suyuan.annotate.statements.nouns import head_is, is_document, is_outlet, names_nobody
from suyuan.annotate.statements.words import (
    AFTER_CUE,
    FUTURE,
    GOVERNED,
    IMPERSONAL,
    INVITED,
    NOMINAL,
    NOT_YET,
    POINTER,
    SIBLING,
    TOPIC,
    WORDS_OF_NOBODY,
)
from suyuan.annotate.syntax.chinese import Adjunct, Subject, firm_shape, name_run, person_shape, speaks, split_subject
from suyuan.annotate.syntax.segments import Clause
from suyuan.model import Span

PRECISE = frozenset({"say", "opinion", "announce", "tell", "report", "show"})
_WEIGHTY = frozenset({"demand", "target", "greet", "opinion", "announce"})  # nouns as often as verbs
_WHILE = re.compile(r"[^，“]{1,24}时(?:$|再|又|还|也|都|则|就|多)")  # 谈到预算时再次…: an adjunct of what follows
_LEADING = re.compile(r"(?:时|后|之际|期间|的[^的，]{1,15}|中|上|并|和|及|而)$")
_WHEN_CLAUSE = re.compile(r"当(?![局地天日时年晚前选事庭场])")
_REPORTER = re.compile(r"^(?:本[报刊台网社])?(?:记者|笔者|小编|编者|本报|本刊)$")  # the article's own voice
# 接报称, 接到报警电话，称: nobody is named
_CALLED_IN = re.compile(r"(?:接报|接警|报警|来电|报料|举报|接到[^，]{0,14}(?:电话|报告|通知|举报))$")
_PASSIVE = re.compile(
    r"(?:被|遭)[^，告]{1,14}$|^(?:令|让|使|致使|引发|引起|导致)|(?:将|会|可|这|此|不仅|不但|不只|曾|更|也|还)(?:令|让|使|致使|促使)[^，]{1,20}$"
)  # 已被法院认定, 令外界质疑
_TIME_CLAUSE = re.compile(r"(?:后|之后|时|之际|期间|以来|前|之前)$")  # 宣布加税后，…
_NEGATED = re.compile(r"(?:不|没|没有|未|不会|不能|别|无法)$")  # 我不会对…透露
# 甲在社交平台贴文，指 …
_POSTED = re.compile(
    r"(?:记者会|发布会|简报会|说明会|座谈会|查询|追问|提问|声明书|贴文|发文|发帖|发推|留言|撰文|声明|公告|文告|讲话|谈话|演说|受访|采访|专访|(?:发表|发布|公布|刊登)[^，]{0,12}(?:研究|论文|报告|文章|调查))(?:时|中|上)?$"
)
_NOTICE = re.compile(r"(?P<verb>(?:发布|发出|发表)?)(?P<noun>公告|通报|声明|通告|文告|公报|(?<=发[布出表])消息)$")
_SUPPOSED = re.compile(
    r"[，,]?(?:而|但|不过|并且)?(?:只要|如果|假如|假使|假设|倘若|倘使|要是|若是|一旦|除非|即使|即便|哪怕|就算|无论|不管)"
)
_OBJECT = re.compile(r"(?:首次|再次|曾|已|又)?(?:将|把)(?P<object>[^将把]{1,30})$")
_CALLING = frozenset(("形容", "描述", "比作", "称", "描绘"))
_REPORTED_ON = re.compile(r"(?:有关|相关|不实|失实|上述|这些|此类|针对|对)$")
_IGNORES = re.compile(r"(?:无视|不顾|不理会|不理|漠视|罔顾|不听)[^的，]{1,12}$")  # 渔民无视北岛警告
_LIST_TAIL = re.compile(r"等(?:国|多国|地|公司|企业|方)?$")
_ARRIVES = re.compile(r"(?:抵|访|赴|晤|会见|会晤|出席|现身|亮相|结束|返回|到访|视察|走访|接受|致电|就任|上任)[^的]")
_TOWARDS = re.compile(r"(?:对|对于|针对|就)(?![此外内])[^，。；：“]{1,24}$")
_DEED = re.compile(r"[^，。；：“]{1,16}的(?:行动|行为|举动|举措|做法|言行|企图|言论|政策|活动)")
_COUNTRIES = "美日中俄英法德韩朝印菲台港澳乌以伊欧加"
_LONGEST_PHRASE = 60


class PredicateReader(ContentReader):
    """Is this cue a predicate of saying, and who is its subject?"""

    def leads_to(self, word: CueWord, later: CueWord) -> bool:
        """The earlier cue stands in an adjunct or relative clause of the later: 回应提问时表示, 宣布辞职的部长说."""
        if later.kind not in PRECISE:
            return False
        between = self.text[word.end : later.start]
        close = not between and word.kind in ("weak", "demand", "opinion", "target", "announce")
        return close or _LEADING.search(between) is not None

    def predicate(self, site: Site, word: CueWord) -> Attribution | None:
        """The attribution that the cue makes, or None where it is no predicate of saying."""
        part = site.part
        begin = self.after_quotation(site, word)
        if _WHEN_CLAUSE.match(self.text, begin, part.end) or _SUPPOSED.match(self.text, begin, word.start):
            return None  # 只要法院认定违法，…: supposed, nobody has said it
        if word.kind == "headline" and not site.headline and not self._after_posting(site, word):
            return None
        if not self._may_follow(word, self.text[word.end : part.end], part):
            return None
        word, subject = self._split_report(word, begin)
        subject = self._without_notice(self._without_inside(self._with_list(subject, site)))
        before = self.text[begin : word.start]
        if word.kind == "say" and _CALLED_IN.search(before or self.text[max(0, begin - 24) : begin].rstrip("，")):
            return Attribution((word.start, word.end), "noone", "zh.nobody", None, word.end, site.k, begin)
        if self._not_yet(word, before, subject):
            return None
        called, subject = self._called(word, subject)
        span, back = subject.span, None
        if span is None:
            if not self._may_elide(site, word, before):
                return None
            span, back = self.earlier_subject(site.parts, site.k)
            if not (span is None and SIBLING.search(before.strip())) and not self._may_take_over(span, word, part):
                return None
        elif not self._may_speak(span, word, part) or self._expected_of(span, word):
            return None
        elif site.headline and (actor := self._acts_first(span)) is not None:
            span = actor
        elif self.text[span[0]] == "有" and span[1] - span[0] > 2 and speaks(self.text[span[0] + 1 : span[1]]):
            span = (span[0] + 1, span[1])  # 有消息指, 有专家认为
        out = self.attribution(site, word, subject, span, back)
        out.head = called
        return out

    def after_quotation(self, site: Site, word: CueWord) -> int:
        """“…”乙说: the subject begins after the quotation that the clause opens with."""
        at = bisect_left(site.quotes, (site.begin,))
        if at < len(site.quotes) and site.quotes[at][0] <= site.begin + 1 and site.quotes[at][1] <= word.start:
            return site.quotes[at][1]
        return site.begin

    def _called(self, word: CueWord, subject: Subject) -> tuple[Span | None, Subject]:
        """首次将甲形容为…: what is called so stands before the verb; the subject is what is left."""
        span = subject.span
        match = _OBJECT.search(self.text, *span) if span and self.words((word.start, word.end)) in _CALLING else None
        if span is None or match is None:
            return None, subject
        rest = (span[0], match.start()) if match.start() > span[0] else None
        return match.span("object"), Subject(rest, subject.adjuncts)

    def _after_posting(self, site: Site, word: CueWord) -> bool:
        """工会发声明，斥当局 …: outside headlines a verb of one character needs what was put out before it."""
        last = site.parts[site.k - 1] if site.k > 0 and word.start == site.begin else None
        return last is not None and _POSTED.search(self.text, last.start, last.end) is not None

    def _without_notice(self, subject: Subject) -> Subject:
        """北湾科技9月4日晚间公告|称: the firm speaks through its notice."""
        span = subject.span
        match = _NOTICE.search(self.text[slice(*span)]) if span else None
        if span is None or match is None:
            return subject
        notice = span[0] + match.start("noun")
        begin = next((k for k in range(span[0] + 2, notice) if k in self.layers.times), None)
        if begin is None and (self.text[notice - 1] in ")）" or firm_shape(self.text[span[0] : notice])):
            begin = notice
        if begin is None or (begin < notice and self.layers.times[begin].end > notice):
            return subject
        lead = Adjunct("lead", span[0] + match.start("verb"), span[1])
        return Subject((span[0], begin), (lead, *subject.adjuncts))

    def _not_yet(self, word: CueWord, before: str, subject: Subject) -> bool:
        """A negation, wish or future before the cue; but 对甲的决定表示失望 ends an adjunct with a noun."""
        match = NOT_YET.search(before)
        if match is None:
            return False
        at = word.start - len(match.group())
        own = subject.span is not None and subject.span[1] == word.start and speaks(self.words(subject.span))
        if own and len(match.group()) == 1:
            return False  # 该协会|敦促: the end of the subject's own noun
        if any(m.end > at for m in self.layers.mentions_in(max(0, at - 12), word.start)):
            return False  # 陈某能: the end of a name
        last = subject.adjuncts[-1].kind if subject.adjuncts else ""
        return not (match.group() in NOMINAL and last in ("object", "place", "lead", "with"))

    # ------------------------------------------------------------- what follows

    def _may_follow(self, word: CueWord, after: str, part: Clause) -> bool:
        """Does what stands after the cue fit a predicate?"""
        rest = after.lstrip("了过著着到")
        if AFTER_CUE.match(rest) and not after.startswith("了"):
            return False
        if word.kind in ("demand", "target", "greet") and after.startswith("到"):
            return False
        if word.kind in ("greet", "headline") and (not rest or rest.startswith(INVITED)):
            return False
        if self.text[word.start : word.end] in TOPIC and _WHILE.match(after):
            return False
        before = self.text[max(part.start, word.start - 40) : word.start]
        if word.kind in ("demand", "target") and _TOWARDS.search(before) and _DEED.match(rest):
            return False  # 甲对乙威胁邻国的行动感到担忧
        if word.kind in _WEIGHTY | {"weak"} and GOVERNED.search(self.text, max(part.start, word.start - 4), word.start):
            return False
        if word.kind in _WEIGHTY and part.after in ("，", ",") and _TIME_CLAUSE.search(rest):
            return False
        if word.kind == "report" and _REPORTED_ON.search(self.text, max(part.start, word.start - 4), word.start):
            return False  # 对有关报道深表关切
        marked = not rest and part.after in ("，", ",", "：", ":")
        if word.kind in ("weak", "report"):
            # 介绍，… and 报道，…: only with what is said after a mark or in a quotation
            return marked or rest[:1] in ("“", "「") or (word.kind == "report" and bool(rest))
        if not rest and part.after in ("。", "；", ";", "", "！", "？", "\n"):
            return True  # quote first: “…”，他说。
        return bool(rest) or marked or word.kind not in _WEIGHTY

    # ------------------------------------------------------------- subjects

    def _with_list(self, subject: Subject, site: Site) -> Subject:
        """甲国，乙国等国: a list of names that the page sets with commas."""
        span = subject.span
        if span is None or not _LIST_TAIL.search(self.words(span)):
            return subject
        start = span[0]
        for part in reversed(site.parts[max(0, site.k - 6) : site.k]):
            mention = self.layers.mention_at(part.start)
            if mention is None or mention.end != part.end:
                break
            start = part.start
        return Subject((start, span[1]), subject.adjuncts)

    def _without_inside(self, subject: Subject) -> Subject:
        """某报的报导中说, 信里写道: the document speaks, 中 and 里 are no part of it."""
        span = subject.span
        if span is None or self.text[span[1] - 1] not in "中里内":
            return subject
        inner = self.text[span[0] : span[1] - 1]
        if not is_document(inner) and not inner.endswith(("报道", "报导", "文章", "文")):
            return subject
        return Subject((span[0], span[1] - 1), subject.adjuncts)

    def _split_report(self, word: CueWord, begin: int) -> tuple[CueWord, Subject]:
        """报道称: 报道 is the speaker where no other subject stands before it, else part of the cue."""
        subject = split_subject(self.text, begin, word.start, self.layers)
        if not (word.compound and self.text.startswith(("报道", "报导"), word.start)):
            return word, subject
        last = self.text[word.start - 1] if word.start > begin else ""
        if last == "在":  # 该报在报道称
            return word, split_subject(self.text, begin, word.start - 1, self.layers)
        if subject.span is None or last in ("的", "该", "此", "篇"):
            # 这篇未具名的报导称: the report with what stands before it
            span = (subject.span[0] if subject.span else word.start, word.start + 2)
            return CueWord(span[1], word.end, "say", word.loaded), Subject(span, subject.adjuncts)
        return word, subject

    def _may_speak(self, span: Span, word: CueWord, part: Clause) -> bool:
        """Can this subject be the speaker for this class of cue?"""
        phrase = self.words(span)
        names = self.layers.mentions_in(*span)
        whole = speaks(phrase) or any(m.end == span[1] for m in names)
        if not whole and (FUTURE.search(phrase) or _NEGATED.search(phrase)):
            return False
        if _PASSIVE.search(phrase) or _IGNORES.search(phrase) or phrase in POINTER or _REPORTER.search(phrase):
            return False
        if len(phrase) > _LONGEST_PHRASE or (
            len(phrase) == 1
            and not names
            and phrase not in "他她我您"
            and not self.layers.surname(phrase, span[0])
            and not (self.text[span[0] - 1 : span[0]].isspace() and phrase in _COUNTRIES)  # a headline's 伊称 …
        ):
            return False
        named = person_shape(phrase) is not None or any(self._ends(m.end, span[1]) for m in names)
        able = named or speaks(phrase) or firm_shape(phrase)
        if phrase in WORDS_OF_NOBODY or (not able and names_nobody(phrase)):
            return False
        alone = word.end == part.end
        if word.kind == "show":
            return is_document(phrase) or phrase.endswith(("》", "条", "款")) or (named and alone)
        if word.kind == "report":
            return able or is_outlet(phrase, span, self.layers)
        if word.kind in ("say", "tell"):
            return able or len(phrase) <= 12 or alone
        if word.kind == "opinion":
            return able or is_document(phrase)
        return able and len(phrase) <= {"short": 30, "headline": 14}.get(word.kind, _LONGEST_PHRASE)

    def _acts_first(self, span: Span) -> Span | None:
        """陈宁抵北岛重申…: in a headline without commas the first words are whose, and what else he did."""
        run = name_run(self.text, *span, self.layers)
        person = any(m.end == run and m.type == "PERSON" for m in self.layers.mentions_in(span[0], run))
        return (span[0], run) if person and _ARRIVES.match(self.text, run, span[1]) else None

    def _expected_of(self, span: Span, word: CueWord) -> bool:
        """北岛政府料将开放港口: what others expect a body to do; 分析师料将加息 is the analysts' own."""
        cue, after = self.text[word.start : word.end], self.text[word.end : word.end + 1]
        if cue in ("预计", "预料") and after in "将会于在":  # 陈宁预计在会前抵达; 委员陈宁预计出口将下降
            return any(m.end == span[1] and m.type == "PERSON" for m in self.layers.mentions_in(*span))
        if cue != "料" or after not in "将会于在":
            return False
        return not any(head_is(self.words(span), kind) for kind in ("source", "role", "vague"))

    def _ends(self, end: int, stop: int) -> bool:
        """The name ends the phrase, but for a bracket or mark."""
        return end == stop or (self.text[end] in "（(》”」" and self.text[stop - 1] in "）)》”」")

    def _may_elide(self, site: Site, word: CueWord, before: str) -> bool:
        """并称, 又指, or a bare 表示： after a clause of the same subject."""
        if self.text[word.start : word.end] in IMPERSONAL:
            return False
        before = before.strip()
        linked = SIBLING.search(before) is not None
        if word.kind in ("say", "tell"):
            return len(before) <= 30 or linked
        if word.kind == "short":
            last = site.parts[site.k - 1] if site.k > 0 else None
            posted = last is not None and not before and _POSTED.search(self.text, last.start, last.end)
            return linked or bool(posted) or word.end == site.part.end
        if word.kind == "headline" and not site.headline:
            return True  # only after a posting, see above
        return linked or (word.kind in _WEIGHTY and not before and site.k > 0)

    def _may_take_over(self, span: Span | None, word: CueWord, part: Clause) -> bool:
        """Can the subject of an earlier clause be the speaker here?"""
        if span is None:
            # 曾表示支持的委员甲申请了 …: without a subject before it, the cue heads a relative clause
            return word.kind == "say" and not re.search(r"的[\u3400-\u9fff]{2}", self.text[word.end : part.end])
        return word.kind not in (_WEIGHTY | {"show"}) - {"announce"} or self._may_speak(span, word, part)
