"""One line of a page made clean: white space as a reader sees it, invisible characters gone, nothing else changed."""

from __future__ import annotations

import re

# Zero-width and directional characters, soft hyphen, byte-order mark, object and private-use icons, C0/C1 controls.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc\ue000-\uf8ff]"
)
_SPACE = re.compile("[\t\u00a0\u2028\u2029]")
_DOUBLE = re.compile("  +")
_BREAKS = re.compile("[\r\n]+")
_OUTER = " \t\r\n\u00a0\u3000\u2002\u2003\u2009\u2028\u2029"
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffee\u3000-\u303f“”‘’…—"
# A break of the source's own layout beside a Chinese character stands for nothing: <b>\n外长\n</b>\n说 is 外长说.
_LAYOUT = re.compile(f"\n(?<=[{_CJK}]\n)|\n(?=[{_CJK}])")


def clean_line(text: str) -> str:
    """White space collapsed, outer space and invisible characters gone; ideographic spaces inside a line stay."""
    text = text.strip(_OUTER)
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
        if "\n" in text or "\r" in text:
            pieces = (piece.strip(" \t\u00a0") for piece in _BREAKS.split(text.strip(_OUTER)))
            text = _LAYOUT.sub("", "\n".join(filter(None, pieces))).replace("\n", " ")
        text = _SPACE.sub(" ", text).strip(_OUTER)
    return _DOUBLE.sub(" ", text) if "  " in text else text
