"""What two articles keep of their likeness: days, numbers, series, meetings, on invented articles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan.link import likeness
from suyuan.link.likeness import OTHER_LANGUAGE, chinese, kept, kept_by_events, marked, marks
from suyuan.model import Article, DateMark, PageRef
from suyuan.pipeline import annotated
from suyuan.text.fold import fold

DAY = "2031-05-12"


def _kept(one: Article, two: Article) -> float:
    table = marked([one, two])
    both = kept(table[0], table[1:]), kept(table[1], table[:1])
    assert both[0][0] == both[1][0]
    return float(both[0][0])


def _told(text: str, day: str | None = DAY, title: str | None = None, **more: object) -> Article:
    return annotated(Article("a", text, title, published=day, **more))  # type: ignore[arg-type]


def test_the_same_day_and_nothing_that_differs_keeps_all() -> None:
    assert _kept(_told("山城发生地震。"), _told("山城昨夜地震。")) == 1.0


def test_a_report_of_the_next_day_tells_of_the_same_day() -> None:
    told = _told("海湾国会周一（12日）通过海缆法案。")
    later = "2031-05-13"
    same = _kept(told, _told("海湾国会周一（12日）通过海缆法案，渔民不满。", later))
    other = _kept(told, _told("海湾国会周二（13日）通过渔业法案。", later))
    assert same > other
    assert same == pytest.approx(likeness.TOLD_SHARE + (1 - likeness.TOLD_SHARE) * np.exp(-0.5 / 1.5**2), abs=0.05)


def test_weeks_apart_keep_nothing() -> None:
    assert _kept(_told("山城发生地震。"), _told("山城发生地震。", "2031-06-12")) == 0.0


def test_without_a_day_the_page_it_stood_on_says_when() -> None:
    stamp = DateMark("republished", "2031-05-12T09:00", "minute")
    assert _kept(_told("山城发生地震。", None, dates=(stamp,)), _told("山城发生地震。")) == 1.0


def test_no_day_at_all() -> None:
    assert _kept(_told("山城发生地震。", None), _told("山城发生地震。")) == likeness.UNKNOWN_DAY


@pytest.mark.parametrize(
    ("one", "two", "left"),
    [
        ("A 4.4 quake shook Marlow County.", "A 6.1 quake shook Marlow County.", likeness.NUMBERS_DIFFER),
        ("A 4.4 quake shook Marlow County.", "A 4.4 quake, 12 hurt.", 1.0),
        ("A 4.4 quake shook Marlow County.", "A quake shook Marlow County.", 1.0),
        ("The 5G network of Marlow", "The G7 met in Marlow, 20 were hurt", 1.0),  # neither 5 nor 7 is a number
        ("The vote was on Sunday.", "The vote was on Thursday.", likeness.WEEKDAYS_DIFFER),
        ("议会周日表决。", "议会星期天表决。", 1.0),
        ("议会周日表决。", "议会星期四表决。", likeness.WEEKDAYS_DIFFER),
        ("议会星期四表决。", "Parliament votes on Thursday.", likeness.OTHER_LANGUAGE),
    ],
)
def test_conflicts_of_numbers_and_weekdays(one: str, two: str, left: float) -> None:
    assert _kept(_told(one, None), _told(two, None)) == pytest.approx(left * likeness.UNKNOWN_DAY)


def test_days_of_dated_articles_are_no_numbers() -> None:
    one, two = _told("维兰多政府5月12日宣布此事，出席者8人。"), _told("维兰多政府5月12日宣布此事，出席者9人。")
    assert _kept(one, two) == likeness.NUMBERS_DIFFER


@pytest.mark.parametrize(
    ("one", "two", "left"),
    [
        ("海湾晚报每日简报（5月12日）", "海湾晚报每日简报（5月13日）", likeness.SERIES),
        ("海湾晚报每日简报（5月12日）", "海湾晚报每日简报（5月12日）", 1.0),
        (
            "Call Previewing Day One of the Marlow Summit",
            "Call Previewing Day Two of the Marlow Summit",
            likeness.SERIES,
        ),
        ("三人受伤", "五人受伤", 1.0),  # too short to be the name of a series
    ],
)
def test_members_of_a_series(one: str, two: str, left: float) -> None:
    assert _kept(_told("海湾今日无事。", title=one), _told("海湾今日无事。", title=two)) == left


def test_two_meetings_of_others() -> None:
    one = _told("国务卿布林肯与国防部长奥斯汀会见岸田文雄。", title="布林肯、奥斯汀与岸田文雄会谈")
    two = _told("总统拜登与马克龙、岸田文雄会面。", title="拜登、马克龙与岸田文雄会谈")
    three = _told("会上岸田文雄向布林肯、奥斯汀道谢。", title="岸田文雄感谢布林肯、奥斯汀：会谈很好")
    assert _kept(one, two) == likeness.PERSONS_DIFFER
    assert _kept(one, three) == 1.0


def test_events_in_two_alphabets_keep_more_as_far_as_their_articles_are() -> None:
    mixed = marked([Article("a", "两国签署渔业协定。"), Article("b", "Two states signed a fisheries agreement.")])
    assert chinese(mixed) == 1
    kept_all, half, twice = kept_by_events(1.0, np.array([1.0, 0.5, 0.0])).tolist()
    assert (kept_all, half, twice) == (1.0, (1 + OTHER_LANGUAGE) / 2, OTHER_LANGUAGE)


@given(st.floats(0, 1), st.floats(0, 1))
def test_two_events_keep_the_same_whichever_is_asked(one: float, two: float) -> None:
    assert kept_by_events(one, np.array([two])) == kept_by_events(two, np.array([one]))


def test_two_items_of_one_page() -> None:
    first, second = (_told("山城无事。", page=PageRef("0" * 64, "daily.md", index=i)) for i in (0, 1))
    assert _kept(first, second) == likeness.SAME_PAGE
    assert _kept(first, _told("山城无事。", page=PageRef("1" * 64, "other.md"))) == 1.0


def test_two_scripts_of_one_article_have_equal_marks() -> None:
    one = _told("週四維蘭多總理會見記者，3人受傷。", None, "維蘭多簡報（第12期）")
    assert np.array_equal(marks(one), marks(_told(fold(one.text), None, fold(one.title or ""))))


texts = st.text(st.sampled_from("周四日5月12G7 .,\nThursday海湾") | st.characters(), max_size=60)


@given(texts, texts, st.sampled_from([None, DAY, "2031-05-15", "neither", "9999-12-31"]))
def test_any_text_has_marks_and_agrees_with_itself(text: str, title: str, day: str | None) -> None:
    one = Article("a", text, title, published=day)
    table = marked([one, one])
    assert kept(table[0], table[1:])[0] == (1.0 if day in (DAY, "2031-05-15", "9999-12-31") else likeness.UNKNOWN_DAY)


@given(st.lists(st.tuples(texts, st.sampled_from([None, DAY, "2031-05-14"])), min_size=2, max_size=6))
def test_a_pair_alone_keeps_what_it_keeps_among_others(drawn: list[tuple[str, str | None]]) -> None:
    table = marked([Article(f"a{n}", text, published=day) for n, (text, day) in enumerate(drawn)])
    together = kept(table[0], table)
    assert together.tolist() == [float(kept(table[0], table[i : i + 1])[0]) for i in range(len(table))]
    assert np.all((together >= 0) & (together <= likeness.OTHER_LANGUAGE))


def test_no_articles_no_marks() -> None:
    assert marked([]).shape == (0, likeness.WIDTH)
