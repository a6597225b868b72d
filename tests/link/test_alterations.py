from __future__ import annotations

from suyuan.link.alterations import alterations
from suyuan.link.differences import Difference
from suyuan.model import Annotations, Article, Direction, Edit, Passage, Quantity, Reuse, ReuseType


def _found(
    one: str,
    two: str,
    edit: tuple[tuple[int, int], tuple[int, int], str],
    days: tuple[str, str] = ("2025-05-12", "2025-05-13"),
    kind: ReuseType = "reprint",
    direction: Direction | None = "b<-a",
    annotations: tuple[Annotations | None, Annotations | None] = (None, None),
) -> list[Difference]:
    pages = [
        Article(key, f"标题\n{text}", published=day, annotations=notes)
        for key, text, day, notes in zip("ab", (one, two), days, annotations, strict=True)
    ]
    (a, b, note) = edit
    moved = Edit((a[0] + 3, a[1] + 3), (b[0] + 3, b[1] + 3), "meaning", note)
    reuse = Reuse("a", "b", kind, (Passage((3, 3 + len(one)), (3, 3 + len(two)), 0.9, (moved,)),), len(one), direction)
    return list(alterations({page.id: page for page in pages}, [reuse]))


def test_a_denial_that_a_copy_lost() -> None:
    (found,) = _found("罗维说，港口不会关闭。", "罗维说，港口会关闭。", ((6, 7), (6, 6), "negation"))
    assert found.field == "wording" and "不会" in found.a.value


def test_a_number_in_other_words_is_the_same_number() -> None:
    def notes(text: str, value: float) -> Annotations:
        return Annotations(quantities=(Quantity(8, 8 + len(text), "money", value, unit="USD"),))

    edit = ((6, 7), (6, 7), "number: 13000 → 1.3")
    same = _found("外债累计1万3千亿美元。", "外债累计1.3万亿美元。", edit)
    assert same  # without annotations the digits are all there is
    assert not _found(
        "外债累计1万3千亿美元。",
        "外债累计1.3万亿美元。",
        ((5, 6), (5, 6), "number: 13000 → 1.3"),
        annotations=(notes("万3千亿美元", 1.3e12), notes(".3万亿美元", 1.3e12)),
    )


def test_notices_of_a_house_are_filled_in_anew() -> None:
    edit = ((5, 6), (5, 6), "number: 34 → 84")
    assert _found("加征关税3成，今日生效。", "加征关税8成，今日生效。", edit)
    assert not _found("加征关税3成，今日生效。", "加征关税8成，今日生效。", edit, days=("2025-05-02", "2025-05-12"))
    assert not _found("加征关税3成，今日生效。", "加征关税8成，今日生效。", edit, kind="self_reuse")
    assert not _found("加征关税3成，今日生效。", "加征关税8成，今日生效。", edit, kind="excerpt")


def test_datelines_say_nothing() -> None:
    edit = ((9, 10), (9, 10), "number: 12 → 13")
    assert not _found(
        "【晨报2025年5月12日讯】两国签约。", "【夜报2025年5月13日讯】两国签约。", ((11, 12), (11, 12), edit[2])
    )


def test_nothing_of_this_needs_annotations_or_days() -> None:
    pages = {key: Article(key, "正文。") for key in "ab"}
    edits = (Edit((0, 1), (0, 1), "meaning", "number: 1 → 2"), Edit((0, 2), (0, 2), None, None))
    list(alterations(pages, [Reuse("a", "b", "reprint", (Passage((0, 3), (0, 3), 1.0, edits),), 3)]))
    assert not list(alterations(pages, [Reuse("a", "z", "reprint", (), 3)]))
