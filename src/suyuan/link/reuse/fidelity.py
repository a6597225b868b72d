"""What an edit does: nothing (script, marks), a house's style, or a change of what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import permutations
from typing import Literal

from suyuan.link.reuse import attribution, english
from suyuan.link.reuse.attribution import is_attribution, reattributed, sentence_start
from suyuan.link.reuse.pages import Read
from suyuan.link.reuse.quotes import is_quoted
from suyuan.link.reuse.whole_words import whole_words
from suyuan.model import Edit, Mention, Span
from suyuan.text.fold import fold

_HAN_NUMERAL = "一二三四五六七八九十百千万亿两零〇"
_NUMERAL = re.compile(rf"[0-9{_HAN_NUMERAL}](?:[0-9{_HAN_NUMERAL}.]|[,，](?=\d{{3}}))*")
_DIGITS = {char: digit for digit, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_FACTORS = (("亿", 100_000_000), ("万", 10_000), ("千", 1000), ("百", 100), ("十", 10))
# 不 in these denies nothing.
_IDLE = re.compile(
    r"不(?:断|仅|但|过|久|同|禁|止|只|少|得不|妨|论|管|如)|非常|非[洲法]|未来|无论|无线|特别|分别|个别|别人|别的|是否|否则|区别"
)
_NEGATION = re.compile(r"[不没未非无勿否别]|\b(?:not|no|never|without)\b|n't\b")
_RELATIVE = re.compile(
    r"[今昨明前后当](?:天|日|晚|早|年)|[本上下这]?(?:周|星期|礼拜)[一二三四五六日天末]|[本上下]个?月|日前|近日"
)
_ABSOLUTE = re.compile(r"\d+\s*[年月日号]")
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)$")
_OWN = re.compile(r"本(?:台|报|社|网|刊)|我(?:台|报|社)")
_REPORTED = re.compile(
    r"(?:说|称|指|表示|指出|认为|强调|透露|宣布|写道|告诉\S{1,8}|呼吁|批评|警告|重申|承认|否认)(?:道)?[，,：:]"
    r"|\b(?:said|says|told|added|warned|claimed|insisted|argued|stressed|announced|wrote|believes?)\b"
)
_CLAUSE = 4
Kind = Literal["noise", "point", "style", "wording", "context"]
# A longer edit is another clause, whatever numbers stand in it.
_FIGURE = 24
_DATELINE = re.compile(r"[\d年月]{0,6}日?[\d:：时分\s]{0,8}[讯电]")
_MOSTLY = 0.35
_DENIAL, _DENIAL_EN = 8, 24
# An edit without one of these on either side is not about numbers or days, or denies nothing.
_COUNTED = frozenset("0123456789一二三四五六七八九十百千万亿两零〇今昨明前后当本上下周月年日天期拜")
_DENYING = frozenset("不没未非无勿否别ntr")


@cache
def _exchanges(name: str) -> dict[tuple[str, str], list[tuple[str, str, str, str]]]:
    """What changes when one word of a line of a table takes the place of another: (out, in) → for each such pair of
    words what stands unchanged before and after, and the two words. 中国 → 中共 is 国 → 共 after 中; words of letters
    change whole."""
    raw = files("suyuan.link.reuse").joinpath(f"data/{name}.tsv").read_text(encoding="utf-8")
    table: dict[tuple[str, str], list[tuple[str, str, str, str]]] = {}
    for line in raw.splitlines():
        words = [] if line.startswith("#") else list(dict.fromkeys(fold(word).lower() for word in line.split("|")))
        for one, two in permutations(words, 2):
            before = _common_start(one, two)
            rest_one, rest_two = one[len(before) :], two[len(before) :]
            after = _common_start(rest_one[::-1], rest_two[::-1])[::-1]
            if one.isascii() and two.isascii():
                before = after = ""
                rest_one, rest_two = one, two
            cut = len(after)
            key = (rest_one[: len(rest_one) - cut], rest_two[: len(rest_two) - cut])
            table.setdefault(key, []).append((before, after, one, two))
    return table


def _common_start(one: str, two: str) -> str:
    same = next((at for at, (c, d) in enumerate(zip(one, two, strict=False)) if c != d), min(len(one), len(two)))
    return one[:same]


@cache
def _side_names() -> frozenset[str]:
    return frozenset(word for pairs in _exchanges("sides").values() for pair in pairs for word in pair[2:])


def judged(changes: Sequence[tuple[Span, Span]], a: Read, b: Read) -> tuple[Edit, ...]:
    """The edits that some changes are, in places of the articles; a change of meaning has a note that says which."""
    left, right = a.lower, b.lower
    named = _has_names(a) and _has_names(b)
    changes = whole_words(changes, left, right)
    places_a = a.side.each_in_article([in_a for in_a, _ in changes])
    places_b = b.side.each_in_article([in_b for _, in_b in changes])
    edits = []
    for (in_a, in_b), place_a, place_b in zip(changes, places_a, places_b, strict=True):
        words, others = left[in_a[0] : in_a[1]], right[in_b[0] : in_b[1]]
        kind = _of_words(words, others)
        if kind == "context" or kind == "point" or (named and kind != "noise"):
            edit = _judged(Edit(in_a, in_b), a, b, words, others, kind == "point")
            edits.append(Edit(place_a, place_b, edit.kind, edit.note))
        else:
            edits.append(Edit(place_a, place_b, None if kind == "wording" else kind))
    return tuple(edits)


def _judged(edit: Edit, a: Read, b: Read, left: str, right: str, point: bool) -> Edit:
    if point:
        # 412.5公里 → 4125公里
        numbers = _numbers(edit, a, b) if _is_point(a, edit.a) or _is_point(b, edit.b) else None
        return _as(edit, "meaning", numbers) if numbers else _as(edit, "noise")
    judgement = _words(edit, a, b, left, right)
    if judgement is not None:
        return judgement
    bare_left, bare_right = _bare(left), _bare(right)
    if bare_left and bare_right:
        return edit
    return _clause(edit, a, b, left, right, max(len(bare_left), len(bare_right)))


@lru_cache(maxsize=1 << 15)
def _of_words(left: str, right: str) -> Kind:
    """What the words of a change alone say, whatever stands around them; "context": that must be asked; "point": noise,
    unless in a number."""
    bare_left, bare_right = _bare(left), _bare(right)
    if bare_left == bare_right:
        return "point" if "." in left or "." in right else "noise"
    words = left + right
    if words.isascii() and (english.counts(words) or _NEGATION.search(words)):
        return "context"
    if (left, right) in _exchanges("sides") or (left, right) in _exchanges("style"):
        return "context"
    if "本" in words or not (_COUNTED.isdisjoint(words) and _DENYING.isdisjoint(words)):
        return "context"
    if bare_left and bare_right:
        return "context" if reattributed(left, right, "说 said") else "wording"
    words = (left if bare_left else right).strip()
    return "context" if words[0] in "（([【" or max(len(bare_left), len(bare_right)) >= _CLAUSE else "style"


def _is_point(page: Read, span: Span) -> bool:
    """Whether an edit takes out, or puts in, a decimal point."""
    return page.lower[span[0] : span[1]] == "." and page.lower[span[0] - 1 : span[0]].isdigit()


def with_attributions(in_a: Span, in_b: Span, a: Read, b: Read) -> tuple[Span, Span, list[Edit], list[Edit]]:
    """A passage that begins or ends with the sentence in one text, in the other after or before an attribution, takes
    it in, with the edits it makes before and behind: in the one it is a fact, in the other somebody's word."""
    first, last = attribution.before(a, in_a, b, in_b), attribution.behind(a, in_a, b, in_b)
    if first is None and last is None:
        return in_a, in_b, [], []
    before, behind = ([_left_out(rim, a, b)] if rim else [] for rim in (first, last))
    starts, ends = first or ((in_a[0], 0), (in_b[0], 0)), last or ((0, in_a[1]), (0, in_b[1]))
    return (starts[0][0], ends[0][1]), (starts[1][0], ends[1][1]), before, behind


