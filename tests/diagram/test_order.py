"""The numbered path goes from left to right in a row, where that costs no crossing."""

from designgen.diagram import picture_of
from designgen.diagram.layout import lay_out
from designgen.diagram.order import backward
from designgen.diagram.picture import Box, Edge, Group, Picture
from tests.shipped import SPECS, design


def _walk(row: tuple[str, ...]) -> Picture:
    boxes = tuple(Box(id, id.title(), group="all") for id in "abcd")
    edges = (Edge("a", "b"), Edge("b", "c"), Edge("c", "d"))
    return Picture("walk", "Walk", "", (Group("all", "All", "online"),), boxes, edges, (row, ("d",)), ("a", "b", "c", "d"))


def test_a_path_written_from_right_to_left_is_drawn_from_left_to_right() -> None:
    picture = _walk(("c", "b", "a"))
    boxes = lay_out(picture).boxes
    assert boxes["a"].x < boxes["b"].x < boxes["c"].x
    assert backward(picture, boxes) == 0


def test_steps_to_the_left_are_counted_row_by_row() -> None:
    boxes = lay_out(_walk(("a", "b", "c"))).boxes
    assert backward(_walk(()), {**boxes, "a": boxes["c"], "c": boxes["a"]}) == 2


def test_stages_of_a_release_before_use_stand_in_order() -> None:
    picture = picture_of(design(SPECS[0]), "release")
    assert picture
    assert backward(picture, lay_out(picture).boxes) == 0
