"""How a suite's expectation is compared with what a system found.

Spans are exact. A value is right where any one of the expected alternatives agrees: interval ends within a day where
either interval is a day or longer, within an hour otherwise; durations and periods within two per cent; amounts within
a millionth, with the unit where the suite names one we know. Where a case is not exhaustive, what was found outside the
expected spans is not counted. Vague expressions (最近, 现在) count only where they are asked for. A case with an empty
expectation asks for nothing to be found.

Where a suite gives TIMEX values beside its intervals (Recognizers does), a value is right also where the TIMEX is the
same (今年 is 2018, whether its interval ends today or with the year), and for a part of a day where day and part are
the same (2018-10-11TEV, whether an evening begins at 16:00 or at 18:00). A date printed in the Chinese calendar has two
readings, the printed day and the Gregorian one, and either may be the one asked for. Recognizers' first day of the year
1 stands for "no such day" (2月30日): right is then to give no value. These rules hold for every suite and system alike.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from suyuan.annotate.times import narrowed
from suyuan.model import Quantity, TimeExpression

FOLD = Path(__file__).resolve().parents[2] / "shared/fold.json"

#: Recognizers' unit names and ours.
UNITS = {
    "Kilometer": "km", "Meter": "m", "Centimeter": "cm", "Millimeter": "mm", "Kilogram": "kg", "Gram": "g",
    "Microgram": "μg", "Ton": "t", "Jin": "斤", "Liang": "两", "Mu": "亩", "Kilobit": "kbit", "Kilobyte": "kB",
    "Megabyte": "MB", "C": "°C", "F": "°F", "Degree": "°", "Year": "岁", "Bitcoin": "XBT", "Dollar": "USD",
    "%": "%",
}  # fmt: skip


class Found(NamedTuple):
    start: int
    end: int
    value: tuple[Any, ...] | None  # ("i", begin, end), ("d", seconds), ("set", seconds), ("q", value, low, high, unit)
    vague: bool = False
    timex: str | None = None
    printed: tuple[Any, ...] | None = None  # the interval of a lunar date by its printed numbers


@dataclass
class Result:
    f1: float
    value: float
    counts: tuple[int, int, int, int, int]  # exact spans, found, wanted, right values, values asked for


def pooled(results: list[Result]) -> Result:
    """Several suites as one."""
    hit, found, wanted, right, judged = (sum(column) for column in zip(*(r.counts for r in results), strict=True))
    f1 = 2 * hit / (found + wanted) if hit else 0.0
    return Result(f1, right / judged if judged else 0.0, (hit, found, wanted, right, judged))


def moment(text: str | None) -> dt.datetime | None:
    if not text:
        return None
    try:
        return dt.datetime.fromisoformat(text.replace("Z", "")).replace(tzinfo=None)
    except ValueError:
        return None


_LEAD = re.compile(r"从|自|在|于|约|大约|近|将近|至少|不到|超过|小于|从")

_ISO = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$"
)


def seconds(value: str | None) -> float | None:
    """The length of an ISO 8601 duration, months of 30 days and years of 365."""
    match = _ISO.match((value or "").split("/")[0])
    if match is None:
        return None
    lengths = (31536000, 2592000, 604800, 86400, 3600, 60, 1)
    return sum(float(number) * length for number, length in zip(match.groups(), lengths, strict=True) if number)


def found_time(item: TimeExpression, narrow: bool = False) -> Found:
    """``narrow``: for assistants' suites, 年底 is the end of the year and not the year with ``mod`` END."""
    value: tuple[Any, ...] | None = None
    part = narrowed(item) if narrow else None
    if part:
        begin, end = (dt.datetime.combine(day, dt.time()) for day in part)
        return Found(item.start, item.end, ("i", begin, end, None), item.vague, item.value)
    if item.type == "SET":
        value = ("set", seconds(item.value))
    elif item.begin or item.end_exclusive:
        value = ("i", moment(item.begin), moment(item.end_exclusive), seconds(item.value))
    elif item.type == "DURATION":
        value = ("d", seconds(item.value))
    elif item.value == "PRESENT_REF":
        value = ("now",)
    return Found(item.start, item.end, value, item.vague, item.value, _printed(item))


def _printed(item: TimeExpression) -> tuple[Any, ...] | None:
    """The interval of the printed lunar date, with the clock of the expression."""
    try:
        day = dt.date.fromisoformat(item.lunar or "")
    except ValueError:
        return None
    begin, end = moment(item.begin), moment(item.end_exclusive)
    length = end - begin if begin and end else dt.timedelta(days=1)
    first = dt.datetime.combine(day, begin.time() if begin else dt.time())
    return ("i", first, first + length, None)


