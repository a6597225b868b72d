from __future__ import annotations

from suyuan.link.coverage import coverage
from suyuan.model import Article, Claim, Event, Origins, Outlet, Passage, Reuse


def _article(article: str, outlet: str | None, published: str) -> Article:
    return Article(article, "正文。", published=published, outlet=Outlet(outlet) if outlet else None)


PAGES = [
    _article("a", "晨报", "2025-05-12"),
    _article("b", "夜报", "2025-05-13"),
    _article("c", "塔报", "2025-05-13"),
    _article("d", None, "2025-05-14"),
]
SHARED = Claim("c1", ("a#1", "b#1", "d#1"), Origins(1, 1), ("两国将出资",))
ALONE = Claim("c2", ("c#1",), Origins(1, 1), ("这是挑衅",))


def test_who_carries_who_leaves_out_who_alone_who_first() -> None:
    found = {o.outlet: o for o in coverage(PAGES, [SHARED, ALONE]).outlets}
    assert found["晨报"].carries == ("c1",) and found["晨报"].first == ("c1",)
    assert found["塔报"].leaves_out == ("c1",) and found["塔报"].alone == ("c2",)
    assert found["夜报"].first == () and found["夜报"].leaves_out == ()
    assert found["unknown outlet"].carries == ("c1",)


def test_a_shared_first_day_makes_nobody_first() -> None:
    same = Claim("c", ("b#1", "c#1"), Origins(1, 1), ("x",))
    assert coverage(PAGES, [same]).claims[0].first is None


def test_outlets_count_as_the_groups_a_user_defines() -> None:
    found = coverage(PAGES, [SHARED], {"晨报": "岛方", "夜报": "岛方", "塔报": "邻国"})
    assert [o.outlet for o in found.outlets] == ["岛方", "邻国", "unknown outlet"]
    assert found.outlets[0].articles == ("a", "b")


def test_pages_of_an_unknown_outlet_are_no_outlet() -> None:
    found = coverage(PAGES, [SHARED, ALONE])
    assert found.known == 3
    unknown = found.outlets[-1]
    assert unknown.outlet == "unknown outlet" and unknown.articles == ("d",)
    assert not (unknown.leaves_out or unknown.alone or unknown.first)


def test_a_page_without_a_day_may_have_been_first() -> None:
    pages = [_article("a", "晨报", "2025-05-12"), Article("b", "正文。", outlet=Outlet("夜报"))]
    claim = Claim("c", ("a#1", "b#1"), Origins(1, 1), ("x",))
    assert coverage(pages, [claim]).claims[0].first is None


def test_the_order_of_pages_and_claims_does_not_matter() -> None:
    assert coverage(PAGES, [SHARED, ALONE]).outlets[0] == coverage(PAGES[::-1], [ALONE, SHARED]).outlets[0]


def test_groups_are_of_outlets_under_any_of_their_names() -> None:
    pages = [_article("a", "路透社", "2025-05-12"), _article("b", "晨報", "2025-05-12")]
    found = coverage(pages, [], {"Reuters": "agencies", "晨报": "papers"})
    assert [o.outlet for o in found.outlets] == ["agencies", "papers"]


def test_who_reports_on_something_else_or_fell_silent_before_leaves_nothing_out() -> None:
    events = [Event("e1", ("a", "b", "d"), None, ""), Event("e2", ("c",), None, "")]
    found = {o.outlet: o for o in coverage(PAGES, [SHARED, ALONE], events=events).outlets}
    assert found["塔报"].leaves_out == ()
    early = [*PAGES[1:], _article("a", "晨报", "2025-05-14"), _article("e", "早报", "2025-05-11")]
    claim = Claim("c", ("b#1", "a#1"), Origins(1, 1), ("x",))
    left = {o.outlet: o.leaves_out for o in coverage(early, [claim]).outlets}
    assert left["塔报"] == ("c",) and left["早报"] == ()


def test_what_copies_of_one_report_carry_is_one_voice_and_nobody_leaves_it_out() -> None:
    copy = Reuse("a", "b", "reprint", (Passage((0, 3), (0, 3), 1.0),), 3)
    found = coverage(PAGES, [SHARED], reuses=[copy])
    assert found.claims[0].voices == 1 and found.claims[0].since == "2025-05-12"
    assert all(o.leaves_out == () for o in found.outlets)
    assert coverage(PAGES, [SHARED]).claims[0].voices == 2


def test_claims_that_most_carry_come_first_then_those_on_most_pages() -> None:
    twice = Claim("a0", ("c#1", "c#2"), Origins(1, 1), ("x",))
    pages = Claim("z9", ("d#1", "c#3"), Origins(1, 1), ("y",))
    found = coverage([*PAGES, _article("f", "塔报", "2025-05-15")], [ALONE, twice, pages, SHARED])
    assert [c.claim.id for c in found.claims] == ["c1", "z9", "a0", "c2"]
