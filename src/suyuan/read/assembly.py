"""Markdown blocks → the parts of a draft, with what the wrapper says of the article taken out on the way.

One mechanism for every Markdown container: bars of links go, a label with an address becomes the article's address, a
"republished from" line becomes a layer, HTML inside Markdown is read by the HTML reader, images leave their captions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import islice

from suyuan.model import BlockKind as PartKind
from suyuan.model import DateMark, Wrapper
from suyuan.read import html
from suyuan.read.draft import Draft, Hint, Part
from suyuan.read.envelope import date_mark, host_of, is_address, layer_of_name, layer_of_url, unarchived, utc_time
from suyuan.read.lines import clean_line
from suyuan.read.markdown import LINK, MarkdownBlock, blocks, images, inline, links, words_outside_links

_URL = r"https?://[^\s<>\"'）)】\]]+"
_ADDRESS = re.compile(_URL)
_MAX_LABEL = 30


@cache
def words_of(role: str) -> tuple[str, ...]:
    """The words of one role in data/envelope.tsv, longest first."""
    lines = files("suyuan.read").joinpath("data/envelope.tsv").read_text(encoding="utf-8").splitlines()
    found = [line.partition("\t")[2].strip() for line in lines if line.startswith(role + "\t")]
    return tuple(sorted(found, key=len, reverse=True))


def either(words: Iterable[str]) -> str:
    """A pattern for one of the words; only letters have a case to be left out of account, which `re` is slow at."""
    words = list(words)
    latin = [re.escape(word) for word in words if word.isascii()]
    other = [re.escape(word) for word in words if not word.isascii()]
    return "|".join([*other, f"(?i:{'|'.join(latin)})"] if latin else other)


@cache
def _labelled(role: str) -> re.Pattern[str]:
    """``label：value``, the label perhaps emphasised, followed by a remark in brackets, or the words of a link."""
    return re.compile(
        rf"[\s*_>\[（(\"-]{{0,12}}(?:{either(words_of(role))})[^:：\n\]]{{0,{_MAX_LABEL}}}?[*_\s]*[:：][*_\s]*(.*)"
    )


@cache
def _starting(role: str) -> re.Pattern[str]:
    return re.compile(rf"[\s*_>【（(#\[-]{{0,12}}(?:{either(words_of(role))})")


@dataclass(slots=True)
class Envelope:
    """What the lines around an article say of it."""

    url: str | None = None
    source: str | None = None
    source_evidence: str = ""
    outlet: str | None = None
    outlet_evidence: str = ""
    dates: list[DateMark] = field(default_factory=list)
    wrappers: list[Wrapper] = field(default_factory=list)
    awaits_url: bool = False  # a label was read whose address stands on the next line

    def put_on(self, draft: Draft) -> None:
        """Add to a draft, never over what the draft already knows."""
        if self.url:
            url, archive = unarchived(self.url)
            layer = layer_of_url(url)
            if layer and layer.kind == "aggregator":
                # An aggregator's address leads to its own page of the article, not to the outlet's.
                draft.wrappers.append(Wrapper("aggregator", layer.name, url, None, url[:200]))
            elif is_address(host_of(url)):
                # A number for a host is somebody's copy, not an outlet's site.
                draft.wrappers.append(Wrapper("mirror", None, url, None, url[:200]))
            else:
                draft.url = draft.url or url
            if archive:
                draft.wrappers.append(archive)
        if self.outlet:
            draft.hints.append(Hint("outlet", self.outlet, self.outlet_evidence, 0.88))
        if self.source:
            draft.hints.append(Hint("source", self.source, self.source_evidence, 0.7))
        draft.dates += self.dates
        draft.wrappers += self.wrappers


def parts_of(text: str, envelope: Envelope, title: str | None = None) -> list[Part]:
    """The parts of a Markdown text, its envelope lines moved into ``envelope``."""
    return parts_of_blocks(blocks(text), envelope, title)


def parts_of_blocks(found: Iterable[MarkdownBlock], envelope: Envelope, title: str | None = None) -> list[Part]:
    out: list[Part] = []
    pending: list[str] = []  # HTML blocks that empty lines or link bars have cut
    bare_title = _bare(title) if title else ""

    imaged = False  # the block before was an image and nothing else
    for block in found:
        if block.kind == "html":
            pending.append(block.raw)
            continue
        if block.kind == "rule" or _is_bar(block):
            continue
        if pending:
            out += _html_parts("\n".join(pending), envelope)
            pending.clear()
        if block.kind == "heading":
            text = clean_line(inline(block.raw))
            out += _captions(block.raw)
            if text and _bare(text) != bare_title and _has_words(text):
                out.append(Part("heading", text, f"h{block.level}"))
        elif block.kind == "list":
            _list_item(block, out, envelope)
        else:
            before = len(out)
            _text(block, out, envelope)
            if imaged and len(out) == before + 1 and out[-1].kind == "body" and out[-1].role is None:
                out[-1] = out[-1]._replace(role="under")  # perhaps its caption: the finishing looks for a credit
            imaged = "![" in block.raw and all(part.role == "alt" for part in out[before:])
            continue
        imaged = False
    if pending:
        out += _html_parts("\n".join(pending), envelope)
    return out


def _list_item(block: MarkdownBlock, out: list[Part], envelope: Envelope) -> None:
    if _envelope_line(block.raw, envelope):
        return
    text = clean_line(inline(block.raw))
    if text:
        role = "links" if "](" in block.raw and not words_outside_links(block.raw) else None
        out.append(Part("list", text, role))


def _text(block: MarkdownBlock, out: list[Part], envelope: Envelope) -> None:
    kind: PartKind = "quote" if block.kind == "quote" else "body"
    raw = block.raw
    linked = "http" in raw or "](" in raw or "![" in raw or "@" in raw
    if not linked and not _wrappers_sign().search("\n" + raw):
        _flush(raw.split("\n"), out, kind)
        return
    kept: list[str] = []
    for line in raw.split("\n"):
        if _envelope_line(line, envelope):
            continue
        if "![" in line:
            _flush(kept, out, kind)
            out += _captions(line)
            rest = clean_line(inline(line))
            if rest:
                # Words on the line of an image belong to the image, unless they are a paragraph of their own.
                out.append(Part("caption" if len(rest) < 150 else kind, rest, "image"))
        elif "](" in line and not words_outside_links(line) and not _SENTENCE.search(line):
            # A line that is nothing but a link leads elsewhere: to a channel, a related story, the top of the page.
            _flush(kept, out, kind)
            out.append(Part(kind, clean_line(inline(line)), "links"))
        else:
            kept.append(line)
    _flush(kept, out, kind)


_SENTENCE = re.compile(r"[。！？!?][”’」』*_]*\]")


def _flush(lines: list[str], out: list[Part], kind: PartKind) -> None:
    if not lines:
        return
    raw = "\n".join(join_lines(lines))
    for text in inline(raw).split("\n"):
        text = clean_line(text)
        if text and _has_words(text):
            out.append(Part(kind, text))
    lines.clear()


_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WRAP_MIN = 45
_UNWRAPPED = 200  # characters of a line that nobody wrapped


def join_lines(lines: list[str]) -> list[str]:
    """Undo hard wrapping. Lines of a Latin paragraph are one line unless two spaces or a backslash end them; Chinese
    lines are paragraphs of their own unless all of them break at the same width in mid-sentence."""
    if len(lines) < 2:
        return lines
    chinese = len(_CJK.findall("".join(lines[:3]))) > 10
    if chinese:
        widths = [len(line.strip()) for line in lines[:-1]]
        open_ends = sum(line.rstrip()[-1:] not in "。！？!?」”：:）)" for line in lines[:-1])
        if len(lines) < 3 or max(widths) - min(widths) > 3 or open_ends < len(widths) * 0.6 or max(widths) < 12:
            return lines
        return ["".join(line.strip() for line in lines)]
    if max(map(len, lines)) > _UNWRAPPED:
        return lines  # nothing was wrapped: each line is a paragraph
    out = [lines[0]]
    for line in lines[1:]:
        before = out[-1]
        if before.endswith(("  ", "\\")) or (len(before.strip()) < _WRAP_MIN and len(line.strip()) < _WRAP_MIN):
            out[-1] = before.rstrip("\\ ")
            out.append(line)
        else:
            out[-1] = before.rstrip() + " " + line.lstrip()
    return out


_FILE_NAME = re.compile(
    r"^[\w\s.,()-]*\.(?:jpe?g|png|gif|webp|svg|bmp)$|^(?:image|img|photo|圖片|图片|無|Image)?[\d\s_-]*$", re.I
)
_EMPTY_ALT = re.compile(r"has an empty alt attribute|file name is", re.I)


def _captions(raw: str) -> list[Part]:
    """Alternative texts that say something: not file names, not the editor software's complaint that there is none."""
    return [
        Part("caption", clean_line(alt), "alt")
        for alt in images(raw)
        if len(alt) >= 4 and not _FILE_NAME.match(alt) and not _EMPTY_ALT.search(alt)
    ]


