from __future__ import annotations

from suyuan.link.chains import chains
from suyuan.model import Annotations, Article, Hop, Outlet, Speaker, Statement, Wrapper

HOP = Hop("潮汐社", implicit=True)


def _article(*statements: Statement, outlet: str | None = "晨报") -> Article:
    return Article(
        "a",
        "消息人士说，两国将举行演习。",
        outlet=Outlet(outlet) if outlet else None,
        wrappers=(Wrapper("republisher", "飞鸥"), Wrapper("mirror")),
        annotations=Annotations(statements=statements),
    )


def _named(article: Article) -> list[list[tuple[str | None, str]]]:
    return [[(node.name, node.role) for node in chain.nodes] for chain in chains(article)]


def test_speaker_relay_outlet_and_the_layers_of_the_page() -> None:
    said = Statement(
        "s", "indirect", ((6, 13),), (4, 5), Speaker((0, 4), ("海湾政府消息人士",), "anonymous"), channel=(HOP,)
    )
    article = _article(said)
    assert _named(article) == [
        [
            ("海湾政府消息人士", "speaker"),
            ("潮汐社", "relay"),
            ("晨报", "outlet"),
            ("飞鸥", "republisher"),
            (None, "mirror"),
        ]
    ]
    assert next(chains(article)).nodes[1].implicit


def test_an_outlet_that_quotes_itself_stands_once() -> None:
    said = Statement("s", "indirect", ((6, 13),), (4, 5), Speaker((0, 2), ("晨報",), "outlet"))
    assert _named(_article(said))[0] == [("晨報", "speaker"), ("飞鸥", "republisher"), (None, "mirror")]


def test_an_unknown_outlet_stays_unknown() -> None:
    said = Statement("s", "indirect", ((6, 13),), (4, 5), Speaker(None, ("甲",), "named"))
    assert _named(_article(said, outlet=None))[0][1] == (None, "outlet")


def test_speech_inside_speech_inherits_the_hops_of_the_outer_one() -> None:
    outer = Statement("s", "indirect", ((6, 13),), (4, 5), Speaker(None, ("甲",), "named"), channel=(HOP,))
    inner = Statement("t", "indirect", ((8, 13),), (6, 7), Speaker(None, ("乙",), "named"), depth=2, parent="s")
    assert [name for name, _ in _named(_article(outer, inner))[1]] == ["乙", "甲", "潮汐社", "晨报", "飞鸥", None]


def test_a_statement_that_is_its_own_parent_ends() -> None:
    odd = Statement("s", "indirect", ((6, 13),), (4, 5), Speaker(None, ("甲",), "named"), parent="s")
    assert _named(_article(odd))[0][0] == ("甲", "speaker")
