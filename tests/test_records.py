from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suyuan.model import Article, Block, Outlet, Reuse
from suyuan.records import RecordError, article_from_record, dumps, loads, to_record


def test_an_article_survives_the_round_trip() -> None:
    article = Article(
        "a1", "标题\n正文。", "标题", outlet=Outlet("潮汐报"), blocks=(Block("title", 0, 2), Block("body", 3, 6))
    )
    assert article_from_record(loads(dumps(article))) == article


def test_only_id_and_text_are_needed_and_unknown_fields_are_let_pass() -> None:
    article = article_from_record({"id": "x", "text": "正文", "outlet": None, "extra": [1]})
    assert article == Article("x", "正文")


def test_an_outlet_may_be_a_plain_name() -> None:
    assert article_from_record({"id": "x", "text": "", "outlet": "潮汐报"}).outlet == Outlet("潮汐报")


@pytest.mark.parametrize(
    "record", [{"id": "x"}, {"text": "t"}, {"id": 3, "text": "t"}, {"id": "x", "text": "t", "blocks": 1}]
)
def test_a_wrong_record_names_itself_and_the_field(record: dict[str, object]) -> None:
    with pytest.raises(RecordError) as error:
        article_from_record(record)
    assert str(record.get("id", "(no id)")) in str(error.value)


@pytest.mark.parametrize("line", ["", "[]", "{", "nonsense", "\x00", '"text"'])
def test_a_line_that_is_no_record(line: str) -> None:
    with pytest.raises(RecordError):
        loads(line)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(text: str) -> None:
    assert json.loads(dumps(Article("i", text)))["text"] == text


def test_link_records_name_their_kind() -> None:
    assert to_record(Reuse("a", "b", "mirror", (), 10))["kind"] == "reuse"