_WORD = re.compile(r"[^\W_]")


def _has_words(text: str) -> bool:
    return _WORD.search(text) is not None


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text))


# ------------------------------------------------------------------ lines of the envelope

_HOME_TARGET = re.compile(r"(?:^|/)(?:README(?:\.md)?|index(?:\.\w+)?|home)(?:#.*)?$", re.I)


def _is_bar(block: MarkdownBlock) -> bool:
    """A bar of links: nothing but links, at least two of them or one that leads home or is a heading of its own."""
    if "](" not in block.raw or block.kind == "list":
        return False
    found = links(block.raw)
    if not found:
        return False
    outside = words_outside_links(block.raw)
    if len(outside) < 12 and any(_HOME_TARGET.search(target) for _, target in found):
        return True
    if "\n" in block.raw and block.kind != "heading":
        return False
    if block.kind == "heading":
        return len(outside) <= 6 and (len(found) > 1 or block.level >= 4)
    return not outside and len(found) > 1 and sum(len(words) for words, _ in found) < 40 * len(found)


def _envelope_line(line: str, envelope: Envelope) -> bool:
    """Take a line of the wrapper's own into the envelope; False where the line is the article's."""
    if len(line) > _MAX_LINE:
        return False
    stripped = line.strip()
    if not stripped:
        return True
    linked = "http" in stripped or "](" in stripped
    if not linked and "@" not in stripped and stripped[0] not in _MARKS and stripped[:2].lower() not in _openings():
        return False
    if linked:
        if _republished(stripped, envelope) or _origin(stripped, envelope) or _linked_source(stripped, envelope):
            return True
        if _LABEL_URL.fullmatch(stripped):
            return True  # 视频链接：https://… leads elsewhere
        if bare := _BARE_URL.fullmatch(stripped):
            # An address alone on its line is no sentence; after a label or a source it is the article's.
            if envelope.awaits_url or (envelope.source and not envelope.url):
                envelope.url = envelope.url or bare[1]
                envelope.awaits_url = False
            return True
    if len(stripped) < 200:
        if _starting("share").match(stripped) or _CONTACT.fullmatch(stripped):
            return True
        if len(stripped) < 40 and (label := _labelled("origin").fullmatch(stripped)) and not label[1]:
            envelope.awaits_url = True
            return True
        return _source(stripped, envelope) or _dated(stripped, envelope)
    return False


