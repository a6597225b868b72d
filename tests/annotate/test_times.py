"""Chinese time expressions: examples by kind, the anchor, the guard, then what any text must give."""

from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.annotate import times
from suyuan.annotate.document import Document
from suyuan.annotate.times import find_in_text, narrowed
from suyuan.model import Article, TimeExpression
from suyuan.text.fold import fold

DAY = dt.date(2031, 3, 19)  # a Wednesday


def one(text: str, prefer: times.Prefer = "past") -> TimeExpression:
    found = find_in_text(text, DAY, prefer)
    assert len(found) == 1, [text[item.start : item.end] for item in found]
    return found[0]


def spans(text: str) -> list[str]:
    return [text[item.start : item.end] for item in find_in_text(text, DAY)]


@pytest.mark.parametrize(
    ("text", "span", "begin", "end"),
    [
        ("会议于2029年5月6日召开", "2029年5月6日", "2029-05-06", "2029-05-07"),
        ("工厂建于2024年", "2024年", "2024-01-01", "2025-01-01"),
        ("去年8月开工", "去年8月", "2030-08-01", "2030-09-01"),
        ("今年初的展览", "今年初", "2031-01-01", "2032-01-01"),
        ("直到上月底", "上月底", "2031-02-01", "2031-03-01"),
        ("双方上周签约", "上周", "2031-03-10", "2031-03-17"),
        ("他昨天说", "昨天", "2031-03-18", "2031-03-19"),
        ("她星期一抵达", "星期一", "2031-03-17", "2031-03-18"),
        ("市长上周六视察", "上周六", "2031-03-15", "2031-03-16"),
        ("部长本周五出访", "本周五", "2031-03-21", "2031-03-22"),
        ("上世纪80年代的工厂", "上世纪80年代", "1980-01-01", "1990-01-01"),
        ("20世纪60年代初", "20世纪60年代初", "1960-01-01", "1970-01-01"),
        ("进入21世纪后", "21世纪", "2000-01-01", "2100-01-01"),
        ("自1970年代起", "1970年代", "1970-01-01", "1980-01-01"),
        ("2028日本财年的预算", "2028日本财年", "2028-04-01", "2029-04-01"),
        ("2028美国财年的预算", "2028美国财年", "2027-10-01", "2028-10-01"),
        ("今年第一季度", "今年第一季度", "2031-01-01", "2031-04-01"),
        ("去年下半年", "去年下半年", "2030-07-01", "2031-01-01"),
        ("今年前三季度", "今年前三季度", "2031-01-01", "2031-10-01"),
        ("2月上旬", "2月上旬", "2031-02-01", "2031-02-11"),
        ("民国113年", "民国113年", "2024-01-01", "2025-01-01"),
        ("令和六年三月", "令和六年三月", "2024-03-01", "2024-04-01"),
        ("二〇二八年十二月三十一日", "二〇二八年十二月三十一日", "2028-12-31", "2029-01-01"),
        ("２０２８年５月", "２０２８年５月", "2028-05-01", "2028-06-01"),
        ("2028.03.28", "2028.03.28", "2028-03-28", "2028-03-29"),
        ("26/03/2029", "26/03/2029", "2029-03-26", "2029-03-27"),
        ("3/30/2029", "3/30/2029", "2029-03-30", "2029-03-31"),
        ("2028年春节", "2028年春节", "2028-01-26", "2028-01-27"),
        ("农历2023年八月十五", "农历2023年八月十五", "2023-09-29", "2023-09-30"),
        ("去年5月的最后一天", "去年5月的最后一天", "2030-05-31", "2030-06-01"),
        ("三年前的报告", "三年前", "2028-01-01", "2029-01-01"),
    ],
)
def test_dates(text: str, span: str, begin: str, end: str) -> None:
    found = one(text)
    assert (text[found.start : found.end], found.begin, found.end_exclusive) == (span, begin, end)
    assert found.type == "DATE"


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("今天下午3时35分", "2031-03-19T15:35:00", "2031-03-19T15:36:00"),
        ("昨晚8点半", "2031-03-18T20:30:00", "2031-03-18T20:31:00"),
        ("3月2日凌晨", "2031-03-02T00:00:00", "2031-03-02T06:00:00"),
        ("26/03/2029 - 09:42", "2029-03-26T09:42:00", "2029-03-26T09:43:00"),
        ("3/30/2029 6:03 PM", "2029-03-30T18:03:00", "2029-03-30T18:04:00"),
        ("12号晚上12点", "2031-03-13T00:00:00", "2031-03-13T01:00:00"),
    ],
)
def test_times_of_day(text: str, begin: str, end: str) -> None:
    found = one(text)
    assert (found.type, found.begin, found.end_exclusive) == ("TIME", begin, end)


