"""Promises and agreements in noun phrases: 甲国对乙国安全的承诺, 双方签署防务合作协定."""

from __future__ import annotations

import re
from collections.abc import Iterator

from suyuan.annotate.commitments import details
from suyuan.annotate.commitments.clauses import Clause, Index
from suyuan.annotate.commitments.parties import resolve
from suyuan.annotate.commitments.statements import Carriers
from suyuan.annotate.commitments.subject import subject
from suyuan.model import Commitment, CommitmentStatus, Span

_PROMISE = re.compile(r"(?<![面反针绝应])对(?![于此])([^，。；：]{4,60}?)的(?:[坚庄郑]\w{0,3}的?)?(?:承诺|保证)(?!书)")
_SIGNED = re.compile(
    r"(?:签署|签订|达成|缔结)了?(?:一项|一份|两份|多项|多份|有关|关于|就)?([^，。；：的]{2,30}的?[^，。；：的]{0,12}?)"
    r"(?:协定|协议|条约|备忘录|合同|意向书)(?!的|草案|中|规定)"
)
_EMPTY = re.compile(
    r"(?:了|相关|有关|该|这|此|上述|双边|一系列|多项|新|初步|历史性|首个|重要|合作|谅解|实施|执行|\d|[一二两三四五六七八九十几]|项|份|个)*"
)
_ASIDE = re.compile(
    r"(?:拒绝|没有|未|尚未|取消|推迟|退出|撕毁|违反|违背|计划|准备|将|会|希望|考虑|可能|应|要|能|寻求)[^，。；]{0,6}$"
)
_KINDS: tuple[tuple[re.Pattern[str], CommitmentStatus], ...] = ((_PROMISE, "pledged"), (_SIGNED, "agreed"))


def find(index: Index, carriers: Carriers, part: Clause, actor: Span | None) -> Iterator[Commitment]:
    """The nominal commitments of a clause that has no cue; ``actor`` is whom an elided subject stands for."""
    text = index.text
    for pattern, status in _KINDS:
        match = pattern.search(text, part.start, part.end)
        if match is None or _EMPTY.fullmatch(match.group(1)) or _ASIDE.search(text, part.start, match.start()):
            continue
        own = subject(index, part.start, match.start())
        who = own or (actor if match.start() - part.start <= 2 else None)
        if who:
            yield _commitment(index, carriers, who, match.span(1), match.start(), status)


def _commitment(
    index: Index, carriers: Carriers, who: Span, action: Span, at: int, status: CommitmentStatus
) -> Commitment:
    start, end = action
    end -= index.text[start:end].endswith("的")
    return Commitment(
        actor=resolve(index, who, carriers.over(at), at),
        action=(start, end),
        status=status,
        amount=details.amount(index, (start, end)),
        statement=carriers.carrier(at, (start, end)),
        rule="zh:noun",
    )