_MARKS = frozenset('*_>【（([#-"©电電邮郵')


@cache
def _openings() -> frozenset[str]:
    """The first two characters of the words that open a line of the wrapper's."""
    words = [word for role in ("share", "origin", "date", "source", "note", "tags") for word in words_of(role)]
    return frozenset(word[:2].lower() for word in (*words, "E-mail", "Email"))


@cache
def _wrappers_sign() -> re.Pattern[str]:
    """What a text without addresses must hold for one of its lines to be the wrapper's, or empty."""
    marks = re.escape("".join(sorted(_MARKS)))
    return re.compile(rf"\n\s*+(?:[{marks}]|{either(sorted(_openings()))}|\Z)|\n\s*\n")


_LABEL_URL = re.compile(r"[^\s:：。，]{1,16}[:：]\s*(?:\[[^\[\]]*\]\()?https?://\S+")
_BARE_URL = re.compile(r"<?(" + _URL + r")>?")
# A copyright mark or an address to write to, alone on its line.
_CONTACT = re.compile(
    r"(?:[©(（]\s?c?[)）]?\s*(?:\d{4}\s*)?[\w.\s-]{2,40}"
    r"|(?:電子郵件|电子邮件|電郵|邮箱|郵箱|E-?mail)[^:：]{0,12}[:：]\s*(?:\S+@\S+)?|\[?[\w.+-]+@[\w.-]+\]?(?:\(mailto:[^()\s]*\))?)",
    re.I,
)


