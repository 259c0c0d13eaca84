"""Edges that end at a group: drawn to the border of its panel, and exported to what each format has for it."""

import json
from pathlib import Path

import pytest

from designgen.diagram import FORMATS, export, export_bytes, scene_of
from designgen.diagram.craft import judge
from designgen.diagram.layout import lay_out
from designgen.diagram.picture import Box, Edge, Group, Picture, normal
from designgen.diagram.worker import run_graphviz


def lanes(*edges: Edge) -> Picture:
    """Three lanes of which the second holds a panel, two rows and five boxes."""
    groups = (Group("top", "Clients", "client"), Group("mid", "Serving", "online"), Group("inner", "Cache", "feature", "mid"),
              Group("low", "Training", "training"), Group("none", "Empty", "edge"))  # fmt: skip
    boxes = (Box("app", "App", group="top"), Box("web", "Web", group="top"), Box("api", "API", group="mid"),
             Box("hot", "Hot keys", group="inner"), Box("cold", "Cold keys", group="inner"), Box("job", "Job", group="low"),
             Box("log", "Log", group="low"))  # fmt: skip
    rows = (("app", "web"), ("api",), ("hot", "cold"), ("job", "log"))
    return Picture("p", "P", "", groups, boxes, edges, rows)


TO, FROM = Edge("app", "mid", "asks"), Edge("mid", "log", "events", "async")
BOTH, NESTED, UP = Edge("top", "low", "all", "batch"), Edge("job", "inner", "fills", "batch"), Edge("low", "app", "reports")


@pytest.mark.parametrize("edge", [TO, FROM, BOTH, NESTED, UP], ids=lambda edge: f"{edge.source}-{edge.target}")
def test_the_line_ends_on_the_border_of_the_panel(edge: Edge) -> None:
    picture = normal(lanes(edge, Edge("api", "hot", "gets")))
    layout = lay_out(picture)
    assert picture.edges[0] == edge
    points = layout.routes[0].points
    for end, way in ((edge.source, points), (edge.target, points[::-1])):
        place, (x, y), (next_x, next_y) = layout.place(end), way[0], way[1]
        assert place.x <= x <= place.right
        assert place.y <= y <= place.bottom
        assert x in (place.x, place.right) or y in (place.y, place.bottom)
        assert not (place.x < next_x < place.right and place.y < next_y < place.bottom)


def test_a_picture_of_them_passes_the_gate(tmp_path: Path) -> None:
    scene = scene_of(lanes(TO, FROM, NESTED, Edge("api", "hot", "gets")), folder=tmp_path)
    assert judge(scene).faults == ()
    assert scene == scene_of(lanes(TO, FROM, NESTED, Edge("api", "hot", "gets")), folder=tmp_path)


def test_an_edge_to_an_empty_group_or_to_what_is_around_its_own_box_is_dropped() -> None:
    loose = (Edge("app", "none"), Edge("hot", "mid"), Edge("mid", "inner"), Edge("mid", "mid"), Edge("api", "mid"))
    assert normal(lanes(*loose, TO)).edges == (TO,)


def test_edges_of_one_kind_to_one_group_become_one() -> None:
    assert normal(lanes(TO, Edge("app", "mid", "tells"))).edges == (Edge("app", "mid", "asks, tells"),)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_holds_them(format: str) -> None:
    if not FORMATS[format].binary:
        assert all(edge.label in export(lanes(TO, FROM, NESTED), format) for edge in (TO, FROM, NESTED))
    elif format != "png":
        assert export_bytes(lanes(TO, FROM, NESTED), format)


@pytest.mark.parametrize(("format", "line"), [
    ("mermaid", '  n0 -->|"asks"| g1'),
    ("d2", 'g0.n0 -> g1: "asks" {class: sync}'),
    ("d2", 'g3.n5 -> g1.g2: "fills" {class: batch}'),
    ("drawio", 'source="n0" target="g1"'),
])  # fmt: skip
def test_the_group_is_the_end_where_a_format_can_say_so(format: str, line: str) -> None:
    assert line in export(lanes(TO, NESTED), format)


def test_graphviz_cuts_the_edge_at_the_cluster() -> None:
    dot = export(lanes(TO, FROM), "dot")
    assert "lhead=cluster_g1" in dot
    assert "ltail=cluster_g1" in dot
    assert run_graphviz([dot])[0]


def test_excalidraw_ties_the_arrow_to_the_panel() -> None:
    found = {one["id"]: one for one in json.loads(export(lanes(TO), "excalidraw"))["elements"]}
    assert found["e0"]["endBinding"]["elementId"] == "g1"
    assert {"id": "e0", "type": "arrow"} in found["g1"]["boundElements"]
