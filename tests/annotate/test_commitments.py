"""Commitments: who will do what, by invented example, each with only the layers beneath that it needs."""

from __future__ import annotations

import re

import pytest

from suyuan.annotate import commitments
from suyuan.annotate.document import Document
from suyuan.model import Article, Commitment, Mention, Quantity, Span, Speaker, Statement, TimeExpression
from suyuan.text.fold import fold

NAMES = {
    "维兰多": "GPE", "奥斯梅尔": "GPE", "塔尔宾": "GPE", "科尔蒙": "PERSON", "德拉赛": "PERSON", "海桥社": "MEDIA",
    "北星航运公司": "ORG", "Velando": "GPE", "Osmer": "GPE", "Kormon": "PERSON", "Serix": "ORG",
}  # fmt: skip
TIMES = {
    "2027年底": ("DATE", "2027", "2027-01-01", "2028-01-01", "END"),
    "5月14日": ("DATE", "2025-05-14", "2025-05-14", "2025-05-15", None),
    "明年3月": ("DATE", "2026-03", "2026-03-01", "2026-04-01", None),
    "五年": ("DURATION", "P5Y", None, None, None),
    "上月": ("DATE", "2025-04", "2025-04-01", "2025-05-01", None),
    "2027": ("DATE", "2027", "2027-01-01", "2028-01-01", None),
}


def read(text: str, *statements: Statement) -> list[Commitment]:
    folded = fold(text)
    mentions = tuple(
        Mention(m.start(), m.end(), kind, name)  # type: ignore[arg-type]
        for name, kind in NAMES.items()
        for m in re.finditer(name, folded)
    )
    found = [(m, value) for form, value in TIMES.items() for m in re.finditer(form, folded)]
    times = tuple(
        TimeExpression(m.start(), m.end(), kind, value, begin, end, mod)  # type: ignore[arg-type]
        for m, (kind, value, begin, end, mod) in found
        if not any(o.start() <= m.start() and m.end() < o.end() for o, _ in found)
    )
    money = tuple(
        Quantity(m.start(), m.end(), "money", float(m.group(1)))
        for m in re.finditer(r"\$?(\d+(?:\.\d+)?)(?:亿美元| billion)", folded)
    )
    article = Article(id="a", text=text, published="2025-05-12")
    return list(commitments.find(Document(article), mentions, times, money, statements))


def one(text: str, *statements: Statement) -> Commitment:
    found = read(text, *statements)
    assert len(found) == 1, [text[slice(*c.action)] for c in found]
    return found[0]


def cut(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("text", "actor", "status", "action"),
    [
        ("维兰多承诺出资铺设海底电缆。", "维兰多", "pledged", "出资铺设海底电缆"),
        ("两国同意建立联合救援中心。", "两国", "agreed", "建立联合救援中心"),
        ("北星航运公司宣布将购买三艘粮船。", "北星航运公司", "announced", "购买三艘粮船"),
        ("科尔蒙总理将访问奥斯梅尔。", "科尔蒙总理", "will", "访问奥斯梅尔"),
        ("奥斯梅尔政府计划扩建深水港。", "奥斯梅尔政府", "planned", "扩建深水港"),
        ("奥斯梅尔正在考虑提高过境费。", "奥斯梅尔", "considering", "提高过境费"),
        ("两位领导人将讨论新的渔业合作计划。", "两位领导人", "considering", "新的渔业合作计划"),
        ("维兰多希望与奥斯梅尔加强合作。", "维兰多", "seeking", "与奥斯梅尔加强合作"),
        ("奥斯梅尔料将提高过境费。", "奥斯梅尔", "expected", "提高过境费"),
        ("当局可能推迟公布结果。", "当局", "considering", "推迟公布结果"),
    ],
)
def test_status_by_the_main_verb(text: str, actor: str, status: str, action: str) -> None:
    found = one(text)
    assert (cut(text, found.actor.span), found.status, cut(text, found.action)) == (actor, status, action)