def _republished(line: str, envelope: Envelope) -> bool:
    """``time` [republished from Somewhere](address)``: a layer, with its time where the line gives one."""
    if len(line) > 600:
        return False
    for words, url in links(line):
        match = _starting("republished").match(words)
        if match is None or not words[match.end() :].strip():
            continue
        name = words[match.end() :].strip(" :：")
        layer = layer_of_name(name) or layer_of_url(url)
        mark = date_mark(inline(LINK.sub("", line)), "republished", clean_line(line))
        if mark:
            envelope.dates.append(mark)
        envelope.wrappers.append(
            Wrapper(
                layer.kind if layer else "republisher", layer.name if layer else name, url, utc_time(mark), line[:300]
            )
        )
        return True
    return False


def _origin(line: str, envelope: Envelope) -> bool:
    if len(line) > 800:
        return False
    found = links(line)
    if _came_from(line, found, envelope):
        return True
    if len(found) == 1 and not words_outside_links(line) and _starting("origin").match(found[0][0]):
        if found[0][1].startswith("http"):
            envelope.url = envelope.url or found[0][1]
        return True
    match = _labelled("origin").match(line)
    if match and (url := _ADDRESS.search(match[1])):
        envelope.url = envelope.url or url[0]
        return not words_outside_links(match[1].replace(url[0], ""))[10:]
    return False


_FROM = re.compile(
    r"[\s*_>（(]*(?:原文|本文|文章)?(?:来自|來自|转自|轉自|转载自|轉載自|首发于|首發於|来源于|來源於)[:：]?\s*(\S.*)"
)
_ACCOUNT = re.compile(r"^(?:微信)?(?:公众号|公眾號|公号|網站|网站|微博|专栏|專欄)\s*")


def _came_from(line: str, found: list[tuple[str, str]], envelope: Envelope) -> bool:
    """A line of its own that names where a post came from: 原文来自微信公众号「林边夜话」：[题目](address)."""
    match = _FROM.match(line)
    if match is None or len(found) > 2 or "。" in line:
        return False
    words = _ACCOUNT.sub("", clean_line(inline(match[1])))
    quoted = re.match(r"[「『“\"]([^「」『』“”\"]{1,40})[」』”\"]", words)
    name = quoted[1] if quoted else re.split(r"[：:，,（(「]|https?", words)[0].strip(" 「」『』“”~])")
    url = next((target for _, target in found), None) or next(iter(_ADDRESS.findall(match[1])), None)
    if not url and (not name or len(name) > 30):
        return False
    if 0 < len(name) <= 30:
        envelope.outlet = envelope.outlet or name
        envelope.outlet_evidence = clean_line(inline(line))[:200]
    if url and url.startswith("http"):
        envelope.url = envelope.url or url
    return True


def _linked_source(line: str, envelope: Envelope) -> bool:
    """来源：[云州晚报](address): the source's name, and the address of its article unless it leads to a front page."""
    match = _labelled("source").fullmatch(line) if len(line) < _MAX_LINE else None
    found = links(match[1]) if match else []
    if match is None or len(found) != 1 or words_outside_links(match[1]) or not 1 < len(found[0][0]) <= _MAX_LABEL:
        return False
    name, url = found[0]
    envelope.source = envelope.source or name
    envelope.source_evidence = envelope.source_evidence or clean_line(inline(line))
    if url.startswith("http") and "/" in url.partition("://")[2].rstrip("/"):
        envelope.url = envelope.url or url
    return True