def _left_out(rim: tuple[Span, Span], a: Read, b: Read) -> Edit:
    """An attribution that one text lacks, or has of another speaker. 据晨报报道 put in by a copy of the 晨报 names the
    source: it takes words from nobody."""
    edit = Edit(a.side.in_article(rim[0]), b.side.in_article(rim[1]))
    page, (start, end) = (a, rim[0]) if rim[0][0] < rim[0][1] else (b, rim[1])
    names = [named for named in page.named_in(start, end) if named.outlet in (a.outlet, b.outlet)]
    known = max([named.end - named.start for named in names], default=0)
    words = page.lower[start:end]
    unlisted = max(len(outlet) for outlet in (a.outlet, b.outlet, "") if outlet is not None and outlet in words)
    # Not where the name only helps to say who spoke: according to a report seen by the Evening Post.
    own = max(known, unlisted) >= _MOSTLY * (end - start)
    return _as(edit, "style", "own outlet") if own else _as(edit, "meaning", "attribution")


def _has_names(page: Read) -> bool:
    return page.article.annotations is not None and bool(page.article.annotations.mentions)


def _as(edit: Edit, kind: Literal["noise", "style", "meaning"], note: str | None = None) -> Edit:
    return Edit(edit.a, edit.b, kind, note)


def _words(edit: Edit, a: Read, b: Read, left: str, right: str) -> Edit | None:
    """Names that take a side, house style, the outlet's own name, numbers, negations; None for other words."""
    sides = _exchanged("sides", edit, a, b, left, right)
    if sides:
        kept = _reported(a, edit.a) or _reported(b, edit.b)
        return _as(edit, "meaning" if kept else "style", f"name: {sides}")
    house = _exchanged("style", edit, a, b, left, right)
    if house:
        return _as(edit, "style", f"house: {house}")
    renamed = _renamed(edit, a, b)
    if renamed is not None:
        return renamed
    if ("本" in left or "本" in right) and bool(_OWN.search(left)) != bool(_OWN.search(right)):
        return _as(edit, "style", "own outlet")
    if not _COUNTED.isdisjoint(left) or not _COUNTED.isdisjoint(right):
        numbers = _numbers(edit, a, b)
        if numbers is not None:
            return _as(edit, "meaning" if numbers else "style", numbers or None)
    if left.isascii() and right.isascii():
        found = _in_english(edit, left, right)
        if found is not None:
            return found
    behind = a.side.folded[edit.a[1] : edit.a[1] + 40]
    one_sided = not (_bare(left) and _bare(right))
    if reattributed(left, right, behind):
        return _as(edit, "meaning", "attribution")
    if one_sided and is_attribution(left if _bare(left) else right):
        found = _left_out((edit.a, edit.b), a, b)
        return _as(edit, found.kind or "style", found.note)
    words = left + right
    denying = not _DENYING.isdisjoint(left) or not _DENYING.isdisjoint(right)
    # A whole clause with a denial in it, put in or left out, denies nothing that the other text says.
    short = max(len(left), len(right)) <= (_DENIAL_EN if words.isascii() else _DENIAL)
    if denying and short and _denies(a, edit.a) != _denies(b, edit.b):
        return _as(edit, "meaning", "negation")
    return None


