from __future__ import annotations

from suyuan.link.discrepancies import discrepancies
from suyuan.model import Annotations, Article, Event, Quantity, TimeExpression


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
