from __future__ import annotations

import hashlib
import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_library import HANS, HANT

from suyuan.model import Article, Outlet, Page
from suyuan.store import Library
from suyuan.store.search import occurrences
from suyuan.store.segment import coverage, normal, phrases, words


def found(library: Library, query: str, **filters: str) -> list[str]:
    return [hit.article.id.split("-")[0] for hit in library.search(query, **filters)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("国务卿", {"wire", "copy"}),
        ("國務卿", {"wire", "copy"}),
        ("卿", {"wire", "copy"}),
        ("屿国", {"wire", "copy"}),
        ("嶼國務", {"wire", "copy"}),
        ("林嵐", {"wire", "copy"}),
        ("23艘", {"wire"}),
        ("有25", {"copy"}),
        ("有2", {"wire", "copy"}),
        ("LIN lan", {"english"}),
        ("cafe", {"english"}),
        ("CAFÉ TALKS", {"english"}),
        ('"secretary of state"', {"english"}),
        ("resc*", {"english"}),
        ("resc", set()),
        ("基金 北汀", {"wire", "copy"}),
        ("基金 灯塔", set()),
        ("“联合救援基金”", {"wire", "copy"}),
        ("５月６日", {"wire", "copy"}),
        ("再等十年", {"wire"}),
        ("？！", set()),
        ("", set()),
        ("   ", set()),
        ('"', set()),
        ('国务卿" OR "灯塔', set()),
        ("NOT 国务卿", set()),
        ("title:国务卿", set()),
        ("script", {"evil"}),
    ],
)
def test_queries(library: Library, query: str, ids: set[str]) -> None:
    assert {hit.article.id.split("-")[0] for hit in library.search(query) if hit.exact} == ids


def test_a_long_query_finds_what_is_near(library: Library) -> None:
    hits = library.search("海陵峰会设立救援基金的消息")
    assert {hit.article.id for hit in hits} == {"wire-0123abcd", "copy-0123abcd"}
    assert not any(hit.exact for hit in hits)
    assert library.search("月球背面的陨石坑") == []


def test_filters(library: Library) -> None:
    assert found(library, "基金", outlet="晨星") == ["wire"]
    assert found(library, "基金", outlet="海湾日报") == ["copy"]
    assert found(library, "基金", since="2031-05-07") == ["copy"]
    assert found(library, "基金", until="2031-05-06") == ["wire"]
    assert found(library, "lan", speaker="lin") == ["english"]
    assert set(found(library, "基金", speaker="林嵐")) == {"wire", "copy"}
    assert found(library, "基金", speaker="周舟") == []
    assert set(found(library, "lin", entity="local:lin-lan")) == {"english"}
    assert set(found(library, "基金", entity="東嶼")) == {"wire", "copy"}
    assert [s.id.split("-")[0] for s in library.summaries(entity="local:lin-lan")] == ["copy", "english", "wire"]
    assert [s.id.split("-")[0] for s in library.summaries(limit=1, offset=1)] == ["english"]


def test_paging_covers_everything_once(library: Library) -> None:
    everything = found(library, "海陵")
    assert [library.search("海陵", limit=1, offset=i)[0].article.id.split("-")[0] for i in range(2)] == everything
    assert library.search("海陵", limit=1, offset=2) == []


def test_snippets_show_what_was_found(library: Library) -> None:
    hit = library.search("漁民", outlet="海灣")[0]
    assert HANT[hit.start : hit.end] == hit.snippet
    assert [hit.snippet[s:e] for s, e in hit.spans] == ["漁民"]
    assert hit.title_spans == ()
    title = library.search("峰会", outlet="晨星")[0]
    assert [(title.article.title or "")[s:e] for s, e in title.title_spans] == ["峰会"]
    assert title.snippet.startswith("（晨星社")


