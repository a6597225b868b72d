"""Constructions of reprinted news that a blind reading of fifteen pages missed. Sentences and people are invented."""

from __future__ import annotations

import pytest

from suyuan.annotate import Document, names, statements, times
from suyuan.model import Article, Statement

Row = tuple[str | None, str | None, list[str]]


def read(text: str, title: str | None = None) -> tuple[Statement, ...]:
    whole = f"{title}\n{text}" if title else text
    doc = Document(Article("t", whole, title, published="2024-05-08"))
    return statements.find(doc, names.find(doc), times.find(doc))


def rows(text: str, title: str | None = None, depth: int = 1) -> list[Row]:
    """Speaker, cue and content of the statements of one depth."""
    whole = f"{title}\n{text}" if title else text

    def words(span: tuple[int, int] | None) -> str | None:
        return whole[slice(*span)] if span else None

    found = [s for s in read(text, title) if s.depth == depth]
    return [(words(s.speaker.span), words(s.cue), [whole[slice(*piece)] for piece in s.content]) for s in found]


@pytest.mark.parametrize(
    "lead", ["北岛和南岛的船只周一在海峡险些相撞后，", "周二在接受议会委员会的质询时，", "为了平息争议，"]
)
def test_a_clause_of_time_before_the_speaker_whom_an_outlet_relays(lead: str) -> None:
    found = read(f"路透社报道，{lead}防长陈宁说：“我们不怕仲裁。”")
    assert [(s.speaker.names, s.type, [h.name for h in s.channel]) for s in found] == [
        (("陈宁",), "direct", ["路透社"])
    ]


def test_what_a_deed_shows_is_part_of_what_was_said() -> None:
    text = "北岛政府表示，南岛不断施压，表明其试图改变现状；北岛期盼和平。"
    assert rows(text) == [("北岛政府", "表示", ["南岛不断施压，表明其试图改变现状；北岛期盼和平"])]
    assert rows(text, depth=2) == []
    assert len(rows("北岛政府表示，南岛施压，并表明北岛不会退让。")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "只要法院认定厂方违法，厂方就要赔款。",
        "如果厂方表明立场，谈判就会继续。",
        "一旦部长李明宣布停火，港口就会开放。",
        "这一决定不仅令北岛政府表示担忧，也遭到反对。",
        "这件事全由部长李明说了算。",
        "部长李明针对这一点说重话。",
        "北岛对南岛威胁渔民的行动有共同关切。",
    ],
)
def test_nobody_says_this(text: str) -> None:
    assert rows(text) == []


def test_a_word_in_marks_is_what_was_expressed() -> None:
    text = "路透社说，北湾汽车对这个判决表示“放心”。"
    assert rows(text) == [("北湾汽车", "表示", ["对这个判决", "“放心”"])]
    assert [h.name for h in read(text)[0].channel] == ["路透社"]


def test_a_court_of_arbitration_rules() -> None:
    assert rows("北湾仲裁庭去年裁定，南岛的做法没有依据。") == [("北湾仲裁庭", "裁定", ["南岛的做法没有依据"])]


def test_a_quotation_told_to_a_body() -> None:
    assert rows("“很明显，这会影响港口。”部长李明告诉议会。") == [("部长李明", "告诉", ["很明显，这会影响港口。"])]


def test_he_turns_to_somebody_after_a_quoted_word() -> None:
    text = "部长李明指出，新法“太离谱”，他还向主席陈宁喊话，和平在他的一念之间。"
    assert [(who, cue) for who, cue, _ in rows(text)] == [("部长李明", "指出"), ("他", "喊话")]


def test_adverb_of_insistence() -> None:
    assert rows("部长李明没有定下期限，但他确实表示，政府正在评估。")[0][:2] == ("他", "表示")


def test_what_one_puts_out_is_no_dateline() -> None:
    text = "北岛海军3月31日发布消息说，舰队当天出发。"
    assert rows(text) == [("北岛海军", "说", ["舰队当天出发"])]


def test_expected_of_a_person_is_not_said_by_him() -> None:
    assert rows("总统陈宁预计在5月9日接待来宾。") == []
    assert rows("经济学家陈宁预计，出口会下降。") != []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("美称将停火 伊称要看到保证", [("美", "称", ["将停火"]), ("伊", "称", ["要看到保证"])]),
        ("北湾台电：年底扩产 短期补上缺口", [("北湾台电", "：", ["年底扩产 短期补上缺口"])]),
        ("消息：北岛考虑扩建港口", [("消息", "：", ["北岛考虑扩建港口"])]),
        ("总统马克龙抵南岛重申协防承诺 三国峰会4月登场", [("总统马克龙", "重申", ["协防承诺"])]),
    ],
)
def test_headlines(title: str, expected: list[Row]) -> None:
    assert rows("港口在南边。北湾台电在东边。", title) == expected