def _source(line: str, envelope: Envelope) -> bool:
    """``引用元: name, date`` of round-ups. Only emphasised labels: a plain 来源： line is the article's own credit."""
    if not line.startswith(("**", "__", '"')):
        return False
    if match := _labelled("source").match(line):
        name, _, rest = inline(match[1]).partition(",")
        envelope.source = name.strip() or None
        envelope.source_evidence = clean_line(inline(line))
        if mark := date_mark(rest, "published", clean_line(inline(line))):
            envelope.dates.append(mark)
        return True
    return bool(_labelled("note").match(line) or _labelled("tags").match(line) or _labelled("date").match(line))


def _dated(line: str, envelope: Envelope) -> bool:
    """``日期：Thu, 02 Jan 2031 02:53:55 +0000``: a line that is a label and a machine date, nothing else."""
    match = _labelled("date").match(line)
    if not match or len(line) > 80:
        return False
    mark = date_mark(match[1].rstrip(")） "), "feed", clean_line(line))
    if mark is None:
        return False
    envelope.dates.append(mark)
    return True


# ------------------------------------------------------------------ HTML inside Markdown

_OK_TAGS = re.compile(r"</?[oO][kK](?:\s[^<>]*+)?>")


def _html_parts(raw: str, envelope: Envelope) -> list[Part]:
    return [_heading(part) for part in html.parts(strip_html_envelope(raw, envelope))]


def _heading(part: Part) -> Part:
    """Some outlets write Markdown inside HTML: <p>**成本与延误**</p> is a heading."""
    if part.text.startswith("**") and (bold := re.fullmatch(r"\*\*([^*]{1,60})\*\*", part.text)):
        return Part("heading", bold[1], part.role)
    return part


def strip_html_envelope(raw: str, envelope: Envelope) -> str:
    """HTML without tag litter, the feed's own tail and the lines that hold an address or ask to share."""
    if "<ok" in raw:
        raw = _OK_TAGS.sub("", raw)
    raw = _cut_tail(raw, envelope)
    out: list[str] = []
    done = 0
    for start, end in _lines_with(raw, ("http", *words_of("share"))):
        line = raw[start:end]
        text = _ANY_TAG.sub("", line).strip() if len(line) < _MAX_LINE else ""
        if text and (_envelope_line(text, envelope) or (text.startswith("http") and " " not in text)):
            out += (raw[done:start], "".join(_ANY_TAG.findall(line)))
            done = end
    return "".join((*out, raw[done:]))


def _lines_with(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where the lines that hold one of the words start and end."""
    found = set()
    for word in words:
        at = text.rfind(word)  # from the end: CPython is twice as fast that way
        while at >= 0:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            found.add((start, len(text) if end < 0 else end))
            at = text.rfind(word, 0, start)
    return sorted(found)


_ANY_TAG = re.compile(r"<[^<>]*+>")
_MAX_LINE = 1500


def _cut_tail(raw: str, envelope: Envelope) -> str:
    """Cut a feed service's own words off the end of an item, and name the service where its address is there."""
    starts = [at for word in words_of("tail") if (at := raw.rfind(word, int(len(raw) * 0.4) + 1)) >= 0]
    if not starts:
        return raw
    at = min(starts)
    tail = raw[at:]
    for url in islice(_ADDRESS.finditer(tail), 8):
        layer = layer_of_url(url[0])
        if layer and layer.kind in ("feed", "aggregator") and not any(w.name == layer.name for w in envelope.wrappers):
            envelope.wrappers.append(
                Wrapper(layer.kind, layer.name, f"https://{host_of(url[0])}", None, clean_line(tail)[:200])
            )
            break
    # The element that holds the tail opens just before it.
    opening = re.search(r"(?:<(?:p|div|hr|br|small|b|strong)\b[^<>]*>\s*)+$", raw[max(0, at - 200) : at])
    if opening:
        at -= len(opening[0])
    return raw[:at]
