"""Any text gives statements without an exception, in linear time, the same in both scripts."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.annotate import Document, statements
from suyuan.model import Annotations, Article, Statement
from suyuan.records import dumps, to_record
from suyuan.text.fold import fold

WORDS = (
    "部长李明 消息人士 路透社 《海峡报》 声明 报道 他 双方 说 表示 告诉 引述 据 根据 称 宣布 呼吁 谴责 "
    "将 不 的 对 在 会上 并 ， 。 ： ； “ ” 「 」 （ ） \n 工程继续 港口 周二 "
    "said told according to Minister Ann Lee , . ' \""
)
PIECES = st.sampled_from(WORDS.split(" "))
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.text(max_size=80),
)


def read(text: str) -> tuple[Statement, ...]:
    return statements.find(Document(Article("t", text)))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    found = read(text)
    ids = [s.id for s in found]
    assert len(set(ids)) == len(ids)
    for s in found:
        spans = [*s.content, *s.carried, s.speaker.span, s.cue, s.addressee, s.occasion]
        spans += [h.span for h in s.channel] + [h.relay_cue for h in s.channel]
        assert s.content and s.rule
        assert all(0 <= span[0] < span[1] <= len(text) for span in spans if span)
        assert s.parent is None or s.parent in ids
        assert (s.parent is None) == (s.depth == 1)
    assert read(text) == found


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_twins_in_both_scripts(text: str) -> None:
    """The Traditional text and its character-by-character Simplified rendering: same spans, same values."""
    traditional = (
        text.replace("说", "說").replace("报", "報").replace("对", "對").replace("会", "會").replace("长", "長")
    )
    a, b = read(traditional), read(fold(traditional))
    assert fold(dumps(to_record(Annotations(statements=a)))) == fold(dumps(to_record(Annotations(statements=b))))


def test_hostile_text_stays_linear() -> None:
    for text in ("说" * 20000, "表示，" * 6000, "“甲”他说，" * 3000, "“" * 9000, "甲引述乙说，" * 3000, "said " * 9000):
        assert isinstance(read(text), tuple)
    assert read("") == ()


def test_a_replaced_article_gives_the_same_statements() -> None:
    article = Article("t", "部长李明说，港口会开放。")
    again = replace(article, id="other")
    assert statements.find(Document(article)) == statements.find(Document(again))
