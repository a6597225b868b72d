from __future__ import annotations

from suyuan.link.timeline import said_together, timeline
from suyuan.model import Annotations, Article, Claim, DateMark, Event, Origins, Speaker, Statement


def _page(article: str, published: str, time: str | None) -> Article:
    text = "罗维说，港口不会关闭。"
    said = Statement("s", "indirect", ((4, 10),), (2, 3), Speaker((0, 2), ("罗维",), "named"), time=time)
    return Article(article, text, published=published, annotations=Annotations(statements=(said,)))


EVENT = Event("e", ("a", "b"), ("2025-05-12", "2025-05-14"), "港口")


def test_what_was_said_stands_on_its_own_day() -> None:
    entries = timeline([_page("a", "2025-05-12", "2025-03"), _page("b", "2025-05-13", None)], [EVENT])
    assert [(e.when, e.kind, e.recycled) for e in entries] == [
        ("2025-03", "statement", True),
        ("2025-05-12", "event", False),
    ]


def test_one_claim_is_one_entry_on_the_day_it_was_said() -> None:
    pages = [_page("a", "2025-05-12", "2025-05-12"), _page("b", "2025-05-19", None)]
    claim = Claim("c", ("a#s", "b#s"), Origins(1, 1))
    event, said = timeline(pages, [EVENT], [claim])
    assert event.kind == "event"
    assert (said.when, said.refs, said.speaker, said.recycled) == ("2025-05-12", ("a#s", "b#s"), "罗维", True)


def test_news_of_yesterday_is_not_told_again_and_vague_times_have_no_day() -> None:
    (event, said) = timeline([_page("a", "2025-05-13", "2025-05-12")], [EVENT])
    assert event.kind == "event" and not said.recycled
    assert [e.kind for e in timeline([_page("a", "2025-05-13", "PAST_REF")], [EVENT])] == ["event"]


def test_the_order_of_pages_does_not_matter() -> None:
    pages = [_page(key, f"2025-05-1{n}", f"2025-0{n}-01") for n, key in enumerate("abcd", 1)]
    assert timeline(pages, [EVENT]) == timeline(pages[::-1], [EVENT])


def test_words_taken_over_later_were_said_by_the_day_of_the_first_page() -> None:
    pages = [_page("a", "2025-02-03", None), _page("b", "2025-05-12", None)]
    claim = Claim("c", ("a#s", "b#s"), Origins(1, 1))
    said, event = timeline(pages, [EVENT], [claim])
    assert (said.when, said.refs, said.recycled, event.kind) == ("2025-02-03", ("a#s", "b#s"), True, "event")
    assert [e.kind for e in timeline(pages, [EVENT])] == ["event"], "nothing says that the two are one"


def test_what_a_page_of_another_story_said_first_is_told_again_in_this_one() -> None:
    early, late = _page("a", "2025-02-03", None), _page("b", "2025-05-12", None)
    claim = Claim("c", ("a#s", "b#s"), Origins(1, 1))
    said, _ = timeline([late], [EVENT], [claim], [early])
    assert (said.when, said.refs, said.recycled) == ("2025-02-03", ("a#s", "b#s"), True)
    assert timeline([late], [EVENT], [claim], [early, late]) == timeline([late], [EVENT], [claim], [early])


def test_claims_that_share_a_statement_are_said_together() -> None:
    claims = [Claim("3", ("a", "b"), Origins(1, 1)), Claim("1", ("c", "d"), Origins(1, 1))]
    claims.append(Claim("5", ("b", "c"), Origins(1, 1)))
    assert said_together(claims) == said_together(claims[::-1]) == dict.fromkeys("abcd", "1")


def test_what_is_said_later_was_not_printed_before() -> None:
    claim = Claim("c", ("a#s", "b#s"), Origins(1, 1))
    pages = [_page("a", "2025-05-01", None), _page("b", "2025-05-07", "2025-05-06")]
    (said,) = [e for e in timeline(pages, [], [claim]) if e.kind == "statement"]
    assert (said.when, said.refs, said.recycled) == ("2025-05-06", ("b#s",), False)


def test_two_people_of_one_formula_do_not_say_it_again() -> None:
    def page(article: str, published: str, speaker: str) -> Article:
        text = f"{speaker}说，两国同盟坚如磐石。"
        names = Speaker((0, len(speaker)), (speaker,), "named")
        said = Statement("s", "indirect", ((len(speaker) + 2, len(text) - 1),), None, names)
        return Article(article, text, published=published, annotations=Annotations(statements=(said,)))

    claim = Claim("c", ("a#s", "b#s"), Origins(1, 1))
    assert not timeline([page("a", "2025-05-01", "罗维"), page("b", "2025-05-20", "林港")], [], [claim])
    (again,) = timeline([page("a", "2025-05-01", "罗维"), page("b", "2025-05-20", "安娜·罗维")], [], [claim])
    assert again.recycled


def test_an_event_whose_pages_have_no_day_stands_where_it_was_out() -> None:
    page = Article("a", "正文。", dates=(DateMark("republished", "2025-05-13T08:00", "minute"),))
    event = Event("e", ("a",), None, "港口")
    early = Event("f", ("b",), ("2025-05-14", "2025-05-15"), "渡轮")
    first, second = timeline([page, Article("b", "正文。", published="2025-05-14")], [early, event])
    assert (first.when, first.by, second.when, second.by) == (None, "2025-05-13", "2025-05-14", None)


def test_a_grant_announced_in_the_words_of_another_is_not_told_again() -> None:
    def page(article: str, published: str, words: str) -> Article:
        said = Statement("s", "indirect", ((4, 4 + len(words)),), (2, 3), Speaker((0, 2), ("罗维",), "named"))
        return Article(article, f"罗维说，{words}。", published=published, annotations=Annotations(statements=(said,)))

    claim = Claim("c", ("a#s", "b#s"), Origins(1, 1))
    first = page("a", "2025-05-01", "政府将向北港船厂拨款85万元用于更新设备")
    other = page("b", "2025-05-20", "政府将向北港船厂拨款61万元用于更新设备")
    assert not timeline([first, other], [], [claim])
    assert timeline([first, page("b", "2025-05-20", "政府将向北港船厂拨款85万元用于更新设备")], [], [claim])
