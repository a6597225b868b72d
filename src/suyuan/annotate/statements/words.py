"""Word classes round a Chinese cue, and the patterns made of them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from suyuan.annotate.syntax.words import alternation
from suyuan.text.fold import fold


@cache
def full_titles() -> dict[str, tuple[str, ...]]:
    """Full titles by the short one: 外长 → 外交部长, 外交大臣 …"""
    raw = files("suyuan.annotate.statements").joinpath("data/titles_zh.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in raw.splitlines() if line and not line.startswith("#"))
    return {fold(short): tuple(fold(full).split()) for short, full in rows}


def _classes() -> dict[str, frozenset[str]]:
    raw = files("suyuan.annotate.statements").joinpath("data/words_zh.txt").read_text(encoding="utf-8")
    out: dict[str, frozenset[str]] = {}
    for line in raw.splitlines():
        if line and not line.startswith("#"):
            label, _, words = line.partition("\t")
            out[label] = frozenset(fold(word) for word in words.split())
    return out


_W = _classes()
IMPERSONAL = _W["impersonal"]  # without a subject of their own they are the writer's
TOPIC = _W["topic"]
EVIDENT = _W["evident"]
POINTER = _W["pointer"]
INVITED = tuple(sorted(_W["invited"]))
# 将宣布, 未透露, 被指责: no utterance, not yet, or somebody else's
NOT_YET = re.compile(f"(?:{alternation(_W['notyet'])})$")
NOMINAL = _W["nominal"]
SIDE = re.compile(f"(?P<of>{alternation(_W['side'])})方")  # 局方, 署方
HEARSAY = _W["hearsay"]
PERFORMATIVE = _W["performative"]
OWN_SIDE = _W["ownside"]
OFFICIAL = _W["official"]
ATTRIBUTIVE = _W["attributive"]
MENTAL = _W["mental"]
# …，但至今没有兑现: the speaker around takes over again
TURN = re.compile(f"，(?:{alternation(_W['turn'])})")
LEARNER = _W["learner"]
WORDS_OF_NOBODY = _W["nobody"]  # 内文, 毋宁: no speaker, and no part of speech of the dictionary says so
REPORT_NOUN = re.compile(f"的?(?P<noun>{alternation(_W['reportnoun'])})$")
FUTURE = re.compile(f"(?:{alternation(_W['future'])})$")
# 并称, 又指, 同时强调
SIBLING = re.compile(f"(?:{alternation(_W['sibling'])})+$")
# 作出承诺, 遭到批评: the cue is a noun, the object of another verb
GOVERNED = re.compile(f"(?:{alternation(_W['governed'])})$")
# 宣布的措施, 抗议者, 承诺书; 讲话会后 but not 说会…
AFTER_CUE = re.compile(f"(?:{alternation(_W['aftercue'])}|会(?=[后上议谈场员长中前址费]|$)|之?前(?=$|，))")
ATTITUDE = re.compile(f"(?:{alternation(_W['degree'])})?(?:的)?(?:{alternation(_W['attitude'])})")
LIGHT_VERB = re.compile(f"(.*?)(?:{alternation(_W['lightverb'])})")
SOURCE_TAIL = re.compile(f"的?(?:{alternation(_W['sourcetail'])})$")
