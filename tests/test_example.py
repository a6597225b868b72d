"""The bundled example gives what its README promises: `examples/expected.json` against what the floors find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from suyuan.demo import EXAMPLES
from suyuan.model import Article, Discrepancy
from suyuan.store import Library
from suyuan.text.fold import fold

EXPECTED: dict[str, Any] = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def by_page(example_library: Library) -> dict[str, list[Article]]:
    pages: dict[str, list[Article]] = {}
    for article in example_library.articles():
        assert article.page and article.page.path
        pages.setdefault(Path(article.page.path).name, []).append(article)
    return {name: sorted(found, key=lambda a: a.page.index if a.page else 0) for name, found in pages.items()}


@pytest.mark.parametrize("name", sorted(EXPECTED["pages"]))
def test_page(name: str, by_page: dict[str, list[Article]]) -> None:
    wanted = EXPECTED["pages"][name]["articles"]
    found = by_page[name]
    assert sorted(fold(a.title or "") for a in found) == sorted(fold(w["title"]) for w in wanted)
    for want in wanted:
        (article,) = [a for a in found if fold(a.title or "") == fold(want["title"])]
        outlets = {want["outlet"], *want.get("outlet_also", [])}
        assert (article.outlet.name if article.outlet else None) in outlets
        assert article.published == want["published"]
        people = {(b.name, b.role) for b in article.byline if b.role != "source"}
        assert people == {(b["name"], b["role"]) for b in want["byline"]}
        assert [(w.kind, w.name) for w in article.wrappers] == [(w["kind"], w["name"]) for w in want["wrappers"]]
        if want.get("script"):
            assert article.script == want["script"]


def _statement(articles: list[Article], says: str) -> tuple[Article, Any]:
    found = [
        (article, statement)
        for article in articles
        for statement in (article.annotations.statements if article.annotations else ())
        if any(says in article.text[start:end] for start, end in statement.content)
    ]
    assert found, says
    return found[0]


@pytest.mark.parametrize("number", range(len(EXPECTED["anonymous_chain"])))
def test_anonymous_source_and_the_agency_it_told(number: int, by_page: dict[str, list[Article]]) -> None:
    want = EXPECTED["anonymous_chain"][number]
    article, said = _statement(by_page[want["page"]], want["says"])
    assert (said.speaker.names, said.speaker.type) == ((want["speaker"],), want["speaker_type"])
    assert [(hop.name, hop.implicit) for hop in said.channel] == [(want["relays"][0], want["implicit"])]
    assert article.outlet is not None and article.outlet.name == want["outlet"]
    assert [w.name for w in article.wrappers] == want["wrappers"]


@pytest.mark.parametrize("number", range(len(EXPECTED["reuse"])))
def test_planted_copies(number: int, example_library: Library, by_page: dict[str, list[Article]]) -> None:
    want = EXPECTED["reuse"][number]
    ids = {name: {a.id for a in by_page[name]} for name in want["pages"]}
    one, two = (ids[name] for name in want["pages"])
    found = [r for r in example_library.copies() if (r.a in one and r.b in two) or (r.a in two and r.b in one)]
    assert found and found[0].type in want["types"]
    if want["copy"]:
        copy = found[0].a if found[0].direction == "a<-b" else found[0].b
        assert found[0].direction is not None and copy in ids[want["copy"]]
    for altered in want.get("altered_quotation", []):
        notes = [edit.note or "" for p in found[0].passages for edit in p.edits if edit.kind == "meaning"]
        assert any(note.startswith("name: ") for note in notes), altered
        assert any(note.startswith("number: ") for note in notes), altered


def test_today_in_a_speech_is_the_day_of_the_speech(by_page: dict[str, list[Article]]) -> None:
    want = EXPECTED["speech"]
    (article,) = by_page[want["page"]]
    assert article.annotations is not None
    at = article.text.index(want["says"])
    (time,) = [t for t in article.annotations.times if t.start == at]
    assert (time.value, time.value_from_published, time.anchor) == (
        want["value"],
        want["value_from_published"],
        "speech",
    )


def test_two_names_for_one_islet(example_library: Library) -> None:
    forms = {
        fold(form.form)
        for record in example_library.links("naming")
        if getattr(record, "entity", None) == EXPECTED["naming"]["entity"]
        for form in record.forms  # type: ignore[union-attr]
    }
    assert {"鹭岩岛", "图拉岛"} <= forms


def test_numbers_that_contradict_each_other(example_library: Library) -> None:
    shown = [
        {value.value for value in record.values}
        for record in example_library.links("discrepancy")
        if isinstance(record, Discrepancy) and record.field == "amount"
    ]
    assert any({"12亿美元", "9亿美元"} <= {fold(v) for v in values} for values in shown)
