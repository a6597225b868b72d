from __future__ import annotations

from suyuan.link.claims import claims
from suyuan.link.origins import Said, origins
from suyuan.model import Annotations, Article, Hop, Outlet, Reuse, Speaker, SpeakerType, Statement
from suyuan.pipeline import annotated


def _said(
    article: str,
    content: str,
    speaker: str,
    type_: SpeakerType = "named",
    relay: str | None = None,
    outlet: str | None = None,
    published: str = "2025-05-12",
) -> Article:
    text = f"{speaker}说，{content}。"
    start = len(speaker) + 2
    statement = Statement(
        f"s-{article}",
        "indirect",
        ((start, start + len(content)),),
        (start - 2, start - 1),
        Speaker((0, len(speaker)), (speaker,), type_),
        channel=(Hop(relay),) if relay else (),
    )
    return Article(
        article,
        text,
        published=published,
        outlet=Outlet(outlet) if outlet else None,
        annotations=Annotations(statements=(statement,)),
    )


# Other statements, so that the word statistics have something to stand on.
OTHERS = [
    _said(f"z{n}", content, f"某人{n}")
    for n, content in enumerate(
        ["学校下周一全部停课", "港口货运量比去年增长一成", "新桥的通车日期还没有定下来", "今年的收成好于往年"]
    )
]
PATROL = "两国正在考虑在鹭岩岛附近举行联合巡逻"


def test_the_same_words_in_two_articles_are_one_claim() -> None:
    found = claims([_said("a", PATROL, "甲"), _said("b", PATROL + "行动", "甲"), *OTHERS])
    assert [c.statements for c in found] == [("a#s-a", "b#s-b")]


def test_one_anonymous_source_through_one_agency_is_one_origin() -> None:
    pages = [
        _said("a", PATROL, "消息人士", "anonymous", "潮汐社"),
        _said("b", PATROL, "政府消息人士", "anonymous", "潮汐社"),
    ]
    (claim,) = claims([*pages, *OTHERS])
    assert (claim.origins.certain, claim.origins.possible, claim.origins.roots) == (1, 1, ("潮汐社",))


def test_two_agencies_with_their_own_sources_are_two_origins() -> None:
    pages = [
        _said("a", PATROL, "消息人士", "anonymous", "潮汐社"),
        _said("b", PATROL, "政府消息人士", "anonymous", "海桥社"),
    ]
    (claim,) = claims([*pages, *OTHERS])
    assert (claim.origins.certain, claim.origins.possible) == (2, 2)


def test_a_page_that_names_no_one_may_hang_on_the_other() -> None:
    pages = [_said("a", PATROL, "消息人士", "anonymous", "潮汐社"), _said("b", PATROL, "消息人士", "anonymous")]
    (claim,) = claims([*pages, *OTHERS])
    assert (claim.origins.certain, claim.origins.possible) == (1, 2)


def test_copies_are_one_origin() -> None:
    pages = [
        _said("a", PATROL, "消息人士", "anonymous", outlet="晨报"),
        _said("b", PATROL, "消息人士", "anonymous", outlet="夜报"),
    ]
    (apart,) = claims([*pages, *OTHERS])
    assert apart.origins.certain == 2
    (together,) = claims([*pages, *OTHERS], [Reuse("a", "b", "reprint", (), 40)])
    assert together.origins.certain == 1


def test_a_denial_is_another_claim_that_contradicts() -> None:
    denial = PATROL.replace("正在考虑在", "并未考虑在")
    pages = [_said("a", PATROL, "甲"), _said("b", PATROL, "甲"), _said("c", denial, "乙"), _said("d", denial, "乙")]
    first, second = claims([*pages, *OTHERS])
    assert first.contradicts == (second.id,) and second.contradicts == (first.id,)


