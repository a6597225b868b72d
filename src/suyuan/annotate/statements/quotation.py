"""Direct, mixed or indirect: what the quotation marks in a content say."""

from __future__ import annotations

import re

from suyuan.annotate.statements.draft import Draft
from suyuan.model import Span
from suyuan.text.quotes import Quotation

# 所谓“…”, 名为“…”, 这份“…”: marks round a name, not round somebody's words.
_NAMED_BEFORE = re.compile(r"(?:所谓的?|名为|称为|叫做?|题为|题目为|代号|这[份项个]|该|称之为|又称|俗称|简称|的)$")
_NAME_TAIL = re.compile(
    r"(?:文件|名单|计划|关系|倡议|战略|会谈|旅|条约|峰会|对话|项目|框架|机制|协定|协议|(?<![无办违合非看说做想宪司])法|案|号|行动|工程|政策|论坛|联盟|伙伴|关税|原则|理念|思想|论|主义|奖|节|日|会|社|报|网|台|党|军|队|团|派|组|岛|舰|机|车|型|系|版|级|基金|公司|集团|大学|专案|委员会|小组|中心|指数|事件|革命|运动|演习)$"
)
_NAME_AFTER = re.compile(
    r"(?:倡议|计划|战略|项目|文件|名单|会谈|峰会|机制|框架|政策|事件|号|级|型|旅|(?:主战)?坦克|战车|战机|战斗机|轰炸机|无人机|直升机|火箭|航母|航空母舰|卫星|飞船|客机|潜艇|驱逐舰|护卫舰|货轮|邮轮|油轮|(?:远程|巡航|弹道|防空)导弹|条款|原则|行动|演习|系统|平台|公司|集团|组织|法案|论坛|软件|程序|导弹|专案|一词|字样|活动|运动|主题|概念|奖|杯|展|馆)"
)


def is_name(text: str, inner: Span) -> bool:
    """Marks round a name, a programme or a law do not make a quotation."""
    start, end = inner
    words = text[start:end].strip()
    if len(words) <= 1 or re.search(r"[，。！？；]", words):
        return len(words) <= 1
    if _NAMED_BEFORE.search(text, max(0, start - 6), start - 1) and text[start - 2 : start - 1] != "的":
        return len(words) <= 16
    if _NAME_AFTER.match(text, end + 1):
        return True
    return (bool(_NAME_TAIL.search(words)) and len(words) <= 10) or bool(
        re.fullmatch(r"[\w\s+\-·.]*[A-Za-z0-9][\w\s+\-·.]*", words) and len(words) <= 12
    )


def classify(text: str, draft: Draft, quotes: list[Quotation]) -> None:
    """Set ``type``; a direct content is what stands between the outer marks. ``quotes`` are those of the unit."""
    start, end = draft.content[0][0], draft.content[-1][1]
    inside = [q for q in quotes if start <= q.start < end]
    if len(draft.content) == 1 and inside and inside[0].start == start and inside[0].end >= end:
        q = inside[0]
        after_mark = text[start - 1 : start] in "：:，," or text[start - 2 : start - 1] in "：:，,"
        words = text[slice(*q.inner)]
        if after_mark or len(q.parts) > 1 or re.search(r"[，。！？；,.!?]", words) or len(words) >= 12:
            draft.type = "direct"
            draft.content = list(q.parts)
            return
    if any(not is_name(text, q.inner) for q in inside):
        draft.type = "mixed"
