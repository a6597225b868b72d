"""Statements in English. All sentences, people and outlets are invented."""

from __future__ import annotations

import pytest

from suyuan.annotate import Document, annotate, names, statements, times
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


def told(text: str) -> list[tuple[int, str | None, list[str], list[str]]]:
    doc = Document(Article("t", text, published="2024-05-08"))
    found = statements.find(doc, names.find(doc), times.find(doc))
    return [
        (
            s.depth,
            text[slice(*s.speaker.span)] if s.speaker.span else None,
            [text[slice(*c)] for c in s.content],
            [h.name for h in s.channel],
        )
        for s in found
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content", "relays"),
    [
        (
            "The Reuters agency, citing a diplomat, reported on Friday that the port would close.",
            "a diplomat",
            "the port would close",
            1,
        ),
        (
            "Reuters reported earlier, citing people with knowledge of the talks, that the port would close.",
            "people with knowledge of the talks",
            "the port would close",
            1,
        ),
        (
            "The port would close soon, Reuters reported, citing two officials.",
            "two officials",
            "The port would close soon",
            1,
        ),
        (
            "Reuters quoted an unnamed official as saying that the port would close.",
            "an unnamed official",
            "the port would close",
            1,
        ),
        ("An official was quoted by Reuters as saying the port would close.", "An official", "the port would close", 1),
    ],
)
def test_one_who_cites_is_a_hop(text: str, speaker: str, content: str, relays: int) -> None:
    (found,) = told(text)
    assert (found[1], found[2], len(found[3])) == (speaker, [content], relays)


def test_a_reason_is_no_source() -> None:
    assert all(who != "high costs" for _, who, _, _ in told("The firm closed its pier, citing high costs."))


def test_passive_telling_is_nested() -> None:
    found = told("Minister Ann Lee said she had been told by local mayors that some roads were closed.")
    assert [(depth, who) for depth, who, _, _ in found] == [(1, "Minister Ann Lee"), (2, "local mayors")]


def test_speech_inside_speech() -> None:
    found = told("Minister Ann Lee said the owner had told her that the pier was safe.")
    assert [(depth, content) for depth, _, content, _ in found][1] == (2, ["the pier was safe"])


def test_a_quotation_goes_on_after_its_attribution() -> None:
    (found,) = told('"No one is left," President Ann Lee said in a televised address. "We will rebuild every house."')
    assert found[2] == ["No one is left,", "We will rebuild every house."]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Ann Lee, 54, who lost her house in the port, said she had no help.",
            "Ann Lee, 54, who lost her house in the port",
        ),
        ("Its leader, Tom Reed, called for an inquiry.", "Its leader, Tom Reed"),
        ("The opposition, meanwhile, slammed the plan as a giveaway.", "The opposition"),
        (
            "A diplomat, speaking on condition of anonymity because the talks are private, said the port would close.",
            "A diplomat",
        ),
        ("''The port is open,'' said Ann Lee, a harbour master.", "Ann Lee, a harbour master"),
    ],
)
def test_edges_of_an_english_speaker(text: str, speaker: str) -> None:
    assert [who for _, who, _, _ in told(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Carmaker Veldane said the plant would close.", "Veldane", "collective"),
        (
            "The plant is empty, according to data from the consultancy Ironleaf Analytics.",
            "Ironleaf Analytics",
            "collective",
        ),
        ("A doctor at the hospital said medicines had run out.", "doctor at the hospital", "anonymous"),
    ],
)
def test_names_and_kinds_of_english_speakers(text: str, name: str, kind: str) -> None:
    doc = Document(Article("t", text))
    (found,) = statements.find(doc, names.find(doc))
    assert (found.speaker.type, found.speaker.names[0].startswith(name.split(" at ")[0])) == (kind, True)


def test_an_interview_with_an_outlet_is_a_hop() -> None:
    assert told("The port will open soon, Minister Ann Lee said in an interview with Reuters.")[0][3] == ["Reuters"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The envoy called Monday for an immediate truce.", "an immediate truce"),
        ("“The port is open,” Ann Lee told analysts on a call last week.", "The port is open,"),
        ("“The port is open,” Ann Lee told a press conference in Velmora.", "The port is open,"),
        (
            "Ann Lee, speaking in parliament, promised that the port would open, according to a transcript.",
            "the port would open",
        ),
        ("The two states, in a joint statement, urged both sides to talk.", "both sides to talk"),
        ("Shares fell after the Harbour Standard newspaper reported that the port was closed.", "the port was closed"),
    ],
)
def test_more_places_of_a_cue(text: str, content: str) -> None:
    assert [c for depth, _, c, _ in told(text) if depth == 1] == [[content]]


@pytest.mark.parametrize(
    "text",
    [
        "Do you think the port will open?",
        "Just to repeat what I said earlier, it is open.",
        "It is something Jake Reed said, and we agree.",
    ],
)
def test_questions_of_a_transcript_are_no_statements(text: str) -> None:
    assert told(text) == []


def test_an_agency_numbers_its_headlines() -> None:
    title = "UPDATE 2-Velando denies plan to ration gas"
    (found,) = read(f"{title}\nThe ministers met.", title)
    assert found.speaker.names == ("Velando",)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The minister said on Monday that the ferry would sail again.", "2025-05-12"),
        ("“The ferry will sail again,” the minister told reporters on Monday.", "2025-05-12"),
        ("In December 2023, the Velando government announced 35 million for the ferry.", "2023-12"),
        ("On Tuesday, Foreign Minister Lena Corman said the ferry would sail on Friday.", "2025-05-13"),
        ("The ministry said in a statement on Wednesday that two ships were lost.", "2025-05-14"),
        ("Lena Corman said the ferry would sail on Friday.", None),
        ("According to the ministry, the ferry sailed on Friday.", None),
        ("Lena Corman told Reuters in June that the ferry would sail.", "2024-06"),
    ],
)
def test_a_statement_has_the_day_beside_its_verb(text: str, day: str | None) -> None:
    article = Article("a", text, published="2025-05-14", language="en")
    assert [said.time for said in annotate(article).statements if said.depth == 1] == [day]
