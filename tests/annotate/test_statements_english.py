"""Statements in English. All sentences, people and outlets are invented."""

from __future__ import annotations

import pytest

from suyuan.annotate import Document, names, statements
from suyuan.model import Article, Statement


def read(text: str, title: str | None = None) -> tuple[Statement, ...]:
    doc = Document(Article("t", text, title))
    return statements.find(doc, names.find(doc))


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("The ministry said that the port would open in May.", "The ministry", "said", "the port would open in May"),
        ("“The port will open,” Governor Ann Lee said on Monday.", "Governor Ann Lee", "said", "The port will open,"),
        ("“Will it open?” she asked.", "she", "asked", "Will it open?"),
        (
            '"It was loud," said Tom Hale, head of the harbour office.',
            "Tom Hale, head of the harbour office",
            "said",
            "It was loud,",
        ),
        (
            "The port was closed, according to a harbour survey.",
            "a harbour survey",
            "according to",
            "The port was closed",
        ),
        ("The port is safe, officials said.", "officials", "said", "The port is safe"),
        ("Analysts say the port will open late.", "Analysts", "say", "the port will open late"),
        ("The mayor urged residents to stay at home.", "The mayor", "urged", "residents to stay at home"),
    ],
)
def test_cue_speaker_content(text: str, speaker: str, cue: str, content: str) -> None:
    (found,) = read(text)
    assert found.speaker.span and text[slice(*found.speaker.span)] == speaker
    assert found.cue and text[slice(*found.cue)] == cue
    assert [text[a:b] for a, b in found.content] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "The port will say nothing of it.",
        "He declined to comment.",
        "The United States has many ports.",
        "It is to be said in May.",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert read(text) == ()


def test_told_an_agency() -> None:
    first, second = read("“We are ready,” harbour chief Ann Lee told Reuters. “Ships are waiting,” she said.")
    assert [(h.name, h.implicit) for h in first.channel] == [("Reuters", False)]
    assert [(h.name, h.implicit) for h in second.channel] == [("Reuters", True)]
    assert read("Harbour chief Ann Lee told reporters the port was open.")[0].channel == ()


def test_a_statement_is_a_document_with_an_issuer() -> None:
    (found,) = read("“We are ready,” Minister Ann Lee said in a statement.")
    assert [(h.name, h.role, h.issuer) for h in found.channel] == [("statement", "document", "Ann Lee")]


def test_a_second_cue_under_the_same_subject() -> None:
    text = "Minister Ann Lee said the port was open, adding that ships were waiting."
    first, second = read(text)
    assert text[slice(*first.content[0])] == "the port was open"
    assert text[slice(*second.content[0])] == "ships were waiting"
    assert first.speaker.names == second.speaker.names == ("Ann Lee",)


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    text = "“The port is open.\n“Ships are waiting,” Minister Ann Lee said."
    (found,) = read(text)
    assert found.type == "direct"
    assert [text[a:b] for a, b in found.content] == ["The port is open.", "Ships are waiting,"]


def test_a_spokesperson_speaks_for_the_body() -> None:
    (found,) = read("A Harbour Authority spokesperson said the port was open.")
    assert (found.speaker.type, found.speaker.names) == ("collective", ("Harbour Authority",))


def test_condition_of_anonymity_is_in_neither_cue_nor_speaker() -> None:
    text = "A security source said on condition of anonymity that the port was closed."
    (found,) = read(text)
    assert found.speaker.type == "anonymous"
    assert found.speaker.cluster
    assert text[slice(*found.content[0])] == "the port was closed"
