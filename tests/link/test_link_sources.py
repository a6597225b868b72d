from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from suyuan.link.days import day_words, known_by
from suyuan.link.sources import Citation, citations, sources
from suyuan.model import Annotations, Article, DateMark, Hop, Outlet, Passage, Reuse, Speaker, SpeakerType, Statement


def _page(
    article: str, outlet: str | None, *said: tuple[str, SpeakerType, Sequence[str]], published: str | None = None
) -> Article:
    """A page with statements: speaker, type, relays from the speaker outward."""
    text = "".join(f"{speaker}说，港口将在明年重新开放。" for speaker, _, _ in said)
    statements, at = [], 0
    for number, (speaker, type_, relays) in enumerate(said):
        begin = at + len(speaker) + 2
        names = () if type_ == "unspecified" else (speaker,)
        statements.append(
            Statement(
                f"s{number}",
                "indirect",
                ((begin, begin + 11),),
                (begin - 2, begin - 1),
                Speaker((at, at + len(speaker)), names, type_),
                channel=tuple(Hop(name) for name in relays),
            )
        )
        at += len(speaker) + 14
    return Article(
        article,
        text,
        published=published,
        outlet=Outlet(outlet) if outlet else None,
        annotations=Annotations(statements=tuple(statements)),
    )


AGENCY = _page("a", "路透社", ("两名官员", "anonymous", ()), published="2025-05-12")
PAPER = _page("b", "晨报", ("两名官员", "anonymous", ("路透社",)), published="2025-05-13")
RELAY = _page("c", None, ("两名官员", "anonymous", ("路透社", "中央社")), ("林港", "named", ()), published="2025-05-13")


def test_pages_hang_on_who_heard_it_with_the_relays_between() -> None:
    agency, minister = sources([RELAY, PAPER, AGENCY])
    assert (agency.name, agency.outlet, agency.certain, agency.statements) == ("路透社", True, True, 3)
    assert [(page.article, page.through, page.heard) for page in agency.pages] == [
        ("a", (), ()),
        ("b", (), ("两名官员",)),
        ("c", ("中央社",), ("两名官员",)),
    ]
    assert (minister.name, minister.outlet, minister.pages[0].statements) == ("林港", False, ("c#s1",))


def test_a_copy_hangs_on_the_page_it_came_from_the_earlier_of_equals() -> None:
    def took(taker: str, giver: str) -> Reuse:
        a, b = sorted((taker, giver))
        return Reuse(a, b, "reprint", (Passage((0, 9), (0, 9), 1.0),), 9, "a<-b" if a == taker else "b<-a")

    (agency, _) = sources([AGENCY, PAPER, RELAY], [took("b", "a"), took("c", "b"), took("c", "a")])
    assert [page.copied for page in agency.pages] == [None, "a", "a"]


def test_nobody_named_comes_last_and_is_no_source() -> None:
    (nobody,) = sources([_page("a", "晨报", ("有人", "unspecified", ()))])
    assert (nobody.name, nobody.certain, nobody.pages[0].why) == (None, False, "nobody named")
    assert sources([]) == [] and sources([Article("x", "无人说话。")]) == []


def test_who_cites_whom_step_by_step() -> None:
    cited = _page("d", "晨報", ("彭博社", "outlet", ("路透社",)), published="2025-05-14")
    found = citations([AGENCY, PAPER, RELAY, cited])
    assert {(one.citing, one.cited) for one in found} == {
        ("晨报", "路透社"),
        ("中央社", "路透社"),
        (None, "中央社"),
        ("路透社", "彭博社"),
        ("晨報", "路透社"),
    }
    assert Citation("晨报", "路透社", 1, 1, "b#s0") in found
    assert citations([AGENCY]) == [], "an agency does not cite itself"


@given(st.permutations([AGENCY, PAPER, RELAY]))
def test_the_order_of_pages_does_not_matter(pages: list[Article]) -> None:
    assert sources(pages) == sources([AGENCY, PAPER, RELAY])
    assert citations(pages) == citations([AGENCY, PAPER, RELAY])


def test_a_page_without_a_day_was_out_by_the_day_it_was_republished() -> None:
    marks = (DateMark("republished", "2025-05-14T10:00", "minute"), DateMark("crawled", "2025-05-20", "day"))
    page = Article("a", "正文。", dates=marks)
    assert known_by(page) == "2025-05-14" and day_words(page) == "by 2025-05-14"
    assert day_words(Article("a", "正文。")) == "no date" and day_words(AGENCY) == "2025-05-12"
