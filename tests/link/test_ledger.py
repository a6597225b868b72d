from __future__ import annotations

from dataclasses import replace

from suyuan.link.ledger import last_day, ledger
from suyuan.model import Annotations, Article, Commitment, CommitmentStatus, Deadline, Party, Quantity


def _promise(
    article: str,
    action: str,
    published: str,
    status: CommitmentStatus = "pledged",
    deadline: str | None = "2027",
    amount: str = "12亿",
    actor: str = "维兰多",
) -> Article:
    text = f"{actor}承诺在期限前{action}。"
    start = text.index(action)
    at = text.find(amount)
    span = (at, at + len(amount)) if at >= 0 else None
    value = float(amount.removesuffix("亿")) * 1e8
    commitment = Commitment(
        Party((0, len(actor)), (actor,)),
        (start, start + len(action)),
        status,
        amount=span,
        deadline=Deadline((len(actor) + 2, len(actor) + 5), deadline) if deadline else None,
    )
    quantities = (Quantity(*span, "money", value, unit="USD"),) if span else ()
    return Article(
        article, text, published=published, annotations=Annotations(quantities=quantities, commitments=(commitment,))
    )


OTHER = _promise("z", "向邻国移交两艘旧巡逻船", "2025-05-12", actor="奥斯梅尔", deadline="2025-10-01")


def test_one_pledge_in_two_articles_is_one_entry_with_its_history() -> None:
    first = _promise("a", "出资12亿铺设海底电缆", "2025-05-12", "considering")
    second = _promise("b", "为海底电缆出资12亿", "2025-05-14", "agreed")
    (other, pledge) = ledger([second, OTHER, first])
    assert [(e.article.id, e.commitment.status) for e in pledge.history] == [("a", "considering"), ("b", "agreed")]
    assert (pledge.status, pledge.deadline, pledge.amount) == ("agreed", "2027", "12亿")
    assert other.actors == ("奥斯梅尔",)


def test_another_amount_or_another_actor_is_another_pledge() -> None:
    first = _promise("a", "出资12亿铺设海底电缆", "2025-05-12")
    amount = _promise("b", "出资9亿铺设海底电缆", "2025-05-12", amount="9亿")
    actor = _promise("c", "出资12亿铺设海底电缆", "2025-05-12", actor="塔尔宾")
    assert len(ledger([first, amount, actor])) == 3


def test_overdue_is_when_the_whole_deadline_has_passed() -> None:
    (pledge,) = ledger([_promise("a", "出资12亿铺设海底电缆", "2025-05-12")])
    assert not pledge.overdue("2027-12-31")
    assert pledge.overdue("2028-01-01")
    (half,) = ledger([_promise("a", "出资12亿铺设海底电缆", "2025-05-12", deadline="2025-H2")])
    assert half.overdue("2026-01-01") and not half.overdue("2025-12-31")
    (without,) = ledger([_promise("a", "出资12亿铺设海底电缆", "2025-05-12", deadline=None)])
    assert not without.overdue("2099-01-01")


def test_a_full_name_a_last_name_and_a_government_are_one_actor() -> None:
    full = _promise("a", "出资12亿铺设海底电缆", "2025-05-12", "considering", actor="莱娜·科尔蒙")
    last = _promise("b", "为海底电缆出资12亿", "2025-05-14", "agreed", actor="科尔蒙")
    (pledge,) = ledger([full, last])
    assert [entry.commitment.status for entry in pledge.history] == ["considering", "agreed"]
    state = _promise("c", "出资12亿铺设海底电缆", "2025-05-12", actor="维兰多政府")
    assert len(ledger([state, _promise("d", "为海底电缆出资12亿", "2025-05-14")])) == 1


