"""JSON Feed (jsonfeed.org, versions 1 and 1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from suyuan.model import Wrapper
from suyuan.read.columns import draft_of, fields_of, text_of
from suyuan.read.draft import Draft, Hint, ReadError, Source
from suyuan.read.envelope import host_of


class JsonFeed:
    name = "json-feed"

    def sniff(self, source: Source) -> float:
        head = source.text[:4000]
        return 0.99 if head.lstrip().startswith("{") and "jsonfeed.org/version/" in head else 0.0

    def read(self, source: Source) -> Iterator[Draft]:
        try:
            feed = msgspec.json.decode(source.text)
        except (msgspec.DecodeError, RecursionError) as error:
            raise ReadError(f"JSON Feed that is not JSON: {error}") from error
        items = feed.get("items") if isinstance(feed, dict) else None
        if not isinstance(items, list) or not items:
            raise ReadError("a feed without items")
        home = text_of(feed.get("home_page_url"))
        for item in items:
            if isinstance(item, dict) and (draft := self._item(item, feed, home)):
                yield draft

    def _item(self, item: dict[str, Any], feed: dict[str, Any], home: str) -> Draft | None:
        fields = fields_of(item)
        fields["body"] = item.get("content_html") or item.get("content_text") or fields.get("body")
        fields["url"] = item.get("url") or item.get("id")
        draft = draft_of(fields, home or None)
        if draft is None:
            return None
        title = text_of(feed.get("title"))
        # A feed on another host than its items is somebody's between the outlet and us.
        if home and draft.url and host_of(home) and host_of(home) != host_of(draft.url):
            draft.wrappers.append(Wrapper("feed", title or None, home, None, text_of(feed.get("feed_url")) or home))
        elif title:
            draft.hints.append(Hint("outlet", title, f"title of the feed: {title}", 0.5))
        return draft