def found_quantity(item: Quantity) -> Found:
    return Found(item.start, item.end, ("q", item.value, item.low, item.high, item.unit))


def as_gold(item: Found) -> dict[str, Any]:
    """A peer's finding in the form the gold's judge reads."""
    out: dict[str, Any] = {"start": item.start, "end": item.end}
    if item.value and item.value[0] == "i":
        out |= {"begin": item.value[1] and item.value[1].isoformat()}
        out |= {"end_exclusive": item.value[2] and item.value[2].isoformat()}
    elif item.value and item.value[0] in ("d", "set") and item.value[1]:
        days = item.value[1] / 86400
        out["value"] = (
            f"P{days / 365:.10g}Y" if days % 365 == 0 else f"P{days / 30:.10g}M" if days % 30 == 0 else f"P{days:.10g}D"
        )
    return out


# ------------------------------------------------------------------ values


def same(alternative: dict[str, Any], value: tuple[Any, ...] | None, anchor: dt.datetime | None) -> bool:
    if value is None:
        return False
    kind = alternative["k"]
    if value[0] == "now":
        return kind == "i" and anchor is not None and _near(moment(alternative["s"]), anchor, 86400)
    if kind == "i":
        return value[0] == "i" and _same_interval(alternative, value[1], value[2])
    if kind == "d":
        length = value[1] if value[0] == "d" else value[3] if value[0] == "i" and len(value) > 3 else None
        return length is not None and abs(length - float(alternative["sec"])) <= 0.02 * float(alternative["sec"])
    if kind == "set":
        return value[0] == "set" and value[1] is not None and abs(value[1] - alternative["sec"]) <= 0.02 * value[1]
    return value[0] == "q" and _same_amount(alternative, value)


def right_time(item: dict[str, Any], got: Found | None, anchor: dt.datetime | None) -> bool:
    """Whether what was found means one of the alternatives, by interval or by TIMEX."""
    if got is None:
        return False
    if any(alt["k"] == "i" and (alt["s"] or "").startswith("0001-01-01") for alt in item["alts"]):
        return got.value is None
    if any(same(alt, value, anchor) for alt in item["alts"] for value in (got.value, got.printed)):
        return True
    wanted = item.get("timex") or ""
    if not wanted or not got.timex:
        return False
    part = _DAY_PART.search(wanted)
    if part and got.timex.endswith(part.group()) and got.value and got.value[0] == "i" and got.value[1]:
        return any(alt["k"] == "i" and (alt["s"] or "")[:10] == got.value[1].date().isoformat() for alt in item["alts"])
    return "X" not in wanted and wanted[:1].isdigit() and wanted == got.timex


_DAY_PART = re.compile(r"T(?:MO|MI|AF|EV|NI|DT)$")


def _near(first: dt.datetime | None, second: dt.datetime | None, tolerance: float) -> bool:
    if first is None or second is None:
        return first is second
    return abs((first - second).total_seconds()) <= tolerance


def _same_interval(wanted: dict[str, Any], begin: dt.datetime | None, end: dt.datetime | None) -> bool:
    start, stop = moment(wanted["s"]), moment(wanted["e"])
    lengths = [(b - a).total_seconds() for a, b in ((start, stop), (begin, end)) if a and b]
    tolerance = 86400 if any(length >= 86400 for length in lengths) else 3600
    return _near(start, begin, tolerance + 1) and (
        _near(stop, end, tolerance + 1) or (stop is None and start is not None)
    )


def _same_amount(wanted: dict[str, Any], value: tuple[Any, ...]) -> bool:
    _, number, low, high, unit = value
    name = wanted["u"]
    known = UNITS.get(name, name)
    if name is not None and unit != known and not (known == "kbit" and unit == "bit"):
        return False
    expected = wanted["v"]
    if isinstance(expected, list):
        # The suites' bounds are half-open where the numeral is inexact (几十万), ours are inclusive.
        return low is not None and high is not None and _close(low, expected[0]) and _close(high, expected[1])
    if known == "kbit":
        expected = expected * 1000
    return expected is None or (number is not None and abs(number - expected) <= 1e-6 * max(1.0, abs(expected)))


def _close(number: float, bound: float) -> bool:
    return abs(number - bound) <= max(1.0, 1e-6 * abs(bound))


