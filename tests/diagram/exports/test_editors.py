"""draw.io and Excalidraw: our layout, tied together as these editors want it."""

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html import escape
from typing import Any

import pytest

from designgen.catalog import load_knowledge
from designgen.design import design_for
from designgen.diagram import Picture, export, picture_of, scene_of
from designgen.diagram.cache import layout_of
from designgen.diagram.exports.chart import chart_elements
from designgen.diagram.geometry import Layout
from designgen.diagram.scene import Disc, Scene, Words
from designgen.diagram.text import clean
from designgen.resources import resource
from designgen.spec import load_spec
from tests.diagram.exports.pictures import nasty
from tests.diagram.target import target

BOTH = pytest.mark.parametrize("picture", [target(), nasty()], ids=["target", "nasty"])


@pytest.fixture(scope="module")
def layout() -> Layout:
    from designgen.cache import cache_folder

    return layout_of(target(), cache_folder() / "layouts")


def cells(picture: Picture) -> dict[str, ET.Element]:
    """The cells of a draw.io file by id; one inside an object has the id of that."""
    root = ET.fromstring(export(picture, "drawio")).find("diagram/mxGraphModel/root")
    assert root is not None
    found = {}
    for child in root:
        cell = child if child.tag == "mxCell" else child.find("mxCell")
        assert cell is not None
        id = child.attrib["id"]
        assert id not in found
        found[id] = cell
    return found


@BOTH
def test_drawio_ties_every_line_to_two_boxes_and_every_cell_to_a_parent(picture: Picture) -> None:
    known = cells(picture)
    assert {cell.get("parent") for id, cell in known.items() if id != "0"} <= set(known)
    lines = [cell for cell in known.values() if cell.get("edge")]
    assert len(lines) == len(picture.edges)
    for line in lines:
        assert known[line.attrib["source"]].get("vertex") == known[line.attrib["target"]].get("vertex") == "1"
        assert line.find("mxGeometry[@relative='1'][@as='geometry']") is not None
    styles = {cell.attrib["style"] for cell in known.values() if "style" in cell.attrib}
    assert all(re.fullmatch(r"(\w+=[^;=]*={0,2};)+", style) for style in styles)


def test_drawio_keeps_our_places(layout: Layout) -> None:
    known = cells(target())

    def corner(id: str) -> tuple[float, float]:
        place, parent = known[id].find("mxGeometry"), known[id].get("parent", "")
        if place is None:
            return 0, 0
        x, y = corner(parent)
        return x + float(place.attrib["x"]), y + float(place.attrib["y"])

    for number, box in enumerate(target().boxes):
        assert corner(f"n{number}") == pytest.approx(layout.boxes[box.id][:2], abs=0.2)
        assert known[f"n{number}"].get("parent", "").startswith("g")
    bends = sum(len(route.points) - 2 for route in layout.routes)
    assert sum(len(cell.findall(".//Array/mxPoint")) for cell in known.values()) == bends


def elements(picture: Picture) -> dict[str, dict[str, Any]]:
    drawing = json.loads(export(picture, "excalidraw"))
    assert (drawing["type"], drawing["version"]) == ("excalidraw", 2)
    found = {element["id"]: element for element in drawing["elements"]}
    assert len(found) == len(drawing["elements"])
    images = [element["fileId"] for element in found.values() if element["type"] == "image"]
    assert set(images) == set(drawing["files"])
    return found


@BOTH
def test_excalidraw_binds_arrows_boxes_and_labels_both_ways(picture: Picture) -> None:
    known = elements(picture)
    arrows = [element for element in known.values() if element["type"] == "arrow"]
    assert len(arrows) == len(picture.edges)
    for arrow in arrows:
        for end in ("startBinding", "endBinding"):
            assert {"id": arrow["id"], "type": "arrow"} in known[arrow[end]["elementId"]]["boundElements"]
        for label in arrow["boundElements"]:
            assert known[label["id"]]["containerId"] == arrow["id"]
        assert arrow["points"][0] == [0, 0]


def test_excalidraw_puts_labels_on_the_middle_point_of_their_line() -> None:
    known = elements(target())
    labelled = [element for element in known.values() if element["type"] == "arrow" and element["boundElements"]]
    assert len(labelled) > 15
    for arrow in labelled:
        x, y = arrow["points"][len(arrow["points"]) // 2]
        label = known[arrow["boundElements"][0]["id"]]
        assert len(arrow["points"]) % 2 == 1
        middle = label["x"] + label["width"] / 2, label["y"] + label["height"] / 2
        assert middle == pytest.approx((arrow["x"] + x, arrow["y"] + y), abs=0.1)


def test_excalidraw_groups_a_panel_with_what_lies_in_it(layout: Layout) -> None:
    known = elements(target())
    for panel in layout.panels:
        number = next(n for n, group in enumerate(target().groups) if group.id == panel.group)
        (mine, *_) = known[f"g{number}"]["groupIds"]
        inside = {id for id, element in known.items() if mine in element["groupIds"] and re.fullmatch(r"n\d+", id)}
        held = {f"n{n}" for n, box in enumerate(target().boxes)
                if panel.group in (box.group, target().lane(box.group))}  # fmt: skip
        assert inside == held


def test_excalidraw_draws_a_whiteboard_by_hand() -> None:
    board = elements(replace(nasty(), theme="whiteboard"))
    assert {element["roughness"] for element in board.values()} == {1}
    assert {element["roughness"] for element in elements(nasty()).values()} == {0}


def test_editors_keep_every_text_and_place_of_a_chart() -> None:
    knowledge = load_knowledge()
    spec = load_spec(resource("specs", "video-recommendation.yaml"), knowledge, [])
    design = design_for(spec, knowledge, flips_of=lambda *_: {})
    for view in ("funnel", "sequence", "timeline"):
        picture = picture_of(design, view)
        assert picture is not None
        scene, held = scene_of(picture), elements(picture)
        said = [clean(shape.whole) for _, shape in scene.shapes() if isinstance(shape, Words)]
        assert {escape(text) for text in said} <= {cell.get("value") for cell in cells(picture).values()}
        assert set(said) <= {element["text"] for element in held.values() if element["type"] == "text"}
        assert all(element["x"] >= 0 and element["x"] + element["width"] <= scene.width + 1 for element in held.values()
                   if element["type"] == "rectangle")  # fmt: skip
        lines = [element for element in held.values() if element["type"] == "line"]
        assert all(line["points"][0] == line["points"][-1] for line in lines if line["backgroundColor"] != "transparent")
        groups = {group for element in held.values() for group in element["groupIds"]}
        assert len(groups) >= len(picture.boxes)


def test_texts_of_a_chart_hold_no_sign_that_hides_or_turns_them() -> None:
    hidden = "a\x07b\u202ec\x00"
    scene = Scene("t", "t", "", 100, 100, (Words(hidden, 5, 20, "name"), Disc((50, 50), hidden, "step", "online")))
    held = [element["text"] for element in chart_elements(scene, {}) if element["type"] == "text"]
    assert held == [clean(hidden)] * 2 == ["a bc"] * 2
