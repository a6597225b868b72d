"""Captions: what makes a line one, and which of them say the same again."""

from __future__ import annotations

import re

from suyuan.read.draft import Part
from suyuan.read.finish.data import line_patterns
from suyuan.read.finish.signs import SIGN
from suyuan.text.fold import fold_lower

# The bare name of an agency in brackets ends reports too, so it makes a caption only of the line under an image.
AGENCY_CREDIT = re.compile(r"[^（）()]{6,}[（(\[][^（()）\[\]。，]{2,40}[）)\]]\s*$")


# Under an image: 雨后的渡口。通讯员 何青 摄, 渡口。海湾图片 资料.
CREDITED = re.compile(
    r"(?:[\s。）)”](?:[^。，]{0,16}\s)?(?:摄|图|资料|资料图|供图|制图)|[\u3400-\u9fff]供图|摄影报道|截图)[）)]?\s*$"
)
_BRACKETED = re.compile(r"[（(](?!记者|图|摄|资料|点击|来源|本报)[^（()）]{2,80}[)）]")
_NO_WORD = re.compile(r"[\W_]+")


def under_image(text: str, key: str) -> bool:
    """Is the line under an image its caption, by the credit that ends it or the brackets round it?"""
    credit = CREDITED.search(key)
    return bool(AGENCY_CREDIT.match(text) or _BRACKETED.fullmatch(key) or (credit and credit.start() >= 4))


def bare(text: str) -> str:
    """Letters and digits alone, folded: what two printings of a line have in common."""
    return bare_key(fold_lower(text))


def bare_key(key: str) -> str:
    """The same of a line that is folded."""
    return _NO_WORD.sub("", key)


def typed(part: Part, key: str, signs: int) -> Part:
    """A part that its opening (图为…, ▲) or its credit (（某人摄）) makes a caption; captions without their label, and
    without whose picture it is."""
    patterns, text = line_patterns(), part.text
    if part.kind == "caption":
        label = patterns["label"].match(key)
        start = label.end() if label else 0
        credit = patterns["pictured"].search(key, start + 2)
        end = credit.start() if credit else len(text)
        return Part("caption", text[start:end], part.role) if label or credit else part
    if part.kind not in ("body", "heading", "list") or not key or len(text) >= 200:
        return part
    # ◆ also opens a glossary or an item of a list: a caption is one sentence.
    opens = patterns["caption"].match(key) and (text[0] not in "◆△▼►▶" or text.count("。") <= 1)
    credited = (
        part.kind == "body" and len(text) < 120 and signs & SIGN["picture"] and patterns["picture"].fullmatch(key)
    )
    under = part.kind == "body" and part.role in ("under", "image") and len(text) < 160 and under_image(text, key)
    return Part("caption", text, part.role) if opens or credited or under else part


def without_repeats(parts: list[Part], keys: list[str], bare_title: str) -> list[Part]:
    """An image's alternative text says again what its caption or the title says; some pages print a caption twice.

    ``keys`` are the parts folded, or empty.
    """
    captions = [index for index, part in enumerate(parts) if part.kind == "caption"]
    if not captions:
        return parts
    known: dict[int, str] = {}

    def words(at: int) -> str:
        if at not in known:
            known[at] = bare_key(keys[at]) if keys[at] else bare(parts[at].text)
        return known[at]

    def says(at: int, short: str) -> bool:
        key = keys[at] or fold_lower(parts[at].text)
        return all(char in key for char in short) and short in words(at)

    dropped: set[int] = set()
    for index in captions:
        part = parts[index]
        short = words(index)
        near = [*range(max(0, index - 3), index)]
        poor = not short
        if part.role == "alt":
            near += range(index + 1, min(index + 4, len(parts)))
            captioned = index + 1 < len(parts) and parts[index + 1].kind == "caption" and parts[index + 1].role != "alt"
            poor = (
                captioned
                or len(short) < 8
                or short == bare_title
                or (short.isascii() and ("jpg" in short or " " not in part.text))
                or _keywords(part.text)
            )
            for at in range(index + 1, min(index + 4, len(parts))):
                # The text under an image that says just what the image's alternative text says is its caption.
                if parts[at].kind == "body" and len(parts[at].text) < 300 and says(at, short) and words(at) == short:
                    parts[at] = Part("caption", parts[at].text, parts[at].role)
                    break
        if poor or any(at not in dropped and says(at, short) for at in near):
            dropped.add(index)
    return [part for index, part in enumerate(parts) if index not in dropped]


def _keywords(text: str) -> bool:
    """北京疫情 武汉肺炎: search words in an image's alternative text."""
    words = text.split()
    return len(words) > 1 and all(len(word) <= 6 for word in words) and not re.search(r"[，。、：]", text)