@pytest.mark.parametrize(
    ("text", "span", "value", "mod", "begin", "end"),
    [
        ("不到十年来首次", "不到十年来", "P10Y", "LESS_THAN", "2021-03-19", "2031-03-19"),
        ("近两年来，", "近两年来", "P2Y", "APPROX", "2029-03-19", "2031-03-19"),
        ("在过去的五年时间里", "过去的五年时间", "P5Y", None, "2026-03-19", "2031-03-19"),
        ("未来五年", "未来五年", "P5Y", None, "2031-03-19", "2036-03-19"),
        ("60日内答复", "60日内", "P60D", None, "2031-03-19", "2031-05-18"),
        ("用了19个月建成", "19个月", "P19M", None, None, None),
        ("间隔约三年", "约三年", "P3Y", "APPROX", None, None),
        ("耗时两年半", "两年半", "P2Y6M", None, None, None),
        ("连续第三天", "连续第三天", "P3D", None, None, None),
        ("三个多月以来", "三个多月以来", "P3M", "MORE_THAN", "2030-12-19", "2031-03-19"),
        ("推迟两到三年", "两到三年", "P2Y/P3Y", None, None, None),
    ],
)
def test_durations(text: str, span: str, value: str, mod: str | None, begin: str | None, end: str | None) -> None:
    found = one(text)
    assert (text[found.start : found.end], found.type, found.value, found.mod) == (span, "DURATION", value, mod)
    assert (found.begin, found.end_exclusive) == (begin, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [("每年举行", "P1Y"), ("每周三开会", "P1W"), ("每天晚上8点", "P1D"), ("每隔三天", "P3D"), ("每年春节", "P1Y")],
)
def test_sets(text: str, value: str) -> None:
    found = one(text)
    assert (found.type, found.value) == ("SET", value)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("4月9～14日", "2031-04-09", "2031-04-15"),
        ("2028年8月至11月", "2028-08-01", "2028-12-01"),
        ("2027年12月9日到2028年1月15日", "2027-12-09", "2028-01-16"),
        ("1月至2月", "2031-01-01", "2031-03-01"),
        ("2029年至今", "2029-01-01", "2031-03-20"),
        ("1985到1989年", "1985-01-01", "1990-01-01"),
    ],
)
def test_ranges_are_one_expression(text: str, begin: str, end: str) -> None:
    found = one(text)
    assert (found.begin, found.end_exclusive) == (begin, end)


@pytest.mark.parametrize(
    ("text", "mod"),
    [("2029年底前", "END"), ("今年1月初", "START"), ("上月中", "MID"), ("晚上8点左右", "APPROX"), ("2028年5月", None)],
)
def test_parts_of_a_time_are_modifiers_on_the_whole(text: str, mod: str | None) -> None:
    assert find_in_text(text, DAY)[0].mod == mod


def test_narrowed_gives_the_part_a_modifier_means() -> None:
    assert narrowed(one("2029年底")) == (dt.date(2029, 11, 1), dt.date(2030, 1, 1))
    assert narrowed(one("去年5月初")) == (dt.date(2030, 5, 1), dt.date(2030, 5, 6))
    assert narrowed(one("90年代末")) == (dt.date(1997, 1, 1), dt.date(2000, 1, 1))
    assert narrowed(one("2029年")) is None


# ------------------------------------------------------------------ where a bare date points


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("他在10月访问该国", "2030-10-01"),  # the nearest past
        ("首相将于10月访问该国", "2031-10-01"),  # the clause looks ahead
        ("首相4月访问该国", "2031-04-01"),  # next month: the last April would be 去年4月
        ("12月的会议已经结束", "2030-12-01"),
        ("代表团还会在25日参观港口", "2031-03-25"),
        ("代表团25日参观了港口", "2031-02-25"),
        ("将军10月到访", "2030-10-01"),  # 将军 does not look ahead
    ],
)
def test_bare_dates_point_to_the_past_unless_the_clause_looks_ahead(text: str, begin: str) -> None:
    assert find_in_text(text, DAY)[0].begin == begin


