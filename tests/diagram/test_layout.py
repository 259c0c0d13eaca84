"""What must hold for every picture, measured."""

import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from designgen.diagram.compose import composed
from designgen.diagram.craft import collisions
from designgen.diagram.faces import faces, lines_at
from designgen.diagram.geometry import Layout, span, step_of
from designgen.diagram.layout import lay_out
from designgen.diagram.picture import KINDS, Box, Edge, Group, Picture, normal
from designgen.diagram.score import measure
from designgen.diagram.worker import run_graphviz
from tests.diagram.pictures import random_picture
from tests.diagram.random_graphs import SIMPLER, faults
from tests.diagram.target import target
from tests.gallery.reference import reference

WIDEST = 1000


def row_of(*names: str, edges: tuple[Edge, ...] = ()) -> Picture:
    boxes = tuple(Box(name, name, group="g") for name in names)
    return Picture("p", "P", "", (Group("g", "Group", "online"),), boxes, edges, (names,))


@cache
def target_layout() -> Layout:
    return lay_out(target())


def inside(layout: Layout) -> bool:
    """Whether everything lies within the width and height."""
    points = [point for route in layout.routes for point in route.points]
    rects = [*layout.boxes.values(), *(panel.rect for panel in layout.panels)]
    points += [(rect.x, rect.y) for rect in rects] + [(rect.right, rect.bottom) for rect in rects]
    return all(0 <= x <= layout.width and 0 <= y <= layout.height for x, y in points)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_no_random_picture_has_a_label_or_a_line_over_a_box(seed: int) -> None:
    picture = normal(random_picture(seed))
    layout = lay_out(picture)
    found = measure(picture, layout)
    assert (found.box_hits, found.box_overlaps, found.label_hits, found.missing_labels) == (0, 0, 0, 0)
    assert layout.width <= WIDEST
    assert inside(layout)


def test_the_target_is_as_tidy_as_promised() -> None:
    picture = normal(target())
    found = measure(picture, target_layout())
    assert found.failures == 0
    assert found.crossings <= 12
    assert found.covered == 0
    assert found.title_hits == 0
    assert found.width <= WIDEST


def test_lines_run_at_right_angles_from_box_to_box() -> None:
    picture = normal(target())
    layout = target_layout()
    for route in layout.routes:
        edge = picture.edges[route.edge]
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(route.points))
        for end, (x, y) in ((edge.source, route.points[0]), (edge.target, route.points[-1])):
            box = layout.boxes[end]
            assert box.x <= x <= box.right
            assert box.y <= y <= box.bottom


def test_two_runs_agree_to_the_last_digit() -> None:
    assert lay_out(random_picture(3)) == lay_out(random_picture(3))


def test_a_crash_of_graphviz_costs_one_graph_only() -> None:
    worker = """if True:
        import json, os, sys
        for source in json.load(sys.stdin):
            os.abort() if source == "bad" else print(json.dumps({source: 1.0}), flush=True)
    """
    answers = run_graphviz(["a", "bad", "b", "bad"], [sys.executable, "-c", worker])
    assert answers == [{"a": 1.0}, None, {"b": 1.0}, None]


def test_a_graph_at_which_graphviz_hangs_costs_one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("designgen.diagram.worker.SECONDS", 0.5)
    worker = """if True:
        import json, sys, time
        for source in json.load(sys.stdin):
            time.sleep(60 * (source == "bad"))
            print(json.dumps({source: 1.0}), flush=True)
    """
    assert run_graphviz(["a", "bad", "b"], [sys.executable, "-c", worker]) == [{"a": 1.0}, None, {"b": 1.0}]


