"""Titles that stand for their holder by date, demonyms, metonyms, namesakes. The sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.annotate import annotate
from suyuan.annotate.document import Document
from suyuan.annotate.names import find, offices, titles
from suyuan.annotate.names.kb import shipped
from suyuan.model import Article, Mention, OfficeTitle


def read(text: str, day: str | None = "2024-03-15") -> tuple[OfficeTitle, ...]:
    doc = Document(Article(id="a", text=text, published=day))
    return titles.find(doc, find(doc))


def held(text: str, day: str | None = "2024-03-15") -> list[tuple[str, str | None]]:
    return [(text[t.start : t.end], t.name) for t in read(text, day)]


def mentions(text: str, day: str = "2024-03-15") -> dict[str, Mention]:
    return {text[m.start : m.end]: m for m in find(Document(Article(id="a", text=text, published=day)))}


@pytest.mark.parametrize(
    ("day", "name"),
    [("2021-05-01", "菅义伟"), ("2024-03-15", "岸田文雄"), ("2024-10-01", "石破茂"), ("2025-10-21", "高市早苗")],
)
def test_the_holder_is_the_one_of_the_day(day: str, name: str) -> None:
    (title,) = read("日本首相表示欢迎。", day)
    assert (title.name, title.reason, title.day) == (name, None, day)
    assert title.holder == shipped().named(name)[0].entity.id and title.owner == shipped().named("日本")[0].entity.id


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("日本外务大臣抵京。", [("日本外务大臣", "上川阳子")]),
        ("俄总统说，英国现任首相会来。", [("俄总统", "弗拉基米尔·普京"), ("英国现任首相", "里希·苏纳克")]),
        ("日本首相访美。首相说好。", [("日本首相", "岸田文雄"), ("首相", "岸田文雄")]),
        ("北约秘书长到访。", [("北约秘书长", "延斯·斯托尔滕贝格")]),
        ("联合国秘书长到访。", [("联合国秘书长", "安东尼奥·古特雷斯")]),
        ("特首与国务卿会谈。", [("特首", "李家超"), ("国务卿", "安东尼·布林肯")]),
        ("Japan's prime minister left.", [("Japan's prime minister", "岸田文雄")]),
        ("They met the US president.", [("US president", "约瑟夫·拜登")]),
        ("The prime minister of India spoke. The prime minister left.",
         [("prime minister of India", "纳伦德拉·莫迪"), ("prime minister", "纳伦德拉·莫迪")]),
    ],
)  # fmt: skip
def test_titles(text: str, want: list[tuple[str, str | None]]) -> None:
    assert held(text) == want


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ("首相表示欢迎。", "2024-03-15", titles.NO_OWNER),
        ("日本前首相表示欢迎。", "2024-03-15", titles.FORMER),
        ("1972年，日本首相访华。", "2024-03-15", titles.OTHER_TIME),
        ("日本首相表示欢迎。", None, titles.NO_DATE),
        ("乌拉圭总统表示欢迎。", "2024-03-15", titles.NOT_IN_TABLE),
        ("日本首相与英国首相会面。首相说好。", "2024-03-15", titles.TWO_OWNERS),
    ],
)
def test_unknown_holders_have_a_reason(text: str, day: str | None, reason: str) -> None:
    title = read(text, day)[-1]
    assert (title.holder, title.name, title.reason) == (None, None, reason)


def test_a_term_open_at_the_tables_date_shows_it() -> None:
    (sure,) = read("法国总统表示欢迎。", "2025-06-01")
    (late,) = read("法国总统表示欢迎。", "2026-06-01")
    assert sure.as_of is None and late.as_of and late.as_of < "2026-06-01" and sure.holder == late.holder


def test_a_holder_whom_the_document_names_comes_first() -> None:
    (title,) = read("乌拉圭总统甘里诺·塔佩说，会谈有益。总统随后离开。")
    assert (title.name, title.source) == ("甘里诺·塔佩", "document")


@pytest.mark.parametrize(
    "text", ["总统府开放。", "总统选举在即。", "外长会谈开始。", "岸田首相访美。", "她当选总统候选人。"]
)
def test_what_is_no_holder(text: str) -> None:
    assert held(text) == []


def test_titles_make_no_mention_and_reach_the_record() -> None:
    text = "日本首相表示欢迎。"
    annotations = annotate(Article("a", text, published="2024-03-15"))
    assert [text[m.start : m.end] for m in annotations.mentions] == ["日本"]
    assert [t.name for t in annotations.offices] == ["岸田文雄"]


def test_a_later_term_ends_an_open_one() -> None:
    import datetime

    for owner, title in (("JP", "外相"), ("DE", "外长"), ("US", "财长"), ("GB", "防长")):
        assert len({t.holder for t in offices.holders(title, datetime.date(2024, 3, 15), owner)}) == 1


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "日本 首相 总统 的 前 现任 美国 李大明 说 。 联合国 秘书长 1972年 the president of \n".split(" ")
        ),
        max_size=25,
    ).map("".join)
)
def test_any_row_of_titles(text: str) -> None:
    last = 0
    for title in read(text):
        assert last <= title.start < title.end <= len(text) and bool(title.name) != bool(title.reason)
        last = title.start


# ------------------------------------------------------------------ demonyms, metonyms


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        ("两名日本人获救。", "日本", "日本"),
        ("英国佬来了。", "英国", "英国"),
        ("一名中国籍船员获救。", "中国", "中国"),
        ("美籍专家到访。", "美", "美国"),
        ("老美不同意。", "老美", "美国"),
        ("Chinese officials met Japanese ones.", "Chinese", "中国"),
        ("Two Americans were held.", "Americans", "美国"),
    ],
)
def test_demonyms(text: str, surface: str, country: str) -> None:
    mark = mentions(text)[surface]
    assert (mark.type, mark.name, mark.kind) == ("GPE", country, "demonym")


@pytest.mark.parametrize("text", ["中国人民欢迎。", "美国人口增加。", "日本人工智能产业发展。", "中国政府欢迎。"])
def test_what_is_no_demonym(text: str) -> None:
    assert all(mark.kind != "demonym" for mark in mentions(text).values())


@pytest.mark.parametrize(
    "text", ["She said it in Chinese.", "A Chinese-language daily reported.", "He spoke Japanese."]
)
def test_languages_are_no_countries(text: str) -> None:
    assert not {"Chinese", "Japanese"} & set(mentions(text))


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        ("华盛顿警告说，会有后果。", "华盛顿", "美国"),
        ("白宫表示遗憾。", "白宫", "美国"),
        ("北京方面没有回应。", "北京", "中国"),
        ("东京已经决定派人。", "东京", "日本"),
        ("布鲁塞尔威胁加征关税。", "布鲁塞尔", "欧洲联盟"),
        ("青瓦台否认。", "青瓦台", "韩国"),
        ("五角大楼宣布增兵。", "五角大楼", "美国国防部"),
        ("克里姆林宫拒绝评论。", "克里姆林宫", "俄罗斯"),
        ("中南海对此不满。", "中南海", "中国"),
        ("唐宁街考虑让步。", "唐宁街", "英国"),
        ("各方呼吁德黑兰保持克制。", "德黑兰", "伊朗"),
        ("向莫斯科施压没有用。", "莫斯科", "俄罗斯"),
        ("Officials said Beijing warned of consequences.", "Beijing", "中国"),
        ("The Kremlin denied it.", "Kremlin", "俄罗斯"),
        ("They accused Washington of bad faith.", "Washington", "美国"),
    ],
)
def test_metonyms(text: str, surface: str, country: str) -> None:
    assert mentions(text)[surface].metonym_for == shipped().named(country)[0].entity.id


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("他在华盛顿表示遗憾。", "华盛顿"),
        ("北京今天下雨。", "北京"),
        ("代表团抵达东京。", "东京"),
        ("五角大楼外聚集了人群。", "五角大楼"),
        ("He said in Beijing that it was late.", "Beijing"),
        ("The flight to London was full.", "London"),
        ("Tokyo has a new tower.", "Tokyo"),
    ],
)
def test_where_the_city_is_meant(text: str, surface: str) -> None:
    assert mentions(text)[surface].metonym_for is None


def test_governments_that_are_joined_are_both_meant() -> None:
    marks = mentions("各方呼吁基辅和莫斯科停火。")
    assert marks["基辅"].metonym_for and marks["莫斯科"].metonym_for


# ------------------------------------------------------------------ homonyms: no id is better than a wrong one


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("记者李强综合报道。", "李强"),
        ("王毅教授在大学讲课。", "王毅"),
        ("球员约翰逊进了两球。", "约翰逊"),
        ("华盛顿总统于1799年去世。", "华盛顿"),
        ("刚果军方表示已经撤出。", "刚果"),
        ("Mayor Johnson spoke.", "Johnson"),
        ("韩国参谋长联席会议说，导弹落海。", "韩国参谋长联席会议"),
        ("South Korea's Joint Chiefs of Staff said so.", "South Korea's Joint Chiefs of Staff"),
    ],
)
def test_no_wrong_id(text: str, surface: str) -> None:
    assert mentions(text)[surface].entity is None


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("国务院总理李强访美。", "李强", "李强"),
        ("中国外长王毅抵达。", "王毅", "王毅"),
        ("前首相约翰逊出席。", "约翰逊", "鲍里斯·约翰逊"),
        ("President Obama spoke.", "Obama", "贝拉克·奥巴马"),
        ("刚果（金）总统回应，刚果军方说。", "刚果", "刚果民主共和国"),
        ("华盛顿州州长说好。", "华盛顿州", "华盛顿州"),
        ("乔治亚州州长说好。", "乔治亚州", "佐治亚州"),
        ("南韩与北韩的会谈。", "北韩", "朝鲜"),
    ],
)
def test_context_links(text: str, surface: str, name: str) -> None:
    assert mentions(text)[surface].name == name and mentions(text)[surface].identity


def test_the_agency_of_a_dateline_is_not_the_city() -> None:
    marks = mentions("MANILA (AP) - A ship left. AP had no details.")
    assert marks["AP"].type == "MEDIA" and marks["AP"].identity != marks["MANILA"].identity


VARIANTS = """
拜登 乔·拜登|特朗普 川普 当劳·特朗普|普京 普丁 蒲亭|泽连斯基 澤倫斯基 澤連斯基|
马克龙 馬克宏|朔尔茨 蕭茲 蕭爾茨|苏纳克 辛偉誠 蘇納克|内塔尼亚胡 納坦雅胡|新西兰 紐西蘭|
英伟达 輝達|阿斯麦 艾司摩爾|默茨 梅爾茨|斯塔默 施紀賢|特鲁多 杜魯多 杜魯道|
古特雷斯 古特瑞斯|冯德莱恩 范德賴恩|欧尔班 奧班|埃尔多安 艾爾段|鲁比奥 盧比歐|
扎克伯格 祖克柏|佐科 佐科威|安瓦尔 安華|奥巴马 歐巴馬|默克尔 梅克爾|蓬佩奥 龐佩奧|
昂山素季 翁山蘇姬|杜特尔特 杜特蒂|沙特 沙烏地阿拉伯 沙地阿拉伯|意大利 義大利|老挝 寮國|
加沙 加薩|迪拜 杜拜|休斯敦 休士頓|霍尔木兹海峡 荷莫茲海峽|东盟 東協 亞細安|
美联储 聯準會 聯儲局|尼日利亚 奈及利亞|克罗地亚 克羅埃西亞
""".replace("\n", "").split("|")


@pytest.mark.parametrize("forms", VARIANTS)
def test_usages_of_one_name_are_one_entity(forms: str) -> None:
    ids = [{sense.entity.id for sense in shipped().named(form)} for form in forms.split()]
    assert set.intersection(*ids)