def test_prefer_turns_bare_dates_to_the_future_or_the_running_unit() -> None:
    assert one("10月", "past").begin == "2030-10-01"
    assert one("10月", "future").begin == "2031-10-01"
    assert one("12月", "current").begin == "2031-12-01"
    assert one("周二", "past").begin == "2031-03-18"
    assert one("周二", "future").begin == "2031-03-25"


def test_a_weekday_takes_the_date_in_brackets_behind_it() -> None:
    first, second, clock = find_in_text("周三（6日）下午，代表团抵达", DAY)
    assert first.begin == second.begin == "2031-03-06"
    assert clock.begin == "2031-03-06T12:00:00" and clock.anchor == "stated"


def test_stated_days_count_from_the_day_told_last() -> None:
    _, following = find_in_text("谈判3月2日破裂，翌日恢复", DAY)
    assert (following.begin, following.anchor, following.anchor_date) == ("2031-03-03", "stated", "2031-03-02")


# ------------------------------------------------------------------ the anchor inside quotations


def test_today_in_a_speech_is_the_day_of_the_speech() -> None:
    text = "3月10日，市长在港口致辞。\n市长说：“今天是值得纪念的日子，明年我们再聚。”"
    _, today, following = find_in_text(text, DAY)
    assert (today.begin, today.anchor, today.anchor_date) == ("2031-03-10", "speech", "2031-03-10")
    assert today.value_from_published == "2031-03-19"
    assert following.begin == "2032-01-01"


def test_the_speech_day_of_the_same_sentence_wins() -> None:
    text = "3月10日，船只抵港。船长星期一（17日）说：「今天天气很好，我们明天出航。」"
    found = {text[item.start : item.end]: item for item in find_in_text(text, DAY)}
    assert found["今天"].begin == "2031-03-17"
    assert found["明天"].begin == "2031-03-18"


def test_outside_quotations_today_is_the_day_of_publication() -> None:
    text = "3月10日，市长致辞说：“我很高兴。”他今天离开。"
    assert find_in_text(text, DAY)[-1].anchor == "published"
    assert find_in_text(text, DAY)[-1].begin == "2031-03-19"


def test_without_a_stated_day_a_quotation_counts_from_publication() -> None:
    (today,) = find_in_text("发言人说：“我们今天没有什么可以补充的。”", DAY)
    assert (today.begin, today.anchor, today.value_from_published) == ("2031-03-19", "published", None)


# ------------------------------------------------------------------ what is no time


@pytest.mark.parametrize(
    "text",
    [
        "他们首次日落前登上月台",
        "首次日本之行",
        "登上月球表面",
        "东部前日本商会会长",
        "秋叶先生",
        "夏威夷群岛",
        "这一点很重要",
        "有一点担心",
        "提出四点建议",
        "小李飞刀",
        "五官端正",
        "三星将军",
        "2+2会谈",
        "型号A2024",
        "代号F-35",
        "最后三分",
        "传承千年的手艺",
        "乘坐3号线",
    ],
)
def test_traps(text: str) -> None:
    assert spans(text) == [], spans(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年夏威夷游客大增", ["今年"]),
        ("昨日本报记者获悉", ["昨日"]),
        ("林田光一上月底到任", ["上月底"]),
        ("今日美股收高", ["今日"]),
        ("英明年起停售该车型", ["明年"]),
        ("最后一年", ["一年"]),
        ("《每日讯报》今天报道", ["今天"]),
    ],
)
def test_the_boundary_guard_keeps_the_time_and_leaves_the_word(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text", ["2月30日", "2029年2月29日", "2030年13月", "99999年1月1日", "25时70分", "2031年4月31日"]
)
def test_days_that_do_not_exist_have_no_value(text: str) -> None:
    for found in find_in_text(text, DAY):
        assert found.begin is None or dt.datetime.fromisoformat(found.begin).year < 3000
    assert all(item.value != "2031-02-30" for item in find_in_text(text, DAY))


def test_impossible_dates_are_found_and_left_without_value() -> None:
    found = one("2月30日")
    assert (found.value, found.begin, found.end_exclusive) == (None, None, None)
    assert found.rule == "no-such-day"  # the warning


def test_vague_words_are_marked() -> None:
    found = one("目前没有进展")
    assert found.vague and found.value == "PRESENT_REF" and found.begin is None


def test_without_an_anchor_only_what_is_absolute_has_a_value() -> None:
    today, fixed = find_in_text("今天不如2029年5月")
    assert today.value is None and fixed.value == "2029-05"


# ------------------------------------------------------------------ properties


