"""Words and names of articles, on invented sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from suyuan.link.features import bag, bags, stem
from suyuan.model import Article


def test_forms_of_one_english_word_meet() -> None:
    assert stem("announced") == stem("announcing") == stem("announcement")
    assert bag("Marlow's harbours") == bag("marlow harbour")


def test_chinese_is_pairs_and_katakana_is_not_joined_to_it() -> None:
    assert set(bag("海湾舰队")) == {"海湾", "湾舰", "舰队"}
    assert set(bag("香港のテク株")) == {"香港", "テク"}


def test_a_capital_makes_a_name_unless_the_text_writes_the_word_without() -> None:
    _, names, _ = bags(
        Article("a", "Harbour Talks In Marlow Fail\nOfficials in Marlow said the talks in the harbour fail.")
    )
    assert stem("marlow") in names
    assert not {stem(word) for word in ("harbour", "talks", "fail")} & set(names)


@given(st.text(max_size=80))
def test_any_text_has_bags(text: str) -> None:
    for one in bags(Article("a", text, text[:20])):
        assert all(weight > 0 for weight in one.values())