def _in_english(edit: Edit, left: str, right: str) -> Edit | None:
    """A number or a day spelt out in letters, exchanged for another or for the same one."""
    day = english.day_change(left, right)
    if day is not None:
        return _as(edit, "meaning" if day else "style", day or None)
    one, two = english.number(left), english.number(right)
    if one is None or two is None:
        return None
    return _as(edit, "style") if one == two else _as(edit, "meaning", f"number: {one:g} → {two:g}")


def _renamed(edit: Edit, a: Read, b: Read) -> Edit | None:
    """One name for another: a different party in reported words is a change of meaning, the same one in other words
    is style. None where an edit is not inside a name on both sides, or the pages carry no names."""
    one, two = _named(a, edit.a), _named(b, edit.b)
    if one is None or two is None:
        return None
    if (one.identity or fold(one.name)) == (two.identity or fold(two.name)):
        return _as(edit, "style")
    if not (_reported(a, edit.a) and _reported(b, edit.b)):
        return None
    return _as(edit, "meaning", f"name: {a.article.text[one.start : one.end]} → {b.article.text[two.start : two.end]}")


def _named(page: Read, span: Span) -> Mention | None:
    found = page.article.annotations.mentions if page.article.annotations else ()
    if not found:
        return None
    start, end = page.side.in_article(span)
    return next((m for m in found if m.start <= start and end <= m.end and m.type != "MEDIA"), None)


def _clause(edit: Edit, a: Read, b: Read, left: str, right: str, length: int) -> Edit:
    """A clause dropped from or put into words in quotation marks; a gloss in parentheses is style. One side has words,
    the other at most marks."""
    page, span, words = (a, edit.a, left.strip()) if _bare(left) else (b, edit.b, right.strip())
    if words[0] in "（([【" and words[-1] in "）)]】":
        # “中国（中共）不会让步”: the side is named by the editor, in the speaker's mouth.
        taken = _bare(words) in _side_names() and is_quoted(page.text, span[0])
        return _as(edit, "meaning" if taken else "style", "gloss")
    if length < _CLAUSE:
        return _as(edit, "style")
    first = next(at for at in range(*span) if page.text[at].isalnum())
    return _as(edit, "meaning", "clause") if is_quoted(page.text, first) else edit


def _bare(words: str) -> str:
    return words if words.isalnum() else "".join(filter(str.isalnum, words))


