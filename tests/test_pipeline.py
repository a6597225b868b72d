"""The stages and the runners that carry pages through them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from suyuan.model import Article, Page, Rejection
from suyuan.pipeline import STAGES, PageResult, Stage, annotated, process, through
from suyuan.read import pages

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def _pages() -> list[Page]:
    return [p for p in pages([EXAMPLES / "pages"], EXAMPLES) if not isinstance(p, Rejection)]


def test_inline_and_daft_give_equal_results() -> None:
    inline = list(process(_pages(), "inline"))
    daft = list(process(_pages(), "daft", workers=2))
    assert daft == inline
    assert sum(len(result.articles) for result in inline) > len(inline) > 10


def test_results_come_in_the_order_of_the_pages() -> None:
    given = _pages()[::-1]
    assert [r.page for r in process(given, "inline")] == given


def test_every_article_is_annotated_and_keeps_its_page() -> None:
    for result in process(_pages(), "inline"):
        for article in result.articles:
            assert article.annotations is not None
            assert article.page is not None and article.page.sha256 == result.page.sha256


def test_a_page_that_holds_nothing_is_a_rejection_and_the_rest_goes_on() -> None:
    bad = Page(b"\x00\x01\x02" * 50, "f" * 64, "bad.bin")
    results = list(process([bad, *_pages()[:2]], "inline"))
    assert results[0].articles == () and results[0].rejections[0].path == "bad.bin"
    assert all(result.articles for result in results[1:])


def test_a_stage_that_breaks_its_schema_is_found_out() -> None:
    broken = Stage("broken", lambda rows: [{"other": 1} for _ in rows], {}, {"articles": "list<string>"})
    with pytest.raises(RuntimeError, match="broken"):
        through([broken], [{"x": 1}])


def test_a_defect_in_a_grammar_costs_one_articles_annotations(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(article: object) -> None:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr("suyuan.pipeline.annotate", fail)
    result: PageResult = next(process(_pages()[:1], "inline"))
    assert result.articles[0].annotations is None
    assert "a defect" in result.articles[0].warnings[-1]
    assert annotated(result.articles[0]).text == result.articles[0].text


def test_a_day_that_no_calendar_has_is_said_once() -> None:
    article = annotated(annotated(Article("a", "会议定于2025年2月30日举行。", published="2025-01-05")))
    assert article.warnings == ("no such day: 2025年2月30日",)
    assert article.annotations is not None and all(t.value is None for t in article.annotations.times)


def test_stages_feed_each_other() -> None:
    for first, second in pairwise(STAGES):
        assert second.takes.items() <= first.gives.items()
