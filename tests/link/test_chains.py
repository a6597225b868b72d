from __future__ import annotations

from suyuan.annotate import Document, statements
from suyuan.link.chains import chains
from suyuan.model import Annotations, Article, Hop, Mention, Outlet, Speaker, Statement, Wrapper

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


def _carried(text: str, *names: str) -> list[tuple[str | None, str, bool]]:
    mentions = tuple(
        Mention(at, at + len(name), "MEDIA", name) for name in names for at in [text.rindex(name)] if at >= 0
    )
    said = Statement("s", "indirect", ((0, 2),), None, Speaker(None, ("甲",), "named"))
    frames = statements.frames(Document(Article("a", text)), mentions, (said,))
    found = Annotations(mentions, statements=(said,), frames=frames)
    article = Article("a", text, outlet=Outlet("晨报"), annotations=found)
    return [(node.name, node.role, node.implicit) for node in next(chains(article)).nodes]


def test_an_agency_whose_text_an_outlet_prints_stands_between() -> None:
    text = "甲说，航道仍然开放。\n两国明天签约。（中央社港城24日综合外电报导）"
    assert _carried(text, "中央社") == [("甲", "speaker", False), ("中央社", "relay", False), ("晨报", "outlet", False)]


def test_who_asked_for_comment_wrote_the_text() -> None:
    text = "甲说，航道仍然开放。\n外交部没有回应路透社的置评请求。（中央社港城24日电）"
    assert [name for name, _, _ in _carried(text, "路透社", "中央社")] == ["甲", "路透社", "中央社", "晨报"]
    assert _carried("甲说，路透社报道了此事。", "路透社") == [("甲", "speaker", False), ("晨报", "outlet", False)]


def test_a_request_for_comment_far_up_belongs_to_its_paragraph() -> None:
    text = "外交部没有回应路透社的置评请求。\n" + "另有一事。\n" * 6
    assert [name for name, _, _ in _carried(text, "路透社")] == ["甲", "晨报"]
