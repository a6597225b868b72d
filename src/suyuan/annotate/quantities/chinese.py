"""Numeral + unit or classifier + noun, with bounds: 60多项, 约9亿美元（约70.2亿港元）, 50%以上, 三成, 2纳米, 第五条."""

from __future__ import annotations

import re
from dataclasses import replace

from suyuan.annotate.quantities.amount import Amount
from suyuan.annotate.quantities.forms import amount_at
from suyuan.annotate.times import guard
from suyuan.annotate.times.spacing import close_up
from suyuan.model import Quantity, QuantityMod, Span
from suyuan.text.numerals import STARTERS, skip

_NUMERALS = "".join(sorted(set(STARTERS) - set("上成")))
_TRIGGER = re.compile(
    rf"[{_NUMERALS}第$＄￥¥€£₩₽人港新台美日欧韩RUHNACSEJG百千万佰仟零负半两对摄华翻－-]"
    r"|[上成](?=[百千万亿])"
)
_NUMERAL_START = frozenset(STARTERS) - set("上成")

_BOUND_BEFORE = re.compile(
    r"(?:(?P<near>将近|接近|近)|(?P<more>超过|超出|突破|逾|多于|高于|大于|不少于|不低于|至少|最少|起码)|(?P<less>不到|不足|未到|少于|低于|小于|至多|最多|不超过|不高于)"
    r"|(?P<about>大约|大概|约|估计|差不多|左右)|(?P<over>超))\s?$"
)
_BOUND_AFTER = re.compile(
    r"\s?(?:[（(]含[）)])?(?:(?P<more>(?:及|或)?以上|之多|有余)|(?P<less>(?:及|或)?以下|以内)|(?P<about>左右|上下|前后))"
)
_AND_MORE = re.compile(r"多(?![大少么数种样方边次名国年元党哈多])")
_CONVERSION = re.compile(r"\s?[（(](?:约合?|合约?|折合约?|相当于约?|等于|約)?(?:人民币|新台币|港币|美金)?")
_BEFORE_ONE = re.compile(r"(?:其中|只有|仅有?|唯一|至少|不到|造成|致|已有)$")
_CHANGE = re.compile(r"[减增裁升降涨跌涨扩缩](?:[少加至到长大为]|$)|上升|下降|左右|上下")
_FUNCTION = frozenset("的由在被与和并又只也都还其作将已来去")
_NOUN = re.compile(
    r"[“「《]?([\u4e00-\u9fff·]{1,7}?)(?=[的了在和与是将及或、，。；：？！）”」》\s]|已|被|对|于|从|向|为|以|而|就|中[的，]|[^\u4e00-\u9fff·]|$)"
)


def find_chinese(folded: str, taken: list[Span]) -> tuple[Quantity, ...]:
    """Quantities of a folded text outside the spans ``taken``, which are sorted."""
    spaced = close_up(folded)
    if spaced.kept is None:
        return _conversions(folded, _scan(folded, taken))
    places = {printed: place for place, printed in enumerate(spaced.kept)}
    inner = [(places[start], places[end - 1] + 1) for start, end in taken]
    found = [
        replace(item, start=start, end=end)
        for item in _scan(spaced.text, inner)
        for start, end in [spaced.out(item.start, item.end)]
    ]
    return _conversions(folded, found)


def _scan(text: str, taken: list[Span]) -> list[Quantity]:
    out: list[Quantity] = []
    at, nth = 0, 0
    search = _TRIGGER.search
    while (match := search(text, at)) is not None:
        pos = match.start()
        while nth < len(taken) and taken[nth][1] <= pos:
            nth += 1
        if nth < len(taken) and taken[nth][0] <= pos:
            at = taken[nth][1]
            continue
        amount = amount_at(text, pos)
        limit = taken[nth][0] if nth < len(taken) else len(text)
        if amount is None or amount.end > limit or not _stands(text, amount):
            at = skip(text, pos) if text[pos] in _NUMERAL_START else pos + 1
            continue
        out.append(_quantity(text, amount))
        at = out[-1].end
    return out


def _stands(text: str, amount: Amount) -> bool:
    """Not part of a serial number or an ordinary word; 一个 is an article unless something sets it off."""
    start, end = amount.start, amount.end
    if text[start].isdigit() and start and _glued(text, start):
        return False
    if amount.kind == "count" and amount.one and not _BEFORE_ONE.search(text, max(0, start - 2), start):
        return False
    if (
        text[end - 1].isascii()
        and text[end - 1].isalpha()
        and end < len(text)
        and text[end].isascii()
        and text[end].isalpha()
    ):
        return False
    return amount.kind in ("money", "percent") or guard.stands(text, start, end, amount.split)


def _glued(text: str, start: int) -> bool:
    """A digit right after a Latin letter or +, or after a hyphen that follows one: G7, 2+2, F-35."""
    before = text[start - 1]
    if before.isascii() and (before.isalnum() or before in "+_"):
        return True
    return before in "-.．" and start > 1 and text[start - 2].isascii() and text[start - 2].isalnum()


def _quantity(text: str, amount: Amount) -> Quantity:
    low, high, mod = amount.low, amount.high, amount.mod
    before = _BOUND_BEFORE.search(text, max(0, amount.start - 5), amount.start)
    after = _BOUND_AFTER.match(text, amount.end)
    end = amount.end
    bound: QuantityMod | None = None
    rest = _AND_MORE.match(text, end) if amount.kind in ("measure", "money") and not mod and not after else None
    if rest:
        end, bound = rest.end(), "MORE_THAN"  # 一倍多, 三米多高
    if before and before.lastgroup:
        bound = _name(before.lastgroup)
    if after and after.lastgroup:
        end = after.end()
        bound = bound or _name(after.lastgroup)
    if bound and mod is None:
        mod = bound
        if bound == "MORE_THAN":
            low = amount.value
        elif bound == "LESS_THAN" or (before and before.lastgroup == "near"):
            high = amount.value
    of = _noun(text, end, amount.unit) if amount.kind == "count" and not amount.of else amount.of
    return Quantity(
        amount.start, end, amount.kind, amount.value, low, high, mod, amount.unit, of, rule=amount.rule
    )  # fmt: skip


def _name(group: str) -> QuantityMod:
    return {"more": "MORE_THAN", "over": "MORE_THAN", "less": "LESS_THAN"}.get(group, "APPROX")  # type: ignore[return-value]


def _noun(text: str, end: int, unit: str | None) -> str | None:
    """The thing counted, where it is a short noun right behind the classifier."""
    match = _NOUN.match(text, end)
    if match and unit in ("个", "项") and text.startswith("的", match.end()):
        match = _NOUN.match(text, match.end() + 1)  # 两个有待回答的问题: the noun comes after 的
    if match and _CHANGE.match(match[1]):
        return None
    if match is None or not 2 <= len(match[1]) <= 6 or match[1][0] in _FUNCTION or match[1][-1] in _FUNCTION:
        return None
    return match[1]


def _conversions(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """约9亿美元（约70.2亿港元）: the second amount is the conversion of the first, and an amount of its own too."""
    out = list(found)
    for index in range(len(found) - 1):
        first, second = out[index], out[index + 1]
        if first.kind != "money" or second.kind != "money" or first.unit == second.unit or second.value is None:
            continue
        between = _CONVERSION.match(text, first.end)
        if between and between.end() >= second.start and second.start > first.end:
            out[index] = replace(first, converted=(second.value, second.unit or ""))
    return tuple(out)
