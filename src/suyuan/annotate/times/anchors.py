"""What an expression counts from: the day of publication, of the speech it stands in, or a day the text stated."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from suyuan.model import Span
from suyuan.text.quotes import quotations

_SENTENCE_BREAK = re.compile(r"[。！？!?\n；;]|(?<=[a-z]{3})\.(?=\s)|(?<=\d)\.(?=\s+[A-Z\"“])")
_CLAUSE_BREAK = re.compile(r"[，。！？!?；;\n,：:]")
#: The clause looks ahead: 将于, 计划, 会在. Not 将军, 将近, 会议, 会见.
_AHEAD = re.compile(
    r"将(?![军领近士官校帅其])|[还也都就才]会(?![见议谈面晤长员场址])|会(?=[在于再被有前出继展访赴举推到成])|拟(?!议)|计[划画]|预[计定料]|(?<![于出过及合超逊如])预期|定于|即将|届时|打算|准备|有望"
    r"|料(?=[将会])|力争|争取|目标是|起将|最快|最迟|截止"
)
_BEHIND = re.compile(r"曾|已(?!知)|刚|过后|[^除为]了(?![解不])|时任|此前|当时|上次")
_AHEAD_ENGLISH = re.compile(
    r"\b(?:will|would|shall|'ll|plans?|planned|expects?|expected|scheduled|upcoming|set to|due|ahead of|slated|to be"
    r"|if|come|going to|until|till|deadline|preparing|takes? place|starts|begins|opens|kicks off|expires|resumes)\b",
    re.I,
)
#: A quotation shorter than this without a speech verb before it is a name or a phrase, not a speech.
_SHORTEST_SPEECH = 12
_LEADS_IN = re.compile(r"(?:[说称道指问答：:]|表示|强调|认为|写道|指出|透露|宣布|警告|承认|回应)[，,：:]?\s?$")
#: A name in marks never ends in a stop or a comma; something said does.
_ENDS_SPEECH = re.compile(r"[。！？，!?.,][”」』’\"']$")
#: How long ago a speech that is today's news can have been.
_NEWS_DAYS = 45
#: How far the day of a speech may stand from the speech.
_NEAR = 800
_CAPTION = re.compile(
    r"(?:图为|图[：:]|[（(]?资料图|▲|△|.{0,200}[（(](?:AP|AFP|Reuters|Getty|路透|法新|美联|图片|网络|资料)[^（()）]{0,20}[）)]\s*$)",
    re.M,
)


@dataclass(slots=True)
class Stage:
    """The text, its quotations, and the days its narration has named so far."""

    text: str
    published: dt.date | None
    _quotes: list[tuple[int, int]] | None = None
    _places: list[int] = field(default_factory=list)  # where the days were named, in order
    _days: list[dt.date] = field(default_factory=list)
    _named: set[dt.date] = field(default_factory=set)
    _distinct: list[int] = field(default_factory=list)  # how many different days had been named by then

    def quotes(self) -> list[Span]:
        """The outermost quotations that are speech, in order."""
        if self._quotes is None:
            self._quotes = [
                (quote.start, quote.end)
                for quote in quotations(self.text)
                if quote.depth == 1 and self._is_speech(quote.start, quote.end)
            ]
        return self._quotes

    def quote_at(self, pos: int) -> Span | None:
        quotes = self.quotes()
        index = bisect_right(quotes, (pos, len(self.text) + 1)) - 1
        if index >= 0 and quotes[index][0] <= pos < quotes[index][1]:
            return quotes[index]
        return None

    def _is_speech(self, start: int, end: int) -> bool:
        if end - start >= _SHORTEST_SPEECH or _LEADS_IN.search(self.text, max(0, start - 6), start):
            return True
        return bool(_ENDS_SPEECH.search(self.text, max(start, end - 2), end))  # “明天撤离。”他说

    def told(self, pos: int, day: dt.date) -> None:
        """The narration, outside quotations, named ``day`` at ``pos``. Only days near the news are kept."""
        if self.published and not 0 <= (self.published - day).days <= _NEWS_DAYS:
            return
        line = max(self.text.rfind("\n", max(0, pos - 300), pos) + 1, pos - 300)
        if not _CAPTION.match(self.text, line):
            self._places.append(pos)
            self._days.append(day)
            self._named.add(day)
            self._distinct.append(len(self._named))

    def same_sentence(self, earlier: int, later: int) -> bool:
        """Whether no sentence ends between two near places."""
        return 0 <= later - earlier <= 80 and not _SENTENCE_BREAK.search(self.text, earlier, later)

    def speech_day(self, quote: Span) -> dt.date | None:
        """The day of the speech quoted: named in its own sentence, or else the last day told before it."""
        start, end = quote
        begin = start
        while begin > 0 and begin > start - 200 and not _SENTENCE_BREAK.match(self.text, begin - 1):
            begin -= 1
        close = _SENTENCE_BREAK.search(self.text, end, end + 200)
        stop = close.start() if close else min(len(self.text), end + 200)
        before, after = bisect_left(self._places, start), bisect_left(self._places, end)
        if before and self._places[before - 1] >= begin:
            return self._days[before - 1]
        if after < len(self._places) and self._places[after] < stop:
            return self._days[after]
        return self._told_before(start, before)

    def _told_before(self, start: int, before: int) -> dt.date | None:
        """The last day told before a quotation whose own sentence names none.

        It is taken where it stands no more than two paragraphs before, or where the narration has named no other
        day: a report of one event says its day once. Among several days further up, nothing says which is meant.
        """
        if not before:
            return None
        place, day = self._places[before - 1], self._days[before - 1]
        near = start - place <= _NEAR and self.text.count("\n", place, start) <= 2
        return day if near or self._distinct[before - 1] == 1 else None

    def looks_ahead(self, start: int, end: int) -> bool | None:
        """True where the clause speaks of what is to come, False where of what was, None where it does not say."""
        begin = start
        while begin > 0 and begin > start - 40 and not _CLAUSE_BREAK.match(self.text, begin - 1):
            begin -= 1
        close = _CLAUSE_BREAK.search(self.text, end, end + 60)
        stop = close.start() if close else min(len(self.text), end + 60)
        if _AHEAD.search(self.text, begin, stop) or _AHEAD_ENGLISH.search(self.text, begin, stop):
            return True
        return False if _BEHIND.search(self.text, begin, stop) else None
