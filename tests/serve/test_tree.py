from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from suyuan.model import Chain, ChainNode
from suyuan.serve.web.tree import Node, draw, merge


def chain(ref: str, *names: str | None) -> Chain:
    roles = ("speaker", "relay", "outlet", "mirror")
    return Chain(ref, tuple(ChainNode(name, role) for name, role in zip(names, roles, strict=False)))  # type: ignore[arg-type]


def test_chains_share_their_beginning_across_scripts() -> None:
    roots = merge([chain("a#1", "林嵐", "晨星社", "甲报"), chain("b#1", "林岚", "晨星社", "乙报")], lambda ref: "")
    (root,) = roots
    assert (root.name, len(root.children), len(root.children[0].children)) == ("林嵐", 1, 2)
    assert [leaf.refs for leaf in root.children[0].children] == [["a#1"], ["b#1"]]


def test_speakers_that_may_be_two_people_stay_two() -> None:
    chains = [chain("a#1", "官员", "晨星社"), chain("b#1", "官员", "晨星社")]
    assert len(merge(chains, lambda ref: ref)) == 2
    assert len(merge(chains, lambda ref: "same")) == 1


def test_nodes_without_a_name_stay_apart() -> None:
    (root,) = merge([chain("a#1", "林岚", None), chain("b#1", "林岚", None)], lambda ref: "")
    assert len(root.children) == 2


def test_implied_only_where_every_chain_implies_it() -> None:
    implied = Chain("a#1", (ChainNode("甲", "speaker"), ChainNode("社", "relay", implicit=True)))
    shown = Chain("b#1", (ChainNode("甲", "speaker"), ChainNode("社", "relay")))
    assert merge([implied, shown], lambda ref: "")[0].children[0].implicit is False
    assert merge([implied], lambda ref: "")[0].children[0].implicit is True


_TREES = st.recursive(
    st.builds(Node, st.one_of(st.none(), st.text(max_size=30)), st.just("relay")),
    lambda inner: st.builds(
        Node,
        st.text(max_size=30),
        st.just("relay"),
        st.just(False),
        st.just([]),  # type: ignore[arg-type]
        st.lists(inner, max_size=3),
    ),
    max_leaves=12,
)


@given(st.lists(_TREES, max_size=3), st.booleans())
def test_boxes_lie_inside_the_drawing_and_apart(roots: list[Node], narrow: bool) -> None:
    drawing = draw(roots, narrow)
    boxes = drawing.boxes
    for box in boxes:
        assert box.x >= 0 and box.x + drawing.box_width <= drawing.width
        assert box.y >= 0 and box.y + drawing.box_height <= drawing.height
        assert 1 <= len(box.lines) <= 2
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart_x = abs(one.x - other.x) >= drawing.box_width
            apart_y = abs(one.y - other.y) >= drawing.box_height
            assert apart_x or apart_y
    assert len(drawing.edges) == len(boxes) - len(roots)


def test_copies_are_arcs_between_the_pages_that_are_drawn() -> None:
    roots = merge([chain("a#1", "林岚", "社", "甲报"), chain("b#1", "林岚", "社", "乙报")], lambda ref: "")
    assert len(draw(roots, copied={"a": "b", "x": "a"}).copies) == 1
    plain = draw(roots)
    assert plain.copies == () and plain.width < draw(roots, copied={"a": "b"}).width
    assert plain.height == draw(roots, copied={"a": "b"}).height


def test_a_long_name_is_cut() -> None:
    (box,) = draw([Node("很长的名字" * 20, "relay")]).boxes
    assert box.lines[1].endswith("…") and sum(map(len, box.lines)) < 24
    (box,) = draw([Node("The Very Long Name of a Gazette", "relay")]).boxes
    assert box.lines[0] == "The Very Long"
