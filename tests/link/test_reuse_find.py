"""Fingerprints, alignment and the search in a pile, on invented texts."""

from __future__ import annotations

import random

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suyuan.link.reuse import find, find_lines
from suyuan.link.reuse.fingerprints import fingerprints
from suyuan.link.reuse.spans import sides
from suyuan.link.reuse.streams import streams
from suyuan.model import Article, Reuse
from suyuan.text.fold import fold

HAN = "".join(map(chr, range(0x4E00, 0x5E00)))


def prose(seed: int, length: int) -> str:
    """Invented text: no two seeds share a run."""
    return "".join(random.Random(seed).choices(HAN, k=length))


def only(articles: list[Article]) -> Reuse:
    (link,) = find(articles)
    return link


def texts_of(link: Reuse, articles: list[Article]) -> list[tuple[str, str]]:
    text = {article.id: article.text for article in articles}
    return [(text[link.a][slice(*p.a)], text[link.b][slice(*p.b)]) for p in link.passages]


def test_one_copied_paragraph_among_many_is_found_to_the_character() -> None:
    shared = prose(1, 90)
    articles = [
        Article("a", "\n".join([prose(2, 400), shared, prose(3, 300)])),
        Article("b", "\n".join([prose(4, 700), prose(5, 200), shared])),
        Article("c", prose(6, 900)),
    ]
    link = only(articles)
    assert (link.a, link.b) == ("a", "b")
    assert texts_of(link, articles) == [(shared, shared)]
    assert link.passages[0].edits == () and link.passages[0].similarity == 1


def test_edits_lie_inside_the_passage() -> None:
    words = prose(1, 120)
    changed = words[:40] + "甲" + words[41:70] + words[74:100] + "乙丙" + words[100:]
    articles = [Article("a", prose(2, 200) + "\n" + words), Article("b", changed + "\n" + prose(3, 200))]
    link = only(articles)
    assert texts_of(link, articles) == [(words, changed)]
    edits = [(articles[0].text[slice(*e.a)], articles[1].text[slice(*e.b)]) for e in link.passages[0].edits]
    assert edits == [(words[40], "甲"), (words[70:74], ""), ("", "乙丙")]


def test_a_rare_quotation_of_thirty_characters_survives_and_a_common_formula_of_sixty_does_not() -> None:
    quotation, formula = prose(1, 30), prose(2, 60)
    articles = [Article(f"f{n}", prose(100 + n, 200) + formula + prose(200 + n, 200)) for n in range(40)]
    articles += [Article(f"q{n}", prose(300 + n, 200) + quotation + prose(400 + n, 200)) for n in range(2)]
    kinds = {(link.a, link.b): link.type for link in find(articles)}
    assert kinds.pop(("q0", "q1")) == "excerpt"
    assert set(kinds.values()) <= {"formula"}


def test_a_stock_phrase_on_a_few_pages_is_typed_as_one() -> None:
    phrase = prose(1, 24)
    articles = [Article(f"p{n}", prose(100 + n, 200) + phrase + prose(200 + n, 200)) for n in range(12)]
    assert {link.type for link in find(articles)} == {"formula"}


def test_a_page_copied_more_often_than_shingles_may_be_common_is_still_found() -> None:
    words = prose(1, 500)
    articles = [Article(f"p{n:02d}", prose(100 + n, 100) + "\n" + words) for n in range(40)]
    assert len(list(find(articles))) == 40 * 39 // 2


def test_moved_line_breaks_change_nothing() -> None:
    words = prose(1, 100)
    broken = "\n".join(words[i : i + 13] for i in range(0, 100, 13))
    articles = [Article("a", prose(2, 100) + words), Article("b", broken + "\n" + prose(3, 100))]
    link = only(articles)
    assert texts_of(link, articles) == [(words, broken)]
    assert link.passages[0].edits == ()


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_wherever_lines_are_broken_passages_and_edits_are_the_same(data: st.DataObject) -> None:
    words = prose(1, 60) + "。” “" + prose(2, 50) + "」（" + prose(3, 40)
    changed = words[:30] + "甲，乙" + words[31:80] + words[84:]
    texts = [prose(4, 50) + "，" + words + "。" + prose(5, 30), changed + prose(6, 40)]
    places = [data.draw(st.sets(st.integers(0, len(text)), max_size=12)) for text in texts]
    broken = [
        "".join("\n" * (at in breaks) + c for at, c in enumerate(t)) for t, breaks in zip(texts, places, strict=True)
    ]
    links = [only([Article("a", one[0]), Article("b", one[1])]) for one in (texts, broken)]
    for side in "ab":
        seen = []
        for link, pair in zip(links, (texts, broken), strict=True):
            text = pair["ab".index(side)]
            spans = [getattr(part, side) for p in link.passages for part in (p, *p.edits)]
            seen.append([tuple(len("".join(text[:at].split())) for at in span) for span in spans])
        assert seen[0] == seen[1]


@given(st.permutations(range(8)))
@settings(max_examples=20, deadline=None)
def test_any_order_of_arrival(order: list[int]) -> None:
    articles = [Article(f"p{n}", prose(n % 3, 60) + prose(50 + n, 90) + prose(n % 4 + 20, 40)) for n in range(8)]
    assert list(find([articles[n] for n in order])) == list(find(articles))


