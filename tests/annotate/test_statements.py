"""Statements in Chinese: who said what, through whom. All sentences, people and outlets are invented."""

from __future__ import annotations

import pytest

from suyuan.annotate import Document, annotate, names, statements, times
from suyuan.model import Article, Outlet, Statement


def read(text: str, title: str | None = None, outlet: str | None = None) -> tuple[Statement, ...]:
    article = Article("t", text, title, published="2024-05-08", outlet=Outlet(outlet) if outlet else None)
    doc = Document(article)
    return statements.find(doc, names.find(doc), times.find(doc))


def words(text: str, span: tuple[int, int] | None) -> str | None:
    return text[slice(*span)] if span else None


def one(text: str, **more: str | None) -> Statement:
    found = [s for s in read(text, **more) if s.depth == 1]
    assert len(found) == 1, [words(text, s.cue) for s in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("部长李明说，港口将在秋天开放。", "部长李明", "说", "港口将在秋天开放"),
        ("部长李明周二在记者会上对记者表示，港口将开放。", "部长李明", "表示", "港口将开放"),
        ("会后，部长李明在致辞时说道：“港口会开放。”", "部长李明", "说道", "港口会开放。"),
        ("“港口会开放。”部长李明说。", "部长李明", "说", "港口会开放。"),
        ("「港口會開放」，部長李明說。", "部長李明", "說", "港口會開放"),
        ("北岛外交部敦促南岛“立即停止施工”。", "北岛外交部", "敦促", "南岛“立即停止施工”"),
        ("据知情人士透露，合同已经签署。", "知情人士", "透露", "合同已经签署"),
        ("根据海关总署的数据，出口增长了两成。", "海关总署的数据", "根据", "出口增长了两成"),
        ("据报道，当时有两人受伤。", None, "据报道", "当时有两人受伤"),
        ("住在码头旁边的陈先生在受访时表示，他会留下。", "住在码头旁边的陈先生", "表示", "他会留下"),
        ("记者从市教育局获悉，学校周一开学。", "市教育局", "获悉", "学校周一开学"),
        ("该研究报告显示，水位上升了三米。", "该研究报告", "显示", "水位上升了三米"),
        ("有消息指，大桥即将合龙。", "消息", "指", "大桥即将合龙"),
        ("海运公司发布的报告显示，货运量下降。", "海运公司发布的报告", "显示", "货运量下降"),
        ("总统宣布加税后，北岛方面表示，将作出回应。", "北岛方面", "表示", "将作出回应"),
        ("一名高级官员曾向记者介绍说，两国已经同意。", "一名高级官员", "介绍说", "两国已经同意"),
        ("《海滨报》的报导中说，船队已经返航。", "《海滨报》的报导", "说", "船队已经返航"),
    ],
)
def test_cue_speaker_content(text: str, speaker: str | None, cue: str, content: str) -> None:
    found = one(text)
    assert words(text, found.speaker.span) == speaker
    assert words(text, found.cue) == cue
    assert [words(text, c) for c in found.content] == [content]
    assert found.rule


@pytest.mark.parametrize(
    "text",
    [
        "他写了一本小说，也就是说他成了作家。",
        "政府将在声明中宣布新计划。",
        "部长李明没有透露细节。",
        "北岛外交部对此拒绝置评。",
        "预计明年出口会增长。",
        "这表示工程已经结束。",
        "公司宣布的措施受到欢迎。",
        "两国签署了承诺书。",
        "【海峡报3月1日讯】港口周五开放。",
        "本报记者获悉，港口周五开放。",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert [s for s in read(text) if s.speaker.type != "unspecified"] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("部长李明说：“港口会开放。”", "direct"),
        ("部长李明说，“港口会开放”。", "direct"),
        ("部长李明说，港口已经“焕然一新”。", "mixed"),
        ("部长李明说，港口将加入“蓝湾计划”。", "indirect"),
        ("部长李明说，港口会开放。", "indirect"),
    ],
)
def test_type(text: str, kind: str) -> None:
    assert one(text).type == kind


def test_a_source_told_an_agency_and_the_agency_stays_in_force() -> None:
    text = "港务局消息人士周二告诉北湾社，新码头将于秋天启用。\n消息人士说，工程已经完成八成。"
    first, second = read(text)
    assert first.speaker.type == second.speaker.type == "anonymous"
    assert [(h.name, h.role, h.implicit) for h in first.channel] == [("北湾社", "relay", False)]
    assert [(h.name, h.implicit, h.span) for h in second.channel] == [("北湾社", True, None)]
    assert first.speaker.cluster == second.speaker.cluster
    assert second.speaker.names == ("港务局消息人士",)
    assert words(text, first.addressee) == "北湾社"
    assert first.time == "2024-05-07"


def test_sources_of_two_outlets_are_never_merged_by_wording() -> None:
    first, second = read("路透社引述消息人士说，合同已经签署。\n法新社引述消息人士说，合同尚未签署。")
    assert first.speaker.names == second.speaker.names
    assert first.speaker.cluster != second.speaker.cluster
    assert [h.name for s in (first, second) for h in s.channel] == ["路透社", "法新社"]


def test_another_source_of_the_same_description_is_another_source() -> None:
    first, second, third = read("一名官员说，桥已修好。另一名官员说，桥还没修好。该官员说，明天开工。")
    assert first.speaker.cluster != second.speaker.cluster
    assert third.speaker.cluster == second.speaker.cluster


