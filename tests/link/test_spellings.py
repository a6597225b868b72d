from __future__ import annotations

from suyuan.link.spellings import spellings_differ
from suyuan.model import Annotations, Article, Mention


def _page(article: str, text: str, name: str, identity: str | None = None) -> Article:
    start = text.index(name)
    mention = Mention(start, start + len(name), "PERSON", name, identity)
    return Article(article, text, annotations=Annotations((mention,)))


def _what(*pages: Article) -> list[str]:
    return [d.what for d in spellings_differ(pages)]


def test_one_original_under_two_names() -> None:
    one = _page("a", "港务局长麦卡尔（David Mecall）说，渡船停开。", "麦卡尔")
    two = _page("b", "局长麦考尔(David R. Mecall)表示，渡船明天停开。", "麦考尔")
    assert _what(one, two) == ["麦卡尔 / 麦考尔"]


def test_another_name_says_more_than_another_spelling() -> None:
    spelling = next(spellings_differ([
        _page("a", "局长麦卡尔（David Mecall）说。", "麦卡尔"), _page("b", "局长麦考尔（David Mecall）说。", "麦考尔")
    ]))  # fmt: skip
    other = next(spellings_differ([
        _page("a", "总裁张国威（Victor Chang）说。", "张国威"), _page("b", "总裁张建岗（Victor Chang）说。", "张建岗")
    ]))  # fmt: skip
    assert other.strength > spelling.strength


def test_the_short_form_and_the_full_form_are_one_name() -> None:
    one = _page("a", "局长丹·罗维（Dan Rowe）说，渡船停开。", "丹·罗维")
    two = _page("b", "局长罗维（Dan Rowe）说，渡船停开。", "罗维")
    assert not _what(one, two)


def test_two_forms_of_a_name_that_a_table_knows_are_usage() -> None:
    one = _page("a", "总统罗威（Dan Rowe）说，渡船停开。", "罗威", "Q1")
    two = _page("b", "总统罗维（Dan Rowe）说，渡船停开。", "罗维", "Q1")
    assert not _what(one, two)


def test_a_copied_sentence_with_another_name() -> None:
    frame = "十多年来一直住在南岛旧港口的{}先后向县里和省里写过三十多封信。"
    one, two = _page("a", frame.format("柳桂金"), "柳桂金"), _page("b", frame.format("柳金桂"), "柳金桂")
    assert _what(one, two) == ["柳桂金 / 柳金桂"]
