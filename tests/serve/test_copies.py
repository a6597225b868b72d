"""Pages that share passages by families: the tree, its origins, and the links that make no copy."""

from __future__ import annotations

from suyuan.model import Cue, Direction, Passage, Reuse, ReuseType
from suyuan.serve.copies import grouped, related


def reuse(a: str, b: str, kind: ReuseType = "reprint", way: Direction | None = None) -> Reuse:
    cues = (Cue("marker", "来源：", way, 0.96),) if way else ()
    return Reuse(a, b, kind, (Passage((0, 90), (0, 90), 1.0),), 90, way, cues)


HUB = [reuse("a", "b", way="b<-a"), reuse("a", "c", way="b<-a"), reuse("b", "c", "common_source")]
QUOTE, STOCK = reuse("a", "d", "common_quote"), reuse("d", "e", "formula")


def test_a_family_is_told_from_its_origin_down() -> None:
    (family,), apart = grouped([STOCK, QUOTE, *HUB])
    assert [(row.page, row.depth, row.source, row.sure) for row in family.rows] == [
        ("a", 0, None, True), ("b", 1, "a", True), ("c", 1, "a", True),
    ]  # fmt: skip
    assert family.others == (HUB[2],) and len(family.links) == 3
    assert (family.origins.certain, family.origins.possible) == (1, 1)
    assert apart == [QUOTE, STOCK]
    assert grouped([]) == ([], [])


def test_an_articles_family_is_all_that_hangs_together_with_it() -> None:
    links = [*HUB, QUOTE, STOCK, reuse("x", "y")]

    def copies(key: str) -> list[Reuse]:
        return [link for link in links if key in (link.a, link.b)]

    assert related("b", copies) == HUB, "what a quotes with d is no matter of b"
    assert QUOTE in related("a", copies) and STOCK not in related("a", copies)