# ------------------------------------------------------------------ a suite


def without_bare_numbers(case: dict[str, Any]) -> dict[str, Any] | None:
    """A number without a unit or classifier is no quantity for us: such a case asks for nothing here."""
    wanted = [
        item
        for item in case["expected"]
        if item["type"] not in ("number", "numeral") and not all(alt["v"] is None for alt in item["alts"] or [{"v": 0}])
    ]
    if case["expected"] and not wanted:
        return None
    if any(item["type"] == "money" and not _CURRENCY.search(item["text"]) for item in wanted):
        return None
    return {**case, "expected": wanted}


_CURRENCY = re.compile(r"[元块毛角钱币幣圆圓镑铢卢布法郎盾$￥¥€£]|奈拉|人民")

Runner = Callable[[str, str | None, Any], list[Found]]


def suite(cases: list[dict[str, Any]], run: Runner, prefer: str, twin: bool = False, verbose: bool = False) -> Result:
    hit = n_found = n_wanted = right = judged = 0
    for case in cases:
        text = traditional(case["text"]) if twin else case["text"]
        anchor = case.get("reference_datetime")
        try:
            found = run(text, anchor, "future" if case.get("ret_future") else prefer)
        except Exception as error:  # a peer's crash is a miss of that peer
            if verbose:
                print(f"  crash {text!r}: {error!r}")
            found = []
        wanted = case["expected"]
        spans = {span for item in wanted for span in _accepted(case["text"], item)}
        exact = [item for item in found if (item.start, item.end) in spans]
        others = [item for item in found if (item.start, item.end) not in spans]
        if not case["exhaustive"]:
            others = [item for item in others if _touches(item, wanted)]
        others = [item for item in others if not item.vague or _touches(item, wanted)]
        hit, n_found, n_wanted = hit + len(exact), n_found + len(exact) + len(others), n_wanted + len(wanted)
        for item in wanted:
            touching = [x for x in found if x.start < item["end"] and item["start"] < x.end]
            touching.sort(key=lambda x: min(x.end, item["end"]) - max(x.start, item["start"]), reverse=True)
            got = touching[0] if touching else None
            spanned = got is not None and (got.start, got.end) in _accepted(case["text"], item)
            ok = None
            if item["alts"]:
                judged += 1
                ok = right_time(item, got, moment(anchor))
                right += ok
            if verbose and not (spanned and ok is not False):
                _show(text, anchor, item, got)
        if verbose and [item for item in others if not _touches(item, wanted)]:
            print(f"  extra {text!r}: {[text[x.start : x.end] for x in others]}")
    precision = hit / n_found if n_found else 0.0
    recall = hit / n_wanted if n_wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    return Result(f1, right / judged if judged else 0.0, (hit, n_found, n_wanted, right, judged))


def _accepted(text: str, item: dict[str, Any]) -> list[tuple[int, int]]:
    """The expected span, and the same without its leading preposition or bound word: our scheme leaves 从, 约, 近 and
    不到 outside a span or lets them in alike."""
    start, end = item["start"], item["end"]
    lead = _LEAD.match(text, start, end)
    return [(start, end)] + ([(lead.end(), end)] if lead and lead.end() < end else [])


def _touches(item: Found, wanted: list[dict[str, Any]]) -> bool:
    return any(item.start < other["end"] and other["start"] < item.end for other in wanted)


def _show(text: str, anchor: str | None, item: dict[str, Any], got: Found | None) -> None:
    alts = [
        f"{a['s']}~{a['e']}" if a["k"] == "i" else f"{a['k']} {a.get('sec', a.get('v'))} {a.get('u') or ''}"
        for a in item["alts"]
    ]
    print(
        f"  {text!r} @{anchor}: want {item['text']!r} {' | '.join(alts)}"
        f" got {got and text[got.start : got.end]!r} {got and got.value and [str(x) for x in got.value]}"
    )


# ------------------------------------------------------------------ the Traditional twin


@cache
def _to_traditional() -> dict[int, str]:
    try:
        from opencc import OpenCC
    except ImportError:
        table = json.loads(FOLD.read_text(encoding="utf-8"))
        return {ord(simple): other for other, simple in reversed(table.items())}
    convert = OpenCC("s2t").convert
    pairs = {code: convert(chr(code)) for code in range(0x4E00, 0xA000)}
    return {code: other for code, other in pairs.items() if len(other) == 1}


def traditional(text: str) -> str:
    """Character by character, of the same length."""
    return text.translate(_to_traditional())
