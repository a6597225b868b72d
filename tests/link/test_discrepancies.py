from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.link.discrepancies import discrepancies
from suyuan.model import (
    Annotations,
    Article,
    Edit,
    Event,
    Mention,
    Outlet,
    Passage,
    Quantity,
    Reuse,
    TimeExpression,
    TimeMod,
)
from suyuan.pipeline import annotated


def _cable(article: str, amount: str, value: float, low: float | None = None, high: float | None = None) -> Article:
    text = f"维兰多将为海缆出资{amount}美元，工程两年完成。"
    start = text.index(amount)
    quantity = Quantity(start, start + len(amount) + 2, "money", value, low, high, unit="USD")
    return Article(article, text, annotations=Annotations(quantities=(quantity,)))


def _event(*articles: Article) -> tuple[dict[str, Article], list[Event]]:
    return {a.id: a for a in articles}, [Event("e", tuple(a.id for a in articles), None, "海缆")]


def test_two_amounts_for_one_thing_are_shown_side_by_side() -> None:
    (found,) = discrepancies(*_event(_cable("a", "12亿", 12e8), _cable("b", "9亿", 9e8), _cable("c", "12亿", 12e8)))
    assert found.field == "amount"
    assert {v.value: [e[0] for e in v.evidence] for v in found.values} == {"12亿美元": ["a", "c"], "9亿美元": ["b"]}


def test_bounds_that_overlap_do_not_contradict() -> None:
    assert not list(discrepancies(*_event(_cable("a", "12亿", 12e8), _cable("b", "逾10亿", 10e8, 10e8, float("inf")))))


def test_different_things_are_not_compared() -> None:
    other = Article(
        "b",
        "奥斯梅尔去年的渔业产值达9亿美元，比前年多一成。",
        annotations=Annotations(quantities=(Quantity(12, 16, "money", 9e8, unit="USD"),)),
    )
    assert not list(discrepancies(*_event(_cable("a", "12亿", 12e8), other)))


def test_two_days_for_one_visit() -> None:
    def visit(article: str, day: str, value: str) -> Article:
        text = f"维兰多总理科尔蒙{day}开始对奥斯梅尔进行正式访问。"
        time = TimeExpression(8, 8 + len(day), "DATE", value)
        return Article(article, text, annotations=Annotations(times=(time,)))

    (found,) = discrepancies(*_event(visit("a", "5月13日", "2025-05-13"), visit("b", "5月14日", "2025-05-14")))
    assert found.field == "date" and {v.value for v in found.values} == {"2025-05-13", "2025-05-14"}


def _visit(article: str, text: str, surface: str, value: str, published: str) -> Article:
    start = text.index(surface)
    time = TimeExpression(start, start + len(surface), "DATE", value)
    person = text.index("科尔蒙")
    mentions = (
        Mention(person, person + 3, "PERSON", "莱娜·科尔蒙", "local:kolmon"),
        Mention(text.index("奥斯梅尔"), text.index("奥斯梅尔") + 4, "GPE", "奥斯梅尔", "local:osmer"),
    )
    return Article(article, text, published=published, annotations=Annotations(mentions, (time,)))


def test_the_beginning_of_a_visit_is_the_visit_in_other_words() -> None:
    one = _visit("a", "总理科尔蒙5月13日将对奥斯梅尔进行国事访问。", "5月13日", "2025-05-13", "2025-05-10")
    two = _visit("b", "为5月12日开始的科尔蒙访问奥斯梅尔之行，双方磋商了文件。", "5月12日", "2025-05-12", "2025-05-09")
    (found,) = discrepancies(*_event(one, two))
    assert found.field == "date" and {v.value for v in found.values} == {"2025-05-12", "2025-05-13"}


def test_a_state_visit_and_an_official_visit_differ_in_status() -> None:
    one = _visit("a", "总理科尔蒙5月13日将对奥斯梅尔进行国事访问。", "5月13日", "2025-05-13", "2025-05-10")
    two = _visit("b", "科尔蒙5月13日起正式访问奥斯梅尔，随行的有两名部长。", "5月13日", "2025-05-13", "2025-05-10")
    found = {d.field: {v.value for v in d.values} for d in discrepancies(*_event(one, two))}
    assert found == {"status": {"国事访问", "正式访问"}}


def test_a_day_that_each_page_counts_from_its_own_is_no_difference() -> None:
    text = "直播于5月{}日晚八点开始，科尔蒙将在奥斯梅尔回答提问。"
    one = _visit("a", text.format(13), "5月13日", "2025-05-13", "2025-05-13")
    two = _visit("b", text.format(14), "5月14日", "2025-05-14", "2025-05-14")
    assert not list(discrepancies(*_event(one, two)))


