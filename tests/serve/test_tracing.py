from __future__ import annotations

import pytest

from suyuan.demo import EXAMPLES
from suyuan.link.origins import Said
from suyuan.serve.tracing import other_names, statements_about
from suyuan.store import Library
from suyuan.text.fold import fold


@pytest.fixture(autouse=True)
def _tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUYUAN_NAMES", str(EXAMPLES / "names.csv"))
    monkeypatch.setenv("SUYUAN_OUTLETS", str(EXAMPLES / "outlets.tsv"))


def _words(said: list[Said]) -> list[str]:
    return [fold(one.content) for one in said]


def test_every_word_of_a_question_is_in_what_it_finds(example_library: Library) -> None:
    found = statements_about(example_library, "巡逻 9月", 20)[0]
    assert found and all("巡逻" in words and "9月" in words for words in _words(found))


def test_either_script_finds_the_same(example_library: Library) -> None:
    simplified = [one.id for one in statements_about(example_library, "谈判 争端", 20)[0]]
    assert simplified and simplified == [one.id for one in statements_about(example_library, "談判 爭端", 20)[0]]


def test_an_entity_is_found_under_its_other_names(example_library: Library) -> None:
    assert "图拉岛" in other_names("鹭岩岛") or "圖拉島" in other_names("鹭岩岛")
    found = _words(statements_about(example_library, "鹭岩岛", 60)[0])
    assert any("鹭岩岛" in words for words in found)
    assert any("图拉岛" in words and "鹭岩岛" not in words for words in found)


def test_words_that_name_nothing_stand_for_themselves(example_library: Library) -> None:
    assert other_names("巡逻") == ()
    assert statements_about(example_library, "", 5)[0] == []
    assert statements_about(example_library, "绝无此事之词", 5)[0] == []
    assert all("联合巡逻" in words for words in _words(statements_about(example_library, '"联合巡逻"', 5)[0]))


def test_what_holds_only_most_of_a_question_is_said_to(example_library: Library) -> None:
    assert statements_about(example_library, "联合 巡逻 9月", 20)[1]
    found, exact = statements_about(example_library, "联合 巡逻 火星殖民", 20)
    assert not exact and found
    assert all("联合" in words and "巡逻" in words for words in _words(found))
