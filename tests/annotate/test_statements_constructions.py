"""Constructions of Chinese news that a fresh reading showed to be missed. Sentences, people, outlets are invented."""

from __future__ import annotations

import pytest

from suyuan.annotate import Document, names, statements, times
from suyuan.model import Article, Statement


def read(text: str, title: str | None = None) -> tuple[Statement, ...]:
    whole = f"{title}\n{text}" if title else text
    doc = Document(Article("t", whole, title, published="2024-05-08"))
    return statements.find(doc, names.find(doc), times.find(doc))


def outer(text: str, title: str | None = None) -> list[tuple[str | None, str | None, list[str]]]:
    """Speaker, cue and content of the statements that stand in no other."""
    whole = f"{title}\n{text}" if title else text
    return [
        (
            whole[slice(*s.speaker.span)] if s.speaker.span else None,
            whole[slice(*s.cue)] if s.cue else None,
            [whole[slice(*piece)] for piece in s.content],
        )
        for s in read(text, title)
        if s.depth == 1
    ]


@pytest.mark.parametrize(
    ("title", "speaker", "content"),
    [
        ("【海语译站】北岛商务部部长：南岛的做法是胁迫", "北岛商务部部长", "南岛的做法是胁迫"),
        ("【海語譯站】北島大使稱南島的做法出於政治動機", "北島大使", "南島的做法出於政治動機"),
        ("甲厂推新机　专家：性能好，但太贵", "专家", "性能好，但太贵"),
    ],
)
def test_what_stands_before_the_speaker_of_a_headline_is_no_part_of_it(title: str, speaker: str, content: str) -> None:
    found = outer("部长李明发表了谈话。", title)
    assert (found[0][0], found[0][2]) == (speaker, [content])


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("部长李明首先表示，盼加强合作。", "部长李明", "盼加强合作"),
        ("部长李明会议一开始就表示，要团结。", "部长李明", "要团结"),
        ("据北岛驻南岛代表李明说，港口会开放。", "北岛驻南岛代表李明", "港口会开放"),
        ("港口将在秋天开放，据部长李明说。", "部长李明", "港口将在秋天开放"),
        ("多方表示将加快施工。", "多方", "将加快施工"),
    ],
)
def test_edges_of_the_speaker(text: str, speaker: str, content: str) -> None:
    assert [(who, what) for who, _, what in outer(text)] == [(speaker, [content])]


def test_many_sides_are_a_body() -> None:
    assert read("多方表示将加快施工。")[0].speaker.type == "collective"


def test_a_frame_at_the_end_holds_the_attitude_before_it() -> None:
    found = read("代表们就港口安全表示关切，据部长李明说。")
    assert [(s.depth, s.speaker.names) for s in found if s.depth == 1] == [(1, ("李明",))]


def test_an_attitude_in_one_word_does_not_swallow_what_others_say() -> None:
    found = outer("多家外媒表示惊叹，《海桥报》形容新机是“里程碑”；《港城日报》就指新机可媲美旧机。")
    assert found == [
        ("多家外媒", "表示", ["惊叹"]),
        ("《海桥报》", "形容", ["新机是“里程碑”"]),
        ("《港城日报》", "指", ["新机可媲美旧机"]),
    ]


def test_attitude_with_what_it_is_about() -> None:
    assert outer("陈宁就边境安全等议题表示关切。") == [("陈宁", "表示", ["就边境安全等议题", "关切"])]


@pytest.mark.parametrize(
    "text",
    [
        "厂方斥巨资修路，以便运货。",
        "北岛发布了一份建议“工具箱”，供各厂使用。",
        "她发现，随着时间推移，越来越难证明自己的观点。",
    ],
)
def test_no_statement(text: str) -> None:
    assert read(text) == ()


def test_what_others_expect_of_a_body_is_not_its_statement() -> None:
    assert [who for who, *_ in outer("港口在南边。", "北岛政府料将开放港口")] == []
    assert [who for who, *_ in outer("港口在南边。", "分析师料将加息")] == ["分析师"]


@pytest.mark.parametrize("text", ["他问：“你们如何能够自称为大国？”", "该公司表示，这将使该厂预测收入减少。"])
def test_nothing_nested(text: str) -> None:
    assert [s.depth for s in read(text) if s.depth > 1] == []


def test_one_more_source_of_the_same_report_keeps_the_relay() -> None:
    found = read(
        "“海桥社”周四引述知情人士的话说，港口将开放。\n知情人士说，合同还没有签。\n"
        "另一位知情人士说，谈判已经中断。这位知情人士表示，部长要尽快签约。"
    )
    assert [[h.name for h in s.channel] for s in found if s.depth == 1] == [["海桥社"]] * 4
    assert found[2].speaker.cluster is not None


def test_this_official_is_the_diplomat_before() -> None:
    found = read("一位北岛高级外交官表示，协议不足以解决问题。\n“各国越来越怀疑，”这位官员表示，“作用很小。”")
    assert [s.speaker.names for s in found] == [("北岛高级外交官",)] * 2
    assert found[0].speaker.cluster == found[1].speaker.cluster


def test_a_side_is_called_by_its_country() -> None:
    assert read("美方宣布对所有伙伴加税。美国的税率是20%。")[0].speaker.names == ("美国",)


def test_a_surname_alone() -> None:
    found = read("部长李明周二出访，李在港城停留期间表示，港口会开放。")
    assert [s.speaker.names for s in found] == [("李明",)]


@pytest.mark.parametrize(
    "text",
    [
        "共同社5月27日报道，部长李明（Li Ming）在会后举行的新闻发布会表示，港口会开放。",
        "根据共同社（Kyodo）6月7日报道，部长李明周三表示，港口会开放。",
    ],
)
def test_what_an_outlet_tells_of_a_speaker(text: str) -> None:
    (found,) = read(text)
    assert (found.speaker.names, [h.name for h in found.channel]) == (("李明",), ["共同社"])


def test_english_names_of_speakers() -> None:
    found = read(
        "The dyke gave way, according to a report of Thursday on the flood. The Port Research Institute "
        "(PRI) measured it. The PRI said the water was low. The institute said it would rise."
    )
    assert [s.speaker.names for s in found] == [
        ("report",),
        ("Port Research Institute",),
        ("Port Research Institute",),
    ]


def test_united_states_is_no_cue() -> None:
    assert read("The ministers met.", "Statement on the Summit of Japan and the United States, and the Ports") == ()


def test_what_somebody_else_believes_stays_in_the_content() -> None:
    assert outer("知情人士表示，部长希望施压对手，并相信自己可以占上风。") == [
        ("知情人士", "表示", ["部长希望施压对手，并相信自己可以占上风"])
    ]


def test_an_attack_ends_where_somebody_else_speaks() -> None:
    found = outer("美国总统陈宁周二指责法国“极不配合”联合行动，法国总统府当天表示立场没有改变。")
    assert [(who, cue) for who, cue, _ in found] == [("美国总统陈宁", "指责"), ("法国总统府", "表示")]


def test_a_posting_and_then_its_words() -> None:
    assert outer("部长陈宁在社交平台贴文，指手术已经结束。")[0][1:] == ("指", ["手术已经结束"])


def test_the_report_is_that_of_the_paper_before_it() -> None:
    found = read("英国《每日电讯报》周三刊载专访文章，报道说，部长正考虑离开。")
    assert found[0].speaker.names == ("每日电讯报",)


def test_a_summit_of_leaders_is_a_body() -> None:
    (found,) = read("北岛工业国集团（B7）领袖高峰会发表声明，要求开放港口。")
    assert found.speaker.type == "collective"