def test_statements_are_found_by_content_and_speaker(library: Library) -> None:
    assert [u.ref for u in library.search_statements("船隻")] == ["wire-0123abcd#s2", "copy-0123abcd#s2"]
    assert {u.ref for u in library.search_statements("林岚")} == {
        f"{a}-0123abcd#{s}" for a in ("wire", "copy") for s in ("s1", "s3")
    }
    assert library.search_statements("首批船只的数量")[0].content == "基金的首批船只已有23艘"
    assert [u.ref for u in library.statements(outlet="晨星社")] == [f"wire-0123abcd#s{i}" for i in (1, 2, 3)]
    assert [u.ref for u in library.statements(speaker="official")] == ["english-0123abcd#s2"]
    assert library.statements(limit=2)[0].article.id == "copy-0123abcd"


def test_names_and_outlets(library: Library) -> None:
    assert library.outlets() == [("The Lantern", 1), ("晨星社", 1), ("海灣日報", 1)]
    top = library.entities()[0]
    assert (top.entity, top.articles) == ("local:lin-lan", 3)


def test_middle_dots_and_marks_do_not_stand_between(tmp_path: Path) -> None:
    with Library.open(tmp_path / "dots.db") as library:
        text = "约翰‧史密斯与“G7”峰会"
        library.add_page(Page(b"d", hashlib.sha256(b"d").hexdigest(), path="d"), [Article("d", text)])
        for query in ("约翰·史密斯", "约翰史密斯", "翰・史", "g7峰会", "与G7"):
            hits = library.search(query)
            assert hits and hits[0].exact and hits[0].spans, query
        assert text[slice(*library.search("翰史")[0].spans[0])] == "翰‧史"


# ------------------------------------------------------------------ properties

_CHARS = st.sampled_from("国國务務卿会會芯晶片美日·0127aAbé ，。「」\n𠮷한あ")


@settings(max_examples=200, deadline=None)
@given(text=st.text(_CHARS, min_size=1, max_size=40), data=st.data())
def test_any_two_characters_that_stand_together_are_found(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    chinese = [i for i in range(len(text) - 1) if all("\u4e00" <= c <= "\u9fff" for c in text[i : i + 2])]
    if not chinese:
        return
    at = data.draw(st.sampled_from(chinese))
    length = data.draw(st.sampled_from([1, 2]))
    with Library.open(tmp_path_factory.mktemp("two") / "a.db") as library:
        library.add_page(Page(b"d", hashlib.sha256(b"d").hexdigest(), path="d"), [Article("d", text)])
        hits = library.search(text[at : at + length])
        assert hits and hits[0].exact
        assert hits[0].spans


@given(st.text(max_size=80))
def test_normal_keeps_the_length(text: str) -> None:
    assert len(normal(text)) == len(text)
    assert all(word and " " not in word and '"' not in word for word in words(text))


@given(st.text(_CHARS, max_size=30), st.text(_CHARS, max_size=6))
def test_occurrences_are_ordered_and_apart(text: str, query: str) -> None:
    spans = occurrences(query, text)
    assert all(s < e for s, e in spans)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(spans))


def test_long_input_is_bounded() -> None:
    assert len(words("a" * 1_000_000)[0]) == 64
    assert sum(len(p) for p in phrases("国" * 100_000)) <= 400
    assert coverage("国务", HANS) == 1.0


def test_a_text_of_many_megabytes_is_kept_whole_and_found_by_its_beginning(tmp_path: Path) -> None:
    text = "海湾" + "长" * 3_000_000 + "尾巴"
    page = Page(b"long", hashlib.sha256(b"long").hexdigest(), path="long")
    with Library.open(tmp_path / "long.db") as library:
        library.add_page(page, [Article("long", text)])
        assert library.article("long").text == text
        assert library.search("海湾") and not library.search("尾巴")
        assert library.remove_page(page.sha256, page.place)
        assert library.search("海湾") == []
        library.connection.execute("INSERT INTO article_words (article_words) VALUES ('integrity-check')")


def test_order_of_equal_hits_is_by_day_then_id(tmp_path: Path) -> None:
    with Library.open(tmp_path / "ties.db") as library:
        for name in ("c", "a", "b"):
            page = Page(name.encode(), hashlib.sha256(name.encode()).hexdigest(), path=name)
            library.add_page(page, [Article(name, "同样的话", outlet=Outlet("报"), published="2031-01-01")])
        assert [hit.article.id for hit in library.search("同样")] == ["a", "b", "c"]
