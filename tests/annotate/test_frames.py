"""Frames over a passage: datelines and hearsay, which are no statements. Outlets and events are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.annotate import Document, annotate, names, statements
from suyuan.annotate.statements.explain import glosses
from suyuan.annotate.syntax.datelines import after_dateline, dateline
from suyuan.model import Article, Frame
from suyuan.text.fold import fold


def read(text: str) -> tuple[Frame, ...]:
    found = annotate(Article("t", text, published="2024-05-08")).frames
    assert all(0 <= a < b <= len(text) for f in found for a, b in (f.span, f.cue, f.scope))
    return found


@pytest.mark.parametrize(
    ("head", "name", "cue"),
    [
        ("北湾社港城5月7日电（记者林远、何安）", "北湾社", "电"),
        ("【海桥报2024年05月07日讯】（海桥报记者林远综合报导）", "海桥报", "讯"),
        ("（潮汐社記者林遠港城7日電）", "潮汐社", "電"),
        ("据北湾社电，", "北湾社", "电"),
        ("北湾网５月７日讯（记者 林远）", "北湾网", "讯"),
        ("北湾社五月七日电(林远 何安)", "北湾社", "电"),
        ("港城新闻网讯", "港城新闻网", "讯"),
        ("本报讯（记者林远）", None, "讯"),
        ("〔記者林遠／港城報導〕", None, "報導"),
        ("PORT HALDEN, May 7 (Tideline) - ", "Tideline", "Tideline"),
        ("SAN TELMO, Velmora (TNA) — ", "TNA", "TNA"),
        ("(Tideline) -- ", "Tideline", "Tideline"),
    ],
)
def test_datelines(head: str, name: str | None, cue: str) -> None:
    body = "The port opened." if head.isascii() or "—" in head else "码头今天开放。"
    text = head + body
    (frame,) = read(text)
    assert (frame.kind, frame.name, text[slice(*frame.cue)]) == ("dateline", name, cue)
    assert text[slice(*frame.scope)] == body.rstrip("。.")


@pytest.mark.parametrize(
    "text",
    [
        "北湾电信集团说，码头开放。",
        "他4日电话会议上说，码头开放。",
        "港城电视台称，码头开放。",
        "US - Velmora talks opened.",
        "台网讯息很多。",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline(fold(text), 0, len(text)) is None
    assert after_dateline(fold(text), 0, len(text)) == 0


def test_a_later_dateline_ends_what_hangs_on_the_earlier() -> None:
    text = "北湾社港城5月7日电 码头开放。\n船到了。\n潮汐社南岛5月7日电 桥塌了。"
    first, second = read(text)
    assert text[slice(*first.scope)] == "码头开放。\n船到了"
    assert text[slice(*second.scope)] == "桥塌了"


def test_a_dateline_is_no_part_of_the_speaker() -> None:
    doc = Document(Article("t", "北湾社港城5月7日电（记者林远、何安）港务局发言人李明说，码头开放。"))
    (found,) = statements.find(doc, names.find(doc))
    assert found.speaker.span and doc.text[slice(*found.speaker.span)] == "港务局发言人李明"


@pytest.mark.parametrize(
    ("text", "cue", "rule"),
    [
        ("港口关闭。据悉，码头上月已经停工。", "据悉", "hearsay"),
        ("据了解，码头上月已经停工。", "据了解", "hearsay"),
        ("本报记者获悉，码头上月已经停工。", "获悉", "hearsay.learned"),
        ("The pier was reportedly closed last month.", "reportedly", "hearsay"),
    ],
)
def test_hearsay(text: str, cue: str, rule: str) -> None:
    (frame,) = read(text)
    assert (frame.kind, text[slice(*frame.cue)], frame.rule) == ("hearsay", cue, rule)
    assert frame.scope[1] == len(text) - 1


def test_who_was_asked_is_a_statement_and_no_hearsay() -> None:
    found = annotate(Article("t", "记者从港务局获悉，码头上月已经停工。"))
    assert found.frames == () and found.statements[0].rule == "zh.learned"


def test_both_scripts_give_the_same_frames() -> None:
    hant = "（潮汐社記者林遠港城7日電）碼頭開放。據悉，橋還沒有修好。"
    a, b = read(hant), read(fold(hant))
    assert [(f.kind, f.span, f.cue, f.scope, f.rule) for f in a] == [
        (f.kind, f.span, f.cue, f.scope, f.rule) for f in b
    ]


PIECES = st.sampled_from(
    ["北湾社", "电", "讯", "【", "】", "（", "）", "记者", "5月7日", "据悉", "，", "。", "\n", "(AP) - ", "—", "PORT "]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_pieces(text: str) -> None:
    assert read(text) == read(text)


def test_hostile_text_stays_linear() -> None:
    for text in (
        "【" * 9000,
        "（记者" * 6000,
        "据悉" * 9000,
        "北湾社电" * 5000,
        "A" * 20000,
        "PORT " * 8000,
        "(AP) - " * 5000,
    ):
        doc = Document(Article("t", text))
        assert isinstance(statements.frames(doc, (), ()), tuple)


def test_every_frame_is_explained() -> None:
    article = Article("t", "北湾社港城5月7日电 码头开放。据悉，桥还没有修好。")
    lines = statements.explain_frames(Document(article), annotate(article).frames)
    assert any(line.endswith("“北湾社港城5月7日电” → 北湾社") for line in lines)
    assert any(glosses()["hearsay"] in line for line in lines)


def test_a_report_signed_at_its_end() -> None:
    text = "两港将共建码头。\n林远说，工期两年。（潮汐社港城7日综合外电报导）"
    (found,) = read(text)
    assert (found.kind, found.name, found.rule) == ("dateline", "潮汐社", "dateline.signed")
    assert text[slice(*found.scope)] == "两港将共建码头。\n林远说，工期两年"
    assert not read("两港将共建码头。（图见第二版）")