@pytest.mark.parametrize(
    "text",
    [
        "两国将讨论渔业问题。",  # a mere topic of talk
        "维兰多必须扩建深水港。",  # advocacy
        "双方应该加强合作。",
        "奥斯梅尔曾计划扩建深水港。",  # the past
        "该计划包括三艘粮船。",  # the noun
        "海峡的天气将变得恶劣。",  # nobody's will
        "此举将导致粮价上涨。",
        "国会会议上周结束。",  # 会 of 会议
        "将军访问了深水港。",  # 将 of 将军
        "塔尔宾将该岛列入名单。",  # 将 marks the object
        "如果塔尔宾提高过境费，会怎样？",
        "即使塔尔宾将提高过境费，粮价也不变。",  # supposed
        "塔尔宾政府拒绝证实科尔蒙将访问该国。",  # not asserted
        "在奥斯梅尔宣布加强巡逻之后，渔民返航。",  # background
        "奥斯梅尔宣布已签署协定。",  # done
        "他会不会访问奥斯梅尔没人知道。",
        "科尔蒙将不得不推迟访问。",  # compelled
        "塔尔宾已经将浮标移到南方。",
        "奥斯梅尔将旧船拖走。",
        "周五公布的新规长达百页，将于明年3月生效。",
        "德拉赛评估，随着航道加深，粮价不会上涨。",
    ],
)
def test_what_is_no_commitment(text: str) -> None:
    assert read(text) == []


def test_deadline_amount_and_counterpart() -> None:
    text = "维兰多承诺在2027年底前向奥斯梅尔提供12亿美元贷款。"
    found = one(text)
    assert found.deadline is not None and found.counterpart is not None
    assert (cut(text, found.deadline.span), found.deadline.value) == ("2027年底前", "2027-12-31")
    assert cut(text, found.amount) == "12亿美元"
    assert (cut(text, found.counterpart.span), found.counterpart.names) == ("奥斯梅尔", ("奥斯梅尔",))
    assert cut(text, found.action) == "向奥斯梅尔提供12亿美元贷款"


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("科尔蒙5月14日将访问奥斯梅尔。", "5月14日", "2025-05-14"),
        ("5月14日，科尔蒙将访问奥斯梅尔。", "5月14日", "2025-05-14"),
        ("奥斯梅尔计划五年内建成新港。", "五年内", "2030"),
        ("两国定于明年3月举行会谈。", "明年3月", "2026-03"),
        ("在访问期间，科尔蒙将会见德拉赛。", "在访问期间", None),
    ],
)
def test_deadlines(text: str, span: str, value: str | None) -> None:
    deadline = one(text).deadline
    assert deadline is not None
    assert (cut(text, deadline.span), deadline.value) == (span, value)


def test_the_day_of_an_announcement_is_no_deadline() -> None:
    assert one("奥斯梅尔5月14日宣布将扩建深水港。").deadline is None
    assert one("奥斯梅尔上月同意扩建深水港。").deadline is None


def test_two_countries_are_resolved() -> None:
    text = "维兰多和奥斯梅尔举行了会谈。两国同意共同铺设电缆。"
    assert one(text).actor.names == ("维兰多", "奥斯梅尔")


def test_a_title_before_a_name_is_no_second_party() -> None:
    assert one("维兰多总理科尔蒙将访问奥斯梅尔。").actor.names == ("科尔蒙",)
    assert one("维兰多和奥斯梅尔将举行会谈。").actor.names == ("维兰多", "奥斯梅尔")
    assert one("维兰多渔民将举行集会。").actor.names == ("维兰多渔民",)


def test_elided_subject_of_the_second_clause() -> None:
    text = "维兰多总理科尔蒙抵达宾达尔，将出席峰会。"
    assert one(text).actor.names == ("科尔蒙",)
    first, second = read("奥斯梅尔将派出巡逻船，并计划建设雷达站。")
    assert first.actor == second.actor and second.status == "planned"


def test_a_clause_with_a_subject_that_cannot_act_leaves_nobody() -> None:
    assert read("塔尔宾表示不满，此举不会改变现状，只会破坏互信。") == []


def test_speaker_of_the_statement_is_the_elided_or_first_person_actor() -> None:
    text = "科尔蒙说：“我们将重建港口。”"
    said = Statement("s1", "direct", ((5, 14),), (3, 4), Speaker((0, 3), ("科尔蒙",), "named"))
    found = one(text, said)
    assert (found.actor.names, found.statement) == (("科尔蒙",), "s1")


def test_announcing_verb_lends_its_status_to_the_next_clause() -> None:
    assert one("奥斯梅尔政府宣布新措施，将扩大港口。").status == "announced"
    assert one("科尔蒙宣布，维兰多将扩建深水港。").status == "announced"


