"""The whiteboard of every shipped and published spec: few boxes, each with a stroke and a short sentence."""

from functools import cache
from pathlib import Path

import pytest

from designgen.cli.options import no_flips
from designgen.design import design_for
from designgen.diagram import Picture, picture_of
from designgen.resources import resource
from designgen.spec import load_spec
from tests.shipped import knowledge

PATHS = sorted((*resource("specs").glob("*.yaml"), *resource("specs/published").glob("*.yaml")))
FEWEST, MOST, LONGEST, WIDEST = 5, 9, 30, 26
"""Boxes, words of a sentence, letters of a number."""


@cache
def board(path: Path) -> Picture:
    picture = picture_of(design_for(load_spec(path, knowledge()), knowledge(), flips_of=no_flips), "whiteboard")
    assert picture is not None
    return picture


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_a_whiteboard_has_few_boxes_each_with_its_stroke_and_its_sentence(path: Path) -> None:
    picture = board(path)
    assert FEWEST <= len(picture.boxes) <= MOST
    assert sorted(picture.steps().values()) == list(range(1, len(picture.boxes) + 1))
    assert "Not drawn" not in picture.description
    for box in picture.boxes:
        assert 8 <= len(box.says.split()) <= LONGEST, box.says
        assert box.says.endswith(".")
        assert len(box.number) <= WIDEST


@pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
def test_a_whiteboard_hangs_together_with_few_arrows(path: Path) -> None:
    picture = board(path)
    assert len(picture.edges) <= len(picture.boxes) + 3
    near: dict[str, set[str]] = {box.id: set() for box in picture.boxes}
    for edge in picture.edges:
        assert edge.label, f"{edge.source} -> {edge.target}"
        assert len(edge.label) < 19
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    reached, ahead = set[str](), [picture.boxes[0].id]
    while ahead:
        box = ahead.pop()
        reached.add(box)
        ahead += near[box] - reached
    assert reached == set(near)


def test_most_designs_say_numbers_of_their_own() -> None:
    said = [board(path) for path in PATHS]
    assert all(sum(any(sign.isdigit() for sign in box.says) for box in picture.boxes) >= 2 for picture in said)
    assert all(any("because" in box.says for box in picture.boxes) for picture in said)
