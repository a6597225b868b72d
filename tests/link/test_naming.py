from __future__ import annotations

from suyuan.link.naming import naming
from suyuan.model import Annotations, Article, Mention, Outlet, Speaker, Statement


def _article(article: str, outlet: str, text: str, name: str, quoted: bool = False) -> Article:
    start = text.index(name)
    statements = (Statement("s", "direct", ((0, len(text)),), None, Speaker(None, ("甲",), "named")),) if quoted else ()
    mention = Mention(start, start + len(name), "LOC", name, "local:rock")
    return Article(article, text, outlet=Outlet(outlet), annotations=Annotations((mention,), statements=statements))


def test_two_names_for_one_island_by_outlet_and_voice() -> None:
    found = list(naming([
        _article("a", "晨报", "船只驶近鹭岩岛。", "鹭岩岛"),
        _article("b", "塔报", "图拉岛是我们的。", "图拉岛", quoted=True),
        _article("c", "塔报", "图拉岛自古就在。", "图拉岛"),
    ]))  # fmt: skip
    by_outlet = {n.outlet: [(f.form, f.count, f.in_quotation) for f in n.forms] for n in found}
    assert by_outlet == {"晨报": [("鹭岩岛", 1, 0)], "塔报": [("图拉岛", 2, 1)]}


def test_two_scripts_of_one_name_are_no_difference() -> None:
    pages = [_article("a", "晨报", "鹭岩岛。", "鹭岩岛"), _article("b", "夜报", "鷺岩島。", "鷺岩島")]
    assert list(naming(pages)) == []


def _plain(article: str, outlet: str, text: str, *cues: str) -> Article:
    said = tuple(
        Statement(f"s{n}", "indirect", (), (text.index(cue), text.index(cue) + len(cue)), Speaker(), stance="loaded")
        for n, cue in enumerate(cues)
    )
    return Article(article, text, outlet=Outlet(outlet), annotations=Annotations(statements=said))


def test_loaded_words_are_counted_in_an_outlets_own_voice_and_in_words_it_quotes() -> None:
    found = list(naming([
        _plain("a", "晨报", "邻国宣称航道归它所有，妄图改变现状。", "宣称"),
        _plain("b", "夜报", "邻国说航道归它所有。他说：“他们勾结外人，改变不了现状。”"),
    ]))  # fmt: skip
    (loaded, other) = [n for n in found if n.what == "loaded"]
    assert (loaded.outlet, [(f.form, f.count, f.in_quotation) for f in loaded.forms]) == (
        "夜报",
        [("勾结", 1, 1)],
    )
    assert {f.form: f.in_quotation for f in other.forms} == {"宣称": 0, "妄图": 0}


def test_words_chosen_for_one_thing_are_compared_where_a_marked_one_is_used() -> None:
    plain, marked = _plain("a", "晨报", "总理访问了邻国。"), _plain("b", "夜报", "總理竄訪鄰國。")
    found = {n.outlet: [f.form for f in n.forms] for n in naming([plain, marked]) if n.what == "term"}
    assert found == {"晨报": ["访问"], "夜报": ["竄訪"]}
    assert not [n for n in naming([plain]) if n.what == "term"]


def test_marks_around_a_word_alone_are_the_outlets_own() -> None:
    text = "所谓“窜访”是总理的一次访问。"
    (found,) = [n for n in naming([_plain("a", "晨报", text)]) if n.what == "term"]
    assert {f.form: f.in_quotation for f in found.forms} == {"窜访": 0, "访问": 0}


def test_the_order_of_pages_does_not_matter() -> None:
    pages = [_plain("a", "晨报", "总理访问了邻国。"), _plain("b", "夜报", "总理窜访邻国，妄图挑衅。")]
    assert list(naming(pages)) == list(naming(pages[::-1]))


def test_a_loaded_word_in_what_somebody_is_told_to_have_said_is_not_the_outlets_own() -> None:
    text = "发言人指邻国抹黑本港。邻国妄图改变现状。"
    said = Statement("s", "indirect", ((4, 10),), (3, 4), Speaker((0, 3), ("发言人",), "anonymous"))
    page = Article("a", text, outlet=Outlet("晨报"), annotations=Annotations(statements=(said,)))
    (found,) = [n for n in naming([page]) if n.what == "loaded"]
    assert {f.form: f.in_quotation for f in found.forms} == {"抹黑": 1, "妄图": 0}


def test_longer_words_that_hold_a_marked_or_loaded_one_are_plain() -> None:
    for text in ("公明黨黨魁訪問鄰國。", "勾结外国势力罪的条文。", "两国威胁要退出。"):
        assert not list(naming([_plain("a", "晨报", text, *(["威胁"] if "威胁" in text else []))])), text
    institute = _plain("a", "晨报", "新冠病毒与武汉病毒研究所。")
    assert not [n for n in naming([institute]) if n.what == "term"]


def test_a_capital_that_stands_for_the_state_is_one_of_its_names() -> None:
    def page(article: str, outlet: str, name: str, meant: str | None) -> Article:
        mention = Mention(0, 2, "GPE", name, "Q1" if meant else "Q2", metonym_for=meant)
        return Article(article, name + "反对。", outlet=Outlet(outlet), annotations=Annotations((mention,)))

    found = {n.outlet: n for n in naming([page("a", "晨报", "海都", "Q2"), page("b", "夜报", "海国", None)])}
    assert {n.entity for n in found.values()} == {"Q2"} and set(found) == {"晨报", "夜报"}
