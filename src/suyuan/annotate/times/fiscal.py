"""Years that are not the calendar's, and their parts: 2027日本财年, 2024财年上半年, 2024-25学年, FY26Q1, 前三季度."""

from __future__ import annotations

import re

from suyuan.annotate.times.lexicon import Fields
from suyuan.annotate.times.pieces import piece
from suyuan.annotate.times.raw import Raw
from suyuan.text.numerals import read

_COUNTRIES = "日本|美国|联邦|英国|印度|澳大利亚|澳洲|香港|加拿大|新加坡"
_FISCAL_COUNTRY = re.compile(_COUNTRIES)
_FISCAL = re.compile(rf"(?P<country>{_COUNTRIES})?(?:的)?(?:财政?年度?|会计年度)")
#: 2024-25学年, 2025/26赛季, 2025至2026财政年度, 113学年度.
_STRADDLE = re.compile(
    r"(?P<y>(?:19|20)\d\d)年?\s?(?:-|－|–|—|/|／|~|～|至)\s?(?P<z>(?:19|20)?\d\d)年?"
    r"(?:(?P<country>日本|美国|联邦|英国|印度|澳大利亚|澳洲|香港|加拿大|新加坡)(?:的)?)?"
    r"(?:(?P<school>学年度?)|(?P<season>赛季|球季|雪季|榨季)|(?P<fiscal>财政?年度?|会计年度))"
    r"|(?:民国)?(?P<roc>[89]\d|1\d\d)学年度?"
)
_FISCAL_STEP = re.compile(r"(?P<step>本|上|下)一?个?(?=财政?年度?|会计年度)")
_FIRST_QUARTERS = re.compile(r"前(?P<n>[一二两三123])个?季度?")
_FISCAL_QUARTER = re.compile(r"的?第(?P<n>[一二三四1-4])财?季度?")
_CODE_STARTS = frozenset("FQH1234")
_STRADDLE_STARTS = frozenset("1289民")
_CODE = re.compile(
    r"(?:FY\s?(?P<fy>20\d\d|\d\d)|(?P<year>20\d\d)\s?(?=[QH]\d))?"
    r"(?:[QH](?P<n>[1-4])(?:季度)?|(?P<m>[1-4])(?P<unit>[QH])(?P<y>20\d\d|\d\d))?(?![A-Za-z\d])"
)
_CODE_BEFORE = re.compile(r"[于在年，。、：；（(至到截\s]$|^$")
_CODE_AFTER = re.compile(r"季度|财报|业绩|营收|净利|利润|期间|销量|出货")


def fiscal_at(text: str, end: int, fields: Fields) -> int | None:
    """The end of the fiscal year's word at ``end``; its country goes into ``fields``."""
    match = _FISCAL.match(text, end)
    if match is None:
        return None
    fields["fiscal"] = match["country"] or _country_before(text, end)
    return match.end()


def fiscal_part(text: str, end: int, fields: Fields) -> tuple[int, str]:
    """2024财年|上半年, 2024财年|第三财季, 2024财年|Q1: (end, level) with the part's field added."""
    season = _FISCAL_QUARTER.match(text, end)
    if season:
        fields["quarter"] = "一二三四".find(season["n"]) + 1 or int(season["n"])
        return season.end(), "quarter"
    following = piece(text, end, "year") if end < len(text) else None
    if following and following.level in ("half", "quarter") and following.fields.keys() <= {"half", "quarter"}:
        fields |= following.fields
        return following.end, following.level
    return end, "year"


def special_year(text: str, pos: int) -> Raw | None:
    """A year or part of one that is written in a way of its own."""
    char = text[pos]
    return (
        (coded(text, pos) if char in _CODE_STARTS else None)
        or (straddling(text, pos) if char in _STRADDLE_STARTS else None)
        or fiscal_number(text, pos)
        or first_quarters(text, pos)
    )


def straddling(text: str, pos: int) -> Raw | None:
    """2024-25学年, 2025/26赛季, 2025-26财政年度: a year that lies in two."""
    match = _STRADDLE.match(text, pos)
    if match is None:
        return None
    if match["roc"]:
        return Raw(pos, match.end(), "date", {"year": 1911 + int(match["roc"]), "straddle": "台学"}, "year")
    year = int(match["y"])
    if int(match["z"]) % 100 != (year + 1) % 100:
        return None
    fields: Fields = {"year": year, "straddle": "学" if match["school"] else "赛" if match["season"] else "财"}
    if match["fiscal"]:
        fields["fiscal"] = match["country"] or _country_before(text, pos)
    return Raw(pos, match.end(), "date", fields, "year")


def coded(text: str, pos: int) -> Raw | None:
    """FY2027, FY26Q1, 2025Q3, 3Q25, and Q3 or H1 where the neighbours make it a time and not a car."""
    match = _CODE.match(text, pos)
    if match is None or match.end() == pos:
        return None
    letter = match["unit"] or ("Q" if text.find("Q", pos, match.end()) >= 0 else "H")
    fields: Fields = {}
    part = match["n"] or match["m"]
    if part:
        if letter == "H" and part > "2":
            return None
        fields["quarter" if letter == "Q" else "half"] = int(part)
    year = match["fy"] or match["year"] or match["y"]
    if year:
        fields["year"] = int(year) if len(year) == 4 else 2000 + int(year)
        if match["fy"]:
            fields["fiscal"] = _country_before(text, pos)
    elif not (_CODE_BEFORE.search(text, max(0, pos - 1), pos) or _CODE_AFTER.match(text, match.end())):
        return None
    if not part and not match["fy"]:
        return None
    return Raw(pos, match.end(), "date", fields, "quarter" if letter == "Q" and part else "half" if part else "year")


def _country_before(text: str, end: int) -> str:
    """日本政府2024财年的预算: the country named last before a fiscal year that names none."""
    found = _FISCAL_COUNTRY.findall(text, max(0, end - 60), end)
    return found[-1] if found else "?"


def fiscal_number(text: str, pos: int) -> Raw | None:
    """2027日本财年, 2023财年: a year without 年, and the country's fiscal year after it."""
    step = _FISCAL_STEP.match(text, pos)
    if step:
        stepped: Fields = {"year_offset": {"上": -1, "下": 1}.get(step["step"], 0)}
        end = fiscal_at(text, step.end(), stepped)
        if end is None:
            return None
        end, level = fiscal_part(text, end, stepped)
        return Raw(pos, end, "date", stepped, level)
    numeral = read(text, pos, decimals=False)
    if numeral is None or numeral.digits != 4 or numeral.positional is None:
        return None
    fields: Fields = {"year": numeral.positional}
    end = fiscal_at(text, numeral.end, fields)
    if end is None:
        return None
    end, level = fiscal_part(text, end, fields)
    return Raw(pos, end, "date", fields, level)


def first_quarters(text: str, pos: int) -> Raw | None:
    """前三季度, 今年前三季度."""
    first = piece(text, pos) if text[pos] != "前" else None
    at = first.end if first and first.level == "year" else pos
    match = _FIRST_QUARTERS.match(text, at)
    if match is None or (first is not None and first.level != "year"):
        return None
    number = {"一": 1, "二": 2, "两": 2, "三": 3}.get(match["n"]) or int(match["n"])
    fields: Fields = {**(first.fields if first else {}), "quarters": number}
    return Raw(pos, match.end(), "date", fields, "quarter")
