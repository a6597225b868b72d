"""Our values in a reader's words."""

from __future__ import annotations

LABELS: dict[str, dict[str, str]] = {
    "role": {
        "speaker": "said by",
        "relay": "told through",
        "document": "in the document",
        "source": "own source of",
        "outlet": "published by",
        "republisher": "republished by",
        "aggregator": "gathered by",
        "mirror": "mirrored by",
        "feed": "came by feed",
    },
    "reuse": {
        "mirror": "mirror: the same page at another place",
        "reprint": "reprint: the piece was taken over",
        "excerpt": "excerpt: a part was taken over",
        "self_reuse": "own earlier words used again",
        "common_source": "both from a third source",
        "common_quote": "the same words quoted",
        "formula": "a standing phrase",
        "update": "a later version of the same page",
    },
    "edit": {
        "noise": "script or punctuation",
        "style": "house style",
        "meaning": "changes the meaning",
        "unclassified": "difference",
    },
    "speaker": {
        "named": "named",
        "anonymous": "anonymous",
        "collective": "body",
        "document": "document",
        "outlet": "outlet",
        "unspecified": "not named",
    },
    "date": {
        "published": "published",
        "updated": "updated",
        "dateline": "dateline",
        "republished": "republished",
        "feed": "in the feed",
        "crawled": "got by a crawler",
    },
    "mention": {
        "PERSON": "person",
        "ORG": "organisation",
        "GPE": "country or city",
        "LOC": "place",
        "FACILITY": "facility",
        "MEDIA": "news outlet",
        "PROGRAM": "programme or treaty",
        "PRODUCT": "product",
    },
    "anchor": {
        "published": "the day the page was published",
        "speech": "the day of the speech",
        "stated": "what the text itself says",
    },
    "mod": {
        "START": "the beginning of it",
        "MID": "the middle of it",
        "END": "the end of it",
        "APPROX": "about",
        "LESS_THAN": "less than",
        "MORE_THAN": "more than",
        "EQUAL_OR_LESS": "at most",
        "EQUAL_OR_MORE": "at least",
    },
}
