"""A second invented story, told by eight invented outlets in both scripts and English: every answer was written down
before the program saw the pages (`second_story/pages.txt`)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from suyuan.annotate import annotate
from suyuan.cli import main
from suyuan.model import Article, Block, Outlet, Page
from suyuan.store import Library

HERE = Path(__file__).parent / "second_story"


def _articles() -> Iterator[Article]:
    for block in (HERE / "pages.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, text = block.rstrip("\n").partition("\n")
        key, outlet, day = (cell.strip() for cell in head.split("|"))
        title = text.split("\n")[0]
        blocks = (Block("title", 0, len(title)), Block("body", len(title) + 1, len(text)))
        language = "en" if title.isascii() else "zh"
        yield Article(key, text, title, outlet=Outlet(outlet), published=day, language=language, blocks=blocks)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("second") / "story.db"
    patch = pytest.MonkeyPatch()
    patch.setenv("SUYUAN_NAMES", str(HERE / "names.csv"))
    patch.setenv("SUYUAN_OUTLETS", str(HERE / "outlets.tsv"))
    with Library.open(path) as made:
        for article in _articles():
            data = article.text.encode()
            page = Page(data, hashlib.sha256(data).hexdigest(), f"{article.id}.md")
            made.add_page(page, [replace(article, annotations=annotate(article))])
        made.update_reuse()
        made.update_stories()
    yield str(path)
    patch.undo()


def _asked(capsys: pytest.CaptureFixture[str], library: str, *words: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main([*words, "--library", library, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def story(library: str, capsys: pytest.CaptureFixture[str]) -> str:
    largest, *rest = _asked(capsys, library, "stories")
    # The delay of December may be a story of its own.
    assert len(largest["articles"]) >= 10 and len(rest) <= 1
    return str(largest["id"])


@pytest.mark.parametrize(
    ("question", "origins", "certain"),
    [
        ("正考虑 25年", ["北洋社"], {"p01", "p02", "p03"}),
        ("正考慮 25年", ["北洋社"], {"p01", "p02", "p03"}),
        ("8億美元", ["北洋社", "环岛社"], {"p01", "p02", "p05"}),
        ("Port Baisha 25 years", ["Beiyang News Agency"], {"p06"}),
        ("港口不卖", ["沃斯"], {"p07"}),
        ("已决定 出租", ["伊万·图尔"], {"p04"}),
    ],
)
def test_a_question_has_its_origins_in_any_wording(
    library: str, capsys: pytest.CaptureFixture[str], question: str, origins: list[str], certain: set[str]
) -> None:
    *_, found = _asked(capsys, library, "trace", question)
    assert found["exact"] and found["roots"] == origins and found["certain"] == len(origins)
    voices = {ref.split("#")[0] for root in found["tree"] if root["certain"] for ref, _ in root["voices"]}
    assert voices == certain


def test_who_denies_a_thing_is_no_origin_of_it(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    *_, found = _asked(capsys, library, "trace", "已决定 出租")
    assert [ref.split("#")[0] for ref in found["denials"]] == ["p02"]
    assert main(["trace", "已决定 出租", "--library", library]) == 0
    assert "denied by 高岩: p02  灯塔日报, 2025-03-03" in capsys.readouterr().out


def test_the_story_hangs_on_two_agencies(library: str, story: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = {one["name"]: one for one in _asked(capsys, library, "sources", story)}
    pages = {page["article"]: page for page in found["北洋社"]["pages"]}
    assert set(pages) == {"p01", "p02", "p03", "p06"} and found["北洋社"]["certain"]
    assert pages["p03"]["through"] == ["灯塔日报"] and pages["p06"]["heard"] == ["two officials"]
    assert [page["article"] for page in found["环岛社"]["pages"]] == ["p05"]
    assert {page["article"] for page in found["沃斯"]["pages"]} == {"p06", "p07", "p08", "p09"}
    copied = {page["article"]: page["copied"] for page in found["索尔维亚"]["pages"]}
    assert copied["p08"] is None and copied["p09"] == "p08"


def test_who_cites_whom(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = {(one["citing"], one["cited"]) for one in _asked(capsys, library, "sources")}
    assert found == {("灯塔日报", "北洋社"), ("港灣時報", "灯塔日报"), ("The Quay Observer", "北洋社")}
    of_one = _asked(capsys, library, "sources", "--outlet", "燈塔日報")
    assert {one["name"] for one in of_one if one["kind"] == "source" and one["outlet"]} == {"北洋社"}
    assert [one["citing"] for one in of_one if one["kind"] == "citation"] == ["港灣時報"]


def test_what_was_said_stands_on_its_own_day(library: str, story: str, capsys: pytest.CaptureFixture[str]) -> None:
    (told,) = _asked(capsys, library, "story", story)
    said = {entry["what"]: entry for entry in told["timeline"] if entry["kind"] == "statement"}
    assert said["港口不賣"]["when"] == "2025-03-04" and said["港口不賣"]["recycled"]
    assert said["the port was not for sale"]["when"] == "2025-03-04"
    assert said["赫林政府已决定出租白沙港"]["when"] == "2025-03-04"
    days = [entry["when"] for entry in told["timeline"] if entry["kind"] == "event"]
    assert {"2025-03-03", "2025-04-10", "2025-05-02"} <= set(days)


def test_coverage_and_naming(library: str, story: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (found,) = _asked(capsys, library, "compare", story)
    carried = {one["claim"]["variants"][0]: one for one in found["claims"]}
    docks = carried["在2027年底前在白沙港建成两座码头，投资3亿美元"]
    assert (set(docks["outlets"]), docks["first"]) == ({"灯塔日报", "远望网", "众声报"}, "灯塔日报")
    outlets = {one["outlet"]: one for one in found["outlets"]}
    assert carried["政府收到了几家公司的询问"]["claim"]["id"] in outlets["灯塔日报"]["alone"]
    assert outlets["The Quay Observer"]["leaves_out"] == []
    names = {(n["what"], n["outlet"]): {f["form"] for f in n["forms"]} for n in found["naming"]}
    assert names["entity", "众声报"] >= {"科兹礁"} and names["entity", "南風電視"] >= {"月牙礁"}
    assert names["term", "众声报"] == {"窜访"} and names["term", "南風電視"] == {"訪問"}
    assert names["loaded", "众声报"] == {"宣称", "窜访", "妄图"}
    groups = tmp_path / "groups.tsv"
    groups.write_text("outlet\tside\n众声报\t索方\nBeiyang\t通讯社\n環島社\t通讯社\n", encoding="utf-8")
    (grouped,) = _asked(capsys, library, "compare", story, "--groups", str(groups))
    assert grouped["by"] == "side" and {"索方", "通讯社", "灯塔日报"} <= {one["outlet"] for one in grouped["outlets"]}


def test_pledges_have_their_history_and_are_overdue_by_a_day(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    pledges = _asked(capsys, library, "commitments", "--asof", "2028-06-01")
    lease = next(p for p in pledges if p["action"] == "把白沙港租给索尔维亚25年")
    steps = list(dict.fromkeys((step["article"], step["status"]) for step in lease["history"]))
    assert [page for page, _ in steps] == ["p01", "p02", "p03", "p07", "p08", "p09"]
    assert [status for _, status in steps] == ["considering"] * 3 + ["agreed", "announced", "announced"]
    docks = next(p for p in pledges if "两座码头" in p["action"])
    assert (docks["due"], docks["amount"], docks["overdue"]) == ("2028-12-31", "3亿美元", False)
    deadlines = [step["deadline"]["value"] for step in docks["history"]]
    assert deadlines == ["2027-12-31"] * 3 + ["2028-12-31"], "the plan was put off"

    def overdue(day: str) -> set[str]:
        return {p["action"] for p in _asked(capsys, library, "commitments", "--overdue", "--asof", day)}

    assert overdue("2025-05-02") == {"簽署合同"}
    assert overdue("2025-07-01") == {"簽署合同", "作出决定", "decide"}
    assert docks["action"] in overdue("2029-01-01")
    assert main(["commitments", "--library", library, "--asof", "soon"]) == 2


def test_the_copy_that_changed_a_number(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["copies", "p09", "--library", library]) == 0
    out = capsys.readouterr().out
    assert (
        "远望网 had it from 灯塔日报" in out
        and "[四]百名" in out
        and "[九]百名" in out
        and "a number is changed" in out
    )
