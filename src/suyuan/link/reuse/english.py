"""Numbers and days as English writes them, for edits that change them."""

from __future__ import annotations

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES: dict[str, float] = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "dozen": 12, "half": 0.5,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAY = re.compile(r"\b(?:" + "|".join([*_WEEKDAYS, "today", "yesterday", "tomorrow", "tonight"]) + r")\b")
_MONTHS = "january february march april may june july august september october november december".split()
_DATE = re.compile(r"\b(?:" + "|".join(_MONTHS) + r")\.? \d{1,2}\b|\b\d{1,2} (?:" + "|".join(_MONTHS) + r")\b")
_WORD = re.compile(r"[a-z]+|\d[\d,]*(?:\.\d+)?")
COUNTING = frozenset([*_VALUES, *_SCALES, *_WEEKDAYS, "today", "yesterday", "tomorrow", "tonight"])


def counts(words: str) -> bool:
    """Whether some words, in lower case, hold a number or a day spelt out."""
    return not COUNTING.isdisjoint(_WORD.findall(words))


def number(words: str) -> float | None:
    """The number that some words are: "twenty-one thousand", "1.5 million". None where they say something else, too."""
    parts = [part for part in _WORD.findall(words) if part not in ("and", "a", "some", "about")]
    total = value = 0.0
    for part in parts:
        if part[0].isdigit():
            value += float(part.replace(",", ""))
        elif part in _VALUES:
            value += _VALUES[part]
        elif part in _SCALES:
            value = (value or 1) * _SCALES[part]
            if _SCALES[part] >= 1000:
                total, value = total + value, 0.0
        else:
            return None
    return total + value if parts else None


def day_change(left: str, right: str) -> str | None:
    """For two words for a day: "" where they may be one day (Sunday, April 3), else what changed; None: no days."""
    one, two = _DAY.search(left), _DAY.search(right)
    if one and two:
        both = {one.group(), two.group()}
        return f"day: {one.group()} → {two.group()}" if len(both) == 2 and both <= set(_WEEKDAYS) else ""
    if (one and (_DATE.search(right) or not right.strip())) or (two and (_DATE.search(left) or not left.strip())):
        return ""
    return None
