"""The view of the playground, run by QuickJS: the same boxes, texts, arrows and steps as Python's picture of the same design."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import quickjs

from designgen.design import Design
from designgen.diagram.views import picture_of
from designgen.play.picture import VIEW
from tests.design.test_properties import odd_design
from tests.play.loaded import loaded
from tests.play.modules import asked
from tests.shipped import IDS, SPECS, design

BOX = ("id", "name", "detail", "number", "icon", "plane", "alert", "says", "group", "parts")
ARROW, GROUP = ("source", "target", "label", "kind"), ("id", "label", "plane")
WHOLE = ("description", "rows", "path", "numbers")
DRAWN = """
const {completed} = need("model.js"), {makeEngine} = need("engine.js"), {outline} = need("parts.js"), {picture} = need("view.js");
const model = completed(designgen, designgenModel), engine = makeEngine(designgen, model);
globalThis.drawn = state => {
  const result = engine.run(state);
  return picture(outline(engine, result, state), result, model);
};
"""


@pytest.fixture(scope="module")
def browser_side() -> quickjs.Context:
    context = loaded("engine.js", "parts.js", "view.js")
    context.eval(DRAWN)
    return context


def _state(made: Design) -> dict[str, Any]:
    return {"task": made.spec.task, "facts": dict(made.spec.facts), "choose": {}, "avoid": {}}


def _told(picture: dict[str, Any], arrows: str) -> dict[str, Any]:
    """What must agree, as plain data."""
    found = {
        "boxes": [{key: box[key] for key in BOX} for box in picture["boxes"]],
        "arrows": [{key: arrow[key] for key in ARROW} for arrow in picture[arrows]],
        "groups": [{key: group[key] for key in GROUP} for group in picture["groups"]],
        **{key: picture[key] for key in WHOLE},
    }
    plain: dict[str, Any] = json.loads(json.dumps(found))
    return plain


def _agree(context: quickjs.Context, made: Design) -> None:
    expected, found = picture_of(made, VIEW), asked(context, "drawn", _state(made))
    assert (expected is None) == (found is None)
    if expected:
        assert _told(found, "arrows") == _told(asdict(expected), "edges")


@pytest.mark.parametrize("path", SPECS, ids=IDS)
def test_a_shipped_design_is_seen_as_in_python(browser_side: quickjs.Context, path: Path) -> None:
    _agree(browser_side, design(path))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_any_design_is_seen_as_in_python(browser_side: quickjs.Context, seed: int) -> None:
    _agree(browser_side, odd_design(seed))
