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