def test_countries_side_by_side() -> None:
    assert read("法德称加强边境管控。")[0].speaker.names == ("法国", "德国")


def test_a_person_and_a_body() -> None:
    found = read("总统马克龙和欧洲议会方面当天呼吁加强管控。")
    assert (found[0].speaker.names, found[0].speaker.type) == (("马克龙", "欧洲议会"), "named")


def test_a_head_without_a_name_is_the_one_named_next() -> None:
    found = read("北岛银行（BB）负责人周一表示，工程还要两年。北岛银行首席执行官李明警告说，工程很难。")
    assert [s.speaker.names for s in found] == [("李明",), ("李明",)]


def test_the_same_country_in_one_character() -> None:
    found = read("法防长李明说，应交由仲裁。", "法国防长：应交由仲裁")
    assert [s.speaker.names for s in found] == [("李明",), ("李明",)]


def test_data_belong_to_who_published_them() -> None:
    assert read("北岛警方今天（8月1日）公布的数据显示，已有7人受伤。")[0].speaker.names == ("北岛警方",)


def test_a_judgement_on_what_a_law_says_is_the_speakers() -> None:
    text = "部长李明说：“这部法律的第8条声称，外国人也适用此法，这太离谱了！”"
    assert rows(text, depth=2) == [("这部法律的第8条", "声称", ["外国人也适用此法"])]
    assert [s.speaker.type for s in read(text) if s.depth == 2] == ["document"]


def test_what_one_greets_ends_before_the_next_greeting() -> None:
    text = "总理李明祝贺大会召开，赞同加强合作，表示愿扩大贸易。"
    assert rows(text)[0] == ("总理李明", "祝贺", ["大会召开"])


def test_two_characters_of_negation_are_quoted_words() -> None:
    assert read("部长李明表示，十年内“无法”完成。")[0].type == "mixed"


def test_they_are_not_one_person() -> None:
    found = read("部长李明表示，港口会开放。他们要求李明关闭港口。")
    assert found[1].speaker.names == ()


def test_english_people_round_somebody() -> None:
    found = read("Ann Lee won in May. Lee allies suggested the port would close.")
    assert [(s.speaker.names, s.speaker.type) for s in found] == [(("Lee allies",), "collective")]


def test_english_relative_clause() -> None:
    assert rows("The court heard Ann Lee, whose feud threatened to split the party.") == []


def test_what_an_order_means_is_the_reporters() -> None:
    text = "总统马克龙下令关闭港口，此举可能激怒邻国。"
    assert rows(text) == [("总统马克龙", "下令", ["关闭港口"])]


def test_taking_a_stand_in_a_headline() -> None:
    found = read("马克龙在巴黎。", "马克龙就港口关闭表态：“这是我劝的结果”")
    assert [(s.speaker.names, s.type) for s in found] == [(("马克龙",), "direct")]


def test_one_character_is_the_country_the_text_names() -> None:
    assert read("乌克兰军方开会。", "俄称击落飞机 乌称击沉军舰")[1].speaker.names == ("乌克兰",)


def test_marks_round_the_name_of_a_tank_are_no_quotation() -> None:
    assert read("北岛国防部称，击毁一辆“山猫”主战坦克和两架“海燕”直升机。")[0].type == "indirect"


def test_a_warning_that_is_ignored_is_not_given() -> None:
    assert rows("34名渔民无视北岛警方警告劝阻，登上礁石。") == []


def test_a_relayed_criticism() -> None:
    text = "路透社引述北岛海岸警卫队批评，对方的行为挑衅。"
    assert rows(text) == [("北岛海岸警卫队", "批评", ["对方的行为挑衅"])]


def test_a_quotation_before_a_relay() -> None:
    text = "“这是政治决定，我们断然拒绝，”路透社援引部长李明的话说。"
    found = read(text)
    assert [(s.speaker.names, s.type, [h.name for h in s.channel]) for s in found] == [
        (("李明",), "direct", ["路透社"])
    ]


def test_a_quotation_before_a_remark_of_the_reporter() -> None:
    text = "“他们的行为与身份不符，”法国外交部在声明中说，使用了标准措辞。外交部补充说，他们必须离开。"
    assert [content for _, _, content in rows(text)] == [["他们的行为与身份不符，"], ["他们必须离开"]]
    assert [s.speaker.names for s in read(text)] == [("法国外交部",), ("法国外交部",)]


def test_a_study_is_published_and_says() -> None:
    assert rows("北岛大学周三发表研究，指这种材料可行。")[0][1:] == ("指", ["这种材料可行"])
