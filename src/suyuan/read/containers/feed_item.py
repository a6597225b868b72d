"""A full-text feed item saved as Markdown: ``<!--epoch-->``, the linked title over a rule, then the item's HTML.

Some savers put ``日期：`` with an RFC 822 time in place of the epoch comment. A file may hold several items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from suyuan.model import DateMark, Wrapper
from suyuan.read.assembly import Envelope, parts_of
from suyuan.read.draft import Draft, Hint, ReadError, Source
from suyuan.read.envelope import Layer, epoch_mark, layer_of_url, unarchived, utc_time
from suyuan.read.lines import clean_line
from suyuan.read.markdown import inline
from suyuan.read.outlets import by_name

_ITEM = re.compile(
    r"\n(?:<!--[ ]?(?P<epoch>-?\d{9,13}|NaN|null|undefined)[ ]?-->[ \t]*+\n{1,3})?[ \t]*+"
    r"\[(?P<title>[^\n]{1,400})\]\((?P<url>[^\s()]{8,2000}(?:\([^\s()]*\)[^\s()]*)*)\)[ \t]*\n-{4,}[ \t]*(?=\n|\Z)"
)
_HEAD = 4000
_LONGEST = 3000  # characters of an item's first lines
# An outlet before a bar is how a republisher's own headlines name whom they carry.
_CREDITED = re.compile(r"(?:【[^【】]{1,12}】)?\s*([^|｜:：\s][^|｜:：]{0,20}?)\s*[|｜]\s*(\S.*)")


class FeedItem:
    name = "feed-item"

    def sniff(self, source: Source) -> float:
        head = "\n" + source.text[:_HEAD]
        start = len(head) - len(head.lstrip())
        first = _ITEM.match(head, head.rfind("\n", 0, start))
        if first is None:
            return 0.0
        return 0.95 if first["epoch"] else 0.85

    def read(self, source: Source) -> Iterator[Draft]:
        text = "\n" + source.text
        # Most files hold one item: further down only a comment opens another.
        until = len(text) if text.find("<!--", 40) >= 0 else _HEAD + _LONGEST
        items = [match for match in _ITEM.finditer(text, 0, until) if match["epoch"] or match.start() < _HEAD]
        if not items:
            raise ReadError("a feed item without its title line")
        for at, item in enumerate(items):
            end = items[at + 1].start() if at + 1 < len(items) else len(text)
            yield self._item(item, text[item.end() : end])

    def _item(self, item: re.Match[str], body: str) -> Draft:
        title = clean_line(inline(item["title"]))
        url, archive = unarchived(item["url"])
        draft = Draft(title=title, url=url)
        envelope = Envelope()
        draft.parts = parts_of(body, envelope, title)
        layer = layer_of_url(url)
        if layer and layer.kind == "republisher":
            self._republished(draft, envelope, layer)
        elif archive:
            draft.wrappers.append(archive)
        self._feed_layer(draft, envelope, item)
        envelope.put_on(draft)
        return draft

    def _republished(self, draft: Draft, envelope: Envelope, layer: Layer) -> None:
        """The link leads to a republisher: address and time are the layer's, and the title may credit the outlet."""
        times = [
            DateMark("republished", mark.value, mark.precision, mark.evidence, mark.zone) for mark in envelope.dates
        ]
        envelope.dates = times
        draft.wrappers.append(
            Wrapper("republisher", layer.name, draft.url, utc_time(times[0] if times else None), draft.url)
        )
        draft.url = None
        # What the republisher's own editors add (XX编者按：…) is its word, not the outlet's.
        own = tuple(
            f"{name}{word}"
            for name in (layer.name, *layer.names)
            for word in ("编者按", "編者按", "注：", "按：", "编辑")
        )
        draft.parts = [part._replace(role="head") if part.text.startswith(own) else part for part in draft.parts]
        # 海东日报 | 大桥明年通车 credits an outlet, 林小雨｜给海东的信 an author: only known outlets are taken for one.
        credited = _CREDITED.fullmatch(draft.title or "")
        if credited and by_name(credited[1]):
            draft.hints.append(Hint("outlet", credited[1], draft.title or "", 0.7))
            draft.title = credited[2]

    def _feed_layer(self, draft: Draft, envelope: Envelope, item: re.Match[str]) -> None:
        """The epoch comment is the mark of a feed saver, named only where the item names it."""
        if not item["epoch"]:
            return
        evidence = f"<!--{item['epoch']}-->"
        mark = epoch_mark(item["epoch"], "feed", evidence) if item["epoch"].lstrip("-").isdigit() else None
        named = next((layer for layer in envelope.wrappers if layer.kind == "feed"), None)
        if named:
            envelope.wrappers.remove(named)
        draft.wrappers.append(
            Wrapper("feed", named.name if named else None, named.url if named else None, utc_time(mark), evidence)
        )
        if mark:
            draft.dates.append(mark)
