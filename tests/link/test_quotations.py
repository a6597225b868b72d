from __future__ import annotations

from suyuan.link.quotations import quotations_differ
from suyuan.model import Annotations, Article, Outlet, Speaker, Statement


def _page(article: str, speaker: str, words: str) -> Article:
    text = f"{speaker}说：“{words}”"
    start = text.index("“") + 1
    said = Statement("s", "direct", ((start, start + len(words)),), None, Speaker(None, (speaker,), "named"))
    return Article(article, text, outlet=Outlet(article), annotations=Annotations(statements=(said,)))


def _values(*pages: Article, copies: dict[str, str] | None = None) -> list[set[str]]:
    return [{d.a.value, d.b.value} for d in quotations_differ(pages, copies or {})]


def test_two_renderings_of_one_remark_stand_side_by_side() -> None:
    one = _page("a", "丹·罗维", "如果你们把港口关上，岛上的商人就会把这看成一个很坏的信号")
    two = _page("b", "罗维", "要是你们把港口关上，岛上的商人会认为这是个很坏的信号")
    (found,) = quotations_differ([one, two], {})
    assert found.field == "wording" and found.what == "罗维"
    assert {found.a.article, found.b.article} == {"a", "b"}


def test_a_denial_that_one_page_lost_says_more_than_another_rendering() -> None:
    one = _page("a", "罗维", "我们在任何情况下都不会把海关的钥匙交给外人保管")
    two = _page("b", "罗维", "我们在任何情况下都会把海关的钥匙交给外人保管")
    (lost,) = quotations_differ([one, two], {})
    (other,) = quotations_differ([one, _page("c", "罗维", "海关的钥匙，我们在什么情况下都不会交到外人手里保管")], {})
    assert lost.strength > other.strength


def test_other_speakers_parts_of_a_quotation_and_slips_are_no_difference() -> None:
    one = _page("a", "罗维", "我们在任何情况下都不会把海关的钥匙交给外人保管")
    assert not _values(one, _page("b", "科尔蒙", "我们在任何情形下都不会把海关的钥匙交给外人掌管"))
    assert not _values(one, _page("b", "罗维", "不会把海关的钥匙交给外人保管"))
    assert not _values(one, _page("b", "罗维", "我们在任何情况下都不会把海关的匙钥交给外人保管"))


def test_what_a_copy_changed_is_left_to_its_edits() -> None:
    one = _page("a", "罗维", "我们在任何情况下都不会把海关的钥匙交给外人保管")
    two = _page("b", "罗维", "我们在任何情况下都会把海关的钥匙交给外人保管")
    assert _values(one, two) and not _values(one, two, copies={"a": "a", "b": "a"})


def test_a_page_that_prints_both_has_two_remarks() -> None:
    both = "我们会在春天把第一批渡船交给岛民使用。我们会在秋天把第二批渡船交给岛民使用"
    one, two = _page("a", "罗维", both), _page("b", "罗维", both)
    assert not _values(one, two)


def test_one_quotation_of_two_speakers() -> None:
    words = "我们在任何情况下都不会把海关的钥匙交给外人保管"
    (found,) = quotations_differ([_page("a", "罗维", words), _page("b", "科尔蒙", words)], {})
    assert found.field == "speaker" and {found.a.value, found.b.value} == {"罗维", "科尔蒙"}
    assert not _values(_page("a", "丹·罗维", words), _page("b", "罗维", words))
