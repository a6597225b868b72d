from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan.link.anchors import names_nobody
from suyuan.link.origins import Said, origins
from suyuan.model import Annotations, Article, Hop, Outlet, Reuse, Speaker, SpeakerType, Statement

MATTER = "两国正在考虑在鹭岩岛附近举行联合巡逻"


def _said(
    article: str,
    speaker: str | tuple[str, ...],
    type_: SpeakerType = "named",
    relay: str | None = None,
    *,
    outlet: str | None = None,
    cue: str = "说",
    cluster: str | None = None,
    others: tuple[Statement, ...] = (),
    implicit: bool = False,
) -> Said:
    names = (speaker,) if isinstance(speaker, str) else speaker
    text = f"{'、'.join(names)}{cue}，{MATTER}。"
    at = text.index(MATTER)
    statement = Statement(
        "s",
        "indirect",
        ((at, at + len(MATTER)),),
        (at - 1 - len(cue), at - 1),
        Speaker(None, names, type_, cluster),
        channel=(Hop(relay, implicit=implicit),) if relay else (),
    )
    article_ = Article(
        article,
        text,
        outlet=Outlet(outlet) if outlet else None,
        annotations=Annotations(statements=(statement, *others)),
    )
    return Said(article_, statement)


def _counts(*said: Said, reuses: tuple[Reuse, ...] = ()) -> tuple[int, int, tuple[str, ...]]:
    found = origins(said, reuses).origins
    return found.certain, found.possible, found.roots


def test_a_person_is_the_origin_whoever_relays_him() -> None:
    assert _counts(_said("a", "桑德尔"), _said("b", "桑德尔", relay="海桥社")) == (1, 1, ("桑德尔",))


def test_an_anonymous_source_is_the_reporting_of_who_heard_it() -> None:
    said = (_said("a", "知情人士", "anonymous", "海桥社"), _said("b", "五名官员", "anonymous", "海桥社"))
    assert _counts(*said) == (1, 1, ("海桥社",))


def test_an_outlet_that_names_no_source_may_repeat_another() -> None:
    said = (_said("a", "知情人士", "anonymous", "海桥社"), _said("b", "潮汐社", "outlet", cue="报道"))
    assert _counts(*said) == (1, 2, ("海桥社",))
    assert _counts(said[1]) == (1, 1, ("潮汐社",))


def test_several_outlets_in_one_phrase_are_no_further_origin() -> None:
    own = _said("a", "知情人士", "anonymous", "路透社")
    assert _counts(own, _said("b", "路透社和法新社", "outlet", cue="报道")) == (1, 1, ("路透社",))
    assert _counts(own, _said("c", ("路透社", "法新社"), "outlet", cue="报道")) == (1, 1, ("路透社",))


@pytest.mark.parametrize("name", ["日媒", "日媒和英媒", "该报", "当地媒体", "local media", "這家公司"])
def test_words_that_name_nobody(name: str) -> None:
    assert names_nobody(name)
    assert _counts(_said("a", "知情人士", "anonymous", "海桥社"), _said("b", name, "outlet"))[0] == 1


def test_who_relays_somebody_unnamed_is_no_origin() -> None:
    said = (_said("a", "海桥社", "outlet"), _said("b", "英媒", "outlet", "潮汐社"))
    assert _counts(*said) == (1, 2, ("海桥社",))


def test_what_a_state_urges_is_known_from_who_tells_of_it() -> None:
    told = _said("a", "维兰多", "collective", "海桥社", cue="敦促")
    assert _counts(told) == (1, 1, ("海桥社",))
    assert _counts(_said("a", "维兰多", "collective", "海桥社", cue="宣布")) == (1, 1, ("维兰多",))


def test_a_source_named_again_without_its_relay_is_still_that_relay() -> None:
    first = Statement(
        "t", "indirect", ((0, 2),), None, Speaker(None, ("知情人士",), "anonymous", "c"), channel=(Hop("海桥社"),)
    )
    again = _said("a", "知情人士", "anonymous", outlet="晨报", cluster="c", others=(first,))
    assert _counts(again) == (1, 1, ("海桥社",))


def test_a_relay_that_is_only_still_in_force_is_not_certain() -> None:
    said = (_said("a", "官员", "anonymous", "海桥社"), _said("b", "人士", "anonymous", "潮汐社", implicit=True))
    assert _counts(*said) == (1, 2, ("海桥社",))


def test_a_page_that_rests_on_one_outlet_rests_on_it_throughout() -> None:
    cited = Statement("t", "indirect", ((0, 2),), None, Speaker(None, ("海桥社",), "outlet"))
    assert _counts(_said("a", (), "unspecified", others=(cited,))) == (1, 1, ("海桥社",))


def test_names_of_one_state_are_one() -> None:
    assert _counts(_said("a", "维兰多政府", "collective"), _said("b", "维兰多", "collective"))[:2] == (1, 1)


def test_the_tree_says_why() -> None:
    tree = origins(
        [_said("a", "知情人士", "anonymous", "海桥社"), _said("b", "海桥社", "outlet"), _said("c", "媒体", "outlet")]
    )
    assert [(r.name, r.certain, r.voices) for r in tree.roots] == [
        ("海桥社", True, (("a#s", "relays"), ("b#s", "cited"))),
        (None, False, (("c#s", "nobody named"),)),
    ]


def test_an_excerpt_may_stand_alone_a_reprint_may_not() -> None:
    said = (_said("a", "甲"), _said("b", "乙"))
    assert _counts(*said) == (2, 2, ("乙", "甲"))
    assert _counts(*said, reuses=(Reuse("a", "b", "excerpt", (), 40),))[:2] == (1, 2)
    assert _counts(*said, reuses=(Reuse("a", "b", "reprint", (), 40),))[:2] == (1, 1)
    assert _counts(*said, reuses=(Reuse("a", "b", "common_quote", (), 40),))[:2] == (2, 2)


VOICES = st.tuples(
    st.sampled_from("甲乙丙"),
    st.sampled_from(["named", "anonymous", "outlet"]),
    st.sampled_from([None, "海桥社", "潮汐社"]),
)


@given(st.lists(VOICES, min_size=1, max_size=6), st.randoms())
def test_any_order_gives_the_same_origins_and_the_range_holds(
    voices: list[tuple[str, SpeakerType, str | None]], random
) -> None:  # type: ignore[no-untyped-def]
    said = [_said(f"p{n}", *voice) for n, voice in enumerate(voices)]
    links = [Reuse(f"p{n}", f"p{n + 1}", "excerpt", (), 9) for n in range(0, len(said) - 1, 2)]
    first = origins(said, links)
    shuffled, others = list(said), list(links)
    random.shuffle(shuffled)
    random.shuffle(others)
    assert origins(shuffled, others) == first
    assert 1 <= first.origins.certain <= first.origins.possible <= len(said)


def test_a_relay_still_in_force_of_a_source_that_told_it_elsewhere() -> None:
    first = Statement(
        "t", "indirect", ((0, 2),), None, Speaker(None, ("官员",), "anonymous", "c"), channel=(Hop("海桥社"),)
    )
    again = _said("a", "官员", "anonymous", "海桥社", implicit=True, cluster="c", others=(first,))
    own = _said("b", "人士", "anonymous", "潮汐社")
    assert _counts(again, own) == (2, 2, ("海桥社", "潮汐社"))
