"""Generated sentences in mainland, Taiwan and Hong Kong usage: the same entities under each place's names for them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator

from suyuan.annotate.names.kb import Sense, shipped

_TEMPLATES = (
    ("{L}总统{P}周三表示，将于下月访问{M}。", "{L}總統{P}週三表示，將於下月訪問{M}。"),
    ("{P}在{L}举行的记者会上说，谈判没有进展。", "{P}在{L}舉行的記者會上說，談判沒有進展。"),
    ("据{A}报道，{L}与{M}签署了贸易协议。", "據{A}報道，{L}與{M}簽署了貿易協議。"),
    ("{O}宣布，将在{L}设立新的研发中心。", "{O}宣佈，將在{L}設立新的研發中心。"),
    ("{A}引述{P}的话说，{O}的决定令人遗憾。", "{A}引述{P}的話說，{O}的決定令人遺憾。"),
    ("{L}、{M}和{O}的代表出席了会议。", "{L}、{M}和{O}的代表出席了會議。"),
)


def renderings(count: int, seed: int = 11) -> Iterator[tuple[str, ...]]:
    """Per sentence: mainland, Taiwan, Hong Kong usage, and the mainland one in Traditional characters."""
    rng = random.Random(seed)
    pools: dict[str, list[dict[str, str]]] = defaultdict(list)
    by_entity: dict[str, list[Sense]] = defaultdict(list)
    for senses in shipped().senses.values():
        for sense in senses:
            if sense.entity.source.startswith(("suyuan", "country-codes")) and not (sense.ambiguous or sense.support):
                by_entity[sense.entity.id].append(sense)
    for senses in by_entity.values():
        regions = {s.region: s.text for s in senses if s.kind in ("full", "short") and len(s.text) > 1}
        own = [s.text for s in senses if not s.region and s.kind not in ("metonym", "demonym") and len(s.text) > 1]
        base = own[0] if own else regions.get("cn")
        if base and not senses[0].until:
            forms = {r: regions.get(r, regions.get("tw", base) if r == "hk" else base) for r in ("cn", "tw", "hk")}
            pools[senses[0].entity.type].append(forms)
    traditional = _traditional()
    for _ in range(count):
        simplified, other = rng.choice(_TEMPLATES)
        places = rng.sample(pools["GPE"], 2)
        slots = {"L": places[0], "M": places[1], "P": rng.choice(pools["PERSON"]), "O": rng.choice(pools["ORG"]),
                 "A": rng.choice(pools["MEDIA"])}  # fmt: skip
        filled = {r: {slot: forms[r] for slot, forms in slots.items()} for r in ("cn", "tw", "hk")}
        mainland = simplified.format(**filled["cn"])
        yield (
            mainland,
            other.format(**{k: v.translate(traditional) for k, v in filled["tw"].items()}),
            other.format(**{k: v.translate(traditional) for k, v in filled["hk"].items()}),
            mainland.translate(traditional),
        )


def _traditional() -> dict[int, str]:
    """One Traditional character for each Simplified one: any that folds back to it."""
    import json
    from importlib.resources import files

    table: dict[str, str] = json.loads(files("suyuan.text").joinpath("data/fold.json").read_text(encoding="utf-8"))
    return {
        ord(simplified): traditional
        for traditional, simplified in reversed(list(table.items()))
        if len(simplified) == 1
    }
