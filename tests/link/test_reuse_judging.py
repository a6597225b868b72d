"""Types, directions and fidelity on invented pages of invented events; some outlets are real names of the table."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import Any

import pytest

from suyuan.link.reuse import describe, find
from suyuan.model import Annotations, Article, Byline, DateMark, Outlet, Reuse, Speaker, Statement, Wrapper

HAN = "".join(map(chr, range(0x4E00, 0x5E00)))


def prose(seed: int, length: int) -> str:
    return "".join(random.Random(seed).choices(HAN, k=length))


BODY = "\n".join(prose(n, 160) for n in range(3))


def page(key: str, text: str, outlet: str | None = None, **more: Any) -> Article:
    return Article(key, text, outlet=Outlet(outlet) if outlet else None, **more)


def link(a: Article, b: Article) -> Reuse:
    (found,) = find([a, b])
    return found


def test_one_text_at_two_places_is_a_mirror() -> None:
    found = link(page("a", BODY, "北岸晨报"), page("b", BODY, "北岸晨报"))
    assert (found.type, found.direction) == ("mirror", None)


def test_a_reprint_with_its_marker() -> None:
    found = link(page("a", BODY, "北岸晨报"), page("b", BODY + "\n（转自路透社）", "青石台"))
    assert found.type == "reprint" and found.direction is None
    found = link(page("a", BODY, "路透社"), page("b", BODY + "\n（转自路透社）", "青石台"))
    assert (found.type, found.direction) == ("reprint", "b<-a")
    assert found.cues[0].cue == "marker" and "转自路透社" in found.cues[0].value


def test_an_outlet_in_no_table_is_known_by_the_name_its_own_page_bears() -> None:
    first = page("a", BODY, "北岸晨报")
    found = link(first, page("b", BODY + "\n（转自北岸晨报）", "青石台"))
    assert (found.type, found.direction) == ("reprint", "b<-a")
    assert [cue.cue for cue in found.cues] == ["marker"]
    credited = link(first, page("b", "【北岸晨报2031年5月2日讯】" + BODY, "青石台"))
    assert credited.direction == "b<-a" and credited.cues[0].cue == "credit"
    # A name of two characters may be any word, and of a longer Latin name a part is not the name.
    assert link(page("a", BODY, "晨报"), page("b", BODY + "\n（转自晨报）", "青石台")).cues == ()
    assert link(page("a", BODY, "The Cape"), page("b", BODY + "\nvia The Capetown", "青石台")).cues == ()


def test_a_source_in_no_table_is_read_from_where_it_stands() -> None:
    first = page("a", BODY, "北岸晨报")
    named = page("b", BODY, "青石台", byline=(Byline("北岸晨报 |", "source", "来源：北岸晨报 |"),))
    assert [(cue.cue, cue.points) for cue in link(first, named).cues] == [("marker", "b<-a")]
    news = page("b", "码头\n北岸晨报讯（记者 邱泽兰）" + BODY, "青石台", title="码头")
    assert link(first, news).cues[0].cue == "credit"
    english = page("b", "Ferries\nPORT ALDEN, May 2 (Seabridge) - " + BODY, "Coast Today", title="Ferries")
    assert link(page("a", BODY, "Seabridge"), english).cues[0].cue == "credit"


@pytest.mark.parametrize("ending", ["\n（海湾社）", "\n来源：海湾社", "\n（据海湾社）"])
@pytest.mark.parametrize("opening", ["据海湾社报道，", "（海湾社柳港5月2日电）", "海湾社柳港5月2日电 "])
def test_an_agency_in_no_table_is_the_source_of_both(opening: str, ending: str) -> None:
    a = page("a", "渡轮\n" + opening + BODY, "北岸晨报", title="渡轮", published="2031-05-02")
    b = page("b", "码头\n" + BODY + "。" + ending, "青石台", title="码头", published="2031-05-04")
    found = link(a, b)
    assert (found.type, found.direction) == ("common_source", None)


@pytest.mark.parametrize("line", ["来源：网络", "来源：综合", "根据过去报道", "转自朋友圈", "据晚报的读者说"])
def test_what_names_nobody_is_no_source(line: str) -> None:
    a = page("a", "渡轮\n" + line + "\n" + BODY, "北岸晨报", title="渡轮", published="2031-05-02")
    b = page("b", "码头\n" + line + "\n" + BODY, "青石台", title="码头", published="2031-05-04")
    assert link(a, b).type == "reprint"


def test_two_pages_of_one_agency_have_a_common_source() -> None:
    found = link(
        page("a", BODY + "\n（转自路透社）", "北岸晨报"), page("b", "【青石台讯】" + BODY + "\n来源：路透社", "青石台")
    )
    assert (found.type, found.direction) == ("common_source", None)


def test_the_same_reporter_reuses_herself() -> None:
    shared = prose(1, 200)
    byline = (Byline("邱泽兰", "reporter"),)
    found = link(
        page("a", prose(2, 600) + shared, "北岸晨报", byline=byline, published="2031-05-26"),
        page("b", prose(3, 600) + shared, "青石台", byline=byline, published="2032-03-30"),
    )
    assert (found.type, found.direction) == ("self_reuse", "b<-a")
    # Her whole text under another outlet's name is that outlet's reprint, though it still bears hers.
    whole = [page(key, BODY, outlet, byline=byline) for key, outlet in (("a", "北岸晨报"), ("b", "青石台"))]
    assert link(*whole).type == "reprint"


def test_an_excerpt_and_a_shared_quotation() -> None:
    shared = prose(1, 120)
    a, b = page("a", prose(2, 600) + shared, "北岸晨报"), page("b", prose(3, 600) + shared, "青石台")
    assert link(a, b).type == "excerpt"
    a = page("a", prose(2, 300) + f"\n她说：“{shared}”", "北岸晨报")
    b = page("b", f"“{shared}”，她说。\n" + prose(3, 300), "青石台")
    assert link(a, b).type == "common_quote"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # Who spoke, and where, is told with the words.
        ('"{}," the mayor of Saltmarsh said on Monday in a letter.', '"{}," the mayor of Saltmarsh said on Monday.'),
        ("“{}”镇长季兰在记者会上说。", "“{}”镇长季兰在记者会上说。"),
        # The outlets' own words before it are aligned with each other, and are not shared.
        ("镇长季兰周三否认传闻。\n“{}”", "镇长季兰面对记者，语气坚决：“{}”"),
    ],
)  # fmt: skip
def test_one_quotation_in_two_reports(one: str, two: str) -> None:
    english = "We have decided to withdraw the plan and to start again with the people who live here"
    words = english if "Saltmarsh" in one else "码头从来没有考虑过提前关闭，将来也不会考虑，任何人都不应该拿渡船开玩笑"
    before, after = ("The ferries stay. ", " Boats left at noon.") if words == english else (prose(1, 40), prose(2, 60))
    a = page("a", f"{before}\n{one.format(words)}\n{after}", "北岸晨报")
    b = page("b", f"{after[::-1]}\n{two.format(words)}\n{before[::-1]}", "青石台")
    assert link(a, b).type == "common_quote"


def test_a_quotation_printed_later_is_not_copied_for_that() -> None:
    words = "“码头从来没有考虑过提前关闭，将来也不会考虑，任何人都不应该拿渡船开玩笑。”镇长说。"
    early = page("a", prose(1, 60) + "\n" + words, "北岸晨报", published="2031-05-02")
    late = page("b", words + "\n" + prose(2, 60), "青石台", published="2031-05-03")
    assert (link(early, late).type, link(early, late).direction) == ("common_quote", None)
    named = page("b", "镇长对北岸晨报说：" + words + "\n" + prose(2, 60), "青石台", published="2031-05-03")
    assert link(early, named).direction == "b<-a"


def test_a_later_version_of_one_page() -> None:
    url = "https://news.invalid/2031/05/bridge"
    early = page("a", "桥今天开放\n" + BODY, "北岸晨报", url=url, published="2031-05-02")
    late = page(
        "b", "桥今天开放又关闭\n" + BODY + "\n" + prose(9, 120), "北岸晨报", url=url,
        dates=(DateMark("updated", "2031-05-03T09:00", "minute"),),
    )  # fmt: skip
    assert link(early, late).type == "update"
    first, second = (
        (DateMark("published", f"2031-05-02T{clock}", "minute", "+08:00"),) for clock in ("07:30", "13:10")
    )
    early = page("a", BODY, "北岸晨报", url=url, dates=first)
    late = page("b", BODY + prose(9, 40), "北岸晨报", url=url, dates=second)
    assert (link(early, late).type, link(early, late).direction) == ("update", "b<-a")


def test_the_later_day_had_it_from_the_earlier_and_conflicts_leave_it_open() -> None:
    early, late = page("a", BODY, "北岸晨报", published="2031-05-02"), page("b", BODY, "青石台", published="2031-05-04")
    assert link(early, late).direction == "b<-a"
    early = page("a", "【路透社5月2日讯】" + BODY, "北岸晨报", published="2031-05-02")
    late = page("b", BODY, "路透社", published="2031-05-04")
    found = link(early, late)
    assert {cue.points for cue in found.cues} == {"a<-b", "b<-a"}
    assert found.direction is None


def test_what_a_page_says_of_itself_outweighs_a_day() -> None:
    """A feed gives the day of its own making, and a source puts its page up anew; 来源：… is said of these words."""
    copy = page("a", BODY + "\n来源：北岸晨报", "青石台", published="2031-05-02")
    assert link(copy, page("b", BODY, "北岸晨报", published="2031-05-04")).direction == "a<-b"


def test_what_the_source_says_of_itself_the_copy_says_of_the_source() -> None:
    told = "码头上的渔民昨天傍晚告诉本台，今年的雨水比往年多了三成，码头上没有人愿意出海。" + prose(1, 100)
    copy = told.replace("本台", "自由亚洲电台")
    found = link(page("a", copy, "北岸晨报"), page("b", told, "自由亚洲电台"))
    assert found.direction == "a<-b"
    assert {"own_voice", "residue"} <= {cue.cue for cue in found.cues}


def broken(article: Article, width: int) -> Article:
    """With other line breaks, none within a word of letters or a number."""
    whole = article.text.replace("\n", "")
    return replace(article, text=re.sub(rf".{{{width}}}(?:(?<=[!-~])[!-~]+)?", r"\g<0>\n", whole))


REPRINT = "柳湾的渡轮停了\n来源：自由亚洲电台　责任编辑：某某\n" + BODY
CREDITED = "柳湾的渡轮停了\n路透社柳湾5月2日电\n" + BODY
QUOTED = "县长在会上说：“中国不会关闭这座港口，\n我们会在三年内修好。”\n" + BODY
CHANGED = QUOTED.replace("中国", "中共").replace("三年", "五年") + "\n原文链接：https://news.invalid/2031/05/harbour"


@pytest.mark.parametrize("width", [3, 7, 43, 10_000])
def test_nothing_hangs_on_where_lines_are_broken(width: int) -> None:
    url = "https://news.invalid/2031/05/harbour"
    pairs = [
        (page("a", BODY, "自由亚洲电台"), page("b", REPRINT, "青石台")),
        (page("a", BODY, "路透社"), page("b", CREDITED, "青石台")),
        (page("a", REPRINT, "北岸晨报"), page("b", REPRINT + "\n自由亚洲电台", "青石台")),
        (page("a", QUOTED, "北岸晨报", url=url), page("b", CHANGED, "青石台")),
    ]
    seen = set()
    for one, two in pairs:
        before, after = link(one, two), link(broken(one, width), broken(two, width))
        assert (before.type, before.direction, before.cues) == (after.type, after.direction, after.cues)
        edits = [[(e.kind, e.note) for p in found.passages for e in p.edits] for found in (before, after)]
        assert edits[0] == edits[1]
        seen |= {before.type, *(cue.cue for cue in before.cues), *(kind or "" for kind, _ in edits[0])}
    assert seen >= {"marker", "credit", "link", "common_source", "meaning"}


def test_a_marker_ends_with_its_clause() -> None:
    first = page("a", BODY, "自由亚洲电台")
    for text in (
        "来源：综合　责任编辑：某某\n自由亚洲电台记者在场",
        "图片来源：自由亚洲电台",
        "资料来源：\n自由亚洲电台｜柳湾的渡轮",
    ):
        assert link(first, page("b", BODY + "\n" + text, "青石台")).cues == (), text


def test_a_dateline_is_no_television() -> None:
    found = link(page("a", BODY, "路透社"), page("b", BODY + "\n路透社说5月2日电视台停播", "青石台"))
    assert found.cues == ()


def test_a_mirror_is_further_from_the_outlet_than_its_feed() -> None:
    near = page("a", BODY, "北岸晨报", wrappers=(Wrapper("feed"),))
    far = page("b", BODY, "北岸晨报", wrappers=(Wrapper("mirror", "someone/archive"),))
    assert link(near, far).direction == "b<-a"


def test_errors_of_conversion_betray_the_copy() -> None:
    right = "工程師說面積和里程都要重新計算，只有兩座橋能通車，控制系統已經恢復。" + prose(1, 100)
    wrong = right.replace("面積", "麵積").replace("里程", "裡程").replace("控制", "控製")
    found = link(page("a", wrong, "北岸晨报"), page("b", right, "青石台"))
    assert [(cue.cue, cue.points) for cue in found.cues] == [("conversion", "a<-b")]
    assert found.direction is None, "the same pages in Simplified show nothing"
    without = right.replace("面積", "").replace("里程", "").replace("控制", "")
    assert link(page("a", wrong), page("b", without)).cues == (), "an error where the other has the word right"


FRAME = "县长在柳湾对记者说，{}。反对的人占了会场的一半，会后没有人离开，灯一直亮到半夜。"


def judged(one: str, two: str, frame: str = FRAME) -> list[tuple[str | None, str | None]]:
    start, end = prose(1, 60), prose(2, 60)
    found = link(page("a", start + frame.format(one) + end), page("b", start + frame.format(two) + end))
    return [(edit.kind, edit.note) for passage in found.passages for edit in passage.edits]


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ("“中国不会关闭这座港口”", "“中共不会关闭这座港口”", "meaning"),
        ("他认为台湾的渡轮更安全", "他认为中国台湾的渡轮更安全", "meaning"),
        ("“我们会在三年内修好”", "“我们会在五年内修好”", "meaning"),
        ("“我们会按时修好”", "“我们不会按时修好”", "meaning"),
        ("“桥修好了，但是没有人付钱给工人，路也通了”", "“桥修好了，路也通了”", "meaning"),
        ("特朗普号渡轮停航", "川普号渡轮停航", "style"),
        ("其他报道没有提到", "其它报导没有提到", "style"),
        ("预算是20万元", "预算是二十万元", "style"),
        ("工程周五开始", "工程5月2日开始", "style"),
        ("两枚导弹落在港外", "两枚飞弹落在港外", "style"),
        ("铁轨长412.5公里", "铁轨长4125公里", "meaning"),
        ("据两名船员透露，桥塌了", "桥塌了", "meaning"),
        ("一名不愿透露姓名的官员说桥塌了", "官员说桥塌了", "meaning"),
        ("港务局官员说桥塌了", "港务局发言人说桥塌了", "meaning"),
        ("工会说，桥塌了", "工会声称，桥塌了", "meaning"),
        ("“港口开放”", "「港口开放」", "noise"),
        ("港口，开放", "港口开放", "noise"),
    ],
)
def test_what_an_edit_does(one: str, two: str, kind: str) -> None:
    kinds = [found for found, _ in judged(one, two)]
    assert kinds and set(kinds) == {kind}


ENGLISH = (
    "The ferries will sail again next year after the two harbours have been dredged and the piers are mended. {}"
    " Nobody left the hall before midnight, and the lamps on the quay burned until the morning."
)


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ('"China must pay for the quay," he said.', '"The CCP must pay for the quay," he said.', "meaning"),
        ("He said that China paid for it.", "He said that the Communist regime paid for it.", "meaning"),
        ("The quay was paid by China.", "The quay was paid by Beijing.", "style"),
        ("The storm sank five boats in the bay.", "The storm sank nineteen boats in the bay.", "meaning"),
        ("The storm came on Sunday with rain.", "The storm came on April 3 with rain.", "style"),
        ("The storm came on Sunday with rain.", "The storm came on Monday with rain.", "meaning"),
        ("The boats did not sink in the bay.", "The boats did sink in the bay.", "meaning"),
        ("The mayor said the quay was closed.", "The mayor admitted the quay was closed.", "meaning"),
        ("The quay, according to two sailors, had sunk.", "The quay had sunk.", "meaning"),
        ("An official said the quay had sunk.", "A spokesman said the quay had sunk.", "meaning"),
        ('"We pay," she said.', "“We pay,” she said.", "noise"),
    ],
)
def test_what_an_edit_does_in_english(one: str, two: str, kind: str) -> None:
    a, b = page("a", ENGLISH.format(one)), page("b", ENGLISH.format(two))
    (passage,) = link(a, b).passages
    assert passage.edits and {edit.kind for edit in passage.edits} - {"noise"} <= {kind}
    assert kind in {edit.kind for edit in passage.edits}
    for edit in passage.edits:
        for text, (start, end) in ((a.text, edit.a), (b.text, edit.b)):
            assert not (text[start - 1 : start + 1].isalpha() or text[end - 1 : end + 1].isalpha()), "whole words"


def test_an_attribution_left_out_before_the_passage_belongs_to_it() -> None:
    told = "渡轮公司已经秘密卖掉了全部四艘旧船，买家是一家在海外注册的空壳公司，价钱没有公布。" + prose(1, 60)
    a = page("a", prose(2, 60) + "。\n据三名熟悉内情的人透露，" + told)
    b = page("b", prose(3, 60) + "。\n" + told)
    found = link(a, b)
    (edit,) = found.passages[0].edits
    assert (edit.kind, edit.note) == ("meaning", "attribution")
    assert a.text[slice(*edit.a)] == "据三名熟悉内情的人透露，" and found.passages[0].a[0] == edit.a[0]
    assert edit.b[0] == edit.b[1] == found.passages[0].b[0]


def test_the_speaker_before_the_passage_is_compared() -> None:
    told = "失踪的渡轮最后一次同港口联络是在凌晨两点，当时船上载有五人，风浪并不大，灯塔也一直亮着。"
    pairs = [
        ("港务局发言人说，", "一名不愿具名的船员承认，"),
        ("港务局发言人说", "港务局官员说"),
        ("渔民说，", "渔民称，"),
    ]
    notes = []
    for one, two in pairs:
        a, b = page("a", prose(2, 30) + "。" + one + told), page("b", prose(3, 30) + "。" + two + told)
        notes.append([edit.note for passage in link(a, b).passages for edit in passage.edits if edit.kind == "meaning"])
    assert notes == [["attribution"], ["attribution"], []]


def stock(days: list[str], words: str, body: int = 150) -> list[str]:
    """The types of the links among pages that share some words alone, each of its own day."""
    pages = [
        page(f"p{n}", f"{prose(90 + n, body)}。{words}{prose(50 + n, body)}。", f"第{n}晨报", published=day)
        for n, day in enumerate(days)
    ]
    return sorted({found.type for found in find(pages)})


def test_a_formula_is_common_for_its_length_and_a_rare_quotation_is_none() -> None:
    sixty = "渡轮公司利用码头之便，为他人谋取利益，收受他人财物，数额特别巨大，行为已构成受贿罪，依法应当追究刑事责任"
    quoted = f"“{sixty[:42]}，渡船属于水，也属于每一个等船的人。”"
    thirty = "“渡船从来没有属于过哪一个镇，它属于水，也属于每一个等船的人，包括你我。”"
    day = ["2031-05-02"]
    assert stock(day * 12, sixty + "。") == ["formula"], "on twelve pages, whatever the day"
    assert stock(day * 12, quoted) == ["common_quote"], "a quotation of its length stays one"
    assert stock(day * 2, thirty) == ["common_quote"], "rare, thirty characters"
    assert stock(day * 2, thirty.strip("“”")) == ["excerpt"]
    assert stock(day * 2, sixty + "。") == ["excerpt"]
    # On six pages of six months it is written anew each time; on six pages of one day it is copied.
    months = [f"2031-{month:02}-02" for month in (1, 3, 5, 7, 9, 11)]
    assert stock(day * 6, sixty + "。") == ["excerpt"]
    assert stock(months, sixty + "。") == ["formula"]
    assert stock(months, sixty + "。", body=8) == ["formula"], "though it is most of a short notice"
    titles = "海岸共和国总理、港务委员会副主席、渡轮安全委员会秘书长高望远"
    assert stock(day * 2, titles) == ["formula"]


def test_script_is_no_edit_at_all() -> None:
    assert judged("國務卿說這項協議很好", "国务卿说这项协议很好") == []


def test_a_name_changed_outside_reported_words_is_style() -> None:
    frame = "柳湾的码头在夜里关闭。{}的船停在外面。"
    assert judged("中国", "中共", frame) == [("style", "name: 中国 → 中共")]


def test_a_name_changed_in_a_statement_found_by_annotation_is_meaning() -> None:
    frame = prose(1, 60) + "据邱泽兰讲{}的船停在外面" + prose(2, 60)
    one, two = frame.format("中国"), frame.format("中共")
    said = Statement("s", "indirect", ((64, 80),), None, Speaker())
    a = page("a", one, annotations=Annotations(statements=(said,)))
    b = page("b", two, annotations=Annotations(statements=(said,)))
    ((edit,),) = (passage.edits for passage in link(a, b).passages)
    assert edit.kind == "meaning"


def test_words_for_a_reporter() -> None:
    text = "县长说：“中国不会关闭这座港口。”" + BODY
    a = page("a", text, "路透社", published="2031-05-02")
    b = page("b", text.replace("中国", "中共") + "\n（转自路透社）", "青石台", published="2031-05-03")
    lines = describe(link(a, b), {"a": a, "b": b})
    assert lines[0].startswith("路透社 and 青石台 print one text: ")
    assert lines[1] == "青石台 had it from 路透社."
    assert any("says where it is from" in line for line in lines)
    assert any("Changes what is said" in line and "中共" in line for line in lines)


def test_a_day_later_must_be_later_on_every_clock() -> None:
    evening = (DateMark("republished", "2031-05-02T22:59", "minute", zone="UTC"),)
    noon = (DateMark("republished", "2031-05-02T11:59", "minute", zone="UTC"),)
    late = page("b", BODY, "青石台", published="2031-05-03")
    assert link(page("a", BODY, "北岸晨报", dates=evening), late).cues == (), "it is 3 May already in East Asia"
    assert [cue.cue for cue in link(page("a", BODY, "北岸晨报", dates=noon), late).cues] == ["date"]
    marks = (DateMark("published", "2031-05-02T07:30", "minute"), DateMark("published", "2031-05-02T10:39", "minute"))
    found = link(page("a", BODY, "北岸晨报", dates=marks[:1]), page("b", BODY, "青石台", dates=marks[1:]))
    assert found.cues == (), "hours of two outlets that name no zone are no hours to compare"
    found = link(page("a", BODY, "北岸晨报", dates=marks[:1]), page("b", BODY, "北岸晨报", dates=marks[1:]))
    assert {cue.cue for cue in found.cues} >= {"hour"}


def test_a_page_that_was_republished_itself_is_no_source_by_its_day_alone() -> None:
    layer = (Wrapper("republisher", "飞鸥"),)
    early = page("a", BODY, wrappers=layer, published="2031-05-02")
    assert link(early, page("b", BODY, "青石台", published="2031-05-04")).direction is None


def test_a_reprint_beside_the_same_text_unsigned_and_got_earlier() -> None:
    layer = (Wrapper("republisher", "飞鸥"),)

    def got(time: str) -> tuple[DateMark, ...]:
        return (DateMark("republished", time, "minute", zone="UTC"),)

    early = page("a", BODY, wrappers=layer, dates=got("2031-05-02T01:10"))
    late = page("b", BODY + "\n（转自路透社）", wrappers=layer, dates=got("2031-05-02T03:30"))
    found = link(early, late)
    assert found.direction == "b<-a" and found.cues[0].cue == "unsigned"


def test_an_attribution_before_the_passage_names_its_source() -> None:
    found = link(
        page("a", BODY, "路透社"),
        page("b", prose(7, 300) + "\n据路透社今天报道称，" + BODY.replace("\n", ""), "青石台"),
    )
    assert (found.direction, found.cues[0].cue) == ("b<-a", "residue")


def test_two_versions_from_one_outlet_through_one_republisher() -> None:
    layer = (Wrapper("republisher", "飞鸥"),)

    def version(key: str, time: str, more: str = "") -> Article:
        dates = (DateMark("republished", time, "minute", zone="UTC"),)
        return page(key, BODY + more, "青石台", wrappers=layer, dates=dates)

    found = link(version("a", "2031-05-02T01:10"), version("b", "2031-05-02T03:30", prose(8, 120)))
    assert found.direction == "b<-a" and "version" in {cue.cue for cue in found.cues}


def test_a_portal_that_names_its_source_prints_a_copy() -> None:
    """Read as a page of the source, which the portal republished."""
    source = page("a", BODY, "北岸晨报", published="2031-05-02")
    portal = page(
        "b", BODY, "北岸晨报", published="2031-05-01", wrappers=(Wrapper("republisher", "青石台"),),
        byline=(Byline("北岸晨报", "source", "来源：北岸晨报"),),
    )  # fmt: skip
    found = link(source, portal)
    assert (found.type, found.direction, found.cues[0].cue) == ("reprint", "b<-a", "marker")
    assert describe(found, {"a": source, "b": portal})[1] == "青石台 had it from 北岸晨报."
