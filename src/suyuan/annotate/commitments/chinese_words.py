"""The patterns of the Chinese grammar, compiled once from the word classes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from suyuan.annotate.commitments.lexicon import cues, either, words

_LONG_PREPOSITIONS = (
    "在",
    "于",
    "就",
    "对",
    "向",
    "从",
    "自",
    "因",
    "据",
    "为",
    "以",
    "由",
    "随着",
    "通过",
    "透过",
    "除了",
    "除",
    "针对",
    "面对",
    "作为",
    "围绕",
    "因应",
    "配合",
    "把",
    "被",
    "让",
    "使",
    "出于",
)


@dataclass(frozen=True, slots=True)
class Patterns:
    cue: re.Pattern[str]
    start: re.Pattern[str]  # a cue, or the verb of a nominal agreement: what makes a sentence worth reading
    between: re.Pattern[str]  # an adverb or negation, at a position
    verb: re.Pattern[str]
    preposition: re.Pattern[str]
    stative: re.Pattern[str]
    effect: re.Pattern[str]  # a prepositional phrase whose verb is an effect: 对…造成
    lead: re.Pattern[str]  # connectives and clause-initial adverbials
    topic: re.Pattern[str]
    leave: re.Pattern[str]  # where the subject noun phrase ends: an adverb, a preposition, a verb
    trail: re.Pattern[str]  # what may stand right before the cue
    relative: re.Pattern[str]  # a verb at once followed by 的: 将举行的峰会
    frame: re.Pattern[str]  # 在…期间, 在…后
    condition: re.Pattern[str]
    purpose: re.Pattern[str]
    concession: re.Pattern[str]
    when_saying: re.Pattern[str]  # 宣布停火时表示: the cue is in an adverbial of another predicate
    hui_noun: re.Pattern[str]
    hui_verb: re.Pattern[str]
    unconfirmed: re.Pattern[str]  # 拒绝证实甲将访问乙
    said: re.Pattern[str]  # a one-character verb of saying right before the cue: 甲称|将…
    go_on: re.Pattern[str]
    speech: re.Pattern[str]
    forecast: re.Pattern[str]
    speech_first: re.Pattern[str]
    disposal: re.Pattern[str]
    turned: re.Pattern[str]  # 将旧约作为基础: no 把 and no second 将 stands between
    human: frozenset[str]
    schedule: re.Pattern[str]
    agent: re.Pattern[str]
    inanimate: re.Pattern[str]
    pronoun: re.Pattern[str]
    plan: re.Pattern[str]
    advocacy: re.Pattern[str]
    noun_before: re.Pattern[str]
    past: re.Pattern[str]


def _class(name: str) -> frozenset[str]:
    return words("zh", name)


def _forecasts() -> set[str]:
    return {form for form, cue in cues("zh").items() if cue.complement == "forecast"}


@cache
def patterns() -> Patterns:
    adverbs, negations, verbs = _class("adverb"), _class("negation"), _class("verb")
    long_adverbs = {word for word in adverbs if len(word) > 1}
    long_verbs = {word for word in verbs if len(word) > 1}
    frame = r"在[^，。；]{0,30}?(?:期间|之际|之后|之前|以后|以前|过程中|基础上|会上|后|前|时|中|上|下|内|里|间)"
    return Patterns(
        cue=re.compile(either(cues("zh"))),
        start=re.compile(either({*cues("zh"), "签署", "签订", "达成", "缔结"})),
        between=re.compile(
            f"{either(adverbs | negations)}|[“”‘’「」『』]"
            "|[\u4e00-\u9fff]{2,4}地(?![区方点位面球铁产下震缘域带图址段理标中上])"
        ),
        verb=re.compile(either(verbs | _class("schedule"))),
        preposition=re.compile(f"(?!{either(_class('not_preposition'))}){either(_class('preposition'))}"),
        stative=re.compile(f"(?!是否){either(_class('stative'))}"),
        effect=re.compile(
            r"(?:对|给|为)[^，。；]{1,24}?(?:造成|产生|构成|带来|形成)"
            r"|(?:因|因为|由于|在)[^，。；]{1,24}?(?:受到|遭到|面临|失去|陷入|受罚|受损)"
        ),
        lead=re.compile(
            f"(?:{either(_class('connective'))}|{frame}|(?:据|根据|按照|对于|关于|随着)[^，。；]{{1,20}}?(?:，|时))"
        ),
        topic=re.compile(f"{either(_class('talk_noun'))}$"),
        # 领导 is a verb, 领导人 is who leads: a verb before a noun ending is no verb.
        leave=re.compile(  # 航母打击群: no verb either
            f"{either(long_adverbs | negations | _class('ability') | set(_LONG_PREPOSITIONS) | _class('speech'))}"
            f"|{either(long_verbs | _class('schedule'))}(?![人者员会部局方商国厂团官队军司家院所署机们群组是将的])"
        ),
        trail=re.compile(f"[“”‘’「」『』]$|{either(adverbs | negations | _class('past') | _class('advocacy'))}$"),
        relative=re.compile(f"{either(verbs)}的"),
        frame=re.compile(frame),
        condition=re.compile(f"{either(_class('condition'))}"),
        purpose=re.compile(either(_class("purpose"))),
        concession=re.compile(either(_class("concession") | _class("condition"))),
        when_saying=re.compile(r"[^，。；]*(?:时|后|之际|期间)(?:曾)?(?:说|称|表示|指出|强调|透露|谈到|警告)"),
        hui_noun=re.compile(either(_class("hui_nouns"))),
        hui_verb=re.compile(either(_class("hui_verbs"))),
        unconfirmed=re.compile(f"{either(_class('unconfirmed'))}[^，。]{{0,6}}$"),
        said=re.compile(f"{either({word for word in _class('speech') if len(word) == 1})}$"),
        go_on=re.compile(f"(?:{either(_class('continue'))})"),
        speech=re.compile(
            either({word for word in _class("speech") if len(word) > 1} | _class("pivot") | _forecasts())
        ),
        forecast=re.compile(either(_forecasts())),
        speech_first=re.compile(f"(?:并|还|又|也|且|同时|他|她){{0,2}}{either(_class('speech'))}"),
        # 以色列为 holds no 列为.
        disposal=re.compile(rf"(?<!以色){either(_class('disposal'))}|从.+?(?:排除|移除|剔除|除名)"),
        turned=re.compile(rf"[^把将，]{{2,}}?(?<!以色){either(_class('turned'))}"),
        human=_class("human_verb"),
        schedule=re.compile(either(_class("schedule"))),
        agent=re.compile(f"{either(_class('agent_tail'))}$"),
        inanimate=re.compile(f"{either(_class('inanimate_tail'))}$"),
        pronoun=re.compile(f"{either(_class('pronoun'))}$"),
        plan=re.compile(f"{either(_class('plan_noun'))}$"),
        advocacy=re.compile(f"{either(_class('advocacy'))}$"),
        noun_before=re.compile(f"{either(_class('noun_marker'))}$"),
        past=re.compile(f"{either(_class('past'))}$"),
    )