def to_traditional(text: str) -> str:
    pairs = dict(zip("后发会国钟点号个两周时间过报说晚节农历", "後發會國鐘點號個兩週時間過報說晚節農曆", strict=True))
    return "".join(pairs.get(char, char) for char in text)


@pytest.mark.parametrize(
    "text", ["三个月后", "本周六晚间8点30分", "周一（3日）报道说", "农历八月十五", "两年过后", "12号节后"]
)
def test_traditional_writing_gives_the_same(text: str) -> None:
    other = to_traditional(text)
    assert fold(other) == fold(text)
    assert find_in_text(other, DAY) == find_in_text(text, DAY)


_PIECES = st.sampled_from(
    "今 明 昨 前 后 上 下 本 每 过去 近 约 年 月 日 号 天 周 星期 点 时 分 秒 世纪 年代 季度 初 底 末 到 至 ～ - 和"
    " 之间"
    " 一 二 三 十 百 两 半 几 多"
    " 2024 10 3 12 30 09:42 . / ： “ ” 「 （ ） \n 农历 闰 正月 第 个 的 ， 将 说： today May 3 last week".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=30))
def test_any_pieces_give_ordered_spans(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = find_in_text(text, DAY)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for item in found:
        assert 0 <= item.start < item.end <= len(text)
        if item.begin and item.end_exclusive:
            assert item.begin <= item.end_exclusive


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["past", "future", "current"]))
def test_any_text_gives_a_result(text: str, prefer: times.Prefer) -> None:
    assert find_in_text(text, DAY, prefer) == find_in_text(text, DAY, prefer)


@settings(max_examples=60, deadline=None)
@given(st.datetimes(), st.lists(_PIECES, max_size=12))
def test_any_anchor_gives_a_result(anchor: dt.datetime, pieces: list[str]) -> None:
    find_in_text("".join(pieces), anchor)


@pytest.mark.parametrize(
    "text",
    [
        "年月日" * 3000,
        "2024" * 3000,
        "（" * 5000,
        "1月" * 3000,
        "一" * 9000,
        "每" * 5000,
        "上" * 5000,
        "“今天" * 2000,
        "3-" * 4000,
        "10日至" * 3000,
        "周三（" * 3000,
        "2024年3月4日" * 1000,
        "in May " * 2000,
        "\x00\ud800今天" * 500,
        "近" * 5000,
        "个半" * 3000,
    ],
)
def test_hostile_repetition_ends(text: str) -> None:
    find_in_text(text, DAY)


def test_find_reads_the_article() -> None:
    article = Article("a", "港口昨天关闭。", published="2031-03-19")
    (found,) = times.find(Document(article))
    assert (found.start, found.end, found.value, found.anchor_date) == (2, 4, "2031-03-18", "2031-03-19")
    assert json.dumps([found.rule])


def test_an_article_without_a_date_still_gives_spans() -> None:
    (found,) = times.find(Document(Article("a", "港口昨天关闭。")))
    assert (found.value, found.begin) == (None, None)


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("日本政府通过2030财年预算", "2030-04-01"),  # the country named before it
        ("日本上一财年的出口", "2029-04-01"),  # on 19 March the running one began in April 2030
        ("美国本财年的赤字", "2030-10-01"),
        ("该公司2030财年的收入", "2030-01-01"),  # no country: the calendar year
    ],
)
def test_fiscal_years_go_by_their_country(text: str, begin: str) -> None:
    assert one(text).begin == begin


def test_among_several_days_far_above_none_is_the_day_of_the_speech() -> None:
    told = "3月5日，船只离港。\n3月9日，船只遇险。\n港务局正在调查。\n家属不满。\n"
    text = told + "局长说：“我们今天没有新的消息可以告诉大家。”"
    assert find_in_text(text, DAY)[-1].anchor == "published"


def test_a_caption_names_no_day_of_speech() -> None:
    text = "图为3月5日的港口\n局长说：“我们今天没有新的消息可以告诉大家。”"
    assert find_in_text(text, DAY)[-1].anchor == "published"


def test_a_year_before_christ_is_named_without_an_interval() -> None:
    found = one("公元前221年")
    assert (found.value, found.begin) == ("BC0221", None)


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("下半年开工", "2031-07-01"),
        ("下半年开工了", "2030-07-01"),
        ("一季度增长", "2031-01-01"),
        ("年内完成", "2031-01-01"),
    ],
)
def test_halves_and_quarters_belong_to_the_running_year(text: str, begin: str) -> None:
    assert one(text).begin == begin