def test_one_pledge_in_two_languages() -> None:
    chinese = _promise("a", "出资12亿铺设海底电缆", "2025-05-12", "agreed")
    text = "Velando will spend 12亿 on an undersea cable."
    action = (text.index("spend"), text.index("."))
    at = text.index("12亿")
    commitment = Commitment(
        Party((0, 7), ("维兰多",)), action, "will", amount=(at, at + 3), deadline=Deadline((0, 1), "2027")
    )
    notes = Annotations(quantities=(Quantity(at, at + 3, "money", 12e8, unit="USD"),), commitments=(commitment,))
    english = Article("b", text.replace("12亿", "1.2"), published="2025-05-14", annotations=notes)
    assert len(ledger([chinese, english])) == 1
    other = replace(commitment, deadline=Deadline((0, 1), "2030"))
    later = replace(english, annotations=replace(notes, commitments=(other,)))
    assert len(ledger([chinese, later])) == 2
    # The more tell of it in Chinese, and some without the sum, the one in English belongs to them still.
    told = [_promise(key, "出资12亿铺设海底电缆", "2025-05-13") for key in "cde"]
    (pledge,) = ledger([chinese, *told, _promise("f", "出资铺设海底电缆", "2025-05-13"), english])
    assert len(pledge.history) == 6


def test_the_order_of_pages_does_not_matter() -> None:
    pages = [_promise(key, "出资12亿铺设海底电缆", f"2025-05-1{n}") for n, key in enumerate("abc", 1)]
    assert ledger(pages) == ledger(pages[::-1])


def test_who_allows_does_not_forbid() -> None:
    allowed = _promise("a", "允许外国渔船进入内港", "2025-05-12", deadline=None)
    forbidden = _promise("b", "禁止外国渔船进入内港", "2025-06-12", deadline=None)
    assert len(ledger([allowed, forbidden])) == 2
    again = _promise("c", "允许外国的渔船进入内港", "2025-06-12", deadline=None)
    assert len(ledger([allowed, again])) == 1
    english = [_promise(key, words, "2025-05-12", actor="Velando", deadline=None) for key, words in (
        ("d", "allow foreign trawlers into the harbour"), ("e", "ban foreign trawlers from the harbour"),
    )]  # fmt: skip
    assert len(ledger(english)) == 2


def test_a_plan_put_off_is_the_plan_with_another_deadline() -> None:
    first = _promise("a", "在白沙港建成两座码头", "2025-05-12", deadline="2027-12-31")
    later = _promise("b", "在白沙港建成两座码头", "2026-05-12", "announced", deadline="2028-12-31")
    (pledge,) = ledger([later, first])
    assert [entry.deadline for entry in pledge.history] == ["2027-12-31", "2028-12-31"]
    assert (pledge.deadline, pledge.due) == ("2028-12-31", "2028-12-31")
    same_day = _promise("b", "在白沙港建成两座码头", "2025-05-12", "announced", deadline="2028-12-31")
    assert len(ledger([first, same_day])) == 2, "two pages of one day contradict each other"


def test_an_actor_is_told_by_a_part_of_the_name_where_the_deed_is_nearly_the_same() -> None:
    short = _promise("a", "在白沙港建成两座码头", "2025-05-12", actor="科尔蒙")
    long = _promise("b", "在白沙港建成两座码头", "2025-05-13", actor="科尔蒙首相")
    other = _promise("c", "为北方的学校购买校车", "2025-05-13", actor="科尔蒙首相")
    assert len(ledger([short, long, other])) == 2


def test_periods_end_on_their_last_day() -> None:
    ends = {"2025-W36": "2025-09-07", "2025-07-X2": "2025-07-20", "2025-02-X3": "2025-02-28", "2025-02-30": None}
    assert {value: last_day(value) for value in ends} == ends


def test_of_several_amounts_the_sum_is_told() -> None:
    first = _promise("a", "出资12亿铺设海底电缆", "2025-05-12")
    text = "维兰多承诺在期限前出资铺设海底电缆三段。"
    at = text.index("三段")
    commitment = Commitment(Party((0, 3), ("维兰多",)), (9, len(text) - 1), "pledged", amount=(at, at + 2))
    notes = Annotations(quantities=(Quantity(at, at + 2, "count", 3.0, of="段"),), commitments=(commitment,))
    (pledge,) = ledger([first, Article("b", text, published="2025-05-20", annotations=notes)])
    assert len(pledge.history) == 2 and pledge.amount == "12亿"
