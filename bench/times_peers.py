"""The peers behind one interface: ``run(text, reference, prefer) -> [Found]``; ``None`` where one is not installed."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from typing import Any

from times_judge import Found, moment, seconds


def time_peers() -> dict[str, Any]:
    return {"recognizers-text-suite": _recognizers(), "jionlp": _jionlp(), "dateparser": _dateparser()}


def quantity_peers(suite: str) -> dict[str, Any]:
    out = {"recognizers-text-suite": _recognizers_quantity(suite)}
    if suite == "jionlp_money":
        out["jionlp"] = _jionlp_money()
    return out


def _recognizers() -> Any:
    try:
        from recognizers_date_time import recognize_datetime
        from recognizers_text import Culture
    except ImportError:
        return None

    def run(text: str, reference: str | None, prefer: str) -> list[Found]:
        when = moment(reference) or dt.datetime(2024, 1, 1)
        out = []
        for result in recognize_datetime(text, Culture.Chinese, reference=when):
            values = (result.resolution or {}).get("values") or [{}]
            chosen = values[0] if prefer == "past" else values[-1]
            value = _recognizers_value(chosen)
            out.append(Found(result.start, result.end + 1, value, timex=chosen.get("timex")))
        return out

    return run


def _recognizers_value(value: dict[str, Any]) -> tuple[Any, ...] | None:
    kind = value.get("type", "")
    if kind == "duration":
        return ("d", float(value["value"])) if value.get("value") else None
    if kind == "set":
        return ("set", seconds(value.get("timex")))
    if "start" in value or "end" in value:
        return ("i", _when(value.get("start")), _when(value.get("end")))
    begin = _when(value.get("value"))
    if begin is None:
        return None
    return ("i", begin, begin + (dt.timedelta(days=1) if kind == "date" else dt.timedelta(0)))


def _when(text: str | None) -> dt.datetime | None:
    if text and text[:1].isdigit() and ":" in text and "-" not in text:
        return None
    return moment(text) if text and text != "not resolved" else None


def _jionlp() -> Any:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import jionlp
    except ImportError:
        return None

    def run(text: str, reference: str | None, prefer: str) -> list[Found]:
        when = moment(reference) or dt.datetime(2024, 1, 1)
        base = {"year": when.year, "month": when.month, "day": when.day, "hour": when.hour, "minute": when.minute}
        base["second"] = when.second
        out = []
        for item in jionlp.ner.extract_time(text, time_base=base, with_parsing=True, ret_all=False):
            out.append(Found(item["offset"][0], item["offset"][1], _jionlp_value(item.get("detail") or {})))
        return out

    return run


def _jionlp_value(detail: dict[str, Any]) -> tuple[Any, ...] | None:
    kind, value = detail.get("type"), detail.get("time")
    if kind in ("time_point", "time_span") and isinstance(value, list):
        begin, end = (moment(text) if text not in ("inf", "-inf") else None for text in value)
        if end is not None and end.second == 59:
            end += dt.timedelta(seconds=1)
        return ("i", begin, end)
    if kind == "time_delta" and isinstance(value, dict):
        return ("d", _delta(value))
    if kind == "time_period" and isinstance(value, dict):
        return ("set", _delta(value.get("delta") or {}))
    return None


def _delta(delta: dict[str, Any]) -> float:
    lengths = {"year": 31536000, "month": 2592000, "day": 86400, "hour": 3600, "minute": 60, "second": 1}
    return sum(
        (number[0] if isinstance(number, list) else number) * lengths.get(unit, 0)
        for unit, number in delta.items()
        if isinstance(number, (int, float, list))
    )


def _dateparser() -> Any:
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None

    def run(text: str, reference: str | None, prefer: str) -> list[Found]:
        when = moment(reference) or dt.datetime(2024, 1, 1)
        settings = {"RELATIVE_BASE": when, "PREFER_DATES_FROM": "past" if prefer == "past" else "future"}
        out, at = [], 0
        for words, value in search_dates(text, languages=["zh"], settings=settings) or []:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                value = value.replace(tzinfo=None)
                whole = (value.hour, value.minute, value.second) == (when.hour, when.minute, when.second)
                begin = value.replace(hour=0, minute=0, second=0, microsecond=0) if whole else value
                out.append(Found(start, at, ("i", begin, begin + dt.timedelta(days=1 if whole else 0))))
        return out

    return run


def _recognizers_quantity(suite: str) -> Any:
    try:
        import recognizers_number as number
        import recognizers_number_with_unit as unit
        from recognizers_text import Culture
    except ImportError:
        return None
    recognize = {
        "recognizers_percent": number.recognize_percentage, "recognizers_ordinal": number.recognize_ordinal,
        "recognizers_currency": unit.recognize_currency, "jionlp_money": unit.recognize_currency,
        "recognizers_dimension": unit.recognize_dimension, "recognizers_temperature": unit.recognize_temperature,
        "recognizers_age": unit.recognize_age, "duckling_quantity": unit.recognize_dimension,
    }[suite]  # fmt: skip

    def run(text: str, reference: str | None, prefer: str) -> list[Found]:
        out = []
        for result in recognize(text, Culture.Chinese):
            resolution = result.resolution or {}
            printed = str(resolution.get("value") or "").rstrip("%")
            try:
                value = float(printed)
            except ValueError:
                value = None
            code = resolution.get("isoCurrency") or resolution.get("unit")
            if "percent" in suite:
                code = "%"
            out.append(Found(result.start, result.end + 1, ("q", value, None, None, _unit(code))))
        return out

    return run


def _unit(name: str | None) -> str | None:
    from times_judge import UNITS

    return UNITS.get(name or "", name)


def _jionlp_money() -> Any:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import jionlp
    except ImportError:
        return None

    codes = {"元": "CNY", "日元": "JPY", "美元": "USD", "港元": "HKD", "欧元": "EUR", "韩元": "KRW", "卢布": "RUB",
             "泰铢": "THB", "澳元": "AUD", "新台币": "TWD"}  # fmt: skip

    def run(text: str, reference: str | None, prefer: str) -> list[Found]:
        out = []
        for item in jionlp.ner.extract_money(text, with_parsing=True, ret_all=False):
            detail = item.get("detail") or {}
            value = detail.get("num")
            low, high = (float(value[0]), float(value[1])) if isinstance(value, list) else (None, None)
            number = low if low is not None else float(value) if value not in (None, "null") else None
            out.append(
                Found(*item["offset"], ("q", number, low, high, codes.get(detail.get("case"), detail.get("case"))))
            )
        return out

    return run