def test_a_picture_that_cost_two_workers_is_asked_no_more(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    worker = f"""if True:
        import json, os, sys
        open({str(starts)!r}, "a").write("x")
        for source in json.load(sys.stdin):
            os.abort() if source.startswith("bad") else print(json.dumps({{source: 1.0}}), flush=True)
    """
    asked = ["bad1", "bad2", "bad3", "bad4", "a"]
    answers = run_graphviz(asked, [sys.executable, "-c", worker], pictures=[0, 0, 0, 0, 1])
    assert answers == [None, None, None, None, {"a": 1.0}]
    assert starts.read_text() == "xxx"


def test_a_graph_that_eats_all_memory_costs_one_worker() -> None:
    worker = """if True:
        import json, sys
        sys.argv = ["worker"]
        import designgen.diagram.worker as worker
        worker._places = lambda source: {"x": float(len(bytearray(3 << 30)) if source == "bad" else 1)}
        worker._main()
    """
    assert run_graphviz(["a", "bad", "b"], [sys.executable, "-c", worker]) == [{"x": 1.0}, None, {"x": 1.0}]


def test_without_graphviz_there_is_a_picture_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("designgen.diagram.layout.run_graphviz", lambda sources, pictures: [None for _ in sources])
    picture = normal(target())
    assert measure(picture, lay_out(picture)).failures == 0


def test_a_row_that_is_too_wide_is_split() -> None:
    picture = row_of(*(f"a rather long name {n}" for n in range(9)))
    layout = lay_out(picture)
    assert layout.width <= WIDEST
    assert len({box.cy for box in layout.boxes.values()}) == 2


def test_a_self_loop_and_edges_both_ways_are_drawn() -> None:
    edges = (Edge("a", "a", "again"), Edge("a", "b", "there"), Edge("b", "a", "back"), Edge("a", "b", "event", "async"))
    picture = row_of("a", "b", "c", edges=edges)
    layout = lay_out(picture)
    assert len(layout.routes) == 4
    assert measure(picture, layout).failures == 0


def test_edges_of_one_kind_between_two_boxes_become_one() -> None:
    picture = normal(row_of("a", "b", edges=(Edge("a", "b", "x"), Edge("a", "b", "y"), Edge("a", "b", "x"), Edge("a", "zzz"))))
    assert picture.edges == (Edge("a", "b", "x, y"),)


def test_more_boxes_than_a_reader_can_follow_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 120"):
        lay_out(row_of(*(f"b{n}" for n in range(121))))


def test_text_stays_inside_its_box() -> None:
    picture = normal(random_picture(5))
    layout, shown = lay_out(picture), faces(picture)
    for id, box in layout.boxes.items():
        names, details = lines_at(box, shown[id])
        assert box.y + 10 < names[0]
        assert max(*names, *details) < box.bottom - 3
        assert shown[id].w == box.w


@pytest.mark.slow
def test_lines_in_a_narrow_gap_keep_apart() -> None:
    picture = normal(reference("rag-assistant"))
    assert measure(picture, lay_out(picture)).hugging == 0


def test_the_label_of_a_self_loop_does_not_hide_it() -> None:
    picture = row_of("a", edges=(Edge("a", "a", "every thirty seconds"),))
    (route,) = lay_out(picture).routes
    assert route.label
    (across,) = [span(*stretch) for stretch in route.segments() if stretch[0][1] == stretch[1][1]]
    assert not route.label.hits(across)


def test_a_label_keeps_off_the_number_of_a_step() -> None:
    picture = normal(reference("fraud-scorer"))
    layout = lay_out(picture)
    steps = [step_of(layout.boxes[box]) for box in picture.steps()]
    assert not [(route, step) for route in layout.routes for step in steps if route.label and route.label.hits(step)]


def broken(*_: object) -> Layout:
    raise ZeroDivisionError("a bug")


def test_a_search_that_breaks_leaves_the_rows_as_written_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("designgen.diagram.layout.searched", broken)
    layout = lay_out(target())
    assert "as they are written" in layout.simpler
    assert measure(normal(target()), layout).box_hits == 0


def test_when_nothing_helps_the_error_names_the_picture_and_keeps_its_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("designgen.diagram.layout.searched", broken)
    monkeypatch.setattr("designgen.diagram.layout.as_written", broken)
    with pytest.raises(ValueError, match="picture target could not be laid out") as caught:
        lay_out(target())
    assert Path(str(caught.value).rsplit(" ", 1)[1]).read_text().startswith("digraph")


@pytest.mark.slow
def test_random_graphs_with_hostile_texts_pass_or_say_that_they_are_simpler() -> None:
    assert {seed: codes for seed in range(10) if (codes := faults(seed)) not in ((), SIMPLER)} == {}


def test_a_drawing_is_called_simpler_just_where_something_lies_on_something_else() -> None:
    boxes = (Box("a", "a", group="g"), Box("b", "b", group="g"))
    edges = tuple(Edge(one, two, "a label", kind) for kind in KINDS for one, two in (("a", "b"), ("b", "a")))
    crowded = Picture("p", "P", "", (Group("g", "Group", "online"),), boxes, edges, (("a", "b"),))
    for picture in (crowded, target()):
        layout = lay_out(picture)
        assert bool(layout.simpler) == bool(collisions(composed(normal(picture), layout)))


def test_a_title_too_long_for_its_panel_keeps_off_lines() -> None:
    long = Group("g", "word " * 60, "online")
    boxes = (Box("z", "z", group="f"), *(Box(name, name, group="g") for name in "abc"))
    edges = tuple(Edge("z", name) for name in "abc")
    picture = normal(Picture("p", "P", "", (Group("f", "F", "client"), long), boxes, edges, (("z",), ("a", "b", "c"))))
    assert lay_out(picture).simpler == ""
    assert measure(picture, lay_out(picture)).title_hits == 0
