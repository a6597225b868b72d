"""Names: examples of each construction, then properties, then hostile input."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.annotate.document import Document
from suyuan.annotate.names import find
from suyuan.annotate.names.kb import Entity, KnowledgeBase, Sense, known, read_csv, shipped
from suyuan.annotate.names.lexicon import build
from suyuan.annotate.names.tagger import Tagged
from suyuan.model import Article, Mention
from suyuan.text.fold import fold


def mentions(text: str, published: str | None = "2024-04-15") -> tuple[Mention, ...]:
    return find(Document(Article(id="a", text=text, published=published)))


def found(text: str, published: str | None = "2024-04-15") -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.type) for m in mentions(text, published)]


def names(text: str, published: str | None = "2024-04-15") -> dict[str, str]:
    """surface → canonical name, of linked mentions."""
    return {text[m.start : m.end]: m.name for m in mentions(text, published) if m.identity}


EXAMPLES = [
    ("美日菲三国会谈。", ["美 GPE", "日 GPE", "菲 GPE"]),
    ("他将访美，随后赴澳。", ["美 GPE", "澳 GPE"]),
    ("驻日大使与对华政策。", ["日 GPE", "华 GPE"]),
    ("涉疆、涉港问题是内政。", ["疆 GPE", "港 GPE"]),
    ("美元走强，以及日前的意见，加强立法。", []),
    ("登上月球，首次日期未定。", ["月球 LOC"]),
    ("三成都是外债。", []),
    ("日本外务省拒绝置评。", ["日本外务省 ORG"]),
    ("日外务省拒绝置评。", ["日外务省 ORG"]),
    ("英国下议院外交委员会发表报告。", ["英国下议院外交委员会 ORG"]),
    ("日本共同社报道说，白宫未回应。", ["日本 GPE", "共同社 MEDIA", "白宫 ORG"]),
    ("外长约恩·哈托普表示遗憾。", ["约恩·哈托普 PERSON"]),
    ("总理纳罗·里肯说，会谈有益。", ["纳罗·里肯 PERSON"]),
    ("记者周小岚综合报道。", ["周小岚 PERSON"]),
    ("经济学家 Jane Roe 表示乐观。", ["Jane Roe PERSON"]),
    ("《潮汐时报》报道了此事。", ["潮汐时报 MEDIA"]),
    ("德国之声中文网报道了此事。", ["德国之声中文网 MEDIA"]),
    ("亚马逊、微软和谷歌反对。", ["亚马逊 ORG", "微软 ORG", "谷歌 ORG"]),
    ("美国科技公司反对，上市公司支持。", ["美国 GPE"]),
    ("中国驻美大使馆发表声明。", ["中国驻美大使馆 ORG"]),
    ("北京时间四月一日，北京方面表示欢迎。", ["北京 GPE"]),
]


@pytest.mark.parametrize(("text", "want"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_examples(text: str, want: list[str]) -> None:
    assert [f"{surface} {type_}" for surface, type_ in found(text)] == want


def test_usages_of_one_person_have_one_id() -> None:
    got = {m.identity for m in mentions("特朗普、川普、唐纳德·特朗普、唐納·川普、當勞·特朗普、Donald Trump")}
    assert len(got) == 1 and next(iter(got or {None})) is not None


def test_contested_place_is_one_entity_with_its_sides() -> None:
    marks = mentions("钓鱼岛、釣魚臺列嶼、尖阁诸岛")
    assert len({m.identity for m in marks}) == 1
    assert [m.note for m in marks] == [f"contested name: usage of {side}" for side in ("CN", "TW", "JP")]


def test_surname_after_full_name_and_before_a_title() -> None:
    text = "大使高桥明辅说，高桥不会辞职。李大明到场，李教授发言。"
    local = {text[m.start : m.end]: (m.name, m.local) for m in mentions(text)}
    assert local["高桥"] == local["高桥明辅"]
    assert local["李"] == local["李大明"]


def test_parenthesised_original_is_an_alias() -> None:
    text = "国家潮汐研究中心（NTRC）发布报告，NTRC主任称数据可靠。"
    marks = [m for m in mentions(text) if m.type == "ORG"]
    assert [text[m.start : m.end] for m in marks] == ["国家潮汐研究中心", "NTRC", "NTRC"]
    assert len({m.local for m in marks}) == 1


def test_titles_by_date() -> None:
    assert names("岸田首相访美。")["岸田"] == "岸田文雄"
    assert "石破" not in names("石破首相访美。", "2024-04-15")
    assert names("石破首相访美。", "2025-01-15")["石破"] == "石破茂"
    assert "石破" not in names("石破首相访美。", None)


def test_metonym_is_a_flagged_reading() -> None:
    said, stayed = mentions("莫斯科对此表示遗憾，他在莫斯科说。")
    assert said.identity == stayed.identity
    assert said.metonym_for == shipped().named("俄罗斯")[0].entity.id
    assert stayed.metonym_for is None


def test_sides_are_named_by_a_country_of_the_document() -> None:
    assert names("阿塞拜疆与亚美尼亚谈判，阿方称亚方违约。")["亚方"] == "亚美尼亚"
    assert found("他们亚方违约。") == []


def test_unknown_is_not_linked_and_says_why() -> None:
    (mark,) = mentions("外长约恩·哈托普表示遗憾。")
    assert mark.entity is None and mark.local and mark.note == "not in the knowledge base"


def test_english() -> None:
    text = (
        "President Joe Biden met Jane Roe of the Harbor Institute of Technology in Tokyo. Roe told the Riverton Times."
    )
    assert found(text) == [
        ("Joe Biden", "PERSON"), ("Jane Roe", "PERSON"), ("Harbor Institute of Technology", "ORG"), ("Tokyo", "GPE"),
        ("Roe", "PERSON"), ("Riverton Times", "MEDIA"),
    ]  # fmt: skip


def test_a_users_own_entries(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("type,name,id,english,aliases\nORG,潮汐联合会,local:x,Tide Union,潮联会|潮聯\n", encoding="utf-8")
    kb = KnowledgeBase()
    for entity, senses in read_csv(table):
        kb.add(entity, senses)
    marks = find(Document(Article(id="a", text="潮聯會與Tide Union開會。")), build(kb))
    assert [m.identity for m in marks] == ["local:x", "local:x"]


def test_a_users_own_outlets_are_names(tmp_path: Path) -> None:
    table = tmp_path / "outlets.tsv"
    table.write_text("id\tname\taliases\tordinary\nlocal:t\t潮汐社\tTide News|潮水|路透社\t潮水\n", encoding="utf-8")
    kb = known((), (str(table),))
    marks = find(
        Document(Article(id="a", text="官员告诉潮汐社，也告诉路透社。An official told Tide News.潮水上涨。")), build(kb)
    )
    media = {m.name: m.identity for m in marks if m.type == "MEDIA"}
    assert media["潮汐社"] == "local:t" and media["路透社"] != "local:t", "a name that a table knows stays its own"
    assert [m.name for m in marks if m.identity == "local:t"] == ["潮汐社", "潮汐社"]


def test_a_name_of_two_people_is_not_linked() -> None:
    kb = KnowledgeBase()
    for number in (1, 2):
        entity = Entity(f"local:{number}", "PERSON", f"甲{number}")
        kb.add(entity, [Sense(entity, "方知远", ambiguous=True)])
    (mark,) = find(Document(Article(id="a", text="部长方知远表示欢迎。")), build(kb))
    assert mark.entity is None and mark.note and mark.note.startswith("ambiguous")


class Fixed:
    def tag(self, folded: str, tokens: object, lexicon: object) -> list[Tagged]:
        start = folded.find("瓯砼")
        return [Tagged(start, start + 2, "PER", 1.0)] if start >= 0 else []


def test_another_recogniser_takes_the_models_place() -> None:
    text = "昨夜瓯砼来过。"
    marks = find(Document(Article(id="a", text=text)), recogniser=Fixed())
    assert [(text[m.start : m.end], m.rule) for m in marks] == [("瓯砼", "model")]


# ------------------------------------------------------------------ the knowledge base


def test_knowledge_base_is_large_and_small_enough() -> None:
    kb = shipped()
    assert len(kb.entities) >= 5000
    data = files("suyuan.annotate.names") / "data"
    assert len((data / "kb.tsv.gz").read_bytes()) < 10_000_000
    assert len((data / "names.npz").read_bytes()) < 5_000_000


def test_every_entity_has_an_id_and_a_source() -> None:
    for entity in shipped().entities.values():
        assert entity.source and (entity.id.startswith("local:") or (entity.id[1:].isdigit() and entity.id[0] == "Q"))


def test_curated_table_does_not_take_refused_ids() -> None:
    denied = (Path(__file__).parents[2] / "tools/kb/denied.tsv").read_text(encoding="utf-8").splitlines()
    kb = shipped()
    for line in denied:
        if not line.startswith("#"):
            name, id_ = line.split("\t")[:2]
            assert all(sense.entity.id != id_ for sense in kb.named(name)), line


# ------------------------------------------------------------------ properties

PIECES = st.sampled_from(
    "美国 日本 川普 访美 中美 总统 李大明 教授 说 ， 。 （ ） · 拜登 外务省 台积电 （Arm） TSMC 亚马逊 、 "
    "北京 《时报》 日 中 以 X 𠀀 1 方".split()
    + ["Jane Roe", "\n"]
)


def _check(text: str) -> tuple[Mention, ...]:
    marks = mentions(text)
    last = 0
    for mark in marks:
        assert last <= mark.start < mark.end <= len(text)
        last = mark.end
    return marks


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_sorted_and_apart(text: str) -> None:
    assert _check(text) == mentions(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    _check(text)


def _traditional() -> dict[int, str]:
    table: dict[str, str] = json.loads(files("suyuan.text").joinpath("data/fold.json").read_text(encoding="utf-8"))
    return {ord(plain): full for full, plain in table.items() if len(plain) == 1 and fold(full) == plain}


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_scripts_are_one(text: str) -> None:
    def facts(t: str) -> list[tuple[object, ...]]:
        return [(m.start, m.end, m.type, m.identity, m.metonym_for, m.rule, fold(m.name)) for m in mentions(t)]

    assert facts(text.translate(_traditional())) == facts(text)


HOSTILE = ["", "\n\n", "（" * 3000, "·" * 3000, "美" * 3000, "总统" * 2000, "A" * 5000, "A " * 3000, "李大明（" * 800,
           "\ud800美国\udfff", "\x00日本\x00", "王" * 3000 + "教授"]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(text: str) -> None:
    _check(text)


def test_many_names_cost_one_pass() -> None:
    text = "".join(f"部长甲{chr(0x4E00 + i)}·乙{chr(0x5000 + i)}丙说。" for i in range(3000))
    assert len(_check(text)) < len(text)
