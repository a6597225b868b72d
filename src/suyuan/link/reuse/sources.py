"""Names of sources that no table of outlets has, read from where they stand: 转自：《…》, 据…社5月2日电, (…) -."""

from __future__ import annotations

import re

# Shorter names may be any word.
TELLING = 3
# What stands behind a marker where no outlet is meant: 来源：网络, 来源：综合, 转自本报.
_NOBODY = re.compile(
    r"网络|互联网|综合|微[信博]|朋友圈|资料|编辑|作者|本[台报社网刊站]|internet|staff|agencies|unknown|https?\b"
)
# The name ends at a mark, a space or the end of the line; an English one may have several words. Folded, lower case.
_MARKED = re.compile(
    r"(?:[转刊原首选译摘编节][^\s:：]{0,3}[自于载]|来源|来自|出处|稿源|source"
    r"|republished from|(?:originally|first) (?:published|appeared) (?:in|on|by|at)|reporting by)"
    r"\s*[:：]?\s*[《“「\"]?\s*(?:the )?([a-z][a-z .&'-]{1,30}[a-z]|[^\W\d_][^\s，。,;|()（）《》“”「」丨/:：]{1,20})"
)
_HOUSE = "社|报(?![道导])|网|电视台|台|周刊|新闻"
# 据海湾社5月2日电 and 海湾日报讯 open with the name, and say at once what it gave: 根据晚报读者的消息 does not.
# PORT ALDEN, May 2 (Seabridge) - has it in brackets.
_DISPATCHED = re.compile(
    rf"[\s（(【]*(?:据|转载|综合|根据|包括了?)?\s*([^\W\d_]{{1,10}}?(?:{_HOUSE}))"
    r"(?:[^，。、]{0,10}\d+日)?(?:电|讯|的?报[道导]|消息|记者|[)）】])"
    r"|[^()]{0,40}\(([a-z][a-z .&'-]{1,28})\)\s*[-–—]"
)
_BYLINE_RIM = " \t|｜丨/·,，"


def source_in_byline(name: str) -> str | None:
    """The name of a byline's source as a key: ``name`` is folded and in lower case."""
    return _telling(name.strip(_BYLINE_RIM))


def source_in_marker(words: str) -> str | None:
    """The source that a marker such as 转自：《…》 names, from its words, folded and in lower case."""
    match = _MARKED.match(words.strip())
    return _telling(match[1].removesuffix("报道").removesuffix("消息")) if match else None


def source_in_dispatch(words: str) -> str | None:
    """The outlet whose dispatch line or credit this is."""
    match = _DISPATCHED.match(words)
    return _telling((match[1] or match[2]).strip()) if match else None


def is_wire(name: str) -> bool:
    """Whether a name that the table lacks is an agency's by its form: 海湾社, 海湾通讯社, gulf news agency."""
    return name.endswith("社") or "news agency" in name or "newswire" in name


def _telling(name: str) -> str | None:
    return None if len(name) < TELLING or _NOBODY.search(name) else name
