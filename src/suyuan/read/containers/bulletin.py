"""Daily bulletins and round-ups: one page, many items, each under its own heading with its own address or source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from suyuan.model import DateMark, Wrapper
from suyuan.read.assembly import Envelope, either, parts_of_blocks, words_of
from suyuan.read.draft import Draft, Hint, Part, ReadError, Source
from suyuan.read.envelope import date_mark, host_of
from suyuan.read.lines import clean_line
from suyuan.read.markdown import MarkdownBlock, blocks, inline, links

_LABELS = either(words_of("origin") + words_of("source"))
_OWN = re.compile(rf"\n[ \t*_\[（(]{{0,8}}+(?:{_LABELS})[^\n:：]{{0,20}}?(?:[*_ \t]{{0,8}}[:：]|\]\((?i:https?)://)")
_HEADING = re.compile(r"\n#{1,6}[ \t]*\S")
# ### [headline](address): a heading that is a link is an item with its address.
_LINKED = re.compile(r"\n#{1,6}[ \t]*\[[^\n]{4,400}\]\(https?://")
_MIN_ITEMS = 2
# A bulletin's own sections (weather, advertisements) name no source where nearly all its items do.
_SOURCED_SHARE = 0.6
_GENERIC = 3  # 早报, 新闻, 快讯: a name this short names no outlet
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[、.．)])\s*(?=\D)"
)
_CREDIT = re.compile(
    rf"[（(]?(?:{'|'.join(map(re.escape, words_of('source')))})[:：]\s*([^，。,（）()\n]{{2,24}}?)\s*[）)]?", re.I
)


@dataclass(slots=True)
class _Section:
    title: str
    url: str | None = None
    blocks: list[MarkdownBlock] = field(default_factory=list)
    own: bool = False


class Bulletin:
    name = "bulletin"
    most = 0.88

    def sniff(self, source: Source) -> float:
        text = "\n" + source.text[:200_000]
        if not text.lstrip().startswith("#") and not _HEADING.search(text, 0, 4000):
            return 0.0
        if len(_HEADING.findall(text)) < _MIN_ITEMS:
            return 0.0
        if len(_OWN.findall(text)) + len(_LINKED.findall(text)) < _MIN_ITEMS:
            return 0.0
        _, items = _sections(text)
        return 0.88 if sum(item.own for item in items) >= _MIN_ITEMS else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        head, items = _sections(source.text)
        sourced = sum(item.own for item in items)
        if sourced < _MIN_ITEMS:
            raise ReadError("a round-up without items")
        if sum(bool(_NUMBER.match(item.title)) for item in items) >= _MIN_ITEMS:
            for item in items:
                item.title = _NUMBER.sub("", item.title)
        left_out = [item.title for item in items if not item.own] if sourced >= len(items) * _SOURCED_SHARE else []
        drafts = [draft for item in items if item.title not in left_out and (draft := _item(item))]
        _common(drafts, head)
        if drafts and left_out:
            drafts[0].warnings.append(f"{len(left_out)} sections of the round-up that name no source were left out")
        yield from drafts


def _sections(text: str) -> tuple[str | None, list[_Section]]:
    """The page's title and its items: the sections of the heading level at which most have a source of their own."""
    found = list(blocks(text))
    levels = sorted({block.level for block in found if block.kind == "heading"})
    best: list[_Section] = []
    best_level = 0
    for level in levels:
        sections = _at_level(found, level)
        if sum(section.own for section in sections) > sum(section.own for section in best):
            best, best_level = sections, level
    head = next((clean_line(inline(b.raw)) for b in found if b.kind == "heading" and b.level < best_level), None)
    return head, best


def _at_level(found: list[MarkdownBlock], level: int) -> list[_Section]:
    out: list[_Section] = []
    current: _Section | None = None
    for block in found:
        if block.kind == "heading" and block.level <= level:
            current = None
            if block.level == level:
                linked = links(block.raw)
                url = linked[0][1] if len(linked) == 1 and linked[0][1].startswith("http") else None
                current = _Section(clean_line(inline(block.raw)), url, own=url is not None)
                out.append(current)
        elif current is not None:
            current.blocks.append(block)
            current.own = current.own or bool(_OWN.search("\n" + block.raw))
    return [section for section in out if section.blocks]


def _item(section: _Section) -> Draft | None:
    envelope = Envelope()
    draft = Draft(title=section.title, url=section.url)
    draft.parts = parts_of_blocks(section.blocks, envelope, section.title)
    for at, part in enumerate(draft.parts):
        if len(part.text) < 60 and (credit := _CREDIT.fullmatch(part.text)):
            draft.parts[at] = Part(part.kind, part.text, "foot")
            envelope.source = envelope.source or credit[1]
            envelope.source_evidence = envelope.source_evidence or part.text
    envelope.put_on(draft)
    return draft if draft.parts else None


def _common(drafts: list[Draft], head: str | None) -> None:
    """What the page's title says of all items: the day, the programme, or who compiled them from other outlets."""
    if not head:
        return
    mark = date_mark(_spaced(head), "published")
    name = re.sub(r"[(（\[【]?\d{4}\s*[-年/.]?\s*\d{1,2}\s*[-月/.]?\s*\d{1,2}\s*日?[)）\]】]?", "", head).strip(
        " -—|·《》"
    )
    compiled = len({host_of(draft.url) for draft in drafts if draft.url}) > 1 or _name_sources(drafts)
    for draft in drafts:
        # Who a compiler took an item from is the item's outlet.
        sources = [hint for hint in draft.hints if hint.field == "source"]
        draft.hints += [Hint("outlet", hint.value, hint.evidence, 0.8) for hint in sources]
        if mark and not draft.dates:
            draft.dates.append(DateMark("published", mark.value, mark.precision, head, mark.zone))
        if compiled:
            time = mark.value if mark else None
            draft.wrappers.append(Wrapper("aggregator", name or None, None, time, head))
        elif name and ("《" in head or len(name) > _GENERIC):
            draft.hints.append(Hint("outlet", name, head, 0.5))


def _name_sources(drafts: list[Draft]) -> bool:
    """A bulletin that says whom it took its items from is not their outlet."""
    return any(hint.field == "source" for draft in drafts for hint in draft.hints)


def _spaced(head: str) -> str:
    """A compact date in a title (20310405) with hyphens, so that it is read as one."""
    return re.sub(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)", r"\1-\2-\3", head)