def test_a_tally_that_grows_is_no_difference() -> None:
    def toll(article: str, number: int, published: str) -> Article:
        text = f"山城地震已造成{number}人受伤，搜救仍在继续。"
        at = text.index(str(number))
        quantity = Quantity(at, at + 3, "count", float(number), unit="人")
        return Article(article, text, published=published, annotations=Annotations(quantities=(quantity,)))

    assert not list(discrepancies(*_event(toll("a", 34, "2025-05-12"), toll("b", 51, "2025-05-13"))))
    assert list(discrepancies(*_event(toll("a", 34, "2025-05-12"), toll("b", 51, "2025-05-12"))))


def test_an_article_that_gives_both_numbers_counts_two_things() -> None:
    def people(article: str, text: str, *numbers: int) -> Article:
        found = tuple(
            Quantity(text.index(f"{n}万"), text.index(f"{n}万") + 4, "count", n * 1e4, unit="人") for n in numbers
        )
        return Article(article, text, annotations=Annotations(quantities=found))

    one = people("a", "维兰多去年入学38万人，比前年少。\n维兰多去年毕业66万人，比前年多。", 38, 66)
    two = people("b", "维兰多去年就学66万人，比前年少。", 66)
    assert not list(discrepancies(*_event(one, two)))


def test_a_name_that_a_copy_exchanges_is_listed() -> None:
    one, two = Article("a", "维方说，航道仍然开放。"), Article("b", "维统说，航道仍然开放。")
    edit = Edit((0, 2), (0, 2), "meaning", "name: 维方 → 维统")
    reuse = Reuse("a", "b", "reprint", (Passage((0, 11), (0, 11), 0.9, (edit,)),), 11)
    articles, events = _event(one, two)
    (found,) = discrepancies(articles, events, reuses=[reuse])
    assert found.field == "name"
    assert {v.value: v.evidence for v in found.values} == {"维方": (("a", 0, 11),), "维统": (("b", 0, 11),)}


def _until(article: str, text: str, surface: str, begin: str, end: str, mod: TimeMod | None = None) -> Article:
    start = text.index(surface)
    time = TimeExpression(start, start + len(surface), "DATE", begin[:4], begin, end, mod)
    return Article(article, text, outlet=Outlet(article), annotations=Annotations(times=(time,)))


def test_before_a_year_and_before_its_end_are_two_deadlines() -> None:
    year = ("2027-01-01", "2028-01-01")
    one = _until("a", "维兰多下令在2027年之前拆除港口的全部旧设备。", "2027年", *year)
    two = _until("b", "维兰多要求2027年底前拆除港口的全部旧设备。", "2027年底", *year, "END")
    (found,) = discrepancies(*_event(one, two))
    assert found.field == "deadline" and {v.value for v in found.values} == {"2027年之前", "2027年底前"}
    by = _until("c", "Velando will remove all old port equipment by 2027.", "2027", *year)
    same = _until("d", "Velando will remove all old port equipment by the end of 2027.", "2027", *year, "END")
    assert not list(discrepancies(*_event(by, same)))


def test_a_deadline_whose_marker_is_part_of_the_time() -> None:
    def told(article: str, surface: str, end: str, mod: TimeMod, begin: str | None = None, after: str = "") -> Article:
        text = f"维兰多下令在{surface}{after}拆除港口的全部旧设备。"
        time = TimeExpression(6, 6 + len(surface), "DATE", "2027", begin, end, mod)
        return Article(article, text, outlet=Outlet(article), annotations=Annotations(times=(time,)))

    before = told("a", "2027年之前", "2027-01-01", "BEFORE")
    (found,) = discrepancies(*_event(before, told("b", "2027年底", "2028-01-01", "END", "2027-01-01", "前")))
    assert found.field == "deadline"
    assert not list(discrepancies(*_event(before, told("b", "不晚于2027年", "2028-01-01", "ON_OR_BEFORE"))))


def test_a_plea_not_to_do_something_by_then_is_no_deadline() -> None:
    year = ("2025-01-01", "2026-01-01")
    one = _until("a", "维兰多下令在2027年之前拆除港口的全部旧设备。", "2027年", "2027-01-01", "2028-01-01")
    two = _until("b", "维兰多的商人请求在2025年之前不要拆除港口的全部旧设备。", "2025年", *year)
    assert not list(discrepancies(*_event(one, two)))


def _term(article: str, years: int) -> Article:
    text = f"维兰多决定在{years}年内拆除港口的全部旧设备。"
    time = TimeExpression(6, 8, "DURATION", f"P{years}Y")
    return Article(article, text, outlet=Outlet(article), annotations=Annotations(times=(time,)))


def test_how_long_something_takes() -> None:
    (found,) = discrepancies(*_event(_term("a", 6), _term("b", 7)))
    assert found.field == "duration" and {v.value for v in found.values} == {"6年", "7年"}
    assert not list(discrepancies(*_event(_term("a", 7), _term("b", 7))))


