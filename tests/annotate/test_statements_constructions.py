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


def speakers(text: str, title: str | None = None) -> list[tuple[str, ...]]:
    return [s.speaker.names for s in read(text, title) if s.depth == 1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("维兰多商务部宣布，将对钢材加税。", "维兰多商务部"),
        ("人权组织“守灯”批评当局关闭港口。", "守灯"),
        ("环境保护署说，水质合格。\n环保署称，会再验。", "环境保护署"),
        ("佳湾资本称，合同还没有签。", "佳湾资本"),
        ("北湾汽车（600001.SH）公告称，正在建厂。", "北湾汽车"),
    ],
)
def test_names_of_bodies(text: str, name: str) -> None:
    assert speakers(text)[-1] == (name,) or speakers(text)[-1][0].startswith(name)


def test_that_body_is_the_one_before() -> None:
    found = read("北湾渔业协会会长林远说，鱼价会涨。该协会敦促政府减税。")
    assert found[1].speaker.names == ("北湾渔业协会",)


def test_a_short_title_is_the_full_one() -> None:
    assert speakers("防卫大臣木村哲也说，方案还没有定。\n防卫相强调，会听取意见。")[-1] == ("木村哲也",)


def test_a_firm_speaks_through_its_notice() -> None:
    (found,) = read("北湾科技5月7日晚间公告称，公司正在与债权人沟通。")
    assert found.speaker.names == ("北湾科技",) and [h.name for h in found.channel] == ["公告"]


def test_the_declaration_is_the_joint_one() -> None:
    found = read("联合声明指出，两国将开放港口。声明还说，双方会扩建码头。")
    assert [s.speaker.names for s in found if s.depth == 1] == [("联合声明",)] * 2


def test_outlets_joined_in_one_frame_are_two_hops() -> None:
    (found,) = read("综合路透社和法新社报道，部长李明告诉记者，港口会开放。")
    assert [h.name for h in found.channel] == ["路透社", "法新社"]


def test_an_outlet_learned_it_from_somebody() -> None:
    (found,) = read("北湾网从两名接近公司的人士处获悉，公司会上市。")
    assert found.speaker.type == "anonymous" and [h.name for h in found.channel] == ["北湾网"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("海湾填海｜环团质疑评估造假　环保署：已按程序审批", [("环团", ["评估造假"]), ("环保署", ["已按程序审批"])]),
        ("外媒：北岛拟开放港口 外交部证实洽谈中", [("外媒", ["北岛拟开放港口"]), ("外交部", ["洽谈中"])]),
        ("台电斥不实：将提告", [("台电", ["将提告"])]),
        ("某国总统遭弹劾：我们知道些什么？", []),
    ],
)
def test_headlines_part_by_part(title: str, expected: list[tuple[str, list[str]]]) -> None:
    found = [(who, what) for who, _, what in outer("港口在南边。", title)]
    assert found == expected


def test_a_quotation_alone_is_the_speakers_before() -> None:
    found = read("部长李明说：“港口会开放。”\n“我们等了很久，现在好了。”\n港口在南边。")
    assert [(s.speaker.names, s.cue is None, s.rule) for s in found][1] == (("李明",), True, "zh.quote_alone")


def test_an_act_of_speech_after_another() -> None:
    found = outer("议员李明狠批署方监管不力，促请申诉专员介入。")
    assert [(cue, what) for _, cue, what in found] == [("狠批", ["署方监管不力"]), ("促请", ["申诉专员介入"])]


def test_hearsay_ends_where_somebody_denies_it() -> None:
    found = read("网传港口下周关闭，港务局驳斥有关传言，强调运作正常。")
    assert found[0].speaker.type == "unspecified" and found[-1].speaker.names == ("港务局",)


def test_an_attitude_of_the_contents_own_subject() -> None:
    assert len(outer("发言人李明表示，中方注意到有关报道，对此表示严重关切。")) == 1


def test_after_the_turn_the_outer_speaker_goes_on() -> None:
    inner = [s for s in read("部长李明说，厂方曾承诺加快审批，但至今没有兑现。") if s.depth == 2]
    text = "部长李明说，厂方曾承诺加快审批，但至今没有兑现。"
    assert [[text[slice(*c)] for c in s.content] for s in inner] == [["加快审批"]]


def test_acts_of_the_present_speech_are_not_nested() -> None:
    assert [s.depth for s in read("外交部发言人李明表示，中方敦促对方停止施工。")] == [1]
    nested = read("知情人士透露，中方要求对方停止施工。")
    assert [s.depth for s in nested] == [1, 2]


def test_to_an_outlet_in_title_marks() -> None:
    (found,) = read("消息人士向《海角01》透露，码头会关闭。")
    assert [h.name for h in found.channel] == ["海角01"]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("部长李明一直强调安全的重要性，外界对此怀疑增多。", [["安全的重要性"]]),
        ("他强调团结的重要性，呼吁各方克制。", [["团结的重要性"], ["各方克制"]]),
        ("总干事陈宁表示，关税侵蚀规则，她敦促成员对话。", [["关税侵蚀规则"], ["成员对话"]]),
        ("记者致电查询，值班人员称不了解情况，随即挂断电话。", [["不了解情况"]]),
        ("部长李明将对手形容为骗子。", [["对手", "为骗子"]]),
    ],
)
def test_where_a_content_ends(text: str, contents: list[list[str]]) -> None:
    assert [what for _, _, what in outer(text)] == contents


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("一名不便透露姓名的北岛律师说，他被带走了。", "北岛律师"),
        ("商家郑先生说，客流会回升。", "郑"),
        ("交通部长陆明福说，进度符合预期。\n交长强调，列车会开。", "陆明福"),
        ("当局说，码头会关闭。", "当局"),
        ("他转达了首相的问候，并称会来访。", ""),
    ],
)
def test_more_names_of_speakers(text: str, name: str) -> None:
    names_found = speakers(text)[-1]
    assert names_found == ((name,) if name else ())


def test_what_is_reported_on_is_no_report() -> None:
    assert [s.depth for s in read("发言人李明说，当局对有关报道深表关切。")] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "航线居然说关就关。",
        "与其说这是意外，不如说是疏忽。",
        "他因为揭露航线图而出名。",
        "系统讲述了港口的历史。",
        "The towers stand, with five people reported missing.",
    ],
)
def test_words_of_grammar_are_no_speakers(text: str) -> None:
    named = [name for one in read(text) for name in one.speaker.names]
    assert not set(named) & {"居然", "与其", "不如", "他因为", "系统", "with five people"}
    assert not any("居然" in name or "with" in name for name in named)


def test_a_pronoun_before_a_noun_is_somebody() -> None:
    (said,) = read("他妻子说，船会回来。")
    assert said.speaker.names == ("他妻子",)
    (more,) = read("“他们走了。”她继续说：“船还在港里。”")
    assert more.speaker.span is not None