def _exchanged(table: str, edit: Edit, a: Read, b: Read, left: str, right: str) -> str | None:
    """The two words of one line of a table whose exchange the edit is, grown by the neighbours both texts share."""
    for before, after, one, two in _exchanges(table).get((left, right), ()):
        (start_a, end_a), (start_b, end_b) = edit.a, edit.b
        if (
            a.lower.startswith(one, start_a - len(before))
            and b.lower.startswith(two, start_b - len(before))
            and min(start_a, start_b) >= len(before)
        ):
            grown_a = a.text[start_a - len(before) : end_a + len(after)]
            return f"{grown_a} → {b.text[start_b - len(before) : end_b + len(after)]}"
    return None


def _numbers(edit: Edit, a: Read, b: Read) -> str | None:
    """What a changed numeral or day says: the note of a change, "" for the same number or day in other words, or None
    where the edit is not about either. 周五 for 5月2日 is the same day; for 周六 it is another."""
    left, right = _around(a, edit.a), _around(b, edit.b)
    days = _RELATIVE.search(left), _RELATIVE.search(right)
    if days[0] and days[1]:
        same = days[0].group()[-1] == days[1].group()[-1] or not left.strip() or not right.strip()
        return "" if same else f"day: {days[0].group()} → {days[1].group()}"
    if (days[0] and _ABSOLUTE.search(right)) or (days[1] and _ABSOLUTE.search(left)):
        return ""
    one, two = _number(left), _number(right)
    if not one or len(one) != len(two) or max(map(len, (left, right))) > _FIGURE:
        return None
    changed = next(((x, y) for x, y in zip(one, two, strict=True) if x != y), None)
    if changed is None or _is_dateline(a, edit.a) or _is_dateline(b, edit.b):
        return ""
    return f"number: {changed[0]:g} → {changed[1]:g}"


def _is_dateline(page: Read, span: Span) -> bool:
    """Whether an edit stands in the day of a page's own dateline: 【晨报2031年5月2日讯】, 晨社柳港5月2日电."""
    return bool(_DATELINE.match(page.lower, span[1]))


def _around(page: Read, span: Span) -> str:
    """The words of an edit, grown to whole numerals at its rims."""
    text, (start, end) = page.lower, span
    while start > 0 and _is_numeral(text[start - 1]) and span[0] - start < 12:
        start -= 1
    while end < len(text) and _is_numeral(text[end]) and end - span[1] < 12:
        end += 1
    if (weekday := _WEEKDAY.search(text[max(0, start - 2) : start])) and text[start:end] in "一二三四五六":
        start -= len(weekday.group())  # 星期[二]
    return text[start : end + 1]


def _is_numeral(char: str) -> bool:
    return char.isdigit() or char in "一二三四五六七八九十百千万亿两零〇.,"


def _number(words: str) -> list[float]:
    return [value for match in _NUMERAL.finditer(words) if (value := _value(match.group())) is not None]


def _value(numeral: str) -> float | None:
    """1.3万亿, 1万3千亿, 一百二十, 二〇三一 and 3,000; None for what is no number."""
    plain = numeral.replace(",", "").replace("，", "").rstrip(".")
    for unit, factor in _FACTORS:
        # 3万亿 is 30,000 × 亿, and 十二 is 1 × 十 + 2.
        left, found, right = plain.rpartition(unit) if factor >= 10_000 else plain.partition(unit)
        if found:
            high, low = _value(left) if left else 1.0, _value(right) if right else 0.0
            return None if high is None or low is None else high * factor + low
    try:
        return float("".join(str(_DIGITS.get(char, char)) for char in plain))
    except ValueError:
        return None


def _denies(page: Read, span: Span) -> bool:
    words = page.lower[max(0, span[0] - 1) : span[1] + 1]
    idle = {place for match in _IDLE.finditer(words) for place in range(*match.span())}
    offset = span[0] - max(0, span[0] - 1)
    inside = range(offset, offset + span[1] - span[0])
    return any(match.start() not in idle and match.start() in inside for match in _NEGATION.finditer(words))


def _reported(page: Read, span: Span) -> bool:
    """Inside quotation marks, a statement's content, or a sentence after "he said,"."""
    if is_quoted(page.text, span[0]):
        return True
    notes = page.article.annotations
    if notes is not None:
        start, end = page.side.in_article(span)
        return any(s <= start and end <= e for statement in notes.statements for s, e in statement.content)
    return bool(_REPORTED.search(page.lower, sentence_start(page.text, span[0], page.lead), span[0]))