def test_a_chain_of_relays_is_ordered_from_the_speaker_outward() -> None:
    found = one("据路透社援引法新社报道，部长李明表示，合同已经签署。")
    assert found.speaker.names == ("李明",)
    assert [h.name for h in found.channel] == ["法新社", "路透社"]


def test_the_outlet_speaks_where_it_relays_nobody() -> None:
    text = "路透社报道，港口已经关闭。报道还说，两艘船受损。"
    first, second = read(text)
    assert first.speaker.type == second.speaker.type == "outlet"
    assert first.speaker.names == second.speaker.names == ("路透社",)
    assert first.channel == second.channel == ()


def test_a_document_is_the_speaker_or_a_hop() -> None:
    alone = one("联合声明称，双方将扩大贸易。")
    assert (alone.speaker.type, alone.speaker.names) == ("document", ("联合声明",))
    spoken = one("在一份声明中，部长李明说，贸易将会扩大。")
    assert spoken.speaker.names == ("李明",)
    assert [(h.name, h.role, h.issuer) for h in spoken.channel] == [("声明", "document", "李明")]


def test_second_predicates_keep_the_subject() -> None:
    text = "部长李明表示，港口会开放，并称工程没有超支，又指海关已经就位。"
    found = read(text)
    assert [words(text, s.cue) for s in found] == ["表示", "称", "指"]
    assert {s.speaker.names for s in found} == {("李明",)}
    assert [words(text, s.content[0]) for s in found] == ["港口会开放", "工程没有超支", "海关已经就位"]


def test_pronouns_and_short_names() -> None:
    text = "南岛外长陈宁（Chen Ning）抵达首都。他说，会谈很顺利。陈宁还说，明天继续。"
    assert [s.speaker.names for s in read(text)] == [("陈宁",), ("陈宁",)]


def test_both_sides() -> None:
    text = "日本和美国周三会谈。双方发表联合声明，对局势表示关切。"
    found = one(text)
    assert found.speaker.names == ("日本", "美国")
    assert [words(text, c) for c in found.content] == ["对局势", "关切"]
    assert [h.name for h in found.channel] == ["联合声明"]


def test_speech_inside_speech() -> None:
    text = "部长李明说：“我去年曾说过，港口会开放。我欢迎各位。总统也再次重申，预算不会减少。”"
    outer, *inner = read(text)
    assert [s.depth for s in inner] == [2, 2]
    assert {s.parent for s in inner} == {outer.id}
    assert [words(text, s.cue) for s in inner] == ["说过", "重申"]


def test_headlines() -> None:
    title = "部长李明：港口秋天开放"
    found = one(f"{title}\n工程进展顺利。", title=title)
    assert (found.rule, found.type, found.speaker.names) == ("zh.headline.colon", "indirect", ("李明",))
    title = "港口秋天开放——海峡日报"
    found = one(f"{title}\n工程进展顺利。", title=title)
    assert (found.rule, found.speaker.type) == ("zh.headline.dash", "outlet")


@pytest.mark.parametrize("label", ["时间：周二上午", "来源：本站整理", "图：码头全景", "责任编辑：李明"])
def test_labels_are_no_speakers(label: str) -> None:
    assert read(label, title=label) == ()


def test_loaded_cues_keep_their_stance() -> None:
    assert one("部长李明宣称，港口没有受损。").stance == "loaded"
    assert one("部长李明说，港口没有受损。").stance == "neutral"


def test_the_publisher_is_no_hop_of_its_own_article() -> None:
    assert one("部长李明告诉路透社，港口会开放。", outlet="路透社").channel == ()


def test_carried_sentences() -> None:
    text = "路透社报道，港口已经关闭。两艘船受损。\n城里一切正常。"
    found = one(text)
    assert [words(text, c) for c in found.carried] == ["两艘船受损。"]


def test_explain_prints_rule_cue_and_hops() -> None:
    text = "港务局消息人士告诉路透社，新码头将于秋天启用。"
    doc = Document(Article("t", text))
    lines = statements.explain(doc, statements.find(doc, names.find(doc)))
    assert "rule zh.tell" in lines[0]
    assert any("路透社 [relay]" in line for line in lines)
    assert any("“告诉”" in line for line in lines)


def test_ids_stay_where_content_and_cue_stay() -> None:
    before = read("部长李明说，港口会开放。")
    after = read("新的一段。\n部长李明说，港口会开放。")
    assert before[0].id == after[0].id
    twice = read("部长李明说，港口会开放。\n部长李明说，港口会开放。")
    assert twice[0].id == before[0].id != twice[1].id


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("海港部长周一表示，渡轮将于周五开航。", "2025-05-12"),
        ("海港部长6月表示，渡轮将开航。", "2024-06"),
        ("海港部长28日表示，渡轮将开航。", "2025-04-28"),
        ("海港部长9月5日表示，渡轮将开航。", "2024-09-05"),
        ("海港部长15日表示，渡轮将开航。", "2025-05-15"),  # clocks differ
        ("海港部长2026年3月表示，渡轮将开航。", "2026-03"),
    ],
)
def test_nothing_was_said_after_the_day_of_its_page(text: str, day: str) -> None:
    (said,) = annotate(Article("a", text, published="2025-05-14")).statements
    assert said.time == day


def test_the_same_day_as_a_deadline_still_to_come_is_no_day() -> None:
    text = "协定要求双方在2026年6月30日前交出土地。海国发言人当天说，协定改变不了事实。"
    (*_, said) = annotate(Article("a", text, published="2025-05-12")).statements
    assert said.time is None