def test_two_meetings_of_other_parties_are_two_meetings() -> None:
    def meeting(article: str, text: str, day: str, value: str) -> Article:
        start = text.index(day)
        mentions = tuple(
            Mention(text.index(name), text.index(name) + len(name), kind, name, f"local:{name}")
            for name, kind in (("科尔蒙", "PERSON"), ("德拉赛", "PERSON"), ("奥斯梅尔", "GPE"))
            if name in text
        )
        time = TimeExpression(start, start + len(day), "DATE", value)
        return Article(article, text, outlet=Outlet(article), annotations=Annotations(mentions, (time,)))  # type: ignore[arg-type]

    two = meeting("a", "科尔蒙与德拉赛将于5月13日在奥斯梅尔举行首脑会谈。", "5月13日", "2025-05-13")
    three = meeting("b", "三国首脑科尔蒙、德拉赛等将于5月14日在奥斯梅尔举行三国首脑会谈。", "5月14日", "2025-05-14")
    other = meeting("c", "科尔蒙与德拉赛将于5月14日在奥斯梅尔举行首脑会谈。", "5月14日", "2025-05-14")
    assert not list(discrepancies(*_event(two, three)))
    assert [d.field for d in discrepancies(*_event(two, other))] == ["date"]


def test_one_numeral_with_another_unit_is_a_slip() -> None:
    def tariff(article: str, amount: str, value: float) -> Article:
        text = f"各方等待总统对{amount}的邻国商品征收关税作出决定。"
        start = text.index(amount)
        quantity = Quantity(start, start + len(amount), "money", value, unit="USD")
        return Article(article, text, outlet=Outlet("晨报"), annotations=Annotations(quantities=(quantity,)))

    (found,) = discrepancies(*_event(tariff("a", "2000美元", 2e3), tariff("b", "2000亿美元", 2e11)))
    assert found.field == "amount"
    assert not list(discrepancies(*_event(tariff("a", "2670亿美元", 2.67e11), tariff("b", "2000亿美元", 2e11))))


def test_the_order_of_pages_does_not_matter_and_the_strongest_is_first() -> None:
    pages = [_term("a", 6), _term("b", 7), _cable("c", "12亿", 12e8), _cable("d", "9亿", 9e8)]
    articles, events = _event(*pages)
    found = list(discrepancies(articles, events))
    assert found == list(
        discrepancies(dict(reversed(articles.items())), [Event("e", ("d", "c", "b", "a"), None, "海缆")])
    )
    assert [d.strength for d in found] == sorted((d.strength for d in found), reverse=True)
    assert all(0 < d.strength <= 1 and d.origins == 2 for d in found)


def test_what_copies_give_is_of_one_origin() -> None:
    articles, events = _event(_cable("a", "12亿", 12e8), _cable("b", "9亿", 9e8))
    (alone,) = discrepancies(articles, events)
    (copied,) = discrepancies(articles, events, reuses=[Reuse("a", "b", "reprint", (), 20)])
    assert (alone.origins, copied.origins) == (2, 1) and copied.strength < alone.strength


WORDS = st.lists(
    st.sampled_from(
        [
            "2027年底前",
            "2027年之前",
            "12亿美元",
            "“",
            "”",
            "罗维说，",
            "（Dan Rowe）",
            "三国",
            "。",
            "\n",
            "拆除旧设备",
            "x\u0130",
        ]
    ),
    max_size=14,
).map("".join)


@given(WORDS, WORDS)
@settings(max_examples=30)
def test_any_two_texts_give_a_result_whatever_their_order(one: str, two: str) -> None:
    pages = [annotated(Article(key, text, published="2025-05-12")) for key, text in (("a", one), ("b", two))]
    articles, events = _event(*pages)
    assert list(discrepancies(articles, events)) == list(discrepancies(dict(reversed(articles.items())), events))


def test_both_scripts_give_the_same_discrepancies() -> None:
    def page(article: str, text: str) -> Article:
        return annotated(Article(article, text, published="2025-05-12", outlet=Outlet(article)))

    simplified = _event(
        page("a", "总理说，将在2027年之前拆除港口的全部旧设备。"), page("b", "当局要求2027年底前拆除港口的全部旧设备。")
    )
    traditional = _event(
        page("a", "總理說，將在2027年之前拆除港口的全部舊設備。"), page("b", "當局要求2027年底前拆除港口的全部舊設備。")
    )
    found = [
        [(d.field, d.what, d.strength, [v.evidence for v in d.values]) for d in discrepancies(*pair)]
        for pair in (simplified, traditional)
    ]
    assert found[0] and found[0] == found[1]
