"""Commitments, whatever the text: spans inside it, the same for both scripts, no exception, linear time."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan.annotate import commitments
from suyuan.annotate.commitments.lexicon import cues, words
from suyuan.annotate.document import Document
from suyuan.model import Article, Commitment, Mention
from suyuan.text.fold import fold

WORDS = """维兰多 奥斯梅尔 两国 将 会 承诺 同意 宣布 计划 考虑 希望 预计 访问 扩建 海港 在 2027年底 前 ， 。 、 ； ：
“ ” （ ） 《 》 的 不 已经 可能 如果 对 与 因为 之后 说 他 签署 协定 we will pledge to build the government . , if"""
PIECES = st.sampled_from([*WORDS.split(), " ", "\n"])
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)


def find(text: str, mentions: tuple[Mention, ...] = ()) -> tuple[Commitment, ...]:
    return commitments.find(Document(Article(id="a", text=text, published="2025-05-12")), mentions)


@given(TEXTS)
def test_any_text_gives_ordered_commitments_inside_it(text: str) -> None:
    found = find(text)
    assert [c.action for c in found] == sorted(c.action for c in found)
    for commitment in found:
        deadline = commitment.deadline and commitment.deadline.span
        for span in (commitment.action, commitment.actor.span, commitment.amount, commitment.condition, deadline):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
        assert "\n" not in text[slice(*commitment.action)]


@given(TEXTS)
def test_folding_the_text_changes_nothing(text: str) -> None:
    assert find(text) == find(text) and strip(find(fold(text))) == strip(find(text))


def strip(found: tuple[Commitment, ...]) -> list[tuple[object, ...]]:
    return [(c.action, c.actor.span, c.status, c.polarity, c.category, c.deadline, c.rule) for c in found]


def test_traditional_twin_gives_the_same_spans() -> None:
    simplified = (
        "两国领导人宣布，双方将于明年在宾达尔举行会谈。奥斯梅尔政府承诺扩建海港，并计划购买三艘巡逻船，以应对风险。"
    )
    traditional = (
        "兩國領導人宣布，雙方將於明年在賓達爾舉行會談。奧斯梅爾政府承諾擴建海港，並計劃購買三艘巡邏船，以應對風險。"
    )
    assert fold(traditional) == simplified
    assert len(find(simplified)) == 3
    assert strip(find(simplified)) == strip(find(traditional))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "将" * 50_000,
        "会将承诺同意" * 20_000,
        "，将" * 50_000,
        "两国将" * 30_000,
        "（" * 50_000 + "将访问",
        "《" * 50_000 + "”将",
        "we will " * 20_000,
        "The government will build a port, and " * 4_000,
        "对的承诺" * 20_000,
        "在" + "将来" * 20_000 + "之后",
        "\x00\ud800将访问\udfff",
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_text_ends(text: str) -> None:
    find(text)


def test_the_word_lists_are_folded_and_of_one_class_each_where_it_matters() -> None:
    for language in ("zh", "en"):
        assert all(form == fold(form) for form in cues(language))
    with pytest.raises(KeyError):
        words("zh", "no such class")
    assert not words("zh", "agent_tail") & words("zh", "inanimate_tail")


def test_order_of_the_layers_does_not_matter() -> None:
    text = "维兰多和奥斯梅尔举行会谈。两国同意铺设电缆。维兰多总理将访问奥斯梅尔。"
    mentions = [
        Mention(i, i + len(name), "GPE", name)
        for name in ("维兰多", "奥斯梅尔")
        for i in range(len(text))
        if text.startswith(name, i)
    ]
    expected = find(text, tuple(mentions))
    random.Random(1).shuffle(mentions)
    assert find(text, tuple(mentions)) == expected
    assert [c.actor.names for c in expected] == [("维兰多", "奥斯梅尔"), ("维兰多",)]