def test_forecasts_with_their_own_subject_are_expected() -> None:
    found = one("外界预计塔尔宾将提高过境费。")
    assert (found.status, found.actor.names) == ("expected", ("塔尔宾",))


def test_refusals_are_negative() -> None:
    assert one("塔尔宾不会参加渔业谈判。").polarity == "negative"
    assert one("塔尔宾将参加渔业谈判。").polarity is None


def test_a_denial_inside_a_word_refuses_nothing() -> None:
    assert one("维兰多将坚定不移地扩建深水港。").polarity is None
    assert one("维兰多将不断加强巡逻。").polarity is None


def test_what_others_say_of_a_plan_is_left_off() -> None:
    text = "科尔蒙欢迎奥斯梅尔计划扩建深水港的决定。"
    assert cut(text, one(text).action) == "扩建深水港"


def test_conditions_are_kept_with_their_promise() -> None:
    text = "如果国会批准，奥斯梅尔将移交两艘巡逻船。"
    assert cut(text, one(text).condition) == "如果国会批准"


def test_the_action_runs_over_clauses_without_a_subject() -> None:
    text = "奥斯梅尔将扩建深水港，并改善航道，渔民表示欢迎。"
    assert cut(text, one(text).action) == "扩建深水港，并改善航道"


def test_a_purpose_longer_than_the_deed_is_left_off() -> None:
    text = "奥斯梅尔将增派巡逻船，以应对塔尔宾船只近来在周边海域越来越频繁的活动。"
    assert cut(text, one(text).action) == "增派巡逻船"


def test_visits_and_meetings_are_schedule() -> None:
    assert one("科尔蒙将访问奥斯梅尔。").category == "schedule"
    assert one("奥斯梅尔将扩建深水港。").category == "action"


def test_promises_and_agreements_in_noun_phrases() -> None:
    text = "维兰多重申对奥斯梅尔粮食供应的承诺。"
    assert (one(text).status, cut(text, one(text).action)) == ("pledged", "奥斯梅尔粮食供应")
    text = "维兰多和奥斯梅尔签署海底电缆合作协定。"
    assert (one(text).status, cut(text, one(text).action)) == ("agreed", "海底电缆合作")


@pytest.mark.parametrize(
    ("text", "actor", "status", "action"),
    [
        ("The Velando government will hand over two boats to Osmer.", "The Velando government", "will",
         "hand over two boats to Osmer"),
        ("Osmer pledged to build a port, officials said on the sidelines of the talks.", "Osmer", "pledged",
         "build a port"),
        ("The two countries agreed to abolish farm tariffs.", "The two countries", "agreed", "abolish farm tariffs"),
        ("Prime Minister Kormon plans to visit Osmer.", "Prime Minister Kormon", "planned", "visit Osmer"),
        ("Serix is considering building a plant near the harbour.", "Serix", "considering",
         "building a plant near the harbour"),
        ("Osmer is expected to raise the toll.", "Osmer", "expected", "raise the toll"),
        ("Both leaders reaffirmed their commitment to protect the strait.", "Both leaders", "pledged",
         "protect the strait"),
    ],
)  # fmt: skip
def test_english(text: str, actor: str, status: str, action: str) -> None:
    found = one(text)
    assert (cut(text, found.actor.span), found.status, cut(text, found.action)) == (actor, status, action)


def test_english_details() -> None:
    text = "Velando will not invest $3 billion before 2027 if parliament objects."
    found = one(text)
    assert found.polarity == "negative"
    assert cut(text, found.amount) == "$3 billion"
    assert found.deadline is not None and found.deadline.value == "2027"
    assert cut(text, found.condition) == "if parliament objects"


@pytest.mark.parametrize(
    "text",
    ["It will be cold.", "Storms will weaken by the evening.", "Prices will rise sharply in the coming months."],
)
def test_english_what_is_no_commitment(text: str) -> None:
    assert read(text) == []


def test_english_headline_and_joined_subjects() -> None:
    text = "Velando to build a second port\nVelando and Osmer vow to protect the strait."
    article = Article(id="a", title="Velando to build a second port", text=text)
    mentions = tuple(Mention(m.start(), m.end(), "GPE", m.group()) for m in re.finditer("Velando|Osmer", text))
    first, second = commitments.find(Document(article), mentions)
    assert (first.actor.names, first.status, cut(text, first.action)) == (("Velando",), "will", "build a second port")
    assert second.actor.names == ("Velando", "Osmer")