def test_two_sources_that_one_article_relays_stay_two_origins() -> None:
    text = "潮汐社引述消息人士说，两国将联合巡逻。海桥社报道，码头下月扩建。"
    said = [
        Statement(key, "indirect", (span,), None, Speaker(None, ("消息人士",), "anonymous"), channel=(Hop(relay),))
        for key, span, relay in (("s1", (11, 18), "潮汐社"), ("s2", (24, 30), "海桥社"))
    ]
    article = Article("a", text, annotations=Annotations(statements=tuple(said)))
    found = origins([Said(article, one) for one in said]).origins
    assert (found.certain, found.roots) == (2, ("海桥社", "潮汐社"))


def test_names_of_one_outlet_are_one_root() -> None:
    pages = [
        _said("a", PATROL, "消息人士", "anonymous", "彭博社"),
        _said("b", PATROL, "消息人士", "anonymous", "彭博新闻社"),
    ]
    (claim,) = claims([*pages, *OTHERS])
    assert (claim.origins.certain, claim.origins.roots) == (1, ("彭博社",))


def test_nobody_denies_himself_and_a_page_does_not_deny_itself() -> None:
    denial = PATROL.replace("正在考虑在", "并未考虑在")
    pages = [_said("a", PATROL, "甲"), _said("b", PATROL, "甲"), _said("c", denial, "甲"), _said("d", denial, "甲")]
    assert all(not claim.contradicts for claim in claims([*pages, *OTHERS]))


def test_a_part_of_a_sentence_that_denies_is_not_denied_by_it() -> None:
    whole = "港口从未有过任何要求渔船接受检查并交出航行日志的规定"
    part = whole.partition("任何")[2]

    def page(key: str) -> Article:
        text = f"港口看法：{whole}。"
        spans = {"w": whole, "p": part}
        found = tuple(
            Statement(n, "indirect", ((text.index(w), text.index(w) + len(w)),), None, Speaker(None, (n,), "named"))
            for n, w in spans.items()
        )
        return Article(key, text, published="2025-05-12", annotations=Annotations(statements=found))

    made = claims([page("a"), page("b"), *OTHERS])
    assert len(made) == 2 and all(not claim.contradicts for claim in made)


def test_alike_claims_that_agree_contradict_nothing() -> None:
    other = PATROL.replace("鹭岩岛附近", "鹭岩岛以北的渔场和航道附近") + "与演习"
    pages = [_said("a", PATROL, "甲"), _said("b", PATROL, "甲"), _said("c", other, "乙"), _said("d", other, "乙")]
    assert all(not claim.contradicts for claim in claims([*pages, *OTHERS]))


def test_the_order_of_pages_does_not_matter() -> None:
    pages = [_said("a", PATROL, "甲"), _said("b", PATROL + "行动", "甲"), *OTHERS]
    assert claims(pages) == claims(pages[::-1])


def test_one_page_denies_what_another_tells_in_either_language() -> None:
    def page(key: str, text: str) -> Article:
        return annotated(Article(key, text, published="2031-01-01"))

    pairs = [
        ("国防部长陈志远说，军方正在东港修建新的雷达站。", "東港市長施國良否認軍方正在東港修建新的雷達站。"),
        ("市长说，港湾大桥将在五月对外开放。", "承包商说，港湾大桥不会在五月对外开放。"),
        (
            "Defence Minister Henrik Solberg said the army was building a new radar station in Eastport.",
            "Eastport mayor Paul Gray denied that the army was building a new radar station in Eastport.",
        ),
    ]
    for one, two in pairs:
        first, second = claims([page("a", one), page("b", two)])
        assert first.contradicts == (second.id,) and second.contradicts == (first.id,)
    both = claims(
        [page("a", "市长否认港湾大桥将在五月对外开放。"), page("b", "承包商说，港湾大桥不会在五月对外开放。")]
    )
    assert len(both) == 1 and not both[0].contradicts


def test_a_denial_of_something_else_in_a_longer_remark_denies_nothing() -> None:
    def page(key: str, text: str) -> Article:
        return annotated(Article(key, text, published="2031-01-01"))

    one = page("a", "白皮书重申，贸易战没有赢家，保护主义没有出路，希望双方通过平等对话解决问题。")
    two = page("b", "新闻办重申，贸易战没有赢家，希望双方通过平等对话解决问题。")
    assert all(not claim.contradicts for claim in claims([one, two]))
