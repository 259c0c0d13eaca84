"""Technology skins: every stack names a product behind each component, `neutral` none, and every box has an icon."""

from functools import cache
from pathlib import Path

import pytest

from designgen.catalog import load_knowledge
from designgen.design import Design, design_for
from designgen.diagram import picture_of
from designgen.diagram.icons import icon_path
from designgen.resources import resource
from designgen.spec import load_spec

SPECS = ("video-recommendation", "rag-assistant", "street-view-blurring")
STACKS = ("open_source", "aws", "gcp", "azure", "neutral")
ROOT = Path(__file__).parents[2]


@cache
def design(spec: str, stack: str) -> Design:
    knowledge = load_knowledge()
    read = load_spec(ROOT / "specs" / f"{spec}.yaml", knowledge, [f"team.stack={stack}"])
    return design_for(read, knowledge, flips_of=lambda *_: {})


def test_the_skins_are_the_stacks_that_a_spec_can_name() -> None:
    assert tuple(load_knowledge().facts["team.stack"].values) == STACKS


@pytest.mark.parametrize("stack", STACKS)
@pytest.mark.parametrize("spec", SPECS)
def test_every_box_of_every_view_has_a_technology_of_the_stack_and_an_icon(spec: str, stack: str) -> None:
    made, shown = design(spec, stack), 0
    views = made.knowledge.views
    for view in views:
        picture = picture_of(made, view)
        says = {box.id for row in views[view].rows for box in row.boxes if box.says or box.detail}
        for box in picture.boxes if picture else ():
            offered = [made.knowledge.components[part].stack.get(stack, "") for part in box.parts]
            assert icon_path(box.icon, box.detail)
            assert box.icon == "" or resource("knowledge", "icons", "roles", f"{box.icon}.svg").is_file(), box
            if box.parts and box.id not in says:
                assert bool(box.detail) == (stack != "neutral"), box
                assert any(text.startswith(box.detail) for text in offered), box
                shown += 1
    assert shown > 30


def test_a_skin_changes_what_boxes_name_and_not_which_there_are() -> None:
    boxes = [{box.id for box in found.boxes} for stack in ("open_source", "neutral")
             if (found := picture_of(design(SPECS[0], stack), "overview"))]  # fmt: skip
    assert boxes[0] == boxes[1]
    assert len(boxes) == 2
