"""RSS 0.9–2.0, RSS 1.0 (RDF) and Atom. Entities are never resolved and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from suyuan.model import Byline, DateKind, DateMark, Wrapper
from suyuan.read import html
from suyuan.read.assembly import Envelope, strip_html_envelope
from suyuan.read.columns import names_of
from suyuan.read.draft import Draft, Hint, Part, ReadError, Source
from suyuan.read.envelope import date_mark, host_of, layer_of_url
from suyuan.read.lines import clean_line

_ROOT = re.compile(r"<(?:[\w-]+:)?(rss|feed|RDF)[\s>]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DATES: dict[str, DateKind] = {
    "pubDate": "published",
    "published": "published",
    "issued": "published",
    "created": "published",
    "date": "published",
    "updated": "updated",
    "modified": "updated",
}
_BODIES = ("encoded", "content", "description", "summary", "fulltext")


class FeedXml:
    name = "feed-xml"

    def sniff(self, source: Source) -> float:
        head = source.text[:3000]
        if not head.lstrip().startswith("<"):
            return 0.0
        root = _ROOT.search(head) if any(name in head for name in ("rss", "feed", "RDF")) else None
        return 0.98 if root and ("<html" not in head[: root.start()].lower()) else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        root = _parse(source.text)
        channel = {"title": "", "link": "", "language": "", "generator": ""}
        items = []
        for element in root.iter("{*}channel", "{*}feed", "{*}item", "{*}entry"):
            if _local(element) in ("item", "entry"):
                items.append(element)
            else:
                _channel(element, channel)
        some = False
        for item in items:
            draft = _item(item, channel)
            if draft is not None:
                some = True
                yield draft
        if not some:
            raise ReadError("a feed without items" if not items else "a feed whose items hold no words")


def _parse(text: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, recover=True, huge_tree=False
    )
    data = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"a feed that is not XML: {error}") from error
    if root is None:
        raise ReadError("a feed that is not XML")
    return root


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: etree._Element) -> str:
    """The text of an element; of inline XHTML (Atom), its mark-up."""
    if len(element) and any(isinstance(child.tag, str) for child in element):
        return "".join(etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _channel(element: etree._Element, channel: dict[str, str]) -> None:
    for child in element:
        name = _local(child)
        if name == "link" and not channel["link"] and child.get("rel", "alternate") == "alternate":
            channel["link"] = clean_line(child.get("href") or child.text or "")
        elif name in channel and not channel[name]:
            channel[name] = clean_line(child.text or "")


def _item(item: etree._Element, channel: dict[str, str]) -> Draft | None:
    draft = Draft()
    bodies: dict[str, str] = {}
    for child in item:
        _field(_local(child), child, draft, bodies)
    envelope = Envelope()
    for name in _BODIES:
        if bodies.get(name, "").strip():
            draft.parts = html.parts(strip_html_envelope(bodies[name], envelope))
            if draft.parts:
                # A description beside nothing fuller is often the whole; one that breaks off says so itself.
                draft.incomplete = draft.parts[-1].text.endswith(("...", "…", "[…]", "[...]"))
                break
    if not draft.parts and not draft.title:
        return None
    if not draft.parts:
        draft.parts = [Part("body", draft.title or "")]
        draft.incomplete = True
    envelope.put_on(draft)
    _outlet(draft, channel)
    return draft


def _field(name: str, child: etree._Element, draft: Draft, bodies: dict[str, str]) -> None:
    if name in _BODIES:
        bodies.setdefault(name, _text(child))
    elif name in _DATES:
        raw = clean_line(child.text or "")
        mark = date_mark(raw, _DATES[name]) if raw else None
        if mark:
            draft.dates.append(DateMark(mark.kind, mark.value, mark.precision, f"{name}: {raw}", mark.zone))
    elif name == "title" and draft.title is None:
        text = _text(child)
        draft.title = clean_line(re.sub(r"<[^<>]{1,200}>", "", text)) or None
    elif name == "link":
        url = clean_line(child.get("href") or child.text or "")
        if url.startswith("http") and child.get("rel", "alternate") == "alternate":
            draft.url = draft.url or url
    elif name == "guid":
        url = clean_line(child.text or "")
        if url.startswith("http") and child.get("isPermaLink", "true") != "false":
            draft.hints.append(Hint("url", url, "guid", 0.4))
    elif name in ("creator", "author"):
        words = "\n".join(clean_line(t) for e in child.iter("{*}name") if (t := e.text)) or clean_line(child.text or "")
        for person in names_of(re.sub(r"\S+@\S+\s*\((.*)\)", r"\1", words[:500])):
            if "@" not in person:
                draft.byline.append(Byline(person, "author", f"{name}: {person}"))
    elif name == "source":
        words = clean_line(child.text or next((t.text or "" for t in child.iter("{*}title")), ""))
        if words:
            draft.hints.append(Hint("source", words, f"source: {words}", 0.7))


def _outlet(draft: Draft, channel: dict[str, str]) -> None:
    """The channel is the outlet where it lies on the host of its items, else somebody between the outlet and us."""
    title, link = channel["title"], channel["link"]
    if link and draft.url and host_of(link) and host_of(link) != host_of(draft.url):
        layer = layer_of_url(link)
        draft.wrappers.append(
            Wrapper(layer.kind if layer else "feed", layer.name if layer else title or None, link, None, title or link)
        )
    elif title:
        draft.hints.append(Hint("outlet", title, f"title of the feed: {title}", 0.5))
    if channel["language"]:
        draft.hints.append(Hint("language", channel["language"], "language of the feed", 0.4))