def test_traditional_and_simplified_twins_give_the_same_spans() -> None:
    simplified = "国务卿说这项协议让两国关系发展得更好，边境贸易将于下个月恢复，铁路线也会重新开通。" * 2
    traditional = "國務卿說這項協議讓兩國關係發展得更好，邊境貿易將於下個月恢復，鐵路線也會重新開通。" * 2
    frame = [prose(2, 150), prose(3, 150)]
    same = only([Article("a", frame[0] + simplified), Article("b", simplified + frame[1])])
    across = only([Article("a", frame[0] + simplified), Article("b", traditional + frame[1])])
    assert [(p.a, p.b, p.edits) for p in same.passages] == [(p.a, p.b, p.edits) for p in across.passages]
    assert same.chars == across.chars


def test_english_needs_longer_runs() -> None:
    shared = "the harbour master of the island said that no ferry would leave before the storm had passed the cape"
    other = "The committee met on Thursday to discuss the budget for roads and schools in the northern district. "
    another = "Farmers along the river have counted their losses after a summer in which it hardly rained at all. "
    link = only([Article("a", other * 2 + shared), Article("b", another * 2 + shared.upper())])
    assert link.chars >= 75
    few = [Article("a", other + "the harbour master said"), Article("b", another + "the harbour master said")]
    assert list(find(few)) == []


def test_every_order_of_arrival_gives_the_same_links() -> None:
    articles = [Article(f"p{n:02d}", prose(n % 7, 150) + prose(50 + n, 300) + prose(n % 5 + 20, 60)) for n in range(30)]
    wanted = list(find(articles))
    assert len(wanted) > 30
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        assert list(find(articles)) == wanted


def test_lines_and_articles_give_the_same() -> None:
    articles = [Article("a", prose(1, 300)), Article("b", prose(1, 300) + prose(2, 50))]
    lines = [msgspec.json.encode(article) + b"\n" for article in articles]
    assert list(find_lines(lines)) == list(find(articles))


def test_the_first_of_two_articles_with_one_id_counts() -> None:
    words = prose(1, 100)
    assert list(find([Article("a", words), Article("a", words)])) == []


@pytest.mark.parametrize(
    "text", ["", "\n", "甲", "甲" * 100_000, "\ud800" * 50, "a" * 50_000, "，。" * 5_000, "\x00" * 9]
)
def test_hostile_texts(text: str) -> None:
    articles = [Article("a", text), Article("b", text), Article("c", text + prose(1, 100))]
    for link in find(articles):
        assert all(p.a[1] <= len(text) + 100 for p in link.passages)


def test_two_thousand_paragraphs_in_another_order() -> None:
    paragraphs = [prose(n, 40) for n in range(2000)]
    shuffled = random.Random(1).sample(paragraphs, len(paragraphs))
    link = only([Article("a", "\n".join(paragraphs)), Article("b", "\n".join(shuffled))])
    assert link.type == "mirror" or link.chars >= 0.99 * 80_000


@given(st.lists(st.text(alphabet=st.characters(), max_size=200), max_size=6))
@settings(max_examples=60, deadline=None)
def test_any_texts_give_spans_inside_them(texts: list[str]) -> None:
    texts += [text[::-1] + text for text in texts]
    articles = [Article(str(n), text) for n, text in enumerate(texts)]
    for link in find(articles):
        assert link.a < link.b
        for p in link.passages:
            for side, (start, end) in (("a", p.a), ("b", p.b)):
                length = len(texts[int(getattr(link, side))])
                assert 0 <= start < end <= length
                edits = [getattr(edit, side) for edit in p.edits]
                assert all(start <= s <= e <= end for s, e in edits)
                assert edits == sorted(edits)


@given(st.lists(st.text(max_size=80), min_size=1, max_size=5))
@settings(max_examples=80, deadline=None)
def test_fingerprints_do_not_depend_on_neighbours(texts: list[str]) -> None:
    texts += ["".join(texts) * 3, prose(1, 30)]
    together = streams(texts)
    found = fingerprints(together)
    for number, text in enumerate(texts):
        low, high = together.bounds[number], together.bounds[number + 1]
        mine = (found.places >= low) & (found.places < high)
        alone = fingerprints(streams([text]))
        assert np.array_equal(found.places[mine] - low, alone.places)
        assert np.array_equal(found.hashes[mine], alone.hashes)


@given(st.text(max_size=300))
def test_streams_and_offsets_agree(text: str) -> None:
    codes = streams([text]).codes
    side, other = sides([text, text + "一甲，乙"])
    assert len(codes) == len(side.at) == len(side.gaps)
    assert all(side.text[place].isalnum() for place in side.at.tolist())
    assert len(side.folded) == len(side.text) and "\n" not in side.text
    assert other.folded.startswith(side.folded) and np.array_equal(other.at[: len(side.at)], side.at)
    for place, char in enumerate(side.text):
        start, end = side.in_article((place, place + 1))
        assert text[start:end] == char or (char, text[start:end]) == (" ", "\n")
        assert side.in_text((start, end)) == (place, place + 1)


def test_a_stretch_without_line_breaks_lies_in_the_text_with_them() -> None:
    (side,) = sides(["桥\n\n修好了\nthe bridge\nis open\n"])
    assert side.text == "桥修好了the bridge is open"
    assert side.in_article((1, 4)) == (3, 6) and side.in_article((0, 2)) == (0, 4)
    assert side.in_article((1, 1)) == (3, 3), "nothing stands where the next character stands"
    assert side.in_text((3, 6)) == (1, 4)


def test_folding_here_is_the_folding_of_texts() -> None:
    sample = "國務卿２０３１年，ＡＢＣ臺灣・巴黎 Straße İstanbul"
    plain = fold(sample)
    assert sides([sample])[0].folded == "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
