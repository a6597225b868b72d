"""Invented families of reports, labelled before any run (bench/discrepancy_families.py): what is found of them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from suyuan.link.places import exclude
from suyuan.link.told import told
from suyuan.model import Article, Edit, Event, Outlet, Passage, Reuse
from suyuan.pipeline import annotated

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    path = HERE.parent.parent / "bench" / "discrepancy_families.py"
    spec = importlib.util.spec_from_file_location("bench_discrepancy_families", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_discrepancy_families"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("number", "families", "found", "there"), [(1, 38, 17, 18), (2, 34, 16, 17), (3, 22, 10, 11)])
def test_what_is_found_of_a_set_and_nothing_else(
    bench: ModuleType, number: int, families: int, found: int, there: int
) -> None:
    text = (HERE / f"discrepancy_families_{number}.txt").read_text(encoding="utf-8")
    made = list(bench.families(text))
    right, expected, wrong = bench.score(made)
    assert (len(made), sum(expected.values())) == (families, there)
    assert sum(right.values()) >= found, wrong
    assert [w for w in wrong if w[1] == "false"] == []


def _figures(text: str, field: str) -> list[tuple[str, str, float]]:
    page = annotated(Article("a", text, published="2031-05-04"))
    return [(f.key, f.shown, f.low) for sentence in told(page) for f in sentence.figures if f.field == field]


def test_ranks_are_of_somebody_named() -> None:
    assert _figures("智利副外长埃尔南德斯说，航线将重开。", "rank") == [
        ("rank:foreign-minister:埃尔南德斯", "副外长", 1.0)
    ]
    assert _figures("Deputy Defence Minister Henrik Solberg spoke.", "rank")[0][0] == "rank:defence-minister:solberg"
    assert _figures("Vice President Amara Diallo spoke.", "rank")[0][::2] == ("rank:president:diallo", 1.0)
    assert _figures("前外长埃尔南德斯说，外长会议26日举行。", "rank") == []


def test_what_is_denied_or_only_possible_is_no_status() -> None:
    assert [f[1] for f in _figures("商务部将远帆公司列入实体清单。", "status")] == ["实体清单"]
    for text in (
        "商务部没有把远帆公司列入实体清单。",
        "远帆公司可能被列入实体清单。",
        "主席行使否决权。",
        "他拒绝对此置评。",
    ):
        assert _figures(text, "status") == [], text


def test_how_far_a_decision_has_come() -> None:
    assert [f[1] for f in _figures("政府已同意出售教练机。", "status")] == ["decided"]
    assert [f[1] for f in _figures("是否批准向邻国出售教练机，政府尚未决定。", "status")] == ["undecided"]
    assert _figures("这项决定将损害贸易。", "status") == []


def test_heads_are_counted_on_a_basis() -> None:
    counts = _figures("事故造成12人死亡，另有30人受伤。", "count")
    assert [key for key, _, _ in counts] == ["count:dead", "count:injured"]
    assert [key for key, _, _ in _figures("The blast killed 17 people and injured 6 people.", "count")] == [
        "count:dead",
        "count:injured",
    ]


def test_which_places_exclude_each_other() -> None:
    geneva, vienna, switzerland, guangdong, shenzhen = "Q71", "Q1741", "Q39", "Q15175", "Q15174"
    assert exclude(geneva, vienna) and exclude(vienna, switzerland)
    assert not exclude(geneva, switzerland) and not exclude(geneva, geneva)
    assert not exclude(guangdong, shenzhen) and not exclude(geneva, "local:gpe/nowhere")


def test_a_marked_word_in_a_copy_is_an_alteration(bench: ModuleType) -> None:
    texts = ("港口消息\n当局指控他泄露了航线图。", "港口消息\n当局诬陷他泄露了航线图。")
    pages = [Article(key, text, outlet=Outlet(key)) for key, text in zip("ab", texts, strict=True)]
    reuse = Reuse("a", "b", "reprint", (Passage((5, 17), (5, 17), 0.9, (Edit((7, 9), (7, 9)),)),), 12)
    (found,) = bench.of_story(pages, [Event("e", ("a", "b"), None, "航线图")], [reuse])
    assert (found.nature, found.field, {v.value for v in found.values}) == ("alteration", "wording", {"指控", "诬陷"})


def test_a_misprint_and_a_wrong_unit_are_slips(bench: ModuleType) -> None:
    def differ(one: str, two: str, note: str) -> list[str]:
        at = next(i for i, (x, y) in enumerate(zip(one, two, strict=True)) if x != y)
        pages = [Article(key, f"港口\n{text}", outlet=Outlet(key)) for key, text in (("a", one), ("b", two))]
        edit = Edit((at + 3, at + 4), (at + 3, at + 4), "meaning", note)
        reuse = Reuse("a", "b", "reprint", (Passage((3, 3 + len(one)), (3, 3 + len(two)), 0.9, (edit,)),), len(one))
        return [d.nature for d in bench.of_story(pages, [Event("e", ("a", "b"), None, "港口")], [reuse])]

    assert differ("他问为什么不按合同办理此事。", "他问为什么部按合同办理此事。", "negation") == ["slip"]
    assert differ("他说港口不会关闭也不会出租。", "他说港口也会关闭也不会出租。", "negation") == ["alteration"]
    assert differ("他说海关上月收入三万万元整。", "他说海关上月收入三万亿元整。", "number: 1 → 2") == ["slip"]
