"""News-like sentences with their names marked, made from templates of our own: material to train the model on.

Names are drawn from the knowledge base and from invented parts, so that the model learns the frame and not the name.
Marks in a template: {P} person, {F} foreign person, {L} country or city, {O} organisation, {c} one-character country
(labelled LOC, as the training set labels them).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from suyuan.annotate.names.kb import shipped
from suyuan.annotate.names.lexicon import surnames, transliteration
from suyuan.text.fold import fold

TEMPLATES = """
{L}总统{F}周三在{L}会见了来访的{L}总理{F}。
{O}发言人{P}表示，双方就贸易问题交换了意见。
据{O}报道，{L}外长{F}将于下周访问{L}。
{P}在记者会上说，政府不会改变既定政策。
{O}首席执行官{F}告诉记者，公司计划在{L}新建一座工厂。
{c}{c}两国领导人在{L}举行会谈，发表联合声明。
{L}国防部长{F}与{L}外交部长{F}通电话，讨论地区局势。
{O}教授{P}认为，这项措施对{L}经济影响有限。
记者{P}从{L}报道。
{F}说：“我们将继续支持{L}。”
{L}警方逮捕了三名男子，其中包括{F}。
{O}和{O}宣布合并，总部设在{L}。
{P}，1962年生于{L}，现任{O}主席。
来自{L}的{F}赢得了比赛，{L}选手{P}名列第二。
{O}研究员{F}指出，{c}方的立场没有变化。
{L}和{L}之间的航线将于五月恢复。
{L}法院判处{P}三年徒刑。
前总理{F}周一去世，享年八十一岁。
{L}副总统{F}抵达{L}，出席{O}的年会。
{O}董事长{P}辞职，由{P}接任。
地震发生在{L}以东六十公里处。
{c}国务卿{F}指责{L}违反协议。
{L}记者协会主席{F}说，情况正在恶化。
{F}（{F}）的律师拒绝置评。
访{c}期间，{P}会见了{O}负责人{F}。
{L}央行行长{F}警告说，通货膨胀仍然过高。
投票结果显示，{F}获得百分之五十二的选票。
{P}和{P}分别代表{O}与{O}签署了备忘录。
总部位于{L}的{O}周四公布财报。
驻{c}大使{P}接受{O}采访时表示遗憾。
{O}说，{L}的难民人数上升到四十万。
电影导演{F}的新作在{L}首映。
{L}州长{F}宣布进入紧急状态。
{P}是一名渔民，家住{L}。
他出生于{L}，毕业于{O}。
{F}在{O}任职期间与{F}相识。
议员{P}批评{O}反应迟缓，要求部长{P}下台。
{O}秘书长{F}对此表示关切，并呼吁{L}保持克制。
""".strip().splitlines()
_GIVEN = (
    "伟芳秀英娜敏静丽强磊军洋勇艳杰涛明超兰霞平刚玉桂文建国志华海春梅雪松林宏宇晓东立新永康德胜"
    "家豪雅婷淑芬美玲俊宇承翰怡君思远子涵嘉诚启明国栋树人振东世贤耀邦锦辉凤仪惠敏"
)
_MARK = re.compile(r"\{([PFLOc])\}")


def sentences(count: int, seed: int = 7) -> Iterator[tuple[str, list[str]]]:
    """(text, one label a character), ``count`` of them, the same for the same seed."""
    rng = random.Random(seed)
    kb = shipped()
    places = [s for s, senses in kb.senses.items() if senses[0].entity.type == "GPE" and not senses[0].ambiguous]
    bodies = [s for s, senses in kb.senses.items() if senses[0].entity.type in ("ORG", "MEDIA") and len(s) > 2]
    people = [s for s, senses in kb.senses.items() if senses[0].entity.type == "PERSON" and 2 < len(s) < 12]
    known = [fold(e.name) for e in kb.entities.values() if e.source == "country-codes" and len(e.name) < 7]
    one, two = (sorted(group) for group in surnames())
    sounds = transliteration()

    def name(mark: str) -> tuple[str, str]:
        if mark == "c":
            return rng.choice("美日中英俄韩法德澳菲印台港"), "LOC"
        if mark == "L":
            return rng.choice(known if rng.random() < 0.5 else places), "LOC"
        if mark == "O":
            if rng.random() < 0.3:
                invented = "".join(rng.choice(sounds) for _ in range(rng.randint(2, 3)))
                return invented + rng.choice(("公司", "集团", "大学", "研究所", "银行", "基金会")), "ORG"
            return rng.choice(bodies), "ORG"
        if rng.random() < 0.3:
            return rng.choice(people), "PER"
        if mark == "P":
            surname = rng.choice(two if rng.random() < 0.04 else one[: max(1, len(one))])
            return surname + "".join(rng.choice(_GIVEN) for _ in range(rng.choice((1, 2, 2)))), "PER"
        parts = ["".join(rng.choice(sounds) for _ in range(rng.randint(2, 4))) for _ in range(rng.choice((1, 1, 2)))]
        return "·".join(parts), "PER"

    for _ in range(count):
        template = rng.choice(TEMPLATES)
        text, labels, at = "", [], 0
        for match in _MARK.finditer(template):
            plain = template[at : match.start()]
            surface, type_ = name(match[1])
            text += plain + surface
            labels += ["O"] * len(plain) + [f"B-{type_}"] + [f"I-{type_}"] * (len(surface) - 1)
            at = match.end()
        rest = template[at:]
        yield text + rest, labels + ["O"] * len(rest)
