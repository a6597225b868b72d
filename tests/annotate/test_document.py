from __future__ import annotations

import datetime

from suyuan.annotate import annotate
from suyuan.annotate.document import Document
from suyuan.model import Article, DateMark


def test_the_day_to_reckon_from() -> None:
    republished = DateMark("republished", "2025-05-13T09:20", "minute")
    assert Document(Article("a", "正文。", published="2025-05-12", dates=(republished,))).published == datetime.date(
        2025, 5, 12
    )
    assert Document(Article("a", "正文。", dates=(republished,))).published == datetime.date(2025, 5, 13)
    assert Document(Article("a", "正文。")).published is None
    assert Document(Article("a", "正文。", published="2025-05")).published is None


def test_relative_days_show_what_they_were_resolved_against() -> None:
    article = Article("a", "他昨天抵达。", dates=(DateMark("republished", "2025-05-13", "day"),))
    (time,) = annotate(article).times
    assert (time.value, time.anchor_date) == ("2025-05-12", "2025-05-13")


def test_english_and_chinese() -> None:
    assert Document(Article("a", "The ministers met on Monday in the capital.")).is_english
    assert not Document(Article("a", "部长们周一在首都（Port Saro）会面。")).is_english
